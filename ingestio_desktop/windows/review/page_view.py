"""The pages of one document, with a box around everything that was read from them.

Stands alone: it is given sizes, pictures and boxes, and says by signals what it needs and what a
person did. Positions in its signals are PDF points on the upright page, origin at the top left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import Box, PageSize
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import Scheme, TextStyle

_MARGIN: Final = 24
_GAP: Final = 16
_PADDING: Final = 3.0
"""Points by which a box stands off from its words."""
_ZOOM_STEP: Final = 1.2
_MIN_ZOOM: Final = 0.1
_MAX_ZOOM: Final = 8.0
_PIXELS_PER_POINT: Final = 96 / 72
"""At 100 % a page has the size that it has on paper."""
_DRAG_FROM: Final = 6
"""Pixels; a shorter way is a click."""


@dataclass(frozen=True, slots=True)
class PageBox:
    """The place of one value. `page` counts from 1, `box` is in points; `pointer` is the JSON
    Pointer of the value and `label` the words shown above the box when it is in focus."""

    pointer: str
    page: int
    box: Box
    state: FieldState
    label: str


class PageView(QAbstractScrollArea):
    """Pages one below the other: zoom, pan, rotate, boxes that follow the focus."""

    page_needed = Signal(int, float)
    """Page number, from 1, and the wanted device pixels per point."""
    box_clicked = Signal(str)
    box_hovered = Signal(str)
    """The pointer under the mouse, or an empty string."""
    point_clicked = Signal(int, float, float)
    area_drawn = Signal(int, float, float, float, float)
    current_page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Pages of the document")
        self.setAccessibleDescription("Page Up and Page Down scroll, Ctrl with plus and minus zooms")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._sizes: tuple[PageSize, ...] = ()
        self._images: dict[int, tuple[QImage, float]] = {}
        self._asked: dict[int, float] = {}
        self._broken: dict[int, str] = {}
        self._boxes: tuple[PageBox, ...] = ()
        self._boxes_shown = True
        self._focused = ""
        self._hovered = ""
        self._zoom = 1.0
        self._fit = True
        self._rotation = 0
        self._page = 0
        self._empty_text = ""
        self._press: QPoint | None = None
        self._pan: tuple[QPoint, int, int] | None = None
        self._drawn: QRect | None = None
        current_theme().changed.connect(self.viewport().update)

    # -- what is shown

    def set_document(self, sizes: Sequence[PageSize], empty_text: str = "") -> None:
        """Show another document. `empty_text` stands in place of the pages where there are none."""
        self._sizes = tuple(sizes)
        self._empty_text = empty_text
        self._images.clear()
        self._asked.clear()
        self._broken.clear()
        self._boxes = ()
        self._focused = self._hovered = ""
        self._rotation = 0
        self._page = 0
        self._relayout()
        self.verticalScrollBar().setValue(0)
        self._note_current_page()

    def set_page_image(self, page: int, image: QImage, pixels_per_point: float) -> None:
        """The picture of a page that was asked for, with the resolution that it has."""
        if 1 <= page <= len(self._sizes):
            self._images[page] = (image, pixels_per_point)
            self._broken.pop(page, None)
            self.viewport().update()

    def expect_page_image(self, page: int, pixels_per_point: float) -> None:
        """Somebody asked for this picture already: don't ask again."""
        self._asked[page] = pixels_per_point

    def set_page_broken(self, page: int, reason: str) -> None:
        """A page that can't be drawn: its place stays, with the reason on it."""
        self._broken[page] = reason
        self.viewport().update()

    def set_boxes(self, boxes: Iterable[PageBox]) -> None:
        """Replace all boxes."""
        self._boxes = tuple(boxes)
        self.viewport().update()

    def set_boxes_shown(self, shown: bool) -> None:
        """Whether boxes of fields that are not in focus are drawn."""
        self._boxes_shown = shown
        self.viewport().update()

    @property
    def boxes_shown(self) -> bool:
        return self._boxes_shown

    def focus_box(self, pointer: str) -> None:
        """Outline the value at `pointer` and scroll it into view; nothing for an unknown one."""
        self._focused = pointer
        box = next((box for box in self._boxes if box.pointer == pointer), None)
        if box is not None:
            self._ensure_visible(self._on_canvas(box))
        self.viewport().update()

    def hover_box(self, pointer: str) -> None:
        """Light up the value at `pointer`, as when the mouse is over its field."""
        if pointer != self._hovered:
            self._hovered = pointer
            self.viewport().update()

    # -- how it is shown

    @property
    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self._zoom

    @property
    def rotation(self) -> int:
        """Degrees clockwise: 0, 90, 180 or 270."""
        return self._rotation

    @property
    def current_page(self) -> int:
        """The page in the middle of the view, from 1; 0 where there is none."""
        return self._page

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view; it no longer follows the window's width."""
        self._fit = False
        self._zoom_about(QPointF(self.viewport().rect().center()), zoom)

    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / _ZOOM_STEP)

    def fit(self) -> None:
        """Fill the width, and go on doing so when the window changes."""
        self._fit = True
        self._relayout()

    def rotate(self) -> None:
        """A quarter turn clockwise, of the view only."""
        page = self._page
        self._rotation = (self._rotation + 90) % 360
        self._relayout()
        self.show_page(page)

    def show_page(self, page: int) -> None:
        """Scroll to the top of a page."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(round(self._page_rect(page).top() - _MARGIN))

    # -- geometry: canvas coordinates are logical pixels, before scrolling

    @property
    def _scale(self) -> float:
        return self._zoom * _PIXELS_PER_POINT

    def _turned(self, size: PageSize) -> tuple[float, float]:
        return (size.height, size.width) if self._rotation % 180 else (size.width, size.height)

    def _page_rect(self, page: int) -> QRectF:
        top = float(_MARGIN)
        for size in self._sizes[: page - 1]:
            top += self._turned(size)[1] * self._scale + _GAP
        width, height = self._turned(self._sizes[page - 1])
        canvas = max(self._canvas_width(), self.viewport().width())
        return QRectF((canvas - width * self._scale) / 2, top, width * self._scale, height * self._scale)

    def _canvas_width(self) -> float:
        return max((self._turned(size)[0] for size in self._sizes), default=0) * self._scale + 2 * _MARGIN

    def _canvas_height(self) -> float:
        heights = sum(self._turned(size)[1] * self._scale for size in self._sizes)
        return heights + _GAP * max(0, len(self._sizes) - 1) + 2 * _MARGIN

    def _to_canvas(self, page: int) -> QTransform:
        """From points on the upright page to canvas coordinates."""
        size, rect = self._sizes[page - 1], self._page_rect(page)
        turn = QTransform()
        turn.translate(rect.center().x(), rect.center().y())
        turn.rotate(self._rotation)
        turn.scale(self._scale, self._scale)
        turn.translate(-size.width / 2, -size.height / 2)
        return turn

    def _on_canvas(self, box: PageBox) -> QRectF:
        x0, y0, x1, y1 = box.box
        area = QRectF(QPointF(x0, y0), QPointF(x1, y1)).adjusted(-_PADDING, -_PADDING, _PADDING, _PADDING)
        return self._to_canvas(box.page).mapRect(area)

    def _scroll(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _relayout(self) -> None:
        if self._fit and self._sizes:
            widest = max(self._turned(size)[0] for size in self._sizes)
            room = max(1, self.viewport().width() - 2 * _MARGIN)
            self._set_zoom_value(room / (widest * _PIXELS_PER_POINT))
        view = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), self._canvas_width(), view.width()),
            (self.verticalScrollBar(), self._canvas_height(), view.height()),
        ):
            bar.setRange(0, max(0, round(whole - part)))
            bar.setPageStep(part)
            bar.setSingleStep(40)
        self._note_current_page()
        self.viewport().update()

    def _set_zoom_value(self, zoom: float) -> None:
        zoom = min(_MAX_ZOOM, max(_MIN_ZOOM, zoom))
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoom_changed.emit(zoom)

    def _zoom_about(self, anchor: QPointF, zoom: float) -> None:
        before = self._scale
        spot = self._scroll() + anchor
        self._set_zoom_value(zoom)
        self._relayout()
        moved = spot * (self._scale / before) - anchor
        self.horizontalScrollBar().setValue(round(moved.x()))
        self.verticalScrollBar().setValue(round(moved.y()))

    def _ensure_visible(self, area: QRectF) -> None:
        for bar, start, end, room in (
            (self.horizontalScrollBar(), area.left(), area.right(), self.viewport().width()),
            (self.verticalScrollBar(), area.top(), area.bottom(), self.viewport().height()),
        ):
            if start - _MARGIN < bar.value() or end + _MARGIN > bar.value() + room:
                bar.setValue(round((start + end - room) / 2))

    def _page_at(self, canvas_y: float) -> int:
        for page in range(1, len(self._sizes) + 1):
            if canvas_y <= self._page_rect(page).bottom() + _GAP / 2:
                return page
        return len(self._sizes)

    def _note_current_page(self) -> None:
        page = self._page_at(self._scroll().y() + self.viewport().height() / 2) if self._sizes else 0
        if page != self._page:
            self._page = page
            self.current_page_changed.emit(page)

    def _box_at(self, position: QPoint) -> PageBox | None:
        spot = self._scroll() + QPointF(position)
        hits = [box for box in self._drawable_boxes() if self._on_canvas(box).contains(spot)]
        return min(hits, key=lambda box: _area(self._on_canvas(box)), default=None)

    def _drawable_boxes(self) -> Iterable[PageBox]:
        return (
            box
            for box in self._boxes
            if box.page <= len(self._sizes) and (self._boxes_shown or box.pointer == self._focused)
        )

    def _to_page(self, position: QPoint) -> tuple[int, QPointF] | None:
        if not self._sizes:
            return None
        spot = self._scroll() + QPointF(position)
        page = self._page_at(spot.y())
        inverse, possible = self._to_canvas(page).inverted()
        return (page, inverse.map(spot)) if possible else None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), colours.canvas)
        if not self._sizes:
            painter.setPen(colours.muted_ink)
            painter.setFont(current_theme().font(TextStyle.BODY))
            room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            return
        offset = self._scroll()
        painter.translate(-offset)
        seen = QRectF(offset, self.viewport().size())
        for page in range(1, len(self._sizes) + 1):
            if self._page_rect(page).intersects(seen):
                self._paint_page(painter, page)
        for box in self._drawable_boxes():
            if self._page_rect(box.page).intersects(seen):
                self._paint_box(painter, box)
        if self._drawn is not None:
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(_faded(colours.accent, 40))
            painter.drawRect(QRectF(self._drawn).translated(offset))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        theme = current_theme()
        colours = theme.colours
        rect = self._page_rect(page)
        wanted = self._scale * self.devicePixelRatioF()
        image, resolution = self._images.get(page, (None, 0.0))
        if resolution < wanted * 0.99 and self._asked.get(page, 0.0) < wanted and page not in self._broken:
            self._asked[page] = wanted
            self.page_needed.emit(page, wanted)
        painter.fillRect(rect.translated(0, 2).adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 28))
        painter.fillRect(rect, Qt.GlobalColor.white)
        if image is not None:
            size = self._sizes[page - 1]
            painter.save()
            painter.setTransform(self._to_canvas(page) * painter.transform())
            painter.drawImage(QRectF(0, 0, size.width, size.height), image)
            painter.restore()
        else:
            text = self._broken.get(page) or f"Page {page} is being drawn…"
            painter.setPen(QColor("#586174"))
            painter.setFont(theme.font(TextStyle.BODY))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), flags, text)
        if theme.scheme is Scheme.DARK:
            # The page stays light, only a little dimmer, so that scans look as they are.
            painter.fillRect(rect, QColor(20, 24, 20, 14))
        painter.setPen(QPen(colours.line_strong, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _paint_box(self, painter: QPainter, box: PageBox) -> None:
        # Boxes lie on a page that is light in both themes, so they take the light palette's colours.
        colour = _STATE_COLOURS.get(box.state, _ACCENT)
        focused = box.pointer == self._focused
        hovered = box.pointer == self._hovered
        rect = self._on_canvas(box)
        painter.setBrush(_faded(colour, 60 if hovered else 30))
        painter.setPen(QPen(_ACCENT if focused else colour, 2 if focused else 1.5 if hovered else 1))
        painter.drawRoundedRect(rect, 3, 3)
        if focused and box.label:
            font = current_theme().font(TextStyle.SMALL_STRONG)
            painter.setFont(font)
            text = painter.fontMetrics().boundingRect(box.label)
            tag = QRectF(0, 0, text.width() + 12, 20)
            tag.moveBottomLeft(QPointF(max(rect.left(), self._scroll().x()), rect.top() - 3))
            if tag.top() < self._scroll().y():
                tag.moveTop(rect.bottom() + 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_ACCENT)
            painter.drawRoundedRect(tag, 4, 4)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, box.label)

    # -- what a person does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._note_current_page()
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._fit = False
            self._zoom_about(event.position(), self._zoom * _ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            match event.key():
                case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                    self.zoom_in()
                    return
                case Qt.Key.Key_Minus:
                    self.zoom_out()
                    return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = (position, self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press = position

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._pan is not None:
            start, horizontal, vertical = self._pan
            self.horizontalScrollBar().setValue(horizontal - position.x() + start.x())
            self.verticalScrollBar().setValue(vertical - position.y() + start.y())
        elif self._press is not None:
            if (position - self._press).manhattanLength() >= _DRAG_FROM:
                self._drawn = QRect(self._press, position).normalized()
                self.viewport().update()
        else:
            box = self._box_at(position)
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if box else Qt.CursorShape.ArrowCursor
            )
            pointer = box.pointer if box else ""
            if pointer != self._hovered:
                self.hover_box(pointer)
                self.box_hovered.emit(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None and event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            return
        press, drawn = self._press, self._drawn
        self._press = self._drawn = None
        if event.button() != Qt.MouseButton.LeftButton or press is None:
            return
        if drawn is not None:
            self._finish_drawing(drawn)
        elif (box := self._box_at(press)) is not None:
            self.box_clicked.emit(box.pointer)
        elif (spot := self._to_page(press)) is not None:
            self.point_clicked.emit(spot[0], spot[1].x(), spot[1].y())
        self.viewport().update()

    def _finish_drawing(self, drawn: QRect) -> None:
        start, end = self._to_page(drawn.topLeft()), self._to_page(drawn.bottomRight())
        if start is None or end is None or start[0] != end[0]:
            return
        area = QRectF(start[1], end[1]).normalized()
        self.area_drawn.emit(start[0], area.left(), area.top(), area.right(), area.bottom())


_ACCENT: Final = QColor("#2F6FED")
_STATE_COLOURS: Final = {
    FieldState.NEEDS_LOOK: QColor("#B25E09"),
    FieldState.RULE_FAILED: QColor("#C2331F"),
}


def _faded(colour: QColor, alpha: int) -> QColor:
    faded = QColor(colour)
    faded.setAlpha(alpha)
    return faded


def _area(rect: QRectF) -> float:
    return rect.width() * rect.height()
