"""What changed since a number, with each row as it is now."""

from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.changes import repository
from ingestio_cloud.features.documents import service as documents
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage


def page(session: Session, user_id: UUID, *, after: int, limit: int) -> ChangePage:
    """At most `limit` changes above `after`. A row that is gone comes as a tombstone."""
    rows = repository.changes_after(session, user_id, after, limit + 1)
    shown = rows[:limit]
    living = [row for row in shown if not row.deleted]
    batch_rows = batches.by_ids(
        session, user_id, [row.entity_id for row in living if row.kind is ChangeKind.BATCH]
    )
    document_rows = documents.by_ids(
        session, user_id, [row.entity_id for row in living if row.kind is ChangeKind.DOCUMENT]
    )
    changes = []
    for row in shown:
        batch = batch_rows.get(row.entity_id) if row.kind is ChangeKind.BATCH else None
        document = document_rows.get(row.entity_id) if row.kind is ChangeKind.DOCUMENT else None
        alive = row.kind is ChangeKind.ACCOUNT or batch is not None or document is not None
        changes.append(
            Change(
                number=row.number,
                kind=row.kind,
                id=row.entity_id,
                deleted=not alive,
                batch=batch,
                document=document,
            )
        )
    return ChangePage(
        changes=tuple(changes), next=shown[-1].number if shown else after, more=len(rows) > limit
    )
