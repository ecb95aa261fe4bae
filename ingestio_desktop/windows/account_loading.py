"""Grey blocks in the sizes of the account page, until its facts are there."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme

_DELAY_MS: Final = 150
_WHO: Final = 72
_CARDS: Final = 422
_GAP: Final = 14


class AccountLoading(QWidget):
    """Shown after a moment only; then it stays until `stop`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.show_now)
        self.setFixedHeight(_WHO + _GAP + _CARDS)
        self.setAccessibleName(tr("Loading"))

    def start(self) -> None:
        """Show the blocks unless `stop` comes first."""
        self._timer.start()

    def stop(self) -> None:
        """Take them away."""
        self._timer.stop()
        self.hide()

    def show_now(self) -> None:
        """Show the blocks without waiting."""
        self._shown = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(self.width())
        self._card(
            painter, QRectF(0, 0, width, _WHO), ((16, 16, 40, 40), (68, 18, 140, 12), (68, 42, 200, 10))
        )
        top = _WHO + _GAP
        left = round((width - _GAP) * 2 / 3)
        bars = tuple((68.0 + place * (left - 100) / 12, 200.0, 24.0, 180.0) for place in range(12))
        pages = ((20, 20, 110, 12), (20, 50, 150, 22), (20, 82, left - 40, 8), (20, 118, 110, 12), *bars)
        self._card(painter, QRectF(0, top, left, _CARDS), pages)
        right = width - left - _GAP
        lines = tuple((20.0, 92.0 + 28 * place, right - 40, 12.0) for place in range(5))
        plan = ((20, 20, 90, 14), (20, 46, 130, 10), *lines, (20, 330, right - 40, 32))
        self._card(painter, QRectF(left + _GAP, top, right, _CARDS), plan)

    def _card(
        self, painter: QPainter, rect: QRectF, blocks: tuple[tuple[float, float, float, float], ...]
    ) -> None:
        colours = current_theme().colours
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hover)
        for x, y, wide, high in blocks:
            painter.drawRoundedRect(QRectF(rect.x() + x, rect.y() + y, wide, high), 4, 4)
