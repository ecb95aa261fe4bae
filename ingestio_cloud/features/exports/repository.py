"""Exports in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Export
from ingestio_cloud.db.scope import changed_rows, everyone, owned, owned_update
from ingestio_core.contracts.exports import ExportStatus


def get(session: Session, user_id: UUID, export_id: UUID) -> Export | None:
    found: Export | None = session.scalars(
        owned(Export, user_id).where(Export.id == export_id).execution_options(populate_existing=True)
    ).one_or_none()
    return found


def id_taken(session: Session, export_id: UUID) -> bool:
    """Whether any user has an export of this id."""
    return session.scalar(everyone(Export.id).where(Export.id == export_id)) is not None


def by_link(session: Session, export_id: UUID) -> Export | None:
    """An export of whomever: its link was checked instead of a token."""
    found: Export | None = session.scalars(everyone(Export).where(Export.id == export_id)).one_or_none()
    return found


def add(session: Session, export: Export) -> None:
    session.add(export)
    session.flush()


def page(
    session: Session, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Export]:
    """The user's exports, newest first; `before` is the time and id of the last one shown."""
    statement = owned(Export, user_id).order_by(Export.created_at.desc(), Export.id.desc())
    if before is not None:
        moment, last_id = before
        statement = statement.where(
            (Export.created_at < moment) | and_(Export.created_at == moment, Export.id < last_id)
        )
    return session.scalars(statement.limit(limit)).all()


def settle(session: Session, user_id: UUID, export_id: UUID, status: ExportStatus, **values: Any) -> bool:
    """End an export that is being written; False when it was over."""
    statement = owned_update(Export, user_id).where(
        Export.id == export_id, Export.status == ExportStatus.WRITING
    )
    return changed_rows(session, statement.values(status=status, **values)) == 1


def unfinished(session: Session) -> Sequence[tuple[UUID, UUID]]:
    """User and id of each export, of whomever, that a crash left unwritten."""
    return [
        (row.user_id, row.id)
        for row in session.execute(
            everyone(Export.user_id, Export.id).where(Export.status == ExportStatus.WRITING)
        )
    ]
