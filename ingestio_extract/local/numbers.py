"""Numbers and amounts as people print them; the decimal sign is decided for the whole document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

CURRENCY_SIGNS: Final = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "¥": "JPY",
    "zł": "PLN",
    "zl": "PLN",
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "RM": "MYR",
    "Rs.": "INR",
    "Rs": "INR",
    "Fr.": "CHF",
    "SFr.": "CHF",
    "Kč": "CZK",
    "Ft": "HUF",
    "₺": "TRY",
    "₽": "RUB",
    "₩": "KRW",
    "₪": "ILS",
}
CURRENCY_CODES: Final = frozenset(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "PLN",
        "SEK",
        "NOK",
        "DKK",
        "CZK",
        "HUF",
        "RON",
        "BGN",
        "INR",
        "JPY",
        "CNY",
        "CAD",
        "AUD",
        "NZD",
        "BRL",
        "MXN",
        "ZAR",
        "SGD",
        "HKD",
        "MYR",
        "THB",
        "TRY",
        "RUB",
        "ILS",
        "AED",
        "SAR",
        "KRW",
        "IDR",
        "PHP",
        "CLP",
        "COP",
        "ARS",
        "ISK",
        "UAH",
    ]
)
_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
_CODE: Final = "|".join(sorted(CURRENCY_CODES))
_MONEY: Final = rf"(?:{_SIGN}|(?<![A-Za-z])(?:{_CODE})(?![A-Za-z]))"
_FIGURE: Final = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,4})?|\d+(?:[.,]\d+)*"
_MARK: Final = r"(?<=[.,]\d\d)(?=(?:[CD][Rr]|DB|OD|[SZ]R|[A-FHNSTXZ])(?![\w/.,-]))"
"""Right behind the cents: a letter for debit, credit or the tax, which is no unit of a measure."""
_NUMBER: Final = re.compile(
    rf"(?<![\w.,/])(?P<open>\()?(?P<minus>[-−–]\s?)?(?P<before>{_MONEY})?\s?(?P<minus2>[-−])?"
    rf"(?P<figure>{_FIGURE})(?P<dash>,[-–—]{{1,2}})?(?P<after>\s?{_MONEY})?(?P<trail>[-−](?![\w]))?"
    rf"(?P<percent>\s?\s?%)?(?P<close>\))?(?:(?![\w/]|[.,]\d|-\d)|{_MARK})"
)
_DIGITS_AFTER: Final = re.compile(r"[.,](\d+)$")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a document prints numbers. `decimal` is "." or ","; `sure` is False when nothing in it told."""

    decimal: str = "."
    sure: bool = False


@dataclass(frozen=True, slots=True)
class NumberHit:
    """A number found in a text between `start` and `end`. `value` is a plain decimal string that
    keeps the printed decimals."""

    value: str
    start: int
    end: int
    decimals: int
    currency: str | None
    percent: bool

    @property
    def amount(self) -> Decimal:
        return Decimal(self.value)

    @property
    def looks_like_money(self) -> bool:
        return not self.percent and (self.decimals == 2 or self.currency is not None)


def infer_style(texts: Iterable[str]) -> NumberStyle:
    """Votes over all numbers: two different signs, or two decimals after the only sign, tell most."""
    votes = {".": 0.0, ",": 0.0}
    other = {".": ",", ",": "."}
    for text in texts:
        for match in _NUMBER.finditer(text):
            figure = match["figure"]
            if match["percent"]:
                continue
            signs = [character for character in figure if character in ".,"]
            if not signs:
                continue
            last = signs[-1]
            after = len(figure) - figure.rfind(last) - 1
            if len(set(signs)) == 2:
                votes[last] += 3
            elif len(signs) > 1:
                votes[other[last]] += 2
            elif re.search(r"[ \u00a0\u202f'’]", figure):
                votes[last] += 2
            elif after == 2:
                votes[last] += 1.5 if match["before"] or match["after"] else 1
            elif after == 3 and len(figure) <= 7 and not figure.startswith("0"):
                votes[other[last]] += 0.4
            else:
                votes[last] += 0.2
    if votes["."] == votes[","]:
        return NumberStyle()
    decimal = "." if votes["."] > votes[","] else ","
    return NumberStyle(decimal, sure=votes[decimal] >= 1 and votes[other[decimal]] <= 0.4 * votes[decimal])


def parse_figure(figure: str, style: NumberStyle) -> str | None:
    """A printed figure without sign or currency as a plain decimal string, None if it is none."""
    plain = re.sub(r"[ \u00a0\u202f'’]", "", figure)
    if not re.fullmatch(r"\d[\d.,]*", plain) or plain[-1] in ".,":
        return None
    signs = [character for character in plain if character in ".,"]
    if not signs:
        return plain
    last = signs[-1]
    whole, _, fraction = plain.rpartition(last)
    if len(set(signs)) == 2:
        if signs.count(last) > 1:
            return None
        return re.sub(r"[.,]", "", whole) + "." + fraction
    if len(signs) > 1:
        groups = plain.split(last)
        if all(len(group) == 3 for group in groups[1:]):
            return "".join(groups)
        return None
    if len(fraction) == 3 and last != style.decimal and 1 <= len(whole) <= 3 and whole != "0":
        return whole + fraction
    if len(fraction) == 3 and not style.sure and 1 <= len(whole) <= 3 and whole != "0":
        return whole + fraction
    return (whole or "0") + "." + fraction


def find_numbers(text: str, style: NumberStyle) -> list[NumberHit]:
    """All numbers in a text, from left to right."""
    return list(_numbers_in(text, style))


@lru_cache(maxsize=20_000)
def _numbers_in(text: str, style: NumberStyle) -> tuple[NumberHit, ...]:
    """Remembered, because many fields look at the same lines."""
    hits: list[NumberHit] = []
    for match in _NUMBER.finditer(text):
        value = parse_figure(match["figure"], style)
        if value is None:
            continue
        bracketed = match["open"] and match["close"]
        if (match["minus"] or match["minus2"] or match["trail"] or bracketed) and Decimal(value) != 0:
            value = "-" + value
        sign = (match["before"] or match["after"] or "").strip()
        start, end = match.span()
        if match["open"] and not match["close"]:
            start += 1
        if match["close"] and not match["open"]:
            end -= 1
        after = _DIGITS_AFTER.search(value)
        decimals = len(after[1]) if after else (2 if match["dash"] else 0)
        hits.append(
            NumberHit(
                value, start, end, decimals, currency_code(sign) if sign else None, bool(match["percent"])
            )
        )
    return tuple(hits)


def currency_code(sign: str) -> str | None:
    """The ISO 4217 code of a sign or code."""
    return sign if sign in CURRENCY_CODES else CURRENCY_SIGNS.get(sign)


MONEY_MARK: Final = re.compile(_MONEY)
