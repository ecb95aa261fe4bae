"""The words themselves: names of fields, columns, tables, parties and documents in eight languages."""

from typing import Final

SELLER: Final = (
    "vendor|supplier|seller|merchant|company|issuer|biller|store|shop|lieferant|verkäufer|händler|anbieter|"
    "rechnungssteller|aussteller|firma|fournisseur|vendeur|émetteur|commerçant|société|magasin|"
    "proveedor|vendedor|"
    "emisor|empresa|comercio|tienda|fornitore|venditore|emittente|azienda|negozio|fornecedor|emitente|loja|"
    "leverancier|verkoper|bedrijf|winkel|sprzedawca|dostawca|wystawca|sklep|sprzedawcy|dostawcy|"
    "lieferanten|vendors|sellers|merchants|verkäufers|verkäuferin|händlers|ausstellers|anbieters|"
    "rechnungsstellers|wystawcy|firmy|sprzedający|sprzedającego|"
    "prestataire|prestador|prestatore|issuing company|seller company|dostawca|"
    "suppliers|proveedores|fournisseurs|fornitori"
)
BUYER: Final = (
    "customer|client|bill to|billed to|recipient|customers|clients|kundin|clientes|clienti|klanten|"
    "klanta|odbiorcy|kunde|kunden|rechnungsempfänger|empfänger|"
    "auftraggeber|client|"
    "destinataire|cliente|destinatario|destinatário|klant|ontvanger|nabywca|nabywcy|klient|klienta|odbiorca"
)
ORDERER: Final = (
    "buyer|purchaser|ordered by|besteller|käufer|acheteur|comprador|acquirente|koper|kupujący|zamawiający"
)
NAME: Final = "name|nom|nombre|nome|naam|nazwa|nazwę"
ADDRESS: Final = (
    "address|postal address|postanschrift|adresse postale|dirección postal|direccion|addresses|adressen|"
    "adresse|anschrift|dirección|domicilio|indirizzo|morada|endereço|adres"
)
TAX_ID: Final = (
    "tax id|tax number|taxid|vat registration|vat code|vat reg|vatid|ust nr|ust nummer|ustidnr|"
    "umsatzsteuer nummer|umsatzsteuernummer|"
    "mwst nr|tva|n tva|numéro tva|numéro tva intracom|tva intracom|iva|número de iva|número iva|p iva|"
    "btw|btw nr|"
    "numéro siret|siren|tax identifier|fiscal number|fiscal code|nif cif|cif nif|"
    "tax id|vat number|vat id|vat reg number|vat registration number|vat|tin|ein|gstin|"
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

FIELD_ROWS: Final = """
invoice_number: invoice number|invoice code|invoice ref|invoice reference|numéro facture|réf facture|
  núm factura|num factura|n fattura|n fatura|faktura|invoice id|invoice|bill number|number|document number|
  rechnungsnummer|
  rechnungsnr|rechnung nr|belegnummer|numéro de facture|facture n°|número de factura|factura nº|
  numero fattura|fattura n|número da fatura|fatura nº|factuurnummer|factuurnr|factuur nr|numer faktury|
  nr faktury|faktura nr
invoice_date: invoice date|date of issue|issue date|issued on|billing date|bill date|date issued|
  rechnungsdatum|belegdatum|ausstellungsdatum|date de facture|date de facturation|date d'émission|
  fecha de factura|fecha de emisión|fecha factura|data fattura|data di emissione|data emissione|
  data della fattura|data da fatura|data de emissão|factuurdatum|data faktury|data wystawienia|
  datę wystawienia
due_date: due date|date due|pay by date|last payment date|zahlungstermin|zahlungsfrist|fälligkeitstermin|
  date limite de paiement|date limite|data limite de pagamento|data limite|fecha de pago|data di pagamento|
  data scadenza|termine di pagamento|betaaltermijn|betalingstermijn|termin zapłaty|datę płatności|
  payment due|payment date|payment due date|due|due by|pay by|payment deadline|
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
subtotal: subtotal|sub total|net|net value|net price|net amount due|nettowert|nettopreis|montant net|
  importo netto|importe neto|neto|valor neto|montante líquido|líquido|kwota bez vat|net total|net amount|
  total net|total excl vat|total without tax|
  total before tax|amount before tax|amount excluding tax|taxable amount|net sum|nettobetrag|netto|
  nettosumme|zwischensumme|summe netto|gesamt netto|total ht|montant ht|ht|sous total|hors taxe|
  base imponible|subtotal|total sin iva|imponibile|totale imponibile|totale netto|total ilíquido|
  valor líquido|base tributável|subtotaal|totaal excl btw|nettobedrag|netto|wartość netto|razem netto|
  kwota netto|suma netto|bedrag excl btw|exclusief btw|nettobedrag excl btw
tax: tax|vat|vat total|tax total|mehrwertsteuerbetrag|umsatzsteuerbetrag|mwst summe|montant de la tva|
  montant taxe|importe del iva|imposte|ammontare iva|montante iva|btw totaal|suma vat|wartość vat|
  vat amount|tax amount|total tax|total vat|sales tax|gst|taxes|mwst|mehrwertsteuer|ust|
  umsatzsteuer|steuer|steuerbetrag|mwst betrag|tva|montant tva|taxe|total tva|iva|importe iva|cuota iva|
  impuesto|impuestos|imposta|importo iva|imposto|valor iva|valor do iva|btw|btw bedrag|podatek|kwota vat|
  podatek vat
total: total|gross value|gross price|bruttosumme|rechnungssumme|rechnungsendbetrag|importo lordo|lordo|
  importe bruto|bruto|totaal bruto|brutobedrag|montante total|wartość brutto|suma brutto|total amount|
  totals|amount due|final amount|total sum|overall amount|overall total|total charge|total bill|
  total value including vat|total cost|total paid|amount paid total|tot|amount we owe|we owe|owed|amount|
  invoice total|grand total|total due|gross|gross amount|
  gross total|total price|sum|balance due|total to pay|total incl vat|amount including tax|
  amount including vat|total including tax|
  total including vat|amount payable|invoice amount|
  betrag|gesamtbetrag|rechnungsbetrag|brutto|bruttobetrag|gesamtsumme|summe|endbetrag|gesamt|zahlbetrag|
  zu zahlender betrag|zu zahlen betrag|bezahlt gesamt|
  total ttc|montant ttc|total payé|montant payé|montant à payer|total à payer|somme à payer|total à régler|
  montant|montant total|ttc|net à payer|somme|importe|importe total|total a pagar|total pagado|
  importe pagado|importe a pagar|
  monto|monto total|totale|importo|importo totale|totale fattura|totale da pagare|importo da pagare|
  totale pagato|importo pagato|totale dovuto|valor total|
  total a pagar|valor a pagar|total pago|valor pago|montante a pagar|montante|totaal|totaalbedrag|bedrag|
  te betalen|te betalen bedrag|totaal te betalen|totaal betaald|betaald bedrag|totaal incl btw|suma|razem|
  kwota|
  razem brutto|do zapłaty|kwota brutto|łączna kwota|kwota do zapłaty|razem do zapłaty|suma do zapłaty|
  zapłacono razem
iban: iban|iban number|bank account|bank account number|bankverbindung|kontonummer|konto|
  compte bancaire|numéro de compte|cuenta bancaria|número de cuenta|conto bancario|conta bancária|
  número da conta|bankrekening|rekeningnummer|numer konta|rachunek bankowy|numer rachunku
receipt_number: receipt number|receipt id|receipt|ticket number|transaction number|bonnummer|bon nr|
  quittungsnummer|kassenbon nr|belegnr|numéro de ticket|numéro de reçu|número de recibo|número de ticket|
  numero scontrino|numero ricevuta|número do recibo|número do talão|kassabonnummer|numer paragonu|
  nr paragonu
date: date|datum|fecha|data|purchase date|transaction date|receipt date|kaufdatum|date d'achat|
  fecha de compra|data di acquisto|aankoopdatum|data zakupu
time: time|time of purchase|uhrzeit|zeit|heure|hora|ora|tijd|tijdstip|godzina|czas
payment_method: payment method|mode de règlement|moyen de règlement|mode of payment|way of payment|
  zahlungsmittel|betaalmiddel|méthode de paiement|mezzo di pagamento|meio de pagamento|method of payment|
  paid by|payment type|means of payment|how it was paid|
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
opening_balance: opening balance|saldo de apertura|saldo d'ouverture|eröffnungssaldo|solde d'ouverture|
  saldo di apertura|saldo de abertura|openingssaldo|saldo otwarcia|starting balance|balance brought forward|
  previous balance|
  beginning balance|anfangssaldo|alter saldo|solde initial|ancien solde|saldo inicial|saldo anterior|
  saldo iniziale|beginsaldo|saldo początkowe
closing_balance: closing balance|saldo de cierre|saldo de clôture|schlusssaldo|solde de clôture|
  saldo di chiusura|saldo de fecho|slotsaldo|saldo zamknięcia|ending balance|final balance|new balance|
  balance carried forward|
  current balance|endsaldo|neuer saldo|solde final|nouveau solde|saldo final|nuevo saldo|saldo finale|
  eindsaldo|saldo końcowe
title: title|contract title|titel|vertragstitel|titre|título|titolo|tytuł
effective_date: effective date|start date|starting date|beginning date|begin date|commencement date|
  contract date|contract start|valid from|
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
customer_name: kundenname|klantnaam|klantennaam|empfängername|käufername|razão social do cliente|nom client
customer_address: kundenadresse|kundenanschrift|rechnungsadresse|rechnungsanschrift|klantadres|
  billing address|
  adresse de facturation|dirección de facturación|indirizzo di fatturazione|morada de faturação|factuuradres
vendor_address: lieferantenadresse|lieferantenanschrift|leveranciersadres|verkäuferadresse|firmenadresse|
  company address
customer_tax_id: kunden ust id|kunden ustid
vendor_name: lieferantenname|verkäufername|firmenname|händlername|leveranciersnaam|bedrijfsnaam|
  verkopersnaam|winkelnaam|
  nom fournisseur|razón social|ragione sociale|razão social|raison sociale|nazwa firmy|supplier sent it|
  vendor sent it|company sent it|who issued invoice|issued invoice|issued by|
  sold by|sent by|invoice sender
"""

QUESTION_ROWS: Final = """
due_date: when paid|by when paid|when must be paid|must be paid|have be paid|has be paid|when pay|
  when do have pay|have pay|
  need be paid|payable by|be paid by|when payable|bis wann zahlen|bis wann zu zahlen|wann zahlen|zu zahlen|
  bis wann bezahlt werden|
  bis wann bezahlen|zu bezahlen|zahlen bis|wann fällig|quand payer|faut il payer|quand doit être payée|
  quand doit être payé|doit être payée|
  doit être payé|payer avant|payable avant|vence|cuándo vence|hay que pagar|pagar antes|debe pagarse|
  se debe pagar|se paga|
  scade|quando scade|va pagata|deve essere pagata|si deve pagare|entro quando pagare|pagare entro|
  vence quando|
  deve ser paga|deve ser pago|pagar até|tem de ser paga|tem que ser paga|é preciso pagar|moet betaald worden|
  betaald worden|betalen|moet betalen|uiterlijk betalen|zapłacić|trzeba zapłacić|należy zapłacić|
  musi być zapłacona|płatna|płatne
total: how much|how much paid|how much must be paid|how much pay|how much have pay|how much owe|how much cost|
  how much charged|much paid|much owe|much pay|wie viel|wieviel|viel zu zahlen|wieviel zu zahlen|viel kostet|
  wieviel kostet|kostet|kostet es|kostet insgesamt|kostet es insgesamt|viel bezahlt|viel bezahlen|
  viel zahlen|wieviel zahlen|
  combien|combien payer|
  combien faut il payer|combien coûte|combien doit|
  cuánto|cuánto hay que pagar|cuánto se paga|cuánto cuesta|cuánto debe|cuánto pagar|quanto|quanto si paga|
  quanto pagare|quanto costa|
  quanto si deve pagare|quanto pagar|quanto custa|quanto é preciso pagar|hoeveel|hoeveel betalen|
  hoeveel moet betaald worden|hoeveel kost|
  ile|ile zapłacić|ile trzeba zapłacić|ile kosztuje|ile należy zapłacić
tax: how much tax|how much vat|much tax|much vat|viel mwst|wieviel mwst|viel umsatzsteuer|combien tva|
  cuánto iva|quanto iva|quanta iva|
  hoeveel btw|ile vat|ile podatku
vendor_name: sent|issued|sold|hat ausgestellt|hat verkauft|hat geschickt|hat geschrieben|who sent|
  who issued|who sold|from whom|came from|comes from|is from|wrote|sent bill|issued bill|
  wer ausgestellt|wer ausgestellt hat|ausgestellt|verkauft|wer verkauft|wer geschickt|geschickt|von wem|
  émis|émise|qui a émis|
  qui a envoyé|qui vend|qui a vendu|a émis|a envoyé|quién emite|quién emitió|emitió|emite|quién vende|
  quién la emite|
  chi ha emesso|ha emesso|emesso|chi vende|chi ha venduto|quem emitiu|emitiu|quem vendeu|quem vende|
  wie verstuurd|verstuurd|
  wie heeft verstuurd|heeft verstuurd|verstuurde|kto wystawił|wystawił|kto sprzedał
customer_name: who for|nombre quién está|nombre quién|va dirigida|va dirigido|dirigida|dirigido|hat gekauft|
  hat bezahlt|whom for|to whom|
  addressed to|who pays|who bought|who buys|billed|who billed|who must pay|an wen|wer zahlt|wer bezahlt|
  für wen|
  wer kauft|wer hat gekauft|à qui|pour qui|qui paie|qui achète|a quién|para quién|quién paga|quién compra|
  a chi|per chi|
  chi paga|chi compra|para quem|a quem|quem paga|quem compra|voor wie|aan wie|wie betaalt|wie koopt|
  dla kogo|kto płaci|kto kupuje|
  kto kupił|komu
invoice_date: when issued|was issued|when written|when sent|when was invoice issued|wann ausgestellt|
  wann geschrieben|
  quand émise|quand émis|cuándo se emitió|se emitió|cuándo emitida|quando è stata emessa|stata emessa|
  quando emessa|quando emitida|quando foi emitida|foi emitida|wanneer opgesteld|wanneer verstuurd|
  kiedy wystawiono|kiedy wystawiona|wystawiono
payment_method: how paid|how pay|paid how|wie bezahlt|wie gezahlt|comment payé|comment réglé|cómo se pagó|
  cómo pagó|come pagato|come è stato pagato|
  como foi pago|hoe betaald|jak zapłacono|jak płacono
"""

COLUMN_ROWS: Final = """
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

TABLE_ROWS: Final = """
line_items: line items|line item|items|lines|item lines|individual items|lineitems|einzelpositionen|
  items sold|items bought|
  items purchased|pozycje faktury|pozycje z faktury|wszystkie pozycje|leistungen|line|rows|row|positions|
  products|articles|goods|services|
  entries|invoice lines|invoice items|order lines|order items|products and services|positionen|position|
  posten|einzelposten|rechnungspositionen|rechnungsposten|zeilen|zeile|produkte|lignes|ligne|postes|
  produits|prestations|lignes de facture|líneas|línea|artículos|partidas|conceptos|productos|renglones|
  righe|riga|voci|articoli|prodotti|linhas|linha|itens|artigos|produtos|regels|regel|artikelen|producten|
  factuurregels|orderregels|pozycje|pozycja|pozycji|pozycjach|produktów|towarów|usług|towary|produkty|wiersze
transactions: transactions|transaction list|transaction|bookings|booking|movements|movement|
  account movements|payments|
  buchungen|buchung|umsätze|umsatz|transaktionen|kontobewegungen|opérations|opération|mouvements|
  mouvement|écritures|movimientos|movimiento|transacciones|operaciones|movimenti|movimento|operazioni|
  transazioni|movimentos|transações|operações|transacties|transactie|boekingen|mutaties|transakcje|
  transakcja|operacje
parties: parties|party|contract parties|vertragspartei|contractpartij|partie|partij|strona|
  contracting parties|signatories|vertragsparteien|parteien|
  vertragspartner|parties au contrat|partes|partes del contrato|parti|parti del contratto|contraenti|
  partes do contrato|partijen|contractpartijen|strony|strony umowy
"""

DOCUMENT_ROWS: Final = """
invoice: invoice|invoices|bill|bills|rechnung|rechnungen|facture|factures|factura|facturas|fattura|
  fatture|bolletta|bollette|fakturach|fatura|faturas|factuur|facturen|faktura|faktury|faktur
receipt: receipt|receipts|ticket|tickets|kassenbon|kassenbons|bon|quittung|quittungen|beleg|belege|reçu|
  reçus|recibo|recibos|belegen|ticket de caisse|bonnetje|bonnetjes|paragonow|paragonach|scontrino|scontrini|
  ricevuta|ricevute|talão|kassabon|bonnen|paragon|paragony
purchase_order: order|orders|purchase orders|bestellung|bestellungen|commande|commandes|pedido|pedidos|
  ordine|ordini|encomenda|encomendas|bestelling|bestellingen|inkooporder|zamówienie|zamówienia|zamówień|
  zamówieniach|bestellingen
bank_statement: statement|statements|bank statement|bank statements|kontoauszug|kontoauszüge|relevé|relevés|
  extracto|extractos|estratto|
  estratti|extrato|extratos|rekeningafschrift|bankafschrift|afschrift|wyciąg|wyciągi|wyciągów|wyciągu|
  kontoauszügen|afschriften|bankafschriften|rekeningafschriften
contract: contract|contracts|agreement|agreements|lease|vertrag|verträge|vertrags|contrat|contrats|
  contrato|contratos|contratto|contratti|contracten|overeenkomst|overeenkomsten|umowa|umowy|umów|verträgen
payroll: paie|busta|buste|payslip|payslips|payroll|payrolls|lohnabrechnung|lohnabrechnungen|gehaltsabrechnung|
  gehaltsabrechnungen|lohnzettel|nómina|nóminas|cedolino|cedolini|loonstrook|loonstroken|salarisstrook|
  salarisstroken|holerite|holerites
"""
