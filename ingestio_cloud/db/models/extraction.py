"""Jobs, what they read, and what people changed in it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, ErrorColumn, utc_now
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.contracts.trail import TrailOperation
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import JobStatus

_UNFINISHED: Final = text("status IN ('pending', 'processing')")


class ExtractionJob(Base):
    """One attempt at a document. `engine_run_id` is the durable engine's id of the run that has it now,
    `claimed_by` the process that has it in work (None while it waits), and `deaths` counts how often a
    process died with it in work. Tokens are those that a model was sent and wrote,
    `cost_micros` what they cost then, in millionths of a US dollar."""

    __tablename__ = "extraction_jobs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("extraction_batches.id", ondelete="CASCADE"))
    attempt: Mapped[int]
    status: Mapped[JobStatus] = mapped_column(EnumWord(JobStatus), default=JobStatus.PENDING)
    progress: Mapped[int] = mapped_column(default=0)
    error: Mapped[ErrorInfo | None] = mapped_column(ErrorColumn)
    engine_run_id: Mapped[str | None] = mapped_column(String(255))
    pages: Mapped[int | None]
    engine: Mapped[str | None] = mapped_column(String(100))
    model: Mapped[str | None] = mapped_column(String(200))
    seconds: Mapped[float | None]
    input_tokens: Mapped[int | None]
    output_tokens: Mapped[int | None]
    cost_micros: Mapped[int | None] = mapped_column(BigInteger)
    claimed_by: Mapped[str | None] = mapped_column(String(255))
    deaths: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("document_id", "attempt"),
        Index(None, "user_id", "status"),
        Index(None, "batch_id", "status"),
        Index(
            "ix_extraction_jobs_unfinished",
            "created_at",
            sqlite_where=_UNFINISHED,
            postgresql_where=_UNFINISHED,
        ),
    )


class ExtractionResult(Base):
    """What one job read: `data` as the field plan says, `evidence` by JSON Pointer into it.
    `version` is the document's version that the data belongs to."""

    __tablename__ = "extraction_results"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[UUID] = mapped_column(ForeignKey("extraction_jobs.id", ondelete="CASCADE"), unique=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    page_sizes: Mapped[list[Any]] = mapped_column(JSON)
    adjustments: Mapped[list[Any] | None] = mapped_column(JSON)
    field_plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    document_type: Mapped[DocumentType] = mapped_column(EnumWord(DocumentType))
    type_confidence: Mapped[float]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)


class ExtractionFindings(Base):
    """The checks that failed, one set for a result. `quality` is the share of fields that are
    sure, 0 to 1; `duplicates` lists documents that look like this one."""

    __tablename__ = "extraction_findings"

    result_id: Mapped[UUID] = mapped_column(
        ForeignKey("extraction_results.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    quality: Mapped[float]
    findings: Mapped[list[Any]] = mapped_column(JSON)
    duplicates: Mapped[list[Any]] = mapped_column(JSON, default=list)


class FieldEdit(Base):
    """One change by a person, of a value or of the document as a whole. `entry_hash` is the SHA-256 over
    `previous_hash` and this entry, so that a changed or missing entry shows."""

    __tablename__ = "field_edits"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    edited_by: Mapped[UUID]
    edited_at: Mapped[datetime]
    version: Mapped[int]
    operation: Mapped[TrailOperation] = mapped_column(EnumWord(TrailOperation))
    path: Mapped[str] = mapped_column(Text)
    old_value: Mapped[Any] = mapped_column(JSON)
    new_value: Mapped[Any] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    entry_hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (UniqueConstraint("document_id", "sequence"),)
