"""The desktop without its windows on the real embedded service, which is a child process here as
it is for a person."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import openpyxl
import psutil
import pytest

from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import IngestError
from ingestio_core.export import ExportOptions
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_core.merging import Side
from ingestio_desktop.app import Application, Flows
from ingestio_desktop.flows.batches import DocumentQuery
from ingestio_desktop.flows.exports import ExportRequest, ExportSource
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.rows import BatchRow, DocumentRow, DocumentState
from ingestio_desktop.sync.status import Link
from tests.support.documents import DocumentKind, broken_pdf, make_document
from tests.support.service import running_service
from tests.support.waiting import until

WAIT = 120


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[tuple[Application, Flows]]:
    data = tmp_path / "data"
    application = Application(data, SettingsFile(data / "settings.json"))
    flows = application.start().result(WAIT)
    yield application, flows
    children = [psutil.Process(pid) for pid in application.child_pids]
    application.shutdown()
    assert [child for child in children if child.is_running()] == []


def drop(folder: Path, count: int) -> None:
    for number in range(count):
        place = folder / ("a" if number % 2 else "b")
        place.mkdir(parents=True, exist_ok=True)
        document = make_document(number + 1, DocumentKind.INVOICE)
        (place / f"invoice {number // 2}.pdf").write_bytes(document.content)
    (folder / "broken.pdf").write_bytes(broken_pdf())


def submit(flows: Flows, folder: Path, files: int, *, name: str = "May") -> UUID:
    flows.compose.open().result(WAIT)
    flows.compose.add_paths([folder])
    until(lambda: flows.compose.view().totals.files == files and not flows.compose.view().listing, WAIT)
    flows.compose.set_name(name)
    flows.compose.set_strategy(PromptStrategy.AUTO)
    until(lambda: flows.compose.view().strategy is PromptStrategy.AUTO)
    return flows.submit.submit(flows.compose.view().id).result(WAIT)


def batch(flows: Flows, batch_id: UUID) -> BatchRow:
    row = flows.batches.batch(batch_id).result(WAIT)
    assert row is not None
    return row


def documents(flows: Flows, batch_id: UUID) -> tuple[DocumentRow, ...]:
    return flows.batches.documents(DocumentQuery(batch_id)).result(WAIT).rows


def all_sent(flows: Flows) -> Callable[[], bool]:
    return lambda: flows.account.status().pending == 0 and flows.account.status().link is Link.ONLINE


def test_from_a_dropped_folder_to_a_spreadsheet(desktop: tuple[Application, Flows], tmp_path: Path) -> None:
    _application, flows = desktop
    drop(tmp_path / "dropped", 4)
    batch_id = submit(flows, tmp_path / "dropped", 5)
    until(lambda: batch(flows, batch_id).status is BatchStatus.COMPLETED, WAIT)
    rows = documents(flows, batch_id)
    assert [row.state for row in rows] == [DocumentState.TO_REVIEW] * 4
    assert len({(row.folder, row.filename) for row in rows}) == 4

    first = flows.review.load(rows[0].id).result(WAIT)
    image = flows.review.page(rows[0].id, 1, 72).result(WAIT)
    assert len(image.pixels) == image.stride * image.height
    assert flows.review.words(rows[0].id, 1).result(WAIT)
    edited = flows.review.draft(first, (Edit(path="/total", value="4711.00"),))
    assert edited.data["total"] == "4711.00"
    assert flows.review.load(rows[0].id).result(WAIT).edits == edited.edits, "the draft is kept"
    confirmed = flows.review.confirm(edited).result(WAIT)
    assert (confirmed.confirmed, confirmed.edited, confirmed.row.pending) == (True, False, True)
    until(lambda: not flows.review.load(rows[0].id).result(WAIT).row.pending, WAIT)
    sent = flows.review.load(rows[0].id).result(WAIT)
    assert (sent.confirmed, sent.data["total"], sent.row.set_aside) == (True, "4711.00", None)
    until(all_sent(flows), WAIT)

    target = tmp_path / "out" / "May.xlsx"
    target.parent.mkdir()
    options = ExportOptions(ExportFormat.XLSX, only_confirmed=True)
    export = flows.exports.start(ExportRequest(ExportSource(batch_id=batch_id), target, options)).result(WAIT)
    assert (export.row_count, export.what) == (1, "May")
    assert flows.exports.history().result(WAIT)[0].id == export.id
    sheet = openpyxl.load_workbook(target).worksheets[0]
    values = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert values & {"4711", "4711.0", "4711.00"}


def test_a_killed_service_comes_back_and_every_document_is_read_once(
    desktop: tuple[Application, Flows], tmp_path: Path
) -> None:
    application, flows = desktop
    drop(tmp_path / "dropped", 8)
    until(lambda: flows.account.status().link is Link.ONLINE, WAIT)
    killed = application.service_pid
    assert killed is not None
    batch_id = submit(flows, tmp_path / "dropped", 9)
    until(lambda: any(row.upload and row.upload.offset for row in documents(flows, batch_id)), WAIT)
    os.kill(killed, signal.SIGKILL)
    until(lambda: flows.account.status().link is not Link.ONLINE, WAIT)
    until(lambda: batch(flows, batch_id).status is BatchStatus.COMPLETED, WAIT)
    until(all_sent(flows), WAIT)
    assert application.service_pid not in (None, killed)
    rows = documents(flows, batch_id)
    assert [row.state for row in rows] == [DocumentState.TO_REVIEW] * 8
    account = flows.account.account().result(WAIT)
    assert account is not None
    until(lambda: _pages_used(flows) == sum(row.page_count or 0 for row in rows), WAIT)


def _pages_used(flows: Flows) -> int | None:
    flows.account.sync_now()
    account = flows.account.account().result(WAIT)
    return account.pages_used if account is not None else None


def test_a_batch_submitted_without_a_service_waits_and_goes_with_the_next_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    drop(tmp_path / "dropped", 2)
    first = Application(data, SettingsFile(data / "settings.json"))
    with running_service(data):
        # Another program has the data folder, so that ours gets no service.
        flows = first.start().result(WAIT)
        try:
            until(lambda: flows.account.status().link is Link.FAILED, WAIT)
            batch_id = submit(flows, tmp_path / "dropped", 3)
            until(lambda: flows.account.status().pending == 4)
            flows.batches.rename(batch_id, "June").result(WAIT)
            assert batch(flows, batch_id).title == "June"
        finally:
            first.shutdown()

    second = Application(data, SettingsFile(data / "settings.json"))
    flows = second.start().result(WAIT)
    try:
        until(lambda: batch(flows, batch_id).status is BatchStatus.COMPLETED, WAIT)
        assert batch(flows, batch_id).name == "June"
        assert len(documents(flows, batch_id)) == 2
        flows.batches.delete([batch_id]).result(WAIT)
        assert flows.batches.batch(batch_id).result(WAIT) is None
        until(all_sent(flows), WAIT)
        assert flows.batches.batch(batch_id).result(WAIT) is None, "it must not come back for a moment"
    finally:
        second.shutdown()


def test_an_edit_on_a_moved_document_asks_and_the_choice_is_sent(
    desktop: tuple[Application, Flows], tmp_path: Path
) -> None:
    application, flows = desktop
    drop(tmp_path / "dropped", 1)
    batch_id = submit(flows, tmp_path / "dropped", 2)
    until(lambda: batch(flows, batch_id).status is BatchStatus.COMPLETED, WAIT)
    (row,) = documents(flows, batch_id)
    mine = flows.review.load(row.id).result(WAIT)
    address = application.service_address
    assert address is not None
    until(all_sent(flows), WAIT)

    async def change_elsewhere() -> None:
        async with ServiceClient(address[0], fixed_token(address[1])) as client:
            await client.patch_data(row.id, [Edit(path="/total", value="2.00")], version=mine.row.version)

    asyncio.run(change_elsewhere())
    edits = (Edit(path="/total", value="1.00"), Edit(path="/invoice_number", value="X-1"))
    flows.review.save(flows.review.draft(mine, edits)).result(WAIT)

    def conflicting() -> ReviewDocument | None:
        found = flows.review.load(row.id).result(WAIT)
        return found if found.conflict is not None else None

    until(lambda: conflicting() is not None, WAIT)
    document = conflicting()
    assert document is not None and document.conflict is not None
    both = {field.path: field for field in document.conflict.fields}
    assert both.keys() == {"/total", "/invoice_number"}
    assert (both["/total"].mine, both["/total"].theirs, both["/total"].chosen) == ("1.00", "2.00", None)
    assert both["/invoice_number"].chosen is Side.MINE, "only one side changed it"
    with pytest.raises(IngestError):
        flows.review.draft(document, (Edit(path="/nowhere/9/x", value="1"),))
    flows.review.settle(document, frozenset(both)).result(WAIT)
    until(lambda: not flows.review.load(row.id).result(WAIT).row.pending, WAIT)
    settled = flows.review.load(row.id).result(WAIT)
    assert settled.conflict is None
    assert (settled.data["total"], settled.data["invoice_number"]) == ("1.00", "X-1")
