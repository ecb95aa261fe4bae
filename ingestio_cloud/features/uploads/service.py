"""Uploads: announced, received, verified. What the client says of a file is never trusted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Upload, UploadStatus
from ingestio_cloud.features.batches.counts import Shift, update_batch
from ingestio_cloud.features.changes.repository import Changed, record_change
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.errors import ConflictError, NotFoundError, RefusedError, TooLargeError
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.extraction.endings import fail_unread
from ingestio_cloud.features.extraction.service import start_attempt
from ingestio_cloud.features.uploads import repository
from ingestio_cloud.features.uploads.limits import MAX_TURNS, UploadLimits, check_open
from ingestio_cloud.features.uploads.parts import Turn
from ingestio_cloud.features.uploads.turns import OvertakenError
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.errors import ErrorInfo
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import DocumentStatus
from ingestio_core.limits import MEBIBYTE

FIRST_ATTEMPT: Final = 1
BLOB_PREFIX: Final = "documents"
CLAIM_SECONDS: Final = 300
"""How long the process that has the last byte may take to verify the file before another one tries.
Both may then be at it; only one of them settles the document."""

HASH_MISMATCH: Final = ErrorInfo(
    code="hash_mismatch",
    title="The file is not the one announced",
    message="The file changed between adding and uploading it. Add it to a new batch.",
)
ABANDONED: Final = ErrorInfo(
    code="upload_expired",
    title="The upload was not finished",
    message="It was begun and then not gone on with for so long that its first part was thrown away. Upload "
    "the file again.",
    retryable=True,
)


@dataclass(frozen=True, slots=True)
class Announced:
    """An upload; the key of a file that it can be taken from; and earlier ones whose bytes are left."""

    upload: Upload
    source: str | None
    replaced: tuple[UUID, ...]


def announce(
    session: Session,
    user_id: UUID,
    /,
    *,
    document_id: UUID,
    length: int,
    known: str | None,
    renewed: str | None,
    with_body: bool,
    **rules: Any,
) -> Announced:
    """As `create`. `renewed` is the SHA-256 of what the document's file is by now, instead of what it was
    when the batch was made. `known` is that of the file where the sender asks whether it is here already.

    Only files of the same user are looked at: whoever may name one may read it as well, so that nothing
    is told or given by this that was not theirs, and the hash needs no further proof."""
    documents.lock(session, user_id, document_id)
    replaced = _renew(session, user_id, document_id, renewed, length) if renewed is not None else ()
    # The answer to an announcement may have been lost: who never learnt its address announces again, and
    # the first must not count against the account until it expires.
    replaced += repository.delete_untouched(session, user_id, document_id)
    document = documents.get(session, user_id, document_id)
    source = None
    if document is not None and known is not None and known == document.sha256:
        source = documents.stored_like(session, user_id, known, length)
    upload = create(
        session,
        user_id,
        document_id=document_id,
        length=length,
        with_body=with_body or source is not None,
        **rules,
    )
    return Announced(upload, source, replaced)


def create(
    session: Session,
    user_id: UUID,
    *,
    document_id: UUID,
    length: int,
    metadata: str,
    limits: UploadLimits,
    max_bytes: int,
    with_body: bool,
) -> Upload:
    """Announce the upload of a document's file; `with_body`, the first turn at it begins at once.
    `length` is in bytes, `max_bytes` the largest file of the plan.

    Raises `NotFoundError`, `TooLargeError` (file_too_large), `ConflictError` (already_uploaded) when
    the document waits for no file, and `BusyError` (too_many_uploads).
    """
    # One that is being deleted is gone once this has it.
    documents.lock(session, user_id, document_id)
    document = documents.get(session, user_id, document_id)
    if document is None:
        raise NotFoundError("document")
    if length > max_bytes:
        raise TooLargeError(
            "file_too_large",
            "The file is too large",
            f"“{document.filename}” is larger than the {max_bytes // MEBIBYTE} MB that a file may have.",
        )
    if document.status is not DocumentStatus.PENDING_UPLOAD:
        raise ConflictError(
            "already_uploaded",
            "This document waits for no file",
            "Its file has arrived already, or it was cancelled. Nothing needs to be sent.",
        )
    if document.error is not None:
        _tell(session, user_id, document_id, None)
    uploads, size = repository.unfinished(session, user_id)
    check_open(limits, uploads + 1, size + length)
    now = utc_now()
    upload = Upload(
        id=uuid4(),
        user_id=user_id,
        document_id=document_id,
        length=length,
        received=0,
        upload_metadata=metadata,
        status=UploadStatus.RECEIVING,
        turn=int(with_body),
        closed_turn=0,
        created_at=now,
        expires_at=now + timedelta(seconds=limits.ttl),
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


def first_turn(upload: Upload) -> Turn:
    """The turn of the request that announced the upload."""
    return _turn(upload, number=1, closed=0)


def begin_turn(session: Session, user_id: UUID, upload_id: UUID, offset: int) -> tuple[Upload, Turn | None]:
    """Take the next turn at an upload, which ends that of any other request. No turn when it is
    complete already. Raises `NotFoundError`, `ConflictError` (upload_expired, offset_mismatch) and
    `RefusedError` (upload_too_many_parts)."""
    upload = get(session, user_id, upload_id)
    if upload.received != offset:
        raise offset_mismatch()
    if upload.status is not UploadStatus.RECEIVING:
        return upload, None
    if upload.turn >= MAX_TURNS:
        raise RefusedError(
            "upload_too_many_parts",
            "The upload came in too many pieces",
            f"A file may come in {MAX_TURNS} pieces. Cancel this upload and send larger ones.",
        )
    begun = repository.begin_turn(session, user_id, upload_id, offset)
    if begun is None:
        raise offset_mismatch()
    return upload, _turn(upload, number=begun[0], closed=begun[1])


def note_received(session: Session, user_id: UUID, turn: Turn, received: int, *, over: bool) -> None:
    """Note how many bytes are safely stored; `over`, that the request writes no more. With the last
    byte the upload is complete, and this process is the one to verify it.

    Raises `NotFoundError` when it was deleted, `OvertakenError` when a newer request
    has its turn.
    """
    values: dict[str, object] = {"closed_turn": turn.number} if over else {}
    if over and received == turn.length:
        values |= {"status": UploadStatus.RECEIVED, "claimed_until": _claim_end()}
    if not repository.note(session, user_id, turn.upload_id, turn.number, received, **values):
        if repository.get(session, user_id, turn.upload_id) is None:
            raise NotFoundError("upload")
        raise OvertakenError


def begin_anew(session: Session, user_id: UUID, turn: Turn) -> None:
    """Note that the bytes of an upload are lost, so that it begins from its first byte."""
    repository.forget_received(session, user_id, turn.upload_id, turn.number)


def claim(session: Session, user_id: UUID, upload_id: UUID, *, alone: bool) -> Upload | None:
    """Take the verification of a complete upload; None when there is nothing to do."""
    now = utc_now()
    if not repository.claim(session, user_id, upload_id, now, _claim_end(), alone=alone):
        return None
    return repository.get(session, user_id, upload_id)


def postpone(session: Session, user_id: UUID, upload_id: UUID, document_id: UUID, error: ErrorInfo) -> None:
    """Leave a complete upload to whoever tries next, and tell what it waits for."""
    documents.lock(session, user_id, document_id)
    repository.release(session, user_id, upload_id)
    _tell(session, user_id, document_id, error)


def expire(session: Session, user_id: UUID, upload_id: UUID, now: datetime) -> bool:
    """Delete an upload whose time is over, and tell its document if that still waits for a file.
    False when it was completed or deleted meanwhile."""
    upload = repository.get(session, user_id, upload_id)
    if upload is None:
        return False
    documents.lock(session, user_id, upload.document_id)
    if not repository.delete_expired(session, user_id, upload_id, now):
        return False
    if not repository.has_open(session, user_id, upload.document_id):
        _tell(session, user_id, upload.document_id, ABANDONED)
    return True


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
    document_id: UUID,
    storage_path: str,
    dispatcher: Dispatcher,
) -> bool:
    """Settle a complete upload by what intake found: the document is queued, or fails with the
    reason. Document, pages, job and queue change in this one transaction; twice is once. Whether
    the document uses the stored file."""
    document = documents.locked(session, user_id, [document_id]).get(document_id)
    if document is None:
        return False
    if not repository.finish(session, user_id, upload_id):
        return _uses(session, user_id, document_id, storage_path)
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
        error=None,
    ):
        return False
    start_attempt(session, dispatcher, document, attempt=FIRST_ATTEMPT, pages=result.pages)
    changed = [Changed(ChangeKind.DOCUMENT, document_id)]
    update_batch(session, user_id, document.batch_id, Shift(pages=result.pages), changed=changed)
    return True


def blob_key(user_id: UUID, document_id: UUID, upload_id: UUID) -> str:
    """Where a document's file is kept. The upload is part of it, so that two uploads of one
    document never write to one place."""
    return f"{BLOB_PREFIX}/{user_id}/{document_id}/{upload_id}"


def expired() -> ConflictError:
    return ConflictError(
        "upload_expired", "The upload took too long", "Its first part was thrown away. Upload the file again."
    )


def sent_in_vain(error: Exception) -> Exception:
    """What to say when the bytes that came with an announcement did not all arrive: there is nothing to
    go on from."""
    if not isinstance(error, ConflictError):
        return error
    message = "Nothing of it was kept. Send the file again."
    return ConflictError(error.code, error.title, message, retryable=True)


def offset_mismatch() -> ConflictError:
    return ConflictError(
        "offset_mismatch",
        "The upload goes on elsewhere",
        "Ask how much has arrived, and go on from there.",
        retryable=True,
    )


def _turn(upload: Upload, *, number: int, closed: int) -> Turn:
    return Turn(
        user_id=upload.user_id,
        upload_id=upload.id,
        document_id=upload.document_id,
        number=number,
        offset=upload.received,
        length=upload.length,
        clean=closed == number - 1,
    )


def _renew(session: Session, user_id: UUID, document_id: UUID, sha256: str, length: int) -> tuple[UUID, ...]:
    """Announce a document that waits for its file as another content; the uploads of the old one, which
    are gone. Nothing happens to one whose file is here already."""
    if repository.arrived_documents(session, user_id, [document_id]):
        return ()
    if not documents.announce_again(session, user_id, document_id, sha256, length):
        return ()
    record_change(session, user_id, ChangeKind.DOCUMENT, document_id)
    return repository.delete_of_documents(session, user_id, [document_id])


def _claim_end() -> datetime:
    return utc_now() + timedelta(seconds=CLAIM_SECONDS)


def _tell(session: Session, user_id: UUID, document_id: UUID, error: ErrorInfo | None) -> None:
    """Say on a document that waits for its file what keeps it waiting."""
    if documents.set_waiting(session, user_id, document_id, error):
        record_change(session, user_id, ChangeKind.DOCUMENT, document_id)


def _uses(session: Session, user_id: UUID, document_id: UUID, storage_path: str) -> bool:
    """Whether another process has settled the document with this very file."""
    document = documents.get(session, user_id, document_id)
    return document is not None and document.storage_path == storage_path
