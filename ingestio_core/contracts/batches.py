"""Batches on the wire."""

from uuid import UUID

from pydantic import AwareDatetime, Field

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, PromptStrategy


class BatchCreate(Wire):
    """A new batch with all its documents; ids are made by the client, so that sending it twice
    makes one batch. `prompt` and `field_plan` are for the `global` strategy. A batch without
    documents is refused, as are those that the plan does not allow."""

    id: UUID
    name: str | None = Field(default=None, max_length=200)
    prompt_strategy: PromptStrategy
    prompt: str | None = Field(default=None, max_length=20_000)
    field_plan: FieldPlan | None = None
    documents: tuple[DocumentCreate, ...]


class BatchPatch(Wire):
    name: str | None = Field(default=None, max_length=200)


class Batch(Wire):
    id: UUID
    name: str | None
    prompt_strategy: PromptStrategy
    prompt: str | None
    field_plan: FieldPlan | None
    status: BatchStatus
    document_count: int
    completed_count: int
    failed_count: int
    total_pages: int
    last_error_message: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    completed_at: AwareDatetime | None = None
