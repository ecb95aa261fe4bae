"""The rankers of invoices and orders, on generated documents that no model was trained on."""

from collections import Counter
from decimal import Decimal

import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, FieldType, default_plan
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.ensemble import ensemble
from ingestio_extract.learned.labels import roles, shares
from ingestio_extract.local.candidates import Document, bare
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.namespots import name_features
from ingestio_extract.local.ranking import VALUES, Ranking
from ingestio_extract.local.spots import features
from ingestio_extract.local.values import FoundDocument
from training.documents import KINDS, TrainingDocument, make_training

UNSEEN = 300_000
"""Numbers that are neither trained on nor used for confidence."""


def _read(made: TrainingDocument) -> FoundDocument:
    plan = default_plan(made.kind)
    scalars = FieldPlan(fields=tuple(spec for spec in plan.fields if spec.type is not FieldType.TABLE))
    return read_document(Document(build_layout(made.pages)), scalars, DocumentType(made.kind))


def _alike(read: str, truth: str) -> bool:
    return bare(read) == bare(truth)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("invoice", ("invoice_number", "invoice_date", "due_date", "total", "vendor_name", "customer_name")),
        ("purchase_order", ("order_number", "order_date", "delivery_date", "buyer_name", "supplier_name")),
    ],
)
def test_fields_of_unseen_documents_are_mostly_right(kind: str, names: tuple[str, ...]) -> None:
    printed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for number in range(UNSEEN, UNSEEN + 24):
        made = make_training(number, kind)
        found = _read(made).scalars
        for name in names:
            truth = made.truth[name]
            printed[name] += truth is not None
            right[name] += truth is not None and name in found and _alike(found[name].best.value, truth)
    assert sum(right.values()) >= 0.9 * sum(printed.values()), {
        name: (right[name], printed[name]) for name in names
    }


def test_sums_are_chosen_so_that_they_add_up() -> None:
    adding = 0
    for number in range(UNSEEN, UNSEEN + 12):
        document = Document(build_layout(make_training(number).pages))
        sums = Ranking(document, is_order=False).sums
        if {"total", "subtotal", "tax"} <= sums.keys():
            total, net, tax = (Decimal(sums[role].candidate.value) for role in ("total", "subtotal", "tax"))
            assert abs(net + tax - total) <= Decimal("0.02")
            adding += 1
    assert adding >= 6


def test_nobody_is_both_seller_and_buyer() -> None:
    for number in range(UNSEEN, UNSEEN + 12):
        ranking = Ranking(Document(build_layout(make_training(number).pages)), is_order=False)
        seller, buyer = ranking.party("seller"), ranking.party("buyer")
        if seller is not None and buyer is not None:
            assert bare(seller[0].candidate.value) != bare(buyer[0].candidate.value)


def test_what_is_found_has_a_box_a_confidence_and_its_other_readings() -> None:
    others = 0
    for number in range(UNSEEN, UNSEEN + 6):
        for value in _read(make_training(number)).scalars.values():
            assert value.best.box is not None
            assert 0 < value.confidence < 1
            assert value.best.value not in {other.value for other in value.others}
            others += len(value.others)
    assert others


def test_an_empty_page_has_none_of_the_fields() -> None:
    ranking = Ranking(Document(build_layout(())), is_order=False)
    assert ranking.found("total") is None
    assert ranking.found("invoice_number") is None
    assert ranking.found("vendor_name") is None


@pytest.mark.parametrize("kind", VALUES)
def test_weights_fit_the_features_that_are_computed(kind: str) -> None:
    assert ensemble(f"invoice_{kind}").features == features(kind)
    assert ensemble("invoice_name").features == name_features()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("rechnungsnummer", "number"),
        ("invoice no", "number"),
        ("date d'echeance", "due"),
        ("total ttc", "total"),
        ("imponibile", "subtotal"),
        ("nabywca", "buyer"),
        ("verzendadres", "ship"),
    ],
)
def test_labels_say_what_stands_beside_them(text: str, role: str) -> None:
    told = shares(text)
    assert sum(told) == pytest.approx(1, abs=1e-3)
    assert roles()[max(range(len(told)), key=told.__getitem__)] == role


def test_a_text_without_letters_says_nothing() -> None:
    assert set(shares("12.5 / 3")) == {0.0}


@pytest.mark.parametrize("kind", KINDS)
def test_a_training_document_is_the_same_for_ever(kind: str) -> None:
    first, second = make_training(11, kind), make_training(11, kind)
    assert first.pages == second.pages
    assert first.pdf() == second.pdf()
    assert first.truth == second.truth
    assert first.pages != make_training(12, kind).pages
