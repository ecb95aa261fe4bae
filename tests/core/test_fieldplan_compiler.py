"""Prompts in plain words and the columns that they compile to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestio_core.fieldplan import DEFAULT_PLANS, FieldPlan, FieldType
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.fieldplan.lexicon import Key, key_of


def names(prompt: str) -> list[str]:
    """Field names; a table as `name(column column)`."""
    return [
        f"{field.name}({' '.join(column.name for column in field.columns)})" if field.columns else field.name
        for field in compile_prompt(prompt).fields
    ]


@pytest.mark.parametrize("kind", DEFAULT_PLANS)
def test_the_names_of_a_default_plan_compile_to_it(kind: str) -> None:
    plan = DEFAULT_PLANS[kind]
    prompt = ", ".join(
        f"{field.name} ({', '.join(column.name for column in field.columns)})"
        if field.columns
        else field.name
        for field in plan.fields
    )
    assert compile_prompt(prompt) == plan


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "Please extract the invoice number, date, supplier and the total amount.",
            "invoice_number invoice_date vendor_name total",
        ),
        (
            "Get me the supplier's VAT number, total as number, due date in ISO format",
            "vendor_tax_id total due_date",
        ),
        ("invoice #, VAT no.", "invoice_number vendor_tax_id"),
        ("what is the total?", "total"),
        ("company, date, address, total", "vendor_name date vendor_address total"),
        ("PO number, vendor, date, delivery date", "order_number supplier_name order_date delivery_date"),
        ("invoice number, PO number", "invoice_number purchase_order"),
        ("name and address of the supplier, IBAN", "vendor_name vendor_address iban"),
        ("vendor with address and tax id, total in EUR", "vendor_name vendor_address vendor_tax_id total"),
        ("Invoice: number, date; Vendor: name", "invoice_number invoice_date vendor_name"),
        ("Invoice number: printed at the top right", "invoice_number"),
        ("1. Invoice number\n2) Due date\n• Project code", "invoice_number due_date project_code"),
        ("Rechnungsnummer, Lieferant und Gesamtbetrag", "invoice_number vendor_name total"),
        ("Numéro de facture, fournisseur et montant TTC", "invoice_number vendor_name total"),
        ("Número de factura, fecha, proveedor y total", "invoice_number invoice_date vendor_name total"),
        ("Numero fattura, data, fornitore e totale", "invoice_number invoice_date vendor_name total"),
        ("número da fatura, fornecedor e valor total", "invoice_number vendor_name total"),
        ("Factuurnummer, leverancier en totaal", "invoice_number vendor_name total"),
        ("Numer faktury, sprzedawca i suma", "invoice_number vendor_name total"),
        ("statement period, opening balance", "period_start period_end opening_balance"),
        ("total, Total, the grand total", "total"),
        ("terms and conditions, cost center", "terms_and_conditions cost_center"),
        ("Who is the vendor, when is it due? How much is the VAT?", "vendor_name due_date tax"),
        ("Podaj NIP sprzedawcy, datę wystawienia i kwotę brutto", "vendor_tax_id invoice_date total"),
        ("den Namen des Lieferanten, Netto, MwSt. und Brutto", "vendor_name subtotal tax total"),
        ("het btw-nummer, de vervaldatum en het totaalbedrag", "vendor_tax_id due_date total"),
        ("le nom du fournisseur, le total HT, la TVA", "vendor_name subtotal tax"),
        ("I need the name of the vendor and what the total is", "vendor_name total"),
        ("invoice number, purchase\norder, total", "invoice_number purchase_order total"),
        ("the vendor\nname and the due\ndate please", "vendor_name due_date"),
        ("the IBAN, the delivery note\nnumber, total", "iban delivery_note_number total"),
        ("supplier, tax\ntotal, IBAN", "vendor_name tax total iban"),
        ("Extract\ntotal\nVAT", "total tax"),
        ("Electricity: supplier, contract number, total", "vendor_name contract_number total"),
        ("- Electricity:\n  - supplier\n  - total", "vendor_name total"),
        ("Bitte alle Rechnungen auslesen: Nummer, Netto", "invoice_number subtotal"),
        ("vendor name/address, invoice no./date", "vendor_name vendor_address invoice_number invoice_date"),
        ("Date of invoice / Amount of VAT / Total amount", "invoice_date tax total"),
        ("invoice date/due date, km/h", "invoice_date due_date km_h"),
        ("customer name and address, total", "customer_name customer_address total"),
        ("Bank statement: IBAN, period", "iban period_start period_end"),
        ("totals.net, totals.gross", "subtotal total"),
        ("proveedor (nombre, NIF), total", "vendor_name vendor_tax_id total"),
        ("customer (name and address), amount including tax", "customer_name customer_address total"),
        ("Total y forma de pago de cada ticket", "total payment_method"),
        ('{"invoice_number": "string", "total": 0}', "invoice_number total"),
        ('{"customer": {"name": "", "address": ""}}', "customer_name customer_address"),
        ('```json\n["invoiceNumber", "total"]\n```', "invoice_number total"),
        ('{"type": "object", "properties": {"total": {"type": "number"}}}', "total"),
    ],
)
def test_single_values(prompt: str, expected: str) -> None:
    assert names(prompt) == expected.split()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("all items", ["line_items(description quantity unit_price amount)"]),
        ("transactions", ["transactions(date description amount balance)"]),
        (
            "order number, line items",
            ["order_number", "line_items(sku description quantity unit_price amount)"],
        ),
        ("line items (description, qty, total)", ["line_items(description quantity amount)"]),
        ("line items: sku, price", ["line_items(sku unit_price)"]),
        (
            "total and every line with description, quantity and price",
            ["total", "line_items(description quantity unit_price)"],
        ),
        (
            "line items with description, amount, due date, total",
            ["line_items(description amount)", "due_date", "total"],
        ),
        (
            "description and price of each line item, plus the grand total",
            ["line_items(description unit_price)", "total"],
        ),
        ("Positionen mit Beschreibung, Menge und Betrag", ["line_items(description quantity amount)"]),
        ("lignes avec désignation et prix unitaire", ["line_items(description unit_price)"]),
        ("totale con righe: descrizione, quantità", ["total", "line_items(description quantity)"]),
        ("pozycje z nazwa, ilość i cena", ["line_items(description quantity unit_price)"]),
        ("line items (qty, quantity, tax, VAT)", ["line_items(quantity tax vat)"]),
        ("Line items - description, price", ["line_items(description unit_price)"]),
        ("{total, line_items: [{sku, amount}]}", ["total", "line_items(sku amount)"]),
        ("order date and for each line item the SKU, quantity", ["order_date", "line_items(sku quantity)"]),
        ("a table of all products with name and price", ["line_items(description unit_price)"]),
        ("for each person: name, role", ["person(name role)"]),
        ("employees (name, salary, start date)", ["employees(name salary start_date)"]),
        (
            "Line items as a table: article, description, qty, unit price, amount",
            ["line_items(article description quantity unit_price amount)"],
        ),
        (
            "a sheet with one row per line item: invoice number, sku, price",
            ["invoice_number", "line_items(sku unit_price)"],
        ),
        ("Positionen als Tabelle: Artikelnummer, Preis", ["line_items(sku unit_price)"]),
        ("items as table (sku, qty)", ["line_items(sku quantity)"]),
        ("Líneas de la factura: código, importe", ["line_items(sku amount)"]),
        ("lignes: prix unitaire HT, montant HT", ["line_items(unit_price amount)"]),
        ("line items (net amount, gross amount)", ["line_items(amount gross_amount)"]),
        ("line items (\n article,\n price\n)", ["line_items(description unit_price)"]),
        (
            "transactions with date, payee, reference, debit and balance",
            ["transactions(date payee reference debit balance)"],
        ),
        (
            '{"total": 0, "line_items": [{"sku": "", "qty": 0}]}',
            ["total", "line_items(sku quantity)"],
        ),
        (
            "Please extract:\n- IBAN\n- line items:\n   - description\n   - amount\n- total",
            ["iban", "line_items(description amount)", "total"],
        ),
    ],
)
def test_tables(prompt: str, expected: list[str]) -> None:
    assert names(prompt) == expected


def test_unknown_fields_get_a_name_and_a_type_of_their_own() -> None:
    plan = compile_prompt("Größe der Wohnung, delivery deadline, monthly rent, number of pages, customer no.")
    assert [(field.name, field.type, field.role) for field in plan.fields] == [
        ("grosse_der_wohnung", FieldType.TEXT, None),
        ("delivery_deadline", FieldType.DATE, None),
        ("monthly_rent", FieldType.AMOUNT, None),
        ("number_of_pages", FieldType.NUMBER, None),
        ("customer_no", FieldType.ID, None),
    ]


def test_the_label_keeps_the_persons_words_and_the_role_is_the_known_field() -> None:
    (field,) = compile_prompt("the Supplier").fields
    assert (field.name, field.label, field.role) == ("vendor_name", "Supplier", "vendor_name")


def test_names_without_latin_letters_stay_apart() -> None:
    plan = compile_prompt("发票号码, 日期")
    assert [(field.name, field.label) for field in plan.fields] == [
        ("field", "发票号码"),
        ("field_2", "日期"),
    ]


def test_a_sentence_that_names_nothing_is_told_as_unread() -> None:
    sentence = "I would like you to read these documents carefully before doing anything else at all"
    plan = compile_prompt(f"{sentence}\nIBAN")
    assert plan.unread == (sentence,)
    assert [field.name for field in plan.fields] == ["iban"]


@pytest.mark.parametrize("prompt", ["", "  \n", "???", "Thank you!", "all data from this invoice"])
def test_nothing_asked_gives_no_columns(prompt: str) -> None:
    assert compile_prompt(prompt) == FieldPlan()


@pytest.mark.parametrize(
    "prompt",
    [
        "(" * 10_000 + "a, b",
        "(a, " * 4_000,
        "total and " * 2_000,
        "- x:\n" * 4_000,
        "data # ) sku en sku ; role { : , description # i description",
    ],
)
def test_a_senseless_prompt_compiles(prompt: str) -> None:
    assert compile_prompt(prompt) == compile_prompt(prompt)


_VOCABULARY = (
    "total, ; ( ) : and und line items with date mit each Vendor invoice # no. - \n 1. tax é ł 号 ' the of "
    "per name İ en * price"
)
_WORDS = st.sampled_from(_VOCABULARY.split(" "))


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=30).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_compiles_to_a_valid_plan_and_always_the_same(prompt: str) -> None:
    plan = compile_prompt(prompt)
    assert plan == compile_prompt(prompt)
    assert FieldPlan.model_validate_json(plan.model_dump_json()) == plan


@pytest.mark.parametrize(
    ("phrase", "fields"),
    [
        ("supplier with ", 1),
        ("price of each line, ", 1),
        ("a and ", 1),
        (" and ", 0),
    ],
)
def test_the_longest_prompt_of_one_phrase_compiles(
    monkeypatch: pytest.MonkeyPatch, phrase: str, fields: int
) -> None:
    """No phrase is nested in the next, and none has its words looked at again for each that follows."""
    looked_at = 0

    def counted(texts: list[str]) -> Key:
        nonlocal looked_at
        looked_at += len(texts)
        return key_of(texts)

    monkeypatch.setattr("ingestio_core.fieldplan.phrases.key_of", counted)
    plan = compile_prompt((phrase * 4_000)[:20_000])
    assert len(plan.fields) == fields
    assert looked_at < 1_000_000
