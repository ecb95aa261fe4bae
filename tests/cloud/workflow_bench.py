"""A database with a batch of documents, and the durable engine on it: no web, no uploads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ingestio_cloud.db.engine import is_sqlite, make_sync_engine, sqlite_url
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
from ingestio_cloud.features.accounts.plans import AccountPlans, PlanSource
from ingestio_cloud.features.extraction import service
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.settings import DATABASE_FILE, MEMORY_MEGABYTES
from ingestio_cloud.workflows.build import SLOTS_PER_CHILD, TURNS_PER_CHILD
from ingestio_cloud.workflows.engine import EMBEDDED, DurableEngine, EngineSettings
from ingestio_cloud.workflows.engines import Engine
from ingestio_cloud.workflows.liveness import Liveness, fresh_executor_id
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings
from ingestio_cloud.workflows.processing import DocumentWork
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, JobStatus
from ingestio_core.limits import MEBIBYTE
from tests.support.arrived import add_batch, uploaded

PAGES = 2
DocumentState = tuple[DocumentStatus, JobStatus, str | None]


class Bench:
    """Opens what a killed process left in `folder`, or a new database; files lie as in a data folder.
    With `dead_after` it is one of several on a PostgreSQL, with a name of its own."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        *,
        workers: int = 2,
        runs_work: bool = True,
        url: str = "",
        plans: Callable[[SyncSessions], PlanSource] = AccountPlans,
        dead_after: timedelta | None = None,
        memory_bytes: int = MEMORY_MEGABYTES * MEBIBYTE,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.url = url or sqlite_url(folder / DATABASE_FILE)
        self.database = make_sync_engine(self.url)
        upgrade(self.database)
        self.sessions = SyncSessions(self.database)
        self.blobs = BlobStore.in_folder(folder / "files")
        self.scratch = folder / "scratch"
        self.pool = ExtractionPool(
            PoolSettings(engine=engine, workers=workers, scratch=self.scratch, memory_bytes=memory_bytes)
        )
        executor = EMBEDDED if dead_after is None else fresh_executor_id("bench")
        self.work = DocumentWork(self.sessions, self.blobs, self.pool, plans(self.sessions), executor)
        self.durable = DurableEngine(
            EngineSettings(
                database_url=self.url,
                slots=SLOTS_PER_CHILD * workers,
                turns=TURNS_PER_CHILD * workers,
                executor_id=executor,
                runs_work=runs_work,
                look_seconds=1.0,
            ),
            self.sessions,
            self.work,
            None if dead_after is None else Liveness(self.sessions, executor, dead_after),
        )

    @contextmanager
    def launched(self) -> Iterator[Self]:
        self.durable.launch()
        try:
            yield self
        finally:
            self.close()

    def close(self) -> None:
        self.durable.close()
        self.work.stop()
        self.database.dispose()

    def submit(
        self, *texts: str | bytes, local: bool = True, customer: str | None = None
    ) -> tuple[UUID, list[UUID]]:
        """A batch of a new user with one uploaded document for each text; batch and documents."""
        user = uuid4()
        with self.sessions.of(user).write() as session:
            return self.submit_in(session, user, *texts, local=local, customer=customer)

    def submit_in(
        self,
        session: Session,
        user: UUID,
        *texts: str | bytes,
        local: bool = True,
        customer: str | None = None,
    ) -> tuple[UUID, list[UUID]]:
        """The same in a transaction of the caller's."""
        batch, ids = uuid4(), [uuid4() for _ in texts]
        for document, text in zip(ids, texts, strict=True):
            content = text.encode() if isinstance(text, str) else text
            self.blobs.put_bytes(f"files/{document}", content)
        add_batch(session, user, batch, len(texts), local=local, customer=customer)
        for row in uploaded(user, batch, ids, pages=PAGES, path="files/{id}"):
            session.add(row)
            session.flush()
            service.start_attempt(session, self.durable, row, attempt=1, pages=PAGES)
        return batch, ids

    @property
    def runs_table(self) -> str:
        """The durable engine's own table of runs."""
        return "workflow_status" if is_sqlite(self.url) else "dbos.workflow_status"

    def user_of(self, batch: UUID) -> UUID:
        with self.sessions.system.read() as session:
            return session.scalars(select(ExtractionBatch.user_id).where(ExtractionBatch.id == batch)).one()

    def batch_status(self, batch: UUID) -> BatchStatus:
        with self.sessions.system.read() as session:
            return session.scalars(select(ExtractionBatch.status).where(ExtractionBatch.id == batch)).one()

    def states(self, batch: UUID) -> list[DocumentState]:
        """Each document's status, its job's, and the code of its error."""
        with self.sessions.system.read() as session:
            rows = session.execute(
                select(Document.status, ExtractionJob.status, Document.error)
                .join(ExtractionJob, ExtractionJob.document_id == Document.id)
                .where(Document.batch_id == batch)
                .order_by(Document.position, Document.created_at)
            ).all()
        return [(document, job, error.code if error else None) for document, job, error in rows]

    def reads(self, batch: UUID) -> int:
        """How often a child began to read the batch's only document."""
        with self.sessions.system.read() as session:
            document = session.scalars(select(Document.id).where(Document.batch_id == batch)).one()
        with self.blobs.local_copy(f"files/{document}.reads") as log:
            return len(log.read_text(encoding="ascii").splitlines())

    def usage(self, batch: UUID) -> dict[str, int]:
        """What the ledger and the month say of the batch's user, and how many results there are."""
        with self.sessions.system.read() as session:
            user = session.scalars(select(ExtractionBatch.user_id).where(ExtractionBatch.id == batch)).one()
            month = session.scalars(select(UsageMonth).where(UsageMonth.user_id == user)).one()
            counts = dict(
                session.execute(
                    select(UsageEvent.kind, func.sum(UsageEvent.pages))
                    .where(UsageEvent.user_id == user)
                    .group_by(UsageEvent.kind)
                ).all()
            )
            results = session.scalar(
                select(func.count()).select_from(ExtractionResult).where(ExtractionResult.user_id == user)
            )
        return {
            "reserved": month.pages_reserved,
            "used": month.pages_used,
            "documents": month.documents_used,
            "ledger": counts.get(UsageKind.COMMIT, 0),
            "results": results or 0,
        }
