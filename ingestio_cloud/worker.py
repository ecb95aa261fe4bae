"""A process that only works: `ROLE=worker`, beside API processes on one database."""

import asyncio
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from types import FrameType

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import OperationalError

from ingestio_cloud.billing import open_sales
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.signals import Signals
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.lockfile import FolderLock
from ingestio_cloud.models import open_models
from ingestio_cloud.settings import Settings
from ingestio_cloud.stopping import Ending, ExitCode
from ingestio_cloud.storage import open_blobs
from ingestio_cloud.telemetry.metrics import exposition, process_registry, watch_pool
from ingestio_cloud.telemetry.readiness import probe
from ingestio_cloud.telemetry.server import Answers, OperationsServer
from ingestio_cloud.workflows.build import build_engine
from ingestio_cloud.workflows.engine import DurableEngine
from ingestio_cloud.workflows.engines import EngineName
from ingestio_core.errors import IngestError

log = structlog.get_logger(__name__)


def work(settings: Settings) -> int:
    """Work on documents until SIGTERM or SIGINT; the exit code.

    Its data folder, which a lock keeps to one process, holds scratch files only. When it dies, other
    workers take up what it had in work. The database has been migrated by an API process.
    """
    folder = settings.data_dir / "worker"
    try:
        lock = FolderLock(folder)
    except IngestError as error:
        log.error("not_started", code=error.code)
        return ExitCode.NOT_STARTED
    stop = _stop_signal()
    database = make_sync_engine(settings.url, prepares=settings.database_prepares)
    sessions = SyncSessions(database, mail_wait=settings.mail_wait)
    signals = Signals(database, sessions)
    sales = open_sales(settings, sessions, signals)
    blobs = open_blobs(settings)
    engine = build_engine(
        database_url=settings.url,
        sessions=sessions,
        blobs=blobs,
        plans=sales.plans,
        scratch=folder / "scratch",
        engine=EngineName(settings.engine),
        workers=settings.workers,
        child_memory=settings.child_memory,
        plan_table=settings.plan_table,
        dead_after=timedelta(seconds=settings.dead_after),
        models=open_models(settings, folder / "scratch", sessions),
    )
    try:
        with _answering(settings, database, sessions, blobs, engine), closing(engine):
            engine.follow(signals)
            engine.launch()
            signals.start()
            log.info("working", documents_at_once=settings.workers)
            stop.wait()
    except IngestError as error:
        log.error("not_started", code=error.code, reason=error.message)
        return ExitCode.NOT_STARTED
    except OperationalError as error:
        # What runs the service starts it again.
        log.error("not_started", code="database_away", kind=type(error).__name__)
        return ExitCode.NOT_STARTED
    finally:
        signals.close()
        sales.close()
        database.dispose()
        lock.release()
    log.info("stopped")
    return 0


@contextmanager
def _answering(
    settings: Settings, database: sa.Engine, sessions: SyncSessions, blobs: BlobStore, engine: DurableEngine
) -> Iterator[None]:
    """Answer meanwhile, where a port is set for it, whether this process lives, is ready, and what its
    figures are. Raises `MachineError` (port_in_use)."""
    if settings.metrics_port is None:
        yield
        return
    registry = process_registry()
    watch_pool(registry, database)

    def answer() -> None:
        with sessions.system.read() as session:
            session.connection().exec_driver_sql("SELECT 1")

    def checks() -> Mapping[str, str]:
        return asyncio.run(
            probe(
                {
                    "database": lambda: asyncio.to_thread(answer),
                    "storage": blobs.check,
                    "engine": lambda: asyncio.to_thread(engine.check),
                }
            )
        )

    token = settings.metrics_token
    answers = Answers(
        checks=checks,
        figures=lambda: exposition(registry, engine.figures()),
        token=None if token is None else token.get_secret_value(),
    )
    with closing(OperationsServer(settings.host, settings.metrics_port, answers)) as server:
        log.info("answering", port=server.port)
        yield


def _stop_signal() -> threading.Event:
    stop, ending = threading.Event(), Ending()

    def tell(number: int, _frame: FrameType | None) -> None:
        stop.set()
        ending.tell(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tell)
    return stop
