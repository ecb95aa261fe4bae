"""The model that tells types of documents, its calibration and the least probability to believe.

Learned from made documents of two generators, SROIE's receipts (train) and the invoices of zugferd and
invoice2data. What it is calibrated on it was not trained on: receipts of other vendors, other numbers of a
generator, and one whole generator after training on the other.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import lightgbm
import numpy as np
import numpy.typing as npt

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.limits import MediaType
from ingestio_extract.classify import ENOUGH, FEATURES, WEIGHTS, features
from ingestio_extract.layout import build_layout
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageSource, PageText, Word
from training.documents import KINDS, make_training
from training.export import fit_calibration, save_calibrations, save_ensemble
from training.others.made import NAMES, make
from training.others.paper import scanned
from training.others.variants import variants
from training.receipts import words_of
from training.sroie import receipts

TYPES: Final = tuple(DocumentType)
FOLDS: Final = 5
EACH: Final = 220
"""Made documents of each name; every third is spoilt as a scan."""
_RECEIPTS: Final = {"oyo"}
"""Papers among the invoices that are none."""
_WRONG: Final = 3.0
"""What a wrong type costs where `other` for a known type costs 1."""
_SETTINGS: Final = {
    "objective": "multiclass",
    "num_class": len(TYPES),
    "num_leaves": 7,
    "learning_rate": 0.1,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "min_data_in_leaf": 10,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_ROUNDS: Final = 80

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """`source` says where it is from; cases of a `group` stay on one side of a split."""

    source: str
    group: str
    type: DocumentType
    figures: tuple[float, ...]


def run(data: Path) -> None:
    """Writes `types.onnx` and `types.calibration.json`."""
    cases = list(gather(data))
    shares, truth = _unseen(cases)
    enough = least_cost(shares, truth)
    if abs(enough - ENOUGH) > 0.05:
        raise ValueError(f"classify.ENOUGH is {ENOUGH}, but {enough} costs least on unseen documents")
    best = shares.argmax(1)
    other = TYPES.index(DocumentType.OTHER)
    sure = shares.max(1)
    unsure = (best != other) & (sure < enough)
    told = ~unsure
    save_calibrations(
        WEIGHTS,
        {
            "type": fit_calibration(sure[told].tolist(), (best == truth)[told].tolist()),
            "unsure": fit_calibration((1 - sure[unsure]).tolist(), (truth == other)[unsure].tolist()),
        },
    )
    save_ensemble(WEIGHTS, fit(cases), FEATURES)


def gather(data: Path) -> Iterator[Case]:
    """Papers, and of two in three also what `variants` makes of them."""
    for number, (source, group, kind, pages) in enumerate(_papers(data)):
        yield _case(source, group, kind, pages)
        if number % 3:
            for made in variants(kind, pages, random.Random(number)):
                yield _case(source, group, kind, made)


def _papers(data: Path) -> Iterator[tuple[str, str, DocumentType, Sequence[PageText]]]:
    for name in NAMES:
        for number in range(EACH):
            made = make(name, number, scan=number % 3 == 0)
            yield "others", f"{name}{number}", made.type, made.pages
    for kind in KINDS:
        for number in range(EACH):
            document = make_training(number, kind)
            pages = document.pages
            if number % 3 == 0:
                pages = scanned(pages, random.Random(number))
            yield "documents", f"{kind}{number}", DocumentType(kind), pages
    for receipt in receipts(data / "receipts-sroie-train"):
        yield "sroie", receipt.vendor, DocumentType.RECEIPT, (slip(words_of(receipt.lines)),)
    for folder in ("invoices-zugferd", "invoices-invoice2data"):
        for path in sorted((data / folder).glob("*.pdf")):
            kind = DocumentType.RECEIPT if path.stem in _RECEIPTS else DocumentType.INVOICE
            yield "invoices", path.stem[:12], kind, read_pages(path, MediaType.PDF).pages


def slip(words: Sequence[Word]) -> PageText:
    """A page as large as its words."""
    width, height = (max(word.box[side] for word in words) + 10 for side in (2, 3))
    return PageText(1, width, height, tuple(words), PageSource.OCR)


def _case(source: str, group: str, kind: DocumentType, pages: Sequence[PageText]) -> Case:
    return Case(source, f"{source}/{group}", kind, tuple(features(build_layout(pages))))


def fit(cases: Sequence[Case]) -> lightgbm.Booster:
    rows, truth = _arrays(cases)
    return lightgbm.train(_SETTINGS, lightgbm.Dataset(rows, truth), _ROUNDS)


def _arrays(cases: Sequence[Case]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    rows = np.asarray([case.figures for case in cases], np.float32)
    return rows, np.asarray([TYPES.index(case.type) for case in cases], np.int64)


def _unseen(cases: Sequence[Case]) -> tuple[Shares, npt.NDArray[np.int64]]:
    """Probabilities of documents of whose group, and once more of whose whole generator, nothing was seen."""
    shares: list[Shares] = []
    truth: list[npt.NDArray[np.int64]] = []

    def ask(known: list[Case], asked: list[Case]) -> None:
        rows, types = _arrays(asked)
        shares.append(np.asarray(fit(known).predict(rows)))
        truth.append(types)

    groups = sorted({case.group for case in cases})
    random.Random(0).shuffle(groups)
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    for number in range(FOLDS):
        ask(
            [case for case in cases if fold[case.group] != number],
            [case for case in cases if fold[case.group] == number],
        )
    ask(
        [case for case in cases if case.source != "documents"],
        [case for case in cases if case.source == "documents"],
    )
    return np.concatenate(shares), np.concatenate(truth)


def least_cost(shares: Shares, truth: npt.NDArray[np.int64]) -> float:
    """The probability below which `other` costs less. Forms and others are read alike, so neither is wrong
    for the other."""
    form, other = TYPES.index(DocumentType.FORM), TYPES.index(DocumentType.OTHER)
    best, sure = shares.argmax(1), shares.max(1)
    loose = np.isin(truth, (form, other))
    costs: list[tuple[float, float]] = []
    for step in range(30, 95):
        enough = step / 100
        chosen = np.where((best == form) | (sure < enough), other, best)
        wrong = (chosen != other) & (loose | (chosen != truth))
        missed = (chosen == other) & ~loose
        costs.append((float(_WRONG * wrong.mean() + missed.mean()), enough))
    return min(costs)[1]
