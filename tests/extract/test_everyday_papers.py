"""Papers as offices get them: days without a year, accounts below zero, sums of any name, two tax numbers."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import Extraction
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.pipeline import extract_document

ENDS = (50, 300, 380, 540)
STATEMENT_ENDS = (50, 110, 350, 440, 540)


def _line(y: float, ends: tuple[int, ...], cells: tuple[str, ...]) -> list[tuple[float, float, str]]:
    """Cells of a row; the last three end at their place."""
    return [
        (x if at < len(ends) - 3 else -x, y, cell)
        for at, (x, cell) in enumerate(zip(ends, cells, strict=True))
        if cell
    ]


def _read(path: Path, plan: str, *pages: list[tuple[float, float, str]]) -> Extraction:
    """Texts begin at their x; those of a negative one end there."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in pages:
        canvas.setFont("Helvetica", 9)
        for x, y, text in page:
            (canvas.drawString if x > 0 else canvas.drawRightString)(abs(x), 842 - y, text)
        canvas.showPage()
    canvas.save()
    path.write_bytes(out.getvalue())
    return extract_document(path, MediaType.PDF, default_plan(plan)).extraction


def _statement(days: tuple[str, ...], period: str, below: str) -> list[tuple[float, float, str]]:
    page = [
        (50.0, 40.0, "Harbour & Vale Bank plc"),
        (50.0, 56.0, "Statement of account"),
        (50.0, 72.0, period),
    ]
    rows = (
        ("Date", "Details", "Paid out", "Paid in", "Balance"),
        (days[0], "Balance brought forward", "", "", "1,000.00"),
        (days[1], "Card: grocer", "45.20", "", "954.80"),
        (days[2], "Salary", "", "2,100.00", "3,054.80"),
        (days[3], "Machine", "3,060.00", "", f"5.20{below}"),
        (days[3], "Balance carried forward", "", "", f"5.20{below}"),
    )
    for number, cells in enumerate(rows):
        page += _line(110 + 16 * number, STATEMENT_ENDS, cells)
    return page


@pytest.mark.parametrize(
    ("days", "period", "below"),
    [
        (("20 Dec", "28 Dec", "03 Jan", "15 Jan"), "Period 20 Dec 2024 to 19 Jan 2025", " OD"),
        (("20.12.", "28.12.", "03.01.", "15.01."), "Period 20 Dec 2024 to 19 Jan 2025", "-"),
        (("20/12", "28/12", "03/01", "15/01"), "Printed on 19 Jan 2025", " DR"),
    ],
)
def test_days_without_a_year_are_of_the_statement_s_period(
    tmp_path: Path, days: tuple[str, ...], period: str, below: str
) -> None:
    read = _read(tmp_path / "statement.pdf", "bank_statement", _statement(days, period, below))
    rows: Any = read.data["transactions"]
    assert [(row["date"], row["amount"], row["balance"]) for row in rows] == [
        ("2024-12-28", "-45.20", "954.80"),
        ("2025-01-03", "2100.00", "3054.80"),
        ("2025-01-15", "-3060.00", "-5.20"),
    ]
    assert read.data["closing_balance"] == "-5.20"
    assert not {finding.code for finding in read.findings} & {"balance_mismatch", "running_balance_mismatch"}


def test_bookings_without_any_day_are_no_less_read(tmp_path: Path) -> None:
    page = _statement(("", "", "", ""), "Current account", "-")
    rows: Any = _read(tmp_path / "undated.pdf", "bank_statement", page).data["transactions"]
    assert [row["amount"] for row in rows] == ["-45.20", "2100.00", "-3060.00"]


@pytest.mark.parametrize("label", ["Net", "Goods total", "Taxable value", "Value of the above"])
def test_a_sum_of_any_name_is_no_row(tmp_path: Path, label: str) -> None:
    head = ["Pine Valley Supplies Ltd", "88 High Road, Bristol BS1 5TR", "Invoice", "Invoice no. PV-3381"]
    head += ["Date 2025-02-28", "To: Ocean Cafe Ltd"]
    page = [(50.0, 40.0 + 16 * number, text) for number, text in enumerate(head)]
    rows = (
        ("Description", "Qty", "Price", "Total"),
        ("Filter papers", "1", "100.00", "100.00"),
        ("Coffee beans", "4", "25.00", "100.00"),
    )
    for number, cells in enumerate(rows):
        page += _line(170 + 15 * number, ENDS, cells)
    sums = ((label, "200.00"), ("CGST 9%", "18.00"), ("SGST 9%", "18.00"), ("Total", "236.00"))
    for number, (name, figure) in enumerate(sums):
        page += [(300.0, 231.0 + 16 * number, name), (-540.0, 231.0 + 16 * number, figure)]
    read = _read(tmp_path / "sums.pdf", "invoice", page)
    items: Any = read.data["line_items"]
    assert [row["description"] for row in items] == ["Filter papers", "Coffee beans"]


def _invoice(number: str, total: str, label: str = "Invoice number") -> list[tuple[float, float, str]]:
    head = ["Alder Print Ltd", "4 Mill Lane, Leeds LS1 4AB", "INVOICE", f"{label}: {number}"]
    head += ["Invoice date: 14 May 2025", "Bill to: Harrow Dental Practice"]
    page = [(50.0, 40.0 + 16 * at, text) for at, text in enumerate(head)]
    return [*page, (300.0, 300.0, "Total due GBP"), (-540.0, 300.0, total)]


def test_two_invoices_in_one_file_are_told_at_every_value(tmp_path: Path) -> None:
    pages = (_invoice("INV-771", "120.00"), _invoice("INV-9002", "954.00"))
    read = _read(tmp_path / "two.pdf", "invoice", *pages)
    told = [finding for finding in read.findings if finding.code == "several_documents"]
    assert [finding.message for finding in told] == [
        "Page 1 is of number “INV-771”, page 2 of “INV-9002”: the file seems to hold several invoices, and "
        "values of both may be mixed. Split it and add its parts."
    ]
    assert {"/invoice_number", "/total"} <= set(told[0].paths)


def test_pages_of_one_invoice_are_not_told_as_several(tmp_path: Path) -> None:
    pages = (_invoice("INV-771", "120.00"), _invoice("INV-771", "954.00"))
    other = (_invoice("INV-771", "120.00"), _invoice("INV-12", "954.00", "Original invoice number"))
    for pair in (pages, other):
        codes = {finding.code for finding in _read(tmp_path / "one.pdf", "invoice", *pair).findings}
        assert "several_documents" not in codes


@pytest.mark.parametrize(("label", "value"), [("Balance due", "5349.99"), ("Total", "7349.99")])
def test_what_is_left_to_pay_is_not_the_total(tmp_path: Path, label: str, value: str) -> None:
    page = _invoice("10-4432", "7,349.99")
    page += [(300.0, 316.0, "Deposit received"), (-540.0, 316.0, "-2,000.00")]
    page += [(300.0, 332.0, "Balance Due"), (-540.0, 332.0, "5,349.99")]
    page = [(x, y, text.replace("Total due GBP", "Total GBP")) for x, y, text in page]
    _read(tmp_path / "left.pdf", "invoice", page)
    spec = FieldSpec(name="total", label=label, role="total", type=FieldType.AMOUNT)
    plan = FieldPlan(fields=(spec,))
    read = extract_document(tmp_path / "left.pdf", MediaType.PDF, plan).extraction
    assert read.data["total"] == value


def test_a_column_called_position_may_say_what_is_sold(tmp_path: Path) -> None:
    page = [(50.0, 40.0, "Stadtwerke Nordheim GmbH"), (50.0, 60.0, "Rechnungsnummer: 77-120-93")]
    rows = (
        ("Position", "Verbrauch", "Preis", "Betrag EUR"),
        ("Strom Arbeitspreis", "3.412 kWh", "0,3190", "1.088,43"),
        ("Grundpreis", "12 Mon.", "9,90", "118,80"),
    )
    for number, cells in enumerate(rows):
        page += _line(120 + 15 * number, ENDS, cells)
    items: Any = _read(tmp_path / "position.pdf", "invoice", page).data["line_items"]
    assert [row["description"] for row in items] == ["Strom Arbeitspreis", "Grundpreis"]


def test_the_tax_number_is_that_of_the_seller_whose_block_stands_beside_the_buyer_s(tmp_path: Path) -> None:
    page = [
        (50.0, 40.0, "Sprzedawca: Zaklad Uslug Wodnych Sp. z o.o."),
        (50.0, 54.0, "ul. Dluga 5, 80-831 Gdansk"),
        (50.0, 68.0, "NIP: 5260250274"),
        (330.0, 40.0, "Nabywca: Jan Kowalski Transport"),
        (330.0, 54.0, "ul. Krotka 1, 00-001 Warszawa"),
        (330.0, 68.0, "NIP: 1234563218"),
        (50.0, 120.0, "Faktura VAT nr FV/12/2025"),
        (50.0, 140.0, "Data wystawienia: 2025-12-01"),
        (300.0, 200.0, "Do zaplaty"),
        (480.0, 200.0, "5 178,30 PLN"),
    ]
    assert _read(tmp_path / "nip.pdf", "invoice", page).data["vendor_tax_id"] == "5260250274"


@pytest.mark.parametrize(
    ("lasts", "secret"),
    [
        (
            "The term of this agreement is 36 months.",
            "All is kept secret during the term and for two years after it.",
        ),
        ("La durée du contrat est fixée à 36 mois.", "Secret: la durée et deux ans après."),
        ("De looptijd is 36 maanden.", "Geheimhouding geldt tijdens de looptijd en twee jaar daarna."),
    ],
)
def test_what_is_kept_secret_afterwards_is_not_the_term_of_a_contract(
    tmp_path: Path, lasts: str, secret: str
) -> None:
    page = [(50.0, 60.0, "Contract"), (50.0, 100.0, secret), (50.0, 130.0, lasts)]
    assert _read(tmp_path / "contract.pdf", "contract", page).data["term"].startswith("36")
