"""Exports made by the service."""

from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from ingestio_core.contracts.base import Wire
from ingestio_core.errors import ErrorInfo


class ExportFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class ExportStatus(StrEnum):
    WRITING = "writing"
    SAVED = "saved"
    FAILED = "failed"


class ExportCreate(Wire):
    """What to export: a batch or a list of documents. `rows` is `documents` for one row a
    document, else the name of an array field, one row for each of its items."""

    id: UUID
    format: ExportFormat
    rows: str = "documents"
    batch_id: UUID | None = None
    document_ids: tuple[UUID, ...] = Field(default=(), max_length=100_000)
    only_confirmed: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> "ExportCreate":
        if (self.batch_id is None) == (not self.document_ids):
            raise ValueError("name either batch_id or document_ids")
        return self


class Export(Wire):
    id: UUID
    format: ExportFormat
    rows: str
    status: ExportStatus
    filename: str
    row_count: int | None = None
    size: int | None = None
    error: ErrorInfo | None = None
    created_at: AwareDatetime
    download_url: str | None = None
    expires_at: AwareDatetime | None = None
