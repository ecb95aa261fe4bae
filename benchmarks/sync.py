"""The first sync of an account: how fast it streams in, and does the window stall meanwhile?

`python -m benchmarks.sync [DOCUMENTS] [--keep FOLDER]`. The service is real and in a process of
its own, on PostgreSQL; so are the desktop's store, its sync and its page of batches. A Qt timer of 5 ms in
the main thread is the heartbeat. The peer is bare sqlite3 that inserts the same rows of documents into a
table with the same columns and indexes, in transactions of 500, in the same run; the limit of a stall is
50 ms. On a machine that others use a stall may be theirs: no more of it is this program's than all its
threads computed meanwhile. The store is then opened once more by a new process: what a start with so many
documents costs.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.cloud_rows import fill_tables
from benchmarks.uploads import _processor_seconds, _service
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.batches import BatchesPresenter
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.status import Link
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.batches.list_page import BatchesPage
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.io_thread import IoThread
from tests.support.people import person
from tests.support.postgres import installations, new_cluster

_BEAT_MS: Final = 5
_LIMIT_MS: Final = 50.0
_PIECE: Final = 500
_REST_S: Final = 4.0
_STORE: Final = "store.sqlite"


class Window(QObject):
    """The page of batches on a store, with its heart beating."""

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application)
        self._store, self._io = Store(path), IoThread()
        self._store.open()
        self._io.start()
        self.sync = SyncControl(self._store, self._io, "Benchmark", local=False)
        self._account = AccountFlow(self._store, self.sync)
        flow = BatchesFlow(self._store)
        self.presenter = BatchesPresenter(flow, self._account, Bridge(_broken))
        self.page = BatchesPage(self.presenter)
        self.page.resize(1280, 800)
        self.page.show()
        self.sync.start()
        self.late: list[float] = []
        self.own: list[float] = []
        self._before, self._worked = perf_counter(), process_time()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def until(self, condition: Callable[[], object]) -> float:
        """Seconds until it holds."""
        begun = perf_counter()
        loop = QEventLoop()
        timer = QTimer(interval=_BEAT_MS)
        timer.timeout.connect(lambda: loop.quit() if condition() else None)
        timer.start()
        if not condition():
            loop.exec()
        timer.stop()
        return perf_counter() - begun

    def documents(self) -> int:
        def count(session: Any) -> int:
            found: int = session.connection().exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
            return found

        return self._store.read(count).result()

    def close(self) -> None:
        self._timer.stop()
        self.page.close()
        self.sync.stop()
        self._io.close()
        self._store.close()

    def _beat(self) -> None:
        now, worked = perf_counter(), process_time()
        late = max(0.0, (now - self._before) * 1000 - _BEAT_MS)
        self.late.append(late)
        self.own.append(min(late, (worked - self._worked) * 1000))
        self._before, self._worked = now, worked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, nargs="?", default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder for the store, which stays there")
    parser.add_argument("--show", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.show is not None:
        _show(given.show)
        return
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = given.keep or Path(name)
        _measure(folder, Path(name), given.documents)
        subprocess.run([sys.executable, "-m", __spec__.name, "--show", str(folder / _STORE)], check=True)


def _measure(folder: Path, scratch: Path, documents: int) -> None:
    cluster = new_cluster(
        installations()[0], {"listen_addresses": "", "shared_buffers": "256MB", "jit": "off"}
    )
    try:
        cluster.execute("CREATE DATABASE bench")
        url = cluster.url("bench")
        engine = make_sync_engine(url)
        upgrade(engine)
        user = fill_tables(url, 1, documents)[0]
        someone = person(SyncSessions(engine), unlimited=False, of=user)
        someone.close()
        engine.dispose()
        with _service(scratch / "service", url, None) as (port, process):
            served = _processor_seconds(process)
            seconds = _first_sync(folder / _STORE, f"http://127.0.0.1:{port}", someone.token, documents)
            served = _processor_seconds(process) - served
    finally:
        cluster.stop()
    bare = _bare(folder / _STORE, scratch / "bare.sqlite")
    print(f"  {'processor time of the service':44}{served:9.1f} s")
    print(f"  {'documents a second':44}{documents / seconds:9,.0f}")
    print(f"  {'bare sqlite3, the same rows':44}{documents / bare:9,.0f}   ratio {bare / seconds:5.2f}")


def _first_sync(path: Path, url: str, token: str, documents: int) -> float:
    application = QApplication([])
    theme = Theme(application, ThemeSetting.LIGHT)
    shorten_pauses()
    CollectorTimer(theme)
    window = Window(application, path)
    window.until(lambda: not window.presenter.state.loading)
    resting = _memory("VmRSS")
    window.late.clear()
    until = perf_counter() + _REST_S
    window.until(lambda: perf_counter() > until)
    itself = max(window.late)
    window.late.clear()
    window.own.clear()
    begun, worked = perf_counter(), process_time()
    window.sync.service_ready(url, token)
    shown = window.until(lambda: window.page.table.rows.rowCount())
    window.until(lambda: window.sync.status.link is Link.ONLINE and window.documents() >= documents)
    seconds, worked = perf_counter() - begun, process_time() - worked
    window.until(lambda: perf_counter() > begun + seconds + 1)
    late = sorted(window.late)
    print(f"first sync of {documents:,} documents: {seconds:.1f} s")
    print(f"  {'first rows on screen':44}{shown * 1000:9.0f} ms")
    print(f"  {'longest stall while nothing is done':44}{itself:9.1f} ms")
    print(f"  {'longest stall':44}{late[-1]:9.1f} ms  ratio {late[-1] / _LIMIT_MS:5.2f}")
    own = max(window.own)
    print(f"  {'what of a stall this program can have made':44}{own:9.1f} ms  ratio {own / _LIMIT_MS:5.2f}")
    print(f"  {'99.9 % of the beats':44}{late[int(len(late) * 0.999)]:9.1f} ms")
    print(f"  {'beats that were later than the limit':44}{sum(each > _LIMIT_MS for each in late):9}")
    print(f"  {'memory before, at its peak, at the end':44}{resting:9.0f} MB", end="")
    print(f"{_memory('VmHWM'):7.0f} MB{_memory('VmRSS'):7.0f} MB")
    print(f"  {'processor time of the desktop':44}{worked:9.1f} s")
    print(f"  {'size of the store':44}{path.stat().st_size / 1e6:9.0f} MB")
    window.close()
    return seconds


def _show(path: Path) -> None:
    """Open a full store, with nobody to sync with."""
    application = QApplication([])
    theme = Theme(application, ThemeSetting.LIGHT)
    shorten_pauses()
    CollectorTimer(theme)
    resting = _memory("VmRSS")
    begun = perf_counter()
    window = Window(application, path)
    window.until(lambda: window.page.table.rows.rowCount())
    seconds = perf_counter() - begun
    print(f"opened again: {window.documents():,} documents")
    print(f"  {'first rows on screen':44}{seconds * 1000:9.0f} ms")
    print(f"  {'memory before and with the store':44}{resting:9.0f} MB{_memory('VmRSS'):7.0f} MB")
    window.close()


def _bare(path: Path, target: Path) -> float:
    """Seconds of inserting the rows of `path` into an equal table of a new file."""
    blank = Store(target)
    blank.open()
    blank.close()
    with sqlite3.connect(path) as source:
        rows = source.execute("SELECT * FROM documents").fetchall()
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    insert = f"INSERT INTO documents VALUES ({','.join('?' * len(rows[0]))})"
    begun = perf_counter()
    for place in range(0, len(rows), _PIECE):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, rows[place : place + _PIECE])
        connection.execute("COMMIT")
    seconds = perf_counter() - begun
    connection.close()
    return seconds


def _memory(what: str) -> float:
    """Megabytes of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0.0


def _broken(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main()
