"""A calendar that opens over the window: one month, a day to choose by mouse or keyboard."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import day_in_full
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton, paint_ring
from ingestio_desktop.windows.widgets.text import Label

_CELL: Final = QSize(36, 30)
_HEAD: Final = 24
_WEEKS: Final = 6
_DAYS: Final = 7
_EARLIEST: Final = date(1000, 1, 1)
_LATEST: Final = date(9999, 11, 1)
"""The months before and after which a page of it can't be shown whole."""


class Calendar(QFrame):
    """`chosen` carries a `date`; then it closes. Esc, or a click elsewhere, closes it without one."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, day: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popover")
        self.setAccessibleName(tr("Calendar"))
        self.days = _Days(day, today, self)
        self._month = Label("", TextStyle.SECTION)
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = IconButton("chevron-left", tr("Month before"), shortcut="PgUp")
        after = IconButton("chevron-right", tr("Next month"), shortcut="PgDown")
        now = Button(tr("Today"), ButtonKind.LINK, tip=tr("Choose {day}", day=day_in_full(today)))
        before.clicked.connect(lambda: self.days.turn(-1))
        after.clicked.connect(lambda: self.days.turn(1))
        now.clicked.connect(lambda: self._choose(today))
        for button in (before, after, now):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(before)
        head.addWidget(self._month, 1)
        head.addWidget(after)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(now)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.days)
        column.addLayout(foot)
        self.days.chosen.connect(self._choose)
        self.days.moved.connect(self._show_month)
        self._show_month(day)
        self.days.setFocus()

    def open_at(self, field: QWidget) -> None:
        """Show it under a field, above it where there is no room below."""
        size = self.sizeHint()
        below = field.mapToGlobal(QPoint(field.width() - size.width(), field.height() + 4))
        screen = field.screen().availableGeometry()
        if below.y() + size.height() > screen.bottom():
            below = field.mapToGlobal(QPoint(field.width() - size.width(), -size.height() - 4))
        self.move(max(screen.left(), below.x()), max(screen.top(), below.y()))
        self.show()
        self.days.setFocus()

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()

    def _show_month(self, day: date) -> None:
        name = QLocale().standaloneMonthName(day.month)
        self._month.setText(tr("{month} {year}", month=name, year=f"{day.year:04}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.closed.emit()


class _Days(QWidget):
    """The days of a month, with those around it in the muted colour."""

    accessible_role = QAccessible.Role.Table

    chosen = Signal(object)
    moved = Signal(object)
    """The day that the cursor is on."""

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.cursor_day = min(max(day, _EARLIEST), _LATEST)
        self._picked, self._today = day, today
        self._hovered: date | None = None
        self.setFixedSize(_CELL.width() * _DAYS, _HEAD + _CELL.height() * _WEEKS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(tr("Arrows move by days and weeks, PgUp and PgDown by months, Enter chooses"))
        self._say()

    def turn(self, months: int) -> None:
        """Go so many months on, to the same day or the last one."""
        self._go(_in_month(self.cursor_day, months))

    def day_at(self, point: QPoint) -> date | None:
        """The day at a place of this widget."""
        column, row = point.x() // _CELL.width(), (point.y() - _HEAD) // _CELL.height()
        inside = point.y() >= _HEAD and 0 <= column < _DAYS and 0 <= row < _WEEKS
        return self._first() + timedelta(days=row * _DAYS + column) if inside else None

    def _first(self) -> date:
        start = self.cursor_day.replace(day=1)
        return start - timedelta(days=(start.isoweekday() - QLocale().firstDayOfWeek().value) % _DAYS)

    def _go(self, day: date) -> None:
        self.cursor_day = min(max(day, _EARLIEST), _LATEST)
        self._say()
        self.moved.emit(self.cursor_day)
        self.update()

    def _say(self) -> None:
        weekday = QLocale().standaloneDayName(self.cursor_day.isoweekday())
        said = tr("{weekday}, {day}", weekday=weekday, day=day_in_full(self.cursor_day))
        self.setAccessibleName(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = bool(
            event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        here, months = self.cursor_day, 12 if far else 1
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._go(here + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-months if key == Qt.Key.Key_PageUp else months)
        elif key == Qt.Key.Key_Home:
            self._go(here.replace(day=1))
        elif key == Qt.Key.Key_End:
            self._go(_in_month(here.replace(day=1), 1) - timedelta(days=1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(here)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self.day_at(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, locale, first = current_theme().colours, QLocale(), self._first()
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(make_font(TextStyle.SMALL))
        painter.setPen(colours.muted)
        for column in range(_DAYS):
            name = locale.standaloneDayName(
                (first + timedelta(days=column)).isoweekday(), QLocale.FormatType.ShortFormat
            )
            room = QRectF(column * _CELL.width(), 0, _CELL.width(), _HEAD)
            painter.drawText(room, middle, name.rstrip(".")[:3])
        painter.setFont(make_font(TextStyle.BODY))
        for place in range(_DAYS * _WEEKS):
            day = first + timedelta(days=place)
            row, column = divmod(place, _DAYS)
            cell = QRectF(column * _CELL.width(), _HEAD + row * _CELL.height(), _CELL.width(), _CELL.height())
            box = cell.adjusted(2, 1, -2, -1)
            painter.setPen(Qt.PenStyle.NoPen)
            if day == self._picked:
                painter.setBrush(colours.accent)
                painter.drawRoundedRect(box, 6, 6)
            elif day == self._hovered:
                painter.setBrush(colours.hover)
                painter.drawRoundedRect(box, 6, 6)
            if day == self.cursor_day and self.hasFocus():
                ring = colours.text if day == self._picked else colours.accent
                paint_ring(painter, box, ring, 6)
            inside = day.month == self.cursor_day.month
            ink = colours.text if inside else colours.muted
            if day == self._today:
                ink = colours.accent_ink
                painter.setFont(make_font(TextStyle.SECTION))
            painter.setPen(colours.on_accent if day == self._picked else ink)
            painter.drawText(cell, middle, f"{day.day}")
            if day == self._today:
                painter.setFont(make_font(TextStyle.BODY))


def _in_month(day: date, months: int) -> date:
    """The same day so many months on, or the last one of that month."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    if not _EARLIEST.year <= year <= _LATEST.year:
        return day
    following = date(year + month // 11, (month + 1) % 12 + 1, 1) if (year, month) != (9999, 11) else _LATEST
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
