"""Kinds of wordings that the compiler once got wrong, each in several languages."""

import pytest

from ingestio_core.fieldplan.compiler import compile_prompt


def columns(prompt: str) -> list[str]:
    """`name` or, of a type other than text, `name:type`; a table as `name(column column)`."""
    return [
        f"{field.name}({' '.join(column.name for column in field.columns)})"
        if field.columns
        else field.name
        if field.type == "text"
        else f"{field.name}:{field.type}"
        for field in compile_prompt(prompt).fields
    ]


def names(prompt: str) -> list[str]:
    return [column.split(":")[0] for column in columns(prompt)]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("From the invoices I need supplier, date, total", "vendor_name invoice_date total"),
        ("For my tax return I need from the bills the supplier and the total", "vendor_name total"),
        ("I need from these receipts the store, date and VAT", "vendor_name date tax"),
        ("Out of our delivery notes please extract supplier, site", "vendor_name site"),
        ("Aus den Rechnungen brauche ich Lieferant, Brutto", "vendor_name total"),
        ("wir benötigen aus den Ausgangsrechnungen bitte den Kunden, Netto", "customer_name subtotal"),
        ("Bitte aus jedem Kassenbon Händler, Uhrzeit und Summe", "vendor_name time total"),
        ("Lies aus den Lieferscheinen Lieferant, Baustelle", "vendor_name baustelle"),
        ("j'ai besoin des factures : fournisseur, total TTC", "vendor_name total"),
        ("À partir des factures je voudrais fournisseur, TVA", "vendor_name tax"),
        ("Sur chaque facture, il me faut le fournisseur et l'échéance", "vendor_name due_date"),
        ("de las facturas necesito proveedor, total", "vendor_name total"),
        ("Necesito de los tickets tienda, fecha y total", "vendor_name date total"),
        ("dagli scontrini vorrei negozio, totale", "vendor_name total"),
        ("Mi servono dalle bollette fornitore, scadenza", "vendor_name due_date"),
        ("das faturas preciso do fornecedor, total", "vendor_name total"),
        ("Preciso das faturas fornecedor, IVA", "vendor_name tax"),
        ("van de facturen wil ik leverancier, totaal", "vendor_name total"),
        ("Ik heb uit de bonnetjes nodig: winkel, datum", "vendor_name date"),
        ("z faktur potrzebuję sprzedawca, suma", "vendor_name total"),
        ("Z paragonów proszę o sklep, data", "vendor_name date"),
    ],
)
def test_an_intro_is_taken_off_the_first_field(prompt: str, expected: str) -> None:
    plan = compile_prompt(prompt)
    assert names(prompt) == expected.split()
    assert plan.unread == () or "tax return" in plan.unread[0]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "From the purchase order: order number, delivery date, buyer",
            "order_number delivery_date buyer_name",
        ),
        (
            "Da encomenda: número, data de entrega, itens com código e qtd",
            "order_number delivery_date line_items",
        ),
        (
            "Aus der Bestellung: Nummer, Liefertermin, Artikel mit Menge und Preis",
            "order_number delivery_date line_items",
        ),
        ("Del pedido: número, comprador, fecha de entrega", "order_number buyer_name delivery_date"),
        (
            "Dall'ordine: numero, acquirente, articoli con codice e quantità",
            "order_number buyer_name line_items",
        ),
        (
            "Du bon de commande : numéro, acheteur, lignes avec réf et qté",
            "order_number buyer_name line_items",
        ),
        ("Van de inkooporder: nummer, leverdatum, koper", "order_number delivery_date buyer_name"),
        ("Z zamówienia: numer, data dostawy, kupujący", "order_number delivery_date buyer_name"),
        ("Dos recibos de vencimento: nome, data de admissão", "nome data_de_admissao"),
        ("De los recibos de nómina: empresa, salario", "empresa salario"),
    ],
)
def test_a_document_in_front_of_a_colon_is_no_field(prompt: str, expected: str) -> None:
    assert [name.split("(")[0] for name in names(prompt)] == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Bestellnr, Bestelldatum, Liefertermin", "order_number order_date delivery_date"),
        ("Bestellnr., Besteller", "order_number buyer_name"),
        ("Auftragsnr, Liefertermin", "order_number delivery_date"),
        ("Lieferantennr, Rechnungsnr", "lieferantennr invoice_number"),
        ("klantnr, factuurnr", "klantnr invoice_number"),
        ("Kundennr, Belegnr., Vertragsnr", "kundennr invoice_number vertragsnr"),
    ],
)
def test_an_abbreviated_number_is_not_taken_for_a_typo(prompt: str, expected: str) -> None:
    assert names(prompt) == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected", "told"),
    [
        ("Hotel bills from our sales team - need hotel name, total", "hotel_name total", "Hotel bills"),
        ("taxi receipts - give me date, total", "date total", "taxi receipts"),
        ("Tankbelege der Fahrer - brauche Tankstelle, Liter", "tankstelle liter", "Tankbelege"),
        ("factures de téléphone – il me faut fournisseur, total", "vendor_name total", "factures de t"),
        ("scontrini del bar - voglio data, totale", "date total", "scontrini del bar"),
        (
            "We run a shop. For each one I want to know the supplier, the total.",
            "vendor_name total",
            "We run",
        ),
        ("For each file please tell me the supplier, the total.", "vendor_name total", ""),
        ("Zu jedem Dokument brauche ich Lieferant, Brutto", "vendor_name total", ""),
        ("Pour chacune je veux le fournisseur, le total", "vendor_name total", ""),
        ("De cada una necesito el proveedor, el total", "vendor_name total", ""),
        ("Per ognuno vorrei fornitore, totale", "vendor_name total", ""),
        ("Scans of rental contracts\n- Landlord\n- rent", "landlord rent", "Scans of rental"),
        ("Hotelrechnungen aus Wien\n- Hotel\n- Brutto", "hotel total", "Hotelrechnungen aus Wien"),
        ("Bons de livraison du chantier.\n- fournisseur\n- date", "vendor_name date", "Bons de livraison"),
        ("Nóminas de enero\n- trabajador\n- salario", "trabajador salario", "Nóminas de enero"),
        ("Buste paga di marzo.\n1. dipendente\n2. stipendio", "dipendente stipendio", "Buste paga"),
        ("Loonstroken van juni. Naam, nettoloon", "naam nettoloon", "Loonstroken van juni"),
        ("Faktury za prąd. Sprzedawca, suma", "vendor_name total", "Faktury za pr"),
        ("water + phone bills. supplier, total", "vendor_name total", "phone bills"),
        ("Every file is a receipt. I need store and total.", "vendor_name total", "Every file is"),
        ("Jedes Dokument ist eine Quittung. Händler, Summe", "vendor_name total", "Jedes Dokument ist"),
        ("Chaque page est un ticket. magasin, total", "vendor_name total", "Chaque page est"),
        ("Cada archivo es una factura. proveedor, total", "vendor_name total", "Cada archivo es"),
        ("Ogni pagina è uno scontrino. negozio, totale", "vendor_name total", "Ogni pagina"),
        ("rent receipts. tenant, month, receipt no", "tenant month receipt_number", "rent receipts"),
        ("Handwerkerrechnungen. Firma, Rechnungsnr.", "vendor_name invoice_number", "Handwerkerrechnungen"),
        ("We collect hotel bills. Hotel name, city", "hotel_name city", "We collect"),
        ("We get bills from Italy. Total, VAT", "total tax", "We get"),
        ("Wir sammeln Belege. Händler, Summe", "vendor_name total", "Wir sammeln"),
        ("Recibos verdes. Nome do prestador, data", "vendor_name date", "Recibos verdes"),
        (
            "Can you read the attached policies and give me holder, premium",
            "account_holder premium",
            "policies",
        ),
        ("Total. Lieferscheine ignorieren.", "total", "Lieferscheine ignorieren"),
        ("Timesheets, two per page:\n- name\n- hours", "name hours", "two per page"),
        ("Quittungen, teils von Hand:\n- Händler\n- Summe", "vendor_name total", "teils von Hand"),
    ],
)
def test_a_description_is_told_and_is_no_column(prompt: str, expected: str, told: str) -> None:
    plan = compile_prompt(prompt)
    assert names(prompt) == expected.split()
    assert told in " / ".join(plan.unread) and bool(plan.unread) == bool(told)


@pytest.mark.parametrize(
    "prompt",
    [
        "Invoice status. Total.",
        "Order reference\nTotal",
        "Delivery note number\nSite manager",
        "Numéro du contrat\nDurée",
        "Rechnungssteller\nBrutto",
    ],
)
def test_names_with_a_document_in_them_stay_columns(prompt: str) -> None:
    assert len(names(prompt)) == 2 and compile_prompt(prompt).unread == ()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Who issued the bill? When is it due?", "vendor_name due_date"),
        ("Which company sent the invoice?", "vendor_name"),
        ("How much must we pay and when?", "total due_date"),
        ("¿Cuánto se pagó y con qué método?", "total payment_method"),
        ("Was kostet es, wer hat es verkauft und wann?", "total vendor_name invoice_date"),
        ("How much did we pay and how?", "total payment_method"),
        ("Welche Firma hat die Rechnung geschickt?", "vendor_name"),
        ("Wer stellt die Rechnung aus und an wen geht sie?", "vendor_name customer_name"),
        ("Wie viel wurde bezahlt und wie (bar/Karte)?", "total payment_method"),
        ("Wie viel ist zu zahlen und bis wann?", "total due_date"),
        ("Quelle société a émis la facture ?", "vendor_name"),
        ("Combien faut-il payer et quand ?", "total due_date"),
        ("¿Quién emitió el recibo? ¿Cómo se pagó?", "vendor_name payment_method"),
        ("¿Qué tienda vendió esto?", "vendor_name"),
        ("Quale ditta ha emesso la fattura?", "vendor_name"),
        ("Quanto si deve pagare e quando?", "total due_date"),
        ("Que empresa emitiu a fatura? A quem é dirigida?", "vendor_name customer_name"),
        ("Welk bedrijf heeft de factuur gestuurd?", "vendor_name"),
        ("Hoeveel moeten we betalen en wanneer?", "total due_date"),
        ("Jaka firma wystawiła fakturę? Ile trzeba zapłacić i kiedy?", "vendor_name total due_date"),
    ],
)
def test_questions(prompt: str, expected: str) -> None:
    assert sorted(names(prompt)) == sorted(expected.split())


@pytest.mark.parametrize(
    "greeting",
    [
        "Buenas,",
        "Good morning,",
        "Servus,",
        "Coucou,",
        "Grüß Gott,",
        "Moi,",
        "Hej,",
        "Greetings!",
        "Boas,",
        "Dag,",
    ],
)
def test_a_greeting_is_no_column(greeting: str) -> None:
    plan = compile_prompt(f"{greeting} total, IBAN")
    assert [field.name for field in plan.fields] == ["total", "iban"] and plan.unread == ()


@pytest.mark.parametrize(
    ("prompt", "table"),
    [
        ("Artikel mit Menge und Preis", "line_items(quantity unit_price)"),
        ("total, product with sku, description, qty", "line_items(sku description quantity)"),
        ("article avec désignation, quantité", "line_items(description quantity)"),
        ("producto con cantidad y precio unitario", "line_items(quantity unit_price)"),
        ("prodotto con descrizione, prezzo", "line_items(description unit_price)"),
        ("artikel met omschrijving, aantal", "line_items(description quantity)"),
        ("towar z ilość, cena", "line_items(quantity unit_price)"),
    ],
)
def test_items_with_columns_are_a_table(prompt: str, table: str) -> None:
    assert names(prompt)[-1] == table


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("total with two decimals, currency as 3-letter ISO code", "total currency"),
        ("amount due with decimal comma and without thousands separators", "total"),
        ("Brutto mit zwei Nachkommastellen, Währung als ISO-Code", "total currency"),
        ("devise en code à 3 lettres, total TTC avec deux décimales", "currency total"),
        ("moneda como código de tres letras, importe con dos decimales", "currency total"),
        ("valuta come codice ISO, totale con due decimali", "currency total"),
        ("valuta als drieletterige code, totaal met twee decimalen", "currency total"),
        ("meter reading in Gcal, gas in Sm3, heat in BTU", "meter_reading gas heat"),
        ("weight in tons, pressure in bar, speed in rpm", "weight pressure speed"),
    ],
)
def test_formats_are_no_part_of_a_name(prompt: str, expected: str) -> None:
    assert names(prompt) == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("what we paid (total incl. VAT), date", "total date"),
        ("was wir zahlen (Bruttobetrag), Datum", "total date"),
        ("ce qu'on doit (total TTC)", "total"),
        ("bank details (IBAN, BIC)", "iban bic"),
        ("Bankverbindung (IBAN und BIC)", "iban bic"),
        ("coordonnées bancaires (IBAN, BIC)", "iban bic"),
        ("datos bancarios (IBAN, SWIFT)", "iban swift"),
        ("coordinate bancarie (IBAN e BIC)", "iban bic"),
        ("dados bancários (IBAN e SWIFT)", "iban swift"),
        ("TVA (montant et taux)", "tax tax_rate"),
        ("VAT (rate and amount)", "tax_rate tax"),
        ("MwSt. (Satz, Betrag)", "tax_rate tax"),
        ("IVA (tipo e importe)", "tax_rate tax"),
        ("IVA (aliquota e importo)", "tax_rate tax"),
        ("btw (bedrag, tarief)", "tax tax_rate"),
    ],
)
def test_brackets_that_say_what_is_meant(prompt: str, expected: str) -> None:
    assert names(prompt) == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("gross pay, net wages, income tax, pension contribution", "amount amount amount amount"),
        ("money in, money out, paid in, paid out", "amount amount amount amount"),
        ("bonus, commission, allowance, overtime pay", "amount amount amount amount"),
        ("Bruttolohn, Monatsgehalt, Lohnsteuer, Arbeitgeberbeitrag", "amount amount amount amount"),
        ("salaire brut, cotisations, acompte", "amount amount amount"),
        ("salario neto, retención, alquiler", "amount amount amount"),
        ("retribuzione lorda, canone mensile, affitto", "amount amount amount"),
        ("salário líquido, renda mensal", "amount amount"),
        ("nettoloon, uurtarief, loonbelasting", "amount amount amount"),
        ("czynsz, składka, pensja netto", "amount amount amount"),
        ("pay date, pay period, pension provider, insurance company", "date text text text"),
        ("signed on, born on, approved on", "date date date"),
        ("unterschrieben am, geboren am", "date date"),
        ("signé le, firmado el, firmato il, assinado em, ondertekend op", "date date date date date"),
        ("votes for, votes against, abstentions", "number number number"),
        ("Ja-Stimmen, Anzahl Gäste", "number number"),
        ("date of payment, cost of delivery, type of amount", "date amount text"),
    ],
)
def test_types_by_name(prompt: str, expected: str) -> None:
    types = [field.type.value for field in compile_prompt(prompt).fields]
    assert types == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("vendor's name and phone", "vendor_name vendor_phone"),
        ("customer's name and email", "customer_name customer_email"),
        ("supplier's address and website", "vendor_address supplier_website"),
        ("phone of the supplier", "supplier_phone"),
        ("téléphone du client", "client_telephone"),
        ("email del proveedor", "proveedor_email"),
        ("telefono del fornitore", "fornitore_telefono"),
        ("telefone do fornecedor", "fornecedor_telefone"),
        ("Telefon des Lieferanten", "lieferanten_telefon"),
        ("telefoonnummer leverancier", "leverancier_telefoonnummer"),
        ("telefon sprzedawcy", "sprzedawcy_telefon"),
    ],
)
def test_what_a_party_has_stands_behind_its_word(prompt: str, expected: str) -> None:
    assert names(prompt) == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("inv no, inv dt, vend, cust, tot", "invoice_number invoice_date vendor_name customer_name total"),
        ("dt, tot, curr", "date total currency"),
        ("amount paid in total, total paid", "total"),
        ("total pagado", "total"),
        ("totale pagato", "total"),
        ("importo da pagare", "total"),
        ("importe a pagar", "total"),
        ("montant à payer", "total"),
        ("zu zahlender Betrag", "total"),
        ("te betalen bedrag", "total"),
        ("payment (cash or card)", "payment_method"),
        ("Zahlung (bar oder Karte)", "payment_method"),
        ("paiement (espèces ou carte)", "payment_method"),
        ("pago (efectivo o tarjeta)", "payment_method"),
        ("betaling (contant of pin)", "payment_method"),
        ("fiche de paie : net à payer, salaire brut", "net_a_payer salaire_brut"),
        ("supplier's bank account", "iban"),
        ("check-in date, check-out date", "check_in_date check_out_date"),
        ("payslip: tax code, company", "tax_code company"),
        ("electricity bill: account number, total", "account_number total"),
        ("Lohnabrechnung: Firma, Nettolohn", "firma nettolohn"),
        ("nóminas: empresa, salario neto", "empresa salario_neto"),
        ("bulletin de paie : société, salaire net", "societe salaire_net"),
    ],
)
def test_synonyms_and_words_that_mean_something_else_elsewhere(prompt: str, expected: str) -> None:
    given = names(prompt)
    assert given[-len(expected.split()) :] == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("line items with qty and price, plus the total", "line_items(quantity unit_price) total"),
        ("every line with description, qty plus the total", "line_items(description quantity) total"),
        ("Positionen mit Menge, Preis sowie den Gesamtbetrag", "line_items(quantity unit_price) total"),
        ("lignes avec désignation, qté, ainsi que le total", "line_items(description quantity) total"),
        ("líneas con cantidad, precio, así como el total", "line_items(quantity unit_price) total"),
        ("righe con quantità, prezzo, nonché il totale", "line_items(quantity unit_price) total"),
        ("linhas com qtd, preço, bem como o total", "line_items(quantity unit_price) total"),
    ],
)
def test_what_is_added_behind_columns_is_of_the_document(prompt: str, expected: str) -> None:
    assert " ".join(names(prompt)) == expected


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("nome e cognome, data", "nome_e_cognome date"),
        ("nom et prénom, adresse", "nom_et_prenom vendor_address"),
        ("nombre y apellidos, fecha", "nombre_y_apellidos date"),
        ("imię i nazwisko, data", "imie_i_nazwisko date"),
        ("Name und Vorname, Datum", "name_und_vorname date"),
        ("naam en voornaam, datum", "naam_en_voornaam date"),
    ],
)
def test_name_and_surname_are_one_column(prompt: str, expected: str) -> None:
    assert names(prompt) == expected.split()


@pytest.mark.parametrize(
    "prompt",
    [
        "all data except the line items",
        "everything but no line items",
        "Alle Angaben außer den Positionen",
        "toutes les données sauf les lignes",
        "todos los datos excepto las líneas",
        "tutti i dati tranne le righe",
        "alle gegevens behalve de regels",
    ],
)
def test_everything_but_something_is_the_default_plan_without_it(prompt: str) -> None:
    given = names(prompt)
    assert "invoice_number" in given and "iban" in given
    assert not any(name.startswith("line_items") for name in given)
