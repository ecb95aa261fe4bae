"""Seeded tables as suppliers draw them, with their truth: table 17 is the same for ever.

`make_table(17)` gives a one-table document, or one with others beside it, of the kind that its number falls
on. The truth has the rows as printed; what a row does not print is None.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from tests.support import documents_words as words
from tests.support.documents_maker import Item, Maker, cents
from tests.support.documents_sheet import MARGIN, Sheet
from tests.support.documents_tables_grid import Cell, Grid, GridColumn, Line

Truth = dict[str, Any]


class TableKind(StrEnum):
    """What is hard about a table."""

    RULED = "ruled"
    WRAPPED = "wrapped"
    STACKED = "stacked"
    PAGES = "pages"
    GROUPS = "groups"
    DISCOUNTS = "discounts"
    HEADLESS = "headless"
    FOREIGN = "foreign"
    SEVERAL = "several"
    CREDIT = "credit"
    RECEIPT = "receipt"
    STATEMENT = "statement"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class TableDocument:
    """A document and the rows printed in it, by field: `line_items`, `transactions` or `people`."""

    number: int
    kind: TableKind
    content: bytes
    truth: Truth


FOREIGN_HEADINGS: Final = (
    ("Benämning", "Antal", "À-pris", "Belopp"),
    ("Popis položky", "Počet", "Cena za jednotku", "Celkem bez DPH"),
    ("Varenavn", "Antall", "Enhetspris", "Beløp"),
    ("Tuotenimike", "Määrä", "Yksikköhinta", "Yhteensä"),
    ("Megnevezés", "Mennyiség", "Egységár", "Összesen"),
    ("Denumire", "Cantitate", "Preț unitar", "Valoare"),
    ("Ürün adı", "Miktar", "Birim fiyat", "Tutar"),
)
"""Swedish, Czech, Norwegian, Finnish, Hungarian, Romanian and Turkish: no language of the lexicon."""


def _labels() -> dict[str, dict[str, tuple[str, ...]]]:
    tables: dict[str, dict[str, tuple[str, ...]]] = {language: {} for language in words.LANGUAGES}
    file = Path(__file__).with_name("documents_tables_labels.txt")
    for row in file.read_text(encoding="utf-8").splitlines()[1:]:
        key, *columns = (part.strip() for part in row.split(";"))
        for language, column in zip(words.LANGUAGES, columns, strict=True):
            tables[language][key] = tuple(column.split("|"))
    return tables


LABELS: Final = _labels()


def word(maker: Maker, key: str, index: int | None = None) -> str:
    """A word of the document's language; one of its ways, or the one at `index`."""
    ways = LABELS[maker.language][key]
    return maker.rng.choice(ways) if index is None else ways[index % len(ways)]


@dataclass(frozen=True)
class Entry:
    """One item as it will be printed: its texts by column, its lines below, its truth."""

    cells: dict[str, Cell]
    truth: Truth | None
    item: Item | None = None


def make_table(number: int, kind: TableKind | None = None, *, language: str | None = None) -> TableDocument:
    """Table `number`, of the kind that its number falls on or of `kind`; always the same."""
    from tests.support.documents_tables_other import draw_people, draw_slip, draw_statement_table

    kinds = tuple(TableKind)
    chosen = kinds[number % len(kinds)] if kind is None else kind
    maker = Maker(f"table-{chosen}-{number}", language)
    others: dict[TableKind, Callable[[Maker], tuple[bytes, Truth]]] = {
        TableKind.RECEIPT: draw_slip,
        TableKind.STATEMENT: draw_statement_table,
        TableKind.PEOPLE: draw_people,
    }
    content, truth = others[chosen](maker) if chosen in others else _draw_invoice(maker, chosen)
    return TableDocument(number, chosen, content, truth)


def _draw_invoice(maker: Maker, kind: TableKind) -> tuple[bytes, Truth]:
    seller, customer = maker.company(), maker.company()
    number = maker.code("R-2025-####")
    sheet = Sheet(maker, number)
    sheet.text(MARGIN, 60, seller.name, 14, bold=True)
    sheet.y = 76
    sheet.lines(MARGIN, seller.lines, 8)
    sheet.y = 120
    sheet.lines(MARGIN, (customer.name, *customer.lines))
    title = maker.label("invoice")
    sheet.text(MARGIN, sheet.y + 24, f"{title} {number}", 13, bold=True)
    sheet.text(sheet.width - MARGIN, sheet.y + 24, maker.write_date(maker.day()), right=True)
    sheet.y += 48
    if kind is TableKind.SEVERAL and maker.chance(0.5):
        _parcels(sheet)
    entries = _entries(maker, kind)
    grid = _grid(maker, kind)
    lines, truth = _lines(maker, kind, entries, grid)
    if kind is TableKind.PAGES and maker.chance(0.6):
        grid.carried = (word(maker, "carried"), word(maker, "brought"))
    if kind is TableKind.PAGES and grid.carried is None and grid.place == "top":
        grid.split = True
    grid.draw(sheet, lines)
    net = sum((Decimal(row["amount"]) for row in truth), Decimal(0))
    _foot(sheet, kind, net, len(truth))
    return sheet.finish(), {"line_items": truth}


def _entries(maker: Maker, kind: TableKind) -> list[Entry]:
    count = {TableKind.PAGES: maker.rng.randint(35, 70), TableKind.GROUPS: maker.rng.randint(5, 12)}.get(
        kind, maker.rng.randint(2, 8)
    )
    with_unit = maker.chance(0.4)
    decimals = maker.rng.choice((0, 0, 0, 2))
    money = maker.write_money if maker.chance(0.3) else maker.write_number
    entries = []
    for item in maker.items(count, hours=True):
        item = _changed(maker, kind, item)
        quantity = item.quantity
        if decimals and quantity == quantity.to_integral_value():
            quantity = quantity.quantize(Decimal("0.01"))
        written = maker.write_number(quantity)
        whole = item.quantity == item.quantity.to_integral_value()
        unit = word(maker, "piece" if whole else "hour")
        name, below, truth_name = _texts(maker, kind, item)
        price = money(item.unit_price)
        cells = {
            "sku": Cell(item.sku),
            "description": Cell(name, below),
            "quantity": Cell(f"{written} {unit}" if with_unit else written),
            "unit": Cell(unit),
            "unit_price": Cell(price),
            "rate": Cell(f"{maker.country.tax_rate} %"),
            "off": Cell("0 %"),
            "amount": Cell(money(item.amount)),
        }
        truth = {
            "description": truth_name,
            "quantity": str(item.quantity),
            "unit_price": str(item.unit_price),
            "amount": str(item.amount),
        }
        entries.append(Entry(cells, truth, item))
    return entries


def _changed(maker: Maker, kind: TableKind, item: Item) -> Item:
    if kind is TableKind.CREDIT:
        # A credit note prints the minus on the amounts; some suppliers on the quantity too.
        return Item(item.sku, item.description, -item.quantity, item.unit_price, -item.amount)
    if kind is TableKind.WRAPPED or (kind is TableKind.RULED and maker.chance(0.4)):
        extra = words.EXTRAS[maker.language]
        if maker.chance(0.6) and "," not in item.description:
            name = f"{item.description}, {extra}"
            return Item(item.sku, name, item.quantity, item.unit_price, item.amount)
    return item


def _texts(maker: Maker, kind: TableKind, item: Item) -> tuple[str, tuple[str, ...], str]:
    """What the description prints, the lines under it, and what of it is the description."""
    if kind not in (TableKind.WRAPPED, TableKind.RULED, TableKind.PAGES) or not maker.chance(0.5):
        return item.description, (), item.description
    label = word(maker, maker.rng.choice(("code", "serial")))
    marks = f"{label}{':' if maker.chance(0.5) else ''} {maker.code('####-####')}"
    if maker.chance(0.35):
        first, last = maker.day(), maker.day()
        span = f"{maker.write_date(min(first, last))} - {maker.write_date(max(first, last))}"
        text = f"{word(maker, 'period')}: {span}"
        return item.description, (text,), f"{item.description} {text}"
    return item.description, (marks,), item.description


def _grid(maker: Maker, kind: TableKind) -> Grid:
    stacked = kind is TableKind.STACKED

    def name(key: str) -> str:
        return word(maker, f"stacked_{key}") if stacked else maker.label(key)

    headings = {key: maker.label(key) if key == "description" else name(key) for key in _MAIN}
    if kind is TableKind.FOREIGN:
        headings = dict(zip(_MAIN, maker.rng.choice(FOREIGN_HEADINGS), strict=True))
    columns = [
        GridColumn("description", headings["description"], 4.4),
        GridColumn("quantity", headings["quantity"], 1.5, True),
        GridColumn("unit_price", headings["unit_price"], 1.6, True),
        GridColumn("amount", headings["amount"], 1.8, True),
    ]
    if maker.chance(0.3):
        columns.insert(2, GridColumn("rate", word(maker, "rate"), 1.0, True))
    if kind is not TableKind.HEADLESS and maker.chance(0.3):
        columns[0], columns[1] = columns[1], columns[0]
    if kind is TableKind.DISCOUNTS and maker.chance(0.5):
        columns.insert(-1, GridColumn("off", word(maker, "off"), 1.1, True))
    if maker.chance(0.3) and kind is not TableKind.FOREIGN:
        columns.insert(0, GridColumn("sku", word(maker, "code"), 1.5))
    if maker.chance(0.4):
        columns.insert(0, GridColumn("position", maker.label("position"), 0.8))
    if kind is TableKind.RULED:
        rules = maker.rng.choice(("grid", "rows", "columns"))
    elif kind is TableKind.WRAPPED:
        rules = maker.rng.choice(("none", "none", "head"))
    else:
        rules = maker.rng.choice(("grid", "rows", "head", "zebra", "none"))
    return Grid(
        maker,
        columns,
        rules=rules,
        place=maker.rng.choice(("top", "top", "middle", "bottom")),
        heading=kind is not TableKind.HEADLESS,
        centred=maker.chance(0.25),
        again=maker.chance(0.6),
        air=maker.rng.choice((3.0, 5.0, 8.0)),
        # Without rules only more air between rows than within them says what belongs together.
        tight=rules in ("grid", "rows", "zebra") or kind is not TableKind.WRAPPED,
    )


_MAIN: Final = ("description", "quantity", "unit_price", "amount")


def _lines(maker: Maker, kind: TableKind, entries: list[Entry], grid: Grid) -> tuple[list[Line], list[Truth]]:
    has_off = any(column.key == "off" for column in grid.columns)
    per_row = kind is TableKind.DISCOUNTS and not has_off
    lines: list[Line] = []
    truth: list[Truth] = []
    part = Decimal(0)
    floors = LABELS[maker.language]["floor"]
    step = max(2, len(entries) // 3)
    for index, entry in enumerate(entries):
        item = entry.item
        assert item is not None and entry.truth is not None
        if kind is TableKind.GROUPS and index % step == 0:
            if part:
                lines.append(Line(label=word(maker, "part"), figure=maker.write_number(part)))
            lines.append(Line(label=floors[(index // step) % len(floors)], bold=True))
            part = Decimal(0)
        row = dict(entry.truth)
        cells = {**entry.cells, "position": Cell(str(index + 1))}
        amount = item.amount
        after: list[Line] = []
        if kind is TableKind.DISCOUNTS and maker.chance(0.5):
            percent = maker.rng.choice((5, 10, 15))
            cut = cents(item.amount * percent / 100)
            amount = item.amount - cut
            if has_off:
                cells["off"] = Cell(f"{percent} %")
                cells["amount"] = Cell(maker.write_number(amount))
            elif per_row:
                text = f"{word(maker, 'discount')} {percent} %"
                after.append(
                    Line(cells={"description": Cell(text), "amount": Cell(maker.write_number(-cut))})
                )
            row["amount"] = str(amount)
        elif kind is TableKind.DISCOUNTS and maker.chance(0.3):
            price = cents(item.unit_price * 100)
            cells["unit_price"] = Cell(f"{maker.write_number(price)} {word(maker, 'per')}")
            row["unit_price"] = str(price)
        part += amount
        lines.append(Line(cells=cells, amount=amount))
        lines += after
        truth.append(row)
    if kind is TableKind.GROUPS:
        lines.append(Line(label=word(maker, "part"), figure=maker.write_number(part)))
    return lines, truth


def _foot(sheet: Sheet, kind: TableKind, net: Decimal, count: int) -> None:
    maker = sheet.maker
    if sheet.y > sheet.height - 220:
        sheet.turn()
    tax = cents(net * maker.country.tax_rate / 100)
    rows = [("subtotal", net), ("tax", tax), ("total", net + tax)]
    for key, value in rows:
        sheet.text(330, sheet.y, maker.label(key), bold=key == "total")
        sheet.text(sheet.width - MARGIN - 4, sheet.y, maker.write_money(value), right=True)
        sheet.y += 15
    sheet.y += 6
    if maker.chance(0.25):
        sheet.text(MARGIN, sheet.y, f"{word(maker, 'count', 0)}: {count}")
        sheet.y += 16
    if kind is TableKind.SEVERAL:
        _taxes(sheet, net, tax)
        _instalments(sheet, net + tax)
        if maker.chance(0.4):
            _parcels(sheet)


def _small(sheet: Sheet, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    columns = [GridColumn(str(at), text, 1.0, at > 0) for at, text in enumerate(headings)]
    rules = sheet.maker.rng.choice(("grid", "head", "none"))
    grid = Grid(sheet.maker, columns, rules=rules, right=380)
    grid.draw(sheet, [Line(cells={str(at): Cell(text) for at, text in enumerate(row)}) for row in rows])


def _taxes(sheet: Sheet, net: Decimal, tax: Decimal) -> None:
    maker = sheet.maker
    row = (f"{maker.country.tax_rate} %", maker.write_number(net), maker.write_number(tax))
    _small(sheet, LABELS[maker.language]["taxes"], [row])


def _instalments(sheet: Sheet, total: Decimal) -> None:
    maker = sheet.maker
    half = cents(total / 2)
    rows = [
        (f"{at}.", maker.write_date(maker.day(2026)), maker.write_number(part))
        for at, part in ((1, half), (2, total - half))
    ]
    _small(sheet, LABELS[maker.language]["plan"], rows)


def _parcels(sheet: Sheet) -> None:
    maker = sheet.maker
    rows = [
        (str(at), maker.rng.choice(words.GOODS[maker.language]), maker.write_number(weight))
        for at, weight in ((1, Decimal("12.5")), (2, Decimal("3.2")))
    ]
    _small(sheet, LABELS[maker.language]["parcels"], rows)
