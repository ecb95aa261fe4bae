"""The calibration of every field that no family of its own calibrates: `fields.calibration.json`.

Fitted by isotonic regression on made documents that no model was trained on, clean and as scans: statements,
contracts, orders, forms asked by name, and the tables of all. A field with few readings takes the line of
its type.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import numpy as np

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, FieldType, default_plan
from ingestio_extract.layout import build_layout, fold
from ingestio_extract.learned.shares import REST
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.generic import ENOUGH, probabilities
from ingestio_extract.local.values import FoundValue, TableRow
from ingestio_extract.words import PageText
from training.documents import make_training
from training.export import fit_calibration, save_calibrations
from training.generic import Asked, made_forms, other_questions, questions
from training.others.made import make
from training.others.paper import scanned

FIRST: Final = 70_000
"""Made documents from this number on are seen by no other training."""
EACH: Final = 160
FORMS: Final = 150
LEAST: Final = 40
"""Readings that a field needs for a line of its own."""

Readings = dict[str, list[tuple[float, bool]]]
"""Raw scores by key, and whether the value was right."""


def run(data: Path) -> None:
    """Writes `fields.calibration.json`. Nothing of `data` is needed: the documents are made."""
    del data
    save_calibrations(REST, lines_of(gather()))


def gather() -> Readings:
    found: Readings = defaultdict(list)
    for kind, pages, truth in documents():
        plan = default_plan(kind)
        values = read_document(Document(build_layout(pages)), plan, DocumentType(kind))
        for key, score, right in compare(kind, plan, values.scalars, values.tables, truth):
            for name in key:
                found[name].append((score, right))
    for asked in [*questions(made_forms(FIRST, FORMS, 40)), *other_questions(FIRST, 100)]:
        _answer(found, asked)
    return found


def documents() -> Iterator[tuple[str, tuple[PageText, ...], Mapping[str, Any]]]:
    """Type, words and truth of documents that no model has seen; a third as bad scans."""
    for name in ("statement", "contract", "receipt"):
        for number in range(FIRST, FIRST + EACH):
            made = make(name, number, scan=number % 3 == 0)
            yield made.type.value, made.pages, made.truth
    for kind in ("purchase_order", "invoice", "bank_statement", "receipt"):
        for number in range(FIRST, FIRST + EACH // 2):
            document = make_training(number, kind)
            pages = document.pages
            yield kind, scanned(pages, random.Random(number)) if number % 3 == 0 else pages, document.truth


def compare(
    kind: str,
    plan: FieldPlan,
    scalars: Mapping[str, FoundValue],
    tables: Mapping[str, list[TableRow]],
    truth: Mapping[str, Any],
) -> Iterator[tuple[tuple[str, ...], float, bool]]:
    """Every value that was read where the truth is known: its keys from particular to general, its raw
    score and whether it is right. Values of families of their own are left out."""
    for spec in plan.fields:
        if spec.name not in truth:
            continue
        if spec.type is FieldType.TABLE:
            rows = truth[spec.name] or []
            for row in tables.get(spec.name, []):
                true: Mapping[str, str | None] = max(
                    rows, key=lambda item, row=row: _fit(row, item), default={}
                )
                for column in spec.columns:
                    cell = row.get(column.name)
                    if cell is None or cell.calibrated or column.name not in true:
                        continue
                    role = f"{spec.role}/{column.role}"
                    yield (
                        _keys(kind, role, column.type),
                        cell.confidence,
                        same(cell.best.value, true[column.name]),
                    )
        elif (value := scalars.get(spec.name)) is not None and not value.calibrated:
            right = same(value.best.value, truth[spec.name])
            yield _keys(kind, spec.role or "", spec.type), value.confidence, right


def _keys(kind: str, role: str, of: FieldType) -> tuple[str, ...]:
    return f"{kind}/{role}", f"any/{role}", f"any/{of}", "any"


def _fit(row: Mapping[str, FoundValue], true: Mapping[str, str | None]) -> int:
    return sum(same(cell.best.value, true.get(name)) for name, cell in row.items())


def _answer(found: Readings, asked: Asked) -> None:
    if not asked.cases:
        return
    shares = probabilities(asked.cases)
    best = int(np.argmax(shares))
    if shares[best] >= ENOUGH:
        for name in (f"generic/{asked.kind}", f"any/{asked.kind}", "any"):
            found[name].append((shares[best], asked.right[best]))


def lines_of(found: Readings) -> dict[str, dict[str, list[float]]]:
    """A line for each key that was read often enough."""
    lines: dict[str, dict[str, list[float]]] = {}
    for key, readings in sorted(found.items()):
        if len(readings) >= LEAST:
            scores, rights = zip(*readings, strict=True)
            lines[key] = fit_calibration(scores, rights)
    return lines


def same(read: str | None, truth: str | None) -> bool:
    """Equal as numbers, or in letters and figures."""
    if read is None or truth is None:
        return False
    try:
        return Decimal(read) == Decimal(truth)
    except InvalidOperation:
        first, second = ("".join(filter(str.isalnum, fold(str(text)))) for text in (read, truth))
        return first == second and bool(first)
