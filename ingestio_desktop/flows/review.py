"""Review documents one after the other: load, draft, save, confirm, settle conflicts, see the pages."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.batches import DocumentQuery
from ingestio_desktop.flows.files import DocumentFiles, LocalFile
from ingestio_desktop.flows.reviewing import (
    Conflict,
    QueueSummary,
    ReviewDocument,
    ReviewQueue,
    bring_draft_up,
    draft_is_behind,
    keep_as_new,
    keep_draft,
    load_document,
    queue_summary,
    save_edits,
    settle_conflict,
    with_edits,
    with_last_edit,
)
from ingestio_desktop.flows.words import PageTexts
from ingestio_desktop.futures import chain, done
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import batches, held, library, queries
from ingestio_desktop.store.conflicts import FieldConflict
from ingestio_desktop.store.database import Reader, Store, Unit
from ingestio_desktop.store.outbox import add_event
from ingestio_desktop.store.rows import Changed, DocumentTab, EventKind
from ingestio_desktop.store.server import forget_documents
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import SyncStatus
from ingestio_desktop.workers.pages import Found, PageImage, Word
from ingestio_desktop.workers.renderer import Renderer

__all__ = [
    "Conflict",
    "FieldConflict",
    "QueueSummary",
    "ReviewDocument",
    "ReviewFlow",
    "ReviewQueue",
]

_DOCUMENTS_KEPT: Final = 16


class ReviewFlow:
    """`changed` names documents that sync changed meanwhile; load them again. `status_changed` tells whether
    the service is reached."""

    def __init__(self, store: Store, files: DocumentFiles, renderer: Renderer, sync: SyncControl) -> None:
        self.changed: Notifier[Changed] = store.changed
        self.draft_failed: Notifier[IngestError] = Notifier()
        """Told why what was typed could not be kept, in the store's thread."""
        self.status_changed: Notifier[SyncStatus] = sync.status_changed
        self._store = store
        self._files = files
        self._renderer = renderer
        self._texts = PageTexts(files, renderer, sync)
        self._lock = threading.Lock()
        self._kept: OrderedDict[UUID, ReviewDocument] = OrderedDict()
        self._generations: Counter[UUID] = Counter()
        self._drafting: dict[UUID, Future[None]] = {}
        self._unsubscribe = store.changed.subscribe(self._forget_changed)

    def close(self) -> None:
        self._unsubscribe()

    def queue(self, query: DocumentQuery) -> "Future[ReviewQueue]":
        """The queue behind a batch's list and its filter."""

        def read(session: Reader) -> ReviewQueue:
            batch = queries.batches_by_id(session, (query.batch_id,))
            title = batch[0].title if batch else ""
            to_review = query.tab is DocumentTab.TO_REVIEW
            return ReviewQueue(title, queries.document_ids(session, query), to_review)

        return self._store.read(read)

    def summary(self, queue: ReviewQueue) -> "Future[QueueSummary]":
        return self._store.read(lambda session: queue_summary(session, queue.ids))

    def load(self, document_id: UUID) -> "Future[ReviewDocument]":
        """Fails with `IngestError` document_gone. Loaded neighbours are kept, so that the next
        document is there at once; see `prefetch`."""
        with self._lock:
            generation = self._generations[document_id]
            drafting = self._drafting.get(document_id)
        written = drafting if drafting is not None else done(None)
        # A draft that is still being written must be found.
        return chain(written, lambda _: self._load(document_id, generation))

    def loaded(self, document_id: UUID) -> ReviewDocument | None:
        """The prefetched document if it is at hand and current (cheap, any thread)."""
        with self._lock:
            return self._kept.get(document_id)

    def prefetch(self, queue: ReviewQueue, document_id: UUID, dpi: float) -> None:
        """Make the neighbours of a document, their files and their first pages, ready in the background, so
        that one who goes on finds them also where the network has gone meanwhile."""
        for neighbour in (queue.next(document_id), queue.previous(document_id)):
            if neighbour is None:
                continue
            if self.loaded(neighbour) is None:
                self.load(neighbour)
            chain(self._files.fetch(neighbour), lambda found: self._draw_ahead(found, dpi))

    def draft(self, document: ReviewDocument, edits: tuple[Edit, ...]) -> ReviewDocument:
        """The document with these unsaved edits instead of its present ones (cheap, pure), and keep
        them as the local draft in the background. Undo and redo pass shorter and longer tuples.
        Of a long document the last value typed is not `checked`; see `check`. Raises `IngestError`
        (bad_pointer)."""
        edited = with_last_edit(document, edits) or with_edits(document, edits)
        edited = replace(edited, kept_at=datetime.now(UTC) if edits else None)
        document_id = document.row.id
        with self._lock:
            self._outdate(document_id)
            writing = self._store.write(lambda unit: keep_draft(unit, edited))
            self._drafting[document_id] = writing
        writing.add_done_callback(lambda ended: self._drafted(document_id, ended))
        return edited

    def check(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """The document with findings and states of what it says now."""
        return self._store.read(lambda _session: with_edits(document, document.edits))

    def save(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """Make the draft an outbox event based on the version that was on screen."""
        return self._change(document, lambda unit: save_edits(unit, document))

    def reset(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """Throw the draft away."""
        document_id = document.row.id
        return self._change(document, lambda unit: library.drop_review_draft(unit, document_id))

    def confirm(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """Save what is unsaved, then confirm."""

        def change(unit: Unit) -> None:
            save_edits(unit, document)
            batches.document_events(unit, EventKind.CONFIRM, (document.row.id,))

        return self._change(document, change)

    def unconfirm(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        ids = (document.row.id,)
        return self._change(document, lambda unit: batches.document_events(unit, EventKind.UNCONFIRM, ids))

    def redo(self, document_id: UUID) -> "Future[None]":
        """Unsaved edits go: they are of the old reading."""

        def change(unit: Unit) -> None:
            library.drop_review_draft(unit, document_id)
            batches.document_events(unit, EventKind.REDO, (document_id,))

        return self._store.write(change)

    def forget(self, document: ReviewDocument, pointer: str) -> "Future[ReviewDocument]":
        """Forget the correction that a value was read by; the value, and what is unsaved, stay."""
        row = document.row

        def change(unit: Unit) -> None:
            payload = {"path": pointer}
            add_event(
                unit,
                EventKind.FORGET_VALUE,
                row.id,
                batch_id=row.batch_id,
                payload=payload,
                based_on=row.version,
            )

        return self._change(document, change)

    def delete(self, document_id: UUID) -> "Future[None]":
        def change(unit: Unit) -> None:
            held.delete_documents(unit, (document_id,))

        return self._store.write(change)

    def settle(
        self, document: ReviewDocument, mine: frozenset[str], theirs: frozenset[str] = frozenset()
    ) -> "Future[ReviewDocument]":
        """End a conflict: for the paths in `mine` the person's value is sent again on the new version. Of
        the others the service's value stays, and what the person alone changed, unless it is in `theirs`."""
        return self._change(document, lambda unit: settle_conflict(unit, document.row.id, mine, theirs))

    def delete_here(self, document_id: UUID) -> "Future[None]":
        """Let a document go that the service has deleted, with what was changed in it."""
        return self._store.write(lambda unit: forget_documents(unit, (document_id,)))

    def keep_as_new(self, document_id: UUID) -> "Future[UUID | None]":
        """Keep what was changed in a document that the service has deleted, as a new one that is read
        again. Fails with `IngestError` (file_not_here) where its file is not on this computer."""

        def located(found: LocalFile | None) -> "Future[UUID | None]":
            if found is None:
                raise IngestError(
                    "file_not_here",
                    "The file is not on this computer",
                    "Put it back where it was, or delete the document here too.",
                )
            path = found.path
            return self._store.write(lambda unit: keep_as_new(unit, document_id, path))

        return chain(self._files.at_hand(document_id), located)

    def file(self, document_id: UUID) -> "Future[Path]":
        """The document's file: the person's own if it is unchanged, else the cached copy, else
        fetched from the service. Fails with `IngestError` (file_not_here) when offline."""
        return chain(self._files.fetch(document_id), lambda found: done(found.path))

    def page(self, document_id: UUID, number: int, dpi: float, rotation: int = 0) -> "Future[PageImage]":
        """One page (from 1) as pixels. `rotation` in degrees clockwise, a multiple of 90. Fails
        with `IngestError` (page_unreadable, file_not_here; no_pages for an XML invoice)."""
        return chain(
            self._files.fetch(document_id),
            lambda found: self._renderer.page(found.path, found.media_type, number, dpi, rotation),
        )

    def part(self, document_id: UUID, number: int, dpi: float, area: Box) -> "Future[PageImage]":
        """The area of a page (from 1), in points, as pixels. Fails as `page` does."""
        return chain(
            self._files.fetch(document_id),
            lambda found: self._renderer.page(found.path, found.media_type, number, dpi, area=area),
        )

    def words(self, document_id: UUID, number: int) -> "Future[tuple[Word, ...]]":
        """The words of a page with their boxes: of its text layer, else as the service reads it."""
        return self._texts.words(document_id, number)

    def word_at(
        self, document_id: UUID, number: int, x: float, y: float, *, whole_number: bool = False
    ) -> "Future[str]":
        """The word at a spot of a page, empty where there is none; or the whole number it is a part of."""
        return self._texts.word_at(document_id, number, x, y, whole_number=whole_number)

    def find(self, document_id: UUID, numbers: Sequence[int], query: str) -> "Future[tuple[Found, ...]]":
        """Where a text stands on some pages (from 1), whatever its capitals and accents. Only the words that
        are at hand are searched: no page is sent anywhere for it."""
        return self._texts.find(document_id, numbers, query)

    def text_in(self, document_id: UUID, number: int, box: Box) -> "Future[str]":
        """The text inside a dragged box, lines joined by a space: of the text layer, else as the service
        reads it. Fails with nothing_printed where there is none."""
        return self._texts.text_in(document_id, number, box)

    def _change(self, document: ReviewDocument, change: Callable[[Unit], object]) -> "Future[ReviewDocument]":
        return chain(self._store.write(change), lambda _: self.load(document.row.id))

    def _load(self, document_id: UUID, generation: int) -> "Future[ReviewDocument]":
        def read(session: Reader) -> ReviewDocument | None:
            if draft_is_behind(session, document_id):
                return None
            return self._keep(load_document(session, document_id), generation)

        def again(document: ReviewDocument | None) -> "Future[ReviewDocument]":
            if document is not None:
                return done(document)
            # Unsaved edits never go onto data that they were not made on.
            brought = self._store.write(lambda unit: bring_draft_up(unit, document_id))
            return chain(brought, lambda _: self._load(document_id, generation))

        return chain(self._store.read(read), again)

    def _keep(self, document: ReviewDocument, generation: int) -> ReviewDocument:
        """Keep it unless it changed while it was read."""
        document_id = document.row.id
        with self._lock:
            if self._generations[document_id] == generation:
                self._kept[document_id] = document
                self._kept.move_to_end(document_id)
                while len(self._kept) > _DOCUMENTS_KEPT:
                    self._kept.popitem(last=False)
        return document

    def _outdate(self, document_id: UUID) -> None:
        self._kept.pop(document_id, None)
        self._generations[document_id] += 1

    def _drafted(self, document_id: UUID, ended: "Future[None]") -> None:
        with self._lock:
            if self._drafting.get(document_id) is ended:
                del self._drafting[document_id]
        error = None if ended.cancelled() else ended.exception()
        if isinstance(error, IngestError):
            self.draft_failed.notify(error)

    def _forget_changed(self, changed: Changed) -> None:
        with self._lock:
            for document_id in changed.documents:
                self._outdate(document_id)

    def _draw_ahead(self, found: LocalFile, dpi: float) -> "Future[PageImage | None]":
        if found.media_type is MediaType.XML:
            return done(None)
        return chain(self._renderer.page(found.path, found.media_type, 1, dpi, ahead=True), done)
