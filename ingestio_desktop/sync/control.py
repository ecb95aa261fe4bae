"""Start and stop sync, and say how it goes. May be called from any thread."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import structlog

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.documents import Document
from ingestio_core.errors import IngestError
from ingestio_desktop.api import ServiceClient, connect
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import outbox
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.session import Contact, SyncSession
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.io_thread import IoThread

Result = TypeVar("Result")

_RESTART_SECONDS: Final = 5.0

log = structlog.get_logger(__name__)


class SyncControl:
    """`status_changed` is notified in the I/O thread; `status` is always the last one."""

    def __init__(self, store: Store, io: IoThread, account_name: str) -> None:
        self.status_changed: Notifier[SyncStatus] = Notifier()
        self._store = store
        self._io = io
        self._async_store = AsyncStore(store)
        self._lock = threading.Lock()
        self._status = SyncStatus(Link.STARTING, account=account_name)
        self._running: Future[None] | None = None
        self._session: SyncSession | None = None
        self._contact = Contact(self._look)
        self._starting = True
        self._failure: IngestError | None = None
        self._look_again = asyncio.Event()
        self._downloads: dict[UUID, asyncio.Lock] = {}
        self._watcher: Future[None] | None = None
        self._unsubscribe = store.changed.subscribe(self._store_changed)

    @property
    def status(self) -> SyncStatus:
        return self._status

    def start(self) -> None:
        """Watch the outbox; sync itself begins with `service_ready`."""
        self._watcher = self._io.submit(self._watch())

    def service_ready(self, base_url: str, token: str) -> None:
        """The service is at this address from now on."""
        self._replace(self._io.submit(self._sync(base_url, token)))

    def service_starting(self) -> None:
        """The service is not there yet, or ended and is being started again."""
        self._replace(None)
        self._starting, self._failure = True, None
        self._call_look()

    def service_failed(self, error: IngestError) -> None:
        """The service did not start; all that needs none goes on."""
        self._replace(None)
        self._starting, self._failure = False, error
        self._call_look()

    def wake(self) -> None:
        """Something waits to be sent."""
        self._io.submit(self._wake(everything=False))

    def sync_now(self) -> None:
        self._io.submit(self._wake(everything=True))

    def download(self, document: Document, target: Path) -> "Future[None]":
        """Save a document's file as `target`. Fails with `IngestError`: file_not_here without a
        service, and those of the transport."""
        return self._io.submit(self._download(document, target))

    def ask(self, work: Callable[[ServiceClient], Coroutine[Any, Any, Result]]) -> "Future[Result]":
        """Ask the service for what is not kept on this computer. Fails with `IngestError`:
        service_unreachable without a service, and those of the transport."""
        return self._io.submit(self._ask(work))

    def stop(self) -> None:
        self._unsubscribe()
        self._replace(None)
        if self._watcher is not None:
            self._watcher.cancel()

    def _replace(self, running: "Future[None] | None") -> None:
        with self._lock:
            before, self._running = self._running, running
        if before is not None:
            before.cancel()

    # In the I/O thread

    async def _sync(self, base_url: str, token: str) -> None:
        self._starting, self._failure = False, None
        while True:
            self._contact = Contact(self._look)
            session = SyncSession(self._async_store, connect(base_url, token), self._contact)
            self._session = session
            try:
                await session.run()
            except Exception:
                # The edge of a task: a bug in one part must not end sync for good.
                log.exception("sync broke and starts anew")
            finally:
                if self._session is session:
                    self._session = None
            await asyncio.sleep(_RESTART_SECONDS)

    async def _wake(self, *, everything: bool) -> None:
        if self._session is None:
            return
        if everything:
            await self._async_store.write(outbox.wake_all)
            self._session.wake()
        else:
            self._session.wake_push()

    async def _download(self, document: Document, target: Path) -> None:
        session = self._session
        if session is None:
            raise IngestError(
                "file_not_here",
                "The file is not on this computer",
                f"“{document.filename}” is with the service, which cannot be reached now. Try again later.",
                retryable=True,
            )
        lock = self._downloads.setdefault(document.id, asyncio.Lock())
        async with lock:
            if not await asyncio.to_thread(target.exists):
                await session.download(document, target)
        if not lock.locked():
            self._downloads.pop(document.id, None)

    async def _ask(self, work: Callable[[ServiceClient], Coroutine[Any, Any, Result]]) -> Result:
        session = self._session
        if session is None:
            raise IngestError(
                "service_unreachable",
                "The service cannot be reached",
                "It is still starting, or the network is away. Try again in a moment.",
                retryable=True,
            )
        return await session.ask(work)

    async def _watch(self) -> None:
        """Tell the status whenever it may have changed."""
        self._look_again.set()
        while True:
            await self._look_again.wait()
            self._look_again.clear()
            try:
                pending, set_aside = await self._async_store.read(outbox.counts)
                account = await self._async_store.read(read_account)
            except IngestError as error:
                # The next change tells again.
                log.warning("the state of sync could not be read", code=error.code)
                continue
            status = self._make_status(pending, set_aside, account)
            if status != self._status:
                self._status = status
                self.status_changed.notify(status)

    def _make_status(self, pending: int, set_aside: int, account: Account | None) -> SyncStatus:
        error = self._failure or self._contact.error
        return SyncStatus(
            link=self._link(),
            pending=pending,
            set_aside=set_aside,
            account=self._status.account,
            pages_left=account.pages_left if account else None,
            error=error.info() if error is not None else None,
        )

    def _link(self) -> Link:
        if self._failure is not None:
            return Link.FAILED
        if self._starting or self._contact.online is None:
            return Link.STARTING
        if not self._contact.online:
            return Link.OFFLINE
        return Link.SYNCING if self._contact.at_work else Link.ONLINE

    def _look(self) -> None:
        self._look_again.set()

    def _call_look(self) -> None:
        async def look() -> None:
            self._look()

        self._io.submit(look())

    def _store_changed(self, changed: Changed) -> None:
        if changed.outbox or changed.account:
            self._call_look()
            self.wake()
