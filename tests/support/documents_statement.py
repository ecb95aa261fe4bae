"""Bank statements: drawn, and told as truth, in one go."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.support import documents_words as words
from tests.support.documents_maker import CENT, Maker
from tests.support.documents_sheet import MARGIN, Column, Sheet, draw_pairs, draw_table

_SMALL, _LARGE = 500, 240_000


def draw_statement(maker: Maker) -> tuple[bytes, dict[str, Any]]:
    bank = words.BANKS[maker.language].format(stem=maker.rng.choice(words.STEMS[maker.language]))
    holder = maker.company() if maker.chance(0.5) else maker.person()
    start = maker.day().replace(day=1)
    end = (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    opening = (Decimal(maker.rng.randint(50_000, 2_000_000)) / 100).quantize(CENT)
    with_balance = maker.chance(0.7)

    count = maker.rng.randint(45, 80) if maker.chance(0.2) else maker.rng.randint(3, 20)
    every = words.BOOKINGS[maker.language]
    incoming = (every[2], every[-1])
    days = sorted(maker.rng.randint(0, (end - start).days) for _ in range(count))
    balance = opening
    bookings: list[tuple[str, str, Decimal, Decimal]] = []
    for day in days:
        kind = maker.rng.choice(every)
        text = kind.format(who=maker.rng.choice(words.PEOPLE[maker.language]))
        amount = (Decimal(maker.rng.randint(_SMALL, _LARGE)) / 100).quantize(CENT)
        amount = amount if kind in incoming else -amount
        balance += amount
        bookings.append(((start + timedelta(days=day)).isoformat(), text, amount, balance))

    title = maker.label("statement")
    sheet = Sheet(maker, f"{title} {start.isoformat()}")
    sheet.text(MARGIN, 60, bank, 16, bold=True)
    sheet.text(sheet.width - MARGIN, 60, title, 12, right=True)
    period = f"{maker.write_date(start)} {maker.rng.choice(('-', maker.label('to')))} {maker.write_date(end)}"
    sheet.y = 100
    pairs = [(maker.label("holder"), holder.name)]
    pairs += [("IBAN", holder.iban)] if holder.iban else []
    pairs += [(maker.label("period"), period), (maker.label("currency"), maker.currency)]
    draw_pairs(sheet, MARGIN, pairs, "left", 0)
    sheet.y += 16
    framed = maker.chance(0.5)
    ends = [
        (maker.label("opening"), maker.write_money(opening)),
        (maker.label("closing"), maker.write_money(balance)),
    ]
    if framed:
        draw_pairs(sheet, MARGIN, ends, "grid", 320)
    else:
        draw_pairs(sheet, MARGIN, ends[:1], "left", 0)
        sheet.y += 8
    columns = [
        Column("date", maker.label("date"), 1.6),
        Column("description", maker.label("booking"), 4),
        Column("amount", maker.label("amount"), 1.8, True),
        Column("balance", maker.label("balance"), 1.9, True),
    ]
    rows = [
        {
            "date": maker.write_date(start + timedelta(days=day)),
            "description": text,
            "amount": maker.write_number(amount),
            "balance": maker.write_number(after),
        }
        for day, (_, text, amount, after) in zip(days, bookings, strict=True)
    ]
    style = maker.rng.choice(("ruled", "line", "zebra", "plain"))
    draw_table(sheet, columns if with_balance else columns[:3], rows, style)
    if not framed:
        draw_pairs(sheet, MARGIN, ends[1:], "left", 0)
    truth: dict[str, Any] = {
        "bank_name": bank,
        "account_holder": holder.name,
        "iban": holder.iban,
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "opening_balance": str(opening),
        "closing_balance": str(balance),
        "currency": maker.currency,
        "transactions": [
            {
                "date": day,
                "description": text,
                "amount": str(amount),
                "balance": str(after) if with_balance else None,
            }
            for day, text, amount, after in bookings
        ],
    }
    return sheet.finish(), truth
