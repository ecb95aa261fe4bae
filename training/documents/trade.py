"""Invoices, credit notes and purchase orders: drawn, and told as truth, in one go."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from training.documents.facts import Facts, Item, cents
from training.documents.parts import (
    Pair,
    columns,
    contact_lines,
    foot_columns,
    item_table,
    pair_list,
    party_block,
    rate_table,
    sum_rows,
)
from training.documents.people import Party, party, person
from training.documents.sheet import Sheet

Truth = dict[str, Any]
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
        tax.append(
            f"{facts.label('tax_number')} {rng.randint(10, 99)}/{rng.randint(100, 999)}/{rng.randint(10000, 99999)}"
        )
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


def _shuffled(facts: Facts, first: list[Pair], others: list[Pair]) -> list[Pair]:
    """The pairs in an order of this document's own, most often with the important ones in front."""
    pairs = [*first, *others]
    if facts.chance(0.4):
        facts.rng.shuffle(pairs)
    return [(label.upper() if facts.upper else label, value) for label, value in pairs]


def _decoys(facts: Facts, keys: dict[str, float]) -> list[Pair]:
    """Other numbers, dates and names that stand among those that are asked for."""
    made: list[Pair] = []
    for key, share in keys.items():
        if not facts.chance(share):
            continue
        if key == "contact":
            value = person(facts.rng, facts.country)
        elif key == "terms_label":
            value = facts.fill("terms")
        elif key == "print_date":
            value = facts.write_date(facts.later(0, 1, 2))
        elif key == "period":
            value = f"{facts.write_date(facts.later(-31, -30))} - {facts.write_date(facts.later(-1, 0))}"
        elif key == "their_vat":
            value = facts.buyer.tax_id
        elif key == "carrier":
            value = facts.rng.choice(("DHL", "UPS", "DPD", party(facts.rng, facts.country).name))
        elif key == "phone":
            value = facts.buyer.phone
        else:
            value = facts.code(own=False)
        made.append((facts.label(key), value))
    return made


def _ship(facts: Facts, name: str, share: float) -> tuple[tuple[str, ...], str | None]:
    """Where goods go to: printed lines, and its address; the reader's own name or another."""
    if not facts.chance(share):
        return (), None
    other = party(facts.rng, facts.country)
    return (name if facts.chance(0.7) else other.name, *other.lines), other.address


@dataclass(frozen=True, slots=True)
class Sums:
    """What the items come to; `rates` are (rate, base, tax), without one where no tax is printed."""

    goods: Decimal
    discount: Decimal
    shipping: Decimal
    net: Decimal
    rates: tuple[tuple[Decimal, Decimal, Decimal], ...]
    tax: Decimal
    total: Decimal


def sums_of(facts: Facts, items: list[Item]) -> Sums:
    goods = sum((item.amount for item in items), Decimal(0))
    off = cents(goods * facts.rng.choice((2, 5, 10)) / 100) if facts.chance(0.1) else Decimal(0)
    extra = (
        Decimal(facts.rng.choice(("4.90", "9.50", "15.00", "39.00"))) if facts.chance(0.12) else Decimal(0)
    )
    bases = {rate: Decimal(0) for rate in facts.rates}
    for item in items:
        bases[item.rate] += item.amount
    bases[facts.rates[0]] += extra - off
    rates = tuple((rate, base, cents(base * rate / 100)) for rate, base in bases.items() if base)
    net, tax = goods - off + extra, sum((line[2] for line in rates), Decimal(0))
    return Sums(goods, off, extra, net, rates, tax, net + tax)


def draw_sums(sheet: Sheet, facts: Facts, sums: Sums, taxed: bool = True) -> tuple[Truth, Decimal | None]:
    """The sums; which of subtotal and tax are printed, and what is left to pay where that is another sum."""
    rng = facts.rng
    mark = facts.mark if facts.mark != "none" or facts.chance(0.6) else "code"

    def money(value: Decimal) -> str:
        return facts.write_money(value, mark)

    def rate_text(rate: Decimal) -> str:
        return f"{rate.normalize():f}".replace(".", facts.decimal)

    truth: Truth = {"subtotal": None, "tax": None}
    rows: list[tuple[str, str, bool]] = []
    adjusted = bool(sums.discount or sums.shipping)
    if adjusted:
        rows.append((rng.choice(facts.words["subtotal"]), money(sums.goods), False))
        if sums.discount:
            rows.append((facts.label("discount"), money(-sums.discount), False))
        if sums.shipping:
            rows.append((facts.label("shipping"), money(sums.shipping), False))
    zero = sums.tax == 0
    with_tax = taxed and (not zero or facts.chance(0.5))
    with_net = (with_tax and (adjusted or facts.chance(0.93))) or (adjusted and facts.chance(0.7))
    if with_net:
        rows.append((facts.label("subtotal"), money(sums.net), False))
        truth["subtotal"] = str(sums.net)
    if with_tax:
        if len(sums.rates) > 1 and facts.chance(0.5):
            rate_table(sheet, facts, sums.rates)
            rows.append((facts.label("tax"), money(sums.tax), False))
        else:
            base_shown = facts.chance(0.15)
            for rate, base, tax in sums.rates:
                label = facts.label("tax")
                form = rng.choice(
                    (
                        "{l} {r}%",
                        "{l} {r} %",
                        "{l} ({r}%)",
                        "{r}% {l}",
                        "{l}",
                        "{l} @ {r}%",
                        "{l} {r},00 %" if facts.decimal == "," and rate == int(rate) else "{l} {r}%",
                    )
                )
                text = form.format(l=label, r=rate_text(rate))
                if base_shown:
                    text += f" ({money(base)})"
                rows.append((text, money(tax), False))
        truth["tax"] = str(sums.tax)
    total_label = facts.label("total")
    if facts.mark == "none" and facts.chance(0.4):
        total_label += rng.choice((f" ({facts.currency})", f" {facts.currency}", f" in {facts.currency}"))
    total_row = (total_label, money(sums.total), True)
    if with_tax and facts.chance(0.07):
        rows.insert(0, total_row)
    else:
        rows.append(total_row)
    left: Decimal | None = None
    if facts.chance(0.1):
        paid = cents(sums.total * rng.choice((10, 30, 50, 100)) / 100)
        left = sums.total - paid
        rows.append((facts.label("paid"), money(-paid if facts.chance(0.6) else paid), False))
        rows.append((facts.label("left"), money(left), facts.chance(0.6)))
    elif facts.chance(0.04):
        before = Decimal(rng.randint(1000, 90000)) / 100
        left = sums.total + before
        rows.append((facts.label("forward"), money(before), False))
        rows.append((facts.label("left"), money(left), facts.chance(0.6)))
    sum_rows(sheet, facts, rows)
    return truth, left


def _row_truth(facts: Facts, item: Item, shown: set[str]) -> Truth:
    row: Truth = {
        "description": item.description + (f" (-{item.discount} %)" if item.discount else ""),
        "quantity": str(item.quantity),
        "unit_price": str(item.price),
        "amount": str(item.amount),
    }
    return {"sku": item.sku if "sku" in shown else None, **row}


def _count(facts: Facts) -> int:
    return (
        facts.rng.randint(30, 70)
        if facts.chance(0.06)
        else facts.rng.choice((1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 14))
    )


def draw_invoice(facts: Facts) -> tuple[Sheet, Truth]:
    """An invoice, now and then a credit note."""
    rng = facts.rng
    credit = facts.chance(0.06)
    number, day = facts.code(), facts.write_date(facts.today)
    due = facts.later(7, 10, 14, 15, 30, 30, 45, 60) if facts.chance(0.6) else None
    order = facts.code(own=False) if facts.chance(0.35) else None
    delivered = facts.later(-14, -5, -3, -1, 0, 2) if facts.chance(0.3) else None
    ordered = facts.later(-40, -21, -9, -3) if facts.chance(0.15) else None
    words = facts.words["credit" if credit else "invoice"]
    title, number_label = rng.choice(words), facts.label("credit_number" if credit else "number")
    first: list[Pair] = []
    inline = facts.chance(0.22)
    if inline:
        joint = {
            "de": "vom",
            "fr": "du",
            "es": "de",
            "it": "del",
            "pt": "de",
            "nl": "van",
            "pl": "z dnia",
        }.get(facts.language, "of")
        title = f"{title} {rng.choice(('', 'Nr. ' if facts.language in ('de', 'nl', 'pl') else 'No. ', '# ', 'N° ' if facts.language in ('fr', 'es', 'it', 'pt') else ''))}{number}".replace(
            "  ", " "
        )
        dated = facts.chance(0.4)
        title += f" {rng.choice((joint, joint, '/', '-'))} {day}" if dated else ""
        first = [] if dated else [(facts.label("date"), day)]
        if facts.chance(0.15):
            first.append((number_label, number))
    else:
        first = [(number_label, number), (facts.label("date"), day)]
        if facts.chance(0.25):
            first.reverse()
    in_sentence = due is not None and facts.chance(0.2)
    if due is not None and not in_sentence:
        first.append((facts.label("due"), facts.write_date(due)))
    others = _decoys(
        facts,
        {
            "customer_no": 0.45,
            "delivery_note": 0.15,
            "project": 0.15,
            "contact": 0.2,
            "terms_label": 0.2,
            "print_date": 0.06,
            "period": 0.1,
            "their_vat": 0.1,
            "carrier": 0.06,
            "phone": 0.06,
        },
    )
    if order:
        others.append((facts.label("order_ref"), order))
    if delivered:
        others.append((facts.label("delivery_date"), facts.write_date(delivered)))
    if ordered:
        others.append((facts.label("order_date"), facts.write_date(ordered)))
    if facts.mark == "none" and facts.chance(0.4):
        others.append((_CURRENCY[facts.language], facts.currency))
    rng.shuffle(others)
    ship, where = _ship(facts, facts.buyer.name, 0.15)
    sheet = new_sheet(facts)
    head = Head(
        title,
        facts.seller,
        facts.buyer,
        facts.words["seller"],
        facts.words["buyer"],
        _shuffled(facts, first, others),
        ship,
    )
    in_foot = draw_head(sheet, facts, head)
    sheet.y += 16
    if facts.chance(0.35):
        sheet.y = (
            sheet.lines(
                sheet.margin, sheet.y + 6, sheet.wrap(facts.fill("intro"), sheet.right - sheet.margin)
            )
            + 6
        )
    items = facts.items(_count(facts))
    made = columns(facts, sku=facts.chance(0.3))
    item_table(sheet, facts, made, items)
    sums = sums_of(facts, items)
    printed, left = draw_sums(sheet, facts, sums)
    if in_sentence and due is not None:
        sheet.y += sheet.lead
        text = facts.fill(
            "please_pay",
            amount=facts.write_money(sums.total if left is None else left),
            date=facts.write_date(due),
        )
        sheet.y = sheet.lines(sheet.margin, sheet.y, sheet.wrap(text, sheet.right - sheet.margin))
    bank = facts.chance(0.7)
    draw_foot(sheet, facts, facts.seller, in_foot, bank)
    everything = " ".join(run.text for run in sheet.runs)
    shown = {item.key for item in made}
    return sheet, {
        "invoice_number": number,
        "invoice_date": facts.today.isoformat(),
        "due_date": due.isoformat() if due else None,
        "vendor_name": facts.seller.name,
        "vendor_address": facts.seller.address if facts.seller.lines[0] in everything else None,
        "vendor_tax_id": facts.seller.tax_id if facts.seller.tax_id in everything else None,
        "customer_name": facts.buyer.name,
        "customer_address": facts.buyer.address,
        "purchase_order": order,
        "currency": facts.currency,
        **printed,
        "total": str(sums.total),
        "iban": facts.seller.iban if facts.seller.iban in everything else None,
        "line_items": [_row_truth(facts, item, shown) for item in items],
        "amount_due": None if left is None else str(left),
        "delivery_address": where,
        "delivery_date": delivered.isoformat() if delivered else None,
        "order_date": ordered.isoformat() if ordered else None,
    }


_CURRENCY = {
    "en": "Currency",
    "de": "Währung",
    "fr": "Devise",
    "es": "Moneda",
    "it": "Valuta",
    "pt": "Moeda",
    "nl": "Valuta",
    "pl": "Waluta",
}


def draw_order(facts: Facts) -> tuple[Sheet, Truth]:
    """A purchase order: the buyer writes, the supplier is written to."""
    rng = facts.rng
    buyer, supplier = facts.seller, facts.buyer
    while not supplier.firm:
        supplier = facts.buyer = party(rng, facts.country)
    number, day = facts.code(), facts.write_date(facts.today)
    delivered = facts.later(3, 7, 10, 14, 21, 30) if facts.chance(0.65) else None
    title = rng.choice(facts.words["order"])
    first: list[Pair] = []
    if facts.chance(0.2):
        title = f"{title} {rng.choice(('', '# ', 'No. ', 'Nr. '))}{number}"
        first = [(facts.label("order_date"), day)]
    else:
        first = [(facts.label("order_number"), number), (facts.label("order_date"), day)]
    if delivered:
        first.append((facts.label("delivery_date"), facts.write_date(delivered)))
    others = _decoys(
        facts,
        {
            "customer_no": 0.3,
            "project": 0.35,
            "contact": 0.35,
            "terms_label": 0.3,
            "print_date": 0.06,
            "carrier": 0.15,
            "phone": 0.1,
        },
    )
    ship, where = _ship(facts, buyer.name, 0.5)
    sheet = new_sheet(facts)
    head = Head(
        title,
        buyer,
        supplier,
        facts.words["po_buyer"],
        facts.words["po_supplier"],
        _shuffled(facts, first, others),
        ship,
    )
    in_foot = draw_head(sheet, facts, head)
    sheet.y += 16
    if facts.chance(0.45):
        sheet.y = (
            sheet.lines(
                sheet.margin, sheet.y + 6, sheet.wrap(facts.fill("order_intro"), sheet.right - sheet.margin)
            )
            + 6
        )
    items = facts.items(_count(facts))
    made = columns(facts, sku=facts.chance(0.65))
    item_table(sheet, facts, made, items)
    sums = sums_of(facts, items)
    taxed = facts.chance(0.4)
    if not taxed:
        sums = Sums(sums.goods, sums.discount, sums.shipping, sums.net, (), Decimal(0), sums.net)
    printed, _ = draw_sums(sheet, facts, sums, taxed)
    draw_foot(sheet, facts, buyer, in_foot, facts.chance(0.2))
    everything = " ".join(run.text for run in sheet.runs)
    shown = {item.key for item in made}
    return sheet, {
        "order_number": number,
        "order_date": facts.today.isoformat(),
        "delivery_date": delivered.isoformat() if delivered else None,
        "buyer_name": buyer.name,
        "supplier_name": supplier.name,
        "delivery_address": where,
        "currency": facts.currency,
        **printed,
        "total": str(sums.total),
        "line_items": [_row_truth(facts, item, shown) for item in items],
        "buyer_address": buyer.address if buyer.lines[0] in everything else None,
        "supplier_address": supplier.address,
    }
