"""Authentication by bearer token, and the account with its plan."""

import hashlib
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.features.accounts import repository
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.usage import repository as usage_repository
from ingestio_cloud.features.usage.service import this_month
from ingestio_core.contracts.account import Account, SubscriptionStanding
from ingestio_core.plans import Plan


def hash_token(token: str) -> str:
    """SHA-256 in hex; tokens carry enough randomness to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_local_session(session: Session, token: str) -> UUID:
    """Make the given token the only one of the embedded service's user; that user's id."""
    user = repository.local_user(session)
    repository.replace_sessions(session, user.id, hash_token(token))
    return user.id


def account(
    session: Session, user_id: UUID, plan: Plan, standing: SubscriptionStanding | None = None
) -> Account:
    """The account with what is left of its quota this month."""
    user = repository.user_by_id(session, user_id)
    if user is None:
        raise NotAuthenticatedError
    start = this_month()
    usage = usage_repository.month(session, user_id, start)
    used = usage.pages_used if usage else 0
    taken = used + (usage.pages_reserved if usage else 0)
    limit = plan.pages_per_month
    return Account(
        id=user.id,
        email=user.email,
        plan=plan.name,
        files_per_batch=plan.files_per_batch,
        max_file_bytes=plan.max_file_bytes,
        pages_limit=limit,
        pages_used=used,
        pages_left=None if limit is None else max(0, limit - taken),
        period_start=start,
        period_end=(start + timedelta(days=32)).replace(day=1) - timedelta(days=1),
        model_engines=plan.model_engines,
        batch_mails=user.batch_mails,
        subscription=standing,
    )
