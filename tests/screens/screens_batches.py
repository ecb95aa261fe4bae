"""Batches: the list in all its states, one batch, its selection."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.batches import Batch
from ingestio_core.errors import IngestError
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.fetching import Copies
from ingestio_desktop.presenters.batches import AWAY, ListState
from ingestio_desktop.store.rows import DocumentCounts, DocumentTab
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.empty import start_words
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.undo_toast import UndoToast
from ingestio_desktop.windows.widgets import NetworkState
from tests.screens.screen import Screen
from tests.screens.staging import STAGE, Stage, framed, rest, until
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id
from tests.support.desktop import Desktop

BATCH = sample_id(0)
_NARROW = ("batches", "batch")


def screens() -> Iterator[Screen]:
    """One a state."""
    for name, build in (*_lists(STAGE), *_details(STAGE)):
        yield Screen(name, build)
        if name in _NARROW:
            yield Screen(f"{name}-narrow", build, 900, 640)


def _lists(made: Stage) -> list[tuple[str, Callable[[], QWidget]]]:
    def listed(
        do: Callable[[BatchesPage], object], count: int = 22, network: NetworkState = NetworkState.ONLINE
    ) -> Callable[[], QWidget]:
        def build() -> QWidget:
            desktop = made.desktop()
            keep_batches(desktop.store, sample_batches(count))
            page = BatchesPage(desktop.lister())
            window = framed(page, "batches", network)
            window.show()
            until(lambda: not page.presenter.state.loading and len(page.presenter.counts) == 6)
            do(page)
            rest()
            return window

        return build

    def told(page: BatchesPage, link: Link, pending: int = 14) -> None:
        near = [replace(row, files_here=place % 4 != 3) for place, row in enumerate(page.table.rows.rows)]
        page.table.rows.update_rows(near)
        page.presenter.status = SyncStatus(link, pending=pending, local=False)
        page.presenter.offline_since = datetime.now(UTC) if link in AWAY else None
        page.show_status()

    def offline(page: BatchesPage) -> None:
        told(page, Link.OFFLINE)

    def back(page: BatchesPage) -> None:
        told(page, Link.OFFLINE)
        told(page, Link.SYNCING)

    def deleted(page: BatchesPage) -> None:
        UndoToast(page.presenter.undo, page.window().toast)
        page.presenter.delete((sample_id(2),))
        until(lambda: page.presenter.undo.offer is not None)
        page.presenter.delete((sample_id(4),))
        until(lambda: page.window().toast.isVisible() and page.presenter.undo.offer.before == 1)

    def came(page: BatchesPage) -> None:
        page.presenter.waiting_changed.emit(3)

    def narrower(page: BatchesPage) -> None:
        page.table.restore_columns({"name": 320}, ["name", "progress", "status"])

    def hovered(page: BatchesPage) -> None:
        page.table.setFocus()
        page.table.focus_key(sample_id(3))
        page.table.hovered_row = 0

    def broken(page: BatchesPage) -> None:
        error = IngestError(
            "store_unusable", "The list can't be read", "The disk does not answer. Try again."
        )
        page.show_state(ListState(False, True, 0, error))

    def loading(page: BatchesPage) -> None:
        page.show_state(ListState())

    return [
        ("batches", listed(hovered)),
        ("batches-renaming", listed(lambda page: page.table.rename(sample_id(2)))),
        ("batches-deleting", listed(lambda page: page._ask_delete(sample_id(2)))),
        ("batches-empty", listed(lambda _page: None, 0)),
        ("batches-over", listed(lambda page: page._veil.show_over(start_words([Path("a.pdf")] * 34)))),
        ("batches-offline", listed(offline, network=NetworkState.OFFLINE)),
        ("batches-back-online", listed(back, network=NetworkState.SYNCING)),
        ("batches-signed-out", listed(partial(told, link=Link.SIGNED_OUT), network=NetworkState.SIGNED_OUT)),
        ("batches-stopped", listed(partial(told, link=Link.FAILED), network=NetworkState.STOPPED)),
        ("batches-deleted", listed(deleted)),
        ("batches-came", listed(came)),
        ("batches-columns", listed(narrower)),
        ("batches-nothing-found", listed(lambda page: page.search.setText("nobody"))),
        ("batches-broken", listed(broken)),
        ("batches-loading", listed(loading)),
    ]


def _details(made: Stage) -> list[tuple[str, Callable[[], QWidget]]]:
    def detail(
        do: Callable[[BatchPage], object], batches: list[Batch] | None = None, count: int = 184
    ) -> Callable[[], QWidget]:
        def build() -> QWidget:
            desktop = made.desktop()
            keep_batches(desktop.store, batches or sample_batches(1), sample_documents(BATCH, count))
            return _shown(desktop, BATCH, do)

        return build

    def selected(page: BatchPage) -> None:
        ids = [row.id for row in page.documents.table.rows.rows]
        page.documents.table.rows.set_checked([ids[0], ids[2], ids[4]])

    def preview(page: BatchPage) -> None:
        page.presenter.ask_line_items(page.documents.table.rows.row(0).id)
        until(page.documents.preview.isVisible)

    def confirmed(page: BatchPage) -> None:
        UndoToast(page.presenter.undo, page.toast)
        page.presenter.confirm([page.documents.table.rows.row(0).id])
        until(page.toast.isVisible)

    def deleted(page: BatchPage) -> None:
        UndoToast(page.presenter.undo, page.window().toast)
        page.documents.ask_delete((page.documents.table.rows.row(0).id,))
        until(page.window().toast.isVisible)

    def all_selected(page: BatchPage) -> None:
        page.presenter.select_all()
        until(lambda: len(page.documents.selected()) == page.presenter.counts.total)

    def empty(page: BatchPage, tab: DocumentTab) -> None:
        page.documents.tabs.set_current(tab.value)
        page.presenter.counts = DocumentCounts(184, 0, 0, 184, 0)
        page.presenter.counts_changed.emit(page.presenter.counts)
        page.presenter.query = replace(page.presenter.query, tab=tab)
        page.presenter.rows_reset.emit(())

    def far(page: BatchPage, *, wanted: bool, link: Link = Link.ONLINE) -> None:
        page.presenter.status = SyncStatus(link, local=False)
        page.presenter.offline_since = datetime.now(UTC) if link in AWAY else None
        page.documents.show_status()
        page.presenter.copies_changed.emit(Copies(BATCH, 12 if wanted else 0, 184, wanted))

    def grouped(page: BatchPage) -> None:
        page.documents.figures.redo_all.setFocus()

    def nothing(page: BatchPage) -> None:
        page.documents.tabs.set_current(DocumentTab.IN_PROGRESS.value)
        page.documents.search.setText("nobody")

    return [
        ("batch", detail(lambda page: page.documents.table.setFocus())),
        ("batch-selected", detail(selected)),
        ("batch-line-items", detail(preview)),
        ("batch-confirmed", detail(confirmed)),
        ("batch-nothing-found", detail(nothing)),
        ("batch-deleted", detail(deleted)),
        ("batch-all-selected", detail(all_selected, count=620)),
        ("batch-all-confirmed", detail(partial(empty, tab=DocumentTab.TO_REVIEW))),
        ("batch-no-errors", detail(partial(empty, tab=DocumentTab.ERROR))),
        ("batch-failed", detail(grouped, [failed_batch()], 30)),
        ("batch-cloud-only", detail(partial(far, wanted=False))),
        ("batch-fetching", detail(partial(far, wanted=True))),
        ("batch-offline", detail(partial(far, wanted=False, link=Link.OFFLINE))),
        ("batch-renaming", detail(lambda page: page.title.rename())),
        ("batch-deleting", detail(lambda page: page.ask_delete())),
    ]


def _shown(desktop: Desktop, batch_id: UUID, do: Callable[[BatchPage], object]) -> QWidget:
    page = BatchPage(desktop.detail())
    window = framed(page, "batches")
    window.show()
    page.open(batch_id)
    until(lambda: page.presenter.batch is not None and page.presenter.counts.total)
    do(page)
    rest()
    return window


def failed_batch() -> Batch:
    """The first sample, as it stands when nothing could be read."""
    why = "The model refused every document: its key is no longer valid."
    return sample_batches(1)[0].model_copy(
        update={"status": BatchStatus.FAILED, "last_error_message": why, "completed_count": 0}
    )
