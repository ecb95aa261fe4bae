"""Waiting for what another thread or process does."""

from collections.abc import Callable
from threading import Event
from time import monotonic

_LOOK_SECONDS = 0.05


def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Return once `condition` holds; fail the test when it does not within `seconds`."""
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, f"not within {seconds:.0f} s"
        Event().wait(_LOOK_SECONDS)
