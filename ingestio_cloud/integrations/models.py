"""What the service asks of a provider of language models, in words of our own.

One call is one question. Whoever asks decides by `next_delay` when to ask again, so that nobody
waits in a provider and no SDK retries behind our back.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from ingestio_extract.llm.request import ModelAnswer, ModelRequest

_LOOK_SECONDS: Final = 0.25


class Trouble(StrEnum):
    """Why there is no answer. `refused`, `declined` (the model itself would not) and `too_long` stay so
    however often one asks; `cut` does until less is asked for at once."""

    BUSY = "busy"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    DECLINED = "declined"
    TOO_LONG = "too_long"
    CUT = "cut"
    NONSENSE = "nonsense"


class ModelError(Exception):
    """A question that was not answered. Has nothing of the question, the answer or the key in it.

    `retry_after` is in seconds, where the provider said so; `detail` a status or the type of an error;
    `answer`, without a text, is what was paid for all the same.
    """

    def __init__(
        self,
        trouble: Trouble,
        detail: str = "",
        retry_after: float | None = None,
        answer: ModelAnswer | None = None,
    ) -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail
        self.retry_after = retry_after
        self.answer = answer


class ModelProvider(Protocol):
    """A service that answers. `name` names its queue and is stable, `host` is what a person calls it.
    Belongs to the event loop that it is first used in."""

    @property
    def name(self) -> str: ...
    @property
    def host(self) -> str: ...

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """The answer, within the provider's time limit. Raises ModelError."""
        ...

    async def check(self) -> None:
        """Ask for something that costs nothing. Raises ModelError."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to ask again, and how long to wait before: `first` seconds, then twice as long each
    time, up to `most`. A provider that wants more than `longest` is not waited for. Those who waited
    for it together come back spread over `spread` seconds. The
    questions about a document are asked in halves `splits` times at most."""

    first: float = 2.0
    most: float = 120.0
    longest: float = 900.0
    spread: float = 2.0
    retries: int = 7
    after_timeout: int = 2
    after_nonsense: int = 2
    splits: int = 48


def next_delay(
    patience: Patience, error: ModelError, failures: int, chance: Callable[[], float]
) -> float | None:
    """Seconds until one should ask again after `failures` (1 or more) of this kind, None for never.

    Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", AWS 2015): `chance`
    gives 0 to 1. What the provider asked for is a least, with the jitter on top, so that those who were
    all told the same do not all come at once.
    """
    limit = {
        Trouble.BUSY: patience.retries,
        Trouble.UNAVAILABLE: patience.retries,
        Trouble.TIMEOUT: patience.after_timeout,
        Trouble.NONSENSE: patience.after_nonsense,
    }.get(error.trouble, 0)
    asked = error.retry_after or 0.0
    if failures > limit or asked > patience.longest:
        return None
    ceiling = min(patience.most, patience.first * 2.0 ** (failures - 1))
    return asked + chance() * ceiling


class ModelDesk:
    """Asks one provider, from any thread. All calls share one event loop in a thread of its own, where
    a call can be given up at any moment, whatever the other side does."""

    def __init__(self, provider: ModelProvider) -> None:
        self._provider = provider
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        return self._provider.name

    @property
    def host(self) -> str:
        return self._provider.host

    def ask(self, request: ModelRequest, while_waiting: Callable[[], None]) -> ModelAnswer:
        """Block until there is an answer. `while_waiting` is called a few times a second; what it raises
        ends the call. Raises ModelError."""
        future = asyncio.run_coroutine_threadsafe(self._provider.ask(request), self._running())
        try:
            return _wait(future, while_waiting)
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """End the connections. Idempotent."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join()
        loop.close()

    async def _end(self) -> None:
        calls = asyncio.all_tasks() - {asyncio.current_task()}
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        await self._provider.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="models", daemon=True)
                self._thread.start()
            return self._loop


def _wait(future: "Future[ModelAnswer]", while_waiting: Callable[[], None]) -> ModelAnswer:
    done = threading.Event()
    future.add_done_callback(lambda _future: done.set())
    while not done.wait(_LOOK_SECONDS):
        while_waiting()
    try:
        return future.result()
    except CancelledError:
        raise ModelError(Trouble.UNAVAILABLE, "closed") from None
