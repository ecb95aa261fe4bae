"""Notice that the computer slept, or that its clock was set: connections may be dead by then, and moments
that were to come may be far away."""

import time
from collections.abc import Callable
from typing import Final

_JUMP_SECONDS: Final = 10.0
"""More than a busy machine is ever late by, less than a connection outlives."""


class SleepWatch:
    """Asked again and again. The wall clock goes on while the computer sleeps, the monotonic one stops (on
    Windows it goes on, too: there being late tells)."""

    def __init__(
        self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._before = wall(), steady()
        self._wanted: float | None = None

    def expect(self, seconds: float | None) -> None:
        """It is asked again within so many seconds; None when that is open."""
        self._wanted = seconds

    def jumped(self) -> bool:
        """Whether the computer slept or its clock was set since it was asked last."""
        wall, steady = self._wall(), self._steady()
        by_wall, by_steady = wall - self._before[0], steady - self._before[1]
        self._before = wall, steady
        late = self._wanted is not None and by_steady > self._wanted + _JUMP_SECONDS
        self._wanted = None
        return late or abs(by_wall - by_steady) > _JUMP_SECONDS
