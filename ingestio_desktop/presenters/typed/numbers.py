"""Amounts and numbers in the forms that people type."""

import re
from decimal import Context, Decimal, InvalidOperation
from typing import Final

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.typed.currencies import CODES, NAMES
from ingestio_desktop.presenters.typed.writing import ValueProblem, Writing

_FACTORS: Final = {
    "k": 3,
    "tsd": 3,
    "m": 6,
    "mn": 6,
    "mio": 6,
    "mln": 6,
    "bn": 9,
    "mrd": 9,
}
"""Powers of ten."""
_MOST_DIGITS: Final = 40
"""What a number of a document may have, its sign and mark included."""
_WIDE: Final = Context(prec=80)
"""Rounds nothing that may be stored."""
_SIGNS: Final = {"-": True, "−": True, "–": True, "+": False}
"""Whether a sign makes a number negative."""
_MONEY_NAMES: Final = sorted({*NAMES, *(code.lower() for code in CODES), "kr", "kr."}, key=len, reverse=True)
_MONEY: Final = "|".join(map(re.escape, _MONEY_NAMES))
_BEFORE: Final = re.compile(f"(?:{_MONEY})", re.IGNORECASE)
_AFTER: Final = re.compile(f"(?:{_MONEY}|%)$", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}([.,])(?:\d{2,3}\1)*\d{3}")
"""Thousands, or lakhs and crores, between marks of one kind."""
_GAP: Final = r"[\s'’`´]"
_APART: Final = re.compile(rf"\d{_GAP}+\d")
_GROUPED_BY_GAPS: Final = re.compile(rf"[1-9]\d{{0,2}}(?:{_GAP}\d{{2,3}})*{_GAP}\d{{3}}(?:\s?[.,]\s?\d*)?")
"""The same between spaces or apostrophes, from the first digit to the last."""
_METRES: Final = re.compile(r"\d\s+m\.?\s*$", re.IGNORECASE)
_NO_CENTS: Final = re.compile(r"(?<=\d)[.,][-–—]{1,2}")


def show_number(text: str, writing: Writing) -> str:
    """A stored number with all its digits, in the person's marks: 1,234.50; a text that is none as it is."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    marks = {",": writing.group, ".": writing.decimal}
    return "".join(marks.get(mark, mark) for mark in f"{number:,f}")


def parse_number(text: str, writing: Writing) -> str:
    """`1,234.50`, `1.234,50`, `1 234,50`, `1'234.5`, `12k`, `1.2m`, `(3.20)`, `3.20-`, `EUR 12`, `€12`,
    `12,-` and `19 %` as a plain decimal.

    The last of two different marks is the decimal one. A lone mark before exactly three digits groups
    thousands, unless it is the person's decimal mark or only zeros are before it. Figures that are apart
    without being groups are two numbers, and no one number. An `m` is no million where it stands apart or on
    a page: there it is metres. Raises `ValueProblem`.
    """
    if not _is_one(text) or _METRES.search(text):
        raise _problem(text, writing)
    bare, negative = _without_sign(re.sub(r"[\s'’`´\u00a0\u202f\u2009]", "", text))
    factor = re.fullmatch(r"([\d.,]*\d)(k|tsd|mn|mio|mln|m|bn|mrd)\.?", bare.lower())
    if factor is not None:
        if factor[2] == "m" and writing.from_page:
            raise _problem(text, writing)
        bare = factor[1]
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", bare):
        raise _problem(text, writing)
    try:
        number = Decimal(_plain(bare, writing.decimal))
    except InvalidOperation as error:
        raise _problem(text, writing) from error
    if factor is not None:
        number = number.scaleb(_FACTORS[factor[2]], _WIDE)
    stored = f"{number.copy_negate() if negative and number else number:f}"
    if len(stored) > _MOST_DIGITS:
        raise ValueProblem(tr("“{text}” has too many digits: 38 are the most.", text=text))
    return stored


def _without_sign(bare: str) -> tuple[str, bool]:
    """The digits with their marks, without currency, percent sign and sign; and whether they are negative."""
    negative = False
    bare = _NO_CENTS.sub("", bare)
    before = None
    while bare != before:
        before = bare
        if len(bare) > 2 and bare[0] == "(" and bare[-1] == ")":
            bare, negative = bare[1:-1], True
        if bare[:1] in _SIGNS:
            bare, negative = bare[1:], negative or _SIGNS[bare[0]]
        elif bare[-1:] in _SIGNS:
            bare, negative = bare[:-1], negative or _SIGNS[bare[-1]]
        bare = bare.removesuffix("%")
        if (match := _BEFORE.match(bare)) or (match := _AFTER.search(bare)):
            bare = bare[: match.start()] + bare[match.end() :]
    return bare, negative


def _is_one(text: str) -> bool:
    """Whether spaces and apostrophes between figures, if there are any, group them."""
    if not _APART.search(text):
        return True
    figures = [at for at, sign in enumerate(text) if sign.isdecimal()]
    return _GROUPED_BY_GAPS.fullmatch(text[figures[0] : figures[-1] + 1]) is not None


def _plain(digits: str, decimal: str) -> str:
    """Digits with marks as digits with at most one point; empty where the marks make no sense."""
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    grouped = _GROUPED.fullmatch(whole if len(set(marks)) == 2 else digits)
    if len(set(marks)) == 2:
        return re.sub(r"[.,]", "", whole) + "." + fraction if grouped and last not in whole else ""
    if len(marks) > 1:
        return digits.replace(last, "") if grouped else ""
    if last != decimal and len(fraction) == 3 and 0 < len(whole) <= 3 and whole[0] != "0":
        return digits.replace(last, "")
    return (whole or "0") + ("." + fraction if fraction else "")


def _problem(text: str, writing: Writing) -> ValueProblem:
    # A sign, a bracket or a currency alone is how many numbers begin.
    unfinished = re.fullmatch(rf"[\s(+\-−–]*(?:{_MONEY})?[\s(+\-−–]*[\d.,\s]*", text.lower()) is not None
    example = show_number("1234.50", writing)
    return ValueProblem(
        tr("“{text}” is no number. Type it like {example}.", text=text, example=example),
        unfinished=unfinished,
    )
