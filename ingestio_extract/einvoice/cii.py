"""UN/CEFACT CII: Factur-X and ZUGFeRD 2 in all profiles, XRechnung, ZUGFeRD 1 and the orders of Order-X.

A step `new|old` names an element of D16B and that of ZUGFeRD 1.
"""

from typing import Final

from lxml import etree
from pydantic import JsonValue

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.einvoice.codes import INVOICE_TYPES, PAYMENT_MEANS, UNITS, in_words
from ingestio_extract.einvoice.model import Cells, EInvoice, EInvoiceSyntax
from ingestio_extract.einvoice.nodes import (
    Change,
    Node,
    adjustments,
    amount,
    children,
    first,
    iban,
    in_currency,
    iso_date,
    joined,
    lines_of,
    number,
    priced_row,
    rate,
    text_of,
    total_of,
)

_DAY: Final = "DateTimeString|DateTime"
_TOTALS: Final = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_LINE_TOTALS: Final = (
    "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
)
_NO_ITEMS: Final = frozenset({"GROUP", "INFORMATION"})
"""Lines of the EXTENDED profile that sum up or explain others (LineStatusReasonCode)."""


def read_cii(root: etree._Element, syntax: EInvoiceSyntax) -> EInvoice:
    head = first(root, "ExchangedDocument|HeaderExchangedDocument")
    trade = first(root, "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction")
    agreement = first(trade, "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement")
    delivery = first(trade, "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery")
    settlement = first(trade, "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
    seller, buyer = first(agreement, "SellerTradeParty"), first(agreement, "BuyerTradeParty")
    totals = first(settlement, _TOTALS)
    currency = text_of(settlement, "InvoiceCurrencyCode")
    items = [node for node in children(trade, "IncludedSupplyChainTradeLineItem") if _is_item(node)]
    rows, more, nodes = lines_of(items, _line)
    data: Cells = {
        "invoice_number": text_of(head, "ID"),
        "invoice_date": iso_date(text_of(head, "IssueDateTime/DateTimeString")),
        "due_date": iso_date(text_of(settlement, f"SpecifiedTradePaymentTerms/DueDateDateTime/{_DAY}")),
        "vendor_name": text_of(seller, "Name"),
        "vendor_address": _address(seller),
        "vendor_tax_id": _tax_id(seller),
        "customer_name": text_of(buyer, "Name"),
        "customer_address": _address(buyer),
        "purchase_order": text_of(agreement, "BuyerOrderReferencedDocument/IssuerAssignedID|ID"),
        "currency": currency,
        "subtotal": amount(in_currency(children(totals, "TaxBasisTotalAmount"), currency)),
        "tax": amount(in_currency(children(totals, "TaxTotalAmount"), currency)),
        "total": amount(in_currency(children(totals, "GrandTotalAmount"), currency)),
        "iban": iban(
            text_of(
                settlement, "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"
            )
        ),
        "line_items": rows,
    }
    changes = _changes(settlement)
    return EInvoice(
        syntax,
        DocumentType.INVOICE,
        _profile(root),
        data,
        {
            **_references(head, agreement, delivery, settlement),
            **_party(seller, "vendor"),
            **_party(buyer, "customer"),
            **_payment(settlement),
            **_sums(settlement, totals, changes),
        },
        more,
        adjustments(changes, (_changes(_settled(node)) for node in nodes)),
    )


def read_order(root: etree._Element) -> EInvoice:
    head = first(root, "ExchangedDocument")
    trade = first(root, "SupplyChainTradeTransaction")
    agreement = first(trade, "ApplicableHeaderTradeAgreement")
    delivery = first(trade, "ApplicableHeaderTradeDelivery")
    settlement = first(trade, "ApplicableHeaderTradeSettlement")
    event = first(delivery, "RequestedDeliverySupplyChainEvent")
    rows, more, _nodes = lines_of(children(trade, "IncludedSupplyChainTradeLineItem"), _order_line)
    data: Cells = {
        "order_number": text_of(head, "ID"),
        "order_date": iso_date(text_of(head, "IssueDateTime/DateTimeString")),
        "delivery_date": iso_date(
            text_of(
                event,
                "OccurrenceDateTime/DateTimeString",
                "OccurrenceSpecifiedPeriod/StartDateTime/DateTimeString",
            )
        ),
        "buyer_name": text_of(agreement, "BuyerTradeParty/Name"),
        "supplier_name": text_of(agreement, "SellerTradeParty/Name"),
        "delivery_address": _address(first(delivery, "ShipToTradeParty")),
        "currency": text_of(settlement, "OrderCurrencyCode"),
        "total": amount(
            text_of(
                settlement,
                "SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
                "SpecifiedTradeSettlementHeaderMonetarySummation/LineTotalAmount",
            )
        ),
        "line_items": rows,
    }
    return EInvoice(EInvoiceSyntax.ORDER_X, DocumentType.PURCHASE_ORDER, _profile(root), data, lines=more)


def _profile(root: etree._Element) -> str | None:
    context = first(root, "ExchangedDocumentContext|SpecifiedExchangedDocumentContext")
    return text_of(context, "GuidelineSpecifiedDocumentContextParameter/ID")


def _references(head: Node, agreement: Node, delivery: Node, settlement: Node) -> Cells:
    period = first(settlement, "BillingSpecifiedPeriod")
    shipped = first(delivery, "ShipToTradeParty")
    event = first(delivery, "ActualDeliverySupplyChainEvent")
    return {
        "invoice_type": in_words(INVOICE_TYPES, text_of(head, "TypeCode")),
        "note": text_of(head, "IncludedNote/Content"),
        "buyer_reference": text_of(agreement, "BuyerReference"),
        "accounting_reference": text_of(settlement, "ReceivableSpecifiedTradeAccountingAccount/ID"),
        "project_reference": text_of(agreement, "SpecifiedProcuringProject/ID"),
        "contract_reference": text_of(agreement, "ContractReferencedDocument/IssuerAssignedID|ID"),
        "sales_order": text_of(agreement, "SellerOrderReferencedDocument/IssuerAssignedID|ID"),
        "delivery_note": text_of(
            delivery,
            "DespatchAdviceReferencedDocument|DeliveryNoteReferencedDocument/IssuerAssignedID|ID",
        ),
        "preceding_invoice": text_of(settlement, "InvoiceReferencedDocument/IssuerAssignedID|ID"),
        "delivery_date": iso_date(text_of(event, f"OccurrenceDateTime/{_DAY}")),
        "delivery_name": text_of(shipped, "Name"),
        "delivery_address": _address(shipped),
        "period_start": iso_date(text_of(period, f"StartDateTime/{_DAY}")),
        "period_end": iso_date(text_of(period, f"EndDateTime/{_DAY}")),
    }


def _party(party: Node, side: str) -> Cells:
    contact = first(party, "DefinedTradeContact")
    cells: Cells = {
        f"{side}_trading_name": text_of(party, "SpecifiedLegalOrganization/TradingBusinessName"),
        f"{side}_number": text_of(party, "ID", "GlobalID"),
        f"{side}_registration": text_of(party, "SpecifiedLegalOrganization/ID"),
        f"{side}_country": text_of(party, "PostalTradeAddress/CountryID"),
        f"{side}_contact": text_of(contact, "PersonName", "DepartmentName"),
        f"{side}_phone": text_of(contact, "TelephoneUniversalCommunication/CompleteNumber"),
        f"{side}_email": text_of(contact, "EmailURIUniversalCommunication/URIID|CompleteNumber"),
    }
    if side == "customer":
        cells["customer_tax_id"] = _tax_id(party)
    else:
        local = [
            node for node in children(party, "SpecifiedTaxRegistration/ID") if node.get("schemeID") == "FC"
        ]
        cells["vendor_tax_number"] = next((node.text.strip() for node in local if node.text), None)
    return cells


def _payment(settlement: Node) -> Cells:
    means = first(settlement, "SpecifiedTradeSettlementPaymentMeans")
    account = first(means, "PayeePartyCreditorFinancialAccount")
    return {
        "payee_name": text_of(settlement, "PayeeTradeParty/Name"),
        "payment_terms": text_of(settlement, "SpecifiedTradePaymentTerms/Description"),
        "payment_method": text_of(means, "Information")
        or in_words(PAYMENT_MEANS, text_of(means, "TypeCode")),
        "payment_reference": text_of(settlement, "PaymentReference"),
        "account_number": text_of(account, "IBANID", "ProprietaryID"),
        "account_holder": text_of(account, "AccountName"),
        "bic": text_of(means, "PayeeSpecifiedCreditorFinancialInstitution/BICID"),
        "mandate_reference": text_of(settlement, "SpecifiedTradePaymentTerms/DirectDebitMandateID"),
    }


def _sums(settlement: Node, totals: Node, changes: list[Change]) -> Cells:
    return {
        "lines_total": amount(text_of(totals, "LineTotalAmount")),
        "discount_total": amount(text_of(totals, "AllowanceTotalAmount")) or total_of(changes, -1),
        "surcharge_total": amount(text_of(totals, "ChargeTotalAmount")) or total_of(changes, 1),
        "prepaid": amount(text_of(totals, "TotalPrepaidAmount")),
        "rounding": amount(text_of(totals, "RoundingAmount")),
        "amount_due": amount(text_of(totals, "DuePayableAmount")),
        "taxes": [_tax(node) for node in children(settlement, "ApplicableTradeTax")] or None,
        "adjustments": [change.cells() for change in changes] or None,
    }


def _tax(node: etree._Element) -> JsonValue:
    return {
        "category": text_of(node, "CategoryCode"),
        "rate": rate(text_of(node, "RateApplicablePercent|ApplicablePercent")),
        "basis": amount(text_of(node, "BasisAmount")),
        "amount": amount(text_of(node, "CalculatedAmount")),
        "reason": text_of(node, "ExemptionReason"),
    }


def _changes(node: Node) -> list[Change]:
    """Allowances and charges of the document or of a line, freight and the like among them."""
    found: list[Change] = []
    for item in children(node, "SpecifiedTradeAllowanceCharge"):
        value = number(text_of(item, "ActualAmount"))
        if not value:
            continue
        charge = text_of(item, "ChargeIndicator/Indicator", "ChargeIndicator") in ("true", "1")
        found.append(
            Change(
                value if charge else -value,
                text_of(item, "Reason") or ("Surcharge" if charge else "Discount"),
                rate(text_of(item, "CalculationPercent")),
                amount(text_of(item, "BasisAmount")),
                rate(text_of(item, "CategoryTradeTax/RateApplicablePercent|ApplicablePercent")),
            )
        )
    for item in children(node, "SpecifiedLogisticsServiceCharge"):
        value = number(text_of(item, "AppliedAmount"))
        if value:
            found.append(Change(value, text_of(item, "Description") or "Freight"))
    return found


def _tax_id(party: Node) -> str | None:
    ids = children(party, "SpecifiedTaxRegistration/ID")
    ids.sort(key=lambda element: element.get("schemeID") != "VA")
    return next((element.text.strip() for element in ids if element.text and element.text.strip()), None)


def _address(party: Node) -> str | None:
    at = first(party, "PostalTradeAddress")
    town = " ".join(part for part in (text_of(at, "PostcodeCode"), text_of(at, "CityName")) if part)
    lines = (text_of(at, "LineOne"), text_of(at, "LineTwo"), text_of(at, "LineThree"))
    return joined((*lines, town, text_of(at, "CountryID")))


def _is_item(line: etree._Element) -> bool:
    return text_of(line, "AssociatedDocumentLineDocument/LineStatusReasonCode") not in _NO_ITEMS


def _settled(line: etree._Element) -> Node:
    return first(line, "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement")


def _line(line: etree._Element) -> tuple[Cells, Cells]:
    agreement = first(line, "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
    delivery = first(line, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery")
    settlement = _settled(line)
    product = first(line, "SpecifiedTradeProduct")
    price = first(agreement, "NetPriceProductTradePrice")
    quantity = first(delivery, "BilledQuantity|RequestedQuantity")
    period = first(settlement, "BillingSpecifiedPeriod")
    changes = _changes(settlement)
    row = priced_row(
        text_of(product, "Name", "Description"),
        text_of(delivery, "BilledQuantity|RequestedQuantity"),
        text_of(price, "ChargeAmount"),
        text_of(price, "BasisQuantity"),
        text_of(settlement, f"{_LINE_TOTALS}/LineTotalAmount"),
    )
    cells: Cells = {
        "position": text_of(line, "AssociatedDocumentLineDocument/LineID"),
        "details": text_of(product, "Description"),
        "note": text_of(line, "AssociatedDocumentLineDocument/IncludedNote/Content"),
        "sku": text_of(product, "SellerAssignedID"),
        "customer_sku": text_of(product, "BuyerAssignedID"),
        "gtin": text_of(product, "GlobalID"),
        "unit": in_words(UNITS, None if quantity is None else quantity.get("unitCode")),
        "gross_price": amount(text_of(agreement, "GrossPriceProductTradePrice/ChargeAmount")),
        "discount": total_of(changes, -1),
        "surcharge": total_of(changes, 1),
        "tax_rate": rate(text_of(settlement, "ApplicableTradeTax/RateApplicablePercent|ApplicablePercent")),
        "tax_category": text_of(settlement, "ApplicableTradeTax/CategoryCode"),
        "period_start": iso_date(text_of(period, f"StartDateTime/{_DAY}")),
        "period_end": iso_date(text_of(period, f"EndDateTime/{_DAY}")),
        "order_line": text_of(agreement, "BuyerOrderReferencedDocument/LineID"),
        "origin": text_of(product, "OriginTradeCountry/ID"),
    }
    return row, cells


def _order_line(line: etree._Element) -> tuple[Cells, Cells]:
    row, cells = _line(line)
    product = first(line, "SpecifiedTradeProduct")
    sku = text_of(product, "SellerAssignedID", "BuyerAssignedID", "GlobalID")
    return {"sku": sku, **row}, cells
