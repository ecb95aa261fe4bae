"""Fetch the files of a batch that are with the service only, so that its pages are here without a network."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.files import DocumentFiles, LocalFile
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store import copies
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import Link, SyncStatus

_AT_ONCE: Final = 2
_ONLINE: Final = frozenset({Link.ONLINE, Link.SYNCING})

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Copies:
    """How many of a batch's files are on this computer; `wanted` says that the others come."""

    batch_id: UUID
    here: int
    total: int
    wanted: bool


class FetchFlow:
    """What was asked for is in the store: it goes on when the network is back, and after a restart.
    `changed` names batches whose files came."""

    def __init__(self, store: Store, sync: SyncControl, files: DocumentFiles) -> None:
        self.changed: Notifier[UUID] = Notifier()
        self._store = store
        self._sync = sync
        self._files = files
        self._lock = threading.Lock()
        self._asking = False
        self._ask_again = False
        self._under_way: set[UUID] = set()
        self._refused: set[UUID] = set()
        self._turn = 0
        self._online = False
        self._unsubscribe: list[Callable[[], None]] = [sync.status_changed.subscribe(self._status_changed)]
        self._status_changed(sync.status)

    def close(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()

    def fetch(self, batch_id: UUID) -> "Future[None]":
        """Have all files of a batch here, now or when there is a network."""
        self._try_all()
        future = self._store.write(lambda unit: copies.want(unit, batch_id))
        future.add_done_callback(lambda _ended: self._go_on())
        return future

    def copies(self, batch_id: UUID) -> "Future[Copies]":
        """What of it is here."""

        def read(session: copies.Reader) -> Copies:
            return Copies(batch_id, *copies.counted(session, batch_id))

        return self._store.read(read)

    def _status_changed(self, status: SyncStatus) -> None:
        before, self._online = self._online, status.link in _ONLINE
        if self._online and not before:
            self._try_all()
            self._go_on()

    def _try_all(self) -> None:
        """Those that were refused, too, and those that are just being so."""
        with self._lock:
            self._refused.clear()
            self._turn += 1

    def _go_on(self) -> None:
        with self._lock:
            free = _AT_ONCE - len(self._under_way)
            # What is being asked does not know of what ended since.
            self._ask_again = self._asking
            if self._asking or free <= 0 or not self._online:
                return
            self._asking = True
            busy = frozenset(self._under_way | self._refused)
        future = self._store.read(lambda session: copies.missing(session, free, busy))
        future.add_done_callback(self._found)

    def _found(self, ended: "Future[tuple[tuple[UUID, UUID], ...]]") -> None:
        with self._lock:
            self._asking = False
            missing = () if ended.cancelled() or ended.exception() is not None else ended.result()
            self._under_way.update(document_id for document_id, _batch in missing)
            again = self._ask_again
        for document_id, batch_id in missing:
            self._fetch(document_id, batch_id)
        if again:
            self._go_on()

    def _fetch(self, document_id: UUID, batch_id: UUID) -> None:
        turn = self._turn

        def fetched(ended: "Future[LocalFile]") -> None:
            error = None if ended.cancelled() else ended.exception()
            with self._lock:
                self._under_way.discard(document_id)
                if (ended.cancelled() or error is not None) and turn == self._turn:
                    self._refused.add(document_id)
            if isinstance(error, IngestError):
                log.info("a file could not be fetched", code=error.code)
            if not ended.cancelled():
                self.changed.notify(batch_id)
                self._go_on()

        self._files.fetch(document_id).add_done_callback(fetched)
