"""A PostgreSQL as careful as in production, and real worker processes on it, ours and the peer's."""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, Final
from uuid import UUID, uuid4

import psutil
import psycopg
import sqlalchemy as sa
from psycopg.rows import tuple_row

from benchmarks.work.plain import IN_WORK, Queue
from ingestio_cloud.db.models import ExtractionJob
from ingestio_cloud.features.extraction import service
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_core.lifecycle import JobStatus
from tests.chaos.batch30 import family
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.arrived import add_batch, uploaded
from tests.support.postgres import PostgresServer, installations, new_cluster
from tests.support.waiting import until

POSTGRES: Final[Mapping[str, str]] = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
}
"""All else as PostgreSQL comes: `fsync`, `full_page_writes`, `synchronous_commit` and autovacuum are on."""

USERS: Final = 20
PATIENCE: Final = 900.0
_FILE: Final = "files/the-only-one"
_CHUNK: Final = 250


@dataclass(slots=True)
class Member:
    """A process of the service or of the peer, with its log."""

    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes]" = field(init=False)

    def start(self) -> "Member":
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        return self

    def suspend(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """Wait for it after it was asked to end; leave nothing behind."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        if self.process.poll() is None:
            for process in family(self.process.pid):
                process.kill()
            self.process.wait()


@dataclass(frozen=True, slots=True)
class Order:
    """A batch of a user of its own."""

    user: UUID
    batch: UUID
    documents: tuple[UUID, ...]


@dataclass(slots=True)
class Site:
    """`bench` queues and looks; the workers of `members` work."""

    folder: Path
    postgres: PostgresServer
    bench: Bench
    members: list[Member] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.bench.url

    def start(self, count: int, engine: str = "null", **environment: str) -> list[Member]:
        """So many more workers with one child each; returns once they say that they live."""
        before = self.living()
        started = [self._start("worker", INGESTIO_ENGINE=engine, **environment) for _ in range(count)]
        until(lambda: self.living() >= before + count, PATIENCE)
        return started

    def start_api(self, **environment: str) -> tuple[Member, str]:
        """An API process and its address."""
        api = self._start("api", INGESTIO_PORT="0", **environment)
        ready: list[dict[str, Any]] = []

        def look() -> bool:
            lines = [line for line in api.log.read_text().splitlines() if line.startswith("{")]
            ready.extend(
                line for line in map(json.loads, lines) if line.get("event") == "ready" and "port" in line
            )
            return bool(ready)

        until(look, PATIENCE)
        return api, f"http://127.0.0.1:{ready[0]['port']}"

    def stop(self) -> None:
        """Ask all processes to end."""
        for member in self.members:
            if member.process.poll() is None:
                member.process.terminate()
        for member in self.members:
            member.end()
        self.members.clear()

    def _start(self, role: str, **environment: str) -> Member:
        name = f"{role}{len(self.members)}"
        command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", role]
        command += ["--data-dir", str(self.folder / name)]
        known = {
            **os.environ,
            "INGESTIO_DATABASE_URL": self.url,
            "INGESTIO_STORAGE_URL": (self.folder / "files").as_uri(),
            "INGESTIO_LINK_KEY": secrets.token_urlsafe(32),
            "INGESTIO_ACCOUNTS": "own",
            "INGESTIO_WORKERS": "1",
            **environment,
        }
        self.members.append(Member(command, known, self.folder / f"{name}.log").start())
        return self.members[-1]

    def living(self) -> int:
        return int(self.ask("SELECT count(*) FROM workers")[0][0])

    def warm(self, count: int) -> None:
        """Let each of so many workers start its child and fill its caches."""
        queue_documents(self.bench, 30 * count, USERS)
        self.until_done()

    def until_done(self) -> None:
        until(lambda: self.unfinished() == 0, PATIENCE)

    def unfinished(self) -> int:
        return unfinished(self.bench)

    def completed(self) -> int:
        with self.bench.sessions.system.read() as session:
            where = ExtractionJob.status == JobStatus.COMPLETED
            return session.scalar(sa.select(sa.func.count()).select_from(ExtractionJob).where(where)) or 0

    def ask(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a statement, as the superuser and outside any transaction."""
        with psycopg.connect(self.url, autocommit=True, row_factory=tuple_row) as connection:
            cursor = connection.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description is not None else []

    def database_processes(self) -> psutil.Process:
        """PostgreSQL's first process, parent of all others."""
        number = (self.postgres.folder / "data" / "postmaster.pid").read_text().splitlines()[0]
        return psutil.Process(int(number))


@contextmanager
def postgres_site(**settings: str) -> Iterator[Site]:
    """A cluster of its own with one database, and no worker yet."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        postgres = new_cluster(installations()[0], {**POSTGRES, **settings})
        stack.callback(postgres.stop)
        bench = Bench(folder, read_nothing, runs_work=False, url=postgres.new_database())
        stack.enter_context(bench.launched())
        bench.blobs.put_bytes(_FILE, b"all documents share this file")
        site = Site(folder, postgres, bench)
        stack.callback(site.stop)
        yield site


def queue_documents(bench: Bench, count: int, users: int, *, of: Sequence[Order] = ()) -> list[Order]:
    """Queue so many documents of new users, a batch each, by the same calls as a finished upload does, but
    many in a transaction. With `of` they are more documents in these batches."""
    bench.blobs.put_bytes(_FILE, b"all documents share this file")
    orders = []
    for number in range(users):
        mine = count // users + (number < count % users)
        if not mine:
            continue
        known = of[number] if of else None
        order = Order(
            known.user if known else uuid4(),
            known.batch if known else uuid4(),
            tuple(uuid4() for _ in range(mine)),
        )
        for at in range(0, mine, _CHUNK):
            _queue(bench, order, order.documents[at : at + _CHUNK], first=not at and known is None)
        orders.append(order)
    return orders


def unfinished(bench: Bench) -> int:
    """How many attempts are not over."""
    with bench.sessions.system.read() as session:
        where = ExtractionJob.status.in_([JobStatus.PENDING, JobStatus.PROCESSING])
        return session.scalar(sa.select(sa.func.count()).select_from(ExtractionJob).where(where)) or 0


def _queue(bench: Bench, order: Order, documents: Sequence[UUID], *, first: bool) -> None:
    with bench.sessions.of(order.user).write() as session:
        if first:
            add_batch(session, order.user, order.batch, len(order.documents), local=True)
        rows = uploaded(order.user, order.batch, documents, pages=PAGES, path=_FILE)
        session.add_all(rows)
        session.flush()
        for row in rows:
            service.start_attempt(session, bench.durable, row, attempt=1, pages=PAGES)


@contextmanager
def plain_workers(site: Site, queue: Queue, url: str, count: int) -> Iterator[list[Member]]:
    """So many of the peer's workers, each having done a few jobs."""
    members = []
    try:
        for number in range(count):
            command = [sys.executable, "-m", "benchmarks.work.plain", url, str(IN_WORK)]
            members.append(Member(command, os.environ, site.folder / f"plain{number}.log").start())
        with psycopg.connect(url, autocommit=True) as connection:
            until(lambda: _count(connection, "SELECT count(*) FROM procrastinate_workers") >= count, PATIENCE)
        queue.add("store", 50 * count)
        until(lambda: queue.unfinished() == 0, PATIENCE)
        yield members
    finally:
        for member in members:
            member.process.terminate()
        for member in members:
            member.end()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DELETE FROM procrastinate_workers")


@contextmanager
def held(members: Sequence[Member]) -> Iterator[None]:
    """Suspend processes meanwhile."""
    for member in members:
        member.suspend()
    try:
        yield
    finally:
        for member in members:
            member.resume()


def cpu_seconds(process: psutil.Process) -> float:
    """CPU time of a process with all that it started, those that ended too."""
    total = 0.0
    for one in family(process.pid):
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def pause(seconds: float) -> None:
    Event().wait(seconds)


def _count(connection: "psycopg.Connection[Any]", statement: str) -> int:
    row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    count: int = row[0]
    return count
