"""Whose document is next: everybody with work here gets a turn before anybody gets a second one."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from ingestio_cloud.workflows.children import Interrupted


class Turns:
    """So many documents are in work in this process at once; those that wait are let in round robin
    by user (deficit-free, since documents are not known to differ before they are read), each user's
    own in the order in which they came. Thread-safe."""

    def __init__(self, width: int) -> None:
        self._lock = threading.Lock()
        self._width = self._free = width
        self._closed = False
        self._lines: dict[UUID, deque[threading.Event]] = {}

    @contextmanager
    def turn(self, user: UUID) -> Iterator[None]:
        """Wait for a turn, and have it inside. Raises Interrupted once it is closed."""
        self._wait(user)
        try:
            yield
        finally:
            self._pass_on()

    @property
    def taken(self) -> int:
        """How many have a turn."""
        with self._lock:
            return self._width - self._free

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        with self._lock:
            return sum(map(len, self._lines.values()))

    def close(self) -> None:
        """Let nobody in any more. Idempotent."""
        with self._lock:
            self._closed = True
            for line in self._lines.values():
                for called in line:
                    called.set()
            self._lines.clear()

    def _wait(self, user: UUID) -> None:
        called = threading.Event()
        with self._lock:
            if self._closed:
                raise Interrupted
            if self._free:
                self._free -= 1
                return
            self._lines.setdefault(user, deque()).append(called)
        called.wait()
        with self._lock:
            if self._closed:
                raise Interrupted

    def _pass_on(self) -> None:
        with self._lock:
            if not self._lines:
                self._free += 1
                return
            user, line = next(iter(self._lines.items()))
            # To the end of the round: a dict keeps the order in which its keys came.
            del self._lines[user]
            called = line.popleft()
            if line:
                self._lines[user] = line
            called.set()
