"""Days in the forms that people type: in figures, with the month by name, in a word."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Final

from PySide6.QtCore import QLocale

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.typed.writing import ISO, DateOrder, ValueProblem, Writing

_YEARS_AHEAD: Final = 30
"""A year in two figures is at most so far in the future; the others were before."""
_WORDS: Final = {
    "today": 0,
    "heute": 0,
    "aujourd'hui": 0,
    "dzis": 0,
    "dzisiaj": 0,
    "hoy": 0,
    "oggi": 0,
    "vandaag": 0,
    "yesterday": -1,
    "gestern": -1,
    "hier": -1,
    "wczoraj": -1,
    "ayer": -1,
    "ieri": -1,
    "gisteren": -1,
    "tomorrow": 1,
    "morgen": 1,
    "demain": 1,
    "jutro": 1,
    "manana": 1,
    "domani": 1,
}
_FILLERS: Final = frozenset(
    {"of", "the", "on", "am", "den", "der", "dem", "le", "du", "de", "del", "di", "il", "el", "vom"}
)
_LANGUAGES: Final = (
    QLocale.Language.English,
    QLocale.Language.German,
    QLocale.Language.French,
    QLocale.Language.Spanish,
    QLocale.Language.Italian,
    QLocale.Language.Portuguese,
    QLocale.Language.Dutch,
    QLocale.Language.Polish,
)
_FORMS: Final = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
_MORE_MONTHS: Final = {"mrz": 3, "sept": 9}
_NUMERIC: Final = re.compile(r"(\d{1,4}) ?([-./ ]) ?(\d{1,2})(?: ?[-./ ] ?(\d{1,4})?)?\.?")
_CLOCK: Final = re.compile(r"[t ,]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?$")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|°)\b")


def show_day(text: str, writing: Writing) -> str:
    """A stored day as the person writes it; a text that is none as it is."""
    try:
        stored = date.fromisoformat(text)
    except ValueError:
        return text
    return show_date(stored, writing)


def show_date(day: date, writing: Writing) -> str:
    """A day with its year in four figures, also on systems whose strftime pads none."""
    return (
        day.isoformat() if writing.pattern == ISO else day.strftime(writing.pattern[:-2]) + f"{day.year:04}"
    )


def parse_day(text: str, writing: Writing) -> str:
    """`2024-03-05`, `5.3.2024`, `5.3.`, `05/03/24`, `050324`, `5 Mar 2024`, `Mar 5` and `today` as ISO 8601.

    Dots put the day first, but on a page that does not. What others mean, and no marks, is what they mean
    where days are shown, else in the document, else where the person is. Raises `ValueProblem`.
    """
    bare = _CLOCK.sub("", _folded(text))
    if bare in _WORDS:
        return (writing.today + timedelta(days=_WORDS[bare])).isoformat()
    if bare.isdecimal():
        return _of_digits(bare, text, writing)
    if match := _NUMERIC.fullmatch(bare):
        return _of_figures(match, text, writing)
    return _of_words(_ORDINAL.sub("", bare), text, writing)


def _of_digits(digits: str, text: str, writing: Writing) -> str:
    """Days without marks: `20240305`, `05032024`, `050324`, `0503`."""
    if len(digits) == 8 and digits[:2] in ("19", "20") and 1 <= int(digits[4:6]) <= 12:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), text)
    if len(digits) not in (4, 6, 8):
        raise _no_date(text, writing, unfinished=len(digits) < 8)
    day, month = _ordered(int(digits[:2]), int(digits[2:4]), _order(writing.own_mark, writing))
    return _dated(digits[4:], month, day, text, writing)


def _of_figures(match: re.Match[str], text: str, writing: Writing) -> str:
    first, mark, second, third = match.groups()
    if len(first) > 2:
        if len(first) == 4 and third and len(third) <= 2:
            return _day(int(first), int(second), int(third), text)
        raise _no_date(text, writing, unfinished=len(first) == 4 and not third)
    order = _order(writing.own_mark if mark == " " else mark, writing)
    day, month = _ordered(int(first), int(second), order)
    return _dated(third or "", month, day, text, writing)


def _of_words(bare: str, text: str, writing: Writing) -> str:
    pieces = [piece for piece in re.findall(r"\d+|[^\W\d_]+", bare) if piece not in _FILLERS]
    figures = [piece for piece in pieces if piece.isdecimal()]
    found = [_months(piece, writing.language) for piece in pieces if not piece.isdecimal()]
    months = [month for month in found if month]
    strange = [
        piece
        for piece in pieces
        if not piece.isdecimal() and not _months(piece, writing.language) and not _is_weekday(piece)
    ]
    if strange or len(months) != 1 or not figures:
        unfinished = not figures or not months
        raise _no_date(text, writing, unfinished=unfinished and _may_become(pieces))
    if len(figures) == 1:
        if len(figures[0]) > 2:
            raise ValueProblem(
                tr("“{text}” has no day. Type one before the month, like 1.", text=text), unfinished=True
            )
        return _dated("", months[0], int(figures[0]), text, writing)
    if len(figures) > 2:
        raise _no_date(text, writing)
    day, year = (figures[1], figures[0]) if len(figures[0]) == 4 else (figures[0], figures[1])
    if len(day) > 2:
        raise _no_date(text, writing)
    return _dated(year, months[0], int(day), text, writing)


def _order(mark: str, writing: Writing) -> DateOrder:
    """What a mark between day and month means."""
    if mark == "." and not (writing.from_page and writing.printed_order):
        return DateOrder.DAY_FIRST
    if mark and mark == writing.own_mark:
        return writing.order
    return writing.printed_order or writing.order


def _ordered(first: int, second: int, order: DateOrder) -> tuple[int, int]:
    """Day and month; a figure that can be no month is the day."""
    if second > 12 >= first:
        return second, first
    if first > 12 >= second:
        return first, second
    return (first, second) if order is DateOrder.DAY_FIRST else (second, first)


def _dated(year: str, month: int, day: int, text: str, writing: Writing) -> str:
    if len(year) in (1, 3):
        raise ValueProblem(
            tr("“{text}” has no whole year. Type it in two or four figures.", text=text), unfinished=True
        )
    if len(year) == 2:
        whole = writing.today.year // 100 * 100 + int(year)
        return _day(whole - 100 if whole > writing.today.year + _YEARS_AHEAD else whole, month, day, text)
    if year:
        return _day(int(year), month, day, text)
    around = writing.near.year
    days: list[date] = []
    for candidate in (around - 1, around, around + 1, *(around + apart for apart in (2, 3, -2, -3))):
        try:
            days.append(date(candidate, month, day))
        except ValueError:
            continue
    if not days:
        return _day(around, month, day, text)
    return min(days, key=lambda other: abs(other - writing.near)).isoformat()


def _day(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise ValueProblem(_impossible(year, month, day, text)) from error


def _impossible(year: int, month: int, day: int, text: str) -> str:
    """What would fit, in place of what is no day of the calendar."""
    if not 1 <= month <= 12:
        return tr("“{text}” is no day of the calendar: months go from 1 to 12.", text=text)
    if not 1 <= year <= 9999:
        return tr("“{text}” is no day of the calendar: type the year like 2024.", text=text)
    name = QLocale().standaloneMonthName(month)
    last = monthrange(year, month)[1]
    return tr(
        "“{text}” is no day of the calendar: {month} {year} has days 1 to {last}.",
        text=text,
        month=name,
        year=f"{year:04}",
        last=last,
    )


def _no_date(text: str, writing: Writing, *, unfinished: bool = False) -> ValueProblem:
    example = show_date(date(2024, 3, 5), writing)
    return ValueProblem(
        tr("“{text}” is no date. Type it like {example}.", text=text, example=example), unfinished=unfinished
    )


def _folded(text: str) -> str:
    """Small letters without accents, one space between words."""
    flat = unicodedata.normalize("NFKD", text.strip().casefold().replace("’", "'").replace("ł", "l"))
    return re.sub(r"\s+", " ", "".join(sign for sign in flat if not unicodedata.combining(sign)))


def _months(word: str, language: str) -> int:
    """The month that a word of three letters or more begins; 0 where it is none, or several."""
    if len(word) < 3:
        return 0
    own = _month_names().get(language, {})
    for names in (own, *_month_names().values()):
        if word in names:
            return names[word]
        found = {month for name, month in names.items() if name.startswith(word)}
        if len(found) == 1:
            return found.pop()
    return 0


def _may_become(pieces: list[str]) -> bool:
    words = [piece for piece in pieces if not piece.isdecimal()]
    known = [*_WORDS, *(name for names in _month_names().values() for name in names), *_weekdays()]
    return all(any(name.startswith(word) for name in known) for word in words)


def _is_weekday(word: str) -> bool:
    return len(word) > 1 and any(name.startswith(word) for name in _weekdays())


@cache
def _month_names() -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {}
    for language in _LANGUAGES:
        locale = QLocale(language)
        own = {} if language is not QLocale.Language.German else dict(_MORE_MONTHS)
        for month in range(1, 13):
            for form in _FORMS:
                for name in (locale.monthName(month, form), locale.standaloneMonthName(month, form)):
                    own[_folded(name).rstrip(".")] = month
        names[QLocale.languageToCode(language)] = own
    return names


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        _folded(QLocale(language).dayName(day, form)).rstrip(".")
        for language in _LANGUAGES
        for day in range(1, 8)
        for form in _FORMS
    )
