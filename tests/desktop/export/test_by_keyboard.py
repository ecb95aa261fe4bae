"""From the list of batches to a spreadsheet and the page of exports, by keyboard alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.export import ExportOptions
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.exports import ExportRequest
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.desk_batches import BatchesDesk, BatchFlows
from ingestio_desktop.windows.desk_exports import ExportsDesk
from ingestio_desktop.windows.export import ExportDialog
from ingestio_desktop.windows.exports import ExportsPage
from ingestio_desktop.windows.exports.leaving import LeavingDialog
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.io_thread import IoThread
from tests.desktop.export.conftest import ExportDesk
from tests.screens.screens_exports import waiting_rows
from tests.support.exporting import item_count

WAIT_MS = 20_000
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Window:
    """The window with batches and exports of one account."""

    def __init__(self, desk: ExportDesk, settings: SettingsFile, sync: SyncControl) -> None:
        self.errors: list[BaseException] = []
        self.shell = Shell(settings)
        self.desk = QObject(self.shell)
        bridge = Bridge(self.errors.append, self.shell)
        flows = _Flows(AccountFlow(desk.store, sync), BatchesFlow(desk.store))
        self.batches = BatchesDesk(self.shell, bridge, cast(BatchFlows, flows), settings, self.desk)
        self.exports = ExportsDesk(self.shell, bridge, desk.flow, settings, self.desk)
        self.shell.add_page("batches", "Batches", "layers", self.batches.list_page)
        self.shell.add_page("exports", "Exports", "file-spreadsheet", self.exports.page)
        self.shell.add_page("batch", "Batch", "layers", self.batches.batch_page, place=False)
        self.batches.batch_wanted.connect(self._show_batch)
        self.batches.export_wanted.connect(lambda source: self.exports.open_dialog(source, "March"))

    def _show_batch(self, batch_id: object) -> None:
        page = self.shell.show_page("batch")
        assert isinstance(page, BatchPage)
        page.open(batch_id)

    @property
    def dialog(self) -> ExportDialog | None:
        return self.shell.findChild(ExportDialog)


class _Flows:
    fetching = None

    def __init__(self, account: AccountFlow, batches: BatchesFlow) -> None:
        self.account = account
        self.batches = batches


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, theme: object, desk: ExportDesk, tmp_path: Path
) -> Iterator[Window]:
    desk.settings.change(export_folder=tmp_path)
    io = IoThread()
    io.start()
    made = Window(desk, desk.settings, SyncControl(desk.store, io, "This computer"))
    made.shell.show()
    made.shell.activateWindow()
    yield made
    made.shell.removeEventFilter(made.exports)
    made.shell.close()
    made.shell.deleteLater()
    io.close()
    assert not made.errors


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whatever has the focus, as a keyboard does."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    QTest.keyClick(focus, key, modifiers)


def type_text(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def tab_to(widget: QWidget) -> None:
    """Tab until it has the focus."""
    for _ in range(40):
        if widget.hasFocus():
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {widget}")


def test_from_the_list_of_batches_to_a_spreadsheet(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    shell = window.shell
    page = shell.show_page("batches")
    table = page.table
    qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=WAIT_MS)
    press(Qt.Key.Key_F, CONTROL)
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(table.hasFocus, timeout=WAIT_MS)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current_page == "batch", timeout=WAIT_MS)
    detail = shell.page("batch")
    assert isinstance(detail, BatchPage)
    qtbot.waitUntil(lambda: detail.export.isVisible() and detail.export.isEnabled(), timeout=WAIT_MS)
    QTest.keyClick(QApplication.focusWidget() or detail, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: window.dialog is not None, timeout=WAIT_MS)
    dialog = window.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.presenter.ready and dialog.options.format.hasFocus(), timeout=WAIT_MS)
    # One row for each item, only what is confirmed, without the file's name, and another name for the sum.
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    assert dialog.presenter.form.settings.rows == "line_items"
    tab_to(dialog.options.include)
    press(Qt.Key.Key_Up)
    assert not dialog.presenter.form.settings.include_unconfirmed
    tab_to(dialog.options.target.name)
    press(Qt.Key.Key_A, CONTROL)
    type_text("Confirmed items")
    strip = dialog.columns.strip
    first = strip.chip("_file")
    assert first is not None
    tab_to(first)
    press(Qt.Key.Key_Delete)
    while QApplication.focusWidget() is not strip.chip("total"):
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_F2)
    type_text("Gross")
    press(Qt.Key.Key_Return)
    for _ in range(3):
        press(Qt.Key.Key_Left, ALT)
    with qtbot.waitSignal(dialog.exported, timeout=WAIT_MS):
        press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT_MS)
    sheet = openpyxl.load_workbook(tmp_path / "Confirmed items.xlsx").worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert "File" not in head and head.index("Gross") < head.index("Currency")
    assert len(rows) == sum(map(item_count, range(9, 24)))
    numbers = {row[head.index("Invoice number")] for row in rows}
    assert numbers == {f"{number:06}" for number in range(9, 24)}
    gross = {row[head.index("Invoice number")]: row[head.index("Gross")] for row in rows}
    assert gross["000009"] == 129


def test_the_page_makes_a_file_again_that_is_gone(
    qtbot: QtBot, window: Window, desk: ExportDesk, tmp_path: Path
) -> None:
    exports = window.exports
    dialog = exports.open_dialog(desk.source, "March")
    qtbot.waitUntil(lambda: dialog.presenter.ready, timeout=WAIT_MS)
    with qtbot.waitSignal(dialog.exported, timeout=WAIT_MS):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    dialog.close()
    (written,) = tmp_path.glob("*.xlsx")
    written.unlink()
    page = window.shell.show_page("exports")
    assert isinstance(page, ExportsPage)
    qtbot.waitUntil(lambda: any(line.missing for line in page.rows.lines), timeout=WAIT_MS)
    window.shell.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus, timeout=WAIT_MS)
    gone = next(line for line in page.rows.lines if line.path == written)
    page.table.focus_key(gone.key)
    press(Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: written.exists() and not desk.flow.running(), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: any(line.usable and line.path == written for line in page.rows.lines), timeout=WAIT_MS
    )


@pytest.mark.skipif(os.name == "nt", reason="the child is held by a pipe with a name")
def test_leaving_waits_for_a_file_that_is_being_written(
    qtbot: QtBot, window: Window, desk: ExportDesk, tmp_path: Path
) -> None:
    asked: list[str] = []
    # Nothing is asked where nothing is being written.
    window.exports.before("switch", lambda: asked.append("at once"))
    assert asked == ["at once"]
    with held(desk, tmp_path / "pipe"):
        request = ExportRequest(desk.source, tmp_path / "March.xlsx", ExportOptions(ExportFormat.XLSX))
        written = desk.flow.start(request)
        qtbot.waitUntil(lambda: bool(desk.flow.running()), timeout=WAIT_MS)
        window.shell.close()
        assert window.shell.isVisible()
        dialog = window.shell.findChild(LeavingDialog)
        assert dialog is not None and dialog.isVisible()
        # Esc stays, and asks again the next time.
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: window.shell.findChild(LeavingDialog) is None, timeout=WAIT_MS)
        window.exports.before("switch", lambda: asked.append("afterwards"))
        assert asked == ["at once"]
        window.shell.close()
        assert window.shell.isVisible()
    qtbot.waitUntil(lambda: asked == ["at once", "afterwards"], timeout=WAIT_MS)
    assert written.result(30).path.exists()
    window.shell.close()
    assert not window.shell.isVisible()


@contextmanager
def held(desk: ExportDesk, pipe: Path) -> Iterator[None]:
    """The child process waits meanwhile: it opens a pipe that nobody writes to."""
    os.mkfifo(pipe)
    _, over = desk.cpu.task(partial(max, key=open), str(pipe), lambda _done: None)
    try:
        yield
    finally:
        pipe.open("w").close()
        # What it was asked for beyond the pipe can't be opened.
        assert over.exception(30) is not None


def test_cancelling_all_goes_on(qtbot: QtBot, theme: object) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[str] = []
    dialog = LeavingDialog(
        parent, waiting_rows(), "quit", lambda: done.append("gone"), lambda: done.append("cancelled")
    )
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    dialog.cancel.click()
    assert done == ["cancelled", "gone"]
