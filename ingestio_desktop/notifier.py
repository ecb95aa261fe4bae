"""Tell listeners that something happened, from whichever thread it happened in."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Payload = TypeVar("Payload")


class Notifier(Generic[Payload]):
    """A list of callbacks. They run in the thread that notifies, so they must be quick and must
    touch no widget: presenters subscribe through `Bridge.listen`, which hops to the main thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[Payload], None]] = []

    def subscribe(self, callback: Callable[[Payload], None]) -> Callable[[], None]:
        """Add a callback; call what is returned to take it away again."""
        with self._lock:
            self._callbacks.append(callback)
        return lambda: self._remove(callback)

    def notify(self, payload: Payload) -> None:
        with self._lock:
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback(payload)

    def _remove(self, callback: Callable[[Payload], None]) -> None:
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)
