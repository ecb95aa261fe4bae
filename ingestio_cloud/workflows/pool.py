"""A pool of child processes that read documents: a hung or crashed child costs one document."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

import structlog
from pebble import ProcessExpired

from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.settings import MEMORY_MEGABYTES
from ingestio_cloud.telemetry.work import WorkFigures
from ingestio_cloud.workflows.child import Task, extract_to_file
from ingestio_cloud.workflows.children import Children, OverMemoryError, ended_by_memory
from ingestio_cloud.workflows.engines import Engine
from ingestio_cloud.workflows.watches import MemoryWatch
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.limits import MEBIBYTE, MediaType

log = structlog.get_logger(__name__)

PROGRESS_SECONDS: Final = 1.0
"""Progress is told at most so often."""


class DocumentCancelledError(Exception):
    """Nobody wants this document any more."""


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """`workers` is the number of children, each on one core; a child is replaced after `max_tasks`
    documents. `engine` is a function of a module. `scratch` is a folder of this pool alone; what a
    killed one left there is removed. `memory_bytes` is how much of the computer's memory a child may
    take."""

    engine: Engine
    workers: int
    scratch: Path
    max_tasks: int = 500
    niceness: int = 5
    memory_bytes: int = MEMORY_MEGABYTES * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Reading:
    """A document to read, by `engine` in place of the pool's where one is given. `time_limit` is in
    seconds, counted from when a child takes it."""

    source: Path
    media_type: MediaType
    plan: FieldPlan | None
    time_limit: float
    engine: Engine | None = None


class ExtractionPool:
    """Reads documents in children. Thread-safe; the children start with the first document."""

    def __init__(self, settings: PoolSettings, figures: WorkFigures | None = None) -> None:
        self._settings = settings
        self._children = Children(
            settings.workers, max_tasks=settings.max_tasks, niceness=settings.niceness, figures=figures
        )
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

        `on_progress` gets each new percentage, at most once a second, and `is_cancelled` is asked a few
        times a second. A document that hangs, crashes its child or takes too much memory is tried once
        more. Raises IngestError with the reason when it can't be read, DocumentCancelledError,
        Interrupted when the pool closes, and MachineError or OSError when the machine is at fault (a
        full disk): then it is to be tried again.
        """
        settings = self._settings
        with TemporaryDirectory(dir=settings.scratch, ignore_cleanup_errors=True) as folder:
            watch = _Watch(Path(folder), settings.memory_bytes, on_progress, is_cancelled)
            task = Task(
                source=reading.source,
                media_type=reading.media_type,
                plan=reading.plan,
                target=watch.target,
                state=watch.state,
                worn_bytes=settings.memory_bytes // 2,
            )
            try:
                failure = self._children.run(
                    extract_to_file,
                    reading.engine or settings.engine,
                    task,
                    time_limit=reading.time_limit,
                    watch=watch,
                )
            except (TimeoutError, ProcessExpired, OverMemoryError) as error:
                raise _gave_up(error, reading) from error
            if failure is None:
                return watch.target.read_bytes()
        if failure.machine:
            log.warning("extraction_put_off", code=failure.error.code)
            raise MachineError.from_info(failure.error)
        if failure.trace is not None:
            log.error("extraction_failed", trace=failure.trace)
        raise IngestError.from_info(failure.error)

    @contextmanager
    def file(self, content: bytes) -> Iterator[Path]:
        """A file with this content for a reading of it, gone afterwards. Raises OSError."""
        with TemporaryDirectory(dir=self._settings.scratch, ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "given"
            path.write_bytes(content)
            yield path

    def close(self) -> None:
        """Stop all children. What is being read raises Interrupted. Idempotent."""
        self._children.close()


class _Watch(MemoryWatch):
    """Looks after a document on its way through a child, with its folder for the outcome and the state."""

    def __init__(
        self,
        folder: Path,
        memory_bytes: int,
        on_progress: Callable[[int], None] | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        super().__init__(folder, memory_bytes)
        self.target = folder / "outcome.json"
        self._is_cancelled = is_cancelled
        self._on_progress = on_progress
        self._told = 0
        self._told_at = -PROGRESS_SECONDS

    def look(self) -> None:
        """Raises DocumentCancelledError and OverMemoryError."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise DocumentCancelledError
        super().look()
        percent = self.read().percent
        if self._on_progress is None or percent <= self._told:
            return
        if monotonic() - self._told_at >= PROGRESS_SECONDS:
            self._told, self._told_at = percent, monotonic()
            self._on_progress(percent)


def _gave_up(failure: TimeoutError | ProcessExpired | OverMemoryError, reading: Reading) -> IngestError:
    if isinstance(failure, TimeoutError):
        return IngestError.from_info(reason(Cause.EXTRACTION_TIMEOUT, seconds=f"{reading.time_limit:.0f}"))
    if ended_by_memory(failure):
        return IngestError.from_info(reason(Cause.EXTRACTION_OUT_OF_MEMORY))
    return IngestError.from_info(reason(Cause.EXTRACTION_CRASHED))
