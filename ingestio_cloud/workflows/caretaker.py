"""What a process looks after again and again, on a thread of its own."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Final

import structlog

from ingestio_cloud.workflows.children import Interrupted

log = structlog.get_logger(__name__)

_IDLE_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds; first at the start."""

    name: str
    seconds: float
    do: Callable[[], object]


class Caretaker:
    """Does chores, and between them what is asked for. One that fails is told, and done again in its
    time; it keeps no other from being done."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = chores
        self._stopping = threading.Event()
        self._asked: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="workflow-caretaker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def soon(self, do: Callable[[], object]) -> None:
        """Do this next. Does not block."""
        self._asked.put(do)

    def stop(self, seconds: float) -> None:
        """Do nothing more; wait so long for what is being done."""
        self._stopping.set()
        self._asked.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _work(self) -> None:
        due = {chore.name: monotonic() for chore in self._chores}
        while not self._stopping.is_set():
            for chore in self._chores:
                if due[chore.name] <= monotonic() and not self._stopping.is_set():
                    self._do(chore.name, chore.do)
                    due[chore.name] = monotonic() + chore.seconds
            wait = min(due.values(), default=monotonic() + _IDLE_SECONDS) - monotonic()
            try:
                asked = self._asked.get(timeout=max(wait, 0.01))
            except Empty:
                continue
            if asked is not None:
                self._do("asked", asked)

    def _do(self, name: str, do: Callable[[], object]) -> None:
        try:
            do()
        except Interrupted:
            self._stopping.set()
        except Exception:
            # The edge of a task: what went wrong is told, and tried again after a while.
            log.exception("caretaker_failed", chore=name)
