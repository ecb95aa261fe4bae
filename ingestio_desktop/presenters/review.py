"""The document under review: what is on screen, what was edited, what comes next. No widget."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import Conflict, QueueSummary, ReviewDocument, ReviewFlow, ReviewQueue
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.late_checks import LateChecks
from ingestio_desktop.presenters.review_editing import ReviewEditing
from ingestio_desktop.presenters.review_edits import ReviewEdits
from ingestio_desktop.presenters.review_fields import spec_of
from ingestio_desktop.presenters.review_pages import ReviewPages
from ingestio_desktop.presenters.review_search import PageSearch
from ingestio_desktop.presenters.review_steps import ReviewSteps
from ingestio_desktop.presenters.review_work import ReviewWork
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.bridge import Bridge

Result = TypeVar("Result")

_PREFETCH_AFTER_MS: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands in the queue: `position` from 1. `to_review` when it holds what is to review."""

    position: int
    total: int
    has_previous: bool
    has_next: bool
    to_review: bool = False


class ReviewPresenter(ReviewEdits, ReviewSteps, QObject):
    """Goes through a queue of documents; the window shows what it says and tells it what a person
    did."""

    document_shown = Signal(object)
    """A `ReviewDocument`, another one than before: rebuild the screen."""
    document_changed = Signal(object)
    """The same document with other values, states or findings."""
    page_ready = Signal(int, object, float)
    """Page number from 1, its `PageImage`, pixels per point."""
    page_failed = Signal(int, object)
    reconnected = Signal()
    """The service is reached again: what could not be fetched may be there now."""
    part_ready = Signal(int, object, object, float)
    """Page number from 1, the area in points, its `PageImage`, pixels per point."""
    part_failed = Signal()
    words_ready = Signal(int, object)
    """Page number from 1 and its words in reading order."""
    words_failed = Signal(int)
    thumbnail_ready = Signal(int, object)
    """Page number from 1 and its small `PageImage`."""
    thumbnail_failed = Signal(int)
    focus_wanted = Signal(str)
    """Move the focus to the field at this JSON Pointer."""
    filled = Signal(str)
    """A field has its value from the page: what was being typed there goes."""
    queue_ended = Signal(object)
    failed = Signal(object)
    """An `IngestError` that the person should read."""
    reading_changed = Signal(bool)
    """Whether a word or an area of a page is being read for a field."""
    busy_changed = Signal(bool)
    conflict_found = Signal(object)
    file_found = Signal(object)
    """The path of the document's file."""
    closed = Signal()
    """The document is gone and there is no other one to show."""

    def __init__(self, flow: ReviewFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._queue = ReviewQueue("", ())
        self._wanted: UUID | None = None
        self._reloading = self._reload_again = False
        self._told: Conflict | None = None
        self._left: tuple[UUID, ...] = ()
        self._changed_here: set[UUID] = set()
        self._pages = ReviewPages(flow, bridge, self, self._on_screen)
        self._pages.reading = self.reading_changed.emit
        self.search = PageSearch(flow, bridge, self._on_screen, self)
        self._work = ReviewWork(bridge, self, self.busy_changed.emit)
        self._editing = ReviewEditing(flow.draft, self._work, self._edited, self.failed.emit)
        self._checks = LateChecks(flow, bridge, self._editing.take_checked, self.failed.emit, self)
        self._online = True
        bridge.listen(flow.changed, self, self._sync_changed)
        bridge.listen(flow.draft_failed, self, self._draft_failed)
        bridge.listen(flow.status_changed, self, self._status_changed)

    # -- what is on screen

    @property
    def queue(self) -> ReviewQueue:
        return self._queue

    @property
    def place(self) -> Place:
        """Position 0 of 0 where nothing is shown."""
        here = self._on_screen() or self._wanted
        position = self._queue.position(here) if here else None
        if here is None or position is None:
            return Place(0, len(self._queue.ids), False, False)
        return Place(
            position + 1,
            len(self._queue.ids),
            self._queue.previous(here) is not None,
            self._queue.next(here) is not None,
            self._queue.to_review,
        )

    @property
    def busy(self) -> bool:
        """Saving or confirming; the buttons wait."""
        return self._work.busy

    @property
    def pixels_per_point(self) -> float:
        """The resolution in which pages are asked for and drawn ahead."""
        return self._pages.pixels_per_point

    @property
    def can_undo(self) -> bool:
        return self._editing.can_undo

    @property
    def can_redo(self) -> bool:
        return self._editing.can_redo

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
            self._bridge.deliver(self._flow.summary(self._queue), self, self._tell_end, self.failed.emit)

    def review_rest(self) -> None:
        """Go once more through what is still to review of this queue."""
        if self._left:
            self.open(replace(self._queue, ids=self._left, to_review=True), self._left[0])

    def previous(self) -> None:
        here = self._here()
        before = self._queue.previous(here) if here else None
        if before is not None:
            self._show(before)

    def request_thumbnail(self, number: int) -> None:
        """Ask for a small picture of a page; it comes by `thumbnail_ready`."""
        self._pages.draw_small(
            number,
            lambda image: self.thumbnail_ready.emit(number, image),
            lambda _error: self.thumbnail_failed.emit(number),
        )

    def request_words(self, number: int) -> None:
        """Ask for the words of a page; they come by `words_ready`, or the page by `words_failed`."""
        self._pages.words(
            number,
            lambda words: self.words_ready.emit(number, words),
            lambda error: self._words_failed(number, error),
        )

    def request_page(self, number: int, pixels_per_point: float) -> None:
        """Ask for a page's picture; it comes by `page_ready`."""
        self._pages.draw(
            number,
            pixels_per_point,
            lambda image: self.page_ready.emit(number, image, pixels_per_point),
            lambda error: self.page_failed.emit(number, error),
        )

    def request_part(self, number: int, area: Box, pixels_per_point: float) -> None:
        """Ask for the picture of an area of a page; it comes by `part_ready`."""
        self._pages.draw_part(
            number,
            area,
            pixels_per_point,
            lambda image: self.part_ready.emit(number, area, image, pixels_per_point),
            lambda _error: self.part_failed.emit(),
        )

    # -- from the page

    def fill_from_page(self, pointer: str, page: int, x: float, y: float) -> None:
        """Put the word at a spot of a page into a field, or the whole number where it holds one, where the
        page has a text layer."""
        document = self._editing.unconfirmed
        if document is not None:
            spec = spec_of(document, pointer)
            numeric = spec is not None and spec.type in NUMERIC
            filling = self._filling(pointer)
            self._pages.word_at(page, x, y, filling, self.failed.emit, whole_number=numeric)

    def fill_from_area(self, pointer: str, page: int, box: Box) -> None:
        """Put the text inside a box of a page into a field."""
        if self._editing.unconfirmed is not None:
            self._pages.text_in(page, box, self._filling(pointer), self.failed.emit)

    # -- save, confirm, redo, delete

    def save(self) -> None:
        """Nothing where nothing changed."""
        document = self._editing.editable
        if document is not None and document.edited:
            self._do(lambda: self._flow.save(document), self._saved)

    def reset(self) -> None:
        """Throw the unsaved changes away; the window has asked before."""
        document = self._editing.editable
        if document is not None and document.edited:
            self._do(lambda: self._flow.reset(document), self._settled)

    def confirm_and_next(self) -> None:
        """Save what is unsaved, confirm, and go to the next document."""
        if self._work.busy and self._editing.unconfirmed is not None:
            here = self._on_screen()
            self._work.afterwards(lambda: self.confirm_and_next() if self._on_screen() == here else None)
            return
        document = self._editing.editable
        if document is None or document.row.in_work:
            return
        if document.conflict is not None:
            self.conflict_found.emit(document.conflict)
            return

        def confirmed(after: ReviewDocument) -> None:
            self._work.forget_waiting()
            following = self._queue.next(after.row.id) if self._wanted == after.row.id else None
            at_hand = following is not None and self._flow.loaded(following) is not None
            # What is left at once is not painted once more.
            if not at_hand or after.conflict is not None:
                self._settled(after)
            if self._wanted == after.row.id:
                self.next()

        self._do(lambda: self._flow.confirm(document), confirmed)

    def unconfirm(self) -> None:
        document = self.document
        if document is not None and document.confirmed and not self._work.busy:
            self._do(lambda: self._flow.unconfirm(document), self._settled)

    def redo(self) -> None:
        """Extract again; not while the document is queued or in work."""
        document = self.document
        if document is not None and not document.row.in_work and not self._work.busy:
            self._do(lambda: self._flow.redo(document.row.id), lambda _done: self._reload())

    def forget(self, pointer: str) -> None:
        """Let the supplier's next documents be read plainly here; this value stays."""
        document = self.document
        if document is not None and not self._work.busy:
            self._do(lambda: self._flow.forget(document, pointer), self._settled)

    def delete(self) -> None:
        """The window has asked before. The next document of the queue comes, else the one before."""
        document = self.document
        if document is None or self._work.busy:
            return
        here = document.row.id
        self._do(lambda: self._flow.delete(here), lambda _done: self._leave_out(here))

    def settle(self, mine: frozenset[str], theirs: frozenset[str] = frozenset()) -> None:
        """End the conflict on screen: keep the person's values at the paths in `mine`, and the service's at
        those in `theirs`."""
        document = self.document
        if document is not None and document.conflict is not None and not self._work.busy:
            self._do(lambda: self._flow.settle(document, mine, theirs), self._settled)

    def find_file(self) -> None:
        """Where the file of the document is; it comes by `file_found`."""
        here = self._on_screen()
        if here is not None:
            self._bridge.deliver(self._flow.file(here), self, self.file_found.emit, self.failed.emit)

    def delete_here(self) -> None:
        """Let the document on screen go, which the service has deleted, with what was changed in it."""
        self._gone(self._flow.delete_here)

    def keep_as_new(self) -> None:
        """Keep what was changed in it as a new document, which is read again."""
        self._gone(self._flow.keep_as_new)

    def _gone(self, start: Callable[[UUID], "Future[Result]"]) -> None:
        here = self._on_screen()
        if here is not None and not self._work.busy:
            self._do(lambda: start(here), lambda _done: self._leave_out(here))

    # -- within

    def _edited(self, document: ReviewDocument) -> None:
        if document.edited:
            self._changed_here.add(document.row.id)
        self.document_changed.emit(document)
        if not document.checked:
            self._checks.want(document)

    def _draft_failed(self, error: IngestError) -> None:
        self._editing.know_unkept()
        self.failed.emit(error)

    def _tell_end(self, summary: QueueSummary) -> None:
        self._left = summary.left
        edited = sum(document_id in self._changed_here for document_id in self._queue.ids)
        self.queue_ended.emit(replace(summary, edited=edited))

    def _here(self) -> UUID | None:
        """Where one is going, so that a held key goes on while a document is still being loaded."""
        return self._wanted

    def _on_screen(self) -> UUID | None:
        return self.document.row.id if self.document else None

    def _show(self, document_id: UUID) -> None:
        self._wanted = document_id
        self._editing.end_typing()
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
        elif self._wanted == document_id and self.document is not None:
            self._wanted = self.document.row.id

    def _leave_out(self, document_id: UUID) -> None:
        """A document is gone. If it was the one on screen, the next one comes, else the one before."""
        following = self._queue.next(document_id) or self._queue.previous(document_id)
        ids = tuple(other for other in self._queue.ids if other != document_id)
        self._queue = replace(self._queue, ids=ids)
        if self._wanted != document_id:
            return
        if following is None:
            self._editing.close()
            self._wanted = None
            self.closed.emit()
        else:
            self._show(following)

    def _present(self, document: ReviewDocument) -> None:
        self._editing.show(document)
        self._wanted = document.row.id
        self.search.clear()
        if document.page_sizes:
            # Asked for before the screen is painted, so that a page drawn ahead is there with it.
            self.request_page(1, self.pixels_per_point)
        self.document_shown.emit(document)
        self._tell_conflict(document.conflict)
        # After the painting, which would else compete with it for the interpreter.
        QTimer.singleShot(_PREFETCH_AFTER_MS, self, lambda: self._prefetch(document.row.id))

    def _prefetch(self, document_id: UUID) -> None:
        if self.document is not None and self.document.row.id == document_id:
            self._flow.prefetch(self._queue, document_id, self._pages.dpi)

    def _reload(self) -> None:
        document = self.document
        if document is None:
            return
        if self._reloading:
            self._reload_again = True
            return
        here = document.row.id
        self._reloading, self._reload_again = True, False

        def loaded(after: ReviewDocument) -> None:
            self._reloading = False
            now = self.document
            same = now is not None and now.row.id == here
            if now is not None and same and not self._work.busy and now.edits == after.edits:
                self._settled(after)
            elif now is not None and same and not self._work.busy and not now.edited:
                self._reload_again = True
            # Else it was typed into while it was read: what was typed is newer.
            if self._reload_again:
                self._reload()

        def failed(error: IngestError) -> None:
            self._reloading = False
            self._load_failed(here, error)

        self._bridge.deliver(self._flow.load(here), self, loaded, failed)

    def _status_changed(self, status: SyncStatus) -> None:
        online = status.link is Link.ONLINE
        if online and not self._online:
            self.reconnected.emit()
        self._online = online

    def _sync_changed(self, changed: Changed) -> None:
        # Values being typed are never replaced under the person's hands: the outbox will notice
        # that the versions differ and open the comparison.
        document = self.document
        if document is not None and document.row.id in changed.documents and not document.edited:
            self._reload()

    def _settled(self, document: ReviewDocument) -> None:
        if self._editing.settle(document):
            self._tell_new_conflict(document.conflict)

    def _saved(self, document: ReviewDocument) -> None:
        if self._editing.settle_saved(document):
            self._tell_new_conflict(document.conflict)

    def _tell_new_conflict(self, conflict: Conflict | None) -> None:
        # Only once: a person who decides later is not asked again at every change.
        if conflict != self._told:
            self._tell_conflict(conflict)

    def _tell_conflict(self, conflict: Conflict | None) -> None:
        self._told = conflict
        if conflict is not None:
            self.conflict_found.emit(conflict)

    def _words_failed(self, number: int, error: IngestError) -> None:
        self.words_failed.emit(number)
        self.failed.emit(error)

    def _filling(self, pointer: str) -> Callable[[str], None]:
        """Takes what was read for a field, be it in another row by then; nothing where the row is gone."""
        now = self._editing.followed(pointer)

        def fill(text: str) -> None:
            there = now()
            if there is not None:
                self._fill(there, text)

        return fill

    def _fill(self, pointer: str, text: str) -> None:
        self.end_typing()
        try:
            self._editing.set_value(pointer, text, printed=True)
        except ValueError as problem:
            self.failed.emit(IngestError("value_unfit", tr("That doesn't fit this field"), str(problem)))
        else:
            self.filled.emit(pointer)
        self.focus_wanted.emit(pointer)

    def _do(self, start: Callable[[], "Future[Result]"], done: Callable[[Result], None]) -> None:
        here = self._on_screen()

        def failed(error: IngestError) -> None:
            if error.code == "document_gone" and here is not None:
                self._load_failed(here, error)
            else:
                self.failed.emit(error)

        self._work.run(start, done, failed)
