"""What stands above the items of a paper of trade, and in its foot."""

from dataclasses import dataclass

from training.documents.facts import Facts
from training.documents.parts import Pair, contact_lines, foot_columns, pair_list, party_block
from training.documents.people import Party, person
from training.documents.sheet import Sheet

_SENDER_SIGNS = (" · ", " • ", " - ", " | ", ", ", " – ")


@dataclass(frozen=True, slots=True)
class Head:
    """Who stands where above the items. `writer` has the letterhead, `reader` is written to; the labels are
    what their blocks may be headed with."""

    title: str
    writer: Party
    reader: Party
    writer_labels: tuple[str, ...]
    reader_labels: tuple[str, ...]
    pairs: list[Pair]
    ship: tuple[str, ...] = ()


def head_of(facts: Facts, title: str, pairs: list[Pair]) -> Head:
    """A plain head, the seller writing to the buyer."""
    return Head(title, facts.seller, facts.buyer, facts.words["seller"], facts.words["buyer"], pairs)


def new_sheet(facts: Facts) -> Sheet:
    american = facts.country.code in ("US", "MX")
    width, height = (612.0, 792.0) if american else (595.0, 842.0)
    return Sheet(facts.rng, facts.language, width, height, facts.rng.choice((30.0, 40.0, 50.0, 57.0, 70.0)))


def draw_head(sheet: Sheet, facts: Facts, head: Head) -> bool:
    """Everything above the items; says whether the writer still has to stand in the foot."""
    rng = facts.rng
    arrangement = rng.choice(("letterhead", "letterhead", "letterhead", "blocks", "foot", "foot", "plain"))
    tax = f"{facts.label('vat_id')}{rng.choice((': ', ' ', ': '))}{head.writer.tax_id}"
    extra = contact_lines(facts, head.writer)
    if facts.chance(0.45):
        extra.insert(rng.randint(0, len(extra)), tax)
    if arrangement == "letterhead":
        _letterhead(sheet, facts, head, extra)
    elif arrangement == "blocks":
        _blocks(sheet, facts, head, extra)
    elif arrangement == "plain":
        _plain(sheet, facts, head, extra)
    else:
        _from_foot(sheet, facts, head)
        return True
    return facts.chance(0.3)


def _title(sheet: Sheet, facts: Facts, text: str, x: float, y: float, align: str = "left") -> None:
    size = sheet.size * facts.rng.uniform(1.2, 2.6)
    room = (
        (sheet.right - x if align == "left" else x - sheet.margin)
        if align != "centre"
        else 2 * min(x, sheet.width - x)
    )
    size = min(size, size * max(60.0, room) / max(1.0, sheet.measure(text, size, True)))
    sheet.text(x, y, text, size, bold=True, align=align)


def _pair_style(facts: Facts) -> str:
    return facts.rng.choice(("list", "list", "list", "inline", "boxed list", "stacked"))


def _wide_style(facts: Facts) -> str:
    return facts.rng.choice(("grid", "above", "two columns", "list", "inline", "grid"))


def _letterhead(sheet: Sheet, facts: Facts, head: Head, extra: list[str]) -> None:
    rng = facts.rng
    side = rng.choice(("left", "left", "right", "right edge", "centre"))
    middle = sheet.width / 2 + rng.uniform(10, 60)
    x = {"left": sheet.margin, "right": middle, "right edge": sheet.right, "centre": sheet.width / 2}[side]
    align = {"right edge": "right", "centre": "centre"}.get(side, "left")
    label = rng.choice(head.writer_labels) if facts.chance(0.12) else ""
    if facts.chance(0.12) and head.writer.brand and side == "left":
        sheet.text(x, 40, head.writer.brand.upper(), sheet.size * 2.2, bold=True)
    end = party_block(
        sheet,
        facts,
        head.writer,
        x,
        62,
        heading=label,
        align=align,
        big=not label and facts.chance(0.6),
        extra=extra,
    )
    top = end + rng.uniform(14, 34)
    title_beside = side in ("left", "right") and facts.chance(0.5)
    if title_beside:
        _title(sheet, facts, head.title, middle if side == "left" else sheet.margin, 66)
    early = facts.chance(0.4)
    if not title_beside and early:
        _title(
            sheet,
            facts,
            head.title,
            *rng.choice(
                ((sheet.margin, top, "left"), (sheet.right, top, "right"), (sheet.width / 2, top, "centre"))
            ),
        )
        top += 34
    if side == "left" and facts.chance(0.25):
        used = pair_list(
            sheet,
            facts,
            head.pairs,
            middle,
            92 if title_beside else 62,
            sheet.right - middle,
            _pair_style(facts),
        )
        sheet.y = _readers(
            sheet, facts, head, sheet.margin, max(top, used + 10 if facts.chance(0.5) else top)
        )
        sheet.y = max(sheet.y, used)
        pairs_done = True
    elif facts.chance(0.5):
        left_reader = facts.chance(0.7)
        near = sheet.margin if left_reader else middle
        end = _reader(sheet, facts, head, near, top)
        used = pair_list(
            sheet,
            facts,
            head.pairs,
            middle if left_reader else sheet.margin,
            top,
            sheet.right - middle,
            _pair_style(facts),
        )
        sheet.y, pairs_done = max(end, used), True
    else:
        sheet.y, pairs_done = _readers(sheet, facts, head, sheet.margin, top), False
    if not title_beside and not early:
        sheet.y += 24
        _title(sheet, facts, head.title, sheet.margin, sheet.y)
        sheet.y += 8
    if not pairs_done:
        sheet.y = pair_list(
            sheet,
            facts,
            head.pairs,
            sheet.margin,
            sheet.y + 24,
            sheet.right - sheet.margin,
            _wide_style(facts),
        )


def _reader(sheet: Sheet, facts: Facts, head: Head, x: float, y: float, labelled: float = 0.6) -> float:
    label = facts.rng.choice(head.reader_labels) if facts.chance(labelled) else ""
    if facts.upper:
        label = label.upper()
    extra = (
        [f"{facts.label('their_vat')}: {head.reader.tax_id}"]
        if facts.chance(0.15) and head.reader.firm
        else []
    )
    return party_block(sheet, facts, head.reader, x, y, heading=label, extra=extra)


def _readers(sheet: Sheet, facts: Facts, head: Head, x: float, y: float) -> float:
    """The reader's block, with where the goods go to beside it."""
    if not head.ship:
        return _reader(sheet, facts, head, x, y)
    step = (sheet.right - x) / 2 + 8
    first, second = (x, x + step) if facts.chance(0.75) else (x + step, x)
    end = _reader(sheet, facts, head, first, y, 0.9)
    sheet.text(second, y, facts.label("ship") + facts.colon, bold=facts.chance(0.6))
    return max(end, sheet.lines(second, y + sheet.lead, head.ship))


def _blocks(sheet: Sheet, facts: Facts, head: Head, extra: list[str]) -> None:
    """Title on top, then both parties beside each other under their labels."""
    rng = facts.rng
    where = rng.choice(((sheet.margin, "left"), (sheet.right, "right"), (sheet.width / 2, "centre")))
    _title(sheet, facts, head.title, where[0], 60, where[1])
    top = 100.0
    pairs_first = facts.chance(0.4)
    if pairs_first:
        top = (
            pair_list(
                sheet, facts, head.pairs, sheet.margin, top, sheet.right - sheet.margin, _wide_style(facts)
            )
            + 20
        )
    step = (sheet.right - sheet.margin) / (3 if head.ship else 2)
    size = sheet.size * (0.85 if head.ship else 1.0)
    places = [sheet.margin, sheet.margin + step, sheet.margin + 2 * step]
    swap = facts.chance(0.2)
    first, second = (places[1], places[0]) if swap else (places[0], places[1])
    one = party_block(
        sheet,
        facts,
        head.writer,
        first,
        top,
        heading=rng.choice(head.writer_labels),
        size=size,
        extra=extra[:3],
    )
    vat = [f"{facts.label('vat_id')}: {head.reader.tax_id}"] if facts.chance(0.3) and head.reader.firm else []
    two = party_block(
        sheet, facts, head.reader, second, top, heading=rng.choice(head.reader_labels), size=size, extra=vat
    )
    sheet.y = max(one, two)
    if head.ship:
        sheet.text(places[2], top, facts.label("ship") + facts.colon, size, bold=True)
        sheet.y = max(sheet.y, sheet.lines(places[2], top + sheet.lead, head.ship, size))
    if not pairs_first:
        sheet.y = pair_list(
            sheet,
            facts,
            head.pairs,
            sheet.margin,
            sheet.y + 20,
            sheet.right - sheet.margin,
            _wide_style(facts),
        )


def _plain(sheet: Sheet, facts: Facts, head: Head, extra: list[str]) -> None:
    """All under each other on the left, as programs print that only have to be read."""
    rng = facts.rng
    if facts.chance(0.3):
        sheet.text(
            sheet.margin,
            40,
            rng.choice(("DUPLICATE", "Original", "Test", "Copy 1/2", "v. 2.3", "(c) 2022")),
            7,
        )
    _title(sheet, facts, head.title, sheet.margin, 62)
    y = (
        pair_list(sheet, facts, head.pairs, sheet.margin, 88, sheet.width / 2, rng.choice(("inline", "list")))
        + 10
    )
    named = facts.chance(0.4)
    for side, labels, more in (
        (head.writer, head.writer_labels, extra),
        (head.reader, head.reader_labels, []),
    ):
        label = rng.choice(labels)
        if named:
            sheet.text(sheet.margin, y, label + rng.choice((":", "")), bold=facts.chance(0.7))
            rows = [(facts.label("customer_no"), facts.code(own=False))] if facts.chance(0.4) else []
            rows += [(_NAME[facts.language], side.name), (_ADDRESS[facts.language], side.lines[0])]
            y = pair_list(sheet, facts, rows, sheet.margin, y + sheet.lead, 230, "list")
            at = sheet.margin + max(sheet.measure(item[0]) for item in rows) + 16
            y = sheet.lines(at, y, side.lines[1:])
            y = sheet.lines(sheet.margin, y, more) + 6
        else:
            if facts.chance(0.4):
                more = [f"{facts.label('customer_no')}: {facts.code(own=False)}", *more]
            y = party_block(sheet, facts, side, sheet.margin, y, heading=label, extra=more) + 8
    if head.ship:
        sheet.text(sheet.margin, y, facts.label("ship") + ":")
        y = sheet.lines(sheet.margin, y + sheet.lead, head.ship)
    sheet.y = y


_NAME = {
    "en": "Name",
    "de": "Name",
    "fr": "Nom",
    "es": "Nombre",
    "it": "Nome",
    "pt": "Nome",
    "nl": "Naam",
    "pl": "Nazwa",
}
_ADDRESS = {
    "en": "Address",
    "de": "Anschrift",
    "fr": "Adresse",
    "es": "Dirección",
    "it": "Indirizzo",
    "pt": "Morada",
    "nl": "Adres",
    "pl": "Adres",
}


def _from_foot(sheet: Sheet, facts: Facts, head: Head) -> None:
    """A letter: at the top only a logo's name or a small sender line, all else in the foot."""
    rng = facts.rng
    if head.writer.brand and facts.chance(0.6):
        x, align = rng.choice(((sheet.margin, "left"), (sheet.right, "right"), (sheet.width / 2, "centre")))
        shown = rng.choice((head.writer.name, head.writer.brand, head.writer.brand.upper()))
        sheet.text(x, 58, shown, sheet.size * rng.uniform(1.4, 2.6), bold=True, align=align)
    y = rng.uniform(105, 140)
    if facts.chance(0.55):
        sign = rng.choice(_SENDER_SIGNS)
        sheet.text(
            sheet.margin, y, sign.join((head.writer.name, *head.writer.lines)), min(7.0, sheet.size * 0.75)
        )
        y += sheet.lead * rng.uniform(1.1, 2.0)
        end = _reader(sheet, facts, head, sheet.margin, y, 0.05)
    else:
        end = _readers(sheet, facts, head, sheet.margin, y)
    middle = sheet.width / 2 + rng.uniform(20, 70)
    if facts.chance(0.55) and not head.ship:
        used = pair_list(
            sheet, facts, head.pairs, middle, rng.uniform(95, y), sheet.right - middle, _pair_style(facts)
        )
        sheet.y = max(end, used) + 22
        _title(sheet, facts, head.title, sheet.margin, sheet.y)
        sheet.y += 10
    else:
        _title(sheet, facts, head.title, sheet.margin, end + 30)
        sheet.y = pair_list(
            sheet, facts, head.pairs, sheet.margin, end + 55, sheet.right - sheet.margin, _wide_style(facts)
        )


def draw_foot(sheet: Sheet, facts: Facts, writer: Party, in_foot: bool, bank: bool) -> None:
    """Bank, small print and the page number; the writer's name and address where `in_foot`."""
    rng = facts.rng
    if sheet.y > sheet.height - 150:
        sheet.turn()
    pay = [f"IBAN{rng.choice((': ', ' ', ': '))}{writer.iban}", f"BIC{rng.choice((': ', ' '))}{writer.bic}"]
    pay.insert(0, rng.choice((writer.bank, f"{facts.label('bank')}: {writer.bank}")))
    if facts.chance(0.3):
        pay.append(f"{facts.label('holder')}: {writer.name}")
    above = bank and facts.chance(0.5)
    if above:
        sheet.y = sheet.lines(
            sheet.margin, sheet.y + sheet.lead, pay if facts.chance(0.7) else ["  ".join(pay)]
        )
    for key in ("thanks", "no_tax"):
        if facts.chance(0.4 if key == "thanks" else 0.03):
            sheet.y += sheet.lead
            sheet.text(sheet.margin, sheet.y, facts.fill(key))
    legal = [
        facts.fill(
            "registered",
            n=str(rng.randint(1000, 99999)),
            city=rng.choice(facts.country.cities),
            person=person(rng, facts.country),
        )
        for _ in range(rng.choice((0, 1, 1, 2)))
    ]
    tax = [f"{facts.label('vat_id')}: {writer.tax_id}"]
    if facts.chance(0.4):
        label = facts.label("tax_number")
        parts = rng.randint(10, 99), rng.randint(100, 999), rng.randint(10000, 99999)
        tax.append(f"{label} {'/'.join(map(str, parts))}")
    blocks: list[list[str]] = []
    if in_foot:
        blocks.append([writer.name, *writer.lines])
        blocks.append(contact_lines(facts, writer))
    if bank and not above:
        blocks.append(pay)
    if in_foot or facts.chance(0.5):
        blocks.append([*tax, *legal])
    foot_columns(sheet, facts, blocks)
    if sheet.page > 1 or facts.chance(0.4):
        for page in range(1, sheet.page + 1):
            last, sheet.page = sheet.page, page
            text = facts.fill("page", n=str(page), m=str(last))
            sheet.text(rng.choice((sheet.right, sheet.width / 2)), sheet.height - 14, text, 7, align="right")
            sheet.page = last
