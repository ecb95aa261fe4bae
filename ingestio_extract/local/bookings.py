"""Bookings of bank statements: date, text, amount with its sign, and the balance after it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ingestio_core.fieldplan import FieldSpec
from ingestio_extract.local.candidates import Document, amounts_in, beside, from_words, tidy
from ingestio_extract.local.columns import columns_of, helper
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.lexicon import LABELS
from ingestio_extract.local.rowtexts import SUMMARY
from ingestio_extract.local.statements import days_of
from ingestio_extract.local.tables import read_table
from ingestio_extract.local.tillslips import cell_at, figures_in
from ingestio_extract.local.values import FoundValue, TableRow, found

_CENT: Final = Decimal("0.005")
_OUT: Final = re.compile(r"(?:\d|\s)(?:S|D|DR|DB|O/?D|SOLL|-|−|–)\.?$", re.IGNORECASE)
_CHECKED: Final = 0.95


def read_bookings(document: Document, spec: FieldSpec) -> list[TableRow]:
    """The bookings of a statement: a date, which may stand only where the day changes, a text, an amount
    (or one of two columns, money out being negative) and the balance after it."""
    asked = list(columns_of(spec).values())
    roles = {item.role for item in asked}
    columns = [*asked, *(helper(role) for role in ("debit", "credit", "balance") if role not in roles)]
    rows = read_table(document, columns, "description", notes=False).rows
    if not any("date" in row for row in rows):
        # Many print the year once, above the table.
        document = replace(document, period=days_of(document))
        rows = read_table(document, columns, "description", notes=False).rows
        if not any("date" in row for row in rows):
            rows = _dated_lines(document) or rows
    dated = any("date" in row for row in rows)
    result: list[TableRow] = []
    day: FoundValue | None = None
    for row in rows:
        day = row.get("date", day)
        if day is None and dated and "date" in roles:
            continue
        signed = _signed(row)
        if "balance" in signed:
            signed["balance"] = _by_letter(signed["balance"])
        if "amount" not in signed and len(signed) < 3:
            continue
        if "date" not in signed and day is not None:
            signed["date"] = replace(day, confidence=min(day.confidence, 0.8))
        result.append(signed)
    opening = _opening(document)
    checked = _by_balance(result, opening)
    return [{name: cell for name, cell in row.items() if name in roles} for row in checked]


def _signed(row: TableRow) -> TableRow:
    """With one amount: money out is negative, by its column, a letter or a sign behind it."""
    if "amount" in row:
        return {**row, "amount": _by_letter(row["amount"])}
    if "debit" in row:
        value = row["debit"]
        figure = value.best.value
        negative = figure if figure.startswith("-") else "-" + figure
        return {**row, "amount": replace(value, best=replace(value.best, value=negative))}
    if "credit" in row:
        return {**row, "amount": row["credit"]}
    return dict(row)


def _by_letter(cell: FoundValue) -> FoundValue:
    figure = cell.best.value
    if _OUT.search(cell.best.text) and not figure.startswith("-"):
        return replace(cell, best=replace(cell.best, value="-" + figure))
    return cell


def read_balance(document: Document, role: str) -> FoundValue | None:
    """The opening or closing balance by its labels, below zero where a letter or a sign behind it says so."""
    value = found(beside(document, LABELS[role], amounts_in(document), last=True))
    if value is None or value.best.value.startswith("-"):
        return value
    printed = document.layout.rows[value.best.row].text
    behind = printed[printed.rfind(value.best.text) + len(value.best.text) :]
    if not _OUT.fullmatch(" " + behind.strip()):
        return value
    return replace(value, best=replace(value.best, value="-" + value.best.value))


def _opening(document: Document) -> Decimal | None:
    opening = read_balance(document, "opening_balance")
    return Decimal(opening.best.value) if opening is not None else None


def _by_balance(rows: Sequence[TableRow], opening: Decimal | None) -> list[TableRow]:
    """Surer where each balance is the one before plus the amount; where only the sign is wrong, it is the
    balances that know it."""
    falling = _differences(rows, opening, newest_first=False)
    rising = _differences(rows, opening, newest_first=True)
    steps = max((falling, rising), key=lambda steps: _agreeing(rows, steps))
    known = sum(step is not None for step in steps)
    trusted = known > 1 and _agreeing(rows, steps) >= 0.7 * known
    checked: list[TableRow] = []
    for row, step in zip(rows, steps, strict=True):
        amount = row.get("amount")
        if amount is not None and step is not None:
            value = Decimal(amount.best.value)
            if trusted and abs(value + step) <= _CENT and value:
                figure = f"{step:f}"
                row = {**row, "amount": replace(amount, best=replace(amount.best, value=figure))}
                value = step
            if abs(value - step) <= _CENT:
                row = {
                    name: replace(cell, confidence=max(cell.confidence, _CHECKED))
                    if name in ("amount", "balance")
                    else cell
                    for name, cell in row.items()
                }
        checked.append(row)
    return checked


def _differences(
    rows: Sequence[TableRow], opening: Decimal | None, *, newest_first: bool
) -> list[Decimal | None]:
    """What each booking must have moved by the balances beside it; balances that are printed only once a
    day say nothing of the bookings between."""
    ordered = list(rows)[::-1] if newest_first else list(rows)
    before = opening
    steps: list[Decimal | None] = []
    for row in ordered:
        after = Decimal(row["balance"].best.value) if "balance" in row else None
        steps.append(after - before if after is not None and before is not None else None)
        before = after
    return steps[::-1] if newest_first else steps


def _agreeing(rows: Sequence[TableRow], steps: Sequence[Decimal | None]) -> int:
    """How many amounts are, but for the sign, what the balances say."""
    return sum(
        step is not None
        and "amount" in row
        and abs(abs(Decimal(row["amount"].best.value)) - abs(step)) <= _CENT
        for row, step in zip(rows, steps, strict=True)
    )


def _dated_lines(document: Document) -> list[TableRow]:
    """Lines that begin with a date and end with one or two amounts."""
    rows: list[TableRow] = []
    for row in document.layout.rows:
        first = row.segments[0]
        dates = find_dates(first.text, document.order)
        figures = [item for item in figures_in(document, row) if item[0].looks_like_money]
        if not dates or dates[0].start > 3 or not figures or SUMMARY.match(row.folded):
            continue
        words = first.words_at(dates[0].start, dates[0].end)
        cells: TableRow = {
            "date": FoundValue(
                from_words(words, dates[0].value, first.text[dates[0].start : dates[0].end], 0.8, row.number),
                0.8,
            ),
            "amount": cell_at(*(figures[-2] if len(figures) > 1 else figures[-1]), 0.7),
        }
        if len(figures) > 1:
            cells["balance"] = cell_at(*figures[-1], 0.7)
        used = {id(word) for word in words}
        used |= {id(word) for hit, part in figures for word in part.words_at(hit.start, hit.end)}
        rest = [word for part in row.segments for word in part.words if id(word) not in used]
        text = tidy(" ".join(word.text for word in rest))
        if text:
            cells["description"] = FoundValue(from_words(rest, text, text, 0.7, row.number), 0.7)
        rows.append(cells)
    return rows
