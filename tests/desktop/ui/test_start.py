"""The start: the window stands before anything heavy is imported; forms are what was drawn."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

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
if len(sys.argv) > 2:
    launcher.settings.keep_widget_state("account.chosen", b"local")
frame = FirstFrame()
launcher.shell.installEventFilter(frame)
launcher.show()
application.exec()
"""
HEAVY = {"httpx", "sqlalchemy", "numpy", "pypdfium2", "lxml", "openpyxl", "xlsxwriter", "asyncio", "keyring"}


def first_frame(folder: Path, *more: str) -> tuple[str, set[str]]:
    import json

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _FIRST_FRAME, str(folder), *more]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    page, modules = json.loads(done.stdout)
    return page, set(modules)


@pytest.mark.parametrize(("more", "page"), [((), "welcome"), (("chosen",), "new")])
def test_the_first_frame_waits_for_nothing_heavy(tmp_path: Path, more: tuple[str, ...], page: str) -> None:
    shown, modules = first_frame(tmp_path, *more)
    assert shown == page
    assert modules & HEAVY == set()
    assert not any(name.startswith(("ingestio_cloud", "ingestio_extract")) for name in modules)


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


@pytest.mark.skipif(os.name == "nt", reason="no SIGTERM between processes there")
def test_told_to_end_it_keeps_the_window_and_leaves_no_child(tmp_path: Path) -> None:
    import psutil

    (tmp_path / "settings.json").write_text('{"widgets": {"account.chosen": "bG9jYWw="}}', encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ingestio_desktop", "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, env=environment, cwd=ROOT) as window:
        log = tmp_path / "logs" / "service.log"
        watched = psutil.Process(window.pid)
        until = monotonic() + 60
        while not (log.exists() and log.stat().st_size) and monotonic() < until:
            assert window.poll() is None
            Event().wait(0.05)
        children = watched.children(recursive=True)
        assert children
        window.send_signal(signal.SIGTERM)
        assert window.wait(60) == 0
    gone, alive = psutil.wait_procs(children, timeout=20)
    assert not alive and gone
    assert "window.geometry" in (tmp_path / "settings.json").read_text(encoding="utf-8")
