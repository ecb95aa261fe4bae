"""The grid as one looks at it: filters, search, order, columns, confirming, what changes meanwhile."""

from collections import Counter
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.documents import Document
from ingestio_desktop.flows.review import ReviewQueue
from ingestio_desktop.language import tr
from ingestio_desktop.store.held import delete_documents
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.grid.geometry import DOCUMENT, FIRST, ROW
from tests.desktop.grid.conftest import (
    CONTROL,
    LINES,
    NET,
    NUMBER,
    SHIFT,
    SUPPLIER,
    TOTAL,
    Sheet,
    open_sheet,
)
from tests.screens.screens_shell import Forgetful
from tests.support.sheet import SheetDesk, keep_sheet, sheet_documents

pytestmark = pytest.mark.usefixtures("theme")


def _names(sheet: Sheet) -> list[str]:
    return [sheet.text(row, DOCUMENT) for row in range(len(sheet.presenter.order))]


def test_counts_and_sums_are_those_of_the_documents(sheet: Sheet) -> None:
    facts = sheet.presenter.facts
    assert facts.read == 18
    assert {state: facts.counts[state] for state in FieldState if state is not FieldState.SURE} == {
        FieldState.NEEDS_LOOK: 3,
        FieldState.RULE_FAILED: 2,
        FieldState.NOT_FOUND: 5,
        FieldState.EDITED: 2,
    }
    read = [document.extraction.data for document in sheet_documents(20) if document.extraction]
    total = sum(Decimal(str(data["total"])) for data in read)
    assert sheet.page.view.footer.sums["total"].text == f"{total:,}"
    lines = sum(len(data["line_items"]) for data in read if isinstance(data["line_items"], list))
    assert sheet.page.view.footer.sums["line_items"].text == str(lines)
    assert sheet.page.view.footer.label() == tr("Sum of %n read document(s)", "", 18)


def test_the_filter_leaves_rows_with_such_a_cell(sheet: Sheet) -> None:
    sheet.page.filters.states.chosen.emit(FieldState.RULE_FAILED.value)
    sheet.until(lambda: len(sheet.presenter.order) == 2)
    assert _names(sheet) == ["VA-2024-10482.pdf", "RE-90418.pdf"]
    sheet.until(lambda: sheet.page.view.footer.label() == tr("Sum of %n document(s) shown", "", 2))
    assert sheet.presenter.facts.counts[FieldState.NEEDS_LOOK] == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1,290.97", ["VA-2024-10482.pdf"]),
        ("1290.97", ["VA-2024-10482.pdf"]),
        ("kaltetechnik", ["RE-90418.pdf"]),
        ("2024-02-29", ["Facture 2024-1187.pdf"]),
        ("taxi", ["taxi 12 March.png"]),
    ],
)
def test_any_value_is_found_as_it_is_shown(sheet: Sheet, words: str, found: list[str]) -> None:
    sheet.page.filters.search.setText(words)
    sheet.until(lambda: _names(sheet) == found)


def test_nothing_found_offers_to_show_all(sheet: Sheet) -> None:
    sheet.page.filters.search.setText("nobody")
    sheet.until(sheet.page._empty.isVisible)
    sheet.page._empty.action.click()
    sheet.until(lambda: len(sheet.presenter.order) == 20)
    assert sheet.page.filters.search.text() == ""


def test_a_header_sorts_by_value_and_keeps_one_with_the_document(sheet: Sheet) -> None:
    sheet.go(5, TOTAL)
    here = sheet.page.view.current_id()
    header = sheet.page.view.header
    spot = QPoint(sheet.page.view.cells.rect(0, TOTAL).center().x(), 10)
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=spot)
    sheet.until(lambda: sheet.text(0, TOTAL) == "30.00")
    assert sheet.page.view.current_id() == here
    assert [sheet.text(row, TOTAL) for row in (1, 2)] == ["50.70", "82.76"]
    # What was not read has no total: it stands at the end either way.
    assert sheet.text(19, TOTAL) == "" and sheet.text(18, TOTAL) == ""
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=spot)
    sheet.until(lambda: sheet.text(0, TOTAL) == "3,898.00")
    assert sheet.text(19, TOTAL) == ""


def test_sums_of_several_currencies_are_not_added(qtbot: QtBot, desk: SheetDesk) -> None:
    keep_sheet(desk.store, (_newer(d) for d in sheet_documents(20, currencies=("EUR", "USD"))))
    sheet = open_sheet(qtbot, desk)
    known = sheet.page.view.footer.sums["total"]
    assert known.text == ""
    sums: Counter[str] = Counter()
    for document in sheet_documents(20, currencies=("EUR", "USD")):
        if document.extraction is not None:
            data = document.extraction.data
            sums[str(data["currency"])] += int(str(data["total"]).replace(".", ""))
    wanted = [f"{Decimal(sums[each]) / 100:,.2f} {each}" for each in ("EUR", "USD")]
    assert known.tip.splitlines()[1:] == wanted


def _newer(document: Document) -> Document:
    return document.model_copy(update={"version": 2})


def test_columns_are_hidden_moved_and_remembered(qtbot: QtBot, desk: SheetDesk) -> None:
    memory = Forgetful()
    first = open_sheet(qtbot, desk, memory)
    menu = first.page.columns
    menu.open_below(first.page.filters.columns)
    menu.list.item(3).setCheckState(Qt.CheckState.Unchecked)
    menu.list.setCurrentRow(6)
    for _ in range(6):
        QTest.keyClick(menu.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wanted = ["total", "vendor_name", "invoice_number", "invoice_date", "subtotal", "tax", "line_items"]
    assert [column.key for column in first.presenter.layout.shown] == wanted
    assert first.text(0, FIRST) == "1,290.97"
    again = open_sheet(qtbot, desk, memory)
    assert [column.key for column in again.presenter.layout.shown] == wanted
    again.presenter.layout.reset()
    assert len(again.presenter.layout.shown) == 8


def test_f8_goes_through_what_is_to_be_checked(sheet: Sheet) -> None:
    sheet.go(0, DOCUMENT)
    places = []
    for _ in range(5):
        sheet.press(Qt.Key.Key_F8)
        places.append((sheet.page.view.selection.row, sheet.page.view.selection.column))
    assert places == [(0, NUMBER), (0, NET), (5, TOTAL), (9, SUPPLIER), (12, NUMBER)]
    sheet.press(Qt.Key.Key_F8, SHIFT)
    assert (sheet.page.view.selection.row, sheet.page.view.selection.column) == (9, SUPPLIER)


def test_the_reason_opens_under_the_cell(sheet: Sheet) -> None:
    sheet.go(0, NET)
    sheet.until(sheet.page.reason.isVisible)
    assert sheet.page.reason.title.text() == "Net total: rule failed"
    assert sheet.page.reason.text.text() == "Line items sum to 1,214.30, this says 1,217.90"
    assert sheet.page.reason.y() > sheet.page.view.current_rect().bottom()
    sheet.press(Qt.Key.Key_Escape)
    assert not sheet.page.reason.isVisible()


def test_confirm_without_findings_takes_exactly_those(sheet: Sheet) -> None:
    clean = {
        row.id
        for row in sheet.presenter.rows.values()
        if row.state is DocumentState.TO_REVIEW and not row.findings
    }
    assert len(clean) == 8 and sheet.page.confirm.text() == "Confirm 8 without findings"
    sheet.page.confirm.click()
    sheet.until(lambda: sheet.presenter.undo.offer is not None)
    assert {key for kind, key in sheet.events() if kind == "confirm"} == clean
    sheet.until(lambda: not sheet.page.confirm.isEnabled())
    assert sheet.presenter.undo.offer is not None
    assert sheet.presenter.undo.offer.text == tr("%n document(s) confirmed", "", 8)
    sheet.presenter.undo.undo()
    sheet.until(lambda: sheet.page.confirm.text() == "Confirm 8 without findings")
    assert sheet.page.confirm.isEnabled()


def test_a_document_that_fails_by_a_draft_is_not_confirmed_with_them(sheet: Sheet) -> None:
    sheet.go(2, TOTAL)
    sheet.type("999")
    sheet.press(Qt.Key.Key_Tab)
    sheet.settled()
    sheet.until(lambda: sheet.page.confirm.text() == "Confirm 7 without findings")
    sheet.page.confirm.click()
    sheet.until(lambda: sheet.presenter.undo.offer is not None)
    assert ("confirm", sheet.key(2)) not in sheet.events()


def test_ctrl_enter_saves_and_confirms_the_row(sheet: Sheet) -> None:
    key = sheet.key(2)
    sheet.go(2, NUMBER)
    sheet.type("A")
    sheet.press(Qt.Key.Key_Return, CONTROL)
    sheet.until(lambda: ("confirm", key) in sheet.events())
    assert [kind for kind, about in sheet.events() if about == key] == ["edit", "confirm"]
    assert sheet.page.view.selection.row == 3


def test_selected_rows_are_confirmed_together(sheet: Sheet) -> None:
    wanted = [sheet.key(2), sheet.key(6)]
    for row in (2, 6):
        sheet.go(row, SUPPLIER)
        sheet.press(Qt.Key.Key_Space, SHIFT)
    assert sheet.page.confirm.text() == "Confirm 2 selected"
    sheet.page.confirm.click()
    sheet.until(lambda: [key for kind, key in sheet.events() if kind == "confirm"] == wanted)


def test_unconfirm_by_the_menu(sheet: Sheet) -> None:
    sheet.go(1, SUPPLIER)
    menu = sheet.page.menu()
    next(action for action in menu.actions() if action.text() == "Un-confirm").trigger()
    sheet.until(lambda: sheet.presenter.rows[sheet.key(1)].state is DocumentState.TO_REVIEW)


def test_enter_on_the_document_reviews_in_the_order_of_the_grid(sheet: Sheet) -> None:
    sheet.presenter.sort("total")
    sheet.until(lambda: sheet.text(0, TOTAL) == "30.00")
    opened: list[tuple[ReviewQueue, object]] = []
    sheet.page.review_wanted.connect(lambda queue, key: opened.append((queue, key)))
    sheet.go(0, DOCUMENT)
    sheet.press(Qt.Key.Key_Return)
    queue, key = opened[0]
    assert queue.ids == sheet.presenter.order and key == sheet.key(0)


def test_changes_from_elsewhere_do_not_move_rows(sheet: Sheet) -> None:
    sheet.presenter.sort("total")
    sheet.until(lambda: sheet.text(0, TOTAL) == "30.00")
    order = sheet.presenter.order
    taxi = sheet_documents(20)[14]
    assert taxi.extraction is not None and taxi.id == order[0]
    data = {**taxi.extraction.data, "total": "9999.00"}
    keep_sheet(
        sheet.desk.store,
        [_newer(taxi.model_copy(update={"extraction": taxi.extraction.model_copy(update={"data": data})}))],
    )
    sheet.until(lambda: sheet.text(0, TOTAL) == "9,999.00")
    assert sheet.presenter.order == order


def test_what_is_deleted_waits_until_the_pointer_is_elsewhere(sheet: Sheet) -> None:
    sheet.presenter.keep_still(True)
    gone = sheet.key(2)
    sheet.desk.store.write(lambda unit: delete_documents(unit, (gone,))).result(30)
    sheet.until(lambda: gone not in sheet.presenter.rows)
    assert sheet.presenter.order[2] == gone and len(sheet.presenter.order) == 20
    sheet.presenter.keep_still(False)
    sheet.until(lambda: len(sheet.presenter.order) == 19)


def test_a_document_that_was_read_meanwhile_gets_its_cells(sheet: Sheet) -> None:
    read = sheet_documents(20)[2]
    working = sheet_documents(20)[18]
    done = working.model_copy(
        update={"status": read.status, "extraction": read.extraction, "job": None, "version": 2}
    )
    keep_sheet(sheet.desk.store, [done])
    sheet.until(lambda: sheet.text(18, NET) == "186.00")


def test_marks_of_rows_that_changed_on_both_sides(sheet: Sheet) -> None:
    row = sheet.presenter.rows[sheet.key(2)]
    assert sheet.text(2, 1) == "To review" and row.editable
    assert sheet.text(18, 1) == "Processing" and not sheet.presenter.rows[sheet.key(18)].read


def test_a_click_on_the_number_marks_and_a_double_click_opens(sheet: Sheet) -> None:
    view = sheet.page.view
    opened: list[object] = []
    view.opened.connect(opened.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 3 * ROW + 5))
    assert view.marked() == (sheet.key(3),)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(90, 3 * ROW + 5))
    assert opened == [sheet.key(3)]


def test_the_line_count_says_how_its_rows_are(qtbot: QtBot, desk: SheetDesk) -> None:
    told = sheet_documents(20)[2]
    assert told.extraction is not None
    evidence = dict(told.extraction.evidence)
    evidence["/line_items/1/amount"] = evidence["/line_items/1/amount"].model_copy(update={"confidence": 0.5})
    changed = told.extraction.model_copy(update={"evidence": evidence})
    keep_sheet(desk.store, [_newer(told.model_copy(update={"extraction": changed}))])
    sheet = open_sheet(qtbot, desk)
    shown = sheet.page.view.hands.column(LINES)
    assert shown is not None
    assert sheet.presenter.rows[sheet.key(2)].state_at(shown.place) is FieldState.NEEDS_LOOK
    sheet.go(2, LINES)
    sheet.until(sheet.page.reason.isVisible)
    assert "doubt" in sheet.page.reason.text.text()


def test_failed_rules_are_asked_about(sheet: Sheet) -> None:
    sheet.go(0, SUPPLIER)
    sheet.page.view.go(2, SUPPLIER, extend=True)
    sheet.press(Qt.Key.Key_Return, CONTROL)
    sheet.until(lambda: sheet.page.findChild(Question))
    assert [key for kind, key in sheet.events() if kind == "confirm"] == [sheet.key(2)]
    question = sheet.page.findChild(Question)
    assert question is not None
    question.yes.click()
    sheet.until(lambda: ("confirm", sheet.key(0)) in sheet.events())


def test_undo_takes_back_what_was_done_last(sheet: Sheet) -> None:
    sheet.go(2, NUMBER)
    sheet.type("A")
    sheet.press(Qt.Key.Key_Return)
    sheet.press(Qt.Key.Key_Return, CONTROL)
    sheet.until(lambda: sheet.presenter.undo.offer is not None)
    sheet.press(Qt.Key.Key_Z, CONTROL)
    sheet.until(lambda: sheet.presenter.rows[sheet.key(3)].state is DocumentState.TO_REVIEW)
    assert sheet.text(2, NUMBER) == "A"
    sheet.press(Qt.Key.Key_Z, CONTROL)
    sheet.until(lambda: sheet.text(2, NUMBER) == "24/0318")
