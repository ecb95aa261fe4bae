"""The business terms of e-invoices by the names that prompts give them.

A field of a plan is one of a default plan's (its role), or one of these by its own name or label:
English and the words of German, French, Spanish, Italian, Portuguese, Dutch and Polish invoices.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from ingestio_core.fieldplan import FieldSpec
from ingestio_core.fieldplan.lexicon import Key, phrase_key

_HEAD: Final = """
invoice_type: invoice type|document type|type of invoice|rechnungsart|belegart|type de facture|
  tipo de factura|tipo documento|soort factuur|rodzaj faktury
note: note|notes|remark|remarks|bemerkung|hinweis|remarque|observaciones|note|opmerking|uwagi
buyer_reference: buyer reference|leitweg id|routing id|leitweg|référence acheteur|referencia del comprador|
  riferimento acquirente|kenmerk koper
accounting_reference: accounting reference|cost center|cost centre|kostenstelle|buchungsreferenz|
  centre de coût|centro de coste|centro di costo|kostenplaats
project_reference: project|project number|project reference|projekt|projektnummer|projet|proyecto|progetto|
  projectnummer
contract_reference: contract number|contract reference|contract|vertragsnummer|vertrag|numéro de contrat|
  número de contrato|numero contratto|contractnummer|numer umowy
sales_order: sales order|sales order number|auftragsnummer|auftragsbestätigung
delivery_note: delivery note|delivery note number|despatch advice|lieferschein|lieferscheinnummer|
  bon de livraison|albarán|documento di trasporto|ddt|pakbon|guia de remessa
preceding_invoice: preceding invoice|original invoice|referenced invoice|ursprungsrechnung|bezugsrechnung|
  facture d'origine|factura rectificada
delivery_date: delivery date|date of delivery|date of supply|service date|lieferdatum|leistungsdatum|
  date de livraison|fecha de entrega|data di consegna|leverdatum|data dostawy
delivery_name: delivery name|ship to|ship to name|warenempfänger|lieferempfänger
delivery_address: delivery address|ship to address|lieferadresse|lieferanschrift|adresse de livraison|
  dirección de entrega|indirizzo di consegna|afleveradres|adres dostawy
period_start: period start|billing period start|service period from|leistungszeitraum von|
  abrechnungszeitraum von
period_end: period end|billing period end|service period to|leistungszeitraum bis|abrechnungszeitraum bis
vendor_trading_name: vendor trading name|trading name
vendor_number: vendor number|supplier number|lieferantennummer|numéro fournisseur
vendor_registration: vendor registration|company registration number|commercial register|handelsregister|
  handelsregisternummer|siren|siret|kvk nummer|kvk|krs|regon
vendor_tax_number: vendor tax number|steuernummer
vendor_country: vendor country|seller country|supplier country
vendor_contact: vendor contact|contact person|seller contact|ansprechpartner|contact
vendor_phone: vendor phone|phone|telephone|telefon|téléphone|teléfono|telefono|telefoon
vendor_email: vendor email|email|e mail|supplier email|seller email
customer_trading_name: customer trading name
customer_number: customer number|customer id|client number|kundennummer|kunden nr|numéro client|
  número de cliente|codice cliente|klantnummer|numer klienta
customer_registration: customer registration
customer_tax_id: customer tax id|customer vat number|buyer vat number|ust id kunde
customer_country: customer country|buyer country
customer_contact: customer contact|buyer contact
customer_phone: customer phone|buyer phone
customer_email: customer email|buyer email
payee_name: payee|payee name|zahlungsempfänger|bénéficiaire|beneficiario
payment_terms: payment terms|terms of payment|zahlungsbedingungen|zahlungskonditionen|conditions de paiement|
  condiciones de pago|condizioni di pagamento|betalingsvoorwaarden|warunki płatności
payment_method: payment method|payment means|zahlungsart|zahlungsweise|mode de paiement|forma de pago|
  modalità di pagamento|betaalwijze|sposób płatności
payment_reference: payment reference|remittance information|verwendungszweck|référence de paiement|
  referencia de pago|betalingskenmerk
account_number: account number|bank account|kontonummer
account_holder: account holder|account name|kontoinhaber|titulaire du compte
bic: bic|swift|bic code|swift code
mandate_reference: mandate reference|mandatsreferenz|sepa mandate
lines_total: lines total|sum of line items|total of lines|positionssumme|summe positionen
discount_total: discount|discounts|total discount|rabatt|rabatte|nachlass|remise|descuento|sconto|
  korting|rabat
surcharge_total: surcharge|surcharges|charges|zuschlag|zuschläge|freight|shipping|versandkosten|frais
prepaid: prepaid|prepaid amount|paid amount|already paid|deposit|anzahlung|bereits gezahlt|acompte|anticipo|
  acconto|vooruitbetaald
rounding: rounding|rundung
amount_due: amount due|payable amount|amount payable|balance due|zahlbetrag|net à payer|importe a pagar|
  te betalen|do zapłaty
taxes: taxes|tax lines|tax breakdown|vat breakdown|vat rates|tax rates|steuern|steueraufschlüsselung|
  mwst aufschlüsselung|ventilation tva|desglose iva|riepilogo iva|btw specificatie|stawki vat
adjustments: adjustments|allowances|allowances and charges|discounts and surcharges|zu und abschläge
"""
_CELLS: Final = """
position: position|line number|pos|positionsnummer|line
details: details|long description|beschreibung
note: note|remark|bemerkung
sku: sku|item number|article number|product code|artikelnummer|référence|código|codice|artikelnr
customer_sku: customer item number|buyer item number
gtin: gtin|ean|barcode
unit: unit|unit of measure|einheit|mengeneinheit|unité|unidad|unità|eenheid|jednostka
gross_price: gross price|list price|bruttopreis|listenpreis
discount: discount|line discount|rabatt|remise|descuento|sconto|korting|rabat
surcharge: surcharge|zuschlag
tax_rate: tax rate|vat rate|rate|tax percent|vat|tax|steuersatz|mwst satz|taux tva|tipo iva|aliquota|
  btw tarief|stawka vat
tax_category: tax category|vat category|steuerkategorie
period_start: period start|from|von
period_end: period end|to|bis
order_line: order line|order position|bestellposition
origin: country of origin|origin|ursprungsland
category: category|kategorie
rate: rate|percent|satz|taux|aliquota
basis: basis|base|taxable amount|net|bemessungsgrundlage|netto|base ht|imponibile
amount: amount|tax amount|betrag|montant|importe|importo|bedrag|kwota
reason: reason|exemption reason|grund
description: description|label|name|bezeichnung
percent: percent|percentage|prozent
"""


def head_term(spec: FieldSpec) -> str | None:
    """The term of the invoice's head that a field asks for, None for another."""
    return _term(spec, _table(_HEAD))


def cell_term(spec: FieldSpec) -> str | None:
    """The term of a line, a tax or an adjustment that a column asks for, None for another."""
    return _term(spec, _table(_CELLS))


def _term(spec: FieldSpec, table: Mapping[Key, str]) -> str | None:
    for text in (spec.role, spec.name, spec.label):
        found = table.get(phrase_key(text.replace("_", " "))) if text else None
        if found is not None:
            return found
    return None


@cache
def _table(rows: str) -> Mapping[Key, str]:
    """By the folded words of each phrase; the first term that claims a phrase has it."""
    table: dict[Key, str] = {}
    for row in rows.replace("\n  ", "").strip().split("\n"):
        term, _, phrases = row.partition(":")
        for phrase in (term.replace("_", " "), *phrases.split("|")):
            key = phrase_key(phrase)
            if key:
                table.setdefault(key, term)
    return table
