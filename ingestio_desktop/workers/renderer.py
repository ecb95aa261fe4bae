"""Draw pages in one thread: pdfium aborts the process when two threads use it.

The last documents stay open, and copies of a few pages are kept, so that the page before and the next
one are there at once. What is kept is bounded by number and by bytes.
"""

import itertools
import math
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_core.pagesize import page_size_points
from ingestio_desktop.futures import settle
from ingestio_desktop.workers.page_words import find_in, may_contain, page_words, plain, text_inside
from ingestio_desktop.workers.pages import Found, PageImage, Word

if TYPE_CHECKING:
    from PIL.Image import Image

Result = TypeVar("Result")

_PAGES_KEPT: Final = 8
_DOCUMENTS_KEPT: Final = 3
_BYTES_KEPT: Final = 128 * 1024 * 1024
"""Of all pages that are kept together; the last one is kept whatever its size."""
MAX_PIXELS: Final = 16_000_000
"""A page is never drawn with more, whatever the zoom and however large a scan is."""
_WORDS_KEPT: Final = 24
"""Pages whose words are kept."""

_POINTS_PER_INCH: Final = 72.0
_ORIENTATION: Final = 0x0112
"""The tag in a photograph that says how it was held."""
_ON_ITS_SIDE: Final = range(5, 9)
_WANTED, _AHEAD, _SEARCH, _STOP = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Key:
    path: Path
    mtime_ns: int
    number: int
    dpi: float
    rotation: int
    area: Box | None = None


class Renderer:
    """What is wanted now goes before what is drawn ahead, and the newest wish goes first."""

    def __init__(self) -> None:
        self._jobs: queue.PriorityQueue[tuple[int, int, Callable[[], None]]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._pages: OrderedDict[_Key, PageImage] = OrderedDict()
        self._texts: OrderedDict[tuple[Path, int, int], tuple[Word, ...]] = OrderedDict()
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
        area: Box | None = None,
    ) -> "Future[PageImage]":
        """Draw page `number` (from 1) at `dpi`, turned by `rotation` degrees clockwise; or a part of it, the
        `area` in points, which is not turned.

        The future fails with `IngestError`: page_unreadable, page_locked (it needs a password), page_gone
        (no file), or no_pages for an XML invoice. Pages of more than `MAX_PIXELS` come smaller.
        """
        return self._submit(
            lambda: self._draw(path, media_type, number, dpi, rotation % 360, area),
            _AHEAD if ahead else _WANTED,
        )

    def words(self, path: Path, media_type: MediaType, number: int) -> "Future[tuple[Word, ...]]":
        """The words of a page's text layer in reading order; none for pictures."""
        return self._submit(lambda: self._words(path, media_type, number), _WANTED)

    def text_in(self, path: Path, media_type: MediaType, number: int, box: Box) -> "Future[str]":
        """The words whose middle lies in the box, joined by spaces."""
        return self._submit(lambda: text_inside(self._words(path, media_type, number), box), _WANTED)

    def find(
        self, path: Path, media_type: MediaType, numbers: Sequence[int], query: str
    ) -> "Future[tuple[Found, ...]]":
        """Where a text stands on some pages (from 1), by their text layers, whatever its capitals and
        accents; what can't be read has nothing. All that is drawn goes before it."""
        wanted = plain(query)
        return self._submit(lambda: self._find(path, media_type, numbers, wanted), _SEARCH)

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

    def _draw(
        self, path: Path, media_type: MediaType, number: int, dpi: float, rotation: int, area: Box | None
    ) -> PageImage:
        if media_type is MediaType.XML:
            raise _no_pages()
        try:
            key = _Key(path, path.stat().st_mtime_ns, number, dpi, rotation if area is None else 0, area)
            if key not in self._pages:
                draw = self._draw_pdf if media_type is MediaType.PDF else _draw_picture
                self._pages[key] = draw(key)
        except IngestError:
            raise
        except Exception as error:
            raise _refusal(path, number, error) from error
        self._pages.move_to_end(key)
        while len(self._pages) > 1 and (len(self._pages) > _PAGES_KEPT or self.bytes_kept > _BYTES_KEPT):
            self._pages.popitem(last=False)
        return self._pages[key]

    @property
    def pages_kept(self) -> int:
        return len(self._pages)

    @property
    def bytes_kept(self) -> int:
        """What the pages that are kept take."""
        return sum(len(image.pixels) for image in self._pages.values())

    def _draw_pdf(self, key: _Key) -> PageImage:
        document = self._open(key.path, key.mtime_ns)
        page = document[key.number - 1]
        try:
            width, height = page.get_size()
            x0, y0, x1, y1 = key.area or (0.0, 0.0, width, height)
            scale = min(key.dpi / _POINTS_PER_INCH, math.sqrt(MAX_PIXELS / ((x1 - x0) * (y1 - y0))))
            crop = (x0, height - y1, width - x1, y0) if key.area else (0, 0, 0, 0)
            bitmap = page.render(scale=scale, rotation=key.rotation, crop=crop, prefer_bgrx=True)
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
            key = path, path.stat().st_mtime_ns, number
            if key not in self._texts:
                page = self._open(key[0], key[1])[number - 1]
                try:
                    self._texts[key] = tuple(page_words(page))
                finally:
                    page.close()
        except Exception as error:
            raise _refusal(path, number, error) from error
        self._texts.move_to_end(key)
        while len(self._texts) > _WORDS_KEPT:
            self._texts.popitem(last=False)
        return self._texts[key]

    def _find(
        self, path: Path, media_type: MediaType, numbers: Sequence[int], query: str
    ) -> tuple[Found, ...]:
        if media_type is not MediaType.PDF or not query:
            return ()
        found: list[Found] = []
        for number in numbers:
            # A page that can't be read says so in its own place.
            with suppress(Exception):
                page = self._open(path, path.stat().st_mtime_ns)[number - 1]
                try:
                    if may_contain(page, query):
                        found += find_in(number, page_words(page), query)
                finally:
                    page.close()
        return tuple(found)

    def _open(self, path: Path, mtime_ns: int) -> Any:
        import pypdfium2

        key = path, mtime_ns
        if key not in self._documents:
            self._documents[key] = pypdfium2.PdfDocument(path)
        self._documents.move_to_end(key)
        while len(self._documents) > _DOCUMENTS_KEPT:
            self._documents.popitem(last=False)[1].close()
        return self._documents[key]


def _draw_picture(key: _Key) -> PageImage:
    from PIL import Image, ImageOps

    with Image.open(key.path) as opened:
        dpi = opened.info.get("dpi")
        turned = opened.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
        whole = opened.size[::-1] if turned else opened.size
        points = page_size_points(*whole, float(dpi[0]) if dpi else None)
        # Never more pixels than the picture has: the screen scales up as well.
        density = whole[0] / points[0]
        x0, y0, x1, y1 = key.area or (0.0, 0.0, *points)
        part = (x0 * density, y0 * density, x1 * density, y1 * density)
        wide, high = part[2] - part[0], part[3] - part[1]
        scale = min(1.0, key.dpi / _POINTS_PER_INCH / density, math.sqrt(MAX_PIXELS / (wide * high)))
        size = max(1, round(wide * scale)), max(1, round(high * scale))
        # A large photograph is unpacked no larger than about twice what is shown of it.
        if key.area is None:
            opened.draft(None, size[::-1] if turned else size)
        upright = ImageOps.exif_transpose(opened)
    assert upright is not None, "a copy is made unless asked otherwise"
    picture: Image.Image = _flat(upright)
    if key.area is not None:
        picture = picture.resize(size, Image.Resampling.BILINEAR, box=part)
    elif size != picture.size:
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


def _refusal(path: Path, number: int, error: Exception) -> IngestError:
    if isinstance(error, FileNotFoundError):
        return IngestError(
            "page_gone",
            "The file is no longer there",
            "It was moved, renamed or deleted while it was open. Go back to the batch and open it again.",
        )
    if "password" in str(error).lower():
        return IngestError(
            "page_locked",
            "The page cannot be shown",
            "The file is protected by a password. Save a copy without one and add that.",
        )
    return IngestError(
        "page_unreadable",
        "The page cannot be shown",
        f"Page {number} of “{path.name}” could not be drawn. Open the file in its own program to look at it.",
    )
