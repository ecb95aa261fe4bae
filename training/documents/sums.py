"""What stands below the items of a paper of trade: discount, freight, taxes and the total."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from training.documents.facts import Facts, Item, cents
from training.documents.parts import rate_table, sum_rows
from training.documents.sheet import Sheet

Truth = dict[str, Any]


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
