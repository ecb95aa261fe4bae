"""Invoices, receipts and purchase orders: drawn, and told as truth, in one go."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.support import documents_words as words
from tests.support.documents_maker import Item, Maker, Party, cents
from tests.support.documents_sheet import MARGIN, Column, Sheet, draw_pairs, draw_table

Truth = dict[str, Any]
TABLE_STYLES = ("ruled", "line", "zebra", "plain")


def _quantity(maker: Maker, item: Item) -> str:
    return maker.write_number(item.quantity)


def _row_truth(item: Item) -> Truth:
    return {
        "description": item.description,
        "quantity": str(item.quantity),
        "unit_price": str(item.unit_price),
        "amount": str(item.amount),
    }


def _item_columns(maker: Maker, *, sku: bool = False) -> list[Column]:
    columns = [
        Column("description", maker.label("description"), 5),
        Column("quantity", maker.label("quantity"), 1.3, True),
        Column("unit_price", maker.label("unit_price"), 1.8, True),
        Column("amount", maker.label("amount"), 2, True),
    ]
    if maker.chance(0.25):
        columns[0], columns[1] = columns[1], columns[0]
    if sku:
        columns.insert(0, Column("sku", maker.label("sku"), 1.6))
    if maker.chance(0.35):
        columns.insert(0, Column("position", maker.label("position"), 0.8))
    return columns


def _item_rows(maker: Maker, items: tuple[Item, ...]) -> list[dict[str, str]]:
    money = maker.write_money if maker.chance(0.4) else maker.write_number
    return [
        {
            "position": str(number),
            "sku": item.sku,
            "description": item.description,
            "quantity": _quantity(maker, item),
            "unit_price": money(item.unit_price),
            "amount": money(item.amount),
        }
        for number, item in enumerate(items, 1)
    ]


def _count(maker: Maker) -> int:
    """Mostly a handful of rows; one document in eight runs over several pages."""
    return maker.rng.randint(42, 75) if maker.chance(0.125) else maker.rng.randint(1, 8)


def _totals(sheet: Sheet, rows: list[tuple[str, str]]) -> None:
    if sheet.y > sheet.height - MARGIN - 70:
        sheet.turn()
    right = sheet.width - MARGIN - 4
    widest = max(sheet.measure(label, 10, True) for label, _ in rows)
    at = min(sheet.width - 260, right - 110 - widest)
    for index, (label, value) in enumerate(rows):
        last = index == len(rows) - 1
        if last:
            sheet.rule(at, right, sheet.y - 11)
        sheet.text(at, sheet.y, label, 10 if last else 9, bold=last)
        sheet.text(right, sheet.y, value, 10 if last else 9, bold=last, right=True)
        sheet.y += 16
    sheet.y += 8


def _total_label(maker: Maker, word: str) -> str:
    """The word for the total; it names the currency where no amount does."""
    return word if maker.symbol else f"{word} ({maker.currency})"


def _plain_total(maker: Maker) -> str:
    """The plainest word for the total, for what is not an invoice."""
    return _total_label(maker, words.LABELS[maker.language]["total"][0])


def _block(sheet: Sheet, x: float, top: float, heading: str | None, party: Party) -> float:
    """A name over an address from `top` down; the y below it."""
    sheet.y = top
    if heading:
        sheet.text(x, sheet.y, heading, 8, bold=True)
        sheet.y += 13
    sheet.text(x, sheet.y, party.name, 10)
    sheet.y += 14
    sheet.lines(x, party.lines)
    return sheet.y


def draw_invoice(maker: Maker) -> tuple[bytes, Truth]:
    seller, customer = maker.company(), maker.company() if maker.chance(0.7) else maker.person()
    while customer.name == seller.name:
        customer = maker.company()
    issued = maker.day()
    due = issued + timedelta(days=maker.rng.choice((7, 14, 30, 45))) if maker.chance(0.75) else None
    number = maker.code(maker.rng.choice(("2025-####", "INV-#####", "R#####", "25/####", "######")))
    order = (
        maker.code(maker.rng.choice(("PO-####", "45########", "B-2025-###"))) if maker.chance(0.4) else None
    )
    items = maker.items(_count(maker))
    subtotal = sum((item.amount for item in items), Decimal(0))
    tax = cents(subtotal * maker.country.tax_rate / 100)
    bank = seller.iban if maker.chance(0.8) else None

    title = maker.label("invoice")
    sheet = Sheet(maker, f"{title} {number}")
    place = maker.rng.choice(("left", "right", "footer"))
    centre = sheet.width / 2 + 30
    tax_line = f"{maker.label('tax_id')}: {seller.tax_id}"
    footer = place == "footer"
    if footer:
        sheet.text(MARGIN, 60, seller.name, 17, bold=True)
        below = 82.0
    else:
        x = MARGIN if place == "left" else centre
        below = _block(sheet, x, 60, maker.label("vendor") if maker.chance(0.3) else None, seller)
        sheet.text(x, below, tax_line)
        below += 14
    title_x = centre if place == "left" else MARGIN
    title_y = 62 if not footer else 118
    sheet.text(title_x, title_y, title, 18, bold=True)

    pairs = [(maker.label("invoice_number"), number), (maker.label("invoice_date"), maker.write_date(issued))]
    if due:
        pairs.append((maker.label("due_date"), maker.write_date(due)))
    if order:
        pairs.append((maker.label("purchase_order"), order))
    style = maker.rng.choice(("left", "above", "grid"))
    top = max(below, title_y) + 34
    heading = maker.label("customer") if not footer or maker.chance(0.6) else None
    bottom = _block(sheet, MARGIN, top, heading, customer)
    if style == "left":
        sheet.y = top
        draw_pairs(sheet, centre, pairs, style, 0)
        sheet.y = max(bottom, sheet.y) + 22
    else:
        sheet.y = bottom + 22
        draw_pairs(sheet, MARGIN, pairs, style, sheet.width - 2 * MARGIN)
    running = f"{title} {number}"
    columns = _item_columns(maker)
    draw_table(
        sheet,
        columns,
        _item_rows(maker, items),
        maker.rng.choice(TABLE_STYLES),
        heading_again=lambda: _running_head(sheet, running),
    )
    rate = f" {maker.country.tax_rate}%" if maker.chance(0.6) else ""
    tax_word = maker.label("tax")
    _totals(
        sheet,
        [
            (maker.label("subtotal"), maker.write_money(subtotal)),
            (tax_word + rate, maker.write_money(tax)),
            (_total_label(maker, maker.label("total")), maker.write_money(subtotal + tax)),
        ],
    )
    _invoice_foot(sheet, seller if footer else None, tax_line, bank)
    truth: Truth = {
        "invoice_number": number,
        "invoice_date": issued.isoformat(),
        "due_date": due.isoformat() if due else None,
        "vendor_name": seller.name,
        "vendor_address": seller.address,
        "vendor_tax_id": seller.tax_id,
        "customer_name": customer.name,
        "customer_address": customer.address,
        "purchase_order": order,
        "currency": maker.currency,
        "subtotal": str(subtotal),
        "tax": str(tax),
        "total": str(subtotal + tax),
        "iban": bank,
        "line_items": [_row_truth(item) for item in items],
    }
    return sheet.finish(), truth


def _running_head(sheet: Sheet, text: str) -> None:
    sheet.text(MARGIN, sheet.y, text, 8)
    sheet.y += 14


def _invoice_foot(sheet: Sheet, seller: Party | None, tax_line: str, bank: str | None) -> None:
    maker = sheet.maker
    if sheet.y > sheet.height - 120:
        sheet.turn()
    if bank:
        sheet.text(MARGIN, sheet.y, f"{maker.label('pay')}:  IBAN {bank}")
        sheet.y += 16
    if maker.chance(0.5):
        sheet.text(MARGIN, sheet.y, maker.label("thanks"))
    if seller:
        at = sheet.height - 62
        sheet.rule(MARGIN, sheet.width - MARGIN, at - 12)
        sheet.text(MARGIN, at, seller.name, 8)
        for index, line in enumerate(seller.lines, 1):
            sheet.text(MARGIN, at + 11 * index, line, 8)
        sheet.text(sheet.width - MARGIN, at, tax_line, 8, right=True)


def draw_receipt(maker: Maker) -> tuple[bytes, Truth]:
    seller = maker.company()
    day = maker.day()
    clock = f"{maker.rng.randint(8, 20):02}:{maker.rng.randint(0, 59):02}"
    number = maker.code(maker.rng.choice(("######", "##-####", "A######"))) if maker.chance(0.8) else None
    items = tuple(
        item
        for item in maker.items(maker.rng.randint(1, 9), hours=False, most=4)
        if "," not in item.description
    )
    items = items or maker.items(1, hours=False, most=4)
    gross = sum((item.amount for item in items), Decimal(0))
    rate = Decimal(maker.country.tax_rate)
    american = maker.country.code == "US"
    tax = cents(gross * rate / 100) if american else cents(gross * rate / (100 + rate))
    subtotal = gross if american else gross - tax
    total = subtotal + tax
    two_lines = maker.chance(0.5)
    method = maker.label(maker.rng.choice(("cash", "card")))

    height = 330.0 + 24 * len(items)
    sheet = Sheet(maker, maker.label("receipt"), (226, height), mono=True)
    left, right, size = 14.0, 212.0, 7.5
    sheet.y = 28
    for line in sheet.wrap(seller.name, right - left, 10, True):
        sheet.text(left, sheet.y, line, 10, bold=True)
        sheet.y += 13
    sheet.lines(left, seller.lines, size)
    sheet.lines(left, [f"{maker.label('tax_id')}: {seller.tax_id}"], size)
    sheet.y += 8
    sheet.text(left, sheet.y, maker.label("receipt"), 9, bold=True)
    sheet.y += 14
    if number:
        sheet.lines(left, [f"{maker.label('receipt_number')} {number}"], size)
    if maker.chance(0.5):
        sheet.lines(left, [f"{maker.write_date(day)}  {clock}"], size)
    else:
        sheet.lines(left, [f"{maker.label('date')}: {maker.write_date(day)}"], size)
        sheet.lines(left, [f"{maker.label('time')}: {clock}"], size)
    sheet.rule(left, right, sheet.y)
    sheet.y += 12
    for item in items:
        for line in sheet.wrap(item.description, 140, size):
            sheet.text(left, sheet.y, line, size)
            sheet.y += 10
        sheet.y -= 0 if two_lines else 10
        if two_lines:
            times = f"{_quantity(maker, item)} x {maker.write_number(item.unit_price)}"
            sheet.text(left + 8, sheet.y, times, size)
        sheet.text(right, sheet.y, maker.write_number(item.amount), size, right=True)
        sheet.y += 12
    sheet.rule(left, right, sheet.y - 4)
    sheet.y += 8
    net = (maker.label("subtotal" if american else "net"), maker.write_money(subtotal))
    tax_word = maker.label("tax")
    taxed = (f"{tax_word} {maker.country.tax_rate}%", maker.write_money(tax))
    whole = (_plain_total(maker), maker.write_money(total))
    for label, value in (net, taxed, whole) if american else (whole, net, taxed):
        strong = label == whole[0]
        sheet.text(left, sheet.y, label, 9 if strong else size, bold=strong)
        sheet.text(right, sheet.y, value, 9 if strong else size, bold=strong, right=True)
        sheet.y += 14
    sheet.y += 4
    sheet.lines(left, [f"{maker.label('paid_by')}: {method}", "", maker.label("thanks")], size)
    truth: Truth = {
        "vendor_name": seller.name,
        "vendor_address": seller.address,
        "receipt_number": number,
        "date": day.isoformat(),
        "time": clock,
        "currency": maker.currency,
        "subtotal": str(subtotal),
        "tax": str(tax),
        "total": str(total),
        "payment_method": method,
        "line_items": [
            _row_truth(item) if two_lines else _row_truth(item) | {"quantity": None, "unit_price": None}
            for item in items
        ],
    }
    return sheet.finish(), truth


def draw_purchase_order(maker: Maker) -> tuple[bytes, Truth]:
    buyer, supplier = maker.company(), maker.company()
    while supplier.name == buyer.name:
        supplier = maker.company()
    delivery = maker.address()
    ordered = maker.day()
    wanted = ordered + timedelta(days=maker.rng.randint(5, 40)) if maker.chance(0.8) else None
    number = maker.code(maker.rng.choice(("PO-#####", "45########", "2025/####")))
    items = maker.items(_count(maker), hours=False)
    total = sum((item.amount for item in items), Decimal(0))

    title = maker.label("order")
    sheet = Sheet(maker, f"{title} {number}")
    sheet.text(MARGIN, 62, title, 18, bold=True)
    pairs = [(maker.label("order_number"), number), (maker.label("order_date"), maker.write_date(ordered))]
    if wanted:
        pairs.append((maker.label("delivery_date"), maker.write_date(wanted)))
    style = maker.rng.choice(("left", "above", "grid"))
    sheet.y = 96
    draw_pairs(sheet, MARGIN, pairs, style, sheet.width - 2 * MARGIN)
    top = sheet.y + 16
    centre = sheet.width / 2 + 20
    bottom = _block(sheet, MARGIN, top, maker.label("buyer"), buyer)
    bottom = max(bottom, _block(sheet, centre, top, maker.label("supplier"), supplier))
    sheet.y = bottom + 14
    sheet.text(MARGIN, sheet.y, maker.label("delivery_address"), 8, bold=True)
    sheet.y += 13
    sheet.lines(MARGIN, delivery)
    sheet.y += 14
    draw_table(
        sheet,
        _item_columns(maker, sku=True),
        _item_rows(maker, items),
        maker.rng.choice(TABLE_STYLES),
        heading_again=lambda: _running_head(sheet, f"{title} {number}"),
    )
    _totals(sheet, [(_plain_total(maker), maker.write_money(total))])
    truth: Truth = {
        "order_number": number,
        "order_date": ordered.isoformat(),
        "delivery_date": wanted.isoformat() if wanted else None,
        "buyer_name": buyer.name,
        "supplier_name": supplier.name,
        "delivery_address": ", ".join(delivery),
        "currency": maker.currency,
        "total": str(total),
        "line_items": [{"sku": item.sku, **_row_truth(item)} for item in items],
    }
    return sheet.finish(), truth
