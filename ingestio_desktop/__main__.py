"""`python -m ingestio_desktop`: show the window first, then start everything else behind it."""

import argparse
import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ingestio_client.paths import data_folder
from ingestio_core.errors import IngestError
from ingestio_desktop.about import program_version
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.language import Language, speak, tr
from ingestio_desktop.registry import Registry
from ingestio_desktop.sentences import said
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.theme.motion import MotionSetting, SystemMotion
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.accessible import tell_roles
from ingestio_desktop.windows.first_start import FirstStartPage
from ingestio_desktop.windows.keys import current_keys
from ingestio_desktop.windows.network import NetworkWatch
from ingestio_desktop.windows.only_one import OnlyWindow
from ingestio_desktop.windows.places import add_places, set_place
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.sidebar import AccountLine, starting_line
from ingestio_desktop.windows.starting import StartingPage
from ingestio_desktop.windows.widgets import NetworkState, StripStatus

if TYPE_CHECKING:
    from ingestio_desktop.app import Application, Flows
    from ingestio_desktop.credentials import Vault
    from ingestio_desktop.flows.accounts import AccountsFlow
    from ingestio_desktop.windows.desk import Desk
    from ingestio_desktop.windows.desk_accounts import AccountsDesk
    from ingestio_desktop.windows.signing_in import SigningIn
    from ingestio_desktop.workers.bridge import Bridge

log = logging.getLogger("ingestio_desktop")

RESTART: Final = 64
"""The code that the application ends with when it is to begin anew."""

_WELCOME: Final = "welcome"
_SAVE_MS: Final = 300


class Launcher(QObject):
    """Owns the window and starts what is below it, once the window stands."""

    prepared = Signal(object)
    opening = Signal(str)
    opened = Signal(object)
    refused = Signal(object)
    settings_changed = Signal()

    def __init__(
        self,
        application: QApplication,
        data: Path,
        vault: "Vault | None" = None,
        browser: Callable[[str], object] | None = None,
    ) -> None:
        """`vault` keeps sign-ins and `browser` opens addresses, the system's unless they are given."""
        super().__init__(application)
        CollectorTimer(self)
        self.data = data
        self.settings = SettingsFile(data / "settings.json", self.settings_changed.emit)
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self._save_soon)
        self.settings_changed.connect(self._saving.start)
        current_keys().set_own(self.settings.settings.keys)
        self.settings_changed.connect(lambda: current_keys().set_own(self.settings.settings.keys))
        self._spoken = self.settings.settings.language
        speak(application, self._spoken)
        chosen = self.settings.settings
        motion = MotionSetting(chosen.reduced_motion.value)
        self.theme = Theme(application, ThemeSetting(chosen.appearance.value), motion)
        self.settings_changed.connect(self._choose_motion)
        tell_roles()
        SystemMotion(self).told.connect(self.theme.set_system_still)
        self.network = NetworkWatch(self)
        self.shell = self._make_shell()
        self._only = OnlyWindow(data, self._called, self)
        self._vault, self._browser = vault, browser
        self._application: Application | None = None
        self._accounts_flow: AccountsFlow | None = None
        self._accounts: AccountsDesk | None = None
        self._bridge: Bridge | None = None
        self._signing: SigningIn | None = None
        self._wanted: Callable[[], None] | None = None
        self._desk: Desk | None = None
        self._thread: threading.Thread | None = None
        self._refusal: tuple[str, str] | None = None
        self.prepared.connect(self._show_accounts)
        self.opening.connect(self._let_go)
        self.opened.connect(self._show_flows)
        self.refused.connect(self._show_refusal)

    def _make_shell(self) -> Shell:
        shell = Shell(self.settings)
        add_places(shell, self._starting_page)
        set_place(shell, "settings", self._settings_page)
        shell.keys_change_asked.connect(self._show_keys)
        shell.add_page(_WELCOME, tr("Welcome"), "scan-text", self._welcome_page, place=False, full=True)
        return shell

    def show(self) -> None:
        """Show the window; the rest starts after its first frame."""
        chosen = Registry(self.data, lambda: None).active is not None
        self.shell.lock_places(not chosen)
        self.shell.show_page("new" if chosen else _WELCOME)
        self.shell.show_on_screen()
        if chosen:
            QTimer.singleShot(0, self.start)

    def start(self) -> None:
        """Open the account that was last in use, This computer where there is none."""
        self._begin(opens=True)

    def _begin(self, *, opens: bool) -> None:
        """Import and build what is below the windows in a thread of its own, so that no frame waits. Without
        `opens` only what is needed to sign in."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._refusal = None
        try:
            self._only.claim()
        except IngestError as error:
            self._show_refusal(error)
            return
        self._show_starting()
        self._thread = threading.Thread(target=self._build, args=(opens,), name="starter")
        self._thread.start()

    def _show_starting(self) -> None:
        self.shell.strip.set_status(StripStatus(NetworkState.STARTING))
        self.shell.side_bar.switcher.set_line(starting_line())
        self.shell.banner.show_need(None)
        for page in self.shell.findChildren(StartingPage):
            page.show_rows()

    def _build(self, opens: bool) -> None:
        try:
            from ingestio_desktop import app

            # Imported here too, so that the main thread finds the pages' modules ready.
            import_module("ingestio_desktop.windows.desk")
            if self._application is None:
                # `finish` joins this thread, so it finds what was begun here.
                self._application = app.Application(self.data, self.settings, self._vault)
                self._application.opening.subscribe(self.opening.emit)
                self._application.opened.subscribe(self.opened.emit)
            application = self._application
            try:
                self.prepared.emit(application.prepare().result())
            except BaseException:
                # The next attempt begins anew.
                self._application = None
                application.shutdown()
                raise
            if opens:
                application.start().result()
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
        shell.toast.show_message(tr("IngestIO is open already, in this window"))

    # One account after another

    def _show_accounts(self, flow: "AccountsFlow") -> None:
        """All that needs no account in use is there."""
        if flow is not self._accounts_flow:
            self._accounts_flow = flow
            self._join_accounts(flow)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _join_accounts(self, flow: "AccountsFlow") -> None:
        from ingestio_desktop.presenters.accounts import AccountsPresenter
        from ingestio_desktop.windows.desk_accounts import AccountsDesk
        from ingestio_desktop.workers.bridge import Bridge

        self._bridge = self._bridge or Bridge(self._report, self)
        self._accounts = AccountsDesk(
            self.shell, AccountsPresenter(flow, self._bridge, self.shell), self._browser
        )

    def _let_go(self, _account: str) -> None:
        """The account in use is about to be another: nothing of it stays on screen."""
        shell = self.shell
        shell.end_account()
        self._desk = None
        add_places(shell, self._starting_page)
        set_place(shell, "settings", self._settings_page)
        if not shell.has_page(shell.current_page):
            shell.show_page("batches")
        self._show_starting()

    def _show_flows(self, flows: "Flows | None") -> None:
        from ingestio_desktop.windows.desk import Desk
        from ingestio_desktop.windows.settings_page import SettingsPage

        if flows is None:
            self.shell.lock_places(True)
            self.shell.set_account("")
            self.shell.show_page(_WELCOME)
            return
        assert self._bridge is not None and self._accounts is not None, "prepared before anything is opened"
        self._refusal = None
        if self._desk is not None:
            self._let_go("")
        self._accounts.show_account()
        self.shell.begin_account()
        self._desk = Desk(self.shell, self._bridge, flows, self.settings, self.data, accounts=self._accounts)
        for page in self.shell.findChildren(SettingsPage):
            self._desk.join_settings(page)
        self.shell.lock_places(False)
        if self.shell.current_page == _WELCOME:
            self.shell.show_page("new")
            # What was chosen there is over; the next time it begins anew.
            self.shell.add_page(
                _WELCOME, tr("Welcome"), "scan-text", self._welcome_page, place=False, full=True
            )
            self._signing = None

    def _show_refusal(self, error: Exception) -> None:
        title = tr("IngestIO can't start")
        message = tr("Try again. If it stays like this, the log says more.")
        if isinstance(error, IngestError):
            title, message = said(error.title), said(error.message)
        else:
            self._report(error)
        self._refusal = title, message
        self.shell.strip.set_status(StripStatus(NetworkState.STOPPED, reason=f"{title}. {message}"))
        self.shell.side_bar.switcher.set_line(AccountLine("IngestIO", tr("Can’t start"), "scan-text"))
        wanted, self._wanted = self._wanted, None
        for welcome in self.shell.findChildren(FirstStartPage):
            if wanted is not None:
                welcome.hosted.set_error(message)
            else:
                welcome.set_local_error(message)
        for starting in self.shell.findChildren(StartingPage):
            self._show_stopped(starting)

    def _show_stopped(self, page: StartingPage) -> None:
        """Why the account that was last in use can't be opened; the others can."""
        if self._refusal is None:
            return
        accounts = self._accounts.presenter if self._accounts is not None else None
        active = accounts.active() if accounts is not None else None
        local = active is not None and active.server is not None
        page.show_error(*self._refusal, local=local, accounts=accounts is not None)

    def _use_local(self) -> None:
        if self._accounts is not None:
            self._accounts.presenter.use_this_computer(self.shell, self._accounts.failed)

    def _open_accounts(self) -> None:
        if self._accounts is not None:
            self._accounts.open_menu()

    def _report(self, error: BaseException) -> None:
        log.error("unexpected", exc_info=error)

    def _starting_page(self, title: str) -> QWidget:
        page = StartingPage(title)
        page.retry_asked.connect(self.start)
        page.local_asked.connect(self._use_local)
        page.accounts_asked.connect(self._open_accounts)
        page.log_asked.connect(lambda: _open_folder(self.data / "logs"))
        self._show_stopped(page)
        return page

    # The first start

    def _welcome_page(self) -> QWidget:
        page = FirstStartPage(program_version(), self.settings.settings.language)
        page.local_chosen.connect(lambda: self._use_this_computer(page))
        page.sign_in_chosen.connect(self._sign_in)
        page.cancel_asked.connect(self._cancel_sign_in)
        page.server_asked.connect(self._ask_server)
        page.log_asked.connect(lambda: _open_folder(self.data / "logs"))
        page.language_chosen.connect(self._choose_language)
        self.network.changed.connect(page.set_offline)
        page.set_offline(self.network.offline)
        QTimer.singleShot(0, self.network.start)
        return page

    def _use_this_computer(self, page: FirstStartPage) -> None:
        page.set_starting(True)
        self.start()

    def _welcome_signing(self) -> "SigningIn | None":
        """The sign-in of the welcome page, once it can be."""
        page = self.shell.page(_WELCOME)
        if self._accounts is None or not isinstance(page, FirstStartPage):
            return None
        from ingestio_desktop.windows.signing_in import SigningIn

        if self._signing is None:
            desk = self._accounts
            self._signing = SigningIn(page.hosted, desk.presenter, self.shell, desk.browser)
        return self._signing

    def _sign_in(self) -> None:
        signing = self._welcome_signing()
        if signing is not None:
            signing.begin()
            return
        page = self.shell.page(_WELCOME)
        assert isinstance(page, FirstStartPage)
        page.hosted.set_looking()
        self._wanted = self._sign_in
        self._begin(opens=False)

    def _cancel_sign_in(self) -> None:
        self._wanted = None
        if self._signing is not None:
            self._signing.cancel()

    def _ask_server(self) -> None:
        signing = self._welcome_signing()
        if signing is not None:
            signing.ask_server()
            return
        self._wanted = self._ask_server
        self._begin(opens=False)

    def _choose_language(self, language: Language) -> None:
        """Nothing is open yet: the window is made anew in the other language."""
        self._cancel_sign_in()
        self.settings.change(language=language)
        self._spoken = language
        application = QApplication.instance()
        assert application is not None
        speak(application, language)
        former, self._accounts, self._signing = self.shell, None, None
        self.shell = self._make_shell()
        self.shell.setGeometry(former.geometry())
        if self._accounts_flow is not None:
            self._join_accounts(self._accounts_flow)
        self.shell.lock_places(True)
        self.shell.show_page(_WELCOME)
        self.shell.show_on_screen()
        former.hide()
        former.deleteLater()

    def _settings_page(self) -> QWidget:
        from ingestio_desktop.windows.desk_settings import make_settings_page

        page = make_settings_page(
            self.shell, self.settings, self.theme, self.data, self._spoken, self._restart
        )
        if self._desk is not None:
            self._desk.join_settings(page)
        return page

    def _show_keys(self) -> None:
        from ingestio_desktop.windows.settings_page import SettingsPage

        page = self.shell.show_page("settings")
        if isinstance(page, SettingsPage):
            page.show_section("keyboard")

    def _choose_motion(self) -> None:
        self.theme.set_motion(MotionSetting(self.settings.settings.reduced_motion.value))

    def _restart(self) -> None:
        """End in order; `main` begins anew."""
        QApplication.exit(RESTART)

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
    if code == RESTART:
        begin_anew(sys.argv[1:] if arguments is None else arguments)
        return 0
    return code


def begin_anew(arguments: Sequence[str]) -> None:
    """Start the window once more; this one has ended."""
    own = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "ingestio_desktop")
    subprocess.Popen((*own, *arguments), start_new_session=True)


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
    from ingestio_desktop.windows.desk_exports import open_path

    if path is not None:
        open_path(path)


if __name__ == "__main__":
    sys.exit(main())
