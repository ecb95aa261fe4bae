"""Signing in, step by step: what the card of the hosted way says, and the dialogs that may come between."""

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.accounts import SecretPlace, SignInPhase, SignInProgress
from ingestio_desktop.presenters.accounts import AccountsPresenter
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.windows.first_start import HostedCard
from ingestio_desktop.windows.passphrase_dialog import MakePassphraseDialog, UnlockDialog
from ingestio_desktop.windows.sign_in_dialog import ServerDialog


class SigningIn(QObject):
    """Joins a card with the sign-in; lives as long as the card. `done` when an account is signed in to."""

    done = Signal()

    def __init__(
        self,
        card: HostedCard,
        presenter: AccountsPresenter,
        host: QWidget,
        browser: Callable[[str], object],
        server: str | None = None,
        account: str | None = None,
    ) -> None:
        """`host` is what dialogs open over, `server` the address unless it is the usual one, `account` the
        one that is signed in to again: with another address it goes on there."""
        super().__init__(card)
        self._card = card
        self._presenter = presenter
        self._host = host
        self._browser = browser
        self._server = self._former = server
        self._account = account
        self._running = False
        presenter.sign_in_changed.connect(self._went_on)
        self._show_server()

    def begin(self) -> None:
        """Sign in, and keep it where this computer keeps secrets."""
        self._begin(None)

    def cancel(self) -> None:
        if self._running:
            self._presenter.cancel_sign_in()

    def ask_server(self) -> None:
        """Ask for the address of another service."""
        dialog = ServerDialog(self._host, self._server or "", self._presenter.default_server)
        dialog.chosen.connect(self._choose_server)
        dialog.open()

    def _begin(self, keep: SecretPlace | None) -> None:
        self._running = True
        self._card.set_looking()
        moved = self._account if self._server != self._former else None
        self._presenter.sign_in(self._server, self, self._failed, keep, moved)

    def _went_on(self, progress: SignInProgress) -> None:
        if not self._running:
            return
        match progress.phase:
            case SignInPhase.LOOKING:
                self._card.set_looking()
            case SignInPhase.BROWSER if progress.url is not None:
                self._card.set_waiting(progress.url)
                self._browser(progress.url)
            case SignInPhase.FINISHING:
                self._card.set_finishing()
            case SignInPhase.DONE:
                self._running = False
                self._card.set_idle()
                self.done.emit()
            case SignInPhase.CANCELLED:
                self._running = False
                self._card.set_idle()
            case _:
                # What it failed of comes to `_failed`.
                return

    def _failed(self, error: IngestError) -> None:
        if not self._running:
            return
        self._running = False
        if error.code in ("vault_absent", "no_keyring"):
            self._card.set_idle()
            self._make_passphrase()
        elif error.code == "vault_locked":
            self._card.set_idle()
            self._unlock()
        else:
            self._card.set_error(said(error.message))

    def _make_passphrase(self) -> None:
        dialog = MakePassphraseDialog(self._host)

        def made(_: None) -> None:
            dialog.accept()
            self.begin()

        def make(passphrase: str) -> None:
            refused: Callable[[IngestError], None] = lambda error: dialog.refuse(said_error(error))  # noqa: E731
            self._presenter.make_vault(passphrase, dialog, made, refused)

        dialog.made.connect(make)
        dialog.session_chosen.connect(lambda: self._begin(SecretPlace.SESSION))
        dialog.open()

    def _unlock(self) -> None:
        unlocking = Unlocking(self._presenter, self._host, signing_in=True)
        unlocking.unlocked.connect(self.begin)
        unlocking.given_up.connect(self.begin)
        unlocking.session_chosen.connect(lambda: self._begin(SecretPlace.SESSION))
        unlocking.open()

    def _choose_server(self, address: str) -> None:
        self._server = address or None
        self._show_server()
        self._card.set_idle()
        if self._account is not None:
            self.begin()

    def _show_server(self) -> None:
        self._card.set_server(urlsplit(self._server).netloc if self._server else "")


class Unlocking(QObject):
    """The dialog for the passphrase, joined with what it opens; goes with the dialog."""

    unlocked = Signal()
    given_up = Signal()
    session_chosen = Signal()

    def __init__(self, presenter: AccountsPresenter, host: QWidget, *, signing_in: bool = False) -> None:
        self.dialog = UnlockDialog(host, signing_in=signing_in)
        super().__init__(self.dialog)
        self._presenter = presenter
        self.dialog.unlock_asked.connect(self._unlock)
        self.dialog.forgotten.connect(self._forget)
        self.dialog.session_chosen.connect(self.session_chosen)

    def open(self) -> None:
        self.dialog.open()

    def _unlock(self, passphrase: str) -> None:
        self._presenter.unlock(passphrase, self, self._opened, self._refused)

    def _opened(self, _: None) -> None:
        self.unlocked.emit()
        self.dialog.accept()

    def _refused(self, error: IngestError) -> None:
        self.dialog.refuse(said_error(error))

    def _forget(self) -> None:
        self._presenter.forget_vault(self, self._gone, self._refused)

    def _gone(self, _: None) -> None:
        self.given_up.emit()
        self.dialog.accept()
