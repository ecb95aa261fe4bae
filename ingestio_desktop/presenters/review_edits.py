"""What a person changes in the document under review, handed on as it comes."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import JsonValue

from ingestio_desktop.presenters.item_edits import Pasted
from ingestio_desktop.presenters.pasted_blocks import Block
from ingestio_desktop.presenters.review_editing import ReviewEditing
from ingestio_desktop.presenters.review_items import Unfit


class ReviewEdits:
    """The part of the presenter that fields and tables call when somebody types, pastes or moves rows."""

    _editing: ReviewEditing

    def set_value(self, pointer: str, text: str) -> None:
        """What a person typed into a field or cell. Raises `ValueProblem` for a text that can't be
        its value; the field then has the value that it had before it was typed in."""
        self._editing.set_value(pointer, text)

    def use(self, pointer: str, value: JsonValue) -> None:
        """Put a stored value (another reading, a suggestion) into a field."""
        self._editing.use(pointer, value)

    def add_row(self, table: str, at: int) -> None:
        """An empty row before row `at` (from 0); at the end if there is no such row."""
        self._editing.add_row(table, at)

    def duplicate_rows(self, table: str, rows: Iterable[int]) -> None:
        """Copies of rows that stand together, below them."""
        self._editing.duplicate_rows(table, rows)

    def remove_rows(self, table: str, rows: Iterable[int]) -> None:
        self._editing.remove_rows(table, rows)

    def move_rows(self, table: str, rows: Iterable[int], to: int) -> None:
        """Rows that stand together, so that the first of them is row `to` afterwards."""
        self._editing.move_rows(table, rows, to)

    def fill_down(self, table: str, rows: Iterable[int], columns: Sequence[str]) -> None:
        """The first row's values into the others; into a single row those of the one above it."""
        self._editing.fill_down(table, rows, columns)

    def paste(self, table: str, row: int, columns: Sequence[str], block: Block) -> Pasted | None:
        """Put a block of cells in as one step of undo. None where nothing can be changed now."""
        return self._editing.paste(table, row, columns, block)

    @property
    def unfit(self) -> Mapping[str, Unfit]:
        """Texts that stand in cells and can't be their values, by JSON Pointer."""
        return self._editing.unfit

    def keep_unfit(self, pointer: str, text: str, problem: str) -> None:
        """Let a text stand in a cell though it can't be its value."""
        self._editing.keep_unfit(pointer, text, problem)

    def check_now(self) -> None:
        """Have findings and states of what the document says this very moment."""
        self._editing.check_now()

    def cancel_typing(self, pointer: str) -> None:
        """Put back what stood in a field or cell before it was typed in."""
        self._editing.cancel_typing(pointer)

    def end_typing(self) -> None:
        """The focus left the field: what is typed next is a new step of undo."""
        self._editing.end_typing()

    def undo(self) -> None:
        self._editing.undo()

    def redo_edit(self) -> None:
        """Do the undone change again."""
        self._editing.redo()
