"""Every key of the review, pressed on the real window."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import JsonValue
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.documents import Edit
from ingestio_core.differences import edits_between
from ingestio_desktop.presenters import review_editing
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.presenters.review_checks import TO_CHECK
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.screens.screens_review import all_sure, confirmed, in_doubt
from tests.support.documents import DocumentKind, GeneratedDocument, make_document
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def _made() -> tuple[GeneratedDocument, ...]:
    return tuple(make_document(number, DocumentKind.INVOICE, language="en") for number in (30, 17, 29))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path, made=_made(), change=in_doubt) as desk:
        yield desk


def open_review(qtbot: QtBot, desk: ReviewDesk, at: int = 0) -> ReviewWindow:
    presenter = ReviewPresenter(desk.flow, Bridge(lambda error: pytest.fail(repr(error))))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[at])
    qtbot.waitUntil(
        lambda: bool(_pointer(window)) or window.bottom.confirm_has_focus() or window.page.hasFocus()
    )
    return window


def _focus(window: ReviewWindow) -> QWidget:
    focused = window.focusWidget()
    assert focused is not None
    return focused


def _press(
    window: ReviewWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(_focus(window), key, modifiers)


def _agree(qtbot: QtBot, window: ReviewWindow) -> None:
    """Answer the question with the same key that confirms."""
    question = window.findChild(Question)
    assert question is not None
    qtbot.waitUntil(question.isActiveWindow)
    QTest.keyClick(question, Qt.Key.Key_Return, CONTROL)


def _agree_to_lose(qtbot: QtBot, window: ReviewWindow) -> None:
    """Enter and Ctrl+Enter alone lose nothing: the safe button has the focus."""
    question = window.findChild(Question)
    assert question is not None
    qtbot.waitUntil(question.no.hasFocus)
    QTest.keyClick(question, Qt.Key.Key_Return, CONTROL)
    assert question.isVisible() and not question.yes.isDefault()
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def _pointer(window: ReviewWindow) -> str:
    tables = [table.focused_pointer() for table in window.tables.values()]
    return window.form.focused_pointer() or next(filter(None, tables), "")


def test_enter_goes_through_what_is_to_check_and_back(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    order = [pointer for pointer in presenter.pointers() if presenter.state(pointer) in TO_CHECK]
    assert _pointer(window) == order[0]
    assert len(order) > 3
    for pointer in order[1:]:
        _press(window, Qt.Key.Key_Return)
        assert _pointer(window) == pointer
    for pointer in reversed(order[:-1]):
        _press(window, Qt.Key.Key_Return, SHIFT)
        assert _pointer(window) == pointer
    window.focus_pointer(order[-1])
    _press(window, Qt.Key.Key_Return)
    assert window.bottom.confirm_has_focus(), "after the last one the next key confirms"


def test_tab_goes_through_fields_table_and_buttons(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    document = window.presenter.document
    assert document is not None
    window.presenter.set_value("/currency", "GBP")
    names = [f"/{spec.name}" for spec in document.plan.scalars]
    window.focus_pointer(names[0])
    for name in names[1:]:
        _press(window, Qt.Key.Key_Tab)
        assert window.form.focused_pointer() == name
    _press(window, Qt.Key.Key_Tab)
    assert _focus(window) is window.tables["line_items"].view
    seen = []
    for _ in range(3):
        _press(window, Qt.Key.Key_Tab)
        seen.append(_focus(window).accessibleName())
    assert seen == ["Reset", "Save changes", "Save and confirm"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_F2])
def test_from_the_confirm_button_a_key_leads_to_the_first_field(
    qtbot: QtBot, tmp_path: Path, key: Qt.Key
) -> None:
    with review_desk(tmp_path, made=_made(), change=all_sure) as desk:
        window = open_review(qtbot, desk)
        assert window.bottom.confirm_has_focus(), "nothing is to check"
        _press(window, key)
        assert _pointer(window) == window.presenter.pointers()[0]
        window.bottom.focus_confirm()
        _press(window, Qt.Key.Key_Tab)
        assert not _pointer(window), "the second time around Tab goes on to all else"


def test_f2_edits_and_f6_goes_to_the_page_and_back(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.focus_pointer("/currency")
    _press(window, Qt.Key.Key_F6)
    assert window.page.hasFocus()
    _press(window, Qt.Key.Key_F6)
    assert window.form.focused_pointer() == "/currency"
    _press(window, Qt.Key.Key_F6)
    _press(window, Qt.Key.Key_F2)
    assert window.form.focused_pointer() == "/currency"
    window.focus_pointer("/line_items/1/description")
    _press(window, Qt.Key.Key_F2)
    assert isinstance(_focus(window), QLineEdit)
    _press(window, Qt.Key.Key_Escape)
    assert _focus(window) is window.tables["line_items"].view, "Esc first leaves the cell"
    with qtbot.waitSignal(window.back_wanted):
        _press(window, Qt.Key.Key_Escape)


def test_alt_and_arrows_change_the_document_and_hold(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    _press(window, Qt.Key.Key_Right, ALT)
    _press(window, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: presenter.place.position == 3)
    _press(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: presenter.place.position == 2)
    _press(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: presenter.place.position == 1)


def test_a_reading_is_chosen_by_its_number(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.focus_pointer("/invoice_number")
    line = window.form.editor("/invoice_number")
    before = line.text()
    _press(window, Qt.Key.Key_2, ALT)
    assert line.text() != before
    assert window.presenter.state("/invoice_number") is FieldState.EDITED
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert line.text() == before


def test_undo_goes_on_across_a_save(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    presenter = window.presenter
    window.focus_pointer("/vendor_name")
    line = window.form.editor("/vendor_name")
    before = line.text()
    line.selectAll()
    QTest.keyClicks(line, "Ashvane Ltd")
    _press(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not presenter.busy and presenter.document is not None)
    document = presenter.document
    assert document is not None
    assert not document.edited
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert line.text() == before
    assert presenter.document is not None
    assert presenter.document.edited
    _press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert line.text() == "Ashvane Ltd"


def test_undo_goes_back_across_two_saves_and_costs_a_save_nothing(
    qtbot: QtBot, desk: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = open_review(qtbot, desk).presenter
    table = "line_items"
    assert presenter.document is not None
    said = [presenter.document.data]
    converted: list[bool] = []

    def convert(*both: Mapping[str, JsonValue]) -> tuple[Edit, ...]:
        converted.append(True)
        return edits_between(*both)

    monkeypatch.setattr(review_editing, "edits_between", convert)
    acts: tuple[Callable[[], None], ...] = (
        lambda: presenter.set_value(f"/{table}/1/amount", "7.00"),
        lambda: presenter.remove_rows(table, [0]),
        lambda: presenter.set_value(f"/{table}/0/amount", "8.00"),
    )
    for act in acts:
        act()
        presenter.end_typing()
        said.append(presenter.document.data)
        presenter.save()
        qtbot.waitUntil(lambda: not presenter.busy)
    assert not converted, "of hundreds of steps that would be felt"
    for before in reversed(said[:-1]):
        presenter.undo()
        assert presenter.document.data == before
    presenter.redo_edit()
    assert presenter.document.data == said[1]


def test_page_keys_turn_fit_and_hide(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    fitting = window.page.zoom
    _press(window, Qt.Key.Key_Plus, CONTROL)
    assert window.page.zoom > fitting
    _press(window, Qt.Key.Key_Minus, CONTROL)
    _press(window, Qt.Key.Key_Minus, CONTROL)
    assert window.page.zoom < fitting
    _press(window, Qt.Key.Key_0, CONTROL)
    assert window.page.zoom == fitting
    _press(window, Qt.Key.Key_R, CONTROL)
    assert window.page.rotation == 90
    _press(window, Qt.Key.Key_B, CONTROL)
    assert not window.page.boxes_shown


def test_export_help_and_delete(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    with qtbot.waitSignal(window.export_wanted) as wanted:
        _press(window, Qt.Key.Key_E, CONTROL)
    assert wanted.args == [desk.queue.ids[0]]
    window.page.setFocus()
    with qtbot.waitSignal(window.help_wanted):
        QTest.keyClicks(window.page, "?")
    _press(window, Qt.Key.Key_Delete, CONTROL)
    _agree_to_lose(qtbot, window)
    qtbot.waitUntil(lambda: len(window.presenter.queue.ids) == 2)
    qtbot.waitUntil(
        lambda: (
            window.presenter.document is not None and window.presenter.document.row.id == desk.queue.ids[1]
        )
    )


def test_control_enter_confirms_out_of_a_cell_that_is_being_typed(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.focus_pointer("/line_items/1/description")
    _press(window, Qt.Key.Key_F2)
    editor = _focus(window)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Two-sided paper")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    _agree(qtbot, window)
    qtbot.waitUntil(lambda: window.presenter.place.position == 2)
    first = desk.flow.load(desk.queue.ids[0]).result()
    assert first.confirmed
    rows = first.data["line_items"]
    assert isinstance(rows, list)
    assert isinstance(rows[1], dict)
    assert rows[1]["description"] == "Two-sided paper"


def test_a_cell_that_is_no_amount_keeps_the_document(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    window.focus_pointer("/line_items/1/amount")
    _press(window, Qt.Key.Key_F2)
    editor = _focus(window)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "many")
    QTest.keyClick(editor, Qt.Key.Key_Right, ALT)
    assert window.presenter.place.position == 1
    table = window.tables["line_items"]
    assert "“many” is no number" in table.note.text()
    assert table.view.currentIndex().data() == "many", "it stays, so that one can see what was meant"
    _press(window, Qt.Key.Key_S, CONTROL)
    assert table.focused_pointer() == "/line_items/1/amount"
    assert window.presenter.document is not None and not window.presenter.document.edited
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert table.view.currentIndex().data() != "many"
    assert not window.presenter.unfit


def test_a_block_from_a_spreadsheet_is_one_step(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = open_review(qtbot, desk)
    model = window.tables["line_items"].view.model()
    before = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    window.focus_pointer("/line_items/0/description")
    QGuiApplication.clipboard().setText('Nuts\t2\t1.50\t3.00\r\n"Bolts, long"\t1\t4\t4\r\n')
    _press(window, Qt.Key.Key_V, CONTROL)
    assert [model.index(row, 0).data() for row in range(2)] == ["Nuts", "Bolts, long"]
    assert model.index(0, 3).data() == "3.00"
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert [[model.index(row, column).data() for column in range(4)] for row in range(2)] == before
    QGuiApplication.clipboard().setText("Nuts\ttwo\t9.90")
    _press(window, Qt.Key.Key_V, CONTROL)
    assert [model.index(0, column).data() for column in range(3)] == ["Nuts", "two", "9.90"]
    assert "can’t be taken" in window.message.text()
    document = window.presenter.document
    assert document is not None
    rows = document.data["line_items"]
    assert isinstance(rows, list) and isinstance(rows[0], dict)
    assert (rows[0]["description"], rows[0]["unit_price"]) == ("Nuts", "9.90")
    assert rows[0]["quantity"] == before[0][1], "a text that is no number is no value"
    assert list(window.presenter.unfit) == ["/line_items/0/quantity"]
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert [[model.index(row, column).data() for column in range(4)] for row in range(2)] == before
    assert not window.presenter.unfit


def test_nothing_to_check_has_confirm_in_focus(qtbot: QtBot, tmp_path: Path) -> None:
    with review_desk(tmp_path, made=_made(), change=all_sure) as desk:
        window = open_review(qtbot, desk)
        qtbot.waitUntil(window.bottom.confirm_has_focus)
        _press(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.presenter.place.position == 2)
        assert desk.flow.load(desk.queue.ids[0]).result().confirmed


def test_a_confirmed_document_is_read_only(qtbot: QtBot, tmp_path: Path) -> None:
    with review_desk(tmp_path, made=_made(), change=confirmed) as desk:
        window = open_review(qtbot, desk)
        line = window.form.editor("/vendor_name")
        before = line.text()
        line.setFocus()
        QTest.keyClicks(line, "x")
        assert line.text() == before
        window.presenter.unconfirm()
        qtbot.waitUntil(lambda: not line.isReadOnly())
        QApplication.processEvents()
