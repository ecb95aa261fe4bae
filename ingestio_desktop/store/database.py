"""The store's two threads: one writes, one reads.

SQLite in WAL mode lets a read go on beside a write, so a screen's read never waits for a long
write. Functions given to `write` run in one transaction each, in the order they were given.
"""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CursorResult
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from ingestio_core.errors import MachineError
from ingestio_desktop.futures import settle
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.migrations import upgrade
from ingestio_desktop.store.rows import Changed

Result = TypeVar("Result")

Reader = Session
"""What a function given to `Store.read` reads with."""

_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "temp_store=MEMORY")


class Unit:
    """One write transaction: its session, and what it changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.batches: set[UUID] = set()
        self.documents: set[UUID] = set()
        self.account = False
        self.exports = False
        self.prompts = False
        self.outbox = False
        self.notifications = False
        self.watched = False

    def update(self, statement: sa.Update | sa.Delete) -> int:
        """Run a guarded UPDATE or DELETE; the result is the number of rows that it hit."""
        return cast(CursorResult[Any], self.session.execute(statement)).rowcount

    def changed(self) -> Changed:
        return Changed(
            frozenset(self.batches),
            frozenset(self.documents),
            self.account,
            self.exports,
            self.prompts,
            self.outbox,
            self.notifications,
            self.watched,
        )


class Store:
    """The local store of one account. `changed` is notified after each commit that changed rows."""

    def __init__(self, path: Path) -> None:
        self.changed: Notifier[Changed] = Notifier()
        self._path = path
        self._writer = _Worker("store-writer")
        self._reader = _Worker("store-reader")
        self._write_engine: sa.Engine | None = None
        self._read_engine: sa.Engine | None = None

    @property
    def path(self) -> Path:
        return self._path

    def open(self) -> None:
        """Create or migrate the file and start the threads. Not for the main thread.

        Raises `MachineError` (store_unusable)."""
        with _converted(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._write_engine = _engine(self._path, "BEGIN IMMEDIATE")
            self._read_engine = _engine(self._path, "BEGIN")
            with self._write_engine.begin() as connection:
                upgrade(connection)
        self._writer.start()
        self._reader.start()

    def write(self, change: Callable[[Unit], Result]) -> "Future[Result]":
        """Run `change` in a transaction of the writer thread; an error rolls it back."""
        return self._writer.submit(lambda: self._write(change))

    def read(self, query: Callable[[Session], Result]) -> "Future[Result]":
        """Run `query` in the reader thread."""
        return self._reader.submit(lambda: self._read(query))

    def close(self) -> None:
        """Finish what was given, join the threads and close the file. Safe to call twice."""
        self._writer.stop()
        self._reader.stop()
        for engine in (self._write_engine, self._read_engine):
            if engine is not None:
                engine.dispose()

    def _write(self, change: Callable[[Unit], Result]) -> Result:
        assert self._write_engine is not None, "open comes first"
        with _converted(self._path), Session(self._write_engine, expire_on_commit=False) as session:
            unit = Unit(session)
            with session.begin():
                result = change(unit)
        changed = unit.changed()
        if changed:
            self.changed.notify(changed)
        return result

    def _read(self, query: Callable[[Session], Result]) -> Result:
        assert self._read_engine is not None, "open comes first"
        with _converted(self._path), Session(self._read_engine) as session:
            return query(session)


class _Worker:
    """A thread that runs callables one after the other."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._running = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._running = True
        self._thread.start()

    def submit(self, job: Callable[[], Result]) -> "Future[Result]":
        future: Future[Result] = Future()
        with self._lock:
            if self._running:
                self._jobs.put((future, job))
            else:
                future.cancel()
        return future

    def stop(self) -> None:
        with self._lock:
            if not self._running:
                return
            self._running = False
            self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (entry := self._jobs.get()) is not None:
            settle(*entry)


@contextmanager
def _converted(path: Path) -> Iterator[None]:
    """Inside, errors of the file system and of SQLite become a `MachineError`."""
    try:
        yield
    except OSError as error:
        raise _unusable(path, str(error)) from error
    except OperationalError as error:
        raise _unusable(path, str(error.orig)) from error
    except DatabaseError as error:
        if "malformed" not in str(error.orig) and "not a database" not in str(error.orig):
            raise
        raise _unusable(path, "it is damaged") from error


@contextmanager
def open_for_reading(path: Path) -> Iterator[Session]:
    """A session of another process on a store that is there; what it reads is one moment's."""
    engine = _engine(path, "BEGIN")
    try:
        with _converted(path), Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def chunked(items: Iterable[Result], size: int = 500) -> Iterable[tuple[Result, ...]]:
    """Pieces small enough for an IN list."""
    piece: list[Result] = []
    for item in items:
        piece.append(item)
        if len(piece) == size:
            yield tuple(piece)
            piece.clear()
    if piece:
        yield tuple(piece)


def _engine(path: Path, begin: str) -> sa.Engine:
    # One connection, used by one thread; migrations use it before that thread starts.
    engine = sa.create_engine(
        f"sqlite:///{path.as_posix()}",
        poolclass=sa.pool.StaticPool,
        connect_args={"check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _on_execute(*_: Any) -> None:
        give_way()

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _unusable(path: Path, why: str) -> MachineError:
    full = "full" in why
    return MachineError(
        "disk_full" if full else "store_unusable",
        "The disk is full" if full else "The local data cannot be used",
        f"“{path}” could not be read or written: {why}. "
        + (
            "Free some space and try again."
            if full
            else "Check the folder and who owns it, then start again."
        ),
    )
