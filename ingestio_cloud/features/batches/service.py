"""What can be done with batches."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_cloud.features.batches import repository
from ingestio_cloud.features.batches.counts import update_batch
from ingestio_cloud.features.batches.repository import BatchSort
from ingestio_cloud.features.changes.repository import Changed, record_change, record_changes
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import NotFoundError
from ingestio_cloud.features.extraction.service import CANCELLED, cancel_attempts, fail_missing
from ingestio_cloud.features.uploads import repository as uploads
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, DocumentStatus

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
    *,
    status: BatchStatus | None,
    name: str | None,
    sort: BatchSort,
    cursor: str | None,
    limit: int,
) -> Page[Batch]:
    """One page of the user's batches. Raises `RefusedError` (bad_cursor)."""
    rows, following = repository.page(
        session, user_id, status=status, name=name, sort=sort, cursor=cursor, limit=limit
    )
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
    _found(session, user_id, batch_id)
    if repository.mark_submitted(session, user_id, batch_id):
        waiting = documents.list_of_batch(session, user_id, batch_id, status=DocumentStatus.PENDING_UPLOAD)
        arrived = uploads.arrived_documents(session, user_id, [document.id for document in waiting])
        missing = [document for document in waiting if document.id not in arrived]
        fail_missing(session, user_id, batch_id, missing, UPLOAD_MISSING, tell=True)
        record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id)


def cancel(session: Session, user_id: UUID, batch_id: UUID) -> tuple[Batch, Cleanup]:
    """Stop all that is not finished; a batch that is over stays as it is. Raises `NotFoundError`."""
    _found(session, user_id, batch_id)
    if not repository.mark_cancelled(session, user_id, batch_id):
        return get(session, user_id, batch_id), Cleanup()
    ids = repository.document_ids(session, user_id, batch_id)
    attempts = cancel_attempts(session, user_id, batch_id, ids)
    waiting = documents.list_of_batch(session, user_id, batch_id, status=DocumentStatus.PENDING_UPLOAD)
    fail_missing(session, user_id, batch_id, waiting, CANCELLED, tell=False)
    gone = uploads.delete_of_documents(session, user_id, ids)
    record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id), Cleanup(uploads=gone, attempts=attempts)


def delete(session: Session, user_id: UUID, batch_id: UUID) -> Cleanup:
    """Delete a batch with its documents, jobs and data. Raises `NotFoundError`."""
    _found(session, user_id, batch_id)
    rows = documents.list_of_batch(session, user_id, batch_id)
    ids = [row.id for row in rows]
    attempts = cancel_attempts(session, user_id, batch_id, ids)
    gone = uploads.delete_of_documents(session, user_id, ids)
    repository.delete(session, user_id, batch_id)
    dead = [Changed(ChangeKind.DOCUMENT, document_id, deleted=True) for document_id in ids]
    record_changes(session, user_id, [*dead, Changed(ChangeKind.BATCH, batch_id, deleted=True)])
    return Cleanup(
        blobs=tuple(row.storage_path for row in rows if row.storage_path), uploads=gone, attempts=attempts
    )


def delete_document(session: Session, user_id: UUID, document_id: UUID) -> Cleanup:
    """Delete one document; its batch's counts follow. Raises `NotFoundError`."""
    before = documents.get(session, user_id, document_id)
    attempts = cancel_attempts(session, user_id, before.batch_id if before else None, [document_id])
    document = documents.get(session, user_id, document_id)
    if document is None:
        raise NotFoundError("document")
    gone = uploads.delete_of_documents(session, user_id, [document_id])
    documents.delete(session, user_id, document_id)
    update_batch(
        session,
        user_id,
        document.batch_id,
        documents=-1,
        completed=-int(document.status is DocumentStatus.COMPLETED),
        failed=-int(document.status is DocumentStatus.FAILED),
        pages=-(document.page_count or 0),
        changed=[Changed(ChangeKind.DOCUMENT, document_id, deleted=True)],
    )
    return Cleanup(
        blobs=(document.storage_path,) if document.storage_path else (), uploads=gone, attempts=attempts
    )


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
