"""The settings, section by section, and the dialog of a watched folder."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ingestio_desktop.options import AfterIntake
from ingestio_desktop.windows.keys import current_keys
from ingestio_desktop.windows.settings.folder_dialog import FolderDialog
from ingestio_desktop.windows.settings_page import SettingsPage
from tests.screens.screen import Screen
from tests.screens.screens_shell import shell
from tests.screens.settings_samples import settings_page
from tests.support.preferences import FOLDERS


def _settings(section: str, page: SettingsPage | None = None, **chosen: object) -> QWidget:
    """The settings, from one section on."""
    window = shell("batches")
    page = page or settings_page(**chosen)
    window.add_page("settings", "Settings", "settings", lambda: page)
    window.show_page("settings")
    page.show_section(section)
    return window


def _searched_settings() -> QWidget:
    page = settings_page()
    window = _settings("general", page)
    page.search.setText("proxy")
    page.search.searched.emit("proxy")
    return window


def _wrong_settings() -> QWidget:
    """What is typed wrong says so at once."""
    proxy = {"mode": "manual", "url": "http://proxy.example.com:3128", "user": "me"}
    page = settings_page(proxy=proxy, upload_limit_kbps=500)
    window = _settings("network", page)
    for field, text in ((page.server.address, "http://ingest.example.com"), (page.speed.speed, "none")):
        field.setText(text)
        field.textEdited.emit(text)
    return window


def _watching_a_folder() -> QWidget:
    page = settings_page(watched=())
    assert page.preferences is not None
    return FolderDialog(
        page.folders._presenter, page.preferences, FOLDERS[1].model_copy(update={"after": AfterIntake.MOVE})
    )


def _keys(act: Callable[[SettingsPage], object] = lambda page: None) -> QWidget:
    """The keys, one of which the person has changed."""
    current_keys().set_own({"review.confirm": "F9", "review.rotate": ""})
    page = settings_page()
    window = _settings("keyboard", page)
    # The screens after this one have the keys of the list.
    window.destroyed.connect(lambda: QTimer.singleShot(0, lambda: current_keys().set_own({})))
    act(page)
    return window


def _asked(page: SettingsPage) -> None:
    row = page.keyboard.rows()["review.next_to_check"]
    row.key.begin()
    row.key.recorded.emit("F2")


def screens() -> Iterator[Screen]:
    yield Screen("settings-keyboard", _keys)
    yield Screen("settings-keyboard-taken", lambda: _keys(_asked))
    yield Screen("settings-watched", lambda: _settings("watched"))
    yield Screen("settings-watched-none", lambda: _settings("watched", watched=()))
    yield Screen("settings-network", lambda: _settings("network", upload_limit_kbps=500))
    yield Screen("settings-wrong", _wrong_settings)
    yield Screen("settings-storage", lambda: _settings("storage"))
    yield Screen("settings-searched", _searched_settings)
    yield Screen("settings-folder", _watching_a_folder)
