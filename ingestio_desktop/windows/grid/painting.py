"""Paints what is seen of the grid: values, the columns that stay, lines, the ring of the cell in focus."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.grid.cells import CellPainter
from ingestio_desktop.windows.grid.geometry import (
    DOCUMENT,
    FIRST,
    FROZEN_WIDTH,
    NUMBER_WIDTH,
    ROW,
    STATE,
)

if TYPE_CHECKING:
    from ingestio_desktop.windows.grid.view import GridView


class GridPainting:
    """Asks the view what stands where, and who is selected."""

    def __init__(self, view: "GridView") -> None:
        self._view = view
        self._cells = CellPainter()
        self._room = QRect()

    def paint(self, viewport: QWidget, area: QRect) -> None:
        """All that is seen within `area` of the viewport."""
        colours = current_theme().colours
        painter = QPainter(viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room = viewport.rect()
        painter.fillRect(room, colours.surface)
        self._cells.begin()
        cells = self._view.cells
        seen = cells.rows_between(room.height())
        first, last = (y + cells.top for y in (area.top(), area.bottom()))
        rows = range(max(seen.start, first // ROW), min(seen.stop, last // ROW + 1))
        scrolled = QRect(FROZEN_WIDTH, 0, max(0, room.width() - FROZEN_WIDTH), room.height())
        painter.setClipRect(scrolled)
        columns = cells.columns_between(room.width())
        inside = [at for at in columns if _meets(cells.span(at), area)]
        columns = range(inside[0], inside[-1] + 1) if inside else range(0)
        for row in rows:
            self._paint_values(painter, row, columns)
        self._paint_lines(painter, rows, columns, scrolled)
        if self._view.selection.column >= FIRST:
            self._paint_ring(painter)
        painter.setClipping(False)
        if area.left() < FROZEN_WIDTH:
            for row in rows:
                self._paint_frozen(painter, row)
        frozen = QRect(0, 0, FROZEN_WIDTH, room.height())
        self._paint_lines(painter, rows, range(0), frozen)
        painter.setPen(QPen(colours.line, 1))
        end = min(room.height(), self._view.cells.height - self._view.cells.top)
        for x in (NUMBER_WIDTH, self._view.cells.span(STATE)[0], FROZEN_WIDTH):
            painter.drawLine(x - 1, 0, x - 1, end)
        if self._view.selection.column < FIRST:
            self._paint_ring(painter)

    def _paint_values(self, painter: QPainter, row: int, columns: range) -> None:
        found = self._view.presenter.row(row)
        if found is None:
            return
        colours = current_theme().colours
        line = QRect(FROZEN_WIDTH, row * ROW - self._view.cells.top, self._room.width() - FROZEN_WIDTH, ROW)
        if found.id in self._view.selection.marked:
            painter.fillRect(line, colours.accent_soft)
        elif not found.read:
            painter.fillRect(line, colours.bg)
        elif not found.known:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            for column in columns:
                bar = self._view.cells.rect(row, column).adjusted(10, 11, -10, -11)
                painter.drawRoundedRect(bar, 4, 4)
            return
        for column in columns:
            shown = self._view.cells.columns[column - FIRST]
            cell = self._view.texts.cell(found, shown)
            rect = self._view.cells.rect(row, column)
            chosen = self._view.selection.holds(row, column)
            self._cells.value(painter, rect, cell, shown, muted=False, chosen=chosen)

    def _paint_frozen(self, painter: QPainter, row: int) -> None:
        colours = current_theme().colours
        found = self._view.presenter.row(row)
        number_rect = QRect(0, row * ROW - self._view.cells.top, NUMBER_WIDTH, ROW)
        whole = QRect(0, number_rect.y(), FROZEN_WIDTH, ROW)
        marked = found is not None and found.id in self._view.selection.marked
        unread = found is not None and not found.read
        ground = colours.accent_soft if marked else colours.bg if unread else colours.surface
        painter.fillRect(whole, ground)
        self._cells.number(painter, number_rect, row, found)
        document, state = self._view.cells.rect(row, DOCUMENT), self._view.cells.rect(row, STATE)
        if found is None:
            self._cells.gone(painter, document)
            return
        self._cells.document(painter, document, found)
        self._cells.state(painter, state, found)
        for column, rect in ((DOCUMENT, document), (STATE, state)):
            if self._view.selection.holds(row, column):
                veil = QColor(colours.accent)
                veil.setAlpha(36)
                painter.fillRect(rect, veil)

    def _paint_lines(self, painter: QPainter, rows: range, columns: range, within: QRect) -> None:
        painter.setPen(QPen(current_theme().colours.line, 1))
        for row in rows:
            y = (row + 1) * ROW - self._view.cells.top - 1
            painter.drawLine(within.left(), y, within.right(), y)
        end = min(within.bottom(), self._view.cells.height - self._view.cells.top)
        for column in columns:
            left, width = self._view.cells.span(column)
            painter.drawLine(left + width - 1, 0, left + width - 1, end)

    def _paint_ring(self, painter: QPainter) -> None:
        if not self._view.cells.rows or self._view.editor.isVisible():
            return
        colours = current_theme().colours
        inside = self._view.hasFocus()
        painter.setPen(QPen(colours.accent if inside else colours.line_strong, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._view.current_rect().adjusted(0, 0, -1, -1).adjusted(0, 0, -1, -1))


def _meets(span: tuple[int, int], area: QRect) -> bool:
    left, width = span
    return left <= area.right() and left + width > area.left()
