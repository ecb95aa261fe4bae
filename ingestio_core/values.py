"""Values of `data` as Python values: decimals and dates out of their plain JSON form."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pydantic import JsonValue

_DECIMAL: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_MAX_DIGITS: Final = 40
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def decimal_of(value: JsonValue) -> Decimal | None:
    """The number in a plain decimal string ("1284.60") or JSON number, None for anything else."""
    match value:
        case bool():
            return None
        case str():
            return _number_in(value)
        case int():
            return Decimal(value)
        case float():
            number = Decimal(repr(value))
            return number if number.is_finite() else None
        case _:
            return None


def date_of(value: JsonValue) -> date | None:
    """The day in an ISO 8601 date ("2026-11-21"), None for anything else."""
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value.strip()):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def is_absent(value: JsonValue) -> bool:
    """Whether nothing is there: null, blank text or an empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


@lru_cache(maxsize=16_384)
def _number_in(text: str) -> Decimal | None:
    """Cached, for the cells of long tables are looked at by several checks again and again."""
    text = text.strip()
    return Decimal(text) if _is_plain(text) else None


def _is_plain(text: str) -> bool:
    # ASCII only: \d also matches the digits of other scripts, which are no plain decimals.
    return len(text) <= _MAX_DIGITS and text.isascii() and _DECIMAL.fullmatch(text) is not None
