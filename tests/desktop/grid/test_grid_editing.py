"""Typing into the grid: a cell, a block, undo, refused values, what is saved when and what is not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_desktop.flows.grid import CellEdit
from ingestio_desktop.presenters.grid_columns import ShownColumn
from ingestio_desktop.store import library
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.store.server import apply_documents
from tests.desktop.grid.conftest import (
    CONTROL,
    DUE,
    LINES,
    NET,
    NUMBER,
    SHIFT,
    SUPPLIER,
    TOTAL,
    VAT,
    Sheet,
    open_sheet,
)
from tests.support.sheet import SheetDesk, keep_sheet, sheet_documents

pytestmark = pytest.mark.usefixtures("theme")


def _column(sheet: Sheet, column: int) -> ShownColumn:
    shown = sheet.page.view.hands.column(column)
    assert shown is not None
    return shown


def _state(sheet: Sheet, row: int, column: int) -> FieldState | None:
    return sheet.presenter.rows[sheet.key(row)].state_at(_column(sheet, column).place)


def test_typing_replaces_and_enter_goes_down(sheet: Sheet) -> None:
    sheet.go(2, NUMBER)
    sheet.type("A-1")
    sheet.press(Qt.Key.Key_Return)
    assert (sheet.page.view.selection.row, sheet.page.view.selection.column) == (3, NUMBER)
    assert sheet.text(2, NUMBER) == "A-1"
    sheet.settled()
    assert _state(sheet, 2, NUMBER) is FieldState.EDITED


def test_tab_goes_right_and_esc_keeps_what_was_there(sheet: Sheet) -> None:
    sheet.go(2, NET)
    sheet.press(Qt.Key.Key_F2)
    sheet.type("9")
    sheet.press(Qt.Key.Key_Escape)
    assert sheet.text(2, NET) == "186.00"
    sheet.press(Qt.Key.Key_F2)
    sheet.type("190,5")
    sheet.press(Qt.Key.Key_Tab)
    assert sheet.page.view.selection.column == VAT
    assert sheet.text(2, NET) == "190.5"


def test_a_row_is_saved_when_it_is_left(sheet: Sheet) -> None:
    key = sheet.key(3)
    sheet.go(3, DUE)
    sheet.type("5.4.2024")
    sheet.press(Qt.Key.Key_Tab)
    sheet.settled()
    assert not sheet.events()
    draft = sheet.desk.store.read(lambda session: library.review_draft(session, key)).result(30)
    assert draft is not None and draft.edits[-1].value == "2024-04-05"
    sheet.press(Qt.Key.Key_Down)
    sheet.until(lambda: sheet.edits_of(key) == 1)
    assert sheet.desk.store.read(lambda session: library.review_draft(session, key)).result(30) is None


def test_leaving_the_page_saves(sheet: Sheet) -> None:
    sheet.go(3, DUE)
    sheet.type("2024-04-05")
    sheet.page.hide()
    sheet.until(lambda: sheet.edits_of(sheet.key(3)) == 1)


def test_a_draft_outlives_the_window(qtbot: QtBot, desk: SheetDesk) -> None:
    first = open_sheet(qtbot, desk)
    row, column = first.presenter.rows[first.key(6)], _column(first, NUMBER)
    edit = CellEdit(row.id, column.column.name, "X-9", row.values[column.place], row.version)
    desk.grid.change([edit]).result(30)
    again = open_sheet(qtbot, desk)
    assert again.text(6, NUMBER) == "X-9" and again.presenter.rows[row.id].drafted
    again.go(6, NUMBER)
    again.go(7, NUMBER)
    again.settled()
    assert not again.events(), "nobody has decided on it"
    again.press(Qt.Key.Key_S, CONTROL)
    again.until(lambda: again.edits_of(row.id) == 1)


def test_a_refused_value_stays_red_with_its_reason(sheet: Sheet) -> None:
    sheet.go(2, DUE)
    sheet.type("31/31/24")
    sheet.press(Qt.Key.Key_Return)
    sheet.go(2, DUE)
    cell = sheet.page.view.texts.cell(sheet.presenter.rows[sheet.key(2)], _column(sheet, DUE))
    assert cell.text == "31/31/24" and "31/31/24" in cell.problem
    sheet.until(sheet.page.reason.isVisible)
    assert sheet.page.reason.text.text() == cell.problem
    sheet.press(Qt.Key.Key_Return, CONTROL)
    assert not sheet.events()
    sheet.go(2, DUE)
    sheet.press(Qt.Key.Key_Delete)
    sheet.settled()
    assert sheet.text(2, DUE) == ""


def test_a_block_is_pasted_and_taken_back_as_one(sheet: Sheet) -> None:
    before = [[sheet.text(row, column) for column in (DUE, NET)] for row in (2, 3)]
    QGuiApplication.clipboard().setText("2024-05-01\t1.234,50\nnonsense\t99\n")
    sheet.go(2, DUE)
    sheet.press(Qt.Key.Key_V, CONTROL)
    sheet.until(lambda: sheet.presenter.editing.has_refused([sheet.key(3)]))
    sheet.settled()
    assert [sheet.text(2, DUE), sheet.text(2, NET)] == ["2024-05-01", "1,234.50"]
    assert [sheet.text(3, DUE), sheet.text(3, NET)] == ["nonsense", "99"]
    sheet.press(Qt.Key.Key_Z, CONTROL)
    sheet.until(lambda: sheet.text(3, NET) == before[1][1])
    assert [sheet.text(2, DUE), sheet.text(2, NET)] == before[0]
    assert _state(sheet, 2, NET) is FieldState.SURE
    sheet.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    sheet.until(lambda: sheet.text(2, NET) == "1,234.50")


def test_a_pasted_sheet_is_read_with_its_own_decimal_mark(sheet: Sheet) -> None:
    before = [sheet.text(row, NET) for row in (2, 3)]
    QGuiApplication.clipboard().setText("1.234\n99,50\n")
    sheet.go(2, NET)
    sheet.press(Qt.Key.Key_V, CONTROL)
    sheet.until(lambda: sheet.text(3, NET) == "99.50")
    assert sheet.text(2, NET) == "1,234", "it groups where the other number has a comma"
    sheet.press(Qt.Key.Key_Z, CONTROL)
    sheet.until(lambda: [sheet.text(row, NET) for row in (2, 3)] == before)


def test_undo_reaches_what_was_saved_in_other_documents(sheet: Sheet) -> None:
    first, second = sheet.key(2), sheet.key(3)
    sheet.go(2, NUMBER)
    sheet.type("A")
    sheet.press(Qt.Key.Key_Return)
    sheet.type("B")
    sheet.press(Qt.Key.Key_Return)
    sheet.until(lambda: sheet.edits_of(first) == 1 and sheet.edits_of(second) == 1)
    sheet.press(Qt.Key.Key_Z, CONTROL)
    sheet.until(lambda: sheet.text(3, NUMBER) == "77120")
    assert sheet.text(2, NUMBER) == "A"
    sheet.press(Qt.Key.Key_Z, CONTROL)
    sheet.until(lambda: sheet.text(2, NUMBER) == "24/0318")
    sheet.settled()
    sheet.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    sheet.until(lambda: sheet.text(2, NUMBER) == "A")


def test_a_copied_block_comes_back_as_it_was(sheet: Sheet) -> None:
    sheet.go(2, NET)
    sheet.page.view.go(3, TOTAL, extend=True)
    sheet.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "186.00\t39.06\t225.06\n3,118.40\t779.60\t3,898.00\n"
    assert sheet.page.view.footer.label().endswith(", sum 8,246.12, average 1,374.35")


def test_fill_down_takes_the_uppermost(sheet: Sheet) -> None:
    sheet.go(2, SUPPLIER)
    sheet.page.view.go(5, SUPPLIER, extend=True)
    sheet.press(Qt.Key.Key_D, CONTROL)
    sheet.settled()
    shown = [sheet.text(row, SUPPLIER) for row in (3, 4, 5)]
    assert shown == ["Ijsfabriek Strombeek NV", "Boulangerie Morel SARL", "Ijsfabriek Strombeek NV"]


def test_del_clears_all_that_is_selected(sheet: Sheet) -> None:
    sheet.go(2, VAT)
    sheet.page.view.go(3, VAT, extend=True)
    sheet.press(Qt.Key.Key_Delete)
    sheet.settled()
    assert [sheet.text(2, VAT), sheet.text(3, VAT)] == ["", ""]


@pytest.mark.parametrize(("row", "column"), [(1, NET), (18, NET), (2, LINES)])
def test_what_is_confirmed_in_work_or_a_table_is_not_typed_into(sheet: Sheet, row: int, column: int) -> None:
    told: list[str] = []
    sheet.page.view.hands.said.connect(told.append)
    sheet.go(row, column)
    sheet.type("1")
    assert not sheet.page.view.editor.isVisible() and told
    sheet.press(Qt.Key.Key_Delete)
    sheet.settled()
    assert not sheet.events()


def test_edits_are_checked_again(sheet: Sheet) -> None:
    assert _state(sheet, 0, NET) is FieldState.RULE_FAILED
    sheet.go(0, NET)
    sheet.type("1214.30")
    sheet.press(Qt.Key.Key_Tab)
    sheet.settled()
    assert _state(sheet, 0, NET) is FieldState.EDITED


def test_another_value_from_elsewhere_is_a_conflict_not_an_overwriting(sheet: Sheet) -> None:
    key = sheet.key(2)
    row, column = sheet.presenter.rows[key], _column(sheet, NET)
    told = sheet_documents(20)[2]
    assert told.extraction is not None
    data = {**told.extraction.data, "subtotal": "187.00"}
    moved = told.model_copy(
        update={"version": 2, "extraction": told.extraction.model_copy(update={"data": data})}
    )
    # The service's new value and what the person types cross each other.
    sheet.desk.store.write(lambda unit: apply_documents(unit, [moved])).result(30)
    edit = CellEdit(key, "subtotal", "188.00", row.values[column.place], row.version)
    result = sheet.desk.grid.change([edit]).result(30)
    assert result.moved == (key,)
    sheet.until(lambda: sheet.presenter.rows[key].set_aside is not None)
    assert not sheet.presenter.rows[key].editable
    assert sheet.text(2, 1) == "Compare"
    document = sheet.desk.review.load(key).result(30)
    assert document.conflict is not None
    assert [(field.mine, field.theirs) for field in document.conflict.fields] == [("188.00", "187.00")]


def test_a_deleted_document_takes_nothing(sheet: Sheet) -> None:
    row, column = sheet.presenter.rows[sheet.key(2)], _column(sheet, NET)
    keep_sheet(sheet.desk.store, sheet_documents(20))
    edit = CellEdit(sheet.key(1), "subtotal", "1", row.values[column.place], 1)
    assert sheet.desk.grid.change([edit]).result(30).left == (sheet.key(1),)
    assert (EventKind.EDIT, sheet.key(1)) not in sheet.events()


def test_the_lines_of_a_value_outlive_an_edit(sheet: Sheet) -> None:
    QGuiApplication.clipboard().setText('"De Foyer\nGrote Markt 1"')
    sheet.go(2, SUPPLIER)
    sheet.press(Qt.Key.Key_V, CONTROL)
    sheet.until(lambda: sheet.text(2, SUPPLIER) == "De Foyer Grote Markt 1")
    sheet.settled()
    sheet.press(Qt.Key.Key_F2)
    sheet.press(Qt.Key.Key_End)
    sheet.type("2")
    sheet.press(Qt.Key.Key_Tab)
    assert sheet.page.view.hands.text(2, SUPPLIER, whole=True) == "De Foyer\nGrote Markt 12"
