"""The pictures: each shows something, nothing in it is cut off or faint, and everything in it has a name, a
role and a key."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from ingestio_desktop import language, sentences
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


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_light_picture_shows_something_and_all_of_it_can_be_read(theme: Theme, screen: Screen) -> None:
    picture, flaws = take(screen)
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
    """German, whose words are longer, between marks that nobody sees."""
    speak(qapp, Language.GERMAN)
    translator = Marking(tuple(language._installed), qapp)
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
def test_in_the_dark_all_can_be_read_and_has_a_name_a_role_and_a_key_and_none_is_left_in_english(
    theme: Theme, screen: Screen
) -> None:
    missing: list[str] = []

    def look(widget: QWidget) -> None:
        if not screen.name.startswith("gallery"):
            missing.extend(f"in English: {text}" for text in unmarked(widget))
            missing.extend(problems(widget))

    theme.set_setting(ThemeSetting.DARK)
    try:
        picture, flaws = take(screen, look)
    finally:
        theme.set_setting(ThemeSetting.LIGHT)
    assert not is_blank(picture)
    assert flaws == []
    assert missing == []
