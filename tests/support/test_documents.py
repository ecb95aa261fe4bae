"""The made documents: the same for ever, consistent in themselves, and printed as their truth says."""

import hashlib
import re
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from stdnum import iban

from ingestio_core.fieldplan import DEFAULT_PLANS
from tests.support import documents_words as words
from tests.support.documents import (
    DocumentKind,
    GeneratedDocument,
    broken_pdf,
    make_document,
    make_photo,
    make_scan,
    make_slip,
    password_pdf,
    take_photo,
    text_named_pdf,
)
from tests.support.make_samples import SAMPLES_FOLDER, samples, write_samples


def printed(content: bytes) -> str:
    """The text of all pages with single spaces."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()
    return " ".join(text.split())


@cache
def many() -> list[GeneratedDocument]:
    return [make_document(number, kind) for kind in DocumentKind for number in range(40)]


@pytest.mark.parametrize(
    ("number", "kind", "digest"),
    [
        (1, "invoice", "c05ec98d72f6cf3f"),
        (2, "receipt", "83eb92873d7ab594"),
        (3, "purchase_order", "e5e7a1909377a847"),
        (4, "bank_statement", "0aa9ceddf0b92b12"),
        (5, "contract", "5c8079102867de76"),
        (17, "contract", "2dd453b961acf574"),
        (100, "bank_statement", "200789c4855f0993"),
        (117, "purchase_order", "ed83a0a91a81fb2f"),
    ],
)
def test_a_numbered_document_is_the_same_for_ever(number: int, kind: str, digest: str) -> None:
    document = make_document(number)
    assert document.kind == kind
    assert make_document(number).content == document.content
    assert hashlib.sha256(document.content).hexdigest()[:16] == digest


def test_truth_has_the_fields_of_the_default_plan_in_their_order() -> None:
    for document in many():
        plan = DEFAULT_PLANS[document.kind]
        assert list(document.truth) == [field.name for field in plan.fields]
        for table in plan.tables:
            for row in document.truth[table.name]:
                assert list(row) == [column.name for column in table.columns]


def test_all_languages_currencies_and_page_counts_occur() -> None:
    documents = many()
    assert {document.language for document in documents} == set(words.LANGUAGES)
    assert {document.currency for document in documents} == {"EUR", "USD", "GBP", "CHF", "PLN", "INR"}
    assert any(len(pypdfium2.PdfDocument(document.content)) > 1 for document in documents[:40])


def test_every_text_of_the_truth_is_printed() -> None:
    by_sign = re.compile(r"[\W_]+")
    for document in many():
        text = by_sign.sub("", printed(document.content))
        truth = document.truth
        texts = [truth[name] for name in truth if name.endswith(("_name", "_number", "_address", "_id"))]
        texts += [
            truth.get(name) for name in ("purchase_order", "iban", "payment_method", "title", "term", "time")
        ]
        rows = [*truth.get("line_items", ()), *truth.get("transactions", ()), *truth.get("parties", ())]
        texts += [row[name] for row in rows for name in ("description", "name", "sku") if name in row]
        for value in texts:
            assert value is None or by_sign.sub("", value) in text, (document.filename, value)


def test_every_amount_of_the_truth_is_printed() -> None:
    for document in many():
        digits = re.sub(r"[^\d]", "", printed(document.content))
        truth = document.truth
        rows = [*truth.get("line_items", ()), *truth.get("transactions", ())]
        amounts = [truth.get(name) for name in ("subtotal", "tax", "total", "opening_balance", "value")]
        amounts += [row[name] for row in rows for name in ("amount", "unit_price", "balance") if name in row]
        for value in amounts:
            assert value is None or re.sub(r"[^\d]", "", value) in digits, (document.filename, value)


def test_the_sums_add_up() -> None:
    for document in many():
        truth = document.truth
        if "transactions" in truth:
            moved = sum(Decimal(row["amount"]) for row in truth["transactions"])
            assert Decimal(truth["opening_balance"]) + moved == Decimal(truth["closing_balance"])
        if "line_items" in truth:
            rows = sum(Decimal(row["amount"]) for row in truth["line_items"])
            assert rows in {Decimal(truth[name]) for name in ("subtotal", "total") if name in truth}
        if "tax" in truth:
            assert Decimal(truth["subtotal"]) + Decimal(truth["tax"]) == Decimal(truth["total"])


def test_account_numbers_are_valid() -> None:
    numbers = [document.truth["iban"] for document in many() if document.truth.get("iban")]
    assert len(numbers) > 40
    assert all(map(iban.is_valid, numbers))


@pytest.mark.parametrize("format", ["jpeg", "png", "pdf"])
def test_a_scan_is_an_image_and_the_same_for_a_seed(format: str) -> None:
    document = make_document(1, DocumentKind.RECEIPT)
    scan = make_scan(document, 3, format=format)
    assert scan != make_scan(document, 4, format=format)
    assert scan == make_scan(document, 3, format=format)
    if format == "pdf":
        assert printed(scan) == ""
        return
    with Image.open(BytesIO(scan)) as image:
        assert image.format == format.upper()
        assert image.width > 400


def test_a_slip_is_the_same_for_ever_and_prints_its_truth() -> None:
    assert make_slip(3).content == make_slip(3).content
    by_sign = re.compile(r"[\W_]+")
    for number in range(40):
        slip = make_slip(number)
        assert list(slip.truth) == [field.name for field in DEFAULT_PLANS["receipt"].fields]
        text = by_sign.sub("", printed(slip.content))
        for name in ("vendor_name", "vendor_address", "receipt_number", "time", "total", "subtotal", "tax"):
            value = slip.truth[name]
            assert value is None or by_sign.sub("", value) in text, (slip.filename, name, value)
        rows = sum(Decimal(row["amount"]) for row in slip.truth["line_items"])
        assert slip.truth["subtotal"] in (None, str(rows))


def test_a_photo_shows_the_paper_where_it_says(tmp_path: Path) -> None:
    document = make_slip(4)
    photo = take_photo(document, 2)
    assert photo.content == make_photo(document, 2) != make_photo(document, 3)
    with Image.open(BytesIO(photo.content)) as image:
        assert image.format == "JPEG"
        assert image.size == (photo.width, photo.height)
        grey = image.convert("L")
    width, height = photo.page
    assert photo.at(0, height) == pytest.approx(photo.corners[3])
    middle = photo.at(width / 2, height - 3)
    outside = photo.at(width / 2, height + 12)
    paper, desk = (grey.getpixel((round(x), round(y))) for x, y in (middle, outside))
    assert paper > desk + 10


def test_the_bad_files_are_bad(tmp_path: Path) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(broken_pdf())
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(password_pdf()))
    pikepdf.open(BytesIO(password_pdf("other")), password="other").close()
    assert not text_named_pdf().startswith(b"%PDF")


def test_the_samples_are_what_the_generator_makes(tmp_path: Path) -> None:
    write_samples(tmp_path)
    assert sorted(path.name for path in SAMPLES_FOLDER.iterdir()) == [sample.filename for sample in samples()]
    for sample in samples():
        kept = SAMPLES_FOLDER / sample.filename
        if sample.scan:
            with Image.open(kept) as was, Image.open(tmp_path / sample.filename) as now:
                assert was.size == now.size
        else:
            assert kept.read_bytes() == (tmp_path / sample.filename).read_bytes(), sample.filename
    assert sum(path.stat().st_size for path in SAMPLES_FOLDER.iterdir()) < 2_000_000
