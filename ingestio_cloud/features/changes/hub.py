"""Tells open streams when a user's change number rose.

A signal says whose number rose; one loop then asks the database for the numbers of those who listen,
all of them at once, so that a thousand streams cost one query and no thread of their own.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.changes.repository import change_numbers
from ingestio_cloud.features.errors import RefusedError
from ingestio_cloud.features.signals import Channel, Signals

log = structlog.get_logger(__name__)

_GATHER_SECONDS: Final = 0.02
"""How long signals are gathered, so that a busy batch costs fifty queries a second and no more."""
_SWEEP_SECONDS: Final = 30.0
"""How often all numbers are looked at without a signal, should one ever be missed."""


@dataclass(slots=True, eq=False)
class _Stream:
    number: int = -1
    ask: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)


class ChangeHub:
    """Belongs to the event loop that it is built in. Run `watch` as a task for as long as it lives."""

    def __init__(
        self,
        db: AsyncSessions,
        signals: Signals,
        *,
        streams_per_user: int,
        heartbeat_seconds: float,
    ) -> None:
        self._db = db
        self._streams_per_user = streams_per_user
        self._heartbeat_seconds = heartbeat_seconds
        self._loop = asyncio.get_running_loop()
        self._streams: dict[UUID, set[_Stream]] = {}
        self._risen: set[UUID] = set()
        self._signalled = asyncio.Event()
        self._stopped = False
        signals.subscribe(Channel.CHANGES, self._on_change)
        signals.subscribe(Channel.ACCESS, self._on_access)

    async def watch(self) -> None:
        """Look for new numbers until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_SWEEP_SECONDS):
                    await self._signalled.wait()
                    await asyncio.sleep(_GATHER_SECONDS)
            users = list(self._risen if self._signalled.is_set() else self._streams)
            self._risen.clear()
            self._signalled.clear()
            if not users:
                continue
            try:
                numbers = await self._db.system.read(change_numbers, users)
            except SQLAlchemyError as error:
                log.warning("change_numbers_unread", kind=type(error).__name__)
                continue
            for user_id, number in numbers.items():
                for stream in self._streams.get(user_id, ()):
                    if number > stream.number:
                        stream.number = number
                        stream.news.set()

    async def stop(self) -> None:
        """End all streams, so that the server can close."""
        self._stopped = True
        for streams in self._streams.values():
            for stream in streams:
                stream.news.set()

    def check_room(self, user_id: UUID) -> None:
        """Raises `RefusedError` (too_many_streams) where the user has as many streams as may be."""
        if len(self._streams.get(user_id, ())) >= self._streams_per_user:
            raise RefusedError(
                "too_many_streams",
                "Too many windows are open",
                f"{self._streams_per_user} programs follow this account already. Close one of them.",
            )

    async def numbers(self, user_id: UUID) -> AsyncIterator[int | None]:
        """The user's number now, then each newer one, until the service stops. None with every heartbeat,
        however much is new, and where the user lost a token: ask whether the caller may still listen."""
        stream = _Stream()
        self.check_room(user_id)
        self._streams.setdefault(user_id, set()).add(stream)
        try:
            numbers = await self._db.system.read(change_numbers, [user_id])
            last = numbers.get(user_id, 0)
            stream.number = max(stream.number, last)
            yield last
            asks_at = self._loop.time() + self._heartbeat_seconds
            while not self._stopped:
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(asks_at):
                        await stream.news.wait()
                asks = stream.ask or not stream.news.is_set() or self._loop.time() >= asks_at
                stream.news.clear()
                stream.ask = False
                if asks:
                    asks_at = self._loop.time() + self._heartbeat_seconds
                    yield None
                if stream.number > last:
                    last = stream.number
                    yield last
        finally:
            self._streams[user_id].discard(stream)
            if not self._streams[user_id]:
                del self._streams[user_id]

    def _on_change(self, payload: str | None) -> None:
        self._loop.call_soon_threadsafe(self._note_change, payload)

    def _on_access(self, payload: str | None) -> None:
        self._loop.call_soon_threadsafe(self._note_access, payload)

    def _note_change(self, payload: str | None) -> None:
        risen = self._streams.keys() if payload is None else {UUID(payload)} & self._streams.keys()
        if risen:
            self._risen |= risen
            self._signalled.set()

    def _note_access(self, payload: str | None) -> None:
        users = list(self._streams) if payload is None else [UUID(payload)]
        for user_id in users:
            for stream in self._streams.get(user_id, ()):
                stream.ask = True
                stream.news.set()
