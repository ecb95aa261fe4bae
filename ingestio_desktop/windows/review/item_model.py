"""The cells of one table of a document, as Qt's views read them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.edits import split_pointer
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_fields import FormField, ItemRows
from ingestio_desktop.presenters.values import NUMERIC, ValueProblem, parse_typed
from ingestio_desktop.sentences import label_said
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord

Index = QModelIndex | QPersistentModelIndex


class ItemModel(QAbstractTableModel):
    """Cells of one table; refuses a text that can't be the cell's value."""

    cell_edited = Signal(str, str)
    """Pointer and text."""
    problem = Signal(str)
    """A sentence: what was typed can't be the cell's value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = ItemRows("", "", (), ())
        self._read_only = False
        self.refused = False
        """Whether the last text that was typed could not be the cell's value."""

    def set_rows(self, rows: ItemRows, *, read_only: bool) -> None:
        same = rows.columns == self._rows.columns and len(rows.cells) == len(self._rows.cells)
        if not same:
            self.beginResetModel()
        self._rows, self._read_only = rows, read_only
        if not same:
            self.endResetModel()
        elif rows.cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows.cells) - 1, len(rows.columns) - 1))

    def cell(self, index: Index) -> FormField | None:
        if not index.isValid() or index.row() >= len(self._rows.cells):
            return None
        return self._rows.cells[index.row()][index.column()]

    def pointer(self, index: Index) -> str:
        cell = self.cell(index)
        return cell.pointer if cell else ""

    def find(self, pointer: str) -> QModelIndex | None:
        parts = split_pointer(pointer) if pointer else ()
        if len(parts) != 3 or parts[0] != self._rows.name or not parts[1].isdecimal():
            return None
        names = [column.name for column in self._rows.columns]
        row = int(parts[1])
        if parts[2] not in names or row >= len(self._rows.cells):
            return None
        return self.index(row, names.index(parts[2]))

    def row_failed(self, row: int) -> bool:
        return row < len(self._rows.cells) and _failed(self._rows.cells[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() else len(self._rows.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() else len(self._rows.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self._read_only else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or section >= len(self._rows.columns):
            return None
        column = self._rows.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return label_said(column.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.type in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.reason or cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.kind in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = cell.label + ": " + (cell.text or tr("empty", "a value"))
            return f"{said}, {STATE_WORDS[FieldWord(cell.state.value)].word}" if cell.state else said
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell(index)
        self.refused = False
        if cell is None or role != Qt.ItemDataRole.EditRole or value == cell.text:
            return False
        try:
            parse_typed(cell.spec, str(value))
        except ValueProblem as refused:
            self.refused = True
            self.problem.emit(tr("{label} stays as it was. {refused}", label=cell.label, refused=refused))
            return False
        self.cell_edited.emit(cell.pointer, str(value))
        return True


def _failed(cells: Sequence[FormField]) -> bool:
    return any(cell.state is FieldState.RULE_FAILED for cell in cells)
