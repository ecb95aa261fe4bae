"""10,000 small PDFs dropped: does the window stall, and how long until all are listed?

The same files are listed, identified, counted and hashed while the wizard's page shows them and a
Qt timer of 5 ms runs in the main thread as its heartbeat, and by a bare pypdfium2 loop (open, count pages) in
one process. Run: `python benchmarks/intake_ui.py [FILES]`.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import pypdfium2

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BEAT_MS = 5
SETTLE_MS = 1500


def make_files(folder: Path, count: int) -> None:
    """One small page each, all different."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    path = folder / "seed.pdf"
    document.save(path)
    body = path.read_bytes()
    path.unlink()
    for number in range(count):
        sub = folder / f"{number // 500:02}"
        sub.mkdir(exist_ok=True)
        (sub / f"{number:05}.pdf").write_bytes(body + b"\n%" + str(number).encode())


def bare_loop(folder: Path) -> float:
    """Seconds to open every file and count its pages, nothing else."""
    start = perf_counter()
    for path in sorted(folder.rglob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        assert len(document) == 1
        document.close()
    return perf_counter() - start


def through_the_window(folder: Path, data: Path, count: int) -> tuple[float, float, list[float]]:
    """Seconds until all files are listed, seconds until all are checked, and the late part of
    each heartbeat in milliseconds."""
    from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from ingestio_desktop.flows.account import AccountFlow
    from ingestio_desktop.flows.compose import ComposeFlow
    from ingestio_desktop.flows.draft import DraftChange
    from ingestio_desktop.flows.prompts import PromptsFlow
    from ingestio_desktop.flows.submit import SubmitFlow
    from ingestio_desktop.garbage import CollectorTimer
    from ingestio_desktop.pauses import shorten_pauses
    from ingestio_desktop.presenters.compose import ComposePresenter
    from ingestio_desktop.store.database import Store
    from ingestio_desktop.sync.control import SyncControl
    from ingestio_desktop.theme.theme import Theme
    from ingestio_desktop.theme.tokens import ThemeSetting
    from ingestio_desktop.windows.wizard.page import WizardPage
    from ingestio_desktop.workers.bridge import Bridge
    from ingestio_desktop.workers.cpu_process import CpuProcess
    from ingestio_desktop.workers.io_thread import IoThread

    application = QApplication([])
    theme = Theme(application, ThemeSetting.LIGHT)
    store, cpu, io = Store(data / "store.sqlite"), CpuProcess(), IoThread()
    store.open()
    cpu.start()
    io.start()
    sync = SyncControl(store, io, "This computer")
    sync.start()
    flow = ComposeFlow(store, cpu)
    flow.start()
    flow.open().result()
    owner = QObject(theme)
    bridge = Bridge(lambda error: sys.exit(repr(error)))
    account = AccountFlow(store, sync)
    presenter = ComposePresenter(flow, SubmitFlow(store, flow), PromptsFlow(store), account, bridge, owner)
    page = WizardPage(presenter)
    page.resize(1280, 800)
    page.show()
    shorten_pauses()
    CollectorTimer(application)
    # A person finds the files first: the window is long painted, and the child process up, when they drop.
    settled = QEventLoop()
    QTimer.singleShot(SETTLE_MS, settled.quit)
    settled.exec()
    rows: dict[object, object] = {}
    listed = 0.0

    def changed(change: DraftChange) -> None:
        nonlocal listed
        rows.update((file.id, file) for file in change.files)
        if not listed and len(rows) == count:
            listed = perf_counter() - start
        if change.view.totals.valid == count and not change.view.listing:
            application.quit()

    bridge.listen(flow.changed, owner, changed)
    late: list[float] = []
    last = perf_counter()

    def beat() -> None:
        nonlocal last
        now = perf_counter()
        late.append(max(0.0, (now - last) * 1000 - BEAT_MS))
        last = now

    timer = QTimer(owner)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    start = last = perf_counter()
    flow.add_paths([folder])
    application.exec()
    checked = perf_counter() - start
    page.close()
    flow.close()
    sync.stop()
    io.close()
    cpu.close()
    store.close()
    return listed, checked, sorted(late)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "files"
        folder.mkdir()
        make_files(folder, count)
        bare_loop(folder)
        bare = bare_loop(folder)
        listed, checked, late = through_the_window(folder, Path(place) / "data", count)
    print(f"{count:,} small PDFs, 2nd reading of each file")
    print(f"{'bare pypdfium2 loop, one process':42} {bare:8.2f} s")
    print(f"{'listed (name, folder, size)':42} {listed:8.2f} s")
    ratio = f"ratio {checked / bare:5.2f}  (limit 2)"
    print(f"{'identified, counted, hashed, stored':42} {checked:8.2f} s   {ratio}")
    for name, at in (("p50", 0.5), ("p99", 0.99), ("max", 1.0)):
        value = late[min(len(late) - 1, int(len(late) * at))]
        print(f"{'event loop late, ' + name:42} {value:8.1f} ms" + ("  (limit 50)" if name == "max" else ""))
    print(f"{'heartbeats':42} {len(late):8}")


if __name__ == "__main__":
    main()
