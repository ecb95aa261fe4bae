"""The table of the Files step: refused files first, each with its reason."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ingestio_desktop.flows.draft import DraftFile, FileState
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.compose_rows import (
    FileRows,
    Limits,
    file_word,
    folder_text,
    row_icon,
    twin_text,
)
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import StateWord, file_size
from ingestio_desktop.windows.widgets import (
    CellKind,
    Column,
    RowAction,
    RowModel,
    TableView,
    paint_state_line,
)

_PADDING: Final = 12
_ICON: Final = 14


class Link(StrEnum):
    """What a link in the cell of the state does."""

    INCLUDE = "include"
    EARLIER = "earlier"
    READ_AGAIN = "read_again"


class FilesTable(TableView[DraftFile]):
    """`include_asked`, `earlier_asked` and `read_again_asked` carry the file's id: the links in the cell
    of the state."""

    include_asked = Signal(object)
    earlier_asked = Signal(object)
    read_again_asked = Signal(object)

    def __init__(self, files: FileRows, parent: QWidget | None = None) -> None:
        """`files` knows the file that another one repeats."""
        self._files = files
        self.limits = Limits()
        tokens = load_tokens()
        rows: RowModel[DraftFile] = RowModel(self._columns(), lambda row: row.id)
        super().__init__(
            rows,
            tr("Files"),
            row_height=tokens.height["rowFile"],
            header_height=tokens.height["tableHeader"],
            ruled=False,
            multi=True,
            row_ground=lambda row: "bad_soft" if row.state is FileState.REJECTED else "",
            actions=lambda row: (
                RowAction("remove", "x", tr("Remove {name} (Del)", name=row.name), always=True),
            ),
            parent=parent,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and link is not None:
            self._follow(*link)
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

    def _follow(self, link: Link, file_id: UUID) -> None:
        match link:
            case Link.INCLUDE:
                self.include_asked.emit(file_id)
            case Link.EARLIER:
                self.earlier_asked.emit(file_id)
            case Link.READ_AGAIN:
                self.read_again_asked.emit(file_id)

    def link_rect(self, place: int, link: Link) -> QRectF:
        """Where a link of the row at this place is drawn, in the viewport."""
        column = next(i for i, each in enumerate(self.rows.columns) if each.key == "state")
        cell = QRectF(self.visualRect(self.rows.index(place, column))).adjusted(_PADDING, 0, -_PADDING, 0)
        return next((rect for each, _, rect in _links(self.rows.row(place), cell) if each is link), QRectF())

    def _link_at(self, point: QPoint) -> tuple[Link, UUID] | None:
        index = self.indexAt(point)
        if not index.isValid() or self.rows.columns[index.column()].key != "state":
            return None
        row = self.rows.row(index)
        cell = QRectF(self.visualRect(index)).adjusted(_PADDING, 0, -_PADDING, 0)
        return next(
            ((link, row.id) for link, _, rect in _links(row, cell) if rect.contains(point.toPointF())), None
        )

    def _columns(self) -> list[Column[DraftFile]]:
        return [
            Column(
                "name",
                tr("Name"),
                lambda r: r.name,
                238,
                2,
                strong=False,
                elide_middle=True,
                icon=row_icon,
                tone=lambda r: "bad" if r.state is FileState.REJECTED else "text",
                sort=lambda r: r.name.casefold(),
            ),
            Column(
                "folder",
                tr("Folder"),
                lambda r: folder_text(r.folder),
                168,
                1,
                tone=lambda r: "text" if r.state is FileState.REJECTED else "muted",
                sort=lambda r: r.folder.casefold(),
            ),
            Column(
                "size",
                tr("Size"),
                lambda r: file_size(r.size),
                82,
                right=True,
                tone=lambda r: "text" if r.state is FileState.REJECTED else "muted",
                sort=lambda r: r.size,
            ),
            Column(
                "pages",
                tr("Pages"),
                lambda r: "–" if r.pages is None else number(r.pages),
                64,
                right=True,
                sort=lambda r: r.pages,
            ),
            Column(
                "state",
                tr("State"),
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
        return self._word(row).word

    def _word(self, row: DraftFile) -> StateWord:
        return file_word(row, twin_text(row, self._files.get(row.duplicate_of)), self.limits)

    def _paint_state(self, painter: QPainter, rect: QRectF, row: DraftFile, ink: QColor) -> None:
        links = _links(row, rect)
        room, word = QRectF(rect), self._word(row)
        painter.setFont(make_font(TextStyle.BUTTON))
        painter.setPen(current_theme().colours.accent_ink)
        for link, text, place in links:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            if link is Link.EARLIER:
                word = StateWord(_before_batch(), word.icon, word.tone)
            else:
                room.setRight(place.x() - 12)
        paint_state_line(painter, room, word, TextStyle.BODY)


def _tip(row: DraftFile) -> str:
    return said(row.reason.message) if row.reason is not None else ""


def _before_batch() -> str:
    """What stands before the name of the earlier batch, which is a link."""
    return tr("Already in {batch}", batch="").strip()


def _links(row: DraftFile, cell: QRectF) -> list[tuple[Link, str, QRectF]]:
    """The links of a row: at the right what can be done, in the sentence the batch that it names."""
    links: list[tuple[Link, str, QRectF]] = []
    metrics = QFontMetrics(make_font(TextStyle.BUTTON))
    right = cell.right()
    action = Link.INCLUDE if row.can_include_anyway else Link.READ_AGAIN if row.can_read_again else None
    if action is not None:
        text = tr("Include anyway") if action is Link.INCLUDE else tr("Read again")
        width = metrics.horizontalAdvance(text)
        links.append((action, text, QRectF(right - width, cell.y(), width, cell.height())))
        right -= width + 16
    if row.can_include_anyway and row.earlier is not None and row.reason is not None:
        if row.reason.code != "already_extracted":
            return links
        body = QFontMetrics(make_font(TextStyle.BODY))
        left = cell.x() + _ICON + 8 + body.horizontalAdvance(_before_batch() + " ")
        title = metrics.elidedText(
            row.earlier.batch_title, Qt.TextElideMode.ElideMiddle, max(0, int(right - left))
        )
        width = metrics.horizontalAdvance(title)
        links.append((Link.EARLIER, title, QRectF(left, cell.y(), width, cell.height())))
    return links
