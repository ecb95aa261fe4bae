"""The composition root: the only place that builds things."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from ingestio_core.contracts.account import Account
from ingestio_core.errors import IngestError
from ingestio_desktop.about import program_version
from ingestio_desktop.credentials import Vault
from ingestio_desktop.embedded import LocalService
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.accounts import THIS_COMPUTER_NAME, AccountsFlow, unknown
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.engines import EnginesFlow
from ingestio_desktop.flows.exports import ExportFlow
from ingestio_desktop.flows.fetching import FetchFlow
from ingestio_desktop.flows.files import DocumentFiles
from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.flows.learned import LearnedFlow
from ingestio_desktop.flows.leaving import remove_leftovers
from ingestio_desktop.flows.network import NetworkFlow
from ingestio_desktop.flows.notifications import NotificationsFlow
from ingestio_desktop.flows.preferences import Household, Preferences, open_cache
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.report import ReportFlow
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.trail import TrailFlow
from ingestio_desktop.logs import start_log, stop_log
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.options import THIS_COMPUTER
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.registry import Entry, Registry
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import SyncStatus
from ingestio_desktop.workers.cpu_process import CpuProcess
from ingestio_desktop.workers.io_thread import IoThread
from ingestio_desktop.workers.renderer import Renderer

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Flows:
    """Every use case of one account, built and ready, and `accounts` over all of them."""

    account: AccountFlow
    accounts: AccountsFlow
    batches: BatchesFlow
    compose: ComposeFlow
    engines: EnginesFlow
    exports: ExportFlow
    fetching: FetchFlow
    grid: GridFlow
    learned: LearnedFlow
    notifications: NotificationsFlow
    preferences: Preferences
    prompts: PromptsFlow
    review: ReviewFlow
    submit: SubmitFlow
    trail: TrailFlow


@dataclass(frozen=True, slots=True)
class _Room:
    """What is built for the account in use, and how to end it."""

    account: str
    store: Store
    sync: SyncControl
    cpu: CpuProcess
    flows: Flows
    running: ExitStack


class Application:
    """Everything below the windows. Importing this module is heavy: do it in a background thread when a
    window waits.

    The I/O thread, the list of accounts and the embedded service last as long as the window. Store, files,
    sync and the workers that have files open belong to one account: changing to another one ends them and
    builds the next. `opening` tells the id of an account before the one in use ends for it; `opened` brings
    the flows of what is in use from now on, None when that is nothing.
    """

    def __init__(self, data: Path, settings: SettingsFile, vault: Vault | None = None) -> None:
        """`data` is the person's data folder; `vault` keeps sign-ins in the usual places unless given."""
        self.opening: Notifier[str] = Notifier()
        self.opened: Notifier[Flows | None] = Notifier()
        self._data = data
        self._settings = settings
        self._vault = vault
        self._running = ExitStack()
        self._lock = threading.Lock()
        self._ended = False
        # Opening and ending accounts are done here, one after the other.
        self._work = ThreadPoolExecutor(1, thread_name_prefix="accounts")
        self._local = LocalService(data)
        self._io = IoThread()
        self._registry: Registry | None = None
        self._accounts: AccountsFlow | None = None
        self._room: _Room | None = None
        self._household: Household | None = None

    def start(self) -> "Future[Flows]":
        """Open the account that was last in use, or This computer. The future ends when the flows can be
        used, which is before any service is there. Fails with `MachineError` (data_folder_unusable,
        store_unusable, registry_not_written)."""
        return self._work.submit(self._start)

    def prepare(self) -> "Future[AccountsFlow]":
        """Build what is there without an account in use: for whoever has none yet."""
        return self._work.submit(self._prepared)

    def open(self, account: str) -> "Future[Flows]":
        """End the account in use and open this one. Where it can't be opened, the former is opened again;
        nothing happens when it is open already.
        Fails with `IngestError` (account_unknown) and as `start`."""
        return self._work.submit(self._open, account)

    def leave(self) -> "Future[None]":
        """End the account in use and open none."""
        return self._work.submit(self._leave)

    def tell_empty(self) -> None:
        """Nothing is opened in place of what was left."""
        self.opened.notify(None)

    def shutdown(self) -> None:
        """Stop and join everything, children too. Safe to call twice."""
        if self._accounts is not None:
            self._accounts.cancel_sign_in()
        self._work.shutdown(cancel_futures=True)
        with self._lock:
            self._ended = True
            self._end_room()
            self._running.close()

    @property
    def accounts(self) -> AccountsFlow | None:
        """Once it is prepared."""
        return self._accounts

    @property
    def registry(self) -> Registry:
        """Once it is prepared."""
        assert self._registry is not None, "prepare comes first"
        return self._registry

    def store_of(self, account: str) -> Store | None:
        """None unless it is open."""
        room = self._room
        return room.store if room is not None and room.account == account else None

    def sync_of(self, account: str) -> SyncControl | None:
        """None unless it is open."""
        room = self._room
        return room.sync if room is not None and room.account == account else None

    @property
    def child_pids(self) -> tuple[int, ...]:
        """Of the embedded service and of the CPU child, as far as they run."""
        parts = (self._local.supervisor, self._room.cpu if self._room is not None else None)
        return tuple(part.pid for part in parts if part is not None and part.pid is not None)

    @property
    def service_pid(self) -> int | None:
        """Of the embedded service while it runs."""
        supervisor = self._local.supervisor
        return supervisor.pid if supervisor is not None else None

    @property
    def service_address(self) -> tuple[str, str] | None:
        """Base URL and token of the embedded service while it is ready."""
        supervisor = self._local.supervisor
        return supervisor.address if supervisor is not None else None

    # In the thread for accounts

    def _start(self) -> Flows:
        accounts = self._prepared()
        active = accounts.active
        known = active is not None and accounts.summary(active) is not None
        return self._open(active if active is not None and known else THIS_COMPUTER)

    def _prepared(self) -> AccountsFlow:
        if self._accounts is not None:
            return self._accounts
        running = self._running
        start_log(self._data / "logs" / "desktop.log")
        running.callback(stop_log)
        running.callback(self._local.stop)
        self._registry = Registry(self._data, self._tell_accounts)
        vault = self._vault or Vault(self._data)
        self._household = self._keep_house(vault)
        # It ends first, so that its last requests go the chosen way too.
        self._io.start()
        running.callback(self._io.close)
        self._accounts = AccountsFlow(self._data, self._settings, self._registry, vault, self._io, self)
        network = self._household.network
        self._accounts.vault_changed.subscribe(lambda _: network.look_again())
        self._io.submit(asyncio.to_thread(remove_leftovers, self._data / "accounts"))
        shorten_pauses()
        return self._accounts

    def _keep_house(self, vault: Vault) -> Household:
        network = NetworkFlow(self._settings, vault)
        network.start()
        self._running.callback(network.close)
        version = program_version()
        return Household(self._settings, network, ReportFlow(self._data, self._settings, version), version)

    def _open(self, account: str) -> Flows:
        accounts = self._prepared()
        assert self._registry is not None, "prepared just now"
        entry = self._registry.entry(account)
        if entry is None and account == THIS_COMPUTER:
            entry = Entry(THIS_COMPUTER)
        if entry is None:
            raise unknown()
        if self._room is not None and self._room.account == account:
            return self._room.flows
        former = self._room.account if self._room is not None else None
        if former is not None:
            self.opening.notify(account)
            self._end_room()
        try:
            self._room = self._build(entry, accounts, self._registry)
        except BaseException:
            if former is not None:
                with suppress(IngestError):
                    self._open(former)
            raise
        room = self._room
        log.info("account opened", local=entry.local)
        self.opened.notify(room.flows)
        accounts.tell()
        return room.flows

    def _leave(self) -> None:
        assert self._registry is not None, "something is open"
        self.opening.notify("")
        self._end_room()
        self._registry.use(None)

    def _end_room(self) -> None:
        room, self._room = self._room, None
        if room is not None:
            room.running.close()

    def _build(self, entry: Entry, accounts: AccountsFlow, registry: Registry) -> _Room:
        """Built, and noted as the one in use before anybody finds it."""
        with ExitStack() as running:
            room = self._build_on(running, entry, accounts, registry)
        try:
            registry.put(registry.entry(entry.id) or entry)
            registry.use(entry.id)
        except IngestError:
            room.running.close()
            raise
        return room

    def _build_on(
        self, running: ExitStack, entry: Entry, accounts: AccountsFlow, registry: Registry
    ) -> _Room:
        """`running` ends what was built, unless all of it was."""
        folder = registry.folder(entry.id)
        store = Store(folder / "store.sqlite")
        store.open()
        running.callback(store.close)
        cpu, renderer = CpuProcess(), Renderer()
        for worker in (renderer, cpu):
            worker.start()
            running.callback(worker.close)
        name = THIS_COMPUTER_NAME if entry.local else entry.email or entry.id
        sync = SyncControl(store, self._io, name, local=entry.local)
        sync.start()
        running.callback(sync.stop)
        account = AccountFlow(store, sync)
        running.callback(account.close)
        compose = ComposeFlow(store, cpu)
        compose.start()
        running.callback(compose.close)
        cache = open_cache(running, store, folder / "files", self._settings)
        files = DocumentFiles(store, sync, folder / "files", cache)
        review = ReviewFlow(store, files, renderer, sync)
        running.callback(review.close)
        fetching = FetchFlow(store, sync, files)
        running.callback(fetching.close)
        exports = ExportFlow(store, cpu, self._settings, sync)
        exports.begin()
        running.callback(exports.close)
        assert self._household is not None, "prepared before"
        known = lambda key: key == THIS_COMPUTER or registry.entry(key) is not None  # noqa: E731
        preferences = self._household.furnish(
            running, entry.id, name, store, sync, cpu, self._io, cache, known
        )
        flows = Flows(
            account=account,
            accounts=accounts,
            batches=BatchesFlow(store),
            compose=compose,
            engines=EnginesFlow(sync),
            exports=exports,
            fetching=fetching,
            grid=GridFlow(store, review),
            learned=LearnedFlow(sync),
            trail=TrailFlow(store, sync),
            notifications=NotificationsFlow(store),
            preferences=preferences,
            prompts=PromptsFlow(store),
            review=review,
            submit=SubmitFlow(store, compose),
        )
        running.callback(accounts.keep_counts, entry.id, store)
        self._listen(running, entry, accounts, account)
        if entry.local:
            self._local.attach(sync)
            running.callback(self._local.detach)
        else:
            accounts.connect(entry, sync)
        return _Room(entry.id, store, sync, cpu, flows, running.pop_all())

    def _listen(self, running: ExitStack, entry: Entry, accounts: AccountsFlow, account: AccountFlow) -> None:
        """Have the list of accounts know how this one goes."""

        def status(now: SyncStatus) -> None:
            self._later(entry.id, lambda: accounts.heard_status(entry.id, now))

        def figures(now: Account) -> None:
            self._later(entry.id, lambda: accounts.heard_account(entry.id, now))

        running.callback(account.status_changed.subscribe(status))
        if not entry.local:
            running.callback(account.changed.subscribe(figures))

    def _later(self, account: str, note: Callable[[], None]) -> None:
        def noted() -> None:
            if self._room is None or self._room.account != account:
                return
            try:
                note()
            except IngestError as error:
                log.warning("the accounts could not be noted", code=error.code)

        # Nothing is noted any more once the thread has ended.
        with suppress(RuntimeError):
            self._work.submit(noted)

    def _tell_accounts(self) -> None:
        if self._accounts is not None:
            self._accounts.tell()
