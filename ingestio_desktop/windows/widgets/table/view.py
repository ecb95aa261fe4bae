"""The view of all lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from ingestio_desktop.pauses import main_goes_first
from ingestio_desktop.windows.widgets.progress import batch_tip
from ingestio_desktop.windows.widgets.table.delegate import RowAction, RowDelegate, action_slots
from ingestio_desktop.windows.widgets.table.header import RowHeader
from ingestio_desktop.windows.widgets.table.model import CellKind, Column, Index, Key, ProgressCell, RowModel

Row = TypeVar("Row")

_NARROWEST = 80
_LEAST = 48
_NO_ACTIONS: tuple[RowAction, ...] = ()


class TableView(QTableView, Generic[Row]):
    """One stop of the tab order: arrows move inside, Enter opens, Space checks, Menu or Shift+F10 asks
    for the row's menu. Actions of a row show on hover and focus, in the column named by `action_column`.
    `keep_current` keeps the current row's ground while the focus is elsewhere (a list beside its detail)."""

    opened = Signal(object)
    action_asked = Signal(str, object)
    menu_asked = Signal(object, QPoint)
    key_pressed = Signal(object, object)
    selection_moved = Signal()
    columns_changed = Signal()
    """The person moved or resized a column, or sorts by another."""
    entered = Signal(bool)
    """Whether the pointer is over the rows."""
    cell_clicked = Signal(str, object)

    def __init__(
        self,
        rows: RowModel[Row],
        name: str,
        *,
        row_height: int = 40,
        header_height: int = 36,
        ruled: bool = True,
        multi: bool = False,
        keep_current: bool = False,
        row_ground: Callable[[Row], str] | None = None,
        actions: Callable[[Row], Sequence[RowAction]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self.row_height = row_height
        self.ruled = ruled
        self.keep_current = keep_current
        self.row_ground = row_ground
        self.hovered_row = -1
        self.hovered_action = ""
        self.own_widths: dict[str, int] = {}
        """By key, in pixels: those that the person chose."""
        self.action_column = "actions"
        self._actions = actions
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(row_height)
        self.setHorizontalHeader(RowHeader(self, header_height))
        self.setItemDelegate(RowDelegate(self))
        self.setModel(rows)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for index, column in enumerate(rows.columns):
            self.setColumnWidth(index, column.width)
        self._fitting = False
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.horizontalHeader().sectionMoved.connect(lambda *_: self.columns_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.viewport().update())

    # What is chosen

    def row_actions(self, row: Any) -> Sequence[RowAction]:
        """The actions at the end of a row."""
        return self._actions(row) if self._actions is not None else _NO_ACTIONS

    def is_selected(self, index: Index) -> bool:
        """Whether the row has the selection's ground."""
        if self.has_checks():
            return self.rows.is_checked(index)
        multi = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        return multi and self.selectionModel().isRowSelected(index.row(), QModelIndex())

    def has_checks(self) -> bool:
        """Whether the table has a column of check boxes."""
        return any(column.kind is CellKind.CHECK for column in self.rows.columns)

    def check_state(self) -> Qt.CheckState:
        """The state of the header's check box."""
        checked = len(self.rows.checked)
        if not checked:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if checked >= len(self.rows.rows) else Qt.CheckState.PartiallyChecked

    def current_row(self) -> Row | None:
        """The row that has the focus."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def selected_keys(self) -> list[Key]:
        """The keys of the checked rows; without check boxes of the selected ones; else of the current one."""
        if self.has_checks() and self.rows.checked:
            return list(self.rows.checked)
        return [self.rows.key_of(self.rows.row(index)) for index in self.selectionModel().selectedRows()]

    def focus_key(self, key: Key) -> bool:
        """Move to the row with this key; False when it is not shown."""
        place = self.rows.place_of(key)
        if place < 0:
            return False
        self.setCurrentIndex(self.rows.index(place, 0))
        self.scrollTo(self.rows.index(place, 0))
        return True

    def header_clicked(self, section: int) -> None:
        """Sort by a column, or turn the order round; check or uncheck all."""
        column = self.rows.columns[section]
        if column.kind is CellKind.CHECK:
            keys = [self.rows.key_of(row) for row in self.rows.shown_rows()]
            self.rows.set_checked(keys, self.check_state() != Qt.CheckState.Checked)
        elif column.sort is not None:
            key, descending = self.rows.sorting
            self.rows.resort(column.key, not descending if key == column.key else False)
            self.columns_changed.emit()
        self.horizontalHeader().viewport().update()

    # Columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def restore_columns(self, widths: Mapping[str, int], order: Sequence[str]) -> None:
        """Bring back what the person chose; keys that there are no more are passed over."""
        places = {column.key: index for index, column in enumerate(self.rows.columns)}
        self.own_widths = {
            key: max(_LEAST, width) for key, width in widths.items() if key in places and _may_resize(key)
        }
        header = self.horizontalHeader()
        for place, key in enumerate(key for key in order if key in places):
            header.moveSection(header.visualIndex(places[key]), place)
        self._fit_columns()

    def _resized(self, section: int, _old: int, new: int) -> None:
        """By the person, when it is not the table itself that fits its columns into its width."""
        header = self.horizontalHeader()
        if self._fitting or not new or not isinstance(header, RowHeader) or not header.is_pressed:
            return
        self.own_widths[self.rows.columns[section].key] = max(_LEAST, new)
        self._fit_columns()
        self.columns_changed.emit()

    def _fit_columns(self) -> None:
        self._fitting = True
        try:
            self._share_room()
        finally:
            self._fitting = False

    def _share_room(self) -> None:
        columns, own = self.rows.columns, self.own_widths
        for index, column in enumerate(columns):
            if column.key in own and not self.isColumnHidden(index):
                self.setColumnWidth(index, own[column.key])
        stretched = [i for i, column in enumerate(columns) if column.stretch and not self.isColumnHidden(i)]
        if not stretched:
            return
        # One at least takes what is left.
        free = [i for i in stretched if columns[i].key not in own]
        stretched = free or stretched[:1]
        total = sum(columns[i].stretch for i in stretched)
        # A hidden column is 0 wide.
        fixed = sum(self.columnWidth(i) for i in range(len(columns)) if i not in stretched)
        room = self.viewport().width() - fixed
        least = sum(columns[i].width for i in stretched)
        spare = max(0, room - least)
        used = 0
        for index in stretched:
            share = columns[index].width + spare * columns[index].stretch // total
            if room < least:
                share = columns[index].width * max(room, 0) // least
            if index == stretched[-1]:
                share = room - used
            share = max(_NARROWEST, share)
            self.setColumnWidth(index, share)
            used += share

    # Pointer and keys

    def _action_at(self, index: Index, point: QPoint) -> str:
        if not index.isValid() or self.rows.columns[index.column()].key != self.action_column:
            return ""
        actions = self.row_actions(self.rows.row(index))
        cell = self.rows.index(index.row(), index.column())
        slots = action_slots(QRectF(self.visualRect(cell)), len(actions))
        for action, slot in zip(actions, slots, strict=True):
            if slot.contains(point):
                return action.key
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(
            index.row() if index.isValid() else -1, self._action_at(index, event.position().toPoint())
        )

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1, "")

    def _hover(self, row: int, action: str) -> None:
        if (row, action) != (self.hovered_row, self.hovered_action):
            self.hovered_row, self.hovered_action = row, action
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            action = self._action_at(index, event.position().toPoint())
            key = self.rows.key_of(self.rows.row(index))
            if action:
                self.setCurrentIndex(index)
                self.action_asked.emit(action, key)
                return
            if self.rows.columns[index.column()].kind is CellKind.CHECK:
                self.rows.set_checked([key], not self.rows.is_checked(index))
                self.horizontalHeader().viewport().update()
                return
            super().mousePressEvent(event)
            self.cell_clicked.emit(self.rows.columns[index.column()].key, key)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._action_at(index, event.position().toPoint()):
            self.opened.emit(self.rows.key_of(self.rows.row(index)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).center() if keyboard else event.pos()
            where = self.viewport().mapToGlobal(place)
            self.menu_asked.emit(self.rows.key_of(self.rows.row(index)), where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if row is not None and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.rows.key_of(row))
        elif row is not None and plain and event.key() == Qt.Key.Key_Space and self.has_checks():
            self.rows.set_checked([self.rows.key_of(row)], not self.rows.is_checked(self.currentIndex()))
            self.horizontalHeader().viewport().update()
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()
            key = None if row is None else self.rows.key_of(row)
            self.key_pressed.emit(event, key)
            if not event.isAccepted() and event.key() == Qt.Key.Key_A:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.entered.emit(False)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.entered.emit(event.type() == QEvent.Type.Enter)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            text = self._tip(index, event.pos()) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if event.type() == QEvent.Type.Paint:
            with main_goes_first():
                return super().viewportEvent(event)
        return super().viewportEvent(event)

    def _tip(self, index: QModelIndex, point: QPoint) -> str:
        row, column = self.rows.row(index), self.rows.columns[index.column()]
        action = self._action_at(index, point)
        if action:
            return next(a.name for a in self.row_actions(row) if a.key == action)
        if column.tip is not None:
            return column.tip(row)
        return _own_tip(column, row, self.visualRect(index).width(), self)


_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


def _may_resize(key: str) -> bool:
    return key not in ("check", "actions")


def _own_tip(column: Column[Any], row: Any, width: int, view: QWidget) -> str:
    value = column.value(row)
    if isinstance(value, ProgressCell):
        pending = value.total - value.completed - value.failed
        return batch_tip(value.completed, value.failed, pending)
    text = "" if value is None or column.kind is not CellKind.TEXT else str(value)
    room = width - 24 - (26 if column.icon is not None else 0)
    return text if view.fontMetrics().horizontalAdvance(text) > room else ""
