"""How an upload goes: speed, what is left, counts by state. No widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Final
from uuid import UUID

from ingestio_desktop.store.rows import DocumentRow, DocumentState, UploadState
from ingestio_desktop.theme.words import StateWord, Tone

_WINDOW_S: Final = 4.0


class SendState(StrEnum):
    """Where one file of an upload stands."""

    COMPLETE = "complete"
    PROCESSING = "processing"
    UPLOADING = "uploading"
    WAITING = "waiting"
    PAUSED = "paused"
    ERROR = "error"
    CANCELLED = "cancelled"


SEND_WORDS: Final = {
    SendState.COMPLETE: StateWord("Complete", "circle-check", Tone.OK),
    SendState.PROCESSING: StateWord("Processing", "scan-text", Tone.ACCENT),
    SendState.UPLOADING: StateWord("Uploading", "cloud-upload", Tone.ACCENT),
    SendState.WAITING: StateWord("Waiting", "clock", Tone.NEUTRAL),
    SendState.PAUSED: StateWord("Paused", "circle-pause", Tone.NEUTRAL),
    SendState.ERROR: StateWord("Error", "circle-x", Tone.BAD),
    SendState.CANCELLED: StateWord("Cancelled", "ban", Tone.NEUTRAL),
}


@dataclass(frozen=True, slots=True)
class UploadTotals:
    """`sent` and `size` in bytes, `speed` in bytes a second; `seconds_left` None while unknown."""

    files: int
    files_sent: int
    sent: int
    size: int
    speed: float
    seconds_left: float | None
    counts: dict[SendState, int]

    @property
    def paused(self) -> bool:
        """All that is left to send is paused."""
        moving = self.counts.get(SendState.UPLOADING, 0) + self.counts.get(SendState.WAITING, 0)
        return not moving and self.counts.get(SendState.PAUSED, 0) > 0


def send_state(row: DocumentRow) -> SendState:
    """Where the file of this row stands."""
    upload = row.upload
    if upload is not None and upload.state is UploadState.CANCELLED:
        return SendState.CANCELLED
    if row.state is DocumentState.ERROR or (upload is not None and upload.state is UploadState.FAILED):
        return SendState.ERROR
    if row.state is DocumentState.PAUSED or (upload is not None and upload.state is UploadState.PAUSED):
        return SendState.PAUSED
    return {
        DocumentState.WAITING: SendState.WAITING,
        DocumentState.UPLOADING: SendState.UPLOADING,
        DocumentState.QUEUED: SendState.PROCESSING,
        DocumentState.PROCESSING: SendState.PROCESSING,
    }.get(row.state, SendState.COMPLETE)


def sent_bytes(row: DocumentRow) -> int:
    """How much of a file is with the service."""
    if row.upload is not None and row.upload.state is not UploadState.DONE:
        return row.upload.offset
    return row.size


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
            if send_state(row) is not SendState.UPLOADING:
                self._seen.pop(row.id, None)
                continue
            points = self._seen.setdefault(row.id, [])
            if not points or points[-1][1] != sent_bytes(row):
                points.append((moment, sent_bytes(row)))
            while len(points) > 2 and moment - points[0][0] > _WINDOW_S:
                points.pop(0)

    def speed(self, document_id: UUID) -> float:
        """Bytes a second of one file; 0 while unknown."""
        points = self._seen.get(document_id, [])
        if len(points) < 2:
            return 0.0
        (start, first), (end, last) = points[0], points[-1]
        return max(0.0, (last - first) / (end - start)) if end > start else 0.0

    def whole(self) -> float:
        """Bytes a second of all files together."""
        return sum(self.speed(document_id) for document_id in self._seen)


def totals(rows: Iterable[DocumentRow], meter: SpeedMeter) -> UploadTotals:
    """The card above the list."""
    counts: dict[SendState, int] = {}
    files = files_sent = sent = size = 0
    for row in rows:
        state = send_state(row)
        counts[state] = counts.get(state, 0) + 1
        files += 1
        if state is SendState.CANCELLED:
            continue
        size += row.size
        sent += min(row.size, sent_bytes(row))
        files_sent += state in (SendState.COMPLETE, SendState.PROCESSING)
    speed = meter.whole()
    left = (size - sent) / speed if speed > 0 else None
    return UploadTotals(files, files_sent, sent, size, speed, left, counts)
