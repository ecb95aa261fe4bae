"""Where each page lies on the canvas, for a given zoom and rotation. Quick for a thousand pages."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from ingestio_core.contracts.extractions import Box, PageSize

MARGIN: Final = 24
GAP: Final = 16
_BELOW: Final = 64
"""Room under the last page, so that the tools that float there hide nothing of it."""


class PageLayout:
    """Pages one below the other, centred. Canvas coordinates are logical pixels before scrolling;
    `scale` is pixels per point, `rotation` degrees clockwise in quarter turns."""

    def __init__(
        self, sizes: Sequence[PageSize] = (), scale: float = 1.0, rotation: int = 0, room: int = 0
    ) -> None:
        """`room` is the width of the view: narrower pages are centred in it."""
        self.sizes = tuple(sizes)
        self.scale = scale
        self.rotation = rotation
        self.room = room
        self._tops: list[float] = []
        self._bottoms: list[float] = []
        widest, top = 0.0, float(MARGIN)
        for size in self.sizes:
            width, height = turned(size, rotation)
            widest = max(widest, width)
            self._tops.append(top)
            self._bottoms.append(top + height * scale)
            top = round(top + height * scale) + GAP
        self.width = widest * scale + 2 * MARGIN
        self.height = (self._bottoms[-1] if self._bottoms else MARGIN) + _BELOW

    def rect(self, page: int) -> QRectF:
        """The place of a page, from 1. Its top left corner is on a whole pixel."""
        width, height = turned(self.sizes[page - 1], self.rotation)
        left = round((max(self.width, self.room) - width * self.scale) / 2)
        return QRectF(left, self._tops[page - 1], width * self.scale, height * self.scale)

    def page_at(self, y: float) -> int:
        """The page at this height, or the one that is nearest; 0 where there is none."""
        return min(len(self.sizes), bisect_left(self._bottoms, y - GAP / 2) + 1) if self.sizes else 0

    def pages_between(self, top: float, bottom: float) -> Iterator[int]:
        """The pages of which something lies between two heights."""
        page = bisect_left(self._bottoms, top) + 1
        while page <= len(self.sizes) and self._tops[page - 1] <= bottom:
            yield page
            page += 1

    def to_canvas(self, page: int) -> QTransform:
        """From points on the upright page to canvas coordinates."""
        size, rect = self.sizes[page - 1], self.rect(page)
        turn = QTransform()
        turn.translate(rect.center().x(), rect.center().y())
        turn.rotate(self.rotation)
        turn.scale(self.scale, self.scale)
        turn.translate(-size.width / 2, -size.height / 2)
        return turn

    def place(self, page: int, box: Box, padding: float) -> QRectF:
        """A box in points as a rectangle of the canvas, `padding` points larger on each side."""
        x0, y0, x1, y1 = box
        area = QRectF(QPointF(x0, y0), QPointF(x1, y1)).adjusted(-padding, -padding, padding, padding)
        return self.to_canvas(page).mapRect(area)


def turned(size: PageSize, rotation: int) -> tuple[float, float]:
    """Width and height in points of a page turned by `rotation` degrees."""
    return (size.height, size.width) if rotation % 180 else (size.width, size.height)
