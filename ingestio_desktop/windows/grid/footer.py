"""The last row of the grid, which never scrolls: sums of what is shown, or what is selected."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid_words import Sum
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.grid.geometry import FIRST, FROZEN_WIDTH, NUMBER_WIDTH, Geometry

_PAD: Final = 9


class GridFooter(QWidget):
    """`sums` are by the key of a column."""

    accessible_role = QAccessible.Role.StatusBar

    def __init__(self, geometry: Geometry, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = geometry
        self._label = ""
        self._range = ""
        self.sums: dict[str, Sum] = {}
        self.setAccessibleName(tr("Sums"))

    def show_sums(self, label: str, sums: dict[str, Sum]) -> None:
        """`label` says of what they are."""
        self._label, self.sums = label, sums
        self._describe()

    def show_range(self, text: str) -> None:
        """What is selected, in place of the label; "" for nothing."""
        if text != self._range:
            self._range = text
            self._describe()

    def label(self) -> str:
        """What stands at the left."""
        return self._range or self._label

    def _describe(self) -> None:
        said = [self.label()]
        for column in self._cells.columns:
            known = self.sums.get(column.key, Sum())
            if known.text:
                said.append(f"{column.title} {known.text}")
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = current_theme().colours
        painter.fillRect(self.rect(), colours.surface)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(0, 0, self.width(), 0)
        font = make_font(TextStyle.SECTION)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colours.text)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        first = self.width()
        painter.setClipRect(FROZEN_WIDTH, 1, max(0, self.width() - FROZEN_WIDTH), self.height())
        for column in self._cells.columns_between(self.width()):
            shown = self._cells.columns[column - FIRST]
            known = self.sums.get(shown.key, Sum())
            text = known.text or (tr("several") if known.tip else "")
            if not text:
                continue
            left, width = self._cells.span(column)
            painter.setPen(colours.text if known.text else colours.muted_ink)
            # A sum is wider than its figures: it may begin in the column before, which has none.
            wide = max(width - 2 * _PAD, metrics.horizontalAdvance(text) + 2)
            painter.drawText(QRect(left + width - _PAD - wide, 1, wide, self.height() - 1), right, text)
            first = min(first, left + width - _PAD - metrics.horizontalAdvance(text))
        painter.setClipping(False)
        start = NUMBER_WIDTH + _PAD - 1
        room = max(FROZEN_WIDTH, first) - start - 12
        painter.setPen(colours.accent_ink if self._range else colours.text)
        text = metrics.elidedText(self.label(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(start, 1, room + 2, self.height() - 1), Qt.AlignmentFlag.AlignVCenter, text)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._cells.column_at(event.pos().x())
            tip = self.label()
            if column is not None and column >= FIRST:
                known = self.sums.get(self._cells.columns[column - FIRST].key, Sum())
                tip = known.tip or known.text
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
