"""A batch of 10,000 documents as a sheet: how soon its rows stand, does the window stall, what does it hold?

The store and the page are real; a Qt timer of 5 ms runs in the main thread as its heartbeat (see
`benchmarks.lists`) while one opens, scrolls, sorts, filters, searches, types and pastes. The peer is a bare
QTableView on a list of the same texts in memory, and the limit 50 ms.
Run: `python -m benchmarks.grid [ROWS] [--columns N] [--keep FOLDER]`; with a folder the store is made once.
"""

import argparse
import os
import tempfile
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.lists import LIMIT_MS, Bench
from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.documents import Document
from ingestio_core.fieldplan import FieldPlan, FieldSpec
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.store.server import apply_batches, apply_documents
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.grid.geometry import FIRST
from ingestio_desktop.windows.grid.page import GridPage
from tests.support.sheet import PLAN, SHEET, SheetDesk, sheet_batch, sheet_desk, sheet_documents

PIECE = 500
Index = QModelIndex | QPersistentModelIndex


def fill(desk: SheetDesk, rows: int, columns: int) -> None:
    """As sync would, in its pieces; so many columns in all."""
    start = perf_counter()
    more = tuple(FieldSpec(name=f"note_{n}", label=f"Note {n}") for n in range(columns - len(PLAN.fields)))
    plan = FieldPlan(fields=(*PLAN.fields, *more))
    batch = sheet_batch(rows).model_copy(update={"field_plan": plan})
    desk.store.write(lambda unit: apply_batches(unit, [batch])).result()
    documents = sheet_documents(rows)
    for place in range(0, rows, PIECE):
        piece = [_wider(document, plan) for document in documents[place : place + PIECE]]
        desk.store.write(partial(apply_documents, documents=piece)).result()
    print(f"  the store was filled in {perf_counter() - start:.0f} s")


def _wider(document: Document, plan: FieldPlan) -> Document:
    read = document.extraction
    if read is None:
        return document.model_copy(update={"field_plan": plan})
    notes = {field.name: f"{field.label} of {document.filename}" for field in plan.fields[len(PLAN.fields) :]}
    wider = read.model_copy(update={"data": {**read.data, **notes}})
    return document.model_copy(update={"field_plan": plan, "extraction": wider})


def measure(bench: Bench, desk: SheetDesk, rows: int) -> None:
    presenter = GridPresenter(desk.grid, desk.bridge)
    ordered: list[object] = []
    presenter.order_changed.connect(lambda: ordered.append(None))

    def loaded() -> bool:
        return not presenter.loading and len(presenter.order) == rows and presenter.facts.read > 0

    with bench.measured("first rows painted"):
        page = GridPage(presenter)
        page.resize(1224, 768)
        page.show()
        page.open(SHEET)
        bench.until(lambda: presenter.order)
        bench.painted(page.view.viewport())
    with bench.measured("all rows, their cells and sums"):
        bench.until(lambda: loaded() and all(row.known for row in presenter.rows.values()))
    with bench.measured("opened again with its cells made, first rows"):
        _again(presenter, page)
        bench.until(lambda: presenter.order)
        bench.painted(page.view.viewport())
    with bench.measured("... all rows and sums"):
        bench.until(loaded)
    bar = page.view.verticalScrollBar()
    with bench.measured("scrolled to the end, a screen at a time"):
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
            bench.painted(page.view.viewport())
    bar.setValue(0)

    def rearranged(act: Callable[[], object]) -> None:
        ordered.clear()
        act()
        bench.until(lambda: ordered)
        bench.painted(page.view.viewport())

    for key in ("vendor_name", "total", "document"):
        with bench.measured(f"sorted by {key}"):
            rearranged(partial(presenter.sort, key))
    presenter.sort("")
    with bench.measured("filtered by rule failed"):
        rearranged(lambda: presenter.set_state(FieldState.RULE_FAILED))
    rearranged(lambda: presenter.set_state(None))
    for words in ("hofmann", "1,290.97", "nobody"):
        with bench.measured(f"searched for {words!r}"):
            rearranged(partial(presenter.set_search, words))
    rearranged(lambda: presenter.set_search(""))
    _type(bench, page, rows)


def _again(presenter: GridPresenter, page: GridPage) -> None:
    presenter.batch_id = sheet_documents(1)[0].id
    page.open(SHEET)


def _type(bench: Bench, page: GridPage, rows: int) -> None:
    view, editing = page.view, page.presenter.editing
    view.setFocus()
    view.go(2, FIRST)
    times: list[float] = []
    with bench.measured("200 keys typed into cells"):
        for turn in range(40):
            for letter in (*"ABCD", "\r"):
                start = perf_counter()
                target = page.focusWidget() or view
                if letter == "\r":
                    QTest.keyClick(target, Qt.Key.Key_Return)
                else:
                    QTest.keyClicks(target, letter)
                QApplication.processEvents()
                times.append((perf_counter() - start) * 1000)
            bench.rest(0.01 * (turn % 2))
    times.sort()
    print(f"  {'  a key, p50 / p95 / longest':52}{times[100]:9.1f} {times[190]:.1f} {times[-1]:.1f} ms")
    bench.until(lambda: not editing.busy)
    block = "\n".join(f"New {n}" for n in range(1_000))
    QGuiApplication.clipboard().setText(block)
    view.go(100, FIRST)
    with bench.measured("pasted 1,000 cells, all kept"):
        view.hands.paste()
        bench.until(lambda: editing.busy)
        bench.until(lambda: not editing.busy)


class _Plain(QAbstractTableModel):
    """Texts in a list, and nothing else."""

    def __init__(self, texts: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._texts = texts

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        return len(self._texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        return len(self._texts[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._texts[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def peer(bench: Bench, documents: list[Document]) -> None:
    texts = [
        (
            document.filename,
            *(str(value) for value in document.extraction.data.values() if isinstance(value, str)),
        )
        for document in documents
        if document.extraction is not None
    ]
    wide = max(map(len, texts))
    model = _Plain([(*row, *([""] * (wide - len(row)))) for row in texts])
    with bench.measured("peer: a bare QTableView on a list, first rows"):
        view = QTableView()
        view.setModel(model)
        view.resize(1224, 640)
        view.show()
        bench.painted(view.viewport())
    bar = view.verticalScrollBar()
    with bench.measured("peer: scrolled to the end, a screen at a time"):
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
            bench.painted(view.viewport())
    view.close()


def memory(desk: SheetDesk) -> None:
    tracemalloc.start()
    presenter = GridPresenter(desk.grid, desk.bridge)
    presenter.open(SHEET)
    end = perf_counter() + 120
    while presenter.loading or not presenter.facts.read:
        QApplication.processEvents()
        assert perf_counter() < end
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    count = len(presenter.rows)
    print(f"  {'memory of the rows: held, at most meanwhile':52}{held / 1e6:9.1f} {most / 1e6:.1f} MB")
    print(f"  {'a row':52}{held / max(1, count):9.0f} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grid", description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=10_000)
    parser.add_argument("--columns", type=int, default=15)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    application = QApplication([])
    Theme(application, ThemeSetting.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        known = (folder / "store.sqlite").exists()
        with sheet_desk(folder) as desk:
            print(f"{options.rows:,} documents, {options.columns} columns, limit {LIMIT_MS:.0f} ms")
            if not known:
                fill(desk, options.rows, options.columns)
            shorten_pauses()
            CollectorTimer(application)
            bench = Bench(desk.store, folder / "store.sqlite")
            measure(bench, desk, options.rows)
            peer(bench, sheet_documents(options.rows))
            memory(desk)


if __name__ == "__main__":
    main()
