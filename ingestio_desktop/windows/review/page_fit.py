"""What a zoom follows, and how large pages are then."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QSize, QSizeF

from ingestio_core.contracts.extractions import PageSize
from ingestio_desktop.windows.review.page_layout import MARGIN, turned

PIXELS_PER_POINT: Final = 96 / 72
"""At 100 % a page has the size that it has on paper."""
_MAX_FIT: Final = 1.5
_FIELD_HEIGHT: Final = 30.0
"""Pixels: about as high as a value stands there when the view is zoomed to it."""
_LINE: Final = 24
"""Points of a line of text with what is around it."""
_MAX_FIELD_ZOOM: Final = 3.0
_FIELD_STEP: Final = 0.25
"""Zooms to fields come in these steps: from one field to the next the page seldom changes its size."""


class Fit(StrEnum):
    """What the zoom follows; `FREE` is one that a person chose."""

    FREE = "free"
    WIDTH = "width"
    PAGE = "page"
    FIELD = "field"


def fitting_zoom(fit: Fit, sizes: Sequence[PageSize], page: int, rotation: int, view: QSize) -> float | None:
    """The zoom by which the widest page, or all of page `page` (from 1), fits into the view; None for a zoom
    that follows neither."""
    if not sizes or fit in (Fit.FREE, Fit.FIELD):
        return None
    across = max(1, view.width() - 2 * MARGIN) / PIXELS_PER_POINT
    if fit is Fit.PAGE:
        width, height = turned(sizes[max(1, page) - 1], rotation)
        down = max(1, view.height() - 2 * MARGIN) / PIXELS_PER_POINT
        return min(across / width, down / height, _MAX_FIT)
    widest = max(turned(size, rotation)[0] for size in sizes)
    # A narrow receipt is not blown up until nothing of it is in sight.
    return min(across / widest, _MAX_FIT)


def field_zoom(box: QSizeF, view: QSize) -> float:
    """The zoom by which a value, whose box is so large in points, stands there in a good size for reading,
    with something around it."""
    lines = max(1.0, round(box.height() / _LINE))
    scale = min(
        _FIELD_HEIGHT * lines / box.height(),
        view.width() * 0.8 / box.width(),
        view.height() * 0.5 / box.height(),
    )
    steps = max(1, int(scale / PIXELS_PER_POINT / _FIELD_STEP))
    return min(steps * _FIELD_STEP, _MAX_FIELD_ZOOM)
