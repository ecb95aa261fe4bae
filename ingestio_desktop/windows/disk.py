"""How much the data of this computer takes; counted in a thread of its own."""

import shutil
import threading
from concurrent.futures import Future
from pathlib import Path

from ingestio_desktop.presenters.account_facts import DiskSpace


def disk_space(folder: Path) -> "Future[DiskSpace]":
    """Count all files below a folder, and ask what is free beside it. Fails with OSError."""
    future: Future[DiskSpace] = Future()

    def run() -> None:
        try:
            future.set_result(DiskSpace(folder_size(folder), shutil.disk_usage(folder).free))
        except Exception as error:  # noqa: BLE001 - the edge of the thread: its future reports
            future.set_exception(error)

    threading.Thread(target=run, name="counting", daemon=True).start()
    return future


def folder_size(folder: Path) -> int:
    """The bytes of all files below a folder; what vanishes or can't be read while it counts is left out."""
    total = 0
    for path in folder.rglob("*"):
        try:
            if path.is_file() and not path.is_symlink():
                total += path.stat().st_size
        except OSError:
            continue
    return total
