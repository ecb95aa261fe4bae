"""The table of the Files step: refused files first, each with its reason."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ingestio_desktop.flows.draft import DraftFile, FileState
from ingestio_desktop.presenters.compose_rows import FileRows, file_icon, file_word, folder_text
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import file_size
from ingestio_desktop.windows.widgets import (
    CellKind,
    Column,
    RowAction,
    RowModel,
    TableView,
    paint_state_line,
)

_INCLUDE: Final = "Include anyway"
_OPEN: Final = "Open batch"
_PADDING: Final = 12


class FilesTable(TableView[DraftFile]):
    """`include_asked` and `earlier_asked` carry the file's id: the links in the cell of the state."""

    include_asked = Signal(object)
    earlier_asked = Signal(object)

    def __init__(self, files: FileRows, parent: QWidget | None = None) -> None:
        """`files` knows the file that another one repeats."""
        self._files = files
        tokens = load_tokens()
        rows: RowModel[DraftFile] = RowModel(self._columns(), lambda row: row.id)
        super().__init__(
            rows,
            "Files",
            row_height=tokens.height["rowFile"],
            header_height=tokens.height["tableHeader"],
            ruled=False,
            multi=True,
            row_ground=lambda row: "bad_soft" if row.state is FileState.REJECTED else "",
            actions=lambda row: (RowAction("remove", "x", f"Remove {row.name} (Del)", always=True),),
            parent=parent,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and link is not None:
            text, file_id = link
            (self.include_asked if text == _INCLUDE else self.earlier_asked).emit(file_id)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._link_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def selected_ids(self) -> list[UUID]:
        """The ids of the selected rows."""
        return [self.rows.row(index).id for index in self.selectionModel().selectedRows()]

    def link_rect(self, place: int, text: str) -> QRectF:
        """Where a link of the row at this place is drawn, in the viewport."""
        column = next(i for i, each in enumerate(self.rows.columns) if each.key == "state")
        cell = QRectF(self.visualRect(self.rows.index(place, column))).adjusted(_PADDING, 0, -_PADDING, 0)
        return next((rect for word, rect in _links(self.rows.row(place), cell) if word == text), QRectF())

    def _link_at(self, point: QPoint) -> tuple[str, UUID] | None:
        index = self.indexAt(point)
        if not index.isValid() or self.rows.columns[index.column()].key != "state":
            return None
        row = self.rows.row(index)
        cell = QRectF(self.visualRect(index)).adjusted(_PADDING, 0, -_PADDING, 0)
        return next(
            ((word, row.id) for word, rect in _links(row, cell) if rect.contains(point.toPointF())), None
        )

    def _columns(self) -> list[Column[DraftFile]]:
        return [
            Column(
                "name",
                "Name",
                lambda r: r.name,
                238,
                2,
                strong=False,
                elide_middle=True,
                icon=lambda r: file_icon(r.media_type, r.name),
                tone=lambda r: "bad" if r.state is FileState.REJECTED else "text",
                sort=lambda r: r.name.casefold(),
            ),
            Column(
                "folder",
                "Folder",
                lambda r: folder_text(r.folder),
                168,
                1,
                tone=lambda r: "text" if r.state is FileState.REJECTED else "muted",
                sort=lambda r: r.folder.casefold(),
            ),
            Column(
                "size",
                "Size",
                lambda r: file_size(r.size),
                82,
                right=True,
                tone=lambda r: "text" if r.state is FileState.REJECTED else "muted",
                sort=lambda r: r.size,
            ),
            Column(
                "pages",
                "Pages",
                lambda r: "–" if r.pages is None else f"{r.pages:,}",
                64,
                right=True,
                sort=lambda r: r.pages,
            ),
            Column(
                "state",
                "State",
                self._state_text,
                344,
                2,
                kind=CellKind.CUSTOM,
                paint=self._paint_state,
                tip=_tip,
                sort=self._state_text,
            ),
            Column("actions", "", lambda _: "", 44),
        ]

    def _state_text(self, row: DraftFile) -> str:
        return file_word(row, self._twin(row)).word

    def _twin(self, row: DraftFile) -> str:
        twin = self._files.get(row.duplicate_of)
        return twin.name if twin is not None else ""

    def _paint_state(self, painter: QPainter, rect: QRectF, row: DraftFile, ink: QColor) -> None:
        links = _links(row, rect)
        painter.setFont(make_font(TextStyle.BUTTON))
        painter.setPen(current_theme().colours.accent_ink)
        for word, place in links:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        room = QRectF(rect)
        if links:
            room.setRight(links[-1][1].x() - 12)
        paint_state_line(painter, room, file_word(row, self._twin(row)), TextStyle.BODY)


def _tip(row: DraftFile) -> str:
    return row.reason.message if row.reason is not None else ""


def _links(row: DraftFile, cell: QRectF) -> list[tuple[str, QRectF]]:
    """The links of a row from the right: its words and where they stand."""
    if not row.can_include_anyway:
        return []
    words = [_INCLUDE, _OPEN] if row.earlier is not None else [_INCLUDE]
    metrics = QFontMetrics(make_font(TextStyle.BUTTON))
    links, right = [], cell.right()
    for word in words:
        width = metrics.horizontalAdvance(word)
        links.append((word, QRectF(right - width, cell.y(), width, cell.height())))
        right -= width + 16
    return links
