"""What a person's locale proposes for an export."""

from dataclasses import dataclass
from typing import Final

from ingestio_core.contracts.exports import DateFormat

_SEPARATORS: Final = {"/": DateFormat.DAY_FIRST, ".": DateFormat.DOTS, "-": DateFormat.DASHES}


@dataclass(frozen=True, slots=True)
class LocaleDefaults:
    """Delimiter and decimal sign of CSV as the locale's spreadsheets read them, and how days are written."""

    delimiter: str
    decimal: str
    dates: DateFormat


def locale_defaults(decimal_sign: str, date_pattern: str) -> LocaleDefaults:
    """`decimal_sign` as the locale writes it; `date_pattern` its short form, such as "dd.MM.yyyy"."""
    decimal = "," if decimal_sign in {",", "٫"} else "."
    return LocaleDefaults(";" if decimal == "," else ",", decimal, _dates(date_pattern))


def _dates(pattern: str) -> DateFormat:
    parts = "".join(letter for letter in pattern if letter in "dMy./-")
    order = "".join(dict.fromkeys(letter for letter in parts if letter in "dMy"))
    mark = next((letter for letter in parts if letter in _SEPARATORS), "")
    match order, mark:
        case "dMy", "/" | "." | "-":
            return _SEPARATORS[mark]
        case "Mdy", "/":
            return DateFormat.MONTH_FIRST
        case _:
            return DateFormat.ISO
