"""What runs inside a child process.

Imports nothing heavy: a child is spawned, and it loads an engine only with its first document.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing import connection, parent_process
from pathlib import Path
from time import monotonic
from typing import Any, Final

from pydantic import TypeAdapter

from ingestio_cloud.workflows.engines import Engine
from ingestio_core.errors import ErrorInfo, IngestError, ProgramError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.intake import IntakeResult
from ingestio_core.limits import MediaType
from ingestio_core.traces import places

PROGRESS_SECONDS: Final = 0.25
"""A child reports at most this often, and its parent looks at most as often."""

_ORPHANED: Final = 82
_BELOW_NORMAL_PRIORITY_CLASS: Final = 0x4000
_PR_SET_PDEATHSIG: Final = 1
_THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read. `trace` is where a bug of ours was met, for the log: files
    and lines only, since an exception's own words may quote the document."""

    error: ErrorInfo
    trace: str | None = None


def prepare(parent: int, niceness: int) -> None:
    """Make this process a child that ends with `parent`, yields to it and prints nothing to it.

    Runs first in every child. SIGTERM ends it at once (there is nothing to tidy up), SIGINT is
    its parent's business.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(parent)
    _yield_to_others(niceness)
    for variable in _THREAD_VARIABLES:
        os.environ[variable] = "1"
    # The parent's stdout carries its own protocol; what a library prints goes to the log.
    os.dup2(2, 1)


def extract_to_file(
    engine: Engine, source: Path, media_type: MediaType, plan: FieldPlan | None, target: Path, progress: Path
) -> Failure | None:
    """Read the document at `source` and write its outcome to `target` as JSON, or say why not.

    `progress` is a file that holds the percentage reached so far, as text. Raises nothing: an
    exception that cannot be rebuilt in the parent would take the whole pool with it.
    """
    try:
        outcome = engine(source, media_type, plan, _throttled(progress))
        target.write_bytes(_adapter(outcome.__class__).dump_json(outcome))
    except IngestError as error:
        return Failure(error.info())
    except Exception as error:  # noqa: BLE001 - the edge of a task: what is not ours to explain is reported
        return Failure(_bug().info(), places(error))
    return None


def inspect_safely(
    inspect: Callable[[Path, int], IntakeResult], path: Path, max_bytes: int
) -> "IntakeResult | Failure":
    """What `inspect` says of the file at `path`. Raises nothing, for the same reason."""
    try:
        return inspect(path, max_bytes)
    except Exception as error:  # noqa: BLE001 - the edge of a task: what is not ours to explain is reported
        return Failure(_bug().info(), places(error))


@cache
def _adapter(outcome: Any) -> TypeAdapter[Any]:
    return TypeAdapter(outcome)


def _bug() -> ProgramError:
    return ProgramError(
        "extraction_failed",
        "Could not be read",
        "Something in this document met a fault of the program. Report it with the log, and enter the "
        "values by hand meanwhile.",
    )


def _throttled(path: Path) -> Callable[[int], None]:
    last = -PROGRESS_SECONDS

    def report(percent: int) -> None:
        nonlocal last
        if monotonic() - last < PROGRESS_SECONDS:
            return
        last = monotonic()
        # One write of constant length over the old one: a reader sees either figure, never half.
        with path.open("r+b", buffering=0) as file:
            file.write(b"%3d" % min(max(percent, 0), 100))

    return report


def _end_with(parent: int) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(_ORPHANED)
    # Elsewhere, and wherever the signal is not to be had, a thread waits for the parent's end.
    threading.Thread(target=_wait_for_parent, name="parent-watch", daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(_ORPHANED)


def _yield_to_others(niceness: int) -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(niceness)
