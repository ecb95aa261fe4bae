"""Line items, each for itself: quantity × unit price = amount, and no amount left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ingestio_core.checks.sums import document_sums
from ingestio_core.checks.view import DataView, Place, Row, as_printed, decimals_of, money, plain
from ingestio_core.contracts.extractions import Finding, Severity, Suggestion
from ingestio_core.values import is_absent

_CENT: Final = Decimal("0.01")
_DISCOUNTS: Final = frozenset({"discount", "discount_amount", "discount_percent", "rabatt", "remise"})
_SUM_ROLES: Final = ("subtotal", "tax", "total")
_HIGHEST_TAX_FACTOR: Final = Decimal("1.28")
"""The highest rate of VAT anywhere is 27 % (Hungary)."""
_RATIO_TOLERANCE: Final = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    place: Place
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    adjustment: Decimal = Decimal(0)

    @property
    def product(self) -> Decimal:
        return self.quantity * self.unit_price

    @property
    def agrees(self) -> bool:
        # A printed unit price may be rounded: half its last decimal counts once for each piece.
        last = Decimal(1).scaleb(-max(2, decimals_of(self.unit_price)))
        # Credits are printed with a minus on the amount alone as often as on both; sums catch a wrong one.
        tolerance = _CENT + abs(self.quantity) * last / 2
        return any(
            abs(abs(product) - abs(self.amount)) <= tolerance
            for product in (self.product, self.product + self.adjustment)
        )


def check_missing_amounts(view: DataView) -> Iterator[Finding]:
    """Line items with something in them but no amount."""
    table = view.table("line_items")
    if table is None:
        return
    for row in table[1]:
        place = row.cells.get("amount")
        filled = [cell for cell in row.cells.values() if not is_absent(cell.value)]
        if place is None or not is_absent(place.value) or not filled:
            continue
        quantity, unit_price = row.amount("quantity"), row.amount("unit_price")
        known = quantity is not None and unit_price is not None
        if not known and len(filled) == 1:
            # One text alone is a heading or a continued description as often as an item.
            continue
        suggestion, reason = None, ""
        if quantity is not None and unit_price is not None:
            product = (quantity * unit_price).quantize(_CENT, ROUND_HALF_UP)
            suggestion = Suggestion(path=place.pointer, value=as_printed(product, product))
            reason = f"; {plain(quantity)} × {money(unit_price)} is {money(product)}"
        yield Finding(
            code="row_amount_missing",
            severity=Severity.WARNING,
            message=f"Row {row.number} has no {place.label.lower()}{reason}",
            paths=(place.pointer,),
            suggestion=suggestion,
        )


def check_line_amounts(view: DataView) -> Iterator[Finding]:
    """Quantity × unit price against the amount of the row.

    Rows with a discount of their own are left out. So are tables whose amounts differ from the
    products by one factor throughout, or by the document's tax: net prices beside gross amounts.
    """
    table = view.table("line_items")
    if table is None:
        return
    lines = [line for row in table[1] if (line := _line(row, view.adjustment(row.pointer))) is not None]
    wrong = [line for line in lines if not line.agrees]
    if not wrong or _one_factor(view, lines, wrong):
        return
    sums = document_sums(view)
    total_of_lines = sum((row.amount("amount") or Decimal(0) for row in table[1]), Decimal(0))
    for line in wrong:
        corrected = total_of_lines - line.amount + line.product
        yield Finding(
            code="line_amount_mismatch",
            severity=Severity.WARNING,
            message=f"Row {line.row.number}: {plain(line.quantity)} × {money(line.unit_price)} is "
            f"{money(line.product.quantize(_CENT, ROUND_HALF_UP))}, "
            f"{line.place.label.lower()} says {money(line.amount)}",
            paths=(
                line.place.pointer,
                line.row.cells["quantity"].pointer,
                line.row.cells["unit_price"].pointer,
            ),
            suggestion=_suggestion(line, total_of_lines in sums, corrected in sums),
        )


def _line(row: Row, adjustment: Decimal) -> _Line | None:
    quantity, unit_price, amount = (row.amount(role) for role in ("quantity", "unit_price", "amount"))
    if quantity is None or unit_price is None or amount is None:
        return None
    if any(row.amount(name) for name in _DISCOUNTS):
        return None
    return _Line(row, row.cells["amount"], quantity, unit_price, amount, adjustment)


def _one_factor(view: DataView, lines: list[_Line], wrong: list[_Line]) -> bool:
    if len(wrong) != len(lines) or any(not line.product for line in lines):
        return False
    ratios = [line.amount / line.product for line in lines]
    if len(ratios) > 1 and max(ratios) - min(ratios) <= _RATIO_TOLERANCE and min(ratios) > 0:
        return True
    net, tax, total = (place.number if place else None for place in map(view.field, _SUM_ROLES))
    if not net or tax is None:
        return False
    gross = sum((line.amount for line in lines), Decimal(0))
    if total is not None and abs(gross - total) <= _CENT * len(lines) and net != total:
        # Gross amounts that make the total, at more than one rate of tax.
        return all(1 <= ratio <= _HIGHEST_TAX_FACTOR for ratio in ratios)
    factor = 1 + tax / net
    return all(
        min(abs(ratio - factor), abs(ratio - 1 / factor) if factor else Decimal(1)) <= _RATIO_TOLERANCE
        for ratio in ratios
    )


def _suggestion(line: _Line, sum_is_right: bool, corrected_is_right: bool) -> Suggestion | None:
    if corrected_is_right:
        return Suggestion(path=line.place.pointer, value=as_printed(line.product, line.amount))
    if sum_is_right and line.unit_price:
        pieces = line.amount / line.unit_price
        if pieces == pieces.to_integral_value():
            return Suggestion(
                path=line.row.cells["quantity"].pointer, value=plain(pieces.quantize(Decimal(1)))
            )
    return None
