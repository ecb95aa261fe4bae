"""What the person is told of when batches end: kept as the service tells it, told once, marked as read.

Those of a batch that is not here, or that the person has just deleted, are not shown.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_core.contracts.notifications import Notification
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import BatchModel, NotificationModel
from ingestio_desktop.store.outbox import add_event
from ingestio_desktop.store.rows import EventKind, NotificationRow

KEPT: Final = timedelta(days=90)
"""As long as the service keeps them."""
_SHOWN: Final = sa.and_(BatchModel.id == NotificationModel.batch_id, BatchModel.hidden.is_(False))


def apply_notifications(unit: Unit, notifications: Iterable[Notification]) -> None:
    """Keep the service's notifications. What was read here stays read: the service hears of it yet."""
    for piece in chunked(notifications):
        ids = [notification.id for notification in piece]
        known = {
            row.id: row
            for row in unit.session.scalars(sa.select(NotificationModel).where(NotificationModel.id.in_(ids)))
        }
        for notification in piece:
            row = known.get(notification.id)
            if row is None:
                unit.session.add(_new(notification))
            elif notification.read_at is not None:
                row.read_at = notification.read_at
        unit.notifications = True
    if unit.notifications:
        old = NotificationModel.created_at < datetime.now(UTC) - KEPT
        unit.session.execute(sa.delete(NotificationModel).where(old))


def forget_notifications(unit: Unit, ids: Iterable[UUID]) -> None:
    for piece in chunked(ids):
        unit.session.execute(sa.delete(NotificationModel).where(NotificationModel.id.in_(piece)))
        unit.notifications = True


def take_untold(unit: Unit) -> tuple[NotificationRow, ...]:
    """What the person was neither shown nor has seen elsewhere, the newest first; from now on it counts
    as shown, also after a crash in the next moment."""
    rows = _rows(unit.session, NotificationModel.told.is_(False))
    for piece in chunked(row.id for row in rows):
        shown = sa.update(NotificationModel).where(NotificationModel.id.in_(piece))
        unit.session.execute(shown.values(told=True))
    return tuple(row for row in rows if not row.read)


def newest(session: Session, limit: int) -> tuple[NotificationRow, ...]:
    """The newest first."""
    return _rows(session, sa.true(), limit)


def unread_count(session: Session) -> int:
    query = sa.select(sa.func.count()).select_from(NotificationModel).join(BatchModel, _SHOWN)
    return session.scalar(query.where(NotificationModel.read_at.is_(None))) or 0


def mark_read(unit: Unit, *, batch_id: UUID | None = None) -> None:
    """The person has seen what was told of a batch, or (None) all of it."""
    query = sa.select(NotificationModel.id).where(NotificationModel.read_at.is_(None))
    if batch_id is not None:
        query = query.where(NotificationModel.batch_id == batch_id)
    for piece in chunked(unit.session.scalars(query).all()):
        unit.session.execute(
            sa.update(NotificationModel)
            .where(NotificationModel.id.in_(piece))
            .values(read_at=datetime.now(UTC), told=True)
        )
        payload = {"ids": [str(notification_id) for notification_id in piece]}
        add_event(unit, EventKind.READ_NOTIFICATIONS, uuid4(), payload=payload)
        unit.notifications = True


def _rows(
    session: Session, where: sa.ColumnElement[bool], limit: int | None = None
) -> tuple[NotificationRow, ...]:
    query = sa.select(NotificationModel, BatchModel.name).join(BatchModel, _SHOWN).where(where)
    newest_first = query.order_by(NotificationModel.created_at.desc(), NotificationModel.id)
    return tuple(_row(model, name) for model, name in session.execute(newest_first.limit(limit)))


def _row(model: NotificationModel, name: str | None) -> NotificationRow:
    return NotificationRow(
        id=model.id,
        batch_id=model.batch_id,
        title=name or f"{str(model.batch_id)[:8]}…",
        status=BatchStatus(model.status),
        document_count=model.document_count,
        completed_count=model.completed_count,
        failed_count=model.failed_count,
        created_at=model.created_at,
        read=model.read_at is not None,
    )


def _new(notification: Notification) -> NotificationModel:
    return NotificationModel(
        id=notification.id,
        batch_id=notification.batch_id,
        status=notification.batch_status,
        document_count=notification.document_count,
        completed_count=notification.completed_count,
        failed_count=notification.failed_count,
        created_at=notification.created_at,
        read_at=notification.read_at,
        told=False,
    )
