"""Pages on a canvas: where they lie, how large, what is painted of them and of the boxes on them.

Stands alone: it is given sizes, pictures and boxes, and says by signals what it needs. Positions are PDF
points on the upright page, origin at the top left.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ingestio_core.contracts.extractions import Box, PageSize
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.page_boxes import PageBox, PageBoxes, place
from ingestio_desktop.windows.review.page_details import PageDetails
from ingestio_desktop.windows.review.page_fit import PIXELS_PER_POINT, Fit, field_zoom, fitting_zoom
from ingestio_desktop.windows.review.page_images import PageImages, Refusal
from ingestio_desktop.windows.review.page_layout import MARGIN, PageLayout
from ingestio_desktop.windows.review.page_sheet import paint_sheet

_ZOOM_STEP: Final = 1.2
_MIN_ZOOM: Final = 0.1
_MAX_ZOOM: Final = 8.0
_SHARPEN_MS: Final = 80
"""While a person zooms, pages are stretched; then they are asked for once, in the new size."""


class PageCanvas(QAbstractScrollArea):
    """Pages one below the other: zoom, rotate, boxes that follow the focus."""

    accessible_role = QAccessible.Role.Document

    page_needed = Signal(int, float)
    """Page number, from 1, and the wanted device pixels per point."""
    detail_needed = Signal(int, object, float)
    """Page number, the area of it that is in sight in points, and the device pixels per point."""
    current_page_changed = Signal(int)
    zoom_changed = Signal(float)
    resized = Signal()
    fit_changed = Signal(str)
    """What the zoom follows now, a `Fit`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._layout = PageLayout()
        self._images = PageImages()
        self._details = PageDetails()
        self._boxes = PageBoxes()
        self._previews: Callable[[int], QPixmap | None] = lambda _page: None
        self._zoom = 1.0
        self._fit = Fit.WIDTH
        self._rotation = 0
        self._page = 0
        self._empty_text = ""
        self._covered = (0, 0)
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
        self._details.clear()
        self._boxes.clear()
        self._rotation = 0
        self._page = 0
        self._relayout()
        self.verticalScrollBar().setValue(0)
        self._note_current_page()

    def set_previews(self, preview: Callable[[int], QPixmap | None]) -> None:
        """Who has small pictures of pages, that stand there until the large ones come."""
        self._previews = preview

    def set_page_image(self, page: int, image: QImage, pixels_per_point: float) -> None:
        """The picture of a page that was asked for, with the resolution that it has."""
        if 1 <= page <= len(self._layout.sizes):
            self._images.put(page, image, pixels_per_point, self._wanted, self._pages_in_sight)
            self.viewport().update()

    def set_page_detail(self, page: int, box: Box, image: QImage, pixels_per_point: float) -> None:
        """The picture of a part of a page that was asked for."""
        if 1 <= page <= len(self._layout.sizes):
            self._details.put(page, box, image, pixels_per_point, frozenset(self._pages_in_sight()))
            self.viewport().update()

    def detail_failed(self) -> None:
        """The part of a page that was asked for can't be drawn."""
        self._details.fail()

    def set_page_broken(self, page: int, title: str, text: str) -> None:
        """A page that can't be drawn: its place stays, with the reason and what to do on it."""
        self._images.set_broken(page, Refusal(title, text))
        self.viewport().update()

    def retry(self) -> None:
        """Ask for the pages that could not be drawn once more."""
        if self._images.mend():
            self.viewport().update()

    def forget_images(self) -> None:
        """Drop the pictures; pages in sight are asked for again, unless they are broken."""
        self._images.forget()
        self._details.clear()
        self.viewport().update()

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight has its picture, or the reason why it has none."""
        return all(self._images.has_end(page) for page in self._pages_in_sight())

    @property
    def is_sharp(self) -> bool:
        """Whether no page in sight waits for a picture in the present size."""
        return not any(
            self._images.is_coarse(page, self._wanted) or self._lacks_detail(page)
            for page in self._pages_in_sight()
        )

    @property
    def images_kept(self) -> tuple[int, int]:
        """How many pictures are kept, and their bytes."""
        return len(self._images), self._images.size

    def expect_page_image(self, page: int, pixels_per_point: float) -> None:
        """Somebody asked for this picture already: don't ask again."""
        self._images.expect(page, pixels_per_point)

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
        if box is not None and self._fit is Fit.FIELD:
            self._show_field(box)
        elif box is not None:
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
    def fitted(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    @property
    def rotation(self) -> int:
        """Degrees clockwise: 0, 90, 180 or 270."""
        return self._rotation

    @property
    def current_page(self) -> int:
        """The page in the middle of the view, from 1; 0 where there is none."""
        return self._page

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view; it no longer follows anything."""
        self._follow(Fit.FREE)
        self._zoom_about(QPointF(self.viewport().rect().center()), zoom)

    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / _ZOOM_STEP)

    def fit(self) -> None:
        """Fill the width, and go on doing so when the window changes."""
        spot = self._spot_in_middle()
        self._follow(Fit.WIDTH)
        self._relayout()
        self._centre(spot)

    def fit_page(self) -> None:
        """Show the whole of a page, and go on doing so when the window changes."""
        page = self._page
        self._follow(Fit.PAGE)
        self._relayout()
        self.show_page(page)

    def zoom_to_field(self) -> None:
        """Show the value in focus large, and the next ones too as the focus moves on; done again, fill the
        width. Nothing where the focus is on no value of the page."""
        box = self._boxes.find(self._boxes.focused)
        if self._fit is Fit.FIELD:
            self.fit()
            if box is not None:
                self._ensure_visible(place(self._layout, box))
        elif box is not None:
            self._follow(Fit.FIELD)
            self._show_field(box)

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

    def set_covered(self, above: int, below: int) -> None:
        """Pixels at the top and the bottom that something floats over: what is looked for stands between
        them."""
        self._covered = above, below

    # -- geometry: canvas coordinates are logical pixels, before scrolling

    @property
    def _scale(self) -> float:
        return self._zoom * PIXELS_PER_POINT

    @property
    def _wanted(self) -> float:
        """Device pixels per point at which pages are sharp."""
        return self._scale * self.devicePixelRatioF()

    def _pages_in_sight(self) -> Iterator[int]:
        top = self._scroll().y()
        return self._layout.pages_between(top, top + self.viewport().height())

    def _scroll(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _sight(self) -> QRectF:
        return QRectF(self._scroll(), self.viewport().size().toSizeF())

    def _follow(self, fit: Fit) -> None:
        if fit is not self._fit:
            self._fit = fit
            self.fit_changed.emit(fit.value)

    def _relayout(self) -> None:
        sizes, view = self._layout.sizes, self.viewport().size()
        fitting = fitting_zoom(self._fit, sizes, self._page, self._rotation, view)
        if fitting is not None:
            self._set_zoom_value(fitting)
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

    def _show_field(self, box: PageBox) -> None:
        """Zoom so that a value stands there in a good size for reading, with something around it."""
        view = self.viewport().size()
        self._set_zoom_value(field_zoom(place(self._layout, box).size() / self._scale, view))
        self._relayout()
        middle = place(self._layout, box).center()
        self._scroll_to(middle - QPointF(view.width() / 2, view.height() / 2))

    def _scroll_to(self, corner: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))

    def _ensure_visible(self, area: QRectF) -> None:
        above, below = self._covered
        for bar, start, end, room, before, after in (
            (self.horizontalScrollBar(), area.left(), area.right(), self.viewport().width(), 0, 0),
            (self.verticalScrollBar(), area.top(), area.bottom(), self.viewport().height(), above, below),
        ):
            if start - MARGIN < bar.value() + before or end + MARGIN > bar.value() + room - after:
                bar.setValue(round((start + end - room - before + after) / 2))

    def _note_current_page(self) -> None:
        page = self._layout.page_at(self._scroll().y() + self.viewport().height() / 2)
        if page != self._page:
            self._page = page
            self.current_page_changed.emit(page)

    def _to_page(self, position: QPoint) -> tuple[int, QPointF] | None:
        if not self._layout.sizes:
            return None
        spot = self._scroll() + QPointF(position)
        page = self._layout.page_at(spot.y())
        inverse, possible = self._layout.to_canvas(page).inverted()
        return (page, inverse.map(spot)) if possible else None

    def _spot_in_middle(self) -> tuple[int, QPointF] | None:
        return self._to_page(self.viewport().rect().center())

    def _centre(self, spot: tuple[int, QPointF] | None) -> None:
        """Scroll so that this spot of a page is in the middle of the height."""
        if spot is not None:
            middle = self._layout.to_canvas(spot[0]).map(spot[1])
            self.verticalScrollBar().setValue(round(middle.y() - self.viewport().height() / 2))

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
            self._paint_marks(painter, page)
            self._boxes.paint_frames(painter, self._layout, page)
            for box in self._boxes.drawable(page):
                if box.pointer == self._boxes.focused:
                    focused = box
                else:
                    self._boxes.paint(painter, self._layout, box, offset)
        if focused is not None:
            # Last, so that no neighbour lies over its ring and its name.
            self._boxes.paint(painter, self._layout, focused, offset)
        self._paint_over(painter)
        if self.hasFocus() and self._ringed:
            painter.resetTransform()
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        """What lies on a page below its boxes."""

    def _paint_over(self, painter: QPainter) -> None:
        """What lies over everything, in canvas coordinates."""

    def _paint_page(self, painter: QPainter, page: int) -> None:
        image = self._images.image(page)
        if self._images.is_coarse(page, self._wanted):
            if image is None:
                self._ask(page)
            elif not self._sharpen.isActive():
                self._sharpen.start()
        elif self._lacks_detail(page) and not self._sharpen.isActive():
            self._sharpen.start()
        paint_sheet(
            painter,
            self._layout,
            page,
            image,
            self.devicePixelRatioF(),
            preview=self._previews(page) if image is None else None,
            refusal=self._images.refusal(page),
            sight=self._sight(),
        )
        self._details.paint(painter, self._layout, page, self._wanted, self.devicePixelRatioF())

    def _lacks_detail(self, page: int) -> bool:
        image = self._images.image(page)
        return self._details.lacks(self._layout, page, image, self._sight(), self._wanted)

    def _ask(self, page: int) -> None:
        if self._images.ask(page, self._wanted):
            self.page_needed.emit(page, self._wanted)

    def _ask_sharper(self) -> None:
        for page in self._pages_in_sight():
            if self._images.is_coarse(page, self._wanted):
                self._ask(page)
            elif self._lacks_detail(page):
                area = self._details.ask(self._layout, page, self._sight())
                if area is not None:
                    self.detail_needed.emit(page, area, self._wanted)

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The same place of the page stays at the top when the width changes its zoom.
        before, top = self._scale, self._scroll().y()
        self._relayout()
        self.verticalScrollBar().setValue(round(top * self._scale / before))
        self.resized.emit()

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
            self._follow(Fit.FREE)
            self._zoom_about(event.position(), self._zoom * _ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)
