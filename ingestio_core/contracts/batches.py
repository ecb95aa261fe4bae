"""Batches on the wire."""

from uuid import UUID

from pydantic import AwareDatetime, Field

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_core.providers import ProviderKind


class BatchCreate(Wire):
    """A new batch with all its documents; ids are made by the client, so that sending it twice
    makes one batch. `prompt` and `field_plan` are for the `global` strategy. A batch without
    documents is refused, as are those that the plan does not allow. `engine` is what reads it, the
    account's default unless given; `model_provider` names a key of the account, which need not be said
    where there is one alone."""

    id: UUID
    name: str | None = Field(default=None, max_length=200)
    prompt_strategy: PromptStrategy
    prompt: str | None = Field(default=None, max_length=20_000)
    field_plan: FieldPlan | None = None
    engine: EngineChoice | None = None
    model_provider: ProviderKind | None = None
    documents: tuple[DocumentCreate, ...]


class BatchPatch(Wire):
    name: str | None = Field(default=None, max_length=200)


class Batch(Wire):
    """`engine` is what reads it, none for what the service does by itself. Tokens and `cost_micros`, in
    millionths of a US dollar, are of all models that were asked about its documents, none where none was."""

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
    engine: EngineChoice | None = None
    model_provider: ProviderKind | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None
    last_error_message: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    completed_at: AwareDatetime | None = None
