"""Reduced motion: what turns and runs stands still at once, as the person or the system wants it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ingestio_desktop.language import percent
from ingestio_desktop.options import Motion
from ingestio_desktop.theme.motion import ASKED, MotionSetting, SystemMotion
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.windows.widgets import ProgressBar
from ingestio_desktop.windows.widgets.spinner import Spinner


@pytest.fixture
def moving(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.set_motion(MotionSetting.SYSTEM)
    theme.set_system_still(False)


def test_the_theme_knows_each_choice_of_the_settings() -> None:
    assert [setting.value for setting in MotionSetting] == [choice.value for choice in Motion]


def test_the_spinner_stands_still_and_turns_again(qtbot: QtBot, moving: Theme) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    spinner.show()
    assert spinner.turning
    moving.set_motion(MotionSetting.REDUCED)
    assert not spinner.turning
    spinner.hide()
    spinner.show()
    assert not spinner.turning
    moving.set_motion(MotionSetting.FULL)
    assert spinner.turning


def test_a_bar_without_an_end_does_not_run_and_its_number_goes_on(qtbot: QtBot, moving: Theme) -> None:
    moving.set_motion(MotionSetting.REDUCED)
    bar = ProgressBar(height=6)
    qtbot.addWidget(bar)
    bar.show()
    bar.set_value(0, 0)
    assert not bar.running
    middle = bar.grab().toImage().pixelColor(bar.width() // 2, 3)
    assert middle == moving.colours.accent_pale
    bar.set_value(40)
    assert bar.accessibleDescription() == percent(40)
    bar.set_value(0, 0)
    moving.set_motion(MotionSetting.FULL)
    assert bar.running


def test_the_systems_word_counts_while_nothing_else_is_chosen(qtbot: QtBot, moving: Theme) -> None:
    moving.set_system_still(True)
    assert moving.still
    moving.set_motion(MotionSetting.FULL)
    assert not moving.still
    with qtbot.waitSignal(moving.motion_changed):
        moving.set_motion(MotionSetting.SYSTEM)
    assert moving.still


def test_menus_do_not_slide_where_motion_is_unwanted(qapp: QApplication, moving: Theme) -> None:
    effect = Qt.UIEffect.UI_AnimateMenu
    before = QApplication.isEffectEnabled(effect)
    moving.set_motion(MotionSetting.REDUCED)
    assert not QApplication.isEffectEnabled(effect)
    moving.set_motion(MotionSetting.FULL)
    assert QApplication.isEffectEnabled(effect) is before


@pytest.mark.skipif(os.name == "nt", reason="the tools that are asked are those of Linux and macOS")
@pytest.mark.parametrize("platform", list(ASKED))
def test_the_systems_own_tool_is_asked_when_the_window_comes_to_the_front(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    (program, *_), answer = ASKED[platform]
    tool = tmp_path / program
    parent = QObject()
    motion = SystemMotion(parent, platform)
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    for said, still in ((answer, True), ("anything else", False)):
        tool.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
        tool.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        with qtbot.waitSignal(motion.told) as told:
            application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        assert told.args == [still]


def test_a_system_that_tells_nothing_changes_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    parent = QObject()
    motion = SystemMotion(parent, "linux")
    with qtbot.assertNotEmitted(motion.told):
        motion.ask()
