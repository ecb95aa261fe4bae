"""How a process of the service ends: told to, in order and soon; told once more, at once."""

import os
import signal
import threading
from enum import IntEnum
from time import sleep
from typing import Final

import structlog

log = structlog.get_logger(__name__)

STOP_SECONDS: Final = 9.0
"""A stop takes about 5 seconds at most; after that something hangs, such as a database that does not
answer. Whoever runs the service may count on 10."""


class ExitCode(IntEnum):
    OK = 0
    FAILED = 1
    HUNG = 3
    """Told to stop, it did not; it ended itself."""
    NOT_STARTED = 4
    """The data folder or the port cannot be had; the line on standard output says why."""


class Ending:
    """What the signals that ask a process to end do. `seconds` is how long it may take to.

    One that is cut off leaves what it has in work to be taken up as after a crash.
    """

    def __init__(self, seconds: float = STOP_SECONDS) -> None:
        self._seconds = seconds
        self._told = False

    def tell(self, number: int) -> None:
        """The process was sent this signal. At the first it ends within `seconds`, whatever hangs; at
        the second now, as if nobody had listened to it."""
        if self._told:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self._told = True
        end_within(self._seconds)


def end_within(seconds: float = STOP_SECONDS) -> None:
    """End this process if it still runs then."""

    def wait() -> None:
        sleep(seconds)
        log.error("stop_hangs")
        os._exit(ExitCode.HUNG)

    threading.Thread(target=wait, name="stop-watch", daemon=True).start()
