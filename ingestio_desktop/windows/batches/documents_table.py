"""The table of a batch's documents."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ingestio_core import progress
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.batches import DocumentSort
from ingestio_desktop.presenters.compose_rows import file_icon
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from ingestio_desktop.theme import words
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, StateWord, Tone, plural
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.widgets import CellKind, Column, RowAction, RowModel, TableView
from ingestio_desktop.windows.widgets.badge import plain_colour

_SORTS: Final = {
    "file": DocumentSort.FILENAME,
    "state": DocumentSort.STATE,
    "first": DocumentSort.FIRST_VALUE,
    "items": DocumentSort.LINE_ITEMS,
    "findings": DocumentSort.FINDINGS,
}
_STATES: Final = {
    DocumentState.WAITING: words.DocumentState.WAITING,
    DocumentState.UPLOADING: words.DocumentState.UPLOADING,
    DocumentState.QUEUED: words.DocumentState.QUEUED,
    DocumentState.PROCESSING: words.DocumentState.PROCESSING,
    DocumentState.TO_REVIEW: words.DocumentState.TO_REVIEW,
    DocumentState.CONFIRMED: words.DocumentState.CONFIRMED,
    DocumentState.ERROR: words.DocumentState.ERROR,
}
_MENU: Final = (RowAction("menu", "ellipsis", "More (Shift+F10)", always=True),)
_NEAR_END: Final = 400


class DocumentsTable(TableView[DocumentRow]):
    """A click on the number of line items asks for their preview (`items_asked`)."""

    sort_asked = Signal(object, bool)
    items_asked = Signal(object)
    end_near = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._first_label = "First field"
        rows: RowModel[DocumentRow] = RowModel(self._columns(), lambda row: row.id)
        super().__init__(rows, "Documents", actions=lambda _row: _MENU, parent=parent)
        DropColumns(self, {"pages": 860})
        self.cell_clicked.connect(self._clicked)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_first_label(self, label: str) -> None:
        """The column after the status is named as the plan names its field."""
        if label != self._first_label:
            self._first_label = label
            self.rows.columns = tuple(self._columns())
            self.horizontalHeader().viewport().update()

    def header_clicked(self, section: int) -> None:
        """Ask the store for another order; the check box checks what is loaded."""
        column = self.rows.columns[section]
        sort = _SORTS.get(column.key)
        if column.kind is CellKind.CHECK:
            super().header_clicked(section)
        elif sort is not None:
            before, down = self.rows.sorting
            descending = not down if before == column.key else False
            self.rows.resort(column.key, descending)
            self.horizontalHeader().viewport().update()
            self.sort_asked.emit(sort, descending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.current_row()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        super().keyPressEvent(event)
        after = self.current_row()
        arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if shift and arrow and before is not None and after is not None:
            self.rows.set_checked([before.id, after.id])

    def _clicked(self, column: str, document_id: UUID) -> None:
        if column == "items":
            self.items_asked.emit(document_id)

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_END:
            self.end_near.emit()

    def _columns(self) -> list[Column[DocumentRow]]:
        return [
            Column("check", "", lambda _: "", 36, kind=CellKind.CHECK),
            Column(
                "file",
                "File",
                lambda r: r.filename,
                200,
                2,
                strong=True,
                elide_middle=True,
                icon=lambda r: file_icon(r.media_type, r.filename),
                tip=lambda r: f"{r.folder}/{r.filename}" if r.folder else "",
            ),
            Column(
                "state",
                "Status",
                lambda r: STATE_WORDS[_STATES[r.state]] if r.state in _STATES else _PAUSED,
                124,
                kind=CellKind.STATE,
                tip=lambda r: r.error.message if r.error else "",
            ),
            Column(
                "first",
                self._first_label,
                lambda r: r.first_value or "–",
                150,
                2,
                tone=lambda r: "text" if r.first_value else "muted",
            ),
            Column(
                "items",
                "Line items",
                lambda r: "–" if r.line_items is None else f"{r.line_items:,}",
                92,
                right=True,
                tone=lambda r: "accent_ink" if r.line_items else "muted",
                tip=lambda r: "Click to see them" if r.line_items else "",
            ),
            Column(
                "pages",
                "Pages",
                lambda r: f"{r.page_count:,}" if r.page_count is not None else "–",
                66,
                right=True,
            ),
            Column(
                "findings",
                "Findings",
                lambda r: findings_word(r).word,
                170,
                1,
                kind=CellKind.CUSTOM,
                paint=_paint_findings,
                tip=_findings_tip,
            ),
            Column("actions", "", lambda _: "", 48),
        ]


_PAUSED: Final = StateWord("Paused", "circle-pause", Tone.NEUTRAL)


def findings_word(row: DocumentRow) -> StateWord:
    """What the checks say, or why there is nothing to check yet."""
    if row.set_aside is not None:
        return StateWord(row.set_aside.title, "triangle-alert", Tone.WARN)
    if row.error is not None:
        return StateWord(row.error.title, "octagon-alert", Tone.BAD)
    if row.note is not None:
        return StateWord(row.note.title, "triangle-alert", Tone.WARN)
    if row.state is DocumentState.PROCESSING:
        return StateWord(progress.words(row.progress, row.page_count), "scan-text", Tone.NEUTRAL)
    if row.in_work:
        return StateWord("Not read yet", "clock", Tone.NEUTRAL)
    if row.findings:
        return StateWord(plural(row.findings, "check failed", "checks failed"), "triangle-alert", Tone.WARN)
    if row.media_type is MediaType.XML:
        return StateWord("E-invoice, read from XML", "braces", Tone.OK)
    return StateWord("All checks passed", "circle-check", Tone.OK)


def _paint_findings(painter: QPainter, rect: QRectF, row: DocumentRow, _ink: QColor) -> None:
    """The icon in the colour of the state; the words loud only where there is something to do."""
    word, colours = findings_word(row), current_theme().colours
    paint_icon(
        painter,
        word.icon,
        plain_colour(word.tone, colours),
        QRectF(rect.x(), rect.y(), 14, rect.height()),
        14,
    )
    font = make_font(TextStyle.BODY)
    painter.setFont(font)
    painter.setPen(colours.text if word.tone in (Tone.WARN, Tone.BAD) else colours.muted)
    room = rect.adjusted(20, 0, 0, 0)
    text = QFontMetrics(font).elidedText(word.word, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def _findings_tip(row: DocumentRow) -> str:
    error = row.set_aside or row.error or row.note
    if error is None and row.state is DocumentState.PROCESSING:
        return f"{row.progress} % done"
    return error.message if error is not None else ""
