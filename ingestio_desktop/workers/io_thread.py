"""One thread with its own asyncio loop: all network work happens there."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")


class IoThread:
    """Runs coroutines; `close` cancels those that still run, waits for them and joins the thread."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="io", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def submit(self, work: Coroutine[Any, Any, Result]) -> "Future[Result]":
        """Run a coroutine on the loop; cancelling the future cancels it. After `close` the future
        is cancelled at once."""
        with self._lock:
            if not self._closed and self._loop is not None:
                return asyncio.run_coroutine_threadsafe(work, self._loop)
        work.close()
        future: Future[Result] = Future()
        future.cancel()
        return future

    def close(self) -> None:
        with self._lock:
            if self._closed or self._loop is None or self._stop is None:
                return
            self._closed = True
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            self._stop = asyncio.Event()
            self._ready.set()
            await self._stop.wait()

        # The runner cancels what is left and waits for it.
        with asyncio.Runner() as runner:
            runner.run(main())
