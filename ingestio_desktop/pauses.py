"""Keep the main thread's pauses short while other threads work."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SWITCH_SECONDS: Final = 0.001
_MOST_PATIENCE_S: Final = 0.1

_nobody_goes_first = threading.Event()
_nobody_goes_first.set()
_patience = threading.Event()
_patience.set()


def shorten_pauses() -> None:
    """Call once everything is imported.

    A busy thread hands over after 1 ms instead of 5. What lives for ever is taken out of the
    collector's sight: a full collection of everything that is imported stops all threads for over 100 ms.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.freeze()


@contextmanager
def main_goes_first() -> Iterator[None]:
    """Around what the main thread draws or shows: threads that give way wait meanwhile.

    Qt's calls from Python let go of the interpreter lock and take it again, some hundred times in
    one painting; against a busy thread each time costs up to a switch interval.
    """
    if not _nobody_goes_first.is_set():
        yield
        return
    _patience.set()
    _nobody_goes_first.clear()
    try:
        yield
    finally:
        _nobody_goes_first.set()


def give_way() -> None:
    """For threads that compute for long, between two small pieces of work. Waits 0.1 s at most for one thing
    that the main thread does, so that a main thread that waits for this one is never waited for."""
    if _nobody_goes_first.is_set() or not _patience.is_set():
        return
    if not _nobody_goes_first.wait(_MOST_PATIENCE_S):
        _patience.clear()
