"""One batch: its documents by tab and search, what is selected to be done with them. No widget."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.errors import IngestError
from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import (
    BatchesFlow,
    DocumentPage,
    DocumentQuery,
    DocumentSort,
    LineItems,
)
from ingestio_desktop.flows.exports import ExportSource
from ingestio_desktop.flows.fetching import Copies, FetchFlow
from ingestio_desktop.flows.review import ReviewQueue
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.batch_actions import BatchActions, Selection, nothing
from ingestio_desktop.presenters.batches import AWAY
from ingestio_desktop.presenters.pace import Pace
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.presenters.uploads import SpeedMeter, UploadTally, UploadTotals, is_uploading
from ingestio_desktop.store.rows import (
    TAB_STATES,
    BatchRow,
    Changed,
    DocumentCounts,
    DocumentRow,
    DocumentState,
    DocumentTab,
)
from ingestio_desktop.sync.status import SyncStatus
from ingestio_desktop.workers.bridge import Bridge

_REFRESH_MS: Final = 150
_MANY: Final = 2_000
"""Changed rows from which on the list is read anew."""


class BatchDetailPresenter(BatchActions):
    """Open a batch by its id; changes of sync touch only the rows that they are about. While the list is to
    be still (the pointer is over it), rows change where they stand, and come and go only after that, but
    for those that the person does something with."""

    batch_changed = Signal(object)
    """A `BatchRow`."""
    gone = Signal()
    """The batch was deleted."""
    rows_reset = Signal(object)
    """tuple[DocumentRow, ...]: another list than before."""
    rows_added = Signal(object)
    """tuple[DocumentRow, ...]: below those that are there."""
    rows_changed = Signal(object)
    """tuple[DocumentRow, ...]: where they stand."""
    rows_removed = Signal(object)
    """frozenset[UUID]"""
    counts_changed = Signal(object)
    """`DocumentCounts` of the whole batch."""
    upload_changed = Signal(bool)
    """Whether the batch is still on its way."""
    status_changed = Signal()
    """Online or not."""
    line_items_ready = Signal(object, object)
    """A document's id and its `LineItems`, or None where it has no table."""
    all_selected = Signal(object)
    """frozenset[UUID]: all documents of the tab, loaded or not."""
    copies_changed = Signal(object)
    """`Copies`: how many of its files are on this computer."""
    review_wanted = Signal(object, object)
    """A `ReviewQueue` and the id of the document to show first."""
    export_wanted = Signal(object)
    """An `ExportSource`."""
    folder_wanted = Signal(object)
    """The path of the person's own file."""

    def __init__(
        self,
        flow: BatchesFlow,
        account: AccountFlow,
        bridge: Bridge,
        parent: QObject | None = None,
        undo: UndoStack | None = None,
        fetching: FetchFlow | None = None,
    ) -> None:
        """`undo` is the window's, unless the batch stands alone; without `fetching` all files are here."""
        super().__init__(flow, bridge, undo, parent)
        self._account = account
        self._fetching = fetching
        self.counts = DocumentCounts()
        self.status: SyncStatus = account.status()
        self.offline_since: datetime | None = None
        self._know_since()
        self.uploading = False
        self.meter = SpeedMeter()
        self._tally = UploadTally()
        self._loaded: Counter[DocumentState | None] = Counter()
        self._in_tab: Counter[DocumentState | None] = Counter()
        self._beyond: tuple[frozenset[UUID], Counter[DocumentState | None]] = frozenset(), Counter()
        self._next: str | None = None
        self._more = False
        self._asked = 0
        self._stale: set[UUID] = set()
        self._sending: set[UUID] = set()
        self._still = False
        self._pace = Pace()
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._refresh_now)
        bridge.listen(flow.changed, self, self._changed)
        bridge.listen(account.status_changed, self, self._status_changed)
        if fetching is not None:
            bridge.listen(fetching.changed, self, self._files_came)

    @property
    def offline(self) -> bool:
        return self.status.link in AWAY

    @property
    def hosted(self) -> bool:
        """Whether the service is elsewhere, so that files may be there and not here."""
        return not self.status.local

    @property
    def seconds_left(self) -> float | None:
        """Until all documents are read, as it goes now; None while that can't be told."""
        row = self.batch
        if row is None or self.offline or row.status is not BatchStatus.PROCESSING:
            return None
        return self._pace.seconds_left(self.counts, row.created_at)

    def row(self, document_id: UUID) -> DocumentRow | None:
        """A loaded row."""
        return self._rows.get(document_id)

    def upload_totals(self) -> UploadTotals:
        """The card of the upload."""
        return self._tally.totals(self.meter.whole())

    def meter_speed(self, document_id: UUID) -> float:
        """Bytes a second of one file on its way."""
        return self.meter.speed(document_id)

    # What is asked for

    def open(self, batch_id: UUID) -> None:
        """Show a batch, all its documents."""
        self.query = DocumentQuery(batch_id)
        self.batch = None
        self.counts = DocumentCounts()
        self.meter = SpeedMeter()
        self.uploading = False
        self._forget_rows()
        self._stale = set()
        self._states = {}
        self._in_tab = Counter()
        self._sending = set()
        self._taken = set()
        self._pace = Pace()
        self._read_batch()
        self._load()

    def set_tab(self, tab: DocumentTab) -> None:
        self.query = replace(self.query, tab=tab)
        self._load()

    def set_search(self, text: str) -> None:
        if text != self.query.search:
            self.query = replace(self.query, search=text)
            self._load()

    def set_sort(self, sort: DocumentSort, descending: bool) -> None:
        self.query = replace(self.query, sort=sort, descending=descending)
        self._load()

    def more(self) -> None:
        """The next documents, when the last ones were not the end."""
        if self._next is None or self._more:
            return
        self._more = True
        asked = self._asked

        def done(page: DocumentPage) -> None:
            if asked == self._asked:
                self._more = False
                self._next = page.next
                self._keep(page.rows)
                self.rows_added.emit(page.rows)
                self._know_upload(page.rows)

        self._deliver(self._flow.documents(replace(self.query, after=self._next)), done)

    def keep_still(self, still: bool) -> None:
        """Whether rows must stay where they are for now."""
        self._still = still
        if not still and self._stale:
            self._refresh.start()

    def select_all(self) -> None:
        """All documents of the tab, those that are not loaded too."""

        def done(found: dict[UUID, DocumentState]) -> None:
            self._states = found
            self._in_tab = Counter(found.values())
            self.all_selected.emit(frozenset(found))

        self._deliver(self._flow.document_states(self.query), done)

    def selection(self, ids: Iterable[UUID]) -> Selection:
        """What can be done with these documents."""
        return _selection(Counter(map(self._state, ids)))

    def selection_of_list(self, loaded: Collection[UUID], beyond: frozenset[UUID]) -> Selection:
        """What can be done with these of the loaded documents, and with those that are not loaded."""
        # All that is loaded is counted as it comes: a look at each row at each change would stop the window.
        every = len(loaded) == len(self._rows)
        return _selection(
            (self._loaded if every else Counter(map(self._state, loaded))) + self._count(beyond)
        )

    def ask_line_items(self, document_id: UUID) -> None:
        """For the preview."""
        self._deliver(self._flow.line_items(document_id), lambda items: self._line_items(document_id, items))

    # What a person does

    def can_redo(self, ids: Iterable[UUID]) -> bool:
        """Not while one of them is queued or in work."""
        chosen = self.selection(ids)
        return chosen.count > 0 and not chosen.in_work

    def fetch_files(self) -> None:
        """Have its files on this computer, now or when there is a network."""
        if self._fetching is not None:
            self._deliver(self._fetching.fetch(self.batch_id), nothing)

    def try_now(self) -> None:
        """Reach for the service at once."""
        self._account.sync_now()

    def review(self) -> None:
        """Go through what is to be reviewed."""
        query = replace(
            self.query, tab=DocumentTab.TO_REVIEW, search="", sort=DocumentSort.POSITION, descending=False
        )
        self._deliver(self._flow.document_ids(query), lambda ids: self._open_review(ids, None))

    def open_document(self, document_id: UUID) -> None:
        """Review one document; the others of the list come before and after it."""
        self._deliver(self._flow.document_ids(self.query), lambda ids: self._open_review(ids, document_id))

    def export(self, ids: Iterable[UUID] = ()) -> None:
        """These documents, or the whole batch."""
        chosen = tuple(ids)
        batch_id = None if chosen else self.batch_id
        self.export_wanted.emit(ExportSource(chosen, batch_id))

    def show_in_folder(self, document_id: UUID) -> None:
        self._deliver(self._flow.local_file(document_id), self._local_file)

    # Within

    def _load(self) -> None:
        self._asked += 1
        self._more = False
        asked = self._asked

        def done(page: DocumentPage) -> None:
            if asked == self._asked:
                self._next = page.next
                self._forget_rows()
                self._keep(page.rows)
                self.rows_reset.emit(page.rows)
                self._know_counts(page.counts)
                self._sending.clear()
                self._know_upload(page.rows)

        self._deliver(self._flow.documents(self.query), done)

    def _keep(self, rows: Iterable[DocumentRow]) -> None:
        known = tuple(rows)
        before = [self._rows[row.id] for row in known if row.id in self._rows]
        self._tally.take(before)
        self._loaded.subtract(row.state for row in before)
        self._tally.add(known)
        self._rows.update((row.id, row) for row in known)
        if self._states:
            self._in_tab.subtract(self._states[row.id] for row in known if row.id in self._states)
            self._in_tab.update(row.state for row in known)
            self._states.update((row.id, row.state) for row in known)
        self._loaded.update(row.state for row in known)

    def _loaded_of(self, ids: frozenset[UUID]) -> frozenset[UUID]:
        """Far more may have changed than is loaded, or far fewer: the fewer are gone through."""
        if len(ids) < len(self._rows):
            return frozenset(key for key in ids if key in self._rows)
        return frozenset(key for key in self._rows if key in ids)

    def _forget_rows(self) -> None:
        self._rows = {}
        self._loaded = Counter()
        self._tally = UploadTally()

    def _count(self, ids: frozenset[UUID]) -> Counter[DocumentState | None]:
        """By state; the same set is counted once."""
        if ids is not self._beyond[0]:
            # Nearly all of the tab, as a rule: what is left over is far quicker to count.
            left = frozenset(self._states) - ids
            self._beyond = ids, self._in_tab - Counter(map(self._states.get, left))
        return self._beyond[1]

    def _read_batch(self) -> None:
        batch_id = self.batch_id

        def done(row: BatchRow | None) -> None:
            if batch_id != self.batch_id:
                return
            self.batch = row
            if row is None:
                self.gone.emit()
            else:
                self.batch_changed.emit(row)
                self._ask_copies(row)

        self._deliver(self._flow.batch(batch_id), done)

    def _ask_copies(self, row: BatchRow) -> None:
        if self._fetching is not None and self.hosted and (row.keep_files or not row.files_here):
            self._deliver(self._fetching.copies(row.id), self._know_copies)

    def _know_copies(self, copies: Copies) -> None:
        if copies.batch_id == self.batch_id:
            self.copies_changed.emit(copies)

    def _files_came(self, batch_id: UUID) -> None:
        if batch_id == self.batch_id and self._fetching is not None:
            self._deliver(self._fetching.copies(batch_id), self._know_copies)

    def _changed(self, changed: Changed) -> None:
        if self.batch_id in changed.batches:
            self._read_batch()
        if self.batch_id in changed.batches or self._loaded_of(changed.documents):
            self._stale |= changed.documents
            if not self._refresh.isActive():
                self._refresh.start()

    def _refresh_now(self) -> None:
        stale, self._stale = frozenset(self._stale), set()
        asked, query = self._asked, self.query
        known = self._loaded_of(stale)
        if len(known) > _MANY:
            self._load()
            return

        def done(rows: tuple[DocumentRow, ...]) -> None:
            if asked != self._asked:
                return
            there = tuple(row for row in rows if row.id in self._rows)
            self._keep(there)
            if there:
                self.rows_changed.emit(there)
            self._let_go(asked, known - {row.id for row in rows})
            self._know_upload(there)

        def fit(ids: frozenset[UUID]) -> None:
            self._let_go(asked, known - ids)
            self._let_in(asked, ids - self._rows.keys())

        if known:
            self._deliver(self._flow.documents_by_id(known), done)
        if stale:
            self._deliver(self._flow.documents_that_fit(stale, query), fit)
        self._deliver(
            self._flow.documents(DocumentQuery(self.batch_id, limit=1)),
            lambda page: self._recount(asked, page),
        )

    def _let_go(self, asked: int, ids: frozenset[UUID]) -> None:
        """Rows that are gone, or that tab and search let through no more."""
        gone = ids & self._rows.keys()
        if asked != self._asked or not gone:
            return
        now = gone & self._taken if self._still else gone
        self._stale |= gone - now
        self._taken -= now
        self._sending -= now
        rows = [self._rows.pop(document_id) for document_id in now]
        self._tally.take(rows)
        self._loaded.subtract(row.state for row in rows)
        if now:
            self.rows_removed.emit(now)

    def _let_in(self, asked: int, ids: frozenset[UUID]) -> None:
        """Rows that are new to the tab: at its end, where it is loaded; else scrolling finds them."""
        if asked != self._asked or not ids or self._next is not None:
            return
        if self._still and self._rows and not ids & self._taken:
            self._stale |= ids
            return

        def done(rows: tuple[DocumentRow, ...]) -> None:
            fresh = tuple(sorted((row for row in rows if row.id not in self._rows), key=_place))
            if asked != self._asked or not fresh:
                return
            empty = not self._rows
            self._keep(fresh)
            (self.rows_reset if empty else self.rows_added).emit(fresh)
            self._know_upload(fresh)

        self._deliver(self._flow.documents_by_id(ids), done)

    def _recount(self, asked: int, page: DocumentPage) -> None:
        if asked == self._asked:
            self._know_counts(page.counts)

    def _know_counts(self, counts: DocumentCounts) -> None:
        self.counts = counts
        self._pace.note(counts)
        self.counts_changed.emit(counts)

    def _know_upload(self, changed: Iterable[DocumentRow]) -> None:
        if self.query.tab is not DocumentTab.ALL or self.query.search:
            return
        for row in changed:
            (self._sending.add if is_uploading((row,)) else self._sending.discard)(row.id)
        uploading = bool(self._sending)
        if uploading:
            self.meter.note(changed)
            self.more()
        if uploading or uploading != self.uploading:
            self.uploading = uploading
            self.upload_changed.emit(uploading)

    def _status_changed(self, status: SyncStatus) -> None:
        self.status = status
        self._know_since()
        self.status_changed.emit()

    def _know_since(self) -> None:
        if not self.offline:
            self.offline_since = None
        elif self.offline_since is None:
            self.offline_since = datetime.now(UTC)

    def _open_review(self, ids: tuple[UUID, ...], first: UUID | None) -> None:
        if not ids:
            self.said.emit(tr("Nothing to review"), None)
            return
        title = self.batch.title if self.batch is not None else ""
        to_review = first is None or self.query.tab is DocumentTab.TO_REVIEW
        queue = ReviewQueue(title, ids if first is None or first in ids else (first, *ids), to_review)
        self.review_wanted.emit(queue, first or ids[0])

    def _line_items(self, document_id: UUID, items: LineItems | None) -> None:
        self.line_items_ready.emit(document_id, items)

    def _local_file(self, path: Path | None) -> None:
        if path is None:
            self.failed.emit(
                IngestError(
                    "file_not_here",
                    tr("The file is not here"),
                    tr("It was moved, renamed or deleted on this computer since it was submitted."),
                )
            )
        else:
            self.folder_wanted.emit(path)


def _selection(found: Counter[DocumentState | None]) -> Selection:
    stoppable = found[DocumentState.QUEUED] + found[DocumentState.PROCESSING]
    return Selection(
        found.total(),
        found[DocumentState.TO_REVIEW],
        found[DocumentState.TO_REVIEW] + found[DocumentState.CONFIRMED],
        stoppable,
        sum(count for state, count in found.items() if state in TAB_STATES[DocumentTab.IN_PROGRESS]),
    )


def _place(row: DocumentRow) -> int:
    return row.position
