"""Exports in the database."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Export
from ingestio_cloud.db.scope import changed_rows, everyone, insert_or_ignore, owned, owned_update
from ingestio_cloud.features.keyset import Key, Order, list_tag, page_of, parse_moment, parse_uuid
from ingestio_core.contracts.exports import ExportStatus

_NEWEST_FIRST: Final = Order((Key(Export.created_at, parse_moment), Key(Export.id, parse_uuid)), down=True)


def get(session: Session, user_id: UUID, export_id: UUID) -> Export | None:
    found: Export | None = session.scalars(
        owned(Export, user_id).where(Export.id == export_id).execution_options(populate_existing=True)
    ).one_or_none()
    return found


def by_link(session: Session, export_id: UUID) -> Export | None:
    """An export of whomever: its link was checked instead of a token."""
    found: Export | None = session.scalars(everyone(Export).where(Export.id == export_id)).one_or_none()
    return found


def insert(session: Session, values: dict[str, Any]) -> bool:
    """Insert an export unless its id is taken; whether it was inserted."""
    return insert_or_ignore(session, Export, values)


def page(
    session: Session, user_id: UUID, *, cursor: str | None, limit: int
) -> tuple[Sequence[Export], str | None]:
    """One page of the user's exports, newest first, and the next cursor."""
    return page_of(
        session, owned(Export, user_id), _NEWEST_FIRST, tag=list_tag("exports"), cursor=cursor, limit=limit
    )


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
