"""What the screens of wizard and batches stand on: a desktop in a folder of its own, shown in the shell."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QWidget

from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.widgets import NetworkState
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.screens.screens_shell import shell
from tests.support.desktop import Desktop, desktop_on, warm_child

_PATIENCE_S = 60.0


class Stage:
    """Makes desktops and joins all of them at the end."""

    def __init__(self, folder: Path, child: CpuProcess, stack: ExitStack) -> None:
        self._folder = folder
        self._child = child
        self._stack = stack
        self._number = 0

    def folder(self, name: str) -> Path:
        """A fresh folder with this name."""
        self._number += 1
        path = self._folder / str(self._number) / name
        path.mkdir(parents=True)
        return path

    def desktop(self) -> Desktop:
        """A fresh desktop."""
        return self._stack.enter_context(desktop_on(self.folder("data"), self._child))


@contextmanager
def stage() -> Iterator[Stage]:
    """Open while the pictures are taken."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "empty").mkdir()
        child = stack.enter_context(warm_child(folder / "empty"))
        yield Stage(folder, child, stack)


def until(condition: Callable[[], object]) -> None:
    """Let Qt work until something is so."""
    end = monotonic() + _PATIENCE_S
    while not condition():
        assert monotonic() < end, "the screen does not come to its state"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def rest(milliseconds: int = 250) -> None:
    """Let timers of the screen run out."""
    end = monotonic() + milliseconds / 1000
    while monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def framed(page: QWidget, key: str, network: NetworkState = NetworkState.ONLINE) -> Shell:
    """The page in the window."""
    window = shell(key, network)
    window.add_page(key, "Batches" if key == "batches" else "New batch", "layers", lambda: page)
    window.show_page(key)
    window.resize(1280, 800)
    return window
