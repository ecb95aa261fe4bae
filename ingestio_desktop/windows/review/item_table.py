"""The rows of one table of a document: edit cells, add, remove, duplicate, move and fill rows, paste and copy
blocks, with sums in the footer.

Stands alone: it is given rows and says by signals what a person did.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QMenu, QVBoxLayout, QWidget

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.review_items import ItemRows, column_sums
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.review.cell_clipboard import copied_block, copy_block
from ingestio_desktop.windows.review.item_cell import EDITOR, CellDelegate
from ingestio_desktop.windows.review.item_model import ItemModel
from ingestio_desktop.windows.review.item_note import ItemNote
from ingestio_desktop.windows.review.item_sum import SumRows
from ingestio_desktop.windows.review.item_view import HEADER_HEIGHT, ROW_HEIGHT, ItemView
from ingestio_desktop.windows.widgets.buttons import IconButton, menu_text
from ingestio_desktop.windows.widgets.text import Label

_WIDTHS: Final = {"quantity": 92, "unit_price": 104, "sku": 88, "amount": 104, "balance": 104}
_CALLED: Final = ("description", "name")
_FEW: Final = 4
"""So many columns fit beside one another in the narrowest window."""
_MOST_ROWS: Final = 14
"""The table grows to this many rows, then it scrolls."""
_MENU: Final = (
    ("review.add_row", QT_TR_NOOP("Add a row")),
    ("review.duplicate_row", QT_TR_NOOP("Duplicate the row")),
    ("review.remove_row", QT_TR_NOOP("Remove rows")),
    ("", ""),
    ("review.row_up", QT_TR_NOOP("Move the row up")),
    ("review.row_down", QT_TR_NOOP("Move the row down")),
    ("review.fill_down", QT_TR_NOOP("Fill down")),
    ("", ""),
    ("review.copy_with_header", QT_TR_NOOP("Copy with the header")),
    ("review.paste", QT_TR_NOOP("Paste from a spreadsheet")),
    ("", ""),
    ("review.column_left", QT_TR_NOOP("Move the column left")),
    ("review.column_right", QT_TR_NOOP("Move the column right")),
)
_VIEW_ONLY: Final = ("review.copy_with_header", "review.column_left", "review.column_right")


class ItemTable(QWidget):
    """One table with its head line and its sums. Rows count from 0."""

    cell_typed = Signal(str, str)
    """Pointer and text, at every keystroke."""
    cell_edited = Signal(str, str)
    """Pointer and text, once it is taken."""
    cell_left = Signal(str)
    """Pointer of a cell that is to be as it was before it was typed in."""
    row_added = Signal(int)
    rows_duplicated = Signal(list)
    rows_removed = Signal(list)
    rows_moved = Signal(list, int)
    """Rows that stand together, and which row the first of them is to be."""
    filled_down = Signal(list, list)
    """Rows and the names of columns."""
    pasted = Signal(int, list, object)
    """The row, the names of the columns from the current one to the right, and the block."""
    columns_moved = Signal(list)
    """The names of the columns as they are shown from now on."""
    focused = Signal(str)
    hovered = Signal(str)
    enter_pressed = Signal(str, bool)
    """Pointer of the current cell, and whether Shift was held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: ItemRows | None = None
        self._read_only = False
        self._select: tuple[int, int] | None = None
        self._ordering = False
        self._model = ItemModel(self)
        self._model.cell_typed.connect(self.cell_typed)
        self._model.cell_edited.connect(self.cell_edited)
        self._model.cell_left.connect(self.cell_left)
        self._title = Label("", TextStyle.SECTION)
        self._count = Label("", TextStyle.BODY, "muted")
        self.view = ItemView(self)
        self.view.setModel(self._model)
        self._delegate = CellDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self._delegate.entered.connect(self._entered)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.entered.connect(lambda index: self.hovered.emit(self._model.pointer(index)))
        self.view.left.connect(lambda: self.hovered.emit(""))
        self.view.enter_pressed.connect(self._entered)
        self.view.acted.connect(self._act)
        self.view.rows_dragged.connect(self._dropped)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.horizontalHeader().sectionMoved.connect(self._column_moved)
        self._buttons = tuple(
            IconButton(icon, name, action=action, on_click=partial(self._act, action))
            for icon, name, action in (
                ("plus", tr("Add a row"), "review.add_row"),
                ("trash-2", tr("Remove rows"), "review.remove_row"),
                ("copy", tr("Duplicate the row"), "review.duplicate_row"),
                ("clipboard-paste", tr("Paste from a spreadsheet"), "review.paste"),
            )
        )
        self._more = IconButton("ellipsis", tr("More for rows and columns"), on_click=self._show_more)
        self._sums = SumRows(self)
        self.note = ItemNote(self)
        self._acts: dict[str, Callable[[], object]] = {
            "copy": self._copy,
            "paste": self._paste,
            "review.paste": self._paste,
            "review.copy_with_header": lambda: self._copy(header=True),
            "review.add_row": self._add,
            "review.remove_row": self._remove,
            "review.duplicate_row": self._duplicate,
            "review.fill_down": self._fill_down,
            "review.row_up": lambda: self._move_rows(-1),
            "review.row_down": lambda: self._move_rows(1),
            "review.column_left": lambda: self._move_column(-1),
            "review.column_right": lambda: self._move_column(1),
        }
        self._arrange()

    # -- what is shown

    def set_rows(self, rows: ItemRows, *, read_only: bool = False) -> None:
        """Show a table."""
        before = self._rows
        same = before is not None and read_only == self._read_only and rows.shows_the_same(before)
        new_columns = before is None or rows.columns != before.columns
        self._rows, was = rows, self._place()
        if same:
            self._model.set_rows(rows, read_only=read_only)
            return
        self._read_only = read_only
        self.view.can_drag = not read_only
        self._title.setText(rows.label)
        self._count.setText(number(len(rows.rows)))
        self.view.setAccessibleName(tr("{label}, %n row(s)", "", len(rows.rows), label=rows.label))
        self._model.set_rows(rows, read_only=read_only)
        if new_columns:
            self._fit_columns()
        self._keep_place(was)
        for button in self._buttons:
            button.setEnabled(not read_only)
        self._sums.show_sums(column_sums(rows))
        shown_rows = min(_MOST_ROWS, max(1, len(rows.rows)))
        height = HEADER_HEIGHT + shown_rows * ROW_HEIGHT + 2
        if self.view.height() != height:
            self.view.setFixedHeight(height)
        self._show_note()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show the columns in this order; those that it does not name come last."""
        header, known = self.view.horizontalHeader(), self._names()
        wanted = [name for name in names if name in known]
        wanted += [name for name in known if name not in wanted]
        self._ordering = True
        for position, name in enumerate(wanted):
            header.moveSection(header.visualIndex(known.index(name)), position)
        self._ordering = False

    def columns_shown(self) -> list[str]:
        """The names of the columns as they are shown."""
        header, names = self.view.horizontalHeader(), self._names()
        return [names[header.logicalIndex(position)] for position in range(len(names))]

    def focus_cell(self, pointer: str) -> bool:
        """Move the focus to a cell; False for one that is not in this table."""
        index = self._model.find(pointer)
        if index is None:
            return False
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._show_note()
        return True

    def focused_pointer(self) -> str:
        """Empty where the focus is not in this table."""
        inside = self.view.hasFocus() or self.view.isAncestorOf(_focus_widget() or self)
        return self._model.pointer(self.view.currentIndex()) if inside else ""

    def edit_current(self) -> None:
        """Open the editor of the current cell."""
        self.view.edit(self.view.currentIndex())

    def finish_editing(self) -> None:
        """Take what stands in an open cell."""
        editor = self.view.viewport().findChild(QWidget, EDITOR)
        if editor is not None:
            self._delegate.take(editor)
            editor.setObjectName("")

    # -- what a person does

    def _act(self, action: str) -> None:
        if action in (*_VIEW_ONLY, "copy") or not self._read_only:
            self.finish_editing()
            self._acts[action]()

    def _entered(self, back: bool) -> None:
        self.enter_pressed.emit(self._model.pointer(self.view.currentIndex()), back)

    def _add(self) -> None:
        current = self.view.currentIndex()
        at = current.row() + 1 if current.isValid() else self._model.rowCount()
        self._select = (at, at)
        self.row_added.emit(at)
        self._focus_first_column()

    def _remove(self) -> None:
        if rows := self._selected_rows():
            self._select = (rows[0], rows[0])
            self.rows_removed.emit(rows)

    def _duplicate(self) -> None:
        if rows := self._selected_rows():
            self._select = (rows[-1] + 1, rows[-1] + len(rows))
            self.rows_duplicated.emit(rows)

    def _move_rows(self, by: int) -> None:
        if rows := self._selected_rows():
            self._move_to(rows, rows[0] + by)

    def _dropped(self, before: int) -> None:
        rows = self._selected_rows()
        if rows and not self._read_only and not rows[0] <= before <= rows[-1] + 1:
            self._move_to(rows, before if before < rows[0] else before - len(rows))

    def _move_to(self, rows: list[int], to: int) -> None:
        to = max(0, min(to, self._model.rowCount() - len(rows)))
        if to != rows[0]:
            self._select = (to, to + len(rows) - 1)
            self.rows_moved.emit(rows, to)

    def _fill_down(self) -> None:
        if rows := self._selected_rows():
            self.filled_down.emit(rows, self._selected_columns())

    def _copy(self, *, header: bool = False) -> None:
        rows, names, known = self._selected_rows(), self._selected_columns(), self._names()
        at = [known.index(name) for name in names]
        if rows:
            titles = [str(self._model.headerData(column, Qt.Orientation.Horizontal)) for column in at]
            cells = [[str(self._model.index(row, column).data() or "") for column in at] for row in rows]
            copy_block(cells, titles if header else ())

    def _paste(self) -> None:
        block, rows, columns = copied_block(), self._selected_rows(), self._selected_columns()
        if not block or self._rows is None:
            return
        shown = self.columns_shown()
        at = shown.index(columns[0]) if columns else 0
        if len(block) == 1 and len(block[0]) == 1 and len(rows) * len(columns) > 1:
            # One value goes into all that is selected, as in a spreadsheet.
            block = [block[0] * len(columns) for _ in rows]
        first = rows[0] if rows else self._model.rowCount()
        self._select = (first, first)
        self.pasted.emit(first, shown[at:], block)

    def _move_column(self, by: int) -> None:
        header, current = self.view.horizontalHeader(), self.view.currentIndex()
        start = header.visualIndex(current.column()) if current.isValid() else -1
        if start >= 0 and 0 <= start + by < header.count():
            header.moveSection(start, start + by)

    def _column_moved(self) -> None:
        if not self._ordering:
            self.columns_moved.emit(self.columns_shown())

    def _show_more(self) -> None:
        self._show_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action, text in _MENU:
            if not action:
                menu.addSeparator()
                continue
            entry = menu.addAction(menu_text(tr(text), key_of(action)))
            entry.setEnabled(action in _VIEW_ONLY or not self._read_only)
            entry.triggered.connect(lambda _on=False, action=action: self._act(action))
        menu.popup(place)

    # -- within

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addSpacing(4)
        head.addWidget(self._count)
        head.addStretch(1)
        for button in (*self._buttons, self._more):
            head.addWidget(button)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view)
        inside.addWidget(self._sums)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(card)
        column.addWidget(self.note)

    def _fit_columns(self) -> None:
        if self._rows is None:
            return
        header, columns = self.view.horizontalHeader(), self._rows.columns
        wide = _wide_columns(columns)
        header.setStretchLastSection(not wide)
        for position, column in enumerate(columns):
            stretched = column.name in wide
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(position, mode)
            if not stretched:
                header.resizeSection(
                    position, _WIDTHS.get(column.name, 96 if column.type in NUMERIC else 112)
                )

    def _place(self) -> tuple[int, int] | None:
        current = self.view.currentIndex()
        return (current.row(), current.column()) if current.isValid() else None

    def _keep_place(self, was: tuple[int, int] | None) -> None:
        """The rows that were just added or moved are selected; else one stays where one was."""
        last = self._model.rowCount() - 1
        rows, self._select = self._select, None
        lost = was is not None and not self.view.currentIndex().isValid()
        if last < 0 or (rows is None and not lost):
            return
        column = was[1] if was is not None else 0
        first, until = rows if rows is not None else (was[0] if was is not None else 0,) * 2
        first, until = min(first, last), min(until, last)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        selection = self.view.selectionModel()
        selection.setCurrentIndex(self._model.index(first, column), flags)
        if until > first:
            both = self._model.index(first, 0), self._model.index(until, self._model.columnCount() - 1)
            selection.select(QItemSelection(*both), flags)
        self.view.scrollTo(self._model.index(until, column))

    def _focus_first_column(self) -> None:
        """A new row is typed from its first column on."""
        current = self.view.currentIndex()
        if current.isValid():
            first = self.view.horizontalHeader().logicalIndex(0)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.view.setCurrentIndex(self._model.index(current.row(), first))

    def _selected_rows(self) -> list[int]:
        """The selected rows, which stand together; the current one where nothing is selected."""
        rows = sorted({index.row() for index in self.view.selectedIndexes()})
        current = self.view.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def _selected_columns(self) -> list[str]:
        """The names of the selected columns as they are shown."""
        names = self._names()
        selected = {index.column() for index in self.view.selectedIndexes()}
        if not selected and self.view.currentIndex().isValid():
            selected = {self.view.currentIndex().column()}
        return [name for name in self.columns_shown() if names.index(name) in selected]

    def _names(self) -> list[str]:
        return [column.name for column in self._rows.columns] if self._rows is not None else []

    def _current_changed(self, current: QModelIndex) -> None:
        pointer = self._model.pointer(current)
        self._show_note()
        if pointer:
            self.focused.emit(pointer)

    def _show_note(self) -> None:
        current = self.view.currentIndex()
        cell = self._model.cell(current)
        self.note.show_cell(cell, cut=cell is not None and self._delegate.is_cut(current))


def _wide_columns(columns: Sequence[FieldSpec]) -> frozenset[str]:
    """The columns that share the room the others leave: what the goods are called; without that the first
    text; and all of a few numbers, which would stand in a corner of the table. Else the last one takes it."""
    called = [column.name for column in columns if column.name in _CALLED and column.type not in NUMERIC]
    if not called:
        called = [column.name for column in columns if column.type is FieldType.TEXT][:1]
    if not called and len(columns) <= _FEW:
        called = [column.name for column in columns]
    return frozenset(called)


def _focus_widget() -> QWidget | None:
    widget = QGuiApplication.focusObject()
    return widget if isinstance(widget, QWidget) else None
