"""What states are called, and how numbers, sizes and times are written, all as the person's language does.

The state words are those of the design notes; a screen never invents one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import Enum, StrEnum
from typing import Final

from PySide6.QtCore import QDate, QLocale

from ingestio_desktop.language import QT_TR_NOOP, decimal, number, tr

__all__ = [
    "STATE_WORDS",
    "TYPE_ICONS",
    "BatchState",
    "DocumentState",
    "ExportState",
    "FieldWord",
    "StateWord",
    "Tone",
    "day",
    "day_in_full",
    "exact_time",
    "file_size",
    "initials",
    "link_days",
    "month",
    "number",
    "relative_time",
    "short_id",
]

_MINUTE: Final = 60
_KIBI: Final = 1024
_HOUR: Final = 3600
_DAYS_IN_WORDS: Final = 14
_WEEKS_IN_WORDS: Final = 70


class Tone(StrEnum):
    """The family of colours of a state."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class StateWord:
    """A state as it is shown: always a word in the person's language, an icon and a colour."""

    word: str
    icon: str
    tone: Tone

    def spoken(self) -> "StateWord":
        """This one in the person's language, where its word is a constant marked with `QT_TR_NOOP`."""
        return replace(self, word=tr(self.word))


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


_WORDS: Final[dict[Enum, StateWord]] = {
    BatchState.WAITING_FOR_NETWORK: StateWord(QT_TR_NOOP("Waiting for network"), "wifi-off", Tone.WARN),
    BatchState.UPLOADING: StateWord(QT_TR_NOOP("Uploading"), "cloud-upload", Tone.ACCENT),
    BatchState.UPLOAD_PAUSED: StateWord(QT_TR_NOOP("Upload paused"), "circle-pause", Tone.NEUTRAL),
    BatchState.QUEUED: StateWord(QT_TR_NOOP("Queued"), "clock", Tone.NEUTRAL),
    BatchState.PROCESSING: StateWord(QT_TR_NOOP("Processing"), "loader-circle", Tone.ACCENT),
    BatchState.COMPLETED: StateWord(QT_TR_NOOP("Completed"), "circle-check", Tone.OK),
    BatchState.PARTLY_COMPLETED: StateWord(QT_TR_NOOP("Partly completed"), "circle-alert", Tone.WARN),
    BatchState.FAILED: StateWord(QT_TR_NOOP("Failed"), "circle-x", Tone.BAD),
    BatchState.CANCELLED: StateWord(QT_TR_NOOP("Cancelled"), "ban", Tone.NEUTRAL),
    DocumentState.WAITING: StateWord(QT_TR_NOOP("Waiting"), "clock", Tone.NEUTRAL),
    DocumentState.UPLOADING: StateWord(QT_TR_NOOP("Uploading"), "cloud-upload", Tone.ACCENT),
    DocumentState.QUEUED: StateWord(QT_TR_NOOP("Queued"), "clock", Tone.NEUTRAL),
    DocumentState.PROCESSING: StateWord(QT_TR_NOOP("Processing"), "loader-circle", Tone.ACCENT),
    DocumentState.TO_REVIEW: StateWord(QT_TR_NOOP("To review"), "eye", Tone.WARN),
    DocumentState.CONFIRMED: StateWord(QT_TR_NOOP("Confirmed"), "circle-check", Tone.OK),
    DocumentState.ERROR: StateWord(QT_TR_NOOP("Error"), "circle-x", Tone.BAD),
    DocumentState.CANCELLED: StateWord(QT_TR_NOOP("Cancelled"), "ban", Tone.NEUTRAL),
    FieldWord.SURE: StateWord(QT_TR_NOOP("Sure"), "circle-check", Tone.OK),
    FieldWord.NEEDS_LOOK: StateWord(QT_TR_NOOP("Needs a look"), "triangle-alert", Tone.WARN),
    FieldWord.RULE_FAILED: StateWord(QT_TR_NOOP("Rule failed"), "octagon-alert", Tone.BAD),
    FieldWord.NOT_FOUND: StateWord(QT_TR_NOOP("Not found"), "circle-dashed", Tone.NEUTRAL),
    FieldWord.EDITED: StateWord(QT_TR_NOOP("Edited"), "pencil", Tone.ACCENT),
    ExportState.WRITING: StateWord(QT_TR_NOOP("Writing"), "loader-circle", Tone.ACCENT),
    ExportState.SAVED: StateWord(QT_TR_NOOP("Saved"), "circle-check", Tone.OK),
    ExportState.LINK: StateWord(QT_TR_NOOP("Link"), "link", Tone.ACCENT),
    ExportState.LINK_EXPIRED: StateWord(QT_TR_NOOP("Link expired"), "clock", Tone.NEUTRAL),
    ExportState.DISK_FULL: StateWord(QT_TR_NOOP("Disk full, nothing written"), "circle-x", Tone.BAD),
    ExportState.FAILED: StateWord(QT_TR_NOOP("Failed, nothing written"), "circle-x", Tone.BAD),
    ExportState.MOVED: StateWord(QT_TR_NOOP("Moved or deleted"), "file-x", Tone.NEUTRAL),
    ExportState.CANCELLED: StateWord(QT_TR_NOOP("Cancelled, nothing written"), "ban", Tone.NEUTRAL),
}


class _StateWords(Mapping[Enum, StateWord]):
    def __getitem__(self, state: Enum) -> StateWord:
        return _WORDS[state].spoken()

    def __iter__(self) -> Iterator[Enum]:
        return iter(_WORDS)

    def __len__(self) -> int:
        return len(_WORDS)


STATE_WORDS: Final[Mapping[Enum, StateWord]] = _StateWords()
"""What each state says, in the language that is spoken when it is asked."""

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
    return StateWord(tr("Link for %n more day(s)", "", days), "link", Tone.ACCENT)


def file_size(size: int) -> str:
    """Bytes as people read them: "812 B", "14 kB", "1.2 MB", "3.4 GB". Counted in steps of 1,024, like the
    limits of intake, so that a file of "50.0 MB" is within a limit of "50 MB"."""
    if size < _KIBI:
        return tr("{size} B", size=number(size))
    if size < _KIBI * 100:
        return tr("{size} kB", size=number(round(size / _KIBI)))
    if size < _KIBI**3:
        return tr("{size} MB", size=decimal(size / _KIBI**2, 1))
    return tr("{size} GB", size=decimal(size / _KIBI**3, 1))


def relative_time(moment: datetime, now: datetime | None = None) -> str:
    """An aware moment as people say it: "just now", "12 min ago", "Yesterday", "5 weeks ago"."""
    reference = now or datetime.now(UTC)
    seconds = (reference - moment).total_seconds()
    if seconds < _MINUTE:
        return tr("just now")
    if seconds < _HOUR:
        return tr("%n min ago", "", int(seconds // _MINUTE))
    zone = reference.tzinfo
    days = (reference.date() - moment.astimezone(zone).date()).days
    if days == 0 or (days == 1 and seconds < 6 * _HOUR):
        return tr("%n h ago", "", int(seconds // _HOUR))
    if days == 1:
        return tr("Yesterday")
    if days < _DAYS_IN_WORDS:
        return tr("%n day(s) ago", "", days)
    if days < _WEEKS_IN_WORDS:
        return tr("%n week(s) ago", "", days // 7)
    return day(moment.astimezone(zone))


def exact_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """The same moment for the tooltip, in the local zone unless one is given: "4 Mar 2024, 10:42:07"."""
    local = moment.astimezone(zone)
    written = QLocale().toString(_date(local), tr("d MMM yyyy", "a date beside a time"))
    return f"{written}, {local:%H:%M:%S}"


def clock_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """Hours and minutes of an aware moment, in the local zone unless one is given: "10:41"."""
    return f"{moment.astimezone(zone):%H:%M}"


def day(moment: date) -> str:
    """A day, in its own zone: "4 Mar 2024"."""
    return QLocale().toString(_date(moment), tr("d MMM yyyy"))


def day_in_full(moment: date) -> str:
    """A day in a sentence: "4 March 2024"."""
    return QLocale().toString(_date(moment), tr("d MMMM yyyy"))


def month(moment: date) -> str:
    """A month by name: "March"."""
    return QLocale().standaloneMonthName(moment.month)


def _date(moment: date) -> QDate:
    return QDate(moment.year, moment.month, moment.day)


def short_id(identity: str) -> str:
    """The first eight characters of an id, for a batch without a name."""
    return f"{identity[:8]}…"


def initials(name: str) -> str:
    """Two letters for an account: the first ones of its first and last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
