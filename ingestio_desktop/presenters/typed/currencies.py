"""The currencies: their codes (ISO 4217), and the names and signs that people type."""

from typing import Final

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.typed.writing import ValueProblem

_COMMON: Final = (
    "EUR USD GBP CHF PLN CZK SEK NOK DKK HUF RON BGN TRY UAH CAD AUD NZD JPY CNY INR BRL MXN ZAR AED SGD HKD"
)
_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR "
    "LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN "
    "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
    "TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG "
    "HRK DEM FRF ITL ESP NLG BEF ATS"
)
COMMON: Final = tuple(_COMMON.split())
"""Those that are offered, the most common ones first."""
CODES: Final = frozenset(_CODES.split())
NAMES: Final = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "pfund": "GBP",
    "fr.": "CHF",
    "sfr": "CHF",
    "sfr.": "CHF",
    "franken": "CHF",
    "zł": "PLN",
    "zloty": "PLN",
    "złoty": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "lei": "RON",
    "лв": "BGN",
    "₺": "TRY",
    "₴": "UAH",
    "₹": "INR",
    "¥": "JPY",
    "yen": "JPY",
    "r$": "BRL",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
}


_SIGNS: Final = {
    code: name for name, code in reversed(NAMES.items()) if len(name) <= 2 and not name.isascii()
} | {"USD": "$", "CHF": "Fr.", "BRL": "R$", "CZK": "Kč"}


def parse_currency(text: str) -> str:
    """`eur`, `€` and `Euro` as EUR. Raises `ValueProblem`."""
    bare = text.strip().lower()
    if (known := NAMES.get(bare)) is not None:
        return known
    code = bare.upper()
    if code in CODES:
        return code
    problem = tr("“{text}” is no currency. Type its code or sign, like EUR or €.", text=text.strip())
    raise ValueProblem(problem, unfinished=_begins(bare))


def sign_of(code: str) -> str:
    """The sign of a currency, empty for one that is written as its code."""
    return _SIGNS.get(code, "")


def _begins(bare: str) -> bool:
    return any(name.startswith(bare) for name in NAMES) or any(
        code.lower().startswith(bare) for code in CODES
    )
