"""Large documents on the page view: 500 pages scrolled through and searched, and scans of 50 MB.

Measured are the time until a page is painted, how long the main thread is held at once, and the bytes that
are kept. View and worker are real. Run it with `python -m benchmarks.reviewing.pages`.
"""

import argparse
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pikepdf
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ingestio_core.contracts.extractions import Box, PageSize
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.review.page_view import PageView
from ingestio_desktop.windows.review.pages_pane import as_image
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.pages import PageImage
from ingestio_desktop.workers.renderer import Renderer
from tests.support.torn import NUMBERS, several_pages

PAGES: Final = 500
MAIN_THREAD_LIMIT_MS: Final = 50.0
A4: Final = PageSize(width=595.0, height=842.0)
_MIB: Final = 1024 * 1024
_SCAN_BYTES: Final = 50 * _MIB


class Viewer:
    """A page view that is served by the worker, as the review serves it."""

    def __init__(self, renderer: Renderer, path: Path, media_type: MediaType, pages: int) -> None:
        self.renderer, self.path, self.media_type = renderer, path, media_type
        self.view = PageView()
        self.bridge = Bridge(lambda error: print(repr(error)), self.view)
        self.view.page_needed.connect(self._draw)
        self.view.detail_needed.connect(self._draw_part)
        self.view.resize(808, 800)
        self.view.set_document([A4] * pages)
        self.view.show()

    def _draw(self, page: int, resolution: float) -> None:
        def done(image: PageImage) -> None:
            self.view.set_page_image(page, as_image(image), resolution)

        def failed(error: IngestError) -> None:
            self.view.set_page_broken(page, error.title, error.message)

        future = self.renderer.page(self.path, self.media_type, page, resolution * 72)
        self.bridge.deliver(future, self.view, done, failed)

    def _draw_part(self, page: int, area: Box, resolution: float) -> None:
        def done(image: PageImage) -> None:
            self.view.set_page_detail(page, area, as_image(image), resolution)

        future = self.renderer.page(self.path, self.media_type, page, resolution * 72, area=area)
        self.bridge.deliver(future, self.view, done, lambda _error: self.view.detail_failed())

    def until_sharp(self) -> float:
        """Milliseconds until all in sight is painted."""
        return wait(lambda: self.view.is_drawn and self.view.is_sharp)


def wait(done: Callable[[], bool]) -> float:
    """Run events until `done`. Returns milliseconds."""
    loop, ticks = QEventLoop(), QTimer()
    ticks.timeout.connect(loop.quit)
    ticks.start(1)
    start = perf_counter()
    while not done():
        loop.exec()
    QApplication.processEvents()
    return (perf_counter() - start) * 1000


def long_document(renderer: Renderer, folder: Path) -> None:
    path = folder / "long.pdf"
    path.write_bytes(several_pages((NUMBERS * PAGES)[:PAGES]).content)
    print(f"\n{PAGES} pages, {path.stat().st_size / _MIB:.1f} MiB")
    start = perf_counter()
    viewer = Viewer(renderer, path, MediaType.PDF, PAGES)
    viewer.until_sharp()
    tell("opened, first page painted", (perf_counter() - start) * 1000)
    viewer.view.show_page(400)
    tell("jump to page 400", viewer.until_sharp())
    bar = viewer.view.verticalScrollBar()
    worst = 0.0
    for step in range(200):
        start = perf_counter()
        bar.setValue(bar.maximum() * step // 200)
        viewer.view.viewport().repaint()
        worst = max(worst, (perf_counter() - start) * 1000)
        QApplication.processEvents()
    tell("scrolled through, longest step", worst, MAIN_THREAD_LIMIT_MS)
    tell("until the last page is sharp", viewer.until_sharp())
    kept, size = viewer.view.images_kept
    print(f"  kept: {kept} pictures in the view, {size / _MIB:.0f} MiB; ", end="")
    print(f"{renderer.pages_kept} in the worker, {renderer.bytes_kept / _MIB:.0f} MiB")
    for word in ("zeppelin", "total"):
        start = perf_counter()
        first, places = 0.0, 0
        for begin in range(1, PAGES + 1, 8):
            numbers = range(begin, min(begin + 8, PAGES + 1))
            places += len(renderer.find(path, MediaType.PDF, numbers, word).result())
            first = first or (perf_counter() - start) * 1000
        tell(f"searched for “{word}”, first answer", first)
        tell(f"all pages, {places} places", (perf_counter() - start) * 1000)


def scan(renderer: Renderer, folder: Path) -> None:
    """One page that was scanned at 600 dpi, as a picture and within a PDF."""
    noise = Image.effect_noise((4960, 7016), 90).convert("RGB")
    body = io.BytesIO()
    for quality in (90, 95, 98, 100):
        body = io.BytesIO()
        noise.save(body, "JPEG", quality=quality, dpi=(600, 600), subsampling=0)
        if body.tell() >= _SCAN_BYTES:
            break
    picture, whole = folder / "scan.jpg", folder / "scan.pdf"
    picture.write_bytes(body.getvalue())
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        image = document.make_stream(body.getvalue())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height = noise.size
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        image.Filter = pikepdf.Name.DCTDecode
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
        page.Contents = document.make_stream(b"595 0 0 842 0 0 cm /Scan Do")
        document.save(whole)
    for path, media_type in ((picture, MediaType.JPEG), (whole, MediaType.PDF)):
        print(f"\n{path.name}, {path.stat().st_size / _MIB:.0f} MiB, 4960 × 7016")
        start = perf_counter()
        viewer = Viewer(renderer, path, media_type, 1)
        viewer.until_sharp()
        tell("first painted", (perf_counter() - start) * 1000)
        start = perf_counter()
        renderer.page(path, media_type, 1, 18).result()
        tell("small picture", (perf_counter() - start) * 1000)
        viewer.view.set_zoom(8.0)
        tell("at 800 %", viewer.until_sharp())
        _kept, size = viewer.view.images_kept
        print(f"  kept: {size / _MIB:.0f} MiB in the view, {renderer.bytes_kept / _MIB:.0f} in the worker")


def tell(what: str, milliseconds: float, limit: float | None = None) -> None:
    against = f"  {milliseconds / limit:.2f} of {limit:.0f} ms" if limit is not None else ""
    print(f"  {what:44}{milliseconds:9.1f} ms{against}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--section", choices=("long", "scan"), action="append")
    chosen = parser.parse_args().section or ["long", "scan"]
    application = QApplication([])
    Theme(application, ThemeSetting.LIGHT)
    renderer = Renderer()
    renderer.start()
    with tempfile.TemporaryDirectory() as folder:
        for name, section in (("long", long_document), ("scan", scan)):
            if name in chosen:
                section(renderer, Path(folder))
        renderer.close()


if __name__ == "__main__":
    main()
