"""Fetch what changed: rows and cursor in one local transaction."""

from functools import partial
from uuid import UUID

from ingestio_desktop.api import ServiceClient
from ingestio_desktop.store.cursor import read_cursor
from ingestio_desktop.store.server import apply_account, apply_changes
from ingestio_desktop.sync.access import AsyncStore


class Pull:
    def __init__(self, store: AsyncStore, client: ServiceClient, answered: set[UUID]) -> None:
        """`answered` is where push notes whose event the service answered."""
        self._store = store
        self._client = client
        self._answered = answered

    async def cycle(self) -> bool:
        """Read the change feed to its end. True when something had changed."""
        changed = False
        while True:
            cursor = await self._store.read(read_cursor)
            self._answered.clear()
            page = await self._client.changes(cursor)
            if page.changes or page.next != cursor:
                answered = frozenset(self._answered)
                await self._store.write(partial(apply_changes, page=page, answered=answered))
                changed = True
            if not page.more:
                return changed

    async def account(self) -> None:
        account = await self._client.account()
        await self._store.write(lambda unit: apply_account(unit, account))
