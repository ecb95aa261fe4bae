"""Grey rows while a list loads: shown after 150 ms only, never with a spinner."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme

_DELAY_MS: Final = 150
_WIDTHS: Final = (0.42, 0.31, 0.5, 0.38, 0.27, 0.46, 0.35, 0.4)


class SkeletonRows(QWidget):
    """Rows of grey blocks in the size of what will stand there."""

    def __init__(self, rows: int = 8, row_height: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._row_height = row_height
        self._shown = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.show_now)
        self.setMinimumHeight(rows * row_height)
        self.setAccessibleName(tr("Loading"))

    def start(self) -> None:
        """Show the rows unless `stop` comes first."""
        self._timer.start()

    def stop(self) -> None:
        """Take the rows away."""
        self._timer.stop()
        self._shown = False
        self.update()

    def show_now(self) -> None:
        """Show the rows without waiting."""
        self._shown = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        for row in range(self._rows):
            y = row * self._row_height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            width = (self.width() - 32) * _WIDTHS[row % len(_WIDTHS)] * 0.6
            painter.drawRoundedRect(QRectF(16, y + self._row_height / 2 - 6, width, 12), 4, 4)
            for start in (0.5, 0.68, 0.84):
                rect = QRectF(self.width() * start, y + self._row_height / 2 - 6, self.width() * 0.1, 12)
                painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(colours.line)
            painter.drawLine(16, y + self._row_height, self.width() - 16, y + self._row_height)
