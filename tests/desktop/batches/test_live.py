"""Changes while somebody looks: nothing moves under the pointer, and nobody waits for what they did."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.batches import Batch
from ingestio_core.errors import IngestError
from ingestio_core.lifecycle import BatchStatus, DocumentStatus
from ingestio_desktop.flows.batches import BatchSort
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.store import held
from ingestio_desktop.store.rows import DocumentCounts, DocumentState, DocumentTab
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.undo_toast import UndoToast
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id
from tests.support.desktop import Desktop

BATCH = sample_id(0)


@pytest.fixture
def page(desktop: Desktop, theme: object, qtbot: QtBot) -> BatchesPage:
    keep_batches(desktop.store, sample_batches())
    made = BatchesPage(desktop.lister())
    UndoToast(made.presenter.undo, made.toast)
    qtbot.addWidget(made)
    made.resize(1064, 768)
    made.show()
    qtbot.waitUntil(lambda: not made.presenter.state.loading and len(made.presenter.counts) == 6)
    return made


@pytest.fixture
def detail(desktop: Desktop, theme: object, qtbot: QtBot) -> BatchPage:
    keep_batches(desktop.store, sample_batches(1), sample_documents(BATCH, 30))
    made = BatchPage(desktop.detail())
    UndoToast(made.presenter.undo, made.toast)
    qtbot.addWidget(made)
    made.resize(1064, 768)
    made.show()
    made.open(BATCH)
    table = made.documents.table
    qtbot.waitUntil(lambda: table.rows.rowCount() == 30 and made.presenter.batch is not None)
    return made


def keys(page: BatchesPage) -> list[UUID]:
    return [row.id for row in page.table.rows.shown_rows()]


def newer(desktop: Desktop, number: int) -> Batch:
    """A batch that was submitted later than all others."""
    first = sample_batches()[0]
    when = first.created_at.replace(year=first.created_at.year + number)
    made = first.model_copy(update={"id": sample_id(500 + number), "created_at": when, "updated_at": when})
    keep_batches(desktop.store, [made])
    return made


def over(page: BatchesPage, inside: bool) -> None:
    """Move the pointer onto the rows, or away."""
    kind = QEvent.Type.Enter if inside else QEvent.Type.Leave
    QApplication.sendEvent(page.table.viewport(), QEvent(kind))


def test_a_new_batch_stands_on_top(page: BatchesPage, desktop: Desktop, qtbot: QtBot) -> None:
    page.table.focus_key(sample_id(3))
    made = newer(desktop, 1)
    qtbot.waitUntil(lambda: keys(page)[0] == made.id)
    current = page.table.current_row()
    assert current is not None and current.id == sample_id(3), "who had the focus has it"
    assert len(keys(page)) == 12


def test_under_the_pointer_nothing_comes_or_goes(page: BatchesPage, desktop: Desktop, qtbot: QtBot) -> None:
    page.filter._choose(1)
    qtbot.waitUntil(lambda: len(keys(page)) == 3)
    before = keys(page)
    over(page, True)
    made = newer(desktop, 1)
    done = sample_batches()[2].model_copy(
        update={"status": BatchStatus.COMPLETED, "updated_at": made.updated_at}
    )
    keep_batches(desktop.store, [done])
    qtbot.waitUntil(lambda: page.presenter.waiting == 1)
    qtbot.waitUntil(lambda: page.table.rows.row(2).status is BatchStatus.COMPLETED)
    assert keys(page) == before
    assert page.came.isVisible() and "1" in page.came.text()
    over(page, False)
    qtbot.waitUntil(lambda: keys(page) == [made.id, before[0], before[1]])
    assert not page.came.isVisible()


def test_who_asks_for_what_came_sees_it(page: BatchesPage, desktop: Desktop, qtbot: QtBot) -> None:
    over(page, True)
    made = newer(desktop, 1)
    qtbot.waitUntil(page.came.isVisible)
    page.came.click()
    qtbot.waitUntil(lambda: keys(page)[0] == made.id)


def test_who_has_scrolled_keeps_what_is_on_screen(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    keep_batches(desktop.store, sample_batches(60))
    page = BatchesPage(desktop.lister())
    qtbot.addWidget(page)
    page.resize(1064, 500)
    page.show()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 60)
    bar = page.table.verticalScrollBar()
    bar.setValue(400)
    top = page.table.rows.row(page.table.indexAt(page.table.viewport().rect().topLeft()))
    newer(desktop, 1)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 61)
    assert page.table.rows.row(page.table.indexAt(page.table.viewport().rect().topLeft())) == top


def test_a_deleted_batch_is_gone_at_once_and_undone_by_a_key(
    page: BatchesPage, desktop: Desktop, qtbot: QtBot
) -> None:
    over(page, True)
    before = keys(page)
    page._ask_delete(before[2])
    page.findChildren(Question)[-1].yes.click()
    qtbot.waitUntil(lambda: before[2] not in keys(page))
    qtbot.waitUntil(page.toast.isVisible)
    assert "Freight bills Q1" in page.toast.accessibleName()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: keys(page) == before)
    assert not page.toast.isVisible()
    assert desktop.batches.batch(before[2]).result(10) is not None


def test_several_deletes_are_undone_one_by_one(page: BatchesPage, qtbot: QtBot) -> None:
    before = keys(page)
    for key in (before[1], before[4]):
        page.presenter.delete((key,))
        qtbot.waitUntil(lambda key=key: key not in keys(page))
    qtbot.waitUntil(lambda: page.presenter.undo.offer is not None and page.presenter.undo.offer.before == 1)
    assert "1" in page.toast.accessibleName()
    page.toast._undo.click()
    qtbot.waitUntil(lambda: before[4] in keys(page))
    assert before[1] not in keys(page) and page.toast.isVisible()
    page.toast._undo.click()
    qtbot.waitUntil(lambda: keys(page) == before)


def test_an_undo_that_comes_too_late_says_so(page: BatchesPage, desktop: Desktop, qtbot: QtBot) -> None:
    page.presenter.delete((sample_id(1),))
    qtbot.waitUntil(lambda: page.presenter.undo.offer is not None)
    offer = page.presenter.undo.offer
    assert offer is not None
    now = sample_batches()[0].created_at.replace(year=2099)
    desktop.store.write(lambda unit: held.release(unit, now)).result(10)
    with qtbot.waitSignal(page.presenter.failed) as told:
        page.presenter.undo.undo()
    assert told.args is not None and isinstance(told.args[0], IngestError)
    assert told.args[0].code == "too_late"


def test_an_offer_ends_with_its_time(qtbot: QtBot) -> None:
    stack, shown, undone = UndoStack(), [], []
    stack.changed.connect(shown.append)
    moment = sample_batches()[0].created_at.replace(year=2020)
    stack.add("Long over", lambda: undone.append(1), moment)
    assert shown == [None] and not stack.undo() and not undone


def test_a_document_leaves_its_tab_when_it_is_confirmed_there(detail: BatchPage, qtbot: QtBot) -> None:
    view = detail.documents
    view.next_tab(1)
    view.next_tab(1)
    qtbot.waitUntil(lambda: view.table.rows.rowCount() == 18)
    QApplication.sendEvent(view.table.viewport(), QEvent(QEvent.Type.Enter))
    first = view.table.rows.row(0).id
    view.table.focus_key(first)
    view.confirm()
    qtbot.waitUntil(lambda: view.table.rows.rowCount() == 17)
    assert view.table.rows.place_of(first) < 0, "it was the person who did it"
    detail.presenter.undo.undo()
    qtbot.waitUntil(lambda: view.table.rows.rowCount() == 18)


def test_what_was_confirmed_before_stays_so_after_an_undo(detail: BatchPage, qtbot: QtBot) -> None:
    rows = detail.documents.table.rows.shown_rows()[:3]
    assert [row.state for row in rows].count(DocumentState.CONFIRMED) == 1
    detail.presenter.confirm([row.id for row in rows])
    qtbot.waitUntil(lambda: detail.presenter.counts.confirmed == 8)
    detail.presenter.undo.undo()
    qtbot.waitUntil(lambda: detail.presenter.counts.confirmed == 6)


def test_an_undo_leaves_alone_what_was_confirmed_elsewhere(detail: BatchPage, qtbot: QtBot) -> None:
    rows = [row for row in detail.documents.table.rows.shown_rows() if row.state is DocumentState.TO_REVIEW]
    first, second = rows[0].id, rows[1].id
    # In another window, and not seen in this one when the key is pressed.
    elsewhere = detail.presenter._flow.confirm((first,))
    detail.presenter.confirm((first, second))
    assert elsewhere.result(30) == (first,)
    qtbot.waitUntil(lambda: detail.presenter.undo.offer is not None)
    detail.presenter.undo.undo()
    qtbot.waitUntil(lambda: detail.presenter.counts.confirmed == 7)
    assert detail.presenter._flow.documents_by_id((first,)).result(30)[0].state is DocumentState.CONFIRMED


def test_documents_that_are_read_come_into_the_tab(detail: BatchPage, desktop: Desktop, qtbot: QtBot) -> None:
    view = detail.documents
    view.next_tab(1)
    qtbot.waitUntil(lambda: view.table.rows.rowCount() == 3)
    working = [row.id for row in view.table.rows.shown_rows()]
    read = [each for each in sample_documents(BATCH, 30) if each.id in working]
    done = [
        each.model_copy(update={"status": DocumentStatus.COMPLETED, "job": None, "version": 2})
        for each in read
    ]
    QApplication.sendEvent(view.table.viewport(), QEvent(QEvent.Type.Enter))
    keep_batches(desktop.store, [], done)
    qtbot.waitUntil(lambda: view.table.rows.row(0).state is DocumentState.TO_REVIEW)
    assert view.table.rows.rowCount() == 3, "the pointer is over them"
    QApplication.sendEvent(view.table.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not view.table.isVisible())
    assert view._empty.title == "Nothing in progress"
    view.next_tab(1)
    qtbot.waitUntil(lambda: view.table.rows.rowCount() == 21)


def test_an_empty_review_tab_leads_to_the_export(detail: BatchPage, qtbot: QtBot) -> None:
    presenter = detail.presenter
    presenter.query = replace(presenter.query, tab=DocumentTab.TO_REVIEW)
    presenter.counts = DocumentCounts(30, 0, 0, 30, 0)
    presenter.rows_reset.emit(())
    assert detail.documents._empty.title == "Nothing to review"
    with qtbot.waitSignal(detail.export_wanted) as told:
        detail.documents._empty.action.click()
    assert told.args is not None and told.args[0].batch_id == BATCH


def test_a_batch_that_failed_says_why_and_is_read_again(
    desktop: Desktop, theme: object, detail: BatchPage, qtbot: QtBot
) -> None:
    assert not detail.documents.figures.redo_all.isVisible()
    failed = sample_batches(1)[0]
    late = failed.updated_at.replace(year=2099)
    change = {"status": BatchStatus.FAILED, "last_error_message": "The key is no longer valid."}
    keep_batches(desktop.store, [failed.model_copy(update={**change, "updated_at": late})])
    figures = detail.documents.figures
    qtbot.waitUntil(figures.redo_all.isVisible)
    assert figures.why.text() == "The key is no longer valid."
    figures.redo_all.click()
    detail.documents.findChildren(Question)[-1].yes.click()
    qtbot.waitUntil(lambda: detail.presenter.counts.error == 0)
    assert detail.presenter.counts.in_progress == 6


def test_only_one_document_goes_without_a_question(detail: BatchPage, qtbot: QtBot) -> None:
    table = detail.documents.table
    first, second, third = (row.id for row in table.rows.shown_rows()[:3])
    detail.documents.ask_delete((first,))
    qtbot.waitUntil(lambda: table.rows.place_of(first) < 0)
    assert not detail.documents.findChildren(Question)
    table.rows.set_checked((second, third))
    detail.documents.ask_delete()
    assert table.rows.place_of(second) >= 0
    detail.documents.findChildren(Question)[-1].yes.click()
    qtbot.waitUntil(lambda: table.rows.rowCount() == 27)
    assert not detail.documents.bar.isVisible()
    assert detail.presenter.undo.offer is not None
    detail.presenter.undo.undo()
    qtbot.waitUntil(lambda: table.rows.rowCount() == 29)


def test_the_bar_says_what_cannot_be_done(detail: BatchPage) -> None:
    table, bar = detail.documents.table, detail.documents.bar
    failed, working = table.rows.row(3).id, table.rows.row(5).id
    table.rows.set_checked((failed,))
    assert not bar.confirm.isEnabled() and bar.redo.isEnabled() and not bar.export.isEnabled()
    assert "None of them" in bar.confirm.toolTip() and "read" in bar.export.toolTip()
    assert not bar.cancel.isVisible()
    table.rows.set_checked((working,))
    assert not bar.redo.isEnabled() and bar.cancel.isVisible()


def test_cancel_stops_what_is_being_read(detail: BatchPage, qtbot: QtBot) -> None:
    table = detail.documents.table
    table.rows.set_checked([row.id for row in table.rows.shown_rows()])
    detail.documents.bar.cancel.click()
    before = detail.presenter.counts
    qtbot.waitUntil(lambda: detail.presenter.counts.in_progress == 0)
    counts = detail.presenter.counts
    assert counts.cancelled == before.in_progress and counts.error == before.error
    stopped = [row for row in table.rows.shown_rows() if row.state is DocumentState.CANCELLED]
    state = next(column for column in table.rows.columns if column.key == "state")
    assert len(stopped) == counts.cancelled
    assert {state.value(row).word for row in stopped} == {"Cancelled"}


def test_a_drag_over_the_page_says_what_a_drop_would_do(page: BatchesPage, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/a.pdf"), QUrl.fromLocalFile("/x/b.pdf")])
    where, copy = QPointF(9, 9), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(where.toPoint(), copy, data, left, none))
    assert page._veil.isVisible() and page._veil.size() == page.size()
    assert "2" in page._veil.accessibleName()
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page._veil.isVisible()
    QApplication.sendEvent(page, QDragEnterEvent(where.toPoint(), copy, data, left, none))
    with qtbot.waitSignal(page.files_wanted) as told:
        QApplication.sendEvent(page, QDropEvent(where, copy, data, left, none))
    assert told.args is not None and len(told.args[0]) == 2


def test_the_list_can_be_sorted_by_every_column(page: BatchesPage, qtbot: QtBot) -> None:
    for section, title in page.table.sections():
        before = page.presenter.query
        page.table.header_clicked(section)
        assert page.presenter.query != before, title
    assert len(page.table.sections()) == 7 == len(BatchSort)
    sort = [each for each in page.menu(sample_id(1)).actions() if each.menu() is not None]
    assert len(sort) == 1
