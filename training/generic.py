"""The ranker of values beside labels of any name, learned from made forms.

Half of the forms are read as if no label had a known meaning, so that strange words are learned too. A line
is asked for by its own label, by another word for it, and in another language; some names are asked for that
the form does not have.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import lightgbm
import numpy as np

from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import build_layout, fold
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.concepts import Name, name_of
from ingestio_extract.local.generic import WEIGHTS, Case, cases_of
from ingestio_extract.local.pairing import FEATURES, Sheet
from training.documents import make_training
from training.export import save_ensemble
from training.others.dice import LANGUAGES
from training.others.forms import CONCEPTS, Filled
from training.others.made import Made, make
from training.others.paper import scanned

FORMS: Final = 1600
PAYSLIPS: Final = 200
OTHERS: Final = 400
"""Forms of the generator in `training.documents`: other layouts, and values that don't suit their labels."""
_SETTINGS: Final = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.08,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "min_data_in_leaf": 30,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_ROUNDS: Final = 150
_KINDS: Final = {"check": FieldType.TEXT}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a form: its cases and which of them are right."""

    kind: FieldType
    truth: str | None
    cases: tuple[Case, ...]
    right: tuple[bool, ...]


def run(data: Path) -> None:
    """Writes `generic.onnx`. Nothing of `data` is needed: the forms are made."""
    del data
    asked = [*questions(made_forms(0, FORMS, PAYSLIPS)), *other_questions(0, OTHERS)]
    save_ensemble(WEIGHTS, fit(asked), FEATURES)


def made_forms(first: int, forms: int, payslips: int) -> Iterator[Made]:
    for name, count in (("form", forms), ("payslip", payslips)):
        for number in range(first, first + count):
            yield make(name, number, scan=number % 4 == 0)


def fit(asked: Sequence[Asked]) -> lightgbm.Booster:
    rows = np.asarray([case.figures for item in asked for case in item.cases], np.float32)
    truth = np.asarray([right for item in asked for right in item.right], np.float32)
    return lightgbm.train(_SETTINGS, lightgbm.Dataset(rows, truth), _ROUNDS)


def questions(documents: Iterator[Made]) -> Iterator[Asked]:
    for number, made in enumerate(documents):
        rng = random.Random(f"ask-{made.name}-{number}")
        document = Document(build_layout(made.pages))
        known = rng.random() < 0.5
        sheet = Sheet(document.layout, known)
        for item in made.filled:
            kind = _KINDS.get(item.kind) or FieldType(item.kind)
            if rng.random() < 0.15:
                kind = FieldType.TEXT
            yield _asked(document, sheet, _names(rng, item, made, known), kind, item)
        there = {item.concept for item in made.filled}
        for concept in rng.sample(sorted(CONCEPTS), 3):
            if concept not in there:
                kind = _KINDS.get(CONCEPTS[concept][0]) or FieldType(CONCEPTS[concept][0])
                word = rng.choice(CONCEPTS[concept][1][LANGUAGES.index(made.language)])
                if not any(
                    word.lower() in (item.label.lower(), *map(str.lower, item.asked)) for item in made.filled
                ):
                    yield _asked(document, sheet, (_as(name_of(word), known),), kind, None)


def other_questions(first: int, count: int) -> Iterator[Asked]:
    """Each line of the other generator's forms, asked for by its own label."""
    for number in range(first, first + count):
        made = make_training(number, "form")
        pages = scanned(made.pages, random.Random(number)) if number % 4 == 0 else made.pages
        document = Document(build_layout(pages))
        known = number % 2 == 0
        sheet = Sheet(document.layout, known)
        for label, value in made.truth.items():
            cases = tuple(cases_of(document, sheet, (_as(name_of(label), known),), FieldType.TEXT))
            yield Asked(FieldType.TEXT, value, cases, tuple(same(case.value.value, value) for case in cases))


def _as(name: Name, known: bool) -> Name:
    return name if known else replace(name, means=frozenset())


def _names(rng: random.Random, item: Filled, made: Made, known: bool) -> tuple[Name, ...]:
    """The printed label, or with known meanings another wording of the same or another language."""
    draw = rng.random()
    text = item.label
    if known and draw < 0.3 and item.asked:
        text = rng.choice(item.asked)
    elif known and draw < 0.45:
        text = rng.choice(CONCEPTS[item.concept][1][rng.randrange(len(LANGUAGES))])
    elif draw > 0.9 and len(text.split()) > 1:
        text = " ".join(rng.sample(text.split(), len(text.split())))
    elif draw > 0.8 and len(text.split()) > 1:
        text = " ".join(text.split()[:-1] if rng.random() < 0.5 else text.split()[1:])
    elif draw > 0.72 and len(text.split()) > 1:
        parts = text.split()
        parts[rng.randrange(len(parts))] = rng.choice(rng.choice(made.filled).label.split())
        text = " ".join(parts)
    elif draw > 0.67:
        text = rng.choice((f"{text}s", text.rstrip("sne"), f"the {text}", text[:-1] or text))
    return (_as(name_of(text), known),)


def _asked(
    document: Document, sheet: Sheet, names: tuple[Name, ...], kind: FieldType, item: Filled | None
) -> Asked:
    cases = tuple(cases_of(document, sheet, names, kind))
    truth = None if item is None else item.printed if kind is FieldType.TEXT else item.value
    if item is not None and item.kind == "check":
        truth = item.value
    return Asked(kind, truth or None, cases, tuple(same(case.value.value, truth) for case in cases))


def same(read: str | None, truth: str | None) -> bool:
    """Equal as numbers, or in letters and figures."""
    if read is None or not truth:
        return False
    try:
        return Decimal(read) == Decimal(truth)
    except InvalidOperation:
        first, second = ("".join(filter(str.isalnum, fold(text))) for text in (read, truth))
        return first == second and bool(first)
