"""Documents a second through the whole workflow."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.work.plain import Queue
from benchmarks.work.site import (
    PATIENCE,
    USERS,
    Site,
    held,
    plain_workers,
    postgres_site,
    queue_documents,
    unfinished,
)
from benchmarks.work.tables import print_table, ratio, say
from ingestio_cloud.workflows.engines import read_nothing
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until


@dataclass(frozen=True, slots=True)
class Rate:
    name: str
    workers: int
    documents: int
    seconds: float

    @property
    def a_second(self) -> float:
        return self.documents / self.seconds


def measure(documents: int) -> None:
    """Print the table. The workers are suspended while the queue is filled."""
    peers: dict[int, Rate] = {}
    rates: list[Rate] = []
    with postgres_site() as site:
        queue, url = plain_queue(site)
        for count in (1, 2, 4):
            say(f"rates: {count} workers")
            for rate in _plain(site, queue, url, count, documents):
                rates.append(rate)
                peers[count] = rate
            rates.append(_ours(site, count, documents))
    say("rates: SQLite")
    with tempfile.TemporaryDirectory() as folder:
        rates += [_embedded(Path(folder) / str(children), documents, children) for children in (1, 2)]
    rows = [
        (
            rate.name,
            rate.workers,
            rate.documents,
            f"{rate.seconds:.2f}",
            f"{rate.a_second:.0f}",
            ratio(rate.a_second, peers[rate.workers].a_second),
        )
        for rate in rates
    ]
    heads = ("documents a second", "workers", "documents", "seconds", "a second", "ratio")
    print_table("Throughput; ratio to procrastinate's job of the same number of workers", heads, rows)


def plain_queue(site: Site) -> tuple[Queue, str]:
    """The peer's queue in a database of its own beside ours."""
    site.postgres.execute("CREATE DATABASE plain")
    url = site.postgres.url("plain")
    queue = Queue(url)
    queue.make_tables(USERS)
    return queue, url


def _plain(site: Site, queue: Queue, url: str, count: int, documents: int) -> Iterator[Rate]:
    with plain_workers(site, queue, url, count) as members:
        for job, name in (("nothing", "procrastinate, empty job"), ("store", "procrastinate, plain job")):
            with held(members):
                queue.add(job, documents)
            begun = perf_counter()
            until(lambda: queue.unfinished() == 0, PATIENCE)
            yield Rate(name, count, documents, perf_counter() - begun)


def _ours(site: Site, count: int, documents: int) -> Rate:
    members = site.start(count)
    site.warm(count)
    with held(members):
        queue_documents(site.bench, documents, USERS)
    begun = perf_counter()
    site.until_done()
    seconds = perf_counter() - begun
    site.stop()
    return Rate("IngestIO on PostgreSQL", count, documents, seconds)


def _embedded(folder: Path, documents: int, children: int) -> Rate:
    """One process with so many children, as on a desktop. The clock runs from before the first is queued,
    since it can't be suspended."""
    with Bench(folder, read_nothing, workers=children).launched() as bench:
        queue_documents(bench, 30 * children, 1)
        until(lambda: unfinished(bench) == 0, PATIENCE)
        begun = perf_counter()
        queue_documents(bench, documents, 1)
        until(lambda: unfinished(bench) == 0, PATIENCE)
        return Rate("IngestIO on SQLite, its children", children, documents, perf_counter() - begun)
