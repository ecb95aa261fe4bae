"""What people call the known fields, in eight languages.

A phrase is compared by its set of folded words: lower case, without accents, articles and
prepositions, and with every word for "number" made one. So "Numéro de la facture", "n° facture"
and "facture no." are one phrase.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingestio_core.fieldplan.model import FieldType

Key = frozenset[str]


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOLD: Final = str.maketrans(
    {"ł": "l", "Ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "°": "", "º": "", "ª": ""}
)
_NUMBER_WORDS: Final = word_set("no nr num number nummer numero n nro numer numeru nº")
STOP_WORDS: Final = word_set(
    "the a an of s their its his our your my this that these those which der die das des dem den ein "
    "eine einer "
    "von vom zum zur ihr ihre le la les l de du d un une leur el los las del una su sus il lo gli i "
    "della dell "
    "dello dei di suo o os as do da dos uno van het een for to fur pour para per voor dla na"
)
# Inflected forms that prompts have where labels have the plain one.
_PLAIN: Final = {
    "namen": "name",
    "kwote": "kwota",
    "nazwe": "nazwa",
    "sume": "suma",
    "walute": "waluta",
}
_WORD: Final = re.compile(r"[#№]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the prompt, folded, and where it stands there."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case letters without accents."""
    plain = unicodedata.normalize("NFKD", text.translate(_FOLD))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


def words(text: str) -> list[Word]:
    """The words of a text; `#` and `№` count as words."""
    return [Word(fold(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


def key_of(texts: Iterator[str] | list[str]) -> Key:
    """What a phrase is looked up by; empty where it has only articles and prepositions."""
    kept = {"number" if text in _NUMBER_WORDS or text in "#№" else _PLAIN.get(text, text) for text in texts}
    return frozenset(kept - STOP_WORDS)


def phrase_key(phrase: str) -> Key:
    return key_of([word.text for word in words(phrase)])


_SELLER: Final = (
    "vendor|supplier|seller|merchant|company|issuer|biller|store|shop|lieferant|verkäufer|händler|anbieter|"
    "rechnungssteller|aussteller|firma|fournisseur|vendeur|émetteur|commerçant|société|magasin|"
    "proveedor|vendedor|"
    "emisor|empresa|comercio|tienda|fornitore|venditore|emittente|azienda|negozio|fornecedor|emitente|loja|"
    "leverancier|verkoper|bedrijf|winkel|sprzedawca|dostawca|wystawca|sklep|sprzedawcy|dostawcy|"
    "lieferanten|vendors|"
    "suppliers|proveedores|fournisseurs|fornitori"
)
_BUYER: Final = (
    "customer|client|bill to|billed to|recipient|kunde|kunden|rechnungsempfänger|empfänger|"
    "auftraggeber|client|"
    "destinataire|cliente|destinatario|destinatário|klant|ontvanger|nabywca|nabywcy|klient|klienta|odbiorca"
)
_ORDERER: Final = (
    "buyer|purchaser|ordered by|besteller|käufer|acheteur|comprador|acquirente|koper|kupujący|zamawiający"
)
_NAME: Final = "name|nom|nombre|nome|naam|nazwa|nazwę"
_ADDRESS: Final = "address|adresse|anschrift|dirección|domicilio|indirizzo|morada|endereço|adres"
_TAX_ID: Final = (
    "tax id|tax number|vat number|vat id|vat reg number|vat registration number|vat|tin|ein|gstin|"
    "abn|vat identification number|"
    "ust id|ustid|ust idnr|ust id nr|umsatzsteuer id|umsatzsteuer identifikationsnummer|steuernummer|"
    "mwst nummer|"
    "numéro de tva|tva intracommunautaire|"
    "numéro de tva intracommunautaire|numéro fiscal|siret|nif|cif|nit|rfc|número fiscal|"
    "identificación fiscal|"
    "partita iva|p iva|piva|codice fiscale|contribuinte|número de contribuinte|nipc|cnpj|btw nummer|"
    "btw number|btw id|"
    "nip|numer nip|number vat|tax identification number|tax registration number|uid"
)
# "VAT" is the tax amount on its own, and a tax number only beside a party.
_ALONE_IS_TAX: Final = "vat"

_ROWS: Final = """
invoice_number: invoice number|invoice id|invoice|bill number|number|document number|rechnungsnummer|
  rechnungsnr|rechnung nr|belegnummer|numéro de facture|facture n°|número de factura|factura nº|
  numero fattura|fattura n|número da fatura|fatura nº|factuurnummer|factuurnr|factuur nr|numer faktury|
  nr faktury|faktura nr
invoice_date: invoice date|date of issue|issue date|issued on|billing date|bill date|date issued|
  rechnungsdatum|belegdatum|ausstellungsdatum|date de facture|date de facturation|date d'émission|
  fecha de factura|fecha de emisión|fecha factura|data fattura|data di emissione|data emissione|
  data della fattura|data da fatura|data de emissão|factuurdatum|data faktury|data wystawienia|
  datę wystawienia
due_date: due date|payment due|payment date|payment due date|due|due by|pay by|payment deadline|
  fälligkeitsdatum|fälligkeit|fällig|fällig am|zahlbar bis|zahlungsziel|date d'échéance|échéance|
  fecha de vencimiento|vencimiento|fecha límite de pago|data di scadenza|scadenza|data de vencimento|
  vencimento|vervaldatum|betaaldatum|uiterste betaaldatum|termin płatności|data płatności
purchase_order: purchase order|po|po number|purchase order number|po reference|your order|
  customer order number|bon de commande|numéro de bon de commande|ordine di acquisto|orden de compra|
  número de orden de compra|nota de encomenda|inkooporder|inkoopordernummer|kundenbestellnummer
order_number: order number|order id|order|bestellnummer|bestellung|bestell nr|auftragsnummer|
  numéro de commande|commande|número de pedido|pedido|numero ordine|numero d'ordine|ordine|encomenda|
  número da encomenda|ordernummer|bestelnummer|numer zamówienia|zamówienie
order_date: order date|date of order|ordered on|bestelldatum|auftragsdatum|date de commande|
  fecha de pedido|fecha del pedido|data ordine|data dell'ordine|data da encomenda|orderdatum|besteldatum|
  data zamówienia
delivery_date: delivery date|deliver by|ship date|shipping date|required by|date of delivery|lieferdatum|
  liefertermin|date de livraison|fecha de entrega|data di consegna|data consegna|data de entrega|
  leverdatum|data dostawy|termin dostawy
delivery_address: delivery address|ship to|ship to address|deliver to|shipping address|lieferadresse|
  lieferanschrift|adresse de livraison|dirección de entrega|dirección de envío|indirizzo di consegna|
  morada de entrega|afleveradres|bezorgadres|adres dostawy
currency: currency|currency code|währung|devise|monnaie|moneda|divisa|valuta|moeda|waluta
subtotal: subtotal|sub total|net|net total|net amount|total net|total excl vat|total without tax|
  total before tax|amount before tax|amount excluding tax|taxable amount|net sum|nettobetrag|netto|
  nettosumme|zwischensumme|summe netto|gesamt netto|total ht|montant ht|ht|sous total|hors taxe|
  base imponible|subtotal|total sin iva|imponibile|totale imponibile|totale netto|total ilíquido|
  valor líquido|base tributável|subtotaal|totaal excl btw|nettobedrag|netto|wartość netto|razem netto|
  kwota netto|suma netto|bedrag excl btw|exclusief btw|nettobedrag excl btw
tax: tax|vat|vat amount|tax amount|total tax|total vat|sales tax|gst|taxes|mwst|mehrwertsteuer|ust|
  umsatzsteuer|steuer|steuerbetrag|mwst betrag|tva|montant tva|taxe|total tva|iva|importe iva|cuota iva|
  impuesto|impuestos|imposta|importo iva|imposto|valor iva|valor do iva|btw|btw bedrag|podatek|kwota vat|
  podatek vat
total: total|total amount|amount due|amount|invoice total|grand total|total due|gross|gross amount|
  gross total|total price|sum|balance due|total to pay|total incl vat|amount including tax|
  amount including vat|total including tax|
  total including vat|amount payable|invoice amount|
  betrag|gesamtbetrag|rechnungsbetrag|brutto|bruttobetrag|gesamtsumme|summe|endbetrag|gesamt|zahlbetrag|
  total ttc|montant ttc|montant|montant total|ttc|net à payer|somme|importe|importe total|total a pagar|
  monto|monto total|totale|importo|importo totale|totale fattura|totale da pagare|valor total|
  total a pagar|montante|totaal|totaalbedrag|bedrag|te betalen|totaal incl btw|suma|razem|kwota|
  razem brutto|do zapłaty|kwota brutto|łączna kwota|kwota do zapłaty
iban: iban|iban number|bank account|account number|bank account number|bankverbindung|kontonummer|konto|
  compte bancaire|numéro de compte|cuenta bancaria|número de cuenta|conto bancario|conta bancária|
  número da conta|bankrekening|rekeningnummer|numer konta|rachunek bankowy|numer rachunku
receipt_number: receipt number|receipt id|receipt|ticket number|transaction number|bonnummer|bon nr|
  quittungsnummer|kassenbon nr|belegnr|numéro de ticket|numéro de reçu|número de recibo|número de ticket|
  numero scontrino|numero ricevuta|número do recibo|número do talão|kassabonnummer|numer paragonu|
  nr paragonu
date: date|datum|fecha|data|purchase date|transaction date|receipt date|kaufdatum|date d'achat|
  fecha de compra|data di acquisto|aankoopdatum|data zakupu
time: time|time of purchase|uhrzeit|zeit|heure|hora|ora|tijd|tijdstip|godzina|czas
payment_method: payment method|method of payment|paid by|payment type|means of payment|how it was paid|
  zahlungsart|zahlungsmethode|zahlungsweise|bezahlt mit|mode de paiement|moyen de paiement|forma de pago|
  método de pago|medio de pago|metodo di pagamento|modalità di pagamento|forma de pagamento|
  método de pagamento|betaalmethode|betaalwijze|betaald met|forma płatności|metoda płatności|
  sposób płatności
bank_name: bank|bank name|name of the bank|bankname|banque|nom de la banque|banco|nombre del banco|banca|
  nome della banca|nome do banco|naam van de bank|nazwa banku
account_holder: account holder|account owner|account name|holder|kontoinhaber|titulaire|
  titulaire du compte|titular|titular de la cuenta|intestatario|intestatario del conto|titular da conta|
  rekeninghouder|posiadacz rachunku|właściciel konta
period: period|statement period|zeitraum|auszugszeitraum|période|periodo|período|periode|okres
period_start: period start|start of period|statement start|from date|period from|beginn des zeitraums|
  début de période|inicio del periodo|inizio periodo|início do período|begin periode|początek okresu
period_end: period end|end of period|statement end|to date|period to|statement date|ende des zeitraums|
  fin de période|fin del periodo|fine periodo|fim do período|einde periode|koniec okresu
opening_balance: opening balance|starting balance|balance brought forward|previous balance|
  beginning balance|anfangssaldo|alter saldo|solde initial|ancien solde|saldo inicial|saldo anterior|
  saldo iniziale|beginsaldo|saldo początkowe
closing_balance: closing balance|ending balance|final balance|new balance|balance carried forward|
  current balance|endsaldo|neuer saldo|solde final|nouveau solde|saldo final|nuevo saldo|saldo finale|
  eindsaldo|saldo końcowe
title: title|contract title|titel|vertragstitel|titre|título|titolo|tytuł
effective_date: effective date|start date|commencement date|contract date|contract start|valid from|
  effective|vertragsbeginn|beginn|startdatum|inkrafttreten|date d'effet|date d'entrée en vigueur|
  date de début|fecha de inicio|fecha de entrada en vigor|data di inizio|data di decorrenza|decorrenza|
  data de início|data de entrada em vigor|ingangsdatum|data rozpoczęcia|data wejścia w życie
end_date: end date|expiry date|expiration date|termination date|contract end|valid until|expires|
  expires on|vertragsende|enddatum|ablaufdatum|date de fin|date d'expiration|fecha de fin|
  fecha de finalización|data di fine|data di termine|data de fim|data de término|einddatum|
  data zakończenia|data wygaśnięcia
term: term|duration|contract term|contract duration|length|laufzeit|vertragslaufzeit|dauer|durée|
  durée du contrat|duración|plazo|durata|duração|prazo|looptijd|duur|okres obowiązywania|czas trwania
governing_law: governing law|applicable law|jurisdiction|law|anwendbares recht|geltendes recht|
  droit applicable|loi applicable|ley aplicable|legislación aplicable|legge applicabile|lei aplicável|
  toepasselijk recht|prawo właściwe
notice_period: notice period|notice|period of notice|termination notice|kündigungsfrist|préavis|
  délai de préavis|preaviso|plazo de preaviso|preavviso|termine di preavviso|pré aviso|aviso prévio|
  prazo de pré aviso|opzegtermijn|okres wypowiedzenia
value: value|contract value|total value|agreement value|contract amount|vertragswert|auftragswert|valeur|
  valeur du contrat|valor|valor del contrato|valore|valore del contratto|valor do contrato|
  contractwaarde|wartość|wartość umowy
vendor_name: supplier sent it|vendor sent it|company sent it|who issued invoice|issued invoice|issued by|
  sold by|sent by|invoice sender
"""

_COLUMN_ROWS: Final = """
description: description|item|product|article|item description|item name|product name|details|detail|
  text|service|goods|beschreibung|bezeichnung|artikel|leistung|buchungstext|verwendungszweck|désignation|
  description|libellé|produit|descripción|concepto|producto|descrizione|articolo|prodotto|causale|
  descrição|designação|produto|omschrijving|product|opis|nazwa|nazwa towaru|towar|tytuł
quantity: quantity|qty|count|amount ordered|units|pieces|pcs|menge|anzahl|stück|quantité|qté|cantidad|
  cant|unidades|quantità|qtà|q tà|quantidade|qtd|aantal|hoeveelheid|ilość|liczba
unit_price: unit price|price|unit cost|price per unit|rate|price each|item price|cost|einzelpreis|preis|
  stückpreis|e preis|prix unitaire|prix|pu|precio unitario|precio|prezzo unitario|prezzo|preço unitário|
  preço|prijs|stukprijs|eenheidsprijs|cena|cena jednostkowa|cena jedn
amount: amount|total|line total|line amount|total price|sum|total amount|net amount|gesamtpreis|betrag|
  gesamt|summe|positionsbetrag|montant|total ligne|importe|importe total|monto|importo|totale|valor|
  montante|bedrag|totaal|regeltotaal|kwota|wartość|suma
sku: sku|item number|product code|article number|part number|item code|product number|item id|
  artikelnummer|art nr|artikel nr|référence|réf|code article|référence produit|referencia|ref|código|
  código de artículo|codice|codice articolo|referência|artikelnummer|artikelcode|kod|indeks|kod produktu
date: date|booking date|transaction date|posting date|value date|datum|buchungsdatum|buchungstag|
  wertstellung|date|date d'opération|fecha|fecha de operación|data|data operazione|boekdatum|
  data operacji|data księgowania
balance: balance|running balance|balance after|saldo|kontostand|solde|saldo|saldo po operacji
name: name|full name|nom|nombre|nome|naam|nazwa|imię|party|party name
role: role|function|position|capacity|rolle|funktion|rôle|fonction|rol|función|ruolo|funzione|função|
  papel|rol|functie|rola|funkcja
"""

_TABLE_ROWS: Final = """
line_items: line items|line item|items|lines|line|rows|row|positions|products|articles|goods|services|
  entries|invoice lines|invoice items|order lines|order items|products and services|positionen|position|
  posten|einzelposten|rechnungspositionen|rechnungsposten|zeilen|zeile|produkte|lignes|ligne|postes|
  produits|prestations|lignes de facture|líneas|línea|artículos|partidas|conceptos|productos|renglones|
  righe|riga|voci|articoli|prodotti|linhas|linha|itens|artigos|produtos|regels|regel|artikelen|producten|
  factuurregels|orderregels|pozycje|pozycja|pozycji|towary|produkty|wiersze
transactions: transactions|transaction|bookings|booking|movements|movement|account movements|payments|
  buchungen|buchung|umsätze|umsatz|transaktionen|kontobewegungen|opérations|opération|mouvements|
  mouvement|écritures|movimientos|movimiento|transacciones|operaciones|movimenti|movimento|operazioni|
  transazioni|movimentos|transações|operações|transacties|transactie|boekingen|mutaties|transakcje|
  transakcja|operacje
parties: parties|contract parties|contracting parties|signatories|vertragsparteien|parteien|
  vertragspartner|parties au contrat|partes|partes del contrato|parti|parti del contratto|contraenti|
  partes do contrato|partijen|contractpartijen|strony|strony umowy
"""

_DOCUMENT_ROWS: Final = """
invoice: invoice|invoices|bill|bills|rechnung|rechnungen|facture|factures|factura|facturas|fattura|
  fatture|fatura|faturas|factuur|facturen|faktura|faktury|faktur
receipt: receipt|receipts|ticket|tickets|kassenbon|kassenbons|bon|quittung|quittungen|beleg|belege|reçu|
  reçus|recibo|recibos|scontrino|scontrini|ricevuta|ricevute|talão|kassabon|bonnen|paragon|paragony
purchase_order: order|orders|purchase orders|bestellung|bestellungen|commande|commandes|pedido|pedidos|
  ordine|ordini|encomenda|encomendas|bestelling|bestellingen|inkooporder|zamówienie|zamówienia
bank_statement: statement|statements|kontoauszug|kontoauszüge|relevé|relevés|extracto|extractos|estratto|
  estratti|extrato|extratos|rekeningafschrift|bankafschrift|afschrift|wyciąg|wyciągi
contract: contract|contracts|agreement|agreements|lease|vertrag|verträge|vertrags|contrat|contrats|
  contrato|contratos|contratto|contratti|contracten|overeenkomst|umowa|umowy
"""


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for row in table.replace("|\n  ", "|").strip().splitlines():
        name, _, phrases = row.partition(":")
        for phrase in phrases.split("|"):
            yield name, phrase.strip()


def _index(table: str) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for name, phrase in _rows(table):
        found.setdefault(phrase_key(phrase), name)
        found.setdefault(phrase_key(name.replace("_", " ")), name)
    found.pop(frozenset(), None)
    return found


def _fields() -> dict[Key, str]:
    found: dict[Key, str] = {}
    for party, role in ((_SELLER, "vendor"), (_BUYER, "customer"), (_ORDERER, "buyer")):
        for word in party.split("|"):
            own = phrase_key(word)
            found.setdefault(own, f"{role}_name")
            for attributes, suffix in ((_NAME, "name"), (_ADDRESS, "address"), (_TAX_ID, "tax_id")):
                for attribute in attributes.split("|"):
                    found.setdefault(own | phrase_key(attribute), f"{role}_{suffix}")
    for phrase in _ADDRESS.split("|"):
        found[phrase_key(phrase)] = "vendor_address"
    for phrase in _TAX_ID.split("|"):
        if phrase != _ALONE_IS_TAX:
            found[phrase_key(phrase)] = "vendor_tax_id"
    return found | _index(_ROWS)


FIELDS: Final = _fields()
"""Phrase to known field. `buyer_*` and `customer_tax_id` are told apart by the compiler, and
`period` stands for its two ends."""

COLUMNS: Final = _index(_COLUMN_ROWS)
TABLES: Final = _index(_TABLE_ROWS)
DOCUMENTS: Final = {next(iter(key)): name for key, name in _index(_DOCUMENT_ROWS).items() if len(key) == 1}
"""Single words for a kind of document."""

PARTIES: Final = frozenset(
    phrase_key(word) for party in (_SELLER, _BUYER, _ORDERER) for word in party.split("|")
)
ATTRIBUTES: Final = frozenset(
    phrase_key(word) for words_ in (_NAME, _ADDRESS, _TAX_ID) for word in words_.split("|")
)

_HINTS: Final = (
    (FieldType.DATE, "date datum fecha data dates deadline birthday geburtsdatum termin expiry"),
    (FieldType.TIME, "time uhrzeit heure hora ora tijd godzina"),
    (
        FieldType.AMOUNT,
        "amount price total cost costs fee fees sum salary rent discount deposit betrag preis kosten "
        "summe rabatt "
        "gebuhr miete kaution gehalt montant prix cout remise loyer importe precio coste monto descuento "
        "importo prezzo "
        "costo sconto valor preco custo desconto bedrag prijs korting huur kwota cena koszt rabat "
        "balance saldo "
        "shipping freight versandkosten tip surcharge",
    ),
    (
        FieldType.NUMBER,
        "quantity count qty percent percentage rate weight hours days menge anzahl prozent "
        "prozentsatz gewicht "
        "stunden quantite nombre poids heures cantidad porcentaje peso horas quantita percentuale "
        "ore quantidade "
        "percentagem aantal gewicht uren ilosc procent waga godzin liczba age pages kwh km "
        "reading consumption satz steuersatz "
        "liter litre litres lettura consumo consommation lectura meterstand verbruik zuzycie odczyt",
    ),
    (
        FieldType.ID,
        "number id reference ref code iban bic swift sku nummer kennung referenz numero identifiant codigo "
        "centre center centro kostenstelle codice riferimento referencia kenmerk kod identyfikator "
        "serial vin isbn nif nip passport",
    ),
)
_HINTS_BY_WORD: Final = {word: kind for kind, hint_words in reversed(_HINTS) for word in hint_words.split()}
_COMPOUNDS: Final = (
    ("nummer", FieldType.ID),
    ("kennzeichen", FieldType.ID),
    ("datum", FieldType.DATE),
    ("betrag", FieldType.AMOUNT),
    ("bedrag", FieldType.AMOUNT),
    ("preis", FieldType.AMOUNT),
    ("prijs", FieldType.AMOUNT),
    ("kosten", FieldType.AMOUNT),
    ("gebuhr", FieldType.AMOUNT),
    ("miete", FieldType.AMOUNT),
    ("beginn", FieldType.DATE),
    ("summe", FieldType.AMOUNT),
    ("stand", FieldType.NUMBER),
    ("verbrauch", FieldType.NUMBER),
    ("menge", FieldType.NUMBER),
    ("satz", FieldType.NUMBER),
)


def hint(word: str) -> FieldType | None:
    """The type of an unknown field that has this folded word in its name; German and Dutch
    compounds go by their end."""
    if word in _HINTS_BY_WORD:
        return _HINTS_BY_WORD[word]
    return next((kind for end, kind in _COMPOUNDS if word.endswith(end) and len(word) > len(end) + 2), None)


TABLE_WORDS: Final = word_set(
    "table tabelle tableau tabla tabella tabela tabel all alle tous toutes todos todas tutti tutte"
)
"""Words around the name of a table that say nothing more."""
