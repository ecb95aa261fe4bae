"""Fetch what changed: rows and cursor in one local transaction."""

import asyncio
from functools import partial
from typing import Protocol
from uuid import UUID

import structlog

from ingestio_core.contracts.changes import ChangePage
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.store.anew import Anew, apply_anew, begin_anew, finish_anew
from ingestio_desktop.store.cursor import read_cursor
from ingestio_desktop.store.server import apply_account, apply_changes
from ingestio_desktop.sync.access import AsyncStore
from ingestio_desktop.sync.status import Fetching

log = structlog.get_logger(__name__)


class Listener(Protocol):
    """Who hears how it goes."""

    def reached(self) -> None: ...
    def busy(self, by: int) -> None: ...
    def fetched(self, fetching: Fetching | None) -> None: ...


class Pull:
    def __init__(
        self,
        store: AsyncStore,
        client: ServiceClient,
        answered: set[UUID],
        listener: Listener,
    ) -> None:
        """`answered` is where push notes whose event the service answered. `listener` hears `reached` with
        each page that arrives, and `busy` and `fetched` when more pages than one are to be fetched."""
        self._store = store
        self._client = client
        self._answered = answered
        self._listener = listener
        self.newest = 0
        """The service's last change number, as far as it was heard; 0 when it was not."""
        self._anew: Anew | None = None

    async def cycle(self) -> bool:
        """Read the change feed to its end. True when something had changed."""
        cursor = self._anew.after if self._anew is not None else await self._store.read(read_cursor)
        self._answered.clear()
        page = await self._client.changes(cursor)
        self._listener.reached()
        if not page.more:
            return await self._keep(page, cursor, self._take_answered())
        start, documents = (0 if page.reset else cursor), 0
        self._listener.busy(+1)
        try:
            # The next page is on its way while this one is written.
            while page.more:
                documents += sum(change.document is not None for change in page.changes)
                self._listener.fetched(Fetching(documents, self._percent(start, page.next)))
                writing = asyncio.ensure_future(self._keep(page, cursor, self._take_answered()))
                try:
                    following = await self._client.changes(page.next)
                    self._listener.reached()
                finally:
                    await writing
                page, cursor = following, page.next
            await self._keep(page, cursor, self._take_answered())
        finally:
            self._listener.fetched(None)
            self._listener.busy(-1)
        return True

    def _percent(self, start: int, number: int) -> int | None:
        """How much of the feed was read."""
        if not start < number <= self.newest:
            return None
        return 100 * (number - start) // (self.newest - start)

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
