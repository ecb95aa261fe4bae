"""An e-invoice's data for a field plan, boxed on the page where the page shows it."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.extractions import Adjustment, Evidence, EvidenceSource, Finding, Severity
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.einvoice import EInvoice
from ingestio_extract.einvoice.model import Stated
from ingestio_extract.einvoice.terms import cell_term, head_term
from ingestio_extract.grounding import Place, ground
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.result import Answer, answer_of_found

_LINES: Final = "line_items"
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
_TOLD: Final = 20
_OF_ORDERS: Final = {"invoice_date": "order_date"}
_READ_ANYWAY: Final = (FieldType.AMOUNT, FieldType.DATE)


def answer_of_xml(invoice: EInvoice, plan: FieldPlan, document: Document | None) -> Answer:
    """Exact values, with the place where the page prints them. Fields that the XML's kind of
    document does not have are `unknown`, and so are tables that its profile leaves out where there
    is a page to read them from."""
    answer = Answer()
    unknown: set[str] = set()
    for spec in plan.fields:
        known, value = _stated(invoice, spec)
        lines_left_out = spec.type is FieldType.TABLE and value is None and document is not None
        if not known or lines_left_out:
            unknown.add(spec.name)
            answer.data[spec.name] = None
        elif spec.type is FieldType.TABLE and isinstance(value, list):
            answer.data[spec.name] = _rows(spec, value, document, answer)
            if spec.role == _LINES:
                answer.adjustments.extend(_moved(item, spec.name) for item in invoice.adjustments)
        elif spec.type is FieldType.TABLE or isinstance(value, (list, dict)):
            answer.data[spec.name] = None
        else:
            answer.data[spec.name] = value
            if value is not None:
                place = ground(document, str(value), spec.type) if document is not None else None
                answer.evidence[f"/{spec.name}"] = _evidence(value, place, document)
    answer.unknown = frozenset(unknown)
    answer.findings.extend(_unreadable(invoice, plan))
    answer.findings.extend(_foreign(invoice, plan))
    return answer


def _unreadable(invoice: EInvoice, plan: FieldPlan) -> Iterator[Finding]:
    """What the XML states and has no value, the first of many by name."""
    stated = invoice.unreadable
    for item in stated[:_TOLD]:
        where = "" if item.line is None else f" of line {item.line}"
        yield Finding(
            code="xml_value_unreadable",
            severity=Severity.WARNING,
            message=f"{item.name}{where}: the e-invoice says “{item.text[:60]}”, which cannot be read, "
            "and the value was left out. Ask the sender for the right one.",
            paths=_paths(item, plan),
        )
    if len(stated) > _TOLD:
        yield Finding(
            code="xml_value_unreadable",
            severity=Severity.WARNING,
            message=f"{len(stated) - _TOLD} more values of the e-invoice cannot be read and were left out. "
            "Ask the sender for a right one.",
        )


def _foreign(invoice: EInvoice, plan: FieldPlan) -> Iterator[Finding]:
    for item in invoice.foreign:
        yield Finding(
            code="xml_currency_differs",
            severity=Severity.WARNING,
            message=f"{item.name}: the e-invoice states {item.text[:60]} {item.currency}, but is made out in "
            f"{invoice.data.get('currency')}. Ask the sender which holds before you pay.",
            paths=_paths(item, plan),
        )


def _paths(item: Stated, plan: FieldPlan) -> tuple[str, ...]:
    """The field that a text is of, or the table of its line, where the plan has it."""
    names = (_LINES,) if item.line is not None else (item.field, _OF_ORDERS.get(item.field or ""))
    return tuple(join_pointer(spec.name) for spec in plan.fields if (spec.role or spec.name) in names)[:1]


def _stated(invoice: EInvoice, spec: FieldSpec) -> tuple[bool, JsonValue]:
    """Whether the XML's kind of document has such a field, and what it states there."""
    key = spec.role or spec.name
    if key == _LINES and isinstance(lines := invoice.data.get(_LINES), list):
        return True, [
            {**more, **row} for row, more in zip(lines, invoice.lines, strict=True) if isinstance(row, dict)
        ]
    if key in invoice.data:
        return True, invoice.data[key]
    term = head_term(spec)
    return (False, None) if term is None or term not in invoice.terms else (True, invoice.terms[term])


def _moved(item: Adjustment, table: str) -> Adjustment:
    """An adjustment whose row stands in a table of the plan's name."""
    if not item.path:
        return item
    return item.model_copy(update={"path": join_pointer(table, item.path.rpartition("/")[2])})


def _rows(spec: FieldSpec, rows: list[JsonValue], document: Document | None, answer: Answer) -> JsonValue:
    result: list[JsonValue] = []
    near: int | None = None
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            continue
        item: dict[str, JsonValue] = {}
        ordered = sorted(spec.columns, key=lambda column: column.type is not FieldType.TEXT)
        for column in ordered:
            key = column.role or column.name
            value = row.get(key if key in row else cell_term(column) or key)
            item[column.name] = value
            if value is None:
                continue
            place = ground(document, str(value), column.type, near) if document is not None else None
            if place is not None and column.type is FieldType.TEXT:
                near = place.row
            pointer = join_pointer(spec.name, index, column.name)
            answer.evidence[pointer] = _evidence(value, place, document)
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
    """Where the page surely says something else than the XML. An amount or a day that stands somewhere on
    it proves little: what its own label says counts."""
    specs = {spec.role: spec for spec in plan.scalars if spec.role in _COMPARED and spec.role in invoice.data}
    wanted = [
        spec
        for spec in specs.values()
        if answer.data.get(spec.name) is not None
        and (noted := answer.evidence.get(f"/{spec.name}")) is not None
        and (noted.box is None or spec.type in _READ_ANYWAY)
    ]
    if not wanted or not document.layout.rows:
        return []
    rest = FieldPlan(fields=tuple(wanted))
    seen = read_document(document, rest, invoice.document_type)
    shares = answer_of_found(rest, seen, document, invoice.document_type).evidence
    findings: list[Finding] = []
    for spec in wanted:
        stated = str(answer.data[spec.name])
        read = seen.scalars.get(spec.name)
        if (
            read is None
            or shares[f"/{spec.name}"].confidence < SURE_CONFIDENCE
            or _same(stated, read.best.value)
        ):
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
