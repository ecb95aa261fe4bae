"""Sums of a document: its line items, subtotal, tax and total against one another."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks.view import DataView, as_printed, money, table_pointer
from ingestio_core.contracts.extractions import Finding, Severity, Suggestion
from ingestio_core.values import decimal_of, is_absent

_CENT: Final = Decimal("0.01")
_LEAST_TAX: Final = Decimal("1.02")
_MOST_TAX: Final = Decimal("1.28")
"""Gross over net by the value added and sales taxes there are, mixed rates included."""


def document_sums(view: DataView) -> set[Decimal]:
    """What line items may sum to: the subtotal, the total, or the total without its tax."""
    subtotal, tax, total = _number(view, "subtotal"), _number(view, "tax"), _number(view, "total")
    sums = {value for value in (subtotal, total) if value is not None}
    if tax is not None and total is not None:
        sums.add(total - tax)
    if tax is not None and subtotal is not None:
        sums.add(subtotal + tax)
    return sums


def check_line_sum(view: DataView) -> Iterator[Finding]:
    """The line items' amounts against the subtotal, or the total where that is all there is."""
    table = view.table("line_items")
    if table is None:
        return
    spec, rows = table
    amounts = []
    for row in rows:
        place = row.cells.get("amount")
        if place is None:
            return
        if place.number is None:
            if not is_absent(place.value) or row.amount("quantity") is not None:
                return
            continue
        amounts.append(place.number)
    sums = document_sums(view)
    if not amounts or not sums:
        return
    lines = sum(amounts, Decimal(0))
    # Each row may have been rounded for itself.
    tolerance = max(_CENT, _CENT * len(amounts) / 2)
    adjusted = lines + view.adjustment()
    if any(abs(found - value) <= tolerance for value in sums for found in (lines, adjusted)):
        return
    subtotal, total = view.field("subtotal"), view.field("total")
    said = subtotal if subtotal is not None and subtotal.number is not None else total
    if said is None or said.number is None or _may_be_tax(view, lines, said.number):
        return
    yield Finding(
        code="line_sum_mismatch",
        severity=Severity.WARNING,
        message=f"{spec.label} sum to {money(lines)}, {said.label.lower()} says {money(said.number)}",
        paths=(said.pointer, table_pointer(spec)),
        suggestion=view.alternative(said, lambda value: decimal_of(value) == lines),
    )


def check_total(view: DataView) -> Iterator[Finding]:
    """Subtotal + tax = total."""
    subtotal, tax, total = view.field("subtotal"), view.field("tax"), view.field("total")
    if subtotal is None or tax is None or total is None:
        return
    net, extra, gross = subtotal.number, tax.number, total.number
    if net is None or extra is None or gross is None or abs(net + extra - gross) <= _CENT:
        return

    def equals(wanted: Decimal, value: JsonValue) -> bool:
        number = decimal_of(value)
        return number is not None and abs(number - wanted) <= _CENT

    others = [
        view.alternative(total, lambda value: equals(net + extra, value)),
        view.alternative(tax, lambda value: equals(gross - net, value)),
        view.alternative(subtotal, lambda value: equals(gross - extra, value)),
    ]
    fitting = [suggestion for suggestion in others if suggestion is not None]
    suggestion = fitting[0] if len(fitting) == 1 else None
    if suggestion is None and not fitting and _line_sum(view) == gross - extra:
        suggestion = Suggestion(path=subtotal.pointer, value=as_printed(gross - extra, net))
    yield Finding(
        code="total_mismatch",
        severity=Severity.ERROR,
        message=f"{subtotal.label} {money(net)} and {tax.label.lower()} {money(extra)} make "
        f"{money(net + extra)}, {total.label.lower()} says {money(gross)}",
        paths=(total.pointer, subtotal.pointer, tax.pointer),
        suggestion=suggestion,
    )


def _may_be_tax(view: DataView, lines: Decimal, said: Decimal) -> bool:
    """Whether the total may differ from net lines by a tax that the plan doesn't ask for."""
    if _number(view, "tax") is not None or _number(view, "subtotal") is not None or lines == 0:
        return False
    return _LEAST_TAX <= said / lines <= _MOST_TAX


def _number(view: DataView, role: str) -> Decimal | None:
    place = view.field(role)
    return place.number if place else None


def _line_sum(view: DataView) -> Decimal | None:
    table = view.table("line_items")
    amounts = [row.amount("amount") for row in table[1]] if table else []
    return sum((amount for amount in amounts if amount is not None), Decimal(0)) if amounts else None
