"""The calibration of every field that no family of its own calibrates: `fields.calibration.json`.

Fitted (`training/curves.py`) on documents of two makers that no model was trained on, clean and as scans:
statements, contracts, orders, forms asked by name, and the tables of all. A field with few readings takes the
line of its type.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import numpy as np

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, FieldType, default_plan
from ingestio_extract.layout import build_layout, fold
from ingestio_extract.learned.calibration import NO_SIGNS
from ingestio_extract.learned.shares import REST
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.generic import ENOUGH, probabilities
from ingestio_extract.local.signs import cell_signs, reading_signs
from ingestio_extract.local.values import FoundDocument, TableRow
from ingestio_extract.words import PageText
from training.curves import Judged, fit_curves
from training.documents import make_training
from training.export import save_calibrations
from training.generic import Asked, made_forms, other_questions, questions
from training.others.made import make
from training.others.paper import scanned
from training.printed import printed

FIRST: Final = 70_000
"""Made documents from this number on are seen by no other training."""
EACH: Final = 400
FORMS: Final = 150
TEXTS: Final = frozenset(
    (
        *("description", "sku", "name", "role", "account_holder", "bank_name"),
        *("title", "governing_law", "term", "notice_period", "currency", "iban"),
    )
)
"""Fields of words; the others are figures and dates."""
LEAST: Final = 40
"""Readings that a field needs for a line of its own."""

Readings = dict[str, list[Judged]]
"""Judged values by key."""


def run(data: Path) -> None:
    """Writes `fields.calibration.json`. Nothing of `data` is needed: the documents are made."""
    del data
    save_calibrations(REST, curves_of(gather()))


def gather() -> Readings:
    found: Readings = defaultdict(list)
    for kind, pages, truth in documents():
        plan = default_plan(kind)
        document = Document(build_layout(pages))
        values = read_document(document, plan, DocumentType(kind))
        for keys, judged in compare(kind, plan, document, values, truth):
            for name in keys:
                found[name].append(judged)
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
        for number in range(FIRST, FIRST + EACH):
            document = make_training(number, kind)
            pages = document.pages
            yield kind, scanned(pages, random.Random(number)) if number % 3 == 0 else pages, document.truth
    for _, kind, pages, truth in printed(tuple(DocumentType)):
        yield kind, pages, truth


def compare(
    kind: str, plan: FieldPlan, document: Document, values: FoundDocument, truth: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], Judged]]:
    """Every value that was read where the truth is known: its keys from particular to general, and how it was
    judged. Values of families of their own are left out."""
    for spec in plan.fields:
        if spec.name not in truth:
            continue
        if spec.type is FieldType.TABLE:
            rows = truth[spec.name] or []
            for row in values.tables.get(spec.name, []):
                true: Mapping[str, str | None] = max(
                    rows, key=lambda item, row=row: _fit(row, item), default={}
                )
                columns = [column for column in spec.columns if column.name in row]
                for column in columns:
                    cell = row[column.name]
                    if cell.calibrated or column.name not in true:
                        continue
                    right = same(cell.best.value, true[column.name])
                    keys = _keys(kind, f"{spec.role}/{column.role}", column.type)
                    yield keys, Judged(cell.confidence, cell_signs(document, cell, column.type), right)
        elif (value := values.scalars.get(spec.name)) is not None and not value.calibrated:
            right = same(value.best.value, truth[spec.name])
            yield (
                _keys(kind, spec.role or "", spec.type),
                Judged(value.confidence, reading_signs(document, value), right),
            )


def _keys(kind: str, role: str, of: FieldType) -> tuple[str, ...]:
    return f"{kind}/{role}", f"any/{role}", f"any/{of}", "any"


def _fit(row: TableRow, true: Mapping[str, str | None]) -> int:
    return sum(same(cell.best.value, true.get(name)) for name, cell in row.items())


def _answer(found: Readings, asked: Asked) -> None:
    if not asked.cases:
        return
    shares = probabilities(asked.cases)
    best = int(np.argmax(shares))
    if shares[best] >= ENOUGH:
        for name in (f"generic/{asked.kind}", f"any/{asked.kind}", "any"):
            found[name].append(Judged(shares[best], {}, asked.right[best]))


def curves_of(found: Readings) -> dict[str, dict[str, Any]]:
    """A curve for each key that was read often enough. Fields of a type, fields of any type and kinds of
    values are families by themselves; kinds go by the score alone, since they serve what nobody foresaw."""
    families: dict[str, dict[str, list[Judged]]] = defaultdict(dict)
    for key, readings in found.items():
        if len(readings) >= LEAST:
            family = _family(key)
            plain = family == "kinds"
            families[family][key] = [replace(item, signs=NO_SIGNS) if plain else item for item in readings]
    curves = (fit_curves(readings) for _, readings in sorted(families.items()))
    return {key: curve for part in curves for key, curve in part.items()}


def _family(key: str) -> str:
    front, _, rest = key.partition("/")
    if front == "generic" or not rest or rest in frozenset(FieldType):
        return "kinds"
    level = "any" if front == "any" else "type"
    of = "texts" if rest.rpartition("/")[2] in TEXTS else "figures"
    return f"{level} {'cells' if '/' in rest else 'fields'} {of}"


def same(read: str | None, truth: str | None) -> bool:
    """Equal as numbers, or in letters and figures."""
    if read is None or truth is None:
        return False
    try:
        return Decimal(read) == Decimal(truth)
    except InvalidOperation:
        first, second = ("".join(filter(str.isalnum, fold(str(text)))) for text in (read, truth))
        return first == second and bool(first)
