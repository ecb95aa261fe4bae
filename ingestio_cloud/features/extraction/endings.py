"""How the work on documents ends without success: failed, cancelled, or their file never came.

Nothing that was read before is lost by that. A document whose redo fails or is cancelled is completed
again with its earlier data, edits, findings and confirmation; a redo that failed says why on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import Document
from ingestio_cloud.features.batches.counts import Shift, update_batches
from ingestio_cloud.features.changes.repository import Changed
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.repository import DocumentKey
from ingestio_cloud.features.extraction import repository
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.usage import service as usage
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.errors import ErrorInfo
from ingestio_core.lifecycle import IN_WORK, DocumentStatus

_NO_FILE: Final = (DocumentStatus.PENDING_UPLOAD,)


@dataclass(frozen=True, slots=True)
class Ended:
    """Documents on which the work ended: those that failed, and those that are what they were before a
    redo. The shifts are what their batches are to count."""

    failed: Sequence[DocumentKey] = ()
    kept: Sequence[DocumentKey] = ()
    error: ErrorInfo | None = None

    def shifts(self, *, tell: bool) -> list[tuple[UUID | None, Shift]]:
        """With `tell`, the error of the last one that failed becomes its batch's."""
        return [
            *(
                (key.batch_id, Shift(failed=1, error_message=self._sentence(key, tell)))
                for key in self.failed
            ),
            *((key.batch_id, Shift(completed=1)) for key in self.kept),
        ]

    @property
    def changed(self) -> list[Changed]:
        return [Changed(ChangeKind.DOCUMENT, key.id) for key in (*self.failed, *self.kept)]

    def _sentence(self, key: DocumentKey, tell: bool) -> str | None:
        return f"{key.filename}: {self.error.message}" if tell and self.error is not None else None


def fail_document(session: Session, user_id: UUID, document_id: UUID, error: ErrorInfo) -> Ended:
    """End the work on a document whose attempt failed; its batch and the change are for the caller."""
    kept = documents.keep_many(session, user_id, [document_id], of_redo(error))
    failed = documents.fail_many(session, user_id, [document_id], IN_WORK, error)
    return Ended(failed, kept, error)


def cancel_documents(
    session: Session, user_id: UUID, document_ids: Sequence[UUID]
) -> tuple[Ended, tuple[tuple[UUID, int], ...]]:
    """End the work on these documents, which the caller has locked: attempts are cancelled, their pages
    given back, files that did not come yet are not waited for. Those that are over stay as they are.

    Also gives the attempts, for the dispatcher to stop once the transaction is through; the batches and
    the changes are for the caller.
    """
    cancelled = reason(Cause.CANCELLED)
    attempts = cancel_attempts(session, user_id, document_ids)
    # A person who takes a redo back needs not be told that it came to nothing; its job says so.
    kept = documents.keep_many(session, user_id, document_ids, None)
    failed = documents.fail_many(session, user_id, document_ids, (*_NO_FILE, *IN_WORK), cancelled)
    usage.release_all(session, user_id, [document_id for document_id, _ in attempts])
    return Ended(failed, kept, cancelled), attempts


def cancel_attempts(
    session: Session, user_id: UUID, document_ids: Sequence[UUID]
) -> tuple[tuple[UUID, int], ...]:
    """Cancel the attempts at these documents that are not over, and say which. The caller has locked the
    documents, so that none is begun meanwhile, and gives back their pages."""
    jobs = repository.running_jobs(session, user_id, document_ids)
    repository.cancel_jobs(session, user_id, [job.id for job in jobs], reason(Cause.CANCELLED))
    return tuple((job.document_id, job.attempt) for job in jobs)


def fail_missing(session: Session, user_id: UUID, document_ids: Sequence[UUID], error: ErrorInfo) -> Ended:
    """End the wait for files that never came; the batch and the changes are for the caller."""
    return Ended(documents.fail_many(session, user_id, document_ids, _NO_FILE, error), error=error)


def fail_unread(
    session: Session, user_id: UUID, document: Document, error: ErrorInfo, **values: object
) -> bool:
    """Fail a document whose file was refused, so that it has no job."""
    failed = documents.fail_many(session, user_id, [document.id], _NO_FILE, error, **values)
    settle(session, user_id, Ended(failed, error=error))
    return bool(failed)


def settle(session: Session, user_id: UUID, ended: Ended, *, tell: bool = True, quiet: bool = False) -> None:
    """Let the batches of documents that ended follow, and tell clients; nothing when none did. With
    `tell`, the error of the last one that failed becomes its batch's; `quiet` as for `update_batch`."""
    update_batches(session, user_id, ended.shifts(tell=tell), quiet=quiet, changed=ended.changed)


def of_redo(error: ErrorInfo) -> ErrorInfo:
    """What a document says that was read before, when its redo failed with `error`."""
    return ErrorInfo(
        code=error.code,
        title="The redo failed",
        message=f"The redo failed: {error.message} The earlier values were kept.",
        retryable=error.retryable,
    )
