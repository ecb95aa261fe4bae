"""The hosted service on one machine: API and worker processes on a PostgreSQL of their own."""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil
import sqlalchemy as sa

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.serve import listen
from tests.chaos.batch30 import family, gone
from tests.support.postgres import SETTINGS, PostgresServer, installations, new_cluster
from tests.support.waiting import until

DEAD_AFTER: Final = 4
"""Seconds: a suspended process is taken for dead within the test."""

REPOSITORY: Final = Path(__file__).resolve().parents[2]

_POSTGRES: Final = {**SETTINGS, "synchronous_commit": "on", "max_connections": "400"}
"""It is killed here, and what it said is committed must be there afterwards."""

MARK: Final = "CLUSTER_OF_THIS_TEST"
"""A variable of the environment that all processes of a cluster inherit, whoever started them."""

_READY: Final = frozenset({"ready", "working"})
_START_SECONDS: Final = 120.0


@dataclass(slots=True)
class Member:
    """One process of the service. Started again it keeps its folder, and an API its port; each of its
    lives has a log of its own. `tree` is the checkout that it runs."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    logs: Path
    tree: Path = REPOSITORY
    lives: int = 0
    process: "subprocess.Popen[bytes]" = field(init=False)

    @property
    def log(self) -> Path:
        """Of the life that it has now."""
        return self.logs / f"{self.name}.{self.lives}.log"

    def start(self, **more: str) -> None:
        self.lives += 1
        with self.log.open("xb") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.tree,
                env={**self.environment, "PYTHONPATH": str(self.tree), **more},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def wait_ready(self) -> None:
        """Block until its log says that it takes requests or work."""

        def ready() -> bool:
            assert self.runs, f"{self.log} ended by itself"
            return self.is_ready()

        until(ready, _START_SECONDS)

    def is_ready(self) -> bool:
        return self.runs and any(line.get("event") in _READY for line in log_lines(self.log))

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def family(self) -> list[psutil.Process]:
        return family(self.process.pid)

    def kill(self) -> None:
        """kill -9; what it started ends with it."""
        processes = self.family()
        self.process.kill()
        self.process.wait()
        # One that is suspended does not see that its parent is gone, before it goes on.
        resume(processes[1:])
        assert gone(processes[1:]), f"{self.name} left children behind"

    def suspend(self, *, with_children: bool = False) -> list[psutil.Process]:
        """SIGSTOP; what was stopped, to `resume` it."""
        processes = self.family() if with_children else self.family()[:1]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.suspend()
        return processes

    def stop(self, seconds: float = 20.0) -> None:
        """Ask it to end, and see that it does, with all that it started."""
        processes = self.family()
        self.process.terminate()
        # The API hands the signal on once it has ended orderly, so that whoever sent it sees it.
        ended = self.process.wait(seconds)
        assert ended in (0, -signal.SIGTERM), f"{self.name} did not end orderly: {ended}"
        assert gone(processes[1:]), f"{self.name} left children behind"


def resume(processes: Sequence[psutil.Process]) -> None:
    """SIGCONT to what is still there of them."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.resume()


@dataclass(slots=True)
class Cluster:
    """`members` are running once `running_cluster` has them."""

    folder: Path
    postgres: PostgresServer
    url: str
    apis: list[Member]
    workers: list[Member]
    api_urls: list[str]
    database: sa.Engine
    sessions: SyncSessions
    blobs: BlobStore
    mark: str

    @property
    def members(self) -> list[Member]:
        return [*self.apis, *self.workers]

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def processes(self) -> list[psutil.Process]:
        """All that live and were started by a member, or by what a member started."""
        return marked(self.mark)


def marked(mark: str) -> list[psutil.Process]:
    """All processes that live and have this mark in their environment."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


@contextmanager
def running_cluster(
    folder: Path, engines: Sequence[str], *, apis: int = 2, tree: Path = REPOSITORY, **settings: str
) -> Iterator[Cluster]:
    """A cluster with a worker for each engine; in the end asked to stop, and looked at how it does.
    `settings` are more variables of the environment of all members."""
    postgres = new_cluster(installations()[0], _POSTGRES)
    try:
        url = postgres.new_database()
        shared = folder / "files"
        shared.mkdir(parents=True)
        (folder / "logs").mkdir()
        mark = secrets.token_hex(8)
        common = {
            **os.environ,
            "INGESTIO_DATABASE_URL": url,
            "INGESTIO_STORAGE_URL": shared.as_uri(),
            "INGESTIO_LINK_KEY": secrets.token_urlsafe(32),
            "INGESTIO_ACCOUNTS": "own",
            "INGESTIO_DEAD_AFTER": str(DEAD_AFTER),
            "INGESTIO_WORKERS": "1",
            "INGESTIO_MIGRATE": "false",
            MARK: mark,
            **settings,
        }
        ports = [free_port() for _ in range(apis)]
        database = make_sync_engine(url)
        cluster = Cluster(
            folder,
            postgres,
            url,
            [_member(folder, f"api{n}", common, tree, "api", port) for n, port in enumerate(ports)],
            [
                _member(folder, f"worker{n}", {**common, "INGESTIO_ENGINE": engine}, tree, "worker")
                for n, engine in enumerate(engines)
            ],
            [f"http://127.0.0.1:{port}" for port in ports],
            database,
            SyncSessions(database),
            BlobStore.in_folder(shared),
            mark,
        )
        try:
            for member in cluster.members:
                member.start()
            for member in cluster.members:
                member.wait_ready()
            yield cluster
            for member in cluster.members:
                if member.runs:
                    member.stop()
        finally:
            for process in cluster.processes():
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            for member in cluster.members:
                member.process.wait()
            database.dispose()
    finally:
        postgres.stop()


def log_lines(path: Path) -> list[dict[str, object]]:
    """The events of a log. What is no event is one named `not_an_event`, but for a last line that a
    kill cut off."""
    *whole, last = path.read_text(encoding="utf-8", errors="replace").split("\n")
    del last
    return [_event(line) for line in whole if line]


def _event(line: str) -> dict[str, object]:
    try:
        event = json.loads(line)
    except json.JSONDecodeError:
        event = None
    return event if isinstance(event, dict) else {"event": "not_an_event", "line": line}


def _member(
    folder: Path, name: str, environment: Mapping[str, str], tree: Path, role: str, port: int | None = None
) -> Member:
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", role]
    command += ["--data-dir", str(folder / name)]
    command += [] if port is None else ["--port", str(port)]
    return Member(name, command, environment, folder / "logs", tree)


def free_port() -> int:
    listener = listen("127.0.0.1", 0)
    port: int = listener.getsockname()[1]
    listener.close()
    return port
