"""The pictures: each shows something, nothing in it is cut off or faint, and everything in it has a name, a
role and a key."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from ingestio_desktop import sentences
from ingestio_desktop.language import Language, speak, tr
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.accessible import tell_roles
from ingestio_desktop.windows.widgets import Button
from tests.screens.__main__ import all_screens
from tests.screens.reach import problems
from tests.screens.screen import Screen, is_blank, settle_events, take
from tests.screens.spoken import Marking, unmarked
from tests.screens.staging import STAGE

SCREENS = list(all_screens())
NAMES = [screen.name for screen in SCREENS]
BANNERS = ("batches-offline", "batches-signed-out", "batches-stopped")


@pytest.fixture(scope="module", autouse=True)
def open_stage(qapp: QApplication) -> Iterator[None]:
    tell_roles()
    with STAGE.open():
        yield


@pytest.fixture(autouse=True)
def clear_stage(no_thread_left_behind: None) -> Iterator[None]:
    """Before the threads are counted: what a screen stood on is taken down."""
    yield
    STAGE.clear()


def test_every_screen_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("setting", [ThemeSetting.LIGHT, ThemeSetting.DARK])
@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_picture_shows_something_and_all_of_it_can_be_read(
    qapp: QApplication, theme: Theme, setting: ThemeSetting, screen: Screen
) -> None:
    """The dark ones speak German, whose words are longer."""
    speak(qapp, Language.GERMAN if setting is ThemeSetting.DARK else Language.ENGLISH)
    theme.set_setting(setting)
    try:
        picture, flaws = take(screen)
    finally:
        theme.set_setting(ThemeSetting.LIGHT)
        speak(qapp, Language.ENGLISH)
    assert not is_blank(picture)
    assert flaws == []


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen.name in BANNERS])
def test_a_banner_says_all_in_a_small_window(qapp: QApplication, theme: Theme, screen: Screen) -> None:
    speak(qapp, Language.GERMAN)
    try:
        assert take(replace(screen, width=1040, height=680))[1] == []
    finally:
        speak(qapp, Language.ENGLISH)


def test_a_control_without_a_name_or_a_key_is_found(theme: Theme) -> None:
    widget = QWidget()
    column = QVBoxLayout(widget)
    for text in ("", "arrow-left", "Reached", "By mouse only"):
        column.addWidget(QPushButton(text))
    widget.findChildren(QPushButton)[3].setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.show()
    settle_events()
    assert problems(widget) == [
        "QPushButton: no name",
        "QPushButton: named like an icon, 'arrow-left'",
        "QPushButton: Tab does not come to it",
    ]
    widget.close()


def test_a_text_that_is_cut_or_faint_is_found(theme: Theme) -> None:
    widget = QWidget()
    column = QVBoxLayout(widget)
    faint, cut = QLabel("Faint"), QLabel("Longer than the place that it has")
    faint.setStyleSheet("color: #C9D0DA")
    cut.setFixedWidth(40)
    button = Button("Longer than it is wide")
    button.setFixedWidth(40)
    for part in (faint, cut, QLabel("Fine"), button, Button("Fine")):
        column.addWidget(part)
    screen = Screen("flaws", lambda: widget, 300, 200)
    assert [flaw.split(":")[0] for flaw in take(screen)[1]] == ["cut off", "cut button", "faint"]


@pytest.fixture
def marking(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """A language whose texts are the English ones between marks."""
    speak(qapp, Language.GERMAN)
    translator = Marking(qapp)
    qapp.installTranslator(translator)
    sentences.forget()
    yield
    qapp.removeTranslator(translator)
    sentences.forget()
    speak(qapp, Language.ENGLISH)


@pytest.mark.usefixtures("marking")
def test_a_text_that_is_in_no_file_of_a_language_is_found() -> None:
    widget = QWidget()
    # In pieces: what stands whole in these files counts as a sample.
    nobody = " ".join(["Nobody", "translates", "this"])
    widget.setToolTip(nobody)
    widget.setAccessibleName(tr("Close"))
    widget.show()
    assert unmarked(widget) == [nobody]
    widget.close()


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_every_control_has_a_name_a_role_and_a_key_and_no_text_is_left_in_english(screen: Screen) -> None:
    widget = screen.build()
    widget.resize(screen.width, screen.height)
    widget.show()
    settle_events()
    own = not screen.name.startswith("gallery")
    english = unmarked(widget) if own else []
    if screen.settle is not None:
        screen.settle(widget)
        settle_events()
    missing = problems(widget) if own else []
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert missing == []
    assert english == []


def test_the_script_saves_the_pictures_at_both_scales(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.screens", str(tmp_path), "--only", "gallery-buttons"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([*command, "--theme", "light"], env=environment, cwd=root, check=False)
    assert done.returncode == 0
    sizes = {path.name: QImage(str(path)).size().toTuple() for path in tmp_path.glob("*.png")}
    assert sizes == {
        "gallery-buttons-light.png": (1280, 800),
        "gallery-buttons-light@2x.png": (2560, 1600),
    }
