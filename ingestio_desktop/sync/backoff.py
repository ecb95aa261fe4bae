"""How long to wait before trying again."""

import random
from datetime import UTC, datetime, timedelta
from typing import Final

_FIRST_SECONDS: Final = 1.0
_LONGEST_SECONDS: Final = 300.0


def backoff_seconds(
    attempts: int, *, first: float = _FIRST_SECONDS, longest: float = _LONGEST_SECONDS
) -> float:
    """Doubles with every attempt; up to half of it is left to chance, so that many clients that
    lost one service do not come back at one moment."""
    full = min(longest, first * 2.0 ** min(attempts, 30))
    return full * random.uniform(0.5, 1.0)


def retry_at(attempts: int, asked: float | None = None, *, longest: float = _LONGEST_SECONDS) -> datetime:
    """The moment of the next attempt after this many, and not before the `asked` seconds that the
    service wants left alone, of which no more than `longest` are believed."""
    asked = min(asked or 0.0, longest)
    return datetime.now(UTC) + timedelta(seconds=max(backoff_seconds(attempts, longest=longest), asked))
