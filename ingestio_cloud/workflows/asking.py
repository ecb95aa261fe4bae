"""What is done with an attempt that a model is to read, beside the steps that all have.

The words are read in a child and what to ask is put aside in the blob store; then each question is a
run of its own in the queue of the provider, so that its rate limit counts every question, and
nobody who waits holds a place. Answers are put aside as they come, since they are paid for; when all
are there, a child grounds and checks them. Any of it may run again after a crash.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final
from uuid import uuid4

import structlog
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.features.errors import PlanUnavailableError
from ingestio_cloud.features.extraction import asking, service
from ingestio_cloud.features.extraction.asking import Spent
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.extraction.service import BeginOutcome
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.integrations.models import ModelDesk, ModelError, Patience, Trouble, next_delay
from ingestio_cloud.telemetry.work import ModelOutcome, WorkFigures
from ingestio_cloud.workflows.engines import ground_answers, read_words
from ingestio_cloud.workflows.outcome import Answers, Asks, StoredOutcome
from ingestio_cloud.workflows.pool import DocumentCancelledError, ExtractionPool, Reading
from ingestio_cloud.workflows.processing import (
    ASKS,
    LIMIT_SECONDS,
    Attempt,
    DocumentWork,
    ReadOutcome,
    ReadState,
)
from ingestio_core.errors import ErrorInfo, IngestError, MachineError
from ingestio_core.limits import MediaType
from ingestio_extract.llm.answer import NonsenseError, read_answer
from ingestio_extract.llm.request import ModelAnswer, ModelRequest

log = structlog.get_logger(__name__)

_OUTCOMES: Final = {
    Trouble.BUSY: ModelOutcome.RATE_LIMITED,
    Trouble.UNAVAILABLE: ModelOutcome.UNAVAILABLE,
    Trouble.TIMEOUT: ModelOutcome.TIMED_OUT,
    Trouble.REFUSED: ModelOutcome.REFUSED,
    Trouble.TOO_LONG: ModelOutcome.REFUSED,
    Trouble.NONSENSE: ModelOutcome.NONSENSE,
}
_ASKING_FROM: Final = 60
_ASKING_TO: Final = 90


@dataclass(frozen=True, slots=True)
class Models:
    """A provider and how it is to be asked: so often in a minute and so many questions at once, by all
    processes together. `scratch` is a folder of this process alone."""

    desk: ModelDesk
    requests_per_minute: int
    at_once: int
    scratch: Path
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True)
class Question:
    """Which of a document's questions is next, and how often it failed, by trouble."""

    number: int = 0
    failures: dict[str, int] = field(default_factory=dict)


GoOn = Callable[[Session, Attempt, str, Question, float], None]
"""Queues a run of this name for a question about an attempt, to begin in so many seconds at the earliest."""


class ModelWork(DocumentWork):
    """The steps of attempts that a model reads where the plan of their user allows it; where not, the
    pool's own engine does."""

    def __init__(
        self,
        sessions: SyncSessions,
        blobs: BlobStore,
        pool: ExtractionPool,
        plans: PlanSource,
        worker: str,
        models: Models,
        figures: WorkFigures | None = None,
    ) -> None:
        super().__init__(sessions, blobs, pool, plans, worker, figures)
        self._models = models

    def stop(self) -> None:
        super().stop()
        self._models.desk.close()

    def begin(self, attempt: Attempt) -> bool:
        """Also nothing when the attempt was handed over already: a run that died right after that is
        begun again, and must not take it from the one that asks."""
        self._check()
        with self._sessions.of(attempt.user).read() as session:
            if asking.is_asked_about(
                session,
                **attempt.key,
                run=attempt.id,
            ):
                return False
        return super().begin(attempt)

    def hand_over(self, attempt: Attempt, go_on: GoOn) -> None:
        """Let the first question be asked, in a run of its own."""
        self._pass_on(attempt, Question(), 0.0, Spent(), go_on, percent=_ASKING_FROM)

    def ask(self, attempt: Attempt, question: Question, run: str, go_on: GoOn) -> None:
        """Ask one question, as the attempt's `run`, and let the next one be asked; after the last one
        ground, check and store. A run that the attempt does not name does nothing."""
        spent = self._write(
            attempt,
            lambda session: asking.take_up(
                session,
                **attempt.key,
                run=run,
                worker=self._worker,
            ),
        )
        if spent is None:
            return
        asks = self._asks(attempt)
        if asks is None:
            self._end(attempt, 0, reason(Cause.FILE_MISSING), spent)
            return
        answer = self._answer_before(attempt, question.number)
        if answer is None:
            if (seconds := self._pause_left()) > 0:
                self._pass_on(
                    attempt, question, seconds + random.uniform(0, self._models.patience.spread), None, go_on
                )
                return
            try:
                answer = self._answer(attempt, asks.requests[question.number])
            except DocumentCancelledError:
                return
            except _UnansweredError as unanswered:
                self._ask_again(attempt, question, unanswered, spent, len(asks.requests), go_on)
                return
            self._blobs.put_bytes(_answer_key(attempt, question.number), answer.model_dump_json().encode())
        spent = _sum(spent, answer)
        asked, count = question.number + 1, len(asks.requests)
        if asked < count:
            percent = _ASKING_FROM + (_ASKING_TO - _ASKING_FROM) * asked // count
            self._pass_on(attempt, Question(asked), 0.0, spent, go_on, percent=percent)
        else:
            self._complete(attempt, asks, answer, spent, go_on)

    def drop_asks(self, attempt: Attempt, count: int) -> None:
        """Drop what was put aside for an attempt with so many questions."""
        for number in range(count):
            self._blobs.delete_now(_answer_key(attempt, number))
        self._blobs.delete_now(_asks_key(attempt))
        self._blobs.delete_now(attempt.outcome_key)

    def _take(self, attempt: Attempt, claim: BeginOutcome) -> ReadOutcome:
        if not self._may_ask(attempt):
            return super()._take(attempt, claim)
        if claim.again and self._asks(attempt) is not None:
            return ReadOutcome(ReadState.ASK)
        content = self._set_aside_before(attempt) if claim.again else None
        if content is None:
            prepared = self._read(attempt, claim, read_words)
            asks = Asks.model_validate_json(prepared)
            if asks.outcome is None:
                self._blobs.put_bytes(_asks_key(attempt), prepared)
                return ReadOutcome(ReadState.ASK)
            content = asks.outcome.model_dump_json().encode()
        self._keep(attempt, content)
        return ReadOutcome(ReadState.READ)

    def _may_ask(self, attempt: Attempt) -> bool:
        try:
            return self._plan_of(attempt.user).model_engines
        except PlanUnavailableError:
            # It was known a moment ago, or before a crash, or this attempt would not have been begun.
            known = self._plans.remembered(attempt.user)
            return known is None or known.model_engines

    def _answer(self, attempt: Attempt, request: ModelRequest) -> ModelAnswer:
        """Raises DocumentCancelledError and _UnansweredError."""
        started, answer = monotonic(), None
        try:
            with self._watched(attempt) as watch:

                def look() -> None:
                    self._check()
                    if watch.is_cancelled():
                        raise DocumentCancelledError

                answer = self._models.desk.ask(request, look)
            read_answer(answer.text, request.answer_schema)
        except ModelError as error:
            # Closing the connections at the stop of the service is no fault of the provider.
            self._check()
            unanswered = _UnansweredError(error, None)
        except NonsenseError as nonsense:
            unanswered = _UnansweredError(ModelError(Trouble.NONSENSE, str(nonsense)), answer)
        else:
            answer = answer.model_copy(update={"seconds": monotonic() - started})
            self._count(ModelOutcome.ANSWERED, answer.seconds, answer)
            return answer
        self._count(_OUTCOMES[unanswered.error.trouble], monotonic() - started, answer)
        raise unanswered

    def _count(self, outcome: ModelOutcome, seconds: float, answer: ModelAnswer | None) -> None:
        self._figures.model_call(
            self._models.desk.name,
            outcome,
            seconds,
            tokens_in=0 if answer is None else answer.input_tokens,
            tokens_out=0 if answer is None else answer.output_tokens,
        )

    def _ask_again(
        self,
        attempt: Attempt,
        question: Question,
        unanswered: "_UnansweredError",
        spent: Spent,
        count: int,
        go_on: GoOn,
    ) -> None:
        """After a wait, or never: then the document fails with the reason."""
        error, desk = unanswered.error, self._models.desk
        if unanswered.answer is not None:
            spent = _sum(spent, unanswered.answer)
        failures = question.failures.get(error.trouble, 0) + 1
        seconds = next_delay(self._models.patience, error, failures, random.random)
        log.warning(
            "model_did_not_answer",
            attempt=attempt.id,
            provider=desk.name,
            trouble=error.trouble,
            detail=error.detail,
            again_in=seconds,
        )
        if seconds is None:
            self._end(attempt, count, reason(Cause(f"model_{error.trouble}"), provider=desk.host), spent)
            return
        if error.trouble is Trouble.BUSY or error.retry_after:
            self._pause(error.retry_after or seconds)
        again = replace(question, failures={**question.failures, error.trouble.value: failures})
        self._pass_on(attempt, again, seconds, spent, go_on)

    def _complete(self, attempt: Attempt, asks: Asks, last: ModelAnswer, spent: Spent, go_on: GoOn) -> None:
        """Ground and check the answers in a child, and store what they are worth."""
        answers: list[ModelAnswer] = []
        for number in range(len(asks.requests) - 1):
            if (answer := self._answer_before(attempt, number)) is None:
                # Somebody took it out of the store: it is asked for again.
                self._pass_on(attempt, Question(number), 0.0, spent, go_on)
                return
            answers.append(answer)
        given = Answers(kept=asks.kept, answers=(*answers, last))
        self._models.scratch.mkdir(parents=True, exist_ok=True)
        try:
            with self._watched(attempt) as watch, TemporaryDirectory(dir=self._models.scratch) as folder:
                source = Path(folder) / "answers.json"
                source.write_bytes(given.model_dump_json().encode())
                reading = Reading(source, MediaType.PDF, None, LIMIT_SECONDS, ground_answers)
                content = self._pool.extract(reading, is_cancelled=watch.is_cancelled)
        except DocumentCancelledError:
            return
        except MachineError:
            raise
        except IngestError as error:
            self._end(attempt, len(asks.requests), error.info(), spent)
            return
        read = StoredOutcome.model_validate_json(content)
        seconds = read.seconds + sum(answer.seconds for answer in given.answers)
        outcome = read.model_copy(update={**spent.model_dump(), "seconds": seconds})
        self._keep(attempt, outcome.model_dump_json().encode())
        self.finish(attempt)
        self.drop_asks(attempt, len(asks.requests))

    def _end(self, attempt: Attempt, count: int, error: ErrorInfo, spent: Spent) -> None:
        """Fail the attempt; what its answers cost is noted all the same."""

        def change(session: Session) -> bool:
            asking.note(
                session,
                **attempt.key,
                worker=self._worker,
                spent=spent,
            )
            return service.fail(
                session,
                **attempt.key,
                error=error,
                worker=self._worker,
            )

        if self._write(attempt, change):
            self._figures.failed(error.code)
            log.info("document_failed", attempt=attempt.id, code=error.code)
        self.drop_asks(attempt, count)

    def _pass_on(
        self,
        attempt: Attempt,
        question: Question,
        seconds: float,
        spent: Spent | None,
        go_on: GoOn,
        *,
        percent: int = 0,
    ) -> None:
        """Let another run go on in so many seconds, if this process still has the attempt in work."""
        run = ask_id(attempt)

        def change(session: Session) -> None:
            if percent:
                service.progress(
                    session,
                    **attempt.key,
                    value=percent,
                    worker=self._worker,
                )
            if asking.pass_on(
                session,
                **attempt.key,
                worker=self._worker,
                run=run,
                spent=spent,
            ):
                go_on(session, attempt, run, question, seconds)

        self._write(attempt, change)

    def _pause(self, seconds: float) -> None:
        """Let nobody ask the provider for so long."""
        until = utc_now() + timedelta(seconds=seconds)
        with self._sessions.system.write() as session:
            asking.pause(session, self._models.desk.name, until)

    def _pause_left(self) -> float:
        with self._sessions.system.read() as session:
            until = asking.paused_until(session, self._models.desk.name)
        return 0.0 if until is None else (until - utc_now()).total_seconds()

    def _asks(self, attempt: Attempt) -> Asks | None:
        content = self._stored(_asks_key(attempt))
        return None if content is None else Asks.model_validate_json(content)

    def _answer_before(self, attempt: Attempt, number: int) -> ModelAnswer | None:
        """An answer that was paid for by an earlier run."""
        content = self._stored(_answer_key(attempt, number))
        return None if content is None else ModelAnswer.model_validate_json(content)


class _UnansweredError(Exception):
    """A question without an answer that can be used; `answer` is one that was paid for all the same."""

    def __init__(self, error: ModelError, answer: ModelAnswer | None) -> None:
        super().__init__(error.trouble)
        self.error = error
        self.answer = answer


def ask_prefix(attempt: str) -> str:
    """With what the names of all runs that ask for this attempt begin."""
    return f"ask:{attempt}:"


def ask_id(attempt: Attempt) -> str:
    """A name for a run that no run had before."""
    return f"{ask_prefix(attempt.id)}{uuid4().hex[:12]}"


def _asks_key(attempt: Attempt) -> str:
    return f"{ASKS}/{attempt.document}.{attempt.number}.json"


def _answer_key(attempt: Attempt, number: int) -> str:
    return f"{ASKS}/{attempt.document}.{attempt.number}.{number}.json"


def _sum(spent: Spent, answer: ModelAnswer) -> Spent:
    return Spent(
        input_tokens=spent.input_tokens + answer.input_tokens,
        output_tokens=spent.output_tokens + answer.output_tokens,
    )
