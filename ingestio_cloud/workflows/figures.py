"""Figures that all processes share: what waits in each lane and since when, and which workers live."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from ingestio_cloud.db.engine import is_sqlite
from ingestio_cloud.db.models import Worker
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.telemetry.work import Fleet, Lane
from ingestio_cloud.workflows.putoff import ElsewhereError
from ingestio_core.errors import MachineError

MOST_COUNTED: Final = 100_000
"""A longer lane is told as this long: counting on would cost every process the more, the longer it is."""

_KEPT_SECONDS: Final = 30.0


class FleetFigures:
    """Counts anew after half a minute at the earliest, whoever asks and however often. Thread-safe."""

    def __init__(
        self,
        sessions: SyncSessions,
        database_url: str,
        dead_after: timedelta,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sessions = sessions
        self._shared = not is_sqlite(database_url)
        self._dead_after = dead_after
        self._clock = clock
        self._turn = threading.Lock()
        self._fleet = Fleet()
        self._until = float("-inf")
        self._runs = sa.table(
            "workflow_status",
            sa.column("queue_name", sa.Text),
            sa.column("status", sa.Text),
            sa.column("created_at", sa.BigInteger),
            sa.column("priority", sa.Integer),
            schema="dbos" if self._shared else None,
        )

    def fleet(self, lanes: Sequence[str]) -> Fleet:
        """Of these lanes. Nothing while the database does not answer, or there are none yet."""
        if not lanes:
            return Fleet()
        with self._turn:
            if self._clock() >= self._until:
                try:
                    with self._sessions.system.read() as session:
                        counted = {name: self._lane(session, name) for name in lanes}
                        self._fleet = Fleet(counted, self._workers(session) if self._shared else {})
                except (DBAPIError, PoolTimeoutError):
                    return Fleet()
                self._until = self._clock() + _KEPT_SECONDS
            return self._fleet

    def _lane(self, session: Session, name: str) -> Lane:
        runs = self._runs
        waiting = (runs.c.queue_name == name, runs.c.status == "ENQUEUED")
        # In the order of the durable engine's own index, so that the first is found at once.
        first = session.scalar(
            sa.select(runs.c.created_at).where(*waiting).order_by(runs.c.priority, runs.c.created_at).limit(1)
        )
        if first is None:
            return Lane(0, 0.0)
        some = sa.select(sa.literal(1)).select_from(runs).where(*waiting).limit(MOST_COUNTED).subquery()
        length = session.scalar(sa.select(sa.func.count()).select_from(some)) or 0
        return Lane(length, max(0.0, time.time() - first / 1000))

    def _workers(self, session: Session) -> dict[str, int]:
        oldest = sa.func.now() - self._dead_after
        rows = session.execute(
            sa.select(Worker.version, sa.func.count())
            .where(Worker.seen_at >= oldest)
            .group_by(Worker.version)
        )
        return {str(version): int(count) for version, count in rows}


def cause_of(error: Exception) -> str:
    """In one word what an attempt waits for, for the figures."""
    if isinstance(error, (DBAPIError, PoolTimeoutError)):
        return "database"
    if isinstance(error, MachineError):
        return error.code
    if isinstance(error, ElsewhereError):
        return "elsewhere"
    return "machine"
