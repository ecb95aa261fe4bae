"""Whether this computer's clock goes with the service's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from ingestio_core.errors import IngestError, MachineError

TOLERATED: Final = timedelta(minutes=5)

_MINUTE: Final = timedelta(minutes=1)


class Clock:
    """`changed` is called when there is another notice than before."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._ahead = timedelta()

    def hear(self, moment: datetime) -> None:
        """It is this moment with the service."""
        ahead = _whole_minutes(utc_now() - moment)
        if abs(ahead) <= TOLERATED:
            ahead = timedelta()
        # A minute of difference is rounding.
        if abs(ahead - self._ahead) > _MINUTE:
            self._ahead = ahead
            self._changed()

    def notice(self) -> IngestError | None:
        """What to tell the person, None while the clock is right."""
        if not self._ahead:
            return None
        by = _words(abs(self._ahead))
        if self._ahead > timedelta():
            message = f"It is {by} ahead of the service’s. Set date and time, or your work gets a wrong one."
        else:
            message = f"It is {by} behind the service’s. Set date and time, or your work gets a wrong one."
        return MachineError("clock_wrong", "The clock of this computer is wrong", message)


def utc_now() -> datetime:
    """What the clock of this computer says."""
    return datetime.now(UTC)


def _whole_minutes(difference: timedelta) -> timedelta:
    return timedelta(minutes=round(difference / _MINUTE))


def _words(difference: timedelta) -> str:
    """Such as “12 minutes”, “3 hours” or “40 days”."""
    minutes = round(difference / _MINUTE)
    for name, size in (("day", 24 * 60), ("hour", 60)):
        if minutes >= 2 * size:
            return f"{round(minutes / size)} {name}s"
    return f"{minutes} minutes"
