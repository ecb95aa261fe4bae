"""Whole documents: generated ones against their truth, evidence, e-invoices, other plans."""

from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import DocumentType, EvidenceSource, Severity
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.fieldplan.defaults import known_field
from ingestio_core.limits import MediaType
from ingestio_extract.grounding import ground
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document
from ingestio_extract.pages import read_pages
from ingestio_extract.pipeline import ExtractionOutcome, extract_document
from tests.support.documents import DocumentKind, broken_pdf, make_document, make_scan, password_pdf
from tests.support.documents_xml import factur_x_pdf, ubl_xml

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def _read(tmp_path: Path, number: int, kind: DocumentKind) -> tuple[ExtractionOutcome, dict[str, object]]:
    document = make_document(number, kind)
    path = tmp_path / document.filename
    path.write_bytes(document.content)
    return extract_document(path, MediaType.PDF, None), document.truth


def _lines(path: Path, lines: list[tuple[float, float, str]], pages: int = 1) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for _ in range(pages):
        canvas.setFont("Helvetica", 10)
        for x, y, text in lines:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_generated_documents_are_read_nearly_whole(tmp_path: Path, kind: DocumentKind) -> None:
    right = printed = 0
    for number in range(100, 108):
        outcome, truth = _read(tmp_path, number, kind)
        assert outcome.document_type == kind.value
        assert outcome.engine == "local"
        for name, value in truth.items():
            if value is not None and not isinstance(value, list):
                printed += 1
                right += outcome.extraction.data[name] == value
    assert right >= 0.93 * printed


@pytest.mark.parametrize(
    ("kind", "table"),
    [(DocumentKind.INVOICE, "line_items"), (DocumentKind.BANK_STATEMENT, "transactions")],
)
def test_tables_come_whole_over_all_pages(tmp_path: Path, kind: DocumentKind, table: str) -> None:
    for number in range(100, 106):
        outcome, truth = _read(tmp_path, number, kind)
        rows, wanted = outcome.extraction.data[table], truth[table]
        assert isinstance(rows, list) and isinstance(wanted, list)
        amounts = [Decimal(str(row["amount"])) for row in rows if isinstance(row, dict)]
        assert amounts == [Decimal(row["amount"]) for row in wanted]


def test_every_value_has_its_place_and_absent_ones_have_none(tmp_path: Path) -> None:
    outcome, _ = _read(tmp_path, 100, DocumentKind.INVOICE)
    extraction = outcome.extraction
    assert len(extraction.page_sizes) == outcome.pages
    for name, value in extraction.data.items():
        if isinstance(value, list):
            for index, row in enumerate(value):
                assert isinstance(row, dict)
                assert all(
                    (f"/{name}/{index}/{key}" in extraction.evidence) == (cell is not None)
                    for key, cell in row.items()
                )
        else:
            assert (f"/{name}" in extraction.evidence) == (value is not None)
    for evidence in extraction.evidence.values():
        assert evidence.page is not None and evidence.box is not None
        size = extraction.page_sizes[evidence.page - 1]
        x0, y0, x1, y1 = evidence.box
        assert 0 <= x0 < x1 <= size.width and 0 <= y0 < y1 <= size.height
        assert evidence.source is EvidenceSource.TEXT


def _told(path: Path, media_type: MediaType, plan: FieldPlan | None) -> list[int]:
    told: list[int] = []
    extract_document(path, media_type, plan, progress=told.append)
    return told


def test_progress_goes_by_pages_then_fields_then_checks(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.pdf", [(50, 50, "Invoice number: 4711"), (50, 80, "Total 12.50 EUR")], pages=3
    )
    plan = FieldPlan(fields=tuple(known_field(name) for name in ("invoice_number", "total", "iban")))
    assert _told(path, MediaType.PDF, plan) == [10, 26, 43, 60, 70, 80, 90]


def test_progress_of_many_pages_and_of_every_pair(tmp_path: Path) -> None:
    path = _lines(tmp_path / "a.pdf", [(50, 50, "Colour of the door: red")], pages=100)
    assert _told(path, MediaType.PDF, None) == [*range(10, 61), 90]


def test_progress_of_an_e_invoice(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(ubl_xml(make_document(101, DocumentKind.INVOICE)))
    assert _told(path, MediaType.XML, None) == [60, 90]


def test_progress_of_a_pdf_that_carries_its_data(tmp_path: Path) -> None:
    document = make_document(101, DocumentKind.INVOICE)
    path = tmp_path / "a.pdf"
    path.write_bytes(factur_x_pdf(document))
    told = _told(path, MediaType.PDF, None)
    assert told[:2] == [10, 60] and told[-1] == 90
    assert told == sorted(set(told))


def test_a_scan_is_read_by_ocr(tmp_path: Path) -> None:
    document = make_document(3, DocumentKind.RECEIPT)
    path = tmp_path / "a.jpg"
    path.write_bytes(make_scan(document))
    outcome = extract_document(path, MediaType.JPEG, None)
    assert outcome.document_type is DocumentType.RECEIPT
    assert outcome.extraction.data["total"] == document.truth["total"]
    assert outcome.extraction.evidence["/total"].source is EvidenceSource.OCR


def test_fields_of_any_name_are_found_by_their_words(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.pdf",
        [
            (50, 60, "Delivery note of the Elbhang works"),
            (50, 100, "Vehicle registration:"),
            (200, 100, "DD-EW 4711"),
            (50, 120, "Gross weight: 12,480 kg"),
            (50, 140, "Loaded on: 3 May 2024"),
        ],
    )
    plan = FieldPlan(
        fields=(
            FieldSpec(name="vehicle_registration", label="Vehicle registration"),
            FieldSpec(name="gross_weight", label="Gross weight", type=FieldType.NUMBER),
            FieldSpec(name="loaded_on", label="Loaded on", type=FieldType.DATE),
            FieldSpec(name="driver", label="Driver"),
        )
    )
    outcome = extract_document(path, MediaType.PDF, plan)
    assert outcome.field_plan == plan
    assert outcome.extraction.data == {
        "vehicle_registration": "DD-EW 4711",
        "gross_weight": "12480",
        "loaded_on": "2024-05-03",
        "driver": None,
    }


def test_a_table_of_any_columns_is_found_by_its_header(tmp_path: Path) -> None:
    rows = [
        ("Station", "Mileage", "Remark"),
        ("Dresden", "120", "rain"),
        ("Pirna", "145", "dry"),
        ("Bautzen", "188", "fog"),
    ]
    path = _lines(
        tmp_path / "a.pdf",
        [
            (x, 100 + 20 * index, text)
            for index, row in enumerate(rows)
            for x, text in zip((50, 200, 350), row, strict=True)
        ],
    )
    columns = (
        FieldSpec(name="station", label="Station"),
        FieldSpec(name="mileage", label="Mileage", type=FieldType.NUMBER),
        FieldSpec(name="remark", label="Remark"),
    )
    plan = FieldPlan(fields=(FieldSpec(name="stops", label="Stops", type=FieldType.TABLE, columns=columns),))
    data = extract_document(path, MediaType.PDF, plan).extraction.data
    assert data["stops"] == [
        {"station": "Dresden", "mileage": "120", "remark": "rain"},
        {"station": "Pirna", "mileage": "145", "remark": "dry"},
        {"station": "Bautzen", "mileage": "188", "remark": "fog"},
    ]


def test_a_form_gives_every_pair_as_a_field(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.pdf",
        [
            (50, 60, "Membership application form"),
            (50, 100, "First name: Ada"),
            (50, 120, "Date of birth: 10.12.1990"),
            (50, 140, "Telephone:"),
            (150, 140, "0351 4711"),
            (50, 160, "Telephone: 0170 815"),
        ],
    )
    outcome = extract_document(path, MediaType.PDF, None)
    assert outcome.document_type in (DocumentType.FORM, DocumentType.OTHER)
    assert outcome.extraction.data == {
        "first_name": "Ada",
        "date_of_birth": "10.12.1990",
        "telephone": "0351 4711",
        "telephone_2": "0170 815",
    }
    assert [spec.name for spec in outcome.field_plan.fields] == list(outcome.extraction.data)


def test_a_page_without_anything_is_a_finding_not_an_error(tmp_path: Path) -> None:
    outcome = extract_document(
        _lines(tmp_path / "a.pdf", [], pages=2), MediaType.PDF, default_plan("invoice")
    )
    assert outcome.pages == 2
    assert "no_text_found" in {finding.code for finding in outcome.extraction.findings}
    assert all(value is None for value in outcome.extraction.data.values())


@pytest.mark.parametrize(
    ("content", "code"), [(broken_pdf(), "file_damaged"), (password_pdf(), "password_protected")]
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(IngestError) as caught:
        extract_document(path, MediaType.PDF, None)
    assert caught.value.code == code


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data sets are not here")
def test_an_attached_invoice_is_taken_exactly_and_boxed_on_the_page() -> None:
    path = SHARED / "invoices-zugferd" / "python-factur-x.pdf"
    outcome = extract_document(path, MediaType.PDF, None)
    total = outcome.extraction.evidence["/total"]
    assert (outcome.engine, outcome.extraction.data["total"]) == ("xml", "571.04")
    assert (total.source, total.confidence, total.page) == (EvidenceSource.XML, 1.0, 1)
    assert total.box is not None and "571,04" in total.text
    by_page = extract_document(path, MediaType.PDF, None, use_xml=False)
    assert (by_page.engine, by_page.extraction.data["total"]) == ("local", "571.04")


def test_a_date_in_doubt_is_never_sure_and_shows_both_readings(tmp_path: Path) -> None:
    lines = [
        (50.0, 60.0, "Invoice"),
        (50.0, 100.0, "Invoice number: A-17"),
        (50.0, 120.0, "Invoice date: 3/4/2024"),
    ]
    extraction = extract_document(
        _lines(tmp_path / "a.pdf", lines), MediaType.PDF, default_plan("invoice")
    ).extraction
    noted = extraction.evidence["/invoice_date"]
    assert noted.confidence < 0.80
    assert {extraction.data["invoice_date"], noted.alternatives[0].value} == {"2024-04-03", "2024-03-04"}
    (finding,) = [item for item in extraction.findings if item.code == "date_order_unclear"]
    assert (finding.severity, finding.paths) == (Severity.INFO, ("/invoice_date",))
    assert "2024-04-03" in finding.message and "2024-03-04" in finding.message
    told = [*lines, (50.0, 140.0, "Printed on 25/4/2024")]
    sure = extract_document(
        _lines(tmp_path / "b.pdf", told), MediaType.PDF, default_plan("invoice")
    ).extraction
    assert sure.data["invoice_date"] == "2024-04-03"
    assert "date_order_unclear" not in {item.code for item in sure.findings}


def test_cells_with_a_date_in_doubt_say_so_too(tmp_path: Path) -> None:
    rows = [("Loaded", "Mileage"), ("3/4/2024", "120"), ("5/6/2024", "145")]
    places = [
        (x, 100.0 + 20 * index, text)
        for index, row in enumerate(rows)
        for x, text in zip((50.0, 200.0), row, strict=True)
    ]
    columns = (
        FieldSpec(name="loaded", label="Loaded", type=FieldType.DATE),
        FieldSpec(name="mileage", label="Mileage", type=FieldType.NUMBER),
    )
    plan = FieldPlan(fields=(FieldSpec(name="trips", label="Trips", type=FieldType.TABLE, columns=columns),))
    extraction = extract_document(_lines(tmp_path / "a.pdf", places), MediaType.PDF, plan).extraction
    (finding,) = [item for item in extraction.findings if item.code == "date_order_unclear"]
    assert finding.paths == ("/trips/0/loaded", "/trips/1/loaded")
    assert all(extraction.evidence[path].confidence < 0.80 for path in finding.paths)


def test_a_label_is_never_a_value(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.pdf",
        [
            (50, 60, "Please contact us by email or phone about your order, see www.example.com/contact-us/"),
            (50, 100, "Salesperson"),
            (200, 100, "P.O. Number"),
            (350, 100, "Terms"),
            (200, 115, "PO-3333"),
            (350, 115, "Net 30 days"),
            (50, 160, "Driver:"),
            (200, 160, "Date:"),
            (50, 200, "Phone: 0351 47 11 22 | Email: desk@example.com"),
        ],
    )
    labels = {"salesperson": "Salesperson", "driver": "Driver", "contact": "Contact", "terms": "Terms"}
    labels |= {"phone": "Phone", "email": "Email"}
    plan = FieldPlan(fields=tuple(FieldSpec(name=name, label=label) for name, label in labels.items()))
    assert extract_document(path, MediaType.PDF, plan).extraction.data == {
        "salesperson": None,
        "driver": None,
        "contact": None,
        "terms": "Net 30 days",
        "phone": "0351 47 11 22",
        "email": "desk@example.com",
    }


def test_the_date_of_an_invoice_is_not_taken_for_that_of_its_order(tmp_path: Path) -> None:
    lines = [
        (50.0, 60.0, "Invoice"),
        (50.0, 100.0, "Invoice number: A-17"),
        (50.0, 120.0, "Date: 2024-05-03"),
    ]
    plan = FieldPlan(
        fields=(known_field("order_date"), known_field("bank_name"), known_field("invoice_date"))
    )
    data = extract_document(_lines(tmp_path / "a.pdf", lines), MediaType.PDF, plan).extraction.data
    assert data == {"order_date": None, "bank_name": None, "invoice_date": "2024-05-03"}


def test_headings_that_stand_glued_together_name_two_columns(tmp_path: Path) -> None:
    rows = [
        ("ArtikelnummerBeschreibung", "", "Menge", "Preis", "Betrag"),
        ("4711", "Dachziegel rot", "2", "10,00", "20,00"),
        ("4712", "Dachlatte", "3", "5,00", "15,00"),
    ]
    path = _lines(
        tmp_path / "a.pdf",
        [
            (x, 100 + 20 * index, text)
            for index, row in enumerate(rows)
            for x, text in zip((50, 115, 300, 380, 460), row, strict=True)
            if text
        ],
    )
    columns = tuple(map(known_field, ("sku", "description", "amount")))
    items = FieldSpec(name="line_items", label="x", type=FieldType.TABLE, role="line_items", columns=columns)
    data = extract_document(path, MediaType.PDF, FieldPlan(fields=(items,))).extraction.data
    assert data["line_items"] == [
        {"sku": "4711", "description": "Dachziegel rot", "amount": "20.00"},
        {"sku": "4712", "description": "Dachlatte", "amount": "15.00"},
    ]


def test_a_text_over_two_lines_of_an_einvoice_is_boxed_on_the_page(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.pdf",
        [(50, 100, "Roof tiles, red, with"), (50, 114, "a frost guarantee"), (50, 150, "Roof tiles, blue")],
    )
    document = Document(build_layout(read_pages(path, MediaType.PDF).pages))
    long = ground(document, "Roof tiles, red, with a frost guarantee", FieldType.TEXT)
    assert long is not None and long.text == "Roof tiles, red, with a frost guarantee"
    last = ground(document, "roof tiles", FieldType.TEXT, near=9)
    assert last is not None and last.box[1] > 130
    assert ground(document, "Gutter", FieldType.TEXT) is None


def test_no_row_is_lost_where_no_sum_is_printed(tmp_path: Path) -> None:
    rows = [("Description", "Quantity", "Amount"), ("Roof tiles", "2", "20.00"), ("Battens", "3", "15.00")]
    places = [
        (x, 100.0 + 20 * index, text)
        for index, row in enumerate(rows)
        for x, text in zip((50.0, 300.0, 460.0), row, strict=True)
    ]
    data = extract_document(
        _lines(tmp_path / "a.pdf", [(50.0, 60.0, "Invoice"), *places]), MediaType.PDF, default_plan("invoice")
    ).extraction.data
    items = data["line_items"]
    assert isinstance(items, list)
    assert [item["amount"] for item in items if isinstance(item, dict)] == ["20.00", "15.00"]
