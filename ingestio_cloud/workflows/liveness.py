"""Which worker processes live, so that what a dead one had in work is taken up by the others.

Only where many work on one PostgreSQL; an embedded service takes up its own at the next start. All
times are the database's, so that no clock of a machine matters.
"""

from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Final
from uuid import uuid4

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Worker
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_core import __version__

log = structlog.get_logger(__name__)

DEAD_AFTER: Final = timedelta(seconds=30)
"""A database that fails over, or a machine that swaps, is not taken for a death."""

_BEATS: Final = 6
"""How often a process says that it lives in the time after which it is taken for dead."""

_SWEEP_LOCK: Final = 0x1496E58
"""Any number that no other advisory lock of ours has."""


def fresh_executor_id(host: str) -> str:
    """A name that no process had before: after a crash the old name's work is swept, and two
    machines of one name never take each other's."""
    return f"{host}:{uuid4().hex[:12]}"


class Liveness:
    """The heartbeat of one process, and its part in sweeping up after dead ones.

    A process that was only stopped for a while (a debugger, a suspended machine) comes back as it
    was: its documents are read twice then, but every change it makes is guarded by the state before
    it, so only one of the two is stored and counted.
    """

    def __init__(
        self,
        sessions: SyncSessions,
        executor_id: str,
        dead_after: timedelta = DEAD_AFTER,
        *,
        asks_models: bool = False,
    ) -> None:
        self._sessions = sessions
        self._executor_id = executor_id
        self._asks_models = asks_models
        self._beat_seconds = dead_after.total_seconds() / _BEATS
        self._dead_after = dead_after
        self._beaten_at = monotonic()
        self._stopping = Event()
        self._thread = Thread(target=self._beat, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Be alive from now on; before the first document is taken. Blocks for one transaction."""
        self.beat()
        self._thread.start()

    def beat(self) -> None:
        """Say that this process lives."""
        with self._sessions.system.write() as session:
            now = session.scalar(sa.select(sa.func.now()))
            if not _seen(session, self._executor_id, now):
                session.add(
                    Worker(
                        executor_id=self._executor_id,
                        started_at=now,
                        seen_at=now,
                        version=__version__,
                        asks_models=self._asks_models,
                    )
                )
        self._beaten_at = monotonic()

    def age(self) -> float:
        """Seconds since this process said that it lives."""
        return monotonic() - self._beaten_at

    def anybody_asks(self) -> bool:
        """Whether a process lives that takes questions to models out of their queue."""
        asks = sa.select(Worker.executor_id).where(
            Worker.asks_models, Worker.seen_at >= sa.func.now() - self._dead_after
        )
        with self._sessions.system.read() as session:
            return session.scalar(sa.select(asks.exists())) is True

    def sweep(self, busy: Callable[[], Set[str]], take_over: Callable[[Sequence[str]], int]) -> int:
        """Let `take_over` put the work of dead processes back into the queue; what it said of how much
        there was. `busy` names those that have work as far as the queue knows, so that what one sweep
        could not take over, the next one does. One process sweeps at a time; the others find nothing
        to do."""
        with self._sessions.system.write() as session:
            if not session.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_SWEEP_LOCK))):
                return 0
            # Asked before the living are: one that starts in between is alive before it is busy.
            suspects = busy()
            oldest = sa.func.now() - self._dead_after
            living = set(session.scalars(sa.select(Worker.executor_id).where(Worker.seen_at >= oldest)))
            session.execute(
                sa.delete(Worker).where(Worker.seen_at < oldest).execution_options(synchronize_session=False)
            )
            # Whoever sweeps lives, however long the database kept it from saying so.
            dead = sorted(suspects - living - {self._executor_id})
            if not dead:
                return 0
            taken = take_over(dead)
        log.warning("dead_workers_swept", workers=len(dead), documents=taken)
        return taken

    def leave(self) -> None:
        """End orderly, with nothing left in work. Idempotent."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        with suppress(SQLAlchemyError), self._sessions.system.write() as session:
            # A database that is away sweeps the row later: there is nothing behind it.
            session.execute(sa.delete(Worker).where(Worker.executor_id == self._executor_id))

    def _beat(self) -> None:
        while not self._stopping.wait(self._beat_seconds):
            try:
                self.beat()
            except SQLAlchemyError as error:
                log.warning("heartbeat_missed", kind=type(error).__name__)


def _seen(session: Session, executor_id: str, now: object) -> bool:
    statement = sa.update(Worker).where(Worker.executor_id == executor_id).values(seen_at=now)
    return bool(session.execute(statement.returning(Worker.executor_id)).all())
