"""100,000 batches, and one batch of 100,000 documents: how soon the lists stand, and does the window stall?

The store is real, and so are the pages; a Qt timer of 5 ms runs in the main thread as its heartbeat while one
opens, sorts, searches, scrolls and selects, and while changes arrive as sync writes them. Peers are the same
rows read by bare sqlite3, and the limit of 50 ms.
Run: `python -m benchmarks.lists [ROWS] [--keep FOLDER]`; with a folder the store is made once.
"""

import argparse
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ingestio_core.contracts.batches import Batch
from ingestio_core.contracts.documents import Document
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow, BatchSort, DocumentSort
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.presenters.batches import BatchesPresenter
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import DocumentTab
from ingestio_desktop.store.server import apply_batches, apply_documents
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.io_thread import IoThread
from tests.support.batches import sample_batches, sample_documents, sample_id

BEAT_MS = 5
LIMIT_MS = 50.0
PIECE = 500
LIVE_S = 4.0
BIG = sample_id(0)


def fill(store: Store, rows: int) -> None:
    """As sync would, in its pieces."""
    start = perf_counter()
    batches = sample_batches(rows)
    for place in range(0, rows, PIECE):
        piece = batches[place : place + PIECE]
        store.write(lambda unit, piece=piece: apply_batches(unit, piece)).result()
    documents = sample_documents(BIG, rows)
    for place in range(0, rows, PIECE):
        part = documents[place : place + PIECE]
        store.write(lambda unit, part=part: apply_documents(unit, part)).result()
    print(f"  the store was filled in {perf_counter() - start:.0f} s")


class Bench:
    """The window's heart beats while something is measured."""

    def __init__(self, store: Store, path: Path) -> None:
        self.store = store
        self.path = path
        self._late: list[tuple[float, float, float]] = []
        self._last = perf_counter(), thread_time(), process_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = perf_counter(), thread_time(), process_time()
        wall, own, whole = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self._late.append((max(0.0, wall - BEAT_MS), own, whole))
        self._last = now

    @contextmanager
    def measured(self, what: str) -> Iterator[None]:
        """Milliseconds of what is done inside, and the longest of three between two beats: the stall, what
        the main thread itself computed, and what the whole program did while the loop stood still. That is
        the most the stall would be on a computer with nothing else to do."""
        self.rest(0.3)
        self._late.clear()
        start = perf_counter()
        yield
        seconds = perf_counter() - start
        self.rest(0.05)
        stall, own, whole = (max(each, default=0.0) for each in zip(*self._late, strict=True))
        print(
            f"  {what:52}{seconds * 1000:9.0f} ms   stall {stall:6.1f} ms  computed: itself {own:5.1f}, "
            f"the program {whole:5.1f}  ratio {own / LIMIT_MS:5.2f}",
            flush=True,
        )

    def rest(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], object]) -> None:
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if condition() else None)
        timer.start(1)
        if not condition():
            loop.exec()
        timer.stop()

    def painted(self, page: QWidget) -> None:
        page.update()
        self.rest(0)

    def bare(self, query: str, *parameters: object) -> float:
        """Milliseconds of the same rows by sqlite3, the second time."""
        connection = sqlite3.connect(self.path)
        connection.execute(query, parameters).fetchall()
        start = perf_counter()
        connection.execute(query, parameters).fetchall()
        elapsed = perf_counter() - start
        connection.close()
        return elapsed * 1000


def batches(bench: Bench, flow: BatchesFlow, account: AccountFlow, bridge: Bridge, rows: int) -> QWidget:
    print(f"the list of {rows:,} batches")
    bare = bench.bare("SELECT * FROM batches WHERE hidden = 0 ORDER BY created_at DESC, id DESC LIMIT 101")
    print(f"  {'peer: bare sqlite3, its first rows':52}{bare:9.1f} ms")
    with bench.measured("first rows painted"):
        presenter = BatchesPresenter(flow, account, bridge)
        page = BatchesPage(presenter)
        page.resize(1064, 768)
        page.show()
        bench.until(lambda: not presenter.state.loading)
        bench.painted(page)
    bench.until(lambda: len(presenter.counts) == 6)
    done: list[object] = []
    presenter.rows_reset.connect(done.append)
    for sort in BatchSort:
        done.clear()
        with bench.measured(f"sorted by {sort.value}"):
            presenter.set_sort(sort, True)
            bench.until(lambda: done)
            bench.painted(page)
    presenter.set_sort(BatchSort.CREATED, True)
    for words in ("utilities", "utilities q1, 77", "üTILITIES", "nobody"):
        done.clear()
        with bench.measured(f"searched for {words!r}"):
            presenter.set_search(words)
            bench.until(lambda: done)
            bench.painted(page)
    done.clear()
    presenter.set_search("")
    bench.until(lambda: done)
    bar = page.table.verticalScrollBar()
    with bench.measured("scrolled to the end of all"):
        while page.table.rows.rowCount() < rows:
            before = page.table.rows.rowCount()
            bar.setValue(bar.maximum())
            bench.painted(page)
            bench.until(lambda before=before: page.table.rows.rowCount() > before)
    bar.setValue(0)
    with bench.measured("changes to 500 of them at a time, live"):
        live(bench, lambda turn: _changed_batches(bench.store, turn))
    return page


def documents(bench: Bench, flow: BatchesFlow, account: AccountFlow, bridge: Bridge, rows: int) -> QWidget:
    print(f"a batch of {rows:,} documents")
    bare = bench.bare(
        "SELECT id, filename, state, first_value FROM documents WHERE batch_id = ? AND hidden = 0 "
        "ORDER BY position LIMIT 501",
        BIG.hex,
    )
    print(f"  {'peer: bare sqlite3, its first rows':52}{bare:9.1f} ms")
    presenter = BatchDetailPresenter(flow, account, bridge)
    done: list[object] = []
    presenter.rows_reset.connect(done.append)
    with bench.measured("first rows painted"):
        page = BatchPage(presenter)
        page.resize(1064, 768)
        page.show()
        page.open(BIG)
        bench.until(lambda: done and presenter.batch is not None)
        bench.painted(page)
    for sort in DocumentSort:
        done.clear()
        with bench.measured(f"sorted by {sort.value}"):
            presenter.set_sort(sort, True)
            bench.until(lambda: done)
            bench.painted(page)
    presenter.set_sort(DocumentSort.POSITION, False)
    for words in ("electrabel", "77777", "nobody"):
        done.clear()
        with bench.measured(f"searched for {words!r}"):
            presenter.set_search(words)
            bench.until(lambda: done)
            bench.painted(page)
    done.clear()
    presenter.set_search("")
    bench.until(lambda: done)
    for tab in (DocumentTab.ERROR, DocumentTab.ALL):
        done.clear()
        with bench.measured(f"tab {tab.value}"):
            presenter.set_tab(tab)
            bench.until(lambda: done)
            bench.painted(page)
    with bench.measured("selected across all pages"):
        presenter.select_all()
        bench.until(lambda: page.documents.bar.isVisible())
        bench.painted(page)
    page.documents.clear_selection()
    bar = page.documents.table.verticalScrollBar()
    with bench.measured("scrolled to the end of all"):
        while page.documents.table.rows.rowCount() < rows:
            before = page.documents.table.rows.rowCount()
            bar.setValue(bar.maximum())
            bench.painted(page)
            bench.until(lambda before=before: page.documents.table.rows.rowCount() > before)
    bar.setValue(0)
    with bench.measured("changes to 500 of them at a time, live"):
        live(bench, lambda turn: _changed_documents(bench.store, turn))
    with bench.measured(f"deleted {rows:,} at once"):
        page.documents.presenter.delete_documents(_all_ids(flow))
        bench.until(lambda: presenter.undo.offer is not None)
        bench.until(lambda: presenter.counts.total == 0)
    with bench.measured(f"brought {rows:,} back"):
        presenter.undo.undo()
        bench.until(lambda: presenter.counts.total == rows)
    return page


def found(bench: Bench, flow: BatchesFlow) -> None:
    print("Ctrl+K")
    bare = bench.bare("SELECT id FROM documents WHERE name_key LIKE '%electrabel%' LIMIT 8")
    print(f"  {'peer: bare sqlite3, LIKE':52}{bare:9.1f} ms")
    for words in ("electrabel", "77777", "03333", "boulangerie mo", "article 7", "nobody at all"):
        with bench.measured(f"found {words!r}"):
            future = flow.find(words, 8)
            bench.until(future.done)


def live(bench: Bench, write: Callable[[int], None]) -> None:
    """Write changes in a thread for a while."""
    over = threading.Event()

    def work() -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            write(turn)

    thread = threading.Thread(target=work)
    thread.start()
    bench.rest(LIVE_S)
    over.set()
    thread.join()


_BATCHES: list[Batch] = []
_DOCUMENTS: list[Document] = []


def _changed_batches(store: Store, turn: int) -> None:
    if not _BATCHES:
        _BATCHES.extend(sample_batches(PIECE))
    rows = [
        row.model_copy(
            update={"completed_count": turn, "updated_at": row.updated_at.replace(year=2090 + turn % 9)}
        )
        for row in _BATCHES
    ]
    store.write(lambda unit: apply_batches(unit, rows, answered=())).result()


def _changed_documents(store: Store, turn: int) -> None:
    if not _DOCUMENTS:
        _DOCUMENTS.extend(sample_documents(BIG, PIECE))
    rows = [row.model_copy(update={"version": turn + 1}) for row in _DOCUMENTS]
    store.write(lambda unit: apply_documents(unit, rows, answered=())).result()


def _all_ids(flow: BatchesFlow) -> list[object]:
    from ingestio_desktop.flows.batches import DocumentQuery

    return list(flow.document_ids(DocumentQuery(BIG)).result())


def memory_mb() -> float:
    """Resident memory of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    application = QApplication([])
    theme = Theme(application, ThemeSetting.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        path = (options.keep or Path(place)) / "store.sqlite"
        fresh = not path.exists()
        store = Store(path)
        store.open()
        if fresh:
            fill(store, options.rows)
            store.close()
            store = Store(path)
            store.open()
        io = IoThread()
        io.start()
        sync = SyncControl(store, io, "This computer")
        owner = QObject(theme)
        bridge = Bridge(lambda error: print(repr(error)), owner)
        flow, account = BatchesFlow(store), AccountFlow(store, sync)
        shorten_pauses()
        CollectorTimer(application)
        bench = Bench(store, path)
        empty = memory_mb()
        print(f"limit of a stall {LIMIT_MS:.0f} ms; {path.stat().st_size / 1e6:.0f} MB of store")
        with bench.measured("nothing at all, what this computer itself delays"):
            bench.rest(LIVE_S)
        found(bench, flow)
        pages = [batches(bench, flow, account, bridge, options.rows)]
        print(f"  {'memory, all batches loaded':52}{memory_mb() - empty:9.0f} MB more")
        listed = memory_mb()
        pages.append(documents(bench, flow, account, bridge, options.rows))
        print(f"  {'memory, all documents loaded':52}{memory_mb() - listed:9.0f} MB more")
        for page in pages:
            page.close()
        io.close()
        store.close()


if __name__ == "__main__":
    main()
