"""What states are called, and how numbers, sizes and times are written. No Qt.

The state words are those of the design notes; a screen never invents one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum, StrEnum
from typing import Final

_MINUTE: Final = 60
_KIBI: Final = 1024
_HOUR: Final = 3600
_DAYS_IN_WORDS: Final = 14
_WEEKS_IN_WORDS: Final = 70
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Tone(StrEnum):
    """The family of colours of a state."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class StateWord:
    """A state as it is shown: always a word, an icon and a colour."""

    word: str
    icon: str
    tone: Tone


class BatchState(Enum):
    """What the batch list and the batch header can say."""

    WAITING_FOR_NETWORK = "waiting_for_network"
    UPLOADING = "uploading"
    UPLOAD_PAUSED = "upload_paused"
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    PARTLY_COMPLETED = "partly_completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class DocumentState(Enum):
    """What a document's row can say."""

    WAITING = "waiting"
    UPLOADING = "uploading"
    QUEUED = "queued"
    PROCESSING = "processing"
    TO_REVIEW = "to_review"
    CONFIRMED = "confirmed"
    ERROR = "error"
    CANCELLED = "cancelled"


class FieldWord(Enum):
    """What a field in the review can say; the values are those of the checks' field states."""

    SURE = "sure"
    NEEDS_LOOK = "needs_look"
    RULE_FAILED = "rule_failed"
    NOT_FOUND = "not_found"
    EDITED = "edited"


class ExportState(Enum):
    """What an export's row can say."""

    WRITING = "writing"
    SAVED = "saved"
    LINK = "link"
    LINK_EXPIRED = "link_expired"
    DISK_FULL = "disk_full"
    FAILED = "failed"
    MOVED = "moved"
    CANCELLED = "cancelled"


STATE_WORDS: Final[dict[Enum, StateWord]] = {
    BatchState.WAITING_FOR_NETWORK: StateWord("Waiting for network", "wifi-off", Tone.WARN),
    BatchState.UPLOADING: StateWord("Uploading", "cloud-upload", Tone.ACCENT),
    BatchState.UPLOAD_PAUSED: StateWord("Upload paused", "circle-pause", Tone.NEUTRAL),
    BatchState.QUEUED: StateWord("Queued", "clock", Tone.NEUTRAL),
    BatchState.PROCESSING: StateWord("Processing", "loader-circle", Tone.ACCENT),
    BatchState.COMPLETED: StateWord("Completed", "circle-check", Tone.OK),
    BatchState.PARTLY_COMPLETED: StateWord("Partly completed", "circle-alert", Tone.WARN),
    BatchState.FAILED: StateWord("Failed", "circle-x", Tone.BAD),
    BatchState.CANCELLED: StateWord("Cancelled", "ban", Tone.NEUTRAL),
    DocumentState.WAITING: StateWord("Waiting", "clock", Tone.NEUTRAL),
    DocumentState.UPLOADING: StateWord("Uploading", "cloud-upload", Tone.ACCENT),
    DocumentState.QUEUED: StateWord("Queued", "clock", Tone.NEUTRAL),
    DocumentState.PROCESSING: StateWord("Processing", "loader-circle", Tone.ACCENT),
    DocumentState.TO_REVIEW: StateWord("To review", "eye", Tone.WARN),
    DocumentState.CONFIRMED: StateWord("Confirmed", "circle-check", Tone.OK),
    DocumentState.ERROR: StateWord("Error", "circle-x", Tone.BAD),
    DocumentState.CANCELLED: StateWord("Cancelled", "ban", Tone.NEUTRAL),
    FieldWord.SURE: StateWord("Sure", "circle-check", Tone.OK),
    FieldWord.NEEDS_LOOK: StateWord("Needs a look", "triangle-alert", Tone.WARN),
    FieldWord.RULE_FAILED: StateWord("Rule failed", "octagon-alert", Tone.BAD),
    FieldWord.NOT_FOUND: StateWord("Not found", "circle-dashed", Tone.NEUTRAL),
    FieldWord.EDITED: StateWord("Edited", "pencil", Tone.ACCENT),
    ExportState.WRITING: StateWord("Writing", "loader-circle", Tone.ACCENT),
    ExportState.SAVED: StateWord("Saved", "circle-check", Tone.OK),
    ExportState.LINK: StateWord("Link", "link", Tone.ACCENT),
    ExportState.LINK_EXPIRED: StateWord("Link expired", "clock", Tone.NEUTRAL),
    ExportState.DISK_FULL: StateWord("Disk full, nothing written", "circle-x", Tone.BAD),
    ExportState.FAILED: StateWord("Failed, nothing written", "circle-x", Tone.BAD),
    ExportState.MOVED: StateWord("Moved or deleted", "file-x", Tone.NEUTRAL),
    ExportState.CANCELLED: StateWord("Cancelled, nothing written", "ban", Tone.NEUTRAL),
}

TYPE_ICONS: Final[dict[str, str]] = {
    "text": "type",
    "id": "type",
    "number": "hash",
    "amount": "banknote",
    "date": "calendar",
    "time": "clock",
    "boolean": "square-check",
    "currency": "type",
    "table": "table",
    "array": "table",
}
"""The icon of a field type, by the value of the type."""


def link_days(days: int) -> StateWord:
    """The word of an export's signed link."""
    return StateWord(f"Link for {plural(days, 'more day', 'more days')}", "link", Tone.ACCENT)


def number(value: int) -> str:
    """A whole number with thousands separators: 1,342."""
    return f"{value:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count and its noun: "1 page", "1,342 pages"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def file_size(size: int) -> str:
    """Bytes as people read them: "812 B", "14 kB", "1.2 MB", "3.4 GB". Counted in steps of 1,024, like the
    limits of intake, so that a file of "50.0 MB" is within a limit of "50 MB"."""
    if size < _KIBI:
        return f"{size} B"
    if size < _KIBI * 100:
        return f"{round(size / _KIBI)} kB"
    if size < _KIBI**3:
        return f"{size / _KIBI**2:.1f} MB"
    return f"{size / _KIBI**3:.1f} GB"


def relative_time(moment: datetime, now: datetime | None = None) -> str:
    """An aware moment as people say it: "just now", "12 min ago", "Yesterday", "5 weeks ago"."""
    reference = now or datetime.now(UTC)
    seconds = (reference - moment).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} min ago"
    zone = reference.tzinfo
    days = (reference.date() - moment.astimezone(zone).date()).days
    if days == 0 or (days == 1 and seconds < 6 * _HOUR):
        return f"{int(seconds // _HOUR)} h ago"
    if days == 1:
        return "Yesterday"
    if days < _DAYS_IN_WORDS:
        return f"{days} days ago"
    if days < _WEEKS_IN_WORDS:
        return f"{days // 7} weeks ago"
    local = moment.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def exact_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """The same moment for the tooltip, in the local zone unless one is given: "4 Mar 2024, 10:42:07"."""
    local = moment.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M:%S}"


def short_id(identity: str) -> str:
    """The first eight characters of an id, for a batch without a name."""
    return f"{identity[:8]}…"


def initials(name: str) -> str:
    """Two letters for an account: the first ones of its first and last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
