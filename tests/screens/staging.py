"""What the screens of wizard and batches stand on: a desktop in a folder of its own, shown in the shell."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.widgets import NetworkState
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.screens.screens_shell import shell
from tests.support.desktop import Desktop, desktop_on, warm_child

_PATIENCE_S = 60.0
_TICK_MS = 5


class Stage:
    """Makes desktops for the screens. One child process serves all of them while the stage is open;
    what one screen stands on is taken down after its picture."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._child: CpuProcess | None = None
        self._scene = ExitStack()
        self._number = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        """Open while pictures are taken."""
        with TemporaryDirectory() as name:
            self._folder = Path(name)
            (self._folder / "empty").mkdir()
            with warm_child(self._folder / "empty") as self._child:
                try:
                    yield
                finally:
                    self.clear()
            self._folder = self._child = None

    def clear(self) -> None:
        """Take down what the last screen stood on."""
        self._scene.close()

    def folder(self, name: str) -> Path:
        """A fresh folder with this name."""
        assert self._folder is not None, "the stage is not open"
        self._number += 1
        path = self._folder / str(self._number) / name
        path.mkdir(parents=True)
        return path

    @property
    def child(self) -> CpuProcess:
        """The child process of all screens."""
        assert self._child is not None, "the stage is not open"
        return self._child

    def when_cleared(self, close: Callable[[], object]) -> None:
        """Something more to take down with the screen."""
        self._scene.callback(close)

    def desktop(self) -> Desktop:
        """A fresh desktop."""
        assert self._child is not None, "the stage is not open"
        return self._scene.enter_context(desktop_on(self.folder("data"), self._child))


STAGE = Stage()
"""The one that all screens stand on."""


def until(condition: Callable[[], object]) -> None:
    """Let Qt work until something is so."""
    end = monotonic() + _PATIENCE_S
    with _ticking():
        while not condition():
            assert monotonic() < end, "the screen does not come to its state"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(milliseconds: int = 250) -> None:
    """Let timers of the screen run out."""
    end = monotonic() + milliseconds / 1000
    until(lambda: monotonic() >= end)


@contextmanager
def _ticking() -> Iterator[None]:
    """Events come again and again, so that who waits for one looks soon; a time limit for waiting would
    make Qt spin."""
    ticks = QTimer()
    ticks.start(_TICK_MS)
    try:
        yield
    finally:
        ticks.stop()


def framed(page: QWidget, key: str, network: NetworkState = NetworkState.ONLINE) -> Shell:
    """The page in the window."""
    window = shell(key, network)
    window.add_page(key, tr("Batches") if key == "batches" else tr("New batch"), "layers", lambda: page)
    window.show_page(key)
    window.resize(1280, 800)
    return window
