"""Tells open streams when a user's change number rose.

One loop asks the database for the numbers of all users who listen, so that changes of any process
are seen and a thousand streams cost one query.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.changes.repository import change_numbers

log = structlog.get_logger(__name__)

POLL_SECONDS: Final = 0.25


class ChangeHub:
    """Run `watch` as a task for as long as the service lives."""

    def __init__(self, db: AsyncSessions, poll_seconds: float = POLL_SECONDS) -> None:
        self._db = db
        self._poll_seconds = poll_seconds
        self._listeners: Counter[UUID] = Counter()
        self._numbers: dict[UUID, int] = {}
        self._news = asyncio.Condition()
        self._stopped = False

    async def watch(self) -> None:
        """Look for new numbers until cancelled."""
        while True:
            await asyncio.sleep(self._poll_seconds)
            users = list(self._listeners)
            if not users:
                continue
            try:
                numbers = await self._db.read(change_numbers, users)
            except SQLAlchemyError as error:
                log.warning("change_numbers_unread", kind=type(error).__name__)
                continue
            if numbers != self._numbers:
                self._numbers = numbers
                async with self._news:
                    self._news.notify_all()

    async def stop(self) -> None:
        """End all streams, so that the server can close."""
        self._stopped = True
        async with self._news:
            self._news.notify_all()

    async def numbers(self, user_id: UUID) -> AsyncIterator[int]:
        """The user's number now, then each newer one, until the service stops."""
        self._listeners[user_id] += 1
        try:
            last = (await self._db.read(change_numbers, [user_id])).get(user_id, 0)
            yield last
            while not self._stopped:
                async with self._news:
                    await self._news.wait_for(
                        lambda: self._stopped or self._numbers.get(user_id, last) > last  # noqa: B023
                    )
                number = self._numbers.get(user_id, last)
                if number > last:
                    last = number
                    yield last
        finally:
            self._listeners[user_id] -= 1
            if not self._listeners[user_id]:
                del self._listeners[user_id]
