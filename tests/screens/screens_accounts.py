"""Accounts: the first start, the switcher, the account page and the dialogs, in every state."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.presenters.account_facts import AccountFacts, Standing, UnsyncedWork
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.account_banner import need_of
from ingestio_desktop.windows.account_dialogs import DeleteDialog, SignOutDialog
from ingestio_desktop.windows.account_menu import AccountMenu
from ingestio_desktop.windows.first_start import FirstStartPage
from ingestio_desktop.windows.passphrase_dialog import MakePassphraseDialog, UnlockDialog
from ingestio_desktop.windows.sign_in_dialog import ServerDialog, SignInDialog
from ingestio_desktop.windows.widgets import NetworkState
from tests.screens.account_samples import ACCOUNTS, LOCAL, NOW, OFFLINE, account_page, hosted
from tests.screens.screen import Screen
from tests.screens.screens_shell import shell

WORK = UnsyncedWork(changes=3, uploads=2, draft_files=33)


def _first(change: Callable[[FirstStartPage], object]) -> Callable[[], QWidget]:
    def build() -> QWidget:
        page = FirstStartPage("0.1.0")
        change(page)
        return page

    return build


def _waiting(page: FirstStartPage) -> None:
    page.hosted.set_waiting("https://app.example.com/oauth/authorize?state=x")


def _refused(page: FirstStartPage) -> None:
    page.hosted.set_error("The sign-in in the browser was not finished in time. Start it again.")


def _cannot_start(page: FirstStartPage) -> None:
    page.set_local_error("The service on this computer did not start in time. Try again; the log says more.")


def _other_server(page: FirstStartPage) -> None:
    page.hosted.set_server("ingestio.northgate.example")


def _page(facts: AccountFacts | None) -> Callable[[], QWidget]:
    def build() -> QWidget:
        window = shell("batches")
        window.add_page("account", "Account", "circle-user", lambda: account_page(facts))
        window.show_page("account")
        return window

    return build


def _needs(link: Link, code: str, title: str, message: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        network = NetworkState.SIGNED_OUT if link is Link.SIGNED_OUT else NetworkState.OFFLINE
        window = shell("batches", network)
        error = ErrorInfo(code=code, title=title, message=message)
        window.banner.show_need(need_of(SyncStatus(link, 3, error=error, local=False)))
        return window

    return build


def _menu() -> QWidget:
    window = shell("batches")
    menu = AccountMenu(window, window.side_bar.switcher)
    window.resize(1280, 800)
    menu.open_with(ACCOUNTS)
    return window


def _sign_out(work: UnsyncedWork, left: int | None = None, cut_off: str = "") -> Callable[[], QWidget]:
    def build() -> QWidget:
        dialog = SignOutDialog(None, "ellen.marsh@northgate.example", work, cut_off=cut_off)
        if left is not None:
            dialog.set_syncing(left)
        return dialog

    return build


def _delete(refused: bool) -> Callable[[], QWidget]:
    def build() -> QWidget:
        dialog = DeleteDialog(None, "ellen.marsh@northgate.example", work=UnsyncedWork(2))
        if refused:
            dialog.field.setText("ellen.marsh@northgate.example")
            dialog.refuse("The account has a password. Type it, too.", password=True)
            dialog.password.setText("wrong")
            dialog.refuse("The password is wrong. Type it again.", password=True)
        return dialog

    return build


def _passphrase(first: str, second: str) -> Callable[[], QWidget]:
    def build() -> QWidget:
        dialog = MakePassphraseDialog(None)
        dialog.first.setText(first)
        dialog.second.setText(second)
        return dialog

    return build


def _unlock(lost: bool) -> Callable[[], QWidget]:
    def build() -> QWidget:
        dialog = UnlockDialog(None)
        dialog.field.setText("correct horse")
        if lost:
            dialog.lost.click()
        else:
            dialog.refuse("That is not the passphrase. Type it again.")
        return dialog

    return build


def _sign_in() -> QWidget:
    dialog = SignInDialog(None)
    dialog.card.set_waiting("https://app.example.com/oauth/authorize?state=x")
    return dialog


def _server() -> QWidget:
    dialog = ServerDialog(None, "http://ingestio.northgate.example", "https://app.example.com")
    dialog.yes.click()
    return dialog


def screens() -> Iterator[Screen]:
    """Every state."""
    yield Screen("01-first-start", lambda: FirstStartPage("0.1.0"))
    yield Screen("01-first-start-starting", _first(lambda page: page.set_starting(True)))
    yield Screen("01-first-start-looking", _first(lambda page: page.hosted.set_looking()))
    yield Screen("01-first-start-waiting", _first(_waiting))
    yield Screen("01-first-start-finishing", _first(lambda page: page.hosted.set_finishing()))
    yield Screen("01-first-start-refused", _first(_refused))
    yield Screen("01-first-start-offline", _first(lambda page: page.set_offline(True)))
    yield Screen("01-first-start-cannot", _first(_cannot_start))
    yield Screen("01-first-start-server", _first(_other_server))
    yield Screen("account-menu", _menu)
    yield Screen("08-account-hosted", _page(hosted()))
    yield Screen("08-account-local", _page(LOCAL))
    yield Screen("08-account-loading", _page(None))
    yield Screen("08-account-nearly", _page(hosted(1700)))
    yield Screen("08-account-full", _page(hosted(2000)))
    trial = hosted(standing=Standing.TRIAL, until=(NOW + timedelta(days=9)).date())
    yield Screen("08-account-trial", _page(trial))
    yield Screen("08-account-past-due", _page(hosted(standing=Standing.PAST_DUE)))
    yield Screen("08-account-cancelled", _page(hosted(standing=Standing.ENDING, until=date(2024, 5, 1))))
    yield Screen("08-account-no-stripe", _page(hosted(standing=Standing.UNKNOWN)))
    yield Screen("08-account-offline", _page(OFFLINE))
    yield Screen("08-account-small", _page(hosted()), width=900, height=640)
    over = "It was ended elsewhere, or not used for long."
    yield Screen("account-over", _needs(Link.SIGNED_OUT, "sign_in_over", "Your sign-in has ended", over))
    locked = "It is kept behind your passphrase. Type it to go on."
    yield Screen("account-locked", _needs(Link.SIGNED_OUT, "vault_locked", "Your sign-in is locked", locked))
    clock = "This computer’s clock is 3 hours behind. Set it right, then try again."
    yield Screen("account-clock", _needs(Link.OFFLINE, "clock_wrong", "The clock is wrong", clock))
    moved = "It is now at https://files.northgate.example. Sign in there; what waits here is kept."
    yield Screen("account-moved", _needs(Link.OFFLINE, "server_moved", "The service has moved", moved))
    yield Screen("sign-out", _sign_out(UnsyncedWork()), width=480, height=190)
    yield Screen("sign-out-unsynced", _sign_out(WORK), width=480, height=400)
    yield Screen("sign-out-syncing", _sign_out(WORK, left=3), width=480, height=400)
    yield Screen(
        "sign-out-offline", _sign_out(WORK, cut_off="there is none right now"), width=480, height=400
    )
    yield Screen("delete-account", _delete(False), width=480, height=330)
    yield Screen("delete-account-refused", _delete(True), width=480, height=440)
    yield Screen("passphrase-empty", _passphrase("", ""), width=480, height=420)
    yield Screen("passphrase-weak", _passphrase("summer2024", "summer"), width=480, height=420)
    yield Screen(
        "passphrase-differs", _passphrase("four green boats sail", "four grey"), width=480, height=450
    )
    yield Screen("passphrase-unlock-wrong", _unlock(False), width=480, height=300)
    yield Screen("passphrase-forgotten", _unlock(True), width=480, height=340)
    yield Screen("sign-in-another", _sign_in, width=400, height=440)
    yield Screen("sign-in-server", _server, width=480, height=300)
