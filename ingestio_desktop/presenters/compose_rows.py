"""The files of the draft by id, and how each is put into words. No widget."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from ingestio_core.limits import MEBIBYTE, MediaType
from ingestio_desktop.flows.draft import DraftFile, FileState
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.sentences import said, value_said
from ingestio_desktop.theme.words import StateWord, Tone, file_size


class PromptState(Enum):
    """Where a file's own text comes from."""

    WRITTEN = "written"
    COPIED = "copied"
    EMPTY = "empty"


_PROMPT_WORDS = {
    PromptState.WRITTEN: StateWord(QT_TR_NOOP("Written"), "pencil", Tone.OK),
    PromptState.COPIED: StateWord(QT_TR_NOOP("Copied"), "copy-check", Tone.NEUTRAL),
    PromptState.EMPTY: StateWord(QT_TR_NOOP("Empty"), "circle-dashed", Tone.WARN),
}

_REASON_ICONS = {
    "type_not_allowed": "ban",
    "file_empty": "file",
    "password_protected": "file-lock-2",
    "file_damaged": "file-x",
    "file_too_large": "scale",
    "over_batch_limit": "files",
    "duplicate_in_batch": "copy",
    "already_extracted": "history",
    "file_changed": "file-x",
    "file_unreadable": "file-x",
    "folder_unreadable": "folder-x",
}


class FileRows:
    """The files by id; follows the changes of the draft."""

    def __init__(self) -> None:
        self._rows: dict[UUID, DraftFile] = {}
        self._written: set[UUID] = set()
        self._valid: list[DraftFile] | None = None
        """Until a row changes."""

    def __len__(self) -> int:
        return len(self._rows)

    def reset(self, rows: Iterable[DraftFile]) -> None:
        """Other files than before."""
        self._rows = {row.id: row for row in rows}
        self._valid = None
        self._written &= self._rows.keys()

    def change(self, rows: Iterable[DraftFile], removed: Iterable[UUID]) -> None:
        """Put new and changed rows in, take others out."""
        self._rows.update((row.id, row) for row in rows)
        self._valid = None
        for file_id in removed:
            self._rows.pop(file_id, None)

    def get(self, file_id: UUID | None) -> DraftFile | None:
        return None if file_id is None else self._rows.get(file_id)

    def valid(self) -> list[DraftFile]:
        """The files that are taken, by position."""
        if self._valid is None:
            taken = [row for row in self._rows.values() if row.state is FileState.VALID]
            self._valid = sorted(taken, key=lambda row: row.position)
        return self._valid

    def is_valid(self, file_id: UUID) -> bool:
        """Whether this file is taken."""
        row = self._rows.get(file_id)
        return row is not None and row.state is FileState.VALID

    def first_valid(self) -> UUID | None:
        taken = (row for row in self._rows.values() if row.state is FileState.VALID)
        first = min(taken, key=lambda row: row.position, default=None)
        return first.id if first is not None else None

    def named_in(self, text: str) -> list[DraftFile]:
        """The files that a sentence names in quotes, by position."""
        names = set(re.findall("“([^”]+)”", text))
        rows = [row for row in self._rows.values() if row.name in names]
        return sorted(rows, key=lambda row: row.position)

    def folders(self) -> int:
        """How many folders the taken files are from."""
        return len({row.folder for row in self.valid()})

    def mark_written(self, file_id: UUID) -> None:
        """The person typed into this file's text."""
        self._written.add(file_id)

    def forget_written(self, *, except_for: UUID, only_empty: bool) -> None:
        """Another file's text takes the place of theirs."""
        self._written.add(except_for)
        if not only_empty:
            self._written = {except_for}

    def prompt_states(self) -> dict[UUID, PromptState]:
        """Each taken file's state. A text that several files have was written in one of them: the one
        typed into, else the first."""
        valid = self.valid()
        owners: dict[str, UUID] = {}
        for row in valid:
            if row.id in self._written:
                owners.setdefault(row.prompt, row.id)
        for row in valid:
            owners.setdefault(row.prompt, row.id)
        return {row.id: _prompt_state(row, owners, self._written) for row in valid}


def _prompt_state(row: DraftFile, owners: dict[str, UUID], written: set[UUID]) -> PromptState:
    if not row.prompt.strip():
        return PromptState.EMPTY
    own = owners[row.prompt] == row.id or row.id in written
    return PromptState.WRITTEN if own else PromptState.COPIED


def prompt_word(state: PromptState) -> StateWord:
    """The word of a file's text."""
    word = _PROMPT_WORDS[state]
    return StateWord(tr(word.word), word.icon, word.tone)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reasons name: files in a batch, and bytes of a file."""

    files: int = 0
    max_bytes: int = 0


def file_word(row: DraftFile, twin: str = "", limits: Limits = Limits()) -> StateWord:
    """A file's state as the table says it, with the reason where it is refused; `twin` is the file that it
    repeats, as `twin_text` says it."""
    if row.state is FileState.CHECKING:
        return StateWord(tr("Checking"), "loader-circle", Tone.NEUTRAL)
    if row.reason is not None:
        icon = _REASON_ICONS.get(row.reason.code, "circle-x")
        return StateWord(reason_text(row, twin, limits), icon, Tone.BAD)
    if row.included_anyway and (row.duplicate_of or row.earlier):
        return StateWord(tr("Valid, included anyway"), "copy", Tone.OK)
    return StateWord(tr("Valid"), "circle-check", Tone.OK)


def reason_text(row: DraftFile, twin: str = "", limits: Limits = Limits()) -> str:
    """Why a file is refused, short enough for its row; the whole sentence is in the tooltip."""
    if row.reason is None:
        return ""
    title = said(row.reason.title)
    match row.reason.code:
        case "already_extracted" if row.earlier is not None:
            return tr("Already in {batch}", batch=row.earlier.batch_title)
        case "duplicate_in_batch" if twin:
            return tr("Same as {file}", file=twin)
        case "file_too_large" if limits.max_bytes and row.size > limits.max_bytes:
            most = limits.max_bytes // MEBIBYTE
            return tr("Too large: {size}, the limit is {most} MB", size=file_size(row.size), most=most)
        case "over_batch_limit" if limits.files:
            return tr("Over the limit of %n file(s)", "", limits.files)
        case "type_not_allowed":
            kind = value_said(_first_sentence(row.reason.message).removeprefix("This is "))
            kind = kind.removeprefix("a ").removeprefix("an ")
            return tr("Type not allowed: {kind}. Only PDF, JPG, PNG", kind=kind) if kind else title
        case "file_damaged":
            what = said(_first_sentence(row.reason.message))
            return tr("Damaged: {what}", what=what[:1].lower() + what[1:]) if what else title
        case "password_protected":
            return tr("Password-protected. Save a copy without it, add that")
        case _:
            return title


def twin_text(row: DraftFile, twin: DraftFile | None) -> str:
    """The file that a row repeats: its name, with its folder where both have one name."""
    if twin is None:
        return ""
    if twin.name != row.name or not twin.folder:
        return twin.name
    return f"{folder_text(twin.folder)} / {twin.name}"


def _first_sentence(message: str) -> str:
    return message.partition(". ")[0].rstrip(".") if len(message) < 400 else ""


def folder_text(folder: str) -> str:
    """A folder as a person reads it: March / Scans."""
    return folder.replace("/", " / ")


def row_icon(row: DraftFile) -> str:
    """The icon of a row: a folder stands there only where it could not be read."""
    if row.reason is not None and row.reason.code == "folder_unreadable":
        return "folder-x"
    return file_icon(row.media_type, row.name)


def file_icon(media_type: MediaType | None, name: str) -> str:
    """The icon of a file's type; by its name only before its content is known."""
    if media_type in (MediaType.JPEG, MediaType.PNG):
        return "image"
    if media_type is MediaType.XML:
        return "braces"
    if media_type is None:
        ending = name.rpartition(".")[2].casefold()
        if ending in ("xlsx", "xls", "csv", "ods"):
            return "file-spreadsheet"
        if ending in ("jpg", "jpeg", "png", "gif", "tif", "tiff", "webp"):
            return "image"
    return "file-text"
