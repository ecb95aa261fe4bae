"""The default field plans, used by the `auto` strategy. Their names are part of the API."""

from collections.abc import Mapping
from typing import Final

from ingestio_core.fieldplan.model import FieldPlan, FieldSpec, FieldType

_TYPES: Final[Mapping[str, FieldType]] = {
    **dict.fromkeys(
        (
            "invoice_date",
            "due_date",
            "date",
            "order_date",
            "delivery_date",
            "period_start",
            "period_end",
            "effective_date",
            "end_date",
        ),
        FieldType.DATE,
    ),
    **dict.fromkeys(
        (
            "subtotal",
            "tax",
            "total",
            "unit_price",
            "amount",
            "balance",
            "opening_balance",
            "closing_balance",
            "value",
        ),
        FieldType.AMOUNT,
    ),
    **dict.fromkeys(
        (
            "invoice_number",
            "receipt_number",
            "order_number",
            "purchase_order",
            "vendor_tax_id",
            "iban",
            "sku",
        ),
        FieldType.ID,
    ),
    "quantity": FieldType.NUMBER,
    "time": FieldType.TIME,
}

_LABELS: Final[Mapping[str, str]] = {
    "iban": "IBAN",
    "sku": "SKU",
    "vendor_tax_id": "Vendor tax ID",
    "customer_tax_id": "Customer tax ID",
}


def field_type(role: str) -> FieldType:
    """The type of a known field; text for all that are not listed."""
    return _TYPES.get(role, FieldType.TEXT)


def field_label(name: str) -> str:
    """A name as a person reads it: `invoice_date` becomes "Invoice date"."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def known_field(name: str) -> FieldSpec:
    """The column of a known field that holds a single value."""
    return FieldSpec(name=name, label=field_label(name), type=field_type(name), role=name)


def known_table(name: str, columns: tuple[str, ...]) -> FieldSpec:
    """The column of a known table with the given known columns."""
    return FieldSpec(
        name=name,
        label=field_label(name),
        type=FieldType.TABLE,
        role=name,
        columns=tuple(known_field(column) for column in columns),
    )


LINE_ITEM_COLUMNS: Final = ("description", "quantity", "unit_price", "amount")


def _plan(names: str, *tables: FieldSpec) -> FieldPlan:
    return FieldPlan(fields=(*(known_field(name) for name in names.split()), *tables))


DEFAULT_PLANS: Final[Mapping[str, FieldPlan]] = {
    "invoice": _plan(
        "invoice_number invoice_date due_date vendor_name vendor_address vendor_tax_id customer_name "
        "customer_address purchase_order currency subtotal tax total iban",
        known_table("line_items", LINE_ITEM_COLUMNS),
    ),
    "receipt": _plan(
        "vendor_name vendor_address receipt_number date time currency subtotal tax total payment_method",
        known_table("line_items", LINE_ITEM_COLUMNS),
    ),
    "purchase_order": _plan(
        "order_number order_date delivery_date buyer_name supplier_name delivery_address currency total",
        known_table("line_items", ("sku", *LINE_ITEM_COLUMNS)),
    ),
    "bank_statement": _plan(
        "bank_name account_holder iban period_start period_end opening_balance closing_balance currency",
        known_table("transactions", ("date", "description", "amount", "balance")),
    ),
    "contract": FieldPlan(
        fields=(
            known_field("title"),
            known_table("parties", ("name", "role")),
            *map(
                known_field,
                ("effective_date", "end_date", "term", "governing_law", "notice_period", "value"),
            ),
        )
    ),
    "form": FieldPlan(),
    "other": FieldPlan(),
}
"""`form` and `other` are empty: every label and value pair found becomes a field."""


def default_plan(document_type: str) -> FieldPlan:
    """The plan of a detected type. Raises KeyError for a word that is no document type."""
    return DEFAULT_PLANS[document_type]
