"""Draw pages in one thread: pdfium aborts the process when two threads use it.

The last document stays open and copies of at most 8 pages are kept, so that the page before and
the next one are there at once.
"""

import itertools
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_core.pagesize import page_size_points
from ingestio_desktop.futures import settle
from ingestio_desktop.workers.pages import PageImage, Word

if TYPE_CHECKING:
    from PIL.Image import Image

Result = TypeVar("Result")

_PAGES_KEPT: Final = 8
_DOCUMENTS_KEPT: Final = 3
_MAX_SIDE: Final = 12_000
"""Pixels: a page is never drawn larger, whatever the zoom."""

_POINTS_PER_INCH: Final = 72.0
_WANTED, _AHEAD, _STOP = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Key:
    path: Path
    mtime_ns: int
    number: int
    dpi: float
    rotation: int


class Renderer:
    """What is wanted now goes before what is drawn ahead, and the newest wish goes first."""

    def __init__(self) -> None:
        self._jobs: queue.PriorityQueue[tuple[int, int, Callable[[], None]]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._pages: OrderedDict[_Key, PageImage] = OrderedDict()
        self._documents: OrderedDict[tuple[Path, int], Any] = OrderedDict()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def page(
        self,
        path: Path,
        media_type: MediaType,
        number: int,
        dpi: float,
        rotation: int = 0,
        *,
        ahead: bool = False,
    ) -> "Future[PageImage]":
        """Draw page `number` (from 1) at `dpi`, turned by `rotation` degrees clockwise.

        The future fails with `IngestError`: page_unreadable, or no_pages for an XML invoice.
        """
        return self._submit(
            lambda: self._draw(path, media_type, number, dpi, rotation % 360), _AHEAD if ahead else _WANTED
        )

    def words(self, path: Path, media_type: MediaType, number: int) -> "Future[tuple[Word, ...]]":
        """The words of a page's text layer in reading order; none for pictures."""
        return self._submit(lambda: self._words(path, media_type, number), _WANTED)

    def text_in(self, path: Path, media_type: MediaType, number: int, box: Box) -> "Future[str]":
        """The words whose middle lies in the box, joined by spaces."""
        return self._submit(lambda: _inside(self._words(path, media_type, number), box), _WANTED)

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._jobs.put((_STOP, next(self._order), _nothing))
        if self._thread.ident is not None:
            self._thread.join()

    def _submit(self, work: Callable[[], Result], priority: int) -> "Future[Result]":
        future: Future[Result] = Future()

        def run() -> None:
            if self._closed:
                future.cancel()
            else:
                settle(future, work)

        with self._lock:
            if self._closed:
                future.cancel()
            else:
                self._jobs.put((priority, -next(self._order), run))
        return future

    def _run(self) -> None:
        while True:
            priority, _, job = self._jobs.get()
            if priority == _STOP:
                break
            job()
        for document in self._documents.values():
            document.close()

    def _draw(self, path: Path, media_type: MediaType, number: int, dpi: float, rotation: int) -> PageImage:
        if media_type is MediaType.XML:
            raise _no_pages()
        try:
            key = _Key(path, path.stat().st_mtime_ns, number, dpi, rotation)
            if key not in self._pages:
                draw = self._draw_pdf if media_type is MediaType.PDF else _draw_picture
                self._pages[key] = draw(key)
        except IngestError:
            raise
        except Exception as error:
            raise _unreadable(path, number) from error
        self._pages.move_to_end(key)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return self._pages[key]

    def _draw_pdf(self, key: _Key) -> PageImage:
        document = self._open(key.path, key.mtime_ns)
        page = document[key.number - 1]
        try:
            width, height = page.get_size()
            scale = min(key.dpi / _POINTS_PER_INCH, _MAX_SIDE / max(width, height))
            bitmap = page.render(scale=scale, rotation=key.rotation, prefer_bgrx=True)
            image = PageImage(
                key.number,
                len(document),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                bytes(bitmap.buffer),
                width,
                height,
                key.rotation,
            )
            bitmap.close()
            return image
        finally:
            page.close()

    def _words(self, path: Path, media_type: MediaType, number: int) -> tuple[Word, ...]:
        if media_type is not MediaType.PDF:
            return ()
        try:
            page = self._open(path, path.stat().st_mtime_ns)[number - 1]
            try:
                return tuple(_page_words(page))
            finally:
                page.close()
        except Exception as error:
            raise _unreadable(path, number) from error

    def _open(self, path: Path, mtime_ns: int) -> Any:
        import pypdfium2

        key = path, mtime_ns
        if key not in self._documents:
            self._documents[key] = pypdfium2.PdfDocument(path)
        self._documents.move_to_end(key)
        while len(self._documents) > _DOCUMENTS_KEPT:
            self._documents.popitem(last=False)[1].close()
        return self._documents[key]


def _page_words(page: Any) -> "list[Word]":
    """Runs of characters without a space or a wide gap between them. Characters have boxes in
    PDF space (origin bottom left, before the page's own rotation)."""
    to_screen = _screen_transform(page)
    text = page.get_textpage()
    try:
        words: list[Word] = []
        letters: list[str] = []
        box: Box | None = None
        content = text.get_text_range()
        count = text.count_chars()
        if len(content) != count:
            content = [text.get_text_range(index, 1) for index in range(count)]
        for index, letter in enumerate(content):
            if not letter.strip():
                _end_word(words, letters, box)
                letters, box = [], None
                continue
            here = to_screen(text.get_charbox(index))
            if box is not None and _apart(box, here):
                _end_word(words, letters, box)
                letters, box = [], None
            letters.append(letter)
            box = here if box is None else _union(box, here)
        _end_word(words, letters, box)
        return words
    finally:
        text.close()


def _screen_transform(page: Any) -> "Callable[[Box], Box]":
    """From PDF space to points of the upright page, origin top left."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation()

    def convert(box: Box) -> Box:
        x0, y0, x1, y1 = box
        match turn:
            case 90:
                points = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
            case 180:
                points = (right - x1, y0 - bottom, right - x0, y1 - bottom)
            case 270:
                points = (top - y1, right - x1, top - y0, right - x0)
            case _:
                points = (x0 - left, top - y1, x1 - left, top - y0)
        return points

    return convert


def _apart(word: Box, letter: Box) -> bool:
    """Whether a letter begins a new word: on another line, or more than a letter's height away."""
    height = max(word[3] - word[1], letter[3] - letter[1], 1.0)
    return letter[0] - word[2] > height or word[0] - letter[0] > height or abs(letter[3] - word[3]) > height


def _end_word(words: "list[Word]", letters: list[str], box: Box | None) -> None:
    if letters and box is not None:
        words.append(Word("".join(letters), box))


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _inside(words: tuple[Word, ...], box: Box) -> str:
    return " ".join(
        word.text
        for word in words
        if box[0] <= (word.box[0] + word.box[2]) / 2 <= box[2]
        and box[1] <= (word.box[1] + word.box[3]) / 2 <= box[3]
    )


def _draw_picture(key: _Key) -> PageImage:
    from PIL import Image, ImageOps

    with Image.open(key.path) as opened:
        dpi = opened.info.get("dpi")
        upright = ImageOps.exif_transpose(opened)
    assert upright is not None, "a copy is made unless asked otherwise"
    points = page_size_points(upright.width, upright.height, float(dpi[0]) if dpi else None)
    # Never more pixels than the picture has: the screen scales up as well.
    scale = min(1.0, key.dpi / _POINTS_PER_INCH * points[0] / upright.width, _MAX_SIDE / max(upright.size))
    size = max(1, round(upright.width * scale)), max(1, round(upright.height * scale))
    picture: Image.Image = _flat(upright)
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if key.rotation:
        picture = picture.rotate(-key.rotation, expand=True)
    return PageImage(
        key.number,
        1,
        picture.width,
        picture.height,
        picture.width * 4,
        picture.tobytes("raw", "BGRX"),
        *points,
        key.rotation,
    )


def _flat(picture: "Image") -> "Image":
    """RGB, with what is transparent on white."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("RGB")
    return picture.convert("RGB")


def _nothing() -> None:
    """The last job."""


def _no_pages() -> IngestError:
    return IngestError(
        "no_pages",
        "This document has no pages",
        "It is an e-invoice as plain XML: all that it says stands in the fields.",
    )


def _unreadable(path: Path, number: int) -> IngestError:
    return IngestError(
        "page_unreadable",
        "The page cannot be shown",
        f"Page {number} of “{path.name}” could not be drawn. Open the file in its own program to look at it.",
    )
