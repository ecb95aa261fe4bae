"""A pool of child processes that read documents: a hung or crashed child costs one document."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import structlog
from pebble import ProcessExpired

from ingestio_cloud.workflows.child import extract_to_file
from ingestio_cloud.workflows.children import Children
from ingestio_cloud.workflows.engines import Engine
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.limits import MediaType

log = structlog.get_logger(__name__)

_NOTHING: Final = b"  0"


class DocumentCancelledError(Exception):
    """Nobody wants this document any more."""


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """`workers` is the number of children, each on one core; a child is replaced after `max_tasks`
    documents. `engine` is a function of a module. `scratch` is a folder of this pool alone; what a
    killed one left there is removed."""

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
        self._children = Children(settings.workers, max_tasks=settings.max_tasks, niceness=settings.niceness)
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
            task = _Task(Path(folder), on_progress, is_cancelled)
            try:
                failure = self._children.run(
                    extract_to_file,
                    self._settings.engine,
                    reading.source,
                    reading.media_type,
                    reading.plan,
                    task.target,
                    task.progress,
                    time_limit=reading.time_limit,
                    while_waiting=task.look_after,
                )
            except (TimeoutError, ProcessExpired) as error:
                raise _gave_up(error, reading) from error
            if failure is None:
                return task.target.read_bytes()
        if failure.trace is not None:
            log.error("extraction_failed", trace=failure.trace)
        raise IngestError.from_info(failure.error)

    def close(self) -> None:
        """Stop all children. What is being read raises Interrupted. Idempotent."""
        self._children.close()


class _Task:
    """A document on its way through a child, with its folder for the result and the progress."""

    def __init__(
        self,
        folder: Path,
        on_progress: Callable[[int], None] | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        self.target = folder / "outcome.json"
        self.progress = folder / "progress"
        self._is_cancelled = is_cancelled
        self._on_progress = on_progress
        self._reported = 0
        self.progress.write_bytes(_NOTHING)

    def look_after(self) -> None:
        """Tell of the percentage reached, if it rose since. Raises DocumentCancelledError."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise DocumentCancelledError
        if self._on_progress is None:
            return
        with suppress(OSError, ValueError):
            percent = int(self.progress.read_bytes())
            if percent > self._reported:
                self._reported = percent
                self._on_progress(percent)


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
