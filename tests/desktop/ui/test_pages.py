"""Settings and exports: what they show and what they ask for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.words import ExportState
from ingestio_desktop.windows.desk import export_line
from ingestio_desktop.windows.exports_page import ExportsPage
from ingestio_desktop.windows.strip_facts import strip_status
from ingestio_desktop.windows.widgets import NetworkState

pytestmark = pytest.mark.usefixtures("theme")
NOW = datetime.now(UTC)


def row(number: int, **changes: object) -> ExportRow:
    base = ExportRow(
        id=UUID(int=number),
        format=ExportFormat.XLSX,
        rows="documents",
        status=ExportStatus.SAVED,
        path=Path("exports") / f"March {number}.xlsx",
        what="March supplier invoices",
        documents=10,
        row_count=62,
        size=9000,
        done=10,
        error=None,
        created_at=NOW - timedelta(hours=number),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_exports_are_listed_searched_and_filtered(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.set_lines(())
    assert page._stack.currentWidget() is page._none
    csv = row(2, format=ExportFormat.CSV, path=Path("datev.csv"), rows="line_items")
    page.set_lines([export_line(row(1)), export_line(csv)])
    assert page._stack.currentWidget() is page._list
    with qtbot.waitSignal(page.formats.chosen):
        for _ in range(2):
            qtbot.keyClick(page.formats, Qt.Key.Key_Right)
    assert [line.path.name for line in page.rows.shown_rows()] == ["datev.csv"]
    assert page.rows.shown_rows()[0].shape == "By line items"
    with qtbot.waitSignal(page.search.searched):
        page.search.setText("nothing like it")
    assert page._stack.currentWidget() is page._no_match
    page._clear_search()
    assert page.rows.rowCount() == 2


def test_in_a_narrow_window_the_name_of_an_export_stays_readable(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.set_lines([export_line(row(1))])
    page.resize(740, 560)
    page.show()
    keys = [column.key for column in page.rows.columns]
    hidden = {key for at, key in enumerate(keys) if page.table.isColumnHidden(at)}
    assert hidden == {"shape", "source"}
    table = page.table
    assert sum(table.columnWidth(at) for at in range(len(keys))) == table.viewport().width()
    assert table.columnWidth(keys.index("file")) >= 170
    page.resize(1100, 560)
    assert not any(table.isColumnHidden(at) for at in range(len(keys)))


def test_a_running_export_stands_on_top_and_can_only_be_cancelled(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.set_lines([export_line(row(1))])
    running = row(2, status=ExportStatus.WRITING, done=6, row_count=None)
    page.update_line(export_line(running))
    first = page.rows.row(0)
    assert first.running and first.percent == 60
    assert [action.key for action in page.table.row_actions(first)] == ["cancel"]
    with qtbot.waitSignal(page.cancel_asked) as asked:
        page.table.action_asked.emit("cancel", first.key)
    assert asked.args == [str(UUID(int=2))]
    page.update_line(export_line(replace(running, status=ExportStatus.SAVED, done=10, row_count=9)))
    assert [line.rows for line in page.rows.rows] == [9, 62]
    page.remove_line(str(UUID(int=1)))
    assert len(page.rows.rows) == 1


def test_keys_of_the_export_list(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.show()
    page.set_lines([export_line(row(1))])
    page.table.focus_key(str(UUID(int=1)))
    with qtbot.waitSignal(page.open_asked) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [Path("exports") / "March 1.xlsx"]
    with qtbot.waitSignal(page.remove_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(page.folder_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_O, both)


def test_failed_exports_say_what_became_of_them() -> None:
    full = ErrorInfo(code="disk_full", title="The disk is full", message="Free some space.")
    other = ErrorInfo(code="file_in_use", title="The file is open elsewhere", message="Close it.")
    assert export_line(row(1, status=ExportStatus.FAILED, error=full)).state is ExportState.DISK_FULL
    word = export_line(row(1, status=ExportStatus.FAILED, error=other)).state
    assert not isinstance(word, ExportState) and word.word == "The file is open elsewhere"


LOCKED = ErrorInfo(code="vault_locked", title="Your sign-in is locked", message="Enter your passphrase.")


@pytest.mark.parametrize(
    ("status", "network", "pages"),
    [
        (SyncStatus(Link.STARTING), NetworkState.STARTING, "Unlimited pages"),
        (SyncStatus(Link.ONLINE), NetworkState.THIS_COMPUTER, "Unlimited pages"),
        (SyncStatus(Link.FAILED), NetworkState.STOPPED, "Unlimited pages"),
        (
            SyncStatus(Link.OFFLINE, 3, account="ellen", pages_left=1342, local=False),
            NetworkState.OFFLINE,
            "1,342 pages left",
        ),
        (SyncStatus(Link.ONLINE, account="ellen", local=False), NetworkState.ONLINE, ""),
        (SyncStatus(Link.SIGNED_OUT, account="ellen", local=False), NetworkState.SIGNED_OUT, ""),
        (SyncStatus(Link.SIGNED_OUT, account="ellen", local=False, error=LOCKED), NetworkState.LOCKED, ""),
    ],
)
def test_the_strip_in_its_own_words(status: SyncStatus, network: NetworkState, pages: str) -> None:
    told = strip_status(status)
    assert (told.network, told.pages, told.pending) == (network, pages, status.pending)
