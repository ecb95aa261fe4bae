"""A batch on its way: one card for all of it, one row for each file."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.presenters.uploads import Remedy, SendState, UploadTotals, remedy, send_state, send_word
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.rows import DocumentRow
from ingestio_desktop.sync.status import Link
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.batches.upload_table import part_of, speed_words, upload_table
from ingestio_desktop.windows.widgets import (
    Card,
    Choice,
    ElidedLabel,
    Label,
    Look,
    Part,
    ProgressBar,
    Segmented,
)

_PADDING: Final = 16
_TICK_MS: Final = 1000
"""A line that goes dead tells of no change, so speeds are looked at by the clock as well."""

_ORDER: Final = (
    SendState.COMPLETE,
    SendState.PROCESSING,
    SendState.UPLOADING,
    SendState.WAITING,
    SendState.PAUSED,
    SendState.NO_PAGES,
    SendState.ERROR,
    SendState.CANCELLED,
)
_TONES: Final = {SendState.ERROR: "bad", SendState.NO_PAGES: "warn_ink", SendState.COMPLETE: "ok_ink"}


class UploadView(QWidget):
    """Counts filter the list; an error stays in its place, with its reason and what can be done."""

    def __init__(self, presenter: BatchDetailPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._sent = Label("", TextStyle.HEADING)
        self._bytes = Label("", TextStyle.BODY, "muted")
        self._speed = Label("", TextStyle.SECTION)
        self._left = Label("", TextStyle.BODY, "muted")
        self.bar = ProgressBar(height=8, name=tr("Upload of the batch"))
        self.counts = Segmented((Choice("all", tr("All")),), tr("Files by state"), Look.PILLS)
        self._hint = ElidedLabel("", TextStyle.SMALL, "muted")
        self.table = upload_table(presenter.meter_speed)
        DropColumns(self.table, {"pages": 900, "size": 800})
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._arrange()
        self.counts.chosen.connect(self._filter)
        self.table.action_asked.connect(self._act)
        self.table.cell_clicked.connect(self._clicked)
        self.table.key_pressed.connect(self._key)
        presenter.rows_reset.connect(self.table.rows.set_rows)
        presenter.rows_added.connect(self.table.rows.append_rows)
        presenter.rows_changed.connect(self.table.rows.update_rows)
        presenter.rows_removed.connect(self.table.rows.remove_keys)
        presenter.upload_changed.connect(lambda _on: self.show_totals())
        presenter.status_changed.connect(self.show_totals)
        presenter.batch_changed.connect(lambda _row: self.show_totals())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_totals()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def start(self) -> None:
        """Another batch: all of its files."""
        self.counts.set_current("all")
        self._filter("all")

    def show_totals(self) -> None:
        """The card as it is now."""
        now = self.presenter.upload_totals()
        self._sent.setText(tr("{sent} of %n file(s) sent", "", now.files, sent=number(now.files_sent)))
        self._bytes.setText(part_of(now.sent, now.size))
        self._show_speed(now)
        # In bytes: what is done as a whole, then what is only on its way.
        still = now.paused or self.presenter.offline
        self.bar.set_parts(
            [Part(now.through, "ok"), Part(now.sent - now.through, "muted" if still else "accent")], now.size
        )
        chosen = self.counts.current
        self.counts.set_choices(_choices(now, chosen))
        if self.counts.sizeHint().width() > self.width() - 2 * _PADDING:
            self.counts.set_choices(_choices(now, chosen, short=True))
        self._hint.setText(self._hint_words(now))

    def _show_speed(self, now: UploadTotals) -> None:
        self._speed.setText(speed_words(now.speed))
        left = "" if now.seconds_left is None else time_left(now.seconds_left)
        self._left.setText(tr("·  {time} to send", time=left) if left else "")

    def _hint_words(self, now: UploadTotals) -> str:
        link = self.presenter.status.link
        batch = self.presenter.batch
        if batch is not None and batch.set_aside is not None:
            return said_error(batch.set_aside)
        if now.paused:
            return tr("Nothing is sent while it is paused.")
        if now.only_stopped:
            return tr("Retry what failed, or cancel it: then the batch is closed.")
        if link is Link.SIGNED_OUT:
            return tr("Goes on by itself once you have signed in.")
        if link in (Link.STARTING, Link.FAILED):
            return tr("Goes on by itself when the service is back.")
        if link is Link.OFFLINE:
            return tr("Goes on by itself when the network is back.")
        return tr("Close the window if you like: the upload goes on from here next time.")

    def _tick(self) -> None:
        """Speeds die down by themselves."""
        self._show_speed(self.presenter.upload_totals())
        self.table.viewport().update()

    def _filter(self, key: str) -> None:
        keep = None if key == "all" else lambda row: send_state(row).value == key
        self.table.rows.set_filter(keep)

    def _act(self, action: str, document_id: UUID) -> None:
        chosen = (document_id,)
        match action:
            case "pause":
                self.presenter.pause(chosen)
            case "resume" | Remedy.RETRY:
                self.presenter.resume(chosen)
            case Remedy.TAKE_AS_IS:
                self.presenter.take_as_it_is(chosen)
            case "cancel":
                self.presenter.cancel_files(chosen)
            case _:
                self.presenter.delete_documents(chosen)

    def _clicked(self, column: str, document_id: UUID) -> None:
        row = self.presenter.row(document_id)
        wanted = remedy(row) if row is not None and column == "speed" else None
        if wanted is not None:
            self._act(wanted.value, document_id)

    def _key(self, event: QKeyEvent, document_id: UUID | None) -> None:
        row = self.presenter.row(document_id) if document_id is not None else None
        if row is None:
            return
        action = _action_of_key(event.key(), row)
        # A key of this list must not be taken for one of the page, even where it does nothing.
        if action is not None or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_Delete):
            event.accept()
        if action is not None:
            self._act(action, row.id)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(padding=_PADDING, spacing=8)
        card.body.setContentsMargins(_PADDING, 12, _PADDING, 12)
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self._sent, self._bytes):
            head.addWidget(widget)
        head.addStretch()
        for widget in (self._speed, self._left):
            head.addWidget(widget)
        card.body.addLayout(head)
        card.body.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addWidget(self.counts)
        foot.addStretch(1)
        card.body.addLayout(foot)
        card.body.addWidget(self._hint)
        column.addWidget(card)
        holder = Card(padding=1)
        holder.body.addWidget(self.table)
        column.addWidget(holder, 1)


def _choices(now: UploadTotals, chosen: str, *, short: bool = False) -> list[Choice]:
    """The counts, with the one that the list is filtered by, be it 0; `short` has icons in place of the
    words."""
    choices = [Choice("all", tr("All"), now.files)]
    for state in _ORDER:
        count = now.counts.get(state, 0)
        if count or state.value == chosen:
            word, tone = send_word(state), _TONES.get(state, "")
            text = "" if short else word.word
            choices.append(Choice(state.value, text, count, word.icon, tone, word.word))
    return choices


def _action_of_key(key: int, row: DocumentRow) -> str | None:
    """Space pauses and goes on, R does what can be done about an error, Del cancels or takes away."""
    state = send_state(row)
    match key:
        case Qt.Key.Key_Space if state is SendState.PAUSED:
            return "resume"
        case Qt.Key.Key_Space if state in (SendState.WAITING, SendState.UPLOADING):
            return "pause"
        case Qt.Key.Key_R:
            wanted = remedy(row)
            return wanted.value if wanted is not None else None
        case Qt.Key.Key_Delete if state in (SendState.ERROR, SendState.NO_PAGES, SendState.CANCELLED):
            return "cancel" if remedy(row) is not None else "remove"
        case Qt.Key.Key_Delete if state is not SendState.COMPLETE:
            return "cancel"
        case _:
            return None


def time_left(seconds: float) -> str:
    """A time as one would say it: "about 15 s", "about 4 min", "about 2 h"."""
    if seconds < 60:
        return tr("about {count} s", count=number(max(1, round(seconds))))
    if seconds < 5400:
        return tr("about {count} min", count=number(round(seconds / 60)))
    return tr("about {count} h", count=number(round(seconds / 3600)))
