"""Fields of real documents in the review: typed, taken from the page, fixed, undone, required."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks import run_checks
from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.documents import Document
from ingestio_core.edits import value_at
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.windows.widgets.badge import Badge
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.workers.bridge import Bridge
from tests.support.documents import DocumentKind, make_document
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")

AMOUNT = "/line_items/0/amount"
AMERICAN = 1
"""The document of the desk that writes the month first."""


def _required(document: Document) -> Document:
    """What the American invoice has no value for is required."""
    extraction = document.extraction
    assert document.field_plan is not None and extraction is not None
    fields = tuple(
        field.model_copy(update={"required": field.name == "purchase_order"})
        for field in document.field_plan.fields
    )
    plan = FieldPlan(fields=fields)
    findings = run_checks(plan, extraction.data, extraction.evidence)
    checked = extraction.model_copy(update={"findings": findings})
    return document.model_copy(update={"field_plan": plan, "extraction": checked})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path_factory.mktemp("desk"), change=_required) as desk:
        yield desk


@pytest.fixture
def window(qtbot: QtBot, desk: ReviewDesk) -> Iterator[ReviewWindow]:
    errors: list[BaseException] = []
    presenter = ReviewPresenter(desk.flow, Bridge(errors.append))
    shown = ReviewWindow(presenter)
    presenter.setParent(shown)
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    presenter.open(desk.queue, desk.queue.ids[AMERICAN])
    qtbot.waitUntil(lambda: presenter.document is not None and bool(shown.form.focused_pointer()))
    yield shown
    while presenter.can_undo:
        presenter.undo()
    assert not errors


def _document(window: ReviewWindow) -> ReviewDocument:
    document = window.presenter.document
    assert document is not None
    return document


def test_a_date_is_read_as_the_document_writes_it_and_undone_as_one_step(window: ReviewWindow) -> None:
    before = _document(window).data["due_date"]
    window.focus_pointer("/due_date")
    line = window.form.editor("/due_date")
    QTest.keyClicks(line, "3/4/25")
    assert _document(window).data["due_date"] == "2025-03-04"
    assert window.form.taken_for("/due_date") == "= 2025-03-04"
    assert line.text() == "3/4/25"
    window.focus_pointer("/vendor_name")
    assert line.text() == "2025-03-04"
    window.fields.undo()
    assert _document(window).data["due_date"] == before


def test_a_date_taken_from_the_page_is_read_as_the_page_writes_it(qtbot: QtBot, window: ReviewWindow) -> None:
    document = _document(window)
    printed = document.evidence["/due_date"]
    assert (printed.text, document.data["due_date"]) == ("11/05/2025", "2025-11-05")
    assert printed.page is not None and printed.box is not None
    x0, y0, x1, y1 = printed.box
    window.presenter.fill_from_page("/invoice_date", printed.page, (x0 + x1) / 2, (y0 + y1) / 2)
    qtbot.waitUntil(lambda: _document(window).data["invoice_date"] == "2025-11-05")
    assert window.presenter.state("/invoice_date") is FieldState.EDITED


def test_a_finding_leads_to_its_cell_and_its_fix_is_an_edit_that_is_undone(
    qtbot: QtBot, window: ReviewWindow
) -> None:
    right = value_at(_document(window).data, AMOUNT)
    window.presenter.set_value(AMOUNT, "1.00")
    window.presenter.end_typing()
    qtbot.waitUntil(lambda: any("Row 1" in card.accessibleName() for card in window.fields.findings.cards()))
    card = next(card for card in window.fields.findings.cards() if "Row 1" in card.accessibleName())
    assert "Line items sum to" in card.accessibleName(), "one card for the sum and the row"
    QTest.keyClick(card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.tables["line_items"].focused_pointer() == AMOUNT)
    (button,) = card.findChildren(Button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert window.tables["line_items"].focused_pointer() == AMOUNT, "the card is gone, the focus is not"
    assert value_at(_document(window).data, AMOUNT) == right
    qtbot.waitUntil(lambda: window.presenter.state(AMOUNT) is FieldState.EDITED)
    window.fields.undo()
    assert value_at(_document(window).data, AMOUNT) == "1.00"


def test_a_required_field_that_is_empty_is_asked_about_before_it_is_confirmed(
    qtbot: QtBot, window: ReviewWindow
) -> None:
    assert window.presenter.state("/purchase_order") is FieldState.RULE_FAILED
    window.fields.chips.chosen.emit("rule_failed")
    assert window.form.focused_pointer() == "/purchase_order"
    assert window.form.editor("/purchase_order").accessibleName() == "Purchase order, required, Rule failed"
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(Question) is not None)
    question = window.findChild(Question)
    assert question is not None
    question.reject()
    assert not _document(window).confirmed
    QTest.keyClicks(window.form.editor("/purchase_order"), "PO-1")
    qtbot.waitUntil(lambda: window.presenter.state("/purchase_order") is FieldState.EDITED)


def test_an_unfinished_text_is_led_back_to_when_one_saves(qtbot: QtBot, window: ReviewWindow) -> None:
    clear = window.fields.chips.findChildren(Badge)[-1]
    window.presenter.set_value("/purchase_order", "PO-1")
    qtbot.waitUntil(clear.isVisible)
    window.focus_pointer("/due_date")
    line = window.form.editor("/due_date")
    QTest.keyClicks(line, "3/")
    assert line.property("state") != "bad"
    assert (clear.word(), clear.isVisible()) == ("Nothing to check", False)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.form.focused_pointer() == "/due_date"
    assert line.property("state") == "bad"
    window.fields.undo()
    assert line.property("state") != "bad"
    assert (line.text(), clear.isVisible()) == ("2025-11-05", True)


def test_a_reading_that_is_the_value_takes_the_place_of_a_text_that_is_none(window: ReviewWindow) -> None:
    window.focus_pointer("/total")
    line, before = window.form.editor("/total"), _document(window).data["total"]
    shown = line.text()
    QTest.keyClicks(line, "12x")
    assert window.form.unfit_pointer() == "/total"
    window.form.reading_chosen.emit("/total", before)
    assert (line.text(), window.form.unfit_pointer()) == (shown, "")


def test_a_word_that_is_the_value_takes_the_place_of_a_text_that_is_none(
    qtbot: QtBot, window: ReviewWindow
) -> None:
    due = _document(window).evidence["/due_date"]
    assert due.page is not None and due.box is not None
    window.focus_pointer("/due_date")
    line, before = window.form.editor("/due_date"), window.form.editor("/due_date").text()
    QTest.keyClicks(line, "no day")
    window.presenter.fill_from_area("/due_date", due.page, due.box)
    qtbot.waitUntil(lambda: not window.form.unfit_pointer())
    assert line.text() == before


def test_what_is_read_for_a_cell_goes_into_its_row_wherever_that_is_by_then(
    qtbot: QtBot, window: ReviewWindow
) -> None:
    presenter, cell = window.presenter, "/line_items/1/amount"
    table = value_at(_document(window).data, "/line_items")
    printed = _document(window).evidence[cell]
    assert isinstance(table, list) and printed.page is not None and printed.box is not None
    presenter.set_value(cell, "1.00")
    presenter.end_typing()
    with qtbot.waitSignal(presenter.filled) as filled:
        presenter.fill_from_area(cell, printed.page, printed.box)
        presenter.remove_rows("line_items", [0])
    assert filled.args == ["/line_items/0/amount"]
    after = value_at(_document(window).data, "/line_items")
    assert after == table[1:], "the value that was read stands where it was asked for"


def test_what_is_read_for_a_cell_whose_row_is_gone_goes_nowhere(qtbot: QtBot, window: ReviewWindow) -> None:
    presenter, cell = window.presenter, "/line_items/0/amount"
    printed = _document(window).evidence[cell]
    table = value_at(_document(window).data, "/line_items")
    assert isinstance(table, list) and printed.page is not None and printed.box is not None
    presenter.fill_from_area(cell, printed.page, printed.box)
    with qtbot.waitSignal(presenter.reading_changed, check_params_cb=lambda reading: not reading):
        presenter.remove_rows("line_items", [0])
    after = table[1:]
    assert value_at(_document(window).data, "/line_items") == after
    presenter.add_row("line_items", 0)
    presenter.fill_from_area(cell, printed.page, printed.box)
    with qtbot.waitSignal(presenter.reading_changed, check_params_cb=lambda reading: not reading):
        presenter.undo()
    assert value_at(_document(window).data, "/line_items") == after, "undo gave rows other numbers"


def test_a_click_into_a_number_with_spaces_takes_all_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    with review_desk(tmp_path, made=[make_document(16, DocumentKind.INVOICE)]) as desk:
        presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
        presenter.open(desk.queue, desk.queue.ids[0])
        qtbot.waitUntil(lambda: presenter.document is not None)
        assert presenter.document is not None
        printed = presenter.document.evidence["/total"]
        assert printed.text == "5 985,16" and printed.page is not None and printed.box is not None
        x0, y0, x1, y1 = printed.box
        for part in (0.05, 0.9):
            presenter.set_value("/subtotal", "1")
            with qtbot.waitSignal(presenter.filled):
                presenter.fill_from_page("/subtotal", printed.page, x0 + (x1 - x0) * part, (y0 + y1) / 2)
            assert presenter.document.data["subtotal"] == "5985.16"
