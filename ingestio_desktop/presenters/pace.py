"""How long a batch will take yet, from how it went in the last minutes. No Qt."""

from collections import deque
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from ingestio_desktop.store.rows import DocumentCounts

_LOOK_BACK_S: Final = 120.0
_LEAST_S: Final = 5.0
_LEAST_DOCUMENTS: Final = 3
_RECENT_S: Final = 6 * 3600.0


class Pace:
    """Told the counts as they change; until it has seen enough, it goes by the time since the submission."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, counts: DocumentCounts, now: float | None = None) -> None:
        """These are the counts now."""
        moment = monotonic() if now is None else now
        settled = counts.total - counts.in_progress
        if self._seen and settled < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((moment, settled))
        while moment - self._seen[0][0] > _LOOK_BACK_S:
            self._seen.popleft()

    def seconds_left(self, counts: DocumentCounts, submitted: datetime) -> float | None:
        """None while it can't be told, or nothing is left."""
        settled = counts.total - counts.in_progress
        if not counts.in_progress or not self._seen:
            return None
        (first, before), (last, after) = self._seen[0], self._seen[-1]
        if after - before >= _LEAST_DOCUMENTS and last - first >= _LEAST_S:
            return counts.in_progress * (last - first) / (after - before)
        since = (datetime.now(UTC) - submitted).total_seconds()
        if settled >= _LEAST_DOCUMENTS and 0 < since < _RECENT_S:
            return counts.in_progress * since / settled
        return None
