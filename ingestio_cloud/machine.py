"""What the computer has for reading documents."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

GIBIBYTE: Final = 1024**3
_CHILD_BYTES: Final = GIBIBYTE
"""What OCR of a large page takes at its height."""
_OTHERS_BYTES: Final = GIBIBYTE // 2
_CONTAINER_LIMIT: Final = Path("/sys/fs/cgroup/memory.max")
_CONTAINER_CORES: Final = Path("/sys/fs/cgroup/cpu.max")


def children_that_fit() -> int:
    """One child a core, as far as all of them may read a large scan at once within the memory."""
    by_memory = (memory_bytes() - _OTHERS_BYTES) // _CHILD_BYTES
    return max(1, min(cores(), by_memory))


def cores(container_limit: Path = _CONTAINER_CORES) -> int:
    """The computer's cores, or what of them this container may take, in whole ones (Linux, control groups
    version 2): more children than that, and documents pass their time limit for nothing."""
    total = os.cpu_count() or 1
    with suppress(OSError, ValueError):
        # "max 100000" where there is no limit.
        quota, period = map(int, container_limit.read_text(encoding="ascii").split())
        return max(1, min(total, quota // period))
    return total


def memory_bytes(container_limit: Path = _CONTAINER_LIMIT) -> int:
    """The computer's memory, or what of it this container may take (Linux, control groups version 2)."""
    total = int(psutil.virtual_memory().total)
    with suppress(OSError, ValueError):
        return min(total, int(container_limit.read_text(encoding="ascii")))
    return total
