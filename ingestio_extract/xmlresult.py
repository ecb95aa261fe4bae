"""An e-invoice's data for a field plan, boxed on the page where the page shows it."""

from decimal import Decimal, InvalidOperation
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.extractions import Evidence, EvidenceSource, Finding, Severity
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.einvoice import EInvoice
from ingestio_extract.grounding import Place, ground
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.result import Answer

_SURE: Final = 0.9
_COMPARED: Final = (
    "invoice_number",
    "invoice_date",
    "due_date",
    "subtotal",
    "tax",
    "total",
    "iban",
    "order_number",
)


def answer_of_xml(invoice: EInvoice, plan: FieldPlan, document: Document | None) -> Answer:
    """Exact values, with the place where the page prints them. Fields that the XML's kind of
    document does not have are `unknown`."""
    answer = Answer()
    unknown: set[str] = set()
    for spec in plan.fields:
        key = spec.role or spec.name
        if key not in invoice.data:
            unknown.add(spec.name)
            answer.data[spec.name] = None
            continue
        value = invoice.data[key]
        if spec.type is FieldType.TABLE and isinstance(value, list):
            answer.data[spec.name] = _rows(spec, value, document, answer)
        elif spec.type is FieldType.TABLE or isinstance(value, (list, dict)):
            answer.data[spec.name] = None
        else:
            answer.data[spec.name] = value
            if value is not None:
                place = ground(document, str(value), spec.type) if document is not None else None
                answer.evidence[f"/{spec.name}"] = _evidence(value, place, document)
    answer.unknown = frozenset(unknown)
    return answer


def _rows(spec: FieldSpec, rows: list[JsonValue], document: Document | None, answer: Answer) -> JsonValue:
    result: list[JsonValue] = []
    near: int | None = None
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            continue
        item: dict[str, JsonValue] = {}
        ordered = sorted(spec.columns, key=lambda column: column.type is not FieldType.TEXT)
        for column in ordered:
            value = row.get(column.role or column.name)
            item[column.name] = value
            if value is None:
                continue
            place = ground(document, str(value), column.type, near) if document is not None else None
            if place is not None and column.type is FieldType.TEXT:
                near = place.row
            answer.evidence[f"/{spec.name}/{index}/{column.name}"] = _evidence(value, place, document)
        result.append({column.name: item[column.name] for column in spec.columns})
    return result


def _evidence(value: JsonValue, place: Place | None, document: Document | None) -> Evidence:
    if place is None or document is None:
        return Evidence(text=str(value), confidence=1.0, source=EvidenceSource.XML)
    box = document.layout.page(place.page).on_page(place.box)
    return Evidence(page=place.page, box=box, text=place.text, confidence=1.0, source=EvidenceSource.XML)


def compare_with_page(
    invoice: EInvoice, plan: FieldPlan, answer: Answer, document: Document
) -> list[Finding]:
    """Where the page surely says something else than the XML."""
    specs = {spec.role: spec for spec in plan.scalars if spec.role in _COMPARED and spec.role in invoice.data}
    wanted = [
        spec
        for spec in specs.values()
        if answer.data.get(spec.name) is not None
        and (noted := answer.evidence.get(f"/{spec.name}")) is not None
        and noted.box is None
    ]
    if not wanted or not document.layout.rows:
        return []
    seen = read_document(document, FieldPlan(fields=tuple(wanted)), invoice.document_type)
    findings: list[Finding] = []
    for spec in wanted:
        stated = str(answer.data[spec.name])
        read = seen.scalars.get(spec.name)
        if read is None or read.confidence < _SURE or _same(stated, read.best.value):
            continue
        findings.append(
            Finding(
                code="xml_differs_from_page",
                severity=Severity.WARNING,
                message=(
                    f"{spec.label}: the e-invoice has {stated}, page {read.best.page} says {read.best.text}. "
                    "The e-invoice data was taken; ask the sender which is right."
                ),
                paths=(f"/{spec.name}",),
            )
        )
    return findings


def _same(first: str, second: str) -> bool:
    if first == second:
        return True
    try:
        return Decimal(first) == Decimal(second)
    except InvalidOperation:
        return "".join(filter(str.isalnum, first)).lower() == "".join(filter(str.isalnum, second)).lower()
