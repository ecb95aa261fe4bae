"""Customers and notices in the database. Of the provider only the customer's id is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import User, WebhookEvent
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    everyone_delete,
    everyone_update,
    insert_or_ignore,
    user_update,
)
from ingestio_cloud.integrations.subscriptions import Notice

PROVIDER: Final = "stripe"
MOST_ATTEMPTS: Final = 8
"""After so many a notice is set aside, with the reason of the last one."""

_CUSTOMER: Final = "customer"


def user_of_customer(session: Session, customer: str) -> User | None:
    """Whose customer this is: a notice names no user."""
    user: User | None = session.scalars(
        everyone(User).where(User.stripe_customer_id == customer, User.deleted_at.is_(None))
    ).one_or_none()
    return user


def keep_customer(session: Session, user_id: UUID, customer: str, *, instead_of: str | None) -> bool:
    """Note the user's customer unless another request was first; whether it was noted."""
    statement = user_update(user_id).where(User.stripe_customer_id.is_not_distinct_from(instead_of))
    return changed_rows(session, statement.values(stripe_customer_id=customer)) == 1


def store_notice(session: Session, notice: Notice, now: datetime) -> bool:
    """Keep a notice until it is worked on; False when it came before. What it says beyond whom it is
    about is not kept: the provider is asked again."""
    return insert_or_ignore(
        session,
        WebhookEvent,
        {
            "id": uuid4(),
            "provider": PROVIDER,
            "event_id": notice.id,
            "type": notice.kind,
            "payload": {_CUSTOMER: notice.customer, "created": notice.created.isoformat()},
            "received_at": now,
            "due_at": now,
            "attempts": 0,
        },
    )


def due_notices(session: Session, now: datetime, limit: int) -> Sequence[UUID]:
    """Those to be worked on now, oldest first, of all users."""
    return session.scalars(
        everyone(WebhookEvent.id).where(WebhookEvent.due_at <= now).order_by(WebhookEvent.due_at).limit(limit)
    ).all()


def claim_notice(session: Session, notice_id: UUID, now: datetime) -> WebhookEvent | None:
    """Take a due notice, so that no other process does, until its next attempt is due: that is when a
    crash shows, too."""
    found: WebhookEvent | None = session.scalars(
        everyone(WebhookEvent).where(WebhookEvent.id == notice_id, WebhookEvent.due_at <= now)
    ).one_or_none()
    if found is None:
        return None
    again = now + timedelta(seconds=min(3600, 30 * 2**found.attempts))
    claimed = everyone_update(WebhookEvent).where(
        WebhookEvent.id == notice_id, WebhookEvent.attempts == found.attempts
    )
    if not changed_rows(session, claimed.values(attempts=found.attempts + 1, due_at=again)):
        return None
    session.refresh(found)
    return found


def customer_of(notice: WebhookEvent) -> str | None:
    customer = notice.payload.get(_CUSTOMER)
    return customer if isinstance(customer, str) else None


def end_notice(session: Session, notice_id: UUID, now: datetime) -> None:
    """It is done."""
    done = everyone_update(WebhookEvent).where(WebhookEvent.id == notice_id)
    session.execute(done.values(processed_at=now, due_at=None, last_error=None))


def fail_notice(session: Session, notice_id: UUID, reason: str) -> bool:
    """Note why it failed; whether it is set aside for good."""
    failed = everyone_update(WebhookEvent).where(WebhookEvent.id == notice_id).values(last_error=reason)
    session.execute(failed)
    last = everyone_update(WebhookEvent).where(
        WebhookEvent.id == notice_id, WebhookEvent.attempts >= MOST_ATTEMPTS
    )
    return changed_rows(session, last.values(due_at=None)) == 1


def drop_notices(session: Session, before: datetime) -> int:
    """Forget notices that came before this time and are done or set aside; how many."""
    over = everyone_delete(WebhookEvent).where(WebhookEvent.due_at.is_(None))
    return changed_rows(session, over.where(WebhookEvent.received_at < before))
