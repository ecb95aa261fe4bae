"""What changed since a number, with each row as it is now."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.changes import repository
from ingestio_cloud.features.documents import service as documents
from ingestio_core.contracts.account import Account
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage


def page(session: Session, user_id: UUID, *, after: int, limit: int) -> ChangePage:
    """At most `limit` changes above `after`. A row that is gone comes as a tombstone. A number that
    cannot be gone on from begins anew."""
    rows = repository.changes_after(session, user_id, after, limit + 1)
    # Looked at after the changes: a purge in between is seen here at the latest.
    last, purged = repository.bounds(session, user_id)
    reset = after > last or 0 < after < purged
    if reset:
        rows = repository.changes_after(session, user_id, 0, limit + 1)
        after = 0
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
        changes=tuple(changes),
        next=shown[-1].number if shown else after,
        more=len(rows) > limit,
        reset=reset,
    )


def with_account(page: ChangePage, account: Account) -> ChangePage:
    """The page with the account's figures where the account changed."""
    changes = (
        change.model_copy(update={"account": account}) if change.kind is ChangeKind.ACCOUNT else change
        for change in page.changes
    )
    return page.model_copy(update={"changes": tuple(changes)})


def purge(session: Session, user_id: UUID, before: datetime) -> int:
    """Drop a user's tombstones that are older; how many there were. Clients that have not asked since
    begin anew."""
    last = repository.last_tombstone(session, user_id, before)
    if last is None:
        return 0
    repository.raise_floor(session, user_id, last)
    return repository.delete_tombstones(session, user_id, before, last)
