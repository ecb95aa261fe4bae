"""Words of a text layer that nobody sees on the page: white on white, invisible, covered, too small to read.

They are told by the page as it is shown: where a word lies, there has to be something. So it does not
matter by which of many ways it was hidden, and the invisible text over a scan is seen, since the scan
shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.limits import MediaType
from ingestio_extract.layout import fold
from ingestio_extract.llm.suspicion import speaks
from ingestio_extract.words import DocumentText, PageSource, PageText, Word

_DPI: Final = 100
_MOST_PIXELS: Final = 4_000
"""A side: a page of unusual size is drawn smaller."""
_CONTRAST: Final = 20
"""Of 255, between the lightest and the darkest of a colour in a word's box: less is no ink."""
_LEAST_HEIGHT: Final = 2.0
"""In points of a page as high as A4; a full stop or a dash alone may be less high."""
_A4_HEIGHT: Final = 842.0


@dataclass(frozen=True, slots=True)
class SeenText:
    """A document's text without what nobody sees, which is `hidden`, by page."""

    text: DocumentText
    hidden: tuple[PageText, ...] = ()


def seen_text(path: Path, media_type: MediaType, text: DocumentText) -> SeenText:
    """What people see of the document, with a finding where there is more."""
    if media_type is not MediaType.PDF:
        return SeenText(text)
    hidden: dict[int, PageText] = {}
    pages: list[PageText] = []
    document = pdfium.PdfDocument(path)
    try:
        for page in text.pages:
            unseen = frozenset(_unseen(document, page)) if page.source is PageSource.TEXT else frozenset()
            if any(_says_something(page.words[at]) for at in unseen):
                words = list(enumerate(page.words))
                hidden[page.number] = replace(page, words=tuple(one for at, one in words if at in unseen))
                page = replace(page, words=tuple(one for at, one in words if at not in unseen))
            pages.append(page)
    finally:
        document.close()
    if not hidden:
        return SeenText(text)
    findings = (*text.findings, _told(hidden))
    return SeenText(replace(text, pages=tuple(pages), findings=findings), tuple(hidden.values()))


def _unseen(document: Any, page: PageText) -> Iterator[int]:
    """The indexes of the page's words that nobody sees."""
    if not page.words:
        return
    picture, scale = _drawn(document, page)
    if picture is None:
        return
    # Some programs take millimetres for points: a small page is looked at enlarged, as anybody would.
    least = _LEAST_HEIGHT * min(1.0, max(page.shown_size) / _A4_HEIGHT)
    for index, word in enumerate(page.words):
        if _is_tiny(word, least) or _is_blank(picture, scale, page, word):
            yield index


def _drawn(document: Any, page: PageText) -> tuple[Any, float]:
    """The page as it is shown, in colours, and how many pixels a point has; None where it can't be drawn."""
    try:
        shown = document[page.number - 1]
        try:
            scale = min(_DPI / 72, _MOST_PIXELS / max(1.0, *page.shown_size))
            bitmap = shown.render(scale=scale)
            try:
                return np.asarray(bitmap.to_pil().convert("RGB")), scale
            finally:
                bitmap.close()
        finally:
            shown.close()
    except pdfium.PdfiumError:
        return None, 1.0


def _says_something(word: Word) -> bool:
    """Whether a word has a letter or a figure: a dash may be too thin to be sure of."""
    return any(map(str.isalnum, word.text))


def _is_tiny(word: Word, least: float) -> bool:
    return word.height < least and sum(map(str.isalnum, word.text)) > 1


def _is_blank(picture: Any, scale: float, page: PageText, word: Word) -> bool:
    x0, y0, x1, y1 = page.on_page(word.box)
    left, top = max(0, int(x0 * scale)), max(0, int(y0 * scale))
    part = picture[top : int(y1 * scale) + 1, left : int(x1 * scale) + 1]
    if not part.size:
        return True
    flat = part.reshape(-1, 3).astype(np.int16)
    return int((flat.max(axis=0) - flat.min(axis=0)).max()) < _CONTRAST


def _told(hidden: dict[int, PageText]) -> Finding:
    count = sum(len(page.words) for page in hidden.values())
    numbers = ", ".join(map(str, sorted(hidden)))
    where = f"Page {numbers} holds" if len(hidden) == 1 else f"Pages {numbers} hold"
    words = "1 word" if count == 1 else f"{count} words"
    # Programs that make PDFs hide their own name there; a figure is meant for somebody.
    text = " ".join(word.text for page in hidden.values() for word in page.words)
    figures = any(map(str.isdigit, text))
    return Finding(
        code="hidden_text",
        severity=Severity.WARNING if figures or speaks(fold(text)) else Severity.INFO,
        message=f"{where} {words} that nobody can see: invisible, covered, or too small. They were left out. "
        "Ask who made this document.",
    )
