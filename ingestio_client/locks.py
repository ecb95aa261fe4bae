"""A lock between processes: of the operating system, which ends with the process, however that ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ingestio_core.errors import IngestError

_LOOK_SECONDS: Final = 0.05
_LOCK_SECONDS: Final = 60.0


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the lock while inside; blocks until it is free. Raises `IngestError` (sign_in_busy) when
    whoever has it keeps it for a minute."""
    handle = acquire(file)
    try:
        yield
    finally:
        os.close(handle)


def acquire(file: Path) -> int:
    """The same as a handle; closing it lets go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + _LOCK_SECONDS
    while not _try_lock(handle):
        if time.monotonic() > deadline:
            os.close(handle)
            raise IngestError(
                "sign_in_busy",
                "The sign-in can't be renewed right now",
                "Another IngestIO program is at it and does not end. Close it, then try again.",
                retryable=True,
            )
        time.sleep(_LOOK_SECONDS)
    return handle


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
