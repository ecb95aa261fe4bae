"""The size of an image's page in points, the same for whoever draws it and whoever reads it."""

from typing import Final

POINTS_PER_INCH: Final = 72.0
FALLBACK_WIDTH_POINTS: Final = 595.0
"""The width of A4, taken where an image does not say its resolution."""
_CREDIBLE_DPI: Final = (50.0, 2400.0)


def page_size_points(width_px: int, height_px: int, dpi: float | None) -> tuple[float, float]:
    """Width and height in points of an upright image of `width_px` × `height_px` pixels.

    A pixel is 72/dpi points. Without a credible dpi (50 to 2400; cameras and screens write 1 or
    72 without meaning it, and a page of 72 dpi or less cannot be read) the page is 595 points wide.
    Raises ValueError unless both sides are positive.
    """
    if width_px <= 0 or height_px <= 0:
        raise ValueError("an image has a positive width and height")
    low, high = _CREDIBLE_DPI
    if dpi is None or not low <= dpi <= high:
        return FALLBACK_WIDTH_POINTS, FALLBACK_WIDTH_POINTS * height_px / width_px
    return width_px * POINTS_PER_INCH / dpi, height_px * POINTS_PER_INCH / dpi
