"""Codes of e-invoices in words. What is not here stays the code that it is."""

from collections.abc import Mapping
from typing import Final

INVOICE_TYPES: Final[Mapping[str, str]] = {
    "326": "partial invoice",
    "380": "invoice",
    "381": "credit note",
    "384": "corrected invoice",
    "386": "prepayment invoice",
    "389": "self-billed invoice",
    "875": "partial construction invoice",
    "876": "partial final construction invoice",
    "877": "final construction invoice",
}
"""UNTDID 1001, the ones that EN 16931 invoices carry most."""

PAYMENT_MEANS: Final[Mapping[str, str]] = {
    "10": "cash",
    "20": "cheque",
    "30": "credit transfer",
    "31": "debit transfer",
    "42": "payment to bank account",
    "48": "bank card",
    "49": "direct debit",
    "54": "credit card",
    "55": "debit card",
    "57": "standing agreement",
    "58": "SEPA credit transfer",
    "59": "SEPA direct debit",
    "68": "online payment",
    "97": "clearing between partners",
}
"""UNTDID 4461."""

UNITS: Final[Mapping[str, str]] = {
    "C62": "pcs",
    "H87": "pcs",
    "EA": "pcs",
    "XPP": "pcs",
    "PR": "pair",
    "SET": "set",
    "HUR": "h",
    "MIN": "min",
    "SEC": "s",
    "DAY": "day",
    "WEE": "week",
    "MON": "month",
    "ANN": "year",
    "KGM": "kg",
    "GRM": "g",
    "TNE": "t",
    "LTR": "l",
    "MLT": "ml",
    "MTR": "m",
    "CMT": "cm",
    "MMT": "mm",
    "KMT": "km",
    "KTM": "km",
    "MTK": "m²",
    "MTQ": "m³",
    "KWH": "kWh",
    "LS": "lump sum",
    "P1": "%",
}
"""UN/ECE Recommendation 20 and 21."""


def in_words(codes: Mapping[str, str], code: str | None) -> str | None:
    return None if code is None else codes.get(code, code)
