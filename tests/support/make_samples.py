"""Writes the sample documents: `python -m tests.support.make_samples [FOLDER]`."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.documents import DocumentKind, GeneratedDocument, make_document, make_scan
from tests.support.documents_xml import factur_x_pdf, ubl_xml

SAMPLES_FOLDER: Final = Path(__file__).parents[2] / "resources" / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample's name, the made document that it shows, and how its bytes come about; those of
    a `scan` depend on the fonts and codecs of the machine, all others are always the same."""

    filename: str
    document: GeneratedDocument
    content: Callable[[GeneratedDocument], bytes]
    scan: bool = False


def _pdf(document: GeneratedDocument) -> bytes:
    return document.content


def _scan(document: GeneratedDocument) -> bytes:
    return make_scan(document, dpi=200)


def samples() -> tuple[Sample, ...]:
    """The samples, in the order of their names."""
    return (
        Sample("bank-statement.pdf", make_document(31, DocumentKind.BANK_STATEMENT, language="en"), _pdf),
        Sample("contract.pdf", make_document(8, DocumentKind.CONTRACT, language="en"), _pdf),
        Sample("invoice-english.pdf", make_document(2, DocumentKind.INVOICE, language="en"), _pdf),
        Sample("invoice-factur-x.pdf", make_document(34, DocumentKind.INVOICE, language="de"), factur_x_pdf),
        Sample("invoice-french.pdf", make_document(27, DocumentKind.INVOICE, language="fr"), _pdf),
        Sample("invoice-german.pdf", make_document(15, DocumentKind.INVOICE, language="de"), _pdf),
        Sample("invoice-ubl.xml", make_document(11, DocumentKind.INVOICE, language="nl"), ubl_xml),
        Sample("purchase-order.pdf", make_document(27, DocumentKind.PURCHASE_ORDER, language="en"), _pdf),
        Sample("receipt-scan.jpg", make_document(24, DocumentKind.RECEIPT, language="en"), _scan, scan=True),
    )


def write_samples(folder: Path = SAMPLES_FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples():
        (folder / sample.filename).write_bytes(sample.content(sample.document))


if __name__ == "__main__":
    write_samples(*map(Path, sys.argv[1:2]))
