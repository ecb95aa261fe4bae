"""What is below the desktop's pages, without a network: real store, real flows, real child process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.fetching import FetchFlow
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.presenters.batches import BatchesPresenter
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.cpu_process import CpuProcess, IntakeListener
from ingestio_desktop.workers.io_thread import IoThread


@dataclass(frozen=True, slots=True)
class Desktop:
    """`unexpected` collects errors that nobody handled; `sync` was never started."""

    store: Store
    compose: ComposeFlow
    submit: SubmitFlow
    prompts: PromptsFlow
    account: AccountFlow
    batches: BatchesFlow
    fetching: FetchFlow
    sync: SyncControl
    bridge: Bridge
    unexpected: list[BaseException]

    def composer(self) -> ComposePresenter:
        return ComposePresenter(self.compose, self.submit, self.prompts, self.account, self.bridge)

    def lister(self) -> BatchesPresenter:
        return BatchesPresenter(self.batches, self.account, self.bridge)

    def detail(self) -> BatchDetailPresenter:
        return BatchDetailPresenter(self.batches, self.account, self.bridge, fetching=self.fetching)


@cache
def empty_store() -> bytes:
    """The file of a store in which nothing is."""
    with TemporaryDirectory() as folder:
        made = Store(Path(folder) / "store.sqlite")
        made.open()
        made.close()
        return made.path.read_bytes()


def fresh_store(path: Path) -> Store:
    """An open store; a new one is a copy of an empty one, since making it takes longer than most tests."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(empty_store())
    store = Store(path)
    store.open()
    return store


@contextmanager
def desktop_on(folder: Path, cpu: CpuProcess) -> Iterator[Desktop]:
    """The flows on a store in a folder; everything is joined at the end."""
    store = fresh_store(folder / "store.sqlite")
    io = IoThread()
    io.start()
    sync = SyncControl(store, io, "This computer")
    compose = ComposeFlow(store, cpu)
    compose.start()
    fetching = FetchFlow(store, sync, DocumentFiles(store, sync, folder / "files"))
    unexpected: list[BaseException] = []
    try:
        yield Desktop(
            store,
            compose,
            SubmitFlow(store, compose),
            PromptsFlow(store),
            AccountFlow(store, sync),
            BatchesFlow(store),
            fetching,
            sync,
            Bridge(unexpected.append),
            unexpected,
        )
    finally:
        fetching.close()
        compose.close()
        io.close()
        store.close()


@contextmanager
def warm_child(folder: Path) -> Iterator[CpuProcess]:
    """A child process that has answered once, so that no test starts its threads."""
    process = CpuProcess()
    process.start()
    ended = threading.Event()
    listener = IntakeListener(found=_ignore, inspected=_ignore, ended=lambda _error: ended.set())
    process.intake([folder], listener)
    assert ended.wait(60), "the child process does not answer"
    try:
        yield process
    finally:
        process.close()


def _ignore(_rows: object) -> None:
    """Nothing is found in an empty folder."""
