"""The type of a document by its words and the shape of its page."""

import random

import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.classify import ENOUGH, FEATURES, WEIGHTS, Classification, classify, features, told
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.ensemble import ensemble
from tests.support.documents import DocumentKind, make_document
from tests.support.reading import pages_of
from training.others.made import make
from training.others.paper import scanned


def test_the_model_was_trained_on_the_figures_it_is_asked_with() -> None:
    assert ensemble(WEIGHTS).features == FEATURES


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_documents_of_a_strange_maker_are_told_in_print_and_as_bad_scans(kind: DocumentKind) -> None:
    for number in (9100, 9101):
        pages = pages_of(make_document(number, kind).content)
        for read in (pages, scanned(pages, random.Random(number))):
            answer = classify(build_layout(read))
            assert answer.type.value == kind.value
            assert answer.confidence > 0.6


@pytest.mark.parametrize("name", ["quote", "delivery", "letter", "cv", "report", "pricelist"])
def test_papers_of_no_known_type_are_told_as_no_other_type(name: str) -> None:
    wrong = 0
    for number in range(91_000, 91_008):
        answer = classify(build_layout(make(name, number).pages))
        wrong += answer.type not in (DocumentType.OTHER, DocumentType.FORM)
    assert wrong <= 1


def test_where_nothing_is_sure_the_document_is_other() -> None:
    unsure = dict.fromkeys(DocumentType, 0.1) | {DocumentType.INVOICE: ENOUGH - 0.01}
    assert told(unsure).type is DocumentType.OTHER
    sure = dict.fromkeys(DocumentType, 0.01) | {DocumentType.INVOICE: 0.95}
    answer = told(sure)
    assert answer.type is DocumentType.INVOICE
    assert 0.8 < answer.confidence < 1


def test_a_page_without_words_is_other() -> None:
    assert classify(build_layout(())) == Classification(DocumentType.OTHER, 0.3)


def test_every_figure_has_a_name() -> None:
    assert len(features(build_layout(make("invoice", 1).pages))) == len(FEATURES) == len(set(FEATURES))
