"""A model's answers as data: each value typed by the document's own notation, and found on its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from rapidfuzz import fuzz

from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.extractions import Adjustment, DocumentType, EvidenceSource, Finding, Severity
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_core.values import decimal_of
from ingestio_extract.grounding import Place, ground
from ingestio_extract.llm.answer import Cell, ReadAnswer
from ingestio_extract.llm.request import Span
from ingestio_extract.llm.suspicion import spoken_to, suspicious_rows
from ingestio_extract.local.candidates import Candidate, Document, bare, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.numbers import NumberStyle, currency_code, find_numbers
from ingestio_extract.local.values import FoundDocument, FoundValue, TableRow
from ingestio_extract.result import Answer, answer_of_found
from ingestio_extract.words import PageSource, union

_NEAR: Final = 2
"""Lines between what the model named and where the value stands, for both to be the same place."""
_AGREED: Final = 0.97
_AT_LINE: Final = 0.92
_ELSEWHERE: Final = 0.82
_SOMEWHERE: Final = 0.78
_NOWHERE: Final = 0.3
_SPLIT: Final = 0.6
"""How sure a value is, set by hand: found by the local engine, too; on the line that the model named; on
another; where the model named none; on no page; named differently by two parts, or by a local engine
that is sure, or only nearly what a page shows."""
_SURE_OF_TEXT: Final = 0.9
"""From this confidence on the local engine's own name or address counts against a model's."""
_ALIKE: Final = 70
"""Percent that OCR and a model must have in common on one line to have read the same place."""
_NAMED: Final = ("_name", "_address")
_CODE: Final = re.compile(r"[A-Z]{3}")
_ALONE: Final = r"(?<!\w)(?<!\d[.,'’])(?<![-−–+]){}(?!\w|[.,'’]\d)"
_LEAST_HIDDEN: Final = 3
"""Letters and figures of a text that is looked for among what nobody sees."""
_LAST: Final = frozenset({"subtotal", "tax", "total", "closing_balance", "period_end", "amount_due"})
"""What stands at the end of a document, where its parts name several."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the model said of one part of the document."""

    span: Span
    answer: ReadAnswer


@dataclass(frozen=True, slots=True)
class Seen:
    """What answers are put on: the document as people see it, and what else is in the file, of which they
    see nothing."""

    document: Document
    kind: DocumentType
    hidden: Document | None = None


def answer_of_model(plan: FieldPlan, parts: Sequence[Part], seen: Seen, *, compare: bool = True) -> Answer:
    """Data, evidence and findings. What no page shows stays in the data, unsure and with a finding. With
    `compare`, what the local engine reads too is surer, and what it reads differently is not sure."""
    reader = _Reader(seen)
    found = FoundDocument()
    for spec in plan.fields:
        if spec.type is FieldType.TABLE:
            found.tables[spec.name] = _rows(spec, parts, reader)
        elif (value := _scalar(spec, parts, reader)) is not None:
            found.scalars[spec.name] = value
    local = read_document(seen.document, plan, seen.kind)
    if compare:
        _compare(plan, found, local)
    found.adjustments = _adjustments(found, local)
    answer = answer_of_found(plan, found, seen.document)
    answer.evidence = {
        pointer: evidence.model_copy(update={"source": EvidenceSource.MODEL})
        for pointer, evidence in answer.evidence.items()
    }
    answer.findings += [
        *spoken_to(seen.document.layout, reader.suspicious),
        *reader.findings,
        *_from_instructions(plan, found, reader.suspicious),
        *_repeated_rows(plan, found),
        *_missing_rows(plan, found, local),
    ]
    return answer


class _Reader:
    """Values of one document."""

    def __init__(self, seen: Seen) -> None:
        self.document = seen.document
        self.hidden = seen.hidden
        self.suspicious = suspicious_rows(seen.document.layout)
        self.findings: list[Finding] = []

    def read(self, spec: FieldSpec, cell: Cell, pointer: str) -> FoundValue | None:
        """The value of a cell; None, with a finding, where its text is none of the type."""
        text, line = cell
        near = line if line is not None and line < len(self.document.layout.rows) else None
        typed = self._typed(spec, text)
        if typed is None:
            self.findings.append(_unusable(spec, text, pointer))
            return None
        value, other = typed
        place = self._place(spec, text, value, near)
        if place is None and (again := self._written_otherwise(spec, text, near)) is not None:
            value, place = again
        if place is None and near is not None and (alike := self._alike(spec, text, value, near)) is not None:
            return alike
        if place is None:
            if self._is_hidden(spec, text, value):
                self.findings.append(_from_hidden_text(spec, text, pointer))
            page = 1 if near is None else self.document.layout.rows[near].page
            row = 0 if near is None else near
            return FoundValue(Candidate(value, text, page, None, 0.0, row, other), _NOWHERE)
        if spec.type is FieldType.DATE:
            other = self._read_otherwise(place, value)
        candidate = Candidate(value, place.text, place.page, place.box, 1.0, place.row, other)
        if not place.exact:
            return FoundValue(candidate, _SPLIT)
        if near is None:
            return FoundValue(candidate, _SOMEWHERE)
        return FoundValue(candidate, _AT_LINE if abs(place.row - near) <= _NEAR else _ELSEWHERE)

    def _read_otherwise(self, place: Place, value: str) -> str | None:
        """What else the printed date may be, however clearly the model wrote its own."""
        readings = [
            reading
            for hit in find_dates(place.text, self.document.order)
            for reading in (hit.value, hit.other)
            if reading is not None and reading != value
        ]
        return readings[0] if len(readings) == 1 else None

    def _written_otherwise(self, spec: FieldSpec, text: str, near: int | None) -> tuple[str, Place] | None:
        """A number that the model wrote in its own notation, as 1234.60 for 1.234,60: what a page shows is
        what was meant."""
        if spec.type not in (FieldType.AMOUNT, FieldType.NUMBER):
            return None
        for sign in ".,":
            for hit in find_numbers(text, NumberStyle(sign)):
                if (place := ground(self.document, hit.value, spec.type, near)) is not None:
                    return hit.value, place
        return None

    def _alike(self, spec: FieldSpec, text: str, value: str, near: int) -> FoundValue | None:
        """A value that a model saw in the picture of a page where OCR read nearly the same: both stay."""
        rows = self.document.layout.rows[max(0, near - 1) : near + 2]
        length, best, score = len(text.split()), None, float(_ALIKE)
        for segment in (segment for row in rows for segment in row.segments):
            if self.document.layout.page(segment.page).source is not PageSource.OCR:
                continue
            for start in range(len(segment.words) - length + 1):
                words = segment.words[start : start + length]
                ratio = fuzz.ratio(text, " ".join(word.text for word in words))
                if ratio >= score:
                    best, score = (segment, words), ratio
        if best is None:
            return None
        segment, words = best
        read = " ".join(word.text for word in words)
        box = union([word.box for word in words])
        second = self._typed(spec, read)
        others = () if second is None else (Candidate(second[0], read, segment.page, box, 0.5, segment.row),)
        candidate = Candidate(value, text, segment.page, box, 1.0, segment.row)
        return FoundValue(candidate, _SPLIT, others)

    def _is_hidden(self, spec: FieldSpec, text: str, value: str) -> bool:
        if self.hidden is None:
            return False
        wanted = bare(text)
        return ground(self.hidden, value, spec.type) is not None or (
            len(wanted) >= _LEAST_HIDDEN and wanted in bare(self.hidden.layout.text)
        )

    def _typed(self, spec: FieldSpec, text: str) -> tuple[str, str | None] | None:
        """The value as `data` has it, and its second reading if it is a date with two."""
        if spec.role == "currency":
            code = currency_code(text) or currency_code(text.upper())
            if code is None and _CODE.fullmatch(text) is None:
                return None
            return (code or text), None
        match spec.type:
            case FieldType.AMOUNT | FieldType.NUMBER:
                hits = find_numbers(text, self.document.style)
                return (hits[0].value, None) if len(hits) == 1 else None
            case FieldType.DATE:
                dates = find_dates(text, self.document.order)
                return (dates[0].value, dates[0].other) if len(dates) == 1 else None
            case _:
                nameless = (spec.role or "").endswith(_NAMED) and not any(map(str.isalpha, text))
                return None if nameless else (text, None)

    def _place(self, spec: FieldSpec, text: str, value: str, near: int | None) -> Place | None:
        if spec.role == "currency":
            return self._printed(text, near)
        place = ground(self.document, value, spec.type, near)
        if place is None and spec.type in (FieldType.AMOUNT, FieldType.NUMBER):
            place = self._printed(text, near, alone=True)
            if place is None and (turned := ground(self.document, str(-Decimal(value)), spec.type, near)):
                # As a credit note may mean it; nothing on the page says so.
                place = replace(turned, exact=False)
        return place

    def _printed(self, text: str, near: int | None, *, alone: bool = False) -> Place | None:
        """Where exactly this stands, signs included: a currency's has no letters to compare by. `alone`:
        and is no part of a longer figure."""
        wanted = re.compile(_ALONE.format(re.escape(text)) if alone else re.escape(text))
        best: Place | None = None
        for segment in self.document.layout.segments:
            match = wanted.search(segment.text)
            if match is None or (words := segment.words_at(*match.span())) == []:
                continue
            place = Place(segment.page, union([word.box for word in words]), tidy(text), segment.row)
            if near is None:
                return place
            if best is None or abs(place.row - near) < abs(best.row - near):
                best = place
        return best


def _scalar(spec: FieldSpec, parts: Sequence[Part], reader: _Reader) -> FoundValue | None:
    """One value of all that the parts name: one that a page shows before one that none does, else the
    first, or the last of what stands at a document's end."""
    values = [
        value
        for part in parts
        if (cell := part.answer.scalars.get(spec.name)) is not None
        and (value := reader.read(spec, cell, f"/{spec.name}")) is not None
    ]
    if not values:
        return None
    shown = [value for value in values if value.best.box is not None] or values
    chosen = shown[-1 if spec.role in _LAST else 0]
    others = {value.best.value: value.best for value in shown if value.best.value != chosen.best.value}
    if not others or spec.role in _LAST:
        return chosen
    return replace(chosen, confidence=min(chosen.confidence, _SPLIT), others=tuple(others.values()))


def _rows(spec: FieldSpec, parts: Sequence[Part], reader: _Reader) -> list[TableRow]:
    rows: list[TableRow] = []
    columns = {column.name: column for column in spec.columns}
    for part in parts:
        for row in part.answer.tables.get(spec.name, ()):
            told = len(reader.findings)
            pointer = f"/{spec.name}/{len(rows)}"
            cells = {
                name: value
                for name, cell in row.items()
                if (value := reader.read(columns[name], cell, f"{pointer}/{name}")) is not None
            }
            if _begins_before(part.span, row, cells):
                # The part before answers for it.
                del reader.findings[told:]
            elif cells:
                rows.append(cells)
    return rows


def _begins_before(span: Span, row: dict[str, Cell], cells: TableRow) -> bool:
    """Whether a row stands in the lines before those asked about. The model's word alone is not enough:
    one that numbers lines wrongly would lose its rows."""
    line = next(iter(row.values()))[1]
    placed = [cell.best.row for cell in cells.values() if cell.best.box is not None]
    return line is not None and line < span.first and max(placed, default=span.first) < span.first


def _unusable(spec: FieldSpec, text: str, pointer: str) -> Finding:
    kinds = {FieldType.DATE: "date", FieldType.AMOUNT: "amount", FieldType.TEXT: "name or address"}
    what = "currency" if spec.role == "currency" else kinds.get(spec.type, "number")
    short = text if len(text) <= 60 else text[:59] + "…"
    return Finding(
        code="model_value_unusable",
        severity=Severity.WARNING,
        message=f"{spec.label}: the model answered “{short}”, which is not one {what}. Enter it by hand.",
        paths=(pointer,),
    )


def _from_instructions(
    plan: FieldPlan, found: FoundDocument, suspicious: frozenset[int]
) -> Iterator[Finding]:
    """Values that stand nowhere but in a line that tells a program what to answer."""
    labels = {spec.name: spec.label for spec in plan.fields}
    values = [(f"/{name}", labels[name], value) for name, value in found.scalars.items()]
    for name, rows in found.tables.items():
        values += [
            (f"/{name}/{number}/{column}", labels[name], value)
            for number, row in enumerate(rows)
            for column, value in row.items()
        ]
    for pointer, label, value in values:
        if value.best.box is not None and value.best.row in suspicious:
            yield Finding(
                code="value_from_instructions",
                severity=Severity.ERROR,
                message=f"{label}: “{value.best.text}” stands in a sentence that tells a program what to "
                "answer. Compare it with the rest of the document.",
                paths=(pointer,),
            )


def _from_hidden_text(spec: FieldSpec, text: str, pointer: str) -> Finding:
    short = text if len(text) <= 60 else text[:59] + "…"
    return Finding(
        code="value_from_hidden_text",
        severity=Severity.ERROR,
        message=f"{spec.label}: “{short}” stands only in text that nobody can see on the page. Compare it "
        "with what is printed.",
        paths=(pointer,),
    )


def _repeated_rows(plan: FieldPlan, found: FoundDocument) -> Iterator[Finding]:
    """Rows that stand on the words of another one: the model gave them twice."""
    labels = {spec.name: spec.label for spec in plan.fields}
    for name, rows in found.tables.items():
        first_at: dict[tuple[object, ...], int] = {}
        for number, row in enumerate(rows):
            places = tuple((cell.best.page, cell.best.box) for cell in row.values())
            if any(box is None for _, box in places):
                continue
            first = first_at.setdefault(places, number)
            if first != number:
                yield Finding(
                    code="row_given_twice",
                    severity=Severity.WARNING,
                    message=f"{labels[name]}: row {number + 1} stands where row {first + 1} does. The model "
                    "may have given it twice.",
                    paths=(f"/{name}/{number}/{next(iter(row))}",),
                )


def _missing_rows(plan: FieldPlan, found: FoundDocument, local: FoundDocument) -> Iterator[Finding]:
    """Tables of which the local engine sees more rows than the model gave."""
    for spec in plan.tables:
        given, there = len(found.tables.get(spec.name, ())), len(local.tables.get(spec.name, ()))
        if spec.role is not None and given < there:
            yield Finding(
                code="rows_may_be_missing",
                severity=Severity.WARNING,
                message=f"{spec.label}: the model gave {given} of about {there} rows. Compare them with the "
                "document.",
                paths=(f"/{spec.name}",),
            )


def _adjustments(found: FoundDocument, local: FoundDocument) -> list[Adjustment]:
    """The discounts and surcharges that the local engine saw, of rows where both see as many."""
    as_many = {
        f"/{name}" for name, rows in found.tables.items() if len(rows) == len(local.tables.get(name, ()))
    }
    return [one for one in local.adjustments if not one.path or one.path.rpartition("/")[0] in as_many]


def _compare(plan: FieldPlan, found: FoundDocument, local: FoundDocument) -> None:
    """Values and cells beside the local engine's; cells only where both see as many rows."""
    for spec in plan.scalars:
        if spec.name in found.scalars:
            found.scalars[spec.name] = compared(spec, found.scalars[spec.name], local.scalars.get(spec.name))
    for spec in plan.tables:
        rows, seen = found.tables.get(spec.name, []), local.tables.get(spec.name, [])
        if len(rows) == len(seen):
            columns = {column.name: column for column in spec.columns}
            found.tables[spec.name] = [
                {name: compared(columns[name], cell, other.get(name)) for name, cell in row.items()}
                for row, other in zip(rows, seen, strict=True)
            ]


def compared(spec: FieldSpec, value: FoundValue, local: FoundValue | None) -> FoundValue:
    """A model's value beside the local engine's own of the same field. Names and other texts, which it
    knows less of than a model does, have to be surer to count against one, and no part of one another."""
    if local is None or value.best.box is None:
        return value
    if _same(spec, local.best.value, value.best.value):
        return replace(value, confidence=max(value.confidence, _AGREED))
    texts = spec.type is FieldType.TEXT
    if local.confidence < (_SURE_OF_TEXT if texts else SURE_CONFIDENCE):
        return value
    ours, theirs = bare(local.best.value), bare(value.best.value)
    if texts and (ours in theirs or theirs in ours):
        return value
    same = [one for one in value.others if one.value == local.best.value]
    first = max((local.best, *same), key=lambda one: one.score)
    others = (first, *(one for one in value.others if one not in same))
    return replace(value, confidence=min(value.confidence, _SPLIT), others=others)


def _same(spec: FieldSpec, first: str, second: str) -> bool:
    if first == second:
        return True
    if spec.type in (FieldType.AMOUNT, FieldType.NUMBER):
        return decimal_of(first) is not None and decimal_of(first) == decimal_of(second)
    return bool(bare(first)) and bare(first) == bare(second)
