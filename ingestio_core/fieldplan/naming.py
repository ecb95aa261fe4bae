"""What a column is called and what type its name hints at."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Final

from ingestio_core.fieldplan.defaults import field_label
from ingestio_core.fieldplan.lexicon import (
    COLUMNS,
    FIELDS,
    STOP_WORDS,
    TABLES,
    Word,
    fold,
    hint,
    key_of,
)
from ingestio_core.fieldplan.model import FieldType

ROLES: Final = frozenset(
    {name for name in FIELDS.values() if not name.startswith("buyer_")} | {"buyer_name", "supplier_name"}
) - {"customer_tax_id", "period"}


COLUMN_NAMES: Final = frozenset(COLUMNS.values())
_NAMES: Final = ROLES | {*COLUMNS.values(), *TABLES.values()}


_ON: Final = frozenset(("on", "am", "le", "el", "il", "em", "op", "dnia"))
_MONEY: Final = frozenset(
    ("national insurance", "money in", "money out", "paid in", "paid out", "social security")
)
_OF: Final = frozenset(
    ("of", "de", "du", "des", "d", "del", "della", "dello", "di", "do", "da", "van", "von", "der")
)
"""Between two words that hint at a type."""

_PER: Final = frozenset(("per", "pro", "par", "por", "je"))


def singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def label_of(text: str, body: Sequence[Word]) -> str:
    """The person's words, from the first to the last that count, with a capital in front. A name
    of the API reads as its default plan has it."""
    if not body:
        return text.strip()
    first = next((word for word in body if word.text not in STOP_WORDS), body[0])
    label = " ".join(text[first.start : body[-1].end].replace("_", " ").replace("\ue043", " ").split())
    name = slug(label)
    return field_label(name) if name in _NAMES else label[:1].upper() + label[1:]


def label_of_quoted(name: str) -> str:
    """A name in quotes as it was written, unless it is one of the API's own."""
    known = slug(name)
    return field_label(known) if known in _NAMES and known in (name, name.lower()) else name


def hinted_type(body: Sequence[Word]) -> FieldType:
    """The type that an unknown name hints at; in a compound the last hint decides."""
    each = next((at for at, word in enumerate(body) if at and word.text in _PER), len(body))
    body = body[:each]
    if body and body[0].text == "nombre" and not (body[1:] and body[-1].text.endswith("s")):
        body = body[1:]  # In Spanish it is a name, in French a number of things.
    spoken = [word.text for word in body]
    if (spoken[1:] and spoken[-1] in _ON) or _MONEY & {" ".join(pair) for pair in pairwise(spoken)}:
        return FieldType.DATE if spoken[-1] in _ON else FieldType.AMOUNT
    hints = [
        (at, kind) for at, word in enumerate(body) if (kind := hint(word.text) or hint(singular(word.text)))
    ]
    kinds = [kind for _, kind in hints]
    if len(hints) > 1 and set(spoken[hints[0][0] + 1 : hints[-1][0]]) & _OF:
        # What stands in front of an "of" is what is named: the date of a payment, not its amount.
        counts = kinds[0] is FieldType.ID and kinds[-1] is FieldType.NUMBER
        return kinds[-1] if counts else kinds[0]
    if any(word.text in ("#", "no", "nr") for word in body[-1:]):
        return FieldType.ID
    if body and body[0].text in ("number", "count", "anzahl") and len(body) > 1:
        return FieldType.NUMBER
    if (
        len(body) > 1
        and FIELDS.get(key_of([body[0].text])) == "tax"
        and all(word.text.isdigit() for word in body[1:])
    ):
        return FieldType.AMOUNT
    return kinds[-1] if kinds else FieldType.TEXT


def slug(label: str) -> str:
    spoken = re.sub(r"[#№]", " number ", re.sub(r"'s\b", "", fold(label)))
    name = re.sub(r"[^a-z0-9]+", "_", spoken).strip("_")
    name = name if name[:1].isalpha() else f"field_{name}".rstrip("_")
    return name[:63].rstrip("_")


def unique(name: str, taken: Set[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        suffix = f"_{number}"
        candidate = name[: 63 - len(suffix)] + suffix
        number += 1
    return candidate
