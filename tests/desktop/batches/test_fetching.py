"""Files that are with the service only: marked, offered, fetched with a network and after a restart."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.documents import Document
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.fetching import Copies, FetchFlow
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.futures import done
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import copies
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.list_page import BatchesPage
from tests.support.batches import keep_batches, sample_batches, sample_documents, sample_id
from tests.support.desktop import Desktop

BATCH = sample_id(0)
COUNT = 6


class Service:
    """Sync's door, with a service behind it that has the files: `refuses` are those that it has no more."""

    def __init__(self) -> None:
        self.status_changed: Notifier[SyncStatus] = Notifier()
        self.status = SyncStatus(Link.OFFLINE, local=False)
        self.asked: list[UUID] = []
        self.refuses: set[UUID] = set()
        self.slow: dict[UUID, Future[None]] = {}

    def go(self, link: Link) -> None:
        self.status = SyncStatus(link, local=False)
        self.status_changed.notify(self.status)

    def download(self, document: Document, target: Path) -> "Future[None]":
        self.asked.append(document.id)
        slow = self.slow.pop(document.id, None)
        if slow is not None:
            return slow
        if document.id in self.refuses:
            future: Future[None] = Future()
            future.set_exception(IngestError("file_not_here", "Gone", "It is gone."))
            return future
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"x" * document.size)
        return done(None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "store.sqlite")
    opened.open()
    keep_batches(opened, sample_batches(2), sample_documents(BATCH, COUNT))
    yield opened
    opened.close()


def fetching(store: Store, service: Service, folder: Path) -> FetchFlow:
    return FetchFlow(store, service, DocumentFiles(store, service, folder / "files"))  # type: ignore[arg-type]


def here(store: Store) -> int:
    return store.read(lambda session: copies.counted(session, BATCH)).result(30)[0]


def test_files_wait_for_the_network_and_then_come(store: Store, tmp_path: Path, qtbot: QtBot) -> None:
    service = Service()
    flow = fetching(store, service, tmp_path)
    told: list[UUID] = []
    flow.changed.subscribe(told.append)
    row = BatchesFlow(store).batch(BATCH).result(30)
    assert row is not None and not row.files_here and not row.keep_files
    flow.fetch(BATCH).result(30)
    assert flow.copies(BATCH).result(30) == Copies(BATCH, 0, COUNT, True)
    assert service.asked == []
    service.go(Link.ONLINE)
    qtbot.waitUntil(lambda: here(store) == COUNT)
    qtbot.waitUntil(lambda: len(told) == COUNT)
    assert sorted(service.asked) == sorted(set(service.asked)), "each one once"
    row = BatchesFlow(store).batch(BATCH).result(30)
    assert row is not None and row.files_here
    flow.close()


def test_one_that_is_refused_keeps_none_of_the_others(store: Store, tmp_path: Path, qtbot: QtBot) -> None:
    service = Service()
    service.refuses = {sample_documents(BATCH, COUNT)[1].id}
    service.go(Link.ONLINE)
    flow = fetching(store, service, tmp_path)
    flow.fetch(BATCH).result(30)
    qtbot.waitUntil(lambda: here(store) == COUNT - 1)
    (refused,) = service.refuses
    qtbot.waitUntil(lambda: service.asked.count(refused) == 1)
    service.refuses = set()
    flow.fetch(BATCH).result(30)
    qtbot.waitUntil(lambda: here(store) == COUNT)
    flow.close()


def test_what_fails_while_one_asks_again_is_tried_again(store: Store, tmp_path: Path, qtbot: QtBot) -> None:
    service = Service()
    late = sample_documents(BATCH, COUNT)[1].id
    answer = service.slow[late] = Future()
    service.go(Link.ONLINE)
    flow = fetching(store, service, tmp_path)
    flow.fetch(BATCH).result(30)
    qtbot.waitUntil(lambda: here(store) == COUNT - 1)
    flow.fetch(BATCH).result(30)
    answer.set_exception(IngestError("file_not_here", "Gone", "It is gone."))
    qtbot.waitUntil(lambda: here(store) == COUNT)
    flow.close()


def test_what_was_asked_for_goes_on_after_a_restart(store: Store, tmp_path: Path, qtbot: QtBot) -> None:
    first = fetching(store, Service(), tmp_path)
    first.fetch(BATCH).result(30)
    first.close()
    service = Service()
    service.go(Link.SYNCING)
    again = fetching(store, service, tmp_path)
    qtbot.waitUntil(lambda: here(store) == COUNT)
    again.close()


def test_a_batch_without_its_files_says_so_and_offers_them(
    desktop: Desktop, theme: object, qtbot: QtBot
) -> None:
    keep_batches(desktop.store, sample_batches(1), sample_documents(BATCH, COUNT))
    page = BatchPage(desktop.detail())
    qtbot.addWidget(page)
    page.presenter.status = SyncStatus(Link.OFFLINE, local=False)
    page.show()
    page.open(BATCH)
    banner = page.documents.copies
    qtbot.waitUntil(banner.isVisible)
    assert banner.fetch.text() == "Fetch when online"
    banner.fetch.click()
    qtbot.waitUntil(lambda: not banner.fetch.isVisible())
    assert "network" in banner.accessibleName()
    row = desktop.batches.batch(BATCH).result(10)
    assert row is not None and row.keep_files
    page.presenter.status = SyncStatus(Link.ONLINE, local=True)
    page.open(BATCH)
    qtbot.waitUntil(lambda: page.presenter.batch is not None)
    assert not banner.isVisible(), "on this computer nothing is elsewhere"


def test_the_list_marks_them_where_the_service_is_elsewhere(
    desktop: Desktop, theme: object, qtbot: QtBot
) -> None:
    keep_batches(desktop.store, sample_batches(1), sample_documents(BATCH, COUNT))
    page = BatchesPage(desktop.lister())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    row = page.table.rows.row(0)
    assert "Cloud only" not in page.table._name_tip(row)
    page.presenter.status = SyncStatus(Link.OFFLINE, local=False)
    assert "Cloud only" in page.table._name_tip(row)
    assert page.table._tone(row) == "muted"
