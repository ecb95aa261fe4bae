"""Restart now: the window ends in order and stands again, in the language that was chosen."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from tests.support.waiting import until

ROOT = Path(__file__).parents[3]
_RESTARTS = """
import sys
from PySide6.QtCore import QTimer
from ingestio_desktop import __main__ as desktop

show = desktop.Launcher.show

def show_and_restart(launcher):
    show(launcher)
    QTimer.singleShot(0, launcher, launcher._restart)

desktop.Launcher.show = show_and_restart
sys.exit(desktop.main(["--data-dir", sys.argv[1]]))
"""


def windows_on(folder: Path) -> list[psutil.Process]:
    """The processes that were started on a folder of data as a person's are."""
    wanted = ["-m", "ingestio_desktop", "--data-dir", str(folder)]
    return [each for each in psutil.process_iter(["cmdline"]) if (each.info["cmdline"] or [])[1:] == wanted]


def test_the_window_stands_again(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", _RESTARTS, str(tmp_path)], env=environment, cwd=ROOT, timeout=60, check=False
    )
    assert ended.returncode == 0
    until(lambda: len(windows_on(tmp_path)) == 1, 30)
    (window,) = windows_on(tmp_path)
    window.terminate()
    psutil.wait_procs([window], timeout=30)
    assert not window.is_running()
