"""The window on a data folder with accounts at a hosted service; the test plays the browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ingestio_client.credentials import Credentials
from ingestio_client.vault import VaultFile
from ingestio_desktop.__main__ import Launcher
from ingestio_desktop.credentials import Vault
from ingestio_desktop.windows.account_menu import AccountMenu
from ingestio_desktop.windows.account_page import AccountPage
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.first_start import FirstStartPage
from ingestio_desktop.windows.starting import StartingPage
from tests.cloud.served import Served
from tests.support.desk import CHEAP, MemoryKeyring, allow
from tests.support.people import Person

WAIT_MS = 60_000
Kind = TypeVar("Kind", bound=QWidget)


class Opened:
    """A window on a data folder, and the addresses that it sent to the browser."""

    def __init__(self, qtbot: QtBot, launcher: Launcher, service: Served, addresses: list[str]) -> None:
        self.qtbot, self.launcher, self.service, self.addresses = qtbot, launcher, service, addresses

    @property
    def shell(self) -> QWidget:
        return self.launcher.shell

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def part(self, kind: type[Kind]) -> Kind:
        """The one of this kind that is shown."""
        self.until(lambda: self._parts(kind))
        return self._parts(kind)[0]

    def _parts(self, kind: type[Kind]) -> list[Kind]:
        return [part for part in self.launcher.shell.findChildren(kind) if part.isVisible()]

    def welcome(self) -> FirstStartPage:
        page = self.launcher.shell.page("welcome")
        assert isinstance(page, FirstStartPage)
        return page

    def play_browser(self, person: Person, decision: str = "allow") -> None:
        """The person answers in the browser that the window has opened."""
        self.until(lambda: self.addresses)
        page = allow(self.service, person.user_id, self.addresses.pop(), decision)
        assert "close this tab" in page.text

    def sign_in_first(self, person: Person) -> None:
        """From the first start to the account."""
        self.welcome().hosted.button.click()
        self.play_browser(person)
        self.until(lambda: self.launcher.shell.current_page != "welcome")
        self.online()

    def online(self) -> None:
        self.until(lambda: self.strip() in ("Online", "This computer", "Syncing"))

    def strip(self) -> str:
        return self.launcher.shell.strip._network.text()

    def account_page(self) -> AccountPage:
        self.launcher.shell.show_page("account")
        page = self.part(AccountPage)
        self.until(lambda: page.form.whoName.text())
        return page

    def batches(self) -> list[str]:
        """The names in the list of batches."""
        page = self.launcher.shell.show_page("batches")
        assert isinstance(page, BatchesPage | StartingPage)
        return [row.title for row in page.table.rows.shown_rows()] if isinstance(page, BatchesPage) else []

    def switch(self, name: str) -> None:
        """By the menu below the switcher."""
        shell = self.launcher.shell
        self.qtbot.mouseClick(shell.side_bar.switcher, Qt.MouseButton.LeftButton)
        menu = self.part(AccountMenu)
        row = next(row for row in menu.rows if row.accessibleName().startswith(name))
        desk = self.launcher._desk
        row.click()
        self.until(lambda: self.launcher._desk is not None and self.launcher._desk is not desk)
        self.online()


def email(person: Person) -> str:
    return f"{person.user_id.hex}@example.org"


@contextmanager
def window_on(
    qtbot: QtBot, data: Path, service: Served, backend: MemoryKeyring | None = None
) -> Iterator[Opened]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    vault = Vault(
        data,
        keyring=Credentials(backend or MemoryKeyring()),
        file=VaultFile(data / "sign-ins.vault", cost=CHEAP),
    )
    addresses: list[str] = []
    launcher = Launcher(application, data, vault, addresses.append)
    launcher.settings.change(server_address=service.url)
    launcher.show()
    try:
        yield Opened(qtbot, launcher, service, addresses)
    finally:
        launcher.shell.close()
        launcher.finish()
        launcher.shell.deleteLater()
        launcher.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
