"""The wizard on a real store, a real child process and the real flows, without a network."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.windows.wizard.page import WizardPage
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.desktop import Desktop, desktop_on, warm_child
from tests.support.documents import make_document


@pytest.fixture(scope="session")
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CpuProcess]:
    """One child process for all tests: it knows no draft."""
    with warm_child(tmp_path_factory.mktemp("empty")) as process:
        yield process


@pytest.fixture
def desktop(qapp: object, tmp_path: Path, child: CpuProcess) -> Iterator[Desktop]:
    with desktop_on(tmp_path / "data", child) as made:
        yield made
    assert not made.unexpected


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
def restarted(desktop: Desktop, child: CpuProcess, qtbot: QtBot) -> Iterator[Callable[[], WizardPage]]:
    """Ends the draft's flow and starts another one on the same store; gives its page."""
    flows: list[ComposeFlow] = []

    def start() -> WizardPage:
        desktop.compose.close()
        flow = ComposeFlow(desktop.store, child)
        flow.start()
        flows.append(flow)
        presenter = ComposePresenter(
            flow, SubmitFlow(desktop.store, flow), desktop.prompts, desktop.account, desktop.bridge
        )
        page = WizardPage(presenter)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: presenter.is_open)
        return page

    yield start
    for flow in flows:
        flow.close()


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
