"""Words with boxes: what every step after the reading of a page works on."""

from dataclasses import dataclass
from enum import StrEnum

from ingestio_core.contracts.extractions import Box, Finding


class PageSource(StrEnum):
    """Where the words of a page came from."""

    TEXT = "text"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word. `page` counts from 1; `box` is in points of the upright page, origin at
    the top left; `confidence` is the reader's own, 1 for a text layer."""

    page: int
    text: str
    box: Box
    confidence: float = 1.0

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page in the order they were found, and the page's size in points.

    A page that lies on its side is read turned by `turn` degrees clockwise: its words, width and
    height are those of the turned page; `on_page` leads back to the page as it is shown.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: PageSource
    turn: int = 0

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def on_page(self, box: Box) -> Box:
        """A box of the turned page as a box of the page as it is shown."""
        x0, y0, x1, y1 = box
        if self.turn == 90:
            return y0, self.width - x1, y1, self.width - x0
        if self.turn == 180:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        if self.turn == 270:
            return self.height - y1, x0, self.height - y0, x1
        return box


@dataclass(frozen=True, slots=True)
class DocumentText:
    """All pages, none left out: a page that could not be read has no words and a finding."""

    pages: tuple[PageText, ...]
    findings: tuple[Finding, ...] = ()


def union(boxes: list[Box]) -> Box:
    """The smallest box around `boxes`, which must not be empty."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
