"""What is said when batches end, how many of it are unread, and the list of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.notifications import NotificationsFlow
from ingestio_desktop.language import tr
from ingestio_desktop.store.rows import Changed, NotificationRow
from ingestio_desktop.theme.words import Tone, number
from ingestio_desktop.workers.bridge import Bridge

_GATHER_MS: Final = 600
"""What arrives within this is told at once: after a long absence much does."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is said once. `batch_id` is None where it is about several."""

    text: str
    tone: Tone
    batch_id: UUID | None


class NotificationsPresenter(QObject):
    """`announced` carries an `Announcement`, once for whatever arrived together and never again, also not
    after a new start. `unread_changed` carries how many there are, `listed` the rows."""

    announced = Signal(object)
    unread_changed = Signal(int)
    listed = Signal(object)

    def __init__(self, flow: NotificationsFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._unread = 0
        self._watched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._tell)
        bridge.listen(flow.changed, self, self._changed)

    def start(self) -> None:
        """Say what is there already, once everybody listens."""
        self._count()
        self._timer.start()

    def watch(self, watched: bool) -> None:
        """Whether the list is on screen: then it is told, now and whenever it changes."""
        self._watched = watched
        if watched:
            self._load()

    def mark_read(self, batch_id: UUID | None = None) -> None:
        """The person has seen what was told of a batch, or (None) all of it."""
        self._flow.mark_read(batch_id)

    def _changed(self, changed: Changed) -> None:
        if changed.notifications:
            self._timer.start()
        # Those of a batch that was deleted are not shown any more, nor are those of one that is not here yet.
        if changed.notifications or changed.batches:
            self._count()
        if self._watched and (changed.notifications or changed.batches):
            self._load()

    def _count(self) -> None:
        self._bridge.deliver(self._flow.unread(), self, self._counted)

    def _counted(self, unread: int) -> None:
        if unread > self._unread:
            self._timer.start()
        if unread != self._unread:
            self._unread = unread
            self.unread_changed.emit(unread)

    def _load(self) -> None:
        self._bridge.deliver(self._flow.newest(), self, self.listed.emit)

    def _tell(self) -> None:
        self._bridge.deliver(self._flow.untold(), self, self._announce)

    def _announce(self, rows: Sequence[NotificationRow]) -> None:
        # A batch that was redone meanwhile has ended more than once; the newest is what holds.
        latest: dict[UUID, NotificationRow] = {}
        for row in rows:
            latest.setdefault(row.batch_id, row)
        if latest:
            self.announced.emit(announcement(list(latest.values())))


def announcement(rows: Sequence[NotificationRow]) -> Announcement:
    """One sentence for all of them, of which there is one at least."""
    if len(rows) == 1:
        (row,) = rows
        return Announcement(_said(row), tone(row), row.batch_id)
    read, failed = sum(row.completed_count for row in rows), sum(row.failed_count for row in rows)
    documents = tr("%n document(s) read", "", read)
    text = tr("%n batches have ended: {documents}", "", len(rows), documents=documents)
    worst = Tone.OK
    if failed:
        text += ", " + tr("%n with an error", "", failed)
        worst = Tone.WARN if read else Tone.BAD
    return Announcement(text, worst, None)


def tone(row: NotificationRow) -> Tone:
    """The colour of what is said."""
    if row.status is BatchStatus.FAILED:
        return Tone.BAD
    return Tone.WARN if row.failed_count else Tone.OK


def summary(row: NotificationRow) -> str:
    """What became of the batch, below its name."""
    if row.status is BatchStatus.FAILED:
        return tr("Could not be read: %n document(s) with an error", "", row.failed_count)
    if row.failed_count:
        read = number(row.completed_count)
        said = tr("{read} of %n document(s) read", "", row.document_count, read=read)
        return said + ", " + tr("%n with an error", "", row.failed_count)
    return tr("%n document(s) read", "", row.completed_count)


def _said(row: NotificationRow) -> str:
    if row.status is BatchStatus.FAILED:
        return tr("“{title}” could not be read", title=row.title)
    said = tr("“{title}” is done: %n document(s) read", "", row.completed_count, title=row.title)
    return said + (", " + tr("%n with an error", "", row.failed_count) if row.failed_count else "")
