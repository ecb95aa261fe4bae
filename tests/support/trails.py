"""A service that keeps the trail of one document, so that tests can add to it and tamper with it."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pydantic import JsonValue

from ingestio_core.contracts.trail import TrailCheck, TrailEntry, TrailOperation
from ingestio_core.errors import IngestError
from ingestio_core.trail import FIRST_HASH, entry_hash, first_broken
from ingestio_desktop.futures import failed, settle
from ingestio_desktop.sync.status import Link, SyncStatus

NO_NETWORK = IngestError("offline", "No network", "The service can't be reached right now.", retryable=True)


@dataclass
class TrailService:
    """Stands for sync and the client behind it. `away` is why it does not answer."""

    user: UUID
    at: datetime = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
    away: IngestError | None = None
    local: bool = False
    entries: dict[UUID, list[TrailEntry]] = field(default_factory=dict)
    asked: int = 0

    @property
    def status(self) -> SyncStatus:
        return SyncStatus(Link.ONLINE, account="office", local=self.local)

    def add(
        self,
        document: UUID,
        path: str = "",
        before: JsonValue = None,
        after: JsonValue = None,
        op: TrailOperation = TrailOperation.REPLACE,
        by: UUID | None = None,
    ) -> TrailEntry:
        """Write an entry as the service does."""
        trail = self.entries.setdefault(document, [])
        self.at += timedelta(minutes=7)
        entry = TrailEntry(
            id=uuid4(),
            sequence=len(trail) + 1,
            by=by or self.user,
            at=self.at,
            version=len(trail) + 2,
            op=op,
            path=path,
            before=before,
            after=after,
            previous_hash=trail[-1].hash if trail else FIRST_HASH,
            hash="",
        )
        trail.append(self.sealed(document, entry))
        return trail[-1]

    def sealed(self, document: UUID, entry: TrailEntry) -> TrailEntry:
        """With the hash that it must have."""
        return entry.model_copy(update={"hash": entry_hash(entry, user_id=self.user, document_id=document)})

    def rewrite(self, document: UUID, sequence: int, after: JsonValue) -> None:
        """Change an entry, and seal it and all after it anew, as whoever owns the service could."""
        trail = self.entries[document]
        trail[sequence - 1] = trail[sequence - 1].model_copy(update={"after": after})
        for place in range(sequence - 1, len(trail)):
            previous = trail[place - 1].hash if place else FIRST_HASH
            trail[place] = self.sealed(document, trail[place].model_copy(update={"previous_hash": previous}))

    def ask(self, work: "Callable[[TrailService], Coroutine[Any, Any, object]]") -> "Future[object]":
        """As `SyncControl.ask`, at once."""
        if self.away is not None:
            return failed(self.away)
        future: Future[object] = Future()

        def run() -> object:
            return asyncio.run(work(self))

        settle(future, run)
        return future

    async def trail(self, document: UUID) -> tuple[TrailEntry, ...]:
        self.asked += 1
        return tuple(self.entries.get(document, ()))

    async def verify_trail(self, document: UUID) -> TrailCheck:
        entries = self.entries.get(document, [])
        head = entries[-1].hash if entries else None
        broken = first_broken(entries, user_id=self.user, document_id=document, count=len(entries), head=head)
        return TrailCheck(intact=broken is None, entries=len(entries), first_broken=broken, head=head)
