"""Pages read in a child process for persons who look at them: a page that crashes or hangs its reader
fails alone."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import structlog
from pebble import ProcessExpired

from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.pages.desk import restarts
from ingestio_cloud.integrations.blobs import converted
from ingestio_cloud.settings import MEMORY_MEGABYTES
from ingestio_cloud.workflows.child import Failure, begin_task
from ingestio_cloud.workflows.children import Children, Interrupted, OverMemoryError
from ingestio_cloud.workflows.watches import MemoryWatch
from ingestio_core.contracts.extractions import Box
from ingestio_core.contracts.pages import PageWords
from ingestio_core.errors import IngestError
from ingestio_core.limits import MEBIBYTE, MediaType
from ingestio_core.traces import places

log = structlog.get_logger(__name__)

TIME_LIMIT_SECONDS: Final = 25.0
"""A page takes a second or two once the child has loaded OCR; a client gives up after thirty."""

_MAX_TASKS: Final = 500


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page, from 1, to read all of, or only what is inside `box`; `turn` is for the latter."""

    source: Path
    media_type: MediaType
    number: int
    box: Box | None = None
    turn: int | None = None


Look = Callable[[PageTask], Any]


class PageChild:
    """One child that reads one page at a time. It starts with the first page, and again after a `rest`.

    `look` is a function of a module; `memory_bytes` is how much of the computer's memory the child may take.
    """

    def __init__(
        self,
        look: Look | None = None,
        time_limit: float = TIME_LIMIT_SECONDS,
        memory_bytes: int = MEMORY_MEGABYTES * MEBIBYTE,
    ) -> None:
        self._look = look or look_at_page
        self._time_limit = time_limit
        self._memory_bytes = memory_bytes
        self._children = Children(1, max_tasks=_MAX_TASKS, niceness=0)

    def words(self, path: Path, media_type: MediaType, number: int) -> PageWords:
        """Blocks. Raises IngestError (page_unreadable, those of the file), MachineError when the machine
        is at fault."""
        found = self._read(PageTask(path, media_type, number))
        assert isinstance(found, PageWords)
        return found

    def area(self, path: Path, media_type: MediaType, number: int, box: Box, turn: int | None) -> str:
        """The same for the text of an area."""
        found = self._read(PageTask(path, media_type, number, box, turn))
        assert isinstance(found, str)
        return found

    def rest(self) -> None:
        """End the child until the next page. Not while one is read."""
        self._children.rest()

    def close(self) -> None:
        """End the child for good. Idempotent."""
        self._children.close()

    def _read(self, task: PageTask) -> Any:
        with ExitStack() as stack:
            with converted():
                watch = MemoryWatch(Path(stack.enter_context(TemporaryDirectory())), self._memory_bytes)
            try:
                found = self._children.run(
                    read_page_safely,
                    self._look,
                    task,
                    watch.state,
                    time_limit=self._time_limit,
                    watch=watch,
                    tries=1,
                )
            except (TimeoutError, ProcessExpired, OverMemoryError) as error:
                raise _gave_up() from error
            except Interrupted as error:
                raise restarts() from error
        if isinstance(found, Failure):
            if found.trace is not None:
                log.error("page_reading_failed", trace=found.trace)
            raise IngestError.from_info(found.error)
        return found


def read_page_safely(look: Look, task: PageTask, state: Path) -> Any:
    """What `look` finds. Runs in the child and raises nothing: an exception that cannot be rebuilt in the
    parent would take the child with it."""
    begin_task(state)
    try:
        return look(task)
    except MemoryError:
        os._exit(1)
    except IngestError as error:
        return Failure(error.info())
    except Exception as error:  # noqa: BLE001 - the edge of a task: what is not ours to explain is reported
        return Failure(reason(Cause.EXTRACTION_FAILED), places(error))


def look_at_page(task: PageTask) -> PageWords | str:
    """What the child does."""
    # Loads OCR and its numerics, which only a child process is to pay for.
    from ingestio_extract.onepage import read_area, read_one
    from ingestio_extract.words import page_words

    if task.box is None:
        return page_words(read_one(task.source, task.media_type, task.number))
    return read_area(task.source, task.media_type, task.number, task.box, task.turn)


def _gave_up() -> IngestError:
    return IngestError(
        "page_unreadable",
        "The page can't be read",
        "Reading it took too long or too much memory, and was stopped. Type what you see on it instead.",
    )
