"""Times of day, and numbers with check digits."""

import re
from typing import Final

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.typed.writing import ValueProblem

_TIME: Final = re.compile(
    r"(\d{1,2})(?: ?[:.h] ?(\d{2}))?(?:[:.](\d{2}))? ?(a\.?m\.?|p\.?m\.?|h|uhr)?", re.IGNORECASE
)
_PLAIN_TIME: Final = re.compile(r"(\d{2})(\d{2})")
_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{4,30}")


def parse_time(text: str) -> str:
    """`14:30`, `14.30`, `14h30`, `1430`, `2:30 pm`, `2pm` and `14 Uhr` as HH:MM, with seconds where typed.
    Raises `ValueProblem`."""
    bare = text.strip()
    match = _PLAIN_TIME.fullmatch(bare) or _TIME.fullmatch(bare)
    if match is None:
        unfinished = (
            re.fullmatch(r"\d{1,2} ?(?:[:.h] ?\d?)?(?:\d\d[:.]\d?)? ?[apu]?", bare.lower()) is not None
        )
        raise _no_time(text, unfinished=unfinished)
    groups = match.groups()
    hour, minute = int(groups[0]), int(groups[1] or 0)
    seconds, half = (groups[2], (groups[3] or "").lower()) if len(groups) > 2 else (None, "")
    if half.startswith(("a", "p")):
        if not 1 <= hour <= 12:
            raise _no_time(text)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or int(seconds or 0) > 59:
        raise _no_time(text)
    return f"{hour:02}:{minute:02}" + (f":{seconds}" if seconds else "")


def parse_iban(text: str) -> str:
    """An IBAN in groups of four, as it is printed; what does not look like one stays as it is typed. Check
    digits that are wrong are the matter of a check."""
    bare = re.sub(r"[\s.\-]", "", text).upper().removeprefix("IBAN").lstrip(":")
    if not _IBAN.fullmatch(bare):
        return text
    return " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def parse_tax_id(text: str) -> str:
    """A tax number with single spaces, a country in front in capitals."""
    bare = re.sub(r"\s+", " ", text.strip())
    return re.sub(r"^[A-Za-z]{2,3}(?=[ .\-]?[A-Za-z]?\d)", lambda country: country[0].upper(), bare)


def _no_time(text: str, *, unfinished: bool = False) -> ValueProblem:
    return ValueProblem(
        tr("“{text}” is no time of day. Type it like 14:30.", text=text), unfinished=unfinished
    )
