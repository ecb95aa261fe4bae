"""Says what has happened: in the window while somebody works in it, else on the desktop."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.notifications import Announcement
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.shell import Shell

_TITLE: Final = "IngestIO"
_MINIMISED: Final = Qt.WindowState.WindowMinimized


class DesktopMessages(Protocol):
    """The desktop's own notifications."""

    def available(self) -> bool:
        """Whether there is anything that shows them."""
        ...

    def show(self, title: str, text: str, tone: Tone, clicked: Callable[[], object]) -> None: ...


class Announcer(QObject):
    """Says things for a window."""

    def __init__(
        self, shell: Shell, messages: DesktopMessages, allowed: Callable[[], bool] = lambda: True
    ) -> None:
        """`allowed` says whether the person wants to be told on the desktop."""
        super().__init__(shell)
        self._shell = shell
        self._messages = messages
        self._allowed = allowed

    def announce(self, said: Announcement, open_target: Callable[[], object]) -> None:
        """Say it; `open_target` is run when the person follows it. Whoever works in another program is
        told on the desktop where that is possible; else the window says it, and asks for a look."""
        away = not self._shell.isActiveWindow()
        if away and self._allowed():
            QApplication.alert(self._shell)
        if away and self._allowed() and self._messages.available():
            self._messages.show(_TITLE, said.text, said.tone, partial(self._follow, open_target))
        else:
            action = tr("Open") if said.batch_id is not None else tr("Show")
            self._shell.toast.show_message(said.text, open_target, said.tone, action=action)

    def _follow(self, open_target: Callable[[], object]) -> None:
        bring_forward(self._shell)
        open_target()


def bring_forward(window: QWidget) -> None:
    """Show a window that is minimised, hidden or behind others."""
    window.setWindowState(window.windowState() & ~_MINIMISED)
    window.show()
    window.raise_()
    window.activateWindow()
