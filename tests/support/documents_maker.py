"""What every made document draws from: a seeded choice of language, country, style and parties."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from stdnum import get_cc_module, iban
from stdnum.iso7064 import mod_11_10

from tests.support import documents_words as words

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Party:
    """A company or a person with its printed address lines."""

    name: str
    lines: tuple[str, ...]
    tax_id: str | None
    iban: str | None

    @property
    def address(self) -> str:
        return ", ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of goods; `amount` is quantity times unit price, rounded to the cent."""

    sku: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal


class Maker:
    """The dice of one document, and how its language and country write things."""

    def __init__(self, seed: str, language: str | None = None) -> None:
        self.rng = random.Random(seed)
        self.language = self.rng.choice(words.LANGUAGES) if language is None else language
        self.country = self.rng.choice(words.COUNTRIES[self.language])
        self.currency = self.country.currency
        self.number_style = self.rng.choice(self.country.numbers)
        self.date_style = self.rng.choice(self.country.dates)
        self.symbol = self.rng.choice(("", "code", "symbol"))
        self._labels: dict[str, str] = {}

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def label(self, key: str) -> str:
        """The document's way to say a word: the same each time it is asked."""
        if key not in self._labels:
            chosen = self.rng.choice(words.LABELS[self.language][key])
            self._labels[key] = words.LOCAL_LABELS.get((self.country.code, key), chosen)
        return self._labels[key]

    def day(self, year: int = 2025) -> date:
        return date(year, 1, 1) + timedelta(days=self.rng.randrange(330))

    def write_date(self, day: date) -> str:
        name = words.MONTHS[self.language][day.month - 1]
        return day.strftime(self.date_style).replace("{d}", str(day.day)).replace("{m}", name)

    def write_number(self, value: Decimal) -> str:
        """As this country groups and points numbers, with the decimals that `value` has."""
        whole, _, fraction = f"{abs(value):f}".partition(".")
        style = self.number_style
        group, point = (",", ".") if style.startswith("1,") else (style[1], style[-3])
        head, tail = whole[:-3], whole[-3:]
        size = 2 if style == "1,23,456.50" else 3
        parts: list[str] = []
        while head:
            head, part = head[:-size], head[-size:]
            parts.insert(0, part)
        written = group.join((*parts, tail)) + (point + fraction if fraction else "")
        return f"-{written}" if value < 0 else written

    def write_money(self, value: Decimal) -> str:
        """The amount, with the currency beside it where this document does so."""
        number = self.write_number(value)
        if self.symbol == "code":
            return f"{self.currency} {number}" if self.language == "en" else f"{number} {self.currency}"
        if self.symbol == "symbol":
            sign = {"EUR": "€", "USD": "$", "GBP": "£", "PLN": "zł"}.get(self.currency, self.currency)
            return f"{sign}{number}" if sign in "$£€" and self.language == "en" else f"{number} {sign}"
        return number

    def code(self, pattern: str) -> str:
        """`#` becomes a digit and `@` a letter."""
        digits = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUVWXYZ"}
        return "".join(self.rng.choice(digits[sign]) if sign in digits else sign for sign in pattern)

    def company(self) -> Party:
        stem = self.rng.choice(words.STEMS[self.language])
        form = self.rng.choice(words.LEGAL_FORMS[self.country.code])
        name = f"{stem} {self.rng.choice(words.TRADES[self.language])} {form}"
        return Party(name, self.address(), self.tax_id(), self.iban())

    def person(self) -> Party:
        return Party(self.rng.choice(words.PEOPLE[self.language]), self.address(), None, self.iban())

    def address(self) -> tuple[str, ...]:
        street = self.rng.choice(words.STREETS[self.language]).format(n=self.rng.randint(1, 180))
        return street, self.rng.choice(self.country.cities)

    def tax_id(self) -> str | None:
        """A tax number whose check digits are right; an American one has none."""
        country = self.country.code
        if country == "US":
            return self.code("4#-#######")
        if country == "CH":
            return self._valid("CHE-###.###.### MWST", "ch", "vat")
        if country == "IN":
            return self._valid("27AAA@@####@1Z#", "in_", "gstin")
        if country == "DE":
            stem = self.code("2#######")
            return f"DE{stem}{mod_11_10.calc_check_digit(stem)}"
        pattern = {"FR": "## #########", "ES": "B########", "NL": "#########B01", "IE": "#######@"}
        prefix = "" if country in ("ES", "PT", "PL") else country
        body = {"ES": "nif", "PT": "nif", "PL": "nip", "FR": "tva", "NL": "btw", "IT": "iva"}
        shape = {"IT": "###########", "PL": "###-###-##-##"}.get(country, pattern.get(country, "#########"))
        return self._valid(prefix + shape, country.lower(), body.get(country, "vat"))

    def _valid(self, pattern: str, country: str, name: str) -> str:
        module = get_cc_module(country.rstrip("_"), name)
        assert module is not None, "the library knows the numbers of the countries made here"
        while not module.is_valid(candidate := self.code(pattern)):
            pass
        return candidate

    def iban(self) -> str | None:
        shapes = {
            "GB": "@@@@" + "#" * 14,
            "DE": "#" * 18,
            "CH": "#" * 17,
            "FR": "#" * 23,
            "ES": "#" * 20,
            "IT": "@" + "#" * 22,
            "PT": "#" * 21,
            "NL": "@@@@" + "#" * 10,
            "PL": "#" * 24,
            "IE": "@@@@" + "#" * 14,
        }
        shape = shapes.get(self.country.code)
        if shape is None:
            return None
        while True:
            body = self.code(shape)
            check = iban.calc_check_digits(f"{self.country.code}00{body}")
            number = f"{self.country.code}{check}{body}"
            if iban.is_valid(number):
                return " ".join(number[at : at + 4] for at in range(0, len(number), 4))

    def items(self, count: int, *, hours: bool = True, most: int = 24) -> tuple[Item, ...]:
        rows = []
        for _ in range(count):
            name = self.rng.choice(words.GOODS[self.language])
            if self.chance(0.2):
                name = f"{name}, {words.EXTRAS[self.language]}"
            half = hours and self.chance(0.15)
            quantity = Decimal(self.rng.randint(1, most)) + (Decimal("0.5") if half else 0)
            price = Decimal(self.rng.choice((195, 349, 1250, 4990, 8999, 24900))) + self.rng.randint(0, 90)
            price = (price / 100).quantize(CENT)
            rows.append(Item(self.code("@@-####"), name, quantity, price, cents(quantity * price)))
        return tuple(rows)


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
