"""How everything grows with the number of documents in the queue."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Final

import psutil

from benchmarks.work.memory import memory
from benchmarks.work.site import PATIENCE, Site, cpu_seconds, pause, postgres_site, queue_documents
from benchmarks.work.tables import print_table, ratio, say
from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.telemetry.state import StateFigures
from tests.support.waiting import until

_WORKERS: Final = 2
_HEAD: Final = 300
"""So many documents are done while it is measured."""
_NEW: Final = 8
_NEW_SECONDS: Final = 30.0
_CANCELLED: Final = 1_000
_IDLE_SECONDS: Final = 5.0

_STARTED: Final = (
    "SELECT started_at FROM extraction_jobs WHERE document_id = %(id)s AND started_at IS NOT NULL"
)
_WAITING: Final = (
    "SELECT 1 FROM dbos.workflow_status WHERE status = 'ENQUEUED' AND queue_partition_key = %(user)s LIMIT 1"
)
_KEPT: Final = (
    "UPDATE dbos.workflow_status SET status = 'SUCCESS', completed_at = created_at WHERE status = 'ENQUEUED'"
)
_ENDED: Final = (
    "UPDATE extraction_jobs SET status = 'completed', finished_at = now() WHERE status = 'pending'"
)


@dataclass(slots=True)
class Figures:
    """By name, at one size of the queue."""

    queued: int
    values: dict[str, float] = field(default_factory=dict)


def measure(sizes: Sequence[int], users: Sequence[int]) -> None:
    """Print a table for each number of users: figures at the first size, and ratios to it at the others."""
    for count in users:
        with postgres_site() as site:
            columns = []
            for size in sizes:
                say(f"growth: {size:,} documents of {count:,} users")
                columns.append(_at(site, size, count))
            say("growth: all of them done and kept")
            kept = _idle(site)
        first, *others = columns
        rows = [
            (
                name,
                f"{value:.2f}",
                *(f"{other.values[name]:.2f}" for other in others),
                *(ratio(other.values[name], value) for other in others),
            )
            for name, value in first.values.items()
        ]
        rows.extend(
            (f"{name}, {sizes[-1]:,} runs kept", "", *([""] * (2 * len(others) - 1)), f"{value:.2f}")
            for name, value in kept.items()
        )
        heads = (
            f"{count:,} users",
            *(f"{size:,}" for size in sizes),
            *(f"{size // sizes[0]}x" for size in sizes[1:]),
        )
        print_table("Growth with the queue; ratios to the first column", heads, rows)


def _at(site: Site, size: int, users: int) -> Figures:
    figures = Figures(size)
    values = figures.values
    begun = perf_counter()
    missing = size - site.unfinished()
    queue_documents(site.bench, missing, users)
    values["enqueue, ms a document"] = (perf_counter() - begun) / missing * 1000
    values["GET /metrics, counts, ms"] = _best(lambda: _count(site))
    values["round of the reconciler, ms"] = _best(site.bench.durable.reconcile)
    values["cancel of a batch of 1,000, ms"] = _cancel(site)
    members = site.start(_WORKERS)
    done = site.completed()
    until(lambda: site.completed() >= done + 40 * _WORKERS, PATIENCE)
    processes = {"worker": members[0], "database": None}
    used = {
        name: cpu_seconds(psutil.Process(member.process.pid) if member else site.database_processes())
        for name, member in processes.items()
    }
    done, begun = site.completed(), perf_counter()
    while site.completed() < done + min(_HEAD, size // 4):
        pause(0.2)
    count, seconds = site.completed() - done, perf_counter() - begun
    values["documents a second, 2 workers"] = count / seconds
    for name, member in processes.items():
        spent = cpu_seconds(psutil.Process(member.process.pid) if member else site.database_processes())
        share = _WORKERS if member else 1
        values[f"CPU of {name}, ms a document"] = (spent - used[name]) * share / count * 1000
    starts, until_then = [_new(site)], perf_counter() + _NEW_SECONDS
    while len(starts) < _NEW and perf_counter() < until_then:
        starts.append(_new(site))
    values["start of another user's document, ms"] = median(starts) * 1000
    values["the same, slowest of up to 8, ms"] = max(starts) * 1000
    _, uss, _, _, all_uss = memory(members[0])
    values["USS of a worker, MB"] = float(uss)
    values["USS of it with its child, MB"] = float(all_uss)
    site.stop()
    until(lambda: site.living() == 0, PATIENCE)
    return figures


def _idle(site: Site) -> dict[str, float]:
    """CPU of a worker with nothing to do, when all runs are over and not purged yet; in % of a core."""
    site.ask(_KEPT)
    site.ask(_ENDED)
    (worker,) = site.start(1)
    pause(3.0)
    process, database = psutil.Process(worker.process.pid), site.database_processes()
    used = cpu_seconds(process), cpu_seconds(database)
    pause(_IDLE_SECONDS)
    return {
        "CPU of an idle worker, %": (cpu_seconds(process) - used[0]) / _IDLE_SECONDS * 100,
        "CPU of its database, %": (cpu_seconds(database) - used[1]) / _IDLE_SECONDS * 100,
    }


def _new(site: Site) -> float:
    """Seconds until a document of a user who just came is begun, while all others wait."""
    (order,) = queue_documents(site.bench, 1, 1)
    queued = datetime.now(UTC)
    rows: list[tuple[datetime, ...]] = []

    def started() -> bool:
        rows.extend(site.ask(_STARTED, id=order.documents[0]))
        return bool(rows)

    until(started, PATIENCE)
    return (rows[0][0] - queued).total_seconds()


def _cancel(site: Site) -> float:
    """Milliseconds until a batch is cancelled and all its runs have left the queue."""
    (order,) = queue_documents(site.bench, _CANCELLED, 1)
    begun = perf_counter()
    with site.bench.sessions.of(order.user).write() as session:
        _, cleanup = batches.cancel(session, order.user, order.batch)
    site.bench.durable.cancel(cleanup.attempts)
    until(lambda: not site.ask(_WAITING, user=str(order.user)), PATIENCE)
    return (perf_counter() - begun) * 1000


def _count(site: Site) -> None:
    async def count() -> None:
        db = AsyncSessions(site.bench.sessions)
        await StateFigures(db).families()
        await asyncio.to_thread(db.close)

    asyncio.run(count())


def _best(work: Callable[[], object]) -> float:
    """Milliseconds, the best of five."""
    times = []
    for _ in range(5):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times) * 1000
