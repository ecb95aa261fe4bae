"""How fast uploads go: a limit that they share, and pieces that fit what the line can carry."""

import asyncio
from time import monotonic
from typing import Final

from ingestio_core.limits import MEBIBYTE

LARGEST_PART: Final = 8 * MEBIBYTE
"""Bytes of one request at most; more would gain nothing, and cost more when it breaks."""

SLOWEST_LIMIT: Final = 16 * 1024
"""Bytes a second that four uploads need at least, so that the service cuts none off as too slow."""

_SMALLEST_PART: Final = 256 * 1024
_FIRST_PART: Final = 2 * MEBIBYTE
_PART_SECONDS: Final = 5.0
_PIECE: Final = 256 * 1024
_SMALLEST_PIECE: Final = 4 * 1024
_BURST_SECONDS: Final = 0.25
_LONGEST_SLEEP: Final = 0.25


class Pace:
    """Shared by the uploads of one loop. `limit` may be changed from any thread while they run.

    A bucket holds the bytes that may go now. It fills at the limit's rate to a quarter of a second, and
    what a piece takes too much is waited for by whoever comes next, so that all uploads together keep to
    the limit from their first second on.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._limit: int | None = None
        self._speed: float | None = None
        self._filled = 0.0
        self._at = monotonic()
        self.set_limit(limit)

    @property
    def limit(self) -> int | None:
        """Bytes a second; None where there is no limit."""
        return self._limit

    def set_limit(self, limit: int | None) -> None:
        """Bytes a second, 16 KiB at least; None takes the limit away. Uploads under way follow at once."""
        self._limit = None if limit is None else max(SLOWEST_LIMIT, limit)

    @property
    def part(self) -> int:
        """Bytes to send with one request: about five seconds' worth, since that is what a break costs."""
        known = [speed for speed in (self._speed, self._limit) if speed is not None]
        if not known:
            return _FIRST_PART
        return int(min(LARGEST_PART, max(_SMALLEST_PART, min(known) * _PART_SECONDS)))

    @property
    def piece(self) -> int:
        """Bytes to hand over at once."""
        if self._limit is None:
            return _PIECE
        return int(min(_PIECE, max(_SMALLEST_PIECE, self._limit * _BURST_SECONDS)))

    def went(self, size: int, seconds: float) -> None:
        """A request of so many bytes took so long. Of a small one it is the way that takes the time."""
        if size < _SMALLEST_PART:
            return
        speed = size / max(seconds, 1e-3)
        self._speed = speed if self._speed is None else (self._speed + speed) / 2

    def broke(self) -> None:
        """A request broke: the next ones are smaller until it is known how fast the line is now."""
        self._speed = _SMALLEST_PART / _PART_SECONDS if self._speed is None else self._speed / 2

    async def take(self, size: int) -> None:
        """Wait until so many bytes may go."""
        if self._limit is None:
            return
        self._fill()
        self._filled -= size
        # A limit that is raised or taken away meanwhile counts at once.
        while (limit := self._limit) is not None and self._filled < -1:
            await asyncio.sleep(min(_LONGEST_SLEEP, -self._filled / limit))
            self._fill()

    def _fill(self) -> None:
        now = monotonic()
        limit = self._limit or 0
        self._filled = min(limit * _BURST_SECONDS, self._filled + (now - self._at) * limit)
        self._at = now
