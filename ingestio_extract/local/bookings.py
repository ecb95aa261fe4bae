"""Bookings of bank statements: date, text, amount with its sign, and the balance after it."""

from dataclasses import replace
from decimal import Decimal

from ingestio_core.fieldplan import FieldSpec
from ingestio_extract.local.candidates import Document, from_words, tidy
from ingestio_extract.local.columns import columns_of, helper
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.rowtexts import SUMMARY
from ingestio_extract.local.tables import read_table
from ingestio_extract.local.tillslips import cell_at, figures_in
from ingestio_extract.local.values import FoundValue, TableRow


def read_bookings(document: Document, spec: FieldSpec) -> list[TableRow]:
    """The bookings of a statement: a date, a text, an amount (or one of two columns, money out
    being negative) and the balance after it."""
    asked = list(columns_of(spec).values())
    roles = {item.role for item in asked}
    columns = [*asked, *(helper(role) for role in ("debit", "credit") if role not in roles)]
    rows = read_table(document, columns, "description").rows
    if not any("date" in row for row in rows):
        rows = _dated_lines(document)
    result: list[TableRow] = []
    for row in rows:
        if "date" not in row and "date" in roles:
            continue
        if "amount" not in row:
            _from_two_columns(row)
        result.append({name: cell for name, cell in row.items() if name in roles})
    return _checked_balances(result)


def _from_two_columns(row: TableRow) -> None:
    if "debit" in row:
        value = row["debit"]
        figure = value.best.value
        negative = figure if figure.startswith("-") else "-" + figure
        row["amount"] = replace(value, best=replace(value.best, value=negative))
    elif "credit" in row:
        row["amount"] = row["credit"]


def _checked_balances(rows: list[TableRow]) -> list[TableRow]:
    """Surer where each balance is the one before plus the amount."""
    checked: list[TableRow] = []
    before: Decimal | None = None
    for row in rows:
        balance = Decimal(row["balance"].best.value) if "balance" in row else None
        amount = Decimal(row["amount"].best.value) if "amount" in row else None
        if before is not None and balance is not None and amount is not None and before + amount == balance:
            row = {name: replace(cell, confidence=max(cell.confidence, 0.95)) for name, cell in row.items()}
        before = balance
        checked.append(row)
    return checked


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
