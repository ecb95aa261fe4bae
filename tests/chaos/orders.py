"""What the people do whose documents a troubled cluster reads, and what must have come of it."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

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
from ingestio_cloud.db.scope import owned
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.extraction.service import MOST_DEATHS
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import Document as DocumentWire
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.errors import IngestError
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import (
    FINAL_BATCH,
    FINAL_DOCUMENT,
    FINAL_JOB,
    BatchStatus,
    DocumentStatus,
    JobStatus,
    PromptStrategy,
)
from tests.support.documents import make_document

_KINDS_OF_FILES: Final = 12
_AT_ONCE: Final = 4
_AGAIN_SECONDS: Final = 0.4


Patiently = Callable[..., Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with an account, and what speaks for them."""

    user: UUID
    token: str


@dataclass(slots=True)
class Order:
    """One person's batch and what they do with it: `cancels` the batch once half of the files are
    there, or `removes` and `stops` some documents and has others read `again`, at any time.
    `cancelled_at` is when the service had answered that it is cancelled, `removed_at` and `stopped_at` the
    same of each deleted and each cancelled document."""

    caller: Caller
    files: list[UploadFile]
    batch: BatchCreate
    begins: float
    cancels: float | None
    removes: dict[UUID, float]
    stops: dict[UUID, float]
    again: dict[UUID, float]
    cancelled_at: datetime | None = None
    removed_at: dict[UUID, datetime] = field(default_factory=dict)
    stopped_at: dict[UUID, datetime] = field(default_factory=dict)

    @property
    def pages(self) -> dict[UUID, int]:
        return {document.id: document.pages for document in self.batch.documents}


def make_files(folder: Path) -> list[Path]:
    folder.mkdir()
    paths = []
    for number in range(_KINDS_OF_FILES):
        made = make_document(number)
        path = folder / made.filename
        path.write_bytes(made.content)
        paths.append(path)
    return paths


def make_order(
    caller: Caller, paths: Sequence[Path], dice: random.Random, *, documents: int, seconds: float
) -> Order:
    """An order that begins and is meddled with in the first so many seconds."""
    by_name = {path.name: path for path in paths}
    wanted = [announced(inspect_file(dice.choice(paths))) for _ in range(documents)]
    ids = [document.id for document in wanted]
    dice.shuffle(ids)
    cancels = dice.uniform(0, seconds / 8) if dice.random() < 0.2 else None
    few = documents // 10
    return Order(
        caller,
        [_upload_of(document, by_name[document.filename]) for document in wanted],
        BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=tuple(wanted)),
        begins=dice.uniform(0, seconds / 2),
        cancels=cancels,
        removes={key: dice.uniform(0, seconds / 2) for key in ids[:few]},
        stops={key: dice.uniform(0, seconds / 2) for key in ids[few : 2 * few]},
        again={} if cancels else {key: dice.uniform(0, seconds / 2) for key in ids[2 * few : 3 * few]},
    )


async def place(order: Order, url: str, met: Counter[str] | None = None) -> None:
    """What the person's program does. It calls again when a call fails in a way that may pass; `met`
    counts these ways."""
    patiently = partial(patiently_calling, Counter() if met is None else met)
    await asyncio.sleep(order.begins)
    store, turns = MemoryUploadStore(), asyncio.Semaphore(_AT_ONCE)

    async def upload(file: UploadFile) -> None:
        async with turns:
            # Deleted meanwhile, or its batch cancelled: there is nothing to send it to.
            await patiently(
                lambda: upload_file(client, file, store), ends=("document_not_found", "already_uploaded")
            )

    async with ServiceClient(url, fixed_token(order.caller.token)) as client:
        await patiently(lambda: client.create_batch(order.batch))
        async with asyncio.TaskGroup() as tasks:
            files = order.files if order.cancels is None else order.files[: len(order.files) // 2]
            for document, seconds in order.removes.items():
                tasks.create_task(_remove(client, order, document, seconds, patiently))
            for document, seconds in order.stops.items():
                tasks.create_task(_stop(client, order, document, seconds, patiently))
            for document, seconds in order.again.items():
                tasks.create_task(_redo(client, document, seconds, patiently))
            await asyncio.gather(*(upload(file) for file in files))
            if order.cancels is None:
                await patiently(lambda: client.submit_batch(order.batch.id))
            else:
                await asyncio.sleep(order.cancels)
                await patiently(lambda: client.cancel_batch(order.batch.id))
                order.cancelled_at = utc_now()


async def patiently_calling(
    met: Counter[str], call: Callable[[], Awaitable[Any]], ends: Iterable[str] = ()
) -> bool:
    """Call until it succeeds, as long as what goes wrong may pass; False once it is refused with one
    of the codes in `ends`."""
    while True:
        try:
            await call()
            return True
        except IngestError as error:
            if error.code in ends:
                return False
            if not error.retryable:
                raise
            met[error.code] += 1
            await asyncio.sleep(_AGAIN_SECONDS)


async def _remove(
    client: ServiceClient, order: Order, document: UUID, seconds: float, patiently: Patiently
) -> None:
    await asyncio.sleep(seconds)
    # One whose first answer was lost is gone already.
    await patiently(lambda: client.delete_document(document), ends=("document_not_found",))
    order.removed_at[document] = utc_now()


async def _stop(
    client: ServiceClient, order: Order, document: UUID, seconds: float, patiently: Patiently
) -> None:
    await asyncio.sleep(seconds)
    await patiently(lambda: client.cancel_document(document))
    order.stopped_at[document] = utc_now()


async def _redo(client: ServiceClient, document: UUID, seconds: float, patiently: Patiently) -> None:
    """Have it read once more, as soon as it is over."""
    await asyncio.sleep(seconds)
    seen: list[DocumentWire] = []

    async def look() -> None:
        seen[:] = [await client.get_document(document)]

    async def redo() -> None:
        await client.redo_document(document, version=seen[0].version)

    while True:
        await patiently(look)
        if seen[0].job is not None and seen[0].job.attempt > 1:
            return
        if seen[0].status in FINAL_DOCUMENT:
            await patiently(redo, ends=("document_busy", "version_conflict"))
        await asyncio.sleep(_AGAIN_SECONDS)


def still_open(sessions: SyncSessions) -> list[str]:
    """Documents and batches that are not final, as text; what is their job's state and who has it."""
    with sessions.system.read() as session:
        documents = session.execute(
            select(Document.id, Document.status, ExtractionJob.status, ExtractionJob.engine_run_id)
            .outerjoin(
                ExtractionJob,
                (ExtractionJob.document_id == Document.id) & (ExtractionJob.attempt == Document.attempt),
            )
            .where(Document.status.not_in(FINAL_DOCUMENT))
        ).all()
        jobs = session.execute(
            select(ExtractionJob.document_id, ExtractionJob.attempt, ExtractionJob.status).where(
                ExtractionJob.status.not_in(FINAL_JOB)
            )
        ).all()
        batches = session.execute(
            select(ExtractionBatch.id, ExtractionBatch.status).where(
                ExtractionBatch.status.not_in(FINAL_BATCH)
            )
        ).all()
    return [" ".join(map(str, row)) for row in (*documents, *jobs, *batches)]


def check(sessions: SyncSessions, order: Order) -> int:
    """That nothing was lost, done twice or done in vain; how many of its documents were given up."""
    user = order.caller.user
    with sessions.of(user).read() as session:
        batch = session.scalars(owned(ExtractionBatch, user)).one()
        documents = {row.id: row for row in session.scalars(owned(Document, user))}
        jobs = list(session.scalars(owned(ExtractionJob, user)))
        results = list(session.scalars(owned(ExtractionResult, user)))
        events = list(session.scalars(owned(UsageEvent, user)))
        month = session.scalars(owned(UsageMonth, user)).one_or_none()
    assert documents.keys() == order.pages.keys() - order.removed_at.keys()
    completed = {key for key, row in documents.items() if row.status is DocumentStatus.COMPLETED}
    done = {(job.document_id, job.attempt) for job in jobs if job.status is JobStatus.COMPLETED}
    assert all(job.status in FINAL_JOB for job in jobs)
    # One whose redo failed keeps what was read before.
    assert completed <= {document for document, _ in done}
    _check_attempts(documents, jobs)

    # A result for each attempt that was completed, and pages counted for the same ones, once each.
    by_job = {job.id: (job.document_id, job.attempt) for job in jobs}
    assert Counter(by_job[result.job_id] for result in results) == Counter(done)
    charged = _settled(events)
    assert {attempt for attempt in charged if attempt[0] in documents} == done
    pages = sum(order.pages[document] for document, _ in charged)
    assert sum(event.pages for event in events if event.kind is UsageKind.COMMIT) == pages
    assert (month.pages_used, month.pages_reserved) == (pages, 0) if month else not charged

    failed = len(documents) - len(completed)
    assert (batch.document_count, batch.completed_count, batch.failed_count) == (
        len(documents),
        len(completed),
        failed,
    )
    for key, at in (*_ends(order).items(), *order.stopped_at.items(), *order.removed_at.items()):
        _check_nothing_after(key, at, jobs, results, events)
    if order.cancelled_at is not None:
        assert batch.status is BatchStatus.CANCELLED
        return 0
    assert batch.status in (BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED)
    lost = {row.id: row.error.code for row in documents.values() if row.error is not None}
    stopped = {key for key, code in lost.items() if code == "cancelled"}
    assert stopped <= order.stopped_at.keys()
    deaths = {job.document_id: job.deaths for job in jobs if job.status is JobStatus.FAILED}
    assert {code for key, code in lost.items() if key not in stopped} <= {"given_up"}, lost
    assert all(deaths[key] >= MOST_DEATHS for key in lost.keys() - stopped), deaths
    return len(lost) - len(stopped)


def _ends(order: Order) -> dict[UUID, datetime]:
    return {} if order.cancelled_at is None else dict.fromkeys(order.pages, order.cancelled_at)


def _check_attempts(documents: dict[UUID, Document], jobs: list[ExtractionJob]) -> None:
    """Each document's attempts are numbered from one, and the last is the document's."""
    numbers = defaultdict(list)
    for job in jobs:
        numbers[job.document_id].append(job.attempt)
    for key, found in numbers.items():
        assert sorted(found) == list(range(1, documents[key].attempt + 1)), (key, found)


def _check_nothing_after(
    document: UUID,
    at: datetime,
    jobs: list[ExtractionJob],
    results: list[ExtractionResult],
    events: list[UsageEvent],
) -> None:
    """Once the service had answered that a document is not wanted any more, nothing was done with it."""
    assert all(job.started_at is None or job.started_at <= at for job in jobs if job.document_id == document)
    assert all(job.finished_at and job.finished_at <= at for job in jobs if job.document_id == document)
    assert all(result.created_at <= at for result in results if result.document_id == document)
    assert all(event.created_at <= at for event in events if event.document_id == document)


def _settled(events: list[UsageEvent]) -> set[tuple[UUID, int]]:
    """The attempts that were charged; each attempt has one reservation and one end."""
    kinds: dict[tuple[UUID, int], list[UsageKind]] = {}
    for event in events:
        kinds.setdefault((event.document_id, event.attempt), []).append(event.kind)
    for attempt, found in kinds.items():
        ends = Counter(found) - Counter([UsageKind.RESERVE])
        assert UsageKind.RESERVE in found and ends.total() == 1, (attempt, found)
    return {attempt for attempt, found in kinds.items() if UsageKind.COMMIT in found}


def _upload_of(document: DocumentCreate, path: Path) -> UploadFile:
    return UploadFile(document.id, path, document.filename, document.size, document.sha256)
