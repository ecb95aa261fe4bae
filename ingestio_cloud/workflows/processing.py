"""What is done with one attempt at a document, step by step. Knows nothing of the durable engine.

Each step may run again after a crash: what was done already is found in the database (every
change of state is guarded by the state before it) or in the blob store, and is not done twice.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Final, TypeVar
from uuid import UUID

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.features.errors import NotAuthenticatedError, PlanUnavailableError
from ingestio_cloud.features.extraction import service
from ingestio_cloud.features.extraction.repository import unfinished_attempts
from ingestio_cloud.features.extraction.service import BeginOutcome, BeginState
from ingestio_cloud.integrations.blobs import BlobMissingError, BlobStore
from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.outcome import StoredOutcome
from ingestio_cloud.workflows.pool import DocumentCancelledError, ExtractionPool, Reading
from ingestio_core.contracts.base import Wire
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.plans import Plan

log = structlog.get_logger(__name__)

LIMIT_SECONDS: Final = 120.0
LIMIT_SECONDS_PER_PAGE: Final = 15.0
"""OCR takes up to 2.2 s a page on an idle core; the limit is for what hangs, not for what is slow."""

OUTCOMES: Final = "outcomes"
"""What was read waits here in the blob store, one file an attempt."""

_FILE_MISSING: Final = ErrorInfo(
    code="file_missing",
    title="File missing",
    message="The stored file of this document is gone. Delete the document and upload it again.",
)
Result = TypeVar("Result")

_PATIENCE: Final = 2.0
"""For how long an attempt waits for its user's plan; others could be worked on."""
_DOUBT_SECONDS: Final = 10.0
"""After a plan could not be known, for so long no attempt waits for another one at all."""
_RETRY_SECONDS: Final = (0.5, 1.0, 2.0, 4.0)
_PROGRESS_SECONDS: Final = 1.0
_WANTED_SECONDS: Final = 5.0


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
    def outcome_key(self) -> str:
        """Where its outcome waits in the blob store between reading and storing."""
        return _outcome_key(self.document, self.number)


def _outcome_key(document: UUID, number: int) -> str:
    return f"{OUTCOMES}/{document}.{number}.json"


def attempt_id(document: UUID, number: int) -> str:
    """The same attempt queued twice has one id, and so is one run."""
    return f"doc:{document}:{number}"


class ReadState(StrEnum):
    """How reading ended. `over`: cancelled or deleted meanwhile."""

    READ = "read"
    FAILED = "failed"
    OVER = "over"


class ReadOutcome(Wire):
    """Small, since the durable engine records it: the data itself waits in the blob store."""

    state: ReadState
    error: ErrorInfo | None = None


class DocumentWork:
    """The steps of an attempt. Thread-safe: many attempts are in work at once.

    Once `stop` was called every step raises Interrupted, and the attempt goes on after the next
    start of the service.
    """

    def __init__(
        self, sessions: SyncSessions, blobs: BlobStore, pool: ExtractionPool, plans: PlanSource
    ) -> None:
        self._sessions = sessions
        self._blobs = blobs
        self._pool = pool
        self._plans = plans
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._doubtful_until = 0.0
        self._claims: dict[str, BeginOutcome] = {}
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
                document_id=attempt.document,
                user_id=attempt.user,
                attempt=attempt.number,
                pages_per_month=limit,
            ),
        )
        if outcome.state is BeginState.OVER:
            return False
        with self._lock:
            self._claims[attempt.id] = outcome
        return True

    def read(self, attempt: Attempt) -> ReadOutcome:
        """Read the document, just claimed by `begin`, in a child process, and put the outcome into
        the blob store."""
        with self._lock:
            claim = self._claims.pop(attempt.id, None)
        if claim is None:
            return ReadOutcome(state=ReadState.OVER)
        try:
            with self._watched(attempt) as watch, self._blobs.local_copy(claim.storage_path) as source:
                limit = LIMIT_SECONDS + LIMIT_SECONDS_PER_PAGE * claim.pages
                reading = Reading(source, claim.media_type, claim.field_plan, limit)
                content = self._pool.extract(
                    reading, on_progress=watch.report, is_cancelled=watch.is_cancelled
                )
            self._blobs.put_bytes(attempt.outcome_key, content)
        except DocumentCancelledError:
            return ReadOutcome(state=ReadState.OVER)
        except BlobMissingError:
            return ReadOutcome(state=ReadState.FAILED, error=_FILE_MISSING)
        except IngestError as error:
            return ReadOutcome(state=ReadState.FAILED, error=error.info())
        return ReadOutcome(state=ReadState.READ)

    def finish(self, attempt: Attempt) -> None:
        """Store what was read, count the pages, settle the batch: one transaction."""
        with self._blobs.local_copy(attempt.outcome_key) as path:
            outcome = StoredOutcome.model_validate_json(path.read_bytes())
        self._write(
            attempt,
            lambda session: service.finish(
                session,
                document_id=attempt.document,
                user_id=attempt.user,
                attempt=attempt.number,
                outcome=outcome,
            ),
        )

    def fail(self, attempt: Attempt, error: ErrorInfo) -> None:
        """End the attempt with a reason and give its pages back."""
        failed = self._write(
            attempt,
            lambda session: service.fail(
                session,
                document_id=attempt.document,
                user_id=attempt.user,
                attempt=attempt.number,
                error=error,
            ),
        )
        if failed:
            log.info("document_failed", attempt=attempt.id, code=error.code)

    def tidy(self, attempt: Attempt) -> None:
        """Drop what the attempt left behind. Only once it is over."""
        with self._lock:
            self._claims.pop(attempt.id, None)
        self._blobs.delete_now(attempt.outcome_key)

    def sweep(self) -> int:
        """Delete the outcomes of attempts that are over, which a crash may leave: they are what is in
        the documents. How many there were. They are listed before the attempts, so that none is
        taken for left."""
        keys = set(self._blobs.keys(OUTCOMES))
        with self._sessions.system.read() as session:
            needed = {_outcome_key(*attempt) for attempt in unfinished_attempts(session)}
        for key in keys - needed:
            self._blobs.delete_now(key)
        return len(keys - needed)

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
        """Whether the attempt is in work as far as the database knows."""
        with self._sessions.of(attempt.user).read() as session:
            return service.is_running(
                session, document_id=attempt.document, user_id=attempt.user, attempt=attempt.number
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
        return self._write(
            attempt,
            lambda session: service.progress(
                session,
                document_id=attempt.document,
                user_id=attempt.user,
                attempt=attempt.number,
                value=percent,
            ),
        )

    def _pages_per_month(self, attempt: Attempt) -> int | None:
        """What the plan of the attempt's user allows. Raises `NotAuthenticatedError` and
        `PlanUnavailableError`."""
        try:
            return self._plan_of(attempt.user).pages_per_month
        except PlanUnavailableError:
            with self._sessions.of(attempt.user).read() as session:
                if service.is_pending(
                    session, document_id=attempt.document, user_id=attempt.user, attempt=attempt.number
                ):
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
                with self._sessions.of(attempt.user).write() as session:
                    return change(session)
            except OperationalError:
                if pause is None:
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
                del self._reading[attempt.id]


class _Watch:
    """Looks after a document while it is read: reports its progress, sees that it is still wanted.

    A cancel that reaches this process is seen at once, one that reached another by looking into
    the database now and then.
    """

    def __init__(self, work: DocumentWork, attempt: Attempt, cancelled: threading.Event) -> None:
        self._work = work
        self._attempt = attempt
        self._cancelled = cancelled
        self._reported = -_PROGRESS_SECONDS
        self._looked = monotonic()

    def report(self, percent: int) -> None:
        if monotonic() - self._reported < _PROGRESS_SECONDS:
            return
        self._reported = self._looked = monotonic()
        if not self._work.report(self._attempt, percent):
            self._cancelled.set()

    def is_cancelled(self) -> bool:
        if monotonic() - self._looked >= _WANTED_SECONDS:
            self._looked = monotonic()
            if not self._work.still_wanted(self._attempt):
                self._cancelled.set()
        return self._cancelled.is_set()
