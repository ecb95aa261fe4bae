"""What the texts of a table's rows say: sums, carried sums, discounts, codes; over folded text."""

import re
from typing import Final

_SERVICES: Final = (
    r"(?:advi[cs]|consult|return|prepar|filing|registr|planning|audit|compliance|declar|services?\b|conseil|"
    r"asesor|consulen|advies|aangifte)"
)
"""What follows the name of a tax where a tax adviser's work is meant."""
SUMMARY: Final = re.compile(
    r"^\W*(?:sub ?-?tota[la]\w*|total\w*|totaa?l\w*|grand total|gesamt\w*|summe(?!r)\w*|zwischensumme|"
    r"netto(?!preis)\w*|net (?:total|amount)|net\b(?=\W*$)|brutto(?!preis)\w*|"
    r"rechnungs(?:betrag|summe)\w*|waren ?wert|positionssumme|beleg ?summen?|mwst|ust\b|"
    r"umsatzsteuer(?!-?(?:vor|erkl|jahr))|"
    r"zuzugl\w*|zzgl|inkl|steuer(?:n|betrag\w*|satz\w*|summen?|frei\w*|pflichtig\w*|anteil\w*)?\b|"
    rf"(?:vat|(?:sales )?tax|tva|iva|btw|gst)\b(?!\W+{_SERVICES})|"
    r"montant (?:total|ht|ttc|net|tva)|sous ?-?total|base imponible|imponibile|somme\b|amount (?:due|paid)|"
    r"balance due|suma\b|razem|do zaplaty|cuota iva|total iva|imposta\b|kwota vat|"
    r"exclusief|discounts?\b|shipping|freight|versand(?:kosten\w*|pauschale\w*|spesen|gebuhr\w*)?\b|"
    r"endbetrag|zahl ?betrag|zu zahlen|plus vat|"
    r"saldovortrag|saldo (?:actual|neu|alt)\b|solde (?:precedent|au)\b|"
    r"closing balance|opening balance|opening|closing|anfangssaldo|endsaldo|saldo (?:inicial|final|"
    r"iniziale|finale|poczatkowe|koncowe)|beginsaldo|eindsaldo|"
    r"(?:ancien|nouveau) solde|nuevo saldo|novo saldo|vorig saldo|nieuw saldo|neuer saldo|alter saldo|"
    r"solde (?:initial|final)|alter kontostand|neuer kontostand|rounding|"
    r"wartosc (?:netto|brutto|vat)|te betalen|net a payer|a pagar|da pagare|importe total|"
    r"table de|subtotaal|nbre? d'articles)"
)
CARRIED: Final = re.compile(
    r"\bubertrag|carr(?:ied|y) ?(?:forward|over|down)|brought ?(?:forward|down)|\b[bc]/[fd]\b|"
    r"a reporter|^\W*reports?\b|\briporto|a riportare|suma y sigue|suma anterior|suma y va|"
    r"transporte|transport (?:vorige|volgende)|^\W*transport\b(?=\W*[\d.,' ]*\W*$)|a transportar|"
    r"z przeniesienia|do przeniesienia|saldo anterior|total page precedente|seitensumme|page total"
)
FINAL: Final = re.compile(
    r"^\W*(?!.{0,24}(?:parcial|parziale|partiel|partial|czesciowa|dzial|per page|page total))"
    r"(?:total(?! net)|totaal|totale|grand total|gesamt|brutto(?!preis)|rechnungs|endbetrag|zahlbetrag|"
    r"summe|suma|razem|amount due|balance due|belegsummen|te betalen|net a payer|do zaplaty)"
)
DISCOUNT: Final = re.compile(
    r"\b(?:discount|rabatt|nachlass|abschlag|abzgl|abzug|skonto|remise|rabais|reduction|ristourne|"
    r"descuento|dto|bonificacion|sconto|abbuono|desconto|korting|rabat|upust|promo\w*|aktion|coupon|"
    r"voucher|savings?|price cut|gutschein|offerta|oferta)\b"
)
_CODES: Final = (
    r"(?:art(?:ikel|icle|icolo|igo)?\.? ?-?(?:nr|no|num\w*|nummer|code|n[°o])?|sku|gtin|"
    r"ean(?:-?13)?|upc|asin|"
    r"item ?(?:no|number|code|#)|part ?(?:no|number)|mpn|s/n|serial(?: ?(?:no|number))?|"
    r"serien ?-?(?:nr|nummer)|seriennr|sn|matricola|n[.°o ]*(?:de )?serie|serie ?nr|serienr|serienummer|"
    r"nr seryjny|ref(?:erence|erencia)?|code article|cod(?:ice|igo)?[. ]*(?:art)?|indeks|nr art|"
    r"artikelnr|art\.nr|"
    r"hersteller ?-?nr|model(?:l)?(?: ?nr)?|charge|lot|batch|hs code|zolltarif\w*|isbn)"
)
CODE_LINE: Final = re.compile(rf"^\W*{_CODES}[\s.:#]*[a-z0-9][\w\-/.]*\d[\w\-/.]*\W*$")
"""A line that says only under what number the item is known."""
PRICE_NOTE: Final = re.compile(
    r"^\W*[\w .()-]{0,45}(?:preis|price|prix|precio|prezzo|preco|prijs|cena|abschlag|zuschlag|rabatt|"
    r"preisbasis|basismenge|base quantity|quantite de base)\w*\W*[:=]\W*(?:[\d.,]+ ?[^\W\d_]{0,5})?\W*$"
)
"""A line that explains the price of the item above."""
PAGE_MARK: Final = re.compile(
    r"^\W*(?:seite|page|pagina|pag\.?|strona|sivu|sida)\W*\d+(?:\W*(?:von|of|de|di|/|z|van|af)?\W*\d+)?\W*$|"
    r"^\W*\d+ ?(?:/|von|of|de) ?\d+\W*$"
)
TERMS: Final = re.compile(r"^\W*(?:seite|page|notes?|terms|bemerkung|hinweis|conditions|zahlungsbed)\b")
