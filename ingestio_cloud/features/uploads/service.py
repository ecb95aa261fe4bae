"""Uploads: announced, received, verified. What the client says of a file is never trusted."""

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, Upload, UploadStatus
from ingestio_cloud.features.batches.counts import update_batch
from ingestio_cloud.features.changes.repository import Changed
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import ConflictError, NotFoundError, TooLargeError
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.extraction.service import fail_unread, start_attempt
from ingestio_cloud.features.uploads import repository
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.errors import ErrorInfo
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import DocumentStatus
from ingestio_core.limits import MEBIBYTE

FIRST_ATTEMPT: Final = 1
BLOB_PREFIX: Final = "documents"
HASH_MISMATCH: Final = ErrorInfo(
    code="hash_mismatch",
    title="The file is not the one announced",
    message="The file changed between adding and uploading it. Add it to a new batch.",
)


def create(
    session: Session, user_id: UUID, *, document_id: UUID, length: int, metadata: str, ttl: int, limit: int
) -> Upload:
    """Announce the upload of a document's file. `length` is in bytes, `limit` the
    largest file of the plan, `ttl` in seconds.

    Raises `NotFoundError`, `TooLargeError` (file_too_large) and `ConflictError`
    (already_uploaded) when the document waits for no file.
    """
    document = documents.get(session, user_id, document_id)
    if document is None:
        raise NotFoundError("document")
    if length > limit:
        raise TooLargeError(
            "file_too_large",
            "The file is too large",
            f"“{document.filename}” is larger than the {limit // MEBIBYTE} MB that a file may have.",
        )
    if document.status is not DocumentStatus.PENDING_UPLOAD:
        raise ConflictError(
            "already_uploaded",
            "This document waits for no file",
            "Its file has arrived already, or it was cancelled. Nothing needs to be sent.",
        )
    now = utc_now()
    upload = Upload(
        id=uuid4(),
        user_id=user_id,
        document_id=document_id,
        length=length,
        received=0,
        upload_metadata=metadata,
        status=UploadStatus.RECEIVING,
        created_at=now,
        expires_at=now + timedelta(seconds=ttl),
    )
    repository.add(session, upload)
    return upload


def get(session: Session, user_id: UUID, upload_id: UUID) -> Upload:
    """Raises `NotFoundError`, and `ConflictError` (upload_expired)."""
    upload = repository.get(session, user_id, upload_id)
    if upload is None:
        raise NotFoundError("upload")
    if upload.status is UploadStatus.RECEIVING and upload.expires_at < utc_now():
        raise expired()
    return upload


def note_received(session: Session, user_id: UUID, upload_id: UUID, received: int) -> None:
    """Note how many bytes are safely on disk. Raises `NotFoundError` when it was deleted."""
    if not repository.set_received(session, user_id, upload_id, received):
        raise NotFoundError("upload")


def mark_complete(session: Session, user_id: UUID, upload_id: UUID) -> bool:
    """Note that the last byte is here; False for all but the first to say so."""
    return repository.move(session, user_id, upload_id, UploadStatus.RECEIVING, UploadStatus.RECEIVED)


def terminate(session: Session, user_id: UUID, upload_id: UUID) -> None:
    """Raises `NotFoundError`."""
    if not repository.delete(session, user_id, upload_id):
        raise NotFoundError("upload")


def take(
    session: Session,
    user_id: UUID,
    upload_id: UUID,
    result: IntakeResult,
    *,
    storage_path: str,
    dispatcher: Dispatcher,
) -> bool:
    """Settle a complete upload by what intake found: the document is queued, or fails with the
    reason. Document, pages, job and queue change in this one transaction; twice is once. Whether
    the document uses the stored file."""
    if not repository.move(session, user_id, upload_id, UploadStatus.RECEIVED, UploadStatus.FINISHED):
        return False
    upload = repository.get(session, user_id, upload_id)
    document = documents.get(session, user_id, upload.document_id) if upload else None
    if document is None:
        return False
    error = result.error or (HASH_MISMATCH if result.sha256 != document.sha256 else None)
    if error is not None or result.media_type is None or result.pages is None:
        fail_unread(session, user_id, document, error or HASH_MISMATCH, size=result.size)
        return False
    if not documents.move(
        session,
        user_id,
        document.id,
        [DocumentStatus.PENDING_UPLOAD],
        DocumentStatus.UPLOADED,
        storage_path=storage_path,
        media_type=result.media_type,
        size=result.size,
        page_count=result.pages,
        attempt=FIRST_ATTEMPT,
    ):
        return False
    _queue(session, user_id, document.id, result.pages, dispatcher)
    return True


def blob_key(user_id: UUID, document_id: UUID, upload_id: UUID) -> str:
    """Where a document's file is kept. The upload is part of it, so that two uploads of one
    document never write to one place."""
    return f"{BLOB_PREFIX}/{user_id}/{document_id}/{upload_id}"


def expired() -> ConflictError:
    return ConflictError(
        "upload_expired", "The upload took too long", "Its first part was thrown away. Upload the file again."
    )


def _queue(session: Session, user_id: UUID, document_id: UUID, pages: int, dispatcher: Dispatcher) -> None:
    document: Document | None = documents.get(session, user_id, document_id)
    assert document is not None, "it was changed in this transaction"
    start_attempt(session, dispatcher, document, attempt=FIRST_ATTEMPT)
    changed = [Changed(ChangeKind.DOCUMENT, document_id)]
    update_batch(session, user_id, document.batch_id, pages=pages, changed=changed)
