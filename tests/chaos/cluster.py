"""The hosted service on one machine: API and worker processes on a PostgreSQL of their own."""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.serve import listen
from tests.chaos.batch30 import family, gone
from tests.support.postgres import SETTINGS, PostgresServer, installations, new_cluster

DEAD_AFTER: Final = 4
"""Seconds: a suspended process is taken for dead within the test."""

_POSTGRES: Final = {**SETTINGS, "synchronous_commit": "on"}
"""It is killed here, and what it said is committed must be there afterwards."""

_REPOSITORY = Path(__file__).resolve().parents[2]
_START_SECONDS = 120.0


@dataclass(slots=True)
class Member:
    """One process of the service. Started again it keeps its folder, and an API its port."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[str]" = field(init=False)

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=_REPOSITORY,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def wait_ready(self) -> None:
        """Block until it says on standard output that it is ready."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line and json.loads(line)["event"] == "ready", f"{self.name}: {line or 'ended'}"

    def kill(self) -> None:
        """kill -9; what it started ends with it."""
        processes = family(self.process.pid)
        self.process.kill()
        self.process.wait()
        assert gone(processes[1:]), f"{self.name} left children behind"

    def suspend(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ask it to end, and see that it does, with all that it started."""
        processes = family(self.process.pid)
        self.process.terminate()
        # The API hands the signal on once it has ended orderly, so that whoever sent it sees it.
        assert self.process.wait(20) in (0, -signal.SIGTERM), f"{self.name} did not end orderly"
        assert gone(processes[1:]), f"{self.name} left children behind"


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

    @property
    def members(self) -> list[Member]:
        return [*self.apis, *self.workers]


@contextmanager
def running_cluster(folder: Path, engines: list[str], *, apis: int = 2) -> Iterator[Cluster]:
    """A cluster with a worker for each engine; in the end asked to stop, and looked at how it does."""
    postgres = new_cluster(installations()[0], _POSTGRES)
    try:
        url = postgres.new_database()
        shared = folder / "files"
        shared.mkdir(parents=True)
        common = {
            **os.environ,
            "INGESTIO_DATABASE_URL": url,
            "INGESTIO_STORAGE_URL": shared.as_uri(),
            "INGESTIO_LINK_KEY": secrets.token_urlsafe(32),
            "INGESTIO_ACCOUNTS": "own",
            "INGESTIO_DEAD_AFTER": str(DEAD_AFTER),
            "INGESTIO_WORKERS": "1",
        }
        ports = [_free_port() for _ in range(apis)]
        database = make_sync_engine(url)
        cluster = Cluster(
            folder,
            postgres,
            url,
            [_member(folder, f"api{n}", common, "api", port=port) for n, port in enumerate(ports)],
            [
                _member(folder, f"worker{n}", {**common, "INGESTIO_ENGINE": engine}, "worker")
                for n, engine in enumerate(engines)
            ],
            [f"http://127.0.0.1:{port}" for port in ports],
            database,
            SyncSessions(database),
        )
        try:
            for member in cluster.members:
                member.start()
            for api in cluster.apis:
                api.wait_ready()
            yield cluster
            for member in cluster.members:
                member.stop()
        finally:
            for member in cluster.members:
                _end(member)
            database.dispose()
    finally:
        postgres.stop()


def _member(
    folder: Path, name: str, environment: Mapping[str, str], role: str, port: int | None = None
) -> Member:
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--role", role]
    command += ["--data-dir", str(folder / name)]
    command += [] if port is None else ["--port", str(port)]
    return Member(name, command, environment, folder / f"{name}.log")


def _free_port() -> int:
    listener = listen("127.0.0.1", 0)
    port: int = listener.getsockname()[1]
    listener.close()
    return port


def _end(member: Member) -> None:
    """Whatever happened before, leave no process behind."""
    if member.process.poll() is None:
        for process in family(member.process.pid):
            if process.is_running():
                process.kill()
    if member.process.stdout is not None:
        member.process.stdout.close()
    member.process.wait()
