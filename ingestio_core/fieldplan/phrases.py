"""What a phrase of a prompt names: a known field, a table, a party, a kind of document, or nothing known."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ingestio_core.fieldplan.lexicon import (
    COLUMNS,
    DOCUMENTS,
    FIELDS,
    PARTIES,
    QUESTIONS,
    TABLE_WORDS,
    TABLES,
    Key,
    Word,
    document_kind,
    key_of,
    net_or_gross,
    word_set,
    words,
)
from ingestio_core.fieldplan.naming import singular
from ingestio_core.fieldplan.polite import ADJECTIVES, FILLERS, LEADS, TRAIL
from ingestio_core.fieldplan.spelling import mended
from ingestio_core.fieldplan.splitting import Part

MAX_WORDS: Final = 6
"""A longer part that names no known field is a sentence, not the name of a column."""

_LONG: Final = 64
"""Words; a part of more is no name whatever is left out at its ends, and is not tried word by word."""
_AMOUNTS: Final = ("tax", "total", "subtotal")
"""What has no code: a "tax code" is something else."""
_NUMBER: Final = frozenset({"number"})
_DOCUMENT_WORDS: Final = frozenset(DOCUMENTS) | word_set("document documento dokument dokumentu documents")
_PERCENT: Final = word_set("percent prozent percentage pourcentage porcentaje percentuale procent")
BANK: Final = word_set(
    "bank bancaire bancaires bancario bancari bancarios bancarias bancaria bancarie bankdaten "
    "bankgegevens kontodaten account bankowe bankowy bankowe konto compte"
)
_KINDS_OF_DOCUMENT: Final = BANK | word_set(
    "purchase utility electricity supplier vendor customer sales rental commercial pdf attached uploaded "
    "scanned "
    "electronic monthly single cash till lieferant lieferanten eingehende eingangs angehangte beigefugte "
    "joint jointe "
    "jointes ci adjunta adjuntas adjunto allegata allegate allegati anexa anexas bijgevoegde zalaczone "
    "zalaczona"
)
"""Words in front of a kind of document that say nothing of its fields."""


def key(body: Sequence[Word]) -> Key:
    return key_of([word.text for word in body])


def strip(body: list[Word]) -> tuple[list[Word], str]:
    """Without courtesies in front and formats behind unless the whole is known, and what was behind."""
    behind = ""
    if len(body) == 1 and len(body[0].text) == 1:
        return body, behind  # A letter alone is a name, an article it is only in front of something.
    if len(body) > _LONG:
        first = next((at for at, word in enumerate(body) if word.text not in LEADS), len(body))
        body = body[min(first, len(body) - _LONG) :]
        if len(body) > _LONG:
            return body, behind
    if named := _behind_leads(body):
        return named, behind
    while body:
        if lookup(key(body)) or table_name(body):
            break
        if found := TRAIL.search(" " + " ".join(word.text for word in body)):
            shorter = body[: len(body) - found.group().count(" ")]
            for cut in range(len(body) - 1, len(shorter), -1):
                tail = "".join(f" {word.text}" for word in body[cut:])
                if TRAIL.match(tail) and (named := _behind_leads(body[:cut])):
                    return named, tail + behind
            if shorter and not (_PERCENT & set(found.group().split()) and lookup(key(shorter)) == "tax"):
                body, behind = shorter, found.group() + behind
                continue
        if body[0].text not in LEADS:
            break
        body = body[1:]
    return body, behind


def _behind_leads(body: list[Word]) -> list[Word]:
    """The known name behind nothing but courtesies, empty where there is none."""
    for at, word in enumerate(body):
        if lookup(key(body[at:])) or table_name(body[at:]):
            return body[at:]
        if word.text not in LEADS:
            break
    return []


def stripped(text: str) -> list[Word]:
    return strip(words(text))[0]


def lookup(asked: Key) -> str | None:
    """The known field of exactly these words."""
    if asked == _NUMBER:
        return "number"
    return FIELDS.get(asked) or QUESTIONS.get(asked) or net_or_gross(asked)


def known(body: Sequence[Word]) -> str | None:
    """The known field of a part: as it stands, or without the document's name and adjectives, or with the
    typos in it mended."""
    asked = key(body)
    plain = asked - ADJECTIVES
    candidates = [asked, plain, plain - _DOCUMENT_WORDS, frozenset(singular(word) for word in plain)]
    if asked & BANK and any(DOCUMENTS.get(word) == "bank_statement" for word in asked):
        candidates = candidates[:2]
    elif 0 < len(plain) <= MAX_WORDS:
        candidates += mended(plain)
    for candidate in candidates:
        if candidate and (found := lookup(candidate)):
            # The number of a contract or statement is not that of the invoice that quotes it.
            if found in _AMOUNTS and "code" in asked and candidate != asked:
                return None
            return None if found == "number" and _without_number(asked) else found
    return None


def attribute_of(party: Key, part: Part) -> str | None:
    """The known field of a party that a part in brackets behind it names."""
    return FIELDS.get(party | key(stripped(part.text)))


def as_party(body: Sequence[Word]) -> Key | None:
    """The party that is all a part names, `supplier` or `supplier details`."""
    asked = frozenset(word for word in key(body) if word not in FILLERS) or key(body)
    return asked if asked in PARTIES else None


def is_known(text: str) -> bool:
    return _is_known_name(text) if len(text) <= _NAME else _is_known(text)


def _is_known(text: str) -> bool:
    body = stripped(text)
    return known(body) is not None or table_name(body) is not None


_NAME: Final = 100
"""Signs of a part that is remembered: prompts are asked for the same part many times."""
_is_known_name = lru_cache(maxsize=4096)(_is_known)


def is_plural(body: Sequence[Word]) -> bool:
    """Whether a heading of one or two unknown words may name the rows of a table."""
    if not 0 < len(body) <= 2 or known(body) is not None or any(word.text in DOCUMENTS for word in body):
        return False
    last = body[-1].text
    return len(last) > 3 and last.endswith("s") and not last.endswith("ss")


def is_single(part: Part) -> bool:
    """Whether a part names a value that a document has once."""
    body = stripped(part.text)
    return known(body) is not None and key(body) not in COLUMNS


def table_name(body: Sequence[Word]) -> str | None:
    asked = key(body) - ADJECTIVES
    return (
        TABLES.get(asked)
        or TABLES.get(asked - TABLE_WORDS)
        or TABLES.get(asked - TABLE_WORDS - _DOCUMENT_WORDS)
    )


def is_document(body: Sequence[Word]) -> bool:
    spoken = {word.text for word in body}
    if any(map(document_kind, spoken)):
        spoken -= _KINDS_OF_DOCUMENT
    return all(document_kind(word) or word in LEADS or word in FILLERS for word in spoken)


def party_of(field: str | None) -> Key | None:
    """A party of which a known field is an attribute, in the one word that `FIELDS` has it by."""
    if field is None:
        return None
    for start, word in (
        ("vendor_", "vendor"),
        ("supplier_", "vendor"),
        ("customer_", "customer"),
        ("buyer_", "buyer"),
    ):
        if field.startswith(start):
            return frozenset({word})
    return None


def contained(body: list[Word]) -> tuple[list[Word], str | None]:
    """The longest known name of two words or more inside a sentence."""
    for length in range(5, 1, -1):
        for start in range(len(body) - length + 1):
            part = body[start : start + length]
            asked = key(part)
            if len(asked) > 1 and part[0].text not in LEADS and (found := lookup(asked)):
                return part, found
    return body, None


def _without_number(asked: Key) -> bool:
    return any(DOCUMENTS.get(word) in ("contract", "bank_statement") for word in asked)
