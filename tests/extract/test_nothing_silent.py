"""What was asked for and is not there, what was left out, and what could not be read: each is told."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.checks import check_again
from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.extractions import Extraction, Finding, Severity
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.missing import missing_rows
from ingestio_extract.pipeline import extract_document
from tests.support.reading import pages_of

PEOPLE = (
    ((50, 60), "Staff list"),
    *(
        ((x, 100 + 16 * row), text)
        for row, cells in enumerate(
            (
                ("Name", "Date of birth", "IBAN", "Department of work"),
                ("Anna Thal", "01.02.1990", "DE75512108001245126199", "Sales"),
                ("Ben Kern", "03.04.1985", "DE02120300000000202051", "Stores"),
                ("Cleo Marsh", "05.06.1979", "DE02500105170137075030", "Sales"),
            )
        )
        for x, text in zip((50, 150, 250, 420), cells, strict=True)
    ),
)
NAME, IBAN = FieldSpec(name="name", label="Name"), FieldSpec(name="iban", label="IBAN", type=FieldType.ID)
PHONE = FieldSpec(name="phone", label="Phone")


def people(*columns: FieldSpec, label: str = "Persons") -> FieldPlan:
    return FieldPlan(fields=(FieldSpec(name="persons", label=label, type=FieldType.TABLE, columns=columns),))


def drawn(lines: Any) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for (x, y), text in lines:
        canvas.drawString(x, 842 - y, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(path: Path, plan: FieldPlan | None, lines: Any) -> Extraction:
    path.write_bytes(drawn(lines))
    return extract_document(path, MediaType.PDF, plan).extraction


def told(extraction: Extraction, code: str) -> list[Finding]:
    return [finding for finding in extraction.findings if finding.code == code]


def test_two_of_four_headings_are_enough(tmp_path: Path) -> None:
    got = read(tmp_path / "list.pdf", people(NAME, IBAN), PEOPLE)
    assert got.data["persons"] == [
        {"name": "Anna Thal", "iban": "DE75512108001245126199"},
        {"name": "Ben Kern", "iban": "DE02120300000000202051"},
        {"name": "Cleo Marsh", "iban": "DE02500105170137075030"},
    ]
    assert not told(got, "table_not_found") and not told(got, "column_not_found")


def test_a_table_that_a_prompt_asked_for_and_that_is_not_there_is_told(tmp_path: Path) -> None:
    lines = [((50, 60), "Dear Ms Thal,"), ((50, 90), "we thank you for your visit of last week.")]
    got = read(tmp_path / "letter.pdf", people(NAME, IBAN), lines)
    (finding,) = told(got, "table_not_found")
    assert finding.severity is Severity.WARNING and finding.paths == ("/persons",)
    assert "Persons: no rows were found" in finding.message


def test_a_default_plan_misses_a_table_only_where_lines_look_like_its_rows(tmp_path: Path) -> None:
    letter = [((50, 60), "Dear Ms Thal,"), ((50, 90), "we thank you for your visit of last week.")]
    for kind in ("invoice", "contract", "bank_statement"):
        assert not told(read(tmp_path / "letter.pdf", default_plan(kind), letter), "table_not_found")
    words = "3 Mar 2026 came 11.50", "5 Mar 2026 went 12.50", "7 Mar 2026 came 13.50"
    layout = build_layout(pages_of(drawn([((50, 60 + 40 * at), text) for at, text in enumerate(words)])))
    (finding,) = missing_rows(default_plan("bank_statement"), {"transactions": None}, Document(layout))
    assert (finding.code, finding.paths) == ("table_not_found", ("/transactions",))


def test_a_column_that_stays_empty_is_told_with_the_headings_until_it_is_typed_in(tmp_path: Path) -> None:
    plan = people(NAME, IBAN, PHONE)
    got = read(tmp_path / "list.pdf", plan, PEOPLE)
    (finding,) = told(got, "column_not_found")
    assert finding.paths == ("/persons/0/phone",)
    assert "“Phone”" in finding.message and "“Department of work”" in finding.message
    rows: Any = got.data["persons"]
    data: Any = {"persons": [{**row, "phone": "1"} for row in rows]}
    again = check_again(plan, got, data, got.evidence, ())
    assert not told(again, "column_not_found")


def test_pairs_that_are_left_out_are_counted(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Field {a}{b}" for a in letters[:5] for b in letters[:20]]
    lines = [((50, 30 + 8 * at), f"{name} number: {at}17 Elm Street") for at, name in enumerate(names)]
    got = read(tmp_path / "form.pdf", None, lines)
    (finding,) = told(got, "more_fields_than_shown")
    assert len(got.data) == 80
    assert finding.message.startswith("20 more fields were read than the 80 that are shown")


NOTE = [
    ((50, 40), "Nordwind Handel GmbH"),
    ((50, 54), "Hafenstr. 4, 20457 Hamburg"),
    ((50, 110), "Kern & Sohn KG"),
    ((50, 190), "Gutschrift"),
    ((400, 396), "MwSt 19%"),
    ((500, 396), "19,00"),
    ((400, 412), "Gutschriftsbetrag"),
    ((500, 412), "119,00"),
]


@pytest.mark.parametrize(
    "head",
    [
        ("Gutschrift Nr.:", "GS-2026-14", "Datum:", "17.03.2026", "Rechnungsnr.:", "RE-2026-301",
         "Rechnungsdatum:", "02.02.2026"),
        ("Gutschriftsnummer", "GS-2026-14", "Gutschriftsdatum", "17.03.2026", "Rechnungsnummer",
         "RE-2026-301", "Rechnungsdatum", "02.02.2026"),
        ("Rechnungsnr.:", "RE-2026-301", "Rechnungsdatum:", "02.02.2026", "Datum:", "17.03.2026",
         "Beleg-Nr.", "GS-2026-14"),
    ],
)  # fmt: skip
def test_a_credit_note_has_its_own_date_and_number(tmp_path: Path, head: tuple[str, ...]) -> None:
    beside = [((350 + 100 * (at % 2), 190 + 16 * (at // 2)), text) for at, text in enumerate(head)]
    got = read(tmp_path / "note.pdf", default_plan("invoice"), [*NOTE, *beside])
    assert got.data["invoice_date"] == "2026-03-17"
    assert got.data["invoice_number"] == "GS-2026-14"
    dates = got.evidence["/invoice_date"]
    assert dates.confidence < SURE_CONFIDENCE
    assert "2026-02-02" in [other.value for other in dates.alternatives]


def test_an_invoice_that_is_no_credit_note_keeps_its_date(tmp_path: Path) -> None:
    head = ("Rechnungsnr.:", "RE-2026-301", "Rechnungsdatum:", "02.02.2026", "Datum:", "17.03.2026")
    beside = [((350 + 100 * (at % 2), 190 + 16 * (at // 2)), text) for at, text in enumerate(head)]
    lines = [(place, text.replace("Gutschrift", "Rechnung")) for place, text in NOTE]
    for more in ([], [((50, 300), "Gutschrift Retoure")]):
        got = read(tmp_path / "invoice.pdf", default_plan("invoice"), [*lines, *beside, *more])
        assert got.data["invoice_date"] == "2026-02-02"


def invoice_xml(day: str = "2026-03-01", price: str = "100.00", payable: str = "EUR") -> bytes:
    names = "urn:oasis:names:specification:ubl:schema:xsd"
    return f"""<Invoice xmlns="{names}:Invoice-2" xmlns:cac="{names}:CommonAggregateComponents-2"
 xmlns:cbc="{names}:CommonBasicComponents-2"><cbc:ID>R-7</cbc:ID><cbc:IssueDate>{day}</cbc:IssueDate>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cac:LegalMonetaryTotal>
<cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="{payable}">119.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity>1</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="EUR">{price}</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Repair</cbc:Name></cac:Item></cac:InvoiceLine></Invoice>""".encode()


@pytest.mark.parametrize(
    ("stated", "code", "paths", "words"),
    [
        ({"day": "2026-02-30"}, "xml_value_unreadable", ("/invoice_date",), "Issue date: the e-invoice says"),
        ({"price": "1.100,00"}, "xml_value_unreadable", ("/line_items",), "Line extension amount of line 1"),
        ({"payable": "USD"}, "xml_currency_differs", (), "Payable amount: the e-invoice states 119.00 USD"),
    ],
)  # fmt: skip
def test_what_an_e_invoice_states_and_nobody_can_read_is_told(
    tmp_path: Path, stated: dict[str, str], code: str, paths: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "invoice.xml"
    for content, expected in ((invoice_xml(**stated), [code]), (invoice_xml(), [])):
        path.write_bytes(content)
        got = extract_document(path, MediaType.XML, None).extraction
        own = [one for one in got.findings if one.code.startswith("xml_")]
        assert [one.code for one in own] == expected
        assert all(one.paths == paths and one.message.startswith(words) for one in own)
