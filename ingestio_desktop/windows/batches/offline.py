"""The banner of lists while the service can't be reached: since when, what works, what waits."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.sentences import said
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import Button, IconLabel, Label, restyle

_NETWORK = frozenset(
    {"offline", "service_unreachable", "service_slow", "connection_lost", "server_not_found"}
)
"""Errors that go when the network is back; all others have words of their own."""
_AWAY = frozenset({Link.OFFLINE, Link.FAILED, Link.SIGNED_OUT})


class OfflineBanner(QFrame):
    """Goes when its cause goes; there is no close button. Back online it says what is being sent, until
    that is done."""

    sign_in_wanted = Signal()

    def __init__(self, try_now: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._was_away = False
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(14)
        self._icon = IconLabel("wifi-off", "warn_ink", 18)
        self._title = Label("", TextStyle.SECTION)
        self._text = Label("", TextStyle.SMALL, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self.try_now = Button(tr("Try now"), icon="refresh-cw", tip=tr("Reach for the service now"))
        self.try_now.clicked.connect(lambda: try_now())
        self.sign_in = Button(tr("Sign in"), icon="log-in")
        self.sign_in.clicked.connect(self.sign_in_wanted)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.try_now)
        row.addWidget(self.sign_in)
        self.hide()

    def show_status(self, status: SyncStatus, since: datetime | None) -> None:
        """Show or hide, with the words that fit the cause."""
        away = status.link in _AWAY
        sending = self._was_away and status.link in (Link.ONLINE, Link.SYNCING) and status.pending > 0
        if away:
            self._was_away = True
            self._say(*_away_words(status, since))
        elif sending:
            self._say(tr("Sending %n change(s)", "", status.pending), tr("The network is back."))
        elif status.link is not Link.STARTING:
            self._was_away = False
        tone, icon, ink = (
            (Tone.WARN, "wifi-off", "warn_ink") if away else (Tone.ACCENT, "refresh-cw", "accent_ink")
        )
        if status.link is Link.SIGNED_OUT:
            icon = "log-out"
        self._icon.set_icon(icon, ink)
        self.setProperty("tone", tone.value)
        restyle(self)
        self.try_now.setVisible(away and status.link is not Link.SIGNED_OUT)
        self.sign_in.setVisible(status.link is Link.SIGNED_OUT)
        self.setVisible(away or sending)

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")


def _away_words(status: SyncStatus, since: datetime | None) -> tuple[str, str]:
    moment = f"{since.astimezone():%H:%M}" if since is not None else ""
    waits = tr("%n change(s) wait.", "", status.pending) if status.pending else ""
    match status.link:
        case Link.SIGNED_OUT:
            title = tr("You are signed out")
            text = tr("Nothing is lost. What was changed here is sent once you have signed in.")
        case Link.FAILED if status.error is not None:
            title, text = said(status.error.title), said(status.error.message)
        case Link.FAILED:
            title = (
                tr("The service is down since {time}", time=moment) if moment else tr("The service is down")
            )
            text = tr("Review, confirm and export work for batches kept here. New batches wait.")
        case _ if status.error is not None and status.error.code == "service_unavailable":
            title = (
                tr("The service is down since {time}", time=moment) if moment else tr("The service is down")
            )
            text = tr(
                "The network is there. Review, confirm and export work for batches kept here. New batches "
                "and changes wait, and go when the service is back."
            )
        case _ if status.error is not None and status.error.code not in _NETWORK:
            title, text = said(status.error.title), said(status.error.message)
        case _:
            title = tr("Offline since {time}", time=moment) if moment else tr("Offline")
            text = tr(
                "Review, confirm and export work for batches kept here. New batches and changes wait, and go "
                "when the network is back."
            )
    return title, f"{text} {waits}".strip()
