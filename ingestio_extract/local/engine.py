"""The local engine: a field plan in, values with their places out."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Final

from ingestio_core.contracts.extractions import Adjustment, DocumentType, Finding, Severity
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import fold
from ingestio_extract.local.blocks import Party, address_of, labelled_address
from ingestio_extract.local.bookings import read_balance, read_bookings
from ingestio_extract.local.candidates import Document, amounts_in, beside
from ingestio_extract.local.columns import columns_of
from ingestio_extract.local.contracts import Clauses, read_contract_parties, read_title
from ingestio_extract.local.generic import MAX_FIELDS, plan_of_pairs, read_generic, read_pairs
from ingestio_extract.local.identifiers import (
    read_date,
    read_iban,
    read_id,
    read_payment_method,
    read_tax_id,
    read_time,
)
from ingestio_extract.local.items import ItemTable, read_items, up_to_sum
from ingestio_extract.local.lexicon import LABELS
from ingestio_extract.local.money import read_currency, read_money
from ingestio_extract.local.pairing import Sheet
from ingestio_extract.local.parties import party_name, read_parties
from ingestio_extract.local.ranking import Ranking
from ingestio_extract.local.receipts import ReceiptReading, read_receipt
from ingestio_extract.local.records import read_any_table
from ingestio_extract.local.statements import read_account_holder, read_bank_name, read_period
from ingestio_extract.local.values import FoundDocument, FoundValue, found

_SELLERS: Final = ("vendor_name", "supplier_name")
_RANKED: Final = (DocumentType.INVOICE, DocumentType.PURCHASE_ORDER, DocumentType.OTHER)
_BUYERS: Final = ("customer_name", "buyer_name")


class _Reader:
    """Reads the fields of one document; what several fields need is read once."""

    def __init__(self, document: Document, kind: DocumentType) -> None:
        self.document = document
        self.kind = kind

    @cached_property
    def receipt(self) -> ReceiptReading | None:
        """What is learned about receipts, where this is one."""
        return read_receipt(self.document) if self.kind is DocumentType.RECEIPT else None

    @cached_property
    def ranking(self) -> Ranking | None:
        """All that is printed on an invoice or an order, ranked; what has no type may be an invoice."""
        if self.kind in _RANKED:
            return Ranking(self.document, is_order=self.kind is DocumentType.PURCHASE_ORDER)
        return None

    @cached_property
    def money(self) -> dict[str, FoundValue]:
        total = self.receipt.total if self.receipt is not None else None
        if self.ranking is not None:
            ranked = {role: self.ranking.found(role) for role in ("total", "subtotal", "tax")}
            return {role: value for role, value in ranked.items() if value is not None}
        if total is None:
            return read_money(self.document)
        return {**read_money(self.document, total.best), "total": total}

    @cached_property
    def parties(self) -> dict[str, list[Party]]:
        if self.kind is DocumentType.PURCHASE_ORDER:
            return read_order_parties(self.document)
        return read_parties(self.document, ("vendor_name",), ("customer_name",))

    @cached_property
    def sheet(self) -> Sheet:
        """Labels and what stands around them."""
        return Sheet(self.document.layout)

    @cached_property
    def clauses(self) -> Clauses:
        return Clauses(self.document)

    @cached_property
    def period(self) -> dict[str, FoundValue]:
        return read_period(self.document)

    def party(self, role: str) -> list[Party]:
        """The parties of a side, whatever the type of document calls it."""
        side = self.parties
        if role in side:
            return side[role]
        same = _SELLERS if role in _SELLERS else _BUYERS
        return next((side[name] for name in same if name in side), [])

    def read(self, spec: FieldSpec) -> FoundValue | None:
        """A scalar: as learned, by its role when that is known, else by its own words."""
        learned = self._learned(spec.role or "")
        if learned is not None:
            return learned
        if self.ranking is not None and self.ranking.knows(spec.role or ""):
            ranked = self.ranking.found(spec.role or "")
            if spec.role == "total":
                ranked = self._left_to_pay(spec, ranked)
            if ranked is not None or self.kind is not DocumentType.OTHER:
                return ranked
        reader = _ROLES.get(spec.role or "")
        return read_generic(self.document, spec, self.sheet) if reader is None else reader(self)

    def _left_to_pay(self, spec: FieldSpec, total: FoundValue | None) -> FoundValue | None:
        """The total, or what a prompt means by "balance due" where a document prints another sum as that,
        with what was paid before taken off. The total is the other reading, and neither is sure."""
        labels = LABELS["amount_due"]
        if not any(pattern.search(fold(spec.label)) for pattern in labels):
            return total
        due = found(beside(self.document, labels, amounts_in(self.document), last=True))
        if due is None or (total is not None and Decimal(due.best.value) == Decimal(total.best.value)):
            return total
        others = (total.best,) if total is not None else ()
        return FoundValue(due.best, min(due.confidence, 0.8), others, calibrated=True)

    def _learned(self, role: str) -> FoundValue | None:
        """On a receipt: the shop, its address, the date and how it was paid, whatever the plan calls them."""
        if self.receipt is None:
            return None
        if role in _SELLERS:
            return self.receipt.vendor_name
        if role == "vendor_address":
            return self.receipt.vendor_address
        if role == "payment_method":
            return self.receipt.payment_method
        return self.receipt.date if role in ("date", "invoice_date") else None

    def table(self, spec: FieldSpec) -> ItemTable:
        """The rows of a table field, cells under the columns' own names, and what is wrong with them."""
        findings: list[Finding] = []
        adjustments: list[Adjustment] = []
        match spec.role:
            case "line_items":
                read = read_items(self.document, spec, receipt=self.kind is DocumentType.RECEIPT)
                sums = [self.money[role] for role in ("subtotal", "total") if role in self.money]
                rows = up_to_sum(read.rows, sums)
                findings, adjustments = read.findings, read.adjustments
            case "transactions":
                rows = read_bookings(self.document, spec)
            case "parties":
                rows = read_contract_parties(self.document, spec)
            case _:
                rows = read_any_table(self.document, spec)
        names = {known.role: name for name, known in columns_of(spec).items()}
        named = [{names.get(key, key): cell for key, cell in row.items()} for row in rows]
        return ItemTable(named, findings, adjustments)


def read_order_parties(document: Document) -> dict[str, list[Party]]:
    """On a purchase order the buyer writes: it is the buyer who stands at the top without a label."""
    read = read_parties(document, ("buyer_name",), ("supplier_name",))
    return {"buyer_name": read["buyer_name"], "supplier_name": read["supplier_name"]}


def _number(reader: _Reader) -> FoundValue | None:
    return read_id(reader.document, "invoice_number")


def _purchase_order(reader: _Reader) -> FoundValue | None:
    own = _number(reader)
    value = read_id(reader.document, "purchase_order", frozenset((own.best.value,)) if own else frozenset())
    return value if value is not None and value.best.score >= 0.4 else None


def _delivery_address(reader: _Reader) -> FoundValue | None:
    return labelled_address(reader.document, LABELS["delivery_address"][0])


def _invoice_date(reader: _Reader) -> FoundValue | None:
    number = _number(reader)
    near = frozenset((number.best.row,)) if number is not None else frozenset[int]()
    return read_date(reader.document, "invoice_date", near)


def _labelled_amount(role: str) -> Callable[[_Reader], FoundValue | None]:
    def read(reader: _Reader) -> FoundValue | None:
        return found(beside(reader.document, LABELS[role], amounts_in(reader.document), last=True))

    return read


def _name(role: str) -> Callable[[_Reader], FoundValue | None]:
    return lambda reader: party_name(reader.party(role))


def _address(role: str) -> Callable[[_Reader], FoundValue | None]:
    def read(reader: _Reader) -> FoundValue | None:
        return address_of(reader.party(role))

    return read


def _date(role: str) -> Callable[[_Reader], FoundValue | None]:
    return lambda reader: read_date(reader.document, role)


def _money(role: str) -> Callable[[_Reader], FoundValue | None]:
    return lambda reader: reader.money.get(role)


def _clause(role: str) -> Callable[[_Reader], FoundValue | None]:
    return lambda reader: reader.clauses.read(role)


_ROLES: Final[dict[str, Callable[[_Reader], FoundValue | None]]] = {
    "invoice_number": _number,
    "receipt_number": lambda reader: read_id(reader.document, "receipt_number"),
    "order_number": lambda reader: read_id(reader.document, "order_number"),
    "purchase_order": _purchase_order,
    "invoice_date": _invoice_date,
    **{role: _date(role) for role in ("due_date", "date", "delivery_date")},
    "order_date": lambda reader: read_date(
        reader.document, "order_date", own=reader.kind is DocumentType.PURCHASE_ORDER
    ),
    **{role: _name(role) for role in (*_SELLERS, *_BUYERS)},
    "vendor_address": _address("vendor_name"),
    "customer_address": _address("customer_name"),
    "delivery_address": _delivery_address,
    "vendor_tax_id": lambda reader: read_tax_id(reader.document, reader.party("customer_name")),
    **{role: _money(role) for role in ("subtotal", "tax", "total")},
    "amount_due": _labelled_amount("amount_due"),
    "currency": lambda reader: read_currency(reader.document, reader.money.get("total")),
    "iban": lambda reader: read_iban(reader.document),
    "payment_method": lambda reader: read_payment_method(reader.document),
    "time": lambda reader: read_time(reader.document, read_date(reader.document, "date")),
    "opening_balance": lambda reader: read_balance(reader.document, "opening_balance"),
    "closing_balance": lambda reader: read_balance(reader.document, "closing_balance"),
    "period_start": lambda reader: reader.period.get("period_start"),
    "period_end": lambda reader: reader.period.get("period_end"),
    "bank_name": lambda reader: read_bank_name(
        reader.document, is_statement=reader.kind is DocumentType.BANK_STATEMENT
    ),
    "account_holder": lambda reader: read_account_holder(reader.document),
    "title": lambda reader: read_title(reader.document),
    **{
        role: _clause(role)
        for role in ("effective_date", "end_date", "term", "governing_law", "notice_period", "value")
    },
}


def read_document(
    document: Document,
    plan: FieldPlan,
    kind: DocumentType,
    progress: Callable[[float], None] | None = None,
) -> FoundDocument:
    """Reads every field of a plan. `progress` is told the part that is done, 0 to 1."""
    reader = _Reader(document, kind)
    result = FoundDocument()
    for index, spec in enumerate(plan.fields):
        if spec.type is FieldType.TABLE:
            table = reader.table(spec)
            result.tables[spec.name] = table.rows
            result.findings.extend(table.findings)
            result.adjustments.extend(table.adjustments)
        else:
            value = reader.read(spec)
            if value is not None:
                result.scalars[spec.name] = value
        if progress is not None:
            progress((index + 1) / len(plan.fields))
    return result


def read_every_pair(document: Document) -> tuple[FieldPlan, FoundDocument]:
    """For documents of no known plan: every label and value pair as a field of its own name."""
    plan, values, left_out = plan_of_pairs(read_pairs(document, Sheet(document.layout)))
    found_here = FoundDocument(scalars=values)
    if left_out:
        many = "1 more field was" if left_out == 1 else f"{left_out} more fields were"
        found_here.findings.append(
            Finding(
                code="more_fields_than_shown",
                severity=Severity.WARNING,
                message=f"{many} read than the {MAX_FIELDS} that are shown. Name the fields that you need in "
                "the prompt, and read the document again.",
            )
        )
    return plan, found_here
