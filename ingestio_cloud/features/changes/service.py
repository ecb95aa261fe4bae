"""What changed since a number, with each row as it is now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.changes import repository
from ingestio_cloud.features.documents import service as documents
from ingestio_cloud.features.notifications import service as notifications
from ingestio_core.contracts.account import Account
from ingestio_core.contracts.changes import Change, ChangeKind, ChangePage

_HALF: Final = 2**31
"""Above all change numbers: two billion changes of one account."""

FIRST_KINDS: Final = frozenset({ChangeKind.BATCH, ChangeKind.DOCUMENT, ChangeKind.ACCOUNT})
"""What the first clients know: they fail at any other kind."""


def page(
    session: Session,
    user_id: UUID,
    *,
    after: int,
    limit: int,
    kinds: Collection[ChangeKind] = FIRST_KINDS,
) -> ChangePage:
    """At most `limit` changes above `after`, of some kinds. A row that is gone comes as a tombstone. A
    number that cannot be gone on from begins anew."""
    place = _Place.read(after)
    rows = repository.changes_after(session, user_id, place.number, limit + 1)
    # Looked at after the changes: a purge in between is seen here at the latest.
    last, purged = repository.bounds(session, user_id)
    reset = place.number > last or (0 < place.number < purged and place.floor != purged)
    anew = reset or place.number == 0
    if reset:
        rows = repository.changes_after(session, user_id, 0, limit + 1)
        place = _Place(0)
    shown = rows[:limit]
    wanted = [row for row in shown if row.kind in kinds]
    living = [row for row in wanted if not row.deleted]
    batch_rows = batches.by_ids(
        session, user_id, [row.entity_id for row in living if row.kind is ChangeKind.BATCH]
    )
    document_rows = documents.by_ids(
        session, user_id, [row.entity_id for row in living if row.kind is ChangeKind.DOCUMENT]
    )
    notification_rows = notifications.by_ids(
        session, user_id, [row.entity_id for row in living if row.kind is ChangeKind.NOTIFICATION]
    )
    changes = []
    for row in wanted:
        batch = batch_rows.get(row.entity_id) if row.kind is ChangeKind.BATCH else None
        document = document_rows.get(row.entity_id) if row.kind is ChangeKind.DOCUMENT else None
        notification = notification_rows.get(row.entity_id) if row.kind is ChangeKind.NOTIFICATION else None
        there = (batch, document, notification)
        alive = row.kind is ChangeKind.ACCOUNT or any(each is not None for each in there)
        changes.append(
            Change(
                number=row.number,
                kind=row.kind,
                id=row.entity_id,
                deleted=not alive,
                batch=batch,
                document=document,
                notification=notification,
            )
        )
    return ChangePage(
        changes=tuple(changes),
        next=_Place(shown[-1].number if shown else place.number, purged if anew else place.floor).written(
            purged
        ),
        more=len(rows) > limit,
        reset=reset,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a client has read. One that began from the beginning when the tombstones up to `floor` were
    dropped already misses none of them, below that, too; its numbers say so by their upper half."""

    number: int
    floor: int | None = None

    @classmethod
    def read(cls, after: int) -> "_Place":
        if after < _HALF:
            return cls(after)
        return cls(after % _HALF, after // _HALF - 1)

    def written(self, purged: int) -> int:
        if self.floor is None or not 0 < self.number < purged:
            return self.number
        return (self.floor + 1) * _HALF + self.number


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
