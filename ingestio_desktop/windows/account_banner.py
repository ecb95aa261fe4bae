"""What stands over every page while the account in use needs something: a sign-in, a clock, an address."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.language import tr
from ingestio_desktop.sentences import said
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import Button, IconLabel, Label, restyle

_MOVED: Final = frozenset({"server_not_found", "server_moved", "no_service_there"})
_TOLD: Final = _MOVED | {"certificate_refused", "clock_wrong", "network_login"}
"""Why a service is not reached where waiting for the network does not help."""

_INKS: Final = {Tone.WARN: "warn_ink", Tone.BAD: "bad", Tone.NEUTRAL: "muted_ink"}


class Way(Enum):
    """What the button does."""

    NONE = auto()
    SIGN_IN = auto()
    UNLOCK = auto()
    TRY_AGAIN = auto()
    MOVE = auto()


@dataclass(frozen=True, slots=True)
class Need:
    """What the account needs: why, and what its button does."""

    icon: str
    tone: Tone
    title: str
    text: str
    way: Way


def is_lost(status: SyncStatus) -> bool:
    """Whether there is a network, and nothing where the service was."""
    code = status.error.code if status.error is not None else ""
    return status.link is Link.OFFLINE and not status.local and code == "service_unreachable"


def need_of(status: SyncStatus, *, long_lost: bool = False) -> Need | None:
    """What an account needs, None for nothing that a person could do. `long_lost` says that its service was
    not found for a while."""
    error = status.error
    if long_lost and error is not None and is_lost(status):
        sentence = tr(
            "It was not found for a while. If it has another address by now, sign in there: nothing is lost."
        )
        return Need("triangle-alert", Tone.WARN, said(error.title), sentence, Way.MOVE)
    if status.link is Link.SIGNED_OUT:
        return _signed_out(error)
    if status.link is Link.OFFLINE and error is not None and error.code in _TOLD:
        icon = "clock" if error.code == "clock_wrong" else "triangle-alert"
        way = Way.MOVE if error.code in _MOVED else Way.TRY_AGAIN
        return Need(icon, Tone.WARN, said(error.title), said(error.message), way)
    notice = status.notice
    if notice is not None:
        return Need("clock", Tone.WARN, said(notice.title), said(notice.message), Way.NONE)
    return None


class AccountBanner(QFrame):
    """`asked` carries the way that its button names, `needed` whether there is something to say."""

    asked = Signal(object)
    needed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._need: Need | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        self._icon = IconLabel("log-out")
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = Label("", TextStyle.SECTION)
        self.text = Label("", TextStyle.BODY, wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        self.button = Button("", on_click=self._ask)
        row.addWidget(self.button)
        self.hide()

    def show_need(self, need: Need | None) -> None:
        """Say what is needed; None takes it away."""
        if need == self._need:
            return
        self._need = need
        self.setVisible(need is not None)
        self.needed.emit(need is not None)
        if need is None:
            return
        self.setProperty("tone", need.tone.value)
        restyle(self)
        self._icon.set_icon(need.icon, _INKS.get(need.tone, "accent_ink"))
        self.title.setText(need.title)
        self.text.setText(need.text)
        self.setAccessibleName(need.title)
        self.setAccessibleDescription(need.text)
        words = {
            Way.SIGN_IN: tr("Sign in again"),
            Way.UNLOCK: tr("Unlock…"),
            Way.TRY_AGAIN: tr("Try again"),
            Way.MOVE: tr("Sign in at another address…"),
        }
        self.button.setVisible(need.way is not Way.NONE)
        self.button.setText(words.get(need.way, ""))
        self.button.set_tip(words.get(need.way, ""))

    def _ask(self) -> None:
        if self._need is not None:
            self.asked.emit(self._need.way)


def _signed_out(error: ErrorInfo | None) -> Need:
    kept = tr("Nothing is lost: what waits goes once you are signed in.")
    if error is None:
        return Need("log-out", Tone.BAD, tr("You are signed out"), kept, Way.SIGN_IN)
    sentence = tr(
        "{reason} Nothing is lost: what waits goes once you are signed in.", reason=said(error.message)
    )
    unlocks: dict[str, Callable[[], Need]] = {
        "vault_locked": lambda: Need("lock", Tone.WARN, said(error.title), said(error.message), Way.UNLOCK),
        "keyring_refused": lambda: Need("lock", Tone.WARN, said(error.title), sentence, Way.TRY_AGAIN),
    }
    known = unlocks.get(error.code)
    return (
        known() if known is not None else Need("log-out", Tone.BAD, said(error.title), sentence, Way.SIGN_IN)
    )
