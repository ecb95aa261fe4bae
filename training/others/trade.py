"""Papers of trade that look alike: what tells an invoice from an offer is what it calls itself."""

from decimal import Decimal
from typing import Any, Final

from ingestio_extract.words import PageText
from training.others.dice import Dice
from training.others.paper import MARGIN, Paper

KINDS: Final = {
    "invoice": "invoice",
    "credit": "invoice",
    "order": "purchase_order",
    "quote": "other",
    "delivery": "other",
    "confirmation": "other",
    "dunning": "other",
    "pricelist": "other",
}
"""Key of the title to type of document."""
_NUMBERS: Final = {"invoice": "l_invoice_no", "credit": "l_invoice_no", "order": "l_order_no"}


def make_trade(dice: Dice, key: str) -> tuple[PageText, ...]:
    """An invoice, order, offer, delivery note, reminder or price list."""
    paper = Paper(dice.rng)
    size = dice.rng.choice((8, 9, 10))
    own, other = dice.company(), dice.rng.choice((dice.company(), dice.person()))
    right = dice.chance(0.5)
    edge = paper.width - MARGIN
    paper.line(edge if right else MARGIN, own, size + dice.rng.choice((0, 4, 8)), right=right)
    for text in (dice.street(), dice.word("cities"), f"Tel. {dice.phone()}", dice.mail())[
        : dice.rng.randint(2, 4)
    ]:
        paper.line(edge if right else MARGIN, text, size, right=right)
    paper.down(dice.rng.choice((10, 30)))
    big = dice.rng.choice((size, 14, 18, 22))
    title_first = dice.chance(0.5)
    shown = dice.chance(0.93)
    title = dice.word(key)
    if title_first and shown:
        paper.line(MARGIN, _cased(dice, title), big, bold=dice.chance(0.5))
    labelled = {"order": "l_supplier"}.get(key, "l_customer")
    if dice.chance(0.6):
        paper.line(MARGIN, dice.word(labelled), size, bold=dice.chance(0.5))
    for text in (other, dice.street(), dice.word("cities")):
        paper.line(MARGIN, text, size)
    if key == "order" and dice.chance(0.7):
        paper.line(MARGIN + 260, f"{dice.word('l_buyer')}: {dice.person()}", size)
    paper.down(16)
    if not title_first and shown:
        paper.line(
            MARGIN,
            _cased(dice, f"{title} {dice.code()}" if dice.chance(0.4) else title),
            big,
            bold=dice.chance(0.5),
        )
        paper.down(6)
    _facts(dice, paper, key, size)
    if key in ("dunning", "confirmation", "quote") or dice.chance(0.25):
        paper.line(MARGIN, dice.word("dear"), size)
        paper.prose(dice.sentences(2), size)
    paper.down(12)
    _rows(dice, paper, key, size)
    paper.down(10)
    if dice.chance(0.5):
        paper.prose(dice.word("pay_note") if key in ("invoice", "dunning") else dice.word("prose"), size)
    if key not in ("delivery", "pricelist") and dice.chance(0.6):
        paper.line(MARGIN, f"IBAN {dice.iban()}", size - 1)
    if dice.chance(0.4):
        paper.line(MARGIN, f"{own} · {dice.street()} · {dice.word('cities')}", size - 2)
    return paper.pages()


def _cased(dice: Dice, text: str) -> str:
    return text.upper() if dice.chance(0.35) else text


def _facts(dice: Dice, paper: Paper, key: str, size: float) -> None:
    facts = [(dice.word(_NUMBERS.get(key, "l_other_no")), dice.code())]
    facts.append((dice.word("l_date"), dice.date(dice.day())))
    if key in ("invoice", "dunning") and dice.chance(0.7):
        facts.append((dice.word("l_due"), dice.date(dice.day())))
    if key in ("order", "confirmation", "delivery") and dice.chance(0.7):
        facts.append((dice.word("l_delivery"), dice.date(dice.day())))
    if key != "invoice" and dice.chance(0.25):
        facts.append((dice.word("l_invoice_no"), dice.code()))
    if key != "order" and dice.chance(0.3):
        facts.append((dice.word("l_order_no"), dice.code()))
    if key in ("order", "delivery") and dice.chance(0.6):
        paper.line(MARGIN, dice.word("l_ship"), size, bold=True)
        paper.line(MARGIN, f"{dice.street()}, {dice.word('cities')}", size)
    if key == "pricelist" and dice.chance(0.8):
        facts = facts[1:]
    mark = dice.rng.choice((":", "", ":"))
    for label, value in facts:
        end = paper.text(MARGIN, label + mark, size)
        paper.text(max(end + 5, MARGIN + dice.rng.choice((0, 110))), value, size)
        paper.down(1.4 * size)


def _rows(dice: Dice, paper: Paper, key: str, size: float) -> None:
    priced = key != "delivery" or dice.chance(0.1)
    edge = paper.width - MARGIN
    places = ((MARGIN, False), (350, True), (430, True), (edge, True))
    heads = [dice.word(name) for name in ("l_desc", "l_qty", "l_price", "l_amount")]
    wanted = [0, 1, 2, 3] if priced and key != "pricelist" else [0, 1] if not priced else [0, 2]
    if key == "dunning" and dice.chance(0.6):
        heads, wanted = [dice.word("l_invoice_no"), dice.word("l_date"), dice.word("l_amount"), ""], [0, 1, 2]
    if dice.chance(0.9):
        for at in wanted:
            paper.text(places[at][0], heads[at], size, bold=True, right=places[at][1])
        paper.down(1.8 * size)
    total = Decimal(0)
    for _ in range(dice.rng.randint(8, 30) if key == "pricelist" else dice.rng.randint(1, 12)):
        price, count = dice.amount(100, 50_000), dice.rng.randint(1, 20)
        total += price * count
        cells = [dice.word("goods"), str(count), dice.number(price), dice.number(price * count)]
        if key == "dunning":
            cells = [dice.code(), dice.date(dice.day()), dice.money(price), ""]
        for at in wanted:
            paper.text(places[at][0], cells[at], size, right=places[at][1])
        paper.down(dice.rng.choice((1.4, 1.8)) * size)
    if not priced or key == "pricelist":
        return
    paper.down(6)
    tax = (total * Decimal("0.2")).quantize(Decimal("0.01"))
    sums = [("l_subtotal", total), ("l_tax", tax), ("l_total", total + tax)]
    for name, value in sums if dice.chance(0.75) else sums[2:]:
        label_at = dice.rng.choice((350, MARGIN))
        paper.text(label_at, dice.word(name), size)
        paper.text(edge, dice.money(value), size, right=True)
        paper.down(1.5 * size)


def make_receipt(dice: Dice) -> tuple[tuple[PageText, ...], dict[str, Any]]:
    """A till slip, narrow or on a page of another size, with what its rows say."""
    bought: list[dict[str, str | None]] = []
    width = dice.rng.choice((160, 200, 226, 226, 280, 420, 595))
    rows = dice.rng.randint(1, 18)
    paper = Paper(dice.rng, (width, dice.rng.choice((260.0, 340.0)) + 26 * rows), mono=dice.chance(0.6))
    left, edge = 8.0, width - 8.0
    size = 8.0 if width < 300 else 10.0
    paper.y = 20
    for text in (dice.company(), dice.street(), dice.word("cities"), dice.phone())[: dice.rng.randint(1, 4)]:
        at = max(left, (width - paper.measure(text, size)) / 2) if dice.chance(0.8) else left
        paper.line(at, text, size)
    paper.down(6)
    if dice.chance(0.65):
        paper.line(left, _cased(dice, dice.word("receipt")), size + dice.rng.choice((0, 2)))
    if dice.chance(0.6):
        paper.line(left, f"{dice.rng.choice(('No', '#', dice.word('l_invoice_no')))} {dice.code()}", size)
    hour = f"{dice.rng.randint(7, 22)}:{dice.rng.randint(0, 59):02}"
    paper.line(left, f"{dice.word('l_date')} {dice.date(dice.day())} {hour}", size)
    total = Decimal(0)
    for _ in range(rows):
        price, count = dice.amount(50, 5000), dice.rng.choice((1, 1, 1, 2, 3))
        total += price * count
        goods = dice.word("goods")
        priced = count > 1 or dice.chance(0.2)
        bought.append(
            {
                "description": goods,
                "quantity": str(count) if priced else None,
                "unit_price": str(price) if priced else None,
                "amount": str(price * count),
            }
        )
        if priced:
            paper.line(left, goods, size)
            paper.text(left + 10, f"{count} x {dice.number(price)}", size)
        else:
            paper.text(left, goods, size)
        paper.text(edge, dice.number(price * count), size, right=True)
        paper.down(1.4 * size)
    if dice.chance(0.6):
        paper.text(left, dice.word("l_tax"), size)
        paper.text(edge, dice.number((total / 6).quantize(Decimal("0.01"))), size, right=True)
        paper.down(1.4 * size)
    paper.text(left, _cased(dice, dice.word("l_total")), size + 1, bold=True)
    paper.text(edge, dice.money(total), size + 1, right=True)
    paper.down(1.6 * size)
    if dice.chance(0.8):
        paper.text(left, dice.word("l_cash"), size)
        paper.text(edge, dice.number(total + 5), size, right=True)
        paper.down(1.4 * size)
        if dice.chance(0.6):
            paper.text(left, dice.word("l_change"), size)
            paper.text(edge, dice.number(Decimal(5)), size, right=True)
            paper.down(1.4 * size)
    if dice.chance(0.7):
        paper.line(left, dice.word("thanks"), size)
    return paper.pages(), {"line_items": bought}
