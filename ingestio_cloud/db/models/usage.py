"""What was used, and what others told us."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now


class UsageKind(StrEnum):
    RESERVE = "reserve"
    COMMIT = "commit"
    RELEASE = "release"


_SETTLES = text("kind <> 'reserve'")


class UsageEvent(Base):
    """The ledger: for an attempt at a document one reservation, and one event that settles it (commit
    or release). It outlives the document, so it names it without a foreign key. `month` is the first
    day of the month that the pages were reserved in, which commit and release keep."""

    __tablename__ = "usage_events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    document_id: Mapped[UUID]
    attempt: Mapped[int]
    kind: Mapped[UsageKind] = mapped_column(EnumWord(UsageKind))
    pages: Mapped[int]
    month: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (
        UniqueConstraint("user_id", "document_id", "attempt", "kind"),
        Index(
            "uq_usage_events_settled",
            "user_id",
            "document_id",
            "attempt",
            unique=True,
            sqlite_where=_SETTLES,
            postgresql_where=_SETTLES,
        ),
        Index(None, "user_id", "month"),
        CheckConstraint("pages >= 0", name="pages_not_negative"),
    )


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

    __table_args__ = (
        CheckConstraint("pages_reserved >= 0", name="pages_reserved_not_negative"),
        CheckConstraint("pages_used >= 0", name="pages_used_not_negative"),
        CheckConstraint("documents_used >= 0", name="documents_used_not_negative"),
    )


class WebhookEvent(Base):
    """An event of another service, stored once and processed later: when `due_at`, which is None once
    it is done or, after too many attempts, set aside with `last_error`."""

    __tablename__ = "webhook_events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(50))
    event_id: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(100))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(default=utc_now)
    processed_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    last_error: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("provider", "event_id"),)
