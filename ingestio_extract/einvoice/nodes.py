"""Small steps through the XML of e-invoices."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree
from pydantic import JsonValue

from ingestio_core.contracts.extractions import Adjustment
from ingestio_extract.einvoice.model import Cells

_CENT: Final = Decimal("0.01")
_IBAN_FORM: Final = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")

Node = etree._Element | None


def children(node: Node, path: str) -> list[etree._Element]:
    """Elements at a path of local names; a step may offer several as `a|b`."""
    nodes = [] if node is None else [node]
    for step in path.split("/"):
        names = step.split("|")
        nodes = [
            child
            for parent in nodes
            for child in parent.iterchildren("*")
            if etree.QName(child).localname in names
        ]
    return nodes


def first(node: Node, path: str) -> Node:
    return next(iter(children(node, path)), None)


def text_of(node: Node, *paths: str) -> str | None:
    """The first text that isn't empty at one of the paths, in their order."""
    for path in paths:
        for element in children(node, path):
            text = " ".join((element.text or "").split())
            if text:
                return text
    return None


def number(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def amount(text: str | None) -> str | None:
    """A decimal string without superfluous zeros, but with two decimals at least."""
    value = number(text)
    return None if value is None else plain(value, 2)


def plain(value: Decimal, decimals: int) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def iso_date(text: str | None) -> str | None:
    """An ISO date from `YYYYMMDD` (CII, format 102) or `YYYY-MM-DD`, with or without a time."""
    for form, length in (("%Y%m%d", 8), ("%Y-%m-%d", 10)):
        part = (text or "")[:length]
        if len(part) < len("YYYYMMDD"):
            continue
        try:
            return datetime.strptime(part, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def joined(parts: Iterable[str | None]) -> str | None:
    return ", ".join(part for part in parts if part) or None


def iban(text: str | None) -> str | None:
    """An account number that has the form of an IBAN, without its spaces; None for any other."""
    compact = "".join((text or "").split())
    return compact if _IBAN_FORM.fullmatch(compact) else None


def in_currency(amounts: list[etree._Element], currency: str | None) -> str | None:
    """Of amounts stated in two currencies the one in the invoice's own."""
    own = [element for element in amounts if element.get("currencyID") in (None, currency)]
    return next((element.text for element in own or amounts if element.text), None)


def priced_row(
    description: str | None, quantity: str | None, price: str | None, basis: str | None, total: str | None
) -> Cells:
    """A row with the price of one: a stated price may hold for a hundred. Some senders fill the
    basis in wrongly, so it counts only where the row's own arithmetic doesn't speak against it."""
    count, value, per, whole = (number(text) for text in (quantity, price, basis, total))
    if (
        value is not None
        and per
        and per != 1
        and not (count and whole and abs(count * value - whole) < _CENT)
    ):
        value = round(value / per, 6)
    return {
        "description": description,
        "quantity": None if count is None else plain(count, 0),
        "unit_price": None if value is None else plain(value, 2),
        "amount": amount(total),
    }


def lines_of(
    nodes: Iterable[etree._Element], read: Callable[[etree._Element], tuple[Cells, Cells]]
) -> tuple[list[JsonValue] | None, tuple[Cells, ...], list[etree._Element]]:
    """Rows of the default plan, their further cells, and the nodes they came from; lines that state nothing
    are left out. None where the profile has no lines at all."""
    rows: list[JsonValue] = []
    more: list[Cells] = []
    kept: list[etree._Element] = []
    for node in nodes:
        row, cells = read(node)
        if any(row.values()):
            rows.append(row)
            more.append(cells)
            kept.append(node)
    return rows or None, tuple(more), kept


@dataclass(frozen=True, slots=True)
class Change:
    """An allowance or a charge; `amount` is negative for an allowance."""

    amount: Decimal
    label: str
    percent: str | None = None
    basis: str | None = None
    tax_rate: str | None = None

    def cells(self) -> Cells:
        return {
            "description": self.label or None,
            "amount": plain(self.amount, 2),
            "percent": self.percent,
            "basis": self.basis,
            "tax_rate": self.tax_rate,
        }


def adjustments(document: Iterable[Change], rows: Iterable[Iterable[Change]]) -> tuple[Adjustment, ...]:
    """The changes of the whole document, then those of each row of `line_items`."""
    placed = [("", change) for change in document]
    placed += [(f"/line_items/{at}", change) for at, changes in enumerate(rows) for change in changes]
    return tuple(
        Adjustment(path=path, amount=plain(change.amount, 2), label=change.label) for path, change in placed
    )


def total_of(changes: Iterable[Change], sign: int) -> str | None:
    """The sum of the allowances (`sign` -1) or the charges (+1), None where there is none."""
    amounts = [change.amount * sign for change in changes if change.amount * sign > 0]
    return plain(sum(amounts, Decimal(0)), 2) if amounts else None


def rate(text: str | None) -> str | None:
    """A percentage without superfluous zeros."""
    value = number(text)
    return None if value is None else plain(value, 0)
