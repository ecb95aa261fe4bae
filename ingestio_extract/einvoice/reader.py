"""One file of XML in, what it states out."""

from dataclasses import replace
from typing import Final

from lxml import etree

from ingestio_core.errors import IngestError
from ingestio_extract.einvoice.cii import read_cii, read_order
from ingestio_extract.einvoice.model import EInvoice, EInvoiceSyntax
from ingestio_extract.einvoice.ubl import read_ubl
from ingestio_extract.einvoice.unreadable import in_another_currency, unreadable

MAX_XML_BYTES: Final = 20 * 1024 * 1024


def read_einvoice_xml(xml: bytes) -> EInvoice:
    """Reads an e-invoice.

    Raises IngestError `file_damaged` for XML that can't be parsed or declares a document type,
    `not_an_einvoice` for XML of another kind.
    """
    root = _parse(xml)
    invoice = _read(root)
    currency = invoice.data.get("currency")
    return replace(
        invoice,
        unreadable=unreadable(root),
        foreign=in_another_currency(root, currency if isinstance(currency, str) else None),
    )


def _read(root: etree._Element) -> EInvoice:
    match etree.QName(root).localname:
        case "Invoice" | "CreditNote" if "oasis" in (etree.QName(root).namespace or ""):
            return read_ubl(root)
        case "CrossIndustryInvoice":
            return read_cii(root, EInvoiceSyntax.CII)
        case "CrossIndustryDocument":
            return read_cii(root, EInvoiceSyntax.ZUGFERD_1)
        case "SCRDMCCBDACIOMessageStructure":
            return read_order(root)
        case other:
            raise IngestError(
                "not_an_einvoice",
                "Not an e-invoice",
                f"This XML file is a “{other}”. Only UBL and CII invoices (XRechnung, ZUGFeRD, Factur-X) "
                "can be read; add the invoice as a PDF instead.",
            )


def _parse(xml: bytes) -> etree._Element:
    """Parses with nothing loaded from outside and no entities: a document type is refused whole."""
    damaged = IngestError(
        "file_damaged",
        "Damaged file",
        "This XML file can't be read. Ask the sender for it again, or add the invoice as a PDF.",
    )
    if len(xml) > MAX_XML_BYTES:
        raise damaged
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged
    return root
