"""Documents on the wire."""

from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue, model_validator

from ingestio_core.contracts.base import Whole, Wire
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DocumentStatus, JobStatus
from ingestio_core.limits import MediaType

MAX_BULK: Final = 1_000
"""Documents that one request for an action on many may name."""

MAX_PAGES: Final = 2**31 - 1
"""Of one document: what every database can count."""


class DocumentCreate(Wire):
    """A document as the client announces it. `size` is in bytes; `size`, `sha256`, `pages` and
    `media_type` are claims that the service checks again. Another media type than those taken is
    refused with all other files that cannot be taken. `folder` is the path below what was
    dropped, with forward slashes, so that equal names stay apart."""

    id: UUID
    filename: str = Field(min_length=1, max_length=255)
    folder: str = Field(default="", max_length=2_000)
    size: Whole = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    pages: Whole = Field(ge=0, le=MAX_PAGES)
    media_type: MediaType | Annotated[str, Field(max_length=255)] = Field(union_mode="left_to_right")
    prompt: str | None = Field(default=None, max_length=20_000)
    field_plan: FieldPlan | None = None


class Job(Wire):
    """The latest attempt at a document. `progress` is 0 to 100, `seconds` the time it took; tokens are
    those that a model was sent and wrote, none where no model was asked, and `cost_micros` what they cost in
    millionths of a US dollar, none where the model's price is not known."""

    attempt: int
    status: JobStatus
    progress: int = Field(ge=0, le=100)
    error: ErrorInfo | None = None
    pages: int | None = None
    engine: str | None = None
    model: str | None = None
    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None


class Document(Wire):
    """`version` rises with every change of the extraction or its confirmation; edits name the
    version they were based on. `field_plan` is the plan in force: the document's own, else
    the batch's, else that of its detected type. `error` says why a document failed, what one without
    a file waits for, and of a completed one why its redo failed, which left the earlier values.
    `trail_entries` and `trail_head` say how long its trail is and the hash that it ends with."""

    id: UUID
    batch_id: UUID | None
    filename: str
    folder: str = ""
    media_type: MediaType
    size: int
    sha256: str
    page_count: int | None
    prompt: str | None
    field_plan: FieldPlan | None
    detected_type: DocumentType | None
    status: DocumentStatus
    error: ErrorInfo | None = None
    confirmed_at: AwareDatetime | None = None
    version: int
    job: Job | None = None
    extraction: Extraction | None = None
    trail_entries: int = 0
    trail_head: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime


class EditOperation(StrEnum):
    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"


class Edit(Wire):
    """One change of a value: an operation of JSON Patch (RFC 6902) on a JSON Pointer. `move` takes the row
    at `path` to another place of its table; `value` is the pointer that the row has afterwards."""

    op: EditOperation = EditOperation.REPLACE
    path: str
    value: JsonValue = None


class DataPatch(Wire):
    edits: tuple[Edit, ...] = Field(min_length=1, max_length=10_000)


class BulkAction(StrEnum):
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    REDO = "redo"
    CANCEL = "cancel"
    DELETE = "delete"


class BulkRequest(Wire):
    """Names the documents one by one, or all that a filter lets through now (a whole batch is the
    filter of its id). `versions` gives, for as many of `ids` as wanted, the version that the person
    saw: a document that has moved on is left alone."""

    action: BulkAction
    ids: tuple[UUID, ...] = Field(default=(), max_length=MAX_BULK)
    versions: dict[UUID, Whole] = Field(default_factory=dict, max_length=MAX_BULK)
    filter: DocumentFilter | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "BulkRequest":
        if (self.filter is None) == (not self.ids):
            raise ValueError("name either ids or a filter")
        if not self.versions.keys() <= set(self.ids):
            raise ValueError("versions are of documents in ids")
        return self


class BulkOutcome(Wire):
    """What became of one document: its new version, none when it was deleted, or why it was left
    alone."""

    id: UUID
    version: int | None = None
    error: ErrorInfo | None = None


class BulkResponse(Wire):
    outcomes: tuple[BulkOutcome, ...]
