"""Sync with one service for as long as it runs: push, uploads, pull, wake-up calls.

Only start and stop; when the service comes back at another address a new session begins.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeVar
from uuid import UUID

import structlog

from ingestio_core.contracts.documents import Document
from ingestio_core.errors import IngestError
from ingestio_desktop.api import Pace, ServiceClient, seconds_asked
from ingestio_desktop.store import outbox
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.backoff import backoff_seconds
from ingestio_desktop.sync.pull import Pull
from ingestio_desktop.sync.push import Push
from ingestio_desktop.sync.sleep import SleepWatch
from ingestio_desktop.sync.status import Fetching
from ingestio_desktop.sync.transfer import Transfer

Result = TypeVar("Result")

_POLL_SECONDS: Final = 5.0
_ACCOUNT_SECONDS: Final = 60.0
_OFFLINE_LONGEST: Final = 30.0
_WATCH_SECONDS: Final = 2.0
_GATHER_SECONDS: Final = 0.4
_ASKS_TO_WAIT: Final = "rate_limited"

log = structlog.get_logger(__name__)


class Contact:
    """Whether the service is reached, and how much is going on. `changed` is called at each change."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.online: bool | None = None
        self.error: IngestError | None = None
        self.at_work = 0
        self.fetching: Fetching | None = None
        self._changed = changed

    def reached(self) -> None:
        if self.online is not True or self.error is not None:
            self.online, self.error = True, None
            self._changed()

    def lost(self, error: IngestError) -> None:
        if self.online is not False or self.error is None or self.error.code != error.code:
            self.online, self.error = False, error
            self._changed()

    def fetched(self, fetching: Fetching | None) -> None:
        """How far a long fetch has come; None when it is over."""
        if fetching != self.fetching:
            self.fetching = fetching
            self._changed()

    def failed(self, error: IngestError) -> None:
        """It did not give what it was asked for; whoever asks to wait is there."""
        if error.code == _ASKS_TO_WAIT:
            self.reached()
        else:
            self.lost(error)

    def busy(self, by: int) -> None:
        self.at_work += by
        self._changed()


class SyncSession:
    """Lives in the I/O thread. `run` ends by cancellation, and when the computer has slept: whoever was
    connected then is gone without a word, so that all begins anew with new connections."""

    def __init__(
        self, store: AsyncStore, client: ServiceClient, contact: Contact, pace: Pace | None = None
    ) -> None:
        """`pace` is how fast uploads may go."""
        self._store = store
        self._client = client
        self._contact = contact
        answered: set[UUID] = set()
        self._pull = Pull(store, client, answered, contact)
        self._push = Push(store, client, contact.busy, answered)
        self._transfer = Transfer(store, client, contact.busy, contact.lost, pace)
        self._pull_woken = asyncio.Event()
        self._push_woken = asyncio.Event()
        self._account_at = 0.0

    def wake(self) -> None:
        """Look at once whether there is something to send or to fetch."""
        self._pull_woken.set()
        self.wake_push()

    def wake_push(self) -> None:
        """Look at once whether there is something to send."""
        self._push_woken.set()
        self._transfer.wake()

    async def download(self, document: Document, target: Path) -> None:
        await asyncio.to_thread(lambda: target.parent.mkdir(parents=True, exist_ok=True))
        await self._client.download_document(document, target)

    async def ask(self, work: Callable[[ServiceClient], Coroutine[Any, Any, Result]]) -> Result:
        """What the service answers to a question that is no part of sync."""
        return await work(self._client)

    async def run(self) -> None:
        async with self._client:
            await self._store.write(outbox.reset_sending)
            await self._store.write(outbox.wake_all)
            loops = self._pull_loop(), self._push_loop(), self._transfer.run(), self._listen()
            try:
                async with asyncio.TaskGroup() as group:
                    for work in (*loops, _until_slept(SleepWatch())):
                        group.create_task(work)
            except* _Slept:
                log.info("the computer slept, or its clock was set")

    async def _pull_loop(self) -> None:
        failures = 0
        while True:
            self._pull_woken.clear()
            was_offline = self._contact.online is False
            try:
                changed = await self._pull.cycle()
                if changed or monotonic() >= self._account_at:
                    self._account_at = monotonic() + _ACCOUNT_SECONDS
                    await self._pull.account()
            except IngestError as error:
                failures += 1
                self._contact.failed(error)
                seconds = backoff_seconds(failures - 1, longest=_OFFLINE_LONGEST)
                # A service that wants to be left alone is not asked sooner, whatever is new.
                await asyncio.sleep(seconds_asked(error))
            else:
                failures, seconds = 0, _POLL_SECONDS
                self._contact.reached()
                if was_offline:
                    await self._store.write(outbox.wake_all)
                    self.wake_push()
            await _wait(self._pull_woken, seconds)
            if self._transfer.at_work:
                # Each file that arrives is news, and many come at once.
                await asyncio.sleep(_GATHER_SECONDS)

    async def _push_loop(self) -> None:
        failures = 0
        while True:
            self._push_woken.clear()
            now = datetime.now(UTC)
            try:
                sent = await self._push.cycle(now)
            except IngestError as error:
                failures += 1
                self._contact.lost(error)
                await _wait(self._push_woken, backoff_seconds(failures, longest=_OFFLINE_LONGEST))
                continue
            failures = 0
            if sent:
                self._contact.reached()
                self._pull_woken.set()
                continue
            due = await self._store.read(partial(outbox.next_due, now=now))
            await _wait(self._push_woken, _until(due))

    async def _listen(self) -> None:
        """The stream of change numbers; while it is broken the poll does its work."""
        failures = 0
        while True:
            try:
                async for number in self._client.changes_stream():
                    failures = 0
                    self._pull.newest = number
                    self._pull_woken.set()
            except IngestError as error:
                log.info("change stream broke", code=error.code)
            failures += 1
            await asyncio.sleep(backoff_seconds(failures, longest=_OFFLINE_LONGEST))


class _Slept(Exception):
    """The computer slept, or its clock was set."""


async def _until_slept(watch: SleepWatch) -> None:
    while True:
        watch.expect(_WATCH_SECONDS)
        await asyncio.sleep(_WATCH_SECONDS)
        if watch.jumped():
            raise _Slept


async def _wait(event: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


def _until(due: datetime | None) -> float | None:
    return None if due is None else max(0.05, (due - datetime.now(UTC)).total_seconds())
