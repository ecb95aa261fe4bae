"""One side's value as a large radio card, and the spot on the page as the judge."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ingestio_core.contracts.extractions import Box
from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.buttons import paint_box
from ingestio_desktop.windows.widgets.text import elide

CARD_HEIGHT: Final = 56
_AROUND: Final = (60.0, 12.0)
"""Points around a value that are shown with it, at the sides and above and below."""
_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_MOST: Final = 1.6
"""A spot of the page is shown up to this size."""


class SideCard(QAbstractButton):
    """One side's value as a large radio card."""

    focus_moved = Signal()

    def __init__(self, text: str, origin: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self._origin = origin
        self.setCheckable(True)
        self.setFixedHeight(CARD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}: {text}")
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        return QSize(220, CARD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = colours.accent_soft if on else colours.hover if self.underMouse() else colours.surface
        paint_box(painter, QRectF(self.rect()), ground, colours.accent if on else colours.line, 6)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        ring = QRectF(14, self.height() / 2 - 8, 16, 16)
        painter.setPen(QPen(colours.accent if on else colours.muted, 5 if on else 1.5))
        painter.setBrush(colours.surface)
        inset = 2.5 if on else 0.75
        painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        text = QRectF(42, 9, self.width() - 54, 20)
        below = QRectF(42, 29, self.width() - 54, 18)
        painter.setPen(colours.text)
        painter.setFont(make_font(TextStyle.SECTION if on else TextStyle.BODY))
        shown = elide(self.text(), painter.fontMetrics(), int(text.width()), Qt.TextElideMode.ElideRight)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(colours.muted_ink)
        painter.setFont(make_font(TextStyle.SMALL))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._origin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            # The page goes from row to row and from side to side.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class PageSpot(QWidget):
    """The part of a page around a value, with its box; a dashed frame where it is on none."""

    def __init__(self, label: str, box: Box | None) -> None:
        super().__init__()
        self._box = box
        self._image: QImage | None = None
        self._resolution = 1.0
        self.setFixedHeight(CARD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = tr("Not on any page") if box is None else tr("{label} on the page", label=label)
        self.setAccessibleName(said)

    @property
    def is_drawn(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self._box is None or self._image is not None

    def show_page(self, image: QImage, resolution: float) -> None:
        """The picture of the page that the value is on, with so many pixels a point."""
        self._image, self._resolution = image, resolution
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._box is None:
            painter.setPen(QPen(colours.line, 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame, 6, 6)
            paint_icon(painter, "zoom-in", colours.muted, QRectF(16, 0, 16, self.height()), 16)
            painter.setPen(colours.muted_ink)
            painter.setFont(make_font(TextStyle.BODY))
            painter.drawText(
                frame.adjusted(40, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, tr("Not on any page")
            )
            return
        left, top, right, bottom = self._box
        if self._image is not None:
            wide, high = right - left + 2 * _AROUND[0], bottom - top + 2 * _AROUND[1]
            scale = min(_MOST, self.width() / wide, self.height() / high)
            # The value is in the middle, and what is beside it fills the rest.
            shown = QRectF(0, 0, self.width() / scale, self.height() / scale)
            shown.moveCenter(QRectF(left, top, right - left, bottom - top).center())
            shown.moveLeft(max(0.0, min(shown.x(), self._image.width() / self._resolution - shown.width())))
            at = self._resolution
            source = QRectF(shown.x() * at, shown.y() * at, shown.width() * at, shown.height() * at)
            outline = QPainterPath()
            outline.addRoundedRect(frame, 6, 6)
            painter.setClipPath(outline)
            painter.drawImage(QRectF(self.rect()), self._image, source)
            ring = QRectF(left - shown.x(), top - shown.y(), right - left, bottom - top)
            ring = QRectF(ring.x() * scale, ring.y() * scale, ring.width() * scale, ring.height() * scale)
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring.adjusted(-4, -3, 4, 3), 4, 4)
            painter.setClipping(False)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)
