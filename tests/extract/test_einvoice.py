"""Structured e-invoices: our own, made from truth, and the shared ones where they are present."""

import base64
import json
import tracemalloc
import zlib
from binascii import hexlify
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.errors import IngestError
from ingestio_extract.einvoice import EMBEDDED_NAMES, EInvoiceSyntax, embedded_xml, read_einvoice_xml
from tests.support.documents import DocumentKind, GeneratedDocument, broken_pdf, make_document, password_pdf
from tests.support.documents_xml import cii_xml, factur_x_pdf, ubl_xml

SHARED = Path(__file__).parents[3] / "shared" / "data" / "invoices-zugferd"
INVOICES = [make_document(number, DocumentKind.INVOICE) for number in range(20)]


def as_xml_has_it(document: GeneratedDocument) -> dict[str, Any]:
    """The truth with the IBAN as e-invoices state it, without spaces, and plain quantities."""
    truth = dict(document.truth)
    truth["iban"] = truth["iban"] and truth["iban"].replace(" ", "")
    return truth


@pytest.mark.parametrize("document", INVOICES, ids=lambda document: document.filename)
def test_ubl_and_cii_say_all_that_the_truth_says(document: GeneratedDocument) -> None:
    for xml, syntax in ((ubl_xml(document), EInvoiceSyntax.UBL), (cii_xml(document), EInvoiceSyntax.CII)):
        found = read_einvoice_xml(xml)
        assert (found.syntax, found.document_type) == (syntax, DocumentType.INVOICE)
        assert found.profile == "urn:cen.eu:en16931:2017"
        assert found.data == as_xml_has_it(document)


def test_a_credit_note_is_read_like_an_invoice() -> None:
    document = INVOICES[0]
    xml = ubl_xml(document).replace(b"<Invoice ", b"<CreditNote ").replace(b"</Invoice>", b"</CreditNote>")
    xml = xml.replace(b"InvoiceLine>", b"CreditNoteLine>").replace(b"InvoicedQuantity", b"CreditedQuantity")
    assert read_einvoice_xml(xml).data == as_xml_has_it(document)


def test_zugferd_1_has_other_words_for_the_same() -> None:
    document = INVOICES[1]
    text = cii_xml(document).decode()
    for new, old in (
        ("CrossIndustryInvoice", "CrossIndustryDocument"),
        ("rsm:ExchangedDocumentContext", "rsm:SpecifiedExchangedDocumentContext"),
        ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
        ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction"),
        ("ApplicableHeaderTrade", "ApplicableSupplyChainTrade"),
        ("SpecifiedLineTrade", "SpecifiedSupplyChainTrade"),
        ("SettlementHeaderMonetarySummation", "SettlementMonetarySummation"),
        ("SettlementLineMonetarySummation", "SettlementMonetarySummation"),
    ):
        text = text.replace(new, old)
    found = read_einvoice_xml(text.encode())
    assert found.syntax is EInvoiceSyntax.ZUGFERD_1
    assert found.data == as_xml_has_it(document)


def test_an_order_is_told_as_a_purchase_order() -> None:
    document = INVOICES[2]
    xml = cii_xml(document).replace(b"CrossIndustryInvoice", b"SCRDMCCBDACIOMessageStructure")
    xml = xml.replace(b"InvoiceCurrencyCode", b"OrderCurrencyCode").replace(
        b"BilledQuantity", b"RequestedQuantity"
    )
    found = read_einvoice_xml(xml)
    assert (found.syntax, found.document_type) == (EInvoiceSyntax.ORDER_X, DocumentType.PURCHASE_ORDER)
    assert found.data["order_number"] == document.truth["invoice_number"]
    assert found.data["supplier_name"] == document.truth["vendor_name"]
    assert found.data["total"] == document.truth["total"]
    lines = found.data["line_items"]
    assert isinstance(lines, list)
    assert lines == [{"sku": None, **row} for row in document.truth["line_items"]]


def test_a_price_may_hold_for_more_than_one_piece() -> None:
    xml = ubl_xml(make_document(0, DocumentKind.INVOICE))
    head, _, rest = xml.partition(b"<cac:InvoiceLine>")
    _, _, foot = rest.rpartition(b"</cac:InvoiceLine>")

    def unit_price(quantity: str, price: str, basis: str, amount: str) -> object:
        line = (
            f"<cac:InvoiceLine><cbc:InvoicedQuantity>{quantity}</cbc:InvoicedQuantity>"
            f"<cbc:LineExtensionAmount>{amount}</cbc:LineExtensionAmount><cac:Price>"
            f"<cbc:PriceAmount>{price}</cbc:PriceAmount><cbc:BaseQuantity>{basis}</cbc:BaseQuantity>"
            "</cac:Price></cac:InvoiceLine>"
        )
        rows: Any = read_einvoice_xml(head + line.encode() + foot).data["line_items"]
        return rows[0]["unit_price"]

    assert unit_price("200", "12.50", "100", "25.00") == "0.125"
    assert unit_price("3", "49", "49", "147.00") == "49.00"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "file_damaged"),
        (b"<Invoice", "file_damaged"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><Invoice>&x;</Invoice>', "file_damaged"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><Invoice/>', "file_damaged"),
        (b"<html/>", "not_an_einvoice"),
        (b"<Invoice/>", "not_an_einvoice"),
    ],
)
def test_other_xml_is_refused_with_a_reason(xml: bytes, code: str) -> None:
    with pytest.raises(IngestError) as caught:
        read_einvoice_xml(xml)
    assert caught.value.code == code


@pytest.mark.parametrize("name", [*EMBEDDED_NAMES, "ZUGFeRD-invoice.xml", "rechnung-4711.xml"])
def test_the_attachment_is_found_by_its_name_or_its_content(name: str, tmp_path: Path) -> None:
    path = tmp_path / "invoice.pdf"
    path.write_bytes(factur_x_pdf(INVOICES[0], name))
    assert embedded_xml(path) == cii_xml(INVOICES[0])


def test_the_attachment_is_found_where_only_the_catalog_names_it(tmp_path: Path) -> None:
    path = tmp_path / "invoice.pdf"
    with pikepdf.open(BytesIO(factur_x_pdf(INVOICES[0]))) as pdf:
        del pdf.Root.Names
        pdf.save(path)
    assert embedded_xml(path) == cii_xml(INVOICES[0])


@pytest.mark.parametrize("filters", ["/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode /FlateDecode"])
def test_the_attachment_may_be_packed_and_encrypted(filters: str, tmp_path: Path) -> None:
    content = cii_xml(INVOICES[0])
    packers: dict[str, Callable[[bytes], bytes]] = {
        "/FlateDecode": zlib.compress,
        "/ASCII85Decode": base64.a85encode,
        "/ASCIIHexDecode": hexlify,
    }
    for name in reversed(filters.split()):
        content = packers[name](content)
    end = {"/ASCII85Decode": b"~>", "/ASCIIHexDecode": b">"}.get(filters.split()[0], b"")
    path = tmp_path / "invoice.pdf"
    with pikepdf.open(BytesIO(factur_x_pdf(INVOICES[0]))) as pdf:
        stream = pdf.Root.AF[0].EF.F
        names = pikepdf.Array([pikepdf.Name(name) for name in filters.split()])
        stream.write(content + end, filter=names)
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert embedded_xml(path) == cii_xml(INVOICES[0])
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(path) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user=""))
    assert embedded_xml(locked) == cii_xml(INVOICES[0])


@pytest.mark.parametrize("times", [1, 2])
def test_an_attachment_that_would_fill_the_memory_is_none(times: int, tmp_path: Path) -> None:
    content = b" " * (120 * 2**20) + cii_xml(INVOICES[0])
    for _ in range(times):
        content = zlib.compress(content)
    path = tmp_path / "invoice.pdf"
    with pikepdf.open(BytesIO(factur_x_pdf(INVOICES[0]))) as pdf:
        pdf.Root.AF[0].EF.F.write(content, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * times))
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    tracemalloc.start()
    try:
        assert not embedded_xml(path)
        assert tracemalloc.get_traced_memory()[1] < 60 * 2**20
    finally:
        tracemalloc.stop()


def test_a_pdf_without_an_invoice_inside_has_none(tmp_path: Path) -> None:
    contents = (INVOICES[0].content, broken_pdf(), password_pdf(), b"")
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(content)
        assert embedded_xml(path) is None
    path = tmp_path / "other.pdf"
    with pikepdf.open(BytesIO(INVOICES[0].content)) as pdf:
        pdf.attachments["readme.xml"] = b"<readme/>"
        pdf.save(path)
    assert embedded_xml(path) is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared invoices are not here")
def test_all_fields_of_the_shared_invoices_are_exact() -> None:
    files = [*SHARED.glob("*.pdf"), *SHARED.glob("xml/*.xml")]
    assert len(files) == 44
    wrong = []
    for path in files:
        xml = embedded_xml(path) if path.suffix == ".pdf" else path.read_bytes()
        assert xml is not None, path.name
        found = read_einvoice_xml(xml).data
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        wrong += [f"{path.name}: {name}" for name, value in truth.items() if found[name] != value]
    assert wrong == []


@pytest.mark.parametrize(
    "associated",
    [
        5,
        pikepdf.Array([1, pikepdf.Name("/A")]),
        pikepdf.Array([pikepdf.Dictionary(UF=pikepdf.String("factur-x.xml"), EF=5)]),
        pikepdf.Array([pikepdf.Dictionary(UF=pikepdf.String("factur-x.xml"), EF=pikepdf.Dictionary(F=5))]),
    ],
)
def test_a_damaged_list_of_attachments_holds_no_invoice(tmp_path: Path, associated: object) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root["/AF"] = associated
    pdf.save(tmp_path / "a.pdf")
    assert not embedded_xml(tmp_path / "a.pdf")
