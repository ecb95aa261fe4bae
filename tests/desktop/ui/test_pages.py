"""First start, settings, account and exports: what they show and what they ask for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo
from ingestio_core.plans import PlanName
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.theme.words import ExportState
from ingestio_desktop.windows.account_page import AccountPage, KnownAccount
from ingestio_desktop.windows.desk import account_facts, export_line, strip_status
from ingestio_desktop.windows.exports_page import ExportsPage
from ingestio_desktop.windows.first_start import FirstStartPage
from ingestio_desktop.windows.settings_page import SettingsFacts, SettingsPage
from ingestio_desktop.windows.widgets import Button, NetworkState

pytestmark = pytest.mark.usefixtures("theme")
NOW = datetime.now(UTC)
HOSTED = Account(
    id=UUID(int=1),
    email="ellen.marsh@northgate.example",
    plan=PlanName.PLUS,
    files_per_batch=100,
    max_file_bytes=50 * 2**20,
    pages_limit=2000,
    pages_used=658,
    pages_left=1342,
    period_start=date(2024, 4, 1),
    period_end=date(2024, 5, 1),
)


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


def test_enter_takes_the_way_that_needs_nothing(qtbot: QtBot) -> None:
    page = FirstStartPage("0.1.0")
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.local_chosen):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    page.set_starting(True)
    with qtbot.assertNotEmitted(page.local_chosen):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.local.note.text() == "Starting…"


def test_a_refused_start_says_why_and_can_be_tried_again(qtbot: QtBot) -> None:
    page = FirstStartPage("0.1.0")
    qtbot.addWidget(page)
    page.set_starting(True)
    page.set_local_error("Another window uses this data folder.")
    page.set_sign_in_available(False, "Needs a network")
    assert page.local.button.isEnabled() and page.local.button.text() == "Try again"
    assert page.local.note.text() == "Another window uses this data folder."
    assert page.hosted.button.toolTip() == "Needs a network"
    with qtbot.assertNotEmitted(page.sign_in_chosen):
        qtbot.mouseClick(page.hosted.button, Qt.MouseButton.LeftButton)


def test_without_a_hosted_service_nothing_speaks_of_two_ways(qtbot: QtBot) -> None:
    page = FirstStartPage("0.1.0")
    qtbot.addWidget(page)
    page.show()
    assert page.hosted.isVisible() and page.both.isVisible()
    page.set_sign_in_offered(False)
    assert not page.hosted.isVisible() and not page.both.isVisible()
    assert page.local.isVisible()


def test_settings_tell_what_is_chosen(qtbot: QtBot) -> None:
    facts = SettingsFacts(ThemeSetting.SYSTEM, None, Path.home() / "data", Path("logs"), "0.1.0")
    page = SettingsPage(facts)
    qtbot.addWidget(page)
    assert page.form.exportFolder.text() == "Asked for at the first export"
    assert not page.form.showExport.isEnabled()
    assert page.form.dataFolder.text() == str(Path("~") / "data")
    with qtbot.waitSignal(page.theme_chosen) as chosen:
        qtbot.keyClick(page.theme, Qt.Key.Key_Right)
    assert chosen.args == [ThemeSetting.LIGHT]
    with qtbot.waitSignal(page.folder_asked) as asked:
        page.form.showLogs.click()
    assert asked.args == [Path("logs")]
    page.set_facts(replace(facts, export_folder=Path("out")))
    assert page.form.exportFolder.text() == "out" and page.form.showExport.isEnabled()


def test_a_hosted_account_shows_what_is_left(qtbot: QtBot) -> None:
    page = AccountPage()
    qtbot.addWidget(page)
    page.set_facts(account_facts(HOSTED))
    form = page.form
    assert (form.pagesUsed.text(), form.pagesOf.text(), form.pagesLeft.text()) == (
        "658",
        "of 2,000 used",
        "1,342 left",
    )
    assert form.pagesPeriod.text() == "Starts again on 1 May"
    assert form.limitSize.text() == "50 MB"
    assert not form.changePlan.isHidden()
    page.set_facts(account_facts(HOSTED.model_copy(update={"pages_used": 2000, "pages_left": 0})))
    assert form.pagesNote.text().startswith("All pages of this month are used")


def test_this_computer_has_no_plan_to_change(qtbot: QtBot) -> None:
    page = AccountPage()
    qtbot.addWidget(page)
    local = HOSTED.model_copy(
        update={"plan": PlanName.LOCAL, "email": None, "pages_limit": None, "pages_left": None}
    )
    page.set_facts(account_facts(local))
    assert page.form.whoName.text() == "This computer"
    assert page.form.limitPages.text() == "Unlimited"
    assert page.form.pagesPeriod.text() == "April 2024"
    for hosted_only in (page.form.changePlan, page.form.billing, page.form.signOut, page.form.pagesBarSlot):
        assert hosted_only.isHidden()


def test_another_account_can_be_switched_to(qtbot: QtBot) -> None:
    page = AccountPage()
    qtbot.addWidget(page)
    page.set_accounts(
        (
            KnownAccount("hosted", "Northgate", "Hosted", False, False),
            KnownAccount("local", "This computer", "Unlimited pages", True, True),
        )
    )
    switches = [b for b in page.form.accountsCard.findChildren(Button) if not b.isHidden()]
    assert [switch.accessibleName() for switch in switches] == ["Switch to Northgate"]
    with qtbot.waitSignal(page.switch_asked) as asked:
        switches[0].click()
    assert asked.args == ["hosted"]


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


@pytest.mark.parametrize(
    ("status", "network", "pages"),
    [
        (SyncStatus(Link.STARTING), NetworkState.STARTING, "Unlimited pages"),
        (SyncStatus(Link.ONLINE), NetworkState.THIS_COMPUTER, "Unlimited pages"),
        (SyncStatus(Link.FAILED), NetworkState.STOPPED, "Unlimited pages"),
        (
            SyncStatus(Link.OFFLINE, 3, account="ellen", pages_left=1342),
            NetworkState.OFFLINE,
            "1,342 pages left",
        ),
        (SyncStatus(Link.ONLINE, account="ellen"), NetworkState.ONLINE, ""),
    ],
)
def test_the_strip_in_its_own_words(status: SyncStatus, network: NetworkState, pages: str) -> None:
    told = strip_status(status)
    assert (told.network, told.pages, told.pending) == (network, pages, status.pending)
