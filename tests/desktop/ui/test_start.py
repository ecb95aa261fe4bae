"""The start: the window stands before anything heavy is imported; forms are what was drawn."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import psutil
import pytest

from ingestio_desktop.windows.only_one import OnlyWindow

ROOT = Path(__file__).resolve().parents[3]

_FIRST_FRAME = """
import json, os, sys
from PySide6.QtCore import QEvent, QObject
from ingestio_desktop.__main__ import build

class FirstFrame(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest:
            watched.event(event)
            print(json.dumps([launcher.shell.current_page, sorted(sys.modules)]), flush=True)
            os._exit(0)
        return False

application, launcher = build(["--data-dir", sys.argv[1]])
frame = FirstFrame()
launcher.shell.installEventFilter(frame)
launcher.show()
application.exec()
"""
HEAVY = {"httpx", "sqlalchemy", "numpy", "pypdfium2", "lxml", "openpyxl", "xlsxwriter", "asyncio", "keyring"}


def first_frame(folder: Path) -> tuple[str, set[str]]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _FIRST_FRAME, str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    page, modules = json.loads(done.stdout)
    return page, set(modules)


@pytest.mark.parametrize(("used", "page"), [(False, "welcome"), (True, "new")])
def test_the_first_frame_waits_for_nothing_heavy(tmp_path: Path, used: bool, page: str) -> None:
    if used:
        use_this_computer(tmp_path)
    shown, modules = first_frame(tmp_path)
    assert shown == page
    assert modules & HEAVY == set()
    assert not any(name.startswith(("ingestio_cloud", "ingestio_extract")) for name in modules)


def use_this_computer(folder: Path) -> None:
    """What is there once somebody has chosen *This computer*."""
    (folder / "accounts" / "this-computer").mkdir(parents=True)


def test_the_first_start_leaves_no_data_behind(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first_frame(folder)
    assert not folder.exists()


def test_the_forms_are_what_was_drawn() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "forms.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


def test_wrong_arguments_end_with_2(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingestio_desktop", "--nonsense"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 2
    assert "--nonsense" in done.stderr


_KILLED = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QFileSystemWatcher
from ingestio_desktop.__main__ import build
from ingestio_desktop.windows.first_start import FirstStartPage

application, launcher = build(["--data-dir", sys.argv[1]])
launcher.show()
accounts = Path(sys.argv[1], "accounts.json")
accounts.parent.mkdir()

def look():
    if accounts.exists() and json.loads(accounts.read_text())["active"]:
        os._exit(9)

watcher = QFileSystemWatcher([sys.argv[1]])
watcher.directoryChanged.connect(look)
launcher.shell.findChild(FirstStartPage).local.button.click()
application.exec()
"""


def test_what_was_chosen_is_kept_without_an_orderly_end(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-c", _KILLED, str(folder)]
    done = subprocess.run(command, env=_environment(), cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 9
    page, _modules = first_frame(folder)
    assert page == "new"


@contextmanager
def running_window(folder: Path) -> "Iterator[tuple[subprocess.Popen[bytes], list[psutil.Process]]]":
    """A window of a person who has chosen *This computer*, and its children once all run."""
    use_this_computer(folder)
    (folder / "settings.json").write_text("{}", encoding="utf-8")
    with subprocess.Popen(_window_command(folder), env=_environment(), cwd=ROOT) as window:
        try:
            log, watched = folder / "logs" / "service.log", psutil.Process(window.pid)
            until = monotonic() + 60
            while not (log.exists() and log.stat().st_size) or len(watched.children()) < 2:
                assert window.poll() is None and monotonic() < until
                Event().wait(0.05)
            yield window, watched.children(recursive=True)
        finally:
            window.kill()


def _window_command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "ingestio_desktop", "--data-dir", str(folder)]


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.skipif(os.name == "nt", reason="no SIGTERM between processes there")
def test_told_to_end_it_keeps_the_window_and_leaves_no_child(tmp_path: Path) -> None:
    with running_window(tmp_path) as (window, children):
        window.send_signal(signal.SIGTERM)
        assert window.wait(60) == 0
    gone, alive = psutil.wait_procs(children, timeout=20)
    assert not alive and gone
    assert "window.geometry" in (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert not (tmp_path / "window.lock").exists()


def test_a_second_start_calls_the_first_and_a_killed_one_leaves_nothing_behind(tmp_path: Path) -> None:
    with running_window(tmp_path) as (window, children):
        settings = (tmp_path / "settings.json").read_bytes()
        before = (tmp_path / "window.show").stat().st_mtime_ns
        second = subprocess.run(
            _window_command(tmp_path),
            env=_environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert second.returncode == 0
        assert "open already" in second.stderr
        assert (tmp_path / "window.show").stat().st_mtime_ns > before
        assert (tmp_path / "settings.json").read_bytes() == settings
        assert all(child.is_running() for child in children)
        window.kill()
        window.wait(20)
        gone, alive = psutil.wait_procs(children, timeout=20)
        assert not alive and gone
    later = OnlyWindow(tmp_path, lambda: None)
    assert not later.call_other(), "the lock of a killed window holds nobody up"
    later.claim()
    later.release()
