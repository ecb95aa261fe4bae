"""A pool of child processes that read documents: a hung or crashed child costs one document.

The children end with this process, however it ends (see `child.prepare`).
"""

import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

import structlog
from pebble import ProcessExpired, ProcessPool

from ingestio_cloud.workflows.child import PROGRESS_SECONDS, Failure, extract_to_file, prepare
from ingestio_cloud.workflows.engines import Engine
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.limits import MediaType

log = structlog.get_logger(__name__)

_TRIES: Final = 2
_BREAKS: Final = 3
_NOTHING: Final = b"  0"


class Interrupted(BaseException):
    """The pool was closed under a document. Not an `Exception`: it is no outcome of the document,
    and nobody on the way may record it as one."""


class DocumentCancelledError(Exception):
    """Nobody wants this document any more."""


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """`workers` is the number of children, each on one core; a child is replaced after `max_tasks`
    documents, so that what a library leaks does not add up. `engine` is a function of a module.
    `scratch` is a folder of this pool alone; what a killed one left there is removed."""

    engine: Engine
    workers: int
    scratch: Path
    max_tasks: int = 500
    niceness: int = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A document to read. `time_limit` is in seconds, counted from when a child takes it."""

    source: Path
    media_type: MediaType
    plan: FieldPlan | None
    time_limit: float


class ExtractionPool:
    """Reads documents in children. Thread-safe; the children start with the first document."""

    def __init__(self, settings: PoolSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._current: _Generation | None = None
        shutil.rmtree(settings.scratch, ignore_errors=True)
        settings.scratch.mkdir(parents=True)

    def extract(
        self,
        reading: Reading,
        *,
        on_progress: Callable[[int], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> bytes:
        """The outcome of `reading`, as JSON of an `ExtractionOutcome`. Blocks; call it in a thread.

        `on_progress` gets each new percentage, and `is_cancelled` is asked, both a few times a
        second. A document that hangs or crashes its child is tried once more. Raises IngestError
        with the reason when it can't be read, DocumentCancelledError, and Interrupted when
        the pool closes.
        """
        with TemporaryDirectory(dir=self._settings.scratch, ignore_cleanup_errors=True) as folder:
            task = _Task(reading, Path(folder), on_progress, is_cancelled)
            for attempt in range(1, _TRIES + 1):
                try:
                    return self._extract_once(task)
                except (TimeoutError, ProcessExpired) as error:
                    log.warning("document_cost_a_child", attempt=attempt, reason=type(error).__name__)
                    failure = error
            raise _gave_up(failure, reading) from failure

    def close(self) -> None:
        """Stop all children. What is being read raises Interrupted. Idempotent."""
        self._closed.set()
        with self._lock:
            generation, self._current = self._current, None
        if generation is not None:
            generation.stop()

    def _extract_once(self, task: "_Task") -> bytes:
        for last in (*[False] * (_BREAKS - 1), True):
            generation = self._generation()
            try:
                return self._wait(generation.schedule(self._settings.engine, task), task)
            except BrokenProcessPool as error:
                if self._closed.is_set():
                    raise Interrupted from error
                # A child that dies with no document in hand breaks the pool: not this document's fault.
                log.warning("pool_broke", reason=str(error))
                self._discard(generation)
                if last:
                    raise
        raise AssertionError("unreachable")

    def _wait(self, future: "Future[Failure | None]", task: "_Task") -> bytes:
        done = threading.Event()
        future.add_done_callback(lambda _future: done.set())
        while not done.wait(PROGRESS_SECONDS):
            if self._closed.is_set():
                raise Interrupted
            if task.is_cancelled is not None and task.is_cancelled():
                future.cancel()
                raise DocumentCancelledError
            task.report()
        failure = future.result()
        if failure is None:
            return task.target.read_bytes()
        if failure.trace is not None:
            log.error("extraction_failed", trace=failure.trace)
        raise IngestError.from_info(failure.error)

    def _generation(self) -> "_Generation":
        with self._lock:
            if self._closed.is_set():
                raise Interrupted
            if self._current is None:
                self._current = _Generation(self._settings)
            return self._current

    def _discard(self, generation: "_Generation") -> None:
        with self._lock:
            if self._current is generation:
                self._current = None
        generation.stop()


class _Task:
    """A document on its way through a child, with its folder for the result and the progress."""

    def __init__(
        self,
        reading: Reading,
        folder: Path,
        on_progress: Callable[[int], None] | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        self.reading = reading
        self.target = folder / "outcome.json"
        self.progress = folder / "progress"
        self.is_cancelled = is_cancelled
        self._on_progress = on_progress
        self._reported = 0
        self.progress.write_bytes(_NOTHING)

    def report(self) -> None:
        """Tell of the percentage reached, if it rose since."""
        if self._on_progress is None:
            return
        with suppress(OSError, ValueError):
            percent = int(self.progress.read_bytes())
            if percent > self._reported:
                self._reported = percent
                self._on_progress(percent)


class _Generation:
    """One Pebble pool: used until it breaks or is closed, then replaced by a new one.

    Linux sends the parent-death signal when the *thread* that started a child ends, so the pool is
    started by a thread that lives exactly as long.
    """

    def __init__(self, settings: PoolSettings) -> None:
        self._pool = ProcessPool(
            max_workers=settings.workers,
            max_tasks=settings.max_tasks,
            initializer=prepare,
            initargs=(os.getpid(), settings.niceness),
            context=multiprocessing.get_context("spawn"),
        )
        self._stopping = threading.Event()
        self._started = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="extraction-pool", daemon=True)
        self._keeper.start()

    def schedule(self, engine: Engine, task: _Task) -> "Future[Failure | None]":
        """Raises BrokenProcessPool when this generation can't be used any more."""
        self._started.wait()
        reading = task.reading
        arguments = (engine, reading.source, reading.media_type, reading.plan, task.target, task.progress)
        try:
            future = self._pool.schedule(extract_to_file, args=arguments, timeout=reading.time_limit)
        except RuntimeError as error:
            raise BrokenProcessPool(str(error)) from error
        return cast("Future[Failure | None]", future)

    def stop(self) -> None:
        self._stopping.set()
        self._keeper.join()

    def _keep(self) -> None:
        # Asking whether it is active is what starts a pool.
        try:
            _ = self._pool.active
        finally:
            self._started.set()
        self._stopping.wait()
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _gave_up(failure: TimeoutError | ProcessExpired, reading: Reading) -> IngestError:
    if isinstance(failure, TimeoutError):
        return IngestError(
            "extraction_timeout",
            "Took too long",
            f"Reading this document was stopped twice, each time after {reading.time_limit:.0f} seconds. "
            "Split it into smaller files, or try again when the computer is less busy.",
            retryable=True,
        )
    return IngestError(
        "extraction_crashed",
        "Could not be read",
        "Reading this document ended the reading process, twice. The file may be damaged: open it, save "
        "it again as PDF, and upload that.",
    )
