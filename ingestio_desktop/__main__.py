"""`python -m ingestio_desktop`: show the window first, then start everything else behind it."""

import argparse
import logging
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ingestio_client.paths import data_folder
from ingestio_core.errors import IngestError
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.language import Language, speak
from ingestio_desktop.settings import Appearance, SettingsFile
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.first_start import FirstStartPage
from ingestio_desktop.windows.only_one import OnlyWindow
from ingestio_desktop.windows.places import add_places, set_place
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.sidebar import STARTING, AccountLine
from ingestio_desktop.windows.starting import StartingPage
from ingestio_desktop.windows.widgets import NetworkState, StripStatus

if TYPE_CHECKING:
    from ingestio_desktop.app import Application, Flows
    from ingestio_desktop.windows.desk import Desk

log = logging.getLogger("ingestio_desktop")

_WELCOME: Final = "welcome"
_CHOSEN: Final = "account.chosen"
_SAVE_MS: Final = 300


class Launcher(QObject):
    """Owns the window and starts what is below it, once the window stands."""

    ready = Signal(object)
    refused = Signal(object)
    settings_changed = Signal()

    def __init__(self, application: QApplication, data: Path) -> None:
        super().__init__(application)
        CollectorTimer(self)
        self.data = data
        self.settings = SettingsFile(data / "settings.json", self.settings_changed.emit)
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self._save_soon)
        self.settings_changed.connect(self._saving.start)
        speak(application, Language.SYSTEM)
        self.theme = Theme(application, ThemeSetting(self.settings.settings.appearance.value))
        self.shell = Shell(self.settings)
        self._only = OnlyWindow(data, self._called, self)
        self._application: Application | None = None
        self._desk: Desk | None = None
        self._thread: threading.Thread | None = None
        self._refusal: tuple[str, str] | None = None
        add_places(self.shell, self._starting_page)
        set_place(self.shell, "settings", self._settings_page)
        self.shell.add_page(_WELCOME, "Welcome", "scan-text", self._welcome_page, place=False, full=True)
        self.ready.connect(self._show_flows)
        self.refused.connect(self._show_refusal)

    def show(self) -> None:
        """Show the window; the rest starts after its first frame."""
        chosen = self.settings.widget_state(_CHOSEN) is not None
        self.shell.lock_places(not chosen)
        self.shell.show_page("new" if chosen else _WELCOME)
        self.shell.show()
        if chosen:
            QTimer.singleShot(0, self.start)

    def start(self) -> None:
        """Import and build everything below the windows in a thread of its own, so that no frame waits."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._refusal = None
        try:
            self._only.claim()
        except IngestError as error:
            self._show_refusal(error)
            return
        self.shell.strip.set_status(StripStatus(NetworkState.STARTING))
        self.shell.side_bar.switcher.set_line(STARTING)
        for page in self.shell.findChildren(StartingPage):
            page.show_rows()
        self._thread = threading.Thread(target=self._build, name="starter")
        self._thread.start()

    def _build(self) -> None:
        try:
            from ingestio_desktop import app

            # Imported here too, so that the main thread finds the pages' modules ready.
            import_module("ingestio_desktop.windows.desk")
            # `finish` joins this thread, so it finds what was begun here.
            self._application = app.Application(self.data, self.settings)
            self.ready.emit(self._application.start().result())
        except Exception as error:  # noqa: BLE001 - the edge of the starting thread: the window says why
            self.refused.emit(error)

    def call_other_window(self) -> bool:
        """Have the window that uses the data folder show itself; false when there is none."""
        return self._only.call_other()

    def _called(self) -> None:
        """Someone started IngestIO once more: this is the window that is meant."""
        shell = self.shell
        shell.setWindowState(shell.windowState() & ~Qt.WindowState.WindowMinimized)
        shell.show()
        shell.raise_()
        shell.activateWindow()
        QApplication.alert(shell)
        shell.toast.show_message("IngestIO is open already, in this window")

    def _show_flows(self, flows: "Flows") -> None:
        from ingestio_desktop.windows.desk import Desk
        from ingestio_desktop.workers.bridge import Bridge

        bridge = Bridge(self._report, self)
        from ingestio_desktop.windows.settings_page import SettingsPage

        self._desk = Desk(self.shell, bridge, flows, self.settings, self.data)
        for page in self.shell.findChildren(SettingsPage):
            page.add_section(self._desk.reading_settings())
        self.shell.lock_places(False)
        if self.shell.current_page == _WELCOME:
            self.shell.show_page("new")

    def _show_refusal(self, error: Exception) -> None:
        title, message = "IngestIO can't start", "Try again. If it stays like this, the log says more."
        if isinstance(error, IngestError):
            title, message = error.title, error.message
        else:
            self._report(error)
        self._refusal = title, message
        self.shell.strip.set_status(StripStatus(NetworkState.STOPPED, reason=f"{title}. {message}"))
        self.shell.side_bar.switcher.set_line(AccountLine("IngestIO", "Can’t start", "scan-text"))
        for welcome in self.shell.findChildren(FirstStartPage):
            welcome.set_local_error(title)
        for starting in self.shell.findChildren(StartingPage):
            starting.show_error(title, message)

    def _report(self, error: BaseException) -> None:
        log.error("unexpected", exc_info=error)

    def _starting_page(self, title: str) -> QWidget:
        page = StartingPage(title)
        page.retry_asked.connect(self.start)
        page.log_asked.connect(lambda: _open_folder(self.data / "logs"))
        if self._refusal is not None:
            page.show_error(*self._refusal)
        return page

    def _welcome_page(self) -> QWidget:
        page = FirstStartPage(_version())
        page.set_sign_in_offered(False)
        page.local_chosen.connect(lambda: self._use_this_computer(page))
        return page

    def _use_this_computer(self, page: FirstStartPage) -> None:
        page.set_starting(True)
        self.settings.keep_widget_state(_CHOSEN, b"local")
        self.start()

    def _settings_page(self) -> QWidget:
        from ingestio_desktop.windows.settings_page import SettingsFacts, SettingsPage

        def facts() -> SettingsFacts:
            return SettingsFacts(
                self.theme.setting,
                self.settings.settings.export_folder,
                self.data,
                self.data / "logs",
                _version(),
            )

        def choose_theme(setting: ThemeSetting) -> None:
            self.settings.change(appearance=Appearance(setting.value))
            self.theme.set_setting(setting)

        def choose_folder(folder: Path) -> None:
            self.settings.change(export_folder=folder)
            page.set_facts(facts())

        page = SettingsPage(facts())
        page.theme_chosen.connect(choose_theme)
        page.export_folder_chosen.connect(choose_folder)
        page.folder_asked.connect(_open_folder)
        page.keys_asked.connect(self.shell.open_shortcuts)
        if self._desk is not None:
            page.add_section(self._desk.reading_settings())
        return page

    def _save_soon(self) -> None:
        """A window that is killed has kept what was chosen. The disk is waited for in a thread."""
        if self._only.claimed:
            threading.Thread(target=self._save, name="settings").start()

    def _save(self) -> None:
        try:
            self.settings.save()
        except IngestError as error:
            log.warning("%s: %s", error.code, error.message)

    def finish(self) -> None:
        """Keep the settings and stop everything. Blocks until it is done."""
        self._saving.stop()
        if self._thread is not None:
            self._thread.join()
        try:
            # The settings of another window's folder are that window's.
            self._only.claim()
        except IngestError as error:
            log.warning("%s: %s", error.code, error.message)
        else:
            self._save()
        if self._application is not None:
            self._application.shutdown()
        self._only.release()


def build(arguments: Sequence[str]) -> tuple[QApplication, Launcher]:
    """The application and its launcher, nothing shown yet. Ends the process on wrong arguments."""
    parser = argparse.ArgumentParser(prog="ingestio", description="Opens the window of IngestIO.")
    parser.add_argument("--data-dir", type=Path, help="where everything of this person is kept")
    options = parser.parse_args(arguments)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("IngestIO")
    application.setDesktopFileName("ingestio")
    chosen: Path | None = options.data_dir
    return application, Launcher(application, chosen.expanduser().absolute() if chosen else data_folder())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed."""
    application, launcher = build(sys.argv[1:] if arguments is None else arguments)
    if launcher.call_other_window():
        sys.stderr.write(
            "IngestIO is open already on this data folder; its window was asked to show itself.\n"
        )
        return 0
    quit_on_signals(application)
    launcher.show()
    code = application.exec()
    launcher.finish()
    return code


def quit_on_signals(application: QApplication) -> None:
    """End in order on Ctrl+C or when told to: Python's handlers run only when Qt wakes for them."""
    ours, waking = socket.socketpair()
    for end in (ours, waking):
        end.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: ours.recv(64))
    signal.set_wakeup_fd(waking.detach())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())


def _open_folder(path: Path | None) -> None:
    from ingestio_desktop.windows.desk import open_path

    if path is not None:
        open_path(path)


def _version() -> str:
    try:
        return version("ingestio")
    except PackageNotFoundError:
        return "0"


if __name__ == "__main__":
    sys.exit(main())
