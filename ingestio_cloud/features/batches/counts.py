"""A batch's counts and status, which follow from its documents in the same transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, ExtractionBatch
from ingestio_cloud.db.scope import changed_rows, owned_exists, owned_update
from ingestio_cloud.features.changes.repository import Changed, record_changes
from ingestio_cloud.features.notifications import service as notifications
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.lifecycle import (
    FINAL_BATCH,
    IN_WORK,
    BatchStatus,
    DocumentCounts,
    DocumentStatus,
    batch_status,
)


@dataclass(frozen=True, slots=True)
class Shift:
    """What is added to a batch's counts, and the error that it tells from now on."""

    documents: int = 0
    completed: int = 0
    failed: int = 0
    pages: int = 0
    error_message: str | None = None

    def __add__(self, other: "Shift") -> "Shift":
        return Shift(
            self.documents + other.documents,
            self.completed + other.completed,
            self.failed + other.failed,
            self.pages + other.pages,
            other.error_message or self.error_message,
        )


NOTHING: Final = Shift()
"""Only the status is looked at anew."""


def update_batch(
    session: Session,
    user_id: UUID,
    batch_id: UUID | None,
    shift: Shift = NOTHING,
    *,
    quiet: bool = False,
    changed: Sequence[Changed] = (),
) -> None:
    """Add to a batch's counts and settle its status anew; a cancelled one stays so. Records the change
    of the batch, after that of the rows in `changed`, which made it change. A batch that ends by it is
    told of, unless `quiet`: then the person ended it.

    The update locks the batch's row first, so documents that finish at once are counted one
    after the other.
    """
    update_batches(session, user_id, [(batch_id, shift)], quiet=quiet, changed=changed)


def update_batches(
    session: Session,
    user_id: UUID,
    shifts: Iterable[tuple[UUID | None, Shift]],
    *,
    reopen: bool = False,
    quiet: bool = False,
    changed: Sequence[Changed] = (),
) -> None:
    """The same for many batches, each of which may come more than once; with `reopen`, for cancelled ones,
    too. All lock batches in the order of their ids, and then the user, so that no two wait for one
    another."""
    sums: dict[UUID, Shift] = {}
    for batch_id, shift in shifts:
        if batch_id is not None:
            sums[batch_id] = sums.get(batch_id, Shift()) + shift
    followed = [
        each
        for key in sorted(sums)
        for each in _changes(session, user_id, key, sums[key], reopen=reopen, quiet=quiet)
    ]
    record_changes(session, user_id, [*changed, *followed])


def _changes(
    session: Session, user_id: UUID, batch_id: UUID, shift: Shift, *, reopen: bool, quiet: bool
) -> list[Changed]:
    """Change the batch's row; what clients must know of it, nothing when it is gone."""
    values: dict[str, object] = {
        "document_count": ExtractionBatch.document_count + shift.documents,
        "completed_count": ExtractionBatch.completed_count + shift.completed,
        "failed_count": ExtractionBatch.failed_count + shift.failed,
        "total_pages": ExtractionBatch.total_pages + shift.pages,
        "updated_at": utc_now(),
    }
    if shift.error_message is not None:
        values["last_error_message"] = shift.error_message
    row = session.execute(
        owned_update(ExtractionBatch, user_id)
        .where(ExtractionBatch.id == batch_id)
        .values(**values)
        .returning(
            ExtractionBatch.name,
            ExtractionBatch.status,
            ExtractionBatch.document_count,
            ExtractionBatch.completed_count,
            ExtractionBatch.failed_count,
        )
    ).one_or_none()
    if row is None:
        return []
    told: list[Changed] = []
    if not row.document_count:
        # Nothing is left to wait for.
        if row.status not in FINAL_BATCH:
            _set_status(session, user_id, batch_id, row.status, BatchStatus.CANCELLED)
    elif row.status is not BatchStatus.CANCELLED or reopen:
        counts = _counts(
            session, user_id, batch_id, row.document_count, row.completed_count, row.failed_count
        )
        status = batch_status(counts)
        if row.status is BatchStatus.PROCESSING and status is BatchStatus.QUEUED:
            # Whoever begins a document of a batch in work leaves the batch's row alone: that may be just now.
            status = row.status
        moved = _set_status(session, user_id, batch_id, row.status, status)
        if moved and status in FINAL_BATCH and row.status not in FINAL_BATCH and not quiet:
            told = notifications.batch_ended(session, user_id, batch_id, row.name, status, counts)
    return [Changed(ChangeKind.BATCH, batch_id), *told]


def _counts(
    session: Session, user_id: UUID, batch_id: UUID, total: int, completed: int, failed: int
) -> DocumentCounts:
    """Exact where `batch_status` looks at the figure, else only whether there are any."""
    if completed + failed:
        return DocumentCounts(total, completed=completed, failed=failed)
    # One after the other, so that a document that is begun in between is not missed by both.
    waiting = _any(session, user_id, batch_id, IN_WORK)
    processing = waiting and _any(session, user_id, batch_id, {DocumentStatus.PROCESSING})
    return DocumentCounts(total, pending_upload=0 if waiting else total, processing=int(processing))


def _any(session: Session, user_id: UUID, batch_id: UUID, states: Collection[DocumentStatus]) -> bool:
    there = owned_exists(Document, user_id, Document.batch_id == batch_id, Document.status.in_(states))
    return bool(session.scalar(there))


def _set_status(
    session: Session, user_id: UUID, batch_id: UUID, expected: BatchStatus, status: BatchStatus
) -> bool:
    """Whether that changed it."""
    if status is expected:
        return False
    values: dict[str, object] = {"completed_at": utc_now() if status in FINAL_BATCH else None}
    if status is BatchStatus.COMPLETED:
        values["last_error_message"] = None
    moved = (
        owned_update(ExtractionBatch, user_id)
        .where(ExtractionBatch.id == batch_id, ExtractionBatch.status == expected)
        .values(status=status, **values)
    )
    return changed_rows(session, moved) == 1
