"""Whether day or month stands first in `04/05/2024`, by the country that a document is from.

Its language, money and addresses tell. Only the United States write the month first, so any other language
than English says that the day does.
"""

import re
from typing import Final

from ingestio_extract.layout import fold

_ENGLISH: Final = frozenset(
    re.findall(
        r"\w+",
        "the and of to for with by is from this that are be on in due date number invoice order paid "
        "quantity",
    )
)
_OTHERS: Final = frozenset(
    re.findall(
        r"\w+",
        "der die das und fur von mit bei den zum zur ist nr rechnung datum kunde menge preis betrag seite "
        "le les du des et pour entre aux une sur facture client quantite prix ttc ht reglement livraison "
        "el los las y para por una del fecha factura cliente cantidad precio importe pedido articulo "
        "il lo gli della dello degli di ed per tra fattura quantita prezzo importo numero ordine ricevuta "
        "os dos da do das e em ao pela pelo fatura quantidade preco valor encomenda "
        "het een van en voor tussen op factuur klant aantal prijs bedrag bestelling "
        "w z na do dla oraz jest od faktura ilosc cena kwota zamowienie sprzedawca nabywca ",
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 4
_STATES: Final = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|"
    "OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
AMERICAN: Final = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\bUSA\b|United States|US Dollars?")
"""What an American address looks like."""
_STATE: Final = re.compile(rf"[a-z]\.?, (?:{_STATES}),? \d{{5}}(?:-\d{{4}})?\b|\bUSA\b|United States")
_DOLLARS: Final = re.compile(r"(?<![A-Z])\$|\bUSD\b|US\$|US Dollars?")
_DAY_FIRST: Final = re.compile(
    r"\b(?:SDN\.? ?BHD|S/B|JALAN|JLN|KUALA LUMPUR|SELANGOR|JOHOR|MALAYSIA|SINGAPORE|AUSTRALIA|NEW ZEALAND)\b|"
    r"\bRM ?\d",
    re.IGNORECASE,
)
"""Addresses and money of countries that use dollars, or their sign, and write the day first."""
_EUROPEAN: Final = re.compile(
    r"[€£₹]|\b(?:EUR|GBP|CHF|PLN|INR|AUD|NZD)\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|"
    r"England and Wales|United Kingdom|Scotland|Ireland|\bIndia\b"
)
"""Money and addresses of countries that write English and the day first."""
_OTHER_DOLLARS: Final = re.compile(r"[€£]|\b(?:CA|AU|NZ|HK|C|A|S|R)\$|\bRM\b")


def told_by(text: str, decimal: str) -> tuple[bool, bool]:
    """Whether the month stands first, and whether that is sure; `decimal` is the sign of the document."""
    american = bool(AMERICAN.search(text))
    if decimal == "." and _STATE.search(text) and _DOLLARS.search(text) and not _EUROPEAN.search(text):
        return True, True
    if _DAY_FIRST.search(text) and not re.search(r"\bUSA\b|United States|US Dollars?", text):
        return False, True
    foreign = _not_english(text)
    if not _DOLLARS.search(text) and (foreign or (_EUROPEAN.search(text) and not american)):
        return False, True
    if decimal != "." and foreign:
        return False, True
    return decimal == "." and not foreign and (
        american or ("$" in text and not _OTHER_DOLLARS.search(text))
    ), False


def _not_english(text: str) -> bool:
    """Whether a text is surely in one of the other seven languages."""
    words = _WORD.findall(fold(text[:8000]))
    others = sum(word in _OTHERS for word in words)
    return others >= _ENOUGH and others > 3 * sum(word in _ENGLISH for word in words)
