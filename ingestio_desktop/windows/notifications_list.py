"""What the person was told of when batches ended: a list over the window, the newest first."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.notifications import summary, tone
from ingestio_desktop.store.rows import NotificationRow
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone, exact_time, relative_time
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.keycap import KeyHint
from ingestio_desktop.windows.widgets.table import CellKind, Column, RowModel, TableView
from ingestio_desktop.windows.widgets.text import IconLabel, Label, Rule

TONES: Final = {
    Tone.OK: ("circle-check", "ok"),
    Tone.WARN: ("circle-alert", "warn"),
    Tone.BAD: ("circle-x", "bad"),
}
_ROW: Final = 56
_MARK: Final = 8
_EDGE: Final = 4
"""What is missing in a cell to the margin of the dialog's head."""


class NotificationsList(Overlay):
    """`opened` carries the id of a batch. `watched` says whether the list is on screen."""

    opened = Signal(object)
    all_read_asked = Signal()
    watched = Signal(bool)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, tr("Notifications"), 560, 456, top=96)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 16, 14)
        head.addWidget(Label(tr("Notifications"), TextStyle.HEADING))
        head.addStretch()
        self.all_read = Button(tr("Mark all as read"), ButtonKind.LINK)
        self.all_read.clicked.connect(self._mark_all)
        head.addWidget(self.all_read)
        head.addSpacing(8)
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.close_overlay))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        columns: list[Column[NotificationRow]] = [
            Column(
                "said", "", _spoken, 400, 1, CellKind.CUSTOM, paint=_paint_said, tip=lambda row: row.title
            ),
            Column(
                "when",
                "",
                lambda row: relative_time(row.created_at),
                112,
                kind=CellKind.CUSTOM,
                tip=lambda row: exact_time(row.created_at),
                paint=_paint_when,
            ),
        ]
        self.rows: RowModel[NotificationRow] = RowModel(columns, lambda row: row.id)
        self.list: TableView[NotificationRow] = TableView(self.rows, tr("Notifications"), row_height=_ROW)
        self.list.horizontalHeader().hide()
        self.list.opened.connect(self._open)
        self.list.cell_clicked.connect(lambda _, key: self._open(key))
        self.body.addWidget(self.list, 1)
        self._empty = _nothing()
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        self._open_hint = KeyHint("Enter", tr("open the batch"))
        foot.addWidget(self._open_hint)
        foot.addStretch()
        foot.addWidget(KeyHint("Esc", tr("close")))
        self.body.addLayout(foot)
        self._just_opened = False
        self.closed.connect(lambda: self.watched.emit(False))
        self.set_rows(())

    def open_list(self) -> None:
        """Show it; the rows come when they are there."""
        self._just_opened = True
        self.watched.emit(True)
        self.open_over(self.list if self.rows.rowCount() else self)

    def set_rows(self, rows: Sequence[NotificationRow]) -> None:
        """Show these. While somebody looks at the list nothing moves in it: what is new comes with the
        next opening."""
        before = {row.id for row in self.rows.rows}
        if self.isVisible() and before and not self._just_opened:
            rows = [row for row in rows if row.id in before]
        self._just_opened = False
        current = self.list.current_row()
        if len(rows) == len(before) and all(row.id in before for row in rows):
            self.rows.update_rows(rows)
        else:
            self.rows.set_rows(rows)
            place = self.rows.place_of(current.id) if current is not None and self.isVisible() else 0
            if rows:
                self.list.setCurrentIndex(self.rows.index(max(0, place), 0))
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._open_hint.setVisible(bool(rows))
        self.all_read.setEnabled(any(not row.read for row in rows))
        self.all_read.setVisible(bool(rows))
        if rows and self.hasFocus():
            self.list.setFocus()

    def _mark_all(self) -> None:
        self.list.setFocus()
        self.all_read_asked.emit()

    def _open(self, key: object) -> None:
        place = self.rows.place_of(key)
        if place >= 0:
            row = self.rows.row(place)
            self.close_overlay()
            self.opened.emit(row.batch_id)


def _nothing() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setSpacing(8)
    column.addStretch()
    column.addWidget(IconLabel("bell", "muted", 28), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(Label(tr("Nothing has ended yet"), TextStyle.HEADING), 0, Qt.AlignmentFlag.AlignHCenter)
    words = Label(tr("When a batch has been read, it is said here."), tone="muted")
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch()
    return holder


def _spoken(row: NotificationRow) -> str:
    """For screen readers."""
    said = f"{row.title}, {summary(row)}"
    return said if row.read else tr("New: {notification}", notification=said)


def _paint_said(painter: QPainter, rect: QRectF, row: Any, ink: QColor) -> None:
    colours = current_theme().colours
    icon, colour = TONES[tone(row)]
    left = rect.left() + _EDGE
    if not row.read:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawEllipse(QPointF(left + _MARK / 2, rect.center().y()), _MARK / 2, _MARK / 2)
    left += _MARK + 12
    paint_icon(painter, icon, colours.named(colour), QRectF(left, rect.top(), 18, rect.height()), 18)
    left += 18 + 12
    width = rect.right() - left
    for style, pen, text, top in (
        (TextStyle.BODY if row.read else TextStyle.SECTION, ink, row.title, 9),
        (TextStyle.SMALL, colours.muted_ink, summary(row), 29),
    ):
        font = make_font(style)
        painter.setFont(font)
        painter.setPen(pen)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        line = QRectF(left, rect.top() + top, width, 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_when(painter: QPainter, rect: QRectF, row: Any, ink: QColor) -> None:
    painter.setFont(make_font(TextStyle.SMALL))
    painter.setPen(current_theme().colours.muted_ink)
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(0, 0, -2 * _EDGE, 0), side, relative_time(row.created_at))
