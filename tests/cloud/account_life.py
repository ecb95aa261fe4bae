"""A user with batches, everything that can happen to their documents, and what must then be so."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    ExtractionJob,
    ExtractionResult,
    Upload,
    UploadStatus,
    UsageEvent,
    UsageKind,
    UsageMonth,
    User,
)
from ingestio_cloud.db.scope import owned
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts import repository as accounts
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction import bulk, review
from ingestio_cloud.features.extraction import service as extraction
from ingestio_cloud.features.extraction.bulk import Step
from ingestio_cloud.features.uploads import service as uploads
from ingestio_core.contracts.documents import BulkAction, Edit
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import (
    FINAL_BATCH,
    FINAL_JOB,
    BatchStatus,
    DocumentCounts,
    DocumentStatus,
    JobStatus,
    PromptStrategy,
    batch_status,
)
from ingestio_core.limits import MediaType
from tests.cloud.served import WORKER, Recorder, invoice_read

SHA: Final = "0" * 64
PAGES: Final = 3
FAULT: Final = ErrorInfo(code="test", title="Failed", message="It failed.")
STEPS: Final = ("begin", "progress", "finish", "fail")
ACTIONS: Final = (
    *("arrive", "refuse", "redo", "cancel", "delete", "confirm", "edit"),
    *("redo_some", "cancel_some", "delete_some", "confirm_some"),
    *("submit", "cancel_batch", "delete_batch"),
)


class Account:
    """Its documents are spread over its batches: number 0, 2, 4 … are in the first of two."""

    def __init__(self, sessions: SyncSessions, documents: int, batches: int = 2) -> None:
        self.sessions, self.user = sessions, uuid4()
        self.batches = [uuid4() for _ in range(batches)]
        self.documents = [uuid4() for _ in range(documents)]
        self.engine = Recorder()
        self.finished = 0
        self._lock = Lock()
        with sessions.system.write() as session:
            session.add(User(id=self.user, email=f"{self.user}@example.org"))
        with sessions.of(self.user).write() as session:
            for number, batch in enumerate(self.batches):
                session.add(
                    ExtractionBatch(
                        id=batch,
                        user_id=self.user,
                        prompt_strategy=PromptStrategy.AUTO,
                        document_count=len(self.documents[number::batches]),
                        request_hash=SHA,
                    )
                )
            session.flush()
            session.add_all(self._document(number, row) for number, row in enumerate(self.documents))

    def step(self, name: str, number: int, behind: int = 0) -> None:
        """What a worker does with the newest attempt at a document, or with one `behind` it; it does
        nothing where that is not for it to do."""
        document = self.documents[number % len(self.documents)]
        row = self._row(document)
        attempt = max(1, row.attempt if row else 1) - behind
        ids: dict[str, Any] = {"document_id": document, "user_id": self.user, "attempt": attempt}
        match name:
            case "begin":
                self._write(
                    lambda session, _: extraction.begin(session, **ids, pages_per_month=None, worker=WORKER)
                )
            case "progress":
                self._write(
                    lambda session, _: extraction.progress(session, **ids, value=number * 9, worker=WORKER)
                )
            case "fail":
                self._write(lambda session, _: extraction.fail(session, **ids, error=FAULT))
            case "finish":
                done = self._write(
                    lambda session, _: extraction.finish(
                        session, **ids, outcome=invoice_read(), worker=WORKER
                    )
                )
                with self._lock:
                    self.finished += done

    def act(self, action: str, number: int) -> None:
        """What a person does; what is refused changes nothing."""
        document = self.documents[number % len(self.documents)]
        some = self.documents[number % 3 :: 2 + number % 2]
        batch = self.batches[number % len(self.batches)]
        try:
            match action:
                case "arrive":
                    self._settle_upload(document, MediaType.PDF)
                case "refuse":
                    self._settle_upload(document, None)
                case "redo":
                    self._write(review.redo, document, version=None, dispatcher=self.engine)
                case "cancel":
                    self._write(review.cancel, document, version=None)
                case "delete":
                    self._write(batches.delete_document, document)
                case "confirm":
                    self._write(review.confirm, document, version=None)
                case "edit":
                    row = self._row(document)
                    edits = (Edit(path="/total", value=f"{number}.00"),)
                    self._write(review.edit, document, edits, version=row.version if row else 1)
                case "redo_some":
                    self._bulk(BulkAction.REDO, some)
                case "cancel_some":
                    self._bulk(BulkAction.CANCEL, some)
                case "delete_some":
                    self._bulk(BulkAction.DELETE, some)
                case "confirm_some":
                    self._bulk(BulkAction.CONFIRM, some)
                case "submit":
                    self._write(batches.submit, batch)
                case "cancel_batch":
                    self._write(batches.cancel, batch)
                case "delete_batch":
                    self._write(batches.delete, batch)
        except IngestError:
            return
        except IntegrityError:
            # Its document was deleted just now.
            assert action in ("arrive", "refuse")

    def delete(self) -> None:
        """Delete the account with all that it has."""
        while self._write(accounts.delete_some_documents, 3):
            pass
        self._write(accounts.delete_batches)
        self._write(accounts.mark_deleted, utc_now())
        self.sessions.system.run(lambda session: accounts.delete_user(session, self.user))

    def is_gone(self) -> bool:
        """Whether nothing of the account is left."""
        tables = (ExtractionBatch, Document, ExtractionJob, ExtractionResult, UsageEvent, UsageMonth, Upload)
        with self.sessions.of(self.user).read() as session:
            return not any(session.scalars(owned(table, self.user)).all() for table in tables)

    def check(self) -> None:
        """Compare batches, documents, jobs and what was counted with one another."""
        with self.sessions.of(self.user).read() as session:
            rows = {
                model: session.scalars(owned(model, self.user)).all()
                for model in (ExtractionBatch, Document, ExtractionJob, ExtractionResult, UsageEvent)
            }
            months = session.scalars(owned(UsageMonth, self.user)).all()
        documents = rows[Document]
        for batch in rows[ExtractionBatch]:
            _check_batch(batch, [row for row in documents if row.batch_id == batch.id])
        jobs: dict[UUID, dict[int, ExtractionJob]] = defaultdict(dict)
        for job in rows[ExtractionJob]:
            jobs[job.document_id][job.attempt] = job
        read = Counter(result.document_id for result in rows[ExtractionResult])
        for row in documents:
            _check_document(row, jobs[row.id], read[row.id])
        assert {row.id for row in documents} >= set(jobs) | set(read)
        in_work = {
            (job.document_id, job.attempt)
            for job in rows[ExtractionJob]
            if job.status is JobStatus.PROCESSING
        }
        self._check_usage(rows[UsageEvent], months, in_work)

    def _check_usage(
        self, events: Sequence[UsageEvent], months: Sequence[UsageMonth], in_work: set[tuple[UUID, int]]
    ) -> None:
        kinds: dict[tuple[UUID, int], set[UsageKind]] = defaultdict(set)
        for event in events:
            kinds[event.document_id, event.attempt].add(event.kind)
        assert {attempt for attempt, found in kinds.items() if found == {UsageKind.RESERVE}} == in_work
        committed = [event for event in events if event.kind is UsageKind.COMMIT]
        assert len(committed) == self.finished
        sums = [(month.pages_reserved, month.pages_used, month.documents_used) for month in months]
        expected = (len(in_work) * PAGES, self.finished * PAGES, self.finished)
        assert sums == [expected] if events else not sums

    def _write(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.sessions.of(self.user).run(lambda session: work(session, self.user, *args, **kwargs))

    def _bulk(self, action: BulkAction, ids: list[UUID]) -> None:
        self._write(
            lambda session, user: bulk.act(session, user, Step(action, ids, {}), dispatcher=self.engine)
        )

    def _row(self, document: UUID) -> Document | None:
        with self.sessions.of(self.user).read() as session:
            return session.scalars(owned(Document, self.user).where(Document.id == document)).one_or_none()

    def _settle_upload(self, document: UUID, media_type: MediaType | None) -> None:
        upload = uuid4()

        def add(session: Session, user: UUID) -> bool:
            status = owned(Document, user).with_only_columns(Document.status)
            if session.scalar(status.where(Document.id == document)) is not DocumentStatus.PENDING_UPLOAD:
                return False
            session.add(
                Upload(
                    id=upload,
                    user_id=user,
                    document_id=document,
                    length=1,
                    received=1,
                    status=UploadStatus.RECEIVED,
                    expires_at=utc_now() + timedelta(days=1),
                )
            )
            return True

        if self._write(add):
            error = None if media_type else FAULT
            pages = PAGES if media_type else None
            result = IntakeResult(Path("x"), 1, media_type, pages, SHA, error)
            self._write(
                lambda session, user: uploads.take(
                    session,
                    user,
                    upload,
                    result,
                    document_id=document,
                    storage_path=str(upload),
                    dispatcher=self.engine,
                )
            )

    def _document(self, number: int, document: UUID) -> Document:
        return Document(
            id=document,
            user_id=self.user,
            batch_id=self.batches[number % len(self.batches)],
            position=number,
            filename=f"{number}.pdf",
            media_type=MediaType.PDF,
            size=1,
            sha256=SHA,
        )


def _check_batch(batch: ExtractionBatch, rows: list[Document]) -> None:
    by_status = Counter(row.status for row in rows)
    assert (batch.document_count, batch.completed_count, batch.failed_count, batch.total_pages) == (
        len(rows),
        by_status[DocumentStatus.COMPLETED],
        by_status[DocumentStatus.FAILED],
        sum(row.page_count or 0 for row in rows),
    )
    assert (batch.completed_at is not None) == (batch.status in FINAL_BATCH)
    if not rows:
        assert batch.status in FINAL_BATCH
    elif batch.status is BatchStatus.CANCELLED:
        assert by_status.keys() <= {DocumentStatus.COMPLETED, DocumentStatus.FAILED}
    else:
        follows = batch_status(
            DocumentCounts(
                total=len(rows),
                pending_upload=by_status[DocumentStatus.PENDING_UPLOAD],
                processing=by_status[DocumentStatus.PROCESSING],
                completed=by_status[DocumentStatus.COMPLETED],
                failed=by_status[DocumentStatus.FAILED],
            )
        )
        # A batch that was in work stays so while its documents wait.
        may_stay = {BatchStatus.PROCESSING} if follows is BatchStatus.QUEUED else set()
        assert batch.status in {follows, *may_stay}


def _check_document(row: Document, jobs: dict[int, ExtractionJob], results: int) -> None:
    assert sorted(jobs) == list(range(1, row.attempt + 1))
    assert all(job.status in FINAL_JOB for number, job in jobs.items() if number < row.attempt)
    assert results == sum(job.status is JobStatus.COMPLETED for job in jobs.values())
    newest = jobs[row.attempt].status if jobs else None
    match row.status:
        case DocumentStatus.PENDING_UPLOAD:
            assert newest is None
        case DocumentStatus.UPLOADED:
            assert newest is JobStatus.PENDING
        case DocumentStatus.PROCESSING:
            assert newest is JobStatus.PROCESSING
        case DocumentStatus.FAILED:
            # Whatever was read before is there again.
            assert newest in (None, JobStatus.FAILED, JobStatus.CANCELLED) and not results and row.error
        case DocumentStatus.COMPLETED:
            assert newest in FINAL_JOB and results
            assert row.error is None or newest is JobStatus.FAILED
