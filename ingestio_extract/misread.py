"""Mends what OCR typically misreads in amounts, dates and numbers with check figures.

Only for words that were seen: those of a text layer are as the file says.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import Final

from stdnum import iban as iban_standard
from stdnum.eu import vat as vat_standard
from stdnum.exceptions import ValidationError

_AS_FIGURE: Final = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "i": "1", "|": "1", "!": "1",
    "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "G": "6", "b": "6", "g": "9", "q": "9", "T": "7",
}  # fmt: skip
_TWINS: Final = {
    "O": "0D", "0": "OD", "I": "1L", "1": "IL", "L": "1I", "S": "5", "5": "S", "B": "8", "8": "B3", "3": "8",
    "Z": "2", "2": "Z", "G": "6C", "6": "G5", "D": "0O", "C": "G", "7": "1T", "T": "7",
}  # fmt: skip
_LIKE: Final = "[0-9" + re.escape("".join(_AS_FIGURE)) + "]"
_LEAD: Final = r"(?P<lead>[^\w.,]*(?:[A-Z]{0,3}[$€£¥]|EUR|USD|GBP|CHF|PLN|RM|Rs\.?)?[-−+]?)"
_TAIL: Final = r"(?P<tail>[-−]?(?:[$€£¥%]|EUR|USD|GBP|CHF|PLN|zł)?[^\w.,]*)"
_AMOUNT: Final = re.compile(
    rf"{_LEAD}(?P<core>{_LIKE}{{1,3}}(?:[.,']{_LIKE}{{3}})*[.,]{_LIKE}{{2}}|{_LIKE}+[.,]{_LIKE}{{2}}){_TAIL}"
)
_DATE: Final = re.compile(
    rf"(?P<lead>\(?)(?P<core>{_LIKE}{{1,2}}(?P<sign>[./-]){_LIKE}{{1,2}}(?P=sign){_LIKE}{{2}}(?:{_LIKE}{{2}})?|"
    rf"{_LIKE}{{4}}-{_LIKE}{{2}}-{_LIKE}{{2}})(?P<tail>[,;.)]?)"
)
_GROUPS: Final = re.compile(r"(\d{1,3})((?:([.,])\d{3})+)([.,])(\d{2})")
_LOOKS_LIKE_IBAN: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{2}[A-Z0-9]{11,30}")
_LOOKS_LIKE_VAT: Final = re.compile(
    r"(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[A-Z0-9]{8,12}"
)
_MOST_VARIANTS: Final = 4000
_PLAIN_NUMBER: Final = re.compile(r"[^\w.,]*[-−+]?\d[\d.,'/:-]*[^\w.,]*")


def mended(text: str) -> str | None:
    """A word that is nearly an amount or a date, with its letters as figures; None if nothing is to mend."""
    for pattern in (_AMOUNT, _DATE):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        core = match["core"]
        figures = sum(character.isdigit() for character in core)
        marks = sum(character in ".,'/-" for character in core)
        if figures <= 0.5 * (len(core) - marks):
            continue
        plain = "".join(_AS_FIGURE.get(character, character) for character in core)
        if pattern is _AMOUNT:
            plain = _two_signs(plain)
        elif not _is_date(plain):
            continue
        result = match["lead"] + plain + match["tail"]
        return result if result != text else None
    return None


def is_figure(text: str) -> bool:
    """Whether a word reads as a number, an amount or a date as it stands."""
    return _PLAIN_NUMBER.fullmatch(text) is not None


def belongs_together(first: str, second: str) -> bool:
    """Whether two words that stand close were one amount or date before a space crept in."""
    if re.fullmatch(r"\D?\d{1,3}(?:[.,]\d{3})*[.,]", first) and re.fullmatch(r"\d{2}\D?", second):
        return True
    if re.fullmatch(r"\D?\d{1,3}(?:[.,]\d{3})*", first) and re.fullmatch(r"[.,]\d{2}\D?", second):
        return True
    if re.fullmatch(r"\d{1,2}[./-](?:\d{1,2}[./-])?", first):
        return re.fullmatch(r"\d{1,2}[./-]\d{2,4}|\d{2,4}", second) is not None and first[-1] in "/-"
    return False


def checked_number(text: str) -> str | None:
    """An IBAN or EU VAT number whose check figures became right by exchanging one or two look-alikes.

    `text` has no spaces. None where it is right as it is, where nothing makes it right, or where several
    changes of the same number do.
    """
    upper = text.upper()
    for pattern, valid in ((_LOOKS_LIKE_IBAN, _valid_iban), (_LOOKS_LIKE_VAT, _valid_vat)):
        if pattern.fullmatch(upper) is None:
            continue
        if valid(upper):
            return None
        for changes in (1, 2):
            good = {variant for variant in _variants(upper, changes) if valid(variant)}
            if len(good) == 1:
                return good.pop()
            if good:
                return None
    return None


def mended_run(texts: Sequence[str]) -> list[str] | None:
    """The words of one line in which a number with check figures was misread, with it put right."""
    for start in range(len(texts)):
        for end in range(min(len(texts), start + 9), start, -1):
            joined = "".join(texts[start:end])
            if not 10 <= len(joined) <= 34:
                continue
            right = checked_number(joined)
            if right is None:
                continue
            parts, at = [], 0
            for text in texts[start:end]:
                parts.append(right[at : at + len(text)])
                at += len(text)
            return [*texts[:start], *parts, *texts[end:]]
    return None


def _two_signs(plain: str) -> str:
    """`1,234,56` can only be `1,234.56`: the same sign can't both group and point."""
    match = _GROUPS.fullmatch(plain)
    if match is None or match[3] != match[4]:
        return plain
    return match[1] + match[2] + ("." if match[4] == "," else ",") + match[5]


def _is_date(plain: str) -> bool:
    parts = [int(part) for part in re.split(r"[./-]", plain)]
    return sum(1 <= part <= 31 for part in parts) >= 2 and any(1 <= part <= 12 for part in parts)


def _variants(text: str, changes: int) -> Iterator[str]:
    places = [place for place, character in enumerate(text) if character in _TWINS and place >= 2]

    def all_of_them() -> Iterator[str]:
        for chosen in combinations(places, changes):
            pending = [list(text)]
            for place in chosen:
                pending = [
                    [*letters[:place], twin, *letters[place + 1 :]]
                    for letters in pending
                    for twin in _TWINS[letters[place]]
                ]
            yield from ("".join(letters) for letters in pending)

    return islice(all_of_them(), _MOST_VARIANTS)


def _valid_iban(text: str) -> bool:
    return bool(iban_standard.is_valid(text, check_country=False))


def _valid_vat(text: str) -> bool:
    try:
        vat_standard.validate(text)
    except (ValidationError, IndexError, KeyError, ValueError):
        return False
    return True
