"""The parts of a sheet of trade: blocks of parties, rows of labels with values, tables, sums, foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingestio_extract.local.lexicon import COMPANY
from training.documents.facts import Facts, Item
from training.documents.people import Party, brand
from training.documents.sheet import Sheet

Pair = tuple[str, str]


def party_block(
    sheet: Sheet,
    facts: Facts,
    party: Party,
    x: float,
    y: float,
    *,
    heading: str = "",
    align: str = "left",
    size: float | None = None,
    big: bool = False,
    extra: Sequence[str] = (),
) -> float:
    """A name with its address from base line `y` on; the base line under it."""
    if heading:
        colon = facts.rng.choice((":", "", facts.colon))
        sheet.text(
            x,
            y,
            heading + colon,
            (size or sheet.size) * facts.rng.choice((0.85, 1.0)),
            bold=facts.chance(0.6),
            align=align,
        )
        y += sheet.lead * facts.rng.choice((1.0, 1.0, 1.2))
    if extra and facts.chance(0.5):
        sheet.text(x, y, extra[0], size, align=align)
        y += sheet.lead
        extra = extra[1:]
    name_size = (size or sheet.size) * (facts.rng.uniform(1.3, 2.2) if big else 1.0)
    name = party.name
    if party.firm and COMPANY.search(name) and facts.chance(0.05):
        name += facts.rng.choice((" t/a ", " i.o.v. ", " c/o ", " - ", " dba ")) + brand(facts.rng)
    sheet.text(x, y, name, name_size, bold=big or facts.chance(0.35), align=align)
    y += name_size * 1.3
    person = facts.rng.choice(facts.country.given) + " " + facts.rng.choice(facts.country.family)
    if party.firm and facts.chance(0.06):
        y = sheet.lines(x, y, [person], size, align=align)
    y = sheet.lines(x, y, party.lines, size, align=align)
    return sheet.lines(x, y, extra, size, align=align)


def contact_lines(facts: Facts, party: Party) -> list[str]:
    """Telephone, mail, tax number: as many as this document prints under its sender."""
    colon = facts.rng.choice((": ", " ", ": "))
    lines = [
        f"{facts.label('phone')}{colon}{party.phone}",
        f"{facts.label('email')}{colon}{facts.rng.choice(('info', 'office', 'mail', 'kontakt'))}@{party.domain}",
        f"{facts.rng.choice(('www.', 'https://www.', ''))}{party.domain}",
    ]
    return [line for line in lines if facts.chance(0.6)]


def pair_list(
    sheet: Sheet, facts: Facts, pairs: Sequence[Pair], x: float, y: float, width: float, style: str
) -> float:
    """Labels with values in one of several styles; the base line under them."""
    colon, bold, size = facts.colon, facts.chance(0.4), sheet.size
    values_bold = not bold and facts.chance(0.2)
    if style == "inline":
        for label, value in pairs:
            sheet.text(x, y, f"{label}{colon or facts.rng.choice(('', ':'))} {value}", bold=bold)
            y += sheet.lead
        return y
    if style in ("list", "boxed list"):
        widest = max((sheet.measure(label + colon, size, bold) for label, _ in pairs), default=0.0)
        gap = facts.rng.choice((6, 10, 18, 30))
        at = x + min(widest + gap, max(widest + 4, width - 60))
        ends = facts.chance(0.3)
        step = sheet.lead * (1.35 if style == "boxed list" else facts.rng.choice((1.0, 1.0, 1.15)))
        for label, value in pairs:
            sheet.text(
                at - gap if ends and gap < 12 else x,
                y,
                label + colon,
                bold=bold,
                align="right" if ends and gap < 12 else "left",
            )
            if ends and gap >= 12:
                sheet.text(
                    max(x + width, at + sheet.measure(value)), y, value, bold=values_bold, align="right"
                )
            else:
                sheet.text(at, y, value, bold=values_bold)
            if style == "boxed list":
                sheet.box(x - 3, y - size - 2, x + width, y + step - size - 2)
            y += step
        return y
    if style == "stacked":
        for label, value in pairs:
            sheet.text(x, y, label + colon, size * 0.85, bold=bold)
            sheet.text(x, y + sheet.lead, value, bold=values_bold)
            y += sheet.lead * 2.2
        return y
    if style == "two columns":
        half = (len(pairs) + 1) // 2
        first = pair_list(sheet, facts, pairs[:half], x, y, width / 2 - 12, "list")
        second = pair_list(sheet, facts, pairs[half:], x + width / 2 + 6, y, width / 2 - 12, "list")
        return max(first, second)
    count = max(1, min(len(pairs), facts.rng.choice((3, 4, 5, 6))))
    for start in range(0, len(pairs), count):
        row = pairs[start : start + count]
        step = width / count
        top = y - size - 2
        for index, (label, value) in enumerate(row):
            left = x + index * step
            label = sheet.wrap(label + (colon if facts.chance(0.3) else ""), step - 6, size * 0.85, bold)[0]
            middle = style == "grid" and facts.chance(0.0)
            sheet.text(left + (step / 2 if middle else 3), y, label, size * 0.85, bold=bold)
            sheet.text(
                left + 3,
                y + sheet.lead * 1.15,
                value,
                min(size, size * (step - 5) / max(1.0, sheet.measure(value))),
                bold=values_bold,
            )
            if style == "grid":
                sheet.box(left, top, left + step, top + sheet.lead * 2.6)
        if style == "above" and facts.chance(0.4):
            sheet.rule(x, y + 3, x + width, y + 3)
        y += sheet.lead * 3.0
    return y


@dataclass(frozen=True, slots=True)
class Column:
    """`key` of what stands in it; `share` of the width."""

    key: str
    heading: str
    share: float
    right: bool


def columns(facts: Facts, sku: bool) -> list[Column]:
    """The columns of the items, in an order of this document's own."""
    rng = facts.rng
    made = [
        Column("description", facts.label("description"), 5, False),
        Column("quantity", facts.label("quantity"), 1.2, rng.random() < 0.8),
        Column("price", facts.label("price"), 1.7, True),
        Column("amount", facts.label("amount"), 1.9, True),
    ]
    if facts.chance(0.3):
        made[0], made[1] = made[1], made[0]
    if facts.chance(0.2):
        made.insert(
            made.index(next(item for item in made if item.key == "quantity")) + 1,
            Column("unit", facts.label("unit"), 0.9, False),
        )
    if facts.chance(0.25):
        made.insert(-1, Column("rate", facts.label("rate"), 1.1, True))
    if sku:
        made.insert(0 if facts.chance(0.7) else 1, Column("sku", facts.label("sku"), 1.7, False))
    if facts.chance(0.35):
        made.insert(0, Column("position", facts.label("position"), 0.7, False))
    return made


def item_table(sheet: Sheet, facts: Facts, made: Sequence[Column], items: Sequence[Item]) -> None:
    """The rows from `sheet.y` on, over as many pages as they need."""
    style = facts.rng.choice(("ruled", "lines", "head", "plain", "plain", "head"))
    size = sheet.size * facts.rng.choice((1.0, 0.9))
    total = sum(item.share for item in made)
    edges = [sheet.margin]
    for column in made:
        edges.append(edges[-1] + (sheet.right - sheet.margin) * column.share / total)
    mark = "none" if facts.chance(0.7) else facts.mark
    decimals = facts.rng.choice((None, None, 2, 3)) if facts.chance(0.5) else None
    unit = facts.rng.choice(facts.words["unit_name"][0:1] + facts.words["unit_name"])
    glued = facts.chance(0.15)
    carried = facts.chance(0.5)
    lead = size * facts.rng.uniform(1.2, 1.5)
    pad = facts.rng.choice((2.0, 4.0, 8.0))
    bottom = sheet.height - sheet.margin - 75

    def row(values: dict[str, list[str]], bold: bool) -> None:
        high = max(len(value) for value in values.values()) * lead + pad
        for column, x0, x1 in zip(made, edges, edges[1:], strict=False):
            for index, line in enumerate(values.get(column.key, [])):
                at = sheet.y + size + index * lead
                place, align = (x1 - 3, "right") if column.right else (x0 + 3, "left")
                sheet.text(place, at, line, size, bold=bold, align=align)
            if style == "ruled":
                sheet.box(x0, sheet.y - 2, x1, sheet.y + high - 2)
        sheet.y += high
        if style == "lines" or (style == "head" and bold):
            sheet.rule(sheet.margin, sheet.y - 2, sheet.right, sheet.y - 2)

    def heading() -> None:
        room = {column.key: x1 - x0 - 4 for column, x0, x1 in zip(made, edges, edges[1:], strict=False)}
        row({column.key: sheet.wrap(column.heading, room[column.key], size, True) for column in made}, True)

    heading()
    running = Decimal(0)
    for number, item in enumerate(items, 1):
        cells = {
            "position": facts.rng.choice((str(number), f"{number:02}")) if number == 1 else str(number),
            "sku": item.sku,
            "description": item.description + (f" (-{item.discount} %)" if item.discount else ""),
            "quantity": facts.write_number(
                item.quantity, decimals if item.quantity == item.quantity.to_integral() else 2
            )
            + (f" {unit}" if glued else ""),
            "unit": unit,
            "price": facts.write_money(item.price, mark),
            "rate": f"{item.rate.normalize():f}{facts.rng.choice(('%', ' %'))}".replace(".", facts.decimal),
            "amount": facts.write_money(item.amount, mark),
        }
        widths = {column.key: x1 - x0 - 5 for column, x0, x1 in zip(made, edges, edges[1:], strict=False)}
        wrapped = {
            key: sheet.wrap(cells[key], width, size) or [""]
            if key in ("description", "sku")
            else [cells[key]]
            for key, width in widths.items()
        }
        if sheet.y + max(map(len, wrapped.values())) * lead > bottom:
            if carried:
                sheet.text(sheet.right - 3, sheet.y + size, facts.write_number(running), size, align="right")
                sheet.text(sheet.margin + 3, sheet.y + size, facts.label("carried"), size)
            sheet.turn()
            if facts.chance(0.85):
                heading()
        row(wrapped, False)
        running += item.amount
    sheet.y += lead


def sum_rows(sheet: Sheet, facts: Facts, rows: Sequence[tuple[str, str, bool]]) -> None:
    """Labels with amounts; `True` marks those in bold."""
    if sheet.y + len(rows) * sheet.lead * 1.3 > sheet.height - 90:
        sheet.turn()
    style = facts.rng.choice(("right", "right", "right", "boxed", "wide", "inline", "across"))
    if style == "across" and len(rows) in (2, 3, 4):
        pairs = [(label, value) for label, value, _ in rows]
        sheet.y = pair_list(
            sheet,
            facts,
            pairs,
            sheet.margin,
            sheet.y + sheet.size,
            sheet.right - sheet.margin,
            facts.rng.choice(("grid", "above")),
        )
        return
    colon = facts.rng.choice(("", ":", ""))
    gap = facts.rng.choice((12, 30, 70))
    widest = max(sheet.measure(label + colon, bold=True) for label, _, _ in rows)
    values = max(sheet.measure(value, bold=True) for _, value, _ in rows)
    left = sheet.margin if style == "wide" else max(sheet.margin, sheet.right - widest - values * 1.25 - gap)
    labels_right = style == "right" and facts.chance(0.3)
    step = sheet.lead * facts.rng.choice((1.0, 1.2, 1.5))
    for label, value, bold in rows:
        at = sheet.y + sheet.size
        size = sheet.size * (facts.rng.choice((1.0, 1.2)) if bold and style != "inline" else 1.0)
        if style == "inline":
            sheet.text(sheet.right, at, f"{label}{colon or ':'} {value}", bold=bold, align="right")
        else:
            anchor = sheet.right - 3 - values * 1.25 - 8
            if labels_right:
                sheet.text(anchor, at, label + colon, min(size, sheet.size), bold=bold, align="right")
            else:
                sheet.text(left, at, label + colon, min(size, sheet.size), bold=bold)
            sheet.text(sheet.right - 3, at, value, size, bold=bold, align="right")
        if style == "boxed":
            sheet.box(left - 4, sheet.y - 2, sheet.right, sheet.y + step - 2)
        elif bold and facts.chance(0.4):
            sheet.rule(left, sheet.y, sheet.right, sheet.y)
        sheet.y += step
    sheet.y += sheet.lead


def rate_table(sheet: Sheet, facts: Facts, lines: Sequence[tuple[Decimal, Decimal, Decimal]]) -> None:
    """A small table of the tax: rate, base, tax and, at times, both together."""
    if sheet.y > sheet.height - 110:
        sheet.turn()
    gross = facts.chance(0.5)
    heads = [facts.label("rate"), facts.label("subtotal"), facts.label("tax"), facts.label("total")][
        : 4 if gross else 3
    ]
    step = facts.rng.uniform(75, 105)
    for index, head in enumerate(heads):
        sheet.text(
            sheet.margin + (index + 1) * step,
            sheet.y + sheet.size,
            sheet.wrap(head, step - 4)[0],
            sheet.size * 0.9,
            bold=True,
            align="right",
        )
    sheet.y += sheet.lead
    for rate, base, tax in lines:
        values = [
            f"{rate.normalize():f} %".replace(".", facts.decimal),
            *(facts.write_number(value) for value in (base, tax, base + tax)),
        ]
        for index, value in enumerate(values[: len(heads)]):
            sheet.text(
                sheet.margin + (index + 1) * step,
                sheet.y + sheet.size,
                value,
                sheet.size * 0.9,
                align="right",
            )
        sheet.y += sheet.lead
    sheet.y += sheet.lead


def foot_columns(sheet: Sheet, facts: Facts, blocks: Sequence[Sequence[str]]) -> None:
    """Small print at the end of the page, in columns or in running lines."""
    blocks = [block for block in blocks if block]
    if not blocks:
        return
    size = facts.rng.choice((6.0, 6.5, 7.0, 7.5))
    sheet_size, lead = sheet.size, sheet.lead
    sheet.size, sheet.lead = size, size * 1.25
    deep = max(map(len, blocks))
    if facts.chance(0.7):
        top = sheet.height - 24 - deep * sheet.lead
        if facts.chance(0.6):
            sheet.rule(sheet.margin, top - 9, sheet.right, top - 9)
        step = (sheet.right - sheet.margin) / len(blocks)
        for index, block in enumerate(blocks):
            sheet.lines(
                sheet.margin + index * step,
                top,
                [
                    sheet.wrap(line, step - 4)[0] if sheet.measure(line) > step * 1.3 else line
                    for line in block
                ],
            )
    else:
        sign = facts.rng.choice((" · ", " | ", " - ", ", ", " • "))
        texts = [sign.join(block) for block in blocks]
        top = sheet.height - 24 - len(texts) * sheet.lead
        centre = facts.chance(0.6)
        for text in texts:
            for line in sheet.wrap(text, sheet.right - sheet.margin)[:2]:
                sheet.text(
                    sheet.width / 2 if centre else sheet.margin,
                    top,
                    line,
                    align="centre" if centre else "left",
                )
                top += sheet.lead
    sheet.size, sheet.lead = sheet_size, lead
