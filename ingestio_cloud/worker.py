"""A process that only works: `ROLE=worker`, beside API processes on one database."""

import signal
import socket
import threading
from contextlib import closing
from types import FrameType
from typing import Final

import structlog

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import AccountPlans
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.lockfile import FolderLock
from ingestio_cloud.settings import Settings
from ingestio_cloud.workflows.build import build_engine
from ingestio_cloud.workflows.engines import EngineName
from ingestio_core.errors import IngestError

log = structlog.get_logger(__name__)

_NOT_STARTED: Final = 4


def work(settings: Settings) -> int:
    """Work on documents until SIGTERM or SIGINT; the exit code.

    Its name in the durable engine is its host's and its data folder's, which a lock keeps to one
    process: started again there, it takes up what it left. The database has been migrated by an
    API process.
    """
    folder = settings.data_dir / "worker"
    try:
        lock = FolderLock(folder)
    except IngestError as error:
        log.error("not_started", code=error.code)
        return _NOT_STARTED
    stop = _stop_signal()
    database = make_sync_engine(settings.url)
    sessions = SyncSessions(database)
    engine = build_engine(
        database_url=settings.url,
        sessions=sessions,
        blobs=BlobStore.in_folder(settings.files_dir),
        plans=AccountPlans(sessions),
        scratch=folder / "scratch",
        engine=EngineName(settings.engine),
        workers=settings.workers,
        executor_id=f"{socket.gethostname()}:{folder}",
    )
    try:
        with closing(engine):
            engine.launch()
            log.info("working", documents_at_once=settings.workers)
            stop.wait()
    finally:
        database.dispose()
        lock.release()
    log.info("stopped")
    return 0


def _stop_signal() -> threading.Event:
    stop = threading.Event()

    def tell(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tell)
    return stop
