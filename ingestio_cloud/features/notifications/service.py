"""Notifications: written when a batch ends, listed, marked as read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Notification as NotificationRow
from ingestio_cloud.db.sessions import mail_wait
from ingestio_cloud.features.changes.repository import Changed, record_changes
from ingestio_cloud.features.notifications import repository
from ingestio_core.contracts.base import Page
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.notifications import Notification, NotificationKind, NotificationsRead
from ingestio_core.lifecycle import BatchStatus, DocumentCounts

QUIET: Final = timedelta(minutes=15)
"""Whoever redoes documents of a batch that ended so lately is there, and needs no second mail of it."""
GATHERED: Final = timedelta(minutes=10)
"""Batches that end within this of one that was mailed are told of together."""


def batch_ended(
    session: Session,
    user_id: UUID,
    batch_id: UUID,
    name: str | None,
    status: BatchStatus,
    counts: DocumentCounts,
) -> list[Changed]:
    """Write the record of a batch that has just ended, in the transaction in which it did, with its row
    locked; what clients must know of it.

    A batch that was reopened by a redo and ends again has a new record; what was said of it before is
    old news, so it counts as read, and a mail of it that was not sent is not sent any more.
    """
    now = utc_now()
    before = repository.of_batch(session, user_id, batch_id)
    ids = [row.id for row in before]
    old_news = repository.mark_read(session, user_id, ids, now) if ids else ()
    notification_id = uuid4()
    values = {
        "id": notification_id,
        "user_id": user_id,
        "batch_id": batch_id,
        "kind": NotificationKind.BATCH_ENDED,
        "batch_name": name,
        "batch_status": status,
        "document_count": counts.total,
        "completed_count": counts.completed,
        "failed_count": counts.failed,
        "created_at": now,
        "mail_due_at": _mail_due(session, user_id, before, now),
    }
    repository.add(session, values)
    return [Changed(ChangeKind.NOTIFICATION, each) for each in (*old_news, notification_id)]


def list_page(
    session: Session, user_id: UUID, *, unread: bool | None, cursor: str | None, limit: int
) -> Page[Notification]:
    """One page, newest first. Raises `RefusedError` (bad_cursor)."""
    rows, following = repository.page(session, user_id, unread=unread, cursor=cursor, limit=limit)
    return Page(items=tuple(map(notification_wire, rows)), next_cursor=following)


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Notification]:
    """Those of the notifications that exist."""
    return {row.id: notification_wire(row) for row in repository.by_ids(session, user_id, ids)}


def mark_read(session: Session, user_id: UUID, request: NotificationsRead) -> None:
    """Note what was read; twice is once."""
    ids = None if request.all else tuple(dict.fromkeys(request.ids))
    changed = repository.mark_read(session, user_id, ids, utc_now()) if ids is None or ids else ()
    record_changes(session, user_id, [Changed(ChangeKind.NOTIFICATION, each) for each in changed])


def gone_with_batch(session: Session, user_id: UUID, batch_id: UUID) -> list[Changed]:
    """The tombstones of what was said of a batch that is being deleted."""
    rows = repository.of_batch(session, user_id, batch_id)
    return [Changed(ChangeKind.NOTIFICATION, row.id, deleted=True) for row in rows]


def set_batch_mails(session: Session, user_id: UUID, wanted: bool) -> None:
    """Switch mails about batches on or off. Off also holds for what waits to be sent."""
    if repository.set_batch_mails(session, user_id, wanted):
        record_changes(session, user_id, [Changed(ChangeKind.ACCOUNT, user_id)])
    if not wanted:
        repository.drop_mails(session, user_id)


def notification_wire(row: NotificationRow) -> Notification:
    return Notification(
        id=row.id,
        kind=row.kind,
        batch_id=row.batch_id,
        batch_name=row.batch_name,
        batch_status=row.batch_status,
        document_count=row.document_count,
        completed_count=row.completed_count,
        failed_count=row.failed_count,
        created_at=row.created_at,
        read_at=row.read_at,
    )


def _mail_due(
    session: Session, user_id: UUID, before: Sequence[NotificationRow], now: datetime
) -> datetime | None:
    """When the mail of a batch that ended is to be sent; None where none is. `before` is what was said
    of the same batch, the newest first."""
    wait = mail_wait(session)
    if wait is None or not repository.wants_mail(session, user_id):
        return None
    replaces = bool(before) and repository.call_mail_back(session, user_id, [row.id for row in before])
    if before and before[0].created_at > now - QUIET and not replaces:
        return None
    if repository.was_mailed(session, user_id, now - GATHERED):
        return now + max(wait, GATHERED)
    return now + wait
