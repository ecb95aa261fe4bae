"""Changing keys in the settings: pressed, told of conflicts, settled, kept, reset."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.windows.keys import current_keys, key_of
from ingestio_desktop.windows.settings.keyboard import KeyboardRow, KeyRow

pytestmark = pytest.mark.usefixtures("theme")

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    current_keys().set_own({})
    yield
    current_keys().set_own({})


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def keyboard(qtbot: QtBot, file: SettingsFile) -> KeyboardRow:
    keyboard = KeyboardRow(SettingsPresenter(file), lambda: None)
    qtbot.addWidget(keyboard)
    keyboard.resize(720, 560)
    with qtbot.waitExposed(keyboard):
        keyboard.show()
    keyboard.activateWindow()
    return keyboard


def press(row: KeyRow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Enter on the key of an action, then the new one."""
    row.key.setFocus()
    if not row.key.recording:
        QTest.keyClick(row.key, Qt.Key.Key_Return)
    QTest.keyClick(row.key, key, modifiers)


def shown(*parts: QWidget) -> list[bool]:
    return [not part.isHidden() for part in parts]


def test_a_pressed_key_counts_at_once_and_is_kept(keyboard: KeyboardRow, file: SettingsFile) -> None:
    row = keyboard.rows()["review.save"]
    assert not keyboard.reset.isEnabled() and row.back.isHidden()
    press(row, Qt.Key.Key_F12, CONTROL)
    assert key_of("review.save") == "Ctrl+F12" and not row.key.recording
    assert row.key.accessibleName() == "Save changes: Ctrl+F12"
    file.save()
    assert json.loads((file._path).read_text())["keys"] == {"review.save": "Ctrl+F12"}
    QTest.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert key_of("review.save") == "Ctrl+S" and row.back.isHidden()
    assert dict(file.settings.keys) == {}


def test_a_key_that_cannot_be_says_why_and_waits(keyboard: KeyboardRow) -> None:
    row = keyboard.rows()["review.save"]
    press(row, Qt.Key.Key_S)
    assert "needed for typing" in row.problem and row.key.recording
    press(row, Qt.Key.Key_Tab)
    assert "moves the focus" in row.problem and row.key.recording
    press(row, Qt.Key.Key_Escape)
    assert row.problem == "" and not row.key.recording and key_of("review.save") == "Ctrl+S"
    press(row, Qt.Key.Key_S)
    keyboard.search.setFocus()
    assert not row.key.recording, "going elsewhere leaves the key as it was"


def test_a_conflict_is_told_and_settled(keyboard: KeyboardRow, file: SettingsFile) -> None:
    row = keyboard.rows()["review.save"]
    press(row, Qt.Key.Key_E, CONTROL)
    assert row.problem == "“Export as…” has these keys already."
    assert shown(row.take, row.swap, row.cancel) == [True, True, True]
    assert key_of("review.save") == "Ctrl+S", "nothing is taken before it is settled"
    QTest.mouseClick(row.swap, Qt.MouseButton.LeftButton)
    assert (key_of("review.save"), key_of("review.export")) == ("Ctrl+E", "Ctrl+S")
    assert shown(row.take, row.swap, row.cancel) == [False, False, False] and row.problem == ""
    other = keyboard.rows()["review.fit"]
    press(other, Qt.Key.Key_S, CONTROL)
    QTest.keyClick(other.take, Qt.Key.Key_Return)
    assert (key_of("review.fit"), key_of("review.export")) == ("Ctrl+S", "")
    assert keyboard.rows()["review.export"].key.accessibleName() == "Export as…: no key"
    QTest.mouseClick(keyboard.reset, Qt.MouseButton.LeftButton)
    assert [key_of(f"review.{name}") for name in ("save", "export", "fit")] == ["Ctrl+S", "Ctrl+E", "Ctrl+0"]
    assert dict(file.settings.keys) == {}


def test_resetting_one_asks_when_its_key_went_elsewhere(keyboard: KeyboardRow) -> None:
    rows = keyboard.rows()
    press(rows["review.save"], Qt.Key.Key_F12)
    press(rows["review.fit"], Qt.Key.Key_S, CONTROL)
    assert key_of("review.fit") == "Ctrl+S"
    QTest.mouseClick(rows["review.save"].back, Qt.MouseButton.LeftButton)
    assert "“Fit the width”" in rows["review.save"].problem and key_of("review.save") == "F12"
    QTest.mouseClick(rows["review.save"].cancel, Qt.MouseButton.LeftButton)
    assert rows["review.save"].problem == ""


def test_a_key_can_be_taken_away(keyboard: KeyboardRow) -> None:
    row = keyboard.rows()["review.delete"]
    QTest.mouseClick(row.none, Qt.MouseButton.LeftButton)
    assert key_of("review.delete") == "" and row.none.isHidden() and not row.back.isHidden()


def test_readings_are_pressed_with_a_number(keyboard: KeyboardRow) -> None:
    row = keyboard.rows()["review.reading"]
    press(row, Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "number from 1 to 9" in row.problem
    press(row, Qt.Key.Key_4, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert key_of("review.reading") == "Ctrl+Alt+1…9"


def test_search_finds_by_words_and_by_keys(keyboard: KeyboardRow) -> None:
    def found(query: str) -> set[str]:
        keyboard.search.setText(query)
        keyboard.search.searched.emit(query)
        return {name for name, row in keyboard.rows().items() if not row.isHidden()}

    assert "review.fit" in found("fit") and "review.save" not in found("fit")
    assert "review.redo_edit" in found("ctrl+shift+z") and "review.undo" not in found("ctrl+shift+z")
    assert found("nothing like it") == set()
    assert len(found("")) > 30


def test_keys_of_another_version_stay_in_the_file(keyboard: KeyboardRow, file: SettingsFile) -> None:
    file.change(keys={"other.version": "Ctrl+F8"})
    press(keyboard.rows()["review.save"], Qt.Key.Key_F12)
    assert dict(file.settings.keys) == {"other.version": "Ctrl+F8", "review.save": "F12"}
