"""Line items of invoices, orders and receipts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice, product
from typing import Final

from ingestio_core.contracts.extractions import Adjustment, Finding
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_core.fieldplan.defaults import LINE_ITEM_COLUMNS
from ingestio_extract.local.alignment import Figure, figures_of, infer_header
from ingestio_extract.local.candidates import Document, from_words
from ingestio_extract.local.columns import Column, columns_of, helper
from ingestio_extract.local.rownumbers import renamed, unnumbered
from ingestio_extract.local.tablechecks import table_findings
from ingestio_extract.local.tables import Reading, read_table, read_under
from ingestio_extract.local.tillslips import read_slip
from ingestio_extract.local.values import FoundValue, TableRow

_CENT: Final = Decimal("0.011")
_ALL_FIGURES: Final = ("quantity", "unit_price", "amount")
_CHECKED, _UNCHECKED, _WRONG = 0.95, 0.85, 0.65
_TEXT, _WRONG_TEXT = 0.8, 0.75


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The rows under the columns' names, and what is wrong with them as a table."""

    rows: list[TableRow]
    findings: list[Finding] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)


def read_items(document: Document, spec: FieldSpec, receipt: bool) -> ItemTable:
    """The line items: under a heading, where figures multiply, or as a receipt prints them; of these the
    reading whose figures agree with one another and with a printed sum."""
    asked = list(columns_of(spec).values())
    roles = {item.role for item in asked}
    # The usual columns are read even where nobody asked, so that their cells fall to no neighbour.
    columns = [*asked, *(helper(role) for role in LINE_ITEM_COLUMNS if role not in roles)]
    text_column = "description" if "description" in roles else _first_text(asked) or "description"
    readings = [_resolved(document, read_table(document, columns, text_column), text_column)]
    if receipt:
        readings.append(Reading(read_slip(document)))
    if not readings[0].rows or _checked_share(readings[0].rows) < _ENOUGH:
        header = infer_header(document, columns, text_column)
        if header is not None:
            under = read_under(document, [header], columns, text_column)
            readings.append(_resolved(document, under, text_column))
        if not receipt and not readings[0].rows:
            readings.append(Reading(read_slip(document)))
    # Of readings that agree alike, the first.
    best = max(readings, key=lambda reading: _agreement(document, reading.rows))
    best.rows[:] = unnumbered([_completed(document, row) for row in best.rows], text_column)
    findings = table_findings(document, spec, best)
    summed = _sum_is_printed(document, best.rows)
    named = best.header is None or best.header.named
    kept = [
        {name: cell for name, cell in _sure(row, summed=summed, named=named).items() if name in roles}
        for row in best.rows
    ]
    filled = [(row, whole) for row, whole in zip(kept, best.rows, strict=True) if row]
    adjustments = [
        found
        for index, (_, whole) in enumerate(filled)
        if (found := _adjustment(whole, join_pointer(spec.name, index))) is not None
    ]
    return ItemTable([row for row, _ in filled], findings, adjustments)


def _adjustment(row: TableRow, path: str) -> Adjustment | None:
    """What lies between quantity × unit price and the amount, where the row itself says so."""
    if not _multiplies(row):
        return None
    quantity, price, amount = (Decimal(row[name].best.value) for name in _ALL_FIGURES)
    gap = amount - (quantity * price).quantize(Decimal("0.01"))
    if abs(gap) <= max(_CENT, abs(amount) * Decimal("0.001")) or abs(quantity * price) == abs(amount):
        return None
    discount = row.get("discount")
    label = discount.best.text if discount is not None else ""
    return Adjustment(path=path, amount=f"{gap:f}", label=label)


_ENOUGH: Final = 0.9


def _agreement(document: Document, rows: Sequence[TableRow]) -> float:
    """How well rows fit together: the share whose figures multiply, half a point for descriptions, and one
    where their sum is printed."""
    if not rows:
        return -1.0
    checked = _checked_share(rows)
    wrong = sum(_multiplies(row) is False for row in rows) / len(rows)
    named = sum("description" in row for row in rows) / len(rows)
    return checked - 0.5 * wrong + 0.5 * named + (1.0 if _sum_is_printed(document, rows) else 0.0)


def _checked_share(rows: Sequence[TableRow]) -> float:
    return sum(_multiplies(row) is True for row in rows) / len(rows)


def _sum_is_printed(document: Document, rows: Sequence[TableRow]) -> bool:
    own = {row["amount"].best.box for row in rows if "amount" in row}
    total = sum((Decimal(row["amount"].best.value) for row in rows if "amount" in row), Decimal(0))
    if not total:
        return False
    places = [place for value in (total, -total) for place in document.numbers.get(value, ())]
    return any(
        from_words(part.words_at(hit.start, hit.end), "", "", 1, 0).box not in own for part, hit in places
    )


def _multiplies(row: TableRow) -> bool | None:
    """Whether quantity × unit price is the amount, a discount and a price for 100 or 1000 allowed for;
    None where a figure is missing."""
    try:
        quantity, price, amount = (Decimal(row[name].best.value) for name in _ALL_FIGURES)
    except KeyError:
        return None
    product_ = quantity * price
    room = max(_CENT, abs(amount) * Decimal("0.001"))
    off = _percent(row.get("discount"))
    for factor in (Decimal(1), 1 - off / 100, Decimal("0.01"), Decimal("0.001")):
        if abs(abs(product_ * factor) - abs(amount)) <= room:
            return True
    return " " in row["amount"].best.text and _taken_off(row["amount"], product_)


def _taken_off(amount: FoundValue, product_: Decimal) -> bool:
    """Whether an amount is a product less the discounts that are printed under it."""
    figures = re.findall(r"-[\d.]+", amount.best.text)
    cuts = sum((Decimal(figure) for figure in figures), Decimal(0))
    return abs(product_ + cuts - Decimal(amount.best.value)) <= _CENT


def _percent(cell: FoundValue | None) -> Decimal:
    match = re.search(r"(\d{1,2})(?:[.,](\d{1,2}))?", cell.best.text) if cell is not None else None
    return Decimal(f"{match[1]}.{match[2] or 0}") if match else Decimal(0)


def _resolved(document: Document, reading: Reading, text_column: str | None) -> Reading:
    """With second columns of a name weighed against the first, and rows without figures left out."""
    rows = _with_texts(_chosen(document, renamed(reading.rows, text_column)), text_column)
    return replace(reading, rows=[row for row in rows if _is_item(row, text_column)])


def _with_texts(rows: list[TableRow], text_column: str | None) -> list[TableRow]:
    """With what stands under "Position" as the text, where no other column has one: it may name a running
    number or what is sold."""
    words = [
        row for row in rows if "position" in row and re.search(r"[^\W\d_]{3}", row["position"].best.value)
    ]
    if text_column is None or any(text_column in row for row in rows) or 2 * len(words) <= len(rows):
        return rows
    return [{text_column if name == "position" else name: cell for name, cell in row.items()} for row in rows]


def _chosen(document: Document, rows: list[TableRow]) -> list[TableRow]:
    """Of several columns of one name (net and gross, ordered and delivered) those that multiply; else the
    last amount, the first of all others. A column that no word names may be one that is missing."""
    names = {name for row in rows for name in row}
    ways = {
        role: sorted(name for name in names if name.split("#")[0] == role)
        for role in {name.split("#")[0] for name in names if "#" in name}
    }
    if "amount" in ways:
        ways["amount"].reverse()
    unnamed = sorted(name for name in names if name.startswith("?"))
    for role in _ALL_FIGURES:
        if unnamed and role not in names:
            ways[role] = ["", *unnamed]
    best: tuple[float, list[TableRow]] | None = None
    for choice in islice(product(*ways.values()), 64):
        used = [name for name in choice if name.startswith("?")]
        if len(set(used)) < len(used):
            continue
        picked = [_picked(row, dict(zip(ways, choice, strict=True))) for row in rows]
        score = _agreement(document, picked) + sum(0.2 for name in used if _is_money(rows, name))
        if best is None or score > best[0]:
            best = (score, picked)
    return best[1] if best is not None else rows


def _is_money(rows: Sequence[TableRow], name: str) -> bool:
    """Whether a column has cents in every row."""
    texts = [row[name].best.value for row in rows if name in row]
    return all(re.fullmatch(r"-?\d+\.\d{2,4}", text) for text in texts)


def _picked(row: TableRow, choice: Mapping[str, str]) -> TableRow:
    kept = {name: cell for name, cell in row.items() if name[0] != "?" and "#" not in name}
    kept = {name: cell for name, cell in kept.items() if name not in choice}
    return {**kept, **{role: row[name] for role, name in choice.items() if name in row}}


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
    return rows[:cut] if cut is None or not any(_multiplies(row) for row in rows[cut:]) else rows


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
    factor, total = Decimal(row[known].best.value), Decimal(amount.best.value)
    taken = {row[known].best.box, amount.best.box}
    for figure in figures_of(document, document.layout.rows[amount.best.row]):
        cell = cell_of(figure, amount.best.row, _UNCHECKED)
        if cell.best.box in taken or abs(figure.hit.amount * factor - total) > _CENT:
            continue
        filled = {**row, missing: cell}
        text = row.get("description")
        if text is not None and text.best.value.startswith(cell.best.text + " "):
            rest = text.best.value[len(cell.best.text) :].strip()
            filled["description"] = replace(text, best=replace(text.best, value=rest, text=rest))
        return filled
    return row


def cell_of(figure: Figure, row: int, confidence: float) -> FoundValue:
    """A figure as a cell."""
    candidate = from_words(figure.words, figure.hit.value, figure.hit.value, 0.9, row)
    return FoundValue(candidate, confidence)


def _sure(row: TableRow, *, summed: bool, named: bool) -> TableRow:
    """Surer cells where quantity × price = amount and where the amounts make up a printed sum, less sure ones
    where they don't and where no heading named the columns."""
    good = _multiplies(row)
    figures = _UNCHECKED if good is None else _CHECKED if good else _WRONG
    texts = _TEXT if good is None else _UNCHECKED if good else _WRONG_TEXT
    more = (0.03 if summed else 0.0) - (0.0 if named else 0.03)
    sure: TableRow = {}
    for name, cell in row.items():
        base = figures if name in _ALL_FIGURES and (good is not None or name == "amount") else texts
        # A figure that was read badly counts less: 0.9 is the score of one from a text layer.
        ink = min(1.0, cell.best.score / 0.9) if name in _ALL_FIGURES else 1.0
        sure[name] = replace(cell, confidence=round(min(0.98, (base + more) * ink), 3))
    return sure
