"""The peer of every figure on fields: the same words, plain rules, the first match after the first label."""

import re
import time
from typing import Any, Final

from benchmarks.reading.cases import MEDIA, Case
from benchmarks.reading.scoring import TABLES, Board
from ingestio_core.fieldplan.defaults import field_type
from ingestio_extract.layout import build_layout
from ingestio_extract.pages import read_pages

_VALUE: Final = {
    "date": r"(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)",
    "amount": r"(-?\d[\d.,' ]*[.,]\d\d)\b",
    "id": r"([A-Z0-9][\w\-/]*\d[\w\-/]*)",
    "text": r"(\S[^\n]*)",
}
_PEER_LABELS: Final = {
    "invoice_number": r"(?:invoice|rechnung)s?[ -]?(?:number|no\.?|nr\.?|nummer|#)?",
    "receipt_number": r"receipt (?:no|number|#)",
    "order_number": r"(?:order|bestell)[ -]?(?:number|no\.?|nr\.?|nummer|#)",
    "purchase_order": r"(?:p\.?o\.?|purchase order)(?: number| no\.?| #)?",
    "invoice_date": r"(?:invoice date|rechnungsdatum|date|datum)",
    "date": r"(?:date|datum|)",
    "order_date": r"(?:order date|bestelldatum|date|datum)",
    "delivery_date": r"(?:delivery date|lieferdatum|liefertermin)",
    "due_date": r"(?:due date|fällig(?:keit)?|zahlbar bis)",
    "customer_name": r"(?:bill to|customer|kunde|rechnung an):?",
    "subtotal": r"(?:sub-?total|netto(?:betrag)?|zwischensumme)",
    "tax": r"(?:tax|vat|mwst|ust)",
    "total": r"(?:(?<!sub)(?<!sub-)total|gesamtbetrag|summe)",
    "iban": r"iban",
    "vendor_tax_id": r"(?:vat|ust)[^\n]{0,12}?(?:id|no|nr)",
    "opening_balance": r"(?:opening balance|anfangssaldo)",
    "closing_balance": r"(?:closing balance|endsaldo)",
    "payment_method": r"(?:payment method|paid by|zahlungsart)",
    "effective_date": r"(?:effective date|vertragsbeginn)",
    "governing_law": r"(?:governing law|anwendbares recht)",
}


def run_peer(case: Case, board: Board) -> None:
    """The same words, plain rules: the first match after the first label, dates taken day first."""
    started = time.perf_counter()
    text = read_pages(case.path, MEDIA[case.path.suffix])
    lines = build_layout(text.pages).text
    board.seconds.append((time.perf_counter() - started) / max(1, len(text.pages)))
    board.types.append(False)
    for name in case.fields:
        board.note(name, first_match(name, lines), case.truth[name], case.kind, case.name)


def first_match(name: str, lines: str) -> Any:
    """What plain rules read from the lines of a document."""
    if name in TABLES:
        return None
    if name in ("vendor_name", "bank_name", "title", "buyer_name"):
        return lines.split("\n")[0].strip() or None
    if name == "vendor_address":
        return " ".join(lines.split("\n")[1:4]).strip() or None
    if name == "currency":
        sign = re.search(r"€|\$|£|\b[A-Z]{3}\b(?= ?\d)", lines)
        return {"€": "EUR", "$": "USD", "£": "GBP"}.get(sign[0], sign[0]) if sign else None
    if name not in _PEER_LABELS:
        return None
    kind = field_type(name).value
    value = _VALUE.get(kind, _VALUE["text"])
    match = re.search(rf"(?i:{_PEER_LABELS[name]})[\s:.#]{{0,8}}[^\n\d]{{0,20}}?{value}", lines)
    if match is None:
        return None
    found = match[1].strip()
    if kind == "date":
        return _peer_date(found)
    if kind == "amount":
        figures = re.sub(r"[^\d]", "", found)
        return figures[:-2] + "." + figures[-2:]
    return found


def _peer_date(printed: str) -> str:
    parts = re.split(r"[./-]", printed)
    if len(parts[0]) == 4:
        return printed
    year = parts[2] if len(parts[2]) == 4 else "20" + parts[2]
    return f"{year}-{int(parts[1]):02d}-{int(parts[0]):02d}"
