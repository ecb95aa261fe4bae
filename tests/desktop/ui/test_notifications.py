"""Where it is said that a batch has ended, and the list of it by keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.presenters.notifications import Announcement
from ingestio_desktop.store.rows import NotificationRow
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.announcer import Announcer
from ingestio_desktop.windows.notifications_list import NotificationsList
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.tray import Tray, tray_of
from ingestio_desktop.windows.widgets.strip import StripItem
from tests.desktop.ui.test_shell import Memory

pytestmark = pytest.mark.usefixtures("theme")


class Messages:
    """A desktop that shows messages, or none."""

    def __init__(self, there: bool) -> None:
        self.there = there
        self.shown: list[tuple[str, Tone]] = []
        self.clicked: Callable[[], object] | None = None

    def available(self) -> bool:
        return self.there

    def show(self, title: str, text: str, tone: Tone, clicked: Callable[[], object]) -> None:
        self.shown.append((text, tone))
        self.clicked = clicked


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[Shell]:
    window = Shell(Memory())
    window.add_page("batches", "Batches", "layers", QWidget)
    window.show_page("batches")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window


def rows(count: int, read: bool = False) -> list[NotificationRow]:
    now = datetime.now(UTC)
    return [
        NotificationRow(uuid4(), uuid4(), f"Batch {number}", BatchStatus.COMPLETED, 2, 2, 0, now, read=read)
        for number in range(count)
    ]


SAID = Announcement("“March” is done: 2 documents read", Tone.OK, uuid4())


def elsewhere(qtbot: QtBot) -> QWidget:
    """Another program's window, in front."""
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    return other


def test_whoever_works_in_the_window_is_told_in_it(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitActive(shell):
        shell.activateWindow()
    messages, followed = Messages(there=True), []
    Announcer(shell, messages).announce(SAID, lambda: followed.append(SAID.batch_id))
    assert shell.toast.isVisible() and shell.toast.accessibleName() == SAID.text and messages.shown == []
    shell.toast._undo.click()
    assert followed == [SAID.batch_id] and not shell.toast.isVisible()


def test_whoever_is_elsewhere_is_told_on_the_desktop(shell: Shell, qtbot: QtBot) -> None:
    other = elsewhere(qtbot)
    messages, followed = Messages(there=True), []
    shell.showMinimized()
    Announcer(shell, messages).announce(SAID, lambda: followed.append(SAID.batch_id))
    assert messages.shown == [(SAID.text, Tone.OK)] and not shell.toast.isVisible()
    other.close()
    assert messages.clicked is not None
    messages.clicked()
    assert followed == [SAID.batch_id]
    assert shell.isVisible() and not shell.isMinimized()


def test_without_a_tray_the_window_says_it(shell: Shell, qtbot: QtBot) -> None:
    elsewhere(qtbot)
    messages = Messages(there=False)
    Announcer(shell, messages).announce(SAID, lambda: None)
    assert shell.toast.isVisible() and messages.shown == []


def test_a_message_of_the_tray_leads_on_once(shell: Shell) -> None:
    tray, followed = Tray(shell), []
    tray.show("IngestIO", SAID.text, Tone.WARN, lambda: followed.append(1))
    tray.icon.messageClicked.emit()
    tray.icon.messageClicked.emit()
    assert followed == [1]
    tray.show("IngestIO", SAID.text, Tone.OK, lambda: followed.append(2))
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert followed == [1], "its menu was opened"
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert followed == [1, 2]


def test_whoever_wants_no_messages_is_told_in_the_window(shell: Shell, qtbot: QtBot) -> None:
    elsewhere(qtbot)
    messages = Messages(there=True)
    Announcer(shell, messages, lambda: False).announce(SAID, lambda: None)
    assert messages.shown == [] and shell.toast.isVisible()


def test_the_tray_opens_pauses_and_begins(shell: Shell, qtbot: QtBot) -> None:
    tray, asked, begun = Tray(shell), [], []
    tray.pause_asked.connect(asked.append)
    tray.new_asked.connect(lambda: begun.append(1))
    assert not tray.pause.isEnabled(), "nothing is on its way"
    tray.show_uploads(3, 1)
    assert "3" in tray.pause.text()
    tray.pause.trigger()
    tray.show_uploads(0, 4)
    assert tray.pause.text() == "Resume uploads"
    tray.pause.trigger()
    assert asked == [True, False]
    shell.showMinimized()
    tray.open.trigger()
    assert not shell.isMinimized() and shell.isVisible()
    tray.new.trigger()
    assert begun == [1]
    assert tray_of(shell, lambda: False) is tray


def test_a_window_is_closed_into_the_tray_where_that_is_wanted(shell: Shell, qtbot: QtBot) -> None:
    wanted = [False]
    tray = Tray(shell, lambda: wanted[0])
    wanted[0] = True
    handle = shell.windowHandle()
    assert handle is not None
    if not tray.icon.isVisible():
        handle.close()
        assert not shell.isVisible(), "there is no tray to go into"
        shell.show()
        tray.icon.setVisible(True)
    handle.close()
    assert not shell.isVisible()
    shell.show()
    assert shell.close(), "Quit ends it"


def test_the_strip_says_how_many_are_new(shell: Shell, qtbot: QtBot) -> None:
    bell = next(item for item in shell.strip.findChildren(StripItem) if item.text() == "Notifications")
    assert not bell.isVisible(), "nothing is known before the flows are there"
    shell.strip.set_unread(0)
    assert bell.isVisible() and bell.accessibleName() == "Notifications"
    shell.strip.set_unread(1)
    assert bell.text() == bell.accessibleName() == "1 new notification"
    shell.strip.set_unread(1_200)
    assert bell.text() == "1,200 new notifications"
    with qtbot.waitSignal(shell.strip.notifications_asked):
        bell.click()


def test_the_list_by_keys(shell: Shell, qtbot: QtBot) -> None:
    opened: list[UUID] = []
    watched: list[bool] = []
    page = NotificationsList(shell)
    page.opened.connect(opened.append)
    page.watched.connect(watched.append)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    page.open_list()
    assert watched == [True] and page.hasFocus(), "nothing is there yet"
    some = rows(3)
    page.set_rows(some)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    newer = [*rows(2), *some]
    page.set_rows(newer)
    assert page.list.current_row() == some[1] and page.rows.rowCount() == 3, "nothing moves meanwhile"
    page.set_rows([*newer[:2], *some[1:]])
    assert page.list.current_row() == some[1] and page.rows.rowCount() == 2
    with qtbot.waitSignal(page.all_read_asked):
        page.all_read.click()
    page.set_rows([replace(row, read=True) for row in some])
    assert not page.all_read.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened == [some[1].batch_id] and not page.isVisible() and watched == [True, False]
    page.open_list()
    page.set_rows(newer)
    assert page.rows.rowCount() == 5
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert not page.isVisible() and len(opened) == 1
