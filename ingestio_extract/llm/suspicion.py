"""Lines of a document that speak to whoever reads it by machine."""

import re
from typing import Final

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_extract.layout import Layout

_SPEAKS: Final = re.compile(
    r"(?:ignore|disregard|forget|override|skip)\b.{0,40}\b(?:above|previous|prior|earlier|all|any|these|your)\b"
    r".{0,30}\b(?:instruction|prompt|rule|direction|text|content|command|data)s?"
    r"|ignore (?:the )?(?:above|everything)"
    r"|\b(?:system|developer) (?:prompt|message)\b|\byou are (?:an? )?(?:ai|assistant|language model|llm)\b"
    r"|\b(?:ai|assistant|llm|language model|gpt|chatbot)s?\b.{0,30}\b(?:must|should|please|shall|output|"
    r"answer|respond|return|set)\b"
    r"|\bset (?:the )?(?:total|amount|iban|price|vendor|value)\w*\b.{0,20}\bto\b"
    r"|\b(?:ignorier\w*|vergiss|missachte)\b.{0,40}\b(?:anweisung|vorgabe|oben|obige|vorherige)\w*"
    r"|\b(?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions?|consignes?|ci-dessus|precedente?s?)\b"
    r"|\b(?:ignora|olvida)\w*\b.{0,40}\b(?:instruccion|istruzion|anterior|precedent|arriba|sopra)\w*"
    r"|<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?inst\]",
    re.IGNORECASE,
)


def suspicious_rows(layout: Layout) -> frozenset[int]:
    """Numbers of the rows that read as instructions, alone or with the row after them."""
    found: set[int] = set()
    rows = layout.rows
    for row in rows:
        following = rows[row.number + 1].folded if row.number + 1 < len(rows) else ""
        if _SPEAKS.search(row.folded):
            found.add(row.number)
        elif (match := _SPEAKS.search(f"{row.folded} {following}")) and match.start() < len(row.folded):
            found.update((row.number, row.number + 1))
    return frozenset(found)


def spoken_to(layout: Layout, rows: frozenset[int]) -> list[Finding]:
    """The finding that a document holds instructions, if it does."""
    if not rows:
        return []
    pages = sorted({layout.rows[row].page for row in rows})
    where = f"Page {pages[0]} holds" if len(pages) == 1 else f"Pages {', '.join(map(str, pages))} hold"
    return [
        Finding(
            code="instructions_in_document",
            severity=Severity.WARNING,
            message=f"{where} sentences that tell a program what to answer. The model was told to ignore "
            "them. Look at every value before you use it.",
        )
    ]
