"""What an e-invoice states and nobody can read: days that no calendar has, and figures that are none."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ingestio_extract.einvoice.model import Stated
from ingestio_extract.einvoice.nodes import iso_date, number

_FIGURE: Final = re.compile(r"(?:Amount|Quantity|Percent|Numeric)$")
_DAY: Final = re.compile(r"Date(?:Time)?$")
_LINES: Final = frozenset(
    {"InvoiceLine", "CreditNoteLine", "IncludedSupplyChainTradeLineItem"},
)
_TOTALS: Final = frozenset(
    {
        "LegalMonetaryTotal",
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    }
)
_FIELDS: Final = {
    "IssueDate": "invoice_date",
    "IssueDateTime": "invoice_date",
    "DueDate": "due_date",
    "DueDateDateTime": "due_date",
    "PaymentDueDate": "due_date",
    "ActualDeliveryDate": "delivery_date",
    "OccurrenceDateTime": "delivery_date",
    "TaxExclusiveAmount": "subtotal",
    "TaxBasisTotalAmount": "subtotal",
    "TaxAmount": "tax",
    "TaxTotalAmount": "tax",
    "TaxInclusiveAmount": "total",
    "GrandTotalAmount": "total",
    "PayableAmount": "amount_due",
    "DuePayableAmount": "amount_due",
}
"""The fields of plans that elements of the head state, by name or role."""


def unreadable(root: etree._Element) -> tuple[Stated, ...]:
    """Texts of dates, amounts, quantities and rates that are not empty and have no value."""
    return tuple(_found(root))


def _found(root: etree._Element) -> Iterator[Stated]:
    lines: dict[etree._Element, int] = {}
    for node in root.iter("*"):
        name = etree.QName(node).localname
        if name in _LINES:
            lines[node] = len(lines) + 1
        text = " ".join((node.text or "").split())
        if not text:
            continue
        if name in ("DateTimeString", "DateTime") and (parent := node.getparent()) is not None:
            name = etree.QName(parent).localname
        elif name == "DateTimeString" or len(node):
            continue
        is_day, is_figure = bool(_DAY.search(name)), bool(_FIGURE.search(name))
        if (is_day and iso_date(text) is None) or (is_figure and number(text) is None):
            line = next((lines[over] for over in node.iterancestors() if over in lines), None)
            yield Stated(_FIELDS.get(name) if line is None else None, _in_words(name), text, line)


def in_another_currency(root: etree._Element, currency: str | None) -> tuple[Stated, ...]:
    """Sums of the whole document that are stated in another currency than its own, and not in its own too."""
    found: list[Stated] = []
    for node in root.iter("*"):
        if currency is None or etree.QName(node).localname not in _TOTALS or _in_line(node):
            continue
        for item in node.iterchildren("*"):
            name, other = etree.QName(item).localname, item.get("currencyID")
            same = [twin for twin in node.iterchildren("*") if etree.QName(twin).localname == name]
            if other in (None, currency) or any(twin.get("currencyID") in (None, currency) for twin in same):
                continue
            found.append(
                Stated(_FIELDS.get(name), _in_words(name), (item.text or "").strip(), currency=other)
            )
    return tuple(found)


def _in_line(node: etree._Element) -> bool:
    return any(etree.QName(over).localname in _LINES for over in node.iterancestors())


def _in_words(name: str) -> str:
    """`IssueDateTime` as “Issue date”."""
    day = name.replace("DateDateTime", "Date").replace("DateTime", "Date")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", day).capitalize()
