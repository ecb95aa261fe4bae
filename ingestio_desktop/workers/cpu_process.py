"""The parent's side of the child process: feeds it, hears it, starts it again when it dies."""

import itertools
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final

from ingestio_core.errors import ErrorInfo, IngestError, ProgramError
from ingestio_core.intake import FoundFile, IntakeResult
from ingestio_core.limits import MAX_FILE_BYTES
from ingestio_desktop.pauses import give_way
from ingestio_desktop.workers.frames import read_frame, write_frame

FILES_AT_ONCE: Final = 50
_CHUNKS_AHEAD: Final = 4
_FILE_SECONDS: Final = 30.0
"""A file that keeps the child busy for longer is refused as damaged."""

_CHUNK_SECONDS: Final = 300.0
_START_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was found: `size` in bytes and `mtime_ns` as they were then."""

    found: FoundFile
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class IntakeListener:
    """Called in the thread of `CpuProcess`. `ended` gets None, or why the job could not go on."""

    found: Callable[[Sequence[Listed]], None]
    inspected: Callable[[Sequence[IntakeResult]], None]
    ended: Callable[[IngestError | None], None]


class CpuProcess:
    """One child process that works off jobs. Start it in a thread that stays."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or _default_command())
        self._ids = itertools.count(1)
        self._inbox: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        self._intakes: dict[int, _Intake] = {}
        self._tasks: dict[int, _Task] = {}
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._generation = 0
        self._silent_deaths = 0
        self._busy_since = 0.0
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="cpu", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def intake(
        self, paths: Iterable[Path], listener: IntakeListener, *, max_bytes: int = MAX_FILE_BYTES
    ) -> int:
        """Walk files and folders, then inspect what was found, in chunks of 50. Gives the job's id."""
        return self._intake(_Intake(next(self._ids), listener, max_bytes, tuple(paths)))

    def inspect(
        self, files: Iterable[FoundFile], listener: IntakeListener, *, max_bytes: int = MAX_FILE_BYTES
    ) -> int:
        """Inspect files that were found earlier."""
        job = _Intake(next(self._ids), listener, max_bytes, None)
        job.add(tuple(files))
        return self._intake(job)

    def task(
        self, function: Callable[..., Any], argument: object, progress: Callable[[int], None]
    ) -> "tuple[int, Future[Any]]":
        """Run an importable function in the child. Gives the job's id and its result; the error is
        an `IngestError`, child_stopped when the child died under it."""
        job = _Task(next(self._ids), function, argument, progress)
        self._put("new_task", job, job.future)
        return job.id, job.future

    def cancel(self, job: int) -> None:
        """An intake ends at once, without further calls; a task ends as its function sees fit."""
        self._inbox.put(("cancel", job))

    @property
    def pid(self) -> int | None:
        """Of the child, once there is one."""
        return self._child.pid if self._child is not None else None

    def close(self) -> None:
        """End the child and join the threads. Jobs end without a word, tasks are cancelled."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._inbox.put(("close",))
        if self._thread.ident is not None:
            self._thread.join()

    def _intake(self, job: "_Intake") -> int:
        self._put("new_intake", job, None)
        return job.id

    def _put(self, kind: str, job: object, future: "Future[Any] | None") -> None:
        with self._lock:
            if not self._closed:
                self._inbox.put((kind, job))
            elif future is not None:
                future.cancel()

    # In the thread

    def _run(self) -> None:
        # Ready before the first drop: its start would be half of a small one's time.
        self._start_child()
        while True:
            try:
                message = self._inbox.get(timeout=self._patience())
            except queue.Empty:
                self._kill_child()
                continue
            match message:
                case ("close",):
                    break
                case ("heard", generation, heard):
                    if generation == self._generation:
                        self._hear(heard)
                case ("deaf", generation):
                    if generation == self._generation:
                        self._bury()
                case ("new_intake", job):
                    self._intakes[job.id] = job
                    if job.paths is not None:
                        self._send("walk", job.id, job.paths)
                    self._feed(job)
                case ("new_task", job):
                    self._tasks[job.id] = job
                    self._send("task", job.id, job.function, job.argument)
                case ("cancel", job_id):
                    known = self._intakes.pop(job_id, None) is not None or job_id in self._tasks
                    if known and self._child is not None:
                        self._send("cancel", job_id)
        self._generation += 1
        self._kill_child()
        self._join_child()
        for task in self._tasks.values():
            task.future.cancel()

    def _hear(self, message: tuple[Any, ...]) -> None:
        self._silent_deaths = 0
        self._busy_since = monotonic()
        match message:
            case ("found", job_id, files) if job := self._intakes.get(job_id):
                listed = tuple(Listed(*entry) for entry in files)
                if listed:
                    job.listener.found(listed)
                    job.add(tuple(entry.found for entry in listed))
                self._feed(job)
            case ("walked", job_id) if job := self._intakes.get(job_id):
                job.paths = None
                self._feed(job)
            case ("inspected", job_id, chunk, results) if job := self._intakes.get(job_id):
                del job.sent[chunk]
                job.listener.inspected(results)
                self._feed(job)
            case ("progress", job_id, done) if task := self._tasks.get(job_id):
                task.progress(done)
            case ("done", job_id, result) if task := self._tasks.pop(job_id, None):
                task.future.set_result(result)
            case ("failed", job_id, error) if task := self._tasks.pop(job_id, None):
                task.future.set_exception(error)

    def _feed(self, job: "_Intake") -> None:
        while job.waiting and len(job.sent) < _CHUNKS_AHEAD:
            if not any(other.sent for other in self._intakes.values()):
                self._busy_since = monotonic()
            chunk = job.next_chunk()
            if not self._send("inspect", job.id, chunk, job.sent[chunk], job.max_bytes):
                return
        if job.over and self._intakes.pop(job.id, None) is not None:
            job.listener.ended(None)

    def _send(self, *message: object) -> bool:
        """False when the child died meanwhile: what it had is sent again after its burial."""
        if self._child is None:
            self._start_child()
        assert self._child is not None and self._child.stdin is not None
        try:
            write_frame(self._child.stdin, message)
        except OSError:
            return False
        return True

    def _start_child(self) -> None:
        self._generation += 1
        self._child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"},
            creationflags=_creation_flags(),
        )
        self._reader = threading.Thread(
            target=self._listen, args=(self._child, self._generation), name="cpu-listener", daemon=True
        )
        self._reader.start()

    def _listen(self, child: "subprocess.Popen[bytes]", generation: int) -> None:
        assert child.stdout is not None
        try:
            while True:
                self._inbox.put(("heard", generation, read_frame(child.stdout)))
                give_way()
        except EOFError:
            self._inbox.put(("deaf", generation))

    def _bury(self) -> None:
        """The child died: give up what killed it, send the rest to a new one."""
        self._join_child()
        self._silent_deaths += 1
        tasks, self._tasks = self._tasks, {}
        for task in tasks.values():
            task.future.set_exception(_child_stopped())
        if self._silent_deaths >= _START_ATTEMPTS:
            intakes, self._intakes = self._intakes, {}
            for job in intakes.values():
                job.listener.ended(_child_stopped())
            return
        for job in tuple(self._intakes.values()):
            culprit = job.blame()
            if culprit is not None:
                # One file alone killed it, so the child itself is fine.
                self._silent_deaths = 0
                job.listener.inspected((_damaged(culprit),))
            if job.paths is not None:
                self._send("walk", job.id, job.paths)
            self._feed(job)

    def _patience(self) -> float | None:
        """How long to wait for the child's next word; None while it owes none."""
        chunks = [len(files) for job in self._intakes.values() for files in job.sent.values()]
        if self._child is None or not chunks:
            return None
        limit = _FILE_SECONDS if max(chunks) == 1 else _CHUNK_SECONDS
        return max(0.01, self._busy_since + limit - monotonic())

    def _kill_child(self) -> None:
        if self._child is not None:
            self._child.kill()

    def _join_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        if self._reader is not None:
            self._reader.join()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    # What it did not read any more needs not be flushed.
                    continue


@dataclass(slots=True)
class _Intake:
    """`paths` is None once they are walked; `waiting` are chunks not sent, `sent` those at work."""

    id: int
    listener: IntakeListener
    max_bytes: int
    paths: tuple[Path, ...] | None
    waiting: "deque[tuple[FoundFile, ...]]" = field(default_factory=deque)
    sent: dict[int, tuple[FoundFile, ...]] = field(default_factory=dict)
    suspects: set[Path] = field(default_factory=set)
    chunks: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def over(self) -> bool:
        return self.paths is None and not self.waiting and not self.sent

    def add(self, files: tuple[FoundFile, ...]) -> None:
        for start in range(0, len(files), FILES_AT_ONCE):
            self.waiting.append(files[start : start + FILES_AT_ONCE])

    def next_chunk(self) -> int:
        chunk = next(self.chunks)
        self.sent[chunk] = self.waiting.popleft()
        return chunk

    def blame(self) -> FoundFile | None:
        """After a death: the file at work, if it was alone for the second time (the first death may
        have had another cause). A chunk at work is cut into single files, so that the culprit will
        be found; what waited behind it goes back to the line."""
        if not self.sent:
            return None
        sent = list(self.sent.values())
        self.sent.clear()
        self.waiting.extendleft(reversed(sent[1:]))
        if len(sent[0]) == 1:
            if sent[0][0].path in self.suspects:
                return sent[0][0]
            self.suspects.add(sent[0][0].path)
        self.waiting.extendleft(reversed([(file,) for file in sent[0]]))
        return None


@dataclass(slots=True)
class _Task:
    id: int
    function: Callable[..., Any]
    argument: object
    progress: Callable[[int], None]
    future: "Future[Any]" = field(default_factory=Future)


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _default_command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, "cpu-child")
    return (sys.executable, "-m", "ingestio_desktop.workers.cpu_child")


def _damaged(file: FoundFile) -> IntakeResult:
    return IntakeResult(
        file.path,
        0,
        error=ErrorInfo(
            code="file_damaged",
            title="Damaged",
            message="The file could not be opened: it stopped the program that looked at it. "
            "Open it in its own program and save it again.",
        ),
    )


def _child_stopped() -> ProgramError:
    return ProgramError(
        "child_stopped",
        "The work in the background stopped",
        "A part of IngestIO ended unexpectedly. Try again; if it happens again, please report it.",
        retryable=True,
    )
