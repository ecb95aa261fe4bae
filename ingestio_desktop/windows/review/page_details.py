"""Sharp pictures of what is in sight of pages that are shown so large that no picture of all of them is."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ingestio_core.contracts.extractions import Box
from ingestio_desktop.windows.review.page_layout import PageLayout
from ingestio_desktop.workers.renderer import MAX_PIXELS

_SHARP: Final = 0.99
_AROUND: Final = 0.25
"""Part of the view by which a picture goes beyond it at each side: a small step needs no other one."""


@dataclass(frozen=True, slots=True)
class _Detail:
    area: QRectF
    """In points on the upright page."""
    image: QImage
    resolution: float


class PageDetails:
    """One picture a page at most, of pages in sight only; resolutions are device pixels per point."""

    def __init__(self) -> None:
        self._details: dict[int, _Detail] = {}
        self._pending = False
        self._refused = False

    def __len__(self) -> int:
        return len(self._details)

    def clear(self) -> None:
        self._details.clear()
        self._pending = self._refused = False

    def lacks(
        self, layout: PageLayout, page: int, whole: QImage | None, sight: QRectF, wanted: float
    ) -> bool:
        """Whether page `page` is not sharp within `sight` of the canvas, because its `whole` picture is as
        large as one may be."""
        if self._refused or whole is None or whole.width() * whole.height() < MAX_PIXELS * _SHARP**2:
            return False
        if whole.width() >= layout.sizes[page - 1].width * wanted * _SHARP:
            return False
        detail = self._details.get(page)
        area = _seen(layout, page, sight)
        return not (detail and detail.resolution >= wanted * _SHARP and detail.area.contains(area))

    def ask(self, layout: PageLayout, page: int, sight: QRectF) -> Box | None:
        """The area that is to be drawn, in points; None while another one is on its way."""
        if self._pending:
            return None
        self._pending = True
        wide, high = sight.width() * _AROUND, sight.height() * _AROUND
        area = _seen(layout, page, sight.adjusted(-wide, -high, wide, high))
        return area.left(), area.top(), area.right(), area.bottom()

    def put(self, page: int, box: Box, image: QImage, resolution: float, in_sight: frozenset[int]) -> None:
        """Keep what was drawn."""
        self._pending = False
        x0, y0, x1, y1 = box
        self._details[page] = _Detail(QRectF(x0, y0, x1 - x0, y1 - y0), image, resolution)
        for other in [other for other in self._details if other not in in_sight]:
            del self._details[other]

    def fail(self) -> None:
        """It could not be drawn; the pictures of whole pages stay, until the next document."""
        self._pending, self._refused = False, True

    def paint(self, painter: QPainter, layout: PageLayout, page: int, wanted: float, ratio: float) -> None:
        """Paint it over its page, unless the page is shown in another size by now. `ratio` is device pixels
        per logical pixel."""
        detail = self._details.get(page)
        if detail is None or not _SHARP <= detail.resolution / wanted <= 1 / _SHARP:
            return
        if not layout.rotation and abs(detail.image.width() - detail.area.width() * wanted) <= 2:
            # On whole pixels of the screen: between them it would be blurred.
            corner = layout.to_canvas(page).map(detail.area.topLeft()) * ratio
            detail.image.setDevicePixelRatio(ratio)
            painter.drawImage(corner.toPoint().toPointF() / ratio, detail.image)
            return
        painter.save()
        painter.setTransform(layout.to_canvas(page) * painter.transform())
        painter.drawImage(detail.area, detail.image)
        painter.restore()


def _seen(layout: PageLayout, page: int, sight: QRectF) -> QRectF:
    """What of a page is within `sight` of the canvas, in points, grown to whole ones."""
    inverse, _possible = layout.to_canvas(page).inverted()
    size = layout.sizes[page - 1]
    area = inverse.mapRect(sight & layout.rect(page))
    whole = QRectF(0, 0, size.width, size.height)
    return QRectF(area.toAlignedRect()) & whole
