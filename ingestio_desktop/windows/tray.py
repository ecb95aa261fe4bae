"""The icon in the system's tray, where there is one: open, pause uploads, quit, and messages that lead on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.announcer import bring_forward
from ingestio_desktop.windows.shell import Shell

_TITLE = "IngestIO"
_SHOWN_MS = 10_000
_OPENS = frozenset({QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick})


class Tray(QObject):
    """Stands as long as the window's program runs. `pause_asked` carries whether uploads are to rest. Where
    there is no tray nothing is shown, and messages are for the window to show.

    While `stays` says so, a window that is closed goes into the tray, and the program goes on; Quit ends
    it."""

    pause_asked = Signal(bool)
    new_asked = Signal()

    def __init__(self, shell: Shell, stays: Callable[[], bool] = lambda: False) -> None:
        super().__init__(shell)
        self._shell = shell
        self._stays = stays
        self._told = False
        self._resting = False
        self._clicked: Callable[[], object] | None = None
        self.menu = QMenu()
        self.open = self._add(tr("Open IngestIO"), "maximize", self._open)
        self.new = self._add(tr("New batch"), "circle-plus", self._new)
        self.menu.addSeparator()
        self.pause = self._add(tr("Pause uploads"), "pause", self._pause)
        self.menu.addSeparator()
        self.quit = self._add(tr("Quit"), "log-out", self._quit)
        self.show_uploads(0, 0)
        self.icon = QSystemTrayIcon(current_theme().icon("scan-text", "accent"), self)
        self.icon.setToolTip(_TITLE)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self._follow)
        self.icon.setVisible(QSystemTrayIcon.isSystemTrayAvailable())
        shell.installEventFilter(self)

    # The desktop's messages

    def available(self) -> bool:
        """Whether there is anything that shows them."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def show(self, title: str, text: str, tone: Tone, clicked: Callable[[], object]) -> None:
        """Say something on the desktop; `clicked` is run when the person follows it."""
        kinds = QSystemTrayIcon.MessageIcon
        self._clicked = clicked
        kind = kinds.Information if tone is Tone.OK else kinds.Warning
        self.icon.showMessage(title, text, kind, _SHOWN_MS)

    # The menu

    def show_uploads(self, going: int, paused: int) -> None:
        """How many files are on their way, and how many rest."""
        self._resting = not going and paused > 0
        if self._resting:
            self.pause.setText(tr("Resume uploads"))
        else:
            self.pause.setText(tr("Pause uploads (%n file(s))", "", going) if going else tr("Pause uploads"))
        self.pause.setIcon(current_theme().icon("play" if self._resting else "pause"))
        self.pause.setEnabled(going + paused > 0)

    def _add(self, text: str, icon: str, run: Callable[[], object]) -> QAction:
        return self.menu.addAction(current_theme().icon(icon), text, run)

    def _open(self) -> None:
        bring_forward(self._shell)

    def _new(self) -> None:
        self._open()
        self.new_asked.emit()

    def _pause(self) -> None:
        self.pause_asked.emit(not self._resting)

    def _quit(self) -> None:
        self._shell.keep_state()
        QApplication.quit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENS:
            if self._clicked is not None:
                self._follow()
            else:
                self._open()

    def _follow(self) -> None:
        clicked, self._clicked = self._clicked, None
        if clicked is not None:
            clicked()

    # Closing into the tray

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only the person's own click closes a window into the tray; Quit, and the system's end, end it.
        if watched is not self._shell or not isinstance(event, QCloseEvent) or not event.spontaneous():
            return False
        if not (self._stays() and self.icon.isVisible()) or _ending():
            return False
        self._shell.keep_state()
        self._shell.hide()
        event.ignore()
        if not self._told:
            self._told = True
            text = tr("IngestIO goes on in the tray: uploads and watched folders do not wait for the window.")
            self.show(_TITLE, text, Tone.OK, self._open)
        return True


def tray_of(shell: Shell, stays: Callable[[], bool]) -> Tray:
    """The one of a window, whichever account is in use."""
    return shell.findChild(Tray) or Tray(shell, stays)


def _ending() -> bool:
    """Whether the person's session ends, which closes windows too."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
