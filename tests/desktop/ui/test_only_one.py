"""One window for one data folder, and what stands in the window when it can't have it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ingestio_core.errors import IngestError, MachineError
from ingestio_desktop.__main__ import Launcher
from ingestio_desktop.windows.only_one import OnlyWindow
from ingestio_desktop.windows.starting import StartingPage


def test_the_second_is_refused_and_the_first_is_called(qtbot: QtBot, tmp_path: Path) -> None:
    called: list[bool] = []
    first = OnlyWindow(tmp_path / "data", lambda: called.append(True))
    second = OnlyWindow(tmp_path / "data", lambda: None)
    assert not second.call_other(), "nobody is there yet"
    assert not (tmp_path / "data").exists()
    first.claim()
    first.claim()
    assert second.call_other() and not first.call_other()
    qtbot.waitUntil(lambda: called != [])
    with pytest.raises(IngestError) as refused:
        second.claim()
    assert refused.value.code == "window_open"
    first.release()
    second.claim()
    second.release()


def test_a_data_folder_that_is_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.write_text("a letter")
    only = OnlyWindow(place, lambda: None)
    with pytest.raises(MachineError) as refused:
        only.claim()
    assert refused.value.code == "data_folder_unusable"
    assert str(place) in refused.value.message and "Errno" not in refused.value.message


@pytest.mark.parametrize("kind", ["file", "taken", "log"])
def test_the_window_says_why_it_cannot_have_the_folder_and_tries_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "data"
    other = OnlyWindow(place, lambda: None)
    if kind == "file":
        place.write_text("a letter")
        title = "The data folder can’t be used"
    elif kind == "taken":
        other.claim()
        title = "IngestIO is open already"
    else:
        place.mkdir()
        (place / "logs").write_text("no folder")
        title = "The data folder can’t be used"
    launcher = Launcher(qapp, place)
    qtbot.addWidget(launcher.shell)
    launcher.shell.show_page("new")
    launcher.shell.show()
    launcher.start()

    def said() -> bool:
        page = launcher.shell.pages.currentWidget()
        assert isinstance(page, StartingPage)
        return title in [label.text() for label in page.findChildren(QLabel)]

    qtbot.waitUntil(said, timeout=20_000)
    launcher.settings.keep_widget_state("a.mark", b"mine")
    launcher.finish()
    if kind == "taken":
        assert not (place / "settings.json").exists(), "they are the other window's"
    other.release()
