"""The pages of one document, with a box around everything that was read from them.

Stands alone: it is given sizes, pictures and boxes, and says by signals what it needs and what a
person did. Positions in its signals are PDF points on the upright page, origin at the top left.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ingestio_core.contracts.extractions import PageSize
from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.page_boxes import PageBox, PageBoxes, faded, place
from ingestio_desktop.windows.review.page_images import PageImages
from ingestio_desktop.windows.review.page_layout import MARGIN, PageLayout, turned
from ingestio_desktop.windows.review.page_sheet import paint_sheet

_ZOOM_STEP: Final = 1.2
_MIN_ZOOM: Final = 0.1
_MAX_ZOOM: Final = 8.0
_MAX_FIT: Final = 1.5
_PIXELS_PER_POINT: Final = 96 / 72
"""At 100 % a page has the size that it has on paper."""
_DRAG_FROM: Final = 6
"""Pixels; a shorter way is a click."""
_SHARPEN_MS: Final = 80
"""While a person zooms, pages are stretched; then they are asked for once, in the new size."""


class PageView(QAbstractScrollArea):
    """Pages one below the other: zoom, pan, rotate, boxes that follow the focus."""

    accessible_role = QAccessible.Role.Document

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
        self.setAccessibleName(tr("Pages of the document"))
        self.setAccessibleDescription(tr("Page Up and Page Down scroll, Ctrl with plus and minus zooms"))
        # By F6 only: a click into the page fills the field that has the focus, which stays there.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._layout = PageLayout()
        self._images = PageImages()
        self._boxes = PageBoxes()
        self._zoom = 1.0
        self._fit = True
        self._rotation = 0
        self._page = 0
        self._empty_text = ""
        self._press: QPoint | None = None
        self._pan: tuple[QPoint, int, int] | None = None
        self._drawn: QRect | None = None
        self._ringed = False
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(_SHARPEN_MS)
        self._sharpen.timeout.connect(self._ask_sharper)
        current_theme().changed.connect(self.viewport().update)

    # -- what is shown

    def set_document(self, sizes: Sequence[PageSize], empty_text: str = "") -> None:
        """Show another document. `empty_text` stands in place of the pages where there are none."""
        self._layout = PageLayout(sizes)
        self._empty_text = empty_text
        self._images.clear()
        self._boxes.clear()
        self._press = self._drawn = self._pan = None
        self._rotation = 0
        self._page = 0
        self._relayout()
        self.verticalScrollBar().setValue(0)
        self._note_current_page()

    def set_page_image(self, page: int, image: QImage, pixels_per_point: float) -> None:
        """The picture of a page that was asked for, with the resolution that it has."""
        if not 1 <= page <= len(self._layout.sizes):
            return
        if self._images.put(page, image, pixels_per_point, self._wanted, self._pages_in_sight):
            self.viewport().update()

    def forget_images(self) -> None:
        """Drop the pictures; pages in sight are asked for again, unless they are broken."""
        self._images.forget()
        self.viewport().update()

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight has its picture, or the reason why it has none."""
        return all(self._images.has_end(page) for page in self._pages_in_sight())

    def expect_page_image(self, page: int, pixels_per_point: float) -> None:
        """Somebody asked for this picture already: don't ask again."""
        self._images.expect(page, pixels_per_point)

    def set_page_broken(self, page: int, reason: str) -> None:
        """A page that can't be drawn: its place stays, with the reason on it."""
        self._images.set_broken(page, reason)
        self.viewport().update()

    def shows(self, page: int, image: QImage) -> bool:
        """Whether this is the picture of a page now."""
        return self._images.image(page) is image

    def set_boxes(self, boxes: Iterable[PageBox]) -> None:
        """Replace all boxes."""
        if self._boxes.replace(boxes, len(self._layout.sizes)):
            self.viewport().update()

    def set_boxes_shown(self, shown: bool) -> None:
        """Whether boxes of fields that are not in focus are drawn."""
        self._boxes.shown = shown
        self.viewport().update()

    @property
    def boxes_shown(self) -> bool:
        return self._boxes.shown

    def focus_box(self, pointer: str) -> None:
        """Outline the value at `pointer` and scroll it into view; nothing for an unknown one."""
        moved = pointer != self._boxes.focused
        self._boxes.focused = pointer
        box = self._boxes.find(pointer)
        if box is not None:
            self._ensure_visible(place(self._layout, box))
        if moved:
            self.viewport().update()

    def hover_box(self, pointer: str) -> None:
        """Light up the value at `pointer`, as when the mouse is over its field."""
        if pointer != self._boxes.hovered:
            self._boxes.hovered = pointer
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
        if 1 <= page <= len(self._layout.sizes):
            self.verticalScrollBar().setValue(round(self._layout.rect(page).top() - MARGIN))

    # -- geometry: canvas coordinates are logical pixels, before scrolling

    @property
    def _scale(self) -> float:
        return self._zoom * _PIXELS_PER_POINT

    @property
    def _wanted(self) -> float:
        """Device pixels per point at which pages are sharp."""
        return self._scale * self.devicePixelRatioF()

    def _pages_in_sight(self) -> Iterator[int]:
        top = self._scroll().y()
        return self._layout.pages_between(top, top + self.viewport().height())

    def _scroll(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _relayout(self) -> None:
        sizes, view = self._layout.sizes, self.viewport().size()
        if self._fit and sizes:
            widest = max(turned(size, self._rotation)[0] for size in sizes)
            fitting = max(1, view.width() - 2 * MARGIN) / (widest * _PIXELS_PER_POINT)
            # A narrow receipt is not blown up until nothing of it is in sight.
            self._set_zoom_value(min(fitting, _MAX_FIT))
        self._layout = PageLayout(sizes, self._scale, self._rotation, view.width())
        for bar, whole, part in (
            (self.horizontalScrollBar(), self._layout.width, view.width()),
            (self.verticalScrollBar(), self._layout.height, view.height()),
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
            if self._sharpen.isActive():
                self._sharpen.start()
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
            if start - MARGIN < bar.value() or end + MARGIN > bar.value() + room:
                bar.setValue(round((start + end - room) / 2))

    def _note_current_page(self) -> None:
        page = self._layout.page_at(self._scroll().y() + self.viewport().height() / 2)
        if page != self._page:
            self._page = page
            self.current_page_changed.emit(page)

    def _box_at(self, position: QPoint) -> PageBox | None:
        return self._boxes.at(self._layout, self._scroll() + QPointF(position))

    def _to_page(self, position: QPoint) -> tuple[int, QPointF] | None:
        if not self._layout.sizes:
            return None
        spot = self._scroll() + QPointF(position)
        page = self._layout.page_at(spot.y())
        inverse, possible = self._layout.to_canvas(page).inverted()
        return (page, inverse.map(spot)) if possible else None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), colours.canvas)
        if not self._layout.sizes:
            painter.setPen(colours.muted_ink)
            painter.setFont(current_theme().font(TextStyle.BODY))
            room = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            return
        offset = self._scroll()
        painter.translate(-offset)
        focused: PageBox | None = None
        for page in self._pages_in_sight():
            self._paint_page(painter, page)
            if self._images.is_blank(page):
                continue
            for box in self._boxes.drawable(page):
                if box.pointer == self._boxes.focused:
                    focused = box
                else:
                    self._boxes.paint(painter, self._layout, box, offset)
        if focused is not None:
            # Last, so that no neighbour lies over its ring and its name.
            self._boxes.paint(painter, self._layout, focused, offset)
        if self._drawn is not None:
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(faded(colours.accent, 40))
            painter.drawRect(QRectF(self._drawn).translated(offset))
        if self.hasFocus() and self._ringed:
            painter.resetTransform()
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        image = self._images.image(page)
        if self._images.is_coarse(page, self._wanted):
            if image is None:
                self._ask(page)
            elif not self._sharpen.isActive():
                self._sharpen.start()
        text = self._images.reason(page) or tr("Page {page} is being drawn…", page=page)
        paint_sheet(painter, self._layout, page, image, text, self.devicePixelRatioF())

    def _ask(self, page: int) -> None:
        if self._images.ask(page, self._wanted):
            self.page_needed.emit(page, self._wanted)

    def _ask_sharper(self) -> None:
        for page in self._pages_in_sight():
            if self._images.is_coarse(page, self._wanted):
                self._ask(page)

    # -- what a person does

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The same place of the page stays at the top when the width changes its zoom.
        before, top = self._scale, self._scroll().y()
        self._relayout()
        self.verticalScrollBar().setValue(round(top * self._scale / before))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ringed = event.reason() == Qt.FocusReason.TabFocusReason
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

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
            if pointer != self._boxes.hovered:
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
