"""What is no trade paper: statements, contracts, forms, receipts, letters and the like. Their truth is thin:
they are there so that their kind can be told."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from training.documents.facts import Facts, cents
from training.documents.heads import draw_head, head_of, new_sheet
from training.documents.parts import columns, contact_lines, foot_columns, item_table, pair_list, party_block
from training.documents.people import account, party, person
from training.documents.sheet import Sheet
from training.documents.sums import Truth


def _said(facts: Facts, key: str) -> str:
    """A sentence with its names, dates and sums filled in."""
    return facts.fill(
        key,
        a=facts.seller.name,
        b=facts.buyer.name,
        date=facts.write_date(facts.later(-60, -7, 0, 14, 30)),
        amount=facts.write_money(Decimal(facts.rng.randint(5000, 900000)) / 100),
        city=facts.rng.choice(facts.country.cities),
    )


def _head_line(sheet: Sheet, facts: Facts, title: str) -> None:
    x, align = facts.rng.choice(((sheet.margin, "left"), (sheet.width / 2, "centre"), (sheet.right, "right")))
    size = sheet.size * facts.rng.uniform(1.2, 2.2)
    sheet.text(x, sheet.y, title, size, bold=facts.chance(0.8), align=align)
    sheet.y += size * 2


def draw_statement(facts: Facts) -> tuple[Sheet, Truth]:
    """A bank's statement with bookings and balances."""
    rng = facts.rng
    sheet = new_sheet(facts)
    bank, holder = facts.seller.bank, facts.buyer
    sheet.text(sheet.margin, 52, bank, sheet.size * 1.6, bold=True)
    sheet.y = 80
    if facts.chance(0.6):
        sheet.y = party_block(sheet, facts, holder, sheet.margin, 110) + 20
    _head_line(sheet, facts, rng.choice(facts.words["statement"]))
    start = facts.today - timedelta(days=30)
    number = account(rng, facts.country.code)
    pairs = [
        ("IBAN", number),
        (facts.label("holder"), holder.name),
        (facts.label("period"), f"{facts.write_date(start)} - {facts.write_date(facts.today)}"),
    ]
    if facts.chance(0.4):
        pairs.append((facts.label("date"), facts.write_date(facts.today)))
    style = rng.choice(("list", "inline", "grid", "two columns"))
    sheet.y = pair_list(sheet, facts, pairs, sheet.margin, sheet.y, sheet.right - sheet.margin, style) + 14
    opening = balance = Decimal(rng.randint(-50000, 900000)) / 100
    edges = [sheet.margin, sheet.margin + 75, sheet.right - 90, sheet.right]
    heads = facts.words["booking_columns"]
    with_balance = facts.chance(0.5)
    shown = heads if with_balance else heads[:3]

    def row(cells: tuple[str, ...], bold: bool = False) -> None:
        sheet.text(edges[0], sheet.y, cells[0], bold=bold)
        sheet.text(edges[1], sheet.y, cells[1], bold=bold)
        amount_at = edges[2] if with_balance else edges[3]
        sheet.text(amount_at, sheet.y, cells[2], bold=bold, align="right")
        if with_balance:
            sheet.text(edges[3], sheet.y, cells[3], bold=bold, align="right")
        sheet.y += sheet.lead * 1.2
        if sheet.y > sheet.height - 80:
            sheet.turn()

    row(tuple(shown), True)
    row(("", facts.label("opening"), facts.write_money(opening), ""))
    day = start
    bookings: list[Truth] = []
    for _ in range(rng.choice((3, 6, 10, 18, 45))):
        day = min(facts.today, day + timedelta(days=rng.choice((0, 1, 2))))
        amount = Decimal(rng.randint(-90000, 60000)) / 100
        balance += amount
        text = _said(facts, "booking")
        row((facts.write_date(day), text, facts.write_number(amount), facts.write_number(balance)))
        bookings.append({"date": day.isoformat(), "description": text, "amount": str(amount)})
    row(("", facts.label("closing"), facts.write_money(balance), ""), True)
    foot_columns(sheet, facts, [contact_lines(facts, facts.seller)])
    return sheet, {
        "bank_name": bank,
        "account_holder": holder.name,
        "iban": number,
        "period_start": start.isoformat(),
        "period_end": facts.today.isoformat(),
        "opening_balance": str(opening),
        "closing_balance": str(balance),
        "currency": facts.currency,
        "transactions": bookings,
    }


def draw_contract(facts: Facts) -> tuple[Sheet, Truth]:
    """Headings with numbers over clauses, and lines to sign on."""
    rng = facts.rng
    sheet = new_sheet(facts)
    title = rng.choice(facts.words["contract"])
    _head_line(sheet, facts, title)
    if facts.chance(0.5):
        for side in (facts.seller, facts.buyer):
            sheet.y = party_block(sheet, facts, side, sheet.margin, sheet.y) + 8
    numbering = rng.choice(("{n}. ", "§ {n} ", "Art. {n} ", "{n}) ", "Article {n}: "))
    for number in range(1, rng.randint(4, 9)):
        if sheet.y > sheet.height - 150:
            sheet.turn()
        sheet.text(sheet.margin, sheet.y, numbering.format(n=number) + facts.label("headings"), bold=True)
        sheet.y += sheet.lead
        text = ". ".join(_said(facts, "clauses") for _ in range(rng.randint(1, 4))) + "."
        sheet.y = sheet.lines(sheet.margin, sheet.y, sheet.wrap(text, sheet.right - sheet.margin)) + 8
    for place in (sheet.margin, sheet.width / 2 + 20):
        sheet.rule(place, sheet.y + 30, place + 150, sheet.y + 30)
        sheet.text(place, sheet.y + 42, facts.label("signature"), sheet.size * 0.85)
    return sheet, {"title": title}


def draw_form(facts: Facts) -> tuple[Sheet, Truth]:
    """Labels with values written beside them, under them or in boxes."""
    rng = facts.rng
    sheet = new_sheet(facts)
    _head_line(sheet, facts, rng.choice(facts.words["form"]))
    labels = list(facts.words["form_fields"])
    rng.shuffle(labels)
    made: dict[str, str] = {}
    for label in labels[: rng.randint(6, 14)]:
        made[label] = rng.choice(
            (
                person(rng, facts.country),
                facts.write_date(facts.later(-9000, -4000, -20)),
                rng.choice(facts.country.cities),
                facts.code(own=False),
                facts.seller.phone,
                str(rng.randint(1, 9)),
            )
        )
    style = rng.choice(("list", "boxed list", "stacked", "two columns", "grid", "inline"))
    sheet.y = pair_list(
        sheet, facts, list(made.items()), sheet.margin, sheet.y, sheet.right - sheet.margin, style
    )
    for text in facts.words["signature"][:2]:
        sheet.y += 40
        sheet.rule(sheet.margin, sheet.y, sheet.margin + 170, sheet.y)
        sheet.text(sheet.margin, sheet.y + 11, text, sheet.size * 0.85)
    return sheet, dict(made)


_PAID = {
    "en": "Payment type",
    "de": "Zahlungsart",
    "fr": "Mode de paiement",
    "es": "Forma de pago",
    "it": "Metodo di pagamento",
    "pt": "Meio de pagamento",
    "nl": "Betaalwijze",
    "pl": "Forma zapłaty",
}


def draw_receipt(facts: Facts) -> tuple[Sheet, Truth]:
    """A narrow slip of a till."""
    rng = facts.rng
    items = facts.items(rng.randint(1, 9))
    width = rng.choice((204.0, 226.0, 250.0))
    margin = rng.choice((8.0, 12.0, 16.0))
    sheet = Sheet(rng, facts.language, width, 360.0 + 26 * len(items), margin, plain=facts.plain)
    sheet.size, sheet.lead = min(sheet.size, 8.0), min(sheet.size, 8.0) * 1.3
    centre = facts.chance(0.6)
    x, align = (width / 2, "centre") if centre else (sheet.margin, "left")
    sheet.y = 24
    for line in sheet.wrap(facts.seller.name, width - 2 * sheet.margin, 10, True):
        sheet.text(x, sheet.y, line, 10, bold=True, align=align)
        sheet.y += 12
    contact = [] if facts.plain else contact_lines(facts, facts.seller)[:1]
    extra = [*facts.seller.lines, *contact]
    if facts.chance(0.6):
        extra.append(f"{facts.label('vat_id')}: {facts.seller.tax_id}")
    sheet.y = sheet.lines(x, sheet.y, extra, align=align) + 6
    clock = f"{rng.randint(8, 21):02}:{rng.randint(0, 59):02}"
    if facts.chance(0.5):
        sheet.text(x, sheet.y, rng.choice(facts.words["receipt"]), bold=True, align=align)
        sheet.y += 12
    sheet.text(sheet.margin, sheet.y, f"{facts.write_date(facts.today)} {clock}")
    sheet.y += sheet.lead * 1.5
    for item in items:
        text = item.description[:26]
        if facts.chance(0.4):
            text = f"{item.quantity.normalize():f} x {text}"
        sheet.text(sheet.margin, sheet.y, text)
        sheet.text(sheet.right, sheet.y, facts.write_number(item.amount), align="right")
        sheet.y += sheet.lead
    total = sum((item.amount for item in items), Decimal(0))
    rate = facts.rates[0]
    tax = cents(total * rate / (100 + rate))
    paid = rng.choice(facts.words["receipt_words"][:4])
    sums = [
        (facts.label("total"), facts.write_money(total), True),
        (f"{facts.label('tax')} {rate.normalize():f}%", facts.write_number(tax), False),
        (paid, facts.write_number(total), False),
    ]
    if facts.plain:
        paid = rng.choice([facts.words["receipt_words"][place] for place in (0, 2, 3)])
        sums[-1] = (_PAID[facts.language] + facts.colon, paid, False)
    for label, value, bold in sums:
        sheet.text(sheet.margin, sheet.y + 4, label, bold=bold)
        sheet.text(sheet.right, sheet.y + 4, value, bold=bold, align="right")
        sheet.y += sheet.lead * 1.2
    sheet.y += 10
    for text in rng.sample(facts.words["receipt_words"][4:], rng.randint(1, 4)):
        sheet.text(x, sheet.y, text, align=align)
        sheet.y += sheet.lead
    return sheet, {
        "vendor_name": facts.seller.name,
        "vendor_address": facts.seller.address,
        "date": facts.today.isoformat(),
        "time": clock,
        "payment_method": None if paid == facts.words["receipt_words"][1] else paid,
        "total": str(total),
        "currency": facts.currency,
    }


def draw_other(facts: Facts) -> tuple[Sheet, Truth]:
    """A letter, an offer, a delivery note, a reminder: none of the kinds that have a plan."""
    rng = facts.rng
    kind = rng.choice(("letter", "letter", "quote", "delivery", "reminder"))
    sheet = new_sheet(facts)
    if kind != "letter":
        title = rng.choice(facts.words[kind])
        pairs = [(f"{title} {rng.choice(('Nr.', 'No.', '#'))}", facts.code())]
        pairs.append((facts.label("date"), facts.write_date(facts.today)))
        draw_head(sheet, facts, head_of(facts, title, pairs))
        sheet.y += 20
        items = facts.items(rng.randint(1, 6))
        made = columns(facts, sku=True)
        if kind == "delivery":
            made = [column for column in made if column.key not in ("price", "amount", "rate")]
        item_table(sheet, facts, made, items)
        return sheet, {}
    sheet.y = party_block(sheet, facts, facts.seller, sheet.margin, 60, big=True)
    sheet.y = party_block(sheet, facts, party(rng, facts.country, 0.6), sheet.margin, sheet.y + 30) + 24
    sheet.text(sheet.right, sheet.y, facts.write_date(facts.today), align="right")
    sheet.y += 30
    for sentence in rng.sample(facts.words["letter"], rng.randint(4, 7)):
        text = sentence.replace("{a}", facts.buyer.name).replace("{date}", facts.write_date(facts.later(-9)))
        text = text.replace("{city}", rng.choice(facts.country.cities))
        sheet.y = sheet.lines(sheet.margin, sheet.y, sheet.wrap(text, sheet.right - sheet.margin)) + 6
    return sheet, {}


PAPERS: dict[str, Any] = {
    "receipt": draw_receipt,
    "bank_statement": draw_statement,
    "contract": draw_contract,
    "form": draw_form,
    "other": draw_other,
}
"""By kind of document."""
