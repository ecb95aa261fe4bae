"""The dice of one document: its language and country, how it writes dates and money, and who and what."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ingestio_extract.local.lexicon import COMPANY
from training.documents.goods import goods
from training.documents.people import COUNTRIES, Country, Party, party
from training.documents.words import LABELS

CENT: Final = Decimal("0.01")
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}
_DATES: Final = {
    "en": ("{d:02}/{m:02}/{y}", "{d} {M} {y}", "{y}-{m:02}-{d:02}", "{d:02}-{S}-{y}", "{d:02}.{m:02}.{y}", "{d:02}/{m:02}/{z:02}"),
    "US": ("{m:02}/{d:02}/{y}", "{M} {d}, {y}", "{m}/{d}/{y}", "{S} {d}, {y}", "{y}-{m:02}-{d:02}", "{m:02}/{d:02}/{z:02}"),
    "de": ("{d:02}.{m:02}.{y}", "{d:02}.{m:02}.{y}", "{d}. {M} {y}", "{d:02}.{m:02}.{z:02}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}"),
    "fr": ("{d:02}/{m:02}/{y}", "{d} {M} {y}", "{d:02}.{m:02}.{y}", "{d:02}-{m:02}-{y}", "{d:02}/{m:02}/{z:02}"),
    "es": ("{d:02}/{m:02}/{y}", "{d} de {M} de {y}", "{d:02}-{m:02}-{y}", "{d}/{m}/{y}", "{d:02}.{m:02}.{y}"),
    "it": ("{d:02}/{m:02}/{y}", "{d} {M} {y}", "{d:02}.{m:02}.{y}", "{d:02}-{m:02}-{y}", "{d:02}/{m:02}/{z:02}"),
    "pt": ("{d:02}/{m:02}/{y}", "{d} de {M} de {y}", "{y}-{m:02}-{d:02}", "{d:02}-{m:02}-{y}"),
    "nl": ("{d:02}-{m:02}-{y}", "{d} {M} {y}", "{d}-{m}-{y}", "{d:02}/{m:02}/{y}", "{d:02}.{m:02}.{y}"),
    "pl": ("{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}", "{d} {M} {y}", "{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y} r."),
}  # fmt: skip
_NUMBERS: Final = {
    "GB": (",.", ",.", "."),
    "US": (",.", ",.", "."),
    "AU": (",.",),
    "IN": (",.",),
    "MX": (",.",),
    "CH": ("'.", "’."),
    "FR": (" ,", " ,", ",", " ,"),
    "PL": (" ,", ",", " ,"),
    "AT": (".,", " ,"),
    "PT": (".,", " ,", ","),
}
_SIGNS: Final = {
    "GBP": "£",
    "USD": "$",
    "AUD": "$",
    "INR": "₹",
    "EUR": "€",
    "CHF": "CHF",
    "MXN": "$",
    "BRL": "R$",
    "PLN": "zł",
}
_BEFORE: Final = ("GBP", "USD", "AUD", "INR", "MXN", "BRL", "CHF")
_CODES: Final = (
    "#######", "####", "#####", "INV-####", "INV-2024-###", "20{y}-####", "{y}/####", "R-#####", "RE#####", "RE-20{y}-###",
    "F{y}-####", "FA20{y}###", "FV/##/20{y}", "##/20{y}", "A-####-{y}", "####/{y}", "20{y}####", "SI-####", "@@-####", "@####",
    "FT 20{y}/###", "V{y}.####", "No####", "##-###-####", "1.####", "######-#", "{y}-@@###", "INV/20{y}/##/####", "4########",
)  # fmt: skip
_OTHER_CODES: Final = (
    "#####",
    "######",
    "K-####",
    "C####",
    "D#####",
    "####-##",
    "10####",
    "@@@-##",
    "@@####",
    "##.###",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One row: `amount` is quantity times price, less the discount in percent."""

    sku: str
    description: str
    quantity: Decimal
    price: Decimal
    discount: int
    rate: Decimal
    amount: Decimal


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


class Facts:
    """What one document is drawn from. Parties of a `plain` one are firms."""

    def __init__(self, seed: str, language: str | None = None, *, plain: bool = False) -> None:
        self.rng = random.Random(seed)
        self.plain = plain
        rng = self.rng
        self.language = language or rng.choice(("en", "en", "de", "de", "de", *LABELS))
        self.country = rng.choice(COUNTRIES[self.language])
        self.currency = self.country.currency
        if rng.random() < 0.08:
            self.currency = rng.choice(("EUR", "USD", "GBP", "CHF"))
        self.words = LABELS[self.language]
        styles = _NUMBERS.get(self.country.code, (".,", ".,", ".,", ","))
        style = rng.choice(styles)
        self.thousands, self.decimal = style[:-1], style[-1]
        own = "US" if self.country.code == "US" else self.language
        self.date_style = rng.choice(_DATES[own])
        self.mark = rng.choice(("sign", "sign", "code", "none", "code before"))
        self.colon = rng.choice((":", ":", "", " :" if self.language == "fr" else ":"))
        self.upper = rng.random() < 0.08
        self.today = date(rng.randint(2012, 2026), rng.randint(1, 12), rng.randint(1, 28))
        self.seller = self._party(self.country, 0.04)
        other = self.country if rng.random() < 0.88 else rng.choice(rng.choice(list(COUNTRIES.values())))
        if self.language == "pl" or other.code != "PL":
            self.buyer = self._party(other, 0.25)
        else:
            self.buyer = self._party(self.country, 0.25)
        self.rates = self._rates()

    def _party(self, country: Country, people: float) -> Party:
        """A party of this document; of a plain one a firm that says so."""
        made = party(self.rng, country, people)
        while self.plain and not COMPANY.search(made.name):
            made = party(self.rng, country)
        return made

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def label(self, key: str) -> str:
        """One of the ways to say `key`, drawn anew each time."""
        text = self.rng.choice(self.words[key])
        return text.upper() if self.upper else text

    def fill(self, key: str, **values: str) -> str:
        text = self.rng.choice(self.words[key])
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def write_date(self, day: date) -> str:
        month = _MONTHS[self.language].split()[day.month - 1]
        return self.date_style.format(
            d=day.day, m=day.month, y=day.year, z=day.year % 100, M=month, S=month[:3]
        )

    def write_number(self, value: Decimal, places: int | None = 2) -> str:
        plain = f"{abs(value):.{places}f}" if places is not None else f"{abs(value):f}"
        whole, _, rest = plain.partition(".")
        groups: list[str] = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        joined = self.thousands.join([whole, *groups]) if self.thousands else "".join([whole, *groups])
        return ("-" if value < 0 else "") + joined + (self.decimal + rest if rest else "")

    def write_money(self, value: Decimal, mark: str | None = None) -> str:
        number = self.write_number(value)
        sign = _SIGNS[self.currency]
        match mark or self.mark:
            case "sign" if self.currency in _BEFORE:
                space = " " if self.currency in ("CHF", "BRL") or self.language == "pl" else ""
                return f"{sign}{space}{number}" if value >= 0 else f"-{sign}{space}{number[1:]}"
            case "sign":
                return f"{sign} {number}" if self.language == "nl" else f"{number} {sign}"
            case "code":
                return f"{number} {self.currency}"
            case "code before":
                return f"{self.currency} {number}"
            case _:
                return number

    def code(self, own: bool = True) -> str:
        text = self.rng.choice(_CODES if own else (*_OTHER_CODES, *_CODES))
        text = text.replace("{y}", f"{self.today.year % 100:02}")
        return "".join(
            self.rng.choice("0123456789")
            if letter == "#"
            else self.rng.choice("ABCDEFKLMPRSTX")
            if letter == "@"
            else letter
            for letter in text
        )

    def later(self, *days: int) -> date:
        return self.today + timedelta(days=self.rng.choice(days))

    def items(self, count: int) -> list[Item]:
        return [self._item() for _ in range(count)]

    def _item(self) -> Item:
        rng = self.rng
        quantity = Decimal(rng.choice((1, 1, 1, 2, 3, 4, 5, 8, 10, 12, 20, 25, 100, 250)))
        if rng.random() < 0.12:
            quantity += Decimal(rng.choice(("0.5", "0.25", "0.75")))
        price = (
            Decimal(rng.choice((rng.randint(50, 999), rng.randint(1000, 9999), rng.randint(1000, 250000))))
            / 100
        )
        if rng.random() < 0.3:
            price = Decimal(int(price) + 1)
        discount = rng.choice((5, 10, 15)) if rng.random() < 0.05 else 0
        day = self.write_date(self.today - timedelta(days=rng.randint(3, 40)))
        return Item(
            self.code(own=False),
            goods(rng, self.language, day),
            quantity,
            price,
            discount,
            rng.choice(self.rates),
            cents(quantity * price * (100 - discount) / 100),
        )

    def _rates(self) -> tuple[Decimal, ...]:
        """One tax rate or two; at times none is due."""
        first = Decimal(self.rng.choice(self.country.rates))
        if first and self.rng.random() < 0.15:
            second = Decimal(self.rng.choice(self.country.rates))
            if second not in (first, Decimal(0)):
                return first, second
        return (first,)
