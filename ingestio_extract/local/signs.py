"""What speaks for a reading besides its score: signs that tell right values from wrong ones.

They are what a curve of confidence weighs (`learned/calibration.py`). Each is a number of about 0 to 2.
"""

import re
from math import log, log1p
from typing import Final

from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import fold
from ingestio_extract.local.blocks import COUNTRY, STREET, has_postcode
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.lexicon import COMPANY
from ingestio_extract.local.values import FoundValue
from ingestio_extract.words import PageSource

_ALIKE: Final = frozenset("0OQD1lI|5S8Bm2Z6G")
"""Letters and figures that OCR takes for one another."""
_WORD: Final = re.compile(r"[^\W\d_]{2}")


def reading_signs(document: Document, value: FoundValue) -> dict[str, float]:
    """The signs of any reading: its lead over the next, and how well it was seen."""
    signs = {"lead": 1.0, **seen_signs(document, value.best)}
    if value.others:
        signs["lead"] = min(1.0, max(0.0, value.confidence - value.others[0].score))
    return signs


def seen_signs(document: Document, candidate: Candidate) -> dict[str, float]:
    """How well a value was seen, all 0 on a text layer. `misread` grows with the number of letters that OCR
    may have taken for others under the value, `long` with its letters, `blurred` with the doubt of OCR on the
    whole page: what it says of a few words is chance, of a page it is not. `alike` counts the letters that
    have doubles."""
    doubt = document.doubts[candidate.page - 1]
    page = document.layout.page(candidate.page)
    if doubt is None or page.source_at(candidate.box) is not PageSource.OCR:
        return {"ocr": 0.0, "misread": 0.0, "long": 0.0, "alike": 0.0, "blurred": 0.0}
    return {
        "ocr": 1.0,
        "misread": log1p(10 * _doubt(document, candidate)),
        "long": log1p(len(candidate.text)) - 2.5,
        "alike": log1p(sum(sign in _ALIKE for sign in candidate.text)) - 1.0,
        "blurred": log(max(0.005, doubt)) + 3,
    }


def cell_signs(document: Document, cell: FoundValue, kind: FieldType) -> dict[str, float]:
    """The signs of a cell: how well it was seen, and of words whether they look like a text or a number."""
    signs = seen_signs(document, cell.best)
    if kind in (FieldType.TEXT, FieldType.ID):
        text = cell.best.value
        signs["spaced"] = min(3, text.count(" ")) / 3
        signs["figures"] = sum(map(str.isdigit, text)) / max(1, len(text))
        signs["numbered"] = float(text[:1].isdigit())
        signs["wordless"] = float(_WORD.search(text) is None)
    return signs


def _doubt(document: Document, candidate: Candidate) -> float:
    """How many characters under a value OCR expects to have wrong."""
    if candidate.box is None:
        return 0.0
    x0, y0, x1, y1 = candidate.box
    return sum(
        len(word.text) * (1 - word.confidence)
        for word in document.layout.page(candidate.page).words
        if word.box[0] >= x0 - 1 and word.box[2] <= x1 + 1 and y0 - 1 <= word.middle <= y1 + 1
    )


def address_signs(text: str) -> dict[str, float]:
    """Whether a text is a whole address: a street, a town with its postcode, nothing else."""
    parts = [part.strip() for part in text.split(",")]
    last = fold(parts[-1])
    figures = any(sign.isdigit() for sign in parts[0])
    return {
        "postcode": float(has_postcode(text)),
        "street": float(STREET.search(text) is not None),
        "short": float(len(parts) < 2),
        "long": max(0.0, len(parts) - 3) / 2,
        "ends": float(COUNTRY.search(last) is not None or has_postcode(parts[-1])),
        "begins": float(figures),
        "named": float(not figures and len(parts) > 1 and STREET.search(parts[0]) is None),
        "firm": float(COMPANY.search(text) is not None),
    }
