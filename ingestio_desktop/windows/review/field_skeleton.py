"""Grey places of fields while it is not known yet which there will be."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme

_ROWS: Final = ((1, 1, 1), (3,), (2, 1), (1, 1, 1))
"""How many of three columns each place takes."""
_STEP: Final = 62
_LABEL: Final = 12
_BOX: Final = 32
_GAP: Final = 12


class FieldSkeleton(QWidget):
    """Labels and boxes in the size of what will stand there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_STEP * len(_ROWS))
        self.setAccessibleName(tr("Fields that are still being read"))
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().colours.hover)
        column = (self.width() - 2 * _GAP) / 3
        for row, spans in enumerate(_ROWS):
            x = 0.0
            for span in spans:
                width = span * column + (span - 1) * _GAP
                painter.drawRoundedRect(QRectF(x, row * _STEP + 3, min(96, width / 2), _LABEL - 2), 4, 4)
                painter.drawRoundedRect(QRectF(x, row * _STEP + _LABEL + 8, width, _BOX), 6, 6)
                x += width + _GAP
