"""A batch on its way, in all states that its files and its network can have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.rows import DocumentRow, DocumentState, UploadState
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.widgets import NetworkState
from tests.screens.screen import Screen
from tests.screens.staging import STAGE, framed, rest, until
from tests.support.batches import sample_id
from tests.support.desktop import Desktop

_BATCH = sample_id(900)
_NARROW = ("upload", "upload-errors")
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the design's picture: megabytes, pages, how it stands, and megabytes sent or percent read."""

    name: str
    size: float
    pages: int
    state: str = "waiting"
    done: float = 0
    speed: float = 0


_FILES = (
    _File("VA-2024-10391.pdf", 1.2, 2, "complete"),
    _File("VA-2024-10482.pdf", 1.4, 3, "complete"),
    _File("Rechnung_4471.pdf", 0.9, 1, "complete"),
    _File("Rechnung_4502.pdf", 1.1, 2, "complete"),
    _File("Fuel card March.pdf", 2.6, 6, "processing", 20),
    _File("FedEx_7742-118.pdf", 0.4, 1, "complete"),
    _File("FedEx_7742-131.pdf", 0.5, 1, "complete"),
    _File("Kestrel Power 2024-03.pdf", 0.8, 4, "processing", 40),
    _File("Water Q1.pdf", 3.1, 3, "processing", 12),
    _File("scan_0007.jpg", 4.8, 1, "uploading", 3.4, 1.9),
    _File("scan_0008.jpg", 4.6, 1, "uploading", 1.7, 1.1),
    _File("taxi 12 March.png", 2.2, 1, "connection_lost"),
    _File("lunch client visit.jpg", 3.4, 1, "uploading", 0.4, 0.4),
    _File("receipt.jpg", 2.9, 1),
    _File("parking depot.jpg", 1.8, 1),
    _File("coffee team meeting.jpg", 2.0, 1),
    _File("train London.png", 1.6, 1),
    *(_File(f"scan_{number:04}.jpg", 1.1 + number % 9 * 0.3, 1) for number in range(9, 25)),
)

_ERRORS = {
    "connection_lost": ErrorInfo(
        code="connection_lost", title="The connection was lost", message="Try again.", retryable=True
    ),
    "file_missing": ErrorInfo(
        code="file_missing", title="The file is gone", message="Put it back, or take it out of the batch."
    ),
    "file_changed": ErrorInfo(
        code="file_changed", title="The file was changed", message="Take it as it is now, or take it out."
    ),
    "virus_found": ErrorInfo(code="virus_found", title="Virus found", message="It was deleted here."),
    "server_error": ErrorInfo(
        code="server_error", title="The service failed", message="Try again.", retryable=True
    ),
    "page_quota_reached": ErrorInfo(
        code="page_quota_reached", title="Page quota reached", message="Change the plan, or wait."
    ),
    "disk_full": ErrorInfo(
        code="disk_full", title="The disk of the service is full", message="Later.", retryable=True
    ),
}
_BY_SERVICE = ("virus_found", "page_quota_reached")


def screens() -> Iterator[Screen]:
    """One a state."""
    for name, build in _states():
        yield Screen(name, build)
        if name in _NARROW:
            yield Screen(f"{name}-narrow", build, 900, 640)


def _states() -> Iterator[tuple[str, Callable[[], QWidget]]]:
    yield "upload", partial(_built, _FILES)
    yield "upload-waiting", partial(_built, tuple(replace(f, state="waiting") for f in _FILES))
    yield "upload-paused", partial(_built, tuple(map(_paused, _FILES)))
    yield "upload-one-paused", partial(_built, _with(_FILES, 10, "paused"))
    offline = tuple(replace(f, state="rests") if f.state == "uploading" else f for f in _with(_FILES, 11))
    yield "upload-offline", partial(_built, offline, Link.OFFLINE, NetworkState.OFFLINE)
    yield "upload-service-restarts", partial(_built, offline, Link.STARTING, NetworkState.STARTING)
    troubles = ("file_missing", "virus_found", "file_changed", "page_quota_reached", "cancelled", "later")
    shown = _FILES
    for number, state in zip((1, 3, 5, 6, 13, 14), troubles, strict=True):
        shown = _with(shown, number, state)
    yield "upload-errors", partial(_built, shown)
    left = tuple(replace(f, state="complete") for f in _FILES)
    yield "upload-only-failed", partial(_built, _with(_with(left, 2, "file_missing"), 11, "connection_lost"))
    yield "upload-sorted", partial(_built, _FILES, then=_sort_by_size)
    yield "upload-filtered", partial(_built, _FILES, then=_show_waiting)
    yield "upload-focused", partial(_built, _FILES, then=_focus_row)


def _with(files: tuple[_File, ...], number: int, state: str = "waiting") -> tuple[_File, ...]:
    return tuple(replace(f, state=state) if n == number else f for n, f in enumerate(files))


def _paused(file: _File) -> _File:
    """All that was on its way, or was to go."""
    return replace(file, state="paused") if file.state in ("uploading", "waiting") else file


def _built(
    files: tuple[_File, ...],
    link: Link = Link.SYNCING,
    network: NetworkState = NetworkState.SYNCING,
    then: Callable[[BatchPage], object] = lambda _page: None,
) -> QWidget:
    desktop = STAGE.desktop()
    _submit(desktop, files)
    page = BatchPage(desktop.detail())
    window = framed(page, "batches", network)
    window.show()
    page.open(_BATCH)
    until(lambda: page.presenter.batch is not None and len(page.uploads.table.rows.rows) == len(files))
    page.presenter.status = SyncStatus(link, local=False)
    _stand(page, files)
    page.presenter.status_changed.emit()
    then(page)
    rest()
    return window


def _submit(desktop: Desktop, files: tuple[_File, ...]) -> None:
    documents = tuple(
        NewDocument(
            DocumentCreate(
                id=sample_id(901 + number),
                filename=file.name,
                folder="March",
                size=int(file.size * _MB),
                sha256=f"{number:064x}",
                pages=file.pages,
                media_type=MediaType.PDF if file.name.endswith(".pdf") else MediaType.JPEG,
            ),
            Path(file.name),
            0,
        )
        for number, file in enumerate(files)
    )
    batch = NewBatch(_BATCH, "March invoices and petty cash", PromptStrategy.AUTO, None, None, documents)
    desktop.store.write(lambda unit: submit_batch(unit, batch)).result(30)


def _stand(page: BatchPage, files: tuple[_File, ...]) -> None:
    """Have each row stand as its file does, as if it had just moved on."""
    presenter, now = page.presenter, monotonic()
    rows = [_row(row, file) for row, file in zip(page.uploads.table.rows.rows, files, strict=True)]
    before = [_earlier(row, file) for row, file in zip(rows, files, strict=True)]
    presenter.meter.note(before, now=now - 1)
    presenter.meter.note(rows, now=now)
    presenter._rows.update((row.id, row) for row in rows)
    presenter.rows_changed.emit(tuple(rows))
    presenter._know_upload(tuple(rows))


def _row(row: DocumentRow, file: _File) -> DocumentRow:
    assert row.upload is not None
    upload = replace(row.upload, offset=int(file.done * _MB))
    match file.state:
        case "waiting":
            return row
        case "complete":
            return replace(row, state=DocumentState.TO_REVIEW, upload=None)
        case "processing":
            return replace(row, state=DocumentState.PROCESSING, progress=int(file.done), upload=None)
        case "uploading":
            upload = replace(upload, state=UploadState.UPLOADING)
            return replace(row, state=DocumentState.UPLOADING, upload=upload)
        case "rests":
            return replace(row, upload=upload)
        case "paused":
            upload = replace(upload, state=UploadState.PAUSED)
            return replace(row, state=DocumentState.PAUSED, upload=upload)
        case "cancelled":
            return replace(row, upload=replace(upload, state=UploadState.CANCELLED))
        case "later":
            return replace(row, upload=replace(upload, error=_ERRORS["disk_full"]))
        case by_service if by_service in _BY_SERVICE:
            return replace(row, state=DocumentState.ERROR, error=_ERRORS[by_service], upload=None)
        case _:
            error = _ERRORS[file.state]
            upload = replace(upload, state=UploadState.FAILED, error=error)
            return replace(row, state=DocumentState.ERROR, error=error, upload=upload)


def _earlier(row: DocumentRow, file: _File) -> DocumentRow:
    """The same a second before."""
    if row.upload is None or file.state != "uploading":
        return row
    offset = row.upload.offset - int(file.speed * _MB)
    return replace(row, upload=replace(row.upload, offset=offset))


def _sort_by_size(page: BatchPage) -> None:
    table = page.uploads.table
    table.header_clicked([column.key for column in table.rows.columns].index("size"))


def _show_waiting(page: BatchPage) -> None:
    page.uploads.counts.set_current("waiting")
    page.uploads.counts.chosen.emit("waiting")


def _focus_row(page: BatchPage) -> None:
    page.uploads.table.setFocus()
    page.uploads.table.focus_key(sample_id(910))
