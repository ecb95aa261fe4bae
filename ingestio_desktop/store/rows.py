"""What leaves the store: frozen rows that may cross threads.

A batch or document row is the server's row with the pending outbox events projected on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.contracts.extractions import DocumentType, Finding
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_core.limits import MediaType


class DocumentState(StrEnum):
    """What a document's badge says: its status, its upload and its confirmation in one word."""

    WAITING = "waiting"
    UPLOADING = "uploading"
    PAUSED = "paused"
    QUEUED = "queued"
    PROCESSING = "processing"
    TO_REVIEW = "to_review"
    CONFIRMED = "confirmed"
    ERROR = "error"
    CANCELLED = "cancelled"


class DocumentTab(StrEnum):
    """The tabs of a batch."""

    ALL = "all"
    IN_PROGRESS = "in_progress"
    TO_REVIEW = "to_review"
    CONFIRMED = "confirmed"
    ERROR = "error"


TAB_STATES: Mapping[DocumentTab, frozenset[DocumentState]] = {
    DocumentTab.ALL: frozenset(DocumentState),
    DocumentTab.IN_PROGRESS: frozenset(
        {
            DocumentState.WAITING,
            DocumentState.UPLOADING,
            DocumentState.PAUSED,
            DocumentState.QUEUED,
            DocumentState.PROCESSING,
        }
    ),
    DocumentTab.TO_REVIEW: frozenset({DocumentState.TO_REVIEW}),
    DocumentTab.CONFIRMED: frozenset({DocumentState.CONFIRMED}),
    DocumentTab.ERROR: frozenset({DocumentState.ERROR}),
}


class UploadState(StrEnum):
    """`failed` waits for the person, who can do something about it; `refused` is for good."""

    WAITING = "waiting"
    UPLOADING = "uploading"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One file on its way. `size` and `offset` are bytes; `url` is None before the service made
    the upload; `mtime_ns` tells whether the file changed since it was looked at, `renew` that it is taken
    as it is by now. `attempts` counts the tries in a row that brought nothing forward; `error` says why it
    failed, and of one that waits what kept it last."""

    document_id: UUID
    batch_id: UUID
    path: Path
    size: int
    mtime_ns: int
    sha256: str
    url: str | None
    offset: int
    state: UploadState
    attempts: int = 0
    error: ErrorInfo | None = None
    renew: bool = False


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Documents of a batch by what a person has to do with them. `cancelled` ones have no tab of their
    own."""

    total: int = 0
    in_progress: int = 0
    to_review: int = 0
    confirmed: int = 0
    error: int = 0
    cancelled: int = 0

    def of(self, tab: DocumentTab) -> int:
        return self.total if tab is DocumentTab.ALL else int(getattr(self, tab.value))


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as the list and the header show it. `pending` says that something of it was not
    sent yet, `set_aside` why the service refused something of it. Tokens and `cost_micros` are of all
    models that were asked, None where none was. `files_here` says that some of its files are on this
    computer, `keep_files` that they are wanted here, `paused` that all that is left to send of it rests.
    Lists leave `field_plan` and `counts` out."""

    id: UUID
    name: str | None
    strategy: PromptStrategy
    prompt: str | None
    field_plan: FieldPlan | None
    status: BatchStatus
    document_count: int
    completed_count: int
    failed_count: int
    total_pages: int
    last_error_message: str | None
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    counts: DocumentCounts = field(default_factory=DocumentCounts)
    pending: bool = False
    set_aside: ErrorInfo | None = None
    engine: EngineChoice | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None
    files_here: bool = True
    keep_files: bool = False
    paused: bool = False

    @property
    def short_id(self) -> str:
        return f"{str(self.id)[:8]}…"

    @property
    def title(self) -> str:
        """For lists: the name, or the short id where there is none."""
        return self.name or self.short_id

    @property
    def pending_count(self) -> int:
        return max(0, self.document_count - self.completed_count - self.failed_count)

    @property
    def progress(self) -> int:
        """0 to 100, by settled documents."""
        settled = self.completed_count + self.failed_count
        return 100 * settled // self.document_count if self.document_count else 0


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it. `first_value` is its first key field as text, `line_items`
    the rows of its first table, `progress` 0 to 100 of upload or work, `findings` the number of
    failed checks and `worst` the one of them that matters most; `from_xml` says that it was read from the
    XML of an e-invoice. `position` is its place in the batch, `note` what a person should know of one that
    was read: that it was to be read again, and why that failed."""

    id: UUID
    batch_id: UUID | None
    position: int
    filename: str
    folder: str
    media_type: MediaType
    size: int
    page_count: int | None
    state: DocumentState
    progress: int
    error: ErrorInfo | None
    detected_type: DocumentType | None
    first_value: str
    line_items: int | None
    findings: int
    confirmed_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    upload: UploadRow | None = None
    pending: bool = False
    set_aside: ErrorInfo | None = None
    note: ErrorInfo | None = None
    worst: Finding | None = None
    from_xml: bool = False

    @property
    def in_work(self) -> bool:
        return self.state in TAB_STATES[DocumentTab.IN_PROGRESS]

    @property
    def can_be_stopped(self) -> bool:
        """Whether the service has it to read, or is about to."""
        return self.state in (DocumentState.QUEUED, DocumentState.PROCESSING)


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A document with its data: `document` has the pending edits and confirmations applied,
    `server` is the row as the service last told it (None before it was ever there)."""

    row: DocumentRow
    document: Document
    server: Document | None


class EventKind(StrEnum):
    """What a person did that the service must hear of."""

    CREATE_BATCH = "create_batch"
    SUBMIT_BATCH = "submit_batch"
    RENAME_BATCH = "rename_batch"
    CANCEL_BATCH = "cancel_batch"
    DELETE_BATCH = "delete_batch"
    EDIT = "edit"
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    REDO = "redo"
    CANCEL_DOCUMENT = "cancel_document"
    DELETE_DOCUMENT = "delete_document"
    READ_NOTIFICATIONS = "read_notifications"
    FORGET_VALUE = "forget_value"


class EventState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One outbox event. `entity_id` is the batch or document it is about, `based_on` the version
    of the document that the person saw, `reason` why it was set aside."""

    seq: int
    id: UUID
    kind: EventKind
    entity_id: UUID
    batch_id: UUID | None
    payload: Mapping[str, object]
    based_on: int | None
    state: EventState
    attempts: int
    next_try: datetime | None
    reason: ErrorInfo | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What was deleted and can still be brought back until a moment."""

    ids: tuple[UUID, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that a search found; `matched` is the value that was looked for, "" where it was found by
    its name."""

    row: DocumentRow
    matched: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file dropped into the wizard. `folder` is the path below what was dropped; `checked` says
    that the child process has looked at it and `error` why it is refused by itself. `prompt`,
    `compiled` (what it compiled to) and `field_plan` (with the person's changes) are for the
    per-document strategy."""

    id: UUID
    position: int
    path: Path
    name: str
    folder: str
    size: int
    mtime_ns: int
    checked: bool
    media_type: MediaType | None = None
    pages: int | None = None
    sha256: str | None = None
    error: ErrorInfo | None = None
    include_anyway: bool = False
    prompt: str = ""
    compiled: FieldPlan | None = None
    field_plan: FieldPlan | None = None


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export to the person's own disk. `done` and `documents` count documents. `repeatable` says that
    what it was made with is known; `added` counts the rows that were added to a file that was there;
    `queued` is one that waits for another; `missing` says that its file is not there any more, and
    `changed` counts the documents of it that changed since."""

    id: UUID
    format: ExportFormat
    rows: str
    status: ExportStatus
    path: Path
    what: str
    documents: int
    row_count: int | None
    size: int | None
    done: int
    error: ErrorInfo | None
    created_at: datetime
    repeatable: bool = False
    added: int | None = None
    queued: bool = False
    missing: bool = False
    changed: int = 0


@dataclass(frozen=True, slots=True)
class NotificationRow:
    """A batch that ended: by the name that it has now, and as it was then."""

    id: UUID
    batch_id: UUID
    title: str
    status: BatchStatus
    document_count: int
    completed_count: int
    failed_count: int
    created_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class SavedPrompt:
    """One entry of the prompt library; `builtin` ones are the defaults and can't be changed.
    `field_plan` is there where the person changed the columns that the text gives."""

    id: str
    name: str
    prompt: str
    builtin: bool = False
    field_plan: FieldPlan | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write changed: exactly the views that show one of these refresh."""

    batches: frozenset[UUID] = frozenset()
    documents: frozenset[UUID] = frozenset()
    account: bool = False
    exports: bool = False
    prompts: bool = False
    outbox: bool = False
    notifications: bool = False
    watched: bool = False

    def __bool__(self) -> bool:
        flags = (self.account, self.exports, self.prompts, self.outbox, self.notifications, self.watched)
        return bool(self.batches or self.documents) or any(flags)
