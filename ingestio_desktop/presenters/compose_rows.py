"""The files of the draft by id, and how each is put into words. No widget."""

from collections.abc import Iterable
from enum import Enum
from uuid import UUID

from ingestio_core.limits import MediaType
from ingestio_desktop.flows.draft import DraftFile, FileState
from ingestio_desktop.theme.words import StateWord, Tone


class PromptState(Enum):
    """Where a file's own text comes from."""

    WRITTEN = "written"
    COPIED = "copied"
    EMPTY = "empty"


PROMPT_WORDS = {
    PromptState.WRITTEN: StateWord("Written", "pencil", Tone.OK),
    PromptState.COPIED: StateWord("Copied", "copy-check", Tone.NEUTRAL),
    PromptState.EMPTY: StateWord("Empty", "circle-dashed", Tone.WARN),
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
}

_HINTS = {
    "type_not_allowed": ". Only PDF, JPG, PNG",
    "password_protected": ". Save a copy without it, add that",
    "file_changed": ". Remove it and add it again",
}


class FileRows:
    """The files by id; follows the changes of the draft."""

    def __init__(self) -> None:
        self._rows: dict[UUID, DraftFile] = {}
        self._written: set[UUID] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def reset(self, rows: Iterable[DraftFile]) -> None:
        """Other files than before."""
        self._rows = {row.id: row for row in rows}
        self._written &= self._rows.keys()

    def change(self, rows: Iterable[DraftFile], removed: Iterable[UUID]) -> None:
        """Put new and changed rows in, take others out."""
        self._rows.update((row.id, row) for row in rows)
        for file_id in removed:
            self._rows.pop(file_id, None)

    def get(self, file_id: UUID | None) -> DraftFile | None:
        return None if file_id is None else self._rows.get(file_id)

    def valid(self) -> list[DraftFile]:
        """The files that are taken, by position."""
        taken = [row for row in self._rows.values() if row.state is FileState.VALID]
        return sorted(taken, key=lambda row: row.position)

    def first_valid(self) -> UUID | None:
        taken = (row for row in self._rows.values() if row.state is FileState.VALID)
        first = min(taken, key=lambda row: row.position, default=None)
        return first.id if first is not None else None

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


def file_word(row: DraftFile, twin: str = "") -> StateWord:
    """A file's state as the table says it, with the reason where it is refused; `twin` is the name of the
    file that it repeats."""
    if row.state is FileState.CHECKING:
        return StateWord("Checking", "loader-circle", Tone.NEUTRAL)
    if row.reason is not None:
        icon = _REASON_ICONS.get(row.reason.code, "circle-x")
        return StateWord(reason_text(row, twin), icon, Tone.BAD)
    if row.included_anyway and (row.duplicate_of or row.earlier):
        return StateWord("Valid, included anyway", "copy", Tone.OK)
    return StateWord("Valid", "circle-check", Tone.OK)


def reason_text(row: DraftFile, twin: str = "") -> str:
    """Why a file is refused, short enough for its row; the whole sentence is in the tooltip."""
    if row.reason is None:
        return ""
    if row.earlier is not None and row.reason.code == "already_extracted":
        return f"Already in {row.earlier.batch_title}"
    if twin and row.reason.code == "duplicate_in_batch":
        return f"Same as {twin}"
    hint = _HINTS.get(row.reason.code)
    return f"{row.reason.title}{hint}" if hint else row.reason.title


def folder_text(folder: str) -> str:
    """A folder as a person reads it: March / Scans."""
    return folder.replace("/", " / ")


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
