"""Collects cyclic garbage in the main thread alone.

Python's collector runs in whichever thread happens to allocate. Widgets and their Python halves are
cycles, and Qt's objects may only be destroyed in the thread they live in: a file watcher that a worker's
collection destroyed left a dead socket behind, of which the event loop complained without end.
"""

import gc
from itertools import count
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent

_YOUNG: Final = 20_000
_OFTEN, _SELDOM = 4, 2_000
"""Rounds. What survives a few of them is looked at once more: with many rounds between, lists of 100,000
rows would stop the window for half a second."""
_LOOK_MS: Final = 100


class Collector:
    """Stands in for the automatic collection, which it turns off, wherever `collect` is called."""

    def __init__(self) -> None:
        gc.disable()
        self._rounds = count(1)

    def collect(self) -> None:
        """Collect what is due: the young often, all there is seldom. Call it in the main thread."""
        if gc.get_count()[0] < _YOUNG:
            return
        number = next(self._rounds)
        gc.collect(2 if number % _SELDOM == 0 else 1 if number % _OFTEN == 0 else 0)


class CollectorTimer(QObject):
    """Lets a collector look some times a second, in the thread of its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._collector = Collector()
        self.startTimer(_LOOK_MS)

    def timerEvent(self, event: QTimerEvent) -> None:
        self._collector.collect()
