"""Bank statements in many layouts, with the truth of the default plan."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from ingestio_extract.words import PageText
from training.others.dice import Dice
from training.others.paper import MARGIN, Paper


def make_statement(dice: Dice) -> tuple[tuple[PageText, ...], dict[str, Any]]:
    rng = dice.rng
    paper = Paper(rng)
    edge = paper.width - MARGIN
    size = rng.choice((8, 9, 10))
    bank = dice.word("bank").format(s=dice.word("stems"))
    holder = rng.choice((dice.person(), dice.company()))
    number = dice.iban()
    start = dice.day().replace(day=rng.choice((1, 1, 1, 15)))
    end = start + timedelta(days=rng.choice((27, 29, 30, 89)))
    opening = dice.amount(5_000, 2_000_000) * rng.choice((1, 1, 1, 1, -1))
    shape = rng.choice(("signed", "signed", "two", "trailing"))
    with_balance = dice.chance(0.6)
    bookings = _bookings(dice, start, end, opening)
    closing = bookings[-1][3]

    big = rng.choice((size, 13, 18))
    title = dice.word("statement")
    if dice.chance(0.5):
        paper.text(MARGIN, bank, big, bold=True)
        paper.text(edge, title, rng.choice((10, 14)), right=True)
        paper.down(26)
    else:
        paper.line(MARGIN, bank, big, bold=dice.chance(0.5))
        if dice.chance(0.5):
            paper.line(MARGIN, f"{dice.street()}, {dice.word('cities')}", size - 1)
        paper.line(MARGIN, title, rng.choice((12, 16)))
    paper.down(10)
    block = dice.chance(0.4)
    if block:
        for text in (holder, dice.street(), dice.word("cities")):
            paper.line(MARGIN, text, size)
        paper.down(14)
    period = f"{dice.date(start)} {dice.word('to')} {dice.date(end)}"
    facts = [(dice.word("l_period"), period)]
    if not block or dice.chance(0.5):
        facts.append((dice.word("l_holder"), holder))
    facts.append(("IBAN", number))
    if dice.chance(0.4):
        facts.append(("BIC", dice.fill("AAAA") + dice.country + "2X"))
    rng.shuffle(facts)
    balances = [(dice.word("l_opening"), dice.money(opening)), (dice.word("l_closing"), dice.money(closing))]
    where = rng.choice(("facts", "rows", "rows", "foot"))
    if where == "facts":
        facts.extend(balances)
    mark = rng.choice((":", "", ":"))
    gap = rng.choice((0, 110, 140))
    for label, value in facts:
        finish = paper.text(MARGIN, label + mark, size)
        paper.text(max(finish + 5, MARGIN + gap), value, size)
        paper.down(1.5 * size)
    paper.down(12)
    _table(dice, paper, bookings, shape, with_balance, size, balances if where == "rows" else [])
    if where == "foot":
        paper.down(8)
        for label, value in balances:
            paper.text(300, label, size)
            paper.text(edge, value, size, right=True)
            paper.down(1.5 * size)
    known = dice.sign == "code" or (dice.sign == "sign" and dice.currency not in ("USD", "AUD"))
    truth: dict[str, Any] = {
        "bank_name": bank,
        "account_holder": holder,
        "iban": number,
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "opening_balance": str(opening),
        "closing_balance": str(closing),
        "transactions": [
            {
                "date": day.isoformat(),
                "description": text,
                "amount": str(amount),
                "balance": str(after) if with_balance else None,
            }
            for day, text, amount, after in bookings
        ],
    }
    if known:
        truth["currency"] = dice.currency
    return paper.pages(), truth


def _bookings(dice: Dice, start: Any, end: Any, opening: Decimal) -> list[tuple[Any, str, Decimal, Decimal]]:
    count = dice.rng.choice((2, 4, 6, 10, 16, 40))
    days = sorted(dice.rng.randint(0, (end - start).days) for _ in range(count))
    balance = opening
    rows = []
    for day in days:
        who = dice.rng.choice((dice.company(), dice.person(), dice.word("stems")))
        amount = dice.amount(200, 300_000) * (-1 if dice.chance(0.7) else 1)
        balance += amount
        rows.append(
            (start + timedelta(days=day), dice.word("bookings").format(w=who).strip(), amount, balance)
        )
    return rows


def _table(
    dice: Dice,
    paper: Paper,
    bookings: list[tuple[Any, str, Decimal, Decimal]],
    shape: str,
    with_balance: bool,
    size: float,
    balances: list[tuple[str, str]],
) -> None:
    edge = paper.width - MARGIN
    ends = [edge - 160, edge - 80, edge] if shape == "two" else [edge - 80, edge]
    ends = ends if with_balance else ends[1:]
    heads = ["l_debit", "l_credit"] if shape == "two" else ["l_amount"]
    heads = [*heads, "l_balance"] if with_balance else heads
    for x, key in ((MARGIN, "l_date"), (MARGIN + 75, "l_booking")):
        paper.text(x, dice.word(key), size, bold=True)
    for x, key in zip(ends, heads, strict=True):
        paper.text(x, dice.word(key), size, bold=True, right=True)
    paper.down(1.8 * size)
    if balances:
        paper.text(MARGIN + 75, balances[0][0], size)
        paper.text(edge, balances[0][1], size, right=True)
        paper.down(1.6 * size)
    step = dice.rng.choice((1.4, 1.8))
    for day, text, amount, after in bookings:
        paper.text(MARGIN, dice.date(day), size)
        paper.text(MARGIN + 75, text, size)
        written = dice.number(abs(amount))
        if shape == "two":
            paper.text(ends[0] if amount < 0 else ends[1], written, size, right=True)
        elif shape == "trailing":
            paper.text(ends[0], f"{written}{'-' if amount < 0 else '+'}", size, right=True)
        else:
            paper.text(ends[0], f"{'-' if amount < 0 else ''}{written}", size, right=True)
        if with_balance:
            paper.text(ends[-1], dice.number(after), size, right=True)
        paper.down(step * size)
    if balances:
        paper.text(MARGIN + 75, balances[1][0], size)
        paper.text(edge, balances[1][1], size, right=True)
        paper.down(1.6 * size)
