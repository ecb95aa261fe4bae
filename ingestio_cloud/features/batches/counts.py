"""A batch's counts and status, which follow from its documents in the same transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, ExtractionBatch
from ingestio_cloud.db.scope import changed_rows, owned_exists, owned_update
from ingestio_cloud.features.changes.repository import Changed, record_changes
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus, DocumentCounts, DocumentStatus, batch_status


def update_batch(
    session: Session,
    user_id: UUID,
    batch_id: UUID | None,
    *,
    documents: int = 0,
    completed: int = 0,
    failed: int = 0,
    pages: int = 0,
    error_message: str | None = None,
    reopen: bool = False,
    changed: Sequence[Changed] = (),
) -> None:
    """Add to a batch's counts and settle its status anew; a cancelled one stays so unless `reopen`.
    Records the change of the batch, after that of the rows in `changed`, which made it change.

    The update locks the batch's row first, so documents that finish at once are counted one
    after the other.
    """
    if batch_id is not None and _changes(
        session,
        user_id,
        batch_id,
        documents=documents,
        completed=completed,
        failed=failed,
        pages=pages,
        error_message=error_message,
        reopen=reopen,
    ):
        changed = [*changed, Changed(ChangeKind.BATCH, batch_id)]
    record_changes(session, user_id, changed)


def _changes(
    session: Session,
    user_id: UUID,
    batch_id: UUID,
    *,
    documents: int,
    completed: int,
    failed: int,
    pages: int,
    error_message: str | None,
    reopen: bool,
) -> bool:
    """Change the batch's row; False when it is gone."""
    values: dict[str, object] = {
        "document_count": ExtractionBatch.document_count + documents,
        "completed_count": ExtractionBatch.completed_count + completed,
        "failed_count": ExtractionBatch.failed_count + failed,
        "total_pages": ExtractionBatch.total_pages + pages,
        "updated_at": utc_now(),
    }
    if error_message is not None:
        values["last_error_message"] = error_message
    row = session.execute(
        owned_update(ExtractionBatch, user_id)
        .where(ExtractionBatch.id == batch_id)
        .values(**values)
        .returning(
            ExtractionBatch.status,
            ExtractionBatch.document_count,
            ExtractionBatch.completed_count,
            ExtractionBatch.failed_count,
        )
    ).one_or_none()
    if row is None:
        return False
    if not row.document_count:
        # Nothing is left to wait for.
        if row.status not in FINAL_BATCH:
            _set_status(session, user_id, batch_id, row.status, BatchStatus.CANCELLED)
    elif row.status is not BatchStatus.CANCELLED or reopen:
        counts = _counts(
            session, user_id, batch_id, row.document_count, row.completed_count, row.failed_count
        )
        _set_status(session, user_id, batch_id, row.status, batch_status(counts))
    return True


def _counts(
    session: Session, user_id: UUID, batch_id: UUID, total: int, completed: int, failed: int
) -> DocumentCounts:
    """Exact where `batch_status` looks at the figure, else only whether there are any."""
    if completed + failed:
        return DocumentCounts(total, completed=completed, failed=failed)
    processing = _any(session, user_id, batch_id, DocumentStatus.PROCESSING)
    waiting = processing or _any(session, user_id, batch_id, DocumentStatus.UPLOADED)
    return DocumentCounts(total, pending_upload=0 if waiting else total, processing=int(processing))


def _any(session: Session, user_id: UUID, batch_id: UUID, status: DocumentStatus) -> bool:
    return bool(
        session.scalar(
            owned_exists(Document, user_id, Document.batch_id == batch_id, Document.status == status)
        )
    )


def _set_status(
    session: Session, user_id: UUID, batch_id: UUID, expected: BatchStatus, status: BatchStatus
) -> None:
    if status is expected:
        return
    values: dict[str, object] = {"completed_at": utc_now() if status in FINAL_BATCH else None}
    if status is BatchStatus.COMPLETED:
        values["last_error_message"] = None
    changed_rows(
        session,
        owned_update(ExtractionBatch, user_id)
        .where(ExtractionBatch.id == batch_id, ExtractionBatch.status == expected)
        .values(status=status, **values),
    )
