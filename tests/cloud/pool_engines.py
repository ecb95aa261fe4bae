"""Engines that misbehave, for tests of the pool. They run in child processes."""

import ctypes
import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from ingestio_cloud.workflows.engines import read_locally, read_nothing
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.intake import IntakeResult
from ingestio_core.limits import MEBIBYTE, MediaType

MEMORY = 320 * MEBIBYTE
"""For a pool whose children are to reach their limit soon."""
_MUCH = 500 * MEBIBYTE
_MOST = 2_000 * MEBIBYTE
_kept: list[bytes] = []


def by_content(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> Any:
    """Does what the file says: answer, hang, die, refuse or fail."""
    text = source.read_text(encoding="utf-8")
    with source.with_name(f"{source.name}.reads").open("a", encoding="ascii") as log:
        log.write("1\n")
    os.write(1, b"what a library prints")
    if text == "hang":
        Event().wait()
    if text == "wait":
        go = source.with_name(f"{source.name}.go")
        while not go.exists():
            Event().wait(0.02)
    if text == "hang in C":
        hang_without_python()
    if text == "die":
        os._exit(3)
    if text == "die once":
        source.write_text("answer", encoding="utf-8")
        os._exit(3)
    if text == "kill the service":
        os.kill(os.getppid(), 9)
        Event().wait()
    if text == "refuse":
        raise IngestError("unreadable", "Unreadable", "Nothing can be read.")
    if text == "fail":
        raise UnbuildableError(1, 2)
    if text == "answer nonsense":
        return FieldPlan()
    if text in _MISDEEDS:
        _MISDEEDS[text](source)
    if text == "report":
        progress(40)
        Event().wait(1.0)
    return read_nothing(source, media_type, plan, progress).model_copy(
        update={
            "extraction": Extraction(data={"pid": os.getpid(), "text": text * (1 + _REPEATS.get(text, 0))})
        }
    )


def step_by_step(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> Any:
    """The local engine, which waits at each step until the file beside the document says that it was
    seen."""
    seen = source.with_name(f"{source.name}.seen")

    def tell(percent: int) -> None:
        progress(percent)
        while not seen.exists() or int(seen.read_text(encoding="ascii") or 0) < percent:
            Event().wait(0.02)

    return read_locally(source, media_type, plan, tell)


def hurry(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> Any:
    """Tells much at once, twice, and waits each time until the last of it was told."""
    go = source.with_name(f"{source.name}.go")
    for most in (20, 60):
        for percent in range(most):
            progress(percent + 1)
        while not go.exists() or int(go.read_text(encoding="ascii") or 0) < most:
            Event().wait(0.02)
    return read_nothing(source, media_type, plan, progress)


def grow(_: Path) -> None:
    """Takes memory bit by bit, in Python."""
    while len(_kept) < _MOST // (8 * MEBIBYTE):
        _kept.append(b"x" * (8 * MEBIBYTE))
        Event().wait(0.005)
    Event().wait()


def grow_in_c(_: Path) -> None:
    """Takes memory in C, which never gives Python back its lock."""
    library = ctypes.PyDLL(None)
    library.malloc.argtypes, library.malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    library.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
    library.memset(library.malloc(_MUCH), 1, _MUCH)
    hang_without_python()


def stay_large(_: Path) -> None:
    """Leaves the child with most of what it may take."""
    _kept.append(b"x" * (MEMORY - 128 * MEBIBYTE))


def find_no_memory(_: Path) -> None:
    raise MemoryError


def start_others(source: Path) -> None:
    """Starts a program and a copy of itself, says which, and hangs."""
    program = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    copy = os.fork()
    if copy == 0:
        Event().wait()
    with source.with_name(f"{source.name}.others").open("a", encoding="ascii") as log:
        log.write(f"{program.pid}\n{copy}\n")
    hang_without_python()


def kill_itself(_: Path) -> None:
    """Ends as the kernel ends who takes the last memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave_files(_: Path) -> None:
    """Hangs over temporary files."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x" * MEBIBYTE)
    tempfile.mkdtemp()
    Event().wait()


def fill_disk(_: Path) -> None:
    """Writes where there is no room."""
    with Path("/dev/full").open("wb", buffering=0) as file:
        file.write(b"x")


def fill_disk_once(source: Path) -> None:
    source.write_text("answer", encoding="utf-8")
    fill_disk(source)


def leave_no_room(_: Path) -> None:
    """Sees to it that there is no room for the outcome."""
    Path(tempfile.gettempdir(), "outcome.json").symlink_to("/dev/full")


def break_disk(_: Path) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


_MISDEEDS: dict[str, Callable[[Path], None]] = {
    "grow": grow,
    "grow in C": grow_in_c,
    "stay large": stay_large,
    "find no memory": find_no_memory,
    "start others": start_others,
    "kill itself": kill_itself,
    "leave files": leave_files,
    "fill the disk": fill_disk,
    "fill the disk once": fill_disk_once,
    "leave no room": leave_no_room,
    "break the disk": break_disk,
}


_REPEATS = {"say much": 10 * MEBIBYTE}


def inspect_by_content(path: Path, max_bytes: int) -> IntakeResult:
    """Does what the file says: hang, die or fail; else says in which process it was read."""
    text = path.read_text(encoding="utf-8")
    if text == "hang":
        hang_without_python()
    if text == "die":
        os._exit(3)
    if text == "grow":
        grow_in_c(path)
    if text == "fail":
        raise UnbuildableError(1, 2)
    return IntakeResult(path, max_bytes, MediaType.PDF, os.getpid(), text)


def hang_without_python() -> None:
    """Holds the interpreter's lock for ever, so that no Python of this process runs again."""
    sys.setswitchinterval(1e9)
    json.dumps(0)
    while True:
        pass


class UnbuildableError(Exception):
    """Cannot be made again from its arguments, so it cannot cross a process boundary."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("one argument only")
