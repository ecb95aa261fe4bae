"""Choices side by side: on a track, as pills (list filters) or as underlined tabs, each with a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ingestio_desktop.language import number
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import Colours, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.buttons import paint_box, paint_ring


class Look(StrEnum):
    """How the choices are drawn."""

    TRACK = "track"
    PILLS = "pills"
    TABS = "tabs"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. `text` may be empty when there is an icon: then `tip` is its name. `icon_tone` colours the
    icon alone, `tone` all of it."""

    key: str
    text: str = ""
    count: int | None = None
    icon: str = ""
    tone: str = ""
    tip: str = ""
    icon_tone: str = ""


_HEIGHTS: Final = {Look.TRACK: 28, Look.PILLS: 32, Look.TABS: 36, Look.SWITCH: 32}
_PAD: Final = {Look.TRACK: 11, Look.PILLS: 12, Look.TABS: 0, Look.SWITCH: 10}
_BETWEEN: Final = {Look.TRACK: 0, Look.PILLS: 2, Look.TABS: 28, Look.SWITCH: 0}


class Segmented(QWidget):
    """One stop in the tab order; arrows move between the choices. `chosen` carries the key."""

    accessible_role = QAccessible.Role.ComboBox

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        look: Look = Look.TRACK,
        current: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._look = look
        self._current = current or (choices[0].key if choices else "")
        self._hovered = -1
        self._font = make_font(TextStyle.SMALL_STRONG if look is Look.TRACK else TextStyle.BUTTON)
        if look is Look.PILLS:
            # Where there is no room for all in one line, they go on in the next.
            policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setFixedHeight(_HEIGHTS[look])
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self._describe()

    @property
    def current(self) -> str:
        return self._current

    def set_current(self, key: str) -> None:
        """Choose without telling anyone."""
        self._current = key
        self._describe()
        self.update()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """New texts or counts; the chosen key stays."""
        self._choices = tuple(choices)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        between = _BETWEEN[self._look] * max(0, len(self._choices) - 1)
        frame = 6 if self._look is Look.TRACK else 2
        return QSize(
            sum(self._width(choice) for choice in self._choices) + between + frame, _HEIGHTS[self._look]
        )

    def minimumSizeHint(self) -> QSize:
        if self._look is not Look.PILLS:
            return self.sizeHint()
        widest = max((self._width(choice) for choice in self._choices), default=0)
        return QSize(widest, _HEIGHTS[self._look])

    def hasHeightForWidth(self) -> bool:
        return self._look is Look.PILLS

    def heightForWidth(self, width: int) -> int:
        if self._look is not Look.PILLS:
            return -1
        rects = self._rects(width)
        return round(rects[-1].bottom()) if rects else _HEIGHTS[self._look]

    def _describe(self) -> None:
        for choice in self._choices:
            if choice.key == self._current:
                count = "" if choice.count is None else f", {number(choice.count)}"
                self.setAccessibleDescription(f"{choice.text or choice.tip}{count}")

    def _width(self, choice: Choice) -> int:
        metrics = QFontMetrics(self._font)
        width = metrics.horizontalAdvance(choice.text) + 2 * _PAD[self._look]
        if choice.count is not None:
            width += metrics.horizontalAdvance(number(choice.count)) + self._count_gap()
        if choice.icon:
            width += 16 + (6 if choice.text else 0)
        return width

    def _count_gap(self) -> int:
        return 4 if self._look is Look.TRACK else 7

    def _rects(self, room: int) -> list[QRectF]:
        """Where the choices stand in so many pixels of width."""
        inset = 3 if self._look is Look.TRACK else 0
        x, y = float(inset), float(inset)
        height = _HEIGHTS[self._look] - 2 * inset
        rects = []
        for choice in self._choices:
            width = self._width(choice)
            if self._look is Look.PILLS and x and x + width > room:
                x, y = 0.0, y + height + _BETWEEN[self._look]
            rects.append(QRectF(x, y, width, height))
            x += width + _BETWEEN[self._look]
        return rects

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        if self._look is Look.TRACK:
            paint_box(painter, QRectF(self.rect()), colours.canvas, None, 6)
        elif self._look is Look.SWITCH:
            paint_box(painter, QRectF(self.rect()), colours.surface, colours.line, 6)
        for index, (choice, rect) in enumerate(zip(self._choices, self._rects(self.width()), strict=True)):
            self._paint_choice(painter, colours, choice, rect, index)

    def _paint_choice(
        self, painter: QPainter, colours: Colours, choice: Choice, rect: QRectF, index: int
    ) -> None:
        chosen = choice.key == self._current
        hovered = index == self._hovered and self.isEnabled()
        front = colours.muted_ink
        if self._look is Look.TRACK:
            if chosen:
                paint_box(painter, rect, colours.surface, None, 4)
            front = colours.text if chosen or hovered else colours.muted_ink
        elif self._look in (Look.PILLS, Look.SWITCH):
            inner = rect if self._look is Look.PILLS else rect.adjusted(1, 1, -1, -1)
            if chosen or hovered:
                paint_box(painter, inner, colours.accent_soft if chosen else colours.hover, None, 6)
            front = colours.accent_ink if chosen else colours.text
        else:
            front = colours.text if chosen or hovered else colours.muted_ink
            if chosen:
                painter.fillRect(QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), colours.accent)
        if choice.tone:
            front = colours.named(choice.tone)
        if not self.isEnabled():
            front = colours.muted
        x = rect.x() + _PAD[self._look]
        painter.setPen(front)
        painter.setFont(self._font)
        if choice.icon:
            ink = colours.named(choice.icon_tone) if choice.icon_tone else front
            paint_icon(painter, choice.icon, ink, QRectF(x, rect.y(), 16, rect.height()), 16)
            x += 22
        width = QFontMetrics(self._font).horizontalAdvance(choice.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, rect.y(), width + 2, rect.height()), middle, choice.text)
        if choice.count is not None:
            if not choice.tone and not (chosen and self._look is Look.TRACK):
                painter.setPen(colours.accent_ink if chosen else colours.muted_ink)
            x += width + self._count_gap()
            painter.drawText(
                QRectF(x, rect.y(), rect.right() - x + 2, rect.height()), middle, number(choice.count)
            )
        if chosen and self.hasFocus():
            ring = rect.adjusted(-6, 0, 6, -4) if self._look is Look.TABS else rect
            paint_ring(painter, ring.intersected(QRectF(self.rect())), colours.accent, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._choices[index].tip if index >= 0 else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = [choice.key for choice in self._choices]
        place = keys.index(self._current) if self._current in keys else 0
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._choose(min(place + 1, len(keys) - 1))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._choose(max(place - 1, 0))
        else:
            super().keyPressEvent(event)

    def _at(self, point: QPointF) -> int:
        return next((i for i, rect in enumerate(self._rects(self.width())) if rect.contains(point)), -1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _choose(self, index: int) -> None:
        key = self._choices[index].key
        if key != self._current:
            self.set_current(key)
            self.chosen.emit(key)
