"""The table of batches: sorted by the store, renamed in place."""

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from ingestio_desktop.flows.batches import BatchSort
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.batches import BatchesPresenter, batch_word
from ingestio_desktop.sentences import said
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import exact_time, relative_time
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets import (
    CellKind,
    Column,
    ColumnMemory,
    ColumnStates,
    ProgressCell,
    RowAction,
    RowModel,
    TableView,
)
from ingestio_desktop.windows.widgets.buttons import tooltip

_SORTS: Final = {
    "name": BatchSort.NAME,
    "status": BatchSort.STATUS,
    "progress": BatchSort.PROGRESS,
    "documents": BatchSort.DOCUMENTS,
    "pages": BatchSort.PAGES,
    "submitted": BatchSort.CREATED,
    "completed": BatchSort.COMPLETED,
}
_NEWEST_FIRST: Final = frozenset({"submitted", "completed"})
_NEAR_END: Final = 2_000
"""Pixels: far enough that who scrolls fast seldom waits."""


class BatchesTable(TableView[BatchRow]):
    """`renamed` carries id and new name. A click on a header asks the store to sort, so that the order is
    right over all pages."""

    renamed = Signal(object, str)
    sort_asked = Signal(object, bool)
    end_near = Signal()
    editing = Signal(bool)

    def __init__(
        self, presenter: BatchesPresenter, states: ColumnStates | None = None, parent: QWidget | None = None
    ) -> None:
        """`states` keep the columns between starts."""
        self._presenter = presenter
        rows: RowModel[BatchRow] = RowModel(self._columns(), lambda row: row.id)
        actions = (
            RowAction("rename", "pencil", tooltip(tr("Rename"), key_of("batches.rename"))),
            RowAction("delete", "trash-2", tooltip(tr("Delete"), key_of("batches.delete"))),
            RowAction("menu", "ellipsis", tr("More (Shift+F10)")),
        )
        super().__init__(rows, tr("Batches"), actions=lambda _row: actions, parent=parent)
        memory = ColumnMemory(self, states, "batches") if states is not None else None
        key, descending = (memory.sorting if memory is not None else None) or ("submitted", True)
        rows.resort(key if key in _SORTS else "submitted", descending)
        DropColumns(self, {"completed": 940, "pages": 860, "documents": 720})
        self._editor: QLineEdit | None = None
        self._editing: UUID | None = None
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def header_clicked(self, section: int) -> None:
        """Ask for another order; the arrow follows at once."""
        key = self.rows.columns[section].key
        sort = _SORTS.get(key)
        if sort is None:
            return
        before, down = self.rows.sorting
        descending = not down if before == key else key in _NEWEST_FIRST
        self.rows.resort(key, descending)
        self.horizontalHeader().viewport().update()
        self.columns_changed.emit()
        self.sort_asked.emit(sort, descending)

    @property
    def sort(self) -> tuple[BatchSort, bool]:
        """What the store is to sort by."""
        key, descending = self.rows.sorting
        return _SORTS[key], descending

    def sections(self) -> list[tuple[int, str]]:
        """Columns that can be sorted by, with their titles."""
        return [(i, column.title) for i, column in enumerate(self.rows.columns) if column.key in _SORTS]

    def rename(self, batch_id: UUID) -> None:
        """Edit the name where it stands: Enter keeps it, Esc leaves it as it was."""
        place = self.rows.place_of(batch_id)
        if place < 0 or self._editor is not None:
            return
        index = self.rows.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        row = self.rows.row(index)
        cell = self.visualRect(index).adjusted(6, 4, -8, -4)
        editor = QLineEdit(row.name or "", self.viewport())
        editor.setMaxLength(200)
        editor.setPlaceholderText(tr("No name"))
        editor.setAccessibleName(tr("New name of {batch}", batch=row.title))
        editor.setGeometry(cell)
        editor.selectAll()
        editor.installEventFilter(self)
        editor.editingFinished.connect(lambda: self._end_rename(keep=True))
        self._editor, self._editing = editor, batch_id
        editor.show()
        editor.setFocus()
        self.editing.emit(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._editor
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._end_rename(keep=False)
            return True
        return super().eventFilter(watched, event)

    def _end_rename(self, *, keep: bool) -> None:
        editor, batch_id = self._editor, self._editing
        self._editor = self._editing = None
        if editor is None or batch_id is None:
            return
        name = editor.text().strip()
        editor.hide()
        editor.deleteLater()
        self.setFocus()
        self.editing.emit(False)
        row = self._presenter.row(batch_id)
        if keep and row is not None and name != (row.name or ""):
            self.renamed.emit(batch_id, name)

    def _scrolled(self, value: int) -> None:
        if self._editor is not None:
            self._end_rename(keep=True)
        if value >= self.verticalScrollBar().maximum() - _NEAR_END:
            self.end_near.emit()

    def _columns(self) -> list[Column[BatchRow]]:
        return [
            Column(
                "name",
                tr("Name"),
                lambda r: r.title,
                200,
                1,
                kind=CellKind.CUSTOM,
                strong=True,
                tone=lambda r: "text" if r.name and not self._far(r) else "muted",
                tip=self._name_tip,
                paint=self._paint_name,
            ),
            Column(
                "status",
                tr("Status"),
                lambda r: batch_word(r, offline=self._presenter.offline),
                158,
                kind=CellKind.STATE,
                tip=_status_tip,
            ),
            Column("progress", tr("Progress"), self._progress, 150, kind=CellKind.PROGRESS),
            Column(
                "documents",
                tr("Documents"),
                lambda r: number(r.document_count),
                96,
                right=True,
                tone=self._tone,
            ),
            Column("pages", tr("Pages"), lambda r: number(r.total_pages), 64, right=True, tone=self._tone),
            Column(
                "submitted",
                tr("Submitted"),
                lambda r: relative_time(r.created_at),
                112,
                tone=self._tone,
                tip=lambda r: exact_time(r.created_at),
            ),
            Column(
                "completed",
                tr("Completed"),
                lambda r: _moment(r.completed_at),
                114,
                tone=lambda _: "muted",
                tip=lambda r: exact_time(r.completed_at) if r.completed_at else "",
            ),
            Column("actions", "", lambda _: "", 88),
        ]

    def _cloud_only(self, row: BatchRow) -> bool:
        return self._presenter.hosted and not row.files_here

    def _far(self, row: BatchRow) -> bool:
        """Whether nothing but what was read can be had now."""
        return self._presenter.offline and self._cloud_only(row)

    def _tone(self, row: BatchRow) -> str:
        return "muted" if self._far(row) else "text"

    def _name_tip(self, row: BatchRow) -> str:
        lines = [row.name, str(row.id)] if row.name else [str(row.id)]
        if self._cloud_only(row):
            lines.append(tr("Cloud only: its files are not on this computer. Open it to fetch them."))
        return "\n".join(lines)

    def _paint_name(self, painter: QPainter, rect: QRectF, row: BatchRow, ink: QColor) -> None:
        if self._cloud_only(row):
            small = make_font(TextStyle.SMALL)
            text = tr("Cloud only")
            width = QFontMetrics(small).horizontalAdvance(text)
            muted = current_theme().colours.muted
            place = QRectF(rect.right() - width, rect.y(), width, rect.height())
            painter.setFont(small)
            painter.setPen(muted)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            paint_icon(painter, "cloud", muted, QRectF(place.x() - 19, rect.y(), 14, rect.height()), 14)
            rect = rect.adjusted(0, 0, -width - 31, 0)
        font = make_font(TextStyle.BUTTON)
        painter.setFont(font)
        painter.setPen(ink)
        name = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)

    def _progress(self, row: BatchRow) -> ProgressCell:
        grey = self._presenter.offline and row.status not in FINAL_BATCH
        return ProgressCell(
            row.completed_count,
            row.failed_count,
            row.document_count,
            done=row.status in (BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED),
            cancelled=row.status is BatchStatus.CANCELLED or grey,
        )


def _moment(moment: datetime | None) -> str:
    return relative_time(moment) if moment is not None else "–"


def _status_tip(row: BatchRow) -> str:
    if row.set_aside is not None:
        return said(row.set_aside.message)
    return row.last_error_message or ""
