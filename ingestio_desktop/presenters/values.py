"""Between a value as it is stored and the text that a person reads and types."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from pydantic import JsonValue

from ingestio_core.fieldplan import FieldType
from ingestio_desktop.language import amount, decimal_mark, tr

NUMERIC: Final = frozenset({FieldType.AMOUNT, FieldType.NUMBER})
"""Types that are right-aligned."""

_FACTORS: Final = {"k": Decimal(1000), "m": Decimal(1_000_000)}
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {name: month for month, name in enumerate(_MONTH_NAMES, start=1)}
_MONTHS_ELSEWHERE: Final = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
"""What German calls the months that English calls otherwise."""
_CENTURY: Final = 2000


class ValueProblem(ValueError):
    """A text that can't be the value of its field; `str()` is a sentence for the person."""


def shown(value: JsonValue, kind: FieldType) -> str:
    """A stored value as text: amounts, numbers and dates as the language writes them, all else as it is."""
    if value is None:
        return ""
    text = str(value)
    if kind is FieldType.DATE:
        return _shown_date(text)
    if kind not in NUMERIC:
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return amount(number) if number.is_finite() else text


def parsed(text: str, kind: FieldType) -> JsonValue:
    """What a person typed, as it is stored; empty text is None. Raises `ValueProblem`."""
    text = text.strip()
    if not text:
        return None
    if kind in NUMERIC:
        return parse_number(text)
    if kind is FieldType.DATE:
        return parse_date(text)
    return text


def parse_number(text: str) -> str:
    """`1,234.50`, `1.234,50`, `1 234,50`, `1'234.5`, `12k`, `(3.20)` and `3.20-` as a plain decimal.

    The last of two different marks is the decimal one. A lone mark before exactly three digits groups
    thousands, unless it is the decimal mark of the locale. Raises `ValueProblem`.
    """
    bare = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    bare = re.sub(r"^(?:[A-Z]{3}|[€$£¥₹])|(?:[A-Z]{3}|[€$£¥₹])$", "", bare)
    negative = bare.startswith(("-", "−", "(")) or bare.endswith("-")
    bare = bare.strip("-−()+")
    factor = _FACTORS.get(bare[-1:].lower(), Decimal(1))
    if factor != 1:
        bare = bare[:-1]
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", bare):
        raise ValueProblem(tr("“{text}” is no number. Type it like 1234.50.", text=text))
    number = Decimal(_plain(bare)) * factor
    return f"{-number if negative else number:f}"


def parse_date(text: str) -> str:
    """`2024-03-05`, `5.3.2024`, `05/03/24`, `5 Mar 2024`, `Mar 5, 2024` as ISO 8601, day first
    where that is possible. Raises `ValueProblem`."""
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})", text):
        day, month, year = map(int, match.groups())
        if month > 12 >= day:
            day, month = month, day
    elif match := re.fullmatch(r"(\d{1,2})\.? +([a-zä]{3})[a-z]*\.?,? +(\d{4}|\d{2})", text.lower()):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    elif match := re.fullmatch(r"([a-zä]{3})[a-z]*\.? +(\d{1,2}),? +(\d{4}|\d{2})", text.lower()):
        month, day, year = _month(match[1]), int(match[2]), int(match[3])
    else:
        raise ValueProblem(tr("“{text}” is no date. Type it like 2024-03-05.", text=text))
    try:
        return date(year + _CENTURY if year < 100 else year, month, day).isoformat()
    except ValueError as error:
        problem = tr("“{text}” is no day of the calendar. Type it like 2024-03-05.", text=text)
        raise ValueProblem(problem) from error


def _month(name: str) -> int:
    return _MONTHS.get(name) or _MONTHS_ELSEWHERE.get(name, 0)


def _shown_date(text: str) -> str:
    try:
        stored = date.fromisoformat(text)
    except ValueError:
        return text
    return stored.strftime(tr("%Y-%m-%d", "a date that can be typed: %Y year, %m month, %d day"))


def _plain(digits: str) -> str:
    """Digits with marks as digits with at most one point."""
    marks = [mark for mark in digits if mark in ".,"]
    if len(set(marks)) == 2:
        last = marks[-1]
        whole, _, fraction = digits.rpartition(last)
        return re.sub(r"[.,]", "", whole) + "." + fraction
    if not marks:
        return digits
    mark = marks[0]
    whole, _, fraction = digits.rpartition(mark)
    if len(marks) > 1 or (mark != decimal_mark() and len(fraction) == 3 and 0 < len(whole) <= 3):
        return digits.replace(mark, "")
    return (whole or "0") + ("." + fraction if fraction else "")
