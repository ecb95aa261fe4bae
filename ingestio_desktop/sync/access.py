"""The store for coroutines."""

import asyncio
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from ingestio_desktop.store.database import Reader, Store, Unit
from ingestio_desktop.store.uploads import keep_url, upload_url

Result = TypeVar("Result")


class AsyncStore:
    """Awaits the store's threads; also keeps upload URLs, as `upload_file` wants it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, query: Callable[[Reader], Result]) -> Result:
        return await asyncio.wrap_future(self._store.read(query))

    async def write(self, change: Callable[[Unit], Result]) -> Result:
        # A write that was begun is waited for, also when the task is cancelled meanwhile.
        return await asyncio.shield(asyncio.wrap_future(self._store.write(change)))

    async def get(self, document: UUID) -> str | None:
        return await self.read(lambda session: upload_url(session, document))

    async def put(self, document: UUID, url: str) -> None:
        await self.write(lambda unit: keep_url(unit, document, url))

    async def forget(self, document: UUID) -> None:
        await self.write(lambda unit: keep_url(unit, document, None))
