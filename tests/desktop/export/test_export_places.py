"""Where exports go: nothing is replaced that nobody was told of, and nothing half-written stays."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import Export, ExportFormat, ExportStatus
from ingestio_core.export import ExportOptions
from ingestio_desktop.flows.export_target import remove_leftovers, size_of
from ingestio_desktop.flows.exports import ExportFlow, ExportRequest, name_of
from ingestio_desktop.presenters.export import ExportPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.exporting import ExportSource
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.export.conftest import ExportDesk

WAIT = 60
EXCEL = ExportOptions(ExportFormat.XLSX)


def test_what_is_left_of_a_file_with_a_long_name_is_found(tmp_path: Path) -> None:
    target = tmp_path / f"{'Invoices of all suppliers in the north ' * 2}[1].xlsx"
    part = tmp_path / f".{target.name[:40]}.{uuid4().hex}.part"
    part.write_bytes(b"half")
    remove_leftovers([target])
    assert not part.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_is_left_of_a_file_behind_a_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link, part = tmp_path / "books.xlsx", tmp_path / "shared" / f".real.xlsx.{uuid4().hex}.part"
    part.write_bytes(b"half")
    link.symlink_to(part.with_name("real.xlsx"))
    remove_leftovers([link])
    assert not part.exists()


def test_a_file_that_is_gone_has_no_size(tmp_path: Path) -> None:
    assert size_of(tmp_path / "gone.xlsx") is None
    assert size_of(tmp_path / ("x" * 300)) is None


def test_a_file_that_is_about_to_be_written_counts_as_there(desk: ExportDesk, tmp_path: Path) -> None:
    first = desk.flow.start(ExportRequest(desk.source, tmp_path / "a.xlsx", EXCEL))
    seen: list[bool] = []
    stop = desk.flow.changed.subscribe(
        lambda row: seen.append(desk.flow.look_at(row.path).result(WAIT).exists) if not seen else None
    )
    free = desk.flow.start(ExportRequest(desk.source, tmp_path / "b.xlsx", EXCEL))
    assert {first.result(WAIT).path.name, free.result(WAIT).path.name} == {"a.xlsx", "b.xlsx"}
    stop()
    assert seen == [True]
    assert not desk.flow.look_at(tmp_path / "c.xlsx").result(WAIT).exists


def test_a_folder_that_can_not_be_remembered_is_written_to(desk: ExportDesk, tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("in the way")
    flow = ExportFlow(desk.store, desk.cpu, SettingsFile(tmp_path / "no folder" / "settings.json"))
    assert flow.start(ExportRequest(desk.source, tmp_path / "a.xlsx", EXCEL)).result(WAIT).size
    flow.close()
    assert flow.look_at(tmp_path / "a.xlsx").cancelled(), "a dialog may ask when its account has ended"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("March invoices.xlsx", "March invoices.xlsx"),
        ("../../.bashrc", "bashrc.xlsx"),
        ("/etc/passwd.xlsx", "etc passwd.xlsx"),
        ("C:\\Windows\\x.exe", "C Windows x.exe.xlsx"),
        ("", "IngestIO.xlsx"),
    ],
)
def test_a_file_of_the_service_stays_in_its_folder(said: str, name: str) -> None:
    export = Export(
        id=uuid4(),
        format=ExportFormat.XLSX,
        rows="documents",
        status=ExportStatus.SAVED,
        filename=said,
        created_at=datetime.now(UTC),
    )
    assert name_of(export) == name


def opened(qtbot: QtBot, desk: ExportDesk, folder: Path, name: str) -> ExportPresenter:
    errors: list[BaseException] = []
    bridge = Bridge(errors.append)
    presenter = ExportPresenter(desk.flow, bridge)
    bridge.setParent(presenter)
    with qtbot.waitSignal(presenter.preview_changed, timeout=20_000):
        presenter.open(desk.source)
    presenter.put(folder=folder, filename=name)
    return presenter


def test_enter_right_after_the_name_replaces_nothing_unseen(
    qtbot: QtBot, desk: ExportDesk, tmp_path: Path
) -> None:
    theirs = tmp_path / "March.xlsx"
    theirs.write_text("theirs")
    presenter = opened(qtbot, desk, tmp_path, "March")
    assert presenter.place is None
    presenter.start()
    qtbot.waitUntil(lambda: presenter.place is not None, timeout=20_000)
    assert not presenter.running and theirs.read_text() == "theirs"
    assert presenter.summary()[0].endswith("The file that is there is replaced.")
    with qtbot.waitSignal(presenter.written, timeout=20_000):
        presenter.start()
    presenter.put(filename="April")
    with qtbot.waitSignal(presenter.written, timeout=20_000):
        presenter.start()
    assert (tmp_path / "April.xlsx").exists()


def test_a_file_that_came_since_the_dialog_looked_is_told_of_first(
    qtbot: QtBot, desk: ExportDesk, tmp_path: Path
) -> None:
    presenter = opened(qtbot, desk, tmp_path, "March")
    qtbot.waitUntil(lambda: presenter.place is not None, timeout=20_000)
    theirs = tmp_path / "March.xlsx"
    theirs.write_text("theirs")
    presenter.start()
    qtbot.waitUntil(lambda: not presenter.running, timeout=20_000)
    assert theirs.read_text() == "theirs"
    assert presenter.summary()[0].endswith("The file that is there is replaced.")
    with qtbot.waitSignal(presenter.written, timeout=20_000):
        presenter.start()


def test_its_own_export_is_cancelled_and_not_another_of_the_same_file(
    qtbot: QtBot, desk: ExportDesk, tmp_path: Path
) -> None:
    rows: list[ExportRow] = []
    stop = desk.flow.changed.subscribe(rows.append)
    presenter = opened(qtbot, desk, tmp_path, "March")
    qtbot.waitUntil(lambda: presenter.place is not None, timeout=20_000)
    others = [desk.flow.start(ExportRequest(desk.source, tmp_path / "March.xlsx", EXCEL)) for _ in range(3)]
    qtbot.waitUntil(lambda: len({row.id for row in rows}) == 3, timeout=20_000)
    presenter.start()
    assert presenter.running
    qtbot.waitUntil(lambda: not presenter.running, timeout=20_000)
    assert presenter.place is not None and presenter.place.exists, (
        "it says so before it replaces what they write"
    )
    with qtbot.waitSignal(presenter.failed, timeout=20_000):
        presenter.start()
        presenter.cancel()
        # The first that is heard is of another one.
        desk.flow.changed.notify(rows[-1])
    assert [other.exception(WAIT) for other in others] == [None] * 3
    stop()


def test_the_first_rows_of_all_that_is_confirmed_are_confirmed(desk: ExportDesk) -> None:
    options = ExportOptions(ExportFormat.XLSX, only_confirmed=False, mark_unconfirmed=True)
    shown = desk.flow.first_rows(ExportSource(), options).result(WAIT)
    assert len(shown.sheet.rows) == 15
    assert not any(row.marked for row in shown.sheet.rows)
