"""Credit notes and corrected invoices: what they print of the invoice that they refer to is not their own."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cached_property
from typing import Final

from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.spots import Spot, Surroundings

_TITLE: Final = re.compile(
    r"^\W*(?:(?:kaufmannische|commercial|tax|vat|sales|kopie|copy|duplicate|nota de|note de|nota di)\s+)*"
    r"(?:credit (?:note|memo|invoice)|adjustment note|corrected invoice|"
    r"invoice correction|cancellation invoice|"
    r"(?:rechnungs)?gutschrift|rechnungskorrektur|korrekturrechnung|korrigierte rechnung|stornorechnung|"
    r"stornierung|rechnungsstorno|"
    r"note de credit|facture d'avoir|facture rectificative|facture corrigee|"
    r"(?:factura )?rectificativa|factura de abono|nota de (?:abono|credito)|"
    r"nota (?:di )?(?:credito|accredito|variazione)|fattura correttiva|"
    r"creditfactuur|creditnota|creditering|correctiefactuur|"
    r"faktura korygujaca|korekta(?: faktury)?|nota (?:korygujaca|kredytowa)|"
    r"(?:storno|avoir|abono|credito|accredito)(?=\W*$|\W+(?:n[°ºor]?|num\w*)\W| \d))\b"
)
_NO_CREDIT: Final = re.compile(
    r"^\W*(?:tax |commercial |vat )?(?:invoice|rechnung|facture|factura|fattura|fatura|factuur|"
    r"faktura(?: vat)?)\s*$"
)
"""The title of an invoice: below it a word for a credit is an item or a remark."""
_OWN: Final = (
    r"credit|credit note|credit memo|gutschrifts?|korrektur|storno|correction|avoir|abono|credito|accredito|"
    r"creditnota|creditfactuur|correctie|korekty|rectificativa"
)
_REFERENCE: Final = re.compile(
    r"\b(?:(?:to|for|re|against|ref(?:erence)?(?: to)?|regarding|concerning) (?:our |your |the )?invoice|"
    r"(?:original|referenced?|related|corrected|credited|preceding|initial)\s+(?:tax )?(?:invoice|bill)|"
    r"(?:zu|zur|fur|auf|bezug(?: auf)?|betr(?:ifft|\.)?|aus|gegen)\s+"
    r"(?:(?:unsere|ihre|die|der|unserer)[rn]? )?"
    r"rechnung(?!skorr)|(?:ursprungs|bezugs|original|referenz)-?rechnung\w*|ursprungliche \w*rechnung\w*|"
    r"stornierte \w*rechnung|"
    r"(?:sur|pour|de|a|concernant|ref\.?|annule|rectifie)\s+(?:la |notre |votre )?facture(?! d'avoir| rect)|"
    r"facture\s+(?:d'origine|initiale|originale|rectifiee|annulee|de reference)|"
    r"(?:a|de|sobre|rectifica|anula|corresponde a|ref\.?)\s+(?:la |nuestra |su )?"
    r"(?:s/)?factura(?! de abono| rect)|"
    r"factura\s+(?:original|rectificada|de origen|anulada|de referencia)|"
    r"(?:rif(?:\.|erimento)?(?: a)?|su|per|relativa a|a storno(?: di)?|storno)\s+"
    r"(?:la |ns\.? |vs\.? |nostra |vostra )?"
    r"fattura(?! corr)|fattura\s+(?:originale|di riferimento|stornata|rettificata|collegata)|"
    r"(?:referente a|ref\.?(?: a)?|da|a|sobre)\s+(?:nossa |vossa )?fatura|"
    r"fatura\s+(?:original|de origem|retificada|de referencia)|"
    r"(?:op|van|voor|betreft|inzake|ref\.?)\s+(?:onze |uw |de )?factuur|"
    r"(?:oorspronkelijke|originele|gecrediteerde|gecorrigeerde)\s+factuur|"
    r"(?:do|dotyczy|dot\.?)\s+(?:faktury|fv)(?! korygujacej)|faktur[ay]\s+(?:pierwotn|korygowan|zrodlow)\w*)"
)
_INVOICE: Final = re.compile(
    r"^\W*(?:tax )?(?:invoice|rechnungs?|belegs?rechnungs?|facture|factura|fattura|fatura|factuur|faktur[ay])"
    r"(?:[ -]*(?:date|datum|nr|no|num(?:ber|mer|ero)?|id|dated|vom|n[°ºo]|nummer)|(?:nr|nummer|datum))?\W*$|"
    r"^\W*(?:date|data|fecha|numero|num|n[°ºo]|no|numer|datum|nr)\W*"
    r"(?:de |du |della |di |da |van de |van |wystawienia )*"
    r"(?:l'|la )?(?:invoice|rechnung|facture|factura|fattura|fatura|factuur|faktury)\W*$"
)
"""What names the date or the number of an invoice and nothing else."""
_PLAIN: Final = re.compile(
    rf"^\W*(?:(?:{_OWN})[ -]*(?:s?datum|s?nr|s?nummer|date|no|num\w*|id)?|"
    r"(?:issue |ausstellungs|beleg-?|document |dokument(?:en)?)?(?:date|datum|data|fecha|nr|no|nummer|"
    r"number|numero|"
    r"numer|n[°ºo])(?: (?:of issue|d'emission|de emision|di emissione|de emissao|wystawienia))?|"
    rf"(?:date|data|fecha|datum|numero|num|nr|no|numer|number|n[°ºo])\W*"
    r"(?:de |du |della |di |da |van |of )*(?:l'|la |el )?"
    rf"(?:{_OWN})\w*)\W*$"
)
_OWN_TEXT: Final = re.compile(rf"\b(?:{_OWN})")
_REACH: Final = 48
_TAKEN: Final = 0.6
"""What part of the share of the other invoice's value goes to the note's own."""


class Said(Enum):
    """What the words before a value say: the note's own, the other invoice's, or that it is an invoice's."""

    OWN = auto()
    REFERRED = auto()
    AN_INVOICE = auto()
    NOTHING = auto()


class Corrections:
    """Which of the printed values of a credit note are those of the invoice that it credits."""

    def __init__(self, document: Document, around: Surroundings) -> None:
        self.document = document
        self.around = around

    @cached_property
    def is_one(self) -> bool:
        """Whether a piece of the first page begins as the title of a credit note or a correction does, and
        none above it is an invoice's."""
        pages = self.document.layout.pages
        for part in self.document.layout.segments:
            if part.page != pages[0].number or part.middle > 0.6 * pages[0].height:
                continue
            if len(part.text) < _REACH and _TITLE.match(part.folded):
                return True
            if _NO_CREDIT.match(part.folded):
                return False
        return False

    def settled(
        self, ranked: list[tuple[Candidate, float]], spots: Sequence[Spot]
    ) -> tuple[list[tuple[Candidate, float]], bool]:
        """Values with their shares, likeliest first, so that one of the other invoice does not come before
        one that is introduced as the note's own; and whether the first is in doubt for it."""
        if not ranked or not self.is_one:
            return ranked, False
        first, share = ranked[0]
        said = [self._said(spot) for spot in spots if spot.candidate.value == first.value]
        if Said.OWN in said or not {Said.REFERRED, Said.AN_INVOICE} & set(said):
            return ranked, False
        own = {spot.candidate.value for spot in spots if self._said(spot) is Said.OWN}
        rival = next((item for item in ranked if item[0].value in own), None)
        if rival is None:
            return ranked, Said.REFERRED in said
        rest = [item for item in ranked if item is not rival]
        return [(rival[0], max(rival[1], _TAKEN * share)), *rest], True

    def _said(self, spot: Spot) -> Said:
        text = self._introduction(spot)
        if _INVOICE.match(text):
            return Said.AN_INVOICE
        if _REFERENCE.search(text) and not _own_after(text):
            return Said.REFERRED
        return Said.OWN if _PLAIN.match(text) or _OWN_TEXT.search(text) else Said.NOTHING

    def _introduction(self, spot: Spot) -> str:
        """What stands before a value: in its own piece, left of it, else above it."""
        segment = spot.segment
        if segment is None:
            return ""
        left, above = self.around.left(segment), self.around.above(segment)[0]
        texts = (segment.folded[: spot.start], *(part.folded for part in (left, above) if part is not None))
        return next((text.strip(" :.#") for text in texts if any(map(str.isalpha, text))), "")


def _own_after(text: str) -> bool:
    """Whether the note names itself after the other invoice: the value behind that is its own."""
    last = [match.end() for match in _REFERENCE.finditer(text)][-1]
    return _OWN_TEXT.search(text, last) is not None
