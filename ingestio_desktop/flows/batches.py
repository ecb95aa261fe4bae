"""List, open, rename, cancel and delete batches; confirm, redo, cancel and delete documents in bulk."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import batches, cancelling, held, queries, uploads
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.finding import found_documents
from ingestio_desktop.store.projection import table_name
from ingestio_desktop.store.queries import (
    BatchPage,
    BatchQuery,
    BatchSort,
    DocumentPage,
    DocumentQuery,
    DocumentSort,
)
from ingestio_desktop.store.rows import (
    BatchRow,
    Changed,
    DocumentDetail,
    DocumentRow,
    DocumentState,
    EventKind,
    FoundDocument,
    Held,
)

__all__ = [
    "BatchPage",
    "BatchQuery",
    "BatchSort",
    "BatchesFlow",
    "DocumentPage",
    "DocumentQuery",
    "DocumentSort",
    "LineItems",
]


@dataclass(frozen=True, slots=True)
class LineItems:
    """The first table of a document, for the preview: labels, and the cells as texts."""

    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class BatchesFlow:
    """Reads come from the local store only; what a person does becomes an outbox event.
    `changed` names the rows to fetch again."""

    def __init__(self, store: Store) -> None:
        self.changed: Notifier[Changed] = store.changed
        self._store = store

    def page(self, query: BatchQuery) -> "Future[BatchPage]":
        return self._store.read(lambda session: queries.batch_page(session, query))

    def batch(self, batch_id: UUID) -> "Future[BatchRow | None]":
        """None when it was deleted."""
        return self._store.read(
            lambda session: next(iter(queries.batches_by_id(session, (batch_id,), whole=True)), None)
        )

    def batches(self, ids: Iterable[UUID]) -> "Future[tuple[BatchRow, ...]]":
        """The rows that still exist, for a refresh after `changed`."""
        wanted = tuple(ids)
        return self._store.read(lambda session: queries.batches_by_id(session, wanted))

    def counts(self, search: str) -> "Future[dict[BatchStatus, int]]":
        """Batches whose name or id fits, by status."""
        return self._store.read(lambda session: queries.batch_counts(session, search))

    def that_fit(self, ids: Iterable[UUID], query: BatchQuery) -> "Future[frozenset[UUID]]":
        """Those of the batches that search and filter let through."""
        wanted = tuple(ids)
        return self._store.read(lambda session: queries.batch_ids_that_fit(session, wanted, query))

    def documents(self, query: DocumentQuery) -> "Future[DocumentPage]":
        return self._store.read(lambda session: queries.document_page(session, query))

    def find(
        self, words: str, limit: int
    ) -> "Future[tuple[tuple[BatchRow, ...], tuple[FoundDocument, ...]]]":
        """The newest batches by name, and documents by file name or by what was read in them, `limit` of
        each."""
        return self._store.read(
            lambda session: (
                queries.batch_page(session, BatchQuery(search=words, limit=limit)).rows,
                found_documents(session, words, limit),
            )
        )

    def documents_by_id(self, ids: Iterable[UUID]) -> "Future[tuple[DocumentRow, ...]]":
        wanted = tuple(ids)
        return self._store.read(lambda session: queries.documents_by_id(session, wanted))

    def document_ids(self, query: DocumentQuery) -> "Future[tuple[UUID, ...]]":
        """All ids that match (`after` and `limit` are ignored), for the review queue."""
        return self._store.read(lambda session: queries.document_ids(session, query))

    def document_states(self, query: DocumentQuery) -> "Future[dict[UUID, DocumentState]]":
        """All that match with their states (`after` and `limit` are ignored), for “select all”."""
        return self._store.read(lambda session: queries.document_states(session, query))

    def documents_that_fit(self, ids: Iterable[UUID], query: DocumentQuery) -> "Future[frozenset[UUID]]":
        """Those of the documents that batch, tab and search let through."""
        wanted = tuple(ids)
        return self._store.read(lambda session: queries.document_ids_that_fit(session, wanted, query))

    def line_items(self, document_id: UUID) -> "Future[LineItems | None]":
        """None for a document without a table."""
        return self._store.read(lambda session: _line_items(queries.document_detail(session, document_id)))

    def local_file(self, document_id: UUID) -> "Future[Path | None]":
        """The person's own file if it is still there, for “show in folder”."""
        return self._store.read(lambda session: _still_there(queries.local_path(session, document_id)))

    def rename(self, batch_id: UUID, name: str) -> "Future[None]":
        """An empty name takes the name away."""
        return self._store.write(
            lambda unit: batches.rename_batch(unit, batch_id, name.strip()[:200] or None)
        )

    def cancel(self, batch_id: UUID) -> "Future[None]":
        return self._store.write(lambda unit: batches.cancel_batch(unit, batch_id))

    def delete(self, batch_ids: Iterable[UUID]) -> "Future[Held]":
        """They are gone from all lists at once, and can be brought back for a while."""
        ids = tuple(batch_ids)
        return self._store.write(lambda unit: held.delete_batches(unit, ids))

    def undo_delete(self, ids: Iterable[UUID]) -> "Future[int]":
        """Bring batches or documents back; the result is how many were still held."""
        wanted = tuple(ids)
        return self._store.write(lambda unit: held.undo(unit, wanted))

    def confirm(self, document_ids: Iterable[UUID]) -> "Future[tuple[UUID, ...]]":
        """Confirm those that can be (completed, unconfirmed); the result is which they were."""
        ids = tuple(document_ids)
        return self._store.write(lambda unit: batches.document_events(unit, EventKind.CONFIRM, ids))

    def unconfirm(self, document_ids: Iterable[UUID]) -> "Future[int]":
        return self._events(EventKind.UNCONFIRM, document_ids)

    def redo(self, document_ids: Iterable[UUID]) -> "Future[int]":
        """Extract again; documents that are queued or in work are left alone."""
        return self._events(EventKind.REDO, document_ids)

    def cancel_documents(self, document_ids: Iterable[UUID]) -> "Future[int]":
        """Stop those that are queued or being read; what was read before a redo is there again."""
        return self._events(EventKind.CANCEL_DOCUMENT, document_ids)

    def delete_documents(self, document_ids: Iterable[UUID]) -> "Future[Held]":
        """They are gone from all lists at once, and can be brought back for a while."""
        ids = tuple(document_ids)
        return self._store.write(lambda unit: held.delete_documents(unit, ids))

    def pause_uploads(self, batch_id: UUID, document_ids: Iterable[UUID] | None = None) -> "Future[None]":
        """Of some documents, or of the whole batch."""
        ids = None if document_ids is None else tuple(document_ids)
        return self._store.write(lambda unit: batches.pause_uploads(unit, batch_id, ids))

    def pause_all(self) -> "Future[int]":
        """Uploads of all batches rest; the result is how many batches were on their way."""
        return self._store.write(batches.pause_all)

    def resume_all(self) -> "Future[int]":
        """All that rests goes on; the result is how many batches that are."""
        return self._store.write(batches.resume_all)

    def sending(self) -> "Future[tuple[int, int]]":
        """How many files are on their way, and how many are paused."""
        return self._store.read(batches.sending)

    def resume_uploads(self, batch_id: UUID, document_ids: Iterable[UUID] | None = None) -> "Future[None]":
        """Paused uploads go on, of some documents also failed ones; a set-aside event of the batch is tried
        again."""
        ids = None if document_ids is None else tuple(document_ids)
        return self._store.write(lambda unit: batches.resume_uploads(unit, batch_id, ids))

    def cancel_files(self, batch_id: UUID, document_ids: Iterable[UUID]) -> "Future[Held]":
        """Stop files wherever they are; those that are not sent yet can be had back for a while."""
        ids = tuple(document_ids)
        return self._store.write(lambda unit: cancelling.cancel_files(unit, batch_id, ids))

    def undo_cancel(self, batch_id: UUID, document_ids: Iterable[UUID]) -> "Future[int]":
        """Send files after all that were cancelled; the result is how many were still held."""
        ids = tuple(document_ids)
        return self._store.write(lambda unit: cancelling.undo(unit, batch_id, ids))

    def take_as_it_is(self, batch_id: UUID, document_ids: Iterable[UUID]) -> "Future[None]":
        """Send files that were changed since they were added, with the content that they have by now."""
        ids = tuple(document_ids)
        return self._store.write(lambda unit: uploads.take_as_it_is(unit, batch_id, ids))

    def retry_uploads(self, batch_id: UUID) -> "Future[None]":
        """All failed uploads of a batch are tried again, and what the service refused of it."""
        return self._store.write(lambda unit: batches.retry_uploads(unit, batch_id))

    def _events(self, kind: EventKind, document_ids: Iterable[UUID]) -> "Future[int]":
        ids = tuple(document_ids)
        return self._store.write(lambda unit: len(batches.document_events(unit, kind, ids)))


def _line_items(detail: DocumentDetail | None) -> LineItems | None:
    if detail is None or detail.document.extraction is None:
        return None
    plan, data = detail.document.field_plan, detail.document.extraction.data
    name = table_name(plan, data)
    rows = data.get(name) if name else None
    if name is None or not isinstance(rows, list):
        return None
    spec = plan.get(name) if plan else None
    found = [row for row in rows if isinstance(row, dict)]
    names = (
        [column.name for column in spec.columns] if spec else list(dict.fromkeys(k for r in found for k in r))
    )
    labels = tuple(column.label for column in spec.columns) if spec else tuple(names)
    return LineItems(
        labels,
        tuple(tuple("" if row.get(key) is None else str(row[key]) for key in names) for row in found),
    )


def _still_there(known: tuple[Path, int, int, str] | None) -> Path | None:
    return known[0] if known is not None and known[0].is_file() else None
