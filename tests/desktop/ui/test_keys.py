"""The registry of keys: one list, the person's own keys, and bindings that follow them."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ingestio_desktop.windows.account_page import AccountPage
from ingestio_desktop.windows.actions import ActionRegistry, screen_keys
from ingestio_desktop.windows.key_list import KEYED_ACTIONS, SCREENS
from ingestio_desktop.windows.key_names import canonical, key_of_event, types_text, variants
from ingestio_desktop.windows.keys import BoundKeys, bind_keys, current_keys, is_key, is_taken, key_of
from ingestio_desktop.windows.outbox_list import OutboxList
from ingestio_desktop.windows.sidebar import FindHint
from ingestio_desktop.windows.widgets.buttons import Button, IconButton
from ingestio_desktop.windows.widgets.keycap import KeyHint

pytestmark = pytest.mark.usefixtures("theme")

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    """Every test begins and ends with the keys of the list."""
    current_keys().set_own({})
    yield
    current_keys().set_own({})


def pressed(key: int, modifiers: Qt.KeyboardModifier = NONE, text: str = "", scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, 0, 0, text)


class Screen(QWidget):
    """Some actions of the review over a text field, bound as a screen does it."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.button = Button("Save", action="review.save", show_key=True)
        QVBoxLayout(self).addWidget(self.line)
        self.done: list[str] = []
        names = ("save", "next", "zoom_in", "fit", "confirm")
        acts = {f"review.{name}": lambda name=name: self.done.append(name) for name in names}
        self.keys: BoundKeys = bind_keys(
            self,
            {
                **acts,
                "review.reading": lambda n: self.done.append(f"reading {n}"),
                "batch.review": self.review,
            },
        )

    def review(self) -> None:
        self.done.append("review")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.handle(event):
            super().keyPressEvent(event)


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    screen = Screen()
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.line.setFocus()
    return screen


def test_the_list_has_each_action_once_and_no_key_twice() -> None:
    assert [name for name, count in Counter(action.id for action in KEYED_ACTIONS).items() if count > 1] == []
    assert {action.screen for action in KEYED_ACTIONS} == set(SCREENS)
    for action in KEYED_ACTIONS:
        for key in (action.key, *action.also):
            assert canonical(key) == key, action.id
        if not action.fixed:
            assert current_keys().conflicts(action.id, action.key) == (), action.id
            assert current_keys().problem(action.id, action.key) == "", action.id


def test_one_writing_for_each_key() -> None:
    assert canonical("ctrl+return") == canonical("Ctrl+Enter") == "Ctrl+Enter"
    assert canonical("Alt+1…9") == "Alt+1…9"
    assert [canonical(text) for text in ("", "nothing", "Ctrl+K, Ctrl+C")] == ["", "", ""]
    assert (
        key_of_event(pressed(Qt.Key.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)) == "Ctrl+Enter"
    )
    assert key_of_event(pressed(Qt.Key.Key_Backtab, SHIFT)) == "Shift+Tab"
    assert key_of_event(pressed(Qt.Key.Key_Control, CONTROL)) == ""


def test_other_keyboards_reach_every_key() -> None:
    assert key_of_event(pressed(Qt.Key.Key_Question, SHIFT, "?")) == "?", "Shift+ß on a German one"
    assert key_of_event(pressed(0x42B, CONTROL, scan=39)) == "Ctrl+S", "Ы is on the key of S"
    assert key_of_event(pressed(0x3A3, CONTROL, scan=39)) == "Ctrl+S", "so is Σ"
    assert "Alt+&" in variants("Alt+1") and "Ctrl+À" in variants("Ctrl+0"), "digits behind Shift in France"
    assert types_text(pressed(Qt.Key.Key_At, CONTROL | ALT, "@")), "AltGr+Q"
    assert not types_text(pressed(Qt.Key.Key_S, CONTROL, "\x13"))


def test_the_persons_keys_count_everywhere_at_once(screen: Screen) -> None:
    button, icon = screen.button, IconButton("save", "Save", action="review.save")
    hint = KeyHint("", "save", action="review.save")
    width = button.sizeHint().width()
    QTest.keyClick(screen.line, Qt.Key.Key_S, CONTROL)
    assert screen.done == ["save"]
    current_keys().set_own({"review.save": "Ctrl+Shift+F12"})
    QTest.keyClick(screen.line, Qt.Key.Key_S, CONTROL)
    assert screen.done == ["save"], "the old key does nothing any more"
    QTest.keyClick(screen.line, Qt.Key.Key_F12, CONTROL | SHIFT)
    assert screen.done == ["save", "save"]
    assert key_of("review.save") == "Ctrl+Shift+F12"
    for tip in (button.toolTip(), icon.toolTip()):
        assert tip == "Save (Ctrl+Shift+F12)"
    assert hint.accessibleName() == "Ctrl+Shift+F12 save" and button.sizeHint().width() > width
    registry = ActionRegistry()
    registry.add(*screen_keys())
    listed = {action.key: action.shortcut for action in registry.of_screen("review")}
    assert listed["review.save"] == "Ctrl+Shift+F12"
    current_keys().set_own({"review.save": ""})
    QTest.keyClick(screen.line, Qt.Key.Key_F12, CONTROL | SHIFT)
    assert len(screen.done) == 2 and button.toolTip() == "Save" and hint.is_empty


def test_pages_and_lists_over_the_window_have_the_persons_keys(qtbot: QtBot) -> None:
    page, host = AccountPage(), QWidget()
    listed, hint = OutboxList(host), FindHint(host)
    for widget in (page, host):
        qtbot.addWidget(widget)
    current_keys().set_own({"account.ask": "F4", "outbox.again": "F4", "find": ""})
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    with qtbot.waitSignal(page.refresh_asked):
        QTest.keyClick(page, Qt.Key.Key_F4)
    tips = (page.refresh.toolTip(), listed.again.toolTip(), listed.discard.toolTip(), hint.toolTip())
    assert tips == (
        "Ask again (F4)",
        "Try again (F4)",
        "Discard my change (Del)",
        "Find a batch, a document or an action",
    )
    page.set_asking(True)
    assert page.refresh.toolTip() == "Asking… (F4)"


def test_text_is_typed_before_a_plain_key_counts(screen: Screen) -> None:
    QTest.keyClicks(screen.line, "r?")
    assert screen.line.text() == "r?" and screen.done == []
    QTest.keyClick(screen, Qt.Key.Key_R)
    assert screen.done == ["review"]


def test_a_held_key_confirms_once_and_goes_on(screen: Screen) -> None:
    for shortcut in screen.findChildren(QShortcut):
        keys = [each.toString() for each in QShortcut.keys(shortcut)]
        assert shortcut.autoRepeat() == any(key in ("Alt+Right", "Ctrl++", "Ctrl+=") for key in keys), keys


def test_nine_keys_are_one_action(screen: Screen) -> None:
    QTest.keyClick(screen.line, Qt.Key.Key_7, ALT)
    QTest.keyClick(screen.line, Qt.Key.Key_Ampersand, ALT)
    current_keys().set_own({"review.reading": "Ctrl+Alt+1…9"})
    QTest.keyClick(screen.line, Qt.Key.Key_7, ALT)
    QTest.keyClick(screen.line, Qt.Key.Key_2, CONTROL | ALT)
    assert screen.done == ["reading 7", "reading 1", "reading 2"]


def test_what_works_beside_a_key_goes_with_it(screen: Screen) -> None:
    QTest.keyClick(screen.line, Qt.Key.Key_Equal, CONTROL)
    current_keys().set_own({"review.zoom_in": "F9"})
    QTest.keyClick(screen.line, Qt.Key.Key_Equal, CONTROL)
    QTest.keyClick(screen.line, Qt.Key.Key_F9)
    assert screen.done == ["zoom_in", "zoom_in"]


def test_conflicts_are_of_the_same_screen_or_of_all(screen: Screen) -> None:
    keys = current_keys()

    def taken(name: str, key: str) -> list[str]:
        return [action.id for action in keys.conflicts(name, key)]

    assert taken("review.save", "Ctrl+E") == ["review.export"]
    assert taken("review.save", "Ctrl+K") == ["find"]
    assert {"review.export", "batch.export", "exports.export"} <= set(taken("find", "Ctrl+E"))
    assert taken("review.save", "Ctrl+Shift+O") == [], "another screen's"
    assert taken("review.save", "Alt+3") == ["review.reading"]
    keys.set_own({"review.export": "Ctrl+G"})
    assert taken("review.save", "Ctrl+E") == [] and taken("review.save", "Ctrl+G") == ["review.export"]


def test_some_keys_are_refused_with_a_reason() -> None:
    problem = current_keys().problem
    assert "typing" in problem("review.save", "S")
    assert "typing" in problem("review.save", "Shift+S")
    assert "moves the focus" in problem("review.save", "Tab")
    assert "copied and pasted" in problem("review.save", "Ctrl+C")
    assert "number from 1 to 9" in problem("review.reading", "Alt+R")
    assert "Paste from a spreadsheet" in problem("review.save", "Ctrl+V") or "pasted" in problem(
        "review.save", "Ctrl+V"
    )
    assert problem("review.next_to_check", "Ins") == "", "a key of widgets may be given to one of theirs"


def test_what_a_file_has_wrong_is_left_out() -> None:
    keys = current_keys()
    keys.set_own(
        {"review.save": "none at all", "review.back": "F3", "gone": "F3", "review.fit": "ctrl+return"}
    )
    assert dict(keys.own) == {"review.fit": "Ctrl+Enter"}


def test_no_key_means_two_things_whatever_a_file_or_a_later_version_says(screen: Screen) -> None:
    keys = current_keys()
    keys.set_own({"review.save": "Ctrl+E", "review.fit": "Ctrl+E", "review.swap": "Alt+Down"})
    assert dict(keys.own) == {"review.save": "Ctrl+E"}, "one of theirs, and none of what can't be changed"
    assert keys.all_of("review.export") == () and keys.of("review.export") == ""
    assert keys.all_of("batch.export") == ("Ctrl+E",), "another screen's"
    assert keys.of("review.fit") == "Ctrl+0"
    keys.set_own({"review.save": "Ctrl+Y"})
    assert keys.all_of("review.redo_edit") == ("Ctrl+Shift+Z",)
    assert keys.all_of("review.export") == ("Ctrl+E",)


def test_widgets_ask_by_the_name_of_the_action() -> None:
    enter = pressed(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert is_key("review.next_to_check", enter)
    assert not is_key("review.next_to_check", pressed(Qt.Key.Key_Return, SHIFT))
    assert is_key("keys", pressed(Qt.Key.Key_Question, SHIFT, "?")) and is_key("keys", pressed(Qt.Key.Key_F1))
    assert is_taken("review", pressed(Qt.Key.Key_Z, CONTROL)) and is_taken(
        "review", pressed(Qt.Key.Key_3, ALT)
    )
    assert not is_taken("review", pressed(Qt.Key.Key_C, CONTROL)), "copying stays the text field's"
    current_keys().set_own({"review.next_to_check": "F8"})
    assert not is_key("review.next_to_check", enter)
    assert is_key("review.next_to_check", pressed(Qt.Key.Key_F8))
