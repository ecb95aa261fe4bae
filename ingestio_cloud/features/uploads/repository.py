"""Uploads in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Upload, UploadStatus
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    everyone_delete,
    owned,
    owned_columns,
    owned_delete,
    owned_update,
)


def get(session: Session, user_id: UUID, upload_id: UUID) -> Upload | None:
    found: Upload | None = session.scalars(owned(Upload, user_id).where(Upload.id == upload_id)).one_or_none()
    return found


def add(session: Session, upload: Upload) -> None:
    session.add(upload)
    session.flush()


def unfinished(session: Session, user_id: UUID) -> tuple[int, int]:
    """How many uploads of the user are not verified yet, and how many bytes they have or will have."""
    figures = owned_columns(Upload, user_id, sa.func.count(), sa.func.sum(Upload.length)).where(
        Upload.status.in_((UploadStatus.RECEIVING, UploadStatus.RECEIVED))
    )
    uploads, size = session.execute(figures).one()
    return int(uploads), int(size or 0)


def begin_turn(session: Session, user_id: UUID, upload_id: UUID, offset: int) -> tuple[int, int] | None:
    """Take the next turn at an upload that has `offset` bytes: its number, and the last that ended in
    order. None when it has another number of bytes by now, or is complete."""
    row = session.execute(
        owned_update(Upload, user_id)
        .where(Upload.id == upload_id, Upload.status == UploadStatus.RECEIVING, Upload.received == offset)
        .values(turn=Upload.turn + 1)
        .returning(Upload.turn, Upload.closed_turn)
    ).one_or_none()
    return None if row is None else (int(row[0]), int(row[1]))


def note(
    session: Session, user_id: UUID, upload_id: UUID, turn: int, received: int, **values: object
) -> bool:
    """Note how many bytes are safely stored; False when a newer turn has begun, or it is gone."""
    statement = owned_update(Upload, user_id).where(
        Upload.id == upload_id,
        Upload.status == UploadStatus.RECEIVING,
        Upload.turn == turn,
        Upload.received <= received,
    )
    return changed_rows(session, statement.values(received=received, **values)) == 1


def forget_received(session: Session, user_id: UUID, upload_id: UUID, turn: int) -> bool:
    """Let the upload begin anew, since its bytes are lost; False when a newer turn has begun."""
    statement = owned_update(Upload, user_id).where(
        Upload.id == upload_id, Upload.status == UploadStatus.RECEIVING, Upload.turn == turn
    )
    return changed_rows(session, statement.values(received=0, closed_turn=turn)) == 1


def claim(
    session: Session, user_id: UUID, upload_id: UUID, now: datetime, until: datetime, *, alone: bool
) -> bool:
    """Take the verification of a complete upload until then; False when another process has it, which
    it can only have when one is not `alone`."""
    statement = owned_update(Upload, user_id).where(
        Upload.id == upload_id, Upload.status == UploadStatus.RECEIVED
    )
    if not alone:
        statement = statement.where(sa.or_(Upload.claimed_until.is_(None), Upload.claimed_until < now))
    return changed_rows(session, statement.values(claimed_until=until)) == 1


def release(session: Session, user_id: UUID, upload_id: UUID) -> None:
    """Let whoever comes verify the upload."""
    session.execute(
        owned_update(Upload, user_id)
        .where(Upload.id == upload_id, Upload.status == UploadStatus.RECEIVED)
        .values(claimed_until=None)
    )


def finish(session: Session, user_id: UUID, upload_id: UUID) -> bool:
    """Settle a complete upload; False for all but the first to do so."""
    statement = owned_update(Upload, user_id).where(
        Upload.id == upload_id, Upload.status == UploadStatus.RECEIVED
    )
    return changed_rows(session, statement.values(status=UploadStatus.FINISHED, claimed_until=None)) == 1


def delete(session: Session, user_id: UUID, upload_id: UUID) -> bool:
    return changed_rows(session, owned_delete(Upload, user_id).where(Upload.id == upload_id)) == 1


def delete_expired(session: Session, user_id: UUID, upload_id: UUID, now: datetime) -> bool:
    """Delete an upload whose time is over, unless its last byte came at the last moment."""
    over = (Upload.id == upload_id, Upload.expires_at < now, Upload.status == UploadStatus.RECEIVING)
    return changed_rows(session, owned_delete(Upload, user_id).where(*over)) == 1


def delete_finished(session: Session, now: datetime) -> int:
    """Forget the uploads, of whomever, that were verified and whose time is over; how many."""
    over = (Upload.status == UploadStatus.FINISHED, Upload.expires_at < now)
    return changed_rows(session, everyone_delete(Upload).where(*over))


def delete_of_documents(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> tuple[UUID, ...]:
    """Delete all uploads of these documents; the ids of those whose bytes are left."""
    ids = session.scalars(
        owned_columns(Upload, user_id, Upload.id).where(
            Upload.document_id.in_(document_ids), Upload.status != UploadStatus.FINISHED
        )
    ).all()
    session.execute(owned_delete(Upload, user_id).where(Upload.document_id.in_(document_ids)))
    return tuple(ids)


def delete_untouched(session: Session, user_id: UUID, document_id: UUID) -> tuple[UUID, ...]:
    """Delete the announced uploads of a document to which no byte was ever sent; their ids."""
    statement = owned_delete(Upload, user_id).where(
        Upload.document_id == document_id,
        Upload.status == UploadStatus.RECEIVING,
        Upload.received == 0,
        Upload.turn == 0,
    )
    return tuple(session.scalars(statement.returning(Upload.id)))


def arrived_documents(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> set[UUID]:
    """Documents whose last byte is here but whose file is still being verified."""
    return set(
        session.scalars(
            owned_columns(Upload, user_id, Upload.document_id).where(
                Upload.document_id.in_(document_ids), Upload.status == UploadStatus.RECEIVED
            )
        )
    )


def has_open(session: Session, user_id: UUID, document_id: UUID) -> bool:
    """Whether an upload of this document is under way."""
    return bool(
        session.scalar(
            owned_columns(Upload, user_id, sa.func.count()).where(
                Upload.document_id == document_id,
                Upload.status.in_((UploadStatus.RECEIVING, UploadStatus.RECEIVED)),
            )
        )
    )


def unverified(session: Session, now: datetime, *, alone: bool) -> Sequence[tuple[UUID, UUID]]:
    """User and id of each upload, of whomever, that is complete and that nobody verifies: a crash, a
    full disk or an absent scanner left it. `alone`, also those that are claimed."""
    query = everyone(Upload.user_id, Upload.id).where(Upload.status == UploadStatus.RECEIVED)
    if not alone:
        query = query.where(sa.or_(Upload.claimed_until.is_(None), Upload.claimed_until < now))
    return [(row.user_id, row.id) for row in session.execute(query.order_by(Upload.created_at))]


def expired(session: Session, now: datetime) -> Sequence[tuple[UUID, UUID]]:
    """User and id of each upload, of whomever, that was not finished in its time."""
    query = everyone(Upload.user_id, Upload.id).where(
        Upload.status == UploadStatus.RECEIVING, Upload.expires_at < now
    )
    return [(row.user_id, row.id) for row in session.execute(query)]


def needed(session: Session, upload_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the uploads, of whomever, whose bytes are still needed."""
    return set(
        session.scalars(
            everyone(Upload.id).where(Upload.id.in_(list(upload_ids)), Upload.status != UploadStatus.FINISHED)
        )
    )
