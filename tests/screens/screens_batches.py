"""Batches: the list in all its states, one batch, its selection, its upload."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.presenters.batches import ListState
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.rows import DocumentRow, DocumentState, DocumentTab, UploadState
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.widgets import NetworkState
from tests.screens.screen import Screen
from tests.screens.staging import STAGE, Stage, framed, rest, until
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id
from tests.support.desktop import Desktop

BATCH = sample_id(0)
_NARROW = ("batches", "batch", "upload")
_SENT = sample_id(900)


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

    def offline(page: BatchesPage) -> None:
        page.presenter.status = SyncStatus(Link.OFFLINE, pending=14)
        page.presenter.offline_since = datetime.now(UTC)
        page.show_status()

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
        ("batches-empty-over", listed(lambda page: page._empty.set_over("Drop to add 34 files"), 0)),
        ("batches-offline", listed(offline, network=NetworkState.OFFLINE)),
        ("batches-nothing-found", listed(lambda page: page.search.setText("nobody"))),
        ("batches-broken", listed(broken)),
        ("batches-loading", listed(loading)),
    ]


def _details(made: Stage) -> list[tuple[str, Callable[[], QWidget]]]:
    def detail(do: Callable[[BatchPage], object]) -> Callable[[], QWidget]:
        def build() -> QWidget:
            desktop = made.desktop()
            keep_batches(desktop.store, sample_batches(1), sample_documents(BATCH, 184))
            return _shown(desktop, BATCH, do)

        return build

    def uploading(do: Callable[[BatchPage], object]) -> Callable[[], QWidget]:
        def build() -> QWidget:
            desktop = made.desktop()
            submit(desktop, 24)
            return _shown(desktop, _SENT, do)

        return build

    def selected(page: BatchPage) -> None:
        ids = [row.id for row in page.documents.table.rows.rows]
        page.documents.table.rows.set_checked([ids[0], ids[2], ids[4]])

    def preview(page: BatchPage) -> None:
        page.presenter.ask_line_items(page.documents.table.rows.row(0).id)
        until(page.documents.preview.isVisible)

    def confirmed(page: BatchPage) -> None:
        page.presenter.confirm([page.documents.table.rows.row(0).id])
        until(page.toast.isVisible)

    def nothing(page: BatchPage) -> None:
        page.documents.tabs.set_current(DocumentTab.IN_PROGRESS.value)
        page.documents.search.setText("nobody")

    def paused(page: BatchPage) -> None:
        page.presenter.pause()
        until(lambda: page.presenter.upload_totals().paused)

    return [
        ("batch", detail(lambda page: page.documents.table.setFocus())),
        ("batch-selected", detail(selected)),
        ("batch-line-items", detail(preview)),
        ("batch-confirmed", detail(confirmed)),
        ("batch-nothing-found", detail(nothing)),
        ("batch-renaming", detail(lambda page: page.title.rename())),
        ("batch-deleting", detail(lambda page: page.ask_delete())),
        ("upload-waiting", uploading(lambda _page: None)),
        ("upload", uploading(under_way)),
        ("upload-paused", uploading(paused)),
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


def submit(desktop: Desktop, count: int) -> None:
    """A batch that waits to be sent."""
    documents = tuple(
        NewDocument(
            DocumentCreate(
                id=sample_id(901 + number),
                filename=f"VA-2024-{10391 + number}.pdf" if number % 3 else f"scan_{number:04}.jpg",
                folder="March",
                size=900_000 + 310_000 * (number % 7),
                sha256=f"{number:064x}",
                pages=1 + number % 4,
                media_type=MediaType.PDF if number % 3 else MediaType.JPEG,
            ),
            Path(f"file {number}.pdf"),
            0,
        )
        for number in range(count)
    )
    batch = NewBatch(_SENT, "March invoices and petty cash", PromptStrategy.AUTO, None, None, documents)
    desktop.store.write(lambda unit: submit_batch(unit, batch)).result(30)


def under_way(page: BatchPage) -> None:
    """Some files are through, some are on their way, one failed."""
    presenter = page.presenter
    rows = list(page.uploads.table.rows.rows)
    moved = [_moved(row, number) for number, row in enumerate(rows)]
    presenter.meter.note([_behind(row) for row in moved], now=10.0)
    presenter.meter.note(moved, now=11.0)
    presenter._rows.update((row.id, row) for row in moved)
    presenter.rows_changed.emit(tuple(moved))
    presenter.upload_changed.emit(True)


def _moved(row: DocumentRow, number: int) -> DocumentRow:
    assert row.upload is not None
    if number < 5:
        return replace(row, state=DocumentState.TO_REVIEW, upload=None)
    if number < 8:
        return replace(row, state=DocumentState.PROCESSING, progress=20 * number - 80, upload=None)
    if number == 9:
        error = ErrorInfo(code="network", title="Connection lost, tried 3 times", message="Try again.")
        return replace(row, upload=replace(row.upload, state=UploadState.FAILED, error=error))
    if number < 13:
        part = row.size * (number - 7) // 8
        upload = replace(row.upload, state=UploadState.UPLOADING, offset=part)
        return replace(row, state=DocumentState.UPLOADING, upload=upload)
    return row


def _behind(row: DocumentRow) -> DocumentRow:
    if row.upload is None:
        return row
    return replace(row, upload=replace(row.upload, offset=max(0, row.upload.offset - 400_000)))
