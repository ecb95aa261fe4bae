"""The table of batches: sorted by the store, renamed in place."""

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ingestio_core.lifecycle import BatchStatus
from ingestio_desktop.flows.batches import BatchSort
from ingestio_desktop.presenters.batches import BatchesPresenter, batch_word
from ingestio_desktop.store.rows import BatchRow
from ingestio_desktop.theme.words import exact_time, relative_time
from ingestio_desktop.windows.batches.narrow import DropColumns
from ingestio_desktop.windows.widgets import (
    CellKind,
    Column,
    ProgressCell,
    RowAction,
    RowModel,
    TableView,
)

_SORTS: Final = {
    "name": BatchSort.NAME,
    "status": BatchSort.STATUS,
    "documents": BatchSort.DOCUMENTS,
    "pages": BatchSort.PAGES,
    "submitted": BatchSort.CREATED,
    "completed": BatchSort.COMPLETED,
}
_NEAR_END: Final = 400
_ACTIONS: Final = (
    RowAction("rename", "pencil", "Rename (F2)"),
    RowAction("delete", "trash-2", "Delete (Ctrl+Del)"),
    RowAction("menu", "ellipsis", "More (Shift+F10)"),
)


class BatchesTable(TableView[BatchRow]):
    """`renamed` carries id and new name. A click on a header asks the store to sort, so that the order is
    right over all pages."""

    renamed = Signal(object, str)
    sort_asked = Signal(object, bool)
    end_near = Signal()

    def __init__(self, presenter: BatchesPresenter, parent: QWidget | None = None) -> None:
        self._presenter = presenter
        rows: RowModel[BatchRow] = RowModel(self._columns(), lambda row: row.id)
        super().__init__(rows, "Batches", actions=lambda _row: _ACTIONS, parent=parent)
        rows.resort("submitted", True)
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
        descending = not down if before == key else key in ("submitted", "completed")
        self.rows.resort(key, descending)
        self.horizontalHeader().viewport().update()
        self.sort_asked.emit(sort, descending)

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
        editor.setPlaceholderText("No name")
        editor.setAccessibleName(f"New name of {row.title}")
        editor.setGeometry(cell)
        editor.selectAll()
        editor.installEventFilter(self)
        editor.editingFinished.connect(lambda: self._end_rename(keep=True))
        self._editor, self._editing = editor, batch_id
        editor.show()
        editor.setFocus()

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
                "Name",
                lambda r: r.title,
                200,
                1,
                strong=True,
                tone=lambda r: "text" if r.name else "muted",
                tip=_name_tip,
            ),
            Column(
                "status",
                "Status",
                lambda r: batch_word(r, offline=self._presenter.offline),
                160,
                kind=CellKind.STATE,
                tip=_status_tip,
            ),
            Column("progress", "Progress", self._progress, 156, kind=CellKind.PROGRESS),
            Column("documents", "Documents", lambda r: f"{r.document_count:,}", 90, right=True),
            Column("pages", "Pages", lambda r: f"{r.total_pages:,}", 64, right=True),
            Column(
                "submitted",
                "Submitted",
                lambda r: relative_time(r.created_at),
                104,
                tip=lambda r: exact_time(r.created_at),
            ),
            Column(
                "completed",
                "Completed",
                lambda r: _moment(r.completed_at),
                112,
                tone=lambda _: "muted",
                tip=lambda r: exact_time(r.completed_at) if r.completed_at else "",
            ),
            Column("actions", "", lambda _: "", 96),
        ]

    def _progress(self, row: BatchRow) -> ProgressCell:
        grey = self._presenter.offline and row.status not in _FINAL
        return ProgressCell(
            row.completed_count,
            row.failed_count,
            row.document_count,
            done=row.status in (BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED),
            cancelled=row.status is BatchStatus.CANCELLED or grey,
        )


_FINAL: Final = frozenset(
    {BatchStatus.COMPLETED, BatchStatus.PARTIALLY_COMPLETED, BatchStatus.FAILED, BatchStatus.CANCELLED}
)


def _moment(moment: datetime | None) -> str:
    return relative_time(moment) if moment is not None else "–"


def _name_tip(row: BatchRow) -> str:
    return f"{row.name}\n{row.id}" if row.name else str(row.id)


def _status_tip(row: BatchRow) -> str:
    if row.set_aside is not None:
        return row.set_aside.message
    return row.last_error_message or ""
