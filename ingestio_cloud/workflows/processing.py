"""What is done with one attempt at a document, step by step. Knows nothing of the durable engine.

Each step may run again after a crash: what was done already is found in the database, where every
change of state is guarded by the state before it and by the process that has the attempt in work, so
that one which was taken for dead and comes back changes nothing. Only a crash between reading and
storing makes a document be read again.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Final, TypedDict, TypeVar
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.features.errors import NotAuthenticatedError, PlanUnavailableError
from ingestio_cloud.features.extraction import repository, service
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.extraction.repository import unfinished_attempts
from ingestio_cloud.features.extraction.service import BeginOutcome, BeginState
from ingestio_cloud.features.suppliers import service as suppliers
from ingestio_cloud.integrations.blobs import BlobMissingError, BlobStore
from ingestio_cloud.telemetry.work import WorkFigures
from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.engines import Engine, recall
from ingestio_cloud.workflows.outcome import Recall, StoredOutcome
from ingestio_cloud.workflows.pool import DocumentCancelledError, ExtractionPool, Reading
from ingestio_cloud.workflows.putoff import ElsewhereError, passes
from ingestio_core.errors import ErrorInfo, IngestError, MachineError
from ingestio_core.limits import MediaType
from ingestio_core.plans import Plan

log = structlog.get_logger(__name__)

LIMIT_SECONDS: Final = 120.0
LIMIT_SECONDS_PER_PAGE: Final = 15.0
"""OCR takes up to 2.2 s a page on an idle core; the limit is for what hangs, not for what is slow."""

OUTCOMES: Final = "outcomes"
"""What was read and could not be stored yet waits here in the blob store, one file an attempt."""
ASKS: Final = "asks"
"""The same for questions to a model and its answers; whoever sweeps may be of another engine by now."""

Result = TypeVar("Result")

_PATIENCE: Final = 2.0
"""For how long an attempt waits for its user's plan; others could be worked on."""
_DOUBT_SECONDS: Final = 10.0
"""After a plan could not be known, for so long no attempt waits for another one at all."""
_RETRY_SECONDS: Final = (0.5, 1.0, 2.0, 4.0)
_WANTED_SECONDS: Final = 5.0


class AttemptKey(TypedDict):
    """Arguments by which a step in the database is told whose it is."""

    document_id: UUID
    user_id: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a document of a user. Its `id` names it in the durable engine."""

    document: UUID
    user: UUID
    number: int

    @property
    def id(self) -> str:
        return attempt_id(self.document, self.number)

    @property
    def key(self) -> AttemptKey:
        """How the steps in the database name it."""
        return AttemptKey(document_id=self.document, user_id=self.user, attempt=self.number)

    @property
    def outcome_key(self) -> str:
        """Where its outcome waits in the blob store while it cannot be stored."""
        return f"{OUTCOMES}/{self.document}.{self.number}.json"


def attempt_id(document: UUID, number: int) -> str:
    """The same attempt queued twice has one id, and so is one run."""
    return f"doc:{document}:{number}"


class ReadState(StrEnum):
    """How reading ended. `ask`: a model is to be asked; `over`: cancelled or deleted meanwhile."""

    READ = "read"
    ASK = "ask"
    FAILED = "failed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """How reading an attempt ended; the data itself waits for `finish`."""

    state: ReadState
    error: ErrorInfo | None = None


class DocumentWork:
    """The steps of an attempt in this process, which is `worker` in the durable engine. Thread-safe:
    many attempts are in work at once.

    Once `stop` was called every step raises Interrupted, and the attempt goes on after the next
    start of the service. A step raises what it meets when the machine is at fault (`putoff.passes`):
    the attempt is then to be set aside, and begun again later.
    """

    def __init__(
        self,
        sessions: SyncSessions,
        blobs: BlobStore,
        pool: ExtractionPool,
        plans: PlanSource,
        worker: str,
        figures: WorkFigures | None = None,
    ) -> None:
        self._sessions = sessions
        self._blobs = blobs
        self._pool = pool
        self._plans = plans
        self._worker = worker
        self._figures = WorkFigures() if figures is None else figures
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._doubtful_until = 0.0
        self._claims: dict[str, BeginOutcome] = {}
        self._outcomes: dict[str, bytes] = {}
        self._begun_before: set[str] = set()
        self._reading: dict[str, threading.Event] = {}

    def begin(self, attempt: Attempt) -> bool:
        """Claim the attempt and reserve its pages; False when there is nothing to do (any more).

        Raises `PlanUnavailableError` while the plan of its user cannot be known: the document must not
        fail for that, nor be read for nothing.
        """
        self._check()
        try:
            limit = self._pages_per_month(attempt)
        except NotAuthenticatedError:
            return False
        outcome = self._write(
            attempt,
            lambda session: service.begin(
                session,
                **attempt.key,
                pages_per_month=limit,
                worker=self._worker,
            ),
        )
        if outcome.failed is not None:
            self._figures.failed(outcome.failed)
        elif outcome.state is BeginState.READY:
            self._figures.begun()
        with self._lock:
            if outcome.state is BeginState.OVER:
                self._begun_before.add(attempt.id)
                return False
            if outcome.again:
                self._begun_before.add(attempt.id)
            self._claims[attempt.id] = outcome
        return True

    def read(self, attempt: Attempt) -> ReadOutcome:
        """Read the document, just claimed by `begin`, in a child process; what an earlier run of the
        attempt read and could not store is taken in place of reading again."""
        with self._lock:
            claim = self._claims.pop(attempt.id, None)
        if claim is None:
            return ReadOutcome(ReadState.OVER)
        try:
            return self._take(attempt, claim)
        except DocumentCancelledError:
            self._unless_elsewhere(attempt)
            return ReadOutcome(ReadState.OVER)
        except BlobMissingError:
            return ReadOutcome(ReadState.FAILED, reason(Cause.FILE_MISSING))
        except MachineError:
            raise
        except IngestError as error:
            return ReadOutcome(ReadState.FAILED, error.info())

    def finish(self, attempt: Attempt) -> None:
        """Store what was read, count the pages, settle the batch: one transaction."""
        with self._lock:
            content = self._outcomes[attempt.id]
        outcome = StoredOutcome.model_validate_json(content)
        stored = self._write(
            attempt,
            lambda session: service.finish(
                session,
                **attempt.key,
                outcome=outcome,
                worker=self._worker,
            ),
        )
        if not stored:
            self._unless_elsewhere(attempt)
        self._forget(attempt)
        if stored:
            self._figures.finished(outcome.engine, outcome.pages, outcome.seconds)

    def fail(self, attempt: Attempt, error: ErrorInfo) -> None:
        """End the attempt with a reason and give its pages back, if this process has it in work."""
        failed = self._write(
            attempt,
            lambda session: service.fail(
                session,
                **attempt.key,
                error=error,
                worker=self._worker,
            ),
        )
        if not failed:
            self._unless_elsewhere(attempt)
        self._forget(attempt)
        if failed:
            self._figures.failed(error.code)
            log.info("document_failed", attempt=attempt.id, code=error.code)

    def tidy(self, attempt: Attempt) -> None:
        """Drop what an earlier run of the attempt may have left behind. Only once it is over."""
        with self._lock:
            if attempt.id not in self._begun_before:
                return
        self._blobs.delete_now(attempt.outcome_key)
        with self._lock:
            self._begun_before.discard(attempt.id)

    def set_aside(self, attempt: Attempt) -> None:
        """Let go of an attempt that is to be begun again later, and keep what was read of it, each as
        far as the machine lets it: without the one a death might be counted too many, without the
        other the document is read again."""
        with self._lock:
            self._claims.pop(attempt.id, None)
            self._begun_before.discard(attempt.id)
            content = self._outcomes.pop(attempt.id, None)
        if content is not None:
            with suppress(MachineError):
                self._blobs.put_bytes(attempt.outcome_key, content)
        try:
            with self._sessions.of(attempt.user).write() as session:
                service.let_go(
                    session,
                    **attempt.key,
                    worker=self._worker,
                )
        except SQLAlchemyError as error:
            log.warning("attempt_not_let_go", attempt=attempt.id, kind=type(error).__name__)

    def count_deaths(self, workers: Sequence[str]) -> int:
        """Note that these processes died with what they had in work; how much that was."""
        return self._sessions.system.run(lambda session: repository.count_deaths(session, workers))

    def let_go_of_all(self) -> int:
        """Note that this process has nothing in work any more; how much it had."""
        return self._sessions.system.run(lambda session: repository.let_go_of_all(session, self._worker))

    def sweep(self) -> int:
        """Delete what a crash may leave in the blob store of attempts that are over: what came of them is
        in the documents. How much there was."""
        return self._sweep_of(OUTCOMES) + self._sweep_of(ASKS)

    def cancel(self, attempts: Sequence[str]) -> list[str]:
        """Stop reading these; the ones that are not being read here."""
        with self._lock:
            for name in attempts:
                self._claims.pop(name, None)
                if name in self._reading:
                    self._reading[name].set()
            return [name for name in attempts if name not in self._reading]

    def stop(self) -> None:
        """Interrupt all attempts and end the children. Idempotent."""
        self._stopped.set()
        self._pool.close()

    def still_wanted(self, attempt: Attempt) -> bool:
        """Whether the attempt is in work here as far as the database knows."""
        with self._sessions.of(attempt.user).read() as session:
            return service.is_running(
                session,
                **attempt.key,
                worker=self._worker,
            )

    def can_ask_about(self, user: UUID) -> bool:
        """Whether the user's plan can be known now, or need not be any more."""
        try:
            self._plans.plan_of(user, _PATIENCE)
        except NotAuthenticatedError:
            return True
        except PlanUnavailableError:
            return False
        return True

    def report(self, attempt: Attempt, percent: int) -> bool:
        """Note how far reading is; False once nobody waits for it."""
        with self._sessions.of(attempt.user).write() as session:
            return service.progress(
                session,
                **attempt.key,
                value=percent,
                worker=self._worker,
            )

    def _take(self, attempt: Attempt, claim: BeginOutcome) -> ReadOutcome:
        content = self._set_aside_before(attempt) if claim.again else None
        self._keep(attempt, self._read(attempt, claim) if content is None else content)
        return ReadOutcome(ReadState.READ)

    def _keep(self, attempt: Attempt, content: bytes) -> None:
        """Have an outcome ready for `finish`, read as its user corrected earlier documents of the same
        supplier."""
        content = self._recalled(attempt, content)
        with self._lock:
            self._outcomes[attempt.id] = content

    def _recalled(self, attempt: Attempt, content: bytes) -> bytes:
        """An outcome as the memory of its user has it; as it was read where that fails."""
        outcome = StoredOutcome.model_validate_json(content)
        if outcome.memory is None or outcome.recalled:
            return content
        with self._sessions.of(attempt.user).read() as session:
            known = suppliers.known(session, attempt.user, outcome.memory.keys)
        if not known:
            return content
        given = Recall(outcome=outcome, suppliers=known).model_dump_json().encode()
        try:
            with self._watched(attempt) as watch, self._pool.file(given) as source:
                reading = Reading(source, MediaType.PDF, None, LIMIT_SECONDS, recall)
                return self._pool.extract(reading, is_cancelled=watch.is_cancelled)
        except MachineError:
            raise
        except IngestError as error:
            log.warning("memory_not_used", attempt=attempt.id, code=error.code)
            return content

    def _read(self, attempt: Attempt, claim: BeginOutcome, engine: Engine | None = None) -> bytes:
        with self._watched(attempt) as watch, self._blobs.local_copy(claim.storage_path) as source:
            limit = LIMIT_SECONDS + LIMIT_SECONDS_PER_PAGE * claim.pages
            reading = Reading(source, claim.media_type, claim.field_plan, limit, engine)
            return self._pool.extract(reading, on_progress=watch.report, is_cancelled=watch.is_cancelled)

    def _set_aside_before(self, attempt: Attempt) -> bytes | None:
        """What an earlier run read and could not store."""
        return self._stored(attempt.outcome_key)

    def _stored(self, key: str) -> bytes | None:
        """A small file of the blob store; None when it is not there."""
        try:
            with self._blobs.local_copy(key) as path:
                return path.read_bytes()
        except BlobMissingError:
            return None

    def _sweep_of(self, folder: str) -> int:
        """They are listed before the attempts, so that none is taken for left."""
        keys = {key: key.rpartition("/")[2].split(".")[:2] for key in self._blobs.keys(folder)}
        if not keys:
            return 0
        with self._sessions.system.read() as session:
            needed = {(str(document), str(number)) for document, number in unfinished_attempts(session)}
        left = [key for key, names in keys.items() if tuple(names) not in needed]
        for key in left:
            self._blobs.delete_now(key)
        return len(left)

    def _unless_elsewhere(self, attempt: Attempt) -> None:
        """Raises `ElsewhereError` where the attempt is not over, though it is not this process's any more: a
        process that was taken for dead came back and claimed it. This run is to be begun again, for that
        one may have none left in the durable engine."""
        with self._sessions.of(attempt.user).read() as session:
            if service.is_open(session, **attempt.key):
                raise ElsewhereError

    def _forget(self, attempt: Attempt) -> None:
        with self._lock:
            self._claims.pop(attempt.id, None)
            self._outcomes.pop(attempt.id, None)

    def _pages_per_month(self, attempt: Attempt) -> int | None:
        """What the plan of the attempt's user allows. Raises `NotAuthenticatedError` and
        `PlanUnavailableError`."""
        try:
            return self._plan_of(attempt.user).pages_per_month
        except PlanUnavailableError:
            with self._sessions.of(attempt.user).read() as session:
                if service.is_pending(session, **attempt.key):
                    raise
            # It is over, or was begun before a crash and has its pages: there is nothing to allow.
            return 0

    def _plan_of(self, user: UUID) -> Plan:
        patience = 0.0 if monotonic() < self._doubtful_until else _PATIENCE
        try:
            return self._plans.plan_of(user, patience)
        except PlanUnavailableError:
            if patience:
                self._doubtful_until = monotonic() + _DOUBT_SECONDS
            raise

    def _write(self, attempt: Attempt, change: Callable[[Session], Result]) -> Result:
        """One transaction. A database that is away for a moment (a failover, a full lock queue) is
        tried again: every change here does nothing the second time."""
        for pause in (*_RETRY_SECONDS, None):
            self._check()
            try:
                return self._sessions.of(attempt.user).run(change)
            except DBAPIError as error:
                if pause is None or not passes(error):
                    raise
                self._stopped.wait(pause)
        raise AssertionError("the last try returns or raises")

    def _check(self) -> None:
        if self._stopped.is_set():
            raise Interrupted

    @contextmanager
    def _watched(self, attempt: Attempt) -> Iterator["_Watch"]:
        cancelled = threading.Event()
        with self._lock:
            self._reading[attempt.id] = cancelled
        try:
            yield _Watch(self, attempt, cancelled)
        finally:
            with self._lock:
                # One that was taken over and has come back may be read here a second time.
                if self._reading.get(attempt.id) is cancelled:
                    del self._reading[attempt.id]


class _Watch:
    """Looks after a document while it is read: reports its progress, sees that it is still wanted.

    A cancel that reaches this process is seen at once, one that reached another by looking into
    the database now and then. A database that is away is no reason to stop reading.
    """

    def __init__(self, work: DocumentWork, attempt: Attempt, cancelled: threading.Event) -> None:
        self._work = work
        self._attempt = attempt
        self._cancelled = cancelled
        self._looked = monotonic()

    def report(self, percent: int) -> None:
        self._looked = monotonic()
        self._ask(lambda: self._work.report(self._attempt, percent))

    def is_cancelled(self) -> bool:
        if monotonic() - self._looked >= _WANTED_SECONDS:
            self._looked = monotonic()
            self._ask(lambda: self._work.still_wanted(self._attempt))
        return self._cancelled.is_set()

    def _ask(self, wanted: Callable[[], bool]) -> None:
        try:
            if not wanted():
                self._cancelled.set()
        except Exception as error:
            if not passes(error):
                raise
            log.warning("attempt_not_looked_up", attempt=self._attempt.id, kind=type(error).__name__)
