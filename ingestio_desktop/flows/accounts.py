"""The accounts of this computer: which there are, which is in use, signing in and out."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import urlsplit

import structlog

from ingestio_core.contracts.account import Account
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.api.signing_in import PROGRAM, SignIn
from ingestio_desktop.credentials import Vault, VaultState
from ingestio_desktop.flows.leaving import Leaving, SignOut, SignOutProgress
from ingestio_desktop.flows.signing_in import Signing, SignInPhase, SignInProgress
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.options import THIS_COMPUTER
from ingestio_desktop.registry import Entry, Registry, SecretPlace
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.unsynced import Unsynced, unsynced, unsynced_in
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.io_thread import IoThread

__all__ = [
    "AccountKind",
    "AccountSummary",
    "AccountsFlow",
    "Rooms",
    "SecretPlace",
    "SignInPhase",
    "SignInProgress",
    "SignOut",
    "SignOutProgress",
    "Unsynced",
    "VaultState",
]

Result = TypeVar("Result")

THIS_COMPUTER_NAME: Final = "This computer"
DEFAULT_SERVER: Final = "https://app.ingestio.example"
"""Where people sign in who were given no other address."""

log = structlog.get_logger(__name__)


class AccountKind(StrEnum):
    LOCAL = "local"
    HOSTED = "hosted"


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """An account as the switcher shows it. `unsynced` counts what waits to be sent (of accounts that are not
    in use: when they last were), `needs_sign_in` says why it has to be signed in to."""

    id: str
    kind: AccountKind
    server: str | None
    email: str | None
    plan: PlanName | None
    active: bool
    unsynced: int
    needs_sign_in: ErrorInfo | None
    place: SecretPlace | None

    @property
    def name(self) -> str:
        return THIS_COMPUTER_NAME if self.kind is AccountKind.LOCAL else self.email or self.host or self.id

    @property
    def host(self) -> str:
        """Such as `app.example.com`; empty for This computer."""
        return urlsplit(self.server).netloc if self.server else ""


class Rooms(Protocol):
    """Whoever builds what is below the windows for one account at a time."""

    def store_of(self, account: str) -> Store | None:
        """None unless it is open: nobody gets another one's."""

    def sync_of(self, account: str) -> SyncControl | None:
        """The same of its sync."""

    def open(self, account: str) -> "Future[Any]": ...

    def leave(self) -> "Future[None]":
        """End what is open and note that nothing is; nobody is told yet."""

    def tell_empty(self) -> None:
        """Nothing will be opened in its place."""


class AccountsFlow:
    """All methods return at once; notifiers run in threads of ours."""

    def __init__(
        self, data: Path, settings: SettingsFile, registry: Registry, vault: Vault, io: IoThread, rooms: Rooms
    ) -> None:
        self.changed: Notifier[tuple[AccountSummary, ...]] = Notifier()
        self.sign_in_changed: Notifier[SignInProgress] = Notifier()
        self.sign_out_changed: Notifier[SignOutProgress] = Notifier()
        self.vault_changed: Notifier[VaultState] = Notifier()
        self._data = data
        self._settings = settings
        self._registry = registry
        self._vault = vault
        self._io = io
        self._rooms = rooms
        # Whoever hears of one thing may ask for another.
        self._lock = threading.RLock()
        self._waiting: dict[str, int] = {}
        self._sign_ins: dict[tuple[str, SecretPlace, str], SignIn] = {}
        self._signing: Signing | None = None
        self._leaving: Future[None] | None = None

    # Which there are

    def accounts(self) -> tuple[AccountSummary, ...]:
        """This computer first (if it was ever used), then by e-mail. Cheap, any thread."""
        return tuple(self._summary(entry) for entry in self._registry.entries())

    def summary(self, account: str) -> AccountSummary | None:
        entry = self._registry.entry(account)
        return self._summary(entry) if entry is not None else None

    @property
    def active(self) -> str | None:
        """The id of the one in use; None before anything was chosen."""
        return self._registry.active

    @property
    def default_server(self) -> str:
        """The address to sign in at unless the person writes another."""
        return self._settings.settings.server_address or DEFAULT_SERVER

    def use(self, account: str) -> "Future[None]":
        """Put another one into use. Fails with `IngestError`: account_unknown, and those of its store."""
        return self._io.submit(self._use(account))

    def use_this_computer(self) -> "Future[None]":
        return self.use(THIS_COMPUTER)

    def unsynced(self, account: str) -> "Future[Unsynced]":
        """What the service does not have of it. Fails with `MachineError` (store_unusable)."""
        return self._io.submit(self.unsynced_now(account))

    # Signing in

    def sign_in(
        self, server: str | None = None, *, keep: SecretPlace | None = None, moved: str | None = None
    ) -> "Future[str]":
        """Sign in at a service with the browser, and put that account into use; its id. `keep` is where the
        sign-in is kept: the keyring, or the file behind a passphrase, unless it is said. `moved` is the
        account here whose service has this address now: when it is the same person's, it goes on there.

        A second call for the same server tells the address again. One for another server takes the place of
        the first. Fails with `IngestError`: vault_absent, vault_locked before the browser is needed;
        bad_address, no_sign_in, sign_in_refused, sign_in_timeout, sign_in_failed, those of the transport.
        """
        address = whole_address(server or self.default_server)
        with self._lock:
            running = self._signing
            if running is not None and not running.ended and running.server == address:
                running.tell_again()
                return running.future
            if running is not None:
                running.cancel()
            signing = Signing(address, self._vault, self._registry, self.sign_in_changed.notify, moved)
            signing.future = self._io.submit(self._sign_in(signing, keep))
            self._signing = signing
        return signing.future

    def cancel_sign_in(self) -> None:
        with self._lock:
            if self._signing is not None:
                self._signing.cancel()

    def reconnect(self) -> None:
        """Try the kept sign-in of the account in use again."""
        self._io.submit(self._reconnect())

    # Signing out

    def sign_out(self, account: str, how: SignOut = SignOut.DISCARD) -> "Future[None]":
        """End a sign-in, here and (when it is reached) at the service. Fails with `IngestError`: work_left
        when not all can be sent first, and what the place where the sign-in is kept says."""
        with self._lock:
            leaving = Leaving(self, account, self._registry, self._vault, self._rooms)
            self._leaving = self._io.submit(leaving.sign_out(how, self.sign_out_changed.notify))
            return self._leaving

    def cancel_sign_out(self) -> None:
        """Stop waiting for what is being sent first; nothing is signed out."""
        with self._lock:
            if self._leaving is not None:
                self._leaving.cancel()

    def delete_account(self, account: str, confirm: str, password: str | None) -> "Future[None]":
        """Delete the account in use, at the service and here. `confirm` is its name: the e-mail address, or
        the id where it has none. Fails with `IngestError`: confirmation_wrong, password_wrong and others of
        the service, and those of the transport."""
        leaving = Leaving(self, account, self._registry, self._vault, self._rooms)
        return self._io.submit(leaving.delete(confirm, password))

    # Where sign-ins are kept

    def vault_state(self) -> "Future[VaultState]":
        return self._io.submit(asyncio.to_thread(self._vault.state))

    def unlock(self, passphrase: str) -> "Future[None]":
        """Fails with `IngestError` (passphrase_wrong, vault_damaged, vault_absent)."""
        return self._io.submit(self._with_vault(lambda: self._vault.file.unlock(passphrase)))

    def make_vault(self, passphrase: str) -> "Future[None]":
        """Fails with `IngestError` (passphrase_short, vault_exists, vault_not_written)."""
        return self._io.submit(self._with_vault(lambda: self._vault.file.make(passphrase)))

    def forget_vault(self) -> "Future[None]":
        """For a passphrase that is forgotten: what is in the file goes, and has to be signed in to again."""
        return self._io.submit(self._forget_vault())

    # For whoever opens accounts

    def connect(self, entry: Entry, sync: SyncControl) -> None:
        """Begin to sync a hosted account, or say why it rests."""
        if entry.signed_out is not None and entry.signed_out.code not in _TRIED_AGAIN:
            sync.rest(IngestError.from_info(entry.signed_out))
        elif entry.server is not None:
            sync.service_ready(entry.server, self.kept_sign_in(entry))

    def kept_sign_in(self, entry: Entry) -> SignIn:
        """The sign-in of a hosted account. One object for each: it keeps the token at hand."""
        assert entry.server is not None, "This computer has no sign-in"
        place = entry.place or SecretPlace.KEYRING
        with self._lock:
            key = entry.id, place, entry.server
            known = self._sign_ins.get(key)
            if known is None:
                known = self._sign_ins[key] = SignIn(
                    entry.server, PROGRAM, self._vault.secrets(place), self._data, user=str(entry.user_id)
                )
        return known

    def heard_status(self, account: str, status: SyncStatus) -> None:
        """Note how sync of the account in use goes. Writes a file at times."""
        with self._lock:
            before = self._waiting.get(account)
            self._waiting[account] = status.pending + status.set_aside
        rests = status.error if status.link is Link.SIGNED_OUT else None
        entry = self._registry.entry(account)
        if entry is None:
            return
        works = status.link in (Link.ONLINE, Link.SYNCING)
        if (rests is not None or works) and entry.signed_out != rests:
            self._registry.change(account, lambda known: replace(known, signed_out=rests))
        elif before != self._waiting[account]:
            self.tell()

    def heard_account(self, account: str, figures: Account) -> None:
        """Note whose it is and on which plan. Writes a file where that is new."""
        self._registry.change(account, lambda entry: replace(entry, email=figures.email, plan=figures.plan))

    def keep_counts(self, account: str, store: Store) -> None:
        """The account is about to be left: remember what waits. Blocks, and may write a file."""
        with suppress(IngestError):
            waiting = store.read(unsynced).result().waiting
            with self._lock:
                self._waiting.pop(account, None)
            self._registry.change(account, lambda entry: replace(entry, unsynced=waiting))

    def forget_counts(self, account: str) -> None:
        with self._lock:
            self._waiting.pop(account, None)
            for known in [key for key in self._sign_ins if key[0] == account]:
                del self._sign_ins[known]

    def tell(self) -> None:
        self.changed.notify(self.accounts())

    # In the I/O thread

    async def unsynced_now(self, account: str) -> Unsynced:
        store = self._rooms.store_of(account)
        if store is not None:
            return await asyncio.wrap_future(store.read(unsynced))
        path = self._registry.folder(account) / "store.sqlite"
        return await asyncio.to_thread(unsynced_in, path)

    async def open(self, account: str) -> None:
        await asyncio.wrap_future(self._rooms.open(account))

    async def _use(self, account: str) -> None:
        if account != THIS_COMPUTER and self._registry.entry(account) is None:
            raise unknown()
        await self.open(account)

    async def _sign_in(self, signing: Signing, keep: SecretPlace | None) -> str:
        async def opened(entry: Entry) -> None:
            was_open = self._rooms.sync_of(entry.id) is not None
            await self.open(entry.id)
            if was_open:
                await self._reconnect()

        return await signing.run(keep, self.kept_sign_in, opened)

    async def _reconnect(self) -> None:
        entry = self._registry.entry(self.active or "")
        sync = self._rooms.sync_of(entry.id) if entry is not None else None
        if entry is not None and entry.server is not None and sync is not None:
            sync.service_ready(entry.server, self.kept_sign_in(entry))

    async def _with_vault(self, work: Callable[[], None]) -> None:
        await asyncio.to_thread(work)
        self.vault_changed.notify(await asyncio.to_thread(self._vault.state))
        entry = self._registry.entry(self.active or "")
        if entry is not None and entry.place is SecretPlace.FILE:
            await self._reconnect()

    async def _forget_vault(self) -> None:
        await asyncio.to_thread(self._vault.file.forget)
        with self._lock:
            for known in [key for key in self._sign_ins if key[1] is SecretPlace.FILE]:
                del self._sign_ins[known]
        for entry in self._registry.entries():
            if entry.place is SecretPlace.FILE:
                await asyncio.to_thread(self._registry.put, replace(entry, signed_out=FORGOTTEN))
        self.vault_changed.notify(await asyncio.to_thread(self._vault.state))
        active = self._registry.entry(self.active or "")
        sync = self._rooms.sync_of(active.id) if active is not None else None
        if active is not None and active.place is SecretPlace.FILE and sync is not None:
            self.connect(active, sync)

    def _summary(self, entry: Entry) -> AccountSummary:
        return AccountSummary(
            id=entry.id,
            kind=AccountKind.LOCAL if entry.local else AccountKind.HOSTED,
            server=entry.server,
            email=entry.email,
            plan=entry.plan,
            active=entry.id == self._registry.active,
            unsynced=self._waiting.get(entry.id, entry.unsynced),
            needs_sign_in=entry.signed_out,
            place=entry.place,
        )


_TRIED_AGAIN: Final = frozenset({"vault_locked", "keyring_refused", "no_keyring"})
"""Why an account rested that may be over with the next start."""

FORGOTTEN: Final = ErrorInfo(
    code="not_signed_in",
    title="You are not signed in",
    message="The passphrase was given up, and the sign-in with it. Sign in to go on; nothing is lost.",
)


def whole_address(text: str) -> str:
    """An address as a person writes it, with its scheme and its host in small letters."""
    text = text.strip().rstrip("/")
    scheme, mark, rest = text.partition("://")
    if not mark:
        scheme, rest = "https", text
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{path}"


def unknown() -> IngestError:
    return IngestError(
        "account_unknown", "This account is not on this computer", "Sign in to it to have it here."
    )
