"""Keep the copies of the service's files below what the person allows: what is done goes first, what is to
review last, and nothing on which work is not sent yet."""

import threading
from collections.abc import Callable, Container, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog

from ingestio_core.errors import IngestError
from ingestio_core.limits import MEBIBYTE
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.settings import Settings, SettingsFile
from ingestio_desktop.store.cached import CachedFile, Worth, cached_files, forget_files, note_use
from ingestio_desktop.store.database import Store

_OPEN: Final = 16
"""So many documents that were looked at last may still be on screen, or beside it."""

_NOTE_AFTER: Final = timedelta(minutes=1)
_NEW_SECONDS: Final = 300.0
_PART_SECONDS: Final = 24 * 3600.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CacheUse:
    """All in bytes. `kept` of them stay when the rest is cleared: work on them is not sent yet, they are
    open, or their batch was asked for on this computer."""

    files: int = 0
    size: int = 0
    kept: int = 0
    limit: int = 0


class CacheFlow:
    """`changed` is notified in a thread of its own when there is more or less than before."""

    def __init__(self, store: Store, folder: Path, settings: SettingsFile) -> None:
        """`folder` holds the copies, and nothing else."""
        self.changed: Notifier[CacheUse] = Notifier()
        self._store = store
        self._folder = folder
        self._settings = settings
        self._lock = threading.Lock()
        self._used: dict[UUID, datetime] = {}
        self._work = ThreadPoolExecutor(1, thread_name_prefix="cache")
        self._limit = settings.settings.cache_limit_mb
        self._unsubscribe = settings.changed.subscribe(self._settings_changed)

    def start(self) -> None:
        """Take away what an earlier run left behind, and what is too much."""
        self._submit(self._sweep)
        self.trim()

    def close(self) -> None:
        self._unsubscribe()
        self._work.shutdown(cancel_futures=True)

    def used(self, document_id: UUID) -> None:
        """A copy is looked at. Cheap, any thread."""
        now = datetime.now(UTC)
        with self._lock:
            before = self._used.pop(document_id, None)
            self._used[document_id] = now if before is None or now - before > _NOTE_AFTER else before
        if before is None or now - before > _NOTE_AFTER:
            self._store.write(lambda unit: note_use(unit, (document_id,), now))

    def trim(self) -> None:
        """Have the limit kept, in the background."""
        self._submit(self._trim)

    def use(self) -> "Future[CacheUse]":
        """What is there now. Cancelled once the account was closed."""
        return self._asked(self._count)

    def clear(self) -> "Future[CacheUse]":
        """Take away all that may go; what is left. Cancelled once the account was closed."""
        return self._asked(self._clear)

    def _asked(self, job: Callable[[], CacheUse]) -> "Future[CacheUse]":
        try:
            return self._work.submit(job)
        except RuntimeError:
            # A page of the former account may ask to the last.
            cancelled: Future[CacheUse] = Future()
            cancelled.cancel()
            return cancelled

    def _settings_changed(self, settings: Settings) -> None:
        if settings.cache_limit_mb != self._limit:
            self._limit = settings.cache_limit_mb
            self.trim()

    def _submit(self, job: Callable[[], None]) -> None:
        try:
            self._work.submit(self._guarded, job)
        except RuntimeError:
            # The account was closed meanwhile; the next start trims.
            return

    # In the thread

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except (IngestError, OSError) as error:
            log.warning("copies could not be taken away", kind=type(error).__name__)

    def _trim(self) -> None:
        limit = self._settings.settings.cache_limit_mb * MEBIBYTE
        files = self._store.read(cached_files).result()
        over = sum(file.size for file in files) - limit
        going: list[CachedFile] = []
        for file in files:
            if over <= 0 and file.worth is not Worth.NOTHING:
                break
            if self._may_go(file):
                going.append(file)
                over -= file.size
        if going:
            self._remove(going)
        self.changed.notify(self._count())

    def _clear(self) -> CacheUse:
        self._remove([file for file in self._store.read(cached_files).result() if self._may_go(file)])
        self._sweep()
        use = self._count()
        self.changed.notify(use)
        return use

    def _count(self) -> CacheUse:
        files = self._store.read(cached_files).result()
        return CacheUse(
            len(files),
            sum(file.size for file in files),
            sum(file.size for file in files if not self._may_go(file)),
            self._settings.settings.cache_limit_mb * MEBIBYTE,
        )

    def _may_go(self, file: CachedFile) -> bool:
        with self._lock:
            open_now = tuple(self._used)[-_OPEN:]
        return file.worth is Worth.NOTHING or (not file.kept and file.document_id not in open_now)

    def _remove(self, files: Iterable[CachedFile]) -> None:
        gone = tuple(files)
        # First out of the list: a copy that nobody knows of is swept, one that is not there would be missed.
        going = self._store.write(
            lambda unit: forget_files(unit, [file.document_id for file in gone])
        ).result()
        for file in gone:
            if file.document_id in going and self._folder in file.path.parents:
                _unlink(file.path)
        log.info("copies taken away", files=len(going))

    def _sweep(self) -> None:
        known = {file.path for file in self._store.read(cached_files).result()}
        _sweep(self._folder, known)


def _sweep(folder: Path, known: Container[Path]) -> None:
    """Take away files that nobody knows of. A copy that has just come is about to be known, and a part of one
    goes on with the next try."""
    now = datetime.now(UTC).timestamp()
    for path in folder.glob("??/*"):
        age = now - path.lstat().st_mtime
        if path not in known and age > (_PART_SECONDS if path.name.startswith(".") else _NEW_SECONDS):
            _unlink(path)


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        # Another program has it open; the next sweep takes it.
        log.info("a copy could not be taken away", kind=type(error).__name__)
