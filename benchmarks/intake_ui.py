"""10,000 small PDFs dropped: does the window stall, how long until all are listed, and how much memory is it?

The same files are listed, identified, counted and hashed while the wizard's page shows them and a
Qt timer of 5 ms runs in the main thread as its heartbeat, and by a bare pypdfium2 loop (open, count pages) in
one process. Then a person goes on with them all: a text for each, copied to all, the review, half of them
removed and brought back. Run: `python benchmarks/intake_ui.py [FILES]`.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, thread_time

import psutil
import pypdfium2

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BEAT_MS = 5
SETTLE_MS = 1500
STALL_LIMIT_MS = 50
MEMORY_LIMIT_KB = 10
"""What a file in the wizard may take at the peak: in the draft, in its row, on its way to the store."""


@dataclass
class Measured:
    """Seconds until all files were listed and checked; by what was done meanwhile the late part of each
    heartbeat and what the main thread itself had computed since the last one, in milliseconds (the rest is
    other threads and other programs); and bytes of memory of the window before the drop and at its peak."""

    listed: float = 0.0
    checked: float = 0.0
    late: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    before: int = 0
    peak: int = 0
    after: int = 0


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


def watch_memory(measured: Measured, over: threading.Event) -> None:
    """Look at the window's memory until it is over."""
    process = psutil.Process()
    while not over.wait(0.02):
        measured.peak = max(measured.peak, process.memory_info().rss)


def through_the_window(folder: Path, data: Path, count: int) -> Measured:
    """Drop the folder on the wizard's page and go through its steps."""
    from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from ingestio_core.lifecycle import PromptStrategy
    from ingestio_desktop.flows.account import AccountFlow
    from ingestio_desktop.flows.compose import ComposeFlow
    from ingestio_desktop.flows.draft import DraftChange
    from ingestio_desktop.flows.prompts import PromptsFlow
    from ingestio_desktop.flows.submit import SubmitFlow
    from ingestio_desktop.flows.wizard import Step
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
    measured = Measured(before=psutil.Process().memory_info().rss)
    seen: set[object] = set()

    def changed(change: DraftChange) -> None:
        seen.update(file.id for file in change.files)
        if not measured.listed and len(seen) == count:
            measured.listed = perf_counter() - start

    bridge.listen(flow.changed, owner, changed)
    own = page.prompts.own
    text = own.editor.text
    steps: list[tuple[str, Callable[[], object], Callable[[], bool]]] = [
        (
            "listing",
            lambda: flow.add_paths([folder]),
            lambda: presenter.view.totals.valid == count and not presenter.view.listing,
        ),
        ("to the prompts", presenter.next, lambda: presenter.view.step is Step.PROMPTS),
        (
            "a text for each",
            lambda: presenter.set_strategy(PromptStrategy.PER_DOCUMENT),
            lambda: (
                presenter.view.strategy is PromptStrategy.PER_DOCUMENT and own.table.rows.rowCount() == count
            ),
        ),
        ("typing one", lambda: text.setPlainText("supplier, total"), lambda: not presenter.reading),
        (
            "copying it to all",
            lambda: presenter.copy_prompt(only_empty=False),
            lambda: not presenter.view.problems,
        ),
        ("typing another", lambda: text.setPlainText("supplier, total, IBAN"), lambda: not presenter.reading),
        ("searching", lambda: own.search.setText("0042"), lambda: 0 < own.table.rows.rowCount() < count),
        ("to the review", presenter.next, lambda: presenter.view.step is Step.REVIEW),
        ("back to the files", lambda: presenter.go(Step.FILES), lambda: presenter.view.step is Step.FILES),
        (
            "removing half",
            lambda: presenter.remove([row.id for row in presenter.rows.valid()[::2]]),
            lambda: presenter.view.totals.files == count // 2,
        ),
        ("undo", presenter.undo_remove, lambda: presenter.view.totals.valid == count),
    ]
    left = iter(steps)
    waiting: list[Callable[[], bool]] = []
    late: list[tuple[float, float]] = []
    last, computed = perf_counter(), thread_time()

    def beat() -> None:
        nonlocal last, computed
        now, own = perf_counter(), thread_time()
        late.append((max(0.0, (now - last) * 1000 - BEAT_MS), (own - computed) * 1000))
        last, computed = now, own

    def go_on() -> None:
        """The next step, once the last one has shown what it did."""
        nonlocal late
        if waiting and not waiting[0]():
            return
        if waiting and not measured.checked:
            measured.checked = perf_counter() - start
        step = next(left, None)
        if step is None:
            application.quit()
            return
        name, action, done = step
        waiting[:] = [done]
        late = measured.late.setdefault(name, [])
        action()

    timer, steering = QTimer(owner), QTimer(owner)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    steering.timeout.connect(go_on)
    steering.start(60)
    over = threading.Event()
    watching = threading.Thread(target=watch_memory, args=(measured, over))
    watching.start()
    start = last = perf_counter()
    application.exec()
    over.set()
    watching.join()
    measured.after = psutil.Process().memory_info().rss
    page.close()
    flow.close()
    sync.stop()
    io.close()
    cpu.close()
    store.close()
    return measured


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "files"
        folder.mkdir()
        make_files(folder, count)
        bare_loop(folder)
        bare = bare_loop(folder)
        measured = through_the_window(folder, Path(place) / "data", count)
    print(f"{count:,} small PDFs, 2nd reading of each file")
    print(f"{'bare pypdfium2 loop, one process':42} {bare:8.2f} s")
    print(f"{'listed (name, folder, size)':42} {measured.listed:8.2f} s")
    ratio = f"ratio {measured.checked / bare:5.2f}  (limit 2)"
    print(f"{'identified, counted, hashed, stored':42} {measured.checked:8.2f} s   {ratio}")
    for name, late in measured.late.items():
        longest = max((beat for beat, _ in late), default=0.0)
        computed = max((own for _, own in late), default=0.0)
        print(
            f"{'event loop late, ' + name:42} {longest:8.1f} ms   of its own {computed:5.1f}, "
            f"{len(late):5} beats  (limit {STALL_LIMIT_MS})"
        )
    grown = measured.peak - measured.before
    print(f"{'memory of the window before the drop':42} {measured.before / 1e6:8.1f} MB")
    print(
        f"{'  at its peak':42} {measured.peak / 1e6:8.1f} MB   ratio {measured.peak / measured.before:5.2f}, "
        f"{grown / count / 1e3:.1f} kB a file  (limit {MEMORY_LIMIT_KB})"
    )
    print(f"{'  at the end':42} {measured.after / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
