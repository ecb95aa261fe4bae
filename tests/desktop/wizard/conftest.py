"""The wizard on a real store, a real child process and the real flows, without a network."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.windows.wizard.page import WizardPage
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.cpu_process import CpuProcess
from ingestio_desktop.workers.io_thread import IoThread
from tests.support.documents import make_document


@dataclass(frozen=True, slots=True)
class Desktop:
    """What is below the pages."""

    store: Store
    compose: ComposeFlow
    submit: SubmitFlow
    prompts: PromptsFlow
    account: AccountFlow
    batches: BatchesFlow
    bridge: Bridge
    unexpected: list[BaseException]

    def composer(self) -> ComposePresenter:
        return ComposePresenter(self.compose, self.submit, self.prompts, self.account, self.bridge)


@pytest.fixture(scope="session")
def cpu() -> Iterator[CpuProcess]:
    """One child process for all tests: it knows no draft."""
    process = CpuProcess()
    process.start()
    yield process
    process.close()


@pytest.fixture
def desktop(qapp: object, tmp_path: Path, cpu: CpuProcess) -> Iterator[Desktop]:
    store = Store(tmp_path / "data" / "store.sqlite")
    store.open()
    io = IoThread()
    io.start()
    sync = SyncControl(store, io, "This computer")
    compose = ComposeFlow(store, cpu)
    compose.start()
    unexpected: list[BaseException] = []
    yield Desktop(
        store,
        compose,
        SubmitFlow(store, compose),
        PromptsFlow(store),
        AccountFlow(store, sync),
        BatchesFlow(store),
        Bridge(unexpected.append),
        unexpected,
    )
    compose.close()
    io.close()
    store.close()
    assert not unexpected


@pytest.fixture
def page(desktop: Desktop, theme: object, qtbot: QtBot) -> WizardPage:
    """The page on screen, its draft read."""
    page = WizardPage(desktop.composer())
    qtbot.addWidget(page)
    page.resize(1064, 768)
    page.show()
    qtbot.waitUntil(lambda: page.presenter.is_open)
    return page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good files in two folders, one of them twice, a broken PDF and a text."""
    top = tmp_path / "March"
    (top / "one").mkdir(parents=True)
    (top / "two").mkdir()
    contents = [make_document(number).content for number in (1, 2, 3)]
    (top / "one" / "same.pdf").write_bytes(contents[0])
    (top / "two" / "same.pdf").write_bytes(contents[1])
    (top / "third.pdf").write_bytes(contents[2])
    (top / "third again.pdf").write_bytes(contents[2])
    (top / "broken.pdf").write_bytes(contents[0][:200])
    (top / "text.pdf").write_bytes(b"Dear Sir or Madam,\n")
    return top
