"""The life of one attempt at a document: queued, begun, finished, failed or cancelled.

The durable workflow calls `begin`, `progress`, `finish` and `fail`, each in a transaction of its
own. Each may be called again after a crash and does nothing the second time, and each leaves a
document alone that was deleted, cancelled or sent to a newer attempt meanwhile.
"""

from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, ExtractionJob
from ingestio_cloud.features.batches.counts import Shift, update_batch
from ingestio_cloud.features.changes.repository import Changed, record_change
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.extraction import repository
from ingestio_cloud.features.extraction.dispatch import Dispatcher
from ingestio_cloud.features.extraction.endings import fail_document, settle
from ingestio_cloud.features.extraction.quality import quality
from ingestio_cloud.features.extraction.reasons import Cause, reason
from ingestio_cloud.features.suppliers import service as suppliers
from ingestio_cloud.features.usage import service as usage
from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.extractions import DocumentType, EvidenceSource, Extraction
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import DEFAULT_PLANS, FieldPlan
from ingestio_core.lifecycle import FINAL_JOB, BatchStatus, DocumentStatus, JobStatus
from ingestio_core.limits import MediaType
from ingestio_extract.memory.model import KeptReading

MOST_DEATHS: Final = 4
"""So many processes may die with a document in work, then it is given up."""


class BeginState(StrEnum):
    """`over` means that there is nothing to do: gone, cancelled, finished, or out of quota."""

    READY = "ready"
    OVER = "over"


class BeginOutcome(Wire):
    """What the engine needs to read the document, when `state` is ready. `storage_path` is its
    key in the blob store; `field_plan` None lets the engine choose by the detected type. `again` says
    that the attempt was begun before, `failed` why it was not begun but failed."""

    state: BeginState
    storage_path: str = ""
    media_type: MediaType = MediaType.PDF
    pages: int = 0
    field_plan: FieldPlan | None = None
    again: bool = False
    failed: Cause | None = None


class Outcome(Protocol):
    """What the engine read (`ingestio_extract.pipeline.ExtractionOutcome` fits)."""

    @property
    def extraction(self) -> Extraction: ...
    @property
    def document_type(self) -> DocumentType: ...
    @property
    def type_confidence(self) -> float: ...
    @property
    def field_plan(self) -> FieldPlan: ...
    @property
    def engine(self) -> str: ...
    @property
    def model(self) -> str | None: ...
    @property
    def pages(self) -> int: ...
    @property
    def seconds(self) -> float: ...
    @property
    def input_tokens(self) -> int | None: ...
    @property
    def output_tokens(self) -> int | None: ...
    @property
    def cost_micros(self) -> int | None: ...
    @property
    def memory(self) -> KeptReading | None: ...


def start_attempt(
    session: Session, dispatcher: Dispatcher, document: Document, *, attempt: int, pages: int
) -> None:
    """Write the job of an attempt and queue it in the same transaction. The document in the database
    already carries the attempt's number, its pages and the status `uploaded`."""
    repository.add_job(session, document.user_id, document.id, document.batch_id, attempt, pages)
    dispatcher.enqueue(
        session,
        document_id=document.id,
        batch_id=document.batch_id,
        user_id=document.user_id,
        attempt=attempt,
    )


def begin(
    session: Session,
    *,
    document_id: UUID,
    user_id: UUID,
    attempt: int,
    pages_per_month: int | None,
    worker: str,
) -> BeginOutcome:
    """Claim a queued attempt for a process and reserve its pages. Out of quota, or when too many
    processes died with it, the attempt fails here."""
    over = BeginOutcome(state=BeginState.OVER)
    documents.lock(session, user_id, document_id)
    rows = repository.attempt(session, user_id, document_id, attempt)
    if rows is None or rows.job.status in FINAL_JOB:
        return over
    document, storage_path = rows.document, rows.document.storage_path
    if rows.job.deaths >= MOST_DEATHS:
        fail(session, document_id=document_id, user_id=user_id, attempt=attempt, error=reason(Cause.GIVEN_UP))
        return BeginOutcome(state=BeginState.OVER, failed=Cause.GIVEN_UP)
    if storage_path is None:
        return over
    again = rows.job.status is JobStatus.PROCESSING
    if again:
        if not repository.claim_again(session, user_id, document_id, attempt, worker):
            return over
    elif (refused := _claim(session, rows, pages_per_month, worker)) is not None:
        return refused
    plan = document.field_plan or rows.batch_plan
    return BeginOutcome(
        state=BeginState.READY,
        storage_path=storage_path,
        media_type=document.media_type,
        pages=document.page_count or 0,
        field_plan=FieldPlan.model_validate(plan) if plan else None,
        again=again,
    )


def is_running(session: Session, *, document_id: UUID, user_id: UUID, attempt: int, worker: str) -> bool:
    """Whether an attempt that this process began is neither over nor cancelled nor deleted nor taken
    over by another."""
    job = repository.job(session, user_id, document_id, attempt)
    return job is not None and job.status is JobStatus.PROCESSING and job.claimed_by == worker


def is_open(session: Session, *, document_id: UUID, user_id: UUID, attempt: int) -> bool:
    """Whether an attempt is neither over nor cancelled nor deleted, whoever has it."""
    job = repository.job(session, user_id, document_id, attempt)
    return job is not None and job.status not in FINAL_JOB


def is_pending(session: Session, *, document_id: UUID, user_id: UUID, attempt: int) -> bool:
    """Whether an attempt was neither begun nor cancelled nor deleted."""
    job = repository.job(session, user_id, document_id, attempt)
    return job is not None and job.status is JobStatus.PENDING


def progress(
    session: Session, *, document_id: UUID, user_id: UUID, attempt: int, value: int, worker: str
) -> bool:
    """Note how far a running attempt is, 0 to 100; False once it is no longer running here."""
    if repository.set_progress(session, user_id, document_id, attempt, min(100, value), worker):
        record_change(session, user_id, ChangeKind.DOCUMENT, document_id)
        return True
    return is_running(session, document_id=document_id, user_id=user_id, attempt=attempt, worker=worker)


def finish(
    session: Session, *, document_id: UUID, user_id: UUID, attempt: int, outcome: Outcome, worker: str
) -> bool:
    """Store what was read, complete the document, count its pages as used; False when the attempt
    was over already, or another process has it now."""
    documents.lock(session, user_id, document_id)
    completed = repository.move_job(
        session,
        user_id,
        document_id,
        attempt,
        [JobStatus.PROCESSING],
        JobStatus.COMPLETED,
        worker=worker,
        progress=100,
        error=None,
        pages=outcome.pages,
        engine=outcome.engine,
        model=outcome.model,
        seconds=outcome.seconds,
        input_tokens=outcome.input_tokens,
        output_tokens=outcome.output_tokens,
        cost_micros=outcome.cost_micros,
        finished_at=utc_now(),
    )
    if not completed or not documents.move(
        session,
        user_id,
        document_id,
        [DocumentStatus.PROCESSING],
        DocumentStatus.COMPLETED,
        version=Document.version + 1,
        detected_type=outcome.document_type,
        finding_count=len(outcome.extraction.findings),
        confirmed_at=None,
        confirmed_by=None,
        error=None,
    ):
        return False
    rows = repository.attempt(session, user_id, document_id, attempt)
    assert rows is not None, "document and job were changed in this transaction"
    document = rows.document
    _keep_plan(session, rows, outcome)
    _store(session, document, rows.job, outcome)
    changed = [Changed(ChangeKind.DOCUMENT, document_id)]
    if usage.commit(session, user_id, document_id, attempt, pages=_charged_pages(document, outcome)):
        changed.append(Changed(ChangeKind.ACCOUNT, user_id))
    update_batch(session, user_id, document.batch_id, Shift(completed=1), changed=changed)
    return True


def fail(
    session: Session,
    *,
    document_id: UUID,
    user_id: UUID,
    attempt: int,
    error: ErrorInfo,
    worker: str | None = None,
) -> bool:
    """End an attempt with an error and give its pages back; False when it was over already, or with
    `worker` when another process has it now. A document that was read before keeps what was read."""
    documents.lock(session, user_id, document_id)
    ended = repository.move_job(
        session,
        user_id,
        document_id,
        attempt,
        [JobStatus.PENDING, JobStatus.PROCESSING],
        JobStatus.FAILED,
        worker=worker,
        error=error,
        finished_at=utc_now(),
    )
    if not ended:
        return False
    left = fail_document(session, user_id, document_id, error)
    usage.release(session, user_id, document_id, attempt)
    settle(session, user_id, left)
    return True


def let_go(session: Session, *, document_id: UUID, user_id: UUID, attempt: int, worker: str) -> None:
    """Note that a process has an attempt in work no more, which is to be begun again later."""
    repository.let_go_of(session, user_id, document_id, attempt, worker)


def _claim(
    session: Session, rows: repository.AttemptRows, limit: int | None, worker: str
) -> BeginOutcome | None:
    """None when it was claimed."""
    document, user_id, attempt = rows.document, rows.document.user_id, rows.job.attempt
    claimed = repository.move_job(
        session,
        user_id,
        document.id,
        attempt,
        [JobStatus.PENDING],
        JobStatus.PROCESSING,
        started_at=utc_now(),
        claimed_by=worker,
    ) and documents.move(session, user_id, document.id, [DocumentStatus.UPLOADED], DocumentStatus.PROCESSING)
    if not claimed:
        return BeginOutcome(state=BeginState.OVER)
    pages = document.page_count or 0
    if not usage.reserve(session, user_id, document.id, attempt, pages=pages, limit=limit):
        fail(
            session,
            document_id=document.id,
            user_id=user_id,
            attempt=attempt,
            error=reason(Cause.PAGE_QUOTA_REACHED),
        )
        return BeginOutcome(state=BeginState.OVER, failed=Cause.PAGE_QUOTA_REACHED)
    if rows.batch_status is BatchStatus.PROCESSING:
        # The batch's status and counts are what they were; only a first document changes them.
        record_change(session, user_id, ChangeKind.DOCUMENT, document.id)
    else:
        update_batch(session, user_id, document.batch_id, changed=[Changed(ChangeKind.DOCUMENT, document.id)])
    return None


def _keep_plan(session: Session, rows: repository.AttemptRows, outcome: Outcome) -> None:
    """With `auto`, the plan of the detected type stays with the document, so that a redo uses the
    same. Types whose plan is whatever is found keep none."""
    document, default = rows.document, DEFAULT_PLANS[outcome.document_type]
    if document.field_plan is None and rows.batch_plan is None and default.fields:
        documents.set_plan(session, document.user_id, document.id, outcome.field_plan)


def _store(session: Session, document: Document, job: ExtractionJob, outcome: Outcome) -> None:
    stored = outcome.extraction.model_dump(mode="json")
    result_id = repository.add_result(
        session,
        document.user_id,
        {
            "document_id": document.id,
            "job_id": job.id,
            "data": stored["data"],
            "evidence": stored["evidence"],
            "page_sizes": stored["page_sizes"],
            "adjustments": stored["adjustments"],
            "field_plan": outcome.field_plan.model_dump(mode="json"),
            "document_type": outcome.document_type,
            "type_confidence": outcome.type_confidence,
            "version": document.version,
        },
        findings=stored["findings"],
        quality=quality(
            outcome.field_plan,
            outcome.extraction.data,
            outcome.extraction.evidence,
            outcome.extraction.findings,
        ),
    )
    if outcome.memory is not None:
        suppliers.keep(session, document.user_id, result_id, outcome.memory)


def _charged_pages(document: Document, outcome: Outcome) -> int:
    """What was read from an e-invoice's XML alone costs no pages."""
    sources = {evidence.source for evidence in outcome.extraction.evidence.values()}
    return 0 if sources == {EvidenceSource.XML} else document.page_count or 0
