"""From the list to the grid and back, and which of them comes the next time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.fetching import FetchFlow
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.view_switch import GRID, LIST
from ingestio_desktop.windows.desk_batches import BatchesDesk
from ingestio_desktop.windows.grid.page import GridPage
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.workers.io_thread import IoThread
from tests.desktop.grid.conftest import CONTROL
from tests.screens.screens_shell import Forgetful, shell
from tests.support.sheet import SHEET, SheetDesk, keep_sheet, sheet_batch, sheet_documents

pytestmark = pytest.mark.usefixtures("theme")


@dataclass(frozen=True, slots=True)
class _Flows:
    account: AccountFlow
    batches: BatchesFlow
    fetching: FetchFlow
    grid: GridFlow


@dataclass(frozen=True, slots=True)
class _Window:
    shell: Shell
    desk: BatchesDesk
    chosen: list[tuple[UUID, str]]

    def list(self) -> BatchPage:
        page = self.shell.show_page("batch")
        assert isinstance(page, BatchPage)
        return page

    def grid(self) -> GridPage:
        page = self.shell.show_page("grid")
        assert isinstance(page, GridPage)
        return page


@pytest.fixture
def window(qtbot: QtBot, desk: SheetDesk, tmp_path: Path) -> Iterator[_Window]:
    io = IoThread()
    io.start()
    sync = SyncControl(desk.store, io, "This computer")
    fetching = FetchFlow(desk.store, sync, DocumentFiles(desk.store, sync, tmp_path / "files"))
    flows = _Flows(AccountFlow(desk.store, sync), BatchesFlow(desk.store), fetching, desk.grid)
    shown = shell()
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    batches = BatchesDesk(shown, desk.bridge, flows, Forgetful(), shown)
    shown.add_page("batch", "Batch", "layers", batches.batch_page, place=False)
    shown.add_page("grid", "Grid", "table-2", batches.grid_page, place=False, narrow=True)
    chosen: list[tuple[UUID, str]] = []
    batches.view_wanted.connect(lambda key, view: chosen.append((key, view)))
    yield _Window(shown, batches, chosen)
    fetching.close()
    flows.account.close()
    io.close()


def test_ctrl_g_goes_to_the_grid_and_back(qtbot: QtBot, window: _Window) -> None:
    page = window.list()
    page.open(SHEET)
    qtbot.waitUntil(lambda: page.presenter.counts.total == 20)
    page.documents.table.setFocus()
    QTest.keyClick(page.documents.table, Qt.Key.Key_G, CONTROL)
    assert window.chosen == [(SHEET, GRID)]
    grid = window.grid()
    grid.open(SHEET)
    qtbot.waitUntil(lambda: len(grid.presenter.order) == 20)
    grid.view.setFocus()
    QTest.keyClick(grid.view, Qt.Key.Key_G, CONTROL)
    assert window.chosen[1:] == [(SHEET, LIST)]


def test_the_switches_lead_there_too(qtbot: QtBot, window: _Window) -> None:
    page = window.list()
    page.open(SHEET)
    qtbot.waitUntil(lambda: page.presenter.counts.total == 20)
    page.documents.switch.chosen.emit(GRID)
    grid = window.grid()
    grid.open(SHEET)
    grid.switch.chosen.emit(LIST)
    assert [view for _key, view in window.chosen] == [GRID, LIST]


def test_the_side_bar_is_narrow_while_the_grid_is_open(window: _Window) -> None:
    before = window.shell.side_bar.width()
    window.grid()
    assert window.shell.side_bar.maximumWidth() < before
    window.list()
    assert window.shell.side_bar.maximumWidth() == before


def test_the_last_choice_is_remembered(qtbot: QtBot, desk: SheetDesk, window: _Window) -> None:
    views: list[str] = []
    window.desk.choose_view(SHEET, views.append)
    assert views == [LIST]
    window.desk.keep_view(GRID)
    window.desk.choose_view(SHEET, views.append)
    qtbot.waitUntil(lambda: views == [LIST, GRID])
    unread = sheet_batch(20).model_copy(update={"completed_count": 0})
    keep_sheet(desk.store, sheet_documents(20), unread)
    window.desk.choose_view(SHEET, views.append)
    qtbot.waitUntil(lambda: views == [LIST, GRID, LIST])
