"""The list of batches: what is asked for, what is loaded, what changed. No widget."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.errors import IngestError
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow, BatchPage, BatchQuery, BatchSort
from ingestio_desktop.store.rows import BatchRow, Changed
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.words import STATE_WORDS, BatchState, StateWord, Tone
from ingestio_desktop.workers.bridge import Bridge

FILTERS: Final[Mapping[str, frozenset[BatchStatus]]] = {
    "all": frozenset(),
    "in_progress": frozenset({BatchStatus.PENDING_UPLOAD, BatchStatus.QUEUED, BatchStatus.PROCESSING}),
    "completed": frozenset({BatchStatus.COMPLETED}),
    "partly": frozenset({BatchStatus.PARTIALLY_COMPLETED}),
    "failed": frozenset({BatchStatus.FAILED}),
    "cancelled": frozenset({BatchStatus.CANCELLED}),
}
"""The status filters of the list; the empty set is all of them."""

_REFRESH_MS: Final = 150
_COUNT_MS: Final = 400


@dataclass(frozen=True, slots=True)
class ListState:
    """What stands in place of the rows: loading, a list, nothing at all, nothing found, or an error."""

    loading: bool = True
    any_at_all: bool = True
    total: int = 0
    error: IngestError | None = None


class BatchesPresenter(QObject):
    """Rows come page by page; a change touches only the rows that it is about."""

    rows_reset = Signal(object)
    """tuple[BatchRow, ...]: another list than before."""
    rows_added = Signal(object)
    """tuple[BatchRow, ...]: below those that are there."""
    rows_changed = Signal(object)
    """tuple[BatchRow, ...]: where they stand."""
    rows_removed = Signal(object)
    """frozenset[UUID]"""
    state_changed = Signal(object)
    """A `ListState`."""
    counts_changed = Signal(object)
    """dict[str, int]: batches by filter."""
    status_changed = Signal(object)
    """A `SyncStatus`."""
    failed = Signal(object)
    """An `IngestError` that the person should read."""

    def __init__(
        self, flow: BatchesFlow, account: AccountFlow, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._account = account
        self._bridge = bridge
        self.query = BatchQuery()
        self.filter = "all"
        self.state = ListState()
        self.counts: dict[str, int] = {}
        self.status: SyncStatus = account.status()
        self.offline_since: datetime | None = None
        self._know_status(self.status)
        self._rows: dict[UUID, BatchRow] = {}
        self._next: str | None = None
        self._more = False
        self._asked = 0
        self._stale: set[UUID] = set()
        self._refresh = self._timer(_REFRESH_MS, self._refresh_now)
        self._count = self._timer(_COUNT_MS, self._count_now)
        bridge.listen(flow.changed, self, self._changed)
        bridge.listen(account.status_changed, self, self._status_changed)

    @property
    def offline(self) -> bool:
        return self.status.link in (Link.OFFLINE, Link.FAILED)

    def row(self, batch_id: UUID) -> BatchRow | None:
        """A loaded row."""
        return self._rows.get(batch_id)

    # What is asked for

    def load(self) -> None:
        """The first page of what is asked for, and the counts."""
        self._begin(self.query.limit)
        self._count.start(0)

    def set_search(self, text: str) -> None:
        if text != self.query.search:
            self.query = replace(self.query, search=text)
            self.load()

    def set_filter(self, key: str) -> None:
        self.filter = key
        self.query = replace(self.query, statuses=FILTERS[key])
        self.load()

    def set_sort(self, sort: BatchSort, descending: bool) -> None:
        self.query = replace(self.query, sort=sort, descending=descending)
        self.load()

    def more(self) -> None:
        """The next page, when the last one was not the end."""
        if self._next is None or self._more:
            return
        self._more = True
        asked = self._asked
        query = replace(self.query, after=self._next)

        def done(page: BatchPage) -> None:
            if asked == self._asked:
                self._more = False
                self._next = page.next
                self._rows.update((row.id, row) for row in page.rows)
                self.rows_added.emit(page.rows)

        self._bridge.deliver(self._flow.page(query), self, done, self._more_failed)

    # What a person does

    def rename(self, batch_id: UUID, name: str) -> None:
        """An empty name takes the name away."""
        self._bridge.deliver(self._flow.rename(batch_id, name), self, _nothing, self.failed.emit)

    def delete(self, batch_ids: Iterable[UUID]) -> None:
        """The window has asked before."""
        self._bridge.deliver(self._flow.delete(batch_ids), self, _nothing, self.failed.emit)

    def cancel(self, batch_id: UUID) -> None:
        """The window has asked before."""
        self._bridge.deliver(self._flow.cancel(batch_id), self, _nothing, self.failed.emit)

    def try_now(self) -> None:
        """Reach for the service at once."""
        self._account.sync_now()

    # Within

    def _begin(self, limit: int) -> None:
        self._asked += 1
        self._more = False
        asked = self._asked
        if not self._rows:
            self._set_state(replace(self.state, loading=True, error=None))

        def done(page: BatchPage) -> None:
            if asked == self._asked:
                self._next = page.next
                self._rows = {row.id: row for row in page.rows}
                self.rows_reset.emit(page.rows)
                self._set_state(ListState(False, page.any_at_all, page.total))

        def failed(error: IngestError) -> None:
            if asked == self._asked:
                self._set_state(replace(self.state, loading=False, error=error))

        self._bridge.deliver(
            self._flow.page(replace(self.query, limit=limit, after=None)), self, done, failed
        )

    def _set_state(self, state: ListState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _more_failed(self, error: IngestError) -> None:
        self._more = False
        self.failed.emit(error)

    def _changed(self, changed: Changed) -> None:
        if changed.batches:
            self._stale |= changed.batches
            if not self._refresh.isActive():
                self._refresh.start()
            if not self._count.isActive():
                self._count.start()

    def _refresh_now(self) -> None:
        stale, self._stale = frozenset(self._stale), set()

        def done(rows: tuple[BatchRow, ...]) -> None:
            there = {row.id for row in rows}
            gone = frozenset((stale - there) & self._rows.keys())
            known = tuple(row for row in rows if row.id in self._rows)
            self._rows.update((row.id, row) for row in known)
            for batch_id in gone:
                del self._rows[batch_id]
            if known:
                self.rows_changed.emit(known)
            if gone:
                self.rows_removed.emit(gone)
            if len(known) < len(rows) or (gone and not self._rows):
                self._begin(max(self.query.limit, len(self._rows) + len(rows)))

        self._bridge.deliver(self._flow.batches(stale), self, done, self.failed.emit)

    def _count_now(self) -> None:
        for key, statuses in FILTERS.items():
            query = BatchQuery(search=self.query.search, statuses=statuses, limit=1)
            done = partial(self._know_count, key)
            self._bridge.deliver(self._flow.page(query), self, done, self.failed.emit)

    def _know_count(self, key: str, page: BatchPage) -> None:
        if self.counts.get(key) != page.total:
            self.counts = {**self.counts, key: page.total}
            self.counts_changed.emit(self.counts)

    def _status_changed(self, status: SyncStatus) -> None:
        before, self.status = self.offline, status
        self._know_status(status)
        self.status_changed.emit(status)
        if before != self.offline:
            self.rows_changed.emit(tuple(self._rows.values()))

    def _know_status(self, status: SyncStatus) -> None:
        if not self.offline:
            self.offline_since = None
        elif self.offline_since is None:
            self.offline_since = datetime.now(UTC)

    def _timer(self, interval: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(action)
        return timer


_STATES: Final = {
    BatchStatus.PENDING_UPLOAD: BatchState.UPLOADING,
    BatchStatus.QUEUED: BatchState.QUEUED,
    BatchStatus.PROCESSING: BatchState.PROCESSING,
    BatchStatus.COMPLETED: BatchState.COMPLETED,
    BatchStatus.PARTIALLY_COMPLETED: BatchState.PARTLY_COMPLETED,
    BatchStatus.FAILED: BatchState.FAILED,
    BatchStatus.CANCELLED: BatchState.CANCELLED,
}


def batch_word(row: BatchRow, *, offline: bool, paused: bool = False) -> StateWord:
    """A batch's state in words. Offline, what only the service knows turns grey."""
    if row.status is BatchStatus.PENDING_UPLOAD:
        if paused:
            return STATE_WORDS[BatchState.UPLOAD_PAUSED]
        if offline:
            waits = BatchState.WAITING_FOR_NETWORK if row.pending else BatchState.UPLOAD_PAUSED
            return STATE_WORDS[waits]
    word = STATE_WORDS[_STATES[row.status]]
    if offline and row.status in FILTERS["in_progress"]:
        return replace(word, tone=Tone.NEUTRAL)
    return word


def _nothing(_done: None) -> None:
    """The store tells by itself what changed."""
