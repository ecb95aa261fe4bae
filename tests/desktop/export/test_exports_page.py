"""The page of what was exported: what it shows and what it asks for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.exports import Export, ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.presenters.export_history import export_line, link_line
from ingestio_desktop.store.rows import ExportRow
from ingestio_desktop.theme.words import ExportState, StateWord
from ingestio_desktop.windows.exports import ExportsPage
from ingestio_desktop.windows.exports.rows import Day, DayLine, day_of

pytestmark = pytest.mark.usefixtures("theme")
NOW = datetime.now(UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier


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


def titles(page: ExportsPage) -> list[str]:
    """What stands in the rows, headings too."""
    return [line.title if isinstance(line, DayLine) else line.path.name for line in page.rows.shown_rows()]


def test_exports_are_listed_by_day_searched_and_filtered(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.set_lines(())
    assert page._stack.currentWidget() is page._none
    csv = row(2, format=ExportFormat.CSV, path=Path("datev.csv"), rows="line_items")
    old = row(3, created_at=NOW - timedelta(days=40))
    yesterday = row(4, created_at=NOW - timedelta(days=1))
    page.set_lines([export_line(each) for each in (row(1, created_at=NOW), csv, yesterday, old)])
    csv_day = DayLine(day_of(csv.created_at)).title
    assert page._stack.currentWidget() is page._list
    assert [title for title in titles(page) if "." not in title] == ["Today", "Yesterday", "Earlier"]
    assert titles(page)[-2:] == ["Earlier", "March 3.xlsx"]
    with qtbot.waitSignal(page.formats.chosen):
        for _ in range(2):
            qtbot.keyClick(page.formats, Qt.Key.Key_Right)
    assert titles(page) == [csv_day, "datev.csv"]
    assert page.rows.shown_lines()[0].shape == "By line item"
    with qtbot.waitSignal(page.search.searched):
        page.search.setText("nothing like it")
    assert page._stack.currentWidget() is page._no_match
    page._clear_search()
    assert len(page.rows.shown_lines()) == 4
    file = [column.key for column in page.rows.columns].index("file")
    page.table.header_clicked(file)
    assert titles(page) == ["datev.csv", "March 1.xlsx", "March 3.xlsx", "March 4.xlsx"]


def test_days_turn_round_with_the_order(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.set_lines([export_line(row(1, created_at=NOW)), export_line(row(2, created_at=NOW - timedelta(40)))])
    page.rows.resort("written", False)
    assert titles(page) == ["Earlier", "March 2.xlsx", "Today", "March 1.xlsx"]


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
    page.set_lines([export_line(row(1, created_at=NOW))])
    running = row(2, status=ExportStatus.WRITING, done=6, row_count=None, created_at=NOW)
    page.update_line(export_line(running))
    first = page.rows.shown_lines()[0]
    assert first.running and first.percent == 60
    assert [action.key for action in page.table.row_actions(first)] == ["cancel"]
    with qtbot.waitSignal(page.cancel_asked) as asked:
        page.table.action_asked.emit("cancel", first.key)
    assert asked.args == [str(UUID(int=2))]
    page.update_line(export_line(replace(running, status=ExportStatus.SAVED, done=10, row_count=9)))
    assert {line.rows for line in page.rows.lines} == {9, 62}
    page.remove_line(str(UUID(int=1)))
    assert len(page.rows.lines) == 1


def test_keys_of_the_export_list(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.show()
    page.set_lines(
        [export_line(row(1, repeatable=True, created_at=NOW)), export_line(row(2, created_at=NOW))]
    )
    page.table.setFocus()
    qtbot.waitUntil(lambda: page.table.current_row() is not None)
    # The heading above it can't be gone to.
    focused = page.table.current_row()
    assert focused == page.rows.shown_lines()[0] and page.table.currentIndex().row() == 1
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.table.currentIndex().row() == 1
    page.table.focus_key(str(UUID(int=1)))
    with qtbot.waitSignal(page.open_asked) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [Path("exports") / "March 1.xlsx"]
    with qtbot.waitSignal(page.again_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_R, CONTROL)
    with qtbot.waitSignal(page.folder_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == str(Path("exports") / "March 1.xlsx")
    with qtbot.waitSignal(page.export_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_E, CONTROL)
    with qtbot.waitSignal(page.remove_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.remove_line(str(UUID(int=1)))
    left = page.table.current_row()
    assert left == page.rows.lines[0]


def test_a_file_that_is_gone_is_made_again(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    gone = export_line(row(1, missing=True, repeatable=True))
    page.set_lines([gone])
    assert gone.state is ExportState.MOVED and not gone.usable
    assert [action.key for action in page.table.row_actions(gone)] == ["again", "menu"]
    with qtbot.waitSignal(page.again_asked) as asked:
        page.table.opened.emit(gone.key)
    assert asked.args == [gone.key]


def test_the_menu_says_how_many_documents_changed_since(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    line = export_line(row(1, repeatable=True, changed=12))
    assert isinstance(line.state, StateWord) and line.state.word == "Saved, 12 changed since"
    page.set_lines([line])
    page._open_menu(line.key, page.pos())
    menu = page.findChild(QMenu)
    assert menu is not None
    entries = {action.text().split("\t")[0]: action.isEnabled() for action in menu.actions() if action.text()}
    assert entries.pop("Run again, 12 documents changed since")
    assert entries == dict.fromkeys(("Open", "Show in folder", "Copy path", "Remove from the list"), True)
    menu.close()


def test_failed_exports_say_what_became_of_them() -> None:
    full = ErrorInfo(code="disk_full", title="The disk is full", message="Free some space.")
    other = ErrorInfo(code="file_in_use", title="The file is open elsewhere", message="Close it.")
    assert export_line(row(1, status=ExportStatus.FAILED, error=full)).state is ExportState.DISK_FULL
    failed = export_line(row(1, status=ExportStatus.FAILED, error=other))
    assert isinstance(failed.state, StateWord) and failed.state.word == "The file is open elsewhere"
    assert failed.tip == "The file is open elsewhere. Close it."
    added = export_line(row(1, added=12)).state
    assert isinstance(added, StateWord) and added.word == "Saved, 12 rows added"
    waiting = export_line(row(1, status=ExportStatus.WRITING, queued=True)).state
    assert isinstance(waiting, StateWord) and waiting.word == "Waiting"


@pytest.mark.parametrize(
    ("kept", "word", "saved"),
    [
        (timedelta(days=5, hours=2), "Link for 6 more days", True),
        (-timedelta(hours=1), "Link expired", False),
    ],
)
def test_files_of_the_service_say_how_long_they_live(kept: timedelta, word: str, saved: bool) -> None:
    export = Export(
        id=UUID(int=9),
        format=ExportFormat.JSON,
        rows="documents",
        status=ExportStatus.SAVED,
        filename="utilities-q1.json",
        row_count=134,
        created_at=NOW,
        kept_until=NOW + kept,
        download_url="https://files.example/1",
    )
    line = link_line(export, NOW)
    state = line.state
    assert (state.word if isinstance(state, StateWord) else word) == word
    assert line.saved is saved and line.hosted and not line.usable
    assert (line.link is not None) is saved


def test_a_file_of_the_service_is_fetched_and_its_link_copied(qtbot: QtBot) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.show()
    export = Export(
        id=UUID(int=9),
        format=ExportFormat.CSV,
        rows="line_items",
        status=ExportStatus.SAVED,
        filename="march.csv",
        created_at=NOW,
        kept_until=NOW + timedelta(days=2),
        download_url="https://files.example/1",
    )
    line = link_line(export, NOW)
    page.set_lines([line])
    page.table.setFocus()
    page.table.focus_key(line.key)
    with qtbot.waitSignal(page.download_asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [line.key]
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "https://files.example/1"
    # It is the service's: the list can't forget it.
    with qtbot.assertNotEmitted(page.remove_asked):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)


def test_days_are_those_of_the_person() -> None:
    today = NOW.astimezone().date()
    assert day_of(NOW, today) is Day.TODAY
    assert day_of(NOW - timedelta(days=1), today) is Day.YESTERDAY
    assert day_of(NOW - timedelta(days=2), today) is Day.EARLIER


@pytest.mark.parametrize(
    ("parts", "said"),
    [(("home", "wren", "Documents"), "wren / Documents"), (("root",), "root"), ((), Path("/").anchor)],
)
def test_the_folder_is_named_by_its_last_parts(qtbot: QtBot, parts: tuple[str, ...], said: str) -> None:
    page = ExportsPage()
    qtbot.addWidget(page)
    page.set_folder(Path("/").joinpath(*parts))
    assert page.folder.text() == said
