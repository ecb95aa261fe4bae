"""The list of batches: what is asked for, what is loaded, what changed. No widget."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.errors import IngestError
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow, BatchPage, BatchQuery, BatchSort
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.store.rows import BatchRow, Changed, Held
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
_FURTHER: Final = 400
"""Rows of every page but the first: whoever scrolls wants many."""


@dataclass(frozen=True, slots=True)
class ListState:
    """What stands in place of the rows: loading, a list, nothing at all, nothing found, or an error."""

    loading: bool = True
    any_at_all: bool = True
    total: int = 0
    error: IngestError | None = None


class BatchesPresenter(QObject):
    """Rows come page by page; a change touches only the rows that it is about. While the list is to be
    still (the pointer is over it), rows change where they stand, and come and go only after that, but for
    those that the person takes away."""

    rows_reset = Signal(object)
    """tuple[BatchRow, ...]: another list than before."""
    rows_added = Signal(object)
    """tuple[BatchRow, ...]: below those that are there."""
    rows_came = Signal(object)
    """tuple[BatchRow, ...]: above those that are there."""
    rows_changed = Signal(object)
    """tuple[BatchRow, ...]: where they stand."""
    rows_removed = Signal(object)
    """frozenset[UUID]"""
    waiting_changed = Signal(int)
    """How many batches came that are shown once the list need not be still."""
    state_changed = Signal(object)
    """A `ListState`."""
    counts_changed = Signal(object)
    """dict[str, int]: batches by filter."""
    status_changed = Signal(object)
    """A `SyncStatus`."""
    failed = Signal(object)
    """An `IngestError` that the person should read."""

    def __init__(
        self,
        flow: BatchesFlow,
        account: AccountFlow,
        bridge: Bridge,
        parent: QObject | None = None,
        undo: UndoStack | None = None,
    ) -> None:
        """`undo` is the window's, unless the list stands alone."""
        super().__init__(parent)
        self.undo = undo or UndoStack(self)
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
        self._still = False
        self._taken: set[UUID] = set()
        self._show_waiting = False
        self.waiting = 0
        self._refresh = self._timer(_REFRESH_MS, self._refresh_now)
        self._count = self._timer(_COUNT_MS, self._count_now)
        bridge.listen(flow.changed, self, self._changed)
        bridge.listen(account.status_changed, self, self._status_changed)

    @property
    def offline(self) -> bool:
        return self.status.link in AWAY

    @property
    def hosted(self) -> bool:
        """Whether the service is elsewhere, so that files may be there and not here."""
        return not self.status.local

    def row(self, batch_id: UUID) -> BatchRow | None:
        """A loaded row."""
        return self._rows.get(batch_id)

    # What is asked for

    def load(self) -> None:
        """The first page of what is asked for, and the counts."""
        self._begin(self.query.limit)
        self._count.start(0)

    def begin(self, sort: BatchSort, descending: bool) -> None:
        """The first page, in the order that the person last chose."""
        self.query = replace(self.query, sort=sort, descending=descending)
        self.load()

    def show_all(self) -> None:
        """Without search and filter, in the same order."""
        self.filter = "all"
        self.query = replace(self.query, search="", statuses=FILTERS["all"])
        self.load()

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

    def keep_still(self, still: bool) -> None:
        """Whether rows must stay where they are for now."""
        self._still = still
        if not still and self._stale:
            self._refresh.start()

    def show_waiting(self) -> None:
        """The person asks for what came meanwhile."""
        self._show_waiting = True
        self._refresh.start(0)

    def more(self) -> None:
        """The next page, when the last one was not the end."""
        if self._next is None or self._more:
            return
        self._more = True
        asked = self._asked
        query = replace(self.query, after=self._next, limit=_FURTHER)

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
        """The window has asked before; it can be undone for a while all the same."""
        ids = tuple(batch_ids)
        titles = [row.title for row in map(self._rows.get, ids) if row is not None]
        self._taken.update(ids)

        def done(held: Held) -> None:
            if held.ids:
                self.undo.add(
                    deleted_words(titles, len(held.ids)), lambda: self._bring_back(held), held.until
                )

        self._bridge.deliver(self._flow.delete(ids), self, done, self.failed.emit)

    def cancel(self, batch_id: UUID) -> None:
        """The window has asked before."""
        self._bridge.deliver(self._flow.cancel(batch_id), self, _nothing, self.failed.emit)

    def try_now(self) -> None:
        """Reach for the service at once."""
        self._account.sync_now()

    # Within

    def _bring_back(self, held: Held) -> None:
        def done(count: int) -> None:
            if count:
                self.load()
            else:
                self.failed.emit(too_late())

        self._bridge.deliver(self._flow.undo_delete(held.ids), self, done, self.failed.emit)

    def _begin(self, limit: int) -> None:
        self._asked += 1
        self._more = False
        asked = self._asked
        if not self._rows:
            self._set_state(replace(self.state, loading=True, error=None))

        def done(page: BatchPage) -> None:
            if asked == self._asked:
                self._show_first(page)

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
        asked = self._asked
        known = stale & self._rows.keys()
        if known:
            query = self.query

            def read(rows: tuple[BatchRow, ...]) -> None:
                if asked == self._asked:
                    self._know_rows(known, rows)
                    self._let_go(asked, known - {row.id for row in rows})

            def fit(ids: frozenset[UUID]) -> None:
                self._let_go(asked, known - ids)

            self._bridge.deliver(self._flow.batches(known), self, read, self.failed.emit)
            if query.search or query.statuses:
                self._bridge.deliver(self._flow.that_fit(known, query), self, fit, self.failed.emit)
        if stale - known:
            self._look_for_new(stale - known)

    def _know_rows(self, known: frozenset[UUID], rows: tuple[BatchRow, ...]) -> None:
        there = tuple(row for row in rows if row.id in self._rows)
        self._rows.update((row.id, row) for row in there)
        if there:
            self.rows_changed.emit(there)

    def _let_go(self, asked: int, ids: frozenset[UUID]) -> None:
        """Rows that are gone, or that search and filter let through no more."""
        gone = ids & self._rows.keys()
        if asked != self._asked or not gone:
            return
        now = gone & self._taken if self._still else gone
        self._stale |= gone - now
        self._taken -= now
        for batch_id in now:
            del self._rows[batch_id]
        if now:
            self.rows_removed.emit(now)
        if not self._rows:
            self._begin(self.query.limit)

    def _look_for_new(self, ids: frozenset[UUID]) -> None:
        """Batches that are not in the list. They stand where the order has them at its head, else at its
        end; where neither is loaded, scrolling finds them."""
        asked, query = self._asked, self.query
        if self._still and self._rows and not self._show_waiting:
            self._stale |= ids
            fitting = self._flow.that_fit(ids, query)
            self._bridge.deliver(fitting, self, lambda fit: self._set_waiting(len(fit)), self.failed.emit)
            return
        self._show_waiting = False
        self._set_waiting(0)
        newest_first = query.sort is BatchSort.CREATED and query.descending

        def read(page: BatchPage) -> None:
            if asked != self._asked:
                return
            fresh = tuple(row for row in page.rows if row.id not in self._rows)
            above = tuple(takewhile(lambda row: row.id not in self._rows, page.rows))
            if not self._rows or (len(above) == len(page.rows) and page.rows):
                self._show_first(page)
            elif newest_first:
                self._rows = {row.id: row for row in above} | self._rows
                self.rows_came.emit(above)
            elif self._next is None and page.next is None and fresh:
                self._rows.update((row.id, row) for row in fresh)
                self.rows_added.emit(fresh)

        limit = query.limit if newest_first else max(query.limit, len(self._rows) + len(ids))
        if newest_first or (self._next is None and limit <= _FURTHER):
            future = self._flow.page(replace(query, limit=limit, after=None))
            self._bridge.deliver(future, self, read, self.failed.emit)

    def _set_waiting(self, count: int) -> None:
        if count != self.waiting:
            self.waiting = count
            self.waiting_changed.emit(count)

    def _show_first(self, page: BatchPage) -> None:
        self._next = page.next
        self._rows = {row.id: row for row in page.rows}
        self._set_waiting(0)
        self.rows_reset.emit(page.rows)
        self._set_state(ListState(False, page.any_at_all, page.total))

    def _count_now(self) -> None:
        search = self.query.search
        self._bridge.deliver(
            self._flow.counts(search),
            self,
            lambda counts: self._know_counts(search, counts),
            self.failed.emit,
        )

    def _know_counts(self, search: str, found: Mapping[BatchStatus, int]) -> None:
        if search != self.query.search:
            return
        counts = {
            key: sum(count for status, count in found.items() if not statuses or status in statuses)
            for key, statuses in FILTERS.items()
        }
        if counts != self.counts:
            self.counts = counts
            self.counts_changed.emit(counts)
        state = self.state
        some = state.any_at_all if search else counts["all"] > 0
        now = replace(state, any_at_all=some, total=counts[self.filter])
        if now != state and not state.loading and state.error is None:
            self._set_state(now)

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


def batch_word(row: BatchRow, *, offline: bool) -> StateWord:
    """A batch's state in words. Offline, what only the service knows turns grey."""
    if row.paused and row.status in FILTERS["in_progress"]:
        # Whatever the service reads meanwhile, the batch does not end before the person goes on with it.
        return STATE_WORDS[BatchState.UPLOAD_PAUSED]
    if row.status is BatchStatus.PENDING_UPLOAD and offline:
        waits = BatchState.WAITING_FOR_NETWORK if row.pending else BatchState.UPLOAD_PAUSED
        return STATE_WORDS[waits]
    word = STATE_WORDS[_STATES[row.status]]
    if offline and row.status in FILTERS["in_progress"]:
        return replace(word, tone=Tone.NEUTRAL)
    return word


AWAY: Final = frozenset({Link.OFFLINE, Link.FAILED, Link.SIGNED_OUT})
"""The service can't be asked: what only it knows is old."""


def deleted_words(titles: Sequence[str], count: int) -> str:
    """What was deleted, in the toast that can undo it."""
    if len(titles) == 1:
        return tr("“{name}” deleted", name=titles[0])
    return tr("%n batch(es) deleted", "", count)


def too_late() -> IngestError:
    """What was to be undone has been sent meanwhile."""
    return IngestError("too_late", tr("It is too late to undo this"), tr("It is deleted already."))


def _nothing(_done: None) -> None:
    """The store tells by itself what changed."""
