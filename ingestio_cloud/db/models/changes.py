"""The change feed."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now
from ingestio_core.contracts.changes import ChangeKind

_DELETED: Final = text("deleted")


class Change(Base):
    """The last change of a row that clients keep; a deleted one stays as a tombstone."""

    __tablename__ = "changes"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ChangeKind] = mapped_column(EnumWord(ChangeKind), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    deleted: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (
        Index(None, "user_id", "number"),
        Index("ix_changes_tombstones", "changed_at", postgresql_where=_DELETED, sqlite_where=_DELETED),
    )
