"""The pictures: each one shows something, no label is cut off, and everything can be reached and named."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollBar, QWidget

from ingestio_desktop.language import Language, speak, tr
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from tests.screens.__main__ import all_screens
from tests.screens.screen import Screen, is_blank, settle_events, take
from tests.screens.spoken import Marking, unmarked
from tests.screens.staging import STAGE

SCREENS = list(all_screens())
NAMES = [screen.name for screen in SCREENS]


@pytest.fixture(scope="module", autouse=True)
def open_stage(qapp: QApplication) -> Iterator[None]:
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
def test_a_picture_shows_something_and_cuts_nothing(
    theme: Theme, setting: ThemeSetting, screen: Screen
) -> None:
    theme.set_setting(setting)
    try:
        picture, cut = take(screen)
    finally:
        theme.set_setting(ThemeSetting.LIGHT)
    assert not is_blank(picture)
    assert cut == []


@pytest.fixture
def marking(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """A language whose texts are the English ones between marks."""
    speak(qapp, Language.GERMAN)
    translator = Marking(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
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
def test_what_takes_the_focus_has_a_name_and_no_text_is_left_in_english(screen: Screen) -> None:
    widget = screen.build()
    widget.resize(screen.width, screen.height)
    widget.show()
    settle_events()
    english = [] if screen.name.startswith("gallery") else unmarked(widget)
    nameless = [
        type(child).__name__
        for child in widget.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and not _named(child)
    ]
    widget.close()
    widget.deleteLater()
    assert nameless == []
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


def _named(widget: QWidget) -> bool:
    # Qt's own parts are named by what holds them.
    inner = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return inner or bool(widget.accessibleName() or text or widget.windowTitle())
