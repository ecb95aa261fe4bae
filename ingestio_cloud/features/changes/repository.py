"""The change feed in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Change, User
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    own_user,
    owned,
    owned_columns,
    owned_delete,
    owned_exists,
    upsert_rows,
    user_update,
)
from ingestio_cloud.features.signals import Channel, publish
from ingestio_core.contracts.changes import ChangeKind


class Changed(NamedTuple):
    """A row that clients keep, changed or deleted."""

    kind: ChangeKind
    id: UUID
    deleted: bool = False


def record_change(
    session: Session, user_id: UUID, kind: ChangeKind, entity_id: UUID, *, deleted: bool = False
) -> None:
    """Raise the user's change number and note the row under it.

    Belongs in the transaction of the change itself: the user's row stays locked until that ends,
    so numbers become visible in their order. Only the last change of a row is kept.
    """
    record_changes(session, user_id, [Changed(kind, entity_id, deleted)])


def record_changes(session: Session, user_id: UUID, changed: Sequence[Changed]) -> None:
    """The same for many rows at once, in their order, with two statements."""
    if not changed:
        return
    last = session.execute(
        user_update(user_id)
        .values(change_number=User.change_number + len(changed))
        .returning(User.change_number)
    ).scalar_one()
    first = last - len(changed) + 1
    now = utc_now()
    upsert_rows(
        session,
        Change,
        [
            {
                "user_id": user_id,
                "kind": row.kind,
                "entity_id": row.id,
                "number": number,
                "deleted": row.deleted,
                "changed_at": now,
            }
            for number, row in enumerate(changed, start=first)
        ],
    )
    publish(session, Channel.CHANGES, str(user_id))


def is_deleted(session: Session, user_id: UUID, kind: ChangeKind, entity_id: UUID) -> bool:
    """Whether the user once had this row and deleted it."""
    return bool(
        session.scalar(
            owned_exists(
                Change, user_id, Change.kind == kind, Change.entity_id == entity_id, Change.deleted.is_(True)
            )
        )
    )


def changes_after(session: Session, user_id: UUID, number: int, limit: int) -> Sequence[Change]:
    """The user's changes above a number, in order; not those of kinds that only newer processes know."""
    return session.scalars(
        owned(Change, user_id)
        .where(Change.number > number, Change.kind.in_(ChangeKind))
        .order_by(Change.number)
        .limit(limit)
    ).all()


def change_numbers(session: Session, user_ids: Sequence[UUID]) -> dict[UUID, int]:
    """The change number of each of these users."""
    rows = session.execute(everyone(User.id, User.change_number).where(User.id.in_(user_ids)))
    return {row.id: row.change_number for row in rows}


def bounds(session: Session, user_id: UUID) -> tuple[int, int]:
    """The user's newest change number, and that of the newest tombstone dropped."""
    row = session.execute(own_user(user_id).with_only_columns(User.change_number, User.changes_purged)).one()
    return row.change_number, row.changes_purged


def last_tombstone(session: Session, user_id: UUID, before: datetime) -> int | None:
    """The highest number of a tombstone written before a time."""
    highest: int | None = session.scalar(
        owned_columns(Change, user_id, func.max(Change.number)).where(
            Change.deleted.is_(True), Change.changed_at < before
        )
    )
    return highest


def raise_floor(session: Session, user_id: UUID, number: int) -> None:
    session.execute(user_update(user_id).where(User.changes_purged < number).values(changes_purged=number))


def delete_tombstones(session: Session, user_id: UUID, before: datetime, last: int) -> int:
    old = owned_delete(Change, user_id).where(
        Change.deleted.is_(True), Change.changed_at < before, Change.number <= last
    )
    return changed_rows(session, old)


def users_with_tombstones(session: Session, before: datetime, limit: int) -> Sequence[UUID]:
    """Some users, of all, who have tombstones older than a time."""
    old = everyone(Change.user_id).where(Change.deleted.is_(True), Change.changed_at < before)
    return session.scalars(old.distinct().limit(limit)).all()
