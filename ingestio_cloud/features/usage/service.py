"""Page quota: reserve before the work, commit on success, release on anything else."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import UsageKind
from ingestio_cloud.features.changes.repository import record_change
from ingestio_cloud.features.usage import repository
from ingestio_core.contracts.changes import ChangeKind


def this_month() -> date:
    """The first day of the month by which pages are counted (UTC)."""
    return utc_now().date().replace(day=1)


def pages_taken(session: Session, user_id: UUID) -> int:
    """Pages used and reserved this month."""
    row = repository.month(session, user_id, this_month())
    return row.pages_used + row.pages_reserved if row else 0


def reserve(
    session: Session, user_id: UUID, document_id: UUID, attempt: int, *, pages: int, limit: int | None
) -> bool:
    """Reserve the pages of an attempt; False when fewer than that are left. Twice is once."""
    if UsageKind.RESERVE in repository.events(session, user_id, document_id, attempt):
        return True
    first_day = this_month()
    if not repository.reserve_pages(session, user_id, first_day, pages, limit):
        return False
    repository.add_event(
        session, user_id, document_id, attempt, UsageKind.RESERVE, pages=pages, first_day=first_day
    )
    return True


def commit(session: Session, user_id: UUID, document_id: UUID, attempt: int, *, pages: int) -> None:
    """Turn an attempt's reservation into `pages` used. Exactly once."""
    _settle(session, user_id, document_id, attempt, UsageKind.COMMIT, pages)


def release(session: Session, user_id: UUID, document_id: UUID, attempt: int) -> None:
    """Give an attempt's reservation back. Once, and never after a commit."""
    _settle(session, user_id, document_id, attempt, UsageKind.RELEASE, None)


def _settle(
    session: Session, user_id: UUID, document_id: UUID, attempt: int, kind: UsageKind, used: int | None
) -> None:
    events = repository.events(session, user_id, document_id, attempt)
    reserved = events.get(UsageKind.RESERVE)
    if reserved is None or UsageKind.COMMIT in events or UsageKind.RELEASE in events:
        return
    repository.add_event(
        session,
        user_id,
        document_id,
        attempt,
        kind,
        pages=reserved.pages if used is None else used,
        first_day=reserved.month,
    )
    repository.settle_pages(session, user_id, reserved.month, reserved=reserved.pages, used=used)
    if used:
        record_change(session, user_id, ChangeKind.ACCOUNT, user_id)
