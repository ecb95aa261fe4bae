"""Tables that are no invoice lines: till slips, statements of debit and credit, lists of people."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from tests.support import documents_words as words
from tests.support.documents_maker import CENT, Maker, cents
from tests.support.documents_sheet import MARGIN, Sheet
from tests.support.documents_tables import Truth, word
from tests.support.documents_tables_grid import Cell, Grid, GridColumn, Line

_LEFT, _RIGHT, _SIZE = 14.0, 212.0, 7.5
PEOPLE_HEADINGS: Final[Mapping[str, tuple[str, str, str]]] = {
    "en": ("Name", "Role", "Extension"),
    "de": ("Name", "Rolle", "Durchwahl"),
    "fr": ("Nom", "Fonction", "Poste"),
    "es": ("Nombre", "Cargo", "Extensión"),
    "it": ("Nome", "Ruolo", "Interno"),
    "pt": ("Nome", "Função", "Extensão"),
    "nl": ("Naam", "Rol", "Toestel"),
    "pl": ("Nazwisko", "Rola", "Wewnętrzny"),
}
"""The columns that a prompt asks for, named as the document names them."""


def draw_slip(maker: Maker) -> tuple[bytes, Truth]:
    """A till slip: prices beside or below, codes, weights, discounts under the item, a void."""
    seller = maker.company()
    items = maker.items(maker.rng.randint(3, 9), hours=False, most=4)
    style = maker.rng.choice(("below", "above", "beside", "coded"))
    sheet = Sheet(maker, maker.label("receipt"), (226, 300 + 46.0 * len(items)), mono=True)
    sheet.y = 28
    sheet.text(_LEFT, sheet.y, seller.name[:28], 10, bold=True)
    sheet.y += 13
    sheet.lines(_LEFT, seller.lines, _SIZE)
    sheet.y += 6
    sheet.lines(_LEFT, [f"{maker.label('receipt')}  {maker.write_date(maker.day())} 14:05"], _SIZE)
    sheet.rule(_LEFT, _RIGHT, sheet.y)
    sheet.y += 12
    letter = maker.rng.choice(("", " A", " B")) if maker.chance(0.4) else ""
    rows: list[Truth] = []
    for item in items:
        name = item.description.split(",")[0]
        quantity, price, amount = item.quantity, item.unit_price, item.amount
        weighed = maker.chance(0.15)
        if weighed:
            quantity = Decimal(maker.rng.randint(105, 2400)) / 1000
            amount = cents(quantity * price)
        written = maker.write_number(quantity) + (" kg" if weighed else "")
        figure = maker.write_number(amount) + letter
        sign = maker.rng.choice(("x", "x", "à", "@")) if style == "below" else "x"
        times = f"{written} {sign} {maker.write_number(price)}"
        full = {
            "description": name,
            "quantity": str(quantity),
            "unit_price": str(price),
            "amount": str(amount),
        }
        if style == "coded":
            sheet.text(_LEFT, sheet.y, f"{maker.code('########')}  {name}"[:34], _SIZE)
            sheet.y += 10
        if style == "beside" and not weighed:
            leading = f"{item.quantity} " if maker.chance(0.5) else ""
            sheet.text(_LEFT, sheet.y, leading + name[:30], _SIZE)
            sheet.text(_RIGHT, sheet.y, figure, _SIZE, right=True)
            full["unit_price"] = None
            full["quantity"] = str(item.quantity) if leading else None
        elif style == "above":
            sheet.text(_LEFT, sheet.y, times, _SIZE)
            sheet.y += 10
            sheet.text(_LEFT, sheet.y, name[:30], _SIZE)
            sheet.text(_RIGHT, sheet.y, figure, _SIZE, right=True)
        else:
            if style != "coded":
                sheet.text(_LEFT, sheet.y, name, _SIZE)
                sheet.y += 10
            sheet.text(_LEFT + 8, sheet.y, times, _SIZE)
            sheet.text(_RIGHT, sheet.y, figure, _SIZE, right=True)
        sheet.y += 12
        if maker.chance(0.12):
            cut = cents(amount * 10 / 100)
            sheet.text(_LEFT + 8, sheet.y, f"{word(maker, 'discount')} 10 %", _SIZE)
            sheet.text(_RIGHT, sheet.y, maker.write_number(-cut), _SIZE, right=True)
            full["amount"] = str(amount - cut)
            sheet.y += 12
        rows.append(full)
    whole = sum((Decimal(row["amount"]) for row in rows), Decimal(0))
    tax = cents(whole * maker.country.tax_rate / (100 + maker.country.tax_rate))
    sheet.rule(_LEFT, _RIGHT, sheet.y - 4)
    sheet.y += 8
    if maker.chance(0.4):
        sheet.text(_LEFT, sheet.y, f"{word(maker, 'count', 0)}: {len(rows)}", _SIZE)
        sheet.y += 12
    for key, value in (("total", whole), ("tax", tax)):
        sheet.text(_LEFT, sheet.y, maker.label(key), 8.5, bold=key == "total")
        sheet.text(_RIGHT, sheet.y, maker.write_money(value), 8.5, right=True)
        sheet.y += 13
    sheet.text(_LEFT, sheet.y, maker.label("cash"), _SIZE)
    sheet.text(_RIGHT, sheet.y, maker.write_number(whole + 10), _SIZE, right=True)
    return sheet.finish(), {"line_items": rows}


def draw_statement_table(maker: Maker) -> tuple[bytes, Truth]:
    """Bookings whose sign is a column, a letter or a sign behind; dates only where the day changes."""
    bank = words.BANKS[maker.language].format(stem=maker.rng.choice(words.STEMS[maker.language]))
    start = maker.day().replace(day=1)
    balance = opening = (Decimal(maker.rng.randint(50_000, 900_000)) / 100).quantize(CENT)
    signs = maker.rng.choice(("columns", "columns", "behind", "letters", "front"))
    sparse, with_balance = maker.chance(0.4), maker.chance(0.7)
    sheet = Sheet(maker, maker.label("statement"))
    sheet.text(MARGIN, 60, bank, 15, bold=True)
    sheet.text(sheet.width - MARGIN, 60, maker.label("statement"), 12, right=True)
    sheet.text(MARGIN, 90, f"{maker.label('opening')}: {maker.write_money(opening)}")
    sheet.y = 112
    columns = [GridColumn("date", maker.label("date"), 1.5), GridColumn("text", maker.label("booking"), 4)]
    if signs == "columns":
        columns.append(GridColumn("debit", word(maker, "debit"), 1.6, True))
        columns.append(GridColumn("credit", word(maker, "credit"), 1.6, True))
    else:
        columns.append(GridColumn("amount", maker.label("amount"), 1.8, True))
    if with_balance:
        columns.append(GridColumn("balance", maker.label("balance"), 1.8, True))
    every = words.BOOKINGS[maker.language]
    count = maker.rng.randint(30, 60) if maker.chance(0.25) else maker.rng.randint(4, 16)
    rows: list[Truth] = []
    lines: list[Line] = []
    day, before = start, None
    for _ in range(count):
        day += timedelta(days=maker.rng.choice((0, 0, 1, 2)) if (day - start).days < 26 else 0)
        kind = maker.rng.choice(every)
        amount = (Decimal(maker.rng.randint(500, 240_000)) / 100).quantize(CENT)
        amount = amount if kind in (every[2], every[-1]) else -amount
        balance += amount
        who = maker.rng.choice(words.PEOPLE[maker.language])
        text = kind.format(who=who)
        more = (f"{word(maker, 'reference')} {maker.code('RF##-####')}",) if maker.chance(0.4) else ()
        cells = {
            "date": Cell("" if sparse and day == before else maker.write_date(day)),
            "text": Cell(text, more),
            "balance": Cell(maker.write_number(balance)),
            **_signed(maker, signs, amount),
        }
        before = day
        lines.append(Line(cells=cells))
        rows.append(
            {
                "date": day.isoformat(),
                "description": " ".join((text, *more)),
                "amount": str(amount),
                "balance": str(balance) if with_balance else None,
            }
        )
    rules = maker.rng.choice(("grid", "head", "rows", "zebra", "none"))
    Grid(maker, columns, rules=rules, again=maker.chance(0.6)).draw(sheet, lines)
    sheet.text(MARGIN, sheet.y, f"{maker.label('closing')}: {maker.write_money(balance)}")
    return sheet.finish(), {"transactions": rows}


def _signed(maker: Maker, signs: str, amount: Decimal) -> dict[str, Cell]:
    plain = maker.write_number(abs(amount))
    if signs == "columns":
        return {"credit" if amount > 0 else "debit": Cell(plain)}
    letters = {"de": ("S", "H"), "en": ("DR", "CR")}.get(maker.language, ("D", "C"))
    text = {
        "behind": plain + ("-" if amount < 0 else "+"),
        "letters": f"{plain} {letters[amount > 0]}",
        "front": maker.write_number(amount) if amount < 0 else f"+{plain}",
    }[signs]
    return {"amount": Cell(text)}


def draw_people(maker: Maker) -> tuple[bytes, Truth]:
    """A list of people, as a table or as blocks of labels, among other text."""
    headings = PEOPLE_HEADINGS[maker.language]
    roles = words.TRADES[maker.language]
    rows: list[dict[str, Any]] = [
        {
            headings[0]: f"{first} {maker.code('@')}.",
            headings[1]: maker.rng.choice(roles),
            headings[2]: maker.code("4##"),
        }
        for first in maker.rng.choices(words.PEOPLE[maker.language], k=maker.rng.randint(2, 9))
    ]
    sheet = Sheet(maker, "list")
    sheet.text(MARGIN, 60, maker.company().name, 14, bold=True)
    sheet.y = 84
    sheet.paragraph(" ".join((words.EXTRAS[maker.language],) * 3), 9)
    if maker.chance(0.3):
        for row in rows:
            for name, value in row.items():
                sheet.text(MARGIN, sheet.y, f"{name}: {value}")
                sheet.y += 13
            sheet.y += 10
    else:
        order = list(headings)
        maker.rng.shuffle(order)
        columns = [GridColumn(name, name, 2.0) for name in order]
        rules = maker.rng.choice(("grid", "rows", "head", "none"))
        lines = [Line(cells={name: Cell(text) for name, text in row.items()}) for row in rows]
        Grid(maker, columns, rules=rules).draw(sheet, lines)
    sheet.paragraph(words.EXTRAS[maker.language], 9)
    names = ("name", "role", "extension")
    people = [dict(zip(names, row.values(), strict=True)) for row in rows]
    return sheet.finish(), {"people": people, "headings": headings}
