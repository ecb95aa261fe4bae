"""What is printed on a page: its words, and the text of an area."""

from typing import Annotated

from pydantic import Field

from ingestio_core.contracts.base import Wire
from ingestio_core.contracts.extractions import Box, EvidenceSource

Edge = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


class PageWord(Wire):
    """One printed word; `confidence` is the reader's own, 1 for a text layer."""

    text: str
    box: Box
    confidence: float = Field(ge=0, le=1)


class PageWords(Wire):
    """The words of one page, from 1, in the order they were found. `width` and `height` are those of the
    upright page in points; `source` is `text` or `ocr`."""

    page: int
    width: float
    height: float
    source: EvidenceSource
    words: tuple[PageWord, ...]


class AreaRequest(Wire):
    """`box` is in points of the upright page, origin top left; what lies outside of the page is nothing."""

    box: tuple[Edge, Edge, Edge, Edge]


class AreaText(Wire):
    """The text of an area, lines joined by a space; empty where nothing is printed."""

    text: str
