"""List, open, rename, cancel and delete batches; confirm, redo and delete documents in bulk."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from uuid import UUID

from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.queries import (
    BatchPage,
    BatchQuery,
    BatchSort,
    DocumentPage,
    DocumentQuery,
    DocumentSort,
)
from ingestio_desktop.store.rows import BatchRow, Changed, DocumentRow

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

    changed: Notifier[Changed]

    def page(self, query: BatchQuery) -> "Future[BatchPage]":
        raise NotImplementedError

    def batch(self, batch_id: UUID) -> "Future[BatchRow | None]":
        """None when it was deleted."""
        raise NotImplementedError

    def batches(self, ids: Iterable[UUID]) -> "Future[tuple[BatchRow, ...]]":
        """The rows that still exist, for a refresh after `changed`."""
        raise NotImplementedError

    def documents(self, query: DocumentQuery) -> "Future[DocumentPage]":
        raise NotImplementedError

    def documents_by_id(self, ids: Iterable[UUID]) -> "Future[tuple[DocumentRow, ...]]":
        raise NotImplementedError

    def document_ids(self, query: DocumentQuery) -> "Future[tuple[UUID, ...]]":
        """All ids that match (`after` and `limit` are ignored), for “select all” and the review queue."""
        raise NotImplementedError

    def line_items(self, document_id: UUID) -> "Future[LineItems | None]":
        raise NotImplementedError

    def local_file(self, document_id: UUID) -> "Future[str | None]":
        """The path of the person's own file if it is still there, for “show in folder”."""
        raise NotImplementedError

    def rename(self, batch_id: UUID, name: str) -> "Future[None]":
        """An empty name takes the name away."""
        raise NotImplementedError

    def cancel(self, batch_id: UUID) -> "Future[None]":
        raise NotImplementedError

    def delete(self, batch_ids: Iterable[UUID]) -> "Future[None]":
        raise NotImplementedError

    def confirm(self, document_ids: Iterable[UUID]) -> "Future[int]":
        """Confirm those that can be (completed, unconfirmed); the result is how many."""
        raise NotImplementedError

    def unconfirm(self, document_ids: Iterable[UUID]) -> "Future[int]":
        raise NotImplementedError

    def redo(self, document_ids: Iterable[UUID]) -> "Future[int]":
        """Extract again; documents that are queued or in work are left alone."""
        raise NotImplementedError

    def delete_documents(self, document_ids: Iterable[UUID]) -> "Future[int]":
        raise NotImplementedError

    def pause_uploads(self, batch_id: UUID, document_ids: Iterable[UUID] | None = None) -> "Future[None]":
        """Of some documents, or of the whole batch."""
        raise NotImplementedError

    def resume_uploads(self, batch_id: UUID, document_ids: Iterable[UUID] | None = None) -> "Future[None]":
        """Paused and failed uploads go on; a set-aside event of the batch is tried again."""
        raise NotImplementedError
