"""Batches in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.folding import sort_text
from ingestio_cloud.db.models import Change, Document, ExtractionBatch, ExtractionJob
from ingestio_cloud.db.scope import (
    changed_rows,
    insert_or_ignore,
    insert_rows,
    owned,
    owned_columns,
    owned_delete,
    owned_exists,
    owned_update,
)
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus


@dataclass(frozen=True, slots=True)
class Spent:
    """What models were sent, wrote and cost; None where none was asked."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None


def spent(session: Session, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Spent]:
    """What models cost for those of the batches that one was asked for."""
    if not ids:
        return {}
    sums = (ExtractionJob.input_tokens, ExtractionJob.output_tokens, ExtractionJob.cost_micros)
    statement = (
        owned_columns(ExtractionJob, user_id, ExtractionJob.batch_id, *map(func.sum, sums))
        .where(ExtractionJob.batch_id.in_(ids), ExtractionJob.input_tokens.is_not(None))
        .group_by(ExtractionJob.batch_id)
    )
    return {
        batch_id: Spent(*(None if value is None else int(value) for value in values))
        for batch_id, *values in session.execute(statement)
    }


def get(session: Session, user_id: UUID, batch_id: UUID) -> ExtractionBatch | None:
    found: ExtractionBatch | None = session.scalars(
        owned(ExtractionBatch, user_id)
        .where(ExtractionBatch.id == batch_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return found


def by_ids(session: Session, user_id: UUID, ids: Sequence[UUID]) -> Sequence[ExtractionBatch]:
    if not ids:
        return ()
    return session.scalars(owned(ExtractionBatch, user_id).where(ExtractionBatch.id.in_(ids))).all()


def by_key(session: Session, user_id: UUID, idempotency_key: str) -> ExtractionBatch | None:
    found: ExtractionBatch | None = session.scalars(
        owned(ExtractionBatch, user_id).where(ExtractionBatch.idempotency_key == idempotency_key)
    ).one_or_none()
    return found


def insert(session: Session, batch: Mapping[str, Any]) -> bool:
    """Insert a batch unless its id or its key is taken, by whomever; whether it was inserted. Raises
    `NotAuthenticatedError` when the account was deleted meanwhile."""
    try:
        return insert_or_ignore(session, ExtractionBatch, dict(batch))
    except IntegrityError:
        raise NotAuthenticatedError from None


def documents_deleted(session: Session, user_id: UUID, ids: Sequence[UUID]) -> bool:
    """Whether a document of the user's had one of these ids. What was counted for it stays in the
    ledger, so its id is never used again."""
    return bool(
        session.scalar(
            owned_exists(
                Change,
                user_id,
                Change.kind == ChangeKind.DOCUMENT,
                Change.deleted.is_(True),
                Change.entity_id.in_(ids),
            )
        )
    )


def insert_documents(session: Session, documents: Sequence[Mapping[str, Any]]) -> bool:
    """Insert documents; False, and the transaction is spoilt, when an id of them is taken, by
    whomever."""
    try:
        insert_rows(session, Document, documents)
    except IntegrityError:
        return False
    return True


def rename(session: Session, user_id: UUID, batch_id: UUID, name: str | None) -> bool:
    statement = owned_update(ExtractionBatch, user_id).where(ExtractionBatch.id == batch_id)
    return (
        changed_rows(session, statement.values(name=name, name_folded=sort_text(name), updated_at=utc_now()))
        == 1
    )


def mark_submitted(session: Session, user_id: UUID, batch_id: UUID) -> bool:
    """Close the batch for uploads; False when it was closed already."""
    statement = owned_update(ExtractionBatch, user_id).where(
        ExtractionBatch.id == batch_id, ExtractionBatch.submitted_at.is_(None)
    )
    return changed_rows(session, statement.values(submitted_at=utc_now(), updated_at=utc_now())) == 1


def mark_cancelled(session: Session, user_id: UUID, batch_id: UUID, *, even_if_over: bool) -> bool:
    """Cancel the batch, unless it is over already and that is not to count; whether it was done."""
    statement = owned_update(ExtractionBatch, user_id).where(
        ExtractionBatch.id == batch_id, ExtractionBatch.status != BatchStatus.CANCELLED
    )
    if not even_if_over:
        statement = statement.where(ExtractionBatch.status.not_in(FINAL_BATCH))
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
