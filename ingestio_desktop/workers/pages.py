"""Pages as they cross threads: pixels, words, and what was found among them."""

from dataclasses import dataclass

from ingestio_core.contracts.extractions import Box


@dataclass(frozen=True, slots=True)
class PageImage:
    """One drawn page. `pixels` are rows of `stride` bytes, four bytes a pixel in the order B, G,
    R, X (`QImage.Format.Format_RGB32` on little-endian machines). `width_points` and
    `height_points` are the page's size in PDF points before `rotation` (degrees clockwise)."""

    number: int
    pages: int
    width: int
    height: int
    stride: int
    pixels: bytes
    width_points: float
    height_points: float
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page; `box` in PDF points, origin top left."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a searched text stands: `page` from 1, a box in PDF points for each line of it."""

    page: int
    boxes: tuple[Box, ...]
