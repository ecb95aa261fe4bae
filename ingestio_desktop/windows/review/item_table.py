"""The rows of one table of a document: edit cells, add, duplicate, remove, sums in the footer.

Stands alone: it is given rows and says by signals what a person did.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_fields import ItemRows, PrintedTotal
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.review.cell_clipboard import copied_cells
from ingestio_desktop.windows.review.item_cell import EDITOR, CellDelegate
from ingestio_desktop.windows.review.item_model import ItemModel
from ingestio_desktop.windows.review.item_sum import SumRow, sum_of
from ingestio_desktop.windows.review.item_view import HEADER_HEIGHT, ROW_HEIGHT, ItemView
from ingestio_desktop.windows.widgets.buttons import IconButton
from ingestio_desktop.windows.widgets.text import Label

_WIDTHS: Final = {"quantity": 80, "unit_price": 104, "sku": 88, "amount": 104, "balance": 104}
_MOST_ROWS: Final = 14
"""The table grows to this many rows, then it scrolls."""


class ItemTable(QWidget):
    """One table with its head line and its sums."""

    cell_edited = Signal(str, str)
    """Pointer and text."""
    row_added = Signal(int)
    row_duplicated = Signal(int)
    rows_removed = Signal(list)
    focused = Signal(str)
    hovered = Signal(str)
    problem = Signal(str)
    """A sentence: what was typed can't be the cell's value."""
    enter_pressed = Signal(str, bool)
    """Pointer of the current cell, and whether Shift was held."""
    pasted = Signal(object)
    """A block from a spreadsheet: a mapping of pointer to text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: ItemRows | None = None
        self._shown: tuple[ItemRows, bool, tuple[PrintedTotal, ...]] | None = None
        self._read_only = False
        self._model = ItemModel(self)
        self._model.cell_edited.connect(self.cell_edited)
        self._model.problem.connect(self.problem)
        self._title = Label("", TextStyle.SECTION)
        self._count = Label("", TextStyle.BODY, "muted")
        self.view = ItemView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.entered.connect(lambda index: self.hovered.emit(self._model.pointer(index)))
        self.view.add_wanted.connect(self._add)
        self.view.remove_wanted.connect(self._remove)
        self.view.duplicate_wanted.connect(self._duplicate)
        self.view.paste_wanted.connect(self._paste)
        self.view.left.connect(lambda: self.hovered.emit(""))
        self.view.enter_pressed.connect(
            lambda back: self.enter_pressed.emit(self._model.pointer(self.view.currentIndex()), back)
        )
        self._add_button = IconButton("plus", tr("Add a row"), shortcut="Insert", on_click=self._add)
        self._remove_button = IconButton("trash-2", tr("Remove rows"), shortcut="Del", on_click=self._remove)
        self._copy_button = IconButton(
            "copy", tr("Duplicate the row"), shortcut="Ctrl+D", on_click=self._duplicate
        )
        self._sum = SumRow(self)
        self._arrange()

    def set_rows(
        self, rows: ItemRows, *, read_only: bool = False, totals: Sequence[PrintedTotal] = ()
    ) -> None:
        """Show a table. `totals` are the sums printed on the document, the one to compare with first."""
        if (rows, read_only, tuple(totals)) == self._shown:
            return
        new_columns = self._rows is None or rows.columns != self._rows.columns
        self._shown = (rows, read_only, tuple(totals))
        current = self.view.currentIndex()
        place = (current.row(), current.column()) if current.isValid() else None
        self._rows, self._read_only = rows, read_only
        self._title.setText(rows.label)
        self._count.setText(number(len(rows.cells)))
        self.view.setAccessibleName(tr("{label}, %n row(s)", "", len(rows.cells), label=rows.label))
        self._model.set_rows(rows, read_only=read_only)
        moved = self.view.currentIndex().isValid()
        if not moved and place is not None and place[0] < len(rows.cells):
            self.view.selectionModel().setCurrentIndex(
                self._model.index(*place), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        for button in (self._add_button, self._remove_button, self._copy_button):
            button.setEnabled(not read_only)
        self._sum.show_sum(sum_of(rows), totals)
        if new_columns:
            self._fit_columns()
        shown_rows = min(_MOST_ROWS, max(1, len(rows.cells)))
        self.view.setFixedHeight(HEADER_HEIGHT + shown_rows * ROW_HEIGHT + 2)

    def focus_cell(self, pointer: str) -> bool:
        """Move the focus to a cell; False for one that is not in this table."""
        index = self._model.find(pointer)
        if index is None:
            return False
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True

    def focused_pointer(self) -> str:
        """Empty where the focus is not in this table."""
        inside = self.view.hasFocus() or self.view.isAncestorOf(_focus_widget() or self)
        return self._model.pointer(self.view.currentIndex()) if inside else ""

    def edit_current(self) -> None:
        """Open the editor of the current cell."""
        self.view.edit(self.view.currentIndex())

    def finish_editing(self) -> bool:
        """Take what stands in an open cell editor; False where it can't be the cell's value."""
        editor = self.view.viewport().findChild(QLineEdit, EDITOR)
        if editor is None:
            return True
        index = self.view.currentIndex()
        self.view.commitData(editor)
        self.view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        editor.setObjectName("")
        if not self._model.refused:
            return True
        self.view.setCurrentIndex(index)
        self.view.setFocus()
        return False

    def _paste(self) -> None:
        """A block of cells goes in from the current one to the right and down; rows that are
        missing are not made up."""
        current, rows = self.view.currentIndex(), self._rows
        if self._read_only or rows is None or not current.isValid():
            return
        block = copied_cells()
        if not block:
            return
        texts: dict[str, str] = {}
        for down, line in enumerate(block):
            for right, value in enumerate(line):
                row, column = current.row() + down, current.column() + right
                if row < len(rows.cells) and column < len(rows.columns):
                    texts[rows.cells[row][column].pointer] = value
        left = current.row() + len(block) - len(rows.cells)
        self.pasted.emit(texts)
        if left > 0:
            self.problem.emit(
                tr(
                    "%n of the pasted row(s) found no place. Add rows (Insert), then paste them again.",
                    "",
                    left,
                )
            )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addSpacing(4)
        head.addWidget(self._count)
        head.addStretch(1)
        for button in (self._add_button, self._remove_button, self._copy_button):
            head.addWidget(button)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view)
        inside.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(card)

    def _fit_columns(self) -> None:
        if self._rows is None:
            return
        header = self.view.horizontalHeader()
        for position, column in enumerate(self._rows.columns):
            text = column.type not in NUMERIC and column.name in ("description", "name")
            mode = QHeaderView.ResizeMode.Stretch if text else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(position, mode)
            if not text:
                header.resizeSection(
                    position, _WIDTHS.get(column.name, 96 if column.type in NUMERIC else 112)
                )

    def _current_changed(self, current: QModelIndex) -> None:
        pointer = self._model.pointer(current)
        if pointer:
            self.focused.emit(pointer)

    def _add(self) -> None:
        if not self._read_only:
            current = self.view.currentIndex()
            self.row_added.emit(current.row() + 1 if current.isValid() else self._model.rowCount())

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.view.selectedIndexes()})
        if rows and not self._read_only:
            self.rows_removed.emit(rows)

    def _duplicate(self) -> None:
        current = self.view.currentIndex()
        if current.isValid() and not self._read_only:
            self.row_duplicated.emit(current.row())


def _focus_widget() -> QWidget | None:
    widget = QGuiApplication.focusObject()
    return widget if isinstance(widget, QWidget) else None
