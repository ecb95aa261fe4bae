"""The child process: walks folders, inspects files, writes exports.

Started as `python -m ingestio_desktop.workers.cpu_child`, with messages on standard input and
output (`frames.py`). Two threads work, so that a long export holds no drop up; only the intake
thread uses pdfium. It ends with its parent: at the end of standard input, and on Linux by signal.
"""

import os
import pickle
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Final

from ingestio_core.errors import IngestError, ProgramError
from ingestio_core.intake import FoundFile, IntakeResult, inspect_many, walk
from ingestio_desktop.workers.frames import read_frame, write_frame

FOUND_AT_ONCE: Final = 250
_PR_SET_PDEATHSIG: Final = 1
_SIGKILL: Final = 9
_BROKEN: Final = 70
"""The exit code after a mistake of ours, EX_SOFTWARE of sysexits.h."""

TaskFunction = Callable[[Any, Callable[[int], None], Callable[[], bool]], Any]
"""What `task` runs: argument, progress, cancelled."""


def main() -> None:
    parent = os.getppid()
    _die_with_parent()
    output = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the messages.
    os.dup2(2, 1)
    child = _Child(output)
    if os.name == "posix" and os.getppid() != parent:
        return
    child.serve(sys.stdin.buffer)


class _Child:
    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._lock = threading.Lock()
        self._cancelled: set[int] = set()
        self._intake: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        self._tasks: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()

    def serve(self, source: IO[bytes]) -> None:
        for jobs in (self._intake, self._tasks):
            threading.Thread(target=self._work, args=(jobs,), daemon=True).start()
        while True:
            try:
                message = read_frame(source)
            except EOFError:
                os._exit(0)
            match message[0]:
                case "cancel":
                    self._cancelled.add(message[1])
                case "task":
                    self._tasks.put(message)
                case _:
                    self._intake.put(message)

    def _work(self, jobs: "queue.SimpleQueue[tuple[Any, ...]]") -> None:
        while True:
            try:
                self._do(jobs.get())
            except Exception:  # noqa: BLE001 - the edge of a thread
                # A thread that ended alone would leave its job open for ever; the parent starts a new child.
                traceback.print_exc()
                os._exit(_BROKEN)

    def _do(self, job: tuple[Any, ...]) -> None:
        match job:
            case ("walk", number, paths):
                self._walk(number, paths)
            case ("inspect", number, chunk, files, max_bytes):
                self._inspect(number, chunk, files, max_bytes)
            case ("task", number, function, argument):
                self._task(number, function, argument)

    def _walk(self, job: int, paths: Sequence[Path]) -> None:
        found: list[tuple[FoundFile, int, int]] = []
        for file in walk(paths):
            if job in self._cancelled:
                break
            found.append((file, *_stamp(file.path)))
            if len(found) == FOUND_AT_ONCE:
                self._send("found", job, found)
                found = []
        self._send("found", job, found)
        self._send("walked", job)

    def _inspect(self, job: int, chunk: int, files: Sequence[FoundFile], max_bytes: int) -> None:
        results: list[IntakeResult] = []
        if job not in self._cancelled:
            results = inspect_many(files, max_bytes=max_bytes)
        self._send("inspected", job, chunk, results)

    def _task(self, job: int, function: TaskFunction, argument: Any) -> None:
        def progress(done: int) -> None:
            self._send("progress", job, done)

        try:
            result = function(argument, progress, lambda: job in self._cancelled)
        except IngestError as error:
            self._send("failed", job, error)
        except Exception as error:  # noqa: BLE001 - the edge of a task: reported to the parent
            self._send("failed", job, _bug(error))
        else:
            try:
                self._send("done", job, result)
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                # What pickle raises for a result that can't leave this process.
                self._send("failed", job, _bug(error))

    def _send(self, *message: object) -> None:
        with self._lock:
            try:
                write_frame(self._output, message)
            except OSError:
                os._exit(0)


def _stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change; zeros for what cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _bug(error: Exception) -> ProgramError:
    return ProgramError(
        "background_work_failed",
        "Something went wrong in IngestIO",
        f"A task in the background ended with {type(error).__name__}. Try again; "
        "if it happens again, please report it.",
    )


def _die_with_parent() -> None:
    """Linux only; elsewhere the end of standard input does it alone."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    main()
