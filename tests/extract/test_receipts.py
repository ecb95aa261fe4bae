"""Receipts: what is learned of them, on made slips; the weights that ship fit the code that asks them."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.receipt_rows import ROW_FEATURES, Slip
from ingestio_extract.learned.receipt_spans import SPAN_FEATURES
from ingestio_extract.learned.receipt_values import DATE_FEATURES, TOTAL_FEATURES, amounts, dates
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.receipts import MOST_ROWS, address_text, mended, name_text, read_receipt, shipped
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageSource, PageText, Word
from tests.support.documents import GeneratedDocument, make_slip
from training.documents import make_training
from training.noise import noisy
from training.receipts import FIELDS, PAID, example, fit, made_cases, read, right, slip_of, words_of

NUMBERS = range(40_000, 40_016)
"""Slips that nothing was learned from or tuned on."""


def document_of(made: GeneratedDocument, folder: Path) -> Document:
    path = folder / made.filename
    path.write_bytes(made.content)
    return Document(build_layout(read_pages(path, MediaType.PDF).pages))


def printed(*lines: str) -> Slip:
    """A slip of whole lines, each under the last."""
    return slip_of(
        words_of(
            (text, (10.0, 20.0 * at, 10.0 + 9 * len(text), 20.0 * at + 15)) for at, text in enumerate(lines)
        )
    )


def test_the_weights_are_asked_what_they_were_trained_on() -> None:
    models = shipped()
    assert models.rows.features == ROW_FEATURES
    assert models.names.features == SPAN_FEATURES
    assert models.addresses.features == SPAN_FEATURES
    assert models.dates.features == DATE_FEATURES
    assert models.totals.features == TOTAL_FEATURES
    assert set(models.shares) == {f"receipt/{field}" for field in (*FIELDS, PAID)}


def test_made_slips_are_read(tmp_path: Path) -> None:
    hits = dict.fromkeys(FIELDS, 0)
    for number in NUMBERS:
        made = make_slip(number)
        found = read_document(
            document_of(made, tmp_path), default_plan("receipt"), DocumentType.RECEIPT
        ).scalars
        for field in FIELDS:
            hits[field] += field in found and right(field, found[field].best.value, made.truth[field])
    assert min(hits.values()) >= 0.85 * len(NUMBERS), hits


def test_a_slip_is_read_by_the_plan_of_an_invoice_too(tmp_path: Path) -> None:
    made = make_slip(40_002)
    plan = default_plan("invoice")
    found = read_document(document_of(made, tmp_path), plan, DocumentType.RECEIPT).scalars
    assert found["vendor_name"].best.value == made.truth["vendor_name"]
    assert found["invoice_date"].best.value == made.truth["date"]
    assert found["total"].best.value == made.truth["total"]
    assert Decimal(found["subtotal"].best.value) <= Decimal(found["total"].best.value)


def test_a_value_says_where_it_stands_and_what_else_it_may_be(tmp_path: Path) -> None:
    made = make_slip(40_003)
    document = document_of(made, tmp_path)
    reading = read_receipt(document)
    assert reading is not None
    address, total = reading.vendor_address, reading.total
    assert address is not None and total is not None
    lines = [row for row in document.layout.rows if row.text.strip(" ,.") in made.truth["vendor_address"]]
    assert len(lines) > 1
    assert address.best.box is not None
    assert address.best.box[1] == pytest.approx(min(row.box[1] for row in lines))
    assert address.best.box[3] == pytest.approx(max(row.box[3] for row in lines))
    assert 0 < address.confidence <= 0.99
    assert address.calibrated and total.calibrated
    assert total.others
    assert total.best.value not in {item.value for item in total.others}


def test_words_that_ocr_was_unsure_of_lower_the_confidence(tmp_path: Path) -> None:
    page = read_pages(_saved(make_slip(40_001), tmp_path), MediaType.PDF).pages[0]
    sure = read_receipt(Document(build_layout([page])))
    doubtful = tuple(Word(1, word.text, word.box, 0.5) for word in page.words)
    page = PageText(1, page.width, page.height, doubtful, page.source)
    unsure = read_receipt(Document(build_layout([page])))
    assert sure is not None and unsure is not None
    assert sure.vendor_name is not None and unsure.vendor_name is not None
    assert unsure.vendor_name.best.value == sure.vendor_name.best.value
    assert unsure.vendor_name.confidence < sure.vendor_name.confidence - 0.1


def _saved(made: GeneratedDocument, folder: Path) -> Path:
    path = folder / made.filename
    path.write_bytes(made.content)
    return path


def test_a_method_of_payment_beside_its_label_is_surer_than_one_that_just_stands_there() -> None:
    labelled, bare = (
        read_receipt(Document(build_layout(make_training(number, "receipt", plain=plain).pages)))
        for number, plain in ((140_000, True), (140_001, False))
    )
    assert labelled is not None and bare is not None
    assert labelled.payment_method is not None and bare.payment_method is not None
    assert labelled.payment_method.confidence > 0.95
    assert bare.payment_method.confidence < labelled.payment_method.confidence


def test_a_receipt_without_a_method_of_payment_has_none() -> None:
    reading = read_receipt(printed("Corner Shop", "12 Mill Lane", "02/03/2024", "TOTAL 12.00").document)
    assert reading is not None and reading.payment_method is None


def test_a_long_document_is_no_receipt() -> None:
    slip = printed(*(f"ROW {number} 1.00" for number in range(MOST_ROWS + 1)))
    assert read_receipt(slip.document) is None
    assert read_receipt(Document(build_layout([PageText(1, 100, 100, (), PageSource.OCR)]))) is None


@pytest.mark.parametrize(
    ("printed_name", "name"),
    [
        ("SINAR PADU SDN BHD (123456-X)", "SINAR PADU SDN BHD"),
        ("SINAR PADU SDN. BHD. (CO. REG NO: 123456-X)", "SINAR PADU SDN. BHD"),
        ("KEDAI 99 (JM0123456-A)", "KEDAI 99"),
        ("LUCKY ORCHID S/B 273500-U (KSB)", "LUCKY ORCHID S/B"),
        ("SEAFOOD CO. (M) SDN BHD", "SEAFOOD CO. (M) SDN BHD"),
        ("99 CORNER", "99 CORNER"),
    ],
)
def test_a_name_is_without_its_registration(printed_name: str, name: str) -> None:
    assert name_text([printed_name]).rstrip(".") == name


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("SELANG0R", "SELANGOR"),
        ("WATERFR0NT HARDWARE 5DN 8HD", "WATERFRONT HARDWARE SDN BHD"),
        ("KUALA LUMPUR 5O0O0", "KUALA LUMPUR 50000"),
        ("Se1angor", "Selangor"),
        ("JALAN SS21/60, LOT B1", "JALAN SS21/60, LOT B1"),
        ("NO.19-G, JALAN PJU5A/4", "NO.19-G, JALAN PJU5A/4"),
        ("KEDAI SOLOS", "KEDAI SOLOS"),
        ("KANASAN PERINOUSTRIAN, 81300 SKUDAL", "KAWASAN PERINDUSTRIAN, 81300 SKUDAI"),
        ("BORONG SDN BHD, SANJUNG", "BORONG SDN BHD, SANJUNG"),
    ],
)
def test_only_mistakes_of_one_reading_are_mended(seen: str, meant: str) -> None:
    assert mended(seen) == meant


def test_an_address_is_without_telephone_numbers() -> None:
    lines = [
        "ADDRESS: NO. 7, JALAN MELATI, (123456-X)",
        "46000 PETALING JAYA TEL: 03-1234 5678",
        "GST ID: 000123456789",
    ]
    assert address_text(lines) == "NO. 7, JALAN MELATI, 46000 PETALING JAYA"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Date 12/01/201821:13", "2018-01-12"),
        ("25032018 13:11:54", "2018-03-25"),
        ("07MAR2018 18:24", "2018-03-07"),
        ("TARIKH: 3.2.18", "2018-02-03"),
        ("DATE: O3/l2/2Ol8", "2018-12-03"),
        ("DATE      14      FEBRUARY      2016", "2016-02-14"),
    ],
)
def test_dates_are_read_that_ocr_ran_together(text: str, value: str) -> None:
    slip = printed("SINAR PADU SDN BHD", text)
    assert [found.candidate.value for found in dates(slip)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("TOTAL RM60.3O", ["60.30"]),
        ("ROUNDING RM .02", ["0.02"]),
        ("TOTAL 1,234. 50 CHANGE -0.05", ["1234.50", "-0.05"]),
        ("NASI 12.50SR 2 X 6.25", ["12.50", "6.25"]),
        ("12/01/2018 10.05.17 6.00%", []),
    ],
)
def test_amounts_are_read_that_ocr_spoiled(text: str, values: list[str]) -> None:
    slip = printed("SINAR PADU SDN BHD", text)
    assert [found.candidate.value for found in amounts(slip)] == values


def test_training_on_a_handful_learns_something() -> None:
    cases = made_cases(slips=range(41_000, 41_018), others=())
    family = fit([example(case) for case in cases[:14]], {"rows": 8, "spans": 8, "dates": 6, "totals": 8})
    models = family.models()
    readings = [read(case, models) for case in cases[14:]]
    hits = [
        field in reading and right(field, reading[field][0], case.truth[field])
        for reading, case in zip(readings, cases[14:], strict=True)
        for field in FIELDS
    ]
    assert sum(hits) >= len(hits) / 2


def test_noise_is_the_same_for_a_seed_and_keeps_most_of_a_page() -> None:
    words = words_of([("SINAR PADU TRADING SDN BHD 46000 PETALING JAYA", (0.0, 0.0, 460.0, 15.0))] * 20)
    seen = noisy(words, random.Random("3"))
    assert seen == noisy(words, random.Random("3"))
    assert seen != words
    letters = sum(len(word.text) for word in words)
    assert 0.85 * letters < sum(len(word.text) for word in seen) <= letters
