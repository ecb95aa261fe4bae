"""Keystrokes in a document of many line items: the time from a key press until what it changed is painted.

Typed are letters into a field of the form and into a cell, and a cell is taken. The window, the store and the
document are real. Beside the time on the clock stands the time that the main thread itself computed: on a
machine that does other things, too, only that one says something. Run it with
`python -m benchmarks.reviewing.items`; `--rows` takes other sizes.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pydantic import JsonValue
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ingestio_core.checks import run_checks
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import Evidence
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.review.window import ReviewWindow
from ingestio_desktop.workers.bridge import Bridge
from tests.support.reviewing import review_desk

ROWS = (500, 2_000)
LIMIT_MS = 16.0
"""A frame at 60 Hz: within it a letter is there at once."""
GAP_S = 0.06
"""Between two keys; nobody types faster."""
_KEYS = 60
_TABLE = "line_items"


def long_document(rows: int) -> Callable[[Document], Document]:
    """The rows of a document again and again up to so many, each cell with its place on a page."""

    def change(document: Document) -> Document:
        extraction, plan = document.extraction, document.field_plan
        assert extraction is not None and plan is not None
        before = extraction.data[_TABLE]
        assert isinstance(before, list)
        table: list[JsonValue] = [dict(row) for _ in range(rows) for row in before if isinstance(row, dict)]
        data: dict[str, JsonValue] = {**extraction.data, _TABLE: table[:rows]}
        evidence: dict[str, Evidence] = {}
        for pointer, known in extraction.evidence.items():
            if not pointer.startswith(f"/{_TABLE}/"):
                evidence[pointer] = known
                continue
            _, _, at, column = pointer.split("/")
            for row in range(int(at), rows, len(before)):
                # As printed: so many rows a page.
                there = known.model_copy(update={"page": 1 + row // len(before)})
                evidence[f"/{_TABLE}/{row}/{column}"] = there
        findings = run_checks(plan, data, evidence)
        changed = extraction.model_copy(update={"data": data, "evidence": evidence, "findings": findings})
        return document.model_copy(update={"extraction": changed})

    return change


def measure(rows: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each key press, on the clock and of the main thread, by what was done. Needs an
    application."""
    with (
        tempfile.TemporaryDirectory() as folder,
        review_desk(Path(folder), 1, change=long_document(rows)) as desk,
    ):
        presenter = ReviewPresenter(desk.flow, Bridge(lambda error: print(repr(error))))
        window = ReviewWindow(presenter)
        window.resize(1440, 900)
        window.show()
        presenter.open(desk.queue, desk.queue.ids[0])
        _look(1.0)
        table = window.tables[_TABLE]
        window.focus_pointer("/vendor_name")
        field = window.form.editor("/vendor_name")
        _look(0.2)
        times = {"letter in a field": [_key(field, "a") for _ in range(_KEYS)]}
        window.focus_pointer(f"/{_TABLE}/1/description")
        table.edit_current()
        cell = QApplication.focusWidget()
        assert cell is not None
        times["letter in a cell"] = [_key(cell, "a") for _ in range(_KEYS)]
        QTest.keyClick(cell, Qt.Key.Key_Return)
        taken: list[tuple[float, float]] = []
        for row in range(1, _KEYS // 2):
            window.focus_pointer(f"/{_TABLE}/{row}/amount")
            table.edit_current()
            cell = QApplication.focusWidget()
            assert cell is not None
            for letter in "12":
                _key(cell, letter)
            taken.append(_timed(partial(QTest.keyClick, cell, Qt.Key.Key_Return)))
        times["cell taken (Enter)"] = taken
        window.close()
        presenter.deleteLater()
        window.deleteLater()
        _look(0.2)
    return times


def report() -> None:
    """Measure and print. Needs an application."""
    print(f"key press until painted, against {LIMIT_MS:.0f} ms")
    print(f"  {'':29}{'on the clock':>16}{'main thread':>27}")
    print(f"  {'rows':>6} {'':22}{'p50 ms':>8}{'p95 ms':>8}{'p50 ms':>11}{'p95 ms':>8}{'p95 ratio':>11}")
    for rows in ROWS:
        for name, times in measure(rows).items():
            clock, own = (
                [sorted(part)[at] for at in _places(len(part))] for part in zip(*times, strict=True)
            )
            print(
                f"  {rows:>6} {name:22}{clock[0]:8.1f}{clock[1]:8.1f}{own[0]:11.1f}{own[1]:8.1f}"
                f"{own[1] / LIMIT_MS:11.2f}"
            )


def _places(count: int) -> tuple[int, int]:
    """Where p50 and p95 stand in a sorted list."""
    return count // 2, round(count * 0.95) - 1


def _key(widget: QWidget, letter: str) -> tuple[float, float]:
    return _timed(lambda: QTest.keyClicks(widget, letter))


def _timed(press: Callable[[], object]) -> tuple[float, float]:
    _look(GAP_S)
    start, begun = perf_counter(), thread_time()
    press()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (perf_counter() - start) * 1000, (thread_time() - begun) * 1000


def _look(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def main() -> None:
    global ROWS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
    ROWS = tuple(parser.parse_args().rows)
    application = QApplication([])
    Theme(application, ThemeSetting.LIGHT)
    shorten_pauses()
    CollectorTimer(application)
    report()


if __name__ == "__main__":
    main()
