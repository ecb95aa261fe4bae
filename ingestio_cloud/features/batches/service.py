"""What can be done with batches."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, ExtractionBatch
from ingestio_cloud.features.batches import lists, repository
from ingestio_cloud.features.batches.counts import update_batch
from ingestio_cloud.features.batches.lists import BatchFilter, BatchSort
from ingestio_cloud.features.changes.repository import Changed, record_change, record_changes
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import NotFoundError
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.extraction.service import cancel_attempts, fail_missing
from ingestio_cloud.features.uploads import repository as uploads
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import FINAL_BATCH, DocumentStatus

UPLOAD_MISSING = ErrorInfo(
    code="upload_missing",
    title="The file did not arrive",
    message="The batch was closed before this file was uploaded. Add it to a new batch.",
)


def get(session: Session, user_id: UUID, batch_id: UUID) -> Batch:
    """Raises `NotFoundError`."""
    return batch_wire(_found(session, user_id, batch_id))


def list_page(
    session: Session,
    user_id: UUID,
    chosen: BatchFilter,
    *,
    sort: BatchSort,
    cursor: str | None,
    limit: int,
) -> Page[Batch]:
    """One page of the user's batches. Raises `RefusedError` (bad_cursor)."""
    rows, following = lists.page(session, user_id, chosen, sort=sort, cursor=cursor, limit=limit)
    return Page(items=tuple(map(batch_wire, rows)), next_cursor=following)


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Batch]:
    """Those of the batches that exist."""
    return {row.id: batch_wire(row) for row in repository.by_ids(session, user_id, ids)}


def rename(session: Session, user_id: UUID, batch_id: UUID, name: str | None) -> Batch:
    """Raises `NotFoundError`."""
    if not repository.rename(session, user_id, batch_id, name):
        raise NotFoundError("batch")
    record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id)


def submit(session: Session, user_id: UUID, batch_id: UUID) -> Batch:
    """Close a batch for uploads: documents without a file fail. Twice is once.
    Raises `NotFoundError`."""
    if _found(session, user_id, batch_id).submitted_at is None:
        # Documents before their batch: whoever finishes one locks them in this order too.
        waiting = documents.list_of_batch(session, user_id, batch_id, status=DocumentStatus.PENDING_UPLOAD)
        arrived = uploads.arrived_documents(session, user_id, [document.id for document in waiting])
        missing = [document for document in waiting if document.id not in arrived]
        fail_missing(session, user_id, batch_id, missing, UPLOAD_MISSING, tell=True)
        if repository.mark_submitted(session, user_id, batch_id):
            record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id)


def cancel(session: Session, user_id: UUID, batch_id: UUID) -> tuple[Batch, Cleanup]:
    """Stop all that is not finished; a batch that is over stays as it is. Raises `NotFoundError`."""
    if _found(session, user_id, batch_id).status in FINAL_BATCH:
        return get(session, user_id, batch_id), Cleanup()
    # Uploads, jobs, documents, their batch: whoever finishes one locks them in this order too.
    ids = repository.document_ids(session, user_id, batch_id)
    gone = uploads.delete_of_documents(session, user_id, ids)
    attempts, stopped = cancel_attempts(session, user_id, batch_id, ids)
    waiting = documents.list_of_batch(session, user_id, batch_id, status=DocumentStatus.PENDING_UPLOAD)
    stopped += fail_missing(session, user_id, batch_id, waiting, reason(Cause.CANCELLED), tell=False)
    if repository.mark_cancelled(session, user_id, batch_id, even_if_over=stopped > 0):
        record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id), Cleanup(uploads=gone, attempts=attempts)


def delete(session: Session, user_id: UUID, batch_id: UUID) -> Cleanup:
    """Delete a batch with its documents, jobs and data. Raises `NotFoundError`."""
    _found(session, user_id, batch_id)
    ids = repository.document_ids(session, user_id, batch_id)
    gone = uploads.delete_of_documents(session, user_id, ids)
    attempts, _ = cancel_attempts(session, user_id, batch_id, ids)
    rows = documents.locked(session, user_id, ids)
    repository.delete(session, user_id, batch_id)
    dead = [Changed(ChangeKind.DOCUMENT, document_id, deleted=True) for document_id in ids]
    record_changes(session, user_id, [*dead, Changed(ChangeKind.BATCH, batch_id, deleted=True)])
    return Cleanup(
        blobs=tuple(row.storage_path for row in rows.values() if row.storage_path),
        uploads=gone,
        attempts=attempts,
    )


def delete_document(session: Session, user_id: UUID, document_id: UUID) -> Cleanup:
    """Delete one document; its batch's counts follow. Raises `NotFoundError`."""
    deleted, cleanup = delete_documents(session, user_id, [document_id], {})
    if not deleted:
        raise NotFoundError("document")
    return cleanup


def delete_documents(
    session: Session, user_id: UUID, ids: Sequence[UUID], versions: Mapping[UUID, int]
) -> tuple[set[UUID], Cleanup]:
    """Delete those of the documents that exist, with what belongs to them; the counts of their
    batches follow. One of another version than the one named is left alone."""
    before = documents.by_ids(session, user_id, ids)
    meant = [row for row in before if versions.get(row.id, row.version) == row.version]
    gone = uploads.delete_of_documents(session, user_id, [row.id for row in meant])
    attempts: tuple[tuple[UUID, int], ...] = ()
    for batch_id, group in _by_batch(meant).items():
        attempts += cancel_attempts(session, user_id, batch_id, [row.id for row in group])[0]
    locked = documents.locked(session, user_id, [row.id for row in meant])
    rows = [row for row in locked.values() if versions.get(row.id, row.version) == row.version]
    documents.delete_many(session, user_id, [row.id for row in rows])
    for batch_id, group in _by_batch(rows).items():
        update_batch(
            session,
            user_id,
            batch_id,
            documents=-len(group),
            completed=-sum(row.status is DocumentStatus.COMPLETED for row in group),
            failed=-sum(row.status is DocumentStatus.FAILED for row in group),
            pages=-sum(row.page_count or 0 for row in group),
            changed=[Changed(ChangeKind.DOCUMENT, row.id, deleted=True) for row in group],
        )
    blobs = tuple(row.storage_path for row in rows if row.storage_path)
    return {row.id for row in rows}, Cleanup(blobs=blobs, uploads=gone, attempts=attempts)


def batch_wire(row: ExtractionBatch) -> Batch:
    return Batch(
        id=row.id,
        name=row.name,
        prompt_strategy=row.prompt_strategy,
        prompt=row.prompt,
        field_plan=FieldPlan.model_validate(row.field_plan) if row.field_plan else None,
        status=row.status,
        document_count=row.document_count,
        completed_count=row.completed_count,
        failed_count=row.failed_count,
        total_pages=row.total_pages,
        last_error_message=row.last_error_message,
        created_at=row.created_at,
        updated_at=row.updated_at,
        completed_at=row.completed_at,
    )


def _found(session: Session, user_id: UUID, batch_id: UUID) -> ExtractionBatch:
    row = repository.get(session, user_id, batch_id)
    if row is None:
        raise NotFoundError("batch")
    return row


def _by_batch(rows: Iterable[Document]) -> dict[UUID | None, list[Document]]:
    """The documents of each batch, in one order of batches for all, so that no two transactions wait
    for one another's."""
    groups: dict[UUID | None, list[Document]] = {}
    for row in sorted(rows, key=lambda row: (str(row.batch_id), row.id)):
        groups.setdefault(row.batch_id, []).append(row)
    return groups
