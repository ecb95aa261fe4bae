"""The models of receipts: rows (name, address, other), runs of rows, dates and totals.

Learned from SROIE's training part as it is and as poor OCR would give it, and from made receipts.
"""

import random
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from rapidfuzz import fuzz
from sklearn.linear_model import LogisticRegression

from ingestio_core.contracts.extractions import Box
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout, fold
from ingestio_extract.learned.calibration import MOST
from ingestio_extract.learned.ensemble import Matrix
from ingestio_extract.learned.receipt_rows import ROW_FEATURES, Slip, row_features
from ingestio_extract.learned.receipt_spans import (
    ADDRESS,
    LONGEST,
    NAME,
    OTHER,
    SPAN_FEATURES,
    span_features,
    spans,
)
from ingestio_extract.learned.receipt_values import (
    DATE_FEATURES,
    TOTAL_FEATURES,
    Value,
    amounts,
    date_features,
    dates,
    total_features,
)
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.dates import DateOrder, find_dates
from ingestio_extract.local.receipts import Models, ReceiptReading, address_text, mended, name_text
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageSource, PageText, Word
from training.export import LEAST, save_calibrations, save_ensemble
from training.noise import noisy
from training.sroie import Receipt, folds, receipts

FIELDS: Final = ("vendor_name", "vendor_address", "date", "total")
SLIPS: Final = range(20_000, 20_200)
MADE: Final = range(20_000, 20_060)
"""Numbers of made documents that are learned from and measured by nobody."""
FOLDS: Final = 5
_LIKE: Final = 78.0
_SETTINGS: Final[dict[str, Any]] = {
    "verbose": -1,
    "learning_rate": 0.1,
    "num_leaves": 15,
    "min_data_in_leaf": 10,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "max_bin": 63,
    "seed": 5,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
}
_CORNERS: Final = (
    *(0.002, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93),
    *(0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.993, 0.996, 0.998),
)
_DOUBT: Final = (
    (0.0, False),
    (0.05, False),
    (0.1, False),
    (0.2, False),
    (0.3, False),
    (0.3, True),
    (0.5, False),
    (0.5, True),
)
_ROUNDS: Final = {"rows": 70, "spans": 80, "dates": 60, "totals": 110}


@dataclass(frozen=True)
class Case:
    """A receipt as the product sees it, with its truth: dates ISO 8601, totals as decimal strings."""

    name: str
    slip: Slip
    truth: dict[str, str | None]
    fold: int = 0


def words_of(lines: Iterable[tuple[str, Box]]) -> list[Word]:
    """The words of whole lines; a word takes its share of the line's box by characters."""
    words: list[Word] = []
    for text, (x0, y0, x1, y1) in lines:
        wide = (x1 - x0) / max(1, len(text))
        words.extend(
            Word(1, match[0], (x0 + match.start() * wide, y0, x0 + match.end() * wide, y1))
            for match in re.finditer(r"\S+", text)
        )
    return words


def slip_of(words: Sequence[Word]) -> Slip:
    width = max(word.box[2] for word in words) + 10
    height = max(word.box[3] for word in words) + 10
    page = PageText(1, width, height, tuple(words), PageSource.OCR)
    return Slip(Document(build_layout([page])))


def truth_of(receipt: Receipt) -> dict[str, str | None]:
    """By the names of the product."""
    printed = re.sub(r"^(\d\d)(\d\d)(20\d\d)$", r"\1/\2/\3", receipt.truth["date"] or "")
    date = find_dates(printed, DateOrder(sure=True))
    digits = re.sub(r"[^\d.\-]", "", receipt.truth["total"] or "")
    return {
        "vendor_name": receipt.truth["company"],
        "vendor_address": receipt.truth["address"],
        "date": date[0].value if date else receipt.truth["date"],
        "total": digits or None,
    }


def case_of(receipt: Receipt) -> Case:
    return Case(receipt.id, slip_of(words_of(receipt.lines)), truth_of(receipt))


def letters(text: str | None) -> str:
    """Letters and figures alone."""
    return re.sub(r"[^a-z0-9]", "", fold(text or ""))


def right(field: str, read: str | None, truth: str | None) -> bool:
    """Whether a value is the true one, letters and figures alone; numbers as numbers."""
    if read is None or truth is None:
        return False
    if field == "total":
        try:
            return Decimal(read) == Decimal(truth)
        except InvalidOperation:
            return False
    return letters(read) == letters(truth)


def true_rows(slip: Slip, kind: int, truth: str | None) -> tuple[int, ...]:
    """The rows of the head that print a name or an address, as far as they are read; none when none do."""
    wanted = letters(truth)
    write = name_text if kind == NAME else address_text
    best = _LIKE
    rows: tuple[int, ...] = ()
    for first in range(slip.head if wanted else 0):
        for last in range(first, min(slip.head, first + LONGEST[kind])):
            like = fuzz.ratio(letters(write(slip.texts[first : last + 1])), wanted)
            if like > best + 1e-9:
                best, rows = like, tuple(range(first, last + 1))
    for index in rows[1:-1]:
        kept = tuple(row for row in rows if row != index)
        like = fuzz.ratio(letters(write([slip.texts[row] for row in kept])), wanted)
        if like > best:
            best, rows = like, kept
    return rows


def row_labels(case: Case) -> list[int]:
    """OTHER, NAME or ADDRESS by row of the head."""
    labels = [OTHER] * case.slip.head
    for kind, field in ((ADDRESS, "vendor_address"), (NAME, "vendor_name")):
        for row in true_rows(case.slip, kind, case.truth[field]):
            labels[row] = kind
    return labels


def sroie_cases(folder: Path, seed: int | None = None) -> list[Case]:
    """All receipts with the fold of their vendor; with a seed as poor OCR would give them."""
    found = receipts(folder)
    result = []
    for receipt, fold_ in zip(found, folds(found, FOLDS), strict=True):
        words = words_of(receipt.lines)
        if seed is not None:
            words = noisy(words, random.Random(f"{seed}-{receipt.id}"))
        result.append(Case(receipt.id, slip_of(words), truth_of(receipt), fold_))
    return result


def made_cases(slips: Iterable[int] = SLIPS, others: Iterable[int] = MADE) -> list[Case]:
    """Made till slips, each second one as poor OCR would give it, and receipts of eight languages."""
    from tests.support.documents import DocumentKind, make_document, make_slip

    made = [make_slip(number) for number in slips]
    made += [make_document(number, DocumentKind.RECEIPT) for number in others]
    result = []
    with tempfile.TemporaryDirectory() as scratch:
        for index, document in enumerate(made):
            path = Path(scratch) / document.filename
            path.write_bytes(document.content)
            page = read_pages(path, MediaType.PDF).pages[0]
            if index % 2:
                words = noisy(page.words, random.Random(document.filename))
                page = replace(page, words=tuple(words), source=PageSource.OCR)
            truth = {field: document.truth[field] for field in FIELDS}
            slip = Slip(Document(build_layout([page])))
            result.append(Case(document.filename, slip, truth, index % FOLDS))
    return result


@dataclass(frozen=True)
class Example:
    """A case with its features."""

    case: Case
    rows: Matrix
    labels: list[int]
    dates: list[Value]
    date_rows: Matrix
    amounts: list[Value]
    amount_rows: Matrix


def example(case: Case) -> Example:
    slip = case.slip
    found, sums = dates(slip), amounts(slip)
    return Example(
        case,
        row_features(slip),
        row_labels(case),
        found,
        date_features(slip, found),
        sums,
        total_features(slip, sums),
    )


@dataclass(frozen=True)
class Trained:
    """A booster that answers as the shipped models do."""

    booster: lightgbm.Booster

    def probabilities(self, rows: Matrix, /) -> Matrix:
        found = np.asarray(self.booster.predict(rows), np.float32)
        return found if found.ndim == 2 else np.stack([1 - found, found], axis=1)


@dataclass(frozen=True)
class Family:
    """The five boosters of receipts."""

    rows: Trained
    names: Trained
    addresses: Trained
    dates: Trained
    totals: Trained

    def models(self) -> Models:
        """With scores that are not calibrated."""
        plain = dict.fromkeys((f"receipt/{field}" for field in FIELDS), _as_it_is)
        return Models(self.rows, self.names, self.addresses, self.dates, self.totals, plain)


def _as_it_is(score: float) -> float:
    return score


def fit(examples: Sequence[Example], rounds: dict[str, int] = _ROUNDS) -> Family:
    """The models of runs of rows learn from probabilities of rows of vendors that the model of rows
    they come from has not seen."""
    shares: dict[int, Matrix] = {}
    for odd in (False, True):
        part = [index for index, item in enumerate(examples) if _half(item.case) == odd]
        half = _rows([item for item in examples if _half(item.case) != odd], rounds["rows"])
        shares.update({index: half.probabilities(examples[index].rows) for index in part})
    ordered = [shares[index] for index in range(len(examples))]
    return Family(
        rows=_rows(examples, rounds["rows"]),
        names=_spans(examples, ordered, NAME, rounds["spans"]),
        addresses=_spans(examples, ordered, ADDRESS, rounds["spans"]),
        dates=_values(
            [(item.date_rows, item.dates, item.case.truth["date"]) for item in examples],
            "date",
            rounds["dates"],
        ),
        totals=_values(
            [(item.amount_rows, item.amounts, item.case.truth["total"]) for item in examples],
            "total",
            rounds["totals"],
        ),
    )


def _half(case: Case) -> bool:
    return case.fold % 2 == 1


def _rows(examples: Sequence[Example], rounds: int) -> Trained:
    data = lightgbm.Dataset(
        np.vstack([item.rows for item in examples]),
        np.concatenate([np.asarray(item.labels) for item in examples]),
    )
    settings = {**_SETTINGS, "objective": "multiclass", "num_class": 3}
    return Trained(lightgbm.train(settings, data, rounds))


def _spans(examples: Sequence[Example], shares: Sequence[Matrix], kind: int, rounds: int) -> Trained:
    features: list[Matrix] = []
    right_: list[bool] = []
    field, write = ("vendor_name", name_text) if kind == NAME else ("vendor_address", address_text)
    for item, share in zip(examples, shares, strict=True):
        slip, truth = item.case.slip, item.case.truth[field]
        found = spans(slip, share, kind)
        if not found:
            continue
        marks = [right(field, mended(write([slip.texts[row] for row in span.rows])), truth) for span in found]
        if not any(marks):
            rows = tuple(row for row, label in enumerate(item.labels) if label == kind)
            marks = [span.rows == rows for span in found]
        features.append(span_features(slip, share, kind, found))
        right_.extend(marks)
    return _binary(np.vstack(features), right_, rounds)


def _values(parts: Iterable[tuple[Matrix, list[Value], str | None]], field: str, rounds: int) -> Trained:
    kept = [part for part in parts if part[1]]
    marks = [right(field, value.candidate.value, truth) for _, values, truth in kept for value in values]
    return _binary(np.vstack([features for features, _, _ in kept]), marks, rounds)


def _binary(features: Matrix, marks: Sequence[bool], rounds: int) -> Trained:
    data = lightgbm.Dataset(features, np.asarray(marks, int))
    return Trained(lightgbm.train({**_SETTINGS, "objective": "binary"}, data, rounds))


Reading = dict[str, tuple[str, float]]
"""The value of each field that was found, with its score."""


def read(case: Case, models: Models) -> Reading:
    """As the product reads it."""
    reading = ReceiptReading(case.slip.document, models)
    found = {
        "vendor_name": reading.vendor_name,
        "vendor_address": reading.vendor_address,
        "date": reading.date,
        "total": reading.total,
    }
    return {
        field: (value.best.value, value.confidence) for field, value in found.items() if value is not None
    }


def by_fold(learned: Sequence[Example], held: Sequence[Case]) -> list[Reading]:
    """Each of `held` read by models that no receipt of its fold had a part in. Made documents are learned
    from in every fold."""
    readings: list[Reading] = [{} for _ in held]
    for number in range(FOLDS):
        seen = [item for item in learned if item.case.fold != number or item.case.name.endswith(".pdf")]
        models = fit(seen).models()
        for index, case in enumerate(held):
            if case.fold == number:
                readings[index] = read(case, models)
    return readings


def marks(field: str, readings: Sequence[Reading], cases: Sequence[Case]) -> tuple[list[float], list[bool]]:
    """The scores of a field and whether its values were right."""
    found = [
        (reading[field], case) for reading, case in zip(readings, cases, strict=True) if field in reading
    ]
    return [value[1] for value, _ in found], [
        right(field, value[0], case.truth[field]) for value, case in found
    ]


def line_of(scores: Sequence[float], hits: Sequence[bool]) -> dict[str, list[float]]:
    """The line of confidence: a logistic curve (Platt 1999) through a few corners. On vendors that were not
    seen it does better than isotonic steps, which follow the few vendors with many receipts. A few
    doubtful values are added where receipts gave none, so that no low score is sure."""
    seen = _odds([*scores, *(score for score, _ in _DOUBT)])
    curve = LogisticRegression(C=1.0).fit(seen, np.asarray([*hits, *(hit for _, hit in _DOUBT)], int))
    shares = curve.predict_proba(_odds(_CORNERS))[:, 1]
    return {
        "scores": list(_CORNERS),
        "shares": [round(float(min(MOST, max(LEAST, share))), 4) for share in shares],
    }


def _odds(scores: Sequence[float]) -> Matrix:
    clipped = np.clip(np.asarray(scores, np.float32), 0.002, 0.998)
    odds: Matrix = np.log(clipped / (1 - clipped)).reshape(-1, 1)
    return odds


def run(data: Path) -> None:
    """Writes the weights of receipts."""
    folder = data / "receipts-sroie-train"
    clean = sroie_cases(folder)
    learned = [example(case) for case in (*clean, *sroie_cases(folder, seed=1), *made_cases())]
    readings = by_fold(learned, clean)
    lines = {f"receipt/{field}": line_of(*marks(field, readings, clean)) for field in FIELDS}
    save_calibrations("receipts", lines)
    family = fit(learned)
    for name, trained, features in (
        ("receipt_rows", family.rows, ROW_FEATURES),
        ("receipt_names", family.names, SPAN_FEATURES),
        ("receipt_addresses", family.addresses, SPAN_FEATURES),
        ("receipt_dates", family.dates, DATE_FEATURES),
        ("receipt_totals", family.totals, TOTAL_FEATURES),
    ):
        save_ensemble(name, trained.booster, features)
