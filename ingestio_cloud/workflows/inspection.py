"""Intake of uploaded files in a child process: a file that crashes or hangs its reader fails alone."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import structlog
from pebble import ProcessExpired

from ingestio_cloud.integrations.blobs import converted
from ingestio_cloud.settings import MEMORY_MEGABYTES
from ingestio_cloud.workflows.child import Failure, inspect_safely
from ingestio_cloud.workflows.children import Children, OverMemoryError, ended_by_memory
from ingestio_cloud.workflows.watches import MemoryWatch
from ingestio_core.errors import ErrorInfo
from ingestio_core.intake import IntakeResult, inspect_file
from ingestio_core.limits import MEBIBYTE

log = structlog.get_logger(__name__)

TIME_LIMIT_SECONDS: Final = 60.0
"""Hashing and counting the largest file takes a few seconds; the limit is for what hangs."""

_MAX_TASKS: Final = 5_000
_CRASHED: Final = ErrorInfo(
    code="file_damaged",
    title="Damaged file",
    message="Looking into this file ended the reading process, twice. Open it, save it again as PDF, and "
    "add that.",
)
_TOO_LARGE: Final = ErrorInfo(
    code="file_damaged",
    title="Damaged file",
    message="Looking into this file took more memory than there is for one, twice. Open it, save it again as "
    "PDF, and add that.",
)
_HUNG: Final = ErrorInfo(
    code="file_damaged",
    title="Damaged file",
    message="Looking into this file took too long and was stopped, twice. Open it, save it again as PDF, "
    "and add that.",
)


class FileInspector:
    """One child that inspects one file at a time. It starts with the first file.

    `inspect` is a function of a module, called with the path and the largest size in bytes;
    `memory_bytes` is how much of the computer's memory the child may take.
    """

    def __init__(
        self,
        inspect: Callable[[Path, int], IntakeResult] | None = None,
        time_limit: float = TIME_LIMIT_SECONDS,
        memory_bytes: int = MEMORY_MEGABYTES * MEBIBYTE,
    ) -> None:
        self._inspect = inspect or inspect_upload
        self._time_limit = time_limit
        self._memory_bytes = memory_bytes
        self._children = Children(1, max_tasks=_MAX_TASKS, niceness=0)

    def inspect(self, path: Path, max_bytes: int) -> IntakeResult:
        """What intake says of the file. Blocks; call it in a thread. Raises Interrupted when it is
        closed meanwhile, OSError when the file is gone, MachineError when the machine is at fault."""
        size = path.stat().st_size
        with ExitStack() as stack:
            with converted():
                watch = MemoryWatch(Path(stack.enter_context(TemporaryDirectory())), self._memory_bytes)
                watch.begin()
            try:
                found = self._children.run(
                    inspect_safely,
                    self._inspect,
                    path,
                    max_bytes,
                    watch.state,
                    time_limit=self._time_limit,
                    watch=watch,
                )
            except TimeoutError:
                return IntakeResult(path, size, error=_HUNG)
            except (ProcessExpired, OverMemoryError) as error:
                reason = _TOO_LARGE if ended_by_memory(error) else _CRASHED
                return IntakeResult(path, size, error=reason)
        if isinstance(found, Failure):
            log.error("inspection_failed", trace=found.trace)
            return IntakeResult(path, size, error=found.error)
        assert isinstance(found, IntakeResult)
        return found

    def close(self) -> None:
        """End the child. Idempotent."""
        self._children.close()


def inspect_upload(path: Path, max_bytes: int) -> IntakeResult:
    """What the child does."""
    return inspect_file(path, max_bytes=max_bytes)
