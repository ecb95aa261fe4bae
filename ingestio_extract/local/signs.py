"""What speaks for a reading besides its score: signs that tell right values from wrong ones.

They are what a curve of confidence weighs (`learned/calibration.py`). Each is a number of about 0 to 2.
"""

from math import log1p

from ingestio_extract.layout import fold
from ingestio_extract.local.blocks import COUNTRY, STREET, has_postcode
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.lexicon import COMPANY
from ingestio_extract.local.values import FoundValue
from ingestio_extract.words import PageSource


def reading_signs(document: Document, value: FoundValue) -> dict[str, float]:
    """The signs of any reading: its lead over the next, and how well it was seen.

    `misread` grows with the number of letters that OCR may have taken for others, 0 for a text layer."""
    best = value.best
    signs = {"ocr": 0.0, "misread": 0.0, "lead": 1.0}
    if value.others:
        signs["lead"] = min(1.0, max(0.0, value.confidence - value.others[0].score))
    if document.layout.page(best.page).source_at(best.box) is PageSource.OCR:
        signs["ocr"] = 1.0
        signs["misread"] = log1p(10 * _doubt(document, best))
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
    return {
        "postcode": float(has_postcode(text)),
        "street": float(STREET.search(text) is not None),
        "short": float(len(parts) < 2),
        "long": max(0.0, len(parts) - 3) / 2,
        "ends": float(COUNTRY.search(last) is not None or has_postcode(parts[-1])),
        "begins": float(any(sign.isdigit() for sign in parts[0])),
        "firm": float(COMPANY.search(text) is not None),
    }
