"""Whether things may move: what the person chose, and what the system says."""

import ctypes
import sys
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QProcess, Qt, Signal
from PySide6.QtGui import QGuiApplication


class MotionSetting(StrEnum):
    """What a person chose; the values are those of the settings file."""

    SYSTEM = "system"
    REDUCED = "reduced"
    FULL = "full"


ASKED: Final = {
    "linux": (("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false"),
    "darwin": (("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1"),
}
"""Qt does not tell it, so each system's own tool is asked: the command, and its answer for less motion."""

_CLIENT_AREA_ANIMATION: Final = 0x1042
"""Of SystemParametersInfo."""


class SystemMotion(QObject):
    """Asks the system whenever the window comes to the front; `told` says whether less motion is wanted.
    Nobody waits for the answer, and where there is none nothing is told."""

    told = Signal(bool)

    def __init__(self, parent: QObject, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self._platform = platform
        self._process = QProcess(self)
        self._process.finished.connect(self._answer)
        QGuiApplication.instance().applicationStateChanged.connect(self._state)  # type: ignore[union-attr]

    def ask(self) -> None:
        """Ask now, unless an answer is still to come."""
        if self._platform == "win32":
            self.told.emit(not _windows_moves())
        elif self._platform in ASKED and self._process.state() is QProcess.ProcessState.NotRunning:
            program, *arguments = ASKED[self._platform][0]
            self._process.start(program, arguments)

    def _state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.ask()

    def _answer(self, code: int) -> None:
        said = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace").strip()
        self.told.emit(code == 0 and said == ASKED[self._platform][1])


def _windows_moves() -> bool:
    moves = ctypes.c_int(1)
    library = ctypes.CDLL("user32")
    library.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)
    return bool(moves.value)
