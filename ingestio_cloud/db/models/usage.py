"""What was used, and what others told us."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now


class UsageKind(StrEnum):
    RESERVE = "reserve"
    COMMIT = "commit"
    RELEASE = "release"


class UsageEvent(Base):
    """The ledger: at most one event of a kind for an attempt at a document. It outlives the
    document, so it names it without a foreign key. `month` is the first day of the month that the
    pages were reserved in, which commit and release keep."""

    __tablename__ = "usage_events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    document_id: Mapped[UUID]
    attempt: Mapped[int]
    kind: Mapped[UsageKind] = mapped_column(EnumWord(UsageKind))
    pages: Mapped[int]
    month: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (UniqueConstraint("document_id", "attempt", "kind"), Index(None, "user_id", "month"))


class UsageMonth(Base):
    """The sum of a month's ledger. `pages_limit` is the plan's at the last reservation, None where
    there is no limit."""

    __tablename__ = "usage_months"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    pages_reserved: Mapped[int] = mapped_column(default=0)
    pages_used: Mapped[int] = mapped_column(default=0)
    documents_used: Mapped[int] = mapped_column(default=0)
    pages_limit: Mapped[int | None]


class WebhookEvent(Base):
    """An event of another service, stored once and processed later."""

    __tablename__ = "webhook_events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(50))
    event_id: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(100))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(default=utc_now)
    processed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    last_error: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("provider", "event_id"),)
