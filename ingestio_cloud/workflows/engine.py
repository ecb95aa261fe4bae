"""The durable engine: a document's work survives any end of this process. The only importer of DBOS.

What it took to get this right, each point found by trying:
- its own tables live in our database, so that queueing a document is part of our transaction. On
  SQLite they need WAL before the first launch, but not our `BEGIN IMMEDIATE` engine, since it
  steers the driver's transactions itself;
- everything it records is portable JSON (its default is pickle), arguments are ids, never content;
- the application version is that of the workflow's shape, not of the product: work begun by one
  release is taken over by the next;
- on a partitioned queue, a run without a partition key waits for ever and says nothing;
- it keeps what is over for ever, so it is purged; what it gave up or what broke is only marked in
  its own tables, so that a reconciler has to tell ours.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
import structlog
from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    EnqueueOptions,
    WorkflowStatus,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ingestio_cloud.db.engine import PRAGMAS, is_sqlite, sync_url
from ingestio_cloud.db.row_security import APP_ROLE, SYSTEM_ROLE
from ingestio_cloud.features.errors import PlanUnavailableError
from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.liveness import Liveness
from ingestio_cloud.workflows.processing import Attempt, DocumentWork, ReadOutcome, ReadState, attempt_id
from ingestio_cloud.workflows.putoff import PutOff, Waiting
from ingestio_core.errors import ErrorInfo, MachineError, ProgramError

log = structlog.get_logger(__name__)

EMBEDDED: Final = "embedded"
"""Executor id of a service that has its data folder to itself: what it left it takes over itself."""

_NAME: Final = "ingestio"
_QUEUE: Final = "documents"
_WORKFLOW: Final = "process_document"
_SHAPE: Final = "1"
_RECOVERIES: Final = 3
_POLL_SECONDS: Final = 0.2
_SYSTEM_POOL_SIZE: Final = 20
_STOP_SECONDS: Final = 3.0
_LOOK_SECONDS: Final = 5.0
_ASK_SECONDS: Final = 3.0
"""For how long it is asked about users whose runs wait, before something else is looked after."""
_KEEP: Final = timedelta(hours=24)
_PURGE_SECONDS: Final = 3600.0
_PURGE_BATCH: Final = 1000

_THE_ONLY_ONE: Final = threading.Lock()
"""DBOS is one object for a process; a second would silently be the first."""

_GRANT_LOCK: Final = 0x1496E59
"""Any number that no other advisory lock of ours has."""
_NOT_PERMITTED: Final = "42501"
"""PostgreSQL's `insufficient_privilege`."""
_CLOSED_TABLES: Final = (
    "SELECT count(*) FROM pg_class WHERE relnamespace = 'dbos'::regnamespace AND relkind IN ('r', 'v') "
    f"AND NOT has_table_privilege('{SYSTEM_ROLE}', oid, 'SELECT')"
)
_SEEN_OF_A_RUN: Final = (
    "workflow_uuid, status, name, class_name, config_name, queue_name, creator_xid, serialization"
)
"""What DBOS looks at after it queued: whether the same run was there before."""
_GRANTS: Final = (
    f"GRANT USAGE ON SCHEMA dbos TO {SYSTEM_ROLE}, {APP_ROLE}",
    f"GRANT ALL ON ALL TABLES IN SCHEMA dbos TO {SYSTEM_ROLE}",
    f"GRANT ALL ON ALL SEQUENCES IN SCHEMA dbos TO {SYSTEM_ROLE}",
    f"GRANT INSERT, SELECT ({_SEEN_OF_A_RUN}), UPDATE (creator_xid) ON dbos.workflow_status TO {APP_ROLE}",
    f"GRANT INSERT, SELECT (workflow_uuid) ON dbos.workflow_input TO {APP_ROLE}",
)

_BROKEN: Final = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_OVER: Final = ("SUCCESS", "CANCELLED")

GIVEN_UP: Final = ErrorInfo(
    code="given_up",
    title="Given up",
    message="The service stopped each time this document was read, so it was given up. The file may be "
    "damaged: open it, save it again as PDF, and upload that.",
)
BROKEN: Final = ProgramError(
    "processing_failed",
    "Could not be processed",
    "The service met a fault of its own with this document. Redo it; if that fails too, report it with "
    "the log.",
    retryable=True,
).info()


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`concurrency` is how many documents are in work at once in this process, `per_user` how many
    of one user in all processes. `runs_work` is False for a process that only queues."""

    database_url: str
    concurrency: int
    per_user: int
    executor_id: str = EMBEDDED
    runs_work: bool = True


class DurableEngine:
    """Queues attempts (it is the `Dispatcher`) and runs them. One in a process at a time. With
    `liveness`, other processes work on the same database."""

    def __init__(
        self, settings: EngineSettings, work: DocumentWork, liveness: Liveness | None = None
    ) -> None:
        self._settings = settings
        self._work = work
        self._liveness = liveness
        self._system = _system_engine(settings.database_url)
        self._client: DBOSClient | None = None
        self._stopping = threading.Event()
        self._cancelled: SimpleQueue[list[str]] = SimpleQueue()
        self._works = False
        self._runs = _Runs()
        self._waiting = Waiting()
        self._caretaker = threading.Thread(target=self._take_care, name="workflow-caretaker", daemon=True)

    def launch(self) -> None:
        """Make or migrate its tables, take over what a killed process left, begin to work. Blocks
        for a moment."""
        _quiet_logs()
        make_tables(self._settings.database_url)
        self._client = DBOSClient(
            system_database_url=self._settings.database_url,
            system_database_engine=self._system,
            application_name=_NAME,
            serializer=DBOSPortableJSONSerializer(),
        )
        # Before the launch, which looks for queues once and then only every second.
        self._client.register_queue(
            _QUEUE,
            worker_concurrency=self._settings.concurrency,
            partition_concurrency=self._settings.per_user,
            polling_interval_sec=_POLL_SECONDS,
        )
        if self._settings.runs_work:
            if not _THE_ONLY_ONE.acquire(blocking=False):
                raise RuntimeError("another durable engine works in this process")
            self._works = True
            if self._liveness is not None:
                self._liveness.start()
            DBOS(config=self._config())
            self._register()
            DBOS.listen_queues([_QUEUE])
            DBOS.launch()
        self._caretaker.start()

    def check(self) -> None:
        """Raises RuntimeError when it does not take work."""
        if self._client is None or self._stopping.is_set() or not self._caretaker.is_alive():
            raise RuntimeError("the durable engine does not run")

    def close(self) -> None:
        """Stop at once and orderly: what is in work goes back to the queue, as if never begun.
        Takes a few seconds at most. Idempotent."""
        if self._client is None or self._stopping.is_set():
            return
        self._stopping.set()
        self._cancelled.put([])
        self._work.stop()
        if self._caretaker.is_alive():
            self._caretaker.join()
        if self._works:
            self._works = False
            self._runs.wait_until_none(_STOP_SECONDS)
            DBOS.destroy(destroy_registry=True)
            _THE_ONLY_ONE.release()
            # A stop is no crash: it must not count towards giving the document up.
            if interrupted := self._runs.interrupted():
                self._client.resume_workflows(interrupted, queue_name=_QUEUE)
            for user in self._waiting.users():
                self._put_back(self._waiting.take(user))
        if self._liveness is not None:
            self._liveness.leave()
        self._client.destroy()
        if self._system is not None:
            self._system.dispose()

    def enqueue(
        self, session: Session, *, document_id: UUID, batch_id: UUID | None, user_id: UUID, attempt: int
    ) -> None:
        """Queue one attempt at a document in the caller's transaction."""
        self._running_client().enqueue_in_transaction(
            session,
            _options(attempt_id(document_id, attempt), partition=user_id),
            str(document_id),
            None if batch_id is None else str(batch_id),
            str(user_id),
            attempt,
        )

    def cancel(self, attempts: Sequence[tuple[UUID, int]]) -> None:
        """Stop those that are being read in this process; another process sees within seconds that
        its attempt is over. Does not block: the caretaker takes the rest out of the queue, and
        one that leaves the queue before that finds in its first step that it is over."""
        self._cancelled.put(
            self._work.cancel([attempt_id(document, number) for document, number in attempts])
        )

    def settle(self) -> int:
        """Fail the documents whose run the engine gave up or that broke; how many there were."""
        client = self._running_client()
        settled = 0
        while found := client.list_workflows(
            name=_WORKFLOW, status=list(_BROKEN), limit=_PURGE_BATCH, load_output=False
        ):
            for run in found:
                reason = BROKEN if run.status == "ERROR" else GIVEN_UP
                log.error("document_settled", run=run.workflow_id, status=run.status)
                self._work.fail(_attempt_of(run), reason)
                self._work.tidy(_attempt_of(run))
            client.delete_workflows([run.workflow_id for run in found])
            settled += len(found)
        return settled

    def go_on(self) -> int:
        """Put runs that wait back into the queue as soon as it is known again what their users may do;
        how many. The first user about whom nothing can be known ends it: most likely that is so of all."""
        count, end = 0, monotonic() + _ASK_SECONDS
        for user in self._waiting.users():
            if monotonic() > end:
                break
            if not self._work.can_ask_about(user):
                self._waiting.later(user)
                break
            runs = self._waiting.take(user)
            try:
                count += self._put_back(runs)
            except BaseException:
                self._waiting.add(user, *runs)
                raise
        if count:
            log.info("attempts_go_on", count=count)
        return count

    def _put_back(self, runs: Sequence[str]) -> int:
        """Queue runs again that wait here, but none that was cancelled, or taken over by another
        process; how many."""
        found = self._running_client().list_workflows(
            workflow_ids=list(runs), status="PENDING", load_input=False, load_output=False
        )
        mine = [run.workflow_id for run in found if run.executor_id == self._settings.executor_id]
        if mine:
            self._running_client().resume_workflows(mine, queue_name=_QUEUE)
        return len(mine)

    def purge(self, keep: timedelta = _KEEP) -> int:
        """Forget runs that were over before `keep` ago; how many there were."""
        client = self._running_client()
        before = (datetime.now(UTC) - keep).isoformat()
        purged = 0
        while found := client.list_workflows(
            name=_WORKFLOW,
            status=list(_OVER),
            completed_before=before,
            limit=_PURGE_BATCH,
            load_input=False,
            load_output=False,
        ):
            client.delete_workflows([run.workflow_id for run in found])
            purged += len(found)
        return purged

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=_NAME,
            system_database_url=self._settings.database_url,
            executor_id=self._settings.executor_id,
            application_version=_SHAPE,
            serializer=DBOSPortableJSONSerializer(),
            sys_db_pool_size=_SYSTEM_POOL_SIZE,
            system_database_engine=self._system,
            run_migrations=False,
            log_level="WARNING",
            enable_otlp=False,
        )

    def _register(self) -> None:
        """Tell DBOS of the workflow.

        Only reading is recorded as a step: it is what must not be done again. The others are
        transactions of ours that do nothing the second time; recording them would double the
        writes, and a run that goes on after a crash has to look at the document's state anyway.
        """
        work, runs, waiting = self._work, self._runs, self._waiting

        @DBOS.step()
        def read(document: str, user: str, number: int) -> dict[str, Any]:
            return work.read(Attempt(UUID(document), UUID(user), number)).model_dump(mode="json")

        @DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_RECOVERIES)
        def process_document(document: str, batch: str | None, user: str, number: int) -> None:
            attempt = Attempt(UUID(document), UUID(user), number)
            with runs.counted(attempt.id):
                try:
                    begun = work.begin(attempt)
                except PlanUnavailableError:
                    log.warning("attempt_put_off", attempt=attempt.id)
                    waiting.add(attempt.user, attempt.id)
                    raise PutOff from None
                if begun:
                    outcome = ReadOutcome.model_validate(read(document, user, number))
                    if outcome.state is ReadState.READ:
                        work.finish(attempt)
                    elif outcome.error is not None:
                        work.fail(attempt, outcome.error)
                # Also when it was over before this run began: a killed one may not have come so far.
                work.tidy(attempt)

    def _take_care(self) -> None:
        looked = purged = -_PURGE_SECONDS
        while not self._stopping.is_set():
            try:
                if self._settings.runs_work and monotonic() - looked >= _LOOK_SECONDS:
                    self.settle()
                    if self._liveness is not None:
                        self._liveness.sweep(self._busy, _take_over)
                    self.go_on()
                    looked = monotonic()
                if self._settings.runs_work and monotonic() - purged >= _PURGE_SECONDS:
                    self.purge()
                    self._work.sweep()
                    purged = monotonic()
                with suppress(Empty):
                    if names := self._cancelled.get(timeout=_LOOK_SECONDS):
                        self._running_client().cancel_workflows(names)
            except Interrupted:
                return
            except Exception:
                # The edge of a task: what went wrong is told, and tried again after a while.
                log.exception("caretaker_failed")
                looked = monotonic()
                self._stopping.wait(_LOOK_SECONDS)

    def _busy(self) -> set[str]:
        """The processes that have runs in work as far as the queue knows."""
        runs = self._running_client().list_workflows(
            name=_WORKFLOW, status="PENDING", load_input=False, load_output=False
        )
        return {run.executor_id for run in runs if run.executor_id is not None}

    def _running_client(self) -> DBOSClient:
        if self._client is None:
            raise RuntimeError("the durable engine was not launched")
        return self._client


class _Runs:
    """Which runs are on a thread of this process now, and which were interrupted by the stop."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._active: list[str] = []
        self._interrupted: list[str] = []

    @contextmanager
    def counted(self, run: str) -> Iterator[None]:
        with self._changed:
            self._active.append(run)
        try:
            yield
        except Interrupted:
            with self._changed:
                self._interrupted.append(run)
            raise
        finally:
            with self._changed:
                self._active.remove(run)
                self._changed.notify_all()

    def wait_until_none(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._active, seconds)

    def interrupted(self) -> list[str]:
        with self._changed:
            return list(self._interrupted)


def make_tables(database_url: str) -> None:
    """Make or migrate the engine's own tables unless that was done, perhaps by another login. On
    PostgreSQL the system's transactions may do all with them; a user's may queue, which is part of
    them, and see nothing of whose a run is and what it works on. Raises `MachineError`
    (database_not_permitted)."""
    try:
        DBOS.migrate(database_url)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _NOT_PERMITTED:
            raise
        raise MachineError(
            "database_not_permitted",
            "The database lacks tables",
            "The login may not make the tables of the durable engine. Run `python -m ingestio_cloud migrate` "
            "with INGESTIO_MIGRATION_URL set to a login that owns the database, then start again.",
        ) from error
    if is_sqlite(database_url):
        return
    engine = sa.create_engine(sync_url(database_url), poolclass=sa.NullPool)
    with engine.begin() as connection:
        if not connection.scalar(sa.text(_CLOSED_TABLES)):
            return
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_GRANT_LOCK})")
        for grant in _GRANTS:
            connection.exec_driver_sql(grant)


def _options(run: str, *, partition: UUID) -> EnqueueOptions:
    """How an attempt is queued; every way into the queue goes through here. Raises ValueError for a
    missing partition: such a run would wait for ever, silently."""
    if not isinstance(partition, UUID):
        raise ValueError(f"{run} must be queued for a user")
    return EnqueueOptions(
        workflow_name=_WORKFLOW, queue_name=_QUEUE, workflow_id=run, queue_partition_key=str(partition)
    )


def _take_over(executors: Sequence[str]) -> int:
    """Put the runs that dead processes had in work back into their queue; how many there were. The
    one internal of DBOS that we use: it takes up its own runs only (the pin in pyproject.toml and
    the chaos tests watch over it)."""
    return len(DBOS._recover_pending_workflows(list(executors)))


def _attempt_of(run: WorkflowStatus) -> Attempt:
    if run.input is None:
        raise ValueError(f"{run.workflow_id} has no arguments")
    document, _batch, user, attempt = run.input["args"]
    return Attempt(UUID(document), UUID(user), int(attempt))


def _system_engine(url: str) -> sa.Engine | None:
    """The engine for the tables of DBOS on SQLite; on PostgreSQL it makes its own."""
    if not is_sqlite(url):
        return None
    engine = sa.create_engine(sync_url(url), pool_size=_SYSTEM_POOL_SIZE, max_overflow=0)

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _quiet_logs() -> None:
    """Let what DBOS logs go the way of all our logs; by itself it would add a handler of its own."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.propagate = True
