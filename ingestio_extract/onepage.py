"""One page of a file, or a part of one, read for a person who looks at it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_core.pagesize import page_size_points
from ingestio_extract import ocr
from ingestio_extract.layout import build_layout
from ingestio_extract.pages import open_pdf, open_picture, read_picture
from ingestio_extract.pdfpage import MOST_PIXELS, read_page
from ingestio_extract.upright import Pixels
from ingestio_extract.words import PageSource, PageText, Word

AREA_DPI: Final = 300
_LEAST_MARGIN: Final = 16
_MARGIN: Final = 0.08
_LEAST_HEIGHT: Final = 48
_PRINTED: Final = 6.0


def read_one(path: Path, media_type: MediaType, number: int) -> PageText:
    """Page `number`, from 1, of a PDF or a picture. Raises IngestError (`page_unreadable`,
    `file_damaged`, `password_protected`, `file_unreadable`, `picture_too_large`)."""
    if media_type is not MediaType.PDF:
        return read_picture(path).pages[0]
    document = open_pdf(path)
    try:
        return read_page(document, number - 1)
    except (pdfium.PdfiumError, IndexError) as error:
        raise _unreadable(number) from error
    finally:
        document.close()


def read_area(path: Path, media_type: MediaType, number: int, box: Box, turn: int | None = None) -> str:
    """What is printed inside `box` (points of the upright page, origin top left), read from a picture of
    it in a good resolution; lines are joined by a space. `turn` says by how many degrees clockwise the page
    has to be turned to be read, where that is known. Raises as `read_one`."""
    drawn = _part_of_pdf if media_type is MediaType.PDF else _part_of_picture
    pixels = drawn(path, number, box)
    if not pixels.size:
        return ""
    if turn:
        pixels = np.ascontiguousarray(np.rot90(pixels, -turn // 90))
    pixels = _with_margin(_large_enough(pixels))
    if turn is None:
        return _text(number, ocr.read_image(pixels).words)
    words = ocr.placed(ocr.read_lines(pixels, ocr.find_lines(pixels)))
    if words:
        return _text(number, words)
    return _as_one_line(pixels)


def _part_of_pdf(path: Path, number: int, box: Box) -> Pixels:
    document = open_pdf(path)
    try:
        page = document[number - 1]
        try:
            width, height = page.get_size()
            x0, y0, x1, y1 = _inside(box, width, height)
            area = max(1.0, (x1 - x0) * (y1 - y0))
            if x1 - x0 < 1 or y1 - y0 < 1:
                return np.zeros((0, 0, 3), np.uint8)
            scale = min(AREA_DPI / 72, (MOST_PIXELS / area) ** 0.5)
            bitmap = page.render(scale=scale, crop=(x0, height - y1, width - x1, y0))
            try:
                return _pixels(bitmap.to_pil().convert("RGB"))
            finally:
                bitmap.close()
        finally:
            page.close()
    except (pdfium.PdfiumError, IndexError) as error:
        raise _unreadable(number) from error
    finally:
        document.close()


def _part_of_picture(path: Path, number: int, box: Box) -> Pixels:
    if number != 1:
        raise _unreadable(number)
    picture, resolution = open_picture(path)
    width, height = page_size_points(picture.width, picture.height, resolution)
    factor = picture.width / width
    x0, y0, x1, y1 = _inside(box, width, height)
    part = picture.crop((int(x0 * factor), int(y0 * factor), round(x1 * factor), round(y1 * factor)))
    if not all(part.size):
        return np.zeros((0, 0, 3), np.uint8)
    shrink = min(1.0, (MOST_PIXELS / (part.width * part.height)) ** 0.5, AREA_DPI / 72 / factor)
    size = max(1, round(part.width * shrink)), max(1, round(part.height * shrink))
    return _pixels(part if size == part.size else part.resize(size, Image.Resampling.LANCZOS))


def _inside(box: Box, width: float, height: float) -> Box:
    return max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])


def _pixels(picture: Any) -> Pixels:
    """In the order blue, green, red."""
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def _large_enough(pixels: Pixels) -> Pixels:
    """A part of a small picture has letters that are too small to be told apart."""
    if pixels.shape[0] >= _LEAST_HEIGHT:
        return pixels
    factor = _LEAST_HEIGHT / pixels.shape[0]
    size = max(1, round(pixels.shape[1] * factor)), _LEAST_HEIGHT
    enlarged = Image.fromarray(pixels[:, :, ::-1]).resize(size, Image.Resampling.BICUBIC)
    return _pixels(enlarged)


def _with_margin(pixels: Pixels) -> Pixels:
    """With paper around it, since letters at the very edge are overlooked."""
    margin = max(_LEAST_MARGIN, round(_MARGIN * min(pixels.shape[:2])))
    edges = ((margin, margin), (margin, margin), (0, 0))
    return np.pad(pixels, edges, mode="constant", constant_values=int(np.median(pixels)))


def _as_one_line(pixels: Pixels) -> str:
    """A figure that stands alone is seldom found as a line, but can be read as one."""
    if float(pixels.std()) <= _PRINTED:
        return ""
    [(signs, score)] = ocr.recognise([pixels])
    return "".join(sign.text for sign in signs).strip() if score >= ocr.LEAST_LINE_SCORE else ""


def _text(number: int, words: Iterable[ocr.SeenWord]) -> str:
    """Words row by row."""
    seen = tuple(Word(number, word.text, word.box, word.confidence) for word in words)
    page = PageText(number, 0.0, 0.0, seen, PageSource.OCR)
    return " ".join(" ".join(row.text.split()) for row in build_layout([page]).rows)


def _unreadable(number: int) -> IngestError:
    return IngestError(
        "page_unreadable",
        "The page can't be read",
        f"Page {number} is damaged. Type what you see on it instead.",
    )
