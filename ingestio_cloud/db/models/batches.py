"""Batches and their documents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ingestio_cloud.db.base import Base, EnumWord, ErrorColumn, utc_now
from ingestio_cloud.db.folding import SortText, computed, search_text, sort_text
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, PromptStrategy
from ingestio_core.limits import MediaType
from ingestio_core.providers import ProviderKind


class ExtractionBatch(Base):
    """A set of documents submitted together. The counts follow its documents in the same
    transaction; `request_hash` is the SHA-256 of the body that made it, `name_folded` the name as it
    is sorted and searched by. `engine` is what reads it, None for what the service does by itself;
    `model_provider` whose model is asked with a key of the user's own, None for the service's."""

    __tablename__ = "extraction_batches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str | None] = mapped_column(String(200))
    name_folded: Mapped[str | None] = mapped_column(SortText, default=computed(sort_text, "name"))
    prompt_strategy: Mapped[PromptStrategy] = mapped_column(EnumWord(PromptStrategy))
    prompt: Mapped[str | None] = mapped_column(Text)
    field_plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    engine: Mapped[EngineChoice | None] = mapped_column(EnumWord(EngineChoice))
    model_provider: Mapped[ProviderKind | None] = mapped_column(EnumWord(ProviderKind))
    status: Mapped[BatchStatus] = mapped_column(EnumWord(BatchStatus), default=BatchStatus.PENDING_UPLOAD)
    document_count: Mapped[int] = mapped_column(default=0)
    completed_count: Mapped[int] = mapped_column(default=0)
    failed_count: Mapped[int] = mapped_column(default=0)
    total_pages: Mapped[int] = mapped_column(default=0)
    last_error_message: Mapped[str | None] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(String(255))
    request_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    submitted_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    documents: Mapped[list["Document"]] = relationship(back_populates="batch", lazy="raise", viewonly=True)

    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        Index(None, "user_id", "status", "created_at", "id"),
        Index(None, "user_id", "created_at", "id"),
        Index(None, "user_id", "completed_at", "id"),
        Index(None, "user_id", "name_folded", "id"),
        Index(None, "user_id", "document_count", "id"),
        Index(None, "user_id", "total_pages", "id"),
    )


class Document(Base):
    """One file. What the client claimed of it (`size`, `sha256`, `media_type`, `claimed_pages`)
    is overwritten by what the service found; `page_count` is known once the file is verified.
    `attempt` is the number of the latest job, 0 before the first. `filename_folded` is what is sorted
    by, `search_text` what is searched; `finding_count` counts the findings of the latest result;
    `edit_count` and `trail_head` say how long the trail of edits is and the hash it ends with.
    `confirmed_at` counts while the document is `completed`: one that is read anew keeps it until then,
    and has it again if nothing comes of that."""

    __tablename__ = "documents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("extraction_batches.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(default=0)
    filename: Mapped[str] = mapped_column(String(255))
    filename_folded: Mapped[str] = mapped_column(
        SortText, default=computed(sort_text, "filename"), server_default=""
    )
    folder: Mapped[str] = mapped_column(String(2000), default="")
    search_text: Mapped[str] = mapped_column(
        Text, default=computed(search_text, "folder", "filename"), server_default=""
    )
    storage_path: Mapped[str | None] = mapped_column(String(500))
    media_type: Mapped[MediaType] = mapped_column(EnumWord(MediaType))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    claimed_pages: Mapped[int] = mapped_column(default=0)
    page_count: Mapped[int | None]
    prompt: Mapped[str | None] = mapped_column(Text)
    field_plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    detected_type: Mapped[DocumentType | None] = mapped_column(EnumWord(DocumentType))
    status: Mapped[DocumentStatus] = mapped_column(
        EnumWord(DocumentStatus), default=DocumentStatus.PENDING_UPLOAD
    )
    error: Mapped[ErrorInfo | None] = mapped_column(ErrorColumn)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)
    finding_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    edit_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    trail_head: Mapped[str | None] = mapped_column(String(64))
    attempt: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    batch: Mapped[ExtractionBatch | None] = relationship(
        back_populates="documents", lazy="raise", viewonly=True
    )

    __table_args__ = (
        CheckConstraint(
            "status IN ('pending_upload', 'failed') OR page_count IS NOT NULL",
            name="pages_known_once_verified",
        ),
        Index(None, "user_id", "status", "created_at", "id"),
        Index(None, "user_id", "created_at", "id"),
        Index(None, "user_id", "filename_folded", "id"),
        Index(None, "user_id", "page_count", "id"),
        Index(None, "batch_id", "status"),
        Index(None, "batch_id", "position", "id"),
        Index(None, "user_id", "sha256"),
    )
