"""What the provider tells us: stored once, worked on later. It changes nothing by itself: the plan is
asked for anew, and the person is told."""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import WebhookEvent
from ingestio_cloud.features.billing import repository
from ingestio_cloud.features.billing.letters import letter
from ingestio_cloud.features.changes.repository import record_change
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.signals import Channel, publish
from ingestio_cloud.integrations.subscriptions import Notice
from ingestio_core.contracts.changes import ChangeKind

log = structlog.get_logger(__name__)

KEPT: Final = timedelta(days=60)
"""Longer than the provider sends a notice again (three days)."""
_AT_ONCE: Final = 50


class Told(StrEnum):
    """Notices that matter here; https://docs.stripe.com/api/events/types"""

    SUBSCRIBED = "customer.subscription.created"
    CHANGED = "customer.subscription.updated"
    ENDED = "customer.subscription.deleted"
    PAUSED = "customer.subscription.paused"
    RESUMED = "customer.subscription.resumed"
    TRIAL_ENDS = "customer.subscription.trial_will_end"
    CHECKED_OUT = "checkout.session.completed"
    PAID = "invoice.paid"
    NOT_PAID = "invoice.payment_failed"
    CUSTOMER_GONE = "customer.deleted"


_TOLD: Final = frozenset(Told)


async def receive(context: Context, notice: Notice) -> None:
    """Keep a notice; it is worked on right after the answer, or by the upkeep when that fails."""
    if await context.db.system.write(repository.store_notice, notice, utc_now()):
        context.tasks.start(upkeep(context), name="notices")


async def upkeep(context: Context) -> None:
    """Work on the notices that are due, and forget old ones."""
    while due := await context.db.system.read(repository.due_notices, utc_now(), _AT_ONCE):
        for notice_id in due:
            await _work_on(context, notice_id)
    await context.db.system.write(repository.drop_notices, utc_now() - KEPT)


async def _work_on(context: Context, notice_id: UUID) -> None:
    """The edge of a task: whatever goes wrong with one notice is noted on it."""
    notice = await context.db.system.write(repository.claim_notice, notice_id, utc_now())
    if notice is None:
        return
    try:
        email = await context.db.system.write(_spread, notice)
        if email is not None and (mail := letter(notice.type, email)) is not None:
            await context.identity.post.send(mail)
        await context.db.system.write(repository.end_notice, notice_id, utc_now())
    except Exception as error:
        log.exception("notice_failed", notice=notice.event_id, type=notice.type, attempt=notice.attempts)
        reason = f"{type(error).__name__}: {error}"[:500]
        if await context.db.system.write(repository.fail_notice, notice_id, reason):
            log.error("notice_set_aside", notice=notice.event_id, type=notice.type)


def _spread(session: Session, notice: WebhookEvent) -> str | None:
    """Drop the plan of whom it is about, in every process, and let their clients look again. Their
    e-mail address, if it is about a user at all."""
    customer = repository.customer_of(notice)
    if customer is None or notice.type not in _TOLD:
        return None
    user = repository.user_of_customer(session, customer)
    if user is None:
        return None
    publish(session, Channel.PLANS, str(user.id))
    record_change(session, user.id, ChangeKind.ACCOUNT, user.id)
    return user.email
