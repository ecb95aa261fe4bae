"""Saving, confirming and the like: one piece of work at a time."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject

from ingestio_core.errors import IngestError
from ingestio_desktop.workers.bridge import Bridge

Result = TypeVar("Result")


class ReviewWork:
    """Work that is under way, and what a person did meanwhile: that is done when it has ended."""

    def __init__(self, bridge: Bridge, owner: QObject, busy_changed: Callable[[bool], None]) -> None:
        self._bridge = bridge
        self._owner = owner
        self._busy_changed = busy_changed
        self._busy = False
        self._waiting: list[Callable[[], None]] = []

    @property
    def busy(self) -> bool:
        return self._busy

    def run(
        self,
        start: Callable[[], "Future[Result]"],
        done: Callable[[Result], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        """Start the work; `done` or `failed` hears of its end before what has waited for it."""
        self._set_busy(True)

        def succeeded(result: Result) -> None:
            self._set_busy(False)
            done(result)
            self._catch_up()

        def broke_off(error: IngestError) -> None:
            self._set_busy(False)
            failed(error)
            self._catch_up()

        self._bridge.deliver(start(), self._owner, succeeded, broke_off)

    def afterwards(self, action: Callable[[], None]) -> None:
        """Do this when the work under way has ended."""
        self._waiting.append(action)

    def forget_waiting(self) -> None:
        self._waiting.clear()

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self._busy_changed(busy)
