"""Fetch what changed: rows and cursor in one local transaction."""

import asyncio
from collections.abc import Callable
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
    def __init__(
        self,
        store: AsyncStore,
        client: ServiceClient,
        answered: set[UUID],
        reached: Callable[[], None] = lambda: None,
        busy: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`answered` is where push notes whose event the service answered. `reached` is called with each page
        that arrives, `busy` with +1 when more pages than one are to be fetched and -1 afterwards."""
        self._store = store
        self._client = client
        self._answered = answered
        self._reached = reached
        self._busy = busy
        self._anew: Anew | None = None

    async def cycle(self) -> bool:
        """Read the change feed to its end. True when something had changed."""
        cursor = self._anew.after if self._anew is not None else await self._store.read(read_cursor)
        self._answered.clear()
        page = await self._client.changes(cursor)
        self._reached()
        if not page.more:
            return await self._keep(page, cursor, self._take_answered())
        self._busy(+1)
        try:
            # The next page is on its way while this one is written.
            while page.more:
                writing = asyncio.ensure_future(self._keep(page, cursor, self._take_answered()))
                try:
                    following = await self._client.changes(page.next)
                    self._reached()
                finally:
                    await writing
                page, cursor = following, page.next
            await self._keep(page, cursor, self._take_answered())
        finally:
            self._busy(-1)
        return True

    def _take_answered(self) -> frozenset[UUID]:
        """Whom answers were about since a page was asked for. Those that come from now on are written behind
        it, and count for the next page."""
        answered = frozenset(self._answered)
        self._answered.clear()
        return answered

    async def _keep(self, page: ChangePage, cursor: int, answered: frozenset[UUID]) -> bool:
        """Write a page that was asked for with `cursor`. False when there was nothing to write."""
        if page.reset:
            self._anew = Anew(page.next, await self._store.read(begin_anew))
            log.info("the change feed begins anew")
        if self._anew is not None:
            await self._go_over(self._anew, page, answered)
        elif page.changes or page.next != cursor:
            await self._store.write(partial(apply_changes, page=page, answered=answered))
        else:
            return False
        return True

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
