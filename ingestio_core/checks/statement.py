"""Bank statements: what comes in and goes out leads from one balance to the next."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ingestio_core.checks.view import DataView, as_printed, money, plain, table_pointer
from ingestio_core.contracts.extractions import Finding, Severity, Suggestion

_CENT: Final = Decimal("0.01")


def check_statement(view: DataView) -> Iterator[Finding]:
    """Opening balance + transactions = closing balance."""
    table = view.table("transactions")
    opening, closing = view.field("opening_balance"), view.field("closing_balance")
    if table is None or opening is None or closing is None:
        return
    spec, rows = table
    start, end = opening.number, closing.number
    amounts = [row.amount("amount") for row in rows]
    if start is None or end is None or not amounts or any(amount is None for amount in amounts):
        return
    moved = sum((amount for amount in amounts if amount is not None), Decimal(0))
    gap = end - (start + moved)
    if abs(gap) <= _CENT:
        return
    turned = [
        row for row, amount in zip(rows, amounts, strict=True) if amount and abs(gap + 2 * amount) <= _CENT
    ]
    suggestion = None
    if len(turned) == 1 and (amount := turned[0].amount("amount")) is not None:
        suggestion = Suggestion(path=turned[0].cells["amount"].pointer, value=plain(-amount))
    yield Finding(
        code="balance_mismatch",
        severity=Severity.ERROR,
        message=f"{opening.label} {money(start)} and {spec.label.lower()} of {money(moved)} make "
        f"{money(start + moved)}, {closing.label.lower()} says {money(end)}",
        paths=(closing.pointer, opening.pointer, table_pointer(spec)),
        suggestion=suggestion,
    )


def check_running_balance(view: DataView) -> Iterator[Finding]:
    """The balance beside each transaction: the one before plus the amount.

    A statement that lists the newest first is read from its end.
    """
    table = view.table("transactions")
    if table is None or len(table[1]) == 0:
        return
    rows = table[1]
    opening = view.field("opening_balance")
    before = opening.number if opening else None
    if _newest_first(view):
        rows = rows[::-1]
    for row in rows:
        amount, balance = row.amount("amount"), row.amount("balance")
        if amount is not None and balance is not None and before is not None:
            expected = before + amount
            if abs(expected - balance) > _CENT:
                yield Finding(
                    code="running_balance_mismatch",
                    severity=Severity.WARNING,
                    message=f"Row {row.number}: {money(before)} and {money(amount)} make {money(expected)}, "
                    f"{row.cells['balance'].label.lower()} says {money(balance)}",
                    paths=(row.cells["amount"].pointer, row.cells["balance"].pointer),
                    suggestion=Suggestion(
                        path=row.cells["amount"].pointer, value=as_printed(balance - before, amount)
                    ),
                )
        if balance is not None:
            before = balance
        elif before is not None:
            before = None if amount is None else before + amount


def _newest_first(view: DataView) -> bool:
    table = view.table("transactions")
    cells = [row.cells["date"].day for row in table[1] if "date" in row.cells] if table else []
    days = [day for day in cells if day is not None]
    return len(days) > 1 and days[0] > days[-1]
