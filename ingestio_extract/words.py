"""Words with boxes: what every step after the reading of a page works on."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingestio_core.contracts.extractions import Box, EvidenceSource, Finding
from ingestio_core.contracts.pages import PageWord, PageWords
from ingestio_extract.rulings import Rulings


class PageSource(StrEnum):
    """Where the words of a page came from."""

    TEXT = "text"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word. `page` counts from 1; `box` is in points of the upright page, origin at
    the top left; `confidence` is the reader's own, 1 for a text layer. `other` is what a second
    reading of the same ink said, where it said something else."""

    page: int
    text: str
    box: Box
    confidence: float = 1.0
    other: str | None = None

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def is_seen(self) -> bool:
        """Whether it was read from a picture: no word that was seen is as sure as one of a text layer."""
        return self.confidence < 1


@dataclass(frozen=True, slots=True)
class Warp:
    """A projective map of a plane: nine figures of a 3 × 3 matrix, row by row."""

    matrix: tuple[float, ...]

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f, g, h, i = self.matrix
        depth = g * x + h * y + i
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth

    def box(self, box: Box) -> Box:
        """The smallest upright box around the image of `box`."""
        corners = [self.point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(across), min(down), max(across), max(down)

    def scaled(self, before: float, after: float) -> "Warp":
        """The same map where a unit of its source is `before` times as long, one of its target `after`."""
        a, b, c, d, e, f, g, h, i = self.matrix
        return Warp(
            (
                a * after / before,
                b * after / before,
                c * after,
                d * after / before,
                e * after / before,
                f * after,
                g / before,
                h / before,
                i,
            )
        )


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page in the order they were found, and the page's size in points.

    A page that lies on its side is read turned by `turn` degrees clockwise: its words, width and
    height are those of the turned page; `on_page` leads back to the page as it is shown. One that
    lies askew or was photographed at an angle is read straightened: `warp` leads from there to the
    page as it is shown, whose size `shown` then is. `rulings` are the lines that a PDF draws.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: PageSource
    turn: int = 0
    warp: Warp | None = None
    shown: tuple[float, float] | None = None
    rulings: Rulings = field(default_factory=Rulings)

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        if self.shown is not None:
            return self.shown
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def source_at(self, box: Box | None) -> PageSource:
        """Where the words in a box of the turned page came from: pictures on a page with a text layer are
        read besides. Without a box the page's own source."""
        if box is None or self.source is PageSource.OCR:
            return self.source
        x0, y0, x1, y1 = box
        seen = any(
            word.is_seen and x0 <= (word.box[0] + word.box[2]) / 2 <= x1 and y0 <= word.middle <= y1
            for word in self.words
        )
        return PageSource.OCR if seen else PageSource.TEXT

    def on_page(self, box: Box) -> Box:
        """A box of the turned page as a box of the page as it is shown."""
        if self.warp is not None:
            return self._within_shown(self.warp.box(box))
        x0, y0, x1, y1 = box
        if self.turn == 90:
            return y0, self.width - x1, y1, self.width - x0
        if self.turn == 180:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        if self.turn == 270:
            return self.height - y1, x0, self.height - y0, x1
        return box

    def _within_shown(self, box: Box) -> Box:
        width, height = self.shown_size
        return max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])


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


def page_words(page: PageText) -> PageWords:
    """The words as they stand on the page as it is shown."""
    width, height = page.shown_size
    return PageWords(
        page=page.number,
        width=width,
        height=height,
        source=EvidenceSource(page.source),
        words=tuple(
            PageWord(text=word.text, box=page.on_page(word.box), confidence=min(1.0, word.confidence))
            for word in page.words
        ),
    )
