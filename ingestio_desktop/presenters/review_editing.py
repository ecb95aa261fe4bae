"""The document on screen and what a person changes in it, with undo."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.edits import apply_edits, join_pointer, split_pointer, value_at
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldSpec
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.review_fields import writing_of
from ingestio_desktop.presenters.review_work import ReviewWork
from ingestio_desktop.presenters.values import ValueProblem, parse_typed

Draft: TypeAlias = Callable[[ReviewDocument, tuple[Edit, ...]], ReviewDocument]
"""Puts edits onto what is saved of a document. Raises `IngestError` for edits that don't fit."""


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
        self._undo: list[tuple[Edit, ...]] = []
        self._redo: list[tuple[Edit, ...]] = []
        self._typing = ""

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

    def show(self, document: ReviewDocument) -> None:
        """Another document, with nothing to undo."""
        self._document = document
        self._forget_steps()

    def close(self) -> None:
        self._document = None

    def settle(self, document: ReviewDocument) -> bool:
        """The same document as it is now in the store; False where another one is on screen."""
        now = self._document
        if now is None or document.row.id != now.row.id:
            return False
        moved_on = document.row.version != now.row.version or document.plan != now.plan
        if moved_on or document.edits != now.edits:
            self._forget_steps()
        self._document = document
        self._changed(document)
        return True

    def settle_saved(self, before: ReviewDocument, after: ReviewDocument) -> bool:
        """Undo goes on across a save: earlier values become changes of what is saved now."""
        here = self._document is not None and self._document.row.id == after.row.id
        undo = [_as_changes(before, edits, after) for edits in self._undo] if here else []
        settled = self.settle(after)
        if settled:
            self._undo = undo
        return settled

    # -- what a person does

    def set_value(self, pointer: str, text: str) -> None:
        """What a person typed into a field or cell. Raises `ValueProblem` for a text that can't be
        its value; the field then has the value that it had before it was typed in."""
        document = self.unconfirmed
        if document is None:
            return
        if self._work.busy:
            _parsed(document, pointer, text)
            self._afterwards(lambda: self.set_value(pointer, text))
            return
        try:
            value = _parsed(document, pointer, text)
        except ValueProblem:
            if self._typing == pointer and self._undo:
                self._replace(self._undo.pop())
            raise
        if value != value_at(document.data, pointer):
            self._apply(pointer, [Edit(path=pointer, value=value)])

    def set_values(self, texts: Mapping[str, str]) -> None:
        """Put several texts, such as a pasted block, into their fields as one step of undo. Raises
        `ValueProblem` for the first one that can't be a value; then nothing is changed."""
        here = self._document
        if here is None:
            return
        edits = [Edit(path=pointer, value=_parsed(here, pointer, text)) for pointer, text in texts.items()]
        self._change(
            lambda document: [edit for edit in edits if edit.value != value_at(document.data, edit.path)]
        )

    def use(self, pointer: str, value: JsonValue) -> None:
        """Put a stored value (another reading, a suggestion) into a field."""
        self._change(lambda _document: [Edit(path=pointer, value=value)])

    def add_row(self, table: str, at: int) -> None:
        """An empty row before row `at` (from 0); at the end if there is no such row."""

        def edits(document: ReviewDocument) -> list[Edit]:
            cells: dict[str, JsonValue] = {column.name: None for column in _columns(document, table)}
            place = "-" if at >= _row_count(document, table) else str(at)
            return [Edit(op=EditOperation.ADD, path=join_pointer(table, place), value=cells)]

        self._change(edits)

    def duplicate_row(self, table: str, at: int) -> None:
        def edits(document: ReviewDocument) -> list[Edit]:
            row = value_at(document.data, join_pointer(table, at))
            if not isinstance(row, dict):
                return []
            return [Edit(op=EditOperation.ADD, path=join_pointer(table, at + 1), value=row)]

        self._change(edits)

    def remove_rows(self, table: str, rows: Iterable[int]) -> None:
        chosen = sorted(set(rows), reverse=True)
        self._change(
            lambda document: [
                Edit(op=EditOperation.REMOVE, path=join_pointer(table, row))
                for row in chosen
                if row < _row_count(document, table)
            ]
        )

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
            self._redo.append(document.edits)
            self._replace(self._undo.pop())

    def redo(self) -> None:
        """Do the undone change again."""
        if self._redo and (document := self.editable) is not None:
            self._undo.append(document.edits)
            self._replace(self._redo.pop())

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
        before = document.edits
        if typing and typing == self._typing and before and before[-1].path == typing:
            # Still the same field: the last edit is replaced, the step of undo stays.
            self._replace((*before[:-1], *edits))
        else:
            if self._replace((*before, *edits)):
                self._undo.append(before)
        self._redo.clear()
        self._typing = typing

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


def _parsed(document: ReviewDocument, pointer: str, text: str) -> JsonValue:
    """A typed text as its field or cell stores it. Raises `ValueProblem`."""
    parts = split_pointer(pointer)
    spec = document.plan.get(parts[0])
    if spec is not None and len(parts) == 3:
        spec = next((column for column in spec.columns if column.name == parts[2]), None)
    if spec is None:
        return text.strip() or None
    return parse_typed(spec, text, writing_of(document))


def _columns(document: ReviewDocument, table: str) -> tuple[FieldSpec, ...]:
    field = document.plan.get(table)
    return field.columns if field else ()


def _row_count(document: ReviewDocument, table: str) -> int:
    rows = value_at(document.data, join_pointer(table))
    return len(rows) if isinstance(rows, list) else 0


def _as_changes(before: ReviewDocument, edits: tuple[Edit, ...], after: ReviewDocument) -> tuple[Edit, ...]:
    """The data of `before` with `edits`, as changes of whole fields of what `after` has saved."""
    data, _ = apply_edits(before.saved_data, before.saved_evidence, edits)
    return tuple(
        Edit(path=join_pointer(name), value=data.get(name))
        for name in after.saved_data
        if data.get(name) != after.saved_data.get(name)
    )
