"""Something goes on and nobody knows how long: a turning circle, or a still one where motion is unwanted."""

from typing import Final

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme

_STEP_MS: Final = 125
_STEP_DEGREES: Final = 45


class Spinner(QWidget):
    """Turns while it is visible. Decoration beside a word, so it has no name."""

    def __init__(self, size: int = 16, colour: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self._turned = 0
        self.setFixedSize(size, size)
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._turn)
        current_theme().motion_changed.connect(self._move)

    @property
    def turning(self) -> bool:
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._move()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = self.width() / 2
        painter.translate(half, half)
        painter.rotate(self._turned)
        size = self.width()
        colour = current_theme().colours.named(self._colour)
        paint_icon(painter, "loader-circle", colour, QRectF(-half, -half, size, size), size)

    def _move(self) -> None:
        if current_theme().still:
            self._timer.stop()
            self._turned = 0
            self.update()
        elif self.isVisible():
            self._timer.start()

    def _turn(self) -> None:
        self._turned = (self._turned + _STEP_DEGREES) % 360
        self.update()
