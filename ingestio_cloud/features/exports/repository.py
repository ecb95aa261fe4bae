"""Exports in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Text, and_, cast, func
from sqlalchemy.orm import Session, defer

from ingestio_cloud.db.models import Document, Export, ExtractionResult, FieldEdit
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    everyone_delete,
    everyone_update,
    insert_or_ignore,
    owned,
    owned_columns,
    owned_delete,
    owned_update,
)
from ingestio_cloud.features.keyset import Key, Order, list_tag, page_of, parse_moment, parse_uuid
from ingestio_core.contracts.exports import ExportStatus
from ingestio_core.lifecycle import DocumentStatus

_NEWEST_FIRST: Final = Order((Key(Export.created_at, parse_moment), Key(Export.id, parse_uuid)), down=True)


def get(session: Session, user_id: UUID, export_id: UUID) -> Export | None:
    found: Export | None = session.scalars(
        owned(Export, user_id).where(Export.id == export_id).execution_options(populate_existing=True)
    ).one_or_none()
    return found


def by_link(session: Session, export_id: UUID) -> Export | None:
    """An export of whomever: its link is checked instead of a token."""
    found: Export | None = session.scalars(everyone(Export).where(Export.id == export_id)).one_or_none()
    return found


def add(session: Session, values: dict[str, Any]) -> bool:
    """Insert an export unless its id is taken, by whomever; whether it was inserted."""
    return insert_or_ignore(session, Export, values)


def unfinished_count(session: Session, user_id: UUID) -> int:
    """How many of the user's exports are being written or wait for it."""
    waiting = owned_columns(Export, user_id, func.count()).where(Export.status == ExportStatus.WRITING)
    return int(session.scalar(waiting) or 0)


def page(
    session: Session, user_id: UUID, *, cursor: str | None, limit: int
) -> tuple[Sequence[Export], str | None]:
    """One page of the user's exports, newest first, and the next cursor."""
    return page_of(
        session, owned(Export, user_id), _NEWEST_FIRST, tag=list_tag("exports"), cursor=cursor, limit=limit
    )


def has_contents(
    session: Session,
    user_id: UUID,
    document_ids: Sequence[UUID],
    *,
    only_confirmed: bool,
    include_failed: bool,
) -> bool:
    """Whether one of these documents would be in an export."""
    read = owned_columns(ExtractionResult, user_id, ExtractionResult.id)
    wanted = and_(
        Document.status != DocumentStatus.FAILED,
        read.where(ExtractionResult.document_id == Document.id).exists(),
    )
    if only_confirmed:
        wanted &= and_(Document.status == DocumentStatus.COMPLETED, Document.confirmed_at.is_not(None))
    if include_failed:
        wanted |= Document.status == DocumentStatus.FAILED
    found = owned_columns(Document, user_id, Document.id).where(Document.id.in_(document_ids), wanted)
    return session.scalar(found.limit(1)) is not None


def plan_texts(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> set[str]:
    """The different field plans, as JSON, by which these documents were read."""
    plans = owned_columns(ExtractionResult, user_id, cast(ExtractionResult.field_plan, Text)).where(
        ExtractionResult.document_id.in_(document_ids)
    )
    return set(session.scalars(plans.distinct()))


def edits(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> dict[UUID, list[FieldEdit]]:
    """Who changed what in these documents, oldest first."""
    found: dict[UUID, list[FieldEdit]] = {}
    statement = owned(FieldEdit, user_id).where(FieldEdit.document_id.in_(document_ids))
    for edit in session.scalars(statement.order_by(FieldEdit.document_id, FieldEdit.sequence)):
        found.setdefault(edit.document_id, []).append(edit)
    return found


def has_table(session: Session, user_id: UUID, document_ids: Sequence[UUID], name: str) -> bool:
    """Whether the data of one of these documents has a list under a name."""
    found = (
        owned_columns(ExtractionResult, user_id, ExtractionResult.id)
        .where(ExtractionResult.document_id.in_(document_ids))
        .where(ExtractionResult.data[name].as_string().startswith("["))
    )
    return session.scalar(found.limit(1)) is not None


def claim(
    session: Session, user_id: UUID, export_id: UUID, *, mine: UUID, now: datetime, until: datetime
) -> bool:
    """Take an export that nobody is writing; whether it was free."""
    statement = (
        owned_update(Export, user_id)
        .where(
            Export.id == export_id,
            Export.status == ExportStatus.WRITING,
            Export.claimed_until.is_(None) | (Export.claimed_until < now),
        )
        .values(claim=mine, claimed_until=until, attempts=Export.attempts + 1)
    )
    return changed_rows(session, statement) == 1


def renew(session: Session, user_id: UUID, export_id: UUID, *, mine: UUID, until: datetime) -> bool:
    """Hold a claim for longer; False when it was lost, or the export deleted."""
    statement = owned_update(Export, user_id).where(
        Export.id == export_id, Export.claim == mine, Export.status == ExportStatus.WRITING
    )
    return changed_rows(session, statement.values(claimed_until=until)) == 1


def settle(
    session: Session, user_id: UUID, export_id: UUID, status: ExportStatus, *, mine: UUID, **values: Any
) -> bool:
    """End an export that is written under this claim; False when the claim was lost."""
    statement = owned_update(Export, user_id).where(
        Export.id == export_id, Export.claim == mine, Export.status == ExportStatus.WRITING
    )
    return changed_rows(session, statement.values(status=status, claimed_until=None, **values)) == 1


def release(session: Session, user_id: UUID, export_id: UUID, *, mine: UUID) -> bool:
    """Give a claim back, so that another process need not wait for its end, and as if it had not been
    tried: an orderly stop is no fault of the export's."""
    statement = owned_update(Export, user_id).where(
        Export.id == export_id, Export.claim == mine, Export.status == ExportStatus.WRITING
    )
    given_back = statement.values(claimed_until=None, attempts=Export.attempts - 1)
    return changed_rows(session, given_back) == 1


def delete(session: Session, user_id: UUID, export_id: UUID) -> bool:
    return changed_rows(session, owned_delete(Export, user_id).where(Export.id == export_id)) == 1


def release_all(session: Session) -> None:
    """Forget all claims, of whomever: where one process writes, they are those of its last life."""
    session.execute(
        everyone_update(Export).where(Export.status == ExportStatus.WRITING).values(claimed_until=None)
    )


def unfinished(session: Session, now: datetime) -> Sequence[tuple[UUID, UUID]]:
    """User and id of each export, of whomever, that nobody writes."""
    waiting = everyone(Export.user_id, Export.id).where(
        Export.status == ExportStatus.WRITING,
        Export.claimed_until.is_(None) | (Export.claimed_until < now),
    )
    return [(row.user_id, row.id) for row in session.execute(waiting.order_by(Export.created_at))]


def expired(session: Session, before: datetime, limit: int) -> Sequence[Export]:
    """Exports, of whomever, that were asked for before a time."""
    return session.scalars(everyone(Export).where(Export.created_at < before).limit(limit)).all()


def of_ids(session: Session, ids: Sequence[UUID]) -> Sequence[Export]:
    """These exports, of whomever, for the sweep of files left behind."""
    # What was asked for may list thousands of documents.
    found = everyone(Export).where(Export.id.in_(ids)).options(defer(Export.request))
    return session.scalars(found).all()


def delete_expired(session: Session, ids: Sequence[UUID]) -> None:
    """Delete exports, of whomever."""
    session.execute(everyone_delete(Export).where(Export.id.in_(ids)))
