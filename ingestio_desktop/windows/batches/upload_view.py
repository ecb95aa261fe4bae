"""A batch on its way: one card for all of it, one row for each file."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core import progress
from ingestio_core.errors import ErrorInfo
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.presenters.compose_rows import file_icon
from ingestio_desktop.presenters.uploads import SEND_WORDS, SendState, send_state, sent_bytes
from ingestio_desktop.store.rows import DocumentRow
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import file_size, number, plural
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.widgets import (
    Card,
    CellKind,
    Choice,
    Column,
    ElidedLabel,
    Label,
    Look,
    Part,
    ProgressBar,
    RowAction,
    RowModel,
    Segmented,
    TableView,
)
from ingestio_desktop.windows.widgets.progress import paint_progress

_BAR: Final = 132
_ORDER: Final = (
    SendState.COMPLETE,
    SendState.PROCESSING,
    SendState.UPLOADING,
    SendState.WAITING,
    SendState.PAUSED,
    SendState.ERROR,
    SendState.CANCELLED,
)


class UploadView(QWidget):
    """Counts filter the list; an error stays in its place, with its reason and Retry."""

    def __init__(self, presenter: BatchDetailPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._sent = Label("", TextStyle.HEADING)
        self._bytes = Label("", TextStyle.BODY, "muted")
        self._speed = Label("", TextStyle.SECTION)
        self._left = Label("", TextStyle.BODY, "muted")
        self.bar = ProgressBar(height=8, name="Upload of the batch")
        self.counts = Segmented((Choice("all", "All"),), "Files by state", Look.PILLS)
        self._hint = ElidedLabel("", TextStyle.SMALL, "muted")
        self.table = self._table()
        DropColumns(self.table, {"speed": 900, "pages": 900})
        self._arrange()
        self.counts.chosen.connect(self._filter)
        self.table.action_asked.connect(self._act)
        self.table.key_pressed.connect(self._key)
        presenter.rows_reset.connect(self.table.rows.set_rows)
        presenter.rows_added.connect(self.table.rows.append_rows)
        presenter.rows_changed.connect(self.table.rows.update_rows)
        presenter.rows_removed.connect(self.table.rows.remove_keys)
        presenter.upload_changed.connect(lambda _on: self.show_totals())
        presenter.status_changed.connect(self.show_totals)

    def show_totals(self) -> None:
        """The card as it is now."""
        now = self.presenter.upload_totals()
        self._sent.setText(f"{number(now.files_sent)} of {plural(now.files, 'file')} sent")
        self._bytes.setText(f"{file_size(now.sent)} of {file_size(now.size)}")
        self._speed.setText(f"{file_size(round(now.speed))}/s" if now.speed else "")
        self._left.setText(f"·  {time_left(now.seconds_left)} to send" if now.seconds_left else "")
        done = now.counts.get(SendState.COMPLETE, 0)
        # In bytes: what is through as a whole, then what is only on its way.
        through = now.sent * done // now.files if now.files else 0
        accent = "muted" if now.paused or self.presenter.offline else "accent"
        self.bar.set_parts([Part(through, "ok"), Part(now.sent - through, accent)], now.size)
        choices = [Choice("all", "All", now.files)]
        choices += [
            Choice(
                state.value, SEND_WORDS[state].word, now.counts[state], SEND_WORDS[state].icon, _tone(state)
            )
            for state in _ORDER
            if now.counts.get(state)
        ]
        self.counts.set_choices(choices)
        offline = "Goes on by itself when the network is back."
        paused = "Nothing is sent while it is paused."
        closing = "Close the window if you like: the upload goes on from here next time."
        self._hint.setText(offline if self.presenter.offline else paused if now.paused else closing)

    def _filter(self, key: str) -> None:
        keep = None if key == "all" else lambda row: send_state(row).value == key
        self.table.rows.set_filter(keep)

    def _act(self, action: str, document_id: UUID) -> None:
        if action == "pause":
            self.presenter.pause((document_id,))
        elif action in ("resume", "retry"):
            self.presenter.resume((document_id,))
        else:
            self.presenter.delete_documents((document_id,))

    def _key(self, event: QKeyEvent, document_id: UUID | None) -> None:
        row = self.presenter.row(document_id) if document_id is not None else None
        if row is None:
            return
        state = send_state(row)
        if event.key() == Qt.Key.Key_Space:
            self._act("resume" if state is SendState.PAUSED else "pause", row.id)
        elif event.key() == Qt.Key.Key_R and state is SendState.ERROR:
            self._act("retry", row.id)
        elif event.key() == Qt.Key.Key_Delete:
            self._act("cancel", row.id)
        else:
            return
        event.accept()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(padding=16, spacing=8)
        card.body.setContentsMargins(16, 12, 16, 10)
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
        foot.setSpacing(16)
        foot.addWidget(self.counts)
        foot.addStretch(1)
        foot.addWidget(self._hint, 100)
        card.body.addLayout(foot)
        column.addWidget(card)
        holder = Card(padding=1)
        holder.body.addWidget(self.table)
        column.addWidget(holder, 1)

    def _table(self) -> TableView[DocumentRow]:
        columns: list[Column[DocumentRow]] = [
            Column(
                "name",
                "Name",
                lambda r: r.filename,
                200,
                1,
                elide_middle=True,
                icon=lambda r: file_icon(r.media_type, r.filename),
                tone=lambda r: "bad" if send_state(r) is SendState.ERROR else "text",
            ),
            Column("size", "Size", lambda r: file_size(r.size), 84, right=True, tone=_second),
            Column(
                "pages",
                "Pages",
                lambda r: "–" if r.page_count is None else f"{r.page_count:,}",
                66,
                right=True,
            ),
            Column("state", "State", lambda r: SEND_WORDS[send_state(r)], 124, kind=CellKind.STATE_LINE),
            Column(
                "progress",
                "Progress",
                _progress_text,
                _BAR + 198,
                kind=CellKind.CUSTOM,
                paint=_paint_progress,
                tip=lambda r: error.message if (error := _error(r)) is not None else "",
            ),
            Column("speed", "Speed", self._speed_text, 88, right=True, tone=_second),
            Column("actions", "", lambda _: "", 68),
        ]
        tokens = load_tokens()
        return TableView(
            RowModel(columns, lambda row: row.id),
            "Files of the upload",
            row_height=tokens.height["rowUpload"],
            header_height=tokens.height["tableHeader"],
            ruled=False,
            row_ground=lambda row: "bad_soft" if send_state(row) is SendState.ERROR else "",
            actions=_actions,
        )

    def _speed_text(self, row: DocumentRow) -> str:
        speed = self.presenter.meter.speed(row.id)
        return f"{file_size(round(speed))}/s" if speed else ""


def _tone(state: SendState) -> str:
    return {SendState.ERROR: "bad", SendState.COMPLETE: "ok_ink"}.get(state, "")


def _second(row: DocumentRow) -> str:
    return "text" if send_state(row) is SendState.ERROR else "muted"


def _actions(row: DocumentRow) -> tuple[RowAction, ...]:
    cancel = RowAction("cancel", "x", f"Cancel {row.filename} (Del)", always=True)
    match send_state(row):
        case SendState.UPLOADING:
            return (RowAction("pause", "pause", f"Pause {row.filename} (Space)", always=True), cancel)
        case SendState.PAUSED:
            return (RowAction("resume", "play", f"Go on with {row.filename} (Space)", always=True), cancel)
        case SendState.ERROR:
            error = _error(row)
            retry = RowAction("retry", "rotate-cw", f"Retry {row.filename} (R)", always=True)
            return (retry, cancel) if error is None or row.upload is not None else (cancel,)
        case SendState.PROCESSING | SendState.WAITING:
            return (cancel,)
        case _:
            return ()


def _error(row: DocumentRow) -> ErrorInfo | None:
    if row.upload is not None and row.upload.error is not None:
        return row.upload.error
    return row.error


def _progress_text(row: DocumentRow) -> str:
    match send_state(row):
        case SendState.ERROR:
            error = _error(row)
            return error.title if error is not None else "Stopped"
        case SendState.UPLOADING | SendState.PAUSED:
            return part_of(sent_bytes(row), row.size)
        case SendState.PROCESSING if row.progress:
            return progress.words(row.progress, row.page_count)
        case _:
            return ""


def _paint_progress(painter: QPainter, rect: QRectF, row: DocumentRow, ink: QColor) -> None:
    state, colours = send_state(row), current_theme().colours
    text = _progress_text(row)
    font = make_font(TextStyle.BODY)
    painter.setFont(font)
    middle = Qt.AlignmentFlag.AlignVCenter
    if state is SendState.ERROR:
        painter.setPen(colours.bad)
        fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, middle, fitting)
        return
    if state not in (SendState.UPLOADING, SendState.PAUSED, SendState.PROCESSING):
        return
    bar = QRectF(QPointF(rect.x(), rect.center().y() - 3), rect.bottomRight())
    bar.setHeight(6)
    bar.setWidth(_BAR)
    sending = state is not SendState.PROCESSING
    value, total = (sent_bytes(row), row.size) if sending else (row.progress, 100)
    colour = "muted" if state is SendState.PAUSED else "accent"
    paint_progress(painter, bar, [Part(value, colour)], total)
    painter.setPen(colours.muted)
    painter.drawText(rect.adjusted(_BAR + 8, 0, 0, 0), middle | Qt.AlignmentFlag.AlignRight, text)


def part_of(sent: int, size: int) -> str:
    """How much of a file is sent, the unit once where it is the same: "3.4 of 4.8 MB"."""
    part, whole = file_size(sent), file_size(size)
    same = part.rpartition(" ")[2] == whole.rpartition(" ")[2]
    return f"{part.rpartition(' ')[0] if same else part} of {whole}"


def time_left(seconds: float) -> str:
    """A time as one would say it: "about 15 s", "about 4 min", "about 2 h"."""
    if seconds < 60:
        return f"about {max(1, round(seconds))} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {round(seconds / 3600)} h"
