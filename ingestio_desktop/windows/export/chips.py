"""Columns as chips in their order: dragged or moved by keys, renamed in place, left out and added."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export_columns import ChosenColumn, Columns
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import FlowLayout
from ingestio_desktop.windows.widgets.buttons import paint_box, paint_ring

HEIGHT: Final = 32
_PAD: Final = 8
_ICON: Final = 16
_WIDEST: Final = 260
ITEM_ICON: Final = "rows-3"
DOCUMENT_ICON: Final = "file-text"


class ColumnChip(QWidget):
    """One column: a grip, its name, and whose value it is. One that is left out is dashed with a plus."""

    accessible_role = QAccessible.Role.Button

    key_pressed = Signal(object)
    renamed = Signal(str)
    menu_asked = Signal(QPoint)
    drag_moved = Signal(QPoint)
    """Where the pointer is, on the screen, while the chip is dragged."""
    dropped = Signal()
    activated = Signal()

    def __init__(self, column: ChosenColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._pressed: QPoint | None = None
        self.dragging = False
        self._editor: QLineEdit | None = None
        self._font = make_font(TextStyle.BUTTON)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    @property
    def column(self) -> ChosenColumn:
        return self._column

    def set_column(self, column: ChosenColumn) -> None:
        """The same column with another name, look or state."""
        if column != self._column:
            self._column = column
            self._describe()
            self.updateGeometry()
            self.update()

    def _describe(self) -> None:
        column = self._column
        if not column.picked:
            self.setAccessibleName(tr("Add column {name}", name=column.shown))
            self.setToolTip(tr("Add {name} (Enter)", name=column.shown))
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            return
        whose = tr("line item’s own") if column.of_item else tr("document’s value, repeated")
        said = tr("These documents have no such value: it stays empty") if column.missing else whose
        self.setAccessibleName(f"{column.shown}, {said}")
        own = tr("In the document: {label}", label=column.label) if column.header else ""
        keys = tr("Alt+← and Alt+→ move, F2 renames, Alt+↓ format, Del leaves out")
        self.setToolTip("\n".join(line for line in (own, said, keys) if line))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font).horizontalAdvance(self._column.shown)
        marks = 2 * _ICON + 12 if self._column.picked else _ICON + 6
        return QSize(min(width + marks + 2 * _PAD, _WIDEST), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, column = current_theme().colours, self._column
        rect = QRectF(self.rect())
        focused = self.hasFocus() or self._editor is not None
        if column.picked:
            ground = colours.accent_soft if focused or self.dragging else colours.surface
            ground = colours.hover if self.underMouse() and not focused else ground
            paint_box(painter, rect, ground, colours.line, 6)
        else:
            painter.setPen(QPen(colours.line_strong, 1, Qt.PenStyle.DashLine))
            painter.setBrush(colours.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if focused or self.dragging:
            paint_ring(painter, rect, colours.accent, 6)
        grip = "grip-vertical" if column.picked else "plus"
        paint_icon(painter, grip, colours.muted, QRectF(_PAD - 2, 0, _ICON, HEIGHT), 14)
        left = _PAD + _ICON + 2
        if column.picked:
            mark, tone = (ITEM_ICON, colours.accent) if column.of_item else (DOCUMENT_ICON, colours.muted)
            mark = "circle-dashed" if column.missing else mark
            paint_icon(painter, mark, tone, QRectF(rect.right() - _PAD - 14, 0, 14, HEIGHT), 14)
        if self._editor is None:
            painter.setFont(self._font)
            painter.setPen(colours.text if column.picked and not column.missing else colours.muted)
            room = rect.adjusted(left, 0, -_PAD - (20 if column.picked else 0), 0)
            text = QFontMetrics(self._font).elidedText(
                column.shown, Qt.TextElideMode.ElideRight, int(room.width()) + 2
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    # Renaming

    def rename(self) -> None:
        """Open the name for editing; Enter keeps it, Esc leaves it as it was."""
        if not self._column.picked or self._editor is not None:
            return
        editor = QLineEdit(self._column.shown, self)
        editor.setProperty("bare", "true")
        editor.setFont(self._font)
        editor.setAccessibleName(tr("New name of {name}", name=self._column.shown))
        left = _PAD + _ICON + 1
        editor.setGeometry(left, 4, self.width() - left - 24, HEIGHT - 8)
        editor.selectAll()
        editor.installEventFilter(self)
        editor.editingFinished.connect(lambda: self._close_editor(keep=True))
        self._editor = editor
        editor.show()
        editor.setFocus()
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is not self._editor or event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        ends = {Qt.Key.Key_Escape: False, Qt.Key.Key_Return: True, Qt.Key.Key_Enter: True}
        key = Qt.Key(event.key())
        if key in ends:
            self._close_editor(keep=ends[key])
        return key in ends

    def _close_editor(self, *, keep: bool) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        text, focused = editor.text(), editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if focused:
            self.setFocus()
        self.update()
        if keep:
            self.renamed.emit(text)

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._column.picked:
            self.menu_asked.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition().toPoint()
        if self._pressed is None or not self._column.picked:
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.dragging or far:
            self.dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.drag_moved.emit(here)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        was, self.dragging, self._pressed = self.dragging, False, None
        if was:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit()
        elif not self._column.picked and self.rect().contains(event.position().toPoint()):
            self.activated.emit()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()


class ChipStrip(QWidget):
    """All columns, as many lines as they need. One stop of the tab order: Left and Right go from chip to
    chip, Home and End to the ends."""

    accessible_role = QAccessible.Role.List

    moved = Signal(str, int)
    """A key, and by how many places."""
    placed = Signal(str, int)
    """A key, and its place among the picked ones."""
    picked = Signal(str, bool)
    renamed = Signal(str, str)
    menu_asked = Signal(str, QPoint)
    focused = Signal(object)
    """The chip that has the focus now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._chips: dict[str, ColumnChip] = {}
        self._order: list[str] = []
        self._current = ""
        self._drop: int | None = None
        self.after: QWidget | None = None
        """What comes before the chips in the tab order."""
        self.setAccessibleName(tr("Columns"))

    def set_columns(self, columns: Columns) -> None:
        """Show these, in this order; chips that are there already stay, with the focus that they have."""
        for key in self._chips.keys() - {column.key for column in columns}:
            chip = self._chips.pop(key)
            chip.hide()
            chip.deleteLater()
        while self._flow.count():
            self._flow.takeAt(0)
        self._order = [column.key for column in columns]
        for column in columns:
            if column.key not in self._chips:
                self._chips[column.key] = self._chip(column)
            chip = self._chips[column.key]
            chip.set_column(column)
            self._flow.addWidget(chip)
            chip.show()
        if self._current not in self._chips:
            self._current = self._order[0] if self._order else ""
        self._mark_stop()
        before = self.after
        for key in self._order:
            if before is not None:
                QWidget.setTabOrder(before, self._chips[key])
            before = self._chips[key]
        self._flow.invalidate()
        self.updateGeometry()

    def chip(self, key: str) -> ColumnChip | None:
        return self._chips.get(key)

    @property
    def keys(self) -> list[str]:
        """In the order in which they stand."""
        return list(self._order)

    def focus(self, key: str) -> None:
        """Go to a chip."""
        chip = self._chips.get(key)
        if chip is not None:
            self._current = key
            self._mark_stop()
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, column: ChosenColumn) -> ColumnChip:
        chip, key = ColumnChip(column, self), column.key
        chip.key_pressed.connect(lambda event: self._key(key, event))
        chip.renamed.connect(lambda text: self.renamed.emit(key, text))
        chip.menu_asked.connect(lambda where: self.menu_asked.emit(key, where))
        chip.drag_moved.connect(self._drag)
        chip.dropped.connect(lambda: self._dropped(key))
        chip.activated.connect(lambda: self._add(key))
        chip.installEventFilter(self)
        return chip

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, ColumnChip):
            self._current = watched.column.key
            self._mark_stop()
            self.focused.emit(watched)
        return False

    def _mark_stop(self) -> None:
        for key, chip in self._chips.items():
            stop = Qt.FocusPolicy.StrongFocus if key == self._current else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(stop)

    def _key(self, key: str, event: QKeyEvent) -> None:
        chip = self._chips[key]
        run = _KEYS.get((event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)))
        if run is not None:
            event.accept()
            run(self, chip)

    def _go(self, chip: ColumnChip, step: int) -> None:
        place = self._order.index(chip.column.key) + step
        if 0 <= place < len(self._order):
            self.focus(self._order[place])

    def _end(self, place: int) -> None:
        self.focus(self._order[place])

    def _leave_out(self, chip: ColumnChip) -> None:
        if not chip.column.picked:
            return
        key = chip.column.key
        place = self._order.index(key)
        self.picked.emit(key, False)
        # The focus stays where the next one moved to.
        self.focus(self._order[min(place, len(self._order) - 1)])

    def _add(self, key: str) -> None:
        if not self._chips[key].column.picked:
            self.picked.emit(key, True)
            self.focus(key)

    def _menu(self, chip: ColumnChip) -> None:
        if chip.column.picked:
            self.menu_asked.emit(chip.column.key, chip.mapToGlobal(QPoint(0, HEIGHT + 4)))

    # Dragging

    def _drag(self, where: QPoint) -> None:
        self._drop = self._place_at(self.mapFromGlobal(where))
        self.update()

    def _dropped(self, key: str) -> None:
        place, self._drop = self._drop, None
        self.update()
        if place is not None:
            own = self._picked().index(key)
            self.placed.emit(key, place - 1 if place > own else place)

    def _picked(self) -> list[str]:
        return [key for key in self._order if self._chips[key].column.picked]

    def _place_at(self, point: QPoint) -> int:
        """Before which of the picked ones the point is."""
        keys = self._picked()
        for place, key in enumerate(keys):
            box = self._chips[key].geometry()
            if point.y() < box.top() - 4:
                return place
            if point.y() <= box.bottom() + 4 and point.x() < box.center().x():
                return place
        return len(keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drop is None:
            return
        keys = self._picked()
        last = self._drop >= len(keys)
        box = self._chips[keys[-1] if last else keys[self._drop]].geometry()
        x = box.right() + 4 if last else box.left() - 5
        painter = QPainter(self)
        painter.setPen(QPen(current_theme().colours.accent, 2))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


_KEYS: Final[dict[tuple[int, bool], Callable[[ChipStrip, ColumnChip], None]]] = {
    (Qt.Key.Key_Right, False): lambda strip, chip: strip._go(chip, 1),
    (Qt.Key.Key_Left, False): lambda strip, chip: strip._go(chip, -1),
    (Qt.Key.Key_Down, False): lambda strip, chip: strip._go(chip, 1),
    (Qt.Key.Key_Up, False): lambda strip, chip: strip._go(chip, -1),
    (Qt.Key.Key_Home, False): lambda strip, _chip: strip._end(0),
    (Qt.Key.Key_End, False): lambda strip, _chip: strip._end(-1),
    (Qt.Key.Key_Right, True): lambda strip, chip: strip.moved.emit(chip.column.key, 1),
    (Qt.Key.Key_Left, True): lambda strip, chip: strip.moved.emit(chip.column.key, -1),
    (Qt.Key.Key_Down, True): lambda strip, chip: strip._menu(chip),
    (Qt.Key.Key_Menu, False): lambda strip, chip: strip._menu(chip),
    (Qt.Key.Key_F2, False): lambda _strip, chip: chip.rename(),
    (Qt.Key.Key_Delete, False): lambda strip, chip: strip._leave_out(chip),
    (Qt.Key.Key_Return, False): lambda strip, chip: strip._add(chip.column.key),
    (Qt.Key.Key_Enter, False): lambda strip, chip: strip._add(chip.column.key),
    (Qt.Key.Key_Space, False): lambda strip, chip: strip._add(chip.column.key),
    (Qt.Key.Key_Insert, False): lambda strip, chip: strip._add(chip.column.key),
}
