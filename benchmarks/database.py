"""How many documents a second the database alone bears, and what one document costs it.

`python -m benchmarks.database [DOCUMENTS] [--as-json]`. On a PostgreSQL of its own that keeps what it
promised (`fsync` and full pages on), processes take the transactions of a document's way (begin,
progress, finish, with the real outcome of a one-page invoice) as fast as they can: no queue, no
child processes, no files. Each row is one run; CPU is that of PostgreSQL's processes and of ours, so
that what this machine bears says what one with more cores would. "bound" is what the cores that nobody
else used would bear by that CPU alone, which is how `benchmarks.capacity` calculates; "of it" is how near
to that the run came: what is missing was spent waiting for the disk or for locks.
"""

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import psutil
import psycopg
from pydantic import TypeAdapter

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.extraction import service
from ingestio_cloud.workflows.outcome import StoredOutcome
from ingestio_core.limits import MediaType
from ingestio_extract.pipeline import extract_document
from tests.support.arrived import add_batch, uploaded
from tests.support.postgres import PostgresServer, installations, new_cluster

SAMPLE: Final = Path(__file__).resolve().parent.parent / "resources" / "samples" / "invoice-english.pdf"
SAFE: Final = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
}
"""As PostgreSQL comes, with more memory: what is committed is on the disk."""

_DOCUMENTS: Final = 1_000
_USERS: Final = 40
_RUNS: Final = ((1, _USERS), (2, _USERS), (4, _USERS), (8, _USERS), (4, 1))
"""Processes, and users whom the documents belong to."""

Task = tuple[UUID, UUID]
"""A document and its user."""


@dataclass(frozen=True, slots=True)
class Counters:
    """What a database did until now; seconds are of CPU, `wal` and `size` in bytes."""

    commits: int
    inserted: int
    updated: int
    wal: int
    size: int
    server_seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """One run. Everything but `seconds` and `documents` is for one document."""

    name: str
    documents: int
    seconds: float
    commits: float
    inserted: float
    updated: float
    wal: float
    size: float
    server_seconds: float
    our_seconds: float
    free_cores: float

    @property
    def rate(self) -> float:
        return self.documents / self.seconds

    @property
    def bound(self) -> float:
        """Documents a second that the free cores have the time for."""
        return self.free_cores / (self.server_seconds + self.our_seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=_DOCUMENTS)
    parser.add_argument("--as-json", action="store_true")
    given = parser.parse_args()
    rows = measured(given.documents)
    if given.as_json:
        sys.stdout.write(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
        return
    head = (
        "a second",
        "bound",
        "of it",
        "commits",
        "inserts",
        "updates",
        "WAL KB",
        "size KB",
        "server ms",
        "ours ms",
    )
    print(f"{'':28}" + "".join(f"{word:>11}" for word in head))
    for row in rows:
        each = (
            row.rate,
            row.bound,
            row.rate / row.bound,
            row.commits,
            row.inserted,
            row.updated,
            row.wal / 1024,
            row.size / 1024,
            row.server_seconds * 1000,
            row.our_seconds * 1000,
        )
        print(f"{row.name:28}" + "".join(f"{figure:>11.2f}" for figure in each))


def measured(documents: int) -> list[Row]:
    """All runs, each with as many new documents."""
    outcome = sample_outcome()
    with cluster() as server:
        return [_run(server, processes, users, documents, outcome) for processes, users in _RUNS]


def sample_outcome() -> str:
    """What the local engine reads in a one-page invoice, as JSON."""
    read = extract_document(SAMPLE, MediaType.PDF, None, progress=lambda _percent: None)
    return TypeAdapter(type(read)).dump_json(read).decode()


@contextmanager
def cluster() -> Iterator[PostgresServer]:
    server = new_cluster(installations()[0], SAFE)
    try:
        yield server
    finally:
        server.stop()


def counters(server: PostgresServer, url: str) -> Counters:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        row = connection.execute(
            "SELECT xact_commit, tup_inserted, tup_updated, "
            "pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint, pg_database_size(datname) "
            "FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    assert row is not None
    commits, inserted, updated, wal, size = row
    return Counters(commits, inserted, updated, wal, size, _cpu_seconds(server))


def spent(
    name: str, documents: int, seconds: float, ours: float, idle: float, before: Counters, after: Counters
) -> Row:
    """The difference, for each document. `ours` and `idle` are seconds of CPU."""
    server = after.server_seconds - before.server_seconds
    return Row(
        name,
        documents,
        seconds,
        (after.commits - before.commits) / documents,
        (after.inserted - before.inserted) / documents,
        (after.updated - before.updated) / documents,
        (after.wal - before.wal) / documents,
        (after.size - before.size) / documents,
        server / documents,
        ours / documents,
        (ours + server + idle) / seconds,
    )


def _run(server: PostgresServer, processes: int, users: int, documents: int, outcome: str) -> Row:
    url = server.new_database()
    tasks = _queued(url, users, documents)
    context = multiprocessing.get_context("spawn")
    ready, go, told = context.Barrier(processes + 1), context.Event(), context.Queue()
    # Each process has all users, as workers do.
    shares = [tasks[number::processes] for number in range(processes)]
    children = [
        context.Process(target=_drive, args=(url, share, outcome, ready, go, told)) for share in shares
    ]
    for child in children:
        child.start()
    ready.wait()
    before, idle, begun = counters(server, url), _idle_seconds(), time.perf_counter()
    go.set()
    ours = sum(told.get() for _ in children)
    seconds, idle = time.perf_counter() - begun, _idle_seconds() - idle
    for child in children:
        child.join()
    name = f"processes: {processes}, users: {users}"
    return spent(name, documents, seconds, ours, idle, before, counters(server, url))


def _drive(url: str, tasks: Sequence[Task], outcome: str, ready: Any, go: Any, told: Any) -> None:
    """Take each document through its transactions; tells the CPU seconds it took."""
    database = make_sync_engine(url)
    sessions = SyncSessions(database)
    worker = f"driver:{uuid4().hex[:12]}"
    with sessions.system.read() as session:
        session.connection()
    ready.wait()
    go.wait()
    begun = time.process_time()
    for document, user in tasks:
        attempt: dict[str, Any] = {"document_id": document, "user_id": user, "attempt": 1}
        with sessions.of(user).write() as session:
            service.begin(session, **attempt, pages_per_month=None, worker=worker)
        with sessions.of(user).write() as session:
            service.progress(session, **attempt, value=50, worker=worker)
        read = StoredOutcome.model_validate_json(outcome)
        with sessions.of(user).write() as session:
            service.finish(session, **attempt, outcome=read, worker=worker)
    told.put(time.process_time() - begun)
    database.dispose()


class _NoQueue:
    """Queues nothing: the benchmark has the documents in hand."""

    def enqueue(
        self, session: Any, *, document_id: UUID, batch_id: UUID | None, user_id: UUID, attempt: int
    ) -> None:
        """Nothing to do."""

    def cancel(self, attempts: Sequence[tuple[UUID, int]]) -> None:
        """Nothing to do."""


def _queued(url: str, users: int, documents: int) -> list[Task]:
    """New documents, dealt out to the users in turn."""
    database = make_sync_engine(url)
    sessions = SyncSessions(database)
    people = [(uuid4(), uuid4()) for _ in range(users)]
    share = documents // users
    made: list[list[Task]] = []
    for user, batch in people:
        ids = [uuid4() for _ in range(share)]
        with sessions.of(user).write() as session:
            add_batch(session, user, batch, share, local=False)
            for row in uploaded(user, batch, ids, pages=1, path="files/{id}"):
                session.add(row)
                session.flush()
                service.start_attempt(session, _NoQueue(), row, attempt=1, pages=1)
        made.append([(document, user) for document in ids])
    database.dispose()
    return [task for round_ in zip(*made, strict=True) for task in round_]


def _idle_seconds() -> float:
    """Of all cores of the machine since it started."""
    times = psutil.cpu_times()
    return float(times.idle + getattr(times, "iowait", 0.0))


def _cpu_seconds(server: PostgresServer) -> float:
    """Of all processes of the server, also those that ended."""
    pid = int((server.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    postmaster = psutil.Process(pid)
    total = 0.0
    for process in (*postmaster.children(), postmaster):
        # One that ends meanwhile is counted in what the first process had of its children.
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


if __name__ == "__main__":
    main()
