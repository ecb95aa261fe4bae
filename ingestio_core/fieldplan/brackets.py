"""What brackets behind a name say of it, where they name no columns of a table."""

from collections.abc import Sequence
from typing import Final

from ingestio_core.fieldplan.building import Entry
from ingestio_core.fieldplan.lexicon import Word, word_set, words
from ingestio_core.fieldplan.model import FieldType
from ingestio_core.fieldplan.naming import label_of
from ingestio_core.fieldplan.phrases import BANK, known, stripped
from ingestio_core.fieldplan.polite import FILLERS, POSSESSIVES
from ingestio_core.fieldplan.splitting import Part

_CASH: Final = word_set(
    "cash card cheque check bar karte ec girocard especes carte liquide efectivo tarjeta contanti "
    "contante carta "
    "bancomat dinheiro numerario cartao multibanco contant pin pinpas gotowka karta"
)
_PAYMENT: Final = word_set(
    "payment paid pay zahlung bezahlung bezahlt paiement reglement paye pago pagado pagamento pagato "
    "betaling "
    "betaald platnosc platnosci zaplata"
)
_RATE: Final = word_set(
    "rate percent percentage satz prozent taux tipo porcentaje aliquota taxa tarief stawka procent"
)
_WE: Final = word_set(
    "we i wir ich on nous je vous noi io nos eu yo wij ik my was what dobbiamo debemos devemos"
)
_DETAILS: Final = FILLERS | POSSESSIVES | word_set("coordonnees coordinate kontakt dane account the")


def explained(text: str, body: list[Word], columns: Sequence[Part]) -> list[Entry] | None:
    """`payment (cash or card)`, `VAT (amount and rate)`, `what we owe (total incl. VAT)`; else None."""
    spoken = {word.text for word in words(text)}
    inside = [word.text for column in columns for word in words(column.text)]
    if spoken & _PAYMENT and set(inside) & _CASH:
        return [Entry(label_of(text, body), "payment_method")]
    if known(body) == "tax" and set(inside) & _RATE:
        rates = [bool({word.text for word in words(column.text)} & _RATE) for column in columns]
        return [
            Entry("Tax rate", None, kind=FieldType.NUMBER) if rate else Entry(label_of(text, body), "tax")
            for rate in rates
        ]
    if len(columns) == 1 and known(body) is None and spoken & _WE:
        meant = stripped(columns[0].text)
        if name := known(meant):
            return [Entry(label_of(columns[0].text, meant), name)]
    return None


def is_bank_details(body: Sequence[Word]) -> bool:
    """`bank details` and the like, whose brackets hold what is asked for."""
    spoken = {word.text for word in body}
    return known(body) == "iban" or (bool(spoken & BANK) and spoken <= BANK | _DETAILS)
