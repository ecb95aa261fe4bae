"""How an upload goes: speed, what is left, counts by state, what can be done with a file. No widget."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import Final
from uuid import UUID

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.language import QT_TR_NOOP
from ingestio_desktop.store.rows import DocumentRow, DocumentState, UploadState
from ingestio_desktop.theme.words import StateWord, Tone

_WINDOW_S: Final = 4.0
_STALLED_S: Final = 3.0
_QUOTA: Final = "page_quota_reached"
_CHANGED: Final = "file_changed"


class SendState(StrEnum):
    """Where one file of an upload stands."""

    COMPLETE = "complete"
    PROCESSING = "processing"
    UPLOADING = "uploading"
    WAITING = "waiting"
    PAUSED = "paused"
    NO_PAGES = "no_pages"
    ERROR = "error"
    CANCELLED = "cancelled"


_WORDS: Final = {
    SendState.COMPLETE: StateWord(QT_TR_NOOP("Complete"), "circle-check", Tone.OK),
    SendState.PROCESSING: StateWord(QT_TR_NOOP("Processing"), "scan-text", Tone.ACCENT),
    SendState.UPLOADING: StateWord(QT_TR_NOOP("Uploading"), "cloud-upload", Tone.ACCENT),
    SendState.WAITING: StateWord(QT_TR_NOOP("Waiting"), "clock", Tone.NEUTRAL),
    SendState.PAUSED: StateWord(QT_TR_NOOP("Paused"), "circle-pause", Tone.NEUTRAL),
    SendState.NO_PAGES: StateWord(QT_TR_NOOP("No pages left"), "triangle-alert", Tone.WARN),
    SendState.ERROR: StateWord(QT_TR_NOOP("Error"), "circle-x", Tone.BAD),
    SendState.CANCELLED: StateWord(QT_TR_NOOP("Cancelled"), "ban", Tone.NEUTRAL),
}


def send_word(state: SendState) -> StateWord:
    """What a state is called, in the person's language."""
    return _WORDS[state].spoken()


class Remedy(StrEnum):
    """What a person can do about a file that stopped."""

    RETRY = "retry"
    TAKE_AS_IS = "take"


def remedy(row: DocumentRow) -> Remedy | None:
    """What can be done with the file of this row; None where nothing can, or nothing needs to."""
    upload = row.upload
    if upload is None or upload.state is not UploadState.FAILED:
        return None
    return Remedy.TAKE_AS_IS if upload.error is not None and upload.error.code == _CHANGED else Remedy.RETRY


@dataclass(frozen=True, slots=True)
class UploadTotals:
    """`sent` and `size` in bytes, `through` those of files that are done; `speed` in bytes a second;
    `seconds_left` None while unknown. `stopped` counts files that wait for the person, `retriable` those of
    them that may go as they were announced."""

    files: int
    files_sent: int
    sent: int
    size: int
    speed: float
    seconds_left: float | None
    counts: dict[SendState, int]
    through: int = 0
    stopped: int = 0
    retriable: int = 0

    @property
    def paused(self) -> bool:
        """All that is left to send is paused."""
        moving = self.counts.get(SendState.UPLOADING, 0) + self.counts.get(SendState.WAITING, 0)
        return not moving and self.counts.get(SendState.PAUSED, 0) > 0

    @property
    def only_stopped(self) -> bool:
        """Nothing is under way or waits: what is left needs the person."""
        going = (SendState.UPLOADING, SendState.WAITING, SendState.PAUSED)
        return not any(self.counts.get(state, 0) for state in going) and self.stopped > 0

    def at_speed(self, speed: float) -> "UploadTotals":
        """The same, as fast as it goes now."""
        left = (self.size - self.sent) / speed if speed > 0 else None
        return replace(self, speed=speed, seconds_left=left)


def error_of(row: DocumentRow) -> ErrorInfo | None:
    """What is wrong with a file, or keeps one that waits."""
    if row.upload is not None and row.upload.error is not None:
        return row.upload.error
    return row.error


def send_state(row: DocumentRow) -> SendState:
    """Where the file of this row stands."""
    upload = row.upload.state if row.upload is not None else None
    if upload is UploadState.CANCELLED:
        return SendState.CANCELLED
    if upload in (UploadState.FAILED, UploadState.REFUSED):
        return SendState.ERROR
    if row.state is DocumentState.CANCELLED:
        return SendState.CANCELLED
    if row.state is DocumentState.ERROR:
        code = row.error.code if row.error is not None else ""
        return SendState.NO_PAGES if code == _QUOTA else SendState.ERROR
    if row.state is DocumentState.PAUSED or upload is UploadState.PAUSED:
        return SendState.PAUSED
    return {
        DocumentState.WAITING: SendState.WAITING,
        DocumentState.UPLOADING: SendState.UPLOADING,
        DocumentState.QUEUED: SendState.PROCESSING,
        DocumentState.PROCESSING: SendState.PROCESSING,
    }.get(row.state, SendState.COMPLETE)


def file_bytes(row: DocumentRow) -> int:
    """How large the file is that is sent: as it is by now, where that is what is taken."""
    return row.upload.size if row.upload is not None else row.size


def sent_bytes(row: DocumentRow) -> int:
    """How much of a file is with the service."""
    if row.upload is not None and row.upload.state is not UploadState.DONE:
        return min(row.upload.offset, row.upload.size)
    return file_bytes(row)


def is_uploading(rows: Iterable[DocumentRow]) -> bool:
    """Whether something is still to be sent, or failed on its way and can be tried again."""
    return any(
        row.state in (DocumentState.WAITING, DocumentState.UPLOADING, DocumentState.PAUSED)
        or (row.upload is not None and row.upload.state is UploadState.FAILED)
        for row in rows
    )


class SpeedMeter:
    """Speeds from how far each file was at which moment, over the last seconds."""

    def __init__(self) -> None:
        self._seen: dict[UUID, list[tuple[float, int]]] = {}

    def note(self, rows: Iterable[DocumentRow], now: float | None = None) -> None:
        """Where the files are now; `now` in seconds of one clock."""
        moment = monotonic() if now is None else now
        for row in rows:
            if row.state is not DocumentState.UPLOADING:
                if self._seen:
                    self._seen.pop(row.id, None)
                continue
            points, sent = self._seen.setdefault(row.id, []), sent_bytes(row)
            if points and sent < points[-1][1]:
                # A part is sent again: what came before says nothing any more.
                points.clear()
            if not points or points[-1][1] != sent:
                points.append((moment, sent))
            while len(points) > 2 and moment - points[0][0] > _WINDOW_S:
                points.pop(0)

    def speed(self, document_id: UUID, now: float | None = None) -> float:
        """Bytes a second of one file; 0 while unknown, and when nothing has moved for a while."""
        points = self._seen.get(document_id, [])
        moment = monotonic() if now is None else now
        if len(points) < 2 or moment - points[-1][0] > _STALLED_S:
            return 0.0
        (start, first), (end, last) = points[0], points[-1]
        return max(0.0, (last - first) / (end - start)) if end > start else 0.0

    def whole(self, now: float | None = None) -> float:
        """Bytes a second of all files together."""
        return sum(self.speed(document_id, now) for document_id in self._seen)


class UploadTally:
    """The card above the list, kept as rows come, change and go: with 10,000 files on their way, adding them
    all up at each change would be most of what the window does."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()
        self._states: Counter[SendState] = Counter()

    def add(self, rows: Iterable[DocumentRow]) -> None:
        """Rows that are there from now on."""
        for row in rows:
            self._count(row, 1)

    def take(self, rows: Iterable[DocumentRow]) -> None:
        """Rows as they were added, that are gone or that others take the place of."""
        for row in rows:
            self._count(row, -1)

    def totals(self, speed: float) -> UploadTotals:
        """At a speed in bytes a second."""
        sums = self._sums
        now = UploadTotals(
            files=self._states.total(),
            files_sent=self._states[SendState.COMPLETE] + self._states[SendState.PROCESSING],
            sent=sums["sent"],
            size=sums["size"],
            speed=0.0,
            seconds_left=None,
            counts=dict(+self._states),
            through=sums["through"],
            stopped=sums["stopped"],
            retriable=sums["retriable"],
        )
        return now.at_speed(speed)

    def _count(self, row: DocumentRow, times: int) -> None:
        state, sums = send_state(row), self._sums
        self._states[state] += times
        if state is SendState.CANCELLED:
            return
        size = file_bytes(row)
        sums["size"] += times * size
        sums["sent"] += times * sent_bytes(row)
        if state is SendState.COMPLETE:
            sums["through"] += times * size
        elif (wanted := remedy(row)) is not None:
            sums["stopped"] += times
            sums["retriable"] += times * (wanted is Remedy.RETRY)
