"""A batch's counts and status always follow from its documents, whatever happens in which order."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.errors import DeadlockDetected
from sqlalchemy.exc import IntegrityError, OperationalError

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.engine import make_sync_engine, sqlite_url
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.models import Document, ExtractionBatch, Upload, UploadStatus, User
from ingestio_cloud.db.scope import owned
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction import bulk
from ingestio_cloud.features.extraction import service as extraction
from ingestio_cloud.features.extraction.bulk import Step
from ingestio_cloud.features.uploads import service as uploads
from ingestio_core.contracts.documents import BulkAction
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import (
    FINAL_BATCH,
    BatchStatus,
    DocumentCounts,
    DocumentStatus,
    PromptStrategy,
    batch_status,
)
from ingestio_core.limits import MediaType
from tests.cloud.served import WORKER, Recorder, invoice_read
from tests.support.postgres import postgres_server

SHA: Final = "0" * 64
FAULT: Final = ErrorInfo(code="test", title="Failed", message="It failed.")
ACTIONS: Final = (
    "arrive",
    "arrive",
    "refuse",
    "begin",
    "begin",
    "finish",
    "finish",
    "fail",
    "redo",
    "delete",
    "redo_all",
    "delete_some",
    "cancel",
    "submit",
)


class Account:
    """A user with one batch, and everything that can happen to it."""

    def __init__(self, sessions: SyncSessions, count: int) -> None:
        self.sessions, self.user, self.batch = sessions, uuid4(), uuid4()
        self.documents = [uuid4() for _ in range(count)]
        self.engine = Recorder()
        with sessions.system.write() as session:
            session.add(User(id=self.user, email=f"{self.user}@example.org"))
        with sessions.of(self.user).write() as session:
            session.add(
                ExtractionBatch(
                    id=self.batch,
                    user_id=self.user,
                    prompt_strategy=PromptStrategy.AUTO,
                    document_count=count,
                    request_hash=SHA,
                )
            )
            session.flush()
            session.add_all(self._document(position, row) for position, row in enumerate(self.documents))

    def act(self, action: str, number: int) -> None:
        """Do something to a document or to the batch; what is refused changes nothing."""
        document = self.documents[number % len(self.documents)]
        ids: dict[str, Any] = {
            "document_id": document,
            "user_id": self.user,
            "attempt": self._attempt(document),
        }
        try:
            match action:
                case "arrive":
                    self._settle_upload(document, MediaType.PDF)
                case "refuse":
                    self._settle_upload(document, None)
                case "begin":
                    self._write(lambda session, _: extraction.begin(session, **ids, pages_per_month=None, worker=WORKER))
                case "finish":
                    self._write(lambda session, _: extraction.finish(session, **ids, outcome=invoice_read(), worker=WORKER))
                case "fail":
                    self._write(lambda session, _: extraction.fail(session, **ids, error=FAULT))
                case "redo":
                    self._bulk(BulkAction.REDO, [document])
                case "redo_all":
                    self._bulk(BulkAction.REDO, self.documents)
                case "delete":
                    self._write(batches.delete_document, document)
                case "delete_some":
                    self._bulk(BulkAction.DELETE, self.documents[number % 3 :: 3])
                case "cancel":
                    self._write(batches.cancel, self.batch)
                case "submit":
                    self._write(batches.submit, self.batch)
        except IngestError:
            return
        except IntegrityError:
            # Its document was deleted just now.
            assert action in ("arrive", "refuse")

    def check(self) -> None:
        """Compare the batch with what its documents say."""
        with self.sessions.of(self.user).read() as session:
            batch = session.scalars(owned(ExtractionBatch, self.user)).one()
            rows = session.scalars(owned(Document, self.user)).all()
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
            assert by_status[DocumentStatus.PROCESSING] == by_status[DocumentStatus.UPLOADED] == 0
        else:
            assert batch.status == batch_status(
                DocumentCounts(
                    total=len(rows),
                    pending_upload=by_status[DocumentStatus.PENDING_UPLOAD],
                    processing=by_status[DocumentStatus.PROCESSING],
                    completed=by_status[DocumentStatus.COMPLETED],
                    failed=by_status[DocumentStatus.FAILED],
                )
            )

    def _write(self, work: Callable[..., Any], *args: Any) -> Any:
        with self.sessions.of(self.user).write() as session:
            return work(session, self.user, *args)

    def _bulk(self, action: BulkAction, ids: list[UUID]) -> None:
        self._write(
            lambda session, user: bulk.act(session, user, Step(action, ids, {}), dispatcher=self.engine)
        )

    def _attempt(self, document: UUID) -> int:
        with self.sessions.of(self.user).read() as session:
            row = session.scalars(owned(Document, self.user).where(Document.id == document)).one_or_none()
        return row.attempt if row else 1

    def _settle_upload(self, document: UUID, media_type: MediaType | None) -> None:
        upload = uuid4()

        def add(session: Any, user: UUID) -> bool:
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
            pages = 3 if media_type else None
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

    def _document(self, position: int, document: UUID) -> Document:
        return Document(
            id=document,
            user_id=self.user,
            batch_id=self.batch,
            position=position,
            filename=f"{position}.pdf",
            media_type=MediaType.PDF,
            size=1,
            sha256=SHA,
        )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sessions(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SyncSessions]:
    if request.param == "postgresql":
        engine = make_sync_engine(postgres_server().new_database())
    else:
        engine = make_sync_engine(sqlite_url(tmp_path_factory.mktemp("counts") / "a.db"))
        upgrade(engine)
    yield SyncSessions(engine)
    engine.dispose()


@settings(max_examples=40, deadline=None)
@given(actions=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3)), max_size=20))
def test_counts_and_status_follow_whatever_the_order(
    sessions: SyncSessions, actions: list[tuple[str, int]]
) -> None:
    account = Account(sessions, 4)
    for action, number in actions:
        account.act(action, number)
        account.check()


@pytest.mark.parametrize("sessions", ["postgresql"], indirect=True)
def test_counts_and_status_follow_with_eight_at_work(sessions: SyncSessions) -> None:
    account = Account(sessions, 12)

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(40):
            action = chance.choice(ACTIONS)
            if action.startswith("delete") and chance.random() < 0.9:
                continue
            try:
                account.act(action, chance.randrange(12))
            except OperationalError as error:
                # The service tries again then; here something else comes next.
                assert isinstance(error.orig, DeadlockDetected)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    account.check()
