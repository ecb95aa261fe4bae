"""Ask the store which files were extracted before, one question at a time."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

import structlog

from ingestio_core.intake import IntakeResult
from ingestio_desktop.flows.draft import EarlierDocument
from ingestio_desktop.store.database import Reader
from ingestio_desktop.store.queries import earlier_documents

log = structlog.get_logger(__name__)

Earlier = Mapping[str, EarlierDocument]
"""Documents of earlier batches by the hash of their content."""


def look_up(session: Reader, hashes: tuple[str, ...]) -> Earlier:
    """What is known of contents, of this account's batches made here or brought by sync."""
    found = earlier_documents(session, hashes)
    return {sha256: EarlierDocument(*facts) for sha256, facts in found.items()}


class EarlierLookup:
    """Lives in one thread. What comes while a question is open goes into the next one, so that a
    large drop asks a few large questions instead of many small ones."""

    def __init__(
        self,
        ask: Callable[[tuple[str, ...]], "Future[Earlier]"],
        tell: Callable[[Callable[[], None]], None],
        answered: Callable[[Sequence[IntakeResult], Earlier], None],
    ) -> None:
        """`ask` starts a question, `tell` brings its end back into this thread, `answered` takes
        results with what is known of them, in the order in which they were added. A question that the
        store could not answer leaves them with nothing known: they are asked about once more before
        the batch is submitted."""
        self._ask = ask
        self._tell = tell
        self._answered = answered
        self._waiting: list[IntakeResult] = []
        self._asking = False
        self._afterwards: Callable[[], None] | None = None

    def add(self, results: Sequence[IntakeResult]) -> None:
        self._waiting += results
        self._next()

    def afterwards(self, action: Callable[[], None]) -> None:
        """Call `action` once all that was added is answered."""
        self._afterwards = action
        self._next()

    def _next(self) -> None:
        if self._asking:
            return
        if self._waiting:
            results, self._waiting = self._waiting, []
            self._asking = True
            question = self._ask(tuple(result.sha256 for result in results if result.sha256))
            question.add_done_callback(lambda answer: self._tell(lambda: self._take(results, answer)))
        elif self._afterwards is not None:
            action, self._afterwards = self._afterwards, None
            action()

    def _take(self, results: Sequence[IntakeResult], answer: "Future[Earlier]") -> None:
        self._asking = False
        if answer.cancelled() or answer.exception() is not None:
            log.warning("the store was not able to say what was extracted before", files=len(results))
            self._answered(results, {})
        else:
            self._answered(results, answer.result())
        self._next()
