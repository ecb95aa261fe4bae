"""What this process has: which runs are on a thread of it now, and which were interrupted by its stop."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Runs:
    """Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._active: list[str] = []

    @contextmanager
    def counted(self, run: str) -> Iterator[None]:
        """Inside, the run is on this thread."""
        with self._changed:
            self._active.append(run)
        try:
            yield
        finally:
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
