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
from ingestio_desktop.workers.renderer import MAX_PIXELS, Renderer
from tests.support.torn import locked, several_pages

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
    assert [word.text for word in words] == ["Total", "12.50"]
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


def test_one_damaged_page_leaves_the_others_alone(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "torn.pdf"
    path.write_bytes(several_pages(torn=2).content)
    with pytest.raises(IngestError) as refused:
        renderer.page(path, MediaType.PDF, 2, 36).result(WAIT)
    assert refused.value.code == "page_unreadable"
    for page in (1, 3):
        assert renderer.page(path, MediaType.PDF, page, 36).result(WAIT).width > 0
        assert renderer.words(path, MediaType.PDF, page).result(WAIT)
    pages = {found.page for found in renderer.find(path, MediaType.PDF, (1, 2, 3), "Invoice").result(WAIT)}
    assert pages == {1, 3}


def test_what_became_of_a_file_is_said(renderer: Renderer, tmp_path: Path) -> None:
    whole = several_pages()
    protected, cut, gone = (tmp_path / name for name in ("protected.pdf", "cut.pdf", "gone.pdf"))
    protected.write_bytes(locked(whole))
    cut.write_bytes(whole.content[: len(whole.content) // 3])
    gone.write_bytes(whole.content)
    assert renderer.page(gone, MediaType.PDF, 1, 36).result(WAIT)
    gone.unlink()
    codes = []
    for path in (protected, cut, gone):
        with pytest.raises(IngestError) as refused:
            renderer.page(path, MediaType.PDF, 1, 36).result(WAIT)
        codes.append(refused.value.code)
        assert renderer.find(path, MediaType.PDF, (1, 2, 3), "Invoice").result(WAIT) == ()
    assert codes == ["page_locked", "page_unreadable", "page_gone"]
    assert renderer.page(pdf(tmp_path / "a.pdf"), MediaType.PDF, 1, 36).result(WAIT), "the next file is drawn"


def test_a_page_has_no_more_pixels_than_there_is_room_for(renderer: Renderer, tmp_path: Path) -> None:
    image = renderer.page(pdf(tmp_path / "a.pdf"), MediaType.PDF, 1, 4_000).result(WAIT)
    assert image.width * image.height <= 1.01 * MAX_PIXELS
    assert image.height / image.width == pytest.approx(1.5, rel=0.01)


def test_what_is_kept_is_bounded_by_number_and_by_bytes(renderer: Renderer, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    for dpi in range(20, 60):
        renderer.page(path, MediaType.PDF, 1, dpi).result(WAIT)
    assert renderer.pages_kept == 8
    for dpi in (1_000, 1_010, 1_020, 1_030):
        renderer.page(path, MediaType.PDF, 1, dpi).result(WAIT)
    assert renderer.bytes_kept <= 128 * 1024 * 1024
    assert renderer.pages_kept >= 1


def test_a_large_photograph_comes_as_small_as_it_is_shown(renderer: Renderer, tmp_path: Path) -> None:
    picture = Image.linear_gradient("L").resize((3000, 4000)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "a.jpg"
    picture.save(path, exif=exif, dpi=(300, 300), quality=80)
    image = renderer.page(path, MediaType.JPEG, 1, 18).result(WAIT)
    assert (image.width, image.height) == (240, 180), "upright, at a sixteenth of its size"
    assert (image.width_points, image.height_points) == pytest.approx((960, 720))
    assert colour(image, 0.95, 0.5)[0] < 30 < 220 < colour(image, 0.05, 0.5)[0], "and turned the right way"


def test_what_is_drawn_goes_before_a_search(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    renderer = Renderer()
    ended: list[str] = []
    for name, future in (
        ("search", renderer.find(path, MediaType.PDF, (1, 2), "total")),
        ("ahead", renderer.page(path, MediaType.PDF, 1, 36, ahead=True)),
        ("page", renderer.page(path, MediaType.PDF, 2, 36)),
    ):
        future.add_done_callback(lambda _done, name=name: ended.append(name))
    renderer.start()
    renderer.find(path, MediaType.PDF, (1,), "nothing").result(WAIT)
    renderer.close()
    assert ended[:2] == ["page", "ahead"]


def test_places_are_where_the_words_are(renderer: Renderer, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", rotate=90)
    found = renderer.find(path, MediaType.PDF, (1, 2), "TOTAL 12.50").result(WAIT)
    assert [place.page for place in found] == [1, 2]
    words = renderer.words(path, MediaType.PDF, 1).result(WAIT)
    assert found[0].boxes[0][0] == pytest.approx(min(word.box[0] for word in words), abs=1)
    assert renderer.find(path, MediaType.PDF, (1, 2), "  ").result(WAIT) == ()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_part_of_a_page_is_what_the_whole_shows_there(
    renderer: Renderer, tmp_path: Path, rotate: int
) -> None:
    path = pdf(tmp_path / "a.pdf", rotate)
    whole = renderer.page(path, MediaType.PDF, 1, 72).result(WAIT)
    area = (20.0, 10.0, 120.0, 90.0)
    part = renderer.page(path, MediaType.PDF, 1, 72, area=area).result(WAIT)
    assert (part.width, part.height) == (100, 80)
    for x, y in ((1, 1), (50, 40), (98, 78), (10, 70)):
        at, there = y * part.stride + 4 * x, (y + 10) * whole.stride + 4 * (x + 20)
        assert part.pixels[at : at + 3] == whole.pixels[there : there + 3]


def test_a_part_of_a_photograph_has_all_pixels_that_were_taken(renderer: Renderer, tmp_path: Path) -> None:
    picture = Image.new("RGB", (2000, 1000), "white")
    picture.paste((255, 0, 0), (1500, 500, 1510, 510))
    path = tmp_path / "a.png"
    picture.save(path, dpi=(200, 200))
    part = renderer.page(path, MediaType.PNG, 1, 800, area=(535.0, 175.0, 555.0, 190.0)).result(WAIT)
    assert part.width == round(20 / 72 * 200)
    assert colour(part, (540.5 - 535) / 20, (181 - 175) / 15) == RED
