"""Pages as a model sees them: upright, as small JPEGs."""

import base64
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from ingestio_core.limits import MediaType
from ingestio_extract.llm.request import Picture
from ingestio_extract.words import PageSource, PageText

MOST_PAGES: Final = 40
"""Of one document. Those beyond are asked about by what OCR read of them."""
_LONG_SIDE: Final = 1568
"""In pixels: Anthropic's largest that is not made smaller there; the others take it, too."""
_MOST_BYTES: Final = 700_000
_QUALITIES: Final = (85, 70, 50, 30)


def pages_to_show(pages: Sequence[PageText]) -> list[PageText]:
    """Those without text of their own; first those that OCR read nothing on."""
    without = [page for page in pages if page.source is PageSource.OCR]
    chosen = sorted(without, key=lambda page: bool(page.words))[:MOST_PAGES]
    return sorted(chosen, key=lambda page: page.number)


def pictures_of(path: Path, media_type: MediaType, pages: Sequence[PageText]) -> list[Picture]:
    """Pictures of these pages; one that can't be drawn has none."""
    if not pages:
        return []
    if media_type is MediaType.PDF:
        return list(_of_pdf(path, pages))
    try:
        with Image.open(path) as opened:
            return [_picture(_on_white(ImageOps.exif_transpose(opened)), pages[0])]
    except (OSError, SyntaxError, ValueError):
        return []


def _of_pdf(path: Path, pages: Sequence[PageText]) -> Iterator[Picture]:
    document = pdfium.PdfDocument(path)
    try:
        for page in pages:
            try:
                shown = document[page.number - 1]
                try:
                    bitmap = shown.render(scale=_LONG_SIDE / max(1.0, *page.shown_size))
                    try:
                        yield _picture(bitmap.to_pil().convert("RGB"), page)
                    finally:
                        bitmap.close()
                finally:
                    shown.close()
            except pdfium.PdfiumError:
                continue
    finally:
        document.close()


def _picture(image: Image.Image, page: PageText) -> Picture:
    if page.turn:
        image = image.rotate(-page.turn, expand=True)
    image.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.LANCZOS)
    content = b""
    for quality in _QUALITIES:
        target = BytesIO()
        image.save(target, "JPEG", quality=quality)
        content = target.getvalue()
        if len(content) <= _MOST_BYTES:
            break
    return Picture(page=page.number, data=base64.b64encode(content).decode())


def _on_white(picture: Image.Image) -> Image.Image:
    """As RGB; what is transparent is shown white, and more than 8 bits become 8."""
    if picture.mode.startswith(("I", "F")):
        wide = picture.convert("F")
        top = max(255.0, float(wide.getextrema()[1]))  # type: ignore[arg-type]
        return wide.point(lambda value: value * (255.0 / top)).convert("RGB")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        sheet = Image.new("RGBA", layered.size, "white")
        sheet.alpha_composite(layered)
        return sheet.convert("RGB")
    return picture.convert("RGB")
