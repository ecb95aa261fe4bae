"""Sessions: one transaction each, committed by the request or the task, never by a service.

Services and repositories are plain functions on a `Session`; workflows run them through
`SyncSessions`, the API from its event loop through `AsyncSessions`.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Concatenate, Final, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from ingestio_cloud.db.engine import READ_ONLY

_THREADS: Final = 8

Given = ParamSpec("Given")
Result = TypeVar("Result")
Work = Callable[Concatenate[Session, Given], Result]


class SyncSessions:
    """Transactions of workflows, sweeps and tests."""

    def __init__(self, engine: sa.Engine) -> None:
        self._make = sessionmaker(engine, expire_on_commit=False)
        self._turn = threading.RLock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits on leaving, and rolls back on an exception.

        SQLite has one writer at a time and lets the others try again after ever longer pauses; so
        those of this process queue up here instead.
        """
        with self._turn, self._make.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that takes no write lock and keeps nothing."""
        with self._make() as session:
            session.connection(execution_options=READ_ONLY)
            yield session


class AsyncSessions:
    """Transactions of the API, each as a whole in one thread of a small pool.

    A transaction has a dozen statements and more; handing over each of them to another thread, as
    the asyncio driver of SQLite does, took three times as long.
    """

    def __init__(self, sessions: SyncSessions) -> None:
        self._sessions = sessions
        self._threads = ThreadPoolExecutor(_THREADS, "database")

    async def write(self, work: Work[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that commits after it, and rolls back if it raises."""

        def transaction() -> Result:
            with self._sessions.write() as session:
                return work(session, *args, **kwargs)

        return await self._run(transaction)

    async def write_new(self, work: Work[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """The same for work that looks for a row and else inserts it: when another transaction was
        first, the work is done once more and finds the row."""
        try:
            return await self.write(work, *args, **kwargs)
        except IntegrityError:
            return await self.write(work, *args, **kwargs)

    async def read(self, work: Work[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that takes no write lock and keeps nothing."""

        def transaction() -> Result:
            with self._sessions.read() as session:
                return work(session, *args, **kwargs)

        return await self._run(transaction)

    def close(self) -> None:
        """Wait for transactions in progress. Blocks."""
        self._threads.shutdown()

    async def _run(self, transaction: Callable[[], Result]) -> Result:
        """A caller that is cancelled goes on only when the transaction is over, so that nothing of
        it is written after what comes next."""
        running = asyncio.get_running_loop().run_in_executor(self._threads, transaction)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.wait([running])
            raise
