"""Tells the type of a document: words of eight languages by where they stand, and the shape of the page.

A multinomial model (`learned/weights/types.onnx`, made by `training.types`) weighs them; where it is not
sure enough the document is `other`, since a wrong type reads wrong fields and `other` reads all it finds.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.layout import Layout, Row
from ingestio_extract.learned.calibration import calibrations
from ingestio_extract.learned.ensemble import ensemble, matrix
from ingestio_extract.local.lexicon import LABELS
from ingestio_extract.typewords import RIVAL_WORDS, TYPE_WORDS

WEIGHTS: Final = "types"
ENOUGH: Final = 0.6
"""The least probability at which a type is told: chosen on held-out documents, where a wrong type was
counted three times as bad as `other`."""

_FIRST_PAGES: Final = 3
"""How many are looked at, and the last."""
_EARLY: Final = 20.0
"""Rows from the top after which a title counts about a third."""
_KINDS: Final = tuple(DocumentType)
_RULES: Final[Mapping[str, re.Pattern[str]]] = {
    **{
        f"{kind}_{number}": re.compile(words)
        for kind, rules in TYPE_WORDS.items()
        for number, words in enumerate(rules)
    },
    **{name: re.compile(words) for name, words in RIVAL_WORDS.items()},
}
_TITLES: Final = (*(f"{kind}_0" for kind in TYPE_WORDS), "form_1", *RIVAL_WORDS)
_ROLES: Final = (
    "invoice_number",
    "receipt_number",
    "order_number",
    "due_date",
    "delivery_date",
    "opening_balance",
    "closing_balance",
    "total",
    "tax",
    "subtotal",
    "iban",
    "governing_law",
    "notice_period",
    "account_holder",
    "payment_method",
)
_AMOUNT: Final = re.compile(r"\d[.,]\d{2}(?!\d)")
_DATE: Final = re.compile(r"\b\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b")
_TIME: Final = re.compile(r"\b[0-2]?\d:[0-5]\d\b")
_BOX: Final = re.compile(r"[☐☒☑□■✓✔]|\[[ xX]?\]|\( ?[xX]? ?\)")
_LEADER: Final = re.compile(r"\.{4,}|_{3,}|…{2,}")
_LABEL: Final = re.compile(r"^[^\W\d_][^:]{1,38}:(?:\s|$)")
_TIMES: Final = re.compile(r"\b\d+ ?[x×@] ?\d")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z0-9]{4} ?\d{2}")
_SHAPE: Final = (
    "tall",
    "narrow",
    "amounts",
    "ends_in_amount",
    "dated",
    "dated_amounts",
    "long",
    "sentences",
    "labels",
    "boxes",
    "leaders",
    "times",
    "hours",
    "ibans",
    "words_a_row",
    "segments",
    "ocr",
)
FEATURES: Final = (
    *_RULES,
    *(f"{name}_title" for name in _TITLES),
    *(f"{name}_first" for name in _TITLES),
    *(f"label_{role}" for role in _ROLES),
    *_SHAPE,
)
"""What the model is asked with: how strongly words of a kind are there, how much like a title they stand,
how early; which labels are there; the shape of the page."""


@dataclass(frozen=True, slots=True)
class Classification:
    """`confidence` is the share of documents told so that were of that type."""

    type: DocumentType
    confidence: float


def classify(layout: Layout) -> Classification:
    """The type of a document, `other` where none is sure enough or nothing is written."""
    if not layout.rows:
        return Classification(DocumentType.OTHER, 0.3)
    model = ensemble(WEIGHTS)
    shares = model.probabilities(matrix([features(layout)], len(FEATURES)))[0]
    return told({kind: float(share) for kind, share in zip(_KINDS, shares, strict=True)})


def told(shares: Mapping[DocumentType, float]) -> Classification:
    """What the probabilities of the types come to."""
    best = max(_KINDS, key=lambda kind: shares[kind])
    lines = calibrations(WEIGHTS)
    if best is not DocumentType.OTHER and shares[best] < ENOUGH:
        return Classification(DocumentType.OTHER, round(lines["unsure"](shares[best]), 3))
    return Classification(best, round(lines["type"](shares[best]), 3))


def features(layout: Layout) -> list[float]:
    """The figures of `FEATURES`, in order."""
    layout = _telling(layout)
    found = {name: _hits(layout, pattern) for name, pattern in _RULES.items()}
    strengths = [_strength(layout, hits) for hits in found.values()]
    titles = [max((_title(layout, row) for row in found[name][:12]), default=0.0) for name in _TITLES]
    firsts = [math.exp(-found[name][0].number / _EARLY) if found[name] else 0.0 for name in _TITLES]
    labels = [
        float(
            min(
                3, sum(any(pattern.search(row.folded) for pattern in LABELS[role][:3]) for row in layout.rows)
            )
        )
        for role in _ROLES
    ]
    return [*strengths, *titles, *firsts, *labels, *_shape(layout)]


def _telling(layout: Layout) -> Layout:
    """The first written pages and the last: pages of rows between them say nothing about the type."""
    written = list(dict.fromkeys(row.page for row in layout.rows))
    if len(written) <= _FIRST_PAGES:
        return layout
    asked = {*written[:_FIRST_PAGES], written[-1]}
    return replace(layout, rows=tuple(row for row in layout.rows if row.page in asked))


def _hits(layout: Layout, pattern: re.Pattern[str]) -> list[Row]:
    return [row for row in layout.rows if pattern.search(row.folded)]


def _strength(layout: Layout, hits: list[Row]) -> float:
    """The best line with such words and a little for three more."""
    weights = sorted((_weight(layout, row) for row in hits), reverse=True)
    return sum(weights[:1]) + 0.25 * sum(weights[1:4])


def _weight(layout: Layout, row: Row) -> float:
    """1 for a line of the text, up to 2 for a heading near the top of the first page."""
    weight = 1.0
    if row.page == 1 and row.box[1] < 0.35 * layout.page(1).height:
        weight += 0.4
    if row.box[3] - row.box[1] > 1.4 * layout.line_height and len(row.text) < 60:
        weight += 0.6
    if len(row.text) > 90:
        weight -= 0.6
    return weight


def _title(layout: Layout, row: Row) -> float:
    """How much a line looks like a title: few words, large letters, capitals, near the top."""
    text = min((segment.text for segment in row.segments), key=len)
    value = 1.0 / max(1, len(row.text.split()))
    value += min(1.5, max(0.0, (row.box[3] - row.box[1]) / layout.line_height - 1.0))
    value += 0.3 if text.isupper() else 0.0
    return value + (0.5 if row.page == 1 and row.number < 12 else 0.0)


def _shape(layout: Layout) -> list[float]:
    rows = layout.rows
    count = len(rows)
    page = layout.pages[0]

    def share(pattern: re.Pattern[str]) -> float:
        return sum(bool(pattern.search(row.text)) for row in rows) / count

    amounts = [bool(_AMOUNT.search(row.text)) for row in rows]
    dated = [bool(_DATE.search(row.text)) for row in rows]
    widest = max(row.box[2] - row.box[0] for row in rows)
    return [
        page.height / max(1.0, page.width),
        widest / (10.0 * layout.line_height),
        sum(amounts) / count,
        sum(bool(re.search(r"[.,]\d{2}\W{0,3}[A-Z€£$+\-]{0,4}$", row.text)) for row in rows) / count,
        sum(dated) / count,
        sum(first and second for first, second in zip(amounts, dated, strict=True)) / count,
        sum(len(row.text) > 70 for row in rows) / count,
        sum(bool(re.search(r"[a-z]{3}[.;,]$", row.text)) and len(row.text.split()) > 5 for row in rows)
        / count,
        sum(bool(_LABEL.match(part.text)) for row in rows for part in row.segments) / count,
        share(_BOX),
        share(_LEADER),
        share(_TIMES),
        float(min(3, sum(bool(_TIME.search(row.text)) for row in rows))),
        float(min(3, sum(bool(_IBAN.search(row.text)) for row in rows))),
        sum(len(row.text.split()) for row in rows) / count,
        sum(len(row.segments) for row in rows) / count,
        float(page.source == "ocr"),
    ]
