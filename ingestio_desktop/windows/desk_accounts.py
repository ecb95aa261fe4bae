"""Joins the window with the accounts: the switcher, signing in and out, and what an account needs.

Lives as long as the window. The account page itself is made anew for each account, by `account_page`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.accounts import AccountKind, SignOut
from ingestio_desktop.flows.learned import LearnedFlow
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.account import AccountPresenter, cut_off
from ingestio_desktop.presenters.account_facts import KnownAccount, UnsyncedWork
from ingestio_desktop.presenters.accounts import AccountsPresenter, account_name, where_it_runs
from ingestio_desktop.presenters.learned import LearnedPresenter
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.sync.status import SyncStatus
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.account_banner import Way, is_lost, need_of
from ingestio_desktop.windows.account_dialogs import DeleteDialog, SignOutDialog
from ingestio_desktop.windows.account_menu import AccountMenu
from ingestio_desktop.windows.account_page import AccountPage
from ingestio_desktop.windows.actions import EVERYWHERE_GROUP, Action, action_of
from ingestio_desktop.windows.disk import disk_space
from ingestio_desktop.windows.learned_list import LearnedList
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.sidebar import AccountLine
from ingestio_desktop.windows.sign_in_dialog import SignInDialog
from ingestio_desktop.windows.signing_in import SigningIn, Unlocking
from ingestio_desktop.workers.bridge import Bridge

Browser = Callable[[str], object]

_HOW: Final = {"sync": SignOut.SYNC_FIRST, "keep": SignOut.KEEP, "discard": SignOut.DISCARD}
LOST_AFTER_MS: Final = 60_000
"""A service that starts again is there by then; one that is not may have another address."""
_PASSWORD: Final = frozenset({"password_wrong", "password_needed"})


class AccountsDesk(QObject):
    """`known_changed` brings the accounts on this computer whenever something about them is other."""

    known_changed = Signal(object)

    def __init__(self, shell: Shell, presenter: AccountsPresenter, browser: Browser | None = None) -> None:
        """`browser` opens an address, the system's unless it is given."""
        super().__init__(shell)
        self._shell = shell
        self._presenter = presenter
        self.browser = browser or open_address
        self.before: Callable[[str, Callable[[], object]], object] = lambda _action, go_on: go_on()
        """Does what ends the account in use, once nothing of it would be broken off by that."""
        self._menu = AccountMenu(shell, shell.side_bar.switcher)
        self._menu.chosen.connect(self.switch)
        self._menu.sign_in_asked.connect(self.sign_in)
        self._menu.page_asked.connect(lambda: shell.show_page("account"))
        self._way = Way.NONE
        self._cut_off = ""
        self._status: SyncStatus | None = None
        self._long_lost = False
        self._lost = QTimer(self)
        self._lost.setSingleShot(True)
        self._lost.setInterval(LOST_AFTER_MS)
        self._lost.timeout.connect(self._stay_lost)
        shell.side_bar.account_asked.connect(self.open_menu)
        shell.banner.asked.connect(self._follow)
        shell.strip.network_asked.connect(self._network_asked)
        presenter.known_changed.connect(self._known_changed)
        for action in (
            action_of("accounts", "arrow-right-left", self.open_menu),
            Action(
                "sign_in", tr("Sign in to another account"), EVERYWHERE_GROUP, icon="log-in", run=self.sign_in
            ),
        ):
            shell.add_action(action)

    @property
    def presenter(self) -> AccountsPresenter:
        return self._presenter

    def open_menu(self) -> None:
        """Show the accounts below the switcher."""
        if not self._shell.locked and self._shell.side_bar.isVisible():
            self._menu.open_with(self._presenter.known())

    def show_account(self) -> None:
        """Say everywhere which account is in use."""
        active = self._presenter.active()
        if active is None:
            self._shell.set_account("")
            return
        local = active.kind is AccountKind.LOCAL
        name = account_name(active)
        detail = where_it_runs(active, self._presenter.default_server)
        self._shell.side_bar.switcher.set_line(AccountLine(name, detail, "laptop" if local else "cloud"))
        self._shell.set_account(name)

    def show_status(self, status: SyncStatus | None) -> None:
        """Say what the account in use needs; None while none is open."""
        self._status = status
        if status is None or not is_lost(status):
            self._lost.stop()
            self._long_lost = False
        elif not self._long_lost and not self._lost.isActive():
            self._lost.start()
        need = need_of(status, long_lost=self._long_lost) if status is not None else None
        self._way = need.way if need is not None else Way.NONE
        self._cut_off = cut_off(status) if status is not None else ""
        self._shell.banner.show_need(need)

    def switch(self, key: str) -> None:
        """Put another account into use."""
        summary = self._presenter.summary(key)
        if summary is not None and not summary.active:
            self.before(tr("switch"), lambda: self._presenter.switch(key, self, self.failed))

    def sign_in(self) -> None:
        """Sign in to one more account."""
        self._open_sign_in()

    def move(self) -> None:
        """Ask for the address that the account in use has now, and sign in there."""
        active = self._presenter.active()
        if active is not None and active.server is not None:
            self._open_sign_in(active.server, active.id, asks=True)

    def sign_in_again(self, key: str | None = None) -> None:
        """Sign in to an account that is known, the one in use unless another is named."""
        summary = self._presenter.summary(key) if key else self._presenter.active()
        if summary is not None and summary.server is not None:
            self._open_sign_in(summary.server, summary.id)

    def sign_out(self) -> None:
        """Ask what becomes of unsynced work, then sign out of the account in use."""
        active = self._presenter.active()
        if active is not None:
            key, name = active.id, account_name(active)
            self._presenter.ask_unsynced(
                key, self, lambda work: self._open_sign_out(key, name, work), self.failed
            )

    def delete(self) -> None:
        """Ask to have the name typed, then delete the account in use."""
        active = self._presenter.active()
        if active is not None:
            key, confirm = active.id, active.email or active.id.rpartition("-")[2]
            self._presenter.ask_unsynced(
                key, self, lambda work: self._open_delete(key, confirm, work), self.failed
            )

    def failed(self, error: IngestError) -> None:
        """Say what did not work."""
        self._shell.toast.show_message(said_error(error), tone=Tone.BAD)

    # What opens over the window

    def _open_sign_in(
        self, server: str | None = None, account: str | None = None, *, asks: bool = False
    ) -> None:
        """`asks` wants another address first."""
        dialog = SignInDialog(self._shell)
        joined = SigningIn(dialog.card, self._presenter, dialog, self.browser, server, account)
        dialog.begun.connect(joined.begin)
        dialog.cancelled.connect(joined.cancel)
        dialog.server_asked.connect(joined.ask_server)
        joined.done.connect(dialog.accept)
        dialog.open()
        if asks:
            joined.ask_server()
        elif server is not None:
            joined.begin()

    def _open_sign_out(self, key: str, name: str, work: UnsyncedWork) -> None:
        dialog = SignOutDialog(self._shell, name, work, cut_off=self._cut_off)
        self._presenter.sign_out_changed.connect(dialog.went_on)
        dialog.chosen.connect(lambda how: self._begin_sign_out(dialog, key, name, how))
        dialog.stop_asked.connect(self._presenter.cancel_sign_out)
        dialog.open()

    def _begin_sign_out(self, dialog: SignOutDialog, key: str, name: str, how: str) -> None:
        def done(_: None) -> None:
            if shiboken6.isValid(dialog):
                dialog.accept()
            self._shell.toast.show_message(tr("Signed out of {name}", name=name))

        def failed(error: IngestError) -> None:
            if not shiboken6.isValid(dialog):
                self.failed(error)
                return
            dialog.set_syncing(None)
            dialog.set_failure(said(error.message))
            if error.code == "work_left":
                self._presenter.ask_unsynced(key, dialog, dialog.set_work, self.failed)

        dialog.set_busy(True)
        self._presenter.sign_out(key, _HOW[how], self, done, failed)

    def _open_delete(self, key: str, confirm: str, work: UnsyncedWork) -> None:
        dialog = DeleteDialog(self._shell, confirm, work=work)

        def done(_: None) -> None:
            if shiboken6.isValid(dialog):
                dialog.accept()
            self._shell.toast.show_message(tr("The account {name} is deleted", name=confirm))

        def failed(error: IngestError) -> None:
            if shiboken6.isValid(dialog):
                dialog.refuse(said_error(error), password=error.code in _PASSWORD)
            else:
                self.failed(error)

        def begin(typed: str, password: str) -> None:
            self._presenter.delete(key, typed, password or None, self, done, failed)

        dialog.chosen.connect(begin)
        dialog.open()

    def _stay_lost(self) -> None:
        self._long_lost = True
        self.show_status(self._status)

    def _known_changed(self, known: Sequence[KnownAccount]) -> None:
        self.show_account()
        self.known_changed.emit(known)

    def _network_asked(self) -> None:
        if self._way is Way.NONE:
            self._shell.show_page("account")
        else:
            self._follow(self._way)

    def _follow(self, way: Way) -> None:
        if way is Way.SIGN_IN:
            self.sign_in_again()
        elif way is Way.MOVE:
            self.move()
        elif way is Way.TRY_AGAIN:
            self._presenter.reconnect()
        elif way is Way.UNLOCK:
            unlocking = Unlocking(self._presenter, self._shell)
            unlocking.given_up.connect(self.sign_in_again)
            unlocking.open()


def account_page(
    shell: Shell,
    bridge: Bridge,
    account: AccountFlow,
    learned: LearnedFlow,
    data: Path,
    accounts: AccountsDesk | None,
) -> AccountPage:
    """The page of the account in use. Without `accounts` it names no other."""
    page = AccountPage()
    presenter = AccountPresenter(account, bridge, page)
    memory = LearnedList(LearnedPresenter(learned, bridge, page), shell)
    page.learned_asked.connect(memory.open_list)
    presenter.facts_changed.connect(page.set_facts)
    presenter.asking_changed.connect(page.set_asking)
    page.refresh_asked.connect(presenter.refresh)
    page.change_plan_asked.connect(presenter.change_plan)
    page.billing_asked.connect(presenter.open_billing)
    page.mails_chosen.connect(presenter.choose_mails)
    if accounts is not None:
        presenter.browser_wanted.connect(accounts.browser)
        presenter.failed.connect(accounts.failed)
        accounts.known_changed.connect(page.set_accounts)
        page.set_accounts(accounts.presenter.known())
        page.switch_asked.connect(accounts.switch)
        page.sign_in_asked.connect(accounts.sign_in)
        page.sign_in_again_asked.connect(accounts.sign_in_again)
        page.sign_out_asked.connect(accounts.sign_out)
        page.delete_asked.connect(accounts.delete)
    bridge.deliver(disk_space(data), page, page.set_disk)
    presenter.start()
    return page


def open_address(url: str) -> bool:
    """Open an address in the system's browser."""
    return QDesktopServices.openUrl(QUrl(url))
