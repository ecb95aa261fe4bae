"""The step bar of the wizard: where one is, what is done, what is to come."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ingestio_desktop.language import number, tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import Colours, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.buttons import paint_ring

_DISC: Final = 24
_GAP: Final = 8
_LINE: Final = 40


class StepBar(QWidget):
    """Steps by number. A click on one before the current asks for it (`asked`, counted from 0)."""

    accessible_role = QAccessible.Role.Button

    asked = Signal(int)

    def __init__(self, steps: Sequence[str], current: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._current = current
        self._font = make_font(TextStyle.BUTTON)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Steps"))
        self.set_current(current)

    def set_current(self, current: int) -> None:
        """Move to a step; the ones before it are done."""
        self._current = current
        self.setAccessibleDescription(
            tr(
                "Step {step} of {steps}: {title}",
                step=number(current + 1),
                steps=number(len(self._steps)),
                title=self._steps[current],
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._rects()[-1].right()) + 1, self.height())

    def _rects(self) -> list[QRectF]:
        metrics = QFontMetrics(self._font)
        rects, x = [], 0.0
        for step in self._steps:
            width = _DISC + _GAP + metrics.horizontalAdvance(step)
            rects.append(QRectF(x, 0, width, self.height()))
            x += width + 2 * _GAP + _LINE
        return rects

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        colours = current_theme().colours
        rects = self._rects()
        for index, rect in enumerate(rects):
            self._paint_step(painter, colours, index, rect)
            if index + 1 < len(rects):
                colour = colours.accent if index < self._current else colours.line
                line = QRectF(rect.right() + _GAP, self.height() / 2 - 1, _LINE, 2)
                painter.fillRect(line, colour)
        if self.hasFocus():
            paint_ring(painter, rects[max(0, self._current - 1)], colours.accent, 6)

    def _paint_step(self, painter: QPainter, colours: Colours, index: int, rect: QRectF) -> None:
        disc = QRectF(rect.x(), (self.height() - _DISC) / 2, _DISC, _DISC)
        front = colours.text if index <= self._current else colours.muted
        if index < self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent_soft)
            painter.drawEllipse(disc)
            paint_icon(painter, "check", colours.accent_ink, disc, 14)
        else:
            now = index == self._current
            painter.setPen(Qt.PenStyle.NoPen if now else QPen(colours.line_strong, 2))
            painter.setBrush(colours.accent if now else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc if now else disc.adjusted(1, 1, -1, -1))
            painter.setPen(colours.on_accent if now else colours.muted)
            painter.setFont(make_font(TextStyle.SMALL_STRONG))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        painter.setPen(front)
        painter.setFont(self._font)
        text = rect.adjusted(_DISC + _GAP, 0, 2, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._steps[index])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask_at(event.position())

    def _ask_at(self, point: QPointF) -> None:
        for index, rect in enumerate(self._rects()):
            if rect.contains(point) and index < self._current:
                self.asked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Left) and self._current:
            self.asked.emit(self._current - 1)
        else:
            super().keyPressEvent(event)
