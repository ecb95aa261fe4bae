"""What a process looks after again and again, on threads of its own."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Final

import structlog

from ingestio_cloud.workflows.children import Interrupted

log = structlog.get_logger(__name__)

_IDLE_SECONDS: Final = 5.0
_SHORTEST_SECONDS: Final = 0.01


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds; first at the start. One that `lasts` may take minutes."""

    name: str
    seconds: float
    do: Callable[[], object]
    lasts: bool = False


class Caretaker:
    """Does chores, and between them what is asked for. One that fails is told, and done again in its
    time; it keeps no other from being done. Those that last have a thread to themselves."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._stopping = threading.Event()
        self._asked: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(
                target=self._work,
                args=([chore for chore in chores if not chore.lasts],),
                name="workflow-caretaker",
                daemon=True,
            ),
            threading.Thread(
                target=self._work_long,
                args=([chore for chore in chores if chore.lasts],),
                name="workflow-housekeeper",
                daemon=True,
            ),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def is_alive(self) -> bool:
        return all(thread.is_alive() for thread in self._threads)

    def soon(self, do: Callable[[], object]) -> None:
        """Do this next. Does not block."""
        self._asked.put(do)

    def stop(self, seconds: float) -> None:
        """Do nothing more; wait so long for what is being done."""
        self._stopping.set()
        self._asked.put(None)
        end = monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, end - monotonic()))

    def _work(self, chores: Sequence[Chore]) -> None:
        due = dict.fromkeys(chores, 0.0)
        while not self._stopping.is_set():
            with suppress(Empty):
                asked = self._asked.get(timeout=max(self._do_due(due), _SHORTEST_SECONDS))
                if asked is not None:
                    self._do("asked", asked)

    def _work_long(self, chores: Sequence[Chore]) -> None:
        due = dict.fromkeys(chores, 0.0)
        while not self._stopping.is_set():
            self._stopping.wait(max(self._do_due(due), _SHORTEST_SECONDS))

    def _do_due(self, due: dict[Chore, float]) -> float:
        """Do what is due; in how many seconds the next one is."""
        for chore in due:
            if due[chore] <= monotonic() and not self._stopping.is_set():
                self._do(chore.name, chore.do)
                due[chore] = monotonic() + chore.seconds
        return min(due.values(), default=monotonic() + _IDLE_SECONDS) - monotonic()

    def _do(self, name: str, do: Callable[[], object]) -> None:
        try:
            do()
        except Interrupted:
            self._stopping.set()
        except Exception:
            # The edge of a task: what went wrong is told, and tried again after a while.
            log.exception("caretaker_failed", chore=name)
