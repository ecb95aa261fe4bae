"""The review's own time and memory: the next document, letters into long tables, a thousand documents.

`next`: from the key press until page and fields are painted, for a text PDF, a scan of 300 dpi and 100 pages,
beside pypdfium2 that draws the same page and nothing else. `keys`: see `benchmarks.reviewing.items`.
`memory`: what the process holds of its own after 100 and after 1,000 documents; it must not grow.

The documents are generated invoices, read by the engine, in a real store; the window is real. Run it with
`python -m benchmarks.review`, or one part of it with `--section next`.
"""

import argparse
import ctypes
import gc
import io
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.reviewing import items
from ingestio_core.contracts.documents import Document
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.documents import DocumentKind, GeneratedDocument, make_document
from tests.support.reviewing import ReviewDesk, review_desk

_LIMIT_MS = 50.0
_DOCUMENTS = 24
_PAGES = 100
_DPI = 300
_PAUSE_S = 0.25
"""How long a person looks before the next key at the least; neighbours are drawn meanwhile."""
_WALK = 1_000
_FIRST = 100
_DIFFERENT = 20
"""Documents of the walk that differ; the others are the same ones under other names."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: `kept` makes it of a text PDF, `change` the row that goes with it."""

    name: str
    kept: Callable[[bytes], bytes] | None = None
    change: Callable[[Document], Document] = lambda document: document


def scanned(content: bytes) -> bytes:
    """The pages as pictures of 300 dpi."""
    document = pypdfium2.PdfDocument(content)
    pictures = [page.render(scale=_DPI / 72).to_pil().convert("RGB") for page in document]
    file = io.BytesIO()
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:], resolution=_DPI)
    return file.getvalue()


def long(content: bytes) -> bytes:
    """The first page a hundred times."""
    document, whole = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument.new()
    for _ in range(_PAGES):
        whole.import_pages(document, [0])
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


def long_row(document: Document) -> Document:
    """With as many pages as `long` has."""
    extraction = document.extraction
    assert extraction is not None
    sizes = (extraction.page_sizes[0],) * _PAGES
    return document.model_copy(
        update={"page_count": _PAGES, "extraction": extraction.model_copy(update={"page_sizes": sizes})}
    )


KINDS = (Kind("text PDF"), Kind("scan, 300 dpi", scanned), Kind(f"{_PAGES} pages", long, long_row))


def look(seconds: float) -> None:
    """What a person does between two keys."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _unexpected(error: BaseException) -> None:
    raise error


@contextmanager
def opened(desk: ReviewDesk) -> Iterator[ReviewWindow]:
    """The window on the first document of the desk."""
    presenter = ReviewPresenter(desk.flow, Bridge(_unexpected))
    window = ReviewWindow(presenter)
    presenter.setParent(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    presenter.open(desk.queue, desk.queue.ids[0])
    look(1.0)
    yield window
    window.close()
    window.deleteLater()


def press_next(window: ReviewWindow) -> float:
    """Alt+Right. Returns the milliseconds until page and fields of the next document were painted."""
    loop = QEventLoop()
    window.presenter.page_ready.connect(loop.quit)
    focus: QWidget = window.focusWidget() or window
    begun = perf_counter()
    QTimer.singleShot(
        0, window, lambda: QTest.keyClick(focus, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    )
    loop.exec()
    # The page is there: what is not painted yet is painted now.
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    elapsed = perf_counter() - begun
    window.presenter.page_ready.disconnect(loop.quit)
    return elapsed * 1000


def bare(desk: ReviewDesk, pixels_per_point: float) -> list[float]:
    """The same first pages, opened and drawn by pypdfium2 alone, in milliseconds."""
    times = []
    for path in sorted((desk.folder / "dropped").iterdir()):
        begun = perf_counter()
        document = pypdfium2.PdfDocument(path)
        document[0].render(scale=pixels_per_point)
        times.append((perf_counter() - begun) * 1000)
        document.close()
    return times


def next_document() -> None:
    """Print p50 and p95 for each kind of file. `own` is what the main thread itself worked: on a machine that
    others use, too, the rest is waiting."""
    sys.stdout.write(
        f"next document, {_DOCUMENTS - 1} of each kind, from key to paint (limit {_LIMIT_MS:.0f} ms)\n"
    )
    sys.stdout.write(
        f"  {'':16}{'p50':>8}{'p95':>8}{'worst':>8}{'own p50':>10}{'bare p50':>10}{'ratio':>8}\n"
    )
    for kind in KINDS:
        with (
            tempfile.TemporaryDirectory() as folder,
            review_desk(Path(folder), _DOCUMENTS, kept=kind.kept, change=kind.change) as desk,
            opened(desk) as window,
        ):
            times, own = [], []
            for _ in range(_DOCUMENTS - 1):
                look(_PAUSE_S)
                begun = thread_time()
                times.append(press_next(window))
                own.append((thread_time() - begun) * 1000)
            peer = statistics.median(bare(desk, window.presenter.pixels_per_point))
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        figures = f"{p50:8.1f}{p95:8.1f}{max(times):8.1f}{statistics.median(own):10.1f}"
        sys.stdout.write(f"  {kind.name:16}{figures}{peer:10.1f}{p50 / peer:8.2f}\n")


@cache
def walked() -> tuple[GeneratedDocument, ...]:
    """A thousand documents of twenty contents."""
    different = [make_document(17 + number, DocumentKind.INVOICE) for number in range(_DIFFERENT)]
    return tuple(
        replace(different[number % _DIFFERENT], filename=f"{number:04}.pdf") for number in range(_WALK)
    )


def own_memory() -> float:
    """Megabytes that are this process's alone, after everything that can go has gone."""
    for _ in range(3):
        gc.collect()
        look(0.1)
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    fields = dict(
        line.split(":", 1)
        for line in Path("/proc/self/smaps_rollup").read_text().splitlines()
        if "kB" in line
    )
    private = sum(int(fields[name].split()[0]) for name in ("Private_Clean", "Private_Dirty"))
    return private / 1024


def memory() -> None:
    """Print what is held after 100 documents, and after 1,000."""
    held: dict[int, tuple[float, int, int]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        review_desk(Path(folder), made=walked()) as desk,
        opened(desk) as window,
    ):
        for number in range(2, _WALK + 1):
            press_next(window)
            if number in (_FIRST, _WALK // 4, _WALK // 2, _WALK):
                size = own_memory()
                held[number] = (size, len(window.findChildren(QObject)), len(gc.get_objects()))
    sys.stdout.write(f"memory of the process's own while walking through {_WALK:,} documents\n")
    sys.stdout.write(f"  {'documents':>10}{'MB':>10}{'QObjects':>10}{'Python':>10}\n")
    for number, (size, children, objects) in held.items():
        sys.stdout.write(f"  {number:10}{size:10.1f}{children:10}{objects:10}\n")
    sys.stdout.write(f"  ratio {held[_WALK][0] / held[_FIRST][0]:.3f}\n")


def keys() -> None:
    """Letters into documents of many line items."""
    items.report()


_SECTIONS = {"next": next_document, "memory": memory, "keys": keys}


def main() -> None:
    """Run the sections that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--section", action="append", choices=sorted(_SECTIONS))
    chosen = parser.parse_args().section or ["next", "memory"]
    application = QApplication([])
    Theme(application, ThemeSetting.LIGHT)
    shorten_pauses()
    CollectorTimer(application)
    for name in chosen:
        _SECTIONS[name]()


if __name__ == "__main__":
    main()
