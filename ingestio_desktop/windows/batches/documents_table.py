"""The table of a batch's documents."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ingestio_core import progress
from ingestio_core.contracts.extractions import Severity
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.batches import DocumentSort
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.compose_rows import file_icon
from ingestio_desktop.sentences import said, title_said
from ingestio_desktop.store.rows import DocumentRow, DocumentState
from ingestio_desktop.theme import words
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, StateWord, Tone
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.widgets import (
    CellKind,
    Column,
    ColumnMemory,
    ColumnStates,
    RowAction,
    RowModel,
    TableView,
)
from ingestio_desktop.windows.widgets.badge import plain_colour

_SORTS: Final = {
    "file": DocumentSort.FILENAME,
    "state": DocumentSort.STATE,
    "first": DocumentSort.FIRST_VALUE,
    "items": DocumentSort.LINE_ITEMS,
    "pages": DocumentSort.PAGES,
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
    DocumentState.CANCELLED: words.DocumentState.CANCELLED,
}
_NEAR_END: Final = 4_000
"""Pixels: far enough that who scrolls fast seldom waits."""


class DocumentsTable(TableView[DocumentRow]):
    """A click on the number of line items asks for their preview (`items_asked`)."""

    sort_asked = Signal(object, bool)
    items_asked = Signal(object)
    end_near = Signal()

    def __init__(self, states: ColumnStates | None = None, parent: QWidget | None = None) -> None:
        """`states` keep widths and order of the columns between starts; each batch is sorted anew."""
        self._first_label = tr("First field")
        rows: RowModel[DocumentRow] = RowModel(self._columns(), lambda row: row.id)
        menu = (RowAction("menu", "ellipsis", tr("More (Shift+F10)"), always=True),)
        super().__init__(rows, tr("Documents"), actions=lambda _row: menu, parent=parent)
        if states is not None:
            ColumnMemory(self, states, "documents")
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

    def sections(self) -> list[tuple[int, str]]:
        """Columns that can be sorted by, with their titles."""
        return [(i, column.title) for i, column in enumerate(self.rows.columns) if column.key in _SORTS]

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
                tr("File"),
                lambda r: r.filename,
                215,
                2,
                strong=True,
                elide_middle=True,
                icon=lambda r: file_icon(r.media_type, r.filename),
                tip=lambda r: f"{r.folder}/{r.filename}" if r.folder else "",
            ),
            Column(
                "state",
                tr("Status"),
                lambda r: STATE_WORDS[_STATES[r.state]] if r.state in _STATES else _paused(),
                122,
                kind=CellKind.STATE,
                tip=lambda r: said(r.error.message) if r.error else "",
            ),
            Column(
                "first",
                self._first_label,
                lambda r: r.first_value or "–",
                160,
                2,
                tone=lambda r: "text" if r.first_value else "muted",
            ),
            Column(
                "items",
                tr("Line items"),
                lambda r: "–" if r.line_items is None else number(r.line_items),
                88,
                right=True,
                tone=lambda r: "accent_ink" if r.line_items else "muted",
                tip=lambda r: tr("Click to see them") if r.line_items else "",
            ),
            Column(
                "pages",
                tr("Pages"),
                lambda r: number(r.page_count) if r.page_count is not None else "–",
                66,
                right=True,
            ),
            Column(
                "findings",
                tr("Findings"),
                lambda r: findings_word(r).word,
                205,
                1,
                kind=CellKind.CUSTOM,
                paint=_paint_findings,
                tip=_findings_tip,
            ),
            Column("actions", "", lambda _: "", 44),
        ]


def _paused() -> StateWord:
    return StateWord(tr("Paused"), "circle-pause", Tone.NEUTRAL)


def findings_word(row: DocumentRow) -> StateWord:
    """What the checks say, the worst first, or why there is nothing to check yet."""
    if row.set_aside is not None:
        return StateWord(said(row.set_aside.title), "triangle-alert", Tone.WARN)
    if row.state is DocumentState.CANCELLED:
        return StateWord(tr("Not read"), "ban", Tone.NEUTRAL)
    if row.error is not None:
        return StateWord(title_said(row.error.title), "octagon-alert", Tone.BAD)
    if row.note is not None:
        return StateWord(said(row.note.title), "triangle-alert", Tone.WARN)
    if row.state is DocumentState.PROCESSING:
        return StateWord(said(progress.words(row.progress, row.page_count)), "scan-text", Tone.NEUTRAL)
    if row.in_work:
        return StateWord(tr("Not read yet"), "clock", Tone.NEUTRAL)
    if row.worst is not None:
        failed = row.worst.severity is Severity.ERROR
        icon, tone = ("octagon-alert", Tone.BAD) if failed else ("triangle-alert", Tone.WARN)
        text = said(row.worst.message).rstrip(".")
        if row.findings > 1:
            text = tr("{finding} and %n more", "", row.findings - 1, finding=text)
        return StateWord(text, icon, tone)
    if row.media_type is MediaType.XML:
        return StateWord(tr("E-invoice, read from XML"), "braces", Tone.ACCENT)
    if row.from_xml:
        return StateWord(tr("Factur-X, read from XML"), "braces", Tone.ACCENT)
    return StateWord(tr("All checks passed"), "circle-check", Tone.OK)


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
    loud = word.tone in (Tone.WARN, Tone.BAD, Tone.ACCENT)
    painter.setPen(colours.text if loud else colours.muted)
    room = rect.adjusted(20, 0, 0, 0)
    text = elided_finding(row, word.word, QFontMetrics(font), int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def elided_finding(row: DocumentRow, text: str, metrics: QFontMetrics, room: int) -> str:
    """The text as it fits; where a finding is cut, how many more there are is not."""
    if metrics.horizontalAdvance(text) <= room or row.worst is None or row.findings < 2:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    more = tr("and %n more", "", row.findings - 1)
    short = room - metrics.horizontalAdvance(f" {more}")
    finding = metrics.elidedText(said(row.worst.message).rstrip("."), Qt.TextElideMode.ElideRight, short)
    return f"{finding} {more}"


def _findings_tip(row: DocumentRow) -> str:
    error = row.set_aside or row.error or row.note
    if error is not None:
        return said(error.message)
    if row.state is DocumentState.PROCESSING:
        return tr("{percent} % done", percent=number(row.progress))
    return findings_word(row).word
