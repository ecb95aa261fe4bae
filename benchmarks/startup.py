"""Start to first frame: the whole window against a bare Qt window, turn about, in fresh processes.

`python benchmarks/startup.py [--rounds 9]` prints medians; the ratio is what counts, not the milliseconds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The clock starts before the interpreter does: the parent passes its own monotonic time.
_FRAME = """
import os, sys, time
from PySide6.QtCore import QObject, QEvent
class FirstFrame(QObject):
    def __init__(self, window):
        super().__init__(window)
        window.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest:
            result = watched.event(event)
            spent = time.monotonic() - float(os.environ["STARTED"])
            sys.stdout.write(f"{1000 * spent:.1f}\\n{len(sys.modules)}\\n{HEAVY & set(sys.modules) or ''}")
            sys.stdout.flush()
            os._exit(0)
        return False
HEAVY = {"httpx", "sqlalchemy", "numpy", "pypdfium2", "lxml", "openpyxl", "asyncio", "keyring"}
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
keep = FirstFrame(window)
window.show()
application.exec()
"""
_OURS = """
from ingestio_desktop.__main__ import build
application, launcher = build(["--data-dir", sys.argv[1]])
keep = FirstFrame(launcher.shell)
launcher.show()
application.exec()
"""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    spent: dict[str, list[float]] = {"bare Qt window": [], "IngestIO": []}
    heavy = ""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds + 1):
            for name, code in (("bare Qt window", _BARE), ("IngestIO", _OURS)):
                milliseconds, modules, heavy = _run(code, folder)
                spent[name].append(milliseconds)
    # The first round only fills the disk cache.
    medians = {name: statistics.median(times[1:]) for name, times in spent.items()}
    bare = medians["bare Qt window"]
    print(f"{'start to first frame':24}{'median':>10}{'worst':>10}{'ratio':>8}")
    for name, median in medians.items():
        print(f"{name:24}{median:8.0f}ms{max(spent[name][1:]):8.0f}ms{median / bare:8.2f}")
    print(f"heavy modules loaded before the first frame: {heavy or 'none'} ({modules} modules in all)")


def _run(code: str, folder: str) -> tuple[float, int, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment["STARTED"] = str(time.monotonic())
    command = [sys.executable, "-c", _FRAME + code, folder]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    milliseconds, modules, heavy = (done.stdout + "\n").split("\n")[:3]
    return float(milliseconds), int(modules), heavy


if __name__ == "__main__":
    main()
