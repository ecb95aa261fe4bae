"""One PDF page as words: from its text layer, by OCR, or from both."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box
from ingestio_extract import ocr
from ingestio_extract.drawn import drawn_on
from ingestio_extract.layout import fold
from ingestio_extract.rulings import read_rulings
from ingestio_extract.textlayer import TextLayer, read_layer, within
from ingestio_extract.textquality import STRANGE, is_text, is_usable, strangeness
from ingestio_extract.upright import Pixels, Quads
from ingestio_extract.words import PageSource, PageText, Word

RENDER_DPI: Final = 180
MOST_PIXELS: Final = 3200 * 3200
_SAMPLE: Final = 8
_AGREES: Final = 0.93
_MOSTLY_UNMAPPED: Final = 0.3
_READABLE: Final = 0.75
_SURE_ENOUGH: Final = 0.7


def read_page(document: Any, index: int) -> PageText:
    """The words of a page of pypdfium2.

    A text layer counts where it reads like a language. One that is written invisibly or lies under a
    picture of the whole page is first compared with what a few of its lines look like. Pictures on the
    page, and letters drawn as outlines, are read besides. All else is read by OCR.
    """
    page = document[index]
    try:
        layer = read_layer(page, index + 1)
        drawn = drawn_on(page, layer.affine, layer.width, layer.height)
        blank = drawn.is_blank
        if is_usable(layer.words) and not _is_garbage(layer):
            read = _completed(
                page, layer, drawn.unwritten(layer.words), drawn.covers(layer.width, layer.height)
            )
            if read.source is PageSource.TEXT:
                rulings = read_rulings(page, layer.affine.box, layer.width, layer.height)
                read = replace(read, rulings=rulings)
            return read
        if blank and (not layer.words or (is_text(layer.words) and not _is_garbage(layer))):
            return _of_layer(layer, index + 1)
        return _best(_read_by_ocr(page, index + 1), layer)
    finally:
        page.close()


def _is_garbage(layer: TextLayer) -> bool:
    strange = strangeness(layer.words)
    return layer.unmapped > _MOSTLY_UNMAPPED or (strange is not None and strange > STRANGE)


def _of_layer(layer: TextLayer, number: int, more: Sequence[Word] = ()) -> PageText:
    words = (*layer.words, *more)
    return PageText(number, layer.width, layer.height, words, PageSource.TEXT, layer.turn)


def _best(seen: PageText, layer: TextLayer) -> PageText:
    """OCR unless it saw nothing, or saw worse than the layer, which looked like garbage, says."""
    written = _of_layer(layer, seen.number)
    if not seen.words or not layer.words:
        return written if layer.words else seen
    if not is_text(layer.words) or layer.unmapped > _MOSTLY_UNMAPPED:
        return seen
    first, second = strangeness(layer.words), strangeness(seen.words)
    letters = [sum(len(word.text) for word in words) for words in (layer.words, seen.words)]
    if first is None or second is None:
        return seen if letters[1] >= letters[0] else written
    return seen if second < first else written


def _read_by_ocr(page: Any, number: int) -> PageText:
    pixels, scale = _rendered(page, 0)
    reading = ocr.read_image(pixels)
    return page_of(reading, number, 1 / scale, page.get_size())


def page_of(reading: ocr.Reading, number: int, factor: float, shown: tuple[float, float]) -> PageText:
    """A reading of a picture as a page, `factor` points to a pixel; `shown` is the page's size as shown."""
    width, height = reading.width * factor, reading.height * factor
    words = within(
        (
            Word(number, word.text, _scaled(word.box, factor), word.confidence, word.other)
            for word in reading.words
        ),
        width,
        height,
    )
    if reading.warp is None:
        across, down = (shown[1], shown[0]) if reading.turned in (90, 270) else shown
        return PageText(number, across, down, words, PageSource.OCR, reading.turned)
    warp = reading.warp.scaled(factor, factor)
    return PageText(number, width, height, words, PageSource.OCR, reading.turned, warp, shown)


def _completed(page: Any, layer: TextLayer, places: Sequence[Box], covered: bool) -> PageText:
    """The layer, if it passes where it is in doubt, with what stands in pictures besides."""
    number = layer.words[0].page
    if not places and not layer.hidden:
        return _of_layer(layer, number)
    pixels, scale = _rendered(page, layer.turn)
    if covered or layer.hidden:
        quads = ocr.find_lines(pixels)
        if not _agrees(pixels, quads, layer.words, scale):
            if layer.turn:
                seen = _read_by_ocr(page, number)
            else:
                seen = page_of(ocr.read_image(pixels, quads), number, 1 / scale, page.get_size())
            return seen if seen.words else _of_layer(layer, number)
        more = _unwritten(pixels, quads, layer.words, scale)
    else:
        more = []
        for place in places:
            part, (left, top) = _cut(pixels, place, scale)
            quads = ocr.find_lines(part) + np.array([left, top], np.float32)
            more.extend(_unwritten(pixels, quads, (*layer.words, *more), scale))
    return _of_layer(layer, number, more)


def _agrees(pixels: Pixels, quads: Quads, words: Sequence[Word], scale: float) -> bool:
    """Whether the words say what a sample of the lines shows, at the places where they show it."""
    written = [(quad, _spelled(quad, words, scale)) for quad in quads]
    lines = [(quad, text) for quad, text in written if len(text) >= 4]
    if not lines:
        return True
    chosen = [lines[at] for at in sorted({round(at) for at in np.linspace(0, len(lines) - 1, _SAMPLE)})]
    readings = ocr.read_lines(pixels, np.array([quad for quad, _ in chosen], np.float32), all_of_them=True)
    alike = [
        (len(text), fuzz.ratio(_bare(line.text), text) / 100)
        for line, (_, text) in zip(readings, chosen, strict=True)
        if line.score >= _READABLE
    ]
    total = sum(length for length, _ in alike)
    return total == 0 or sum(length * share for length, share in alike) / total >= _AGREES


def _unwritten(pixels: Pixels, quads: Quads, words: Sequence[Word], scale: float) -> list[Word]:
    """The words of those lines that no word of the layer lies on."""
    number = words[0].page
    bare = [quad for quad in quads if not _spelled(quad, words, scale)]
    if not bare:
        return []
    lines = ocr.read_lines(pixels, np.array(bare, np.float32))
    seen = ocr.placed([line for line in lines if line.score >= _SURE_ENOUGH])
    return [
        Word(number, word.text, _scaled(word.box, 1 / scale), word.confidence, word.other) for word in seen
    ]


def _spelled(quad: Any, words: Sequence[Word], scale: float) -> str:
    """Letters and figures of the words whose middle lies in a line's box."""
    (x0, y0), (x1, y1) = quad.min(axis=0) / scale, quad.max(axis=0) / scale
    inside = [
        word for word in words if x0 <= (word.box[0] + word.box[2]) / 2 <= x1 and y0 <= word.middle <= y1
    ]
    return _bare("".join(word.text for word in sorted(inside, key=lambda word: word.box[0])))


def _bare(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _cut(pixels: Pixels, place: Box, scale: float) -> tuple[Pixels, tuple[int, int]]:
    """A place of the page with a little around it, and where it begins."""
    height, width = pixels.shape[:2]
    left, top = max(0, int((place[0] - 2) * scale)), max(0, int((place[1] - 2) * scale))
    right, bottom = min(width, int((place[2] + 2) * scale)), min(height, int((place[3] + 2) * scale))
    return pixels[top:bottom, left:right], (left, top)


def _rendered(page: Any, turn: int) -> tuple[Pixels, float]:
    """The page as pixels, turned clockwise, and pixels to a point."""
    width, height = page.get_size()
    scale = min(RENDER_DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, rotation=turn)
    try:
        return np.ascontiguousarray(np.asarray(bitmap.to_pil().convert("RGB"))[:, :, ::-1]), scale
    finally:
        bitmap.close()


def _scaled(box: Box, factor: float) -> Box:
    return (box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor)
