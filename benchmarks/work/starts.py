"""Time from enqueue to start when nothing else is to be done."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import psycopg

from benchmarks.work.plain import Queue
from benchmarks.work.rates import plain_queue
from benchmarks.work.site import PATIENCE, Order, Site, pause, plain_workers, postgres_site, queue_documents
from benchmarks.work.tables import p50_p95, print_table, say
from tests.support.waiting import until

_REST: Final = (0.15, 0.6)
"""Seconds between two tries, at random, so that no clock of a poll is in step with them."""

_OURS: Final = (
    "SELECT started_at, finished_at FROM extraction_jobs "
    "WHERE document_id = %(id)s AND finished_at IS NOT NULL"
)
_THEIRS: Final = (
    "SELECT max(at) FILTER (WHERE type = 'deferred'), max(at) FILTER (WHERE type = 'started'), "
    "max(at) FILTER (WHERE type = 'succeeded') "
    "FROM procrastinate_events WHERE job_id = (SELECT max(id) FROM procrastinate_jobs)"
)


def measure(tries: int) -> None:
    """Print the table. All clocks are this machine's: ours is read when the commit that queues has
    returned and then by the worker, the peer's by PostgreSQL as each transaction begins."""
    dice = random.Random(7)
    with postgres_site() as site:
        queue, url = plain_queue(site)
        say("starts: procrastinate")
        with plain_workers(site, queue, url, 1):
            theirs = [_plain_try(queue, url, dice) for _ in range(tries)]
        say("starts: IngestIO")
        site.start(1)
        site.warm(1)
        orders = queue_documents(site.bench, 1, 1)
        ours = [_try(site, orders, dice) for _ in range(tries)]
    peer = [p50_p95(column) for column in zip(*theirs, strict=True)]
    mine = [p50_p95(column) for column in zip(*ours, strict=True)]
    rows = []
    for name, column in (("enqueue to start", 0), ("enqueue to completed", 1)):
        for at, which in enumerate(("p50", "p95")):
            a, b = mine[column][at] * 1000, peer[column][at] * 1000
            rows.append((f"{name}, {which}", f"{b:.1f}", f"{a:.1f}", f"{a / b:.1f}"))
    print_table(f"Idle, one worker, {tries} tries", ("ms", "procrastinate", "IngestIO", "ratio"), rows)


def _try(site: Site, orders: list[Order], dice: random.Random) -> tuple[float, float]:
    pause(dice.uniform(*_REST))
    (order,) = queue_documents(site.bench, 1, 1, of=orders)
    queued = datetime.now(UTC)
    started, finished = _once(lambda: site.ask(_OURS, id=order.documents[0]))
    return (started - queued).total_seconds(), (finished - queued).total_seconds()


def _plain_try(queue: Queue, url: str, dice: random.Random) -> tuple[float, float]:
    pause(dice.uniform(*_REST))
    queue.add("store", 1)

    def look() -> list[tuple[datetime, ...]]:
        with psycopg.connect(url, autocommit=True) as connection:
            rows = connection.execute(_THEIRS.encode()).fetchall()
        return [row for row in rows if row[2] is not None]

    queued, started, finished = _once(look)
    return (started - queued).total_seconds(), (finished - queued).total_seconds()


def _once(look: Callable[[], list[tuple[datetime, ...]]]) -> tuple[datetime, ...]:
    """The row that there is after a while."""
    rows: list[tuple[datetime, ...]] = []

    def there() -> bool:
        rows.extend(look())
        return bool(rows)

    until(there, PATIENCE)
    return rows[0]
