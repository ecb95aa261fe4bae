"""Dates: in a believable time and in the right order."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks.view import DataView, Place
from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.values import date_of

_EARLIEST: Final = date(1990, 1, 1)
_DAYS_AHEAD: Final = {
    "invoice_date": 31,
    "date": 31,
    "order_date": 31,
    "period_start": 31,
    "period_end": 366,
    "due_date": 3 * 366,
    "delivery_date": 3 * 366,
    "effective_date": 10 * 366,
    "end_date": 100 * 366,
}
"""How far in the future a date of each role is believed."""
_ORDERED: Final = (
    ("invoice_date", "due_date"),
    ("order_date", "delivery_date"),
    ("period_start", "period_end"),
    ("effective_date", "end_date"),
)
_BOOKING_SLACK: Final = timedelta(days=7)
"""Transactions may be dated by their value day, which falls a few days outside the period."""


def check_dates(view: DataView) -> Iterator[Finding]:
    """Dates too far in the past or future, and dates that come before the one they follow."""
    for role, ahead in _DAYS_AHEAD.items():
        place = view.field(role)
        if place is not None and place.day is not None:
            yield from _believable(view, place, place.day, ahead)
    for first_role, second_role in _ORDERED:
        first, second = view.field(first_role), view.field(second_role)
        if first is None or second is None:
            continue
        start, end = first.day, second.day
        if start is None or end is None or start <= end:
            continue

        def follows(value: JsonValue, start: date = start) -> bool:
            other = date_of(value)
            return other is not None and other >= start

        yield Finding(
            code="date_order",
            severity=Severity.WARNING,
            message=f"{second.label} {end.isoformat()} is before {first.label.lower()} {start.isoformat()}",
            paths=(second.pointer, first.pointer),
            suggestion=view.alternative(second, follows),
        )


def check_period(view: DataView) -> Iterator[Finding]:
    """Transactions of a statement dated outside its period."""
    table, first, last = view.table("transactions"), view.field("period_start"), view.field("period_end")
    if table is None or first is None or last is None:
        return
    start, end = first.day, last.day
    if start is None or end is None or start > end:
        return
    for row in table[1]:
        place = row.cells.get("date")
        day = place.day if place else None
        if place is None or day is None or start - _BOOKING_SLACK <= day <= end + _BOOKING_SLACK:
            continue
        yield Finding(
            code="date_outside_period",
            severity=Severity.WARNING,
            message=f"Row {row.number} is dated {day.isoformat()}, outside the period "
            f"{start.isoformat()} to {end.isoformat()}",
            paths=(place.pointer,),
        )


def _believable(view: DataView, place: Place, day: date, ahead: int) -> Iterator[Finding]:
    latest = view.today + timedelta(days=ahead)
    if _EARLIEST <= day <= latest:
        return
    word = "long ago" if day < _EARLIEST else "far in the future"

    def credible(value: JsonValue) -> bool:
        other = date_of(value)
        return other is not None and _EARLIEST <= other <= latest

    yield Finding(
        code="date_unlikely",
        severity=Severity.WARNING,
        message=f"{place.label} {day.isoformat()} is {word}",
        paths=(place.pointer,),
        suggestion=view.alternative(place, credible),
    )
