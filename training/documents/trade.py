"""Invoices, credit notes and purchase orders: drawn, and told as truth, in one go."""

from dataclasses import replace
from decimal import Decimal

from training.documents.facts import Facts, Item
from training.documents.heads import Head, draw_foot, draw_head, new_sheet
from training.documents.parts import Pair, columns, item_table
from training.documents.people import party, person
from training.documents.sheet import Sheet
from training.documents.sums import Sums, Truth, draw_sums, sums_of


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


def _open(
    facts: Facts, head: Head, first: list[Pair], others: list[Pair], intro: tuple[str, float]
) -> tuple[Sheet, bool]:
    """A sheet with everything above the items; says whether the writer still has to stand in the foot.
    `intro` is the key of the sentence in front of the items, and how often it is there."""
    sheet = new_sheet(facts)
    in_foot = draw_head(sheet, facts, replace(head, pairs=_shuffled(facts, first, others)))
    sheet.y += 16
    key, share = intro
    if facts.chance(share):
        lines = sheet.wrap(facts.fill(key), sheet.right - sheet.margin)
        sheet.y = sheet.lines(sheet.margin, sheet.y + 6, lines) + 6
    return sheet, in_foot


def _table(sheet: Sheet, facts: Facts, skus: float) -> tuple[list[Item], list[Truth]]:
    """The items, and what of them is printed; `skus` says how often they have numbers."""
    items = facts.items(_count(facts))
    made = columns(facts, sku=facts.chance(skus))
    item_table(sheet, facts, made, items)
    shown = {item.key for item in made}
    return items, [_row_truth(facts, item, shown) for item in items]


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
    sides = facts.words["seller"], facts.words["buyer"]
    head = Head(title, facts.seller, facts.buyer, *sides, [], ship)
    sheet, in_foot = _open(facts, head, first, others, ("intro", 0.35))
    items, rows = _table(sheet, facts, 0.3)
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
        "line_items": rows,
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
    sides = facts.words["po_buyer"], facts.words["po_supplier"]
    head = Head(title, buyer, supplier, *sides, [], ship)
    sheet, in_foot = _open(facts, head, first, others, ("order_intro", 0.45))
    items, rows = _table(sheet, facts, 0.65)
    sums = sums_of(facts, items)
    taxed = facts.chance(0.4)
    if not taxed:
        sums = Sums(sums.goods, sums.discount, sums.shipping, sums.net, (), Decimal(0), sums.net)
    printed, _ = draw_sums(sheet, facts, sums, taxed)
    draw_foot(sheet, facts, buyer, in_foot, facts.chance(0.2))
    everything = " ".join(run.text for run in sheet.runs)
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
        "line_items": rows,
        "buyer_address": buyer.address if buyer.lines[0] in everything else None,
        "supplier_address": supplier.address,
    }
