"""The review window on real documents in a real store: edit, undo, save, confirm, go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.store.rows import EventKind
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import ReviewDesk, review_desk

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as desk:
        yield desk


def _open(qtbot: QtBot, desk: ReviewDesk, at: int = 0) -> ReviewWindow:
    errors: list[BaseException] = []
    presenter = ReviewPresenter(desk.flow, Bridge(errors.append))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    presenter.open(desk.queue, desk.queue.ids[at])
    qtbot.waitUntil(lambda: presenter.document is not None)
    qtbot.waitUntil(lambda: bool(window.form.focused_pointer()) or _in_table(window) or _at_confirm(window))
    assert not errors
    return window


def _in_table(window: ReviewWindow) -> bool:
    return any(table.focused_pointer() for table in window.tables.values())


def _at_confirm(window: ReviewWindow) -> bool:
    """Where the focus begins when there is nothing to check."""
    focused = window.focusWidget()
    return focused is not None and window.bottom.isAncestorOf(focused)


def _events(desk: ReviewDesk) -> list[str]:
    from sqlalchemy import select

    from ingestio_desktop.store.models import EventModel

    return desk.store.read(
        lambda session: [row.kind for row in session.scalars(select(EventModel).order_by(EventModel.seq))]
    ).result()


def test_shows_what_was_read_and_draws_the_page(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    truth = desk.documents[0].truth
    assert window.form.editor("/invoice_number").text() == truth["invoice_number"]
    asked: list[int] = []
    window.presenter.page_ready.connect(lambda page, _image, _resolution: asked.append(page))
    window.page.set_zoom(3.0)
    qtbot.waitUntil(lambda: 1 in asked)
    items = truth["line_items"]
    assert isinstance(items, list)
    assert len(items) == window.tables["line_items"].view.model().rowCount()


def test_typing_is_kept_and_undone_as_one_step(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    line = window.form.editor("/vendor_name")
    before = line.text()
    window.focus_pointer("/vendor_name")
    line.selectAll()
    QTest.keyClicks(line, "Ashvane Ltd")
    assert window.presenter.state("/vendor_name") is FieldState.EDITED
    document = window.presenter.document
    assert document is not None
    assert document.data["vendor_name"] == "Ashvane Ltd"
    here = document.row.id
    qtbot.waitUntil(lambda: desk.flow.load(here).result().data["vendor_name"] == "Ashvane Ltd")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    document = window.presenter.document
    assert document is not None
    assert document.data["vendor_name"] == before
    assert not document.edited
    QTest.keyClick(
        line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.presenter.document is not None
    assert window.presenter.document.data["vendor_name"] == "Ashvane Ltd"


def test_a_text_that_is_no_amount_stays_and_changes_nothing(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    window.focus_pointer("/total")
    line = window.form.editor("/total")
    line.selectAll()
    QTest.keyClicks(line, "12a")
    assert line.text() == "12a"
    assert line.property("state") == "bad"
    document = window.presenter.document
    assert document is not None
    assert not document.edited, "half an amount must not stand where the whole text is none"
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.form.focused_pointer() == "/total"
    assert window.presenter.place.position == 1


def test_save_writes_an_event_and_confirm_goes_on(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    first = desk.queue.ids[0]
    window.presenter.set_value("/purchase_order", "PO-1")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _events(desk) == [EventKind.EDIT.value])
    qtbot.waitUntil(lambda: not window.presenter.busy)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    question = window.findChild(Question)
    if question is not None:
        QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.presenter.place.position == 2)
    assert EventKind.CONFIRM.value in _events(desk)
    assert desk.flow.load(first).result().confirmed


def test_rows_are_added_duplicated_and_removed(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    model = window.tables["line_items"].view.model()
    count = model.rowCount()
    window.presenter.add_row("line_items", count)
    assert model.rowCount() == count + 1
    window.presenter.duplicate_rows("line_items", [0])
    assert model.rowCount() == count + 2
    assert model.index(0, 0).data() == model.index(1, 0).data()
    window.presenter.remove_rows("line_items", [0, count + 1])
    assert model.rowCount() == count
    for _ in range(3):
        window.presenter.undo()
    assert window.presenter.document is not None
    assert not window.presenter.document.edited


def test_the_end_of_the_queue_is_a_summary(qtbot: QtBot, shared_desk: ReviewDesk) -> None:
    window = _open(qtbot, shared_desk, at=len(shared_desk.queue.ids) - 1)
    with qtbot.waitSignal(window.presenter.queue_ended) as ended:
        window.presenter.next()
    assert ended.args is not None
    assert ended.args[0].total == len(shared_desk.queue.ids)
    assert not window.splitter.isVisible()


def test_a_box_on_the_page_and_its_field_light_up_together(qtbot: QtBot, shared_desk: ReviewDesk) -> None:
    window = _open(qtbot, shared_desk)
    window.page.box_hovered.emit("/invoice_number")
    assert window.form.editor("/invoice_number").property("lit")
    window.page.box_clicked.emit("/vendor_name")
    assert window.form.focused_pointer() == "/vendor_name"


def test_every_control_has_a_name(qtbot: QtBot, shared_desk: ReviewDesk) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

    window = _open(qtbot, shared_desk)
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QTableView)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName()
    ]
    assert not nameless


def test_the_page_stays_in_sight_in_the_least_window(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    window.splitter.setSizes([500, window.width() - 500])
    # As the shell has it.
    window.setMinimumSize(800, 600)
    window.resize(800, 600)
    qtbot.waitUntil(lambda: window.splitter.width() == 800)
    pages, fields = window.splitter.sizes()
    assert pages >= 320 and fields >= 440


def test_the_question_before_a_redo_says_what_goes_and_when(qtbot: QtBot, desk: ReviewDesk) -> None:
    window = _open(qtbot, desk)
    assert "If it fails, they stay." in _asked_before_redo(window)
    assert "unsaved" not in _asked_before_redo(window)
    window.presenter.set_value("/purchase_order", "PO-1")
    assert "unsaved changes will be gone at once" in _asked_before_redo(window)


def _asked_before_redo(window: ReviewWindow) -> str:
    window.top.redo.emit()
    question = window.findChild(Question)
    assert question is not None
    text = " ".join(label.text() for label in question.findChildren(QLabel))
    question.setParent(None)
    question.deleteLater()
    return text
