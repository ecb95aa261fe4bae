"""Structured e-invoices, read exactly: UBL 2.1, UN/CEFACT CII D16B and ZUGFeRD 1.

Sources of the paths: EN 16931-3-2 (UBL) and EN 16931-3-3 (CII), the ZUGFeRD 1.0 schema and the
Order-X 1.0 schema. Elements are found by their local names, because the four syntaxes differ
mostly in namespaces and prefixes of the same words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Final

import pikepdf
from lxml import etree
from pydantic import JsonValue

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.errors import IngestError

MAX_XML_BYTES: Final = 20 * 1024 * 1024
EMBEDDED_NAMES: Final = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")

_CENT: Final = Decimal("0.01")
_IBAN_FORM: Final = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


class EInvoiceSyntax(StrEnum):
    UBL = "ubl"
    CII = "cii"
    ZUGFERD_1 = "zugferd1"
    ORDER_X = "order-x"


@dataclass(frozen=True, slots=True)
class EInvoice:
    """What the XML states. `data` is in the shape of the default plan of `document_type`, None
    where the XML says nothing; `profile` is its guideline or customization id."""

    syntax: EInvoiceSyntax
    document_type: DocumentType
    profile: str | None
    data: Mapping[str, JsonValue]


def read_einvoice_xml(xml: bytes) -> EInvoice:
    """Reads an e-invoice.

    Raises IngestError `file_damaged` for XML that can't be parsed or declares a document type,
    `not_an_einvoice` for XML of another kind.
    """
    root = _parse(xml)
    match etree.QName(root).localname:
        case "Invoice" | "CreditNote" if "oasis" in (etree.QName(root).namespace or ""):
            return _read_ubl(root)
        case "CrossIndustryInvoice":
            return _read_cii(root, EInvoiceSyntax.CII)
        case "CrossIndustryDocument":
            return _read_cii(root, EInvoiceSyntax.ZUGFERD_1)
        case "SCRDMCCBDACIOMessageStructure":
            return _read_order(root)
        case other:
            raise IngestError(
                "not_an_einvoice",
                "Not an e-invoice",
                f"This XML file is a “{other}”. Only UBL and CII invoices (XRechnung, ZUGFeRD, Factur-X) "
                "can be read; add the invoice as a PDF instead.",
            )


def embedded_xml(path: Path) -> bytes | None:
    """The e-invoice that a PDF carries as an attachment, None where it carries none.

    Looks at the names of the Factur-X family first, then at every other XML attachment. A PDF
    that can't be opened has none: saying what is wrong with it is the intake's task.
    """
    try:
        with pikepdf.open(path) as pdf:
            attachments = dict(_attachments(pdf))
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        pikepdf.DataDecodingError,
        OSError,
        ValueError,
        TypeError,
    ):
        return None
    names = sorted(attachments, key=lambda name: (name.lower() not in EMBEDDED_NAMES, name))
    for name in names:
        content = attachments[name]
        if name.lower() in EMBEDDED_NAMES or (name.lower().endswith(".xml") and _is_einvoice(content)):
            return content
    return None


def _attachments(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Files of the name tree and of the catalog's /AF array (ISO 32000-2, 7.11.4 and 14.13)."""
    for name, attachment in pdf.attachments.items():
        yield attachment.filename or name, _stream(attachment.obj)
    associated = pdf.Root.get("/AF")
    for spec in associated.as_list() if isinstance(associated, pikepdf.Array) else ():
        if isinstance(spec, pikepdf.Dictionary):
            yield str(spec.get("/UF") or spec.get("/F") or ""), _stream(spec)


def _stream(spec: pikepdf.Object) -> bytes:
    """The attached file; nothing where a damaged PDF has something else in its place."""
    files = spec.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return b""
    stream = files.get("/F") or files.get("/UF")
    return bytes(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else b""


def _is_einvoice(content: bytes) -> bool:
    try:
        read_einvoice_xml(content)
    except IngestError:
        return False
    return True


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


def _all(node: etree._Element | None, path: str) -> list[etree._Element]:
    """Elements at a path of local names; a step may offer several as `a|b`."""
    nodes = [] if node is None else [node]
    for step in path.split("/"):
        names = step.split("|")
        nodes = [
            child
            for parent in nodes
            for child in parent.iterchildren("*")
            if etree.QName(child).localname in names
        ]
    return nodes


def _first(node: etree._Element | None, path: str) -> etree._Element | None:
    return next(iter(_all(node, path)), None)


def _text(node: etree._Element | None, *paths: str) -> str | None:
    """The first text that isn't empty at one of the paths, in their order."""
    for path in paths:
        for element in _all(node, path):
            text = " ".join((element.text or "").split())
            if text:
                return text
    return None


def _number(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _amount(text: str | None) -> str | None:
    """A decimal string without superfluous zeros, but with two decimals at least."""
    value = _number(text)
    return None if value is None else _plain(value, 2)


def _plain(value: Decimal, decimals: int) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def _iso_date(text: str | None) -> str | None:
    """An ISO date from `YYYYMMDD` (CII, format 102) or `YYYY-MM-DD`, with or without a time."""
    for form, length in (("%Y%m%d", 8), ("%Y-%m-%d", 10)):
        try:
            return datetime.strptime((text or "")[:length], form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _joined(parts: Iterable[str | None]) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _read_ubl(root: etree._Element) -> EInvoice:
    currency = _text(root, "DocumentCurrencyCode")
    seller = _first(root, "AccountingSupplierParty/Party")
    buyer = _first(root, "AccountingCustomerParty/Party")
    totals = _first(root, "LegalMonetaryTotal")
    data: dict[str, JsonValue] = {
        "invoice_number": _text(root, "ID"),
        "invoice_date": _iso_date(_text(root, "IssueDate")),
        "due_date": _iso_date(
            _text(root, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")
        ),
        "vendor_name": _ubl_name(seller),
        "vendor_address": _ubl_address(seller),
        "vendor_tax_id": _ubl_tax_id(seller),
        "customer_name": _ubl_name(buyer),
        "customer_address": _ubl_address(buyer),
        "purchase_order": _text(root, "OrderReference/ID"),
        "currency": currency,
        "subtotal": _amount(_text(totals, "TaxExclusiveAmount")),
        "tax": _amount(_in_currency(_all(root, "TaxTotal/TaxAmount"), currency)),
        "total": _amount(_text(totals, "TaxInclusiveAmount", "PayableAmount")),
        "iban": _iban(_text(root, "PaymentMeans/PayeeFinancialAccount/ID")),
        "line_items": _lines(_all(root, "InvoiceLine|CreditNoteLine"), _ubl_line),
    }
    return EInvoice(EInvoiceSyntax.UBL, DocumentType.INVOICE, _text(root, "CustomizationID"), data)


def _ubl_name(party: etree._Element | None) -> str | None:
    return _text(party, "PartyLegalEntity/RegistrationName", "PartyName/Name")


def _ubl_tax_id(party: etree._Element | None) -> str | None:
    schemes = _all(party, "PartyTaxScheme")
    vat = [scheme for scheme in schemes if _text(scheme, "TaxScheme/ID") == "VAT"]
    return next((found for scheme in (*vat, *schemes) if (found := _text(scheme, "CompanyID"))), None)


def _ubl_address(party: etree._Element | None) -> str | None:
    at = _first(party, "PostalAddress")
    town = " ".join(part for part in (_text(at, "PostalZone"), _text(at, "CityName")) if part)
    lines = [_text(line, "Line") for line in _all(at, "AddressLine")]
    country = _text(at, "Country/IdentificationCode")
    return _joined((_text(at, "StreetName"), _text(at, "AdditionalStreetName"), *lines, town, country))


def _ubl_line(line: etree._Element) -> dict[str, JsonValue]:
    return _row(
        _text(line, "Item/Name", "Item/Description"),
        _text(line, "InvoicedQuantity|CreditedQuantity"),
        _text(line, "Price/PriceAmount"),
        _text(line, "Price/BaseQuantity"),
        _text(line, "LineExtensionAmount"),
    )


def _read_cii(root: etree._Element, syntax: EInvoiceSyntax) -> EInvoice:
    head = _first(root, "ExchangedDocument|HeaderExchangedDocument")
    trade = _first(root, "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction")
    agreement = _first(trade, "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement")
    settlement = _first(trade, "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
    seller = _first(agreement, "SellerTradeParty")
    buyer = _first(agreement, "BuyerTradeParty")
    totals = _first(
        settlement,
        "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation",
    )
    currency = _text(settlement, "InvoiceCurrencyCode")
    data: dict[str, JsonValue] = {
        "invoice_number": _text(head, "ID"),
        "invoice_date": _iso_date(_text(head, "IssueDateTime/DateTimeString")),
        "due_date": _iso_date(
            _text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString|DateTime")
        ),
        "vendor_name": _text(seller, "Name"),
        "vendor_address": _cii_address(seller),
        "vendor_tax_id": _cii_tax_id(seller),
        "customer_name": _text(buyer, "Name"),
        "customer_address": _cii_address(buyer),
        "purchase_order": _text(agreement, "BuyerOrderReferencedDocument/IssuerAssignedID|ID"),
        "currency": currency,
        "subtotal": _amount(_in_currency(_all(totals, "TaxBasisTotalAmount"), currency)),
        "tax": _amount(_in_currency(_all(totals, "TaxTotalAmount"), currency)),
        "total": _amount(_in_currency(_all(totals, "GrandTotalAmount"), currency)),
        "iban": _iban(
            _text(
                settlement, "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"
            )
        ),
        "line_items": _lines(_all(trade, "IncludedSupplyChainTradeLineItem"), _cii_line),
    }
    return EInvoice(syntax, DocumentType.INVOICE, _cii_profile(root), data)


def _read_order(root: etree._Element) -> EInvoice:
    head = _first(root, "ExchangedDocument")
    trade = _first(root, "SupplyChainTradeTransaction")
    agreement = _first(trade, "ApplicableHeaderTradeAgreement")
    delivery = _first(trade, "ApplicableHeaderTradeDelivery")
    settlement = _first(trade, "ApplicableHeaderTradeSettlement")
    event = _first(delivery, "RequestedDeliverySupplyChainEvent")
    data: dict[str, JsonValue] = {
        "order_number": _text(head, "ID"),
        "order_date": _iso_date(_text(head, "IssueDateTime/DateTimeString")),
        "delivery_date": _iso_date(
            _text(
                event,
                "OccurrenceDateTime/DateTimeString",
                "OccurrenceSpecifiedPeriod/StartDateTime/DateTimeString",
            )
        ),
        "buyer_name": _text(agreement, "BuyerTradeParty/Name"),
        "supplier_name": _text(agreement, "SellerTradeParty/Name"),
        "delivery_address": _cii_address(_first(delivery, "ShipToTradeParty")),
        "currency": _text(settlement, "OrderCurrencyCode"),
        "total": _amount(
            _text(
                settlement,
                "SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
                "SpecifiedTradeSettlementHeaderMonetarySummation/LineTotalAmount",
            )
        ),
        "line_items": _lines(_all(trade, "IncludedSupplyChainTradeLineItem"), _order_line),
    }
    return EInvoice(EInvoiceSyntax.ORDER_X, DocumentType.PURCHASE_ORDER, _cii_profile(root), data)


def _cii_profile(root: etree._Element) -> str | None:
    context = _first(root, "ExchangedDocumentContext|SpecifiedExchangedDocumentContext")
    return _text(context, "GuidelineSpecifiedDocumentContextParameter/ID")


def _cii_tax_id(party: etree._Element | None) -> str | None:
    ids = _all(party, "SpecifiedTaxRegistration/ID")
    ids.sort(key=lambda element: element.get("schemeID") != "VA")
    return next((element.text.strip() for element in ids if element.text and element.text.strip()), None)


def _cii_address(party: etree._Element | None) -> str | None:
    at = _first(party, "PostalTradeAddress")
    town = " ".join(part for part in (_text(at, "PostcodeCode"), _text(at, "CityName")) if part)
    lines = (_text(at, "LineOne"), _text(at, "LineTwo"), _text(at, "LineThree"))
    return _joined((*lines, town, _text(at, "CountryID")))


def _cii_line(line: etree._Element) -> dict[str, JsonValue]:
    agreement = _first(line, "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
    delivery = _first(line, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery")
    settlement = _first(line, "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement")
    price = _first(agreement, "NetPriceProductTradePrice")
    totals = "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
    return _row(
        _text(line, "SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"),
        _text(delivery, "BilledQuantity|RequestedQuantity"),
        _text(price, "ChargeAmount"),
        _text(price, "BasisQuantity"),
        _text(settlement, f"{totals}/LineTotalAmount"),
    )


def _order_line(line: etree._Element) -> dict[str, JsonValue]:
    product = _first(line, "SpecifiedTradeProduct")
    return {"sku": _text(product, "SellerAssignedID", "BuyerAssignedID", "GlobalID"), **_cii_line(line)}


def _lines(
    lines: list[etree._Element], read: Callable[[etree._Element], dict[str, JsonValue]]
) -> list[JsonValue] | None:
    """The rows that state anything; None where the profile has no lines at all."""
    rows: list[JsonValue] = [row for line in lines if any((row := read(line)).values())]
    return rows or None


def _row(
    description: str | None, quantity: str | None, price: str | None, basis: str | None, amount: str | None
) -> dict[str, JsonValue]:
    """A row with the price of one: a stated price may hold for a hundred. Some senders fill the
    basis in wrongly, so it counts only where the row's own arithmetic doesn't speak against it."""
    count, value, per, whole = (_number(text) for text in (quantity, price, basis, amount))
    if (
        value is not None
        and per
        and per != 1
        and not (count and whole and abs(count * value - whole) < _CENT)
    ):
        value = round(value / per, 6)
    return {
        "description": description,
        "quantity": None if count is None else _plain(count, 0),
        "unit_price": None if value is None else _plain(value, 2),
        "amount": _amount(amount),
    }


def _iban(text: str | None) -> str | None:
    """An account number that has the form of an IBAN, without its spaces; None for any other."""
    compact = "".join((text or "").split())
    return compact if _IBAN_FORM.fullmatch(compact) else None


def _in_currency(amounts: list[etree._Element], currency: str | None) -> str | None:
    """Of amounts stated in two currencies the one in the invoice's own."""
    own = [element for element in amounts if element.get("currencyID") in (None, currency)]
    return next((element.text for element in own or amounts if element.text), None)
