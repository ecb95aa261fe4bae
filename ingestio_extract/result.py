"""Found values as data and evidence."""

from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.extractions import (
    Adjustment,
    DocumentType,
    Evidence,
    EvidenceSource,
    Finding,
    Reading,
    Severity,
)
from ingestio_core.edits import value_at
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.learned.shares import share
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.readagain import read_twice_differently, second_reading
from ingestio_extract.local.signs import cell_signs, reading_signs
from ingestio_extract.local.values import FoundDocument, FoundValue, TableRow

_ALTERNATIVE_SCORE: Final = 0.25


@dataclass(slots=True)
class Answer:
    """Data and evidence for a plan; `unknown` are the fields that its source knows nothing of,
    `in_doubt` the pointers of dates whose day and month may be exchanged."""

    data: dict[str, JsonValue] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unknown: frozenset[str] = frozenset()
    in_doubt: list[str] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)

    def completed_by(self, other: "Answer") -> "Answer":
        """This answer with the fields that it does not know taken from `other`."""
        data = {
            name: other.data.get(name) if name in self.unknown else value for name, value in self.data.items()
        }
        return Answer(
            data,
            {**self.evidence, **other.evidence},
            [*self.findings, *other.findings],
            adjustments=[*self.adjustments, *other.adjustments],
        )


_DOUBTFUL_DATE: Final = 0.75
_DOUBTFUL_INK: Final = 0.75


def answer_of_found(
    plan: FieldPlan, values: FoundDocument, document: Document, kind: DocumentType | None = None
) -> Answer:
    """What an engine found; what it did not find is null and has no evidence. With the document's type
    `kind` raw scores become calibrated shares, here and nowhere else; without it they stay as they are."""
    answer = Answer(findings=list(values.findings), adjustments=list(values.adjustments))
    if kind is not None:
        values = _calibrated(plan, values, document, kind)
    for spec in plan.fields:
        if spec.type is FieldType.TABLE:
            answer.data[spec.name] = _rows(spec, values, document, answer)
            continue
        value = values.scalars.get(spec.name)
        answer.data[spec.name] = None if value is None else value.best.value
        if value is not None:
            _note(answer, f"/{spec.name}", spec.label, value, document)
    if answer.in_doubt:
        answer.findings.append(_order_unclear(answer))
    return answer


def _calibrated(
    plan: FieldPlan, values: FoundDocument, document: Document, kind: DocumentType
) -> FoundDocument:
    scalars = dict(values.scalars)
    tables = dict(values.tables)
    for spec in plan.fields:
        if spec.name in scalars:
            scalars[spec.name] = _share(scalars[spec.name], spec.role, spec.type, document, kind)
        if spec.name in tables:
            tables[spec.name] = [_row_shares(spec, row, document, kind) for row in tables[spec.name]]
    return FoundDocument(scalars, tables, values.findings, values.adjustments)


def _row_shares(spec: FieldSpec, row: TableRow, document: Document, kind: DocumentType) -> TableRow:
    known = {column.name: column for column in spec.columns}
    shares: TableRow = {}
    for name, cell in row.items():
        column = known.get(name)
        role, of = (column.role, column.type) if column is not None else (None, FieldType.TEXT)
        shares[name] = _share(cell, f"{spec.role or 'table'}/{role or of}", of, document, kind, cell=True)
    return shares


def _share(
    value: FoundValue,
    role: str | None,
    kind: FieldType,
    document: Document,
    of: DocumentType,
    *,
    cell: bool = False,
) -> FoundValue:
    if value.calibrated:
        return value
    signs = cell_signs(document, value, kind) if cell else reading_signs(document, value)
    return replace(value, confidence=share(of, role, kind, value.confidence, signs), calibrated=True)


def _order_unclear(answer: Answer) -> Finding:
    """One finding for all dates in doubt; it marks no field, their low confidence does."""
    pointers = answer.in_doubt
    first = answer.evidence[pointers[0]]
    value, other = value_at(answer.data, pointers[0]), first.alternatives[0].value
    more = f" The same holds for {len(pointers) - 1} more." if len(pointers) > 1 else ""
    return Finding(
        code="date_order_unclear",
        severity=Severity.INFO,
        message=f"“{first.text}” was read as {value}, but may mean {other}: nothing in the document says "
        f"whether day or month comes first.{more}",
        paths=tuple(pointers),
    )


def _rows(spec: FieldSpec, values: FoundDocument, document: Document, answer: Answer) -> JsonValue:
    rows = values.tables.get(spec.name, [])
    if not rows:
        return None
    result: list[JsonValue] = []
    for index, row in enumerate(rows):
        item: dict[str, JsonValue] = {}
        for column in spec.columns:
            cell = row.get(column.name)
            item[column.name] = None if cell is None else cell.best.value
            if cell is not None:
                _note(answer, f"/{spec.name}/{index}/{column.name}", column.label, cell, document)
        result.append(item)
    return result


def _note(answer: Answer, pointer: str, label: str, value: FoundValue, document: Document) -> None:
    answer.evidence[pointer] = evidence(value, document)
    if value.best.other is not None:
        answer.in_doubt.append(pointer)
    second = second_reading(value.best, document)
    if second is not None:
        answer.findings.append(read_twice_differently(pointer, value.best, second))
    if value.best.box is None:
        answer.findings.append(not_grounded(pointer, label))


def evidence(value: FoundValue, document: Document) -> Evidence:
    """Evidence in the frame of the page as it is shown. A date whose day and month may be
    exchanged is never sure, nor is ink that was read twice, differently: the second reading comes first
    among the others."""
    best = value.best
    again = second_reading(best, document)
    if again is not None:
        others = (again, *(item for item in value.others if item.value != again.value))
        value = replace(value, confidence=min(value.confidence, _DOUBTFUL_INK), others=others)
    if best.other is not None:
        second = replace(best, value=best.other, other=None)
        others = (second, *(item for item in value.others if item.value != best.other))
        value = replace(value, confidence=min(value.confidence, _DOUBTFUL_DATE), others=others)
    page = document.layout.page(best.page)
    readings = tuple(
        Reading(
            value=other.value,
            text=other.text,
            page=other.page,
            box=None if other.box is None else document.layout.page(other.page).on_page(other.box),
            confidence=max(0.0, min(value.confidence, 0.8 * other.score)),
        )
        for other in value.others
        if other.score >= _ALTERNATIVE_SCORE and other.value != best.value
    )
    return Evidence(
        page=best.page if best.box is not None else None,
        box=None if best.box is None else page.on_page(best.box),
        text=best.text,
        confidence=value.confidence,
        source=EvidenceSource(page.source_at(best.box)),
        alternatives=readings,
    )


def not_grounded(pointer: str, label: str) -> Finding:
    """A value that no page shows."""
    return Finding(
        code="not_on_page",
        severity=Severity.WARNING,
        message=f"“{label}” was not found on any page. Compare it with the document.",
        paths=(pointer,),
    )
