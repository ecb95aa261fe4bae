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
from ingestio_cloud.integrations.models import ModelError, Patience, Trouble, next_delay
from ingestio_cloud.telemetry.work import ModelOutcome, WorkFigures
from ingestio_cloud.workflows.engines import ground_answers, words_reader
from ingestio_cloud.workflows.not_asked import with_not_asked
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
from ingestio_cloud.workflows.routes import NoWay, Route, Routes
from ingestio_core.errors import ErrorInfo, IngestError, MachineError
from ingestio_core.limits import MediaType
from ingestio_core.providers import micros, price_of
from ingestio_extract.llm.answer import CutError, NonsenseError, read_answer
from ingestio_extract.llm.request import Answered, ModelAnswer, ModelRequest

log = structlog.get_logger(__name__)

_OUTCOMES: Final = {
    Trouble.BUSY: ModelOutcome.RATE_LIMITED,
    Trouble.UNAVAILABLE: ModelOutcome.UNAVAILABLE,
    Trouble.TIMEOUT: ModelOutcome.TIMED_OUT,
    Trouble.REFUSED: ModelOutcome.REFUSED,
    Trouble.DECLINED: ModelOutcome.REFUSED,
    Trouble.TOO_LONG: ModelOutcome.REFUSED,
    Trouble.CUT: ModelOutcome.NONSENSE,
    Trouble.NONSENSE: ModelOutcome.NONSENSE,
}
_ASKING_FROM: Final = 60
_ASKING_TO: Final = 90
_LONG_CHARACTERS: Final = 2_000
"""Of a question that is asked in halves when it is too long for a model: whoever can't take that much in
can't read documents."""


@dataclass(frozen=True, slots=True)
class Models:
    """Whom to ask about which document, and how patiently. `scratch` is a folder of this process alone."""

    routes: Routes
    scratch: Path
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True)
class Question:
    """Which of a document's questions is next, and how often it failed, by trouble."""

    number: int = 0
    failures: dict[str, int] = field(default_factory=dict)


GoOn = Callable[[Session, Attempt, str, Question, str, float], None]
"""Queues a run of this name for a question about an attempt, in a lane, to begin in so many seconds at the
earliest."""


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
        self._models.routes.close()

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
        route = self._models.routes.of(attempt.user, attempt.document)
        if not isinstance(route, Route):
            self._end(attempt, 0, reason(Cause.MODEL_NOT_ASKED), Spent())
            return
        self._pass_on(attempt, route, Question(), 0.0, Spent(), go_on, percent=_ASKING_FROM)

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
        route = self._models.routes.of(attempt.user, attempt.document)
        if not isinstance(route, Route):
            # The key was taken back, or can't be decrypted any more, since the document was handed over.
            self._end(attempt, len(asks.requests), reason(Cause.MODEL_NOT_ASKED), spent)
            return
        answer = self._answer_before(attempt, question.number)
        if answer is None:
            if (seconds := self._pause_left(route)) > 0:
                seconds += random.uniform(0, self._models.patience.spread)
                self._pass_on(attempt, route, question, seconds, None, go_on)
                return
            try:
                answer = self._answer(attempt, route, asks.requests[question.number])
            except DocumentCancelledError:
                return
            except _UnansweredError as unanswered:
                self._unanswered(attempt, route, question, unanswered, spent, asks, go_on)
                return
            self._put_answer(attempt, question.number, answer)
        self._next(attempt, route, question, answer, _sum(spent, answer), asks, go_on)

    def _next(
        self,
        attempt: Attempt,
        route: Route,
        question: Question,
        answer: ModelAnswer,
        spent: Spent,
        asks: Asks,
        go_on: GoOn,
    ) -> None:
        """Let the next question be asked, or store what all answers are worth."""
        asked, count = question.number + 1, len(asks.requests)
        if asked < count:
            percent = _ASKING_FROM + (_ASKING_TO - _ASKING_FROM) * asked // count
            self._pass_on(attempt, route, Question(asked), 0.0, spent, go_on, percent=percent)
        else:
            self._complete(attempt, route, asks, answer, spent, go_on)

    def drop_asks(self, attempt: Attempt, count: int) -> None:
        """Drop what was put aside for an attempt with so many questions."""
        for number in range(count):
            self._blobs.delete_now(_answer_key(attempt, number))
        self._blobs.delete_now(_asks_key(attempt))
        self._blobs.delete_now(attempt.outcome_key)

    def _take(self, attempt: Attempt, claim: BeginOutcome) -> ReadOutcome:
        route = self._models.routes.of(attempt.user, attempt.document)
        if isinstance(route, Route) and not self._may_ask(attempt):
            route = NoWay.NOT_IN_PLAN if route.chosen else None
        if route is None:
            return super()._take(attempt, claim)
        if isinstance(route, NoWay):
            content = self._set_aside_before(attempt) if claim.again else None
            self._keep(attempt, with_not_asked(content or self._read(attempt, claim), route))
            return ReadOutcome(ReadState.READ)
        if claim.again and self._asks(attempt) is not None:
            return ReadOutcome(ReadState.ASK)
        content = self._set_aside_before(attempt) if claim.again else None
        if content is None:
            prepared = self._read(attempt, claim, words_reader(route.options))
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

    def _answer(self, attempt: Attempt, route: Route, request: ModelRequest) -> ModelAnswer:
        """Raises DocumentCancelledError and _UnansweredError."""
        started, answer = monotonic(), None
        try:
            with self._watched(attempt) as watch:

                def look() -> None:
                    self._check()
                    if watch.is_cancelled():
                        raise DocumentCancelledError

                answer = route.desk.ask(request, look)
            read_answer(answer.text, request.answer_schema)
        except ModelError as error:
            # Closing the connections at the stop of the service is no fault of the provider.
            self._check()
            unanswered = _UnansweredError(error, error.answer)
        except NonsenseError as nonsense:
            trouble = Trouble.CUT if isinstance(nonsense, CutError) else Trouble.NONSENSE
            unanswered = _UnansweredError(ModelError(trouble, str(nonsense)), answer)
        else:
            answer = answer.model_copy(update={"seconds": monotonic() - started})
            self._count(route, ModelOutcome.ANSWERED, answer.seconds, answer)
            return answer
        outcome = _OUTCOMES[unanswered.error.trouble]
        self._count(route, outcome, monotonic() - started, unanswered.answer)
        raise unanswered

    def _count(self, route: Route, outcome: ModelOutcome, seconds: float, answer: ModelAnswer | None) -> None:
        self._figures.model_call(
            route.desk.name,
            outcome,
            seconds,
            tokens_in=0 if answer is None else answer.input_tokens,
            tokens_out=0 if answer is None else answer.output_tokens,
        )

    def _unanswered(
        self,
        attempt: Attempt,
        route: Route,
        question: Question,
        unanswered: "_UnansweredError",
        spent: Spent,
        asks: Asks,
        go_on: GoOn,
    ) -> None:
        """Ask for less at once, or ask again after a wait, or never: then the document fails with the
        reason, or is what the local engine read of it."""
        error, patience = unanswered.error, self._models.patience
        if unanswered.answer is not None:
            spent = _sum(spent, unanswered.answer)
        failures = question.failures.get(error.trouble, 0) + 1
        halves = _halves(asks, question.number, error, patience)
        seconds = 0.0 if halves else next_delay(patience, error, failures, random.random)
        log.warning(
            "model_did_not_answer",
            attempt=attempt.id,
            provider=route.desk.name,
            trouble=error.trouble,
            detail=error.detail,
            again_in=seconds,
        )
        if halves is not None:
            self._blobs.put_bytes(_asks_key(attempt), halves.model_dump_json().encode())
            self._pass_on(attempt, route, Question(question.number), 0.0, spent, go_on)
        elif error.trouble is Trouble.CUT:
            answer = ModelAnswer(text="", model="", missing=error.trouble)
            self._put_answer(attempt, question.number, answer)
            self._next(attempt, route, question, answer, spent, asks, go_on)
        elif seconds is not None:
            if error.trouble is Trouble.BUSY or error.retry_after:
                self._pause(route, error.retry_after or seconds)
            again = replace(question, failures={**question.failures, error.trouble.value: failures})
            self._pass_on(attempt, route, again, seconds, spent, go_on)
        elif asks.local:
            answer = ModelAnswer(text="", model="", missing=error.trouble)
            for number in range(question.number, len(asks.requests)):
                self._put_answer(attempt, number, answer)
            self._complete(attempt, route, asks, answer, spent, go_on)
        else:
            told = reason(Cause(f"model_{error.trouble}"), provider=route.desk.host)
            self._end(attempt, len(asks.requests), told, spent)

    def _complete(
        self, attempt: Attempt, route: Route, asks: Asks, last: ModelAnswer, spent: Spent, go_on: GoOn
    ) -> None:
        """Ground and check the answers in a child, and store what they are worth."""
        answers: list[ModelAnswer] = []
        for number in range(len(asks.requests) - 1):
            if (answer := self._answer_before(attempt, number)) is None:
                # Somebody took it out of the store: it is asked for again.
                self._pass_on(attempt, route, Question(number), 0.0, spent, go_on)
                return
            answers.append(answer)
        answers.append(last)
        if not asks.local and all(answer.missing for answer in answers):
            told = reason(Cause.MODEL_NONSENSE, provider=route.desk.host)
            self._end(attempt, len(asks.requests), told, spent)
            return
        given = Answers(
            kept=asks.kept,
            answers=tuple(
                Answered(span=request.span, answer=answer)
                for request, answer in zip(asks.requests, answers, strict=True)
            ),
        )
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
        seconds = read.seconds + sum(answer.seconds for answer in answers)
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
        route: Route,
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
                go_on(session, attempt, run, question, route.lane, seconds)

        self._write(attempt, change)

    def _pause(self, route: Route, seconds: float) -> None:
        """Let nobody ask the provider with the same account for so long."""
        until = utc_now() + timedelta(seconds=seconds)
        with self._sessions.system.write() as session:
            asking.pause(session, route.account, until)

    def _pause_left(self, route: Route) -> float:
        with self._sessions.system.read() as session:
            until = asking.paused_until(session, route.account)
        return 0.0 if until is None else (until - utc_now()).total_seconds()

    def _asks(self, attempt: Attempt) -> Asks | None:
        content = self._stored(_asks_key(attempt))
        return None if content is None else Asks.model_validate_json(content)

    def _put_answer(self, attempt: Attempt, number: int, answer: ModelAnswer) -> None:
        self._blobs.put_bytes(_answer_key(attempt, number), answer.model_dump_json().encode())

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


def _halves(asks: Asks, number: int, error: ModelError, patience: Patience) -> Asks | None:
    """The same questions with this one in two halves, where that may help; None where not."""
    request = asks.requests[number]
    longest = sum(map(len, request.lines)) >= _LONG_CHARACTERS or len(request.pictures) > 1
    helps = error.trouble is Trouble.CUT or (error.trouble is Trouble.TOO_LONG and longest)
    halves = request.halves() if helps and asks.splits < patience.splits else ()
    if not halves:
        return None
    requests = (*asks.requests[:number], *halves, *asks.requests[number + 1 :])
    return asks.model_copy(update={"requests": requests, "splits": asks.splits + 1})


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
        cost_micros=_cost(spent, answer),
    )


def _cost(spent: Spent, answer: ModelAnswer) -> int | None:
    """None where the model's price is not known; what was spent before stays spent."""
    price = price_of(answer.model)
    if price is None:
        return spent.cost_micros
    return (spent.cost_micros or 0) + micros(price, answer.input_tokens, answer.output_tokens)
