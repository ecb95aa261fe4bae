"""Boxes sit on the words they are of, to within two points of the page as it is shown."""

import random
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.contracts.extractions import Box
from ingestio_core.limits import MediaType
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageSource, PageText
from tests.support.documents_photo import photograph

_WIDTH, _HEIGHT = 390.0, 190.0
_TITLE = "Invoice for Northwind Traders Limited in London"
_CELLS = (
    ("Order", "4716", "23.03.2025", "2,284.60"),
    ("Basket", "29", "8.50", "246.50"),
    ("Kettle", "3", "26.20", "78.60"),
    ("Shelf", "24", "3.75", "90.00"),
)
_CAPITALS = 0.72
"""The height of capitals and figures in Helvetica, as a share of its size."""


@dataclass
class _Sheet:
    """A page on which each word's place is known: from its left edge, baseline and advance width."""

    content: bytes = b""
    boxes: dict[str, Box] = field(default_factory=dict)


def _sheet(rotation: int = 0, crop: Box | None = None) -> _Sheet:
    out, sheet = BytesIO(), _Sheet()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), cropBox=crop)

    def write(x: float, y: float, text: str, size: float) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
        for word in text.split():
            wide = pdfmetrics.stringWidth(word, "Helvetica", size)
            place = (x, _HEIGHT - y - _CAPITALS * size, x + wide, _HEIGHT - y)
            # The baseline says nothing of descenders.
            if not set(word) & set("gjpqy,;()"):
                sheet.boxes[word] = place
            x += pdfmetrics.stringWidth(word + " ", "Helvetica", size)

    write(40, 150, _TITLE, 13)
    for row, cells in enumerate(_CELLS):
        for x, cell in zip((40, 150, 220, 320), cells, strict=True):
            write(x, 116 - 24 * row, cell, 11)
    canvas.save()
    with pikepdf.open(out) as pdf:
        pdf.pages[0].Rotate = rotation
        pdf.save(turned := BytesIO())
    sheet.content = turned.getvalue()
    return sheet


def _shown(sheet: _Sheet, dpi: float) -> Image.Image:
    pdf = pypdfium2.PdfDocument(sheet.content)
    try:
        image: Image.Image = pdf[0].render(scale=dpi / 72).to_pil()
        return image.convert("RGB")
    finally:
        pdf.close()


def _assert_on_words(page: PageText, truth: dict[str, Box], least: int, within: float = 2.0) -> None:
    checked = 0
    for word in page.words:
        near = truth.get(word.text)
        if near is None or sum(other.text == word.text for other in page.words) > 1:
            continue
        checked += 1
        box = page.on_page(word.box)
        assert box == pytest.approx(near, abs=within), word.text
    assert checked >= least


def _turned(box: Box, rotation: int) -> Box:
    """A place of the page as a viewer shows it that turns the page clockwise."""
    x0, y0, x1, y1 = box
    match rotation:
        case 90:
            return _HEIGHT - y1, x0, _HEIGHT - y0, x1
        case 180:
            return _WIDTH - x1, _HEIGHT - y1, _WIDTH - x0, _HEIGHT - y0
        case 270:
            return y0, _WIDTH - x1, y1, _WIDTH - x0
        case _:
            return box


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_text_layers_boxes_sit_on_its_words(tmp_path: Path, rotation: int) -> None:
    sheet = _sheet(rotation)
    path = tmp_path / "a.pdf"
    path.write_bytes(sheet.content)
    (page,) = read_pages(path, MediaType.PDF).pages
    assert page.source is PageSource.TEXT
    _assert_on_words(page, {text: _turned(box, rotation) for text, box in sheet.boxes.items()}, 15)


def test_a_cropped_page_counts_from_its_own_corner(tmp_path: Path) -> None:
    sheet = _sheet(crop=(20, 20, 380, 170))
    path = tmp_path / "a.pdf"
    path.write_bytes(sheet.content)
    (page,) = read_pages(path, MediaType.PDF).pages
    moved = {text: (x0 - 20, y0 - 20, x1 - 20, y1 - 20) for text, (x0, y0, x1, y1) in sheet.boxes.items()}
    _assert_on_words(page, moved, 15)


@pytest.mark.parametrize("rotation", [0, 90])
def test_boxes_of_a_scan_sit_on_its_words(tmp_path: Path, rotation: int) -> None:
    sheet = _sheet(rotation)
    path = tmp_path / "a.png"
    _shown(sheet, 150).save(path, dpi=(150, 150))
    (page,) = read_pages(path, MediaType.PNG).pages
    assert page.source is PageSource.OCR
    _assert_on_words(page, {text: _turned(box, rotation) for text, box in sheet.boxes.items()}, 14)


@pytest.mark.parametrize("degrees", [-12, 0.8])
def test_boxes_of_a_page_askew_lead_back_to_where_it_is_shown(tmp_path: Path, degrees: float) -> None:
    sheet = _sheet()
    path = tmp_path / "a.png"
    picture = _shown(sheet, 150)
    picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255)).save(
        path, dpi=(150, 150)
    )
    (page,) = read_pages(path, MediaType.PNG).pages
    truth = {text: _ink_of(box, picture, degrees) for text, box in sheet.boxes.items()}
    _assert_on_words(page, truth, 14)
    tops = sorted(word.box[1] for word in page.words if word.text in ("Basket", "29", "8.50", "246.50"))
    assert tops[-1] - tops[0] < 3


def _ink_of(box: Box, picture: Image.Image, degrees: float) -> Box:
    """Where a place of the picture lies once that is turned."""
    x0, y0, x1, y1 = (value * 150 / 72 for value in box)
    alone = Image.new("L", picture.size, 0)
    alone.paste(255, (round(x0), round(y0), round(x1), round(y1)))
    place = alone.rotate(degrees, expand=True).point(lambda value: 255 * (value > 127)).getbbox()
    assert place is not None
    return tuple(value * 72 / 150 for value in place)  # type: ignore[return-value]


def test_boxes_of_a_photograph_lead_back_to_where_it_shows_the_words(tmp_path: Path) -> None:
    sheet = _sheet()
    photo = photograph(sheet.content, random.Random("boxes"))
    path = tmp_path / "a.jpg"
    path.write_bytes(photo.content)
    (page,) = read_pages(path, MediaType.JPEG).pages
    assert page.warp is not None
    factor = page.shown_size[0] / photo.width
    truth = {}
    for text, (x0, y0, x1, y1) in sheet.boxes.items():
        corners = [photo.at(x, y) for x in (x0, x1) for y in (y0, y1)]
        across, down = [corner[0] * factor for corner in corners], [corner[1] * factor for corner in corners]
        truth[text] = (min(across), min(down), max(across), max(down))
    # A point of the paper is larger here: the picture is laid out at another width.
    scale = (photo.corners[1][0] - photo.corners[0][0]) * factor / photo.page[0]
    _assert_on_words(page, truth, 14, within=2.0 * max(1.0, scale))
