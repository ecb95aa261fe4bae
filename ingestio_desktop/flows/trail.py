"""Who changed what in a document: fetched and kept, so that it shows offline; proven; written to a file."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.trail import TrailCheck, TrailEntry
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.trail import first_broken
from ingestio_core.trail_file import TrailFile, TrailFormat, write_trail
from ingestio_desktop.api import ServiceClient
from ingestio_desktop.futures import chain, done, settle
from ingestio_desktop.store import queries, trails
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Reader, Store, Unit
from ingestio_desktop.store.trails import NotTaken, StoredTrail, UnsentChange
from ingestio_desktop.sync.control import SyncControl

Asked = TypeVar("Asked")
Result = TypeVar("Result")

_AT_ONCE: Final = 4
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Trail:
    """A document's trail as far as it is known. `entries` are the service's, oldest first, as of
    `fetched_at` (None where it was never asked), `unsent` what only this computer knows, `not_taken` what
    gave way in conflicts here. `broken` is the first entry that is another than when it was last seen;
    `error` says why the service did not answer. `attempted` says that it was asked."""

    document_id: UUID
    filename: str
    plan: FieldPlan
    account: Account | None
    local: bool
    entries: tuple[TrailEntry, ...] = ()
    unsent: tuple[UnsentChange, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    fetched_at: datetime | None = None
    broken: int | None = None
    error: IngestError | None = None
    attempted: bool = False


class Proof(StrEnum):
    """What a check found: the chain holds; an entry does not fit; or it fits, but is another than before."""

    INTACT = "intact"
    BROKEN = "broken"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`entries` were looked at, `broken` is the sequence of the first bad one. `by_service` says that the
    service's own check says so as well; without a network only what is kept here is looked at."""

    proof: Proof
    entries: int
    broken: int | None
    by_service: bool


class TrailFlow:
    """What the service told is kept only if it goes on from what it told before, so that a past that was
    rewritten is noticed at any later time."""

    def __init__(self, store: Store, sync: SyncControl) -> None:
        self._store = store
        self._sync = sync

    def known(self, document_id: UUID) -> "Future[Trail]":
        """What is known here. Fails with `IngestError` document_gone."""
        return self._store.read(lambda session: self._read(session, document_id))

    def fetch(self, document_id: UUID) -> "Future[Trail]":
        """What the service says now; what is known here where it does not answer."""

        def told(entries: tuple[TrailEntry, ...]) -> "Future[Trail]":
            return chain(self._keep({document_id: entries}), lambda _: shown(entries))

        def shown(entries: tuple[TrailEntry, ...]) -> "Future[Trail]":
            return chain(self.known(document_id), lambda known: done(_with_told(known, entries)))

        def offline(error: IngestError) -> "Future[Trail]":
            return chain(
                self.known(document_id), lambda known: done(replace(known, error=error, attempted=True))
            )

        return _either(self._sync.ask(lambda client: client.trail(document_id)), told, offline)

    def verify(self, document_id: UUID) -> "Future[Verdict]":
        """Compute the chain, and compare it with the service's own check and with what was seen before.
        Where the service does not answer, what is kept here is looked at alone. Fails with `IngestError`
        document_gone, and with the reason where there is nothing to look at."""

        def told(found: tuple[tuple[TrailEntry, ...], TrailCheck]) -> "Future[Verdict]":
            entries, check = found
            judged = self._store.read(lambda session: self._judge(session, document_id, entries, check))
            return chain(
                judged,
                lambda verdict: chain(
                    self._keep({document_id: entries} if verdict.broken is None else {}),
                    lambda _: done(verdict),
                ),
            )

        def offline(error: IngestError) -> "Future[Verdict]":
            return self._store.read(lambda session: self._judge_kept(session, document_id, error))

        return _either(self._sync.ask(lambda client: _told(client, document_id)), told, offline)

    def bring(self, document_ids: Iterable[UUID]) -> "Future[int]":
        """Have the trails of many documents here, for an export; of how many that failed."""
        ids = tuple(document_ids)

        def fetch(missing: tuple[UUID, ...]) -> "Future[int]":
            if not missing:
                return done(0)
            asked = self._sync.ask(lambda client: _many(client, missing))
            return _either(
                asked,
                lambda found: chain(self._keep(found), lambda _: done(len(missing) - len(found))),
                lambda _error: done(len(missing)),
            )

        return chain(self._store.read(lambda session: trails.outdated(session, ids)), fetch)

    def save(
        self,
        trail: Trail,
        target: Path,
        format: TrailFormat,
        names: Mapping[UUID, str],
        labels: Mapping[str, str],
    ) -> "Future[Path]":
        """Write the service's entries to a file. Fails with `MachineError` (trail_not_written)."""
        account = trail.account.id if trail.account else None
        file = TrailFile(trail.document_id, trail.filename, account, trail.entries, names, labels)
        future: Future[Path] = Future()
        work = (future, lambda: write_trail(file, target, format))
        threading.Thread(target=settle, args=work, name="trail-file", daemon=True).start()
        return future

    def _read(self, session: Reader, document_id: UUID) -> Trail:
        detail = queries.document_detail(session, document_id)
        if detail is None:
            raise IngestError(
                "document_gone", "The document is no longer there", "It was deleted. Go back to the batch."
            )
        kept = trails.stored_trail(session, document_id)
        return Trail(
            document_id=document_id,
            filename=detail.document.filename,
            plan=detail.document.field_plan or FieldPlan(),
            account=read_account(session),
            local=self._sync.status.local,
            entries=kept.entries if kept else (),
            unsent=trails.unsent_changes(session, document_id),
            not_taken=trails.not_taken(session, document_id),
            fetched_at=kept.fetched_at if kept else None,
        )

    def _keep(self, told: Mapping[UUID, tuple[TrailEntry, ...]]) -> "Future[None]":
        if not told:
            return done(None)
        now = datetime.now(UTC)

        def write(unit: Unit) -> None:
            for document_id, entries in told.items():
                before = trails.stored_trail(unit.session, document_id)
                if before is None or _rewritten(before, entries) is None:
                    trails.keep_trail(unit, document_id, entries, now)

        return self._store.write(write)

    def _judge(
        self, session: Reader, document_id: UUID, entries: tuple[TrailEntry, ...], check: TrailCheck
    ) -> Verdict:
        account = read_account(session)
        broken = _broken(document_id, account, entries, check)
        broken = check.first_broken if broken is None else min(broken, check.first_broken or broken)
        before = trails.stored_trail(session, document_id)
        rewritten = None if before is None else _rewritten(before, entries)
        if broken is not None and (rewritten is None or broken <= rewritten):
            return Verdict(Proof.BROKEN, len(entries), broken, check.first_broken is not None)
        if rewritten is not None:
            return Verdict(Proof.REWRITTEN, len(entries), rewritten, by_service=False)
        return Verdict(Proof.INTACT, len(entries), None, by_service=True)

    def _judge_kept(self, session: Reader, document_id: UUID, error: IngestError) -> Verdict:
        kept = trails.stored_trail(session, document_id)
        if kept is None:
            raise error
        account = read_account(session)
        broken = _chain_broken(document_id, account, kept.entries, kept.count, kept.head)
        proof = Proof.INTACT if broken is None else Proof.BROKEN
        return Verdict(proof, len(kept.entries), broken, by_service=False)


async def _told(client: ServiceClient, document_id: UUID) -> tuple[tuple[TrailEntry, ...], TrailCheck]:
    """Entries and check of one moment, as far as a document at rest has one."""
    for _ in range(_TRIES):
        check = await client.verify_trail(document_id)
        entries = await client.trail(document_id)
        if len(entries) <= check.entries:
            break
    return entries, check


async def _many(client: ServiceClient, ids: Sequence[UUID]) -> dict[UUID, tuple[TrailEntry, ...]]:
    turns = asyncio.Semaphore(_AT_ONCE)
    found: dict[UUID, tuple[TrailEntry, ...]] = {}

    async def one(document_id: UUID) -> None:
        async with turns:
            try:
                found[document_id] = await client.trail(document_id)
            except IngestError:
                # It is counted as missing; the others may well come.
                return

    async with asyncio.TaskGroup() as group:
        for document_id in ids:
            group.create_task(one(document_id))
    return found


def _chain_broken(
    document_id: UUID, account: Account | None, entries: Sequence[TrailEntry], count: int, head: str | None
) -> int | None:
    if not entries:
        return 1 if count else None
    user_id = account.id if account is not None else entries[0].by
    return first_broken(entries, user_id=user_id, document_id=document_id, count=count, head=head)


def _broken(
    document_id: UUID, account: Account | None, entries: Sequence[TrailEntry], check: TrailCheck
) -> int | None:
    """As the service's check says how many there are and how they end; those of after it are on their own."""
    if len(entries) > check.entries:
        return _chain_broken(document_id, account, entries, len(entries), entries[-1].hash)
    return _chain_broken(document_id, account, entries, check.entries, check.head)


def _rewritten(before: StoredTrail, told: Sequence[TrailEntry]) -> int | None:
    """The sequence of the first entry that is another than it was, or is gone."""
    for place, entry in enumerate(before.entries):
        if place >= len(told) or told[place] != entry:
            return place + 1
    return None


def _with_told(known: Trail, told: tuple[TrailEntry, ...]) -> Trail:
    """What was told is shown, also where it is not what it was."""
    before = StoredTrail(known.entries, datetime.now(UTC), len(known.entries), None)
    return replace(
        known,
        entries=told,
        fetched_at=datetime.now(UTC),
        broken=_rewritten(before, told),
        attempted=True,
    )


def _either(
    asked: "Future[Asked]",
    then: "Callable[[Asked], Future[Result]]",
    otherwise: "Callable[[IngestError], Future[Result]]",
) -> "Future[Result]":
    """What follows an answer, or an error of ours."""

    def answered(ended: "Future[Asked]") -> "Future[Result]":
        error = ended.exception()
        if isinstance(error, IngestError):
            return otherwise(error)
        return then(ended.result())

    return chain(_ended(asked), answered)


def _ended(asked: "Future[Asked]") -> "Future[Future[Asked]]":
    outcome: Future[Future[Asked]] = Future()

    def settle_it(ended: "Future[Asked]") -> None:
        if ended.cancelled():
            outcome.cancel()
        else:
            outcome.set_result(ended)

    asked.add_done_callback(settle_it)
    return outcome
