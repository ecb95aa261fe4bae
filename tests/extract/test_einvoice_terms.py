"""What e-invoices state beyond the default plan: references, parties, payment, taxes, discounts, lines."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ingestio_core.contracts.extractions import EvidenceSource
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.limits import MediaType
from ingestio_extract.einvoice import EInvoice, read_einvoice_xml
from ingestio_extract.pipeline import extract_document
from tests.support.documents import DocumentKind, make_document
from tests.support.documents_xml import factur_x_pdf

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
UBL = f"""<Invoice xmlns="{_UBL}:Invoice-2" xmlns:cac="{_UBL}:CommonAggregateComponents-2"
 xmlns:cbc="{_UBL}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
<cbc:ID>R-7</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate>
<cbc:InvoiceTypeCode>384</cbc:InvoiceTypeCode><cbc:Note>Thank you</cbc:Note>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:BuyerReference>04011000-12345-03</cbc:BuyerReference>
<cac:InvoicePeriod><cbc:StartDate>2026-02-01</cbc:StartDate><cbc:EndDate>2026-02-28</cbc:EndDate></cac:InvoicePeriod>
<cac:OrderReference><cbc:ID>PO-1</cbc:ID><cbc:SalesOrderID>AB-9</cbc:SalesOrderID></cac:OrderReference>
<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>R-6</cbc:ID></cac:InvoiceDocumentReference>
</cac:BillingReference>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Nord</cbc:Name></cac:PartyName>
<cac:PartyTaxScheme><cbc:CompanyID>22/815/0815</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme>
</cac:PartyTaxScheme><cac:PartyTaxScheme><cbc:CompanyID>DE136695976</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID>
</cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Nord GmbH</cbc:RegistrationName>
<cbc:CompanyID>HRB 12</cbc:CompanyID></cac:PartyLegalEntity><cac:Contact><cbc:Name>Ines</cbc:Name>
<cbc:Telephone>+49 40 1</cbc:Telephone><cbc:ElectronicMail>i@nord.example</cbc:ElectronicMail></cac:Contact>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Sud AG</cbc:Name></cac:PartyName>
<cac:PartyTaxScheme><cbc:CompanyID>ATU12345675</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:PartyTaxScheme></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>R-7/2026</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>DE75512108001245126199</cbc:ID><cbc:Name>Nord GmbH</cbc:Name>
<cac:FinancialInstitutionBranch><cbc:ID>SOGEDEFF</cbc:ID></cac:FinancialInstitutionBranch>
</cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:PaymentTerms><cbc:Note>14 days net</cbc:Note></cac:PaymentTerms>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Loyalty</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>
<cbc:Amount>9.00</cbc:Amount><cbc:BaseAmount>90.00</cbc:BaseAmount></cac:AllowanceCharge>
<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason><cbc:Amount>5.00</cbc:Amount></cac:AllowanceCharge>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">16.34</cbc:TaxAmount>
<cac:TaxSubtotal><cbc:TaxableAmount>86.00</cbc:TaxableAmount><cbc:TaxAmount>16.34</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19.00</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount>90.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount>86.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>102.34</cbc:TaxInclusiveAmount>
<cbc:AllowanceTotalAmount>9.00</cbc:AllowanceTotalAmount><cbc:ChargeTotalAmount>5.00</cbc:ChargeTotalAmount>
<cbc:PrepaidAmount>2.34</cbc:PrepaidAmount><cbc:PayableAmount>100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="HUR">2</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount>90.00</cbc:LineExtensionAmount>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount>10.00</cbc:Amount></cac:AllowanceCharge>
<cac:Item><cbc:Description>At your site</cbc:Description><cbc:Name>Repair</cbc:Name>
<cac:SellersItemIdentification><cbc:ID>0042</cbc:ID></cac:SellersItemIdentification>
<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount>50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine></Invoice>"""

_CII = "urn:un:unece:uncefact:data:standard"


def cii(
    *lines: str, profile: str = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
) -> bytes:
    """The same invoice as CII, with these lines."""
    return f"""<rsm:CrossIndustryInvoice xmlns:rsm="{_CII}:CrossIndustryInvoice:100"
 xmlns:ram="{_CII}:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="{_CII}:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{profile}</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>R-7</ram:ID><ram:TypeCode>384</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20260301</udt:DateTimeString></ram:IssueDateTime>
<ram:IncludedNote><ram:Content>Thank you</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{"".join(lines)}
<ram:ApplicableHeaderTradeAgreement><ram:BuyerReference>04011000-12345-03</ram:BuyerReference>
<ram:SellerTradeParty><ram:Name>Nord GmbH</ram:Name>
<ram:SpecifiedLegalOrganization><ram:ID>HRB 12</ram:ID><ram:TradingBusinessName>Nord</ram:TradingBusinessName>
</ram:SpecifiedLegalOrganization><ram:DefinedTradeContact><ram:PersonName>Ines</ram:PersonName>
<ram:TelephoneUniversalCommunication><ram:CompleteNumber>+49 40 1</ram:CompleteNumber>
</ram:TelephoneUniversalCommunication><ram:EmailURIUniversalCommunication><ram:URIID>i@nord.example</ram:URIID>
</ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">22/815/0815</ram:ID></ram:SpecifiedTaxRegistration>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE136695976</ram:ID></ram:SpecifiedTaxRegistration>
</ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>Sud AG</ram:Name><ram:SpecifiedTaxRegistration>
<ram:ID schemeID="VA">ATU12345675</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>
<ram:SellerOrderReferencedDocument><ram:IssuerAssignedID>AB-9</ram:IssuerAssignedID>
</ram:SellerOrderReferencedDocument><ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-1</ram:IssuerAssignedID>
</ram:BuyerOrderReferencedDocument></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>R-7/2026</ram:PaymentReference>
<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>
<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE75512108001245126199</ram:IBANID>
<ram:AccountName>Nord GmbH</ram:AccountName></ram:PayeePartyCreditorFinancialAccount>
<ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>SOGEDEFF</ram:BICID>
</ram:PayeeSpecifiedCreditorFinancialInstitution></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:ApplicableTradeTax><ram:CalculatedAmount>16.34</ram:CalculatedAmount><ram:BasisAmount>86.00</ram:BasisAmount>
<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19.00</ram:RateApplicablePercent>
</ram:ApplicableTradeTax><ram:BillingSpecifiedPeriod><ram:StartDateTime>
<udt:DateTimeString format="102">20260201</udt:DateTimeString></ram:StartDateTime><ram:EndDateTime>
<udt:DateTimeString format="102">20260228</udt:DateTimeString></ram:EndDateTime></ram:BillingSpecifiedPeriod>
<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator>
<ram:CalculationPercent>10</ram:CalculationPercent><ram:BasisAmount>90.00</ram:BasisAmount>
<ram:ActualAmount>9.00</ram:ActualAmount><ram:Reason>Loyalty</ram:Reason></ram:SpecifiedTradeAllowanceCharge>
<ram:SpecifiedLogisticsServiceCharge>
<ram:Description>Freight</ram:Description>
<ram:AppliedAmount>5.00</ram:AppliedAmount></ram:SpecifiedLogisticsServiceCharge>
<ram:SpecifiedTradePaymentTerms>
<ram:Description>14 days net</ram:Description></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:LineTotalAmount>90.00</ram:LineTotalAmount>
<ram:ChargeTotalAmount>5.00</ram:ChargeTotalAmount><ram:AllowanceTotalAmount>9.00</ram:AllowanceTotalAmount>
<ram:TaxBasisTotalAmount>86.00</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">16.34</ram:TaxTotalAmount>
<ram:GrandTotalAmount>102.34</ram:GrandTotalAmount><ram:TotalPrepaidAmount>2.34</ram:TotalPrepaidAmount>
<ram:DuePayableAmount>100.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>R-6</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>""".encode()


def line(number: str, name: str, amount: str, status: str = "", discount: str = "") -> str:
    reason = f"<ram:LineStatusReasonCode>{status}</ram:LineStatusReasonCode>" if status else ""
    change = (
        "<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator>"
        f"</ram:ChargeIndicator><ram:ActualAmount>{discount}</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge>"
    )
    return (
        "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>"
        f"<ram:LineID>{number}</ram:LineID>{reason}</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct>"
        f"<ram:SellerAssignedID>0042</ram:SellerAssignedID><ram:Name>{name}</ram:Name>"
        "<ram:Description>At your site</ram:Description></ram:SpecifiedTradeProduct>"
        "<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>50.00</ram:ChargeAmount>"
        "</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>"
        '<ram:BilledQuantity unitCode="HUR">2</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>'
        "<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode>"
        "<ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
        f"{change if discount else ''}<ram:SpecifiedTradeSettlementLineMonetarySummation>"
        f"<ram:LineTotalAmount>{amount}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>"
        "</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"
    )


CII = cii(line("1", "Repair", "90.00", discount="10.00"))
TERMS: dict[str, Any] = {
    "invoice_type": "corrected invoice",
    "note": "Thank you",
    "buyer_reference": "04011000-12345-03",
    "sales_order": "AB-9",
    "preceding_invoice": "R-6",
    "period_start": "2026-02-01",
    "period_end": "2026-02-28",
    "vendor_trading_name": "Nord",
    "vendor_registration": "HRB 12",
    "vendor_tax_number": "22/815/0815",
    "vendor_contact": "Ines",
    "vendor_phone": "+49 40 1",
    "vendor_email": "i@nord.example",
    "customer_tax_id": "ATU12345675",
    "payment_terms": "14 days net",
    "payment_method": "SEPA credit transfer",
    "payment_reference": "R-7/2026",
    "account_holder": "Nord GmbH",
    "bic": "SOGEDEFF",
    "lines_total": "90.00",
    "discount_total": "9.00",
    "surcharge_total": "5.00",
    "prepaid": "2.34",
    "amount_due": "100.00",
    "taxes": [{"category": "S", "rate": "19", "basis": "86.00", "amount": "16.34", "reason": None}],
}
CELLS = {
    "position": "1",
    "details": "At your site",
    "sku": "0042",
    "unit": "h",
    "discount": "10.00",
    "tax_rate": "19",
    "tax_category": "S",
}


@pytest.mark.parametrize("xml", [UBL.encode(), CII], ids=["ubl", "cii"])
def test_both_syntaxes_state_the_same_terms(xml: bytes) -> None:
    found = read_einvoice_xml(xml)
    assert {name: found.terms[name] for name in TERMS} == TERMS
    assert found.lines[0] | CELLS == found.lines[0]
    assert [(item.path, item.amount, item.label) for item in found.adjustments] == [
        ("", "-9.00", "Loyalty"),
        ("", "5.00", "Freight"),
        ("/line_items/0", "-10.00", "Discount"),
    ]


def _extract(tmp_path: Path, xml: bytes, prompt: str) -> Any:
    path = tmp_path / "invoice.xml"
    path.write_bytes(xml)
    return extract_document(path, MediaType.XML, compile_prompt(prompt)).extraction


@pytest.mark.parametrize("xml", [UBL.encode(), CII], ids=["ubl", "cii"])
def test_a_prompt_may_ask_for_any_of_them(xml: bytes, tmp_path: Path) -> None:
    read = _extract(
        tmp_path,
        xml,
        "Leitweg-ID, payment terms, BIC, prepaid amount, tax breakdown (rate, basis, amount), "
        "line items (position, description, unit, discount, amount)",
    )
    values = list(read.data.values())
    assert values[:4] == ["04011000-12345-03", "14 days net", "SOGEDEFF", "2.34"]
    assert values[4] == [dict(zip(values[4][0], ("19", "86.00", "16.34"), strict=True))]
    assert list(values[5][0].values()) == ["1", "Repair", "h", "10.00", "90.00"]
    assert {item.source for item in read.evidence.values()} == {EvidenceSource.XML}


@pytest.mark.parametrize("xml", [UBL.encode(), CII], ids=["ubl", "cii"])
def test_discounts_and_freight_explain_the_sums(xml: bytes, tmp_path: Path) -> None:
    prompt = "subtotal, tax, total, line items (description, quantity, unit price, amount)"
    assert _extract(tmp_path, xml, prompt).findings == ()
    wrong = xml.replace(b"<cbc:Amount>9.00", b"<cbc:Amount>8.00").replace(
        b"<ram:ActualAmount>9.00", b"<ram:ActualAmount>8.00"
    )
    assert [item.code for item in _extract(tmp_path, wrong, prompt).findings] == ["line_sum_mismatch"]


def test_lines_that_group_or_explain_others_are_no_items() -> None:
    found: EInvoice = read_einvoice_xml(
        cii(
            line("1", "Works", "90.00", status="GROUP"),
            line("1.1", "Repair", "90.00", status="DETAIL"),
            line("1.1.1", "Remark", "0.00", status="INFORMATION"),
        )
    )
    rows: Any = found.data["line_items"]
    assert [row["description"] for row in rows] == ["Repair"]


def test_lines_that_the_profile_leaves_out_are_read_from_the_page(tmp_path: Path) -> None:
    document = make_document(3, DocumentKind.INVOICE)
    content = factur_x_pdf(document)
    with pikepdf.open(BytesIO(content)) as pdf:
        [(name, attachment)] = pdf.attachments.items()
        xml = attachment.get_file().read_bytes()
        start, end = xml.index(b"<ram:IncludedSupply"), xml.rindex(b"</ram:IncludedSupplyChainTradeLineItem>")
        less = xml[:start] + xml[end + len(b"</ram:IncludedSupplyChainTradeLineItem>") :]
        assert read_einvoice_xml(less).data["line_items"] is None
        del pdf.attachments[name]
        pdf.attachments[name] = less
        path = tmp_path / "invoice.pdf"
        pdf.save(path)
    read = extract_document(path, MediaType.PDF, None).extraction
    rows: Any = read.data["line_items"]
    assert [row["amount"] for row in rows] == [row["amount"] for row in document.truth["line_items"]]
    assert read.evidence["/total"].source is EvidenceSource.XML
    assert read.evidence["/line_items/0/amount"].source is EvidenceSource.TEXT
