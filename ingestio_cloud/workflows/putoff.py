"""Runs that wait outside their queue, where they keep nobody else's work from being done."""

import threading
from uuid import UUID


class PutOff(BaseException):
    """A run waits. Not an `Exception`: it is no outcome, and the durable engine must not record it."""


class Waiting:
    """The runs that wait until it is known again what their user may do. Thread-safe; a crash forgets
    them, and they are taken up like all that was in work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: dict[UUID, list[str]] = {}

    def add(self, user: UUID, *runs: str) -> None:
        with self._lock:
            self._runs.setdefault(user, []).extend(runs)

    def users(self) -> list[UUID]:
        """Those whose runs wait, the one to look at first first."""
        with self._lock:
            return list(self._runs)

    def later(self, user: UUID) -> None:
        """Look at all others before this one."""
        with self._lock:
            if (runs := self._runs.pop(user, None)) is not None:
                self._runs[user] = runs

    def take(self, user: UUID) -> list[str]:
        """The user's runs, which wait no more."""
        with self._lock:
            return self._runs.pop(user, [])
