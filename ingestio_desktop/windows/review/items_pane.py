"""All tables of a document, connected to the presenter."""

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.item_edits import MOST_ROWS
from ingestio_desktop.presenters.pasted_blocks import Block
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_items import ItemRows, item_tables
from ingestio_desktop.presenters.values import ValueProblem
from ingestio_desktop.settings import WidgetStates
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.review.item_table import ItemTable


class ItemTables(QWidget):
    """What a person does with rows goes to the presenter. The order of columns is kept by the table's name in
    `memory`, where there is one."""

    focused = Signal(str)
    hovered = Signal(str)
    enter_pressed = Signal(str, bool)
    problem = Signal(str)
    """A sentence to show; empty when it has passed."""

    def __init__(self, presenter: ReviewPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self.tables: dict[str, ItemTable] = {}
        self.memory: WidgetStates | None = None
        self._presenter = presenter
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_tables(self, document: ReviewDocument, *, locked: bool) -> bool:
        """Show all tables; True where they were made anew."""
        rows = item_tables(document, self._presenter.unfit)
        built = [table.name for table in rows] != list(self.tables)
        if built:
            for old in self.tables.values():
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.tables = {table.name: self._made(table) for table in rows}
        for table in rows:
            shown = self.tables[table.name]
            columns = shown.columns_shown()
            shown.set_rows(table, read_only=locked)
            if len(columns) != len(table.columns) or set(columns) != {c.name for c in table.columns}:
                shown.show_columns(self._kept_order(table.name))
        return built

    def focus_cell(self, pointer: str) -> bool:
        """False for one that is in no table."""
        return any(table.focus_cell(pointer) for table in self.tables.values())

    def edit_cell(self) -> bool:
        """Open the cell that has the focus; False where none has it."""
        table = next((table for table in self.tables.values() if table.focused_pointer()), None)
        if table is not None:
            table.edit_current()
        return table is not None

    def finish_cell(self) -> bool:
        """Take what stands in an open cell. False, with the focus there, where it can't be its value."""
        before = set(self._presenter.unfit)
        for table in self.tables.values():
            table.finish_editing()
        unfit = next((pointer for pointer in self._presenter.unfit if pointer not in before), "")
        return not (unfit and self.focus_cell(unfit))

    def _made(self, rows: ItemRows) -> ItemTable:
        table, name, presenter = ItemTable(self), rows.name, self._presenter
        table.cell_typed.connect(self._typed)
        table.cell_edited.connect(self._edited)
        table.cell_left.connect(presenter.cancel_typing)
        table.row_added.connect(lambda at: presenter.add_row(name, at))
        table.rows_duplicated.connect(lambda chosen: presenter.duplicate_rows(name, chosen))
        table.rows_removed.connect(lambda chosen: presenter.remove_rows(name, chosen))
        table.rows_moved.connect(lambda chosen, to: presenter.move_rows(name, chosen, to))
        table.filled_down.connect(lambda chosen, columns: presenter.fill_down(name, chosen, columns))
        table.pasted.connect(lambda row, columns, block: self._pasted(name, row, columns, block))
        table.columns_moved.connect(lambda names: self._keep_order(name, names))
        table.focused.connect(self.focused)
        table.hovered.connect(self.hovered)
        table.enter_pressed.connect(self.enter_pressed)
        self._column.addWidget(table)
        return table

    def _typed(self, pointer: str, text: str) -> None:
        try:
            self._presenter.set_value(pointer, text)
        except ValueProblem:
            # It may become one as it is typed on; what it is in the end is said when it is taken.
            return

    def _edited(self, pointer: str, text: str) -> None:
        try:
            self._presenter.set_value(pointer, text)
        except ValueProblem as problem:
            self._presenter.keep_unfit(pointer, text, str(problem))
        self._presenter.end_typing()

    def _pasted(self, table: str, row: int, columns: list[str], block: Block) -> None:
        done = self._presenter.paste(table, row, columns, block)
        if done is None:
            return
        said = []
        if done.unfit:
            said.append(tr("%n pasted value(s) can’t be taken and stand red.", "", len(done.unfit)))
        if done.lost:
            said.append(tr("%n pasted column(s) found no place.", "", done.lost))
        if done.cut:
            said.append(tr("Only the first {count} rows were pasted.", count=number(MOST_ROWS)))
        self.problem.emit(" ".join(said))

    def _kept_order(self, table: str) -> list[str]:
        kept = self.memory.widget_state(_place(table)) if self.memory is not None else None
        if kept is None:
            return []
        try:
            names = json.loads(kept)
        except ValueError:
            return []
        return [str(name) for name in names] if isinstance(names, list) else []

    def _keep_order(self, table: str, names: list[str]) -> None:
        if self.memory is not None:
            self.memory.keep_widget_state(_place(table), json.dumps(names).encode())


def _place(table: str) -> str:
    return f"columns.items.{table}"
