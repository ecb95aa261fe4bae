"""Looks after the memory of a child that has a task."""

from contextlib import suppress
from pathlib import Path

import psutil

from ingestio_cloud.workflows.child import State
from ingestio_cloud.workflows.children import OverMemoryError


class MemoryWatch:
    """A `Watch` by the file `state` in a folder of the task, in which the child says who it is.
    `memory_bytes` is how much of the computer's memory it may take."""

    def __init__(self, folder: Path, memory_bytes: int) -> None:
        self.state = folder / "state"
        self._memory_bytes = memory_bytes

    def begin(self) -> None:
        self.state.write_bytes(State().encode())

    def look(self) -> None:
        """Raises OverMemoryError."""
        pid = self.pid()
        if pid and _memory(pid) > self._memory_bytes:
            raise OverMemoryError

    def pid(self) -> int:
        return self.read().pid

    def read(self) -> State:
        """What the child said last."""
        with suppress(OSError, ValueError):
            return State.decode(self.state.read_bytes())
        return State()


def _memory(pid: int) -> int:
    """How much of the computer's memory a process has, in bytes; 0 for one that is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
