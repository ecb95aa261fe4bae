"""Notifications in the database, and which of them wait for their mail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, tuple_
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Change, Notification, User
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    everyone_delete,
    everyone_update,
    own_user,
    owned,
    owned_exists,
    owned_update,
    user_update,
)
from ingestio_cloud.features.keyset import Key, Order, list_tag, page_of, parse_moment, parse_uuid
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.notifications import NotificationKind

_NEWEST_FIRST: Final = Order(
    (Key(Notification.created_at, parse_moment), Key(Notification.id, parse_uuid)), down=True
)


class Reader(NamedTuple):
    """Whom a mail about batches goes to. `wanted` is whether it may: the address is confirmed, and the
    person has not switched such mails off."""

    user_id: UUID
    email: str
    wanted: bool


def add(session: Session, values: Mapping[str, Any]) -> None:
    session.add(Notification(**values))
    session.flush()


def page(
    session: Session, user_id: UUID, *, unread: bool | None, cursor: str | None, limit: int
) -> tuple[Sequence[Notification], str | None]:
    """One page of the user's notifications, newest first, and the next cursor."""
    statement = _known(user_id)
    if unread is not None:
        empty = Notification.read_at.is_(None)
        statement = statement.where(empty if unread else ~empty)
    tag = list_tag("notifications", unread)
    return page_of(session, statement, _NEWEST_FIRST, tag=tag, cursor=cursor, limit=limit)


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> Sequence[Notification]:
    if not ids:
        return ()
    return session.scalars(_known(user_id).where(Notification.id.in_(ids))).all()


def of_batch(session: Session, user_id: UUID, batch_id: UUID) -> Sequence[Notification]:
    """All that were written about a batch, the newest first."""
    return session.scalars(
        _known(user_id)
        .where(Notification.batch_id == batch_id)
        .order_by(Notification.created_at.desc(), Notification.id)
        .execution_options(populate_existing=True)
    ).all()


def mark_read(session: Session, user_id: UUID, ids: Sequence[UUID] | None, now: datetime) -> Sequence[UUID]:
    """Note that these (None: all) were read, unless they were before; which that changed."""
    statement = owned_update(Notification, user_id).where(Notification.read_at.is_(None))
    if ids is not None:
        statement = statement.where(Notification.id.in_(ids))
    return session.scalars(statement.values(read_at=now).returning(Notification.id)).all()


def call_mail_back(session: Session, user_id: UUID, ids: Sequence[UUID]) -> bool:
    """Drop the mails of these that nobody has tried to send yet; whether there were any."""
    waiting = owned_update(Notification, user_id).where(
        Notification.id.in_(ids), Notification.mail_due_at.is_not(None), Notification.mail_attempts == 0
    )
    return changed_rows(session, waiting.values(mail_due_at=None)) > 0


def wants_mail(session: Session, user_id: UUID) -> bool:
    found = reader(session, user_id)
    return found is not None and found.wanted


def was_mailed(session: Session, user_id: UUID, since: datetime) -> bool:
    """Whether the user was sent a mail about a batch that ended after a time."""
    mailed = owned_exists(
        Notification,
        user_id,
        Notification.created_at > since,
        Notification.mail_attempts > 0,
        Notification.mail_due_at.is_(None),
    )
    return bool(session.scalar(mailed))


def reader(session: Session, user_id: UUID) -> Reader | None:
    """None where the account is gone or has no address."""
    row = session.execute(
        own_user(user_id).with_only_columns(
            User.email, User.email_verified_at, User.batch_mails, User.deleted_at
        )
    ).one_or_none()
    if row is None or row.email is None:
        return None
    wanted = row.batch_mails and row.email_verified_at is not None and row.deleted_at is None
    return Reader(user_id, row.email, wanted)


def batch_mails(session: Session, user_id: UUID) -> bool:
    """Whether the person wants mails about batches."""
    return bool(session.scalar(own_user(user_id).with_only_columns(User.batch_mails)))


def set_batch_mails(session: Session, user_id: UUID, wanted: bool) -> bool:
    """Switch mails about batches on or off; whether that changed anything."""
    statement = user_update(user_id).where(User.batch_mails != wanted)
    return changed_rows(session, statement.values(batch_mails=wanted)) == 1


def users_to_mail(session: Session, now: datetime, limit: int) -> Sequence[UUID]:
    """Some users, of all, for whom a mail is due."""
    due = everyone(Notification.user_id).where(Notification.mail_due_at <= now)
    return session.scalars(due.distinct().limit(limit)).all()


def claim_mail(session: Session, user_id: UUID, now: datetime, until: datetime) -> Sequence[Notification]:
    """Take the user's mail, if it is due: whatever is due, and what would be soon goes along. Nobody
    else gets it before `until`."""
    rows = session.scalars(
        _known(user_id)
        .where(or_(Notification.mail_due_at <= now, Notification.mail_attempts == 0))
        .where(Notification.mail_due_at.is_not(None))
        .order_by(Notification.created_at, Notification.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    if not any(row.mail_due_at is not None and row.mail_due_at <= now for row in rows):
        return ()
    taken = owned_update(Notification, user_id).where(Notification.id.in_([row.id for row in rows]))
    session.execute(taken.values(mail_due_at=until, mail_attempts=Notification.mail_attempts + 1))
    return rows


def settle_mail(session: Session, user_id: UUID, ids: Sequence[UUID], again: datetime | None) -> None:
    """Their mail was sent or is given up, or (`again`) is to be tried once more then."""
    session.execute(
        owned_update(Notification, user_id).where(Notification.id.in_(ids)).values(mail_due_at=again)
    )


def drop_mails(session: Session, user_id: UUID) -> None:
    """Forget all mails that are not sent yet."""
    waiting = owned_update(Notification, user_id).where(Notification.mail_due_at.is_not(None))
    session.execute(waiting.values(mail_due_at=None))


def drop_old(session: Session, before: datetime, limit: int) -> int:
    """Delete some notifications, of whomever, that were written before a time, and what the change feed
    has of them: a client keeps them as long as it likes. How many there were."""
    old = session.execute(
        everyone(Notification.user_id, Notification.id).where(Notification.created_at < before).limit(limit)
    ).all()
    if old:
        noted = tuple_(Change.user_id, Change.entity_id).in_([(row.user_id, row.id) for row in old])
        session.execute(everyone_delete(Notification).where(Notification.id.in_([row.id for row in old])))
        session.execute(everyone_delete(Change).where(Change.kind == ChangeKind.NOTIFICATION, noted))
    return len(old)


def forget_mails(session: Session) -> int:
    """Drop all mails that wait, of whomever: this installation sends none any more."""
    waiting = everyone_update(Notification).where(Notification.mail_due_at.is_not(None))
    return changed_rows(session, waiting.values(mail_due_at=None))


def _known(user_id: UUID) -> Select[Any]:
    """The user's notifications, but for those of kinds that only newer processes know."""
    return owned(Notification, user_id).where(Notification.kind.in_(NotificationKind))
