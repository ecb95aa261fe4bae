"""Line items, till slips and bookings in the ways that people print them."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

from pydantic import JsonValue
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import Extraction
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.pipeline import extract_document


def _read(tmp_path: Path, lines: list[tuple[float, str]], plan: FieldPlan) -> Extraction:
    """Lines of a fixed pitch, each a list of texts that begin at the given places."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Courier", 9)
    for row, (indent, text) in enumerate(lines):
        canvas.drawString(40 + indent * 5.4, 800 - 13 * row, text)
    canvas.showPage()
    canvas.save()
    path = tmp_path / "document.pdf"
    path.write_bytes(out.getvalue())
    return extract_document(path, MediaType.PDF, plan).extraction


def _printed(tmp_path: Path, text: str, plan: FieldPlan) -> Extraction:
    return _read(tmp_path, [(0, line) for line in text.strip("\n").split("\n")], plan)


def _rows(read: Extraction, name: str = "line_items") -> list[tuple[JsonValue, ...]]:
    rows = read.data[name]
    assert isinstance(rows, list)
    return [tuple(row.values()) for row in rows if isinstance(row, dict)]


def test_a_slip_with_codes_weights_discounts_and_a_void(tmp_path: Path) -> None:
    text = """
MARKET HALL
12 Mill Lane

40012345  OAT MILK
   2 x 1.20               2.40 A
BANANAS
   0.532 kg x 2.00        1.06 A
COFFEE BEANS              7.50 B
   Discount 10%          -0.75
SOAP                      1.99 B
VOID SOAP                -1.99
TEA 3 @ 2.50              7.50
TOTAL                    17.71
CASH                     20.00
"""
    read = _printed(tmp_path, text, default_plan("receipt"))
    assert _rows(read) == [
        ("OAT MILK", "2", "1.20", "2.40"),
        ("BANANAS", "0.532", "2.00", "1.06"),
        ("COFFEE BEANS", None, None, "6.75"),
        ("TEA", "3", "2.50", "7.50"),
    ]


def test_letters_right_behind_the_cents_lose_no_row(tmp_path: Path) -> None:
    slip = """
CORNER SHOP
12 Mill Lane

MILK                      2.40A
BREAD                     1.06A
COFFEE BEANS              7.50B
TOTAL                    10.96
"""
    read = _printed(tmp_path, slip, default_plan("receipt"))
    assert [row[-1] for row in _rows(read)] == ["2.40", "1.06", "7.50"]
    statement = """
FIRST BANK  Account statement  1 May 2025 to 31 May 2025

Date        Description                  Amount        Balance
                                 Opening balance   1,000.00CR
02/05/2025  Rent                       1,500.00DR      500.00DR
07/05/2025  Salary                     2,000.00CR    1,500.00CR
                                 Closing balance   1,500.00CR
"""
    read = _printed(tmp_path, statement, default_plan("bank_statement"))
    assert _rows(read, "transactions") == [
        ("2025-05-02", "Rent", "-1500.00", "-500.00"),
        ("2025-05-07", "Salary", "2000.00", "1500.00"),
    ]
    assert (read.data["opening_balance"], read.data["closing_balance"]) == ("1000.00", "1500.00")


def test_words_that_begin_like_a_sum_are_rows_all_the_same(tmp_path: Path) -> None:
    slip = """
CORNER CAFE
12 Mill Lane

ESPRESSO                  2.40
SUMMER SALAD              8.50
SUMATRA COFFEE            7.50
BAR OF SOAP               1.00
TOTAL                    19.40
"""
    read = _printed(tmp_path, slip, default_plan("receipt"))
    assert [row[0] for row in _rows(read)] == ["ESPRESSO", "SUMMER SALAD", "SUMATRA COFFEE", "BAR OF SOAP"]
    invoice = """
Rechnung 4711

Pos  Beschreibung                          Betrag
1    Buchhaltung Mai                       250,00
2    Steuerberatung Mai                    500,00
3    Umsatzsteuervoranmeldung Mai           40,00
4    Tax return of the branch              310,00
5    Versandtaschen mit Aufdruck            12,00

Nettobetrag                              1.112,00
Umsatzsteuer 19 %                          211,28
Gesamtbetrag                             1.323,28
"""
    read = _printed(tmp_path, invoice, default_plan("invoice"))
    assert [row[-1] for row in _rows(read)] == ["250.00", "500.00", "40.00", "310.00", "12.00"]


def test_discounts_of_a_row_are_told_to_the_checks(tmp_path: Path) -> None:
    text = """
Invoice 4711

Description              Qty    Price   Discount %     Amount
Oak shelf                  2    10.00         10 %      18.00
Desk lamp                  1    30.00          0 %      30.00
                                        Subtotal        48.00
                                        Total           48.00
"""
    read = _printed(tmp_path, text, default_plan("invoice"))
    assert _rows(read)[0] == ("Oak shelf", "2", "10.00", "18.00")
    assert [(item.path, Decimal(item.amount)) for item in read.adjustments] == [
        ("/line_items/0", Decimal("-2.00"))
    ]
    assert "line_amount_mismatch" not in {finding.code for finding in read.findings}


def test_negative_rows_stay_and_surcharges_of_the_document_are_no_rows(tmp_path: Path) -> None:
    text = """
Invoice 4711

Description              Qty    Price       Amount
Oak shelf                  2    10.00        20.00
Returned crate            -1     4.00        -4.00
                             Subtotal        16.00
                        Discount 10 %        -1.60
                             Shipping         5.00
                                Total        19.40
"""
    read = _printed(tmp_path, text, default_plan("invoice"))
    assert _rows(read) == [("Oak shelf", "2", "10.00", "20.00"), ("Returned crate", "-1", "4.00", "-4.00")]


def test_a_price_for_a_hundred_is_no_mistake(tmp_path: Path) -> None:
    text = """
Invoice 4711

Description              Qty        Price           Amount
Screws                   250        4.00 / 100       10.00
Nails                    100       12.00 / 100       12.00
                                       Total         22.00
"""
    read = _printed(tmp_path, text, default_plan("invoice"))
    assert _rows(read) == [("Screws", "250", "4.00", "10.00"), ("Nails", "100", "12.00", "12.00")]
    assert "line_amount_mismatch" not in {finding.code for finding in read.findings}


def test_signs_of_bookings_come_from_letters_and_days_from_above(tmp_path: Path) -> None:
    text = """
Volksbank
Kontoauszug

Datum         Buchungstext                    Betrag       Saldo
01.03.2025    Anfangssaldo                                100,00
02.03.2025    Miete Maerz                    40,00 S       60,00
              Gutschrift Kunde               25,00 H       85,00
03.03.2025    Strom                           5,00 S       80,00
"""
    rows = _rows(_printed(tmp_path, text, default_plan("bank_statement")), "transactions")
    assert [(day, amount) for day, _, amount, _ in rows][-3:] == [
        ("2025-03-02", "-40.00"),
        ("2025-03-02", "25.00"),
        ("2025-03-03", "-5.00"),
    ]


def test_repeated_labels_are_rows_of_any_table(tmp_path: Path) -> None:
    text = """
Project team

Name: Alice Wren
Extension: 411

Name: Tom Hadley
Extension: 427
"""
    columns = (FieldSpec(name="name", label="Name"), FieldSpec(name="extension", label="Extension"))
    team = FieldSpec(name="team", label="Team", type=FieldType.TABLE, columns=columns)
    read = _printed(tmp_path, text, FieldPlan(fields=(team,)))
    assert _rows(read, "team") == [("Alice Wren", "411"), ("Tom Hadley", "427")]


def test_columns_keep_the_names_that_the_plan_gives_them(tmp_path: Path) -> None:
    text = """
Invoice 4711

Description              Qty    Price       Amount
Oak shelf                  2    10.00        20.00
Desk lamp                  1    30.00        30.00
"""
    columns = (
        FieldSpec(name="article", label="Article", role="description"),
        FieldSpec(name="sum", label="Sum", type=FieldType.AMOUNT, role="amount"),
    )
    goods = FieldSpec(name="goods", label="Goods", type=FieldType.TABLE, role="line_items", columns=columns)
    read = _printed(tmp_path, text, FieldPlan(fields=(goods,)))
    assert read.data["goods"] == [
        {"article": "Oak shelf", "sum": "20.00"},
        {"article": "Desk lamp", "sum": "30.00"},
    ]
