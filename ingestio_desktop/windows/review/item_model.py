"""The cells of one table of a document, as Qt's views read them."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from ingestio_core.edits import split_pointer
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_fields import FormField
from ingestio_desktop.presenters.review_items import ItemRows
from ingestio_desktop.presenters.review_origin import origin_said
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.sentences import label_said
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord

Index = QModelIndex | QPersistentModelIndex


class ItemModel(QAbstractTableModel):
    """Cells of one table. What is typed is told on; whether it can be the cell's value others know."""

    cell_typed = Signal(str, str)
    """Pointer and text, at every keystroke in an open cell."""
    cell_edited = Signal(str, str)
    """Pointer and text, once it is taken."""
    cell_left = Signal(str)
    """Pointer of a cell that was closed as it had been."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: ItemRows | None = None
        self._read_only = False

    @property
    def rows(self) -> ItemRows | None:
        return self._rows

    def set_rows(self, rows: ItemRows, *, read_only: bool) -> None:
        before, was_read_only = self._rows, self._read_only
        same = (
            before is not None and rows.spec.columns == before.spec.columns and _count(rows) == _count(before)
        )
        if not same:
            self.beginResetModel()
        self._rows, self._read_only = rows, read_only
        if not same:
            self.endResetModel()
        elif (
            before is not None
            and rows.rows
            and (read_only != was_read_only or not rows.shows_the_same(before))
        ):
            self._tell(rows)

    def _tell(self, rows: ItemRows) -> None:
        """All cells may look otherwise; until the checks have caught up, only the one that was typed into."""
        edits = rows.document.edits
        typed = self.find(edits[-1].path) if not rows.document.checked and edits else None
        last = self.index(_count(rows) - 1, len(rows.columns) - 1)
        self.dataChanged.emit(typed or self.index(0, 0), typed or last)

    def cell(self, index: Index) -> FormField | None:
        if self._rows is None or not index.isValid() or index.row() >= _count(self._rows):
            return None
        return self._rows.cell(index.row(), index.column())

    def pointer(self, index: Index) -> str:
        cell = self.cell(index)
        return cell.pointer if cell else ""

    def problem(self, index: Index) -> str:
        """Why what stands in a cell can't be its value; empty where it is."""
        known = self._rows is not None and self.cell(index) is not None
        return self._rows.problem(index.row(), index.column()) if self._rows and known else ""

    def find(self, pointer: str) -> QModelIndex | None:
        parts = split_pointer(pointer) if pointer else ()
        rows = self._rows
        if rows is None or len(parts) != 3 or parts[0] != rows.name or not parts[1].isdecimal():
            return None
        names = [column.name for column in rows.columns]
        row = int(parts[1])
        if parts[2] not in names or row >= _count(rows):
            return None
        return self.index(row, names.index(parts[2]))

    def row_failed(self, row: int) -> bool:
        return self._rows is not None and row < _count(self._rows) and self._rows.row_failed(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() or self._rows is None else _count(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() or self._rows is None else len(self._rows.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self._read_only else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or section >= self.columnCount() or self._rows is None:
            return None
        column = self._rows.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
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
            return "\n".join(filter(None, (cell.text, cell.reason, origin_said(cell.evidence))))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.kind in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = cell.label + ": " + (cell.text or tr("empty", "a value"))
            return f"{said}, {STATE_WORDS[FieldWord(cell.state.value)].word}" if cell.state else said
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return cell.reason
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell(index)
        if cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.cell_edited.emit(cell.pointer, str(value))
        return True


def _count(rows: ItemRows) -> int:
    return len(rows.rows)
