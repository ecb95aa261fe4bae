"""Waiting for what another thread or process does."""

from collections.abc import Callable
from threading import Event
from time import monotonic

_LOOK_SECONDS = 0.05


_PATIENCE_SECONDS = 150.0
"""Most conditions hold within a second; a machine that many share has been seen to need a minute."""


def until(condition: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> None:
    """Return once `condition` holds; fail the test when it does not within `seconds`."""
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, f"not within {seconds:.0f} s"
        Event().wait(_LOOK_SECONDS)
