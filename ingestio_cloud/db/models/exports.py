"""Exports made by the service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, ErrorColumn, utc_now
from ingestio_core.contracts.exports import ExportFormat, ExportStatus
from ingestio_core.errors import ErrorInfo


class Export(Base):
    """A file made of documents. `request` is the body that asked for it. The process that writes it
    holds the claim `claim` until `claimed_until` unless it renews it; `attempts` counts the claims."""

    __tablename__ = "exports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("extraction_batches.id", ondelete="SET NULL"))
    format: Mapped[ExportFormat] = mapped_column(EnumWord(ExportFormat))
    rows: Mapped[str] = mapped_column(String(100))
    request: Mapped[dict[str, Any]] = mapped_column(JSON)
    status: Mapped[ExportStatus] = mapped_column(EnumWord(ExportStatus), default=ExportStatus.WRITING)
    filename: Mapped[str] = mapped_column(String(255))
    storage_path: Mapped[str | None] = mapped_column(String(500))
    row_count: Mapped[int | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[ErrorInfo | None] = mapped_column(ErrorColumn)
    claim: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "user_id", "created_at", "id"), Index(None, "status", "created_at"))
