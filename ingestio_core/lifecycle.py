"""States of batches, documents and jobs, and which may follow which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PromptStrategy(StrEnum):
    GLOBAL = "global"
    PER_DOCUMENT = "per_document"
    AUTO = "auto"


class BatchStatus(StrEnum):
    PENDING_UPLOAD = "pending_upload"
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    PARTIALLY_COMPLETED = "partially_completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class DocumentStatus(StrEnum):
    PENDING_UPLOAD = "pending_upload"
    UPLOADED = "uploaded"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class JobStatus(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


DOCUMENT_TRANSITIONS: Mapping[DocumentStatus, frozenset[DocumentStatus]] = {
    DocumentStatus.PENDING_UPLOAD: frozenset({DocumentStatus.UPLOADED, DocumentStatus.FAILED}),
    DocumentStatus.UPLOADED: frozenset(
        {DocumentStatus.PROCESSING, DocumentStatus.COMPLETED, DocumentStatus.FAILED}
    ),
    DocumentStatus.PROCESSING: frozenset(
        {DocumentStatus.COMPLETED, DocumentStatus.FAILED, DocumentStatus.UPLOADED}
    ),
    DocumentStatus.COMPLETED: frozenset({DocumentStatus.UPLOADED}),
    DocumentStatus.FAILED: frozenset({DocumentStatus.UPLOADED}),
}
"""A redo sends a finished document back to `uploaded`. One that was read before and whose redo fails or
is cancelled, at its turn or earlier, is `completed` again with its earlier data."""

JOB_TRANSITIONS: Mapping[JobStatus, frozenset[JobStatus]] = {
    JobStatus.PENDING: frozenset({JobStatus.PROCESSING, JobStatus.FAILED, JobStatus.CANCELLED}),
    JobStatus.PROCESSING: frozenset(
        {JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.PENDING}
    ),
    JobStatus.COMPLETED: frozenset(),
    JobStatus.FAILED: frozenset(),
    JobStatus.CANCELLED: frozenset(),
}

FINAL_BATCH = frozenset(
    {BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED, BatchStatus.FAILED, BatchStatus.CANCELLED}
)
FINAL_DOCUMENT = frozenset({DocumentStatus.COMPLETED, DocumentStatus.FAILED})
IN_WORK = frozenset({DocumentStatus.UPLOADED, DocumentStatus.PROCESSING})
"""A document whose latest attempt is queued or being read."""
FINAL_JOB = frozenset({JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many documents of a batch are in which state. `total` includes all of them."""

    total: int
    pending_upload: int = 0
    processing: int = 0
    completed: int = 0
    failed: int = 0


def batch_status(counts: DocumentCounts) -> BatchStatus:
    """The status that a batch has because of its documents (a cancelled one keeps its own).

    All completed is `completed`, some is `partially_completed`, none is `failed`. Before that
    a batch is `pending_upload` until a file is there, `queued` until one is in work; one that was in work
    stays `processing` while documents wait.
    """
    settled = counts.completed + counts.failed
    if counts.total and settled >= counts.total:
        if counts.completed == counts.total:
            return BatchStatus.COMPLETED
        return BatchStatus.PARTIALLY_COMPLETED if counts.completed else BatchStatus.FAILED
    if counts.processing or settled:
        return BatchStatus.PROCESSING
    if counts.pending_upload >= counts.total:
        return BatchStatus.PENDING_UPLOAD
    return BatchStatus.QUEUED
