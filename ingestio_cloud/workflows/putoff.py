"""What passes by itself, and the runs that wait for it outside their queue."""

import errno
import random
import threading
from collections.abc import Sequence
from time import monotonic
from typing import Final
from uuid import UUID

from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ingestio_core.errors import MachineError

_FIRST_SECONDS: Final = 1.0
_MOST_SECONDS: Final = 60.0
_FULL_OR_BROKEN: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE})


class PutOff(BaseException):
    """A run waits. Not an `Exception`: it is no outcome, and the durable engine must not record it.
    `seconds` is how long at least, None for as long as is usual."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__()
        self.seconds = seconds


def passes(error: Exception) -> bool:
    """Whether the machine, and not the document or the program, is at fault, so that the same step will
    succeed once that is over: a database that is away or restarts, a store that is away, a full disk."""
    if isinstance(error, MachineError):
        return True
    if isinstance(error, OSError):
        return error.errno in _FULL_OR_BROKEN or isinstance(error, ConnectionError)
    if isinstance(error, (OperationalError, InterfaceError, InternalError, PoolTimeoutError)):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


def pause(times: int) -> float:
    """Seconds to wait after so many failures in a row: doubled each time, with jitter, so that those who
    failed together do not come back together (full jitter over the upper half; "Exponential Backoff And
    Jitter", AWS Architecture Blog, 2015)."""
    longest = min(_MOST_SECONDS, _FIRST_SECONDS * 2.0 ** min(times, 16))
    return longest * random.uniform(0.5, 1.0)


class Waiting:
    """The runs of this process that wait: some until it is known again what their user may do, some for
    a time. Thread-safe; a crash forgets them, and they are taken up like all that was in work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_user: dict[UUID, list[str]] = {}
        self._due: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    def add(self, user: UUID, *runs: str) -> None:
        """Let the runs of a user wait for what the user may do."""
        with self._lock:
            self._by_user.setdefault(user, []).extend(runs)

    def add_for(self, run: str, seconds: float | None = None) -> float:
        """Let a run wait so long, or longer each time in a row; how long that is."""
        with self._lock:
            failures = self._failures[run] = self._failures.get(run, 0) + 1
            seconds = pause(failures) if seconds is None else seconds
            self._due[run] = monotonic() + seconds
            return seconds

    def done(self, run: str) -> None:
        """The run came to an end: its failures count no more."""
        with self._lock:
            self._failures.pop(run, None)

    def users(self) -> list[UUID]:
        """Those whose runs wait, the one to look at first first."""
        with self._lock:
            return list(self._by_user)

    def later(self, user: UUID) -> None:
        """Look at all others before this one."""
        with self._lock:
            if (runs := self._by_user.pop(user, None)) is not None:
                self._by_user[user] = runs

    def take(self, user: UUID) -> list[str]:
        """The user's runs, which wait no more."""
        with self._lock:
            return self._by_user.pop(user, [])

    def take_due(self) -> list[str]:
        """The runs that waited long enough, which wait no more."""
        with self._lock:
            now = monotonic()
            due = [run for run, until in self._due.items() if until <= now]
            for run in due:
                del self._due[run]
            return due

    def again(self, runs: Sequence[str]) -> None:
        """Look at these once more with the next ones that are due."""
        with self._lock:
            self._due.update(dict.fromkeys(runs, 0.0))

    def forget(self, runs: Sequence[str]) -> None:
        """These wait no more."""
        gone = set(runs)
        with self._lock:
            for run in gone:
                self._due.pop(run, None)
            self._by_user = {
                user: left
                for user, waiting in self._by_user.items()
                if (left := [run for run in waiting if run not in gone])
            }

    def __contains__(self, run: str) -> bool:
        with self._lock:
            return run in self._due or any(run in runs for runs in self._by_user.values())

    def __len__(self) -> int:
        with self._lock:
            return len(self._due) + sum(map(len, self._by_user.values()))
