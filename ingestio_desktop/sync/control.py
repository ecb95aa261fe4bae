"""Start and stop sync, and say how it goes. May be called from any thread."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import structlog

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.documents import Document
from ingestio_core.errors import IngestError
from ingestio_desktop.api import SIGNED_OUT, Pace, ServiceClient, TokenSource, connect
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import outbox
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.clock import Clock
from ingestio_desktop.sync.session import Contact, SyncSession
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.io_thread import IoThread

Result = TypeVar("Result")

_RESTART_SECONDS: Final = 5.0

log = structlog.get_logger(__name__)


class SyncControl:
    """`status_changed` is notified in the I/O thread; `status` is always the last one."""

    def __init__(self, store: Store, io: IoThread, account_name: str, *, local: bool = True) -> None:
        """`local` is for the embedded service of This computer."""
        self.status_changed: Notifier[SyncStatus] = Notifier()
        self._store = store
        self._io = io
        self._async_store = AsyncStore(store)
        self._lock = threading.Lock()
        self._status = SyncStatus(Link.STARTING, account=account_name, local=local)
        self._running: Future[None] | None = None
        self._session: SyncSession | None = None
        self._contact = Contact(self._look)
        self._starting = True
        self._failure: IngestError | None = None
        self._signed_out: IngestError | None = None
        self._clock = Clock(self._look)
        self._pace = Pace()
        self._look_again = asyncio.Event()
        self._downloads: dict[UUID, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._unsubscribe = store.changed.subscribe(self._store_changed)

    @property
    def status(self) -> SyncStatus:
        return self._status

    def start(self) -> None:
        """Count what waits, and watch it; sync itself begins with `service_ready`. Blocks until counted."""
        pending, set_aside = self._store.read(outbox.counts).result()
        self._status = self._make_status(pending, set_aside, self._store.read(read_account).result())
        # A program that was killed has left files that seem to be under way.
        self._store.write(outbox.reset_sending)
        self._submit(self._watch)

    def service_ready(self, base_url: str, token: str | TokenSource) -> None:
        """The service is at this address from now on, and knows whoever has the token, or the sign-in."""
        self._replace(self._submit(lambda: self._sync(base_url, token)))

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

    def rest(self, reason: IngestError) -> None:
        """There is no sign-in; sync rests until `service_ready` brings one."""
        self._replace(None)
        self._starting, self._signed_out = False, reason
        self._call_look()

    def wake(self) -> None:
        """Something waits to be sent."""
        self._submit(lambda: self._wake(everything=False))

    def limit_uploads(self, bytes_a_second: int | None) -> None:
        """How fast all uploads together may be, from now on; None takes the limit away."""
        self._pace.set_limit(bytes_a_second)

    def sync_now(self) -> None:
        self._submit(lambda: self._wake(everything=True))

    def download(self, document: Document, target: Path) -> "Future[None]":
        """Save a document's file as `target`. Fails with `IngestError`: file_not_here without a
        service, and those of the transport."""
        return self._submit(lambda: self._download(document, target))

    def ask(self, work: Callable[[ServiceClient], Coroutine[Any, Any, Result]]) -> "Future[Result]":
        """Ask the service for what is not kept on this computer. Fails with `IngestError`:
        service_unreachable without a service, and those of the transport."""
        return self._submit(lambda: self._ask(work))

    def ask_or(
        self,
        work: Callable[[ServiceClient], Coroutine[Any, Any, Result]],
        otherwise: Callable[[IngestError], Coroutine[Any, Any, Result]],
    ) -> "Future[Result]":
        """The same, or what is known `otherwise` when the service does not answer."""
        return self._submit(lambda: self._ask_or(work, otherwise))

    def stop(self) -> None:
        """End all that runs and wait for it. Not from the I/O thread. Safe to call twice."""
        self._unsubscribe()
        self._replace(None)
        with suppress(CancelledError):
            self._io.submit(self._end()).result()

    def _replace(self, running: "Future[None] | None") -> None:
        with self._lock:
            before, self._running = self._running, running
        if before is not None:
            before.cancel()

    def _submit(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> "Future[Result]":
        return self._io.submit(self._tracked(work))

    # In the I/O thread

    async def _tracked(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        task = asyncio.current_task()
        assert task is not None, "a coroutine on a loop is in a task"
        self._tasks.add(task)
        try:
            return await work()
        finally:
            self._tasks.discard(task)

    async def _end(self) -> None:
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _sync(self, base_url: str, token: str | TokenSource) -> None:
        self._starting, self._failure, self._signed_out = False, None, None
        while True:
            over: asyncio.Future[IngestError] = asyncio.get_running_loop().create_future()
            source = token if isinstance(token, str) else _Watched(token, over)
            self._contact = Contact(self._look)
            client = connect(base_url, source, self._clock.hear)
            session = SyncSession(self._async_store, client, self._contact, self._pace)
            self._session = session
            pause = 0.0
            try:
                await _until_over(session, over)
            except Exception:
                pause = _RESTART_SECONDS
                # The edge of a task: a bug in one part must not end sync for good.
                log.exception("sync broke and starts anew")
            finally:
                if self._session is session:
                    self._session = None
            if over.done():
                log.info("sync rests", code=over.result().code)
                self._signed_out = over.result()
                self._look()
                return
            await asyncio.sleep(pause)

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
        if session is None and self._signed_out is not None:
            raise self._signed_out
        if session is None:
            raise IngestError(
                "service_unreachable",
                "The service cannot be reached",
                "It is still starting, or the network is away. Try again in a moment.",
                retryable=True,
            )
        return await session.ask(work)

    async def _ask_or(
        self,
        work: Callable[[ServiceClient], Coroutine[Any, Any, Result]],
        otherwise: Callable[[IngestError], Coroutine[Any, Any, Result]],
    ) -> Result:
        try:
            return await self._ask(work)
        except IngestError as error:
            return await otherwise(error)

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
        error = self._failure or self._signed_out or self._contact.error
        notice = None if self._status.local else self._clock.notice()
        return replace(
            self._status,
            link=self._link(),
            pending=pending,
            set_aside=set_aside,
            pages_left=account.pages_left if account else None,
            error=error.info() if error is not None else None,
            notice=notice.info() if notice is not None else None,
            fetching=self._contact.fetching,
        )

    def _link(self) -> Link:
        if self._failure is not None:
            return Link.FAILED
        if self._signed_out is not None:
            return Link.SIGNED_OUT
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

        self._submit(look)

    def _store_changed(self, changed: Changed) -> None:
        if changed.outbox or changed.account:
            self._call_look()
            self.wake()


class _Watched:
    """A sign-in that tells when it is over, so that nothing asks it again and again."""

    def __init__(self, source: TokenSource, over: "asyncio.Future[IngestError]") -> None:
        self._source = source
        self._over = over

    async def token(self) -> str:
        try:
            return await self._source.token()
        except IngestError as error:
            if error.code in SIGNED_OUT and not self._over.done():
                self._over.set_result(error)
            raise

    def refused(self, token: str) -> None:
        self._source.refused(token)


async def _until_over(session: SyncSession, over: "asyncio.Future[IngestError]") -> None:
    """Run a session until its sign-in is over. Raises what broke it."""
    running = asyncio.create_task(session.run())
    try:
        either: tuple[asyncio.Future[Any], ...] = (running, over)
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not over.done():
            await running
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
