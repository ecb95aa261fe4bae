"""One window for one data folder: a second start shows the first one's window instead."""

from collections.abc import Callable
from pathlib import Path
from time import time_ns
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject

from ingestio_core.errors import IngestError, MachineError
from ingestio_desktop.language import tr

_LOCK: Final = "window.lock"
_CALL: Final = "window.show"


class OnlyWindow(QObject):
    """The data folder's lock. It goes with the process, however that ends."""

    def __init__(self, data: Path, called: Callable[[], None], parent: QObject | None = None) -> None:
        """`called` is run when another start asks for this window."""
        super().__init__(parent)
        self._data = data
        self._lock = QLockFile(str(data / _LOCK))
        # Never by age: only when the process that wrote it is gone.
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: called())

    @property
    def claimed(self) -> bool:
        """Whether the data folder is this window's."""
        return self._lock.isLocked()

    def claim(self) -> None:
        """Take the data folder, which is made where there is none. Taking it twice changes nothing.

        Raises `IngestError` (window_open) when another window has it, and `MachineError`
        (data_folder_unusable)."""
        if self._lock.isLocked():
            return
        try:
            self._data.mkdir(parents=True, exist_ok=True)
            if not self._lock.tryLock(0):
                raise self._refusal()
            call = self._data / _CALL
            call.touch()
        except OSError as error:
            self._lock.unlock()
            raise _unusable(self._data, error.strerror or str(error)) from error
        self._watcher.addPath(str(call))

    def call_other(self) -> bool:
        """Ask the window that has the data folder to show itself; false when there is none."""
        if self._lock.isLocked() or not (self._data / _LOCK).exists():
            return False
        if self._lock.tryLock(0):
            # What stood there was left behind by a process that was killed.
            self._lock.unlock()
            return False
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            return False
        try:
            (self._data / _CALL).write_text(str(time_ns()), encoding="utf-8")
        except OSError:
            # It is open all the same, and that is what will be said.
            return True
        return True

    def release(self) -> None:
        """Let the next start have the folder."""
        watched = self._watcher.files()
        if watched:
            self._watcher.removePaths(watched)
        self._lock.unlock()

    def _refusal(self) -> IngestError:
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            return IngestError(
                "window_open",
                tr("IngestIO is open already"),
                tr(
                    "Another window uses the data folder “{data}”. Go on there, or close it and try again.",
                    data=self._data,
                ),
                retryable=True,
            )
        return _unusable(self._data, tr("nothing can be written into it"))


def _unusable(data: Path, why: str) -> MachineError:
    return MachineError(
        "data_folder_unusable",
        tr("The data folder can’t be used"),
        tr("“{data}”: {why}. Check the folder and who owns it, then try again.", data=data, why=why),
    )
