"""Line items of invoices, orders and receipts; bookings of statements."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_core.fieldplan.defaults import LINE_ITEM_COLUMNS
from ingestio_extract.layout import Row, Segment
from ingestio_extract.local.candidates import Candidate, Document, amounts_in, from_words, tidy
from ingestio_extract.local.columns import Column, column, helper
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import NumberHit, find_numbers
from ingestio_extract.local.tables import CARRIED, SUMMARY, read_table
from ingestio_extract.local.values import FoundValue, TableRow
from ingestio_extract.words import Word

_CENT: Final = Decimal("0.011")
_QUANTITY_LINE: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:stk|st|pcs|x|×|@|\*)\s*(?:a|@|x)?\s*\S*\d", re.IGNORECASE
)
_PAID: Final = re.compile(
    r"^\W*(?:change|cash|tip|gratuity|bar|gegeben|visa|mastercard|tendered|service charge|especes|"
    r"rendu|efectivo|contanti|contant|dinheiro|gotowka|wisselgeld|reszta|cambio|"
    r"troco|resto|zuruck|ruckgeld|carte|tarjeta|karta|master ?card)\b"
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


def read_items(document: Document, spec: FieldSpec, receipt: bool) -> list[TableRow]:
    """The line items: under a header, else by quantity × price = amount, else as a receipt prints them."""
    asked = [column(item) for item in spec.columns]
    roles = {item.role for item in asked}
    # The usual columns are read even where nobody asked, so that their cells fall to no neighbour.
    columns = [*asked, *(helper(role) for role in LINE_ITEM_COLUMNS if role not in roles)]
    text_column = "description" if "description" in roles else _first_text(asked) or "description"
    rows = [row for row in read_table(document, columns, text_column) if _is_item(row, text_column)]
    if not rows:
        ways = (_receipt_lines, _by_arithmetic) if receipt else (_by_arithmetic, _receipt_lines)
        rows = ways[0](document) or ways[1](document)
    rows = [_completed(document, row) for row in rows]
    kept = [{name: cell for name, cell in _consistent(row).items() if name in roles} for row in rows]
    return [row for row in kept if row]


def up_to_sum(rows: list[TableRow], sums: Sequence[FoundValue]) -> list[TableRow]:
    """Cuts off what stands below the table where the rows above it make up a printed sum exactly
    and all together don't. A sum that was read off one of the rows cuts nothing."""
    own = {(cell.best.page, cell.best.box) for row in rows for cell in row.values()}
    wanted = {Decimal(sum_.best.value) for sum_ in sums if (sum_.best.page, sum_.best.box) not in own}
    running = Decimal(0)
    cut: int | None = None
    for index, row in enumerate(rows):
        running += Decimal(row["amount"].best.value) if "amount" in row else 0
        if running in wanted and running != 0:
            cut = index + 1
    return rows[:cut]


def _first_text(columns: Sequence[Column]) -> str | None:
    return next((item.role for item in columns if item.type is FieldType.TEXT), None)


def _is_item(row: TableRow, text_column: str | None) -> bool:
    figures = [name for name, cell in row.items() if re.fullmatch(r"-?\d+(?:\.\d+)?", cell.best.value)]
    return bool(figures) and (len(row) >= 2 or text_column is None)


def _completed(document: Document, row: TableRow) -> TableRow:
    """Puts in the quantity or unit price that the header did not lead to: the figure on the item's
    row that, times the one that is known, gives the amount."""
    amount = row.get("amount")
    if amount is None or ("quantity" in row) == ("unit_price" in row):
        return row
    known, missing = ("unit_price", "quantity") if "unit_price" in row else ("quantity", "unit_price")
    factor, product = Decimal(row[known].best.value), Decimal(amount.best.value)
    taken = {row[known].best.box, amount.best.box}
    for hit, part in _figures(document, document.layout.rows[amount.best.row]):
        cell = _cell(hit, part, 0.85)
        if cell.best.box in taken or abs(hit.amount * factor - product) > _CENT:
            continue
        filled = {**row, missing: cell}
        text = row.get("description")
        if text is not None and text.best.value.startswith(cell.best.text + " "):
            rest = text.best.value[len(cell.best.text) :].strip()
            filled["description"] = replace(text, best=replace(text.best, value=rest, text=rest))
        return filled
    return row


def _consistent(row: TableRow) -> TableRow:
    """Surer cells where quantity × price = amount, less sure ones where they don't."""
    try:
        numbers = [Decimal(row[name].best.value) for name in ("quantity", "unit_price", "amount")]
    except KeyError:
        return row
    good = abs(numbers[0] * numbers[1] - numbers[2]) <= max(_CENT, abs(numbers[2]) * Decimal("0.001"))
    confidence = 0.95 if good else 0.65
    names = ("quantity", "unit_price", "amount")
    return {
        name: replace(cell, confidence=confidence)
        if name in names
        else replace(cell, confidence=0.85 if good else 0.75)
        for name, cell in row.items()
    }


def _figures(document: Document, row: Row) -> list[tuple[NumberHit, Segment]]:
    return [
        (hit, part)
        for part in row.segments
        for hit in find_numbers(part.text, document.style)
        if not hit.percent
        and not any(d.start < hit.end and hit.start < d.end for d in find_dates(part.text, document.order))
    ]


def _cell(hit: NumberHit, segment: Segment, confidence: float) -> FoundValue:
    words = segment.words_at(hit.start, hit.end)
    text = segment.text[hit.start : hit.end].strip()
    return FoundValue(from_words(words, hit.value, text, confidence, segment.row), confidence)


def _by_arithmetic(document: Document) -> list[TableRow]:
    """Rows where two figures multiply to the last one, their amounts ending at the same place."""
    hits: list[tuple[Row, TableRow, float]] = []
    for row in document.layout.rows:
        if SUMMARY.match(row.folded.strip()) or CARRIED.search(row.folded):
            continue
        figures = _figures(document, row)
        if len(figures) < 3 or not figures[-1][0].looks_like_money:
            continue
        last, segment = figures[-1]
        for index, (first, first_segment) in enumerate(figures[:-1]):
            second = next(
                (
                    item
                    for item in figures[index + 1 : -1]
                    if first.amount * item[0].amount != 0
                    and abs(first.amount * item[0].amount - last.amount) <= _CENT
                ),
                None,
            )
            if second is None:
                continue
            quantity, price = (first, first_segment), second
            if first.looks_like_money and not second[0].looks_like_money:
                quantity, price = second, quantity
            cells = {
                "quantity": _cell(*quantity, 0.85),
                "unit_price": _cell(*price, 0.85),
                "amount": _cell(last, segment, 0.9),
            }
            text = _text_of(row, figures)
            if text is not None:
                cells["description"] = text
            hits.append((row, cells, segment.box[2]))
            break
    if not hits:
        return []
    edge = Counter(round(x / 8) for _, _, x in hits).most_common(1)[0][0]
    return [cells for _, cells, x in hits if abs(round(x / 8) - edge) <= 1]


def _text_of(row: Row, figures: Sequence[tuple[NumberHit, Segment]]) -> FoundValue | None:
    """The words of a row that are no figures."""
    taken = {
        id(word)
        for hit, part in figures
        for word in part.words_at(hit.start, hit.end)
        if hit.looks_like_money
    }
    words = [word for part in row.segments for word in part.words if id(word) not in taken]
    while words and not any(map(str.isalnum, words[-1].text)):
        words.pop()
    while words and re.fullmatch(r"[\d.,]{1,4}|[x×*]", words[0].text):
        words.pop(0)
    text = tidy(" ".join(word.text for word in words))
    if not _LETTERS.search(text):
        return None
    return FoundValue(from_words(words, text, text, 0.75, row.number), 0.75)


def _receipt_lines(document: Document) -> list[TableRow]:
    """Lines "description … amount" above the first sum; a quantity stands before the description or
    on a line of its own; a description may run over the lines before its amount."""
    rows: list[TableRow] = []
    waiting: list[Row] = []
    find = amounts_in(document)
    for row in document.layout.rows:
        folded = row.folded.strip()
        values = [value for part in row.segments for value in find(part, 0)]
        if (SUMMARY.match(folded) or _PAID.match(folded)) and (values or rows):
            if rows:
                break
            continue
        if any(find_dates(part.text, document.order) for part in row.segments):
            waiting = []
            continue
        if not values:
            waiting = [*waiting, row][-3:] if _LETTERS.search(row.text) and len(row.segments) <= 3 else []
            continue
        rows.append(_receipt_row(document, row, values, waiting, rows))
        if not rows[-1]:
            rows.pop()
        waiting = []
    return rows if sum("description" in row for row in rows) >= 0.5 * len(rows) else []


def _receipt_row(
    document: Document, row: Row, values: list[Candidate], waiting: list[Row], before: list[TableRow]
) -> TableRow:
    figures = _figures(document, row)
    cells: TableRow = {"amount": FoundValue(values[-1], 0.8)}
    text = _text_of(row, figures)
    quantity_line = _QUANTITY_LINE.search(row.text)
    numbers = [item for item in figures if item[0].amount > 0]
    if quantity_line and len(numbers) >= 2:
        cells["quantity"] = _cell(*numbers[0], 0.85)
        cells["unit_price"] = _cell(*numbers[1], 0.85)
    elif figures and not figures[0][0].looks_like_money and figures[0][0].decimals == 0:
        leading = figures[0]
        if leading[1].row == row.number and leading[0].start == 0 and 0 < leading[0].amount < 100:
            cells["quantity"] = _cell(*leading, 0.7)
    first = _first_waiting(document, waiting, row)
    if first:
        quantity, words = first
        if quantity is not None and "quantity" not in cells:
            cells["quantity"] = quantity
        if text is not None and not quantity_line:
            words = [*words, *_words_of(text, row)]
        joined = tidy(" ".join(word.text for word in words))
        if _LETTERS.search(joined):
            text = FoundValue(from_words(words, joined, joined, 0.7, row.number), 0.7)
    if text is not None:
        cells["description"] = text
    if "description" not in cells:
        return {}
    return cells


def _words_of(text: FoundValue, row: Row) -> list[Word]:
    box = text.best.box
    return [
        word
        for part in row.segments
        for word in part.words
        if box is not None and word.box[0] >= box[0] - 0.1 and word.box[2] <= box[2] + 0.1
    ]


def _first_waiting(
    document: Document, waiting: list[Row], row: Row
) -> tuple[FoundValue | None, list[Word]] | None:
    """The lines just above an amount that begin its item: from the last one that starts with a quantity."""
    near: list[Row] = []
    below = row
    for other in reversed(waiting):
        if below.box[1] - other.box[3] > 1.2 * document.layout.line_height:
            break
        near.insert(0, other)
        below = other
    for index in range(len(near) - 1, -1, -1):
        figures = _figures(document, near[index])
        lead = figures[0] if figures else None
        if lead and lead[0].start == 0 and lead[1] is near[index].segments[0] and lead[0].amount < 100:
            words = [word for item in near[index:] for part in item.segments for word in part.words]
            return _cell(*lead, 0.7), words[1:]
    if near and not _LETTERS.search(row.text):
        words = [word for part in near[-1].segments for word in part.words]
        return None, words
    return None


def read_bookings(document: Document, spec: FieldSpec) -> list[TableRow]:
    """The bookings of a statement: a date, a text, an amount (or one of two columns, money out
    being negative) and the balance after it."""
    asked = [column(item) for item in spec.columns]
    roles = {item.role for item in asked}
    columns = [*asked, *(helper(role) for role in ("debit", "credit") if role not in roles)]
    rows = read_table(document, columns, "description")
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
        figures = [item for item in _figures(document, row) if item[0].looks_like_money]
        if not dates or dates[0].start > 3 or not figures or SUMMARY.match(row.folded):
            continue
        words = first.words_at(dates[0].start, dates[0].end)
        cells: TableRow = {
            "date": FoundValue(
                from_words(words, dates[0].value, first.text[dates[0].start : dates[0].end], 0.8, row.number),
                0.8,
            ),
            "amount": _cell(*(figures[-2] if len(figures) > 1 else figures[-1]), 0.7),
        }
        if len(figures) > 1:
            cells["balance"] = _cell(*figures[-1], 0.7)
        used = {id(word) for word in words}
        used |= {id(word) for hit, part in figures for word in part.words_at(hit.start, hit.end)}
        rest = [word for part in row.segments for word in part.words if id(word) not in used]
        text = tidy(" ".join(word.text for word in rest))
        if text:
            cells["description"] = FoundValue(from_words(rest, text, text, 0.7, row.number), 0.7)
        rows.append(cells)
    return rows
