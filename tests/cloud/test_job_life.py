"""An attempt at a document: begun, read, finished or failed once, whatever is repeated."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    ExtractionJob,
    ExtractionResult,
    UsageEvent,
    UsageKind,
    UsageMonth,
)
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction import review, service
from ingestio_cloud.features.extraction.service import BeginState
from ingestio_core.contracts.extractions import DocumentType, EvidenceSource, Extraction
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, JobStatus
from ingestio_core.plans import PLANS, PlanName
from tests.cloud.served import WORKER, Read, Recorder, invoice_read
from tests.support.arrived import add_batch, uploaded

PAGES = 20
ERROR = ErrorInfo(code="unreadable", title="Unreadable", message="It cannot be read.")


class Floor:
    """A database with one user and one batch of uploaded documents."""

    def __init__(self, url: str, *, local: bool = True, documents: int = 2) -> None:
        self.engine = make_sync_engine(url)
        upgrade(self.engine)
        self.sessions = SyncSessions(self.engine)
        self.limit = PLANS[PlanName.LOCAL if local else PlanName.STARTER].pages_per_month
        self.dispatcher = Recorder()
        self.user, self.batch = uuid4(), uuid4()
        self.documents = [uuid4() for _ in range(documents)]
        with self.sessions.system.write() as session:
            add_batch(session, self.user, self.batch, documents, local=local)
            rows = uploaded(self.user, self.batch, self.documents, pages=PAGES, path="documents/{id}")
            for row in rows:
                session.add(row)
                session.flush()
                service.start_attempt(session, self.dispatcher, row, attempt=1, pages=PAGES)

    def begin(self, document: UUID, attempt: int = 1) -> BeginState:
        with self.sessions.of(self.user).write() as session:
            return service.begin(
                session,
                document_id=document,
                user_id=self.user,
                attempt=attempt,
                pages_per_month=self.limit,
                worker=WORKER,
            ).state

    def finish(self, document: UUID, read: Read | None = None, attempt: int = 1) -> bool:
        with self.sessions.of(self.user).write() as session:
            return service.finish(
                session,
                document_id=document,
                user_id=self.user,
                attempt=attempt,
                outcome=read or invoice_read(),
                worker=WORKER,
            )

    def fail(self, document: UUID, attempt: int = 1) -> bool:
        with self.sessions.of(self.user).write() as session:
            return service.fail(
                session, document_id=document, user_id=self.user, attempt=attempt, error=ERROR
            )

    def document(self, document: UUID) -> Document:
        with self.sessions.system.read() as session:
            return session.scalars(select(Document).where(Document.id == document)).one()

    def job(self, document: UUID, attempt: int = 1) -> ExtractionJob:
        with self.sessions.system.read() as session:
            return session.scalars(
                select(ExtractionJob).where(
                    ExtractionJob.document_id == document, ExtractionJob.attempt == attempt
                )
            ).one()

    def state(self) -> tuple[BatchStatus, int, int]:
        """The batch's status and its completed and failed documents."""
        with self.sessions.system.read() as session:
            row = session.scalars(select(ExtractionBatch)).one()
            return row.status, row.completed_count, row.failed_count

    def usage(self) -> tuple[int, int, int]:
        """Pages reserved and used, and documents; the month always equals its ledger."""
        with self.sessions.system.read() as session:
            month = session.scalars(select(UsageMonth)).one_or_none()
            by_kind = select(UsageEvent.kind, func.sum(UsageEvent.pages)).group_by(UsageEvent.kind)
            sums = {row[0]: row[1] for row in session.execute(by_kind)}
        if month is None:
            assert not sums
            return 0, 0, 0
        assert month.pages_used == sums.get(UsageKind.COMMIT, 0)
        assert month.pages_reserved >= 0
        return month.pages_reserved, month.pages_used, month.documents_used


@pytest.fixture
def floor(database_url: str) -> Iterator[Floor]:
    made = Floor(database_url)
    yield made
    made.engine.dispose()


def test_an_attempt_goes_through_once(floor: Floor) -> None:
    first, second = floor.documents
    assert floor.begin(first) is BeginState.READY
    assert floor.state() == (BatchStatus.PROCESSING, 0, 0)
    assert floor.usage() == (PAGES, 0, 0)
    assert floor.finish(first)
    assert floor.state() == (BatchStatus.PROCESSING, 1, 0)
    assert floor.usage() == (0, PAGES, 1)
    floor.begin(second)
    floor.finish(second)
    assert floor.state() == (BatchStatus.COMPLETED, 2, 0)
    done = floor.document(first)
    assert (done.status, done.version, done.detected_type) == (
        DocumentStatus.COMPLETED,
        2,
        DocumentType.INVOICE,
    )


def test_every_step_repeated_changes_nothing(floor: Floor) -> None:
    first, second = floor.documents
    assert [floor.begin(first) for _ in range(3)] == [BeginState.READY] * 3
    assert floor.usage() == (PAGES, 0, 0)
    assert [floor.finish(first) for _ in range(3)] == [True, False, False]
    assert [floor.fail(first), floor.begin(first)] == [False, BeginState.OVER]
    floor.begin(second)
    assert [floor.fail(second), floor.fail(second), floor.finish(second)] == [True, False, False]
    assert floor.state() == (BatchStatus.PARTIALLY_COMPLETED, 1, 1)
    assert floor.usage() == (0, PAGES, 1)
    with floor.sessions.system.read() as session:
        assert session.scalar(select(func.count()).select_from(ExtractionResult)) == 1


def test_an_attempt_that_fails_gives_its_pages_back(floor: Floor) -> None:
    for document in floor.documents:
        floor.begin(document)
        floor.fail(document)
    assert floor.usage() == (0, 0, 0)
    assert floor.state() == (BatchStatus.FAILED, 0, 2)
    assert floor.document(floor.documents[0]).error == ERROR
    with floor.sessions.system.read() as session:
        batch = session.scalars(select(ExtractionBatch)).one()
    assert batch.last_error_message == "1.pdf: It cannot be read."
    assert batch.completed_at is not None


def test_progress_only_rises_and_only_while_running(floor: Floor) -> None:
    document = floor.documents[0]

    def report(value: int) -> bool:
        with floor.sessions.of(floor.user).write() as session:
            return service.progress(
                session, document_id=document, user_id=floor.user, attempt=1, value=value, worker=WORKER
            )

    assert not report(10)
    floor.begin(document)
    assert report(40) and report(30) and report(400)
    assert floor.job(document).progress == 100
    floor.finish(document)
    assert not report(50)


def test_a_cancelled_or_deleted_document_is_left_alone(floor: Floor) -> None:
    first, second = floor.documents
    floor.begin(first)
    floor.begin(second)
    with floor.sessions.of(floor.user).write() as session:
        batches.delete_document(session, floor.user, second)
    assert not floor.finish(second)
    assert not floor.fail(second)
    with floor.sessions.of(floor.user).write() as session:
        _, cleanup = batches.cancel(session, floor.user, floor.batch)
    assert cleanup.attempts == ((first, 1),)
    assert not floor.finish(first)
    assert floor.begin(first) is BeginState.OVER
    assert floor.state() == (BatchStatus.CANCELLED, 0, 1)
    assert floor.usage() == (0, 0, 0)
    assert floor.job(first).status is JobStatus.CANCELLED


def test_a_redo_is_a_new_attempt_that_the_old_one_cannot_settle(floor: Floor) -> None:
    first, second = floor.documents
    for document in (first, second):
        floor.begin(document)
        floor.finish(document)
    with floor.sessions.of(floor.user).write() as session:
        review.redo(session, floor.user, first, version=None, dispatcher=floor.dispatcher)
    assert floor.dispatcher.queued[-1] == (first, 2)
    assert floor.state() == (BatchStatus.PROCESSING, 1, 0)
    assert not floor.finish(first, attempt=1)
    assert floor.begin(first, attempt=2) is BeginState.READY
    assert floor.finish(first, attempt=2)
    assert floor.state() == (BatchStatus.COMPLETED, 2, 0)
    assert floor.usage() == (0, 3 * PAGES, 3)


def test_auto_keeps_the_plan_of_the_detected_type(floor: Floor) -> None:
    first, second = floor.documents
    floor.begin(first)
    floor.finish(first)
    assert floor.document(first).field_plan == default_plan("invoice").model_dump(mode="json")
    floor.begin(second)
    form = Read(Extraction(data={"colour": "red"}), DocumentType.FORM, field_plan=FieldPlan())
    floor.finish(second, form)
    assert floor.document(second).field_plan is None


def test_an_e_invoice_read_from_its_xml_costs_no_pages(floor: Floor) -> None:
    document = floor.documents[0]
    floor.begin(document)
    floor.finish(document, invoice_read(EvidenceSource.XML))
    assert floor.usage() == (0, 0, 1)


def test_the_quota_is_never_overspent(database_url: str) -> None:
    """A starter plan has 50 pages: two documents of 20 fit, the third fails and costs nothing."""
    floor = Floor(database_url, local=False, documents=3)
    first, second, third = floor.documents
    assert [floor.begin(d) for d in (first, second)] == [BeginState.READY] * 2
    assert floor.begin(third) is BeginState.OVER
    refused = floor.document(third)
    assert refused.error is not None and refused.error.code == "page_quota_reached"
    assert floor.usage() == (2 * PAGES, 0, 0)
    floor.fail(first)
    with floor.sessions.of(floor.user).write() as session:
        review.redo(session, floor.user, third, version=None, dispatcher=floor.dispatcher)
    assert floor.begin(third, attempt=2) is BeginState.READY
    assert floor.usage() == (2 * PAGES, 0, 0)
    floor.engine.dispose()


def test_workers_at_once_never_overspend(database_url: str) -> None:
    floor = Floor(database_url, local=False, documents=8)
    with ThreadPoolExecutor(8) as workers:
        begun = list(workers.map(floor.begin, floor.documents))
    assert begun.count(BeginState.READY) == 2
    assert floor.usage() == (2 * PAGES, 0, 0)
    assert floor.state() == (BatchStatus.PROCESSING, 0, 6)
    floor.engine.dispose()


def test_documents_that_finish_at_once_are_all_counted(database_url: str) -> None:
    floor = Floor(database_url, documents=16)
    for document in floor.documents:
        floor.begin(document)
    with ThreadPoolExecutor(8) as workers:
        assert all(workers.map(floor.finish, floor.documents))
    assert floor.state() == (BatchStatus.COMPLETED, 16, 0)
    assert floor.usage() == (0, 16 * PAGES, 16)
    floor.engine.dispose()
