"""How a person writes numbers and days, and how the document at hand does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from re import fullmatch
from typing import Final

from pydantic import JsonValue
from PySide6.QtCore import QLocale

from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.values import date_of

ISO: Final = "%Y-%m-%d"
_OWN_DATES: Final = ("invoice_date", "date", "order_date", "period_end", "effective_date")
"""Roles of the day that a document is of; the other days in it are near that one."""


class DateOrder(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class ValueProblem(ValueError):
    """A text that can't be the value of its field; `str()` is a sentence for the person. An `unfinished`
    one may become a value as it is typed on."""

    def __init__(self, sentence: str, *, unfinished: bool = False) -> None:
        super().__init__(sentence)
        self.unfinished = unfinished


@dataclass(frozen=True, slots=True)
class Writing:
    """`decimal` and `group` are the marks of numbers, `order` what 3/4/24 means and `pattern` (of strftime)
    how a day is shown. `printed_order` and `printed_decimal` are what the document itself shows, where that
    is known. A day without a year is the one closest to `near`. `from_page` for a text that stands on the
    page."""

    language: str
    decimal: str
    group: str
    order: DateOrder
    pattern: str
    today: date
    near: date
    printed_order: DateOrder | None = None
    printed_decimal: str = ""
    from_page: bool = False

    @property
    def own_mark(self) -> str:
        """What stands between the parts of a shown day; a text with it is read as it is shown. Empty where
        days are shown with the year first, which tells nothing of the order of day and month."""
        return "" if self.pattern == ISO else self.pattern[2]

    def on_page(self) -> "Writing":
        """For a text that was taken from the page: the document's own ways come first."""
        decimal = self.printed_decimal or self.decimal
        order = self.printed_order or self.order
        pattern = ISO if self.printed_order else self.pattern
        return replace(self, decimal=decimal, order=order, pattern=pattern, from_page=True)


def writing(
    plan: FieldPlan | None = None,
    data: Mapping[str, JsonValue] | None = None,
    evidence: Mapping[str, Evidence] | None = None,
    *,
    locale: QLocale | None = None,
    today: date | None = None,
) -> Writing:
    """How the person writes (in Qt's default locale unless one is given) on a document with these values."""
    now = today or datetime.now(UTC).astimezone().date()
    own = _of_locale((locale or QLocale()).name(), QLocale.system().name(), now)
    if plan is None or data is None:
        return own
    days = {
        spec.role or spec.name: day
        for spec in plan.scalars
        if spec.type is FieldType.DATE and (day := date_of(data.get(spec.name))) is not None
    }
    near = next((days[role] for role in _OWN_DATES if role in days), next(iter(days.values()), own.near))
    order, decimal = _printed(plan, data, evidence or {})
    return replace(own, near=near, printed_order=order, printed_decimal=decimal)


def order_of(text: str, day: date) -> DateOrder | None:
    """In which order a day was written; None where the text does not tell."""
    match = fullmatch(r"\s*(\d{1,2})[-./ ]\s?(\d{1,2})[-./ ]\s?\d{2,4}\s*", text)
    if match is None or day.day == day.month:
        return None
    parts = int(match[1]), int(match[2])
    if parts == (day.day, day.month):
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if parts == (day.month, day.day) else None


@lru_cache(maxsize=64)
def _of_locale(name: str, system: str, today: date) -> Writing:
    locale = QLocale(name)
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    # English as such says nothing of where one is: then the system's region does.
    asked = QLocale(system) if name == "en_US" and not system.startswith("en") else locale
    month_first = asked.dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("m")
    return Writing(
        language=name.partition("_")[0],
        decimal=locale.decimalPoint(),
        group=locale.groupSeparator(),
        order=DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST,
        pattern=_pattern(short, locale),
        today=today,
        near=today,
    )


def _pattern(short: str, locale: QLocale) -> str:
    """English is read on both sides of the sea: only year first is clear there."""
    mark = next((sign for sign in short if sign in "./-"), "")
    english = locale.language() in (QLocale.Language.English, QLocale.Language.C)
    if english or not mark or not short.lower().startswith("d"):
        return ISO
    return f"%d{mark}%m{mark}%Y"


def _printed(
    plan: FieldPlan, data: Mapping[str, JsonValue], evidence: Mapping[str, Evidence]
) -> tuple[DateOrder | None, str]:
    """The order of days and the decimal mark that the document's own values show."""
    order, decimal = None, ""
    for spec in plan.scalars:
        known = evidence.get(join_pointer(spec.name))
        if known is None or known.source is EvidenceSource.PERSON:
            continue
        if order is None and spec.type is FieldType.DATE and (day := date_of(data.get(spec.name))):
            order = order_of(known.text, day)
        if not decimal and spec.type is FieldType.AMOUNT:
            match = fullmatch(r".*\d([.,])\d\d(?!\d).*", known.text)
            decimal = match[1] if match else ""
    return order, decimal
