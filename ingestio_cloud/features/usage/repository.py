"""The ledger of pages and its monthly sum, which always agree."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import UsageEvent, UsageKind, UsageMonth
from ingestio_cloud.db.scope import changed_rows, insert_or_ignore, owned, owned_update


def month(session: Session, user_id: UUID, first_day: date) -> UsageMonth | None:
    return session.scalars(owned(UsageMonth, user_id).where(UsageMonth.month == first_day)).one_or_none()


def months_since(session: Session, user_id: UUID, first_day: date) -> Sequence[UsageMonth]:
    """The sums of the months from this one on."""
    return session.scalars(owned(UsageMonth, user_id).where(UsageMonth.month >= first_day)).all()


def add_event(
    session: Session,
    user_id: UUID,
    document_id: UUID,
    attempt: int,
    kind: UsageKind,
    *,
    pages: int,
    first_day: date,
) -> bool:
    """Write a line of the ledger; False when the attempt has one of this kind already, or one that
    settles it as this one would."""
    return insert_or_ignore(
        session,
        UsageEvent,
        {
            "id": uuid4(),
            "user_id": user_id,
            "document_id": document_id,
            "attempt": attempt,
            "kind": kind,
            "pages": pages,
            "month": first_day,
        },
    )


def events(session: Session, user_id: UUID, document_id: UUID, attempt: int) -> dict[UsageKind, UsageEvent]:
    rows = session.scalars(
        owned(UsageEvent, user_id).where(UsageEvent.document_id == document_id, UsageEvent.attempt == attempt)
    )
    return {row.kind: row for row in rows}


def events_of(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> Sequence[UsageEvent]:
    """All lines of the ledger for these documents."""
    return session.scalars(owned(UsageEvent, user_id).where(UsageEvent.document_id.in_(document_ids))).all()


def reserve_pages(session: Session, user_id: UUID, first_day: date, pages: int, limit: int | None) -> bool:
    """Add to the month's reserved pages unless that passes the limit, which no pages never do;
    whether they were added.

    One statement decides and adds, so two workers never overspend.
    """
    statement = (
        owned_update(UsageMonth, user_id)
        .where(UsageMonth.month == first_day)
        .values(pages_reserved=UsageMonth.pages_reserved + pages, pages_limit=limit)
    )
    if limit is not None and pages:
        statement = statement.where(UsageMonth.pages_reserved + UsageMonth.pages_used + pages <= limit)
    if changed_rows(session, statement):
        return True
    first = {
        "user_id": user_id,
        "month": first_day,
        "pages_reserved": 0,
        "pages_used": 0,
        "documents_used": 0,
    }
    # Another transaction may be the month's first just now: then its row is there once this insert,
    # which waits for it, was ignored.
    insert_or_ignore(session, UsageMonth, first)
    return changed_rows(session, statement) == 1


def settle_pages(
    session: Session, user_id: UUID, first_day: date, *, reserved: int, used: int | None
) -> None:
    """Take a reservation back, and count `used` pages of one document (None for a release)."""
    values: dict[str, sa.ColumnElement[int]] = {"pages_reserved": UsageMonth.pages_reserved - reserved}
    if used is not None:
        values["pages_used"] = UsageMonth.pages_used + used
        values["documents_used"] = UsageMonth.documents_used + 1
    session.execute(owned_update(UsageMonth, user_id).where(UsageMonth.month == first_day).values(**values))
