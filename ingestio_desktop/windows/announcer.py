"""Says what has happened: in the window while somebody works in it, else on the desktop."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.notifications import Announcement
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.shell import Shell

_TITLE: Final = "IngestIO"
_SHOWN_MS: Final = 10_000
_MINIMISED: Final = Qt.WindowState.WindowMinimized


class DesktopMessages(Protocol):
    """The desktop's own notifications."""

    def available(self) -> bool:
        """Whether there is anything that shows them."""
        ...

    def show(self, title: str, text: str, tone: Tone, clicked: Callable[[], object]) -> None: ...


class TrayMessages(QObject):
    """By the system's tray: Windows, macOS, and on Linux whatever shows org.freedesktop.Notifications.
    The icon is there only as long as a message is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._clicked: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS + 2_000)
        self._timer.timeout.connect(self._over)

    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def show(self, title: str, text: str, tone: Tone, clicked: Callable[[], object]) -> None:
        if self._icon is None:
            self._icon = QSystemTrayIcon(current_theme().icon("scan-text", "accent"), self)
            self._icon.setToolTip(_TITLE)
            self._icon.messageClicked.connect(self._opened)
            self._icon.activated.connect(lambda _reason: self._opened())
        self._clicked = clicked
        kinds = QSystemTrayIcon.MessageIcon
        icon = kinds.Information if tone is Tone.OK else kinds.Warning
        self._icon.show()
        self._icon.showMessage(title, text, icon, _SHOWN_MS)
        self._timer.start()

    def _opened(self) -> None:
        clicked, self._clicked = self._clicked, None
        self._over()
        if clicked is not None:
            clicked()

    def _over(self) -> None:
        self._timer.stop()
        if self._icon is not None:
            self._icon.hide()


class Announcer(QObject):
    """Says things for a window."""

    def __init__(self, shell: Shell, messages: DesktopMessages) -> None:
        super().__init__(shell)
        self._shell = shell
        self._messages = messages

    def announce(self, said: Announcement, open_target: Callable[[], object]) -> None:
        """Say it; `open_target` is run when the person follows it. Whoever works in another program is
        told on the desktop where that is possible; else the window says it, and asks for a look."""
        away = not self._shell.isActiveWindow()
        if away:
            QApplication.alert(self._shell)
        if away and self._messages.available():
            self._messages.show(_TITLE, said.text, said.tone, partial(self._follow, open_target))
        else:
            action = tr("Open") if said.batch_id is not None else tr("Show")
            self._shell.toast.show_message(said.text, open_target, said.tone, action=action)

    def _follow(self, open_target: Callable[[], object]) -> None:
        shell = self._shell
        shell.setWindowState(shell.windowState() & ~_MINIMISED)
        shell.show()
        shell.raise_()
        shell.activateWindow()
        open_target()
