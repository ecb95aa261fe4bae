"""The accounts of this computer for the window: which there are, signing in and out, and where that is kept.

Lives as long as the window; `presenters/account.py` is for the account in use.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ingestio_core.errors import IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.accounts import (
    AccountKind,
    AccountSummary,
    SecretPlace,
    SignInProgress,
    SignOut,
    SignOutProgress,
    Unsynced,
    VaultState,
)
from ingestio_desktop.language import tr
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.presenters.account_facts import KnownAccount, UnsyncedWork, plan_name
from ingestio_desktop.workers.bridge import Bridge

Failed = Callable[[IngestError], None]


class Accounts(Protocol):
    """What is needed of the flow."""

    changed: Notifier[tuple[AccountSummary, ...]]
    sign_in_changed: Notifier[SignInProgress]
    sign_out_changed: Notifier[SignOutProgress]

    @property
    def active(self) -> str | None: ...

    @property
    def default_server(self) -> str: ...

    def accounts(self) -> tuple[AccountSummary, ...]: ...
    def use(self, account: str) -> "Future[None]": ...
    def use_this_computer(self) -> "Future[None]": ...
    def sign_in(
        self, server: str | None = None, *, keep: SecretPlace | None = None, moved: str | None = None
    ) -> "Future[str]": ...
    def cancel_sign_in(self) -> None: ...
    def unsynced(self, account: str) -> "Future[Unsynced]": ...
    def sign_out(self, account: str, how: SignOut = SignOut.DISCARD) -> "Future[None]": ...
    def cancel_sign_out(self) -> None: ...
    def delete_account(self, account: str, confirm: str, password: str | None) -> "Future[None]": ...
    def vault_state(self) -> "Future[VaultState]": ...
    def unlock(self, passphrase: str) -> "Future[None]": ...
    def make_vault(self, passphrase: str) -> "Future[None]": ...
    def forget_vault(self) -> "Future[None]": ...
    def reconnect(self) -> None: ...


class AccountsPresenter(QObject):
    """`known_changed` brings what the switcher and the account page list. What is asked for is answered to
    `done` or `failed`, as long as its owner lives."""

    known_changed = Signal(object)
    sign_in_changed = Signal(object)
    sign_out_changed = Signal(object)

    def __init__(self, flow: Accounts, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        bridge.listen(flow.changed, self, lambda _: self.known_changed.emit(self.known()))
        bridge.listen(flow.sign_in_changed, self, self.sign_in_changed.emit)
        bridge.listen(flow.sign_out_changed, self, self.sign_out_changed.emit)

    def known(self) -> tuple[KnownAccount, ...]:
        """The accounts on this computer."""
        return tuple(self._known(summary) for summary in self._flow.accounts())

    def active(self) -> AccountSummary | None:
        """The one in use."""
        return next((summary for summary in self._flow.accounts() if summary.active), None)

    def summary(self, key: str) -> AccountSummary | None:
        return next((summary for summary in self._flow.accounts() if summary.id == key), None)

    @property
    def default_server(self) -> str:
        return self._flow.default_server

    def switch(self, key: str, owner: QObject, failed: Failed) -> None:
        """Put another account into use; the window hears of it when it is open."""
        self._bridge.deliver(self._flow.use(key), owner, _nothing, failed)

    def use_this_computer(self, owner: QObject, failed: Failed) -> None:
        self._bridge.deliver(self._flow.use_this_computer(), owner, _nothing, failed)

    def sign_in(
        self,
        server: str | None,
        owner: QObject,
        failed: Failed,
        keep: SecretPlace | None = None,
        moved: str | None = None,
    ) -> None:
        """Begin to sign in; how it goes comes by `sign_in_changed`. `moved` is the account that goes on at
        another address."""
        self._bridge.deliver(self._flow.sign_in(server, keep=keep, moved=moved), owner, _nothing, failed)

    def cancel_sign_in(self) -> None:
        self._flow.cancel_sign_in()

    def ask_unsynced(
        self, key: str, owner: QObject, done: Callable[[UnsyncedWork], None], failed: Failed
    ) -> None:
        """What the service does not have of an account."""
        self._bridge.deliver(
            self._flow.unsynced(key), owner, lambda found: done(unsynced_work(found)), failed
        )

    def sign_out(
        self, key: str, how: SignOut, owner: QObject, done: Callable[[None], None], failed: Failed
    ) -> None:
        self._bridge.deliver(self._flow.sign_out(key, how), owner, done, failed)

    def cancel_sign_out(self) -> None:
        self._flow.cancel_sign_out()

    def delete(
        self,
        key: str,
        confirm: str,
        password: str | None,
        owner: QObject,
        done: Callable[[None], None],
        failed: Failed,
    ) -> None:
        self._bridge.deliver(self._flow.delete_account(key, confirm, password), owner, done, failed)

    def unlock(self, passphrase: str, owner: QObject, done: Callable[[None], None], failed: Failed) -> None:
        self._bridge.deliver(self._flow.unlock(passphrase), owner, done, failed)

    def make_vault(
        self, passphrase: str, owner: QObject, done: Callable[[None], None], failed: Failed
    ) -> None:
        self._bridge.deliver(self._flow.make_vault(passphrase), owner, done, failed)

    def forget_vault(self, owner: QObject, done: Callable[[None], None], failed: Failed) -> None:
        self._bridge.deliver(self._flow.forget_vault(), owner, done, failed)

    def reconnect(self) -> None:
        """Try the kept sign-in again."""
        self._flow.reconnect()

    def _known(self, summary: AccountSummary) -> KnownAccount:
        signed_out = summary.needs_sign_in is not None
        note = ""
        if summary.kind is AccountKind.HOSTED:
            waits = tr("%n change(s) wait", "", summary.unsynced) if summary.unsynced else ""
            saved = tr("all changes saved") if summary.active and not signed_out else ""
            again = tr("signed out") if signed_out else ""
            note = ", ".join(part for part in (again, waits or ("" if signed_out else saved)) if part)
        return KnownAccount(
            key=summary.id,
            name=account_name(summary),
            detail=where_it_runs(summary, self._flow.default_server),
            local=summary.kind is AccountKind.LOCAL,
            in_use=summary.active,
            note=note,
            signed_out=signed_out,
        )


def account_name(summary: AccountSummary) -> str:
    """What an account is called."""
    return tr("This computer") if summary.kind is AccountKind.LOCAL else summary.name


def where_it_runs(summary: AccountSummary, usual_server: str) -> str:
    """Where an account runs and its plan: "Hosted · Plus plan"; with another server its name."""
    if summary.kind is AccountKind.LOCAL:
        return tr("No account needed")
    place = tr("Hosted") if summary.server == usual_server else summary.host
    return place if summary.plan is None else f"{place} · {plan_name(summary.plan)}"


def unsynced_work(found: Unsynced) -> UnsyncedWork:
    """The counts as the dialogs say them."""
    return UnsyncedWork(found.events, found.uploads, found.set_aside, found.edits, found.draft_files)


def needs_passphrase(error: IngestError) -> bool:
    """Whether a passphrase helps: one that is to be made, or typed."""
    return error.code in ("vault_absent", "vault_locked", "no_keyring")


def plan_to_buy(plan: PlanName) -> PlanName:
    """Where Change plan leads from a plan that is not paid for."""
    return PlanName.GROWTH if plan is PlanName.PLUS else PlanName.PLUS


def _nothing(_: object) -> None:
    """The window hears of it by what follows."""
