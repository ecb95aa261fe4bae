"""Sessions: one transaction each, committed by the request or the task, never by a service.

Each is bound: `of(user)` to one user, whose rows are then the only ones that PostgreSQL's row-level
security admits, or `system` to nobody, for what comes before a user is known and for sweeps.
Services and repositories are plain functions on a `Session`; workflows run them through
`SyncSessions`, the API from its event loop through `AsyncSessions`.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import copy_context
from datetime import timedelta
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

import sqlalchemy as sa
from psycopg.errors import DeadlockDetected
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, sessionmaker

from ingestio_cloud.db.engine import READ_ONLY
from ingestio_cloud.db.row_security import bind
from ingestio_cloud.db.scope import check_scope

_THREADS: Final = 8
_DEADLOCKS: Final = 3
"""How often a transaction that was ended by a deadlock is tried again."""
_USER: Final = "user_id"
_READS: Final = "read_only"
_MAIL_WAIT: Final = "mail_wait"
_NOTIFY: Final = sa.text("SELECT pg_notify(:channel, :payload)")

Given = ParamSpec("Given")
Result = TypeVar("Result")
Work = Callable[Concatenate[Session, Given], Result]
UserWork = Callable[Concatenate[Session, UUID, Given], Result]


class _BoundSession(Session):
    """A session whose transactions carry the user they are for."""


@sa.event.listens_for(_BoundSession, "after_begin")
def _on_begin(session: Session, _transaction: SessionTransaction, connection: sa.Connection) -> None:
    bind(connection, session.info[_USER], read_only=session.info.get(_READS, False))


@sa.event.listens_for(_BoundSession, "do_orm_execute")
def _on_execute(state: ORMExecuteState) -> None:
    check_scope(state, state.session.info[_USER])


class SyncSessions:
    """Transactions of workflows, sweeps and tests. `mail_wait` is what `mail_wait` says in them."""

    def __init__(self, engine: sa.Engine, *, mail_wait: timedelta | None = None) -> None:
        self._mail_wait = mail_wait
        self._make: sessionmaker[_BoundSession] = sessionmaker(
            engine, class_=_BoundSession, expire_on_commit=False
        )
        self._turn: AbstractContextManager[Any] = (
            threading.RLock() if engine.dialect.name == "sqlite" else nullcontext()
        )
        self.system: Final = BoundSessions(self, None)

    def of(self, user_id: UUID) -> "BoundSessions":
        """Transactions for one user."""
        return BoundSessions(self, user_id)

    def after_commit(self, callback: Callable[[Session], None]) -> None:
        """Call back with each session after a commit, also that of a savepoint, in its thread."""
        sa.event.listen(self._make, "after_commit", callback)

    @contextmanager
    def _write(self, user_id: UUID | None) -> Iterator[Session]:
        with (
            self._turn,
            self._make(info={_USER: user_id, _MAIL_WAIT: self._mail_wait}) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def _read(self, user_id: UUID | None) -> Iterator[Session]:
        with self._make(info={_USER: user_id, _READS: True}) as session:
            session.connection(execution_options=READ_ONLY)
            yield session


class BoundSessions:
    """Transactions for one user, or for the system."""

    def __init__(self, sessions: SyncSessions, user_id: UUID | None) -> None:
        self._sessions = sessions
        self._user_id = user_id

    def write(self) -> AbstractContextManager[Session]:
        """A session that commits on leaving, and rolls back on an exception.

        SQLite has one writer at a time and lets the others try again after ever longer pauses; so
        those of this process queue up here instead.
        """
        return self._sessions._write(self._user_id)

    def run(self, work: Callable[[Session], Result]) -> Result:
        """Do `work` in a transaction of its own. Where two wait for one another, PostgreSQL ends one of
        them, and its work is done again."""
        for _ in range(_DEADLOCKS):
            try:
                with self.write() as session:
                    return work(session)
            except OperationalError as error:
                if not isinstance(error.orig, DeadlockDetected):
                    raise
        with self.write() as session:
            return work(session)

    def read(self) -> AbstractContextManager[Session]:
        """A session that takes no write lock and keeps nothing."""
        return self._sessions._read(self._user_id)


def mail_wait(session: Session) -> timedelta | None:
    """How long a mail about what this transaction writes waits for others to go along; None where the
    installation sends no mails."""
    wait: timedelta | None = session.info.get(_MAIL_WAIT)
    return wait


def notify(session: Session, channel: str, payload: str) -> None:
    """PostgreSQL's NOTIFY, sent when the transaction commits."""
    session.connection().execute(_NOTIFY, {"channel": channel, "payload": payload})


class AsyncSessions:
    """Transactions of the API, each as a whole in one thread of a small pool.

    A transaction has a dozen statements and more; handing over each of them to another thread, as
    the asyncio driver of SQLite does, took three times as long.
    """

    def __init__(self, sessions: SyncSessions) -> None:
        self._sessions = sessions
        self._threads = ThreadPoolExecutor(_THREADS, "database")
        # All are started now, so that no request waits for one to start.
        started = threading.Barrier(_THREADS)
        for _ in range(_THREADS):
            self._threads.submit(started.wait)
        self.system: Final = SystemCalls(self._run, sessions.system)

    def of(self, user_id: UUID) -> "UserCalls":
        """Transactions for one user."""
        return UserCalls(self._run, self._sessions.of(user_id), user_id)

    def close(self) -> None:
        """Wait for transactions in progress. Blocks."""
        self._threads.shutdown()

    async def _run(self, transaction: Callable[[], Any]) -> Any:
        """A caller that is cancelled goes on only when the transaction is over, so that nothing of
        it is written after what comes next."""
        # The id of the request and its trace go along.
        bound = copy_context().run
        running = asyncio.get_running_loop().run_in_executor(self._threads, bound, transaction)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.wait([running])
            # Looked at, so that nobody reports that nobody did.
            running.exception()
            raise


_Run = Callable[[Callable[[], Any]], Any]


class SystemCalls:
    """Transactions over the rows of all users."""

    def __init__(self, run: _Run, sessions: BoundSessions) -> None:
        self._run = run
        self._sessions = sessions

    async def write(self, work: Work[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that commits after it, and rolls back if it raises; see
        `BoundSessions.run`."""

        def transaction() -> Result:
            return self._sessions.run(lambda session: work(session, *args, **kwargs))

        result: Result = await self._run(transaction)
        return result

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

        result: Result = await self._run(transaction)
        return result


class UserCalls:
    """Transactions for one user: `work` is given the session and the user's id first."""

    def __init__(self, run: _Run, sessions: BoundSessions, user_id: UUID) -> None:
        self._calls = SystemCalls(run, sessions)
        self._user_id = user_id

    async def write(self, work: UserWork[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that commits after it, and rolls back if it raises."""
        return await self._calls.write(work, self._user_id, *args, **kwargs)

    async def write_new(
        self, work: UserWork[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """The same for work that looks for a row and else inserts it: when another transaction was
        first, the work is done once more and finds the row."""
        return await self._calls.write_new(work, self._user_id, *args, **kwargs)

    async def read(self, work: UserWork[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run `work` in a transaction that takes no write lock and keeps nothing."""
        return await self._calls.read(work, self._user_id, *args, **kwargs)
