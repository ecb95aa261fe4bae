"""The truth of a made invoice as an e-invoice: UBL 2.1, CII, and Factur-X with the CII inside."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf

from tests.support.documents import GeneratedDocument

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_CII = "urn:un:unece:uncefact"


def ubl_xml(document: GeneratedDocument) -> bytes:
    """The invoice as UBL 2.1, with the CustomizationID of EN 16931."""
    truth = _escaped(document.truth)
    money = f'currencyID="{truth["currency"]}"'
    lines = "".join(
        f"<cac:InvoiceLine><cbc:ID>{number}</cbc:ID>"
        f'<cbc:InvoicedQuantity unitCode="C62">{row["quantity"]}</cbc:InvoicedQuantity>'
        f"<cbc:LineExtensionAmount {money}>{row['amount']}</cbc:LineExtensionAmount>"
        f"<cac:Item><cbc:Name>{row['description']}</cbc:Name></cac:Item>"
        f"<cac:Price><cbc:PriceAmount {money}>{row['unit_price']}</cbc:PriceAmount></cac:Price>"
        "</cac:InvoiceLine>"
        for number, row in enumerate(truth["line_items"], 1)
    )
    due = f"<cbc:DueDate>{truth['due_date']}</cbc:DueDate>" if truth["due_date"] else ""
    order = truth["purchase_order"]
    reference = f"<cac:OrderReference><cbc:ID>{order}</cbc:ID></cac:OrderReference>" if order else ""
    account = f"<cac:PayeeFinancialAccount><cbc:ID>{truth['iban']}</cbc:ID></cac:PayeeFinancialAccount>"
    means = (
        "<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>" + account + "</cac:PaymentMeans>"
    )
    text = (
        f'<Invoice xmlns="{_UBL}:Invoice-2" xmlns:cac="{_UBL}:CommonAggregateComponents-2" '
        f'xmlns:cbc="{_UBL}:CommonBasicComponents-2">'
        "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>"
        f"<cbc:ID>{truth['invoice_number']}</cbc:ID><cbc:IssueDate>{truth['invoice_date']}</cbc:IssueDate>{due}"
        "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>"
        f"<cbc:DocumentCurrencyCode>{truth['currency']}</cbc:DocumentCurrencyCode>{reference}"
        f"<cac:AccountingSupplierParty>{_ubl_party(truth, 'vendor')}</cac:AccountingSupplierParty>"
        f"<cac:AccountingCustomerParty>{_ubl_party(truth, 'customer')}</cac:AccountingCustomerParty>"
        f"{means if truth['iban'] else ''}"
        f"<cac:TaxTotal><cbc:TaxAmount {money}>{truth['tax']}</cbc:TaxAmount></cac:TaxTotal>"
        f"<cac:LegalMonetaryTotal>"
        f"<cbc:LineExtensionAmount {money}>{truth['subtotal']}</cbc:LineExtensionAmount>"
        f"<cbc:TaxExclusiveAmount {money}>{truth['subtotal']}</cbc:TaxExclusiveAmount>"
        f"<cbc:TaxInclusiveAmount {money}>{truth['total']}</cbc:TaxInclusiveAmount>"
        f"<cbc:PayableAmount {money}>{truth['total']}</cbc:PayableAmount></cac:LegalMonetaryTotal>"
        f"{lines}</Invoice>"
    )
    return _document(text)


def cii_xml(document: GeneratedDocument) -> bytes:
    """The invoice as CII D16B in the Factur-X profile EN 16931."""
    truth = _escaped(document.truth)
    lines = "".join(
        "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>"
        f"<ram:LineID>{number}</ram:LineID></ram:AssociatedDocumentLineDocument>"
        f"<ram:SpecifiedTradeProduct><ram:Name>{row['description']}</ram:Name></ram:SpecifiedTradeProduct>"
        "<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>"
        f"<ram:ChargeAmount>{row['unit_price']}</ram:ChargeAmount>"
        "</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>"
        f'<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{row["quantity"]}'
        "</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement>"
        "<ram:SpecifiedTradeSettlementLineMonetarySummation>"
        f"<ram:LineTotalAmount>{row['amount']}</ram:LineTotalAmount>"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>"
        "</ram:IncludedSupplyChainTradeLineItem>"
        for number, row in enumerate(truth["line_items"], 1)
    )
    order = (
        f"<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>{truth['purchase_order']}"
        "</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>"
    )
    means = (
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>"
        f"<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{truth['iban']}</ram:IBANID>"
        "</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
    )
    due = (
        f"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>{_cii_date(truth['due_date'])}"
        "</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
    )
    text = (
        f'<rsm:CrossIndustryInvoice xmlns:rsm="{_CII}:data:standard:CrossIndustryInvoice:100" '
        f'xmlns:ram="{_CII}:data:standard:ReusableAggregateBusinessInformationEntity:100" '
        f'xmlns:udt="{_CII}:data:standard:UnqualifiedDataType:100">'
        "<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>"
        "<ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>"
        f"</rsm:ExchangedDocumentContext><rsm:ExchangedDocument><ram:ID>{truth['invoice_number']}</ram:ID>"
        f"<ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>{_cii_date(truth['invoice_date'])}"
        f"</ram:IssueDateTime></rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>{lines}"
        "<ram:ApplicableHeaderTradeAgreement>"
        f"<ram:SellerTradeParty>{_cii_party(truth, 'vendor')}</ram:SellerTradeParty>"
        f"<ram:BuyerTradeParty>{_cii_party(truth, 'customer')}</ram:BuyerTradeParty>"
        f"{order if truth['purchase_order'] else ''}</ram:ApplicableHeaderTradeAgreement>"
        "<ram:ApplicableHeaderTradeDelivery/><ram:ApplicableHeaderTradeSettlement>"
        f"<ram:InvoiceCurrencyCode>{truth['currency']}</ram:InvoiceCurrencyCode>"
        f"{means if truth['iban'] else ''}{due if truth['due_date'] else ''}"
        "<ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
        f"<ram:LineTotalAmount>{truth['subtotal']}</ram:LineTotalAmount>"
        f"<ram:TaxBasisTotalAmount>{truth['subtotal']}</ram:TaxBasisTotalAmount>"
        f'<ram:TaxTotalAmount currencyID="{truth["currency"]}">{truth["tax"]}</ram:TaxTotalAmount>'
        f"<ram:GrandTotalAmount>{truth['total']}</ram:GrandTotalAmount>"
        f"<ram:DuePayableAmount>{truth['total']}</ram:DuePayableAmount>"
        "</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>"
        "</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"
    )
    return _document(text)


def factur_x_pdf(document: GeneratedDocument, name: str = "factur-x.xml") -> bytes:
    """The invoice's PDF with its CII attached under `name`; always the same bytes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(document.content)) as pdf:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(
            pdf,
            cii_xml(document),
            filename=name,
            mime_type="text/xml",
            relationship=pikepdf.Name.Alternative,
            creation_date="D:20250101000000Z",
            mod_date="D:20250101000000Z",
        )
        pdf.Root.AF = pikepdf.Array([pdf.attachments[name].obj])
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def _document(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _escaped(truth: dict[str, Any]) -> dict[str, Any]:
    def value(item: Any) -> Any:
        if isinstance(item, list):
            return [_escaped(row) for row in item]
        return escape(item) if isinstance(item, str) else item

    return {key: value(item) for key, item in truth.items()}


def _town(truth: dict[str, Any], party: str) -> tuple[str, str]:
    street, _, town = truth[f"{party}_address"].partition(", ")
    return street, town


def _ubl_party(truth: dict[str, Any], party: str) -> str:
    street, town = _town(truth, party)
    tax = (
        f"<cac:PartyTaxScheme><cbc:CompanyID>{truth['vendor_tax_id']}</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
    )
    return (
        f"<cac:Party><cac:PostalAddress><cbc:StreetName>{street}</cbc:StreetName>"
        f"<cbc:CityName>{town}</cbc:CityName></cac:PostalAddress>{tax if party == 'vendor' else ''}"
        f"<cac:PartyLegalEntity><cbc:RegistrationName>{truth[f'{party}_name']}</cbc:RegistrationName>"
        "</cac:PartyLegalEntity></cac:Party>"
    )


def _cii_party(truth: dict[str, Any], party: str) -> str:
    street, town = _town(truth, party)
    tax = (
        f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{truth["vendor_tax_id"]}</ram:ID>'
        "</ram:SpecifiedTaxRegistration>"
    )
    return (
        f"<ram:Name>{truth[f'{party}_name']}</ram:Name><ram:PostalTradeAddress>"
        f"<ram:LineOne>{street}</ram:LineOne><ram:CityName>{town}</ram:CityName></ram:PostalTradeAddress>"
        f"{tax if party == 'vendor' else ''}"
    )


def _cii_date(day: str | None) -> str:
    return f'<udt:DateTimeString format="102">{(day or "").replace("-", "")}</udt:DateTimeString>'
