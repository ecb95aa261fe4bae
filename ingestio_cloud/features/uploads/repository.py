"""Uploads in the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Upload, UploadStatus
from ingestio_cloud.db.scope import changed_rows, everyone, owned, owned_columns, owned_delete, owned_update


def get(session: Session, user_id: UUID, upload_id: UUID) -> Upload | None:
    found: Upload | None = session.scalars(owned(Upload, user_id).where(Upload.id == upload_id)).one_or_none()
    return found


def add(session: Session, upload: Upload) -> None:
    session.add(upload)
    session.flush()


def set_received(session: Session, user_id: UUID, upload_id: UUID, received: int) -> bool:
    """Note how many bytes are safely on disk; False when the upload is gone or complete."""
    statement = owned_update(Upload, user_id).where(
        Upload.id == upload_id, Upload.status == UploadStatus.RECEIVING
    )
    return changed_rows(session, statement.values(received=received)) == 1


def move(
    session: Session, user_id: UUID, upload_id: UUID, expected: UploadStatus, status: UploadStatus
) -> bool:
    statement = owned_update(Upload, user_id).where(Upload.id == upload_id, Upload.status == expected)
    return changed_rows(session, statement.values(status=status)) == 1


def delete(session: Session, user_id: UUID, upload_id: UUID) -> bool:
    return changed_rows(session, owned_delete(Upload, user_id).where(Upload.id == upload_id)) == 1


def delete_of_documents(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> tuple[UUID, ...]:
    """Delete all uploads of these documents; their ids."""
    ids = session.scalars(
        owned_columns(Upload, user_id, Upload.id).where(Upload.document_id.in_(document_ids))
    ).all()
    session.execute(owned_delete(Upload, user_id).where(Upload.id.in_(ids)))
    return tuple(ids)


def arrived_documents(session: Session, user_id: UUID, document_ids: Sequence[UUID]) -> set[UUID]:
    """Documents whose last byte is here but whose file is still being verified."""
    return set(
        session.scalars(
            owned_columns(Upload, user_id, Upload.document_id).where(
                Upload.document_id.in_(document_ids), Upload.status == UploadStatus.RECEIVED
            )
        )
    )


def unverified(session: Session) -> Sequence[tuple[UUID, UUID]]:
    """User and id of each upload, of whomever, that a crash left complete but unverified."""
    return [
        (row.user_id, row.id)
        for row in session.execute(
            everyone(Upload.user_id, Upload.id).where(Upload.status == UploadStatus.RECEIVED)
        )
    ]


def expired(session: Session, now: datetime) -> Sequence[tuple[UUID, UUID]]:
    """User and id of each upload, of whomever, whose time is over."""
    return [
        (row.user_id, row.id)
        for row in session.execute(
            everyone(Upload.user_id, Upload.id).where(
                Upload.expires_at < now, Upload.status != UploadStatus.RECEIVED
            )
        )
    ]


def all_ids(session: Session) -> set[UUID]:
    """The ids of all uploads, of whomever, whose bytes are still needed."""
    return set(session.scalars(everyone(Upload.id).where(Upload.status != UploadStatus.FINISHED)))
