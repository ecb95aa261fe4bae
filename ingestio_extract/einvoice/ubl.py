"""UBL 2.1 invoices and credit notes, after EN 16931-3-2, XRechnung and Peppol BIS Billing 3."""

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


def read_ubl(root: etree._Element) -> EInvoice:
    currency = text_of(root, "DocumentCurrencyCode")
    seller = first(root, "AccountingSupplierParty/Party")
    buyer = first(root, "AccountingCustomerParty/Party")
    totals = first(root, "LegalMonetaryTotal")
    rows, more, nodes = lines_of(children(root, "InvoiceLine|CreditNoteLine"), _line)
    data: Cells = {
        "invoice_number": text_of(root, "ID"),
        "invoice_date": iso_date(text_of(root, "IssueDate")),
        "due_date": iso_date(
            text_of(root, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")
        ),
        "vendor_name": _name(seller),
        "vendor_address": _address(first(seller, "PostalAddress")),
        "vendor_tax_id": _tax_id(seller),
        "customer_name": _name(buyer),
        "customer_address": _address(first(buyer, "PostalAddress")),
        "purchase_order": text_of(root, "OrderReference/ID"),
        "currency": currency,
        "subtotal": amount(text_of(totals, "TaxExclusiveAmount")),
        "tax": amount(in_currency(children(root, "TaxTotal/TaxAmount"), currency)),
        "total": amount(text_of(totals, "TaxInclusiveAmount", "PayableAmount")),
        "iban": iban(text_of(root, "PaymentMeans/PayeeFinancialAccount/ID")),
        "line_items": rows,
    }
    changes = _changes(root)
    return EInvoice(
        EInvoiceSyntax.UBL,
        DocumentType.INVOICE,
        text_of(root, "CustomizationID"),
        data,
        {
            **_references(root),
            **_party(seller, "vendor"),
            **_party(buyer, "customer"),
            **_payment(root),
            **_sums(root, totals, changes),
        },
        more,
        adjustments(changes, (_changes(node) for node in nodes)),
    )


def _references(root: etree._Element) -> Cells:
    delivery = first(root, "Delivery")
    return {
        "invoice_type": in_words(INVOICE_TYPES, text_of(root, "InvoiceTypeCode|CreditNoteTypeCode")),
        "note": text_of(root, "Note"),
        "buyer_reference": text_of(root, "BuyerReference"),
        "accounting_reference": text_of(root, "AccountingCost"),
        "project_reference": text_of(root, "ProjectReference/ID"),
        "contract_reference": text_of(root, "ContractDocumentReference/ID"),
        "sales_order": text_of(root, "OrderReference/SalesOrderID"),
        "delivery_note": text_of(root, "DespatchDocumentReference/ID"),
        "preceding_invoice": text_of(root, "BillingReference/InvoiceDocumentReference/ID"),
        "delivery_date": iso_date(text_of(delivery, "ActualDeliveryDate")),
        "delivery_name": text_of(delivery, "DeliveryParty/PartyName/Name"),
        "delivery_address": _address(first(delivery, "DeliveryLocation/Address")),
        "period_start": iso_date(text_of(root, "InvoicePeriod/StartDate")),
        "period_end": iso_date(text_of(root, "InvoicePeriod/EndDate")),
    }


def _party(party: Node, side: str) -> Cells:
    contact = first(party, "Contact")
    cells: Cells = {
        f"{side}_trading_name": text_of(party, "PartyName/Name"),
        f"{side}_number": text_of(party, "PartyIdentification/ID"),
        f"{side}_registration": text_of(party, "PartyLegalEntity/CompanyID"),
        f"{side}_country": text_of(party, "PostalAddress/Country/IdentificationCode"),
        f"{side}_contact": text_of(contact, "Name"),
        f"{side}_phone": text_of(contact, "Telephone"),
        f"{side}_email": text_of(contact, "ElectronicMail"),
    }
    if side == "customer":
        cells["customer_tax_id"] = _tax_id(party)
    else:
        cells["vendor_tax_number"] = next(
            (
                found
                for scheme in children(party, "PartyTaxScheme")
                if text_of(scheme, "TaxScheme/ID") != "VAT" and (found := text_of(scheme, "CompanyID"))
            ),
            None,
        )
    return cells


def _payment(root: etree._Element) -> Cells:
    means = first(root, "PaymentMeans")
    account = first(means, "PayeeFinancialAccount")
    code = first(means, "PaymentMeansCode")
    said = None if code is None else code.get("name")
    return {
        "payee_name": _name(first(root, "PayeeParty")),
        "payment_terms": text_of(root, "PaymentTerms/Note"),
        "payment_method": said or in_words(PAYMENT_MEANS, text_of(means, "PaymentMeansCode")),
        "payment_reference": text_of(means, "PaymentID"),
        "account_number": text_of(account, "ID"),
        "account_holder": text_of(account, "Name"),
        "bic": text_of(account, "FinancialInstitutionBranch/ID"),
        "mandate_reference": text_of(means, "PaymentMandate/ID"),
    }


def _sums(root: etree._Element, totals: Node, changes: list[Change]) -> Cells:
    return {
        "lines_total": amount(text_of(totals, "LineExtensionAmount")),
        "discount_total": amount(text_of(totals, "AllowanceTotalAmount")) or total_of(changes, -1),
        "surcharge_total": amount(text_of(totals, "ChargeTotalAmount")) or total_of(changes, 1),
        "prepaid": amount(text_of(totals, "PrepaidAmount")),
        "rounding": amount(text_of(totals, "PayableRoundingAmount")),
        "amount_due": amount(text_of(totals, "PayableAmount")),
        "taxes": [_tax(node) for node in children(root, "TaxTotal/TaxSubtotal")] or None,
        "adjustments": [change.cells() for change in changes] or None,
    }


def _tax(node: etree._Element) -> JsonValue:
    category = first(node, "TaxCategory")
    return {
        "category": text_of(category, "ID"),
        "rate": rate(text_of(category, "Percent")),
        "basis": amount(text_of(node, "TaxableAmount")),
        "amount": amount(text_of(node, "TaxAmount")),
        "reason": text_of(category, "TaxExemptionReason"),
    }


def _changes(node: etree._Element) -> list[Change]:
    """Allowances and charges of the document or of a line, not those within its price."""
    found: list[Change] = []
    for item in children(node, "AllowanceCharge"):
        value = number(text_of(item, "Amount"))
        if not value:
            continue
        charge = text_of(item, "ChargeIndicator") in ("true", "1")
        found.append(
            Change(
                value if charge else -value,
                text_of(item, "AllowanceChargeReason") or ("Surcharge" if charge else "Discount"),
                rate(text_of(item, "MultiplierFactorNumeric")),
                amount(text_of(item, "BaseAmount")),
                rate(text_of(item, "TaxCategory/Percent")),
            )
        )
    return found


def _name(party: Node) -> str | None:
    return text_of(party, "PartyLegalEntity/RegistrationName", "PartyName/Name")


def _tax_id(party: Node) -> str | None:
    schemes = children(party, "PartyTaxScheme")
    vat = [scheme for scheme in schemes if text_of(scheme, "TaxScheme/ID") == "VAT"]
    return next((found for scheme in (*vat, *schemes) if (found := text_of(scheme, "CompanyID"))), None)


def _address(at: Node) -> str | None:
    town = " ".join(part for part in (text_of(at, "PostalZone"), text_of(at, "CityName")) if part)
    lines = [text_of(line, "Line") for line in children(at, "AddressLine")]
    country = text_of(at, "Country/IdentificationCode")
    return joined((text_of(at, "StreetName"), text_of(at, "AdditionalStreetName"), *lines, town, country))


def _line(line: etree._Element) -> tuple[Cells, Cells]:
    quantity = first(line, "InvoicedQuantity|CreditedQuantity")
    item = first(line, "Item")
    changes = _changes(line)
    row = priced_row(
        text_of(item, "Name", "Description"),
        text_of(line, "InvoicedQuantity|CreditedQuantity"),
        text_of(line, "Price/PriceAmount"),
        text_of(line, "Price/BaseQuantity"),
        text_of(line, "LineExtensionAmount"),
    )
    cells: Cells = {
        "position": text_of(line, "ID"),
        "details": text_of(item, "Description"),
        "note": text_of(line, "Note"),
        "sku": text_of(item, "SellersItemIdentification/ID"),
        "customer_sku": text_of(item, "BuyersItemIdentification/ID"),
        "gtin": text_of(item, "StandardItemIdentification/ID"),
        "unit": in_words(UNITS, None if quantity is None else quantity.get("unitCode")),
        "gross_price": amount(text_of(line, "Price/AllowanceCharge/BaseAmount")),
        "discount": total_of(changes, -1),
        "surcharge": total_of(changes, 1),
        "tax_rate": rate(text_of(item, "ClassifiedTaxCategory/Percent")),
        "tax_category": text_of(item, "ClassifiedTaxCategory/ID"),
        "period_start": iso_date(text_of(line, "InvoicePeriod/StartDate")),
        "period_end": iso_date(text_of(line, "InvoicePeriod/EndDate")),
        "order_line": text_of(line, "OrderLineReference/LineID"),
        "origin": text_of(item, "OriginCountry/IdentificationCode"),
    }
    return row, cells
