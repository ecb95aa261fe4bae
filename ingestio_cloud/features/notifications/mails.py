"""Sends what waits to be told by mail: each once, by whichever process comes first."""

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Notification
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.notifications import repository
from ingestio_cloud.features.notifications.letters import batch_letter
from ingestio_cloud.features.notifications.repository import Reader
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

CLAIM: Final = timedelta(minutes=10)
"""After which another process sends what one took and did not settle: it died."""
ATTEMPTS: Final = 10
"""Over some four hours; then it is no news any more."""
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=1)
_USERS_AT_ONCE: Final = 50
_ROUNDS: Final = 10
_PATIENCE: Final = 3
"""Mails in a row that could not be sent, after which the server is left alone until the next round."""
_DROPPED_AT_ONCE: Final = 500


async def upkeep(context: Context) -> None:
    """Send the mails that are due, and drop notifications whose time is over."""
    if context.notifications.mails:
        await _send_due(context)
    else:
        await context.db.system.write(repository.forget_mails)
    before = utc_now() - context.notifications.keep
    while await context.db.system.write(repository.drop_old, before, _DROPPED_AT_ONCE):
        pass


async def _send_due(context: Context) -> None:
    failures = 0
    for _ in range(_ROUNDS):
        users = await context.db.system.read(repository.users_to_mail, utc_now(), _USERS_AT_ONCE)
        for user_id in users:
            failures = 0 if await _send_to(context, user_id) else failures + 1
            if failures >= _PATIENCE:
                return
        if len(users) < _USERS_AT_ONCE:
            return


async def _send_to(context: Context, user_id: UUID) -> bool:
    """Send a person the mail that is due, if it still is; False when the server could not take it."""
    rows = context.db.of(user_id)
    taken = await rows.write(_take)
    if taken is None:
        return True
    reader, ended = taken
    ids = [row.id for row in ended]
    desk = context.notifications
    mail = batch_letter(reader.email, ended, off_link=desk.off_link(user_id), account_link=desk.account_link)
    try:
        await context.identity.post.send(mail)
    except MachineError as error:
        tried = max(row.mail_attempts for row in ended) + 1
        if error.retryable and tried < ATTEMPTS:
            log.warning("batch_mail_waits", batches=len(ids), attempt=tried, why=error.message)
            await rows.write(repository.settle_mail, ids, utc_now() + pause(tried))
        else:
            log.error("batch_mail_given_up", batches=len(ids), attempts=tried, why=error.message)
            await rows.write(repository.settle_mail, ids, None)
        return not error.retryable
    await rows.write(repository.settle_mail, ids, None)
    log.info("batch_mail_sent", batches=len(ids))
    return True


def pause(tried: int) -> timedelta:
    """How long to wait after so many attempts: ever longer, and not as long as the others."""
    longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (tried - 1))
    return timedelta(seconds=longest.total_seconds() * random.uniform(0.5, 1))


def _take(session: Session, user_id: UUID) -> tuple[Reader, Sequence[Notification]] | None:
    """Claim the user's mail. None where another process has it, or the person wants none (any more)."""
    now = utc_now()
    ended = repository.claim_mail(session, user_id, now, now + CLAIM)
    if not ended:
        return None
    reader = repository.reader(session, user_id)
    if reader is None or not reader.wanted:
        repository.drop_mails(session, user_id)
        return None
    return reader, ended
