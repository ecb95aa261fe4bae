"""What passes by itself, and the runs that wait for it outside their queue."""

import errno
import random
import sqlite3
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
_MOST_COUNTED: Final = 10_000
"""Of so many runs it is known how often they failed: those that others took over are never done here."""
_TOO_MUCH: Final = "54"
_FULL_OR_BROKEN: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE})


class PutOff(BaseException):
    """A run waits. Not an `Exception`: it is no outcome, and the durable engine must not record it."""


class ElsewhereError(Exception):
    """Another process has the attempt in work now."""


def passes(error: Exception) -> bool:
    """Whether the machine, and not the document or the program, is at fault, so that the same step will
    succeed once that is over: a database that is away or restarts, a store that is away, a full disk."""
    if isinstance(error, (MachineError, ElsewhereError)):
        return True
    if isinstance(error, OSError):
        return error.errno in _FULL_OR_BROKEN or isinstance(error, ConnectionError)
    if isinstance(error, (OperationalError, InterfaceError, InternalError)):
        return not _asks_too_much(error)
    return isinstance(error, PoolTimeoutError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


def _asks_too_much(error: DBAPIError) -> bool:
    """Whether a statement is one that the database never takes, which drivers tell by the same class as
    its absence: PostgreSQL's `program_limit_exceeded` and its kind, and SQLite's plain error."""
    state = getattr(error.orig, "sqlstate", None) or ""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return state.startswith(_TOO_MUCH) or code == sqlite3.SQLITE_ERROR


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
        self._users_runs: set[str] = set()
        self._due: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._in_a_row: set[str] = set()

    def add(self, user: UUID, *runs: str) -> None:
        """Let the runs of a user wait for what the user may do."""
        with self._lock:
            self._by_user.setdefault(user, []).extend(runs)
            self._users_runs.update(runs)

    def add_for(self, run: str) -> float:
        """Let a run wait, longer each time in a row; how many seconds."""
        with self._lock:
            self._in_a_row.add(run)
            failures = self._failures.pop(run, 0) + 1
            self._failures[run] = failures
            if len(self._failures) > _MOST_COUNTED:
                del self._failures[next(iter(self._failures))]
            seconds = pause(failures)
            self._due[run] = monotonic() + seconds
            return seconds

    def done(self, run: str) -> None:
        """The run came to an end: its failures count no more."""
        with self._lock:
            self._in_a_row.clear()
            self._failures.pop(run, None)

    @property
    def in_a_row(self) -> int:
        """How many different runs had to wait since one came to an end: a document that can never be read
        says nothing of the machine, however often it is tried."""
        with self._lock:
            return len(self._in_a_row)

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
            runs = self._by_user.pop(user, [])
            self._users_runs.difference_update(runs)
            return runs

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

    def __contains__(self, run: str) -> bool:
        with self._lock:
            return run in self._due or run in self._users_runs

    def __len__(self) -> int:
        with self._lock:
            return len(self._due) + len(self._users_runs)
