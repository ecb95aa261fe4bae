"""Whether a file holds several invoices."""

import re
from typing import Final

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_extract.local.candidates import Candidate, Document, bare, beside, ids_in
from ingestio_extract.local.lexicon import LABELS
from ingestio_extract.local.numbers import find_numbers

_LABELLED: Final = 0.85
_OTHERS: Final = re.compile(
    r"\b(?:zu|zur|to|for|original|orig|previous|ref(?:erence)?|credited|related|concerne|corregida|rettifica|"
    r"datum|date|kunden|customer|order|bestell|due|total|amount|account)\b"
)
"""Words beside a number that make it another document's, or no number of a document."""


def several_documents(document: Document, paths: tuple[str, ...]) -> list[Finding]:
    """A warning where the upper halves of two pages have different invoice numbers. `paths` are the values
    that may be of either."""
    found = beside(document, LABELS["invoice_number"], ids_in(document), _OTHERS, step=0.06)
    numbers: dict[int, Candidate] = {}
    for item in found:
        if item.score >= _LABELLED and _is_at_head(document, item):
            numbers.setdefault(item.page, item)
    pages = sorted(numbers)
    first = numbers[pages[0]] if pages else None
    other = next(
        (numbers[page] for page in pages if first and bare(numbers[page].value) != bare(first.value)), None
    )
    if first is None or other is None:
        return []
    return [
        Finding(
            code="several_documents",
            severity=Severity.WARNING,
            message=f"Page {first.page} is of number “{first.value}”, page {other.page} of “{other.value}”: "
            "the file seems to hold several invoices, and values of both may be mixed. Split it and add its "
            "parts.",
            paths=paths,
        )
    ]


def _is_at_head(document: Document, item: Candidate) -> bool:
    """Whether a number stands in the upper half of its page and in no table of amounts."""
    if item.box is None or item.box[1] > 0.5 * document.layout.page(item.page).height:
        return False
    row = document.layout.rows[item.row]
    hits = [hit for part in row.segments for hit in find_numbers(part.text, document.style)]
    return not any(hit.looks_like_money for hit in hits)
