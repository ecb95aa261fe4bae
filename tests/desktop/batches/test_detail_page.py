"""One batch: tabs, selection, confirm and undo, review, export; and its upload."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.batches import LineItems
from ingestio_desktop.presenters.uploads import SendState, SpeedMeter
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.rows import DocumentState, UploadState
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.batches.documents_table import findings_word
from ingestio_desktop.windows.undo_toast import UndoToast
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id
from tests.support.desktop import Desktop

BATCH = sample_id(0)


@pytest.fixture
def page(desktop: Desktop, theme: object, qtbot: QtBot) -> BatchPage:
    keep_batches(desktop.store, sample_batches(1), sample_documents(BATCH, 30))
    return opened(desktop, qtbot, BATCH, 30)


def opened(desktop: Desktop, qtbot: QtBot, batch_id: UUID, rows: int) -> BatchPage:
    page = BatchPage(desktop.detail())
    UndoToast(page.presenter.undo, page.toast)
    qtbot.addWidget(page)
    page.resize(1064, 768)
    page.show()
    page.open(batch_id)
    table = page.documents.table
    qtbot.waitUntil(lambda: table.rows.rowCount() == rows and page.presenter.batch is not None)
    return page


def ids(page: BatchPage) -> list[UUID]:
    return [row.id for row in page.documents.table.rows.shown_rows()]


def test_header_figures_and_tabs_say_the_same(page: BatchPage) -> None:
    counts = page.presenter.counts
    assert (counts.total, counts.to_review, counts.confirmed, counts.error, counts.in_progress) == (
        30,
        18,
        6,
        3,
        3,
    )
    assert page.review.text() == "Review 18"
    assert page.title.label.text() == "March supplier invoices"
    assert page.documents.figures.bar.toolTip() == "Completed: 24, Failed: 3, Pending: 3"
    titles = [column.title for column in page.documents.table.rows.columns]
    assert "Supplier" in titles


def test_a_tab_filters_and_an_empty_search_says_so(page: BatchPage, qtbot: QtBot) -> None:
    page.documents.next_tab(-1)
    qtbot.waitUntil(lambda: len(ids(page)) == 3)
    rows = page.documents.table.rows.shown_rows()
    assert {row.state for row in rows} == {DocumentState.ERROR}
    page.documents.next_tab(1)
    qtbot.waitUntil(lambda: len(ids(page)) == 30)
    qtbot.keyClicks(page.documents.search, "nobody")
    qtbot.waitUntil(lambda: page.documents._empty.isVisible())
    assert "nobody" in page.documents._empty.title


def test_confirming_a_selection_can_be_undone(page: BatchPage, qtbot: QtBot) -> None:
    table = page.documents.table
    chosen = [ids(page)[0], ids(page)[2]]
    table.rows.set_checked(chosen)
    assert page.documents.bar.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.presenter.counts.confirmed == 8)
    assert not page.documents.bar.isVisible()
    qtbot.waitUntil(page.toast.isVisible)
    assert page.toast.accessibleName() == "2 documents confirmed"
    page.toast._undo.click()
    qtbot.waitUntil(lambda: page.presenter.counts.confirmed == 6)


def test_redo_is_off_while_one_of_them_is_in_work(page: BatchPage, qtbot: QtBot) -> None:
    rows = page.documents.table.rows
    rows.set_checked([ids(page)[5]])
    assert not page.documents.bar.redo.isEnabled()
    rows.set_checked([ids(page)[5]], False)
    rows.set_checked([ids(page)[3]])
    assert page.documents.bar.redo.isEnabled()
    page.documents.ask_redo()
    page.documents.findChildren(Question)[-1].yes.click()
    qtbot.waitUntil(lambda: page.presenter.counts.error == 2)


def test_only_what_is_in_work_can_be_cancelled(page: BatchPage, qtbot: QtBot) -> None:
    busy, over = ids(page)[5], ids(page)[3]
    assert not [each for each in page.documents.menu(over).actions() if each.text() == "Cancel"]
    (cancel,) = [each for each in page.documents.menu(busy).actions() if each.text() == "Cancel"]
    cancel.trigger()
    qtbot.waitUntil(lambda: not page.presenter.row(busy).in_work)


def test_one_document_is_deleted_at_once(page: BatchPage, qtbot: QtBot) -> None:
    table, first = page.documents.table, ids(page)[0]
    table.focus_key(first)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: first not in ids(page))
    assert page.presenter.row(first) is None


def test_review_goes_through_what_is_to_review(page: BatchPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.review_wanted) as told:
        page.review.click()
    assert told.args is not None
    queue, first = told.args
    assert len(queue.ids) == 18
    assert first == queue.ids[0]
    third = ids(page)[2]
    page.documents.table.focus_key(third)
    page.documents.table.setFocus()
    with qtbot.waitSignal(page.review_wanted) as told:
        qtbot.keyClick(page.documents.table, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[1] == third
    assert len(told.args[0].ids) == 30


def test_export_takes_the_selection_or_the_whole_batch(page: BatchPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.export_wanted) as told:
        page.export.click()
    assert told.args is not None
    assert (told.args[0].batch_id, told.args[0].document_ids) == (BATCH, ())
    page.documents.table.rows.set_checked(ids(page)[:1])
    with qtbot.waitSignal(page.export_wanted) as told:
        page.documents.bar.export.click()
    assert told.args is not None
    assert (told.args[0].batch_id, told.args[0].document_ids) == (None, (ids(page)[0],))


def test_line_items_open_as_a_preview(page: BatchPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.presenter.line_items_ready) as told:
        page.presenter.ask_line_items(ids(page)[0])
    assert told.args is not None
    items = told.args[1]
    assert isinstance(items, LineItems)
    assert items.labels == ("Description", "Amount")
    preview = page.documents.preview
    assert preview.isVisible() and preview.table.rowCount() == 8
    qtbot.keyClick(preview.table, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_shift_and_arrows_extend_the_selection(page: BatchPage, qtbot: QtBot) -> None:
    table = page.documents.table
    qtbot.waitUntil(table.hasFocus)
    table.focus_key(ids(page)[1])
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert set(page.documents.selected()) == set(ids(page)[1:4])
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert page.documents.selected() == ()


def test_select_all_takes_what_is_not_loaded_too(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    keep_batches(desktop.store, sample_batches(1), sample_documents(BATCH, 620))
    page = opened(desktop, qtbot, BATCH, 500)
    qtbot.keyClick(page.documents.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.documents.selected()) == 500
    assert page.documents.bar.all.isVisible()
    page.documents.bar.all.click()
    qtbot.waitUntil(lambda: len(page.documents.selected()) == 620)
    bar = page.documents.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: page.documents.table.rows.rowCount() == 620)
    assert len(page.documents.selected()) == 620
    page.documents.table.rows.set_checked(ids(page)[600:601], False)
    assert len(page.documents.selected()) == 619
    page.documents.next_tab(-1)
    qtbot.waitUntil(lambda: len(ids(page)) == 62)
    assert len(page.documents.selected()) == 62


def test_the_batch_is_renamed_in_its_header(page: BatchPage, desktop: Desktop, qtbot: QtBot) -> None:
    page.title.rename()
    page.title.editor.setText("March, all suppliers")
    qtbot.keyClick(page.title.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: page.presenter.batch is not None and page.presenter.batch.name == "March, all suppliers"
    )
    assert page.title.label.text() == "March, all suppliers"


def submitted(desktop: Desktop, count: int) -> UUID:
    """A batch that waits to be sent, as the wizard leaves it."""
    batch_id = sample_id(900)
    documents = tuple(
        NewDocument(
            DocumentCreate(
                id=sample_id(901 + number),
                filename=f"file {number}.pdf",
                size=1000,
                sha256=f"{number:064x}",
                pages=1,
                media_type=MediaType.PDF,
            ),
            Path(f"file {number}.pdf"),
            0,
        )
        for number in range(count)
    )
    batch = NewBatch(batch_id, "On its way", PromptStrategy.AUTO, None, None, documents)
    desktop.store.write(lambda unit: submit_batch(unit, batch)).result(30)
    return batch_id


def test_an_upload_is_paused_file_by_file_and_goes_on(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    page = opened(desktop, qtbot, submitted(desktop, 3), 3)
    qtbot.waitUntil(lambda: page.uploads.isVisible())
    assert page.uploads._sent.text() == "0 of 3 files sent"
    assert page.pause.isVisible() and not page.review.isVisible()
    table = page.uploads.table
    table.setFocus()
    table.focus_key(sample_id(901))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    paused = lambda: page.presenter.upload_totals().counts.get(SendState.PAUSED, 0)  # noqa: E731
    qtbot.waitUntil(lambda: paused() == 1)
    page.pause.click()
    qtbot.waitUntil(lambda: paused() == 3)
    qtbot.waitUntil(lambda: page.pause.text() == "Resume")
    qtbot.waitUntil(lambda: page.badge.word() == "Upload paused")
    page.pause.click()
    qtbot.waitUntil(lambda: paused() == 0)
    row = page.presenter.row(sample_id(901))
    assert row is not None and row.upload is not None and row.upload.state is UploadState.WAITING


def test_a_filter_of_the_upload_stays_seen_and_is_the_batch_s_own(
    desktop: Desktop, theme: object, qtbot: QtBot
) -> None:
    page = opened(desktop, qtbot, submitted(desktop, 2), 2)
    qtbot.waitUntil(lambda: page.uploads.isVisible())
    view = page.uploads
    view.counts.setFocus()
    qtbot.keyClick(view.counts, Qt.Key.Key_Right)
    assert view.counts.current == "waiting"
    page.pause.click()
    qtbot.waitUntil(lambda: "Waiting, 0" in view.counts.accessibleDescription())
    page.open(page.presenter.batch_id)
    assert view.counts.current == "all"
    qtbot.waitUntil(lambda: view.table.rows.rowCount() == 2)


def test_a_name_that_is_being_typed_is_kept_for_its_own_batch(
    desktop: Desktop, page: BatchPage, qtbot: QtBot
) -> None:
    page.title.rename()
    page.title.editor.setText("March, all of it")
    page.open(submitted(desktop, 2))
    qtbot.waitUntil(lambda: page.title.label.text() == "On its way")
    page.open(BATCH)
    qtbot.waitUntil(lambda: page.title.label.text() == "March, all of it")


def test_after_the_upload_the_keyboard_is_in_the_documents(
    desktop: Desktop, theme: object, qtbot: QtBot
) -> None:
    page = opened(desktop, qtbot, submitted(desktop, 3), 3)
    qtbot.waitUntil(lambda: page.pause.hasFocus())
    page._show_upload(False)
    assert page.documents.table.hasFocus()
    assert not page.pause.isVisible() or page.presenter.uploading


@pytest.mark.parametrize("part", ["tabs", "table"])
def test_r_reviews_from_anywhere_on_the_page(page: BatchPage, qtbot: QtBot, part: str) -> None:
    getattr(page.documents, part).setFocus()
    with qtbot.waitSignal(page.review_wanted):
        qtbot.keyClick(getattr(page.documents, part), Qt.Key.Key_R)
    page.documents.search.setFocus()
    with qtbot.assertNotEmitted(page.review_wanted):
        qtbot.keyClick(page.documents.search, Qt.Key.Key_R)
    assert page.documents.search.text() == "r"


def test_speed_is_what_was_sent_in_the_last_seconds(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    page = opened(desktop, qtbot, submitted(desktop, 1), 1)
    row = page.presenter.row(sample_id(901))
    assert row is not None and row.upload is not None
    meter = SpeedMeter()
    for moment, offset in ((10.0, 0), (11.0, 200), (12.0, 400)):
        upload = replace(row.upload, offset=offset, state=UploadState.UPLOADING)
        meter.note([replace(row, state=DocumentState.UPLOADING, upload=upload)], now=moment)
    assert meter.speed(row.id, now=12.5) == pytest.approx(200)
    assert meter.whole(now=12.5) == pytest.approx(200)
    assert meter.whole(now=16.0) == 0, "nothing has moved for seconds"
    meter.note([replace(row, state=DocumentState.PROCESSING, upload=None)], now=13.0)
    assert meter.whole(now=13.0) == 0


def test_a_document_in_work_says_what_is_being_done(page: BatchPage) -> None:
    row = page.documents.table.rows.shown_rows()[0]
    at = {
        part: findings_word(replace(row, state=DocumentState.PROCESSING, progress=part, page_count=12)).word
        for part in (0, 18, 70, 90)
    }
    assert at == {0: "Starting", 18: "Reading page 3 of 12", 70: "Finding fields", 90: "Checking"}
