"""The header of the grid: titles, an arrow where it is sorted; a click sorts, an edge is dragged."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ingestio_desktop.flows.grid import GridQuery
from ingestio_desktop.flows.grid_view import DOCUMENT as BY_DOCUMENT
from ingestio_desktop.flows.grid_view import STATE as BY_STATE
from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.grid.geometry import (
    DOCUMENT,
    FIRST,
    FROZEN_WIDTH,
    NUMBER_WIDTH,
    STATE,
    Geometry,
)

_PAD: Final = 9
_GRIP: Final = 4


class GridHeader(QWidget):
    """`sort_asked` carries what to sort by, `resized` the key of a column and its new width."""

    accessible_role = QAccessible.Role.ColumnHeader

    sort_asked = Signal(str)
    resized = Signal(str, int)

    def __init__(self, geometry: Geometry, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = geometry
        self._query = GridQuery()
        self._held: tuple[int, int, int] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Columns"))

    def show_query(self, query: GridQuery) -> None:
        """How the rows are sorted now."""
        self._query = query
        self.update()

    def title(self, column: int) -> str:
        if column == DOCUMENT:
            return tr("Document")
        return tr("State") if column == STATE else self._cells.columns[column - FIRST].title

    def sort_key(self, column: int) -> str:
        if column == DOCUMENT:
            return BY_DOCUMENT
        return BY_STATE if column == STATE else self._cells.columns[column - FIRST].key

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = current_theme().colours
        painter.fillRect(self.rect(), colours.surface)
        painter.setClipRect(FROZEN_WIDTH, 0, max(0, self.width() - FROZEN_WIDTH), self.height())
        for column in self._cells.columns_between(self.width()):
            self._paint(painter, column)
        painter.setClipping(False)
        painter.setPen(colours.muted)
        painter.setFont(make_font(TextStyle.BODY))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 0, NUMBER_WIDTH - _PAD, self.height()), right, "#")
        for column in (DOCUMENT, STATE):
            self._paint(painter, column)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(FROZEN_WIDTH - 1, 0, FROZEN_WIDTH - 1, self.height())

    def _paint(self, painter: QPainter, column: int) -> None:
        colours = current_theme().colours
        left, width = self._cells.span(column)
        inner = QRectF(left + _PAD, 0, width - 2 * _PAD, self.height())
        shown = self._cells.columns[column - FIRST] if column >= FIRST else None
        sorted_here = bool(self._query.sort) and self._query.sort == self.sort_key(column)
        strong = shown is not None and shown.strong
        font = make_font(TextStyle.SECTION if strong else TextStyle.BODY)
        ink = colours.text if sorted_here or strong else colours.muted_ink
        painter.setFont(font)
        painter.setPen(ink)
        right = shown is not None and shown.right
        room = int(inner.width()) - (18 if sorted_here else 0)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(self.title(column), Qt.TextElideMode.ElideRight, room)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
        if sorted_here:
            wide = metrics.horizontalAdvance(text)
            x = inner.right() - wide - 18 if right else inner.x() + wide + 3
            arrow = "arrow-down" if self._query.descending else "arrow-up"
            paint_icon(painter, arrow, ink, QRectF(x, 0, 14, self.height()), 14)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self._edge_at(event.position().toPoint())
        if edge is not None:
            self._held = edge, round(event.position().x()), self._cells.span(edge)[1]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            column, start, width = self._held
            key = self._cells.columns[column - FIRST].key
            self.resized.emit(key, width + round(event.position().x()) - start)
            return
        over = self._edge_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        column = self._cells.column_at(event.position().toPoint().x())
        if held is None and event.button() == Qt.MouseButton.LeftButton and column is not None:
            self.sort_asked.emit(self.sort_key(column) if column >= 0 else "")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._cells.column_at(event.pos().x())
            known = column is not None and column >= 0
            tip = tr("{column}: a click sorts", column=self.title(column or 0)) if known else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _edge_at(self, spot: QPoint) -> int | None:
        if spot.x() < FROZEN_WIDTH + _GRIP:
            return None
        for column in self._cells.columns_between(self.width()):
            left, width = self._cells.span(column)
            if abs(left + width - spot.x()) <= _GRIP:
                return column
        return None
