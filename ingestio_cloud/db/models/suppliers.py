"""What was learned from corrections, by supplier."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now
from ingestio_extract.memory.model import LessonKind


class ExtractionReading(Base):
    """What one reading left behind for a later correction of it (`ingestio_extract.memory`): the
    document's words, deflated, the signs of firms on it, and which lessons its values came from."""

    __tablename__ = "extraction_readings"

    result_id: Mapped[UUID] = mapped_column(
        ForeignKey("extraction_results.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text)
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)


class Supplier(Base):
    """A supplier that something is remembered of. `lines` are marks of what its documents have in common."""

    __tablename__ = "suppliers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    lines: Mapped[list[Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (Index(None, "user_id", "name", "id"),)


class SupplierKey(Base):
    """A sign that a supplier is known by: a tax id, an IBAN, a name, a domain. One of several suppliers
    tells none of them."""

    __tablename__ = "supplier_keys"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    supplier_id: Mapped[UUID] = mapped_column(
        ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True
    )

    __table_args__ = (Index(None, "supplier_id", "user_id", "key"),)


class SupplierLesson(Base):
    """One thing that a confirmed correction taught. It outlives its document, whose name it keeps. Of
    several about the same `subject` of a supplier the newest counts; the others are for when it is taken
    back."""

    __tablename__ = "supplier_lessons"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    supplier_id: Mapped[UUID] = mapped_column(ForeignKey("suppliers.id", ondelete="CASCADE"))
    document_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("documents.id", ondelete="SET NULL"), index=True
    )
    document_name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[LessonKind] = mapped_column(EnumWord(LessonKind))
    subject: Mapped[str] = mapped_column(String(255))
    lesson: Mapped[dict[str, Any]] = mapped_column(JSON)
    learned_at: Mapped[datetime] = mapped_column(default=utc_now)

    __table_args__ = (Index(None, "supplier_id", "learned_at"),)


class SupplierLessonUse(Base):
    """A later document that was read by a lesson and confirmed; whether the person left it so."""

    __tablename__ = "supplier_lesson_uses"

    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("supplier_lessons.id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    agreed: Mapped[bool]
