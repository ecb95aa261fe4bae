"""The grid of a table of a document: its keys, its header and the grip of its rows."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import is_key
from ingestio_desktop.windows.review.item_cell import PAD
from ingestio_desktop.windows.review.item_model import ItemModel

ROW_HEIGHT: Final = 26
HEADER_HEIGHT: Final = 30
_GRIP: Final = 14
"""Width of what rows are dragged by."""


class ItemView(QTableView):
    """Tells which keys were pressed, by the ids of their actions, and which rows were dragged where."""

    acted = Signal(str)
    """The id of an action on rows or columns."""
    rows_dragged = Signal(int)
    """Before which row the selected ones were dropped, from 0; the number of rows for the end."""
    menu_wanted = Signal(QPoint)
    """Where on the screen."""
    enter_pressed = Signal(bool)
    """Whether Shift was held."""
    left = Signal()
    """The mouse is over no cell any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.can_drag = True
        self._drop: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalHeader(_Grip(self))
        self.setHorizontalHeader(_Header(self))
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(tr("Select all"))

    def show_drop(self, row: int | None) -> None:
        """Where dragged rows would be dropped; None where nothing is dragged."""
        if row != self._drop:
            self._drop = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = is_key("review.previous_to_check", event)
        action = next((action for action in _ACTIONS if is_key(action, event)), "")
        if event.matches(QKeySequence.StandardKey.Copy):
            self.acted.emit("copy")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.acted.emit("paste")
        elif back or is_key("review.next_to_check", event):
            self.enter_pressed.emit(back)
        elif event.key() == Qt.Key.Key_Escape:
            # "Back" is the screen's.
            event.ignore()
        elif action:
            self.acted.emit(action)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(cell.bottomLeft())
        elif not self.selectionModel().isSelected(self.indexAt(event.pos())):
            self.setCurrentIndex(self.indexAt(event.pos()))
        self.menu_wanted.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            count = self.model().rowCount()
            row = min(self._drop, count - 1)
            y = self.rowViewportPosition(row) + (self.rowHeight(row) if self._drop >= count else 0)
            painter = QPainter(self.viewport())
            painter.fillRect(0, max(0, y - 1), self.viewport().width(), 2, current_theme().colours.accent)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()


_ACTIONS: Final = tuple(
    f"review.{name}"
    for name in (
        "add_row",
        "remove_row",
        "duplicate_row",
        "fill_down",
        "row_up",
        "row_down",
        "column_left",
        "column_right",
        "copy_with_header",
    )
)


class _Header(QHeaderView):
    def __init__(self, view: ItemView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Columns"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = current_theme().colours
        painter.save()
        painter.fillRect(rect, colours.surface)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colours.muted)
        painter.setFont(make_font(TextStyle.SMALL_STRONG))
        align = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        text = self.model().headerData(section, self.orientation())
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        elided = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, align, elided)
        painter.restore()


class _Grip(QHeaderView):
    """At the left of the rows: a press selects the row, dragging moves what is selected."""

    def __init__(self, view: ItemView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._hovered = self._dragged = -1
        self._from = QPoint()
        self._target: int | None = None
        self.setFixedWidth(_GRIP)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(ROW_HEIGHT)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Rows"))
        self.setToolTip(tr("Drag to move the row"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = current_theme().colours
        model = self._view.model()
        failed = isinstance(model, ItemModel) and model.row_failed(section)
        painter.fillRect(rect, colours.bad_soft if failed else colours.surface)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self._view.can_drag and section in (self._hovered, self._dragged):
            paint_icon(painter, "grip-vertical", colours.muted, rect.adjusted(0, 0, 0, -1), 12)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        selected = {index.row() for index in self._view.selectedIndexes()}
        if row not in selected or len(selected) == 1:
            self._view.selectRow(row)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._dragged, self._from = row, event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        self._hover(self.logicalIndexAt(place))
        if self._dragged < 0 or not self._view.can_drag:
            return
        if (place - self._from).manhattanLength() >= QApplication.startDragDistance():
            row = self.logicalIndexAt(place + QPoint(0, ROW_HEIGHT // 2))
            self._target = self.count() if row < 0 and place.y() > 0 else max(0, row)
            self._view.show_drop(self._target)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        target, self._target, self._dragged = self._target, None, -1
        self._view.show_drop(None)
        self.viewport().update()
        if target is not None:
            self._view.rows_dragged.emit(target)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
