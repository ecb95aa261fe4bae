"""The list of what waits to be sent and of what was refused: its words, and what can be done about each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.outbox import OutboxFlow
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.sentences import said
from ingestio_desktop.store.rows import Changed, EventKind
from ingestio_desktop.store.waiting import TO_CHOOSE, Waiting, WaitingRow
from ingestio_desktop.workers.bridge import Bridge

_GATHER_MS: Final = 200

_DONE: Final = {
    EventKind.CREATE_BATCH: QT_TR_NOOP("New batch"),
    EventKind.SUBMIT_BATCH: QT_TR_NOOP("Have the batch read"),
    EventKind.RENAME_BATCH: QT_TR_NOOP("Rename the batch"),
    EventKind.CANCEL_BATCH: QT_TR_NOOP("Cancel the batch"),
    EventKind.DELETE_BATCH: QT_TR_NOOP("Delete the batch"),
    EventKind.EDIT: QT_TR_NOOP("Changed values"),
    EventKind.CONFIRM: QT_TR_NOOP("Confirm the document"),
    EventKind.UNCONFIRM: QT_TR_NOOP("Take the confirmation back"),
    EventKind.REDO: QT_TR_NOOP("Read the document again"),
    EventKind.CANCEL_DOCUMENT: QT_TR_NOOP("Cancel the document"),
    EventKind.DELETE_DOCUMENT: QT_TR_NOOP("Delete the document"),
    EventKind.FORGET_VALUE: QT_TR_NOOP("Forget a learned value"),
    EventKind.READ_NOTIFICATIONS: QT_TR_NOOP("Mark notifications as read"),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be done about a row. `open` is "" or the words of the button, and so is `discard`; `loses` is
    what discarding costs."""

    again: bool = False
    open: str = ""
    discard: str = ""
    loses: str = ""


class OutboxPresenter(QObject):
    """`listed` carries a `Waiting`, now and whenever it changes while the list is watched; `failed` an
    `IngestError`."""

    listed = Signal(object)
    failed = Signal(object)

    def __init__(self, flow: OutboxFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._watched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._load)
        bridge.listen(flow.changed, self, self._changed)

    def watch(self, watched: bool) -> None:
        """Whether the list is on screen."""
        self._watched = watched
        if watched:
            self._load()

    def try_again(self, row: WaitingRow) -> None:
        """Send it once more."""
        if row.seq is not None:
            self._bridge.deliver(self._flow.try_again(row.seq), self, lambda _: None, self._fail)

    def discard(self, row: WaitingRow) -> None:
        """Leave it as the service has it."""
        if row.seq is not None:
            self._bridge.deliver(self._flow.discard(row.seq), self, lambda _: None, self._fail)

    def _changed(self, changed: Changed) -> None:
        if self._watched and changed.outbox and not self._timer.isActive():
            self._timer.start()

    def _load(self) -> None:
        if self._watched:
            self._bridge.deliver(self._flow.rows(), self, self._loaded, self._fail)

    def _loaded(self, found: Waiting) -> None:
        self.listed.emit(found)

    def _fail(self, error: IngestError) -> None:
        self.failed.emit(error)


def title(row: WaitingRow) -> str:
    """What was done, and to what."""
    if row.kind is None:
        return tr("%n file(s) of “{batch}”", "", row.files, batch=row.name or tr("a batch"))
    words = tr(_DONE[row.kind])
    return f"{words}: {row.name}" if row.name else words


def state(row: WaitingRow, reached: bool) -> str:
    """How it is with it, in a few words. `reached` says whether the service is."""
    if row.reason is not None:
        return said(row.reason.title)
    if row.sending:
        return tr("Being sent")
    if row.kind is None and row.paused == row.files:
        return tr("Paused")
    if row.behind:
        return tr("Comes after the change before it")
    if not reached:
        return tr("Waits for the service")
    if row.next_try is not None and row.next_try > datetime.now(UTC):
        return tr("Tried again at {time}", time=f"{row.next_try.astimezone():%H:%M:%S}")
    return tr("Being sent") if row.kind is None else tr("Waits its turn")


def detail(row: WaitingRow) -> str:
    """What the person should know of it."""
    if row.reason is not None:
        return said(row.reason.message)
    if row.kind is None and row.paused == row.files:
        return tr("The files were paused. Open the batch to go on.")
    return tr("It goes by itself. Nothing needs to be done.")


def choices(row: WaitingRow) -> Choices:
    """What a person can do about it."""
    where = tr("Open document") if row.document_id is not None else tr("Open batch")
    if row.batch_id is None and row.document_id is None:
        where = ""
    if row.reason is None:
        return Choices(open=where)
    conflict = row.reason.code in TO_CHOOSE
    if row.kind is EventKind.CREATE_BATCH:
        loses = tr("The batch was never taken by the service. It goes from this computer; its files stay.")
        return Choices(True, where, tr("Remove the batch"), loses)
    if row.kind is EventKind.EDIT:
        compare = tr("Compare and choose") if conflict else where
        loses = tr("Your values are lost. The document stays as the service has it.")
        return Choices(not conflict, compare, tr("Take the service’s values"), loses)
    if row.kind is EventKind.SUBMIT_BATCH:
        return Choices(True, where)
    loses = tr("What you did is taken back. It stays as the service has it.")
    return Choices(True, where, tr("Discard my change"), loses)
