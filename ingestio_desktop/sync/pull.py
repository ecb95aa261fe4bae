"""Fetch what changed: rows and cursor in one local transaction."""

from functools import partial
from uuid import UUID

import structlog

from ingestio_core.contracts.changes import ChangePage
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.store.anew import Anew, apply_anew, begin_anew, finish_anew
from ingestio_desktop.store.cursor import read_cursor
from ingestio_desktop.store.server import apply_account, apply_changes
from ingestio_desktop.sync.access import AsyncStore

log = structlog.get_logger(__name__)


class Pull:
    def __init__(self, store: AsyncStore, client: ServiceClient, answered: set[UUID]) -> None:
        """`answered` is where push notes whose event the service answered."""
        self._store = store
        self._client = client
        self._answered = answered
        self._anew: Anew | None = None

    async def cycle(self) -> bool:
        """Read the change feed to its end. True when something had changed."""
        changed = False
        while True:
            cursor = self._anew.after if self._anew is not None else await self._store.read(read_cursor)
            self._answered.clear()
            page = await self._client.changes(cursor)
            if page.reset:
                self._anew = Anew(page.next, await self._store.read(begin_anew))
                log.info("the change feed begins anew")
            answered = frozenset(self._answered)
            if self._anew is not None:
                await self._go_over(self._anew, page, answered)
                changed = True
            elif page.changes or page.next != cursor:
                await self._store.write(partial(apply_changes, page=page, answered=answered))
                changed = True
            if not page.more:
                return changed

    async def _go_over(self, anew: Anew, page: ChangePage, answered: frozenset[UUID]) -> None:
        anew.note(page)
        if page.more:
            await self._store.write(lambda unit: apply_anew(unit, page, answered))
        else:
            await self._store.write(lambda unit: finish_anew(unit, page, anew, answered))
            self._anew = None

    async def account(self) -> None:
        account = await self._client.account()
        await self._store.write(lambda unit: apply_account(unit, account))
