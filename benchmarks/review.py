"""Time from "next document" until its page and fields are on screen, against the limit of 50 ms.

The documents are generated invoices, read by the engine, in a real store; the window is real and is
painted before the clock stops. Run it with `python -m benchmarks.review`.
"""

import os
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import review_desk

_DOCUMENTS = 40
_LIMIT_MS = 50.0
_PAUSE_S = 0.25
"""How long a person looks before the next key at the least; neighbours are drawn meanwhile."""


def _look(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _next(presenter: ReviewPresenter) -> float:
    """Go to the next document. Returns the milliseconds until it was painted with its page."""
    loop = QEventLoop()
    presenter.page_ready.connect(loop.quit)
    start = perf_counter()
    presenter.next()
    loop.exec()
    # The page is there: what is not painted yet is painted now.
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    elapsed = perf_counter() - start
    presenter.page_ready.disconnect(loop.quit)
    return elapsed * 1000


def main() -> None:
    application = QApplication([])
    Theme(application, ThemeSetting.LIGHT)
    with tempfile.TemporaryDirectory() as folder, review_desk(Path(folder), _DOCUMENTS) as desk:
        presenter = ReviewPresenter(desk.flow, Bridge(lambda error: print(repr(error))))
        window = ReviewWindow(presenter)
        window.resize(1440, 900)
        window.show()
        shorten_pauses()
        CollectorTimer(application)
        presenter.open(desk.queue, desk.queue.ids[0])
        _look(1.0)
        times: list[float] = []
        for _ in range(_DOCUMENTS - 1):
            _look(_PAUSE_S)
            times.append(_next(presenter))
        window.close()
    times.sort()
    print(f"next document in review, {len(times)} documents, against {_LIMIT_MS:.0f} ms")
    print(f"  {'':6}{'ms':>8}{'ratio':>8}")
    for name, value in (
        ("p50", times[len(times) // 2]),
        ("p99", times[min(len(times) - 1, round(len(times) * 0.99))]),
        ("max", times[-1]),
    ):
        print(f"  {name:6}{value:8.1f}{value / _LIMIT_MS:8.2f}")


if __name__ == "__main__":
    main()
