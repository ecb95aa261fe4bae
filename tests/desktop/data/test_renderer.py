"""Pages as a person sees them: upright, turned on wish, with their words where they are drawn."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_desktop.workers.pages import PageImage
from ingestio_desktop.workers.renderer import Renderer

WAIT = 60
RED = (0, 0, 255)


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    started = Renderer()
    started.start()
    yield started
    started.close()


def pdf(path: Path, rotate: int = 0) -> Path:
    """200 × 300 points with “Total 12.50” and a red square at the top left of the unturned page."""
    body = io.BytesIO()
    canvas = Canvas(body, pagesize=(200, 300))
    for _ in range(2):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 260, 40, 40, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 100, "Total 12.50")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(body) as document:
        for page in document.pages:
            page.Rotate = rotate
        document.save(path)
    return path


def colour(image: PageImage, x: float, y: float) -> tuple[int, ...]:
    """Blue, green and red at a place given in parts of width and height."""
    start = int(y * image.height) * image.stride + int(x * image.width) * 4
    return tuple(image.pixels[start : start + 3])


def test_a_page_is_drawn_at_its_size_with_its_colours(renderer: Renderer, tmp_path: Path) -> None:
    image = renderer.page(pdf(tmp_path / "a.pdf"), MediaType.PDF, 2, 144).result(WAIT)
    assert (image.number, image.pages, image.width, image.height) == (2, 2, 400, 600)
    assert (image.width_points, image.height_points) == (200, 300)
    assert len(image.pixels) == image.stride * image.height
    assert colour(image, 0.05, 0.05) == RED
    assert colour(image, 0.95, 0.95) == (255, 255, 255)


@pytest.mark.parametrize(("turn", "corner"), [(90, (0.95, 0.05)), (180, (0.95, 0.95)), (270, (0.05, 0.95))])
def test_a_page_turns_clockwise_on_wish(
    renderer: Renderer, tmp_path: Path, turn: int, corner: tuple[float, float]
) -> None:
    path = pdf(tmp_path / "a.pdf")
    image = renderer.page(path, MediaType.PDF, 1, 72, turn).result(WAIT)
    assert colour(image, *corner) == RED
    assert (image.width_points, image.height_points) == (200, 300)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_lie_where_the_page_shows_them(renderer: Renderer, tmp_path: Path, rotate: int) -> None:
    path = pdf(tmp_path / "a.pdf", rotate)
    image = renderer.page(path, MediaType.PDF, 1, 72).result(WAIT)
    words = renderer.words(path, MediaType.PDF, 1).result(WAIT)
    # A reader may keep the order of a turned line, but not its words.
    assert sorted(word.text for word in words) == sorted(["Total", "12.50"]) or rotate
    left = min(word.box[0] for word in words)
    top = min(word.box[1] for word in words)
    right = max(word.box[2] for word in words)
    bottom = max(word.box[3] for word in words)
    assert 0 <= left < right <= image.width_points
    assert 0 <= top < bottom <= image.height_points
    dark = [
        (x, y)
        for y in range(image.height)
        for x in range(image.width)
        if max(image.pixels[y * image.stride + 4 * x : y * image.stride + 4 * x + 3]) < 100
    ]
    assert dark
    assert all(left - 2 <= x <= right + 2 and top - 2 <= y <= bottom + 2 for x, y in dark)


def test_a_dragged_box_reads_what_is_in_it(renderer: Renderer, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    assert renderer.text_in(path, MediaType.PDF, 1, (50, 180, 190, 210)).result(WAIT) == "Total 12.50"
    assert renderer.text_in(path, MediaType.PDF, 1, (0, 0, 40, 40)).result(WAIT) == ""


def test_a_photograph_stands_upright_and_is_never_blown_up(renderer: Renderer, tmp_path: Path) -> None:
    picture = Image.new("RGB", (100, 50), "white")
    picture.paste((255, 0, 0), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter clockwise to stand upright
    path = tmp_path / "a.jpg"
    picture.save(path, exif=exif, dpi=(100, 100), quality=95)
    image = renderer.page(path, MediaType.JPEG, 1, 400).result(WAIT)
    assert (image.width, image.height) == (50, 100)
    assert (image.width_points, image.height_points) == pytest.approx((36, 72))
    assert colour(image, 0.95, 0.05)[2] > 200
    assert colour(image, 0.95, 0.05)[0] < 80


def test_what_is_transparent_is_white(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(path)
    image = renderer.page(path, MediaType.PNG, 1, 72).result(WAIT)
    assert colour(image, 0.5, 0.5) == (255, 255, 255)


def test_a_changed_file_is_drawn_anew_and_a_known_page_is_not(renderer: Renderer, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    first = renderer.page(path, MediaType.PDF, 1, 72).result(WAIT)
    assert renderer.page(path, MediaType.PDF, 1, 72).result(WAIT) is first
    pdf(tmp_path / "b.pdf", rotate=90).replace(path)
    assert renderer.page(path, MediaType.PDF, 1, 72).result(WAIT).width == 300


def test_what_cannot_be_drawn_says_why(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    codes = []
    for wanted in (
        renderer.page(path, MediaType.PDF, 1, 72),
        renderer.page(pdf(tmp_path / "b.pdf"), MediaType.PDF, 3, 72),
        renderer.page(path, MediaType.XML, 1, 72),
    ):
        with pytest.raises(IngestError) as refused:
            wanted.result(WAIT)
        codes.append(refused.value.code)
    assert codes == ["page_unreadable", "page_unreadable", "no_pages"]
