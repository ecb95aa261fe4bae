"""Batches in the database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, ExtractionBatch
from ingestio_cloud.db.scope import (
    changed_rows,
    insert_or_ignore,
    insert_rows,
    owned,
    owned_columns,
    owned_delete,
    owned_update,
)
from ingestio_cloud.features.paging import bad_cursor, decode_cursor, encode_cursor
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus

_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class BatchSort(StrEnum):
    """A minus in front sorts downwards."""

    CREATED_AT = "created_at"
    CREATED_AT_DOWN = "-created_at"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DOWN = "-updated_at"
    COMPLETED_AT = "completed_at"
    COMPLETED_AT_DOWN = "-completed_at"
    NAME = "name"
    NAME_DOWN = "-name"
    STATUS = "status"
    STATUS_DOWN = "-status"
    DOCUMENTS = "document_count"
    DOCUMENTS_DOWN = "-document_count"
    PAGES = "total_pages"
    PAGES_DOWN = "-total_pages"


_KEYS: Final[Mapping[str, tuple[type, ColumnElement[Any]]]] = {
    "created_at": (datetime, ExtractionBatch.created_at.expression),
    "updated_at": (datetime, ExtractionBatch.updated_at.expression),
    "completed_at": (datetime, func.coalesce(ExtractionBatch.completed_at, _NEVER)),
    "name": (str, func.lower(func.coalesce(ExtractionBatch.name, ""))),
    "status": (str, ExtractionBatch.status.expression),
    "document_count": (int, ExtractionBatch.document_count.expression),
    "total_pages": (int, ExtractionBatch.total_pages.expression),
}
"""What each word sorts by; never null, so that a cursor always has a place."""


def get(session: Session, user_id: UUID, batch_id: UUID) -> ExtractionBatch | None:
    found: ExtractionBatch | None = session.scalars(
        owned(ExtractionBatch, user_id)
        .where(ExtractionBatch.id == batch_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return found


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> Sequence[ExtractionBatch]:
    return session.scalars(owned(ExtractionBatch, user_id).where(ExtractionBatch.id.in_(ids))).all()


def by_key(session: Session, user_id: UUID, idempotency_key: str) -> ExtractionBatch | None:
    found: ExtractionBatch | None = session.scalars(
        owned(ExtractionBatch, user_id).where(ExtractionBatch.idempotency_key == idempotency_key)
    ).one_or_none()
    return found


def insert(session: Session, batch: Mapping[str, Any]) -> bool:
    """Insert a batch unless its id or its key is taken, by whomever; whether it was inserted."""
    return insert_or_ignore(session, ExtractionBatch, dict(batch))


def insert_documents(session: Session, documents: Sequence[Mapping[str, Any]]) -> bool:
    """Insert documents; False, and the transaction is spoilt, when an id of them is taken, by
    whomever."""
    try:
        insert_rows(session, Document, documents)
    except IntegrityError:
        return False
    return True


def page(
    session: Session,
    user_id: UUID,
    *,
    status: BatchStatus | None,
    name: str | None,
    sort: BatchSort,
    cursor: str | None,
    limit: int,
) -> tuple[Sequence[ExtractionBatch], str | None]:
    """One page of the list and the cursor of the next one, None on the last."""
    down = sort.startswith("-")
    word = sort.removeprefix("-")
    kind, key = _KEYS[word]
    statement = owned(ExtractionBatch, user_id).add_columns(key.label("sort_key"))
    if status is not None:
        statement = statement.where(ExtractionBatch.status == status)
    if name:
        statement = statement.where(ExtractionBatch.name.icontains(name, autoescape=True))
    if cursor is not None:
        last, last_id = _from_cursor(cursor, kind)
        beyond = key < last if down else key > last
        beyond_id = ExtractionBatch.id < last_id if down else ExtractionBatch.id > last_id
        statement = statement.where(beyond | and_(key == last, beyond_id))
    order = (key.desc(), ExtractionBatch.id.desc()) if down else (key, ExtractionBatch.id)
    rows = session.execute(statement.order_by(*order).limit(limit + 1)).all()
    batches = [row[0] for row in rows[:limit]]
    if len(rows) <= limit:
        return batches, None
    return batches, encode_cursor(_plain(rows[limit - 1].sort_key), str(batches[-1].id))


def rename(session: Session, user_id: UUID, batch_id: UUID, name: str | None) -> bool:
    statement = owned_update(ExtractionBatch, user_id).where(ExtractionBatch.id == batch_id)
    return changed_rows(session, statement.values(name=name, updated_at=utc_now())) == 1


def mark_submitted(session: Session, user_id: UUID, batch_id: UUID) -> bool:
    """Close the batch for uploads; False when it was closed already."""
    statement = owned_update(ExtractionBatch, user_id).where(
        ExtractionBatch.id == batch_id, ExtractionBatch.submitted_at.is_(None)
    )
    return changed_rows(session, statement.values(submitted_at=utc_now(), updated_at=utc_now())) == 1


def mark_cancelled(session: Session, user_id: UUID, batch_id: UUID) -> bool:
    """Cancel the batch unless it is over; whether it was not."""
    statement = owned_update(ExtractionBatch, user_id).where(
        ExtractionBatch.id == batch_id, ExtractionBatch.status.not_in(FINAL_BATCH)
    )
    now = utc_now()
    return (
        changed_rows(
            session,
            statement.values(
                status=BatchStatus.CANCELLED, updated_at=now, completed_at=now, submitted_at=now
            ),
        )
        == 1
    )


def delete(session: Session, user_id: UUID, batch_id: UUID) -> bool:
    """Delete the batch and all its documents, with what belongs to them."""
    session.execute(owned_delete(Document, user_id).where(Document.batch_id == batch_id))
    return (
        changed_rows(session, owned_delete(ExtractionBatch, user_id).where(ExtractionBatch.id == batch_id))
        == 1
    )


def document_ids(session: Session, user_id: UUID, batch_id: UUID) -> Sequence[UUID]:
    return session.scalars(
        owned_columns(Document, user_id, Document.id)
        .where(Document.batch_id == batch_id)
        .order_by(Document.position)
    ).all()


def _plain(value: Any) -> str | int:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return aware.astimezone(UTC).isoformat()
    return value if isinstance(value, int) else str(value)


def _from_cursor(cursor: str, kind: type) -> tuple[Any, UUID]:
    value, last_id = decode_cursor(cursor, (int if kind is int else str, str))
    try:
        return (datetime.fromisoformat(value) if kind is datetime else value), UUID(last_id)
    except ValueError:
        raise bad_cursor() from None
