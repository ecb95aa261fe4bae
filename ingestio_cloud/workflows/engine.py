"""The durable engine: a document's work survives any end of this process.

What it took to get this right with DBOS, each point found by trying:
- its own tables live in our database, so that queueing a document is part of our transaction. On
  SQLite they need WAL before the first launch, but not our `BEGIN IMMEDIATE` engine, since it
  steers the driver's transactions itself;
- everything it records is portable JSON (its default is pickle), arguments are ids, never content;
- the application version is that of the workflow's shape, not of the product: work begun by one
  release is taken over by the next;
- on a partitioned queue, a run without a partition key waits for ever and says nothing;
- an exception that leaves a run ends it for good, so none does: what passes puts the run off, what
  does not fails the document;
- it records no steps: a run that begins anew looks at the document's state anyway;
- it keeps what is over for ever, so it is purged; what it gave up or lost is only seen in its own
  tables, so that a reconciler has to tell ours.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic, sleep
from typing import Final
from uuid import UUID

import structlog
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer
from prometheus_client.core import Metric
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.errors import PlanUnavailableError
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.signals import Channel, Signals, publish
from ingestio_cloud.telemetry.work import Load, WorkFigures, fleet_families
from ingestio_cloud.workflows import lanes
from ingestio_cloud.workflows.asking import Models, ModelWork, Question
from ingestio_cloud.workflows.caretaker import Caretaker, Chore
from ingestio_cloud.workflows.children import children_memory
from ingestio_cloud.workflows.figures import FleetFigures, cause_of
from ingestio_cloud.workflows.liveness import DEAD_AFTER, Liveness
from ingestio_cloud.workflows.looks import Looks, gate
from ingestio_cloud.workflows.parting import part
from ingestio_cloud.workflows.processing import Attempt, DocumentWork, ReadState, attempt_id
from ingestio_cloud.workflows.purge import purge_runs
from ingestio_cloud.workflows.putoff import PutOff, Waiting, passes
from ingestio_cloud.workflows.reconcile import LostJob, LostJobs, busy_executors, put_back
from ingestio_cloud.workflows.returning import Returning
from ingestio_cloud.workflows.runs import Runs
from ingestio_cloud.workflows.tables import POOL_SIZE, make_tables, quiet_logs, system_engine
from ingestio_cloud.workflows.turns import Turns
from ingestio_core.plans import PLANS, Plan, PlanName
from ingestio_core.traces import places

log = structlog.get_logger(__name__)

EMBEDDED: Final = "embedded"
"""Executor id of a service that has its data folder to itself: what it left it takes over itself."""

_NAME: Final = "ingestio"
_WORKFLOW: Final = "process_document"
_ASK: Final = "ask_model"
_SHAPE: Final = "1"
_MOST_CLAIMS: Final = 1000
"""How often the engine may take a run out of its queue: `MOST_DEATHS` of an attempt ends it long before."""
_STOP_SECONDS: Final = 3.0
_HAND_OVER_SECONDS: Final = 5.0
_CARE_STOP_SECONDS: Final = 1.0
_DUE_SECONDS: Final = 0.5
_LOOK_SECONDS: Final = 5.0
_KEEP: Final = timedelta(hours=24)
_PURGE_SECONDS: Final = 3600.0
_KEEP_ASKS: Final = timedelta(minutes=10)
"""The rate of a provider's lane is counted by what began in it within a minute."""
_PURGE_ASKS_SECONDS: Final = 300.0
_ADOPT_BATCH: Final = 1000

_THE_ONLY_ONE: Final = threading.Lock()
"""DBOS is one object for a process; a second would silently be the first."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`slots` is how many runs of a lane this process takes out of it at once, and `turns` how many
    documents it has in work. `plans` has the plans that there are lanes for, and `plan_of` tells whose
    a user's documents take; where that is not known, the first. `runs_work` is False for a process
    that only queues. With `models`, the work is a `ModelWork`."""

    database_url: str
    slots: int
    turns: int
    plans: Mapping[PlanName, Plan] = field(default_factory=lambda: {PlanName.LOCAL: PLANS[PlanName.LOCAL]})
    plan_of: Callable[[UUID], Plan | None] = lambda _user: None
    executor_id: str = EMBEDDED
    runs_work: bool = True
    models: Models | None = None
    look_seconds: float = DEAD_AFTER.total_seconds()


class DurableEngine:
    """Queues attempts (it is the `Dispatcher`) and runs them. One in a process at a time. With
    `liveness`, other processes work on the same database."""

    def __init__(
        self,
        settings: EngineSettings,
        sessions: SyncSessions,
        work: DocumentWork,
        liveness: Liveness | None = None,
        figures: WorkFigures | None = None,
    ) -> None:
        self._settings = settings
        self._figures = WorkFigures() if figures is None else figures
        self._sessions = sessions
        self._work = work
        self._liveness = liveness
        self._system = system_engine(settings.database_url)
        self._client: DBOSClient | None = None
        self._stopping = threading.Event()
        self._works = False
        self._runs = Runs()
        self._turns = Turns(settings.turns)
        self._looks = Looks()
        self._waiting = Waiting()
        self._lost = LostJobs(sessions, settings.database_url)
        self._nobody_asks = False
        self._returning = Returning(
            self._running_client,
            settings.executor_id,
            runs=self._runs,
            waiting=self._waiting,
            can_ask_about=work.can_ask_about,
            returned=lambda: self._looks.wake(None),
        )
        self._fleet = FleetFigures(sessions, settings.database_url, timedelta(seconds=settings.look_seconds))
        self._queues: Sequence[str] = ()
        self._caretaker = Caretaker(self._chores() if settings.runs_work else ())
        if settings.runs_work:
            self._figures.watch_load(self._load)

    def launch(self) -> None:
        """Make or migrate its tables, take over what a killed process left, begin to work. Blocks
        for a moment."""
        quiet_logs()
        make_tables(self._settings.database_url)
        client = self._client = DBOSClient(
            system_database_url=self._settings.database_url,
            system_database_engine=self._system,
            application_name=_NAME,
            serializer=DBOSPortableJSONSerializer(),
            # A chore that waits for the database, for longer and longer, keeps all others from being done.
            retry_connection_errors=False,
        )
        # Before the launch, which looks for queues once and then only every second.
        queues = lanes.register(
            client, self._settings.plans, slots=self._settings.slots, works=self._settings.runs_work
        )
        if self._settings.models is not None and self._settings.runs_work:
            queues.extend(lanes.register_models(client, self._settings.models))
        self._queues = queues
        if self._settings.runs_work:
            if not _THE_ONLY_ONE.acquire(blocking=False):
                raise RuntimeError("another durable engine works in this process")
            self._works = True
            if self._liveness is None:
                self._work.count_deaths([self._settings.executor_id])
            else:
                self._liveness.start()
            engine = DBOS(config=self._config())
            self._register()
            DBOS.listen_queues(queues)
            DBOS.launch()
            gate(engine._sys_db, self._looks)
            part(engine._sys_db)
        self._caretaker.start()

    def follow(self, signals: Signals) -> None:
        """Look into a queue when a signal says that something waits in it, and seldom without one. To be
        called before the signals start."""
        if self._settings.runs_work:
            signals.subscribe(Channel.WORK, self._looks.wake)
            self._looks.follow_signals()

    def check(self) -> None:
        """Raises RuntimeError when it does not take work."""
        if self._client is None or self._stopping.is_set() or not self._caretaker.is_alive():
            raise RuntimeError("the durable engine does not run")

    def figures(self) -> list[Metric]:
        """What it did, has in hand, and what waits. Blocks."""
        return [*self._figures.registry.collect(), *fleet_families(self._fleet.fleet(self._queues))]

    def close(self) -> None:
        """Stop at once and orderly: what is in work goes back to the queue, as if never begun. Takes
        less than ten seconds, even with a database that is away. Idempotent."""
        if self._client is None or self._stopping.is_set():
            return
        self._stopping.set()
        self._turns.close()
        self._work.stop()
        self._caretaker.stop(_CARE_STOP_SECONDS)
        # A database that is away keeps the durable engine waiting without end.
        ending = threading.Thread(target=self._end, name="hand-over", daemon=True)
        ending.start()
        ending.join(_STOP_SECONDS + _HAND_OVER_SECONDS)
        if ending.is_alive():
            log.error("not_handed_over")

    def enqueue(
        self, session: Session, *, document_id: UUID, batch_id: UUID | None, user_id: UUID, attempt: int
    ) -> None:
        """Queue one attempt at a document in the caller's transaction."""
        lane = self._lane_of(user_id)
        publish(session, Channel.WORK, lane)
        self._running_client().enqueue_in_transaction(
            session,
            lanes.options(_WORKFLOW, attempt_id(document_id, attempt), queue=lane, partition=user_id),
            str(document_id),
            None if batch_id is None else str(batch_id),
            str(user_id),
            attempt,
        )

    def cancel(self, attempts: Sequence[tuple[UUID, int]]) -> None:
        """Stop those that are being read in this process; another process sees within seconds that
        its attempt is over. Does not block: the caretaker takes the rest out of the queue, and
        one that leaves the queue before that finds in its first step that it is over."""
        names = self._work.cancel([attempt_id(document, number) for document, number in attempts])
        if names:
            self._caretaker.soon(lambda: self._cancel_runs(names))

    def reconcile(self) -> int:
        """Queue attempts again that the engine gave up or lost; how many."""
        count = self._lost.mend(self._enqueue_lost)
        self._figures.reconciled(count)
        return count

    def adopt(self) -> int:
        """Move runs that the release before queued to where this one takes them from; how many."""
        return lanes.adopt(self._running_client(), self._lane_of, _ADOPT_BATCH)

    def take_back_questions(self) -> int:
        """Let attempts whose questions nobody asks any more be read without a model; how many. One look
        that finds nobody is not enough where others may be starting anew at this moment."""
        if self._settings.models is not None or (
            self._liveness is not None and self._liveness.anybody_asks()
        ):
            self._nobody_asks = False
            return 0
        before, self._nobody_asks = self._nobody_asks, True
        return self._lost.take_back(self._enqueue_lost) if before or self._liveness is None else 0

    def purge(self, keep: timedelta = _KEEP) -> int:
        """Forget runs that were over before `keep` ago; how many there were."""
        return purge_runs(self._running_client(), [_WORKFLOW, _ASK], keep)

    def purge_asks(self, keep: timedelta = _KEEP_ASKS) -> int:
        """The same of runs that asked models: there is one a question, and no name comes twice."""
        return purge_runs(self._running_client(), [_ASK], keep)

    def _chores(self) -> tuple[Chore, ...]:
        look = self._settings.look_seconds
        return (
            Chore("go_on", _DUE_SECONDS, self._returning.go_on),
            Chore("stranded", min(look, _LOOK_SECONDS), self._returning.put_back_stranded),
            Chore("sweep", min(look, _LOOK_SECONDS), self._sweep),
            Chore("reconcile", look, self.reconcile, lasts=True),
            Chore("adopt", look, self.adopt, lasts=True),
            Chore("questions", look, self.take_back_questions, lasts=True),
            Chore("purge", _PURGE_SECONDS, self.purge, lasts=True),
            Chore("asks", _PURGE_ASKS_SECONDS, self.purge_asks, lasts=True),
            Chore("outcomes", _PURGE_SECONDS, self._work.sweep, lasts=True),
        )

    def _sweep(self) -> None:
        if self._liveness is not None:
            self._liveness.sweep(
                lambda: busy_executors(self._running_client(), [_WORKFLOW, _ASK]), self._take_over
            )
            self._figures.swept()

    def _take_over(self, executors: Sequence[str]) -> int:
        """Put the runs that dead processes had in work back into their queue; how many there were. An
        internal of DBOS, as are those in `looks` and `parting`: by itself it takes up its own runs only
        (the pin in pyproject.toml and the chaos tests watch over it)."""
        self._work.count_deaths(executors)
        recovered = len(DBOS._recover_pending_workflows(list(executors)))
        self._figures.found_dead(len(executors), recovered)
        self._looks.wake(None)
        return recovered

    def _cancel_runs(self, attempts: Sequence[str]) -> None:
        models = self._settings.models
        lanes.cancel(self._running_client(), attempts, [] if models is None else lanes.model_lanes(models))

    def _enqueue_lost(self, session: Session, job: LostJob) -> None:
        self.enqueue(
            session, document_id=job.document, batch_id=job.batch, user_id=job.user, attempt=job.attempt
        )

    def _end(self) -> None:
        """Let go of all that is here, and of the database."""
        client = self._running_client()
        if self._works:
            self._works = False
            if not self._runs.wait_until_none(_STOP_SECONDS):
                log.warning("runs_not_ended", count=len(self._runs))
            DBOS.destroy(destroy_registry=True)
            _THE_ONLY_ONE.release()
            self._hand_over(client)
        if self._liveness is not None:
            self._liveness.leave()
        client.destroy()
        if self._system is not None:
            self._system.dispose()

    def _hand_over(self, client: DBOSClient) -> None:
        """Put back what is here. A stop is no crash: it must not count towards giving a document up. A
        database that restarts meanwhile is waited for, as long as a stop may take."""
        end = monotonic() + _HAND_OVER_SECONDS
        while True:
            try:
                self._work.let_go_of_all()
                if put_back(client, self._settings.executor_id):
                    with self._sessions.system.write() as session:
                        for queue in self._queues:
                            publish(session, Channel.WORK, queue)
                return
            except SQLAlchemyError as error:
                if not passes(error) or monotonic() + _DUE_SECONDS > end:
                    log.error("not_handed_over", kind=type(error).__name__)
                    return
            sleep(_DUE_SECONDS)

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=_NAME,
            system_database_url=self._settings.database_url,
            executor_id=self._settings.executor_id,
            application_version=_SHAPE,
            serializer=DBOSPortableJSONSerializer(),
            sys_db_pool_size=POOL_SIZE,
            system_database_engine=self._system,
            run_migrations=False,
            log_level="WARNING",
            enable_otlp=False,
        )

    def _register(self) -> None:
        """Tell DBOS of the workflow."""

        @DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_MOST_CLAIMS)
        def process_document(document: str, batch: str | None, user: str, number: int) -> None:
            attempt = Attempt(UUID(document), UUID(user), number)
            with self._here(attempt.id):
                self._run(attempt, attempt.id, lambda: self._in_turn(attempt))

        @DBOS.workflow(name=_ASK, max_recovery_attempts=_MOST_CLAIMS)
        def ask_model(document: str, user: str, number: int, question: int, failures: dict[str, int]) -> None:
            attempt, run = Attempt(UUID(document), UUID(user), number), DBOS.workflow_id
            work = self._work
            if run is None or not isinstance(work, ModelWork):
                raise RuntimeError("no model is set up in this process")
            with self._here(run):
                self._run(
                    attempt, run, lambda: work.ask(attempt, Question(question, failures), run, self._go_on)
                )

    @contextmanager
    def _here(self, run: str) -> Iterator[None]:
        """Inside, the run is on this thread, and on no other of this process, which the database could not
        tell apart. Raises PutOff where it is: it was taken for lost, or for dead, and was not."""
        try:
            with self._runs.held(run) as mine:
                if not mine:
                    log.warning("run_still_here", run=run, seconds=self._waiting.add_for(run))
                    raise PutOff
                yield
        finally:
            self._looks.ended(run)

    def _run(self, attempt: Attempt, run: str, steps: Callable[[], None]) -> None:
        """Take the steps of a run of an attempt. Raises PutOff when it is to begin anew later, and
        Interrupted when this process ends; nothing else."""
        try:
            try:
                steps()
            except PlanUnavailableError:
                log.warning("attempt_put_off", attempt=attempt.id, reason="plan")
                self._figures.put_off("plan")
                self._waiting.add(attempt.user, run)
                raise PutOff from None
            except Exception as error:
                if passes(error):
                    raise
                log.exception("document_broke", attempt=attempt.id, trace=places(error))
                self._work.fail(attempt, reason(Cause.PROCESSING_FAILED))
                self._work.tidy(attempt)
        except Exception as error:  # noqa: BLE001 - what passes, or keeps even a failure from being stored
            self._work.set_aside(attempt)
            cause, kind = cause_of(error), type(error).__name__
            self._figures.put_off(cause)
            seconds = self._waiting.add_for(run)
            if self._waiting.in_a_row >= self._settings.turns:
                # This machine does none well: it is not to take what others could do, nor all that waits.
                self._looks.rest(seconds)
            log.warning("attempt_put_off", attempt=attempt.id, reason=cause, kind=kind, seconds=seconds)
            raise PutOff from None
        self._waiting.done(run)
        self._looks.go_on()

    def _in_turn(self, attempt: Attempt) -> None:
        with self._turns.turn(attempt.user):
            self._process(attempt)

    def _process(self, attempt: Attempt) -> None:
        if self._work.begin(attempt):
            outcome = self._work.read(attempt)
            if outcome.state is ReadState.READ:
                self._work.finish(attempt)
            elif outcome.state is ReadState.ASK and isinstance(self._work, ModelWork):
                self._work.hand_over(attempt, self._go_on)
                return
            elif outcome.error is not None:
                self._work.fail(attempt, outcome.error)
        self._work.tidy(attempt)

    def _go_on(
        self, session: Session, attempt: Attempt, run: str, question: Question, lane: str, seconds: float
    ) -> None:
        """Queue a run that asks a model, in the caller's transaction."""
        queue = lanes.model_lane(lane)
        if not seconds:
            publish(session, Channel.WORK, queue)
        self._running_client().enqueue_in_transaction(
            session,
            lanes.options(
                _ASK,
                run,
                queue=queue,
                partition=attempt.user,
                seconds=seconds,
            ),
            str(attempt.document),
            str(attempt.user),
            attempt.number,
            question.number,
            dict(question.failures),
        )

    def _load(self) -> Load:
        """What this process has in hand."""
        return Load(
            in_work=self._turns.taken,
            waiting_turn=self._turns.waiting,
            put_off=len(self._waiting),
            children=children_memory(),
            heartbeat_age_seconds=None if self._liveness is None else self._liveness.age(),
        )

    def _lane_of(self, user: UUID) -> str:
        plan, plans = self._settings.plan_of(user), self._settings.plans
        return lanes.lane(plan.name if plan is not None and plan.name in plans else next(iter(plans)))

    def _running_client(self) -> DBOSClient:
        if self._client is None:
            raise RuntimeError("the durable engine was not launched")
        return self._client
