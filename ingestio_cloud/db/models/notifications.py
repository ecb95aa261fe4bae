"""What people are told of without having asked."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now
from ingestio_core.contracts.notifications import NotificationKind
from ingestio_core.lifecycle import BatchStatus

_TO_MAIL: Final = text("mail_due_at IS NOT NULL")


class Notification(Base):
    """A batch that ended, as it was then: it may be renamed or redone later. `mail_due_at` is when its
    mail is to be sent, None where none is or was to be; `mail_attempts` counts the tries."""

    __tablename__ = "batch_notifications"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("extraction_batches.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[NotificationKind] = mapped_column(EnumWord(NotificationKind))
    batch_name: Mapped[str | None] = mapped_column(String(200))
    batch_status: Mapped[BatchStatus] = mapped_column(EnumWord(BatchStatus))
    document_count: Mapped[int]
    completed_count: Mapped[int]
    failed_count: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]
    mail_due_at: Mapped[datetime | None]
    mail_attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    __table_args__ = (
        Index(None, "user_id", "created_at", "id"),
        Index(None, "created_at"),
        Index(
            "ix_batch_notifications_to_mail", "mail_due_at", sqlite_where=_TO_MAIL, postgresql_where=_TO_MAIL
        ),
    )
