"""The document under review: what is on screen, what was edited, what comes next. No widget."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from pydantic import JsonValue
from PySide6.QtCore import QObject, Signal

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.edits import apply_edits, join_pointer, split_pointer, value_at
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.flows.review import Conflict, ReviewDocument, ReviewFlow, ReviewQueue
from ingestio_desktop.presenters.values import ValueProblem, parsed
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.pages import PageImage, Word

Result = TypeVar("Result")

_POINTS_PER_INCH: Final = 72.0
_DEFAULT_DPI: Final = 110.0
_THUMBNAIL_DPI: Final = 18.0
TO_CHECK: Final = frozenset({FieldState.NEEDS_LOOK, FieldState.RULE_FAILED})
"""States that Enter stops at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands in the queue: `position` from 1."""

    position: int
    total: int
    has_previous: bool
    has_next: bool


class ReviewPresenter(QObject):
    """Holds the document's state; the window shows it and tells it what a person did.

    Edits are tuples of JSON Patch operations since the last save; undo and redo move between
    earlier tuples. Typing in one field is one step of undo.
    """

    document_shown = Signal(object)
    """A `ReviewDocument`, another one than before: rebuild the screen."""
    document_changed = Signal(object)
    """The same document with other values, states or findings."""
    page_ready = Signal(int, object, float)
    """Page number from 1, its `PageImage`, pixels per point."""
    page_failed = Signal(int, object)
    thumbnail_ready = Signal(int, object)
    """Page number from 1 and its small `PageImage`."""
    focus_wanted = Signal(str)
    """Move the focus to the field at this JSON Pointer."""
    queue_ended = Signal(object)
    failed = Signal(object)
    """An `IngestError` that the person should read."""
    busy_changed = Signal(bool)
    conflict_found = Signal(object)
    closed = Signal()
    """The document is gone and there is no other one to show."""

    def __init__(self, flow: ReviewFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._queue = ReviewQueue("", ())
        self._document: ReviewDocument | None = None
        self._wanted: UUID | None = None
        self._undo: list[tuple[Edit, ...]] = []
        self._redo: list[tuple[Edit, ...]] = []
        self._typing = ""
        self._busy = False
        self._later: list[Callable[[], None]] = []
        """What a person did while a save was under way: done when it has ended."""
        self._reloading = self._reload_again = False
        self._told: Conflict | None = None
        self._dpi = _DEFAULT_DPI
        bridge.listen(flow.changed, self, self._sync_changed)

    # -- what is on screen

    @property
    def document(self) -> ReviewDocument | None:
        return self._document

    @property
    def queue(self) -> ReviewQueue:
        return self._queue

    @property
    def place(self) -> Place:
        """Position 0 of 0 where nothing is shown."""
        here = self._document.row.id if self._document else self._wanted
        position = self._queue.position(here) if here else None
        if here is None or position is None:
            return Place(0, len(self._queue.ids), False, False)
        return Place(
            position + 1,
            len(self._queue.ids),
            self._queue.previous(here) is not None,
            self._queue.next(here) is not None,
        )

    @property
    def busy(self) -> bool:
        """Saving or confirming; the buttons wait."""
        return self._busy

    @property
    def pixels_per_point(self) -> float:
        """The resolution in which pages are asked for and drawn ahead."""
        return self._dpi / _POINTS_PER_INCH

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def open(self, queue: ReviewQueue, document_id: UUID) -> None:
        """Show a document of a queue."""
        self._queue = queue
        self._show(document_id)

    def next(self) -> None:
        """The next document of the queue; at its end the summary."""
        here = self._here()
        following = self._queue.next(here) if here else None
        if following is not None:
            self._show(following)
        elif here is not None:
            self._bridge.deliver(
                self._flow.summary(self._queue), self, self.queue_ended.emit, self.failed.emit
            )

    def previous(self) -> None:
        here = self._here()
        before = self._queue.previous(here) if here else None
        if before is not None:
            self._show(before)

    def request_thumbnail(self, number: int) -> None:
        """Ask for a small picture of a page; it comes by `thumbnail_ready`, or not at all."""
        document = self._document
        if document is None:
            return
        wanted = document.row.id

        def done(image: PageImage) -> None:
            if self._document is not None and self._document.row.id == wanted:
                self.thumbnail_ready.emit(number, image)

        # A page that can't be drawn says so in its own place.
        self._bridge.deliver(self._flow.page(wanted, number, _THUMBNAIL_DPI), self, done, lambda _error: None)

    def request_page(self, number: int, pixels_per_point: float) -> None:
        """Ask for a page's picture; it comes by `page_ready`."""
        document = self._document
        if document is None:
            return
        wanted = document.row.id

        def done(image: PageImage) -> None:
            if self._document is not None and self._document.row.id == wanted:
                self.page_ready.emit(number, image, pixels_per_point)

        def failed(error: IngestError) -> None:
            if self._document is not None and self._document.row.id == wanted:
                self.page_failed.emit(number, error)

        # Neighbours are drawn ahead in the resolution of this page, so that theirs fits at once.
        self._dpi = pixels_per_point * _POINTS_PER_INCH
        self._bridge.deliver(self._flow.page(wanted, number, self._dpi), self, done, failed)

    # -- editing

    def set_value(self, pointer: str, text: str) -> None:
        """What a person typed into a field or cell. Raises `ValueProblem` for a text that can't be
        its value; the field then has the value that it had before it was typed in."""
        document = self._unconfirmed()
        if document is None:
            return
        if self._busy:
            parsed(text, self._type_of(pointer))
            self._after_busy(lambda: self.set_value(pointer, text))
            return
        try:
            value = parsed(text, self._type_of(pointer))
        except ValueProblem:
            if self._typing == pointer and self._undo:
                self._replace(self._undo.pop())
            raise
        if value != value_at(document.data, pointer):
            self._apply(pointer, [Edit(path=pointer, value=value)])

    def set_values(self, texts: Mapping[str, str]) -> None:
        """Put several texts, such as a pasted block, into their fields as one step of undo. Raises
        `ValueProblem` for the first one that can't be a value; then nothing is changed."""
        edits = [
            Edit(path=pointer, value=parsed(text, self._type_of(pointer))) for pointer, text in texts.items()
        ]
        self._change(
            lambda document: [edit for edit in edits if edit.value != value_at(document.data, edit.path)]
        )

    def use(self, pointer: str, value: JsonValue) -> None:
        """Put a stored value (another reading, a suggestion) into a field."""
        self._change(lambda _document: [Edit(path=pointer, value=value)])

    def fill_from_page(self, pointer: str, page: int, x: float, y: float) -> None:
        """Put the word at a spot of a page into a field, where the page has a text layer."""
        document = self._unconfirmed()
        if document is None:
            return
        here = document.row.id

        def done(words: tuple[Word, ...]) -> None:
            for word in words:
                x0, y0, x1, y1 = word.box
                if x0 <= x <= x1 and y0 <= y <= y1:
                    self._fill(here, pointer, word.text)
                    return

        self._bridge.deliver(self._flow.words(document.row.id, page), self, done, self.failed.emit)

    def fill_from_area(self, pointer: str, page: int, box: tuple[float, float, float, float]) -> None:
        """Put the text inside a box of a page into a field."""
        document = self._unconfirmed()
        if document is not None:
            here = document.row.id
            future = self._flow.text_in(here, page, box)
            self._bridge.deliver(future, self, lambda text: self._fill(here, pointer, text), self.failed.emit)

    def add_row(self, table: str, at: int) -> None:
        """An empty row before row `at` (from 0); at the end if there is no such row."""

        def edits(document: ReviewDocument) -> list[Edit]:
            cells: dict[str, JsonValue] = {column.name: None for column in self._columns(table)}
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

    def end_typing(self) -> None:
        """The focus left the field: what is typed next is a new step of undo."""
        self._typing = ""

    def undo(self) -> None:
        if self._undo and (document := self._editable()) is not None:
            self._redo.append(document.edits)
            self._replace(self._undo.pop())

    def redo_edit(self) -> None:
        """Do the undone change again."""
        if self._redo and (document := self._editable()) is not None:
            self._undo.append(document.edits)
            self._replace(self._redo.pop())

    # -- save, confirm, redo, delete

    def save(self) -> None:
        """Nothing where nothing changed."""
        document = self._editable()
        if document is not None and document.edited:
            self._work(lambda: self._flow.save(document), lambda after: self._saved(document, after))

    def reset(self) -> None:
        """Throw the unsaved changes away; the window has asked before."""
        document = self._editable()
        if document is not None and document.edited:
            self._work(lambda: self._flow.reset(document), self._settled)

    def confirm_and_next(self) -> None:
        """Save what is unsaved, confirm, and go to the next document."""
        document = self._editable()
        if document is None or document.row.in_work:
            return
        if document.conflict is not None:
            self.conflict_found.emit(document.conflict)
            return

        def confirmed(after: ReviewDocument) -> None:
            self._later.clear()
            self._settled(after)
            if self._wanted == after.row.id:
                self.next()

        self._work(lambda: self._flow.confirm(document), confirmed)

    def unconfirm(self) -> None:
        document = self._document
        if document is not None and document.confirmed and not self._busy:
            self._work(lambda: self._flow.unconfirm(document), self._settled)

    def redo(self) -> None:
        """Extract again; not while the document is queued or in work."""
        document = self._document
        if document is not None and not document.row.in_work and not self._busy:
            self._work(lambda: self._flow.redo(document.row.id), lambda _done: self._reload())

    def delete(self) -> None:
        """The window has asked before. The next document of the queue comes, else the one before."""
        document = self._document
        if document is None or self._busy:
            return
        here = document.row.id
        self._work(lambda: self._flow.delete(here), lambda _done: self._leave_out(here))

    def settle(self, mine: frozenset[str]) -> None:
        """End the conflict on screen: keep the person's values at these paths."""
        document = self._document
        if document is not None and document.conflict is not None and not self._busy:
            self._work(lambda: self._flow.settle(document, mine), self._settled)

    # -- fields to check

    def pointers(self) -> tuple[str, ...]:
        """All fields and cells in the order of the plan."""
        document = self._document
        if document is None:
            return ()
        pointers: list[str] = []
        for field in document.plan.fields:
            if field.type is not FieldType.TABLE:
                pointers.append(join_pointer(field.name))
                continue
            rows = value_at(document.data, join_pointer(field.name))
            for row in range(len(rows) if isinstance(rows, list) else 0):
                pointers += [join_pointer(field.name, row, column.name) for column in field.columns]
        return tuple(pointers)

    def state(self, pointer: str) -> FieldState | None:
        """None for a cell that has no state."""
        document = self._document
        review = document.reviews.get(pointer) if document else None
        return review.state if review else None

    def next_to_check(self, pointer: str) -> bool:
        """Focus the next field that needs a look; False where there is none after this one."""
        return self._focus_among(pointer, self.pointers())

    def previous_to_check(self, pointer: str) -> bool:
        return self._focus_among(pointer, tuple(reversed(self.pointers())))

    def next_of_state(self, pointer: str, state: FieldState) -> None:
        """Focus the next field of a state, from the top again after the last one."""
        pointers = self.pointers()
        start = pointers.index(pointer) + 1 if pointer in pointers else 0
        for candidate in (*pointers[start:], *pointers[:start]):
            if self.state(candidate) is state:
                self.focus_wanted.emit(candidate)
                return

    def count(self, state: FieldState) -> int:
        """How many fields and cells are in a state. An empty cell counts as no value not found: a
        table has a column as soon as one row has it."""
        document = self._document
        return sum(
            review.state is state and not (state is FieldState.NOT_FOUND and pointer.count("/") > 1)
            for pointer, review in (document.reviews if document else {}).items()
        )

    # -- within

    def _here(self) -> UUID | None:
        """Where one is going, so that a held key goes on while a document is still being loaded."""
        return self._wanted

    def _editable(self) -> ReviewDocument | None:
        return None if self._busy else self._unconfirmed()

    def _unconfirmed(self) -> ReviewDocument | None:
        document = self._document
        return None if document is None or read_only(document) else document

    def _change(self, edits: Callable[[ReviewDocument], list[Edit]]) -> None:
        """One step of undo; waits for a save that is under way."""
        document = self._unconfirmed()
        if document is None:
            return
        if self._busy:
            self._after_busy(lambda: self._change(edits))
        elif changes := edits(document):
            self._apply("", changes)

    def _after_busy(self, action: Callable[[], None]) -> None:
        here = self._document.row.id if self._document else None

        def act() -> None:
            if self._document is not None and self._document.row.id == here:
                action()

        self._later.append(act)

    def _show(self, document_id: UUID) -> None:
        self._wanted = document_id
        self._typing = ""
        loaded = self._flow.loaded(document_id)
        if loaded is not None:
            self._present(loaded)
        else:
            self._bridge.deliver(
                self._flow.load(document_id),
                self,
                self._loaded,
                lambda error: self._load_failed(document_id, error),
            )

    def _loaded(self, document: ReviewDocument) -> None:
        if document.row.id == self._wanted:
            self._present(document)

    def _load_failed(self, document_id: UUID, error: IngestError) -> None:
        self.failed.emit(error)
        if error.code == "document_gone":
            self._leave_out(document_id)
        elif self._wanted == document_id and self._document is not None:
            self._wanted = self._document.row.id

    def _leave_out(self, document_id: UUID) -> None:
        """A document is gone. If it was the one on screen, the next one comes, else the one before."""
        following = self._queue.next(document_id) or self._queue.previous(document_id)
        ids = tuple(other for other in self._queue.ids if other != document_id)
        self._queue = ReviewQueue(self._queue.title, ids)
        if self._wanted != document_id:
            return
        if following is None:
            self._document = self._wanted = None
            self.closed.emit()
        else:
            self._show(following)

    def _present(self, document: ReviewDocument) -> None:
        self._document = document
        self._wanted = document.row.id
        self._undo.clear()
        self._redo.clear()
        if document.page_sizes:
            # Asked for before the screen is painted, so that a page drawn ahead is there with it.
            self.request_page(1, self.pixels_per_point)
        self.document_shown.emit(document)
        self._tell_conflict(document.conflict)
        self._flow.prefetch(self._queue, document.row.id, self._dpi)

    def _reload(self) -> None:
        document = self._document
        if document is None:
            return
        if self._reloading:
            self._reload_again = True
            return
        here = document.row.id
        self._reloading, self._reload_again = True, False

        def loaded(after: ReviewDocument) -> None:
            self._reloading = False
            now = self._document
            same = now is not None and now.row.id == here
            if now is not None and same and not self._busy and now.edits == after.edits:
                self._settled(after)
            elif now is not None and same and not self._busy and not now.edited:
                self._reload_again = True
            # Else it was typed into while it was read: what was typed is newer.
            if self._reload_again:
                self._reload()

        def failed(error: IngestError) -> None:
            self._reloading = False
            self._load_failed(here, error)

        self._bridge.deliver(self._flow.load(here), self, loaded, failed)

    def _sync_changed(self, changed: Changed) -> None:
        # Values being typed are never replaced under the person's hands: the outbox will notice
        # that the versions differ and open the comparison.
        document = self._document
        if document is not None and document.row.id in changed.documents and not document.edited:
            self._reload()

    def _settled(self, document: ReviewDocument) -> None:
        if self._document is None or document.row.id != self._document.row.id:
            return
        moved_on = document.row.version != self._document.row.version or document.plan != self._document.plan
        if moved_on or document.edits != self._document.edits:
            self._undo.clear()
            self._redo.clear()
        self._document = document
        self.document_changed.emit(document)
        if document.conflict != self._told:
            # Only once: a person who decides later is not asked again at every change.
            self._tell_conflict(document.conflict)

    def _saved(self, before: ReviewDocument, after: ReviewDocument) -> None:
        """Undo goes on across a save: earlier values become changes of what is saved now."""
        here = self._document is not None and self._document.row.id == after.row.id
        undo = [_as_changes(before, edits, after) for edits in self._undo] if here else []
        self._settled(after)
        if here:
            self._undo = undo

    def _tell_conflict(self, conflict: Conflict | None) -> None:
        self._told = conflict
        if conflict is not None:
            self.conflict_found.emit(conflict)

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
            self._document = self._flow.draft(document, edits)
        except IngestError as error:
            self.failed.emit(error)
            return False
        self._typing = ""
        self.document_changed.emit(self._document)
        return True

    def _fill(self, document_id: UUID, pointer: str, text: str) -> None:
        if self._document is None or self._document.row.id != document_id:
            return
        self.end_typing()
        try:
            self.set_value(pointer, text)
        except ValueError as problem:
            self.failed.emit(IngestError("value_unfit", "That doesn't fit this field", str(problem)))
        self.focus_wanted.emit(pointer)

    def _work(self, start: Callable[[], "Future[Result]"], done: Callable[[Result], None]) -> None:
        self._set_busy(True)

        here = self._document.row.id if self._document else None

        def ended(result: Result) -> None:
            self._set_busy(False)
            done(result)
            self._catch_up()

        def failed(error: IngestError) -> None:
            self._set_busy(False)
            if error.code == "document_gone" and here is not None:
                self._load_failed(here, error)
            else:
                self.failed.emit(error)
            self._catch_up()

        self._bridge.deliver(start(), self, ended, failed)

    def _catch_up(self) -> None:
        waiting, self._later = self._later, []
        for action in waiting:
            action()

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)

    def _focus_among(self, pointer: str, order: tuple[str, ...]) -> bool:
        start = order.index(pointer) + 1 if pointer in order else 0
        for candidate in order[start:]:
            if self.state(candidate) in TO_CHECK:
                self.focus_wanted.emit(candidate)
                return True
        return False

    def _columns(self, table: str) -> tuple[FieldSpec, ...]:
        field = self._document.plan.get(table) if self._document else None
        return field.columns if field else ()

    def _type_of(self, pointer: str) -> FieldType:
        parts = split_pointer(pointer)
        field = self._document.plan.get(parts[0]) if self._document else None
        if field is None:
            return FieldType.TEXT
        if len(parts) == 3:
            return next((c.type for c in field.columns if c.name == parts[2]), FieldType.TEXT)
        return field.type


def read_only(document: ReviewDocument) -> bool:
    """Whether nothing can be changed now: it is confirmed, still being read, or could not be read."""
    return document.confirmed or document.row.in_work or document.row.error is not None


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
