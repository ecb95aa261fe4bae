"""Fetch what changed: rows and cursor in one local transaction."""

from functools import partial

from ingestio_desktop.api import ServiceClient
from ingestio_desktop.store.cursor import read_cursor
from ingestio_desktop.store.server import apply_account, apply_changes
from ingestio_desktop.sync.access import AsyncStore


class Pull:
    def __init__(self, store: AsyncStore, client: ServiceClient) -> None:
        self._store = store
        self._client = client

    async def cycle(self) -> bool:
        """Read the change feed to its end. True when something had changed."""
        changed = False
        while True:
            cursor = await self._store.read(read_cursor)
            page = await self._client.changes(cursor)
            if page.changes or page.next != cursor:
                await self._store.write(partial(apply_changes, page=page))
                changed = True
            if not page.more:
                return changed

    async def account(self) -> None:
        account = await self._client.account()
        await self._store.write(lambda unit: apply_account(unit, account))
