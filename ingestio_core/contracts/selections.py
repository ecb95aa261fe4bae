"""Which documents of an account are meant: in lists, for actions on many, for exports."""

from uuid import UUID

from pydantic import Field

from ingestio_core.contracts.base import Flag, Wire
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.lifecycle import DocumentStatus


class DocumentFilter(Wire):
    """None and empty mean all. `search` is what the file's name or folder contains, whatever the
    case and accents; `findings` whether a check failed."""

    batch_id: UUID | None = None
    status: tuple[DocumentStatus, ...] = Field(default=(), max_length=10)
    type: tuple[DocumentType, ...] = Field(default=(), max_length=10)
    confirmed: Flag | None = None
    findings: Flag | None = None
    search: str | None = Field(default=None, max_length=200)
