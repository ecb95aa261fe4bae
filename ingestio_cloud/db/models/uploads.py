"""Uploads in progress."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now


class UploadStatus(StrEnum):
    """`received` is an upload whose last byte is there but whose file is not verified yet."""

    RECEIVING = "receiving"
    RECEIVED = "received"
    FINISHED = "finished"


class Upload(Base):
    """A tus upload. `received` counts the bytes that are safely stored; `turn` rises with each
    request that writes, and only the newest may; `closed_turn` is the last that ended in order.
    Until `claimed_until` a process verifies the file and the others leave it alone."""

    __tablename__ = "uploads"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    length: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    upload_metadata: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[UploadStatus] = mapped_column(EnumWord(UploadStatus), default=UploadStatus.RECEIVING)
    turn: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    closed_turn: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    claimed_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]

    __table_args__ = (Index(None, "status", "expires_at"), Index(None, "user_id", "status"))
