"""Reads a file's pages as words with boxes: from the text layer, else by OCR."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image, ImageOps, UnidentifiedImageError

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_core.pagesize import page_size_points
from ingestio_extract.ocr import read_image
from ingestio_extract.pdfpage import MOST_PIXELS, page_of, read_page
from ingestio_extract.words import DocumentText, PageSource, PageText

PageDone = Callable[[int, int], None]
"""Told after each page: pages read, pages in all."""


def read_pages(path: Path, media_type: MediaType, page_done: PageDone | None = None) -> DocumentText:
    """All pages of a PDF or an image. A page that can't be read becomes a finding, the others go on.

    Raises IngestError (`file_damaged`, `password_protected`, `file_unreadable`) when nothing of
    the file can be opened.
    """
    if media_type is MediaType.PDF:
        return _read_pdf(path, page_done)
    return read_picture(path, page_done)


def _damaged() -> IngestError:
    return IngestError(
        "file_damaged",
        "Damaged file",
        "The file is damaged and cannot be opened. Save it again from where it came, and add it once more.",
    )


def _read_pdf(path: Path, page_done: PageDone | None) -> DocumentText:
    document = open_pdf(path)
    try:
        count = len(document)
        if count == 0:
            raise _damaged()
        pages: list[PageText] = []
        findings: list[Finding] = []
        for index in range(count):
            try:
                pages.append(read_page(document, index))
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


def open_pdf(path: Path) -> Any:
    """A document of pypdfium2, for the caller to close. Raises IngestError (`file_unreadable`,
    `password_protected`, `file_damaged`)."""
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


def open_picture(path: Path) -> tuple[Image.Image, float | None]:
    """A picture upright on white, and its resolution in dots an inch where it says so. Raises IngestError
    (`picture_too_large`, `file_unreadable`, `file_damaged`)."""
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
    return upright, float(dpi[0]) if dpi and float(dpi[0]) > 0 else None


def read_picture(path: Path, page_done: PageDone | None = None) -> DocumentText:
    """The one page of a picture. Raises IngestError as `open_picture` does."""
    upright, resolution = open_picture(path)
    width, height = page_size_points(upright.width, upright.height, resolution)
    if upright.width * upright.height > MOST_PIXELS:
        shrink = (MOST_PIXELS / (upright.width * upright.height)) ** 0.5
        size = max(1, round(upright.width * shrink)), max(1, round(upright.height * shrink))
        upright = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    reading = read_image(np.ascontiguousarray(np.asarray(upright)[:, :, ::-1]))
    page = page_of(reading, 1, width / upright.width, (width, height))
    if page_done is not None:
        page_done(1, 1)
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
