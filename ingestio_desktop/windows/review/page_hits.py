"""The places on pages where a searched text stands, and the one that is shown now."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QColor, QPainter, QPen

from ingestio_desktop.windows.review.page_boxes import faded
from ingestio_desktop.windows.review.page_layout import PageLayout
from ingestio_desktop.workers.pages import Found

# Pages are light in both themes, so these colours are the same in both.
_HIT: Final = QColor("#F5C518")
_CURRENT: Final = QColor("#E07B00")
_SELECTED: Final = QColor("#2F6FED")
_PADDING: Final = 1.5


class PageHits:
    """Quick to paint however many there are: by page."""

    def __init__(self) -> None:
        self.current: Found | None = None
        self._by_page: dict[int, Sequence[Found]] = {}

    def clear(self) -> None:
        self.current = None
        self._by_page = {}

    def put(self, page: int, found: Sequence[Found]) -> None:
        """What was found on a page."""
        self._by_page[page] = found

    def paint(self, painter: QPainter, layout: PageLayout, page: int) -> None:
        """Paint those of a page, like a marker on paper."""
        painter.setPen(QPen(faded(_CURRENT, 110), 1))
        painter.setBrush(faded(_HIT, 110))
        for found in self._by_page.get(page, ()):
            if found != self.current:
                for box in found.boxes:
                    painter.drawRoundedRect(layout.place(page, box, _PADDING), 2, 2)
        if self.current is not None and self.current.page == page:
            painter.setPen(QPen(_CURRENT, 2))
            painter.setBrush(faded(_CURRENT, 110))
            for box in self.current.boxes:
                painter.drawRoundedRect(layout.place(page, box, _PADDING), 2, 2)


def paint_selection(
    painter: QPainter, layout: PageLayout, page: int, boxes: Sequence[tuple[float, float, float, float]]
) -> None:
    """Paint what is selected on a page, one box a line."""
    painter.setPen(QPen(faded(_SELECTED, 0), 0))
    painter.setBrush(faded(_SELECTED, 85))
    for box in boxes:
        painter.drawRect(layout.place(page, box, 1.0))
