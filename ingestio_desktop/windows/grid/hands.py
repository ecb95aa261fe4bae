"""What one does with the selected cells: copy, paste, fill down, clear, and go to the next to check."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ingestio_core.checks.states import FieldState
from ingestio_desktop.flows.grid import GridRow
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.presenters.grid_columns import ShownColumn
from ingestio_desktop.presenters.grid_editing import Typed
from ingestio_desktop.presenters.grid_words import CellTexts, RangeWords, document_word, range_words
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.windows.grid.geometry import DOCUMENT, FIRST, Geometry
from ingestio_desktop.windows.grid.selection import Selection
from ingestio_desktop.windows.review.cell_clipboard import copied_block, copy_block

_TO_CHECK: Final = frozenset({FieldState.NEEDS_LOOK, FieldState.RULE_FAILED})
_MOST_SUMMED: Final = 5_000
"""Cells of a block whose sum is said at once."""


class GridHands(QObject):
    """`said` carries a sentence for the person."""

    said = Signal(str)

    def __init__(
        self,
        presenter: GridPresenter,
        texts: CellTexts,
        geometry: Geometry,
        selection: Selection,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._texts = texts
        self._cells = geometry
        self._selection = selection

    def column(self, column: int) -> ShownColumn | None:
        """None for document and state."""
        at = column - FIRST
        return self._cells.columns[at] if 0 <= at < len(self._cells.columns) else None

    def editable(self, row: int, column: int) -> bool:
        found, shown = self._presenter.row(row), self.column(column)
        return found is not None and shown is not None and _takes(found, shown)

    def why_not(self, row: int, column: int) -> str:
        """Why a cell can't be typed into."""
        found, shown = self._presenter.row(row), self.column(column)
        if found is None or shown is None:
            return ""
        if found.set_aside is not None:
            return tr("It was changed here and elsewhere. Compare both first.")
        if found.state is DocumentState.CONFIRMED:
            return tr("This document is confirmed. Un-confirm it to change it.")
        if not found.read:
            return tr("This document has not been read yet.")
        if not shown.typed:
            return tr("Line items are changed in the review.")
        return tr("This document has no such field.")

    def text(self, row: int, column: int, *, whole: bool = False) -> str:
        """As it is shown; the `whole` one has all its lines."""
        found, shown = self._presenter.row(row), self.column(column)
        if found is None:
            return ""
        if shown is not None:
            return self._texts.whole(found, shown) if whole else self._texts.cell(found, shown).text
        if column == DOCUMENT:
            return found.filename
        return document_word(found).word

    # -- the clipboard

    def copy(self) -> None:
        """The selected block, as spreadsheets take it."""
        selection = self._selection
        block = [[self.text(row, at, whole=True) for at in selection.columns] for row in selection.rows]
        if selection.single:
            # One value alone is pasted into a field as well as into a spreadsheet.
            QGuiApplication.clipboard().setText(block[0][0])
        else:
            copy_block(block)

    def paste(self) -> None:
        """The block on the clipboard, from the upper left corner; one value fills all that is selected."""
        block = copied_block()
        if not block:
            return
        selection, said = self._selection, list[str]()
        if len(block) == 1 and len(block[0]) == 1 and not selection.single:
            places = [(row, column, block[0][0]) for row, column in selection.cells()]
        else:
            top, left = selection.rows.start, selection.columns.start
            places = [
                (top + down, left + right, text)
                for down, line in enumerate(block)
                for right, text in enumerate(line)
            ]
            beyond = top + len(block) - self._cells.rows
            if beyond > 0:
                said.append(tr("%n pasted row(s) found no place below the last document.", "", beyond))
            lost = left + max(map(len, block)) - self._cells.count
            if lost > 0:
                said.append(tr("%n pasted column(s) found no place.", "", lost))
        cells: list[Typed] = []
        kept_out = 0
        for row, column, text in places:
            found, shown = self._presenter.row(row), self.column(column)
            if row >= self._cells.rows or column >= self._cells.count:
                continue
            if found is None or shown is None or not _takes(found, shown):
                kept_out += 1
            else:
                cells.append(Typed(found, shown, text))
        if kept_out:
            said.append(tr("%n cell(s) can’t be changed and stay as they are.", "", kept_out))
        if said:
            # In one: a second sentence would take the place of the first.
            self.said.emit(" ".join(said))
        if cells:
            self._presenter.editing.put_block(cells)

    def fill_down(self) -> None:
        """The uppermost values into all below; of one cell, the value above it."""
        selection = self._selection
        rows = selection.rows
        source = rows.start if len(rows) > 1 else rows.start - 1
        above = self._presenter.row(source)
        if above is None:
            return
        put: list[tuple[GridRow, ShownColumn, str | None]] = []
        for row in range(source + 1, rows.stop):
            for found, shown in self._of(row):
                # What is not read, or of a plan without this field, has nothing to give.
                if above.state_at(shown.place) is not None:
                    put.append((found, shown, self._presenter.editing.value(above, shown)))
        self._presenter.editing.put_values(put)

    def clear(self) -> None:
        """Nothing in all that is selected."""
        self._presenter.editing.put_values(
            (found, shown, None) for row in self._selection.rows for found, shown in self._of(row)
        )

    def _of(self, row: int) -> Iterator[tuple[GridRow, ShownColumn]]:
        """The selected cells of a row that can be changed."""
        found = self._presenter.row(row)
        for column in self._selection.columns:
            shown = self.column(column)
            if found is not None and shown is not None and _takes(found, shown):
                yield found, shown

    # -- where to look

    def next_to_check(self, step: int) -> tuple[int, int] | None:
        """The next cell that needs a look or fails a rule, row by row; None where there is none."""
        selection, columns = self._selection, range(FIRST, self._cells.count)
        rows = range(selection.row, self._cells.rows) if step > 0 else range(selection.row, -1, -1)
        for row in rows:
            found = self._presenter.row(row)
            if found is None or not found.editable:
                continue
            for column in columns if step > 0 else reversed(columns):
                passed = row == selection.row and (column - selection.column) * step <= 0
                if not passed and self._to_check(found, column):
                    return row, column
        return None

    def _to_check(self, row: GridRow, column: int) -> bool:
        shown = self.column(column)
        if shown is None:
            return False
        refused = self._presenter.editing.refused(row.id, shown.key) is not None
        return refused or row.state_at(shown.place) in _TO_CHECK

    def selected_words(self) -> RangeWords | None:
        """Of a block of several cells; None for one."""
        selection = self._selection
        if selection.single:
            return None
        count = len(selection.rows) * len(selection.columns)
        if count > _MOST_SUMMED:
            return RangeWords(count, tr("%n cell(s)", "", count))
        values: list[tuple[str | None, ShownColumn, str | None]] = []
        for row, column in selection.cells():
            found, shown = self._presenter.row(row), self.column(column)
            if found is not None and shown is not None:
                values.append((self._presenter.editing.value(found, shown), shown, found.currency))
        return range_words(values)


def _takes(row: GridRow, column: ShownColumn) -> bool:
    """Whether one types into this cell: not where the document's plan has no such field."""
    return row.editable and column.typed and row.state_at(column.place) is not None
