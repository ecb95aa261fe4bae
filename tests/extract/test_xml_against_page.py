"""An e-invoice whose XML says something else than its page."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingestio_core.limits import MediaType
from ingestio_extract.pipeline import ExtractionOutcome, extract_document
from tests.support.documents import DocumentKind, make_document
from tests.support.documents_xml import factur_x_pdf

INVOICES = [
    document
    for number in range(12)
    if (document := make_document(number, DocumentKind.INVOICE)).truth["iban"] and document.truth["subtotal"]
]


def read_with(path: Path, number: int, **other: str) -> ExtractionOutcome:
    """The outcome where the XML says `other` than the page."""
    document = INVOICES[number]
    path.write_bytes(factur_x_pdf(replace(document, truth={**document.truth, **other})))
    return extract_document(path, MediaType.PDF, None)


def differing(outcome: ExtractionOutcome) -> list[str]:
    return [
        finding.paths[0] for finding in outcome.extraction.findings if finding.code == "xml_differs_from_page"
    ]


@pytest.mark.parametrize("number", range(len(INVOICES)))
def test_the_same_on_both_is_no_finding(tmp_path: Path, number: int) -> None:
    assert not differing(read_with(tmp_path / "a.pdf", number))


def test_one_wrong_character_of_an_account_is_told(tmp_path: Path) -> None:
    iban = INVOICES[0].truth["iban"]
    other = iban[:-1] + ("1" if iban[-1] == "2" else "2")
    assert differing(read_with(tmp_path / "a.pdf", 0, iban=other)) == ["/iban"]


def test_a_part_of_the_printed_number_is_another_number(tmp_path: Path) -> None:
    number = INVOICES[0].truth["invoice_number"]
    assert differing(read_with(tmp_path / "a.pdf", 0, invoice_number=number[:-1])) == ["/invoice_number"]


def test_a_total_that_stands_on_the_page_as_something_else_is_told(tmp_path: Path) -> None:
    outcome = read_with(tmp_path / "a.pdf", 0, total=INVOICES[0].truth["subtotal"])
    assert differing(outcome) == ["/total"]
    assert outcome.extraction.data["total"] == INVOICES[0].truth["subtotal"]
