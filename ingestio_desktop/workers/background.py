"""One thread for pure computing that the main thread should not wait for."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class Background:
    """Runs callables one after the other; `close` drops those not begun and joins the thread."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "background")

    def submit(self, work: Callable[[], Result]) -> "Future[Result]":
        try:
            return self._pool.submit(work)
        except RuntimeError:
            # Closed: nobody waits for the result any more.
            future: Future[Result] = Future()
            future.cancel()
            return future

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
