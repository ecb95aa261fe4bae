"""What so many pages a day need and cost, and what gives way first.

`python -m benchmarks.capacity [--pages 10000000 …] [--inputs]`. A calculation from what single documents
and idle workers were measured to cost (`--inputs` lists each with the command that measures it), from
assumptions about the documents, and from prices. Change them by `--set NAME=VALUE`.
"""

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

DAY: Final = 86_400
MONTH_DAYS: Final = 30
MILLION: Final = 1_000_000
GIGABYTE: Final = 1_000_000_000
_PAGES: Final = (1_000, 100_000, MILLION, 10 * MILLION)
_MOST_PAGES: Final = 10_000 * MILLION


@dataclass(frozen=True, slots=True)
class Inputs:
    """CPU in milliseconds, sizes in kB, for one document unless the name says otherwise."""

    # Assumptions about what comes.
    pages_a_document: float = 2.0
    ocr_share: float = 0.3
    file_kb_a_page: float = 130.0
    peak_factor: float = 3.0
    keep_days: float = 90.0
    waiting_users_a_million_pages: float = 5.0
    # Measured.
    text_ms_a_page: float = 25.0
    ocr_ms_a_page: float = 1_700.0
    child_gb: float = 1.0
    worker_ms: float = 25.0
    worker_gb: float = 0.2
    api_ms: float = 30.0
    api_gb: float = 0.25
    server_ms: float = 17.0
    server_ms_a_page: float = 2.3
    commits: float = 9.0
    rows: float = 33.0
    wal_kb: float = 19.8
    wal_kb_a_page: float = 8.0
    stored_kb: float = 8.0
    stored_kb_a_page: float = 6.3
    idle_commits: float = 19.0
    idle_server_ms: float = 8.0
    poll_ms: float = 2.0
    poll_pause_ms: float = 200.0
    connections: float = 65.0
    puts: float = 4.0
    gets: float = 2.0
    kept_rows: float = 3.1
    # Choices.
    children_a_process: float = 8.0
    busy_share: float = 0.7
    # List prices in dollars, a month unless the name says otherwise.
    core_month: float = 35.0
    server_core_month: float = 160.0
    server_gb_month: float = 0.23
    store_gb_month: float = 0.023
    thousand_puts: float = 0.005
    thousand_gets: float = 0.0004


SOURCES: Final = {
    "pages_a_document": "assumed",
    "ocr_share": "assumed: share of pages without a usable text layer",
    "file_kb_a_page": "assumed: 60 kB with text, 300 kB scanned",
    "peak_factor": "assumed: the busiest hour against the day's average",
    "keep_days": "assumed: how long documents stay before their users delete them",
    "waiting_users_a_million_pages": "assumed: users with as much in work as their plan allows, and more "
    "waiting, while workers have room",
    "text_ms_a_page": "benchmarks.extraction, CPU of one child: 0.02 to 0.05 s a page",
    "ocr_ms_a_page": "benchmarks.extraction, CPU of one child: 1.3 to 2.5 s a page",
    "child_gb": "resident at most: 0.075 GB text, 0.36 GB a receipt by OCR, 1 GB large pages",
    "worker_ms": "benchmarks.processing --only costs: a worker's own process",
    "worker_gb": "resident of an idle worker: 0.12 GB",
    "api_ms": "benchmarks.processing --only costs: API process, for upload and check",
    "api_gb": "resident of an API process under uploads",
    "server_ms": "benchmarks.processing --only costs: PostgreSQL, API and work",
    "server_ms_a_page": "benchmarks.database: with a page's result against an empty one",
    "commits": "benchmarks.processing --only costs",
    "rows": "benchmarks.processing --only costs: inserted and updated",
    "wal_kb": "benchmarks.processing --only costs",
    "wal_kb_a_page": "benchmarks.database: with a page's result against an empty one",
    "stored_kb": "benchmarks.database: growth of the database with an empty result, and its queued rows",
    "stored_kb_a_page": "benchmarks.database: with a page's result against an empty one",
    "idle_commits": "an idle worker process for 10 s, four lanes: commits a second",
    "idle_server_ms": "the same: CPU of PostgreSQL a second",
    "poll_ms": "one look whether a user may have more in work, as the worker sees it",
    "poll_pause_ms": "ingestio_cloud.workflows.looks: between two looks into a lane of a busy worker",
    "connections": "docs/operations.md: what one process takes at most",
    "puts": "benchmarks.processing --only costs: PUT and LIST, part and document",
    "gets": "benchmarks.processing --only costs: part and file",
    "kept_rows": "benchmarks.processing --only costs: new rows of `changes` (1.1) and of the ledger (2)",
    "children_a_process": "chosen",
    "busy_share": "chosen: how busy cores may be at the peak",
    "core_month": "assumed: a general-purpose core with 4 GB, on demand",
    "server_core_month": "assumed: a core of managed PostgreSQL with 8 GB and a standby",
    "server_gb_month": "assumed: its storage with a standby",
    "store_gb_month": "assumed: object storage",
    "thousand_puts": "assumed: PUT, POST, LIST",
    "thousand_gets": "assumed: GET",
}
"""Prices are of the order of the large providers' list prices of 2025, and were not looked up since."""


@dataclass(frozen=True, slots=True)
class Need:
    """What so many pages a day need; by the second it is the peak."""

    pages: float
    documents_s: float
    child_cores: float
    worker_processes: int
    api_processes: int
    memory_gb: float
    server_cores: float
    commits_s: float
    polls_s: float
    rows_s: float
    wal_gb_day: float
    wal_mb_s: float
    connections: int
    server_growth_gb_day: float
    server_gb: float
    puts_day: float
    gets_day: float
    store_growth_gb_day: float
    network_mb_s: float
    cost_month: float


def need(pages: float, given: Inputs) -> Need:
    """All of it for `pages` a day."""
    documents = pages / given.pages_a_document
    peak = given.peak_factor / DAY
    documents_s, pages_s = documents * peak, pages * peak
    page_ms = (1 - given.ocr_share) * given.text_ms_a_page + given.ocr_share * given.ocr_ms_a_page
    child_cores = pages_s * page_ms / 1000 / given.busy_share
    # Two of each, so that one may stop.
    workers = max(2, math.ceil(child_cores / given.children_a_process))
    apis = max(2, math.ceil(documents_s * given.api_ms / 1000 / given.busy_share))
    own_cores = documents_s * given.worker_ms / 1000 / given.busy_share
    # Such users are looked at one after another, by each worker, before it pauses.
    waiting = given.waiting_users_a_million_pages * pages / MILLION
    looks_s = 1000 * waiting / (given.poll_pause_ms + waiting * given.poll_ms)
    polls_s = workers * (given.idle_commits + looks_s)
    server_ms = documents_s * (given.server_ms + given.server_ms_a_page * given.pages_a_document)
    poll_ms = polls_s * given.idle_server_ms / given.idle_commits
    server_cores = (server_ms + poll_ms) / 1000 / given.busy_share
    wal_gb = documents * (given.wal_kb + given.wal_kb_a_page * given.pages_a_document) / MILLION
    growth = documents * (given.stored_kb + given.stored_kb_a_page * given.pages_a_document) / MILLION
    files = pages * given.file_kb_a_page / MILLION
    puts, gets = documents * given.puts, documents * given.gets
    cores = child_cores + own_cores + apis
    cost = (
        max(2.0, cores) * given.core_month
        + max(2.0, server_cores) * given.server_core_month
        + growth * given.keep_days * given.server_gb_month
        + files * given.keep_days * given.store_gb_month
        + MONTH_DAYS * (puts * given.thousand_puts + gets * given.thousand_gets) / 1000
    )
    return Need(
        pages=pages,
        documents_s=documents_s,
        child_cores=child_cores,
        worker_processes=workers,
        api_processes=apis,
        memory_gb=max(child_cores, 2.0) * given.child_gb + workers * given.worker_gb + apis * given.api_gb,
        server_cores=server_cores,
        commits_s=documents_s * given.commits + polls_s,
        polls_s=polls_s,
        rows_s=documents_s * given.rows,
        wal_gb_day=wal_gb,
        wal_mb_s=wal_gb * 1000 * peak,
        connections=math.ceil((workers + apis) * given.connections),
        server_growth_gb_day=growth,
        server_gb=growth * given.keep_days,
        puts_day=puts,
        gets_day=gets,
        store_growth_gb_day=files,
        # In from people, to the store, back for the check, back for reading.
        network_mb_s=4 * files * 1000 * peak,
        cost_month=cost,
    )


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that gives way once it has to bear more than `most`."""

    name: str
    most: float
    unit: str
    load: Callable[[Need, Inputs], float]
    remedy: str


LIMITS: Final = (
    Limit(
        "connections of one PostgreSQL",
        500,
        "connections",
        lambda need, _given: need.connections,
        "PgBouncer in transaction mode (INGESTIO_DATABASE_PREPARES=false): 10 in use a process",
    ),
    Limit(
        "size of the database that is restored in an hour",
        4_000,
        "GB",
        lambda need, _given: need.server_gb,
        "results older than a month into the object store; the tables of results by month",
    ),
    Limit(
        "rows of `changes` and of the ledger",
        500 * MILLION,
        "rows",
        lambda need, given: need.pages / given.pages_a_document * given.kept_rows * given.keep_days,
        "both tables partitioned by month, old months dropped instead of deleted",
    ),
    Limit(
        "workers that ask for work",
        5_000,
        "transactions/s",
        lambda need, _given: need.polls_s,
        "more children a process; ask less often the more workers there are; the queue's tables in a "
        "database of their own",
    ),
    Limit(
        "runs of a day in the queue's one table",
        20 * MILLION,
        "rows",
        lambda need, given: need.pages / given.pages_a_document,
        "keep runs that are over for an hour, not a day; vacuum that table by the minute",
    ),
    Limit(
        "commits of one primary with its own NVMe",
        15_000,
        "commits/s",
        lambda need, _given: need.commits_s,
        "the queue's tables in a database of their own, then users in shards",
    ),
    Limit(
        "cores of one primary",
        64,
        "cores",
        lambda need, _given: need.server_cores,
        "read replicas for lists and exports, then users in shards",
    ),
    Limit(
        "WAL that a standby follows",
        50,
        "MB/s",
        lambda need, _given: need.wal_mb_s,
        "results straight into the object store, then users in shards",
    ),
)
"""What one primary bears is assumed, from what is told of such machines; the loads are calculated."""


def reached(limit: Limit, given: Inputs) -> float:
    """The pages a day from which on the limit is passed."""
    low, high = 0.0, float(_MOST_PAGES)
    if limit.load(need(high, given), given) <= limit.most:
        return math.inf
    while high - low > 1_000:
        middle = (low + high) / 2
        if limit.load(need(middle, given), given) > limit.most:
            high = middle
        else:
            low = middle
    return high


def bottlenecks(given: Inputs) -> list[tuple[float, Limit]]:
    """Every limit with the pages a day that pass it, the first one first."""
    return sorted(((reached(limit, given), limit) for limit in LIMITS), key=lambda found: found[0])


ROWS: Final[Sequence[tuple[str, str, str]]] = (
    ("documents a second", "documents_s", ",.2f"),
    ("cores for reading", "child_cores", ",.1f"),
    ("worker processes", "worker_processes", ",d"),
    ("API processes", "api_processes", ",d"),
    ("memory, GB", "memory_gb", ",.0f"),
    ("database: cores", "server_cores", ",.1f"),
    ("database: commits a second", "commits_s", ",.0f"),
    ("  of them asking for work", "polls_s", ",.0f"),
    ("database: rows a second", "rows_s", ",.0f"),
    ("database: WAL, GB a day", "wal_gb_day", ",.2f"),
    ("database: connections at most", "connections", ",d"),
    ("database: growth, GB a day", "server_growth_gb_day", ",.2f"),
    ("database: size kept, GB", "server_gb", ",.0f"),
    ("object store: PUT and LIST a day", "puts_day", ",.0f"),
    ("object store: GET a day", "gets_day", ",.0f"),
    ("object store: growth, GB a day", "store_growth_gb_day", ",.1f"),
    ("network, MB/s", "network_mb_s", ",.1f"),
    ("cost, $ a month", "cost_month", ",.0f"),
    ("cost, $ for 1,000 pages", "", ",.3f"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=float, nargs="+", default=list(_PAGES))
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--inputs", action="store_true", help="list what it is calculated from")
    options = parser.parse_args()
    given = replace(Inputs(), **dict(_assigned(one) for one in options.set))
    if options.inputs:
        for field in fields(given):
            print(f"{field.name:30}{getattr(given, field.name):>10g}  {SOURCES[field.name]}")
        return
    needs = [need(pages, given) for pages in options.pages]
    print(f"{'pages a day (by the second: the peak)':38}" + "".join(f"{one.pages:>14,.0f}" for one in needs))
    for title, name, form in ROWS:
        print(f"{title:38}" + "".join(f"{_figure(one, name):>14{form}}" for one in needs))
    print("\nWhat gives way, and from how many pages a day on:")
    for pages, limit in bottlenecks(given):
        when = "never" if math.isinf(pages) else f"{pages / MILLION:,.1f} M"
        print(f"{when:>10}  {limit.name} ({limit.most:,.0f} {limit.unit}): {limit.remedy}")


def _figure(one: Need, name: str) -> Any:
    return getattr(one, name) if name else one.cost_month / (one.pages * MONTH_DAYS / 1000)


def _assigned(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    if name not in {field.name for field in fields(Inputs)}:
        sys.exit(f"{name} is none of the inputs; --inputs lists them")
    return name, float(value)


if __name__ == "__main__":
    main()
