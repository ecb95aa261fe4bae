"""Which runs are on a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Runs:
    """Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._active: set[str] = set()

    @contextmanager
    def held(self, run: str) -> Iterator[bool]:
        """Inside, the run is on this thread; or not, and False, where another thread has it."""
        with self._changed:
            mine = run not in self._active
            self._active.add(run)
        try:
            yield mine
        finally:
            if mine:
                with self._changed:
                    self._active.remove(run)
                    self._changed.notify_all()

    def wait_until_none(self, seconds: float) -> bool:
        """Whether all came to an end in so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._active, seconds)

    def __contains__(self, run: str) -> bool:
        with self._changed:
            return run in self._active

    def __len__(self) -> int:
        with self._changed:
            return len(self._active)
