"""The pages of the last months as bars, beside what the plan allows; arrows go from month to month."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ingestio_desktop.language import number, tr
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.buttons import paint_ring

_LEFT: Final = 48
_TOP: Final = 26
_BELOW: Final = 26
_WIDEST: Final = 24
_RADIUS: Final = 3.0
_STEPS: Final = (1, 2, 2.5, 5, 10)
_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: `label` stands below its bar ("Apr"), `name` is the whole of it ("April 2024").
    `pages_limit` is what the plan allowed then, None for no limit."""

    label: str
    name: str
    pages: int
    pages_limit: int | None = None


class UsageChart(QWidget):
    """The last bar is the month that runs. One bar at a time is a stop of the tab order."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[MonthBar, ...] = ()
        self._limit: int | None = None
        self._top, self._between = _LINES, 1
        self._bars: list[_Bar] = []
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Pages by month"))

    def set_months(self, months: Sequence[MonthBar], limit: int | None) -> None:
        """Show months, the oldest first; a line stands at `limit`, unless it is None."""
        months = tuple(months)
        if months == self._months and limit == self._limit:
            return
        again = len(months) == len(self._bars)
        self._months, self._limit = months, limit
        self._top, self._between = _scale(max([limit or 0, *(month.pages for month in months)]))
        if not again:
            for bar in self._bars:
                bar.hide()
                bar.deleteLater()
            self._bars = [self._new_bar() for _ in months]
        for place, (bar, month) in enumerate(zip(self._bars, months, strict=True)):
            bar.set_month(month, runs=place == len(months) - 1)
        if not again and self._bars:
            self._make_stop(len(self._bars) - 1)
        self._place()
        self.update()

    @property
    def bars(self) -> Sequence[QWidget]:
        """The widgets of the months, the oldest first."""
        return tuple(self._bars)

    @property
    def ticks(self) -> Sequence[int]:
        """What is written at the left, the smallest first."""
        return tuple(range(0, self._top + 1, self._between))

    def sizeHint(self) -> QSize:
        return QSize(560, 286)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        painter.setFont(make_font(TextStyle.TINY))
        field = self._field()
        for tick in self.ticks:
            y = round(self._y(tick)) + 0.5
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(colours.muted)
            at_left = QRectF(0, y - 8, _LEFT - 10, 16)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(at_left, side, number(tick))
        if self._limit is not None:
            y = round(self._y(self._limit)) + 0.5
            pen = QPen(colours.line_strong, 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))

    def _new_bar(self) -> "_Bar":
        bar = _Bar(self)
        bar.stepped.connect(self._step)
        bar.show()
        return bar

    def _field(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - 1, self.height() - _TOP - _BELOW)

    def _y(self, pages: int) -> float:
        field = self._field()
        return field.bottom() - field.height() * min(1.0, pages / self._top)

    def _place(self) -> None:
        field = self._field()
        for place, bar in enumerate(self._bars):
            left = field.left() + field.width() * place / len(self._bars)
            right = field.left() + field.width() * (place + 1) / len(self._bars)
            bar.setGeometry(round(left), 0, round(right) - round(left), self.height())
            bar.set_top(self._y(bar.month.pages), field.bottom())

    def _make_stop(self, place: int) -> None:
        for other, bar in enumerate(self._bars):
            policy = Qt.FocusPolicy.StrongFocus if other == place else Qt.FocusPolicy.ClickFocus
            bar.setFocusPolicy(policy)

    def _step(self, bar: "_Bar", key: int) -> None:
        place, last = self._bars.index(bar), len(self._bars) - 1
        goal = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[Qt.Key(key)]
        self._make_stop(goal)
        self._bars[goal].setFocus(Qt.FocusReason.TabFocusReason)


class _Bar(QWidget):
    """A month. The whole column is the target, so that short bars can be pointed at too."""

    accessible_role = QAccessible.Role.Graphic

    stepped = Signal(object, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.month = MonthBar("", "", 0)
        self._runs = False
        self._bar_top = self._bar_bottom = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_month(self, month: MonthBar, *, runs: bool) -> None:
        self.month, self._runs = month, runs
        said = _said(month)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def set_top(self, top: float, bottom: float) -> None:
        """Where the bar begins and ends."""
        self._bar_top, self._bar_bottom = top, bottom
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        width = min(_WIDEST, max(4, self.width() - 8))
        height = self._bar_bottom - self._bar_top
        height = max(2.0, height) if self.month.pages else 0.0
        bar = QRectF((self.width() - width) / 2, self._bar_bottom - height, width, height)
        shown = self._runs or self.hasFocus() or self.underMouse()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent if self._runs else colours.accent_pale)
        painter.setClipRect(QRectF(0, 0, self.width(), self._bar_bottom))
        painter.drawRoundedRect(bar.adjusted(0, 0, 0, _RADIUS), _RADIUS, _RADIUS)
        painter.setClipping(False)
        strong = make_font(TextStyle.TINY_STRONG)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setPen(colours.text if self._runs else colours.muted)
        painter.setFont(strong if self._runs else make_font(TextStyle.TINY))
        painter.drawText(QRectF(-4, self._bar_bottom + 6, self.width() + 8, 16), middle, self.month.label)
        if shown:
            self._paint_figure(painter, bar)
        if self.hasFocus():
            ring = QRectF(
                bar.left() - 4, min(bar.top(), self._bar_bottom - 8) - 4, width + 8, bar.height() + 8
            )
            paint_ring(painter, ring.intersected(QRectF(self.rect())), colours.text, 6)

    def _paint_figure(self, painter: QPainter, bar: QRectF) -> None:
        colours = current_theme().colours
        font = make_font(TextStyle.TINY_STRONG)
        text = number(self.month.pages)
        painter.setFont(font)
        painter.setPen(colours.text)
        wide = QFontMetrics(font).horizontalAdvance(text) + 4
        place = QRectF((self.width() - wide) / 2, bar.top() - 22, wide, 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.stepped.emit(self, event.key())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _said(month: MonthBar) -> str:
    if month.pages_limit is None:
        return tr("{month}: %n page(s)", "", month.pages, month=month.name)
    return tr(
        "{month}: %n of {limit} pages", "", month.pages, month=month.name, limit=number(month.pages_limit)
    )


def _scale(most: int) -> tuple[int, int]:
    """The upper end of the scale, not below `most`, and the step between its lines: 1, 2, 2.5 or 5 times
    a power of ten, so that there are at most five."""
    if most <= _LINES:
        return _LINES, 1
    power = 10 ** int(log10(most / _LINES))
    steps = [round(step * power) for step in _STEPS if step * power == round(step * power)]
    step = next(step for step in steps if step * (_LINES + 1) >= most)
    return step * ceil(most / step), step
