"""Child processes for work that may hang or crash: what does so costs itself only.

The children end with this process, however it ends (see `child.prepare`).
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, Final, Protocol

import psutil
import structlog
from pebble import ProcessExpired, ProcessPool

from ingestio_cloud.telemetry.work import ChildEnd, WorkFigures
from ingestio_cloud.workflows.child import OUT_OF_MEMORY, WORN, prepare
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 0.25
"""How often is looked after a task."""

_TRIES: Final = 2
_BREAKS: Final = 3
_LOOKS_UNTIL_GONE: Final = 8
_SIGKILL: Final = 9
_END_SECONDS: Final = 10.0
_END_LOOK_SECONDS: Final = 0.02


class Interrupted(BaseException):
    """The children were ended under a task. Not an `Exception`: it is no outcome of the task, and
    nobody on the way may record it as one."""


class OverMemoryError(Exception):
    """A task took more memory than it may."""


class Watch(Protocol):
    """Looks after a task while it runs."""

    def begin(self) -> None:
        """Called before each try."""

    def look(self) -> None:
        """Called a few times a second. What it raises ends the task."""

    def pid(self) -> int:
        """The child that has the task, 0 while none has it."""


class Children:
    """Runs functions in children. Thread-safe; the children start with the first task.

    `workers` is their number; one is replaced after `max_tasks` tasks, so that what a library
    leaks does not add up.
    """

    def __init__(
        self, workers: int, *, max_tasks: int, niceness: int, figures: WorkFigures | None = None
    ) -> None:
        self._workers = workers
        self._max_tasks = max_tasks
        self._niceness = niceness
        self._figures = WorkFigures() if figures is None else figures
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._current: _Generation | None = None

    def run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        time_limit: float,
        watch: Watch | None = None,
        tries: int = _TRIES,
    ) -> Any:
        """What `function`, of a module, returns in a child. It must raise nothing: an exception that
        cannot be rebuilt here would take all children with it. Blocks; call it in a thread.

        `time_limit` is in seconds, counted from when a child takes the task. A task that hangs,
        crashes its child or takes too much memory, as `watch` says, is tried `tries` times, then raises
        TimeoutError, ProcessExpired or OverMemoryError. With its child ends what that one started.
        Raises Interrupted when the children are closed, MachineError when no child can be had.
        """
        for attempt in range(1, tries + 1):
            try:
                return self._run_once(function, arguments, time_limit, watch)
            except (TimeoutError, ProcessExpired, OverMemoryError) as error:
                log.warning("task_cost_a_child", attempt=attempt, reason=type(error).__name__)
                self._figures.child_ended(_end_of(error))
                failure = error
        raise failure

    def rest(self) -> None:
        """End all children until the next task. Not while one runs."""
        with self._lock:
            generation, self._current = self._current, None
        if generation is not None:
            generation.stop()

    def close(self) -> None:
        """End all children. What runs raises Interrupted. Idempotent."""
        self._closed.set()
        self.rest()

    def _run_once(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], time_limit: float, watch: Watch | None
    ) -> Any:
        breaks = 0
        while True:
            generation = self._generation()
            if watch is not None:
                watch.begin()
            try:
                return self._wait(generation.schedule(function, arguments, time_limit), watch)
            except ProcessExpired as error:
                # A new child takes the task: the one that had it was too large before it began.
                if error.exitcode != WORN:
                    raise
                log.info("child_replaced")
            except BrokenProcessPool as error:
                if self._closed.is_set():
                    raise Interrupted from error
                # A child that dies with no task in hand breaks the pool: not this task's fault.
                log.warning("pool_broke", reason=str(error))
                self._discard(generation)
                breaks += 1
                if breaks == _BREAKS:
                    raise MachineError(
                        "no_reading_process",
                        "Documents can't be read",
                        "The computer starts no process that reads documents, or ends each at once. Close "
                        "other programs, and try again.",
                        retryable=True,
                    ) from error

    def _wait(self, future: "Future[Any]", watch: Watch | None) -> Any:
        done, gone = threading.Event(), 0
        future.add_done_callback(lambda _future: done.set())
        try:
            while not done.wait(LOOK_SECONDS):
                if self._closed.is_set():
                    raise Interrupted
                if watch is None:
                    continue
                watch.look()
                # The pool overlooks the end of a child that it was not told yet which task it has.
                gone = gone + 1 if watch.pid() and not psutil.pid_exists(watch.pid()) else 0
                if gone == _LOOKS_UNTIL_GONE:
                    raise ProcessExpired("the child is gone", pid=watch.pid())  # type: ignore[no-untyped-call]
            return future.result()
        except BaseException:
            future.cancel()
            if watch is not None:
                _end_group(watch.pid())
            raise

    def _generation(self) -> "_Generation":
        with self._lock:
            if self._closed.is_set():
                raise Interrupted
            if self._current is None:
                self._current = _Generation(self._workers, self._max_tasks, self._niceness)
            return self._current

    def _discard(self, generation: "_Generation") -> None:
        with self._lock:
            if self._current is generation:
                self._current = None
        generation.stop()


def children_memory() -> tuple[int, ...]:
    """How much of the computer's memory each child process of this one has, in bytes."""
    found = []
    for child in multiprocessing.active_children():
        with suppress(psutil.Error):
            found.append(int(psutil.Process(child.pid).memory_info().rss))
    return tuple(found)


def _end_of(error: TimeoutError | ProcessExpired | OverMemoryError) -> ChildEnd:
    if isinstance(error, TimeoutError):
        return ChildEnd.TIMED_OUT
    return ChildEnd.TOO_LARGE if ended_by_memory(error) else ChildEnd.CRASHED


def ended_by_memory(error: Exception) -> bool:
    """Whether a child took too much memory, as we say or as the system does, which kills who has most
    of it where it runs out."""
    if isinstance(error, ProcessExpired):
        return error.exitcode in (OUT_OF_MEMORY, -_SIGKILL)
    return isinstance(error, OverMemoryError)


class _Generation:
    """One Pebble pool: used until it breaks or is closed, then replaced by a new one.

    Linux sends the parent-death signal when the *thread* that started a child ends, so the pool is
    started by a thread that lives exactly as long.
    """

    def __init__(self, workers: int, max_tasks: int, niceness: int) -> None:
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=max_tasks,
            initializer=prepare,
            initargs=(os.getpid(), niceness),
            context=multiprocessing.get_context("spawn"),
        )
        self._stopping = threading.Event()
        self._started = threading.Event()
        self._failure: Exception | None = None
        self._keeper = threading.Thread(target=self._keep, name="children", daemon=True)
        self._keeper.start()

    def schedule(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], time_limit: float
    ) -> "Future[Any]":
        """Raises BrokenProcessPool when this generation can't be used any more."""
        self._started.wait()
        if self._failure is not None:
            raise BrokenProcessPool(str(self._failure)) from self._failure
        try:
            future: Future[Any] = self._pool.schedule(function, args=arguments, timeout=time_limit)
        except RuntimeError as error:
            raise BrokenProcessPool(str(error)) from error
        return future

    def stop(self) -> None:
        self._stopping.set()
        self._keeper.join()

    def _keep(self) -> None:
        # Asking whether it is active is what starts a pool.
        try:
            _ = self._pool.active
        except (OSError, BrokenProcessPool) as error:
            self._failure = error
        finally:
            self._started.set()
        self._stopping.wait()
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _end_group(leader: int) -> None:
    """End what a child started, once the child itself is gone: it is ended elsewhere, with care for the
    locks that it may hold. The number of a group is not used again while one of it lives."""
    if leader <= 1 or sys.platform == "win32":
        return
    pause = threading.Event()
    for _ in range(round(_END_SECONDS / _END_LOOK_SECONDS)):
        if not psutil.pid_exists(leader):
            break
        pause.wait(_END_LOOK_SECONDS)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
