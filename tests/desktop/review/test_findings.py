"""Failed checks as the review tells them: one case for what belongs together, one fix, a way to the field."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from pydantic import JsonValue
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks import run_checks
from ingestio_core.checks.states import field_reviews
from ingestio_core.contracts.extractions import Evidence, EvidenceSource, Finding, Reading, Severity
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.review_fields import form_fields
from ingestio_desktop.presenters.review_findings import FindingCase, failed_rules, finding_cases
from ingestio_desktop.windows.review.findings import FindingCard, FindingCards
from ingestio_desktop.windows.widgets.buttons import Button
from tests.support.reviewing import review_desk

pytestmark = pytest.mark.usefixtures("theme")

ROWS: list[JsonValue] = [
    {"description": "Olive oil", "quantity": "12", "unit_price": "31.50", "amount": "378.00"},
    {"description": "Mustard", "quantity": "6", "unit_price": "11.40", "amount": "64.80"},
]
DATA: dict[str, JsonValue] = {
    "invoice_number": "VA-1O482",
    "invoice_date": "2024-03-05",
    "due_date": "2024-04-04",
    "subtotal": "446.40",
    "tax": "26.78",
    "total": "473.18",
    "iban": "DE89 3704 0044 0532 0130 00",
    "line_items": ROWS,
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDocument]:
    """A document as the review has it; the tests put other values in."""
    with review_desk(tmp_path_factory.mktemp("desk"), count=1) as desk:
        yield desk.flow.load(desk.queue.ids[0]).result()


def _with(
    read: ReviewDocument,
    values: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence] | None = None,
    *,
    plan: FieldPlan | None = None,
    findings: tuple[Finding, ...] = (),
) -> ReviewDocument:
    data, known = {**DATA, **values}, dict(evidence or {})
    used = plan or read.plan
    found = (*run_checks(used, data, known), *findings)
    return replace(
        read,
        plan=used,
        data=data,
        saved_data=data,
        evidence=known,
        saved_evidence=known,
        findings=found,
        reviews=field_reviews(used, data, known, found),
    )


def test_a_wrong_sum_and_the_row_that_makes_it_wrong_are_one_case(read: ReviewDocument) -> None:
    document = _with(read, {})
    (case,) = finding_cases(document)
    assert case.headline == "Line items sum to 442.80, subtotal says 446.40"
    assert case.details == ("Row 2: 6 × 11.40 is 68.40, amount says 64.80",)
    assert case.pointer == "/line_items/1/amount"
    assert case.fix is not None
    assert (case.fix.pointer, case.fix.value, case.fix.text) == ("/line_items/1/amount", "68.40", "68.40")
    assert failed_rules(document) == 1


def test_two_wrong_rows_stay_cases_of_their_own(read: ReviewDocument) -> None:
    rows: list[JsonValue] = [{**row, "amount": "1.00"} for row in ROWS if isinstance(row, dict)]
    document = _with(read, {"line_items": [*rows, {"description": "Salt", "amount": "5.00"}]})
    cases = finding_cases(document)
    assert len(cases) == failed_rules(document) == 3
    assert not any(case.details for case in cases)


def test_a_fix_is_shown_as_its_field_shows_values(read: ReviewDocument) -> None:
    later = Evidence(
        text="04.04.2023",
        confidence=0.8,
        source=EvidenceSource.OCR,
        alternatives=(Reading(value="2024-04-04", text="04.04.2024", confidence=0.4),),
    )
    fixed = _with(
        read,
        {"due_date": "2023-04-04", "iban": "DE89 3704 0044 0532 O130 00", "line_items": []},
        {"/due_date": later},
    )
    cases = {case.pointer: case for case in finding_cases(fixed)}
    due, iban = cases["/due_date"].fix, cases["/iban"].fix
    assert due is not None and iban is not None
    assert (due.text, due.label) == ("2024-04-04", "Due date")
    assert iban.text == "DE89 3704 0044 0532 0130 00"


def test_what_names_a_table_leads_to_its_first_cell_and_what_names_nothing_nowhere(
    read: ReviewDocument,
) -> None:
    def case(path: str, values: Mapping[str, JsonValue]) -> FindingCase:
        paths = (path,) if path else ()
        finding = Finding(code="noted", severity=Severity.INFO, message="Look", paths=paths)
        document = _with(read, values, findings=(finding,))
        assert failed_rules(document) == len(document.findings) - 1
        return finding_cases(document)[-1]

    right: dict[str, JsonValue] = {
        "subtotal": "378.00",
        "tax": "22.68",
        "total": "400.68",
        "line_items": ROWS[:1],
    }
    assert case("/line_items", right).pointer == "/line_items/0/description"
    assert case("/line_items/0", right).pointer == "/line_items/0/description"
    assert case("/line_items", {"line_items": []}).pointer == ""
    assert case("/total", right).pointer == "/total"
    assert case("/nothing", right).pointer == ""
    assert case("", right).pointer == ""
    assert not case("", right).failed


def test_a_required_value_that_is_missing_fails_and_leads_to_its_field(read: ReviewDocument) -> None:
    fields = tuple(
        field.model_copy(update={"required": field.name == "purchase_order"}) for field in read.plan.fields
    )
    document = _with(read, {"line_items": []}, plan=FieldPlan(fields=fields))
    cases = [case for case in finding_cases(document) if case.pointer == "/purchase_order"]
    assert [case.headline for case in cases] == ["Purchase order is required and not there"]
    field = next(field for field in form_fields(document) if field.pointer == "/purchase_order")
    assert field.required
    assert field.reason == "Purchase order is required and not there"


def _readings(document: ReviewDocument, pointer: str) -> list[str]:
    field = next(field for field in form_fields(document) if field.pointer == pointer)
    return [reading.text for reading in field.readings]


def test_readings_keep_their_order_and_offer_what_was_read_after_an_edit(read: ReviewDocument) -> None:
    known = Evidence(
        text="VA-1O482",
        confidence=0.5,
        source=EvidenceSource.OCR,
        alternatives=(Reading(value="VA-10482", text="VA-10482", confidence=0.4),),
    )
    total = Evidence(text="473,18", confidence=0.99, source=EvidenceSource.TEXT)
    document = _with(read, {}, {"/invoice_number": known, "/total": total})
    assert _readings(document, "/invoice_number") == ["VA-1O482", "VA-10482"]
    assert _readings(document, "/total") == []
    by_person = known.model_copy(update={"source": EvidenceSource.PERSON, "confidence": 1.0})
    edited = replace(
        document,
        data={**document.data, "invoice_number": "VA-10482", "total": "1.00"},
        evidence={"/invoice_number": by_person, "/total": total.model_copy(update={"source": "person"})},
    )
    assert _readings(edited, "/invoice_number") == ["VA-1O482", "VA-10482"]
    sent = replace(edited, saved_data=edited.data, saved_evidence=edited.evidence)
    assert _readings(sent, "/invoice_number") == ["VA-1O482", "VA-10482"]


def test_what_would_settle_a_check_is_among_the_readings_of_its_field(read: ReviewDocument) -> None:
    document = _with(read, {"iban": "DE89 3704 0044 0532 O130 00", "line_items": []})
    assert _readings(document, "/iban") == ["DE89 3704 0044 0532 O130 00", "DE89 3704 0044 0532 0130 00"]


@pytest.fixture
def cards(qtbot: QtBot, read: ReviewDocument) -> Iterator[FindingCards]:
    shown = FindingCards()
    qtbot.addWidget(shown)
    shown.resize(560, 300)
    shown.show_cases(finding_cases(_with(read, {})))
    shown.show()
    yield shown


def test_a_card_goes_to_its_field_by_mouse_and_key_and_its_button_fixes(cards: FindingCards) -> None:
    (card,) = cards.cards()
    opened: list[str] = []
    used: list[tuple[str, object]] = []
    cards.opened.connect(opened.append)
    cards.suggestion_used.connect(lambda pointer, value: used.append((pointer, value)))
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert opened == ["/line_items/1/amount"] * 2
    (button,) = card.findChildren(Button)
    assert button.text() == "Use 68.40"
    assert button.toolTip().startswith("Puts 68.40 into Amount. Ctrl+Z takes it back.")
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert used == [("/line_items/1/amount", "68.40")]


def test_a_confirmed_document_has_no_fixes_and_many_cases_are_counted(
    cards: FindingCards, read: ReviewDocument
) -> None:
    cards.show_cases(finding_cases(_with(read, {})), read_only=True)
    assert cards.cards()[0].findChildren(Button) == []
    cards.show_cases([FindingCase(f"Case {number}") for number in range(15)])
    assert len(cards.cards()) == 12
    assert all(isinstance(card, FindingCard) for card in cards.cards())
