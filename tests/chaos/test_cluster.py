"""Everything goes wrong at once, on PostgreSQL with API and worker processes: nothing is lost, nothing
is counted twice, and what was cancelled stays so.

`make chaos` runs it, longer with `make chaos DOCUMENTS=5000`; the seed is printed, and `SEED=` repeats
the same troubles, though not the same timing.
"""

import asyncio
import os
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced
from ingestio_client.upload import MemoryUploadStore, UploadFile, upload_file
from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    ExtractionJob,
    ExtractionResult,
    UsageEvent,
    UsageKind,
    UsageMonth,
)
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.errors import IngestError
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import (
    FINAL_BATCH,
    FINAL_JOB,
    BatchStatus,
    DocumentStatus,
    JobStatus,
    PromptStrategy,
)
from tests.chaos.cluster import DEAD_AFTER, Cluster, Member, running_cluster
from tests.support.documents import make_document
from tests.support.people import Person, person

pytestmark = pytest.mark.chaos

USERS = 20
DOCUMENTS = int(os.environ.get("DOCUMENTS") or "500")
SEED = int(os.environ.get("SEED") or "0") or random.SystemRandom().randrange(1, 2**31)
ENGINES = ["slow", "slow", "local"]
PATIENCE_SECONDS = 60.0 + DOCUMENTS * 0.6
_FINAL = frozenset({DocumentStatus.COMPLETED, DocumentStatus.FAILED})
_AT_ONCE = 4
_KINDS = ("kill", "suspend", "api", "database")


@dataclass(slots=True)
class Order:
    """One person's batch. `cancelled_at` is when the service had answered that it is cancelled."""

    owner: Person
    files: list[UploadFile]
    batch: BatchCreate
    cancelled_at: datetime | None = None


@dataclass(slots=True)
class Troubles:
    """Kills, suspends and restarts at random, one thing at a time, until told to end, but at least
    each once."""

    cluster: Cluster
    dice: random.Random
    seen: Counter[str] = field(default_factory=Counter)

    def cause(self, over: threading.Event) -> None:
        while not over.wait(self.dice.uniform(1, 6)):
            self._one(self.dice.choice(["kill", "kill", *_KINDS]))
        for kind in _KINDS:
            if not self.seen[kind]:
                self._one(kind)

    def _one(self, kind: str) -> None:
        self._cause(kind)
        self.seen[kind] += 1

    def _cause(self, kind: str) -> None:
        match kind:
            case "kill":
                self._restart(self.dice.choice(self.cluster.workers))
            case "api":
                api = self.dice.choice(self.cluster.apis)
                self._restart(api)
                api.wait_ready()
            case "suspend":
                worker = self.dice.choice(self.cluster.workers)
                worker.suspend()
                threading.Event().wait(DEAD_AFTER * self.dice.uniform(0.5, 2))
                worker.resume()
            case "database":
                self.cluster.postgres.restart()

    def _restart(self, member: Member) -> None:
        member.kill()
        member.start()


@pytest.mark.timeout(PATIENCE_SECONDS * 2)
async def test_nothing_is_lost_and_nothing_counted_twice(tmp_path: Path) -> None:
    sys.stdout.write(f"SEED={SEED}\n")
    dice = random.Random(SEED)
    with running_cluster(tmp_path / "cluster", ENGINES) as cluster:
        orders = make_orders(tmp_path / "files", cluster, dice)
        with troubled(cluster, dice):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.gather(*(place(cluster, order, dice) for order in orders))
        # Connections of before the restarts.
        cluster.database.dispose()
        await until_final(cluster)
        for order in orders:
            check(cluster, order)
            order.owner.close()


def make_orders(folder: Path, cluster: Cluster, dice: random.Random) -> list[Order]:
    folder.mkdir()
    paths = []
    for number in range(12):
        made = make_document(number)
        path = folder / made.filename
        path.write_bytes(made.content)
        paths.append(path)
    orders = []
    for _ in range(USERS):
        documents = [announced(inspect_file(dice.choice(paths))) for _ in range(DOCUMENTS // USERS)]
        by_name = {path.name: path for path in paths}
        orders.append(
            Order(
                person(cluster.sessions, unlimited=True),
                [
                    UploadFile(item.id, by_name[item.filename], item.filename, item.size, item.sha256)
                    for item in documents
                ],
                BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=tuple(documents)),
            )
        )
    return orders


@contextmanager
def troubled(cluster: Cluster, dice: random.Random) -> Iterator[None]:
    troubles, over = Troubles(cluster, random.Random(dice.random())), threading.Event()
    with ThreadPoolExecutor(1, "troubles") as thread:
        caused = thread.submit(troubles.cause, over)
        try:
            yield
        finally:
            over.set()
        caused.result()


async def place(cluster: Cluster, order: Order, dice: random.Random) -> None:
    """What a person's program does: create, upload, submit, and in one case of five cancel."""
    url = dice.choice(cluster.api_urls)
    cancels = dice.random() < 0.2
    store = MemoryUploadStore()
    turns = asyncio.Semaphore(_AT_ONCE)

    async def upload(file: UploadFile) -> None:
        async with turns:
            await patiently(lambda: upload_file(client, file, store))

    async with ServiceClient(url, fixed_token(order.owner.token)) as client:
        await patiently(lambda: client.create_batch(order.batch))
        files = order.files[: len(order.files) // 2] if cancels else order.files
        await asyncio.gather(*(upload(file) for file in files))
        if cancels:
            await patiently(lambda: client.cancel_batch(order.batch.id))
            order.cancelled_at = utc_now()
        else:
            await patiently(lambda: client.submit_batch(order.batch.id))


async def patiently(call: object) -> None:
    """Call until it succeeds, as long as what goes wrong may pass."""
    assert callable(call)
    while True:
        try:
            await call()
            return
        except IngestError as error:
            if not error.retryable:
                raise
            await asyncio.sleep(0.5)


async def until_final(cluster: Cluster) -> None:
    """Wait until no document is in work; else say what is."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while open_work := still_open(cluster):
        assert asyncio.get_running_loop().time() < deadline, open_work
        await asyncio.sleep(0.5)


def still_open(cluster: Cluster) -> list[str]:
    with cluster.sessions.system.read() as session:
        documents = session.execute(
            select(Document.id, Document.status, ExtractionJob.status)
            .outerjoin(ExtractionJob, ExtractionJob.document_id == Document.id)
            .where(Document.status.not_in(_FINAL))
        ).all()
        batches = session.execute(
            select(ExtractionBatch.id, ExtractionBatch.status).where(
                ExtractionBatch.status.not_in(FINAL_BATCH)
            )
        ).all()
    return [" ".join(map(str, row)) for row in (*documents, *batches)]


def check(cluster: Cluster, order: Order) -> None:
    user = order.owner.user_id
    with cluster.sessions.of(user).read() as session:
        batch = session.scalars(select(ExtractionBatch)).one()
        documents = {row.id: row for row in session.scalars(select(Document))}
        jobs = list(session.scalars(select(ExtractionJob)))
        results = list(session.scalars(select(ExtractionResult)))
        events = list(session.scalars(select(UsageEvent)))
        month = session.scalars(select(UsageMonth)).one_or_none()
    completed = {key for key, row in documents.items() if row.status is DocumentStatus.COMPLETED}
    pages = sum(documents[key].page_count or 0 for key in completed)

    assert Counter(result.document_id for result in results) == Counter(completed)
    assert {job.document_id for job in jobs if job.status is JobStatus.COMPLETED} == completed
    assert all(job.status in FINAL_JOB for job in jobs)
    assert settled(events) == {(key, 1) for key in completed}
    assert (month.pages_used, month.pages_reserved) == (pages, 0) if month else not completed
    assert (batch.completed_count, batch.failed_count) == (len(completed), len(documents) - len(completed))
    if order.cancelled_at is None:
        # One that was in work at each of several kills is given up by design.
        failed = [row.error for row in documents.values() if row.error and row.error.code != "given_up"]
        assert failed == []
        assert batch.status in (BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED)
    else:
        assert batch.status is BatchStatus.CANCELLED
        assert all(result.created_at <= order.cancelled_at for result in results)
        assert all(
            event.created_at <= order.cancelled_at for event in events if event.kind is UsageKind.COMMIT
        )


def settled(events: list[UsageEvent]) -> set[tuple[UUID, int]]:
    """The attempts that were committed; each attempt has one reservation and one end."""
    kinds: dict[tuple[UUID, int], list[UsageKind]] = {}
    for event in events:
        kinds.setdefault((event.document_id, event.attempt), []).append(event.kind)
    for attempt, found in kinds.items():
        ends = Counter(found) - Counter([UsageKind.RESERVE])
        assert UsageKind.RESERVE in found and ends.total() == 1, (attempt, found)
    return {attempt for attempt, found in kinds.items() if UsageKind.COMMIT in found}
