"""What waits to be sent, and what the service refused, with its reason and a choice: a list over the
window."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.outbox import Choices, choices, detail, state, title
from ingestio_desktop.store.waiting import Waiting, WaitingRow
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import exact_time, relative_time
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.keys import is_key
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.keycap import KeyHint
from ingestio_desktop.windows.widgets.table import Column, RowModel, TableView
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule

_WIDTH: Final = 760
_HEIGHT: Final = 520
_ROW: Final = 40
_DETAIL: Final = 132


class OutboxList(Overlay):
    """`again_asked` and `discard_asked` carry a `WaitingRow`, and so does `opened`. `watched` says whether
    the list is on screen."""

    opened = Signal(object)
    again_asked = Signal(object)
    discard_asked = Signal(object)
    watched = Signal(bool)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, tr("Changes that wait"), _WIDTH, _HEIGHT)
        self._host = host
        self._reached = True
        self._choices = Choices()
        columns: list[Column[WaitingRow]] = [
            Column("what", tr("Change"), title, 320, 1, icon=_icon, tone=_tone),
            Column("state", tr("State"), lambda row: state(row, self._reached), 240, tone=_tone),
            Column(
                "when",
                tr("Made"),
                lambda row: relative_time(row.created_at) if row.created_at else "",
                112,
                tip=lambda row: exact_time(row.created_at) if row.created_at else "",
            ),
        ]
        self.rows: RowModel[WaitingRow] = RowModel(columns, lambda row: row.key)
        self.list: TableView[WaitingRow] = TableView(
            self.rows, tr("Changes that wait"), row_height=_ROW, keep_current=True
        )
        self.again = Button(tr("Try again"), icon="refresh-cw", action="outbox.again")
        self.discard = Button(tr("Discard my change"), icon="trash-2", action="outbox.discard")
        self.open = Button(tr("Open document"), ButtonKind.PRIMARY, action="outbox.open")
        self._more = Label("", TextStyle.SMALL, "muted")
        self._title = ElidedLabel("", TextStyle.SECTION)
        self._reason = Label("", TextStyle.BODY, "muted", wrap=True)
        self._detail = QWidget()
        self._both = QWidget()
        self._empty = _nothing()
        self._arrange()
        self.list.selection_moved.connect(self._show_detail)
        self.list.opened.connect(lambda _key: self._open())
        self.list.key_pressed.connect(self._key)
        self.open.clicked.connect(self._open)
        self.again.clicked.connect(self._try_again)
        self.discard.clicked.connect(self._ask_discard)
        self.closed.connect(lambda: self.watched.emit(False))
        self.set_waiting(Waiting())

    def open_list(self) -> None:
        """Show it; the rows come when they are there."""
        self.watched.emit(True)
        self.open_over(self.list if self.rows.rowCount() else self)

    def set_reached(self, reached: bool) -> None:
        """Whether the service is reached, for what is said of that which waits."""
        if reached != self._reached:
            self._reached = reached
            self.list.viewport().update()

    def set_waiting(self, waiting: Waiting) -> None:
        """Show these; the current one stays current while it is there, and its place is taken by the next."""
        rows, before = waiting.rows, [row.key for row in self.rows.rows]
        if before == [row.key for row in rows]:
            self.rows.update_rows(rows)
        else:
            current = self.list.current_row()
            place = before.index(current.key) if current is not None else 0
            self.rows.set_rows(rows)
            if rows:
                kept = self.rows.place_of(current.key) if current is not None else -1
                self.list.setCurrentIndex(
                    self.rows.index(kept if kept >= 0 else min(place, len(rows) - 1), 0)
                )
        self._both.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._more.setText(tr("%n more change(s) wait", "", waiting.more) if waiting.more else "")
        self._show_detail()
        if rows and self.hasFocus():
            self.list.setFocus()
        elif not rows and self.isVisible():
            self.setFocus()

    def _show_detail(self) -> None:
        row = self.list.current_row() if self.rows.rowCount() else None
        if row is None:
            return
        self._choices = choices(row)
        self._title.setText(title(row))
        self._reason.setText(detail(row))
        self._detail.setAccessibleName(f"{title(row)}. {detail(row)}")
        self.again.setVisible(self._choices.again)
        self.open.setVisible(bool(self._choices.open))
        self.open.setText(self._choices.open)
        self.open.setAccessibleName(self._choices.open)
        self.discard.setVisible(bool(self._choices.discard))
        self.discard.setText(self._choices.discard)
        self.discard.setAccessibleName(self._choices.discard)

    def _key(self, event: QKeyEvent, _row: object) -> None:
        if is_key("outbox.again", event):
            self._try_again()
        elif is_key("outbox.discard", event):
            self._ask_discard()
        else:
            return
        event.accept()

    def _open(self) -> None:
        row = self.list.current_row()
        if row is not None and self._choices.open:
            self.close_overlay()
            self.opened.emit(row)

    def _try_again(self) -> None:
        row = self.list.current_row()
        if row is not None and self._choices.again:
            self.list.setFocus()
            self.again_asked.emit(row)

    def _ask_discard(self) -> None:
        row, found = self.list.current_row(), self._choices
        if row is not None and found.discard:
            ask(
                self._host,
                tr("{action}?", action=found.discard),
                found.loses,
                found.discard,
                lambda: self.discard_asked.emit(row),
                destructive=True,
            )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 16, 14)
        head.addWidget(Label(tr("Changes that wait"), TextStyle.HEADING))
        head.addStretch()
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.close_overlay))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        both = QVBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self.list, 1)
        both.addWidget(Rule())
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._reason)
        column.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in (self.discard, self.again, self.open):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self._detail.setFixedHeight(_DETAIL)
        both.addWidget(self._detail)
        self.body.addWidget(self._both, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.addWidget(self._more)
        foot.addStretch()
        foot.addWidget(KeyHint("Esc", tr("close")))
        self.body.addLayout(foot)


def _icon(row: WaitingRow) -> str:
    if row.set_aside:
        return "triangle-alert"
    return "upload" if row.kind is None else "clock"


def _tone(row: WaitingRow) -> str:
    return "warn_ink" if row.set_aside else "text"


def _nothing() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setSpacing(8)
    column.addStretch()
    centre = Qt.AlignmentFlag.AlignHCenter
    column.addWidget(IconLabel("circle-check", "ok_ink", 28), 0, centre)
    column.addWidget(Label(tr("Nothing waits"), TextStyle.HEADING), 0, centre)
    column.addWidget(Label(tr("All that you did is with the service."), tone="muted"), 0, centre)
    column.addStretch()
    return holder
