"""The choices of one made document: its language, and how that writes things."""

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final

from stdnum import iban as ibans

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
_COUNTRY: Final = {"en": "GB"} | {code: code.upper() for code in LANGUAGES[1:]}
_CURRENCIES: Final = {"en": ("GBP", "USD", "EUR", "AUD"), "de": ("EUR", "CHF"), "pl": ("PLN",)}
_SIGNS: Final = {"GBP": "£", "USD": "$", "EUR": "€", "AUD": "$", "CHF": "CHF", "PLN": "zł"}
_BBAN: Final = {
    "GB": "AAAA##############",
    "DE": "##################",
    "FR": "#######################",
    "ES": "####################",
    "IT": "A######################",
    "PT": "#####################",
    "NL": "AAAA##########",
    "PL": "########################",
}
_DATES: Final = {
    "en": ("%d/%m/%Y", "{d} {m} %Y", "{m} {d}, %Y", "%Y-%m-%d"),
    "de": ("%d.%m.%Y", "{d}. {m} %Y", "%d.%m.%y"),
    "fr": ("%d/%m/%Y", "{d} {m} %Y"),
    "es": ("%d/%m/%Y", "{d} de {m} de %Y", "%d-%m-%Y"),
    "it": ("%d/%m/%Y", "{d} {m} %Y", "%d.%m.%Y"),
    "pt": ("%d/%m/%Y", "{d} de {m} de %Y", "%d-%m-%Y"),
    "nl": ("%d-%m-%Y", "{d} {m} %Y"),
    "pl": ("%d.%m.%Y", "{d} {m} %Y", "%Y-%m-%d"),
}


def table(path: Path, columns: int) -> dict[str, tuple[str, ...]]:
    rows = (line.split(";") for line in path.read_text("utf-8").splitlines()[1:])
    return {row[0].strip(): tuple(cell.strip() for cell in row[-columns:]) for row in rows}


_WORDS: Final = table(Path(__file__).with_name("words.txt"), len(LANGUAGES))


class Dice:
    """`language` and everything drawn from it; the same seed draws the same."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.language = self.rng.choice(LANGUAGES)
        self.country = _COUNTRY[self.language]
        self.currency = self.rng.choice(_CURRENCIES.get(self.language, ("EUR",)))
        self.dot = self.language == "en" or self.currency == "CHF"
        self.grouped = self.rng.random() < 0.7
        self.space = self.language in ("fr", "pl")
        self.dates = self.rng.choice(_DATES[self.language])
        self.sign = self.rng.choice(("", "", "code", "sign"))
        self._kept: dict[str, str] = {}

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def word(self, key: str) -> str:
        """One of the ways to say it, each time anew."""
        return self.rng.choice(self.words(key))

    def words(self, key: str) -> list[str]:
        return _WORDS[key][LANGUAGES.index(self.language)].split("|")

    def label(self, key: str) -> str:
        """A way to say it that stays the same in the document."""
        return self._kept.setdefault(key, self.word(key))

    def day(self) -> date:
        return date(2019, 1, 1) + timedelta(days=self.rng.randrange(2500))

    def date(self, day: date) -> str:
        text = day.strftime(self.dates)
        return text.replace("{d}", str(day.day)).replace("{m}", self.words("months")[day.month - 1])

    def amount(self, low: int = 100, high: int = 200_000) -> Decimal:
        """Cents drawn so that small sums are as frequent as large ones."""
        exponent = self.rng.uniform(0, 1)
        return Decimal(int(low * (high / low) ** exponent)) / 100

    def number(self, value: Decimal) -> str:
        text = f"{value:,.2f}" if self.grouped else f"{value:.2f}"
        if self.dot:
            return text
        group = " " if self.space else "."
        return text.replace(",", "\0").replace(".", ",").replace("\0", group)

    def money(self, value: Decimal) -> str:
        text = self.number(value)
        if self.sign == "code":
            return f"{text} {self.currency}" if not self.dot else f"{self.currency} {text}"
        if self.sign == "sign":
            mark = _SIGNS[self.currency]
            return f"{mark}{text}" if self.dot else f"{text} {mark}"
        return text

    def code(self) -> str:
        shape = self.rng.choice(
            ("######", "##-####", "A-####", "2024/####", "AA######", "#####", "AA-##-###")
        )
        return self.fill(shape)

    def fill(self, shape: str) -> str:
        return "".join(
            str(self.rng.randrange(10))
            if sign == "#"
            else self.rng.choice("BCDFGHKLMNPRSTVWX")
            if sign == "A"
            else sign
            for sign in shape
        )

    def iban(self) -> str:
        rest = self.fill(_BBAN[self.country])
        check = ibans.calc_check_digits(f"{self.country}00{rest}")
        number = f"{self.country}{check}{rest}"
        return " ".join(number[at : at + 4] for at in range(0, len(number), 4)) if self.spaced else number

    @cached_property
    def spaced(self) -> bool:
        return self.chance(0.7)

    def person(self) -> str:
        return f"{self.word('first')} {self.word('last')}"

    def company(self) -> str:
        middle = self.rng.choice(("", "", f" {self.word('last').split()[-1]}"))
        return f"{self.word('stems')}{middle} {self.word('forms_of')}"

    def street(self) -> str:
        return self.word("streets").format(n=self.rng.randint(1, 180))

    def phone(self) -> str:
        return self.fill(self.rng.choice(("0### ######", "+4# ### ######", "0##-######", "(0##) ### ###")))

    def mail(self) -> str:
        name = "".join(sign for sign in self.word("last").lower() if sign.isascii() and sign.isalpha())
        return f"{name}@{self.rng.choice(('example.com', 'post.example.org', 'mail.example.net'))}"

    def sentences(self, count: int) -> str:
        return " ".join(self.word("prose") for _ in range(count))
