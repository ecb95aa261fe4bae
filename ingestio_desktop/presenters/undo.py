"""What was done a moment ago and can be taken back: the latest first, each for its own time. No widget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

SHOWN_S: Final = 8.0
"""How long one can be taken back that nothing waits for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be taken back until a moment (of `time.monotonic`). `before` counts others that
    were done before it and can still be taken back too."""

    text: str
    until: float
    undo: Callable[[], object]
    before: int = 0

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.until - monotonic())


class UndoStack(QObject):
    """`changed` carries the `Offer` to show, or None."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)

    @property
    def offer(self) -> Offer | None:
        """The latest that can still be taken back."""
        self._forget_old()
        if not self._offers:
            return None
        last = self._offers[-1]
        return Offer(last.text, last.until, last.undo, len(self._offers) - 1)

    def add(self, text: str, undo: Callable[[], object], until: datetime | None = None) -> None:
        """Offer to take back what was just done, until a moment of the clock."""
        seconds = SHOWN_S if until is None else (until - datetime.now(UTC)).total_seconds()
        self._offers.append(Offer(text, monotonic() + seconds, undo))
        self._tell()

    def undo(self) -> bool:
        """Take back the latest; false when there is nothing."""
        if self.offer is None:
            return False
        last = self._offers.pop()
        last.undo()
        self._tell()
        return True

    def _tell(self) -> None:
        offer = self.offer
        self._timer.stop()
        if offer is not None:
            self._timer.start(round(offer.seconds_left * 1000) + 1)
        self.changed.emit(offer)

    def _forget_old(self) -> None:
        now = monotonic()
        self._offers = [offer for offer in self._offers if offer.until > now]
