"""What runs inside a child process.

Imports nothing heavy: a child is spawned, and it loads an engine only with its first document.
"""

import errno
import itertools
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any, Final

import psutil
from pydantic import TypeAdapter

from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.workflows.engines import Engine
from ingestio_core.errors import ErrorInfo, IngestError, MachineError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.intake import IntakeResult
from ingestio_core.limits import MEBIBYTE, MediaType
from ingestio_core.traces import places

OUTCOME_BYTES: Final = 64 * MEBIBYTE
"""The largest outcome that is taken: the parent holds it in memory, and so does who asks for it."""
BEFORE_STORED: Final = 99
"""The most that reading itself may tell of its progress; a document is done once it is stored."""

ORPHANED: Final = 82
OUT_OF_MEMORY: Final = 83
WORN: Final = 84
"""How a child ends that an earlier document left too large for another one."""

_MACHINE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE})
_BELOW_NORMAL_PRIORITY_CLASS: Final = 0x4000
_PR_SET_PDEATHSIG: Final = 1
_THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read. `trace` is where a bug of ours was met, for the log: files
    and lines only, since an exception's own words may quote the document. `machine` says that the
    document has no part in it."""

    error: ErrorInfo
    trace: str | None = None
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read in a child. `target` is the file for the outcome, `state` that of `State`,
    which is there; their folder is of this task alone, and gone once nobody waits for it. A child whose
    memory is over `worn_bytes` after an earlier task is too large to begin."""

    source: Path
    media_type: MediaType
    plan: FieldPlan | None
    target: Path
    state: Path
    worn_bytes: int


@dataclass(frozen=True, slots=True)
class State:
    """What a child tells its parent while it reads: the percentage reached, and its process id."""

    percent: int = 0
    pid: int = 0

    def encode(self) -> bytes:
        """Always as long, so that it is written over the last one at once."""
        return b"%3d %19d" % (self.percent, self.pid)

    @classmethod
    def decode(cls, content: bytes) -> "State":
        """Raises ValueError."""
        percent, pid = content.split()
        return cls(int(percent), int(pid))


def prepare(parent: int, niceness: int) -> None:
    """Make this process a child that ends with `parent`, yields to it and prints nothing to it.

    Runs first in every child. SIGTERM ends it at once (there is nothing to tidy up), SIGINT is
    its parent's business.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _lead_a_group()
    _end_with(parent)
    _yield_to_others(niceness)
    for variable in _THREAD_VARIABLES:
        os.environ[variable] = "1"
    # The parent's stdout carries its own protocol; what a library prints goes to the log.
    os.dup2(2, 1)


def extract_to_file(engine: Engine, task: Task) -> Failure | None:
    """Read a document and write its outcome as JSON, or say why not.

    Raises nothing: an exception that cannot be rebuilt in the parent would take the whole pool with
    it. Memory that is not to be had ends this process.
    """
    report = _Report(task.state)
    if not report.begin():
        return None
    if _is_worn(task.worn_bytes):
        os._exit(WORN)
    # What a library leaves behind is thrown away with the task.
    tempfile.tempdir = str(task.target.parent)
    try:
        outcome = engine(task.source, task.media_type, task.plan, report)
        content = _adapter(outcome.__class__).dump_json(outcome)
        if len(content) > OUTCOME_BYTES:
            return Failure(reason(Cause.EXTRACTION_TOO_LARGE))
        task.target.write_bytes(content)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except MachineError as error:
        return Failure(error.info(), machine=True)
    except IngestError as error:
        return Failure(error.info())
    except OSError as error:
        if error.errno == errno.ENOMEM:
            os._exit(OUT_OF_MEMORY)
        if error.errno in _MACHINE:
            return Failure(_machine(error).info(), machine=True)
        return Failure(reason(Cause.EXTRACTION_FAILED), places(error))
    except Exception as error:  # noqa: BLE001 - the edge of a task: what is not ours to explain is reported
        return Failure(reason(Cause.EXTRACTION_FAILED), places(error))
    return None


def begin_task(state: Path) -> None:
    """Say to the parent which process has the task."""
    _Report(state).begin()


def inspect_safely(
    inspect: Callable[[Path, int], IntakeResult], path: Path, max_bytes: int, state: Path
) -> "IntakeResult | Failure":
    """What `inspect` says of the file at `path`. Raises nothing, for the same reason."""
    _Report(state).begin()
    try:
        return inspect(path, max_bytes)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - the edge of a task: what is not ours to explain is reported
        return Failure(reason(Cause.EXTRACTION_FAILED), places(error))


@cache
def _adapter(outcome: Any) -> TypeAdapter[Any]:
    return TypeAdapter(outcome)


def _machine(error: OSError) -> MachineError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return MachineError("disk_full", "The disk is full", "Free some space and try again.", retryable=True)
    return MachineError(
        "disk_failed",
        "The disk can't be used",
        "The computer can't read or write its files right now. Check the disk, and try again.",
        retryable=True,
    )


def _is_worn(most: int) -> bool:
    """Whether an earlier task left this process larger than that."""
    if next(_tasks_begun) == 0:
        return False
    return int(_this_process().memory_info().rss) > most


_tasks_begun = itertools.count()
_this_process = cache(psutil.Process)


class _Report:
    """Tells the parent how far a task is. Never fails: the document is worth more than its progress."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reached = -1

    def begin(self) -> bool:
        """Say which process has the task; False when nobody waits for it any more."""
        self(0)
        return self._path.exists()

    def __call__(self, percent: int) -> None:
        percent = min(percent, BEFORE_STORED)
        if percent <= self._reached:
            return
        self._reached = percent
        # One write over the old one, of the same length: a reader sees either, never half.
        with suppress(OSError), self._path.open("r+b", buffering=0) as file:
            file.write(State(percent, os.getpid()).encode())


def _lead_a_group() -> None:
    """Be the first of a group of processes, so that what this one starts can be ended with it."""
    if sys.platform != "win32":
        os.setpgid(0, 0)


def _end_with(parent: int) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(ORPHANED)
    # Elsewhere, and wherever the signal is not to be had, a thread waits for the parent's end.
    threading.Thread(target=_wait_for_parent, name="parent-watch", daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(ORPHANED)


def _yield_to_others(niceness: int) -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(niceness)
