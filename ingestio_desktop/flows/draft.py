"""The batch being composed, as screens see it: frozen, made anew at every change."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MAX_FILE_BYTES, MediaType
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.wizard import Problem, Step


class FileState(StrEnum):
    CHECKING = "checking"
    VALID = "valid"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class EarlierDocument:
    """The document of an earlier batch that has the same content."""

    document_id: UUID
    batch_id: UUID
    batch_title: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One row of the Files step. `folder` is the path below what was dropped; `size` in bytes;
    `pages` None until counted. `reason` says why it is rejected: codes of intake and
    `over_batch_limit`, `duplicate_in_batch` (`duplicate_of` is the file it repeats) and
    `already_extracted` (`earlier` is the link). The last two may be included anyway."""

    id: UUID
    position: int
    path: Path
    name: str
    folder: str
    size: int
    media_type: MediaType | None
    pages: int | None
    state: FileState
    reason: ErrorInfo | None = None
    duplicate_of: UUID | None = None
    earlier: EarlierDocument | None = None
    included_anyway: bool = False
    prompt: str = ""
    field_plan: FieldPlan | None = None
    compiled: FieldPlan | None = None
    """What the prompt compiled to, before the person's changes."""

    @property
    def can_read_again(self) -> bool:
        """Whether another look at the file may come out otherwise."""
        return self.reason is not None and (self.reason.retryable or self.reason.code == "file_changed")

    @property
    def can_include_anyway(self) -> bool:
        return self.reason is not None and self.reason.code in ("duplicate_in_batch", "already_extracted")


@dataclass(frozen=True, slots=True)
class Totals:
    """`size` (bytes) and `pages` are of the valid files only; `repeated` are those of the rejected ones
    that may be included anyway."""

    files: int = 0
    valid: int = 0
    rejected: int = 0
    checking: int = 0
    pages: int = 0
    size: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class DraftView:
    """All of the wizard but the list of files. `field_plan` belongs to the `global` prompt.
    `problems` are those of the present step; Next (or Submit) is on when there are none.
    `listing` is true while dropped folders are still being walked or checked."""

    id: UUID
    step: Step
    name: str
    strategy: PromptStrategy
    prompt: str
    field_plan: FieldPlan | None
    totals: Totals
    problems: tuple[Problem, ...]
    listing: bool
    files_per_batch: int
    pages_left: int | None
    allows_batches: bool
    submitting: bool = False
    plan_known: bool = True
    """Whether the service has told yet what the account's plan is."""
    max_file_bytes: int = MAX_FILE_BYTES
    compiled: FieldPlan | None = None
    """What the `global` prompt compiled to, before the person's changes."""
    seconds_estimate: float | None = None
    """Expected time of this batch by this account's own recent throughput; None if unknown."""
    estimate_batches: int = 0
    """Of how many batches that is."""
    engine: EngineChoice | None = None
    """What reads this batch; None for the account's default."""
    model_provider: ProviderKind | None = None
    removed: int = 0
    """Files that `undo_remove` would bring back."""
    saved_at: datetime | None = None
    """When the draft was last written to the disk."""
    save_problem: ErrorInfo | None = None
    """Why it could not be, the last time."""
    resumed_from: datetime | None = None
    """When the draft that was found at the start had been written; None once the person went on."""
    refusal: ErrorInfo | None = None
    """Why the service did not take this batch when it was submitted before."""

    @property
    def pages_left_after(self) -> int | None:
        return None if self.pages_left is None else self.pages_left - self.totals.pages


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What changed since the last notification, at most every 50 ms while files are listed.
    `reset` says to forget the list and show `files` instead. Else `files` are new or changed
    rows (by id) and `removed` are gone. `nothing_in` are folders in which there was no file."""

    view: DraftView
    files: tuple[DraftFile, ...] = ()
    removed: frozenset[UUID] = frozenset()
    reset: bool = False
    nothing_in: tuple[str, ...] = ()
