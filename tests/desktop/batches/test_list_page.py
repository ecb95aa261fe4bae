"""The list of batches: pages of rows, filters, names, deletion, changes where they stand."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.batches import Batch
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.batches import BatchQuery
from ingestio_desktop.presenters.batches import BatchesPresenter, batch_word
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.store.server import apply_batches
from ingestio_desktop.store.uploads import begin_upload, finish_upload
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.batches.list_page import BatchesPage
from tests.desktop.batches.test_detail_page import submitted
from tests.support.batches import keep_batches, sample_batches, sample_id
from tests.support.desktop import Desktop

SAMPLES = 11


@pytest.fixture
def page(desktop: Desktop, theme: object, qtbot: QtBot) -> BatchesPage:
    keep_batches(desktop.store, sample_batches())
    return shown(desktop, qtbot, desktop.lister())


def shown(desktop: Desktop, qtbot: QtBot, presenter: BatchesPresenter) -> BatchesPage:
    page = BatchesPage(presenter)
    qtbot.addWidget(page)
    page.resize(1064, 768)
    page.show()
    qtbot.waitUntil(lambda: not presenter.state.loading)
    return page


def titles(page: BatchesPage) -> list[str]:
    return [row.title for row in page.table.rows.shown_rows()]


def changed(batch: Batch, **changes: object) -> Batch:
    return batch.model_copy(update={"updated_at": batch.updated_at.replace(year=2099), **changes})


def test_all_batches_are_there_with_their_counts(page: BatchesPage, qtbot: QtBot) -> None:
    assert titles(page)[0] == "March supplier invoices"
    assert len(titles(page)) == SAMPLES
    qtbot.waitUntil(lambda: len(page.presenter.counts) == 6)
    assert page.presenter.counts == {
        "all": 11,
        "in_progress": 3,
        "completed": 5,
        "partly": 1,
        "failed": 1,
        "cancelled": 1,
    }
    assert page.header.detail.text() == "11"


def test_filter_search_and_what_stands_where_nothing_is_found(page: BatchesPage, qtbot: QtBot) -> None:
    page.filter._choose(4)
    qtbot.waitUntil(lambda: titles(page) == ["Contractor invoices Feb"])
    page.filter._choose(0)
    qtbot.waitUntil(lambda: len(titles(page)) == SAMPLES)
    qtbot.keyClicks(page.search, "utilities")
    qtbot.waitUntil(lambda: titles(page) == ["Utilities Q1, all sites"])
    qtbot.keyClicks(page.search, " nobody")
    qtbot.waitUntil(lambda: page._nothing.isVisible())
    assert "utilities nobody" in page._nothing.title
    page._nothing.action.click()
    qtbot.waitUntil(lambda: len(titles(page)) == SAMPLES)
    assert page.search.text() == ""


def test_the_store_sorts_and_the_arrow_follows(page: BatchesPage, qtbot: QtBot) -> None:
    pages = next(i for i, column in enumerate(page.table.rows.columns) if column.key == "pages")
    page.table.header_clicked(pages)
    counts = lambda: [row.total_pages for row in page.table.rows.shown_rows()]  # noqa: E731
    qtbot.waitUntil(lambda: counts() == sorted(counts()))
    page.table.header_clicked(pages)
    qtbot.waitUntil(lambda: counts() == sorted(counts(), reverse=True))
    assert page.table.rows.sorting == ("pages", True)


def test_a_batch_is_renamed_in_place(page: BatchesPage, desktop: Desktop, qtbot: QtBot) -> None:
    target = sample_id(2)
    page.table.focus_key(target)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    field = page.table.viewport().findChild(QLineEdit)
    assert field is not None and field.text() == "Freight bills Q1"
    field.setText("Freight, first quarter")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Freight, first quarter" in titles(page))
    row = desktop.batches.batch(target).result(10)
    assert row is not None and row.name == "Freight, first quarter" and row.pending


def test_esc_leaves_the_name_as_it_was(page: BatchesPage, qtbot: QtBot) -> None:
    page.table.rename(sample_id(2))
    field = page.table.viewport().findChild(QLineEdit)
    assert field is not None
    field.setText("Something else")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.table.viewport().findChild(QLineEdit) in (None, field)
    assert "Freight bills Q1" in titles(page)


def test_deleting_asks_and_keeps_by_default(page: BatchesPage, desktop: Desktop, qtbot: QtBot) -> None:
    target = sample_id(8)
    page.table.focus_key(target)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    question = page.findChild(Question)
    assert question is not None and "188 documents" in "".join(
        label.text() for label in question.findChildren(type(page.header.title))
    )
    assert not question.yes.isDefault()
    question.no.click()
    assert desktop.batches.batch(target).result(10) is not None
    page._ask_delete(target)
    page.findChildren(Question)[-1].yes.click()
    qtbot.waitUntil(lambda: page.table.rows.place_of(target) < 0)
    assert desktop.batches.batch(target).result(10) is None


def test_a_change_touches_its_row_and_nothing_moves(
    page: BatchesPage, desktop: Desktop, qtbot: QtBot
) -> None:
    touched: list[tuple[int, int]] = []
    page.table.rows.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    resets: list[object] = []
    page.presenter.rows_reset.connect(resets.append)
    batch = sample_batches()[2]
    keep_batches(desktop.store, [changed(batch, status=BatchStatus.PROCESSING, completed_count=10)])
    qtbot.waitUntil(lambda: bool(touched))
    assert touched == [(2, 2)]
    assert not resets
    assert page.table.rows.row(2).completed_count == 10


def test_the_list_goes_on_as_one_scrolls(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    keep_batches(desktop.store, sample_batches(330))
    page = shown(desktop, qtbot, desktop.lister())
    assert page.table.rows.rowCount() == BatchQuery().limit
    bar = page.table.verticalScrollBar()
    for rows in (330,):
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda rows=rows: page.table.rows.rowCount() == rows)
    assert len({row.id for row in page.table.rows.rows}) == 330


def test_no_batch_at_all_is_one_drop_zone(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    page = shown(desktop, qtbot, desktop.lister())
    assert page._empty.isVisible()
    assert not page.search.isVisible()
    keep_batches(desktop.store, sample_batches(1))
    qtbot.waitUntil(lambda: page.table.isVisible() and page.table.rows.rowCount() == 1)


def test_enter_opens(page: BatchesPage, qtbot: QtBot) -> None:
    page.table.focus_key(sample_id(3))
    page.table.setFocus()
    with qtbot.waitSignal(page.batch_wanted) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == [sample_id(3)]


@pytest.mark.parametrize(
    ("status", "pending", "offline", "word"),
    [
        (BatchStatus.PENDING_UPLOAD, True, True, "Waiting for network"),
        (BatchStatus.PENDING_UPLOAD, False, True, "Upload paused"),
        (BatchStatus.PENDING_UPLOAD, True, False, "Uploading"),
        (BatchStatus.PROCESSING, False, True, "Processing"),
        (BatchStatus.COMPLETED, False, True, "Completed"),
    ],
)
def test_offline_no_state_pretends_to_be_live(
    status: BatchStatus, pending: bool, offline: bool, word: str
) -> None:
    shown = batch_word(replace(ROW, status=status, pending=pending), offline=offline)
    assert shown.word == word
    if offline and status is BatchStatus.PROCESSING:
        assert shown.tone.value == "neutral"


def test_a_batch_whose_uploads_all_rest_says_so(desktop: Desktop, theme: object, qtbot: QtBot) -> None:
    batch_id = submitted(desktop, 2)
    first = sample_id(901)
    desktop.store.write(lambda unit: begin_upload(unit, first)).result(30)
    desktop.store.write(lambda unit: finish_upload(unit, first, batch_id)).result(30)
    told = sample_batches(1)[0].model_copy(
        update={"id": batch_id, "status": BatchStatus.PROCESSING, "document_count": 2}
    )
    desktop.store.write(lambda unit: apply_batches(unit, (told,))).result(30)

    def word() -> str:
        (row,) = desktop.batches.batches((batch_id,)).result(30)
        return batch_word(row, offline=False).word

    assert word() == "Processing"
    desktop.batches.pause_uploads(batch_id).result(30)
    assert word() == "Upload paused"
    desktop.batches.resume_uploads(batch_id).result(30)
    assert word() == "Processing"


_SAMPLE = sample_batches(1)[0]
ROW = BatchRow(
    id=UUID(int=1),
    name=None,
    strategy=_SAMPLE.prompt_strategy,
    prompt=None,
    field_plan=None,
    status=_SAMPLE.status,
    document_count=1,
    completed_count=0,
    failed_count=0,
    total_pages=1,
    last_error_message=None,
    created_at=_SAMPLE.created_at,
    updated_at=_SAMPLE.updated_at,
    completed_at=None,
)
