"""Dates as people print them, in eight languages; day and month order is decided for the whole document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ingestio_extract.layout import fold

_MONTHS: Final = {
    1: "january januar janner janvier enero gennaio janeiro januari stycznia styczen jan ene gen sty",
    2: "february februar feber fevrier febrero febbraio fevereiro februari lutego luty feb fev febr lut fevr",
    3: "march marz maerz mars marzo marco maart marca marzec mar mrz mrt",
    4: "april avril abril aprile kwietnia kwiecien apr avr abr kwi",
    5: "may mai mayo maggio maio mei maja maj mag",
    6: "june juni juin junio giugno junho czerwca czerwiec jun giu cze",
    7: "july juli juillet julio luglio julho lipca lipiec jul lug lip juil",
    8: "august aout agosto augustus sierpnia sierpien aug ago sie",
    9: "september septembre septiembre setembro settembre wrzesnia wrzesien sep sept set wrz",
    10: "october oktober octobre octubre ottobre outubro pazdziernika pazdziernik oct okt out ott paz",
    11: "november novembre noviembre novembro listopada listopad nov lis",
    12: "december dezember decembre diciembre dicembre dezembro grudnia grudzien dec dez dic gru",
}
MONTHS: Final = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAME: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_NUMERIC: Final = re.compile(
    r"(?<![\d.,/])(\d{1,2})\s?([./\-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2}|\d{2})(?![\d])"
)
_ISO: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_DAY_NAME: Final = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th|er|o|a)?[.\s\-/]{{0,3}}(?:of |de |di |d')?({_NAME})(?![a-z])"
    rf"[.,\s\-/']{{0,3}}(?:de |del |of )?((?:19|20)\d{{2}}|\d{{2}})(?!\d)"
)
_NAME_DAY: Final = re.compile(
    rf"(?<![a-z])({_NAME})(?![a-z])[.\s\-]{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?[.,\s\-]{{1,3}}((?:19|"
    rf"20)\d{{2}})(?!\d)"
)
_COMPACT: Final = re.compile(r"(?<![\w.,\-])(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\w.,\-]\w|\w)")


_SHORT_DAY_NAME: Final = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th)?[.\s\-/]{{0,2}}({_NAME})(?![a-z])"
)
_SHORT_NAME_DAY: Final = re.compile(rf"(?<![a-z])({_NAME})[.\s\-]{{0,2}}(\d{{1,2}})(?![\d.,]\d|\d)")
_SHORT_NUMERIC: Final = re.compile(r"(?<![\d.,/\-])(\d{2})(?:/(\d{2})|\.(\d{2})\.)(?![\d/.,])")
_AROUND: Final = timedelta(days=10)
"""How far a day may stand outside the period of its statement: what is booked and counts on another day."""


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Whether the month stands before the day in `1/2/2024`; `sure` is False when nothing told. With a
    `period`, from one day to another, days without a year are dates too: of the year that lies in it."""

    month_first: bool = False
    sure: bool = False
    period: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date found in a text between `start` and `end`; `other` is the second reading of an
    ambiguous one, `compact` says that it is a bare run of eight figures."""

    value: str
    start: int
    end: int
    other: str | None = None
    compact: bool = False


def infer_order(texts: Iterable[str], american: bool) -> DateOrder:
    """Decided by the dates that can be read in one way only; else by `american`, a hint from
    currency and addresses."""
    day_first = month_first = 0
    for text in texts:
        for match in _NUMERIC.finditer(text):
            first, second = int(match[1]), int(match[3])
            if 12 < first <= 31 and 1 <= second <= 12:
                day_first += 1
            elif 12 < second <= 31 and 1 <= first <= 12:
                month_first += 1
    if day_first != month_first:
        return DateOrder(month_first > day_first, sure=True)
    return DateOrder(month_first=american)


def find_dates(text: str, order: DateOrder) -> list[DateHit]:
    """All dates in a text, from left to right, none overlapping another."""
    return list(_dates_in(text, order))


@lru_cache(maxsize=20_000)
def _dates_in(text: str, order: DateOrder) -> tuple[DateHit, ...]:
    """Remembered, because many fields look at the same lines."""
    if not any(character.isdigit() for character in text):
        return ()
    folded = fold(text)
    hits: list[DateHit] = []

    def add(match: re.Match[str], value: str | None, other: str | None = None, compact: bool = False) -> None:
        if value is not None and not any(hit.start < match.end() and match.start() < hit.end for hit in hits):
            hits.append(DateHit(value, match.start(), match.end(), other, compact))

    for match in _ISO.finditer(folded):
        add(match, _iso(match[1], match[3], match[4]))
    for match in _NUMERIC.finditer(folded):
        first, second, year = match[1], match[3], match[4]
        month_first = order.month_first and match[2] != "."
        day, month = (second, first) if month_first else (first, second)
        value, swapped = _iso(year, month, day), _iso(year, day, month)
        if value is None:
            add(match, swapped)
        else:
            add(match, value, swapped if swapped != value and not order.sure and match[2] != "." else None)
    for match in _DAY_NAME.finditer(folded):
        add(match, _iso(match[3], str(MONTHS[match[2]]), match[1]))
    for match in _NAME_DAY.finditer(folded):
        add(match, _iso(match[3], str(MONTHS[match[1]]), match[2]))
    for match in _COMPACT.finditer(folded):
        add(match, _iso(match[1], match[2], match[3]), compact=True)
    if order.period is not None:
        for match in _SHORT_DAY_NAME.finditer(folded):
            add(match, _in_period(order.period, MONTHS[match[2]], int(match[1])))
        for match in _SHORT_NAME_DAY.finditer(folded):
            add(match, _in_period(order.period, MONTHS[match[1]], int(match[2])))
        for match in _SHORT_NUMERIC.finditer(folded):
            one, two = int(match[1]), int(match[2] or match[3])
            month, day = (one, two) if order.month_first and match[2] else (two, one)
            add(match, _in_period(order.period, month, day))
    return tuple(sorted(hits, key=lambda hit: hit.start))


def _in_period(period: tuple[date, date], month: int, day: int) -> str | None:
    """A day without a year, of the year in which it lies in the period; None where none does."""
    first, last = period[0] - _AROUND, period[1] + _AROUND
    for year in range(last.year, first.year - 1, -1):
        value = _iso(str(year), str(month), str(day))
        if value is not None and first <= date.fromisoformat(value) <= last:
            return value
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    full = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    try:
        return date(full, int(month), int(day)).isoformat()
    except ValueError:
        return None
