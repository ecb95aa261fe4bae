"""Structured e-invoices, read exactly: UBL 2.1, UN/CEFACT CII D16B and ZUGFeRD 1.

That is Factur-X and ZUGFeRD 2 in all profiles, XRechnung and Peppol BIS Billing 3, alone or inside a PDF.
Sources of the paths: EN 16931-3-2 (UBL) and EN 16931-3-3 (CII), the ZUGFeRD 1.0 schema and the
Order-X 1.0 schema. Elements are found by their local names, because the four syntaxes differ
mostly in namespaces and prefixes of the same words.
"""

from ingestio_extract.einvoice.attached import EMBEDDED_NAMES, embedded_xml
from ingestio_extract.einvoice.model import EInvoice, EInvoiceSyntax
from ingestio_extract.einvoice.reader import read_einvoice_xml

__all__ = ["EMBEDDED_NAMES", "EInvoice", "EInvoiceSyntax", "embedded_xml", "read_einvoice_xml"]
