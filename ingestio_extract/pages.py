"""Reads a file's pages as words with boxes: from the text layer, else by OCR."""

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image, ImageOps, UnidentifiedImageError

from ingestio_core.contracts.extractions import Box, Finding, Severity
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_core.pagesize import page_size_points
from ingestio_extract.ocr import read_image
from ingestio_extract.words import DocumentText, PageSource, PageText, Word, union

RENDER_DPI: Final = 180
MAX_RENDER_PIXELS: Final = 3200
MIN_TEXT_CHARACTERS: Final = 12
_DIRECTION_SAMPLE: Final = 600
_LETTER_STROKES: Final = 60
_IGNORED: Final = frozenset((0, 2, 0xFFFE, 0xFEFF, 0x200B))

PageDone = Callable[[int, int], None]
"""Told after each page: pages read, pages in all."""


def read_pages(path: Path, media_type: MediaType, page_done: PageDone | None = None) -> DocumentText:
    """All pages of a PDF or an image. A page that can't be read becomes a finding, the others go on.

    Raises IngestError (`file_damaged`, `password_protected`, `file_unreadable`) when nothing of
    the file can be opened.
    """
    if media_type is MediaType.PDF:
        return _read_pdf(path, page_done)
    return _read_picture(path, page_done)


def _damaged() -> IngestError:
    return IngestError(
        "file_damaged",
        "Damaged file",
        "The file is damaged and cannot be opened. Save it again from where it came, and add it once more.",
    )


def _read_pdf(path: Path, page_done: PageDone | None) -> DocumentText:
    document = _open_pdf(path)
    try:
        count = len(document)
        if count == 0:
            raise _damaged()
        pages: list[PageText] = []
        findings: list[Finding] = []
        for index in range(count):
            try:
                pages.append(_read_pdf_page(document, index))
            except pdfium.PdfiumError:
                pages.append(PageText(index + 1, 595.0, 842.0, (), PageSource.TEXT))
                findings.append(
                    Finding(
                        code="page_damaged",
                        severity=Severity.ERROR,
                        message=f"Page {index + 1} is damaged and was not read. Look for its values by hand.",
                    )
                )
            if page_done is not None:
                page_done(index + 1, count)
        return DocumentText(tuple(pages), tuple(findings))
    finally:
        document.close()


def _open_pdf(path: Path) -> Any:
    try:
        return pdfium.PdfDocument(path)
    except FileNotFoundError as error:
        raise IngestError(
            "file_unreadable",
            "File not found",
            "The file is no longer where it was. Put it back, or add it again.",
        ) from error
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_raw.FPDF_ERR_PASSWORD:
            raise IngestError(
                "password_protected",
                "Password-protected",
                "The file is protected by a password. Save it without one, and add it again.",
            ) from error
        raise _damaged() from error


def _read_pdf_page(document: Any, index: int) -> PageText:
    page = document[index]
    try:
        width, height = page.get_size()
        turn, words = _text_layer(page, index + 1, width, height)
        if is_usable(words) or (is_text(words) and _nothing_drawn(page)):
            across, down = (height, width) if turn in (90, 270) else (width, height)
            return PageText(index + 1, across, down, words, PageSource.TEXT, turn)
        if not words and _nothing_drawn(page):
            return PageText(index + 1, width, height, (), PageSource.TEXT)
        scale = min(RENDER_DPI / 72, MAX_RENDER_PIXELS / max(width, height, 1))
        bitmap = page.render(scale=scale)
        try:
            reading = read_image(bitmap.to_pil().convert("RGB"))
        finally:
            bitmap.close()
        seen = _within(
            (
                Word(index + 1, word.text, _scaled(word.box, 1 / scale), word.confidence)
                for word in reading.words
            ),
            reading.width / scale,
            reading.height / scale,
        )
        if not seen and words:
            across, down = (height, width) if turn in (90, 270) else (width, height)
            return PageText(index + 1, across, down, words, PageSource.TEXT, turn)
        return PageText(
            index + 1, reading.width / scale, reading.height / scale, seen, PageSource.OCR, reading.turned
        )
    finally:
        page.close()


def _nothing_drawn(page: Any) -> bool:
    """Whether the page holds no picture and too few strokes to be letters."""
    kinds = [item.type for item in page.get_objects(max_depth=4)]
    pictures = kinds.count(pdfium_raw.FPDF_PAGEOBJ_IMAGE)
    return pictures == 0 and kinds.count(pdfium_raw.FPDF_PAGEOBJ_PATH) < _LETTER_STROKES


def is_usable(words: tuple[Word, ...]) -> bool:
    """Whether a text layer says enough to stand for the page."""
    return sum(len(word.text) for word in words) >= MIN_TEXT_CHARACTERS and is_text(words)


def is_text(words: tuple[Word, ...]) -> bool:
    """Whether most characters are letters or figures of a plain text: a font without a character
    map gives private or replacement characters."""
    text = "".join(word.text for word in words)
    if not text:
        return False
    good = sum(character.isalnum() and character < "\ue000" for character in text)
    bad = sum(
        character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " " for character in text
    )
    return good >= 0.5 * len(text) and bad <= 0.1 * len(text)


@dataclass(frozen=True, slots=True)
class _Affine:
    """From page space (origin bottom left, not rotated) to the upright page in points."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turned(self, turn: int, width: float, height: float) -> "_Affine":
        """Followed by a turn of the page of `width` and `height` by `turn` degrees clockwise."""
        match turn:
            case 90:
                return _Affine(-self.b, self.a, -self.d, self.c, height - self.f, self.e)
            case 180:
                return _Affine(-self.a, -self.b, -self.c, -self.d, width - self.e, height - self.f)
            case 270:
                return _Affine(self.b, -self.a, self.d, -self.c, self.f, width - self.e)
            case _:
                return self


def _affine(page: Any, width: float, height: float) -> _Affine:
    """Asks pdfium where three points come to lie: this takes /Rotate and the crop box into account."""
    factor = 1000

    def place(x: float, y: float) -> tuple[float, float]:
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        pdfium_raw.FPDF_PageToDevice(
            page.raw, 0, 0, round(width * factor), round(height * factor), 0, x, y, device_x, device_y
        )
        return device_x.value / factor, device_y.value / factor

    origin, right, up = place(0, 0), place(1000, 0), place(0, 1000)
    return _Affine(
        a=(right[0] - origin[0]) / 1000,
        b=(right[1] - origin[1]) / 1000,
        c=(up[0] - origin[0]) / 1000,
        d=(up[1] - origin[1]) / 1000,
        e=origin[0],
        f=origin[1],
    )


def _turn(handle: Any, affine: _Affine) -> int:
    """By how many degrees clockwise the page must be turned for most of its text to run to the right."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    votes = dict.fromkeys((0, 90, 180, 270), 0)
    before: tuple[float, float] | None = None
    for position in range(min(_DIRECTION_SAMPLE, pdfium_raw.FPDFText_CountChars(handle))):
        code = pdfium_raw.FPDFText_GetUnicode(handle, position)
        if code in _IGNORED or chr(code).isspace():
            before = None
            continue
        pdfium_raw.FPDFText_GetCharBox(handle, position, left, right, bottom, top)
        x0, y0, x1, y1 = affine.box(left.value, bottom.value, right.value, top.value)
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        if before is not None:
            across, down = middle[0] - before[0], middle[1] - before[1]
            if abs(across) >= abs(down):
                votes[0 if across >= 0 else 180] += 1
            else:
                votes[270 if down > 0 else 90] += 1
        before = middle
    best = max(votes, key=lambda turn: votes[turn])
    return best if votes[best] > 0.6 * sum(votes.values()) else 0


def _text_layer(page: Any, number: int, width: float, height: float) -> tuple[int, tuple[Word, ...]]:
    """The words of the text layer and how the page was turned to read them. A new word begins at
    a space of its own, at a gap over one glyph height, or on another line."""
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        affine = _affine(page, width, height)
        turn = _turn(handle, affine)
        affine = affine.turned(turn, width, height)
        across = height if turn in (90, 270) else width
        words: list[Word] = []
        letters: list[str] = []
        boxes: list[Box] = []
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))

        def finish() -> None:
            if letters:
                words.append(Word(number, "".join(letters), union(boxes)))
                letters.clear()
                boxes.clear()

        for position in range(pdfium_raw.FPDFText_CountChars(handle)):
            code = pdfium_raw.FPDFText_GetUnicode(handle, position)
            if code in _IGNORED:
                continue
            character = chr(code)
            if character.isspace():
                finish()
                continue
            pdfium_raw.FPDFText_GetCharBox(handle, position, left, right, bottom, top)
            box = affine.box(left.value, bottom.value, right.value, top.value)
            if boxes and _starts_word(boxes, box):
                finish()
            letters.append(character)
            boxes.append(box)
        finish()
        return turn, _within(words, across, width if turn in (90, 270) else height)
    finally:
        textpage.close()


def _starts_word(boxes: list[Box], box: Box) -> bool:
    x0, y0, x1, y1 = union(boxes[-8:])
    height = box[3] - box[1]
    if box[0] - x1 > max(4.0, height) or box[0] < x0 - 1:
        return True
    return abs((box[1] + box[3]) / 2 - (y0 + y1) / 2) > 1.2 * max(2.0, y1 - y0, height)


def _within(words: Iterable[Word], width: float, height: float) -> tuple[Word, ...]:
    """The words that lie on the page, cut off at its edges: nobody sees what a crop box leaves out."""
    result = []
    for word in words:
        x0, y0, x1, y1 = word.box
        if 0 <= (x0 + x1) / 2 <= width and 0 <= (y0 + y1) / 2 <= height:
            result.append(replace(word, box=(max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1))))
    return tuple(result)


def _scaled(box: Box, factor: float) -> Box:
    return (box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor)


def _read_picture(path: Path, page_done: PageDone | None) -> DocumentText:
    try:
        with Image.open(path) as picture:
            dpi = picture.info.get("dpi")
            upright = _on_white(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise IngestError(
            "picture_too_large",
            "Picture too large",
            "The picture has too many pixels to be read. Scan it at 300 dpi, and add it again.",
        ) from error
    except FileNotFoundError as error:
        raise IngestError(
            "file_unreadable",
            "File not found",
            "The file is no longer where it was. Put it back, or add it again.",
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _damaged() from error
    resolution = float(dpi[0]) if dpi and float(dpi[0]) > 0 else None
    width, height = page_size_points(upright.width, upright.height, resolution)
    if max(upright.size) > MAX_RENDER_PIXELS:
        upright.thumbnail((MAX_RENDER_PIXELS, MAX_RENDER_PIXELS), reducing_gap=2.0)
    factor = width / upright.width
    reading = read_image(upright)
    words = _within(
        (Word(1, word.text, _scaled(word.box, factor), word.confidence) for word in reading.words),
        reading.width * factor,
        reading.height * factor,
    )
    if page_done is not None:
        page_done(1, 1)
    across, down = (height, width) if reading.turned in (90, 270) else (width, height)
    page = PageText(1, across, down, words, PageSource.OCR, reading.turned)
    findings: tuple[Finding, ...] = ()
    if reading.turned:
        findings = (
            Finding(
                code="page_turned",
                severity=Severity.INFO,
                message=f"The page lies on its side: it was read turned by {reading.turned} degrees.",
            ),
        )
    return DocumentText((page,), findings)


def _on_white(picture: Image.Image) -> Image.Image:
    """As RGB; what is transparent is shown white, and 16 bits a pixel become 8."""
    if picture.mode.startswith(("I", "F")):
        wide = np.asarray(picture).astype(np.float32)
        top = 65535.0 if wide.max(initial=0.0) > 255 else 255.0
        return Image.fromarray((wide * (255.0 / top)).clip(0, 255).astype(np.uint8)).convert("RGB")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        sheet = Image.new("RGBA", layered.size, "white")
        sheet.alpha_composite(layered)
        return sheet.convert("RGB")
    return picture.convert("RGB")
