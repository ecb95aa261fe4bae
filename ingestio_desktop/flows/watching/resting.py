"""Which files of a folder have kept still for long enough, and whether it is time for a batch."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingestio_desktop.flows.watching.listing import Seen

_EMPTY_SECONDS: Final = 60.0
"""A file without content is most likely not begun yet."""

_PATIENCE: Final = 6
"""So many times the settling time a file waits for others that are still being written."""


@dataclass(frozen=True, slots=True)
class _Still:
    seen: Seen
    since: float


class Resting:
    """Times are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self._files: dict[Path, _Still] = {}

    def __len__(self) -> int:
        return len(self._files)

    def look(self, files: Iterable[Seen], now: float) -> None:
        """Take in what is there now; what changed begins to rest anew, what went is forgotten."""
        before, self._files = self._files, {}
        for seen in files:
            still = before.get(seen.path)
            same = still is not None and still.seen == seen
            self._files[seen.path] = still if still is not None and same else _Still(seen, now)

    def drop(self, gone: Iterable[Seen]) -> None:
        """These were taken."""
        for seen in gone:
            self._files.pop(seen.path, None)

    def forget(self) -> None:
        """What is known says nothing any more: the folder was away."""
        self._files.clear()

    def ready(self, now: float, settle: float, most: int) -> tuple[Seen, ...]:
        """The files of one batch or more, in the order of the listing; none while it is too early.

        Files that rest wait for others that are still arriving, so that what comes together stays
        together; but not for ever, and not when they are as many as a batch takes (`most`)."""
        rested = [still for still in self._files.values() if now - still.since >= _needed(still.seen, settle)]
        if not rested:
            return ()
        arriving = sum(1 for still in self._files.values() if still.seen.size and now - still.since < settle)
        longest = now - min(still.since for still in rested)
        if arriving and len(rested) < most and longest < settle * _PATIENCE:
            return ()
        return tuple(still.seen for still in rested)


def _needed(seen: Seen, settle: float) -> float:
    return settle if seen.size else max(settle, _EMPTY_SECONDS)
