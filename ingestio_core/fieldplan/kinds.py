"""What a prompt's words tell of the kind of document, and the kind of its words."""

from typing import Final

# What tells the kind of document when the prompt doesn't say it.
SIGNS: Final = {
    "invoice": {"invoice_number", "invoice_date", "due_date"},
    "purchase_order": {"order_number", "order_date", "delivery_date", "delivery_address", "buyer_name"},
    "receipt": {"receipt_number", "payment_method", "time"},
    "bank_statement": {
        "bank_name",
        "account_holder",
        "opening_balance",
        "closing_balance",
        "period",
        "transactions",
    },
    "contract": {"parties", "effective_date", "end_date", "term", "governing_law", "notice_period", "title"},
    "payroll": set(),
}
# What a word means depends on the document: the date of an order is its order date.
IN_CONTEXT: Final = {
    "invoice": {
        "number": "invoice_number",
        "date": "invoice_date",
        "order_number": "purchase_order",
        "buyer_name": "customer_name",
        "buyer_address": "customer_address",
        "buyer_tax_id": "customer_tax_id",
    },
    "purchase_order": {
        "number": "order_number",
        "date": "order_date",
        "purchase_order": "order_number",
        "vendor_name": "supplier_name",
        "customer_name": "buyer_name",
    },
    "receipt": {
        "number": "receipt_number",
        "buyer_name": "customer_name",
        "buyer_address": "customer_address",
        "buyer_tax_id": "customer_tax_id",
    },
    "bank_statement": {
        "customer_name": "account_holder",
        "effective_date": "period_start",
        "end_date": "period_end",
        "invoice_date": "date",
    },
    "contract": {"date": "effective_date"},
    # A payslip has an employer: "company" is no supplier there, and stays the person's word.
    "payroll": {"vendor_name": "", "customer_name": "", "vendor_tax_id": "", "total": "", "subtotal": ""},
    "": {
        "buyer_name": "customer_name",
        "buyer_address": "customer_address",
        "buyer_tax_id": "customer_tax_id",
    },
}
