"""What one document costs: round trips, transactions, rows, write-ahead log, object store, CPU.

Counted by PostgreSQL itself (`pg_stat_statements`, `pg_stat_user_tables`, `pg_current_wal_lsn`) and by the
object store's server, less what an idle worker costs in the same time. Queueing and processing are
counted apart; the road through the API (announce, upload, verify, queue) is a count of its own.
https://www.postgresql.org/docs/current/pgstatstatements.html
"""

import asyncio
import logging
import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Final

import psutil

from benchmarks.work.site import USERS, Site, cpu_seconds, held, pause, postgres_site, queue_documents
from benchmarks.work.tables import print_table, say
from ingestio_client.service import ServiceClient, fixed_token
from tests.chaos.batch30 import Files, make_files, until_completed
from tests.support.people import person
from tests.support.s3 import BUCKET, S3, s3_server

_IDLE_SECONDS: Final = 6.0
_SETTLE_SECONDS: Final = 11.0
"""A connection that has nothing to do tells of its counts after 10 seconds."""
_FILES: Final = 30
_REQUEST: Final = re.compile(r'"(\w+) (\S+) HTTP')
_TABLES: Final = (
    "SELECT schemaname || '.' || relname, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del "
    "FROM pg_stat_user_tables"
)
_SENT: Final = (
    "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid "
    "WHERE datname = current_database()"
)
_ENDED: Final = (
    "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements WHERE query IN ('COMMIT', 'ROLLBACK')"
)
_OPEN: Final = "SELECT 1 FROM extraction_jobs WHERE status IN ('pending', 'processing') LIMIT 1"
_STATEMENTS: Final = (
    "SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 100), calls, total_exec_time "
    "FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid WHERE datname = current_database() "
    "ORDER BY calls DESC LIMIT 60"
)


@dataclass(slots=True)
class Counts:
    """What was counted. Rows of a table are (inserted, updated, of these in place, deleted)."""

    seconds: float = 0.0
    round_trips: float = 0.0
    transactions: float = 0.0
    wal: float = 0.0
    cpu: Counter[str] = field(default_factory=Counter)
    rows: dict[str, tuple[float, ...]] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    statements: list[tuple[str, int, float]] = field(default_factory=list)

    def less(self, idle: "Counts") -> "Counts":
        """Without what goes on when nothing is to be done."""
        share = self.seconds / idle.seconds
        cpu = Counter({name: used - idle.cpu[name] * share for name, used in self.cpu.items()})
        nothing = (0.0, 0.0, 0.0, 0.0)
        return Counts(
            self.seconds,
            self.round_trips - idle.round_trips * share,
            self.transactions - idle.transactions * share,
            self.wal - idle.wal * share,
            cpu,
            {
                table: tuple(a - b * share for a, b in zip(rows, idle.rows.get(table, nothing), strict=True))
                for table, rows in self.rows.items()
            },
            Counter(
                {name: count - round(idle.requests[name] * share) for name, count in self.requests.items()}
            ),
            self.statements,
        )


class Requests(logging.Handler):
    """Counts the requests that the object store's server tells of."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        if found := _REQUEST.search(record.getMessage()):
            self.seen[f"{found[1]} {_kind(found[2])}"] += 1


def measure(documents: int, statements: bool = False) -> None:
    """Print what a document costs; with `statements`, how often each was sent, too."""
    requests = Requests()
    with postgres_site(shared_preload_libraries="pg_stat_statements") as site, s3_server() as store:
        logger = logging.getLogger("werkzeug")
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.handlers = [requests]
        site.ask("CREATE EXTENSION pg_stat_statements")
        environment = _environment(store)
        store.put("ingestio/files/the-only-one", b"all documents share this file")
        (worker,) = site.start(1, **environment)
        processes = {"worker": psutil.Process(worker.process.pid), "database": site.database_processes()}
        site.warm(1)
        say("costs: idle")
        _until_done(site)
        pause(_SETTLE_SECONDS)
        idle = Window(site, processes, requests)
        pause(_IDLE_SECONDS)
        idle_worker = idle.close()
        say("costs: queueing and processing")
        with held([worker]):
            window = Window(site, {"database": processes["database"]}, requests)
            queue_documents(site.bench, documents, USERS)
            queueing = window.close()
            window = Window(site, processes, requests)
        _until_done(site)
        processing = window.close().less(idle_worker)
        say("costs: through the API")
        api, url = site.start_api(**environment)
        processes["api"] = psutil.Process(api.process.pid)
        caller = person(site.bench.sessions, url, unlimited=True)
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(submit(url, caller.token, make_files(Path(folder) / "first", _FILES)))
            files = make_files(Path(folder) / "second", _FILES)
            pause(_SETTLE_SECONDS)
            window = Window(site, processes, requests)
            pause(_IDLE_SECONDS)
            idle_all = window.close()
            window = Window(site, processes, requests)
            asyncio.run(submit(url, caller.token, files))
            whole = window.close().less(idle_all)
        caller.close()
    parts = {
        "queueing": (queueing, documents),
        "processing": (processing, documents),
        "API + processing": (whole, _FILES),
    }
    _print(parts, idle_worker)
    if statements:
        rows = [
            (text, f"{calls / documents:.2f}", f"{spent / documents:.3f}")
            for text, calls, spent in processing.statements
        ]
        print_table("Statements for each document while processing", ("statement", "calls", "ms"), rows)


def _print(parts: Mapping[str, tuple[Counts, float]], idle: Counts) -> None:
    def row(name: str, of: list[float], digits: int = 2) -> list[str]:
        return [name, *(f"{value:.{digits}f}" for value in of)]

    each = [(counts, documents) for counts, documents in parts.values()]
    heads = ("for each document", *parts, "idle, a second")
    rows = [
        row(
            "round trips to PostgreSQL",
            [c.round_trips / n for c, n in each] + [idle.round_trips / idle.seconds],
            1,
        ),
        row("transactions", [c.transactions / n for c, n in each] + [idle.transactions / idle.seconds], 1),
        row("WAL, kB", [c.wal / n / 1000 for c, n in each] + [idle.wal / idle.seconds / 1000], 1),
    ]
    for who in ("api", "worker", "database"):
        used = [c.cpu[who] / n * 1000 for c, n in each] + [idle.cpu[who] / idle.seconds * 1000]
        rows.append(row(f"CPU of {who}, ms", used, 1))
    for name in sorted({name for counts, _ in each for name in counts.requests}):
        sent = [c.requests[name] / n for c, n in each] + [idle.requests[name] / idle.seconds]
        rows.append(row(f"store: {name}", sent))
    tables = {table for counts, _ in each for table, rows_ in counts.rows.items() if any(rows_)}
    for table in sorted(tables):
        cells = []
        for counts, n in [*each, (idle, idle.seconds)]:
            inserted, updated, hot, deleted = (count / n for count in counts.rows.get(table, (0, 0, 0, 0)))
            cells.append(f"+{inserted:.2f} ~{updated:.2f} ({hot:.2f}) -{deleted:.2f}")
        rows.append([f"rows of {table}", *cells])
    print_table(
        "Costs; rows: + inserted ~ updated (of these in place, no index touched) - deleted", heads, rows
    )


class Window:
    """Counts from when it is made until it is closed."""

    def __init__(self, site: Site, processes: dict[str, psutil.Process], requests: Requests) -> None:
        self._site = site
        self._processes = dict(processes)
        self._requests = requests
        site.ask("SELECT pg_stat_statements_reset()")
        self._rows = {table: rows for table, *rows in site.ask(_TABLES)}
        self._cpu = {name: cpu_seconds(process) for name, process in processes.items()}
        self._seen = Counter(requests.seen)
        self._wal = site.ask("SELECT pg_current_wal_lsn()::text")[0][0]
        self._begun = perf_counter()

    def close(self) -> Counts:
        """What there was. Blocks until the last connection has told of its rows."""
        site, seconds = self._site, perf_counter() - self._begun
        counts = Counts(
            seconds=seconds,
            round_trips=float(site.ask(_SENT)[0][0]),
            transactions=float(site.ask(_ENDED)[0][0]),
            wal=float(site.ask("SELECT pg_current_wal_lsn() - %(then)s::pg_lsn", then=self._wal)[0][0]),
            cpu=Counter({name: cpu_seconds(one) - self._cpu[name] for name, one in self._processes.items()}),
            requests=Counter(self._requests.seen),
            statements=[(text, calls, spent) for text, calls, spent in site.ask(_STATEMENTS)],
        )
        counts.requests.subtract(self._seen)
        pause(_SETTLE_SECONDS)
        for table, *rows in site.ask(_TABLES):
            before = self._rows.get(table, [0, 0, 0, 0])
            counts.rows[table] = tuple(float(a - b) for a, b in zip(rows, before, strict=True))
        return counts


def _until_done(site: Site) -> None:
    """Looks seldom, so that looking is not counted for much."""
    while site.ask(_OPEN):
        pause(0.3)


def _environment(store: S3) -> dict[str, str]:
    known = {f"INGESTIO_{name.upper()}": str(value) for name, value in store.settings().items()}
    return {**known, "INGESTIO_STORAGE_ALLOW_HTTP": "1"}


async def submit(url: str, token: str, files: Files) -> None:
    """What a program of a person does with a batch, until all of it is completed."""
    async with ServiceClient(url, fixed_token(token)) as client:
        request = files.batch()
        batch = await client.create_batch(request)
        await files.upload(client, files.documents)
        await client.submit_batch(batch.id)
        await until_completed(client, batch.id, len(files.documents))


def _kind(path: str) -> str:
    """What a request is about: the first folder below the bucket and our prefix."""
    words = path.partition("?")[0].removeprefix(f"/{BUCKET}").strip("/").split("/")
    return words[1] if len(words) > 1 else "(list)"
