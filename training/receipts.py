"""The models of receipts: rows (name, address, other), runs of rows, dates and totals.

Learned from SROIE's training part as it is and as poor OCR would give it, and from made receipts.
"""

import random
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout, fold
from ingestio_extract.learned.calibration import NO_SIGNS, Signs
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
from ingestio_extract.local.identifiers import read_payment_method
from ingestio_extract.local.receipts import (
    Models,
    ReceiptReading,
    address_text,
    mended,
    name_text,
    receipt_signs,
)
from ingestio_extract.local.signs import reading_signs
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageSource, PageText, Word
from training.curves import Judged, fit_curves
from training.documents import make_training
from training.export import save_calibrations, save_ensemble
from training.noise import noisy
from training.others.paper import scanned
from training.sroie import Receipt, folds, receipts

FIELDS: Final = ("vendor_name", "vendor_address", "date", "total")
SLIPS: Final = range(20_000, 20_200)
MADE: Final = range(20_000, 20_060)
"""Numbers of made documents that are learned from and measured by nobody."""
PAID: Final = "payment_method"
UNSEEN: Final = 130_000
"""Numbers of receipts of the other generator from here on are only for confidence."""
EACH: Final = 300
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
_ROUNDS: Final = {"rows": 70, "spans": 80, "dates": 60, "totals": 110}


@dataclass(frozen=True)
class Case:
    """A receipt as the product sees it, with its truth: dates ISO 8601, totals as decimal strings."""

    name: str
    slip: Slip
    truth: dict[str, str | None]
    fold: int = 0
    vendor: str = ""


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
        result.append(Case(receipt.id, slip_of(words), truth_of(receipt), fold_, receipt.vendor))
    return result


def scanned_cases(folder: Path) -> list[Case]:
    """All receipts with the fold of their vendor, as a bad scan with OCR's own doubts gives them."""
    found = receipts(folder)
    result = []
    for receipt, fold_ in zip(found, folds(found, FOLDS), strict=True):
        page = slip_of(words_of(receipt.lines)).document.layout.page(1)
        (seen,) = scanned((page,), random.Random(receipt.id))
        result.append(
            Case(receipt.id, Slip(Document(build_layout([seen]))), truth_of(receipt), fold_, receipt.vendor)
        )
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
        plain = dict.fromkeys((f"receipt/{field}" for field in (*FIELDS, PAID)), _as_it_is)
        return Models(self.rows, self.names, self.addresses, self.dates, self.totals, plain)


def _as_it_is(score: float, signs: Signs = NO_SIGNS) -> float:
    del signs
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


Reading = dict[str, tuple[str, float, Signs]]
"""The value of each field that was found, with its score and the signs beside it."""


Judgements = dict[str, list[Judged]]
"""Readings by field."""


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
        field: (value.best.value, value.best.score, receipt_signs(case.slip.document, field, value))
        for field, value in found.items()
        if value is not None
    }


def by_fold(learned: Sequence[Example], *held: Sequence[Case]) -> list[list[Reading]]:
    """Each case of each list read by models that no receipt of its fold had a part in. Made documents are
    learned from in every fold."""
    readings: list[list[Reading]] = [[{} for _ in cases] for cases in held]
    for number in range(FOLDS):
        seen = [item for item in learned if item.case.fold != number or item.case.name.endswith(".pdf")]
        models = fit(seen).models()
        for read_here, cases in zip(readings, held, strict=True):
            for index, case in enumerate(cases):
                if case.fold == number:
                    read_here[index] = read(case, models)
    return readings


def marks(field: str, readings: Sequence[Reading], cases: Sequence[Case]) -> tuple[list[float], list[bool]]:
    """The scores of a field and whether its values were right."""
    found = [
        (reading[field], case) for reading, case in zip(readings, cases, strict=True) if field in reading
    ]
    return [value[1] for value, _ in found], [
        right(field, value[0], case.truth[field]) for value, case in found
    ]


def judged(readings: Sequence[Reading], cases: Sequence[Case]) -> Judgements:
    """The readings by field, with whether they were right."""
    found: Judgements = {field: [] for field in FIELDS}
    for reading, case in zip(readings, cases, strict=True):
        for field, (value, score, signs) in reading.items():
            found[field].append(Judged(score, signs, right(field, value, case.truth[field])))
    return found


def curves(*parts: Judgements) -> dict[str, dict[str, Any]]:
    """A curve of confidence for each field; names and addresses are one family, dates and totals another."""
    result: dict[str, dict[str, Any]] = {}
    for family in (FIELDS[:2], FIELDS[2:]):
        readings = {f"receipt/{field}": [item for part in parts for item in part[field]] for field in family}
        result |= fit_curves(readings)
    return result


def methods(cases: Iterable[Case]) -> Iterator[Judged]:
    """The methods of payment that are read; they are found by rules, so no vendor has to be held out."""
    for case in cases:
        value = read_payment_method(case.slip.document)
        if value is not None:
            signs = reading_signs(case.slip.document, value)
            yield Judged(value.best.score, signs, right(PAID, value.best.value, case.truth[PAID]))


def unseen_cases() -> list[Case]:
    """Made receipts of a generator that the models don't learn from, half of them plain, each third as a bad
    scan."""
    result = []
    for number in range(UNSEEN, UNSEEN + 2 * EACH):
        made = make_training(number, "receipt", plain=number >= UNSEEN + EACH)
        pages = scanned(made.pages, random.Random(number)) if number % 3 == 0 else made.pages
        truth = {field: made.truth[field] for field in (*FIELDS, PAID)}
        result.append(Case(f"made {number}", Slip(Document(build_layout(pages))), truth))
    return result


def run(data: Path) -> None:
    """Writes the weights of receipts."""
    folder = data / "receipts-sroie-train"
    clean, spoiled = sroie_cases(folder), scanned_cases(folder)
    learned = [example(case) for case in (*clean, *sroie_cases(folder, seed=1), *made_cases())]
    held = by_fold(learned, clean, spoiled)
    family = fit(learned)
    made = unseen_cases()
    parts = [judged(readings, cases) for readings, cases in zip(held, (clean, spoiled), strict=True)]
    parts.append(judged([read(case, family.models()) for case in made], made))
    paid = fit_curves({f"receipt/{PAID}": list(methods(made))})
    save_calibrations("receipts", curves(*parts) | paid)
    for name, trained, features in (
        ("receipt_rows", family.rows, ROW_FEATURES),
        ("receipt_names", family.names, SPAN_FEATURES),
        ("receipt_addresses", family.addresses, SPAN_FEATURES),
        ("receipt_dates", family.dates, DATE_FEATURES),
        ("receipt_totals", family.totals, TOTAL_FEATURES),
    ):
        save_ensemble(name, trained.booster, features)
