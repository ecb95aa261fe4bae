"""The real page of a batch on a real store; the real service behind a proxy that can fail."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from ingestio_desktop.presenters.uploads import SendState, send_state
from ingestio_desktop.store.rows import DocumentRow
from ingestio_desktop.sync.backoff import backoff_seconds
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.cloud.conftest import make_pdf
from tests.cloud.served import TOKEN, Served, SharedInspector, invoice_read, served
from tests.support.clamd import Speech, speaking
from tests.support.desktop import Desktop, desktop_on
from tests.support.fault_proxy import FaultProxy, fault_proxy
from tests.support.sending import pdf_of, submitted

PATIENCE_MS = 8_000


@dataclass
class Rig:
    """A window's part, and what is around it. `seen` are the states of each file as its row showed them."""

    desktop: Desktop
    service: Served
    proxy: FaultProxy
    page: BatchPage
    folder: Path
    qtbot: QtBot
    seen: dict[UUID, list[SendState]] = field(default_factory=dict)

    def files(self, *sizes: int) -> list[Path]:
        """PDFs of about so many bytes."""
        start = len(list(self.folder.iterdir()))
        paths = [self.folder / f"file {start + number}.pdf" for number in range(len(sizes))]
        for path, size in zip(paths, sizes, strict=True):
            path.write_bytes(pdf_of(size))
        return paths

    def send(self, paths: Sequence[Path]) -> list[UUID]:
        """Submit a batch and open it; its documents in their order."""
        self.show(submitted(self.desktop.store, paths))
        return [row.id for row in self.page.uploads.table.rows.rows]

    def show(self, batch_id: UUID) -> None:
        """Open a batch."""
        rows, presenter = self.page.uploads.table.rows, self.page.presenter
        presenter.rows_changed.connect(self._see)
        presenter.rows_reset.connect(self._see)
        self.page.open(batch_id)
        self.until(lambda: {row.batch_id for row in rows.rows} == {batch_id})

    def _see(self, rows: Sequence[DocumentRow]) -> None:
        for row in rows:
            states = self.seen.setdefault(row.id, [])
            if not states or states[-1] is not send_state(row):
                states.append(send_state(row))

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def row(self, document: UUID) -> DocumentRow:
        row = self.page.presenter.row(document)
        assert row is not None
        return row

    def state(self, document: UUID) -> SendState:
        return send_state(self.row(document))

    def under_way(self, document: UUID, share: float) -> bool:
        """Whether so much of a file, from 0 to 1, is sent."""
        upload = self.row(document).upload
        return upload is not None and upload.offset >= share * upload.size

    def arrived(self, document: UUID) -> bool:
        return self.state(document) in (SendState.PROCESSING, SendState.COMPLETE)

    def read(self, document: UUID) -> None:
        """Do what the service does with a file, and have sync look at once: nobody tells it of this."""
        self.service.read(str(document), invoice_read())
        self.desktop.sync.sync_now()
        self.until(lambda: self.state(document) is SendState.COMPLETE)

    def assert_stored(self, document: UUID, path: Path) -> None:
        """The service has these bytes."""
        assert self.service.http.get(f"/v1/documents/{document}/file").content == path.read_bytes()


@pytest.fixture(scope="session", autouse=True)
def _inspector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    probe = tmp_path_factory.mktemp("probe") / "probe.pdf"
    probe.write_bytes(make_pdf("x"))
    inspector = SharedInspector.start(probe)
    yield
    inspector.close()


@pytest.fixture(scope="session")
def shared_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for all tests, which knows one virus."""
    with (
        speaking(Speech()) as clamd_url,
        served(tmp_path_factory.mktemp("service"), clamd_url=clamd_url, disk_floor=0) as service,
    ):
        yield service


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is tried soon, and progress is told often: a person waits that long, not a test."""
    defaults = backoff_seconds.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "first", 0.1)
    monkeypatch.setattr("ingestio_desktop.sync.transfer._PROGRESS_SECONDS", 0.1)


@pytest.fixture
def rig(qapp: object, theme: object, qtbot: QtBot, tmp_path: Path, shared_service: Served) -> Iterator[Rig]:
    shared_service.empty()
    with rig_on(shared_service, tmp_path, qtbot) as made:
        yield made


@contextmanager
def rig_on(service: Served, place: Path, qtbot: QtBot, cpu: CpuProcess | None = None) -> Iterator[Rig]:
    """`cpu` is for what drops files."""
    folder = place / "files"
    folder.mkdir()
    with ExitStack() as running:
        proxy = running.enter_context(fault_proxy(service.port))
        desktop = running.enter_context(desktop_on(place / "data", cpu or CpuProcess()))
        page = BatchPage(desktop.detail())
        qtbot.addWidget(page)
        page.resize(1064, 768)
        page.show()
        desktop.sync.start()
        desktop.sync.service_ready(proxy.url, TOKEN)
        running.callback(desktop.sync.stop)
        yield Rig(desktop, service, proxy, page, folder, qtbot)
    assert not desktop.unexpected
