"""Compares what our tables say is in work with what the durable engine has, and mends where they differ.

Nothing is to differ: a job and its run are written in one transaction. But the engine marks runs in
its own tables where it gives up or breaks, and a claim whose commit was answered after the connection
broke belongs to a process that never heard of it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import sqlalchemy as sa
import structlog
from dbos import DBOSClient, WorkflowStatus
from sqlalchemy.orm import Session

from ingestio_cloud.db.engine import is_sqlite
from ingestio_cloud.db.models import ExtractionJob
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.workflows.lanes import MODELS
from ingestio_cloud.workflows.processing import attempt_id
from ingestio_core.lifecycle import JobStatus

log = structlog.get_logger(__name__)

LIVE: Final = ("ENQUEUED", "PENDING", "DELAYED")
"""States of a run that the engine will take up or has in work."""

_WAITING: Final = ("ENQUEUED", "DELAYED")
_AT_ONCE: Final = 500
_LOCK: Final = 0x1496E5A
"""Any number that no other advisory lock of ours has."""
_UNFINISHED: Final = (JobStatus.PENDING, JobStatus.PROCESSING)


@dataclass(frozen=True, slots=True)
class LostJob:
    """An attempt that is not over and that nothing works on or will; `run` is the engine's name of the
    run that had it."""

    document: UUID
    batch: UUID | None
    user: UUID
    attempt: int
    run: str


class LostJobs:
    """Finds attempts whose runs are over or gone, and queues them again."""

    def __init__(self, sessions: SyncSessions, database_url: str) -> None:
        self._sessions = sessions
        self._shared = not is_sqlite(database_url)
        schema = "dbos" if self._shared else None
        self._runs = sa.table(
            "workflow_status",
            sa.column("workflow_uuid"),
            sa.column("status"),
            sa.column("queue_name"),
            schema=schema,
        )
        self._payloads = [
            sa.table(name, sa.column("workflow_uuid"), schema=schema)
            for name in ("workflow_input", "workflow_output", "operation_outputs")
        ]

    def mend(self, enqueue: Callable[[Session, LostJob], None]) -> int:
        """Queue lost attempts again; how many. It counts as a death each, so that an attempt that is
        lost time and again is given up. One process does it at a time; the others find nothing to do."""
        runs = self._runs.c
        lost = self._queue_again(
            sa.or_(runs.workflow_uuid.is_(None), runs.status.not_in(LIVE)), enqueue, deaths=1
        )
        if lost:
            log.error("jobs_reconciled", count=len(lost), runs=[job.run for job in lost[:10]])
        return len(lost)

    def take_back(self, enqueue: Callable[[Session, LostJob], None]) -> int:
        """Queue attempts anew whose questions wait for a model; how many. It is nobody's death."""
        runs, count = self._runs.c, 0
        waits = sa.and_(runs.queue_name.startswith(MODELS, autoescape=True), runs.status.in_(_WAITING))
        while found := self._queue_again(waits, enqueue, deaths=0):
            count += len(found)
        if count:
            log.warning("questions_taken_back", count=count)
        return count

    def _queue_again(
        self, which: sa.ColumnElement[bool], enqueue: Callable[[Session, LostJob], None], *, deaths: int
    ) -> list[LostJob]:
        # Nearly always there is none, and to see that takes long where many wait: nobody is to be kept
        # from writing meanwhile, as SQLite does.
        with self._sessions.system.read() as session:
            if not self._found(session, which):
                return []
        with self._sessions.system.write() as session:
            if self._shared and not session.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCK))):
                return []
            jobs = [job for job in self._found(session, which) if _note_loss(session, job, deaths)]
            for job in jobs:
                # The engine takes a run that is over for done already; one of the same name must be new.
                names = {job.run, attempt_id(job.document, job.attempt)}
                for table in (*self._payloads, self._runs):
                    session.execute(sa.delete(table).where(table.c.workflow_uuid.in_(names)))
                enqueue(session, job)
        return jobs

    def _found(self, session: Session, which: sa.ColumnElement[bool]) -> list[LostJob]:
        """Attempts that are not over, by what is so of their runs."""
        runs = self._runs
        statement = (
            sa.select(
                ExtractionJob.document_id,
                ExtractionJob.batch_id,
                ExtractionJob.user_id,
                ExtractionJob.attempt,
                ExtractionJob.engine_run_id,
            )
            .outerjoin(runs, runs.c.workflow_uuid == ExtractionJob.engine_run_id)
            .where(ExtractionJob.status.in_(_UNFINISHED), which)
            .limit(_AT_ONCE)
        )
        return [
            LostJob(document, batch, user, attempt, run)
            for document, batch, user, attempt, run in session.execute(statement)
            if run is not None
        ]


class Stranded:
    """Finds runs that the engine says this process has and that it does not: seen so twice, since a run
    that was just claimed is not here yet."""

    def __init__(self, executor_id: str) -> None:
        self._executor_id = executor_id
        self._suspects: frozenset[str] = frozenset()

    def find(self, client: DBOSClient, here: Callable[[str], bool]) -> list[str]:
        """The names of such runs; `here` says whether this process has a run."""
        found = pending_of(client, self._executor_id)
        missing = frozenset(run.workflow_id for run in found if not here(run.workflow_id))
        stranded, self._suspects = missing & self._suspects, missing
        return sorted(stranded)


def pending_of(client: DBOSClient, executor_id: str) -> list[WorkflowStatus]:
    """The runs that a process has in work as far as the engine knows."""
    return client.list_workflows(
        status="PENDING", executor_id=executor_id, load_input=False, load_output=False
    )


def put_back(client: DBOSClient, executor_id: str, runs: Collection[str] | None = None) -> int:
    """Queue runs again that this process has, all or these, each in the queue it came from, but none
    that was cancelled, or taken over by another process; how many."""
    queues: dict[str | None, list[str]] = {}
    for run in pending_of(client, executor_id):
        if runs is None or run.workflow_id in runs:
            queues.setdefault(run.queue_name, []).append(run.workflow_id)
    for queue, names in queues.items():
        client.resume_workflows(names, queue_name=queue)
    return sum(map(len, queues.values()))


def busy_executors(client: DBOSClient, workflows: Sequence[str]) -> set[str]:
    """The processes that have runs in work as far as the engine knows."""
    runs = client.list_workflows(name=list(workflows), status="PENDING", load_input=False, load_output=False)
    return {run.executor_id for run in runs if run.executor_id is not None}


def _note_loss(session: Session, job: LostJob, deaths: int) -> bool:
    """Whether the attempt is still not over."""
    statement = (
        sa.update(ExtractionJob)
        .where(
            ExtractionJob.document_id == job.document,
            ExtractionJob.attempt == job.attempt,
            ExtractionJob.engine_run_id == job.run,
            ExtractionJob.status.in_(_UNFINISHED),
        )
        .values(
            deaths=ExtractionJob.deaths + deaths,
            claimed_by=None,
            engine_run_id=attempt_id(job.document, job.attempt),
        )
        .returning(ExtractionJob.id)
        .execution_options(synchronize_session=False)
    )
    return bool(session.execute(statement).all())
