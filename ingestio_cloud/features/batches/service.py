"""What can be done with batches."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document, ExtractionBatch
from ingestio_cloud.features.batches import lists, repository
from ingestio_cloud.features.batches.counts import Shift, update_batches
from ingestio_cloud.features.batches.lists import BatchFilter, BatchSort
from ingestio_cloud.features.batches.repository import Spent
from ingestio_cloud.features.changes.repository import Changed, record_change, record_changes
from ingestio_cloud.features.cleanup import Cleanup
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import NotFoundError
from ingestio_cloud.features.extraction.endings import (
    cancel_attempts,
    cancel_documents,
    fail_missing,
    settle,
)
from ingestio_cloud.features.notifications import service as notifications
from ingestio_cloud.features.uploads import repository as uploads
from ingestio_cloud.features.usage import service as usage
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import FINAL_BATCH, FINAL_DOCUMENT, DocumentStatus

UPLOAD_MISSING = ErrorInfo(
    code="upload_missing",
    title="The file did not arrive",
    message="The batch was closed before this file was uploaded. Add it to a new batch.",
)


def get(session: Session, user_id: UUID, batch_id: UUID) -> Batch:
    """Raises `NotFoundError`."""
    return wires(session, user_id, [_found(session, user_id, batch_id)])[0]


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
    return Page(items=tuple(wires(session, user_id, rows)), next_cursor=following)


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Batch]:
    """Those of the batches that exist."""
    rows = repository.by_ids(session, user_id, ids)
    return {batch.id: batch for batch in wires(session, user_id, rows)}


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
        waiting = documents.list_of_batch(session, user_id, batch_id, status=DocumentStatus.PENDING_UPLOAD)
        locked = documents.locked(session, user_id, [document.id for document in waiting])
        arrived = uploads.arrived_documents(session, user_id, list(locked))
        missing = [document_id for document_id in locked if document_id not in arrived]
        settle(session, user_id, fail_missing(session, user_id, missing, UPLOAD_MISSING))
        if repository.mark_submitted(session, user_id, batch_id):
            record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id)


def cancel(session: Session, user_id: UUID, batch_id: UUID) -> tuple[Batch, Cleanup]:
    """Stop all that is not finished; a batch that is over stays as it is, and so does one of which
    nothing was stopped but redos: it is what it was before them. Raises `NotFoundError`."""
    if _found(session, user_id, batch_id).status in FINAL_BATCH:
        return get(session, user_id, batch_id), Cleanup()
    ids = list(documents.locked(session, user_id, repository.document_ids(session, user_id, batch_id)))
    gone = uploads.delete_of_documents(session, user_id, ids)
    ended, attempts = cancel_documents(session, user_id, ids)
    # First, so that its status does not follow from documents that only the cancel ended.
    marked = not ended.kept or bool(ended.failed)
    if marked:
        marked = repository.mark_cancelled(session, user_id, batch_id, even_if_over=bool(ended.failed))
    if ended.failed or ended.kept:
        settle(session, user_id, ended, tell=False, quiet=True)
    elif marked:
        record_change(session, user_id, ChangeKind.BATCH, batch_id)
    return get(session, user_id, batch_id), Cleanup(uploads=gone, attempts=attempts)


def delete(session: Session, user_id: UUID, batch_id: UUID) -> Cleanup:
    """Delete a batch with its documents, jobs and data. Raises `NotFoundError`."""
    _found(session, user_id, batch_id)
    rows = documents.locked(session, user_id, repository.document_ids(session, user_id, batch_id))
    cleanup = _stop_for_good(session, user_id, rows.values())
    told = notifications.gone_with_batch(session, user_id, batch_id)
    repository.delete(session, user_id, batch_id)
    dead = [Changed(ChangeKind.DOCUMENT, document_id, deleted=True) for document_id in rows]
    record_changes(session, user_id, [*dead, *told, Changed(ChangeKind.BATCH, batch_id, deleted=True)])
    return cleanup


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
    rows = _meant(documents.locked(session, user_id, ids).values(), versions)
    cleanup = _stop_for_good(session, user_id, rows)
    documents.delete_many(session, user_id, [row.id for row in rows])
    shifts = [
        (
            row.batch_id,
            Shift(
                documents=-1,
                completed=-int(row.status is DocumentStatus.COMPLETED),
                failed=-int(row.status is DocumentStatus.FAILED),
                pages=-(row.page_count or 0),
            ),
        )
        for row in rows
    ]
    dead = [Changed(ChangeKind.DOCUMENT, row.id, deleted=True) for row in rows]
    update_batches(session, user_id, shifts, quiet=True, changed=dead)
    return {row.id for row in rows}, cleanup


def stop_documents(
    session: Session, user_id: UUID, ids: Sequence[UUID], versions: Mapping[UUID, int]
) -> tuple[set[UUID], Cleanup]:
    """Cancel those of the documents that are waited for, queued or being read; their batches follow. One
    that is over stays as it is. One of another version than the one named is left alone."""
    rows = _meant(documents.locked(session, user_id, ids).values(), versions)
    at_work = [row.id for row in rows if row.status not in FINAL_DOCUMENT]
    gone = uploads.delete_of_documents(session, user_id, at_work)
    ended, attempts = cancel_documents(session, user_id, at_work)
    settle(session, user_id, ended, quiet=True)
    return {row.id for row in rows}, Cleanup(uploads=gone, attempts=attempts)


def wires(session: Session, user_id: UUID, rows: Sequence[ExtractionBatch]) -> list[Batch]:
    """Batches as the API shows them, with what models cost."""
    asking = [row.id for row in rows if row.engine is not EngineChoice.LOCAL]
    spent = repository.spent(session, user_id, asking)
    return [_wire(row, spent.get(row.id, Spent())) for row in rows]


def _wire(row: ExtractionBatch, spent: Spent) -> Batch:
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
        engine=row.engine,
        model_provider=row.model_provider,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        cost_micros=spent.cost_micros,
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


def _meant(rows: Iterable[Document], versions: Mapping[UUID, int]) -> list[Document]:
    """Those that are at the version named for them, if one is."""
    return [row for row in rows if versions.get(row.id, row.version) == row.version]


def _stop_for_good(session: Session, user_id: UUID, rows: Iterable[Document]) -> Cleanup:
    """Stop all work on documents, which are locked and about to be deleted, and give their pages back."""
    kept = list(rows)
    ids = [row.id for row in kept]
    gone = uploads.delete_of_documents(session, user_id, ids)
    attempts = cancel_attempts(session, user_id, ids)
    usage.release_all(session, user_id, [document_id for document_id, _ in attempts])
    blobs = tuple(row.storage_path for row in kept if row.storage_path)
    return Cleanup(blobs=blobs, uploads=gone, attempts=attempts)
