"""Small screens: the window is no larger than the screen, and what has no room is scrolled to."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ingestio_desktop.windows.account_dialogs import AccountDialog
from ingestio_desktop.windows.fitting import Fitting, Scrolled, fit_into
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.widgets import Button
from ingestio_desktop.windows.widgets.segmented import Choice, Look, Segmented
from tests.screens.screen import settle_events

pytestmark = pytest.mark.usefixtures("theme")
LEAST, FRAME = QSize(800, 600), QSize(16, 40)


class Memory:
    def widget_state(self, name: str) -> bytes | None:
        return None

    def keep_widget_state(self, name: str, state: bytes) -> None:
        """Nothing is kept."""


def needy() -> QWidget:
    """Needs more than a small window has; its button stands at its end."""
    page = QWidget()
    column = QVBoxLayout(page)
    label = QLabel("Wide and high")
    label.setMinimumSize(900, 700)
    column.addWidget(label)
    column.addWidget(Button("At the end"))
    return page


def modest() -> QWidget:
    page = QWidget()
    QVBoxLayout(page).addWidget(Button("Alone"))
    return page


def shown(qtbot: QtBot, width: int, height: int) -> Shell:
    shell = Shell(Memory())
    qtbot.addWidget(shell)
    shell.add_page("needy", "Needy", "layers", needy)
    shell.add_page("modest", "Modest", "layers", modest)
    shell.setMinimumSize(320, 240)
    shell.resize(width, height)
    shell.show()
    return shell


def test_a_window_is_made_as_small_as_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(LEAST)
    window.setGeometry(200, 100, 1280, 800)
    room = QRect(0, 20, 720, 430)
    fit_into(window, room, LEAST, FRAME)
    assert window.size() == QSize(704, 390)
    assert window.pos() == room.topLeft()
    assert window.minimumSize() == window.size()


def test_a_window_that_has_room_stays_as_it_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(200, 100, 1000, 700)
    fit_into(window, QRect(0, 0, 1920, 1040), LEAST, FRAME)
    assert window.geometry() == QRect(200, 100, 1000, 700)
    assert window.minimumSize() == LEAST


def test_the_shell_is_shown_within_its_screen(qtbot: QtBot) -> None:
    shell = Shell(Memory())
    qtbot.addWidget(shell)
    shell.resize(4000, 3000)
    shell.show_on_screen()
    free = QGuiApplication.primaryScreen().availableGeometry().size()
    assert shell.size() == free - FRAME
    shell.setMinimumSize(320, 240)
    shell.windowHandle().screenChanged.emit(QGuiApplication.primaryScreen())
    assert shell.minimumSize() == LEAST.boundedTo(free - FRAME)


def test_keys_scroll_to_what_a_small_window_has_no_room_for(qtbot: QtBot) -> None:
    shell = shown(qtbot, 600, 400)
    page = shell.show_page("needy")
    settle_events()
    button = page.findChildren(Button)[0]
    assert button.size() == button.sizeHint()
    assert button.visibleRegion().boundingRect() == button.rect()
    shell.show_page("modest")
    settle_events()
    assert shell.pages.pos() == QPoint(0, 0)
    shell.show_page("needy")
    shell.side_bar.first_focus().setFocus()
    shell.findChildren(Fitting)[0].verticalScrollBar().setValue(0)
    settle_events()
    assert button.visibleRegion().isEmpty()
    shell.activateWindow()
    while not button.hasFocus():
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle_events()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_a_page_does_not_scroll_for_another_or_for_room_that_there_is(qtbot: QtBot) -> None:
    shell = shown(qtbot, 600, 400)
    shell.show_page("needy")
    settle_events()
    small = shell.pages.parentWidget().size()
    assert shell.pages.width() > small.width()
    shell.show_page("modest")
    settle_events()
    assert shell.pages.size() == shell.pages.parentWidget().size()
    shell.show_page("needy")
    shell.resize(1280, 900)
    settle_events()
    assert shell.pages.size() == shell.pages.parentWidget().size()


def test_the_buttons_of_a_dialog_stay_in_sight_below_what_is_scrolled(qtbot: QtBot) -> None:
    dialog, content, button = QDialog(), QWidget(), Button("Done")
    qtbot.addWidget(dialog)
    label = QLabel("High")
    label.setMinimumHeight(500)
    QVBoxLayout(content).addWidget(label)
    column = QVBoxLayout(dialog)
    column.addWidget(Scrolled(content), 1)
    column.addWidget(button)
    assert dialog.sizeHint().height() > 500
    dialog.resize(400, 200)
    dialog.show()
    settle_events()
    assert dialog.height() == 200
    assert label.height() >= 500
    assert button.visibleRegion().boundingRect() == button.rect()


def test_an_account_dialog_grows_with_what_went_wrong_and_with_its_buttons(qtbot: QtBot) -> None:
    dialog = AccountDialog(None, "Sign in", "Some words.")
    qtbot.addWidget(dialog)
    buttons = [Button("A rather long button") for _ in range(4)]
    for button in buttons:
        dialog.add_button(button)
    dialog.show()
    settle_events()
    before = dialog.height()
    assert all(button.width() == button.sizeHint().width() for button in buttons)
    dialog.set_failure("A sentence that needs more than one line. " * 4)
    settle_events()
    assert dialog.height() > before
    assert dialog.failure.visibleRegion().boundingRect() == dialog.failure.rect()


def test_pills_go_on_in_the_next_line_and_can_be_clicked_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pills = Segmented([Choice(key, f"Choice {key}") for key in "abcd"], "Choices", Look.PILLS)
    row = QHBoxLayout()
    row.addWidget(pills)
    row.addStretch()
    column = QVBoxLayout(window)
    column.addLayout(row)
    column.addStretch()
    window.resize(pills.sizeHint().width() + 60, 200)
    window.show()
    settle_events()
    assert pills.size() == pills.sizeHint()
    window.resize(pills.sizeHint().width() - 40, 200)
    settle_events()
    assert pills.height() > 2 * pills.sizeHint().height()
    QTest.mouseClick(pills, Qt.MouseButton.LeftButton, pos=QPoint(10, pills.height() - 10))
    assert pills.current == "d"
