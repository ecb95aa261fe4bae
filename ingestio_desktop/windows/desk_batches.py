"""Joins the shell with the batches: their list, one batch, Ctrl+K, and what can be undone."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.contracts.account import Account
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.flows.fetching import FetchFlow
from ingestio_desktop.flows.grid import GridFlow
from ingestio_desktop.flows.review import ReviewQueue
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.presenters.batches import BatchesPresenter
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.presenters.undo import UndoStack
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.rows import BatchRow, Changed, DocumentRow, DocumentState, FoundDocument
from ingestio_desktop.theme.words import Tone, relative_time
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.windows.batches.view_switch import GRID, LIST
from ingestio_desktop.windows.grid.page import GridPage
from ingestio_desktop.windows.palette import Found
from ingestio_desktop.windows.shell import Shell, WindowMemory
from ingestio_desktop.windows.tray import Tray
from ingestio_desktop.windows.undo_toast import UndoToast
from ingestio_desktop.workers.bridge import Bridge

_VIEW: Final = "batch.view"
_FOUND: Final = 8
_LOOK_MS: Final = 500
_READ: Final = frozenset({DocumentState.TO_REVIEW, DocumentState.CONFIRMED})


class BatchFlows(Protocol):
    """What is needed of the flows."""

    @property
    def account(self) -> AccountFlow: ...

    @property
    def batches(self) -> BatchesFlow: ...

    @property
    def fetching(self) -> FetchFlow: ...

    @property
    def grid(self) -> GridFlow: ...


class BatchesDesk(QObject):
    """`batch_wanted` carries an id, `review_wanted` a queue and a document's id, `export_wanted` an
    `ExportSource`, `files_wanted` the paths of a drop."""

    batch_wanted = Signal(object)
    view_wanted = Signal(object, str)
    """The id of a batch, and whether as `LIST` or as `GRID`: the person's choice, from now on for all."""
    review_wanted = Signal(object, object)
    export_wanted = Signal(object)
    files_wanted = Signal(object)
    watch_wanted = Signal()
    change_wanted = Signal(object)
    """The id of a batch that the service refused, to change it and submit it again."""

    def __init__(
        self, shell: Shell, bridge: Bridge, flows: BatchFlows, memory: WindowMemory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._bridge = bridge
        self._flows = flows
        self._memory = memory
        self._tray: Tray | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self.undo = UndoStack(self)
        UndoToast(self.undo, shell.toast)

    def serve(self, tray: Tray) -> None:
        """Let the tray pause all uploads and begin a batch, and tell it how many files are on their way."""
        tray.pause_asked.connect(self._rest_uploads)
        tray.new_asked.connect(self._begin_new)
        self._tray = tray
        self._look.timeout.connect(self._count_uploads)
        self._bridge.listen(self._flows.batches.changed, self, self._uploads_changed)
        self._count_uploads()

    def list_page(self) -> BatchesPage:
        """The page of all batches."""
        flows = self._flows
        presenter = BatchesPresenter(flows.batches, flows.account, self._bridge, self, self.undo)
        page = BatchesPage(presenter, self._memory)
        presenter.counts_changed.connect(self._show_count)
        page.batch_wanted.connect(self.batch_wanted)
        page.new_wanted.connect(lambda: self._shell.show_page("new"))
        page.watch_wanted.connect(self.watch_wanted)
        page.sign_in_wanted.connect(lambda: self._shell.show_page("account"))
        page.files_wanted.connect(self.files_wanted)
        self._bridge.deliver(flows.account.account(), page, partial(_show_limits, page), self._failed)
        return page

    def batch_page(self) -> BatchPage:
        """The page of one batch."""
        flows = self._flows
        presenter = BatchDetailPresenter(
            flows.batches, flows.account, self._bridge, self, self.undo, flows.fetching
        )
        page = BatchPage(presenter, self._memory)
        page.back_wanted.connect(lambda: self._shell.show_page("batches"))
        page.review_wanted.connect(self.review_wanted)
        page.export_wanted.connect(self.export_wanted)
        page.change_wanted.connect(self.change_wanted)
        page.sign_in_wanted.connect(lambda: self._shell.show_page("account"))
        page.grid_wanted.connect(lambda batch_id: self.view_wanted.emit(batch_id, GRID))
        return page

    def grid_page(self) -> GridPage:
        """The page of one batch as a sheet."""
        flows = self._flows
        presenter = GridPresenter(
            flows.grid, self._bridge, self, undo=self.undo, states=self._memory, account=flows.account
        )
        page = GridPage(presenter)
        page.back_wanted.connect(lambda: self._shell.show_page("batches"))
        page.review_wanted.connect(self.review_wanted)
        page.export_wanted.connect(self.export_wanted)
        page.list_wanted.connect(lambda batch_id: self.view_wanted.emit(batch_id, LIST))
        return page

    def keep_view(self, view: str) -> None:
        """`LIST` or `GRID`: how the person wants to look at batches."""
        self._memory.keep_widget_state(_VIEW, view.encode())

    def choose_view(self, batch_id: UUID, show: Callable[[str], None]) -> None:
        """How they looked at one the last time; the list for one that is still on its way, where a grid has
        nothing to show."""
        if self._memory.widget_state(_VIEW) != GRID.encode():
            show(LIST)
            return

        def found(row: BatchRow | None) -> None:
            show(GRID if row is not None and row.completed_count > 0 else LIST)

        self._bridge.deliver(self._flows.batches.batch(batch_id), self, found, self._failed)

    def search(self, query: str, answer: Callable[[Sequence[Found]], None]) -> None:
        """Batches by name, documents by file name or by what was read in them."""

        def found(rows: tuple[Sequence[BatchRow], Sequence[FoundDocument]]) -> None:
            batches, documents = rows
            answer([*map(self._found_batch, batches), *map(self._found_document, documents)])

        self._bridge.deliver(self._flows.batches.find(query, _FOUND), self, found, self._failed)

    def _uploads_changed(self, changed: Changed) -> None:
        if changed.outbox and not self._look.isActive():
            self._look.start()

    def _count_uploads(self) -> None:
        def counted(found: tuple[int, int]) -> None:
            if self._tray is not None:
                self._tray.show_uploads(*found)

        self._bridge.deliver(self._flows.batches.sending(), self, counted, self._failed)

    def _rest_uploads(self, rest: bool) -> None:
        flow = self._flows.batches
        future = flow.pause_all() if rest else flow.resume_all()
        self._bridge.deliver(future, self, lambda _count: self._count_uploads(), self._failed)

    def _begin_new(self) -> None:
        self._shell.show_page("new")

    def _show_count(self, counts: Mapping[str, int]) -> None:
        count = counts.get("in_progress", 0)
        said = tr("{number} in progress", number=number(count))
        self._shell.side_bar.set_count("batches", count, said)

    def _found_batch(self, row: BatchRow) -> Found:
        detail = tr("%n document(s), {when}", "", row.document_count, when=relative_time(row.created_at))
        return Found(f"batch.{row.id}", row.title, detail, "layers", partial(self.batch_wanted.emit, row.id))

    def _found_document(self, found: FoundDocument) -> Found:
        row = found.row
        detail = found.matched or row.first_value or row.folder
        return Found(
            f"document.{row.id}", row.filename, detail, "file-text", partial(self._show_document, row)
        )

    def _show_document(self, row: DocumentRow) -> None:
        """In the review when it was read, else among the documents of its batch."""
        if row.state in _READ:
            self.review_wanted.emit(ReviewQueue(tr("Found by search"), (row.id,)), row.id)
        elif row.batch_id is not None:
            self.batch_wanted.emit(row.batch_id)

    def _failed(self, error: IngestError) -> None:
        self._shell.toast.show_message(said_error(error), tone=Tone.BAD)


def _show_limits(page: BatchesPage, account: Account | None) -> None:
    if account is not None:
        page.set_limits(account.files_per_batch, account.max_file_bytes)
