"""Joins the shell with what waits to be sent: the strip opens the list of it."""

from PySide6.QtCore import QObject, Signal

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.review import ReviewQueue
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.outbox import OutboxPresenter
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.waiting import WaitingRow
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.actions import action_of
from ingestio_desktop.windows.outbox_list import OutboxList
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.workers.bridge import Bridge


class OutboxDesk(QObject):
    """`batch_wanted` carries an id, `review_wanted` a queue and a document's id."""

    batch_wanted = Signal(object)
    review_wanted = Signal(object, object)

    def __init__(self, shell: Shell, bridge: Bridge, account: AccountFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._presenter = OutboxPresenter(account.outbox, bridge, self)
        self.page = OutboxList(shell)
        self.page.watched.connect(self._presenter.watch)
        self.page.opened.connect(self._open)
        self.page.again_asked.connect(self._presenter.try_again)
        self.page.discard_asked.connect(self._presenter.discard)
        self._presenter.listed.connect(self.page.set_waiting)
        self._presenter.failed.connect(self._failed)
        shell.strip.pending_asked.connect(self.page.open_list)
        shell.add_action(action_of("outbox", "clock", self.page.open_list))

    def show_status(self, status: SyncStatus) -> None:
        """Say of what waits whether the service is there."""
        self.page.set_reached(status.link in (Link.ONLINE, Link.SYNCING))

    def _open(self, row: WaitingRow) -> None:
        if row.document_id is not None:
            self.review_wanted.emit(ReviewQueue(tr("Changes that wait"), (row.document_id,)), row.document_id)
        elif row.batch_id is not None:
            self.batch_wanted.emit(row.batch_id)

    def _failed(self, error: IngestError) -> None:
        self._shell.toast.show_message(said_error(error), tone=Tone.BAD)
