"""One batch: its documents by tab and search, what is selected to be done with them. No widget."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import (
    BatchesFlow,
    DocumentPage,
    DocumentQuery,
    DocumentSort,
    LineItems,
)
from ingestio_desktop.flows.exports import ExportSource
from ingestio_desktop.flows.review import ReviewQueue
from ingestio_desktop.presenters.uploads import SpeedMeter, UploadTotals, is_uploading, totals
from ingestio_desktop.store.rows import BatchRow, Changed, DocumentCounts, DocumentRow, DocumentTab
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.words import plural
from ingestio_desktop.workers.bridge import Bridge

Result = TypeVar("Result")

_REFRESH_MS: Final = 150
_NOBODY: Final = UUID(int=0)


class BatchDetailPresenter(QObject):
    """Open a batch by its id; changes of sync touch only the rows that they are about."""

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
    """tuple[UUID, ...]: all documents of the tab, loaded or not."""
    review_wanted = Signal(object, object)
    """A `ReviewQueue` and the id of the document to show first."""
    export_wanted = Signal(object)
    """An `ExportSource`."""
    folder_wanted = Signal(object)
    """The path of the person's own file."""
    said = Signal(str, object)
    """What was done, and a function that undoes it, or None."""
    failed = Signal(object)
    """An `IngestError` that the person should read."""

    def __init__(
        self, flow: BatchesFlow, account: AccountFlow, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self.batch: BatchRow | None = None
        self.counts = DocumentCounts()
        self.query = DocumentQuery(_NOBODY)
        self.status: SyncStatus = account.status()
        self.uploading = False
        self.meter = SpeedMeter()
        self._rows: dict[UUID, DocumentRow] = {}
        self._next: str | None = None
        self._more = False
        self._asked = 0
        self._stale: set[UUID] = set()
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._refresh_now)
        bridge.listen(flow.changed, self, self._changed)
        bridge.listen(account.status_changed, self, self._status_changed)

    @property
    def batch_id(self) -> UUID:
        return self.query.batch_id

    @property
    def offline(self) -> bool:
        return self.status.link in (Link.OFFLINE, Link.FAILED)

    def row(self, document_id: UUID) -> DocumentRow | None:
        """A loaded row."""
        return self._rows.get(document_id)

    def upload_totals(self) -> UploadTotals:
        """The card of the upload."""
        return totals(self._rows.values(), self.meter)

    # What is asked for

    def open(self, batch_id: UUID) -> None:
        """Show a batch, all its documents."""
        self.query = DocumentQuery(batch_id)
        self.batch = None
        self.counts = DocumentCounts()
        self.meter = SpeedMeter()
        self.uploading = False
        self._rows = {}
        self._stale = set()
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
                self._rows.update((row.id, row) for row in page.rows)
                self.rows_added.emit(page.rows)
                self._know_upload()

        self._deliver(self._flow.documents(replace(self.query, after=self._next)), done)

    def select_all(self) -> None:
        """All documents of the tab, those that are not loaded too."""
        self._deliver(self._flow.document_ids(self.query), self.all_selected.emit)

    def ask_line_items(self, document_id: UUID) -> None:
        """For the preview."""
        self._deliver(self._flow.line_items(document_id), lambda items: self._line_items(document_id, items))

    # What a person does

    def rename(self, name: str) -> None:
        self._deliver(self._flow.rename(self.batch_id, name), _nothing)

    def cancel(self) -> None:
        """The window has asked before."""
        self._deliver(self._flow.cancel(self.batch_id), _nothing)

    def delete_batch(self) -> None:
        """The window has asked before."""
        self._deliver(self._flow.delete((self.batch_id,)), _nothing)

    def confirm(self, ids: Iterable[UUID]) -> None:
        """Those that are completed; can be undone."""
        wanted = tuple(ids)

        def done(count: int) -> None:
            undo = (lambda: self.unconfirm(wanted)) if count else None
            self.said.emit(f"{plural(count, 'document')} confirmed", undo)

        self._deliver(self._flow.confirm(wanted), done)

    def unconfirm(self, ids: Iterable[UUID]) -> None:
        self._deliver(self._flow.unconfirm(ids), lambda _count: None)

    def redo(self, ids: Iterable[UUID]) -> None:
        """Extract again; the window has asked before."""
        self._deliver(
            self._flow.redo(ids),
            lambda count: self.said.emit(f"{plural(count, 'document')} to be read again", None),
        )

    def cancel_documents(self, ids: Iterable[UUID]) -> None:
        """Stop those that are queued or being read."""
        self._deliver(
            self._flow.cancel_documents(ids),
            lambda count: self.said.emit(f"{plural(count, 'document')} cancelled", None),
        )

    def delete_documents(self, ids: Iterable[UUID]) -> None:
        """The window has asked before."""
        self._deliver(
            self._flow.delete_documents(ids),
            lambda count: self.said.emit(f"{plural(count, 'document')} deleted", None),
        )

    def pause(self, ids: Iterable[UUID] | None = None) -> None:
        """Uploads of some documents, or all."""
        self._deliver(self._flow.pause_uploads(self.batch_id, ids), _nothing)

    def resume(self, ids: Iterable[UUID] | None = None) -> None:
        """Paused and failed uploads go on."""
        self._deliver(self._flow.resume_uploads(self.batch_id, ids), _nothing)

    def can_redo(self, ids: Iterable[UUID]) -> bool:
        """Not while one of them is queued or in work."""
        rows = [self._rows.get(document_id) for document_id in ids]
        return bool(rows) and not any(row is not None and row.in_work for row in rows)

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

    def _deliver(self, future: "Future[Result]", done: Callable[[Result], None]) -> None:
        self._bridge.deliver(future, self, done, self.failed.emit)

    def _load(self) -> None:
        self._asked += 1
        self._more = False
        asked = self._asked

        def done(page: DocumentPage) -> None:
            if asked == self._asked:
                self._next = page.next
                self._rows = {row.id: row for row in page.rows}
                self.rows_reset.emit(page.rows)
                self._know_counts(page.counts)
                self._know_upload()

        self._deliver(self._flow.documents(self.query), done)

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

        self._deliver(self._flow.batch(batch_id), done)

    def _changed(self, changed: Changed) -> None:
        if self.batch_id in changed.batches:
            self._read_batch()
        if changed.documents & self._rows.keys() or self.batch_id in changed.batches:
            self._stale |= changed.documents
            if not self._refresh.isActive():
                self._refresh.start()

    def _refresh_now(self) -> None:
        stale, self._stale = frozenset(self._stale), set()
        asked = self._asked
        known = stale & self._rows.keys()

        def done(rows: tuple[DocumentRow, ...]) -> None:
            if asked != self._asked:
                return
            gone = known - {row.id for row in rows}
            self._rows.update((row.id, row) for row in rows)
            for document_id in gone:
                del self._rows[document_id]
            if rows:
                self.rows_changed.emit(rows)
            if gone:
                self.rows_removed.emit(gone)
            self._know_upload()

        if known:
            self._deliver(self._flow.documents_by_id(known), done)
        self._deliver(
            self._flow.documents(DocumentQuery(self.batch_id, limit=1)),
            lambda page: self._recount(asked, page),
        )

    def _recount(self, asked: int, page: DocumentPage) -> None:
        if asked != self._asked:
            return
        self._know_counts(page.counts)
        whole = self.query.tab is DocumentTab.ALL and not self.query.search and self._next is None
        if whole and page.counts.total > len(self._rows):
            self._load()

    def _know_counts(self, counts: DocumentCounts) -> None:
        self.counts = counts
        self.counts_changed.emit(counts)

    def _know_upload(self) -> None:
        if self.query.tab is not DocumentTab.ALL or self.query.search:
            return
        uploading = is_uploading(self._rows.values())
        if uploading:
            self.meter.note(self._rows.values())
            self.more()
        if uploading or uploading != self.uploading:
            self.uploading = uploading
            self.upload_changed.emit(uploading)

    def _status_changed(self, status: SyncStatus) -> None:
        self.status = status
        self.status_changed.emit()

    def _open_review(self, ids: tuple[UUID, ...], first: UUID | None) -> None:
        if not ids:
            self.said.emit("Nothing to review", None)
            return
        title = self.batch.title if self.batch is not None else ""
        queue = ReviewQueue(title, ids if first is None or first in ids else (first, *ids))
        self.review_wanted.emit(queue, first or ids[0])

    def _line_items(self, document_id: UUID, items: LineItems | None) -> None:
        self.line_items_ready.emit(document_id, items)

    def _local_file(self, path: Path | None) -> None:
        if path is None:
            self.failed.emit(
                IngestError(
                    "file_not_here",
                    "The file is not here",
                    "It was moved, renamed or deleted on this computer since it was submitted.",
                )
            )
        else:
            self.folder_wanted.emit(path)


def _nothing(_done: None) -> None:
    """The store tells by itself what changed."""
