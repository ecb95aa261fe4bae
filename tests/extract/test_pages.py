"""Words with boxes: text layers, turned pages, pictures."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout
from ingestio_extract.ocr import Reading
from ingestio_extract.ocr import read_image as read_pixels
from ingestio_extract.pages import read_pages
from ingestio_extract.textquality import is_usable
from ingestio_extract.words import PageSource, PageText, Word


def read_image(picture: Image.Image) -> Reading:
    return read_pixels(np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1]))


def _pdf(path: Path, rotation: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.setPageRotation(rotation)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 250, "Invoice number 4711")
    canvas.drawString(220, 250, "Total")
    canvas.showPage()
    canvas.save()
    return path


def test_words_stand_where_they_are_printed_from_the_top_left(tmp_path: Path) -> None:
    (page,) = read_pages(_pdf(tmp_path / "a.pdf"), MediaType.PDF).pages
    assert (page.width, page.height, page.source) == (400, 300, PageSource.TEXT)
    assert [word.text for word in page.words] == ["Invoice", "number", "4711", "Total"]
    x0, y0, x1, y1 = page.words[0].box
    assert 49 <= x0 <= 53 and 85 <= x1 <= 92
    assert 38 <= y0 < y1 <= 53


def test_what_a_crop_box_leaves_out_is_not_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300), cropBox=(60, 100, 230, 300))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 250, "Invoice number 4711 from a long list")
    canvas.drawString(70, 20, "Total 99.00")
    canvas.save()
    (page,) = read_pages(tmp_path / "a.pdf", MediaType.PDF).pages
    assert (page.width, page.height) == (170, 200)
    assert [word.text for word in page.words] == ["Invoice", "number", "4711", "from", "a", "long"]
    assert all(
        0 <= x0 < x1 <= 170 and 0 <= y0 < y1 <= 200 for x0, y0, x1, y1 in (word.box for word in page.words)
    )


@pytest.mark.parametrize("size", [(3000, 10), (10, 3000), (1, 1)])
def test_a_strip_is_read_like_any_picture(size: tuple[int, int]) -> None:
    reading = read_image(Image.new("RGB", size, "white"))
    assert (reading.words, reading.width, reading.height) == ((), *size)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_shown_on_its_side_is_read_turned_and_boxed_as_shown(tmp_path: Path, rotation: int) -> None:
    (page,) = read_pages(_pdf(tmp_path / "a.pdf", rotation), MediaType.PDF).pages
    assert page.shown_size == (400, 300)
    assert page.turn == 360 - rotation
    words = sorted(page.words, key=lambda word: word.box[0])
    assert [word.text for word in words] == ["Invoice", "number", "4711", "Total"]
    x0, y0, x1, y1 = page.on_page(words[0].box)
    # The text stands 50 points in from where it begins and 250 from its foot.
    where = {90: (247, 49, 260, 90), 180: (310, 245, 351, 260), 270: (138, 210, 153, 251)}[rotation]
    assert where[0] <= x0 < x1 <= where[2] and where[1] <= y0 < y1 <= where[3]


def test_a_wide_gap_begins_a_new_segment(tmp_path: Path) -> None:
    layout = build_layout(read_pages(_pdf(tmp_path / "a.pdf"), MediaType.PDF).pages)
    assert [segment.text for segment in layout.segments] == ["Invoice number 4711", "Total"]


def test_a_text_layer_of_garbage_is_not_usable() -> None:
    box = (0.0, 0.0, 1.0, 1.0)
    assert not is_usable((Word(1, "\ue001\ue002\ue003" * 10, box),))
    assert not is_usable((Word(1, "short", box),))
    assert is_usable((Word(1, "Rechnungsnummer", box), Word(1, "4711", box)))


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    for name, media in (("a.pdf", MediaType.PDF), ("a.png", MediaType.PNG)):
        path = tmp_path / name
        path.write_bytes(b"%PDF-1.7 and then nothing")
        with pytest.raises(IngestError) as caught:
            read_pages(path, media)
        assert caught.value.code == "file_damaged"


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(IngestError) as caught:
        read_pages(tmp_path / "gone.pdf", MediaType.PDF)
    assert caught.value.code == "file_unreadable"


def test_a_box_of_a_turned_page_leads_back_to_the_page_as_shown() -> None:
    box = (10.0, 20.0, 30.0, 25.0)
    assert PageText(1, 100, 50, (), PageSource.OCR, turn=90).on_page(box) == (20, 70, 25, 90)
    assert PageText(1, 100, 50, (), PageSource.OCR, turn=180).on_page(box) == (70, 25, 90, 30)
    assert PageText(1, 100, 50, (), PageSource.OCR, turn=270).on_page(box) == (25, 10, 30, 30)
    assert PageText(1, 100, 50, (), PageSource.OCR, turn=90).shown_size == (50, 100)


def _picture() -> Image.Image:
    picture = Image.new("RGB", (700, 300), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    draw.text((40, 40), "Invoice number 4711-A", fill="black", font=font)
    draw.text((40, 120), "Total 1,284.60 EUR", fill="black", font=font)
    draw.text((40, 200), "Thank you for your order", fill="black", font=font)
    return picture


def test_a_picture_is_read_with_boxes_and_no_download(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the weights must come from the package")

    monkeypatch.setattr("socket.socket.connect", refuse)
    reading = read_image(_picture())
    words = {word.text: word.box for word in reading.words}
    assert {"4711-A", "1,284.60", "EUR"} <= set(words)
    assert reading.turned == 0
    assert words["EUR"][0] > words["1,284.60"][2] - 2
    assert 100 <= words["EUR"][1] < words["EUR"][3] <= 175


def test_a_picture_on_its_side_is_turned() -> None:
    reading = read_image(_picture().rotate(90, expand=True))
    assert reading.turned == 90
    assert "1,284.60" in {word.text for word in reading.words}


def _printed() -> Image.Image:
    picture = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(picture).text((60, 100), "Invoice number 4711", fill=0, font=ImageFont.load_default(48))
    return picture


def _transparent(path: Path) -> None:
    """Black letters on nothing: the colour behind them is black too."""
    picture = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    picture.putalpha(ImageOps.invert(_printed()))
    picture.save(path)


def _sixteen_bits(path: Path) -> None:
    Image.fromarray(np.asarray(_printed()).astype(np.uint16) * 257).save(path)


def _huge(path: Path) -> None:
    _printed().resize((7200, 2400)).save(path)


@pytest.mark.parametrize("save", [_transparent, _sixteen_bits, _huge])
def test_pictures_of_any_kind_are_read(tmp_path: Path, save: Callable[[Path], None]) -> None:
    save(tmp_path / "a.png")
    (page,) = read_pages(tmp_path / "a.png", MediaType.PNG).pages
    assert "".join(word.text for word in page.words) == "Invoicenumber4711"
    assert page.words[0].box[0] == pytest.approx(60 / 900 * page.width, rel=0.15)


def test_a_picture_of_too_many_pixels_says_so(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    with pytest.raises(IngestError) as caught:
        read_pages(tmp_path / "a.png", MediaType.PNG)
    assert caught.value.code == "picture_too_large"


def test_a_receipt_many_times_as_long_as_wide_is_read_to_its_end(tmp_path: Path) -> None:
    picture = Image.new("L", (300, 2400), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(16)
    lines = [f"Article {number} of many {number},50" for number in range(100, 110)]
    for number, line in enumerate(lines):
        draw.text((20, 60 + 225 * number), line, fill=0, font=font)
    picture.save(tmp_path / "a.png")
    (page,) = read_pages(tmp_path / "a.png", MediaType.PNG).pages
    read = ["".join(row.text.split()) for row in build_layout([page]).rows]
    assert read == ["".join(line.split()) for line in lines]


def test_tiny_print_is_looked_for_at_a_larger_scale() -> None:
    picture = Image.new("L", (2000, 260), 255)
    draw = ImageDraw.Draw(picture)
    for number in range(11, 15):
        text = f"Clause {number} of the terms of delivery and payment"
        draw.text((460 * number - 5020, 50 * number - 510), text, fill=0, font=ImageFont.load_default(8))
    read = "".join(word.text for word in read_image(picture).words)
    assert all(f"Clause{number}of" in read for number in range(11, 15))
