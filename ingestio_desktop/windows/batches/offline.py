"""The banner of lists while the service can't be reached: since when, what works, what waits."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import Button, IconLabel, Label


class OfflineBanner(QFrame):
    """Goes when its cause goes; there is no close button."""

    def __init__(self, try_now: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", Tone.WARN.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(14)
        self._title = Label("", TextStyle.SECTION)
        self._text = Label("", TextStyle.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self.try_now = Button("Try now", icon="refresh-cw")
        self.try_now.clicked.connect(lambda: try_now())
        row.addWidget(IconLabel("wifi-off", "warn_ink", 18))
        row.addLayout(words, 1)
        row.addWidget(self.try_now)
        self.hide()

    def show_status(self, status: SyncStatus, since: datetime | None) -> None:
        """Show or hide, with the words that fit the cause."""
        self.setVisible(status.link in (Link.OFFLINE, Link.FAILED))
        local = since.astimezone() if since is not None else None
        when = f" since {local:%H:%M}" if local is not None else ""
        if status.link is Link.FAILED and status.error is not None:
            title, text = status.error.title, status.error.message
        elif status.link is Link.FAILED:
            title, text = f"The service is down{when}", "Review, confirm and export work. New batches wait."
        else:
            title = f"Offline{when}"
            text = (
                "Review, confirm and export work for batches kept here. New batches and changes wait, "
                "and go when the network is back."
            )
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
