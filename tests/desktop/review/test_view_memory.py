"""How the pages were looked at last comes back with the next start."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.windows.review.page_fit import Fit
from ingestio_desktop.windows.review.pages_pane import PagesPane
from ingestio_desktop.windows.review.view_memory import ViewMemory

pytestmark = pytest.mark.usefixtures("theme")


def opened(qtbot: QtBot, place: Path) -> tuple[PagesPane, SettingsFile]:
    pane, file = PagesPane(), SettingsFile(place)
    qtbot.addWidget(pane)
    ViewMemory(pane, file)
    return pane, file


def test_what_was_chosen_is_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    pane, file = opened(qtbot, place)
    assert (pane.page.boxes_shown, pane.thumbnails_shown, pane.page.fitted) == (True, True, Fit.WIDTH)
    pane.tools.toggle_boxes()
    pane.show_thumbnails(shown=False)
    pane.page.fit_page()
    file.save()
    again, _ = opened(qtbot, place)
    assert (again.page.boxes_shown, again.thumbnails_shown, again.page.fitted) == (False, False, Fit.PAGE)


@pytest.mark.parametrize("kept", [b"no json", b"[]", b'{"boxes": 3, "fit": "other"}'])
def test_what_is_damaged_is_no_obstacle(qtbot: QtBot, tmp_path: Path, kept: bytes) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.keep_widget_state("review.view", kept)
    file.save()
    pane, _ = opened(qtbot, tmp_path / "settings.json")
    assert (pane.page.boxes_shown, pane.thumbnails_shown, pane.page.fitted) == (True, True, Fit.WIDTH)
