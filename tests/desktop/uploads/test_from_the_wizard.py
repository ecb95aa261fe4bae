"""From a button or a drop in the real wizard to what the service has, good files and bad."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.flows.draft import FileState
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.uploads import SendState
from ingestio_desktop.windows.wizard.page import WizardPage
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.cloud.served import Served
from tests.desktop.uploads.conftest import Rig, rig_on
from tests.support.desktop import warm_child
from tests.support.sending import pdf_of
from tests.support.told import keep_account

SMALL = 30_000


@pytest.fixture(scope="session")
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CpuProcess]:
    """One child process for all tests: it knows no draft."""
    with warm_child(tmp_path_factory.mktemp("empty")) as process:
        yield process


@pytest.fixture
def rig(
    qapp: object, theme: object, qtbot: QtBot, tmp_path: Path, shared_service: Served, child: CpuProcess
) -> Iterator[Rig]:
    shared_service.empty()
    with rig_on(shared_service, tmp_path, qtbot, child) as made:
        yield made


@pytest.fixture
def wizard(rig: Rig) -> WizardPage:
    """On screen, its draft read; what it submits is opened."""
    page = WizardPage(rig.desktop.composer())
    rig.qtbot.addWidget(page)
    page.resize(1064, 768)
    page.show()
    rig.until(lambda: page.presenter.is_open)
    return page


def drop(page: WizardPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(400, 400), *how))
    QApplication.sendEvent(page, QDropEvent(QPointF(400, 400), *how))


def listed(rig: Rig, wizard: WizardPage, valid: int, rejected: int = 0) -> dict[str, str]:
    """Wait until all files are looked at; why the rejected ones are, by name."""

    def over() -> bool:
        view = wizard.presenter.view
        return (view.totals.valid, view.totals.rejected) == (valid, rejected) and not view.listing

    rig.until(over)
    rows = rig.desktop.compose.files().result(10)
    return {row.name: row.reason.code for row in rows if row.state is FileState.REJECTED and row.reason}


def submit(rig: Rig, wizard: WizardPage) -> UUID:
    """Through the steps to the button at the end."""
    QTest.mouseClick(wizard.following, Qt.MouseButton.LeftButton)
    rig.until(lambda: wizard.presenter.view.step is Step.PROMPTS)
    wizard.prompts.strategies.chosen.emit("auto")
    rig.until(wizard.following.isEnabled)
    QTest.mouseClick(wizard.following, Qt.MouseButton.LeftButton)
    rig.until(lambda: wizard.presenter.view.step is Step.REVIEW and wizard.submit.isEnabled())
    with rig.qtbot.waitSignal(wizard.submitted, timeout=8000) as told:
        QTest.mouseClick(wizard.submit, Qt.MouseButton.LeftButton)
    batch_id = told.args[0]
    assert isinstance(batch_id, UUID)
    rig.show(batch_id)
    return batch_id


def states(rig: Rig) -> dict[str, SendState]:
    return {row.filename: rig.state(row.id) for row in rig.page.uploads.table.rows.rows}


def all_through(rig: Rig, *paths: Path) -> None:
    """Wait until the service has these files and nothing waits to be sent."""
    rig.until(lambda: len(states(rig)) == len(paths) and set(states(rig).values()) == {SendState.PROCESSING})
    by_name = {path.name: path for path in paths}
    for row in rig.page.uploads.table.rows.rows:
        rig.assert_stored(row.id, by_name[row.filename])
    rig.until(lambda: rig.desktop.account.status().pending == 0)


def test_one_file_by_the_button(rig: Rig, wizard: WizardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = rig.files(SMALL)

    def choose(dialog: QFileDialog) -> None:
        dialog.selectFile(str(path))
        dialog.filesSelected.emit([str(path)])

    monkeypatch.setattr(QFileDialog, "open", choose)
    wizard.files.zone.files_asked.emit()
    assert not listed(rig, wizard, 1)
    submit(rig, wizard)
    all_through(rig, path)
    (row,) = rig.page.uploads.table.rows.rows
    rig.read(row.id)


def test_a_batch_by_drop(rig: Rig, wizard: WizardPage) -> None:
    paths = rig.files(SMALL, 2 * SMALL, 3 * SMALL, 4 * SMALL, 5 * SMALL, 6 * SMALL)
    drop(wizard, rig.folder)
    assert not listed(rig, wizard, 6)
    batch_id = submit(rig, wizard)
    all_through(rig, *paths)
    assert rig.service.batch(str(batch_id))["total_pages"] == 6


def test_good_and_bad_files_together(rig: Rig, wizard: WizardPage) -> None:
    """Over-size, of a type that is not taken, empty and broken ones are told and stay here."""
    good = rig.files(SMALL, SMALL)
    large = rig.folder / "large.pdf"
    with large.open("wb") as file:
        file.write(pdf_of(SMALL))
        file.truncate(50 * MEBIBYTE + 1)
    (rig.folder / "note.pdf").write_bytes(b"Dear Sir or Madam,\n" * 20)
    (rig.folder / "program.exe").write_bytes(b"MZ" + bytes(2000))
    (rig.folder / "empty.pdf").touch()
    (rig.folder / "half.pdf").write_bytes(good[0].read_bytes()[:300])
    drop(wizard, rig.folder)
    assert listed(rig, wizard, 2, 5) == {
        "large.pdf": "file_too_large",
        "note.pdf": "type_not_allowed",
        "program.exe": "type_not_allowed",
        "empty.pdf": "file_empty",
        "half.pdf": "file_damaged",
    }
    submit(rig, wizard)
    all_through(rig, *good)


def test_more_files_than_the_plan_takes(rig: Rig, wizard: WizardPage) -> None:
    rig.until(lambda: rig.desktop.account.account().result(10) is not None)
    keep_account(rig.desktop.store, files_per_batch=2)
    paths = rig.files(SMALL, SMALL, SMALL)
    drop(wizard, rig.folder)
    over = listed(rig, wizard, 2, 1)
    assert set(over.values()) == {"over_batch_limit"}
    submit(rig, wizard)
    all_through(rig, *(path for path in paths if path.name not in over))


def test_a_batch_that_is_submitted_without_a_network_goes_when_it_is_back(
    rig: Rig, wizard: WizardPage
) -> None:
    rig.until(lambda: rig.desktop.account.account().result(10) is not None)
    rig.proxy.go_away()
    paths = rig.files(SMALL, SMALL)
    drop(wizard, *paths)
    listed(rig, wizard, 2)
    submit(rig, wizard)
    assert set(states(rig).values()) == {SendState.WAITING}
    rig.proxy.come_back()
    rig.desktop.sync.sync_now()
    all_through(rig, *paths)
