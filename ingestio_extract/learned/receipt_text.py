"""What a line of a receipt looks like: its shape, and its words as OCR may have spoiled them."""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ingestio_extract.layout import fold
from ingestio_extract.local.lexicon import CONTACT, IS_TOTAL, LABELS, NOT_TOTAL, POSTCODE

_LOOKALIKES: Final = str.maketrans(
    {"0": "o", "q": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b"}
)
_TOKEN: Final = re.compile(r"\S+")
_KEYS: Final = (
    "total",
    "sub",
    "grand",
    "round",
    "cash tunai",
    "change baki",
    "tax",
    "gst sst",
    "amount amt",
    "due",
    "nett net",
    "qty quantity",
    "disc discount",
    "pay payable payment paid",
    "rm",
    "incl inclusive",
    "excl exclusive",
    "item items",
    "date tarikh",
    "time masa",
    "tel phone fax h/p",
    "invoice",
    "receipt resit",
    "bill",
    "sdn",
    "bhd s/b",
    "enterprise",
    "trading",
    "restaurant restoran cafe kitchen food seafood",
    "jalan jln lorong lrg persiaran lebuh",
    "taman tmn bandar bdr kampung kg desa seksyen section",
    "lot no unit block blk",
    "floor level tingkat",
    "street road avenue square plaza mall centre center",
    "selangor johor perak penang pahang kedah melaka sembilan sabah sarawak pinang wilayah",
    "kuala lumpur petaling jaya shah alam klang bahru ipoh kajang cheras",
    "malaysia",
    "reg registration roc company",
    "co",
    "id",
    "tender tendered given received",
    "visa card master debit credit",
    "balance",
    "sales sale",
    "saving save saved",
    "price",
    "thank thanks terima kasih welcome",
    "email www com",
    "shop store mart market supermarket kedai pasaraya mini",
    "hardware book station marketing pharmacy bakery machinery",
    "table pax cashier counter server terminal",
    "summary code",
    "member point points",
    "service charge",
    "goods sold return exchange",
)
SHORT: Final = 4
_SHAPE: Final = (
    "length",
    "digits",
    "letters",
    "capitals",
    "commas",
    "points",
    "words",
    "has_date",
    "has_amount",
    "has_postcode",
    "has_time",
    "has_registration",
    "has_contact",
    "ends_comma",
    "has_colon",
    "opens_bracket",
    "ends_bracket",
    "begins_digit",
    "label_total",
    "not_total",
    "is_total",
    "label_subtotal",
    "label_tax",
    "label_date",
    "label_payment",
)
TEXT_FEATURES: Final = (*_SHAPE, *(f"word_{group.split()[0]}" for group in _KEYS))
"""Of any text, in the order of `text_features`."""

DATE_LIKE: Final = re.compile(
    r"(?<!\d)\d{1,2}\s?[/.\-]\s?(?:\d{1,2}|[a-z]{3,9})\s?[/.\-]\s?(?:20)?\d{2}(?!\d)|"
    r"(?<!\d)20\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}|"
    r"(?<![a-z\d])\d{1,2}[\s\-]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-,.]*(?:20)?\d{2}(?!\d)"
)
AMOUNT_LIKE: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*\s?[.,]\s?\d{2}(?![\d%])")
_TIME: Final = re.compile(r"(?<!\d)\d{1,2}\s?:\s?\d{2}")
REGISTRATION: Final = re.compile(r"\d{5,7}\s?-?\s?[a-z]\b|\b[a-z]{2}\d{7}\b|\b20\d{10}\b")


def soft(text: str) -> str:
    """Folded, with the characters that OCR takes for one another made equal where a word has letters."""
    return " ".join(_soft_token(token) for token in fold(text).split())


@lru_cache(maxsize=20_000)
def _soft_token(token: str) -> str:
    letters = sum(character.isalpha() for character in token)
    return token.translate(_LOOKALIKES) if 2 * letters >= len(token) else token


def _pattern(group: str) -> re.Pattern[str]:
    parts = []
    for word in group.split():
        plain = re.escape(word.translate(_LOOKALIKES))
        parts.append(rf"(?<![a-z]){plain}(?![a-z])" if len(word) < SHORT else plain)
    return re.compile("|".join(parts))


_WORDS: Final = tuple(_pattern(group) for group in _KEYS)


@lru_cache(maxsize=4096)
def text_features(text: str) -> tuple[float, ...]:
    """By `TEXT_FEATURES`; an empty text is all zero."""
    if not text:
        return (0.0,) * len(TEXT_FEATURES)
    folded = fold(text)
    size = len(text)
    letters = sum(character.isalpha() for character in text)
    rank = next((index for index, label in enumerate(LABELS["total"]) if label.search(folded)), 9)
    shape = (
        size,
        sum(character.isdigit() for character in text) / size,
        letters / size,
        sum(character.isupper() for character in text) / max(1, letters),
        text.count(","),
        text.count("."),
        text.count(" ") + 1,
        DATE_LIKE.search(folded) is not None,
        AMOUNT_LIKE.search(folded) is not None,
        POSTCODE.search(text) is not None,
        _TIME.search(folded) is not None,
        REGISTRATION.search(folded) is not None,
        CONTACT.search(text) is not None,
        text.endswith(","),
        ":" in text,
        text[0] == "(",
        text[-1] == ")",
        text[0].isdigit(),
        9 - rank,
        NOT_TOTAL.search(folded) is not None,
        IS_TOTAL.search(folded) is not None,
        any(label.search(folded) for label in LABELS["subtotal"]),
        any(label.search(folded) for label in LABELS["tax"]),
        any(label.search(folded) for label in LABELS["date"]),
        any(label.search(folded) for label in LABELS["payment_method"]),
    )
    softened = soft(text)
    return (*map(float, shape), *(float(word.search(softened) is not None) for word in _WORDS))


def hashed(text: str, width: int) -> list[float]:
    """How often each of `width` groups of three letters occurs; figures are all alike."""
    marked = "^" + re.sub(r"\d", "0", soft(text)) + "$"
    counts = [0.0] * width
    for start in range(len(marked) - 2):
        counts[_bucket(marked[start : start + 3], width)] += 1
    return counts


@lru_cache(maxsize=50_000)
def _bucket(part: str, width: int) -> int:
    return zlib.crc32(part.encode()) % width


def names(prefix: str, parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{prefix}:{part}" for part in parts)
