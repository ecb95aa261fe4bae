"""Page quota: reserve before the work, commit on success, release on anything else."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import UsageKind, UsageMonth
from ingestio_cloud.features.usage import repository
from ingestio_core.contracts.billing import MonthUsage, Usage


def this_month() -> date:
    """The first day of the month by which pages are counted (UTC)."""
    return utc_now().date().replace(day=1)


def history(session: Session, user_id: UUID, months: int) -> Usage:
    """The sums of so many months, this one the last; those without a sum are zero."""
    first_days = _months_until(this_month(), months)
    found = {row.month: row for row in repository.months_since(session, user_id, first_days[0])}
    return Usage(months=tuple(_month_usage(first_day, found.get(first_day)) for first_day in first_days))


def pages_taken(session: Session, user_id: UUID) -> int:
    """Pages used and reserved this month."""
    row = repository.month(session, user_id, this_month())
    return row.pages_used + row.pages_reserved if row else 0


def reserve(
    session: Session, user_id: UUID, document_id: UUID, attempt: int, *, pages: int, limit: int | None
) -> bool:
    """Reserve the pages of an attempt; False when fewer than that are left, or when its reservation is
    settled already. Twice is once."""
    first_day = this_month()
    if not repository.reserve_pages(session, user_id, first_day, pages, limit):
        return _is_open(session, user_id, document_id, attempt)
    if repository.add_event(
        session, user_id, document_id, attempt, UsageKind.RESERVE, pages=pages, first_day=first_day
    ):
        return True
    repository.settle_pages(session, user_id, first_day, reserved=pages, used=None)
    return _is_open(session, user_id, document_id, attempt)


def commit(session: Session, user_id: UUID, document_id: UUID, attempt: int, *, pages: int) -> bool:
    """Turn an attempt's reservation into `pages` used, at most those reserved, exactly once; whether
    the account's figures changed, which its clients must see."""
    return _settle(session, user_id, document_id, attempt, UsageKind.COMMIT, pages)


def release(session: Session, user_id: UUID, document_id: UUID, attempt: int) -> None:
    """Give an attempt's reservation back. Once, and never after a commit."""
    _settle(session, user_id, document_id, attempt, UsageKind.RELEASE, None)


def release_all(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> None:
    """Give back whatever is reserved for these documents."""
    kinds: dict[tuple[UUID, int], set[UsageKind]] = {}
    for event in repository.events_of(session, user_id, document_ids):
        kinds.setdefault((event.document_id, event.attempt), set()).add(event.kind)
    for (document_id, attempt), found in kinds.items():
        if found == {UsageKind.RESERVE}:
            release(session, user_id, document_id, attempt)


def _settle(
    session: Session, user_id: UUID, document_id: UUID, attempt: int, kind: UsageKind, used: int | None
) -> bool:
    events = repository.events(session, user_id, document_id, attempt)
    reserved = events.get(UsageKind.RESERVE)
    if reserved is None or len(events) > 1:
        return False
    if used is not None:
        used = min(used, reserved.pages)
    # Of two that settle at once, the ledger lets one in; the other waits for it and is ignored.
    if not repository.add_event(
        session,
        user_id,
        document_id,
        attempt,
        kind,
        pages=reserved.pages if used is None else used,
        first_day=reserved.month,
    ):
        return False
    repository.settle_pages(session, user_id, reserved.month, reserved=reserved.pages, used=used)
    return bool(used)


def _is_open(session: Session, user_id: UUID, document_id: UUID, attempt: int) -> bool:
    return set(repository.events(session, user_id, document_id, attempt)) == {UsageKind.RESERVE}


def _months_until(last: date, count: int) -> list[date]:
    """The first days of `count` months, the last one `last`."""
    number = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(number - count + 1, number + 1)]


def _month_usage(first_day: date, row: UsageMonth | None) -> MonthUsage:
    return MonthUsage(
        month=first_day,
        pages_used=row.pages_used if row else 0,
        documents_used=row.documents_used if row else 0,
        pages_limit=row.pages_limit if row else None,
    )
