"""The header of a table: titles as the columns are aligned, an arrow where it is sorted, a check box."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHeaderView

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.table.delegate import PADDING, paint_check
from ingestio_desktop.windows.widgets.table.model import CellKind

if TYPE_CHECKING:
    from ingestio_desktop.windows.widgets.table.view import TableView

_EDGE = 16


class RowHeader(QHeaderView):
    """A click sorts, a second one turns the order round; in the column of check boxes it checks all."""

    def __init__(self, view: "TableView[Any]", height: int) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setFixedHeight(height)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.setSectionsMovable(False)
        self.setFirstSectionMovable(False)
        self.is_pressed = False
        self._from = QPoint()
        self.sectionMoved.connect(self._pin_actions)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Columns"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = current_theme().colours
        rect = QRectF(self.viewport().rect())
        painter.fillRect(rect, colours.surface)
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                left, width = self.sectionViewportPosition(section), self.sectionSize(section)
                self._paint(painter, QRect(left, 0, width, self.height()), section)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint(self, painter: QPainter, rect: QRect, section: int) -> None:
        rows, colours = self._view.rows, current_theme().colours
        column = rows.columns[section]
        inner = QRectF(rect).adjusted(_EDGE if section == 0 else PADDING, 0, -PADDING, 0)
        if column.kind is CellKind.CHECK:
            paint_check(painter, QRectF(rect.x() + _EDGE, 0, 16, rect.height()), self._view.check_state())
            return
        key, descending = rows.sorting
        sorted_here = bool(key) and key == column.key
        ink = colours.text if sorted_here else colours.muted
        font = make_font(TextStyle.SMALL_STRONG)
        painter.setFont(font)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        text = QFontMetrics(font).elidedText(column.title, Qt.TextElideMode.ElideRight, int(inner.width()))
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
        if sorted_here:
            x = inner.right() - width - 20 if column.right else inner.x() + width + 4
            arrow = "arrow-down" if descending else "arrow-up"
            paint_icon(painter, arrow, ink, QRectF(x, 0, 16, rect.height()), 14)

    def _pin_actions(self, _section: int, _before: int, _after: int) -> None:
        """What is done with a row stays at its end."""
        last = self.count() - 1
        if self._view.rows.columns[last].key == self._view.action_column and self.visualIndex(last) != last:
            self.moveSection(self.visualIndex(last), last)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_pressed = True
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.is_pressed = False
        moved = (event.position().toPoint() - self._from).manhattanLength()
        if (
            event.button() != Qt.MouseButton.LeftButton
            or self.cursor().shape() == Qt.CursorShape.SplitHCursor
            or moved >= QApplication.startDragDistance()
        ):
            return
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0:
            self._view.header_clicked(section)
