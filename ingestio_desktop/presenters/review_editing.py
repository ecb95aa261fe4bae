"""The document on screen and what a person changes in it, with undo."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.differences import edits_between
from ingestio_core.edits import apply_edits, follow, split_pointer, value_at
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.flows.reviewing import with_edits
from ingestio_desktop.presenters import item_edits
from ingestio_desktop.presenters.item_edits import Pasted
from ingestio_desktop.presenters.pasted_blocks import Block
from ingestio_desktop.presenters.review_fields import spec_of, writing_of
from ingestio_desktop.presenters.review_items import Unfit
from ingestio_desktop.presenters.review_work import ReviewWork
from ingestio_desktop.presenters.values import ValueProblem, parse_typed

Draft: TypeAlias = Callable[[ReviewDocument, tuple[Edit, ...]], ReviewDocument]
"""Puts edits onto what is saved of a document. Raises `IngestError` for edits that don't fit."""


class _Step(NamedTuple):
    """What undo goes back to: edits, and the data that was saved then."""

    edits: tuple[Edit, ...]
    unfit: Mapping[str, Unfit]
    saved: Mapping[str, JsonValue]


class ReviewEditing:
    """Edits are tuples of JSON Patch operations since the last save; undo and redo move between
    earlier tuples. Typing in one field is one step of undo. What is changed while a save is under
    way is changed when that has ended.
    """

    def __init__(
        self,
        draft: Draft,
        work: ReviewWork,
        changed: Callable[[ReviewDocument], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        self._draft = draft
        self._work = work
        self._changed = changed
        self._failed = failed
        self._document: ReviewDocument | None = None
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._typing = ""
        self._unfit: dict[str, Unfit] = {}
        self._moves: list[Edit | None] = []
        """What moved rows so far; None where it is not told which ones."""

    # -- the document

    @property
    def document(self) -> ReviewDocument | None:
        return self._document

    @property
    def unconfirmed(self) -> ReviewDocument | None:
        """The document, where it can be changed, be it after the work that is under way."""
        document = self._document
        return None if document is None or read_only(document) else document

    @property
    def editable(self) -> ReviewDocument | None:
        """The document, where it can be changed now."""
        return None if self._work.busy else self.unconfirmed

    @property
    def unfit(self) -> Mapping[str, Unfit]:
        """Texts that stand in cells and can't be their values, by JSON Pointer."""
        return self._unfit

    def show(self, document: ReviewDocument) -> None:
        """Another document, with nothing to undo."""
        self._document = document
        self._unfit = {}
        self._forget_steps()

    def check_now(self) -> None:
        """Do the checks of what was typed that have not been done yet."""
        document = self._document
        if document is not None and not document.checked:
            self.take_checked(with_edits(document, document.edits))

    def take_checked(self, document: ReviewDocument) -> None:
        """The document with its checks done, unless it has changed meanwhile."""
        now = self._document
        if now is None or now.checked or now.row != document.row or now.edits != document.edits:
            return
        self._document = document
        self._changed(document)

    def close(self) -> None:
        self._document = None

    def followed(self, pointer: str) -> Callable[[], str | None]:
        """Tells later where the field or cell of now stands by then; None where that is not known."""
        since = len(self._moves)

        def now() -> str | None:
            moves = [move for move in self._moves[since:] if move is not None]
            unknown = len(moves) < len(self._moves) - since
            return None if unknown and len(split_pointer(pointer)) > 1 else follow(pointer, moves)

        return now

    def know_unkept(self) -> None:
        """What was typed is on the screen only."""
        if self._document is not None:
            self._document = replace(self._document, kept_at=None)
            self._changed(self._document)

    def settle(self, document: ReviewDocument) -> bool:
        """The same document as it is now in the store; False where another one is on screen."""
        now = self._document
        if now is None or document.row.id != now.row.id:
            return False
        moved_on = document.row.version != now.row.version or document.plan != now.plan
        if moved_on or document.edits != now.edits:
            self._forget_steps()
            self._unfit = {}
        self._document = document
        self._changed(document)
        return True

    def settle_saved(self, after: ReviewDocument) -> bool:
        """Undo goes on across a save: earlier values become changes of what is saved by then."""
        undo = list(self._undo)
        settled = self.settle(after)
        if settled:
            self._undo = undo
        return settled

    # -- what a person does

    def set_value(self, pointer: str, text: str, *, printed: bool = False) -> None:
        """What a person typed into a field or cell; a `printed` one is taken from the page, and read as
        the document writes. Raises `ValueProblem` for a text that can't be its value; the field then has
        the value that it had before it was typed in."""
        document = self.unconfirmed
        if document is None:
            return
        if self._work.busy:
            _parsed(document, pointer, text, printed=printed)
            self._afterwards(lambda: self.set_value(pointer, text, printed=printed))
            return
        try:
            value = _parsed(document, pointer, text, printed=printed)
        except ValueProblem:
            self.cancel_typing(pointer)
            raise
        if value != value_at(document.data, pointer):
            self._apply(pointer, [Edit(path=pointer, value=value)])
        elif pointer in self._unfit:
            self._put_unfit({name: text for name, text in self._unfit.items() if name != pointer})

    def cancel_typing(self, pointer: str) -> None:
        """Put back what stood in a field or cell before it was typed in, as if nothing had been."""
        if self._typing == pointer and self._undo:
            self._restore(self._undo.pop())

    def keep_unfit(self, pointer: str, text: str, problem: str) -> None:
        """Let a text stand in a cell though it can't be its value; that is a step of undo."""
        document = self.unconfirmed
        if document is not None and self._unfit.get(pointer) != Unfit(text, problem):
            self._undo.append(self._step(document))
            self._redo.clear()
            self._put_unfit({**self._unfit, pointer: Unfit(text, problem)})

    def use(self, pointer: str, value: JsonValue) -> None:
        """Put a stored value (another reading, a suggestion) into a field."""
        self._change(lambda _document: [Edit(path=pointer, value=value)])

    def add_row(self, table: str, at: int) -> None:
        """An empty row before row `at` (from 0); at the end if there is no such row."""
        self._change(lambda document: item_edits.added_row(document, table, at))

    def duplicate_rows(self, table: str, rows: Iterable[int]) -> None:
        """Copies of rows that stand together, below them."""
        self._change(lambda document: item_edits.duplicated_rows(document, table, rows))

    def remove_rows(self, table: str, rows: Iterable[int]) -> None:
        self._change(lambda document: item_edits.removed_rows(document, table, rows))

    def move_rows(self, table: str, rows: Iterable[int], to: int) -> None:
        """Rows that stand together, so that the first of them is row `to` afterwards."""
        self._change(lambda document: item_edits.moved_rows(document, table, rows, to))

    def fill_down(self, table: str, rows: Iterable[int], columns: Sequence[str]) -> None:
        """The first row's values into the others; into a single row those of the one above it."""
        self._change(lambda document: item_edits.filled_down(document, table, rows, columns))

    def paste(self, table: str, row: int, columns: Sequence[str], block: Block) -> Pasted | None:
        """Put a block of cells in as one step of undo; see `item_edits.pasted`. None where nothing can be
        changed now."""
        document = self.editable
        if document is None:
            return None
        made = item_edits.pasted(document, table, row, columns, block)
        if not made.edits and not made.unfit:
            return made
        before = self._step(document)
        taken = {edit.path for edit in made.edits}
        kept = {pointer: text for pointer, text in self._unfit.items() if pointer not in taken}
        self._unfit = {**kept, **made.unfit}
        if not made.edits:
            self._changed(document)
        elif not self._replace((*document.edits, *made.edits)):
            self._unfit = dict(before.unfit)
            return None
        self._undo.append(before)
        self._redo.clear()
        return made

    # -- undo

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def end_typing(self) -> None:
        """What is typed next is a new step of undo."""
        self._typing = ""

    def undo(self) -> None:
        if self._undo and (document := self.editable) is not None:
            self._redo.append(self._step(document))
            self._restore(self._undo.pop())

    def redo(self) -> None:
        """Do the undone change again."""
        if self._redo and (document := self.editable) is not None:
            self._undo.append(self._step(document))
            self._restore(self._redo.pop())

    # -- within

    def _change(self, edits: Callable[[ReviewDocument], list[Edit]]) -> None:
        """One step of undo; waits for work that is under way."""
        document = self.unconfirmed
        if document is None:
            return
        if self._work.busy:
            self._afterwards(lambda: self._change(edits))
        elif changes := edits(document):
            self._apply("", changes)

    def _afterwards(self, action: Callable[[], None]) -> None:
        here = self._document.row.id if self._document else None

        def act() -> None:
            if self._document is not None and self._document.row.id == here:
                action()

        self._work.afterwards(act)

    def _apply(self, typing: str, edits: list[Edit]) -> None:
        document = self._document
        if document is None:
            return
        before = self._step(document)
        edited = {edit.path for edit in edits}
        unfit = {
            moved: text
            for pointer, text in self._unfit.items()
            if pointer not in edited and (moved := follow(pointer, edits)) is not None
        }
        self._unfit = unfit
        if typing and typing == self._typing and before.edits and before.edits[-1].path == typing:
            # Still the same field: the last edit is replaced, the step of undo stays.
            self._replace((*before.edits[:-1], *edits))
        elif self._replace((*before.edits, *edits)):
            self._undo.append(before)
            self._moves += [edit for edit in edits if edit.op is not EditOperation.REPLACE]
        else:
            self._unfit = dict(before.unfit)
        self._redo.clear()
        self._typing = typing

    def _step(self, document: ReviewDocument) -> _Step:
        return _Step(document.edits, self._unfit, document.saved_data)

    def _restore(self, step: _Step) -> None:
        document = self._document
        if document is None:
            return
        self._unfit = dict(step.unfit)
        edits = _as_changes(step, document.saved_data)
        if document.edits == edits:
            self._typing = ""
            self._changed(document)
        else:
            if _moves_rows(document.edits, edits):
                self._moves.append(None)
            self._replace(edits)

    def _put_unfit(self, unfit: dict[str, Unfit]) -> None:
        self._unfit = unfit
        if self._document is not None:
            self._changed(self._document)

    def _replace(self, edits: tuple[Edit, ...]) -> bool:
        document = self._document
        if document is None:
            return False
        try:
            self._document = self._draft(document, edits)
        except IngestError as error:
            self._failed(error)
            return False
        self._typing = ""
        self._changed(self._document)
        return True

    def _forget_steps(self) -> None:
        self._undo.clear()
        self._redo.clear()


def read_only(document: ReviewDocument) -> bool:
    """Whether nothing can be changed now: it is confirmed, still being read, or could not be read."""
    return document.confirmed or document.row.in_work or document.row.error is not None


def _parsed(document: ReviewDocument, pointer: str, text: str, *, printed: bool = False) -> JsonValue:
    """A typed or printed text as its field or cell stores it. Raises `ValueProblem`."""
    spec = spec_of(document, pointer)
    if spec is None:
        return text.strip() or None
    way = writing_of(document)
    return parse_typed(spec, text, way.on_page() if printed else way)


def _moves_rows(before: Sequence[Edit], after: Sequence[Edit]) -> bool:
    """Whether going from some edits to others can give a row another number."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    return any(edit.op is not EditOperation.REPLACE for edit in (*before[same:], *after[same:]))


def _as_changes(step: _Step, saved: Mapping[str, JsonValue]) -> tuple[Edit, ...]:
    """What the document said at a step, as changes of what is saved now."""
    if step.saved == saved:
        return step.edits
    data, _ = apply_edits(step.saved, {}, step.edits)
    return edits_between(saved, {name: data.get(name) for name in saved})
