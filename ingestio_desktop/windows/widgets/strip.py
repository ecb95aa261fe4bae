"""The status strip: network state, pending changes, pages left; each opens what it names."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets.buttons import paint_ring, press_by_enter, tooltip
from ingestio_desktop.windows.widgets.text import Label


class NetworkState(StrEnum):
    """What the strip says at its left."""

    STARTING = "starting"
    ONLINE = "online"
    SYNCING = "syncing"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"
    LOCKED = "locked"
    THIS_COMPUTER = "this_computer"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class StripStatus:
    """The facts of the strip. `pages` is the sentence at the right, `reason` why the service stopped;
    `set_aside` counts what waits for the person, `fetching` says how far a long fetch has come."""

    network: NetworkState
    pending: int = 0
    pages: str = ""
    stale_since: str = ""
    reason: str = ""
    set_aside: int = 0
    fetching: str = ""


_NETWORK: Final = {
    NetworkState.STARTING: (QT_TR_NOOP("Starting…"), "loader-circle", "muted"),
    NetworkState.ONLINE: (QT_TR_NOOP("Online"), "wifi", "ok_ink"),
    NetworkState.SYNCING: (QT_TR_NOOP("Syncing"), "refresh-cw", "accent_ink"),
    NetworkState.OFFLINE: (QT_TR_NOOP("Offline"), "wifi-off", "warn_ink"),
    NetworkState.SIGNED_OUT: (QT_TR_NOOP("Signed out"), "log-out", "bad"),
    NetworkState.LOCKED: (QT_TR_NOOP("Locked"), "lock", "warn_ink"),
    NetworkState.THIS_COMPUTER: (QT_TR_NOOP("This computer"), "laptop", "ok_ink"),
    NetworkState.STOPPED: (QT_TR_NOOP("Service stopped"), "circle-x", "bad"),
}


class StripItem(QPushButton):
    """Icon and words in the strip; a click opens what they name."""

    def __init__(self, icon: str, colour: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._colour = colour
        self.setFixedHeight(24)
        self.setFont(make_font(TextStyle.SMALL))
        self.setAccessibleName(text)

    def set_content(self, icon: str, colour: str, text: str, tip: str) -> None:
        """Say something else."""
        self._icon_name, self._colour = icon, colour
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        strong = colour not in ("muted", "text")
        self.setFont(make_font(TextStyle.SMALL_STRONG if strong else TextStyle.SMALL))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 14 + 6 + 10, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        front = colours.named("text" if self.underMouse() and self._colour == "muted" else self._colour)
        paint_icon(painter, self._icon_name, front, QRectF(4, 0, 14, self.height()), 14)
        painter.setPen(front)
        painter.setFont(self.font())
        text = QRectF(self.rect()).adjusted(24, 0, 4, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), colours.accent, 6)


class StatusStrip(QFrame):
    """Told its facts by `set_status`; a short message may stand in the middle ("4 removed, Undo")."""

    network_asked = Signal()
    pending_asked = Signal()
    pages_asked = Signal()
    notifications_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(load_tokens().height["strip"])
        self.setAccessibleName(tr("Status"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._network = StripItem("loader-circle", "muted", tr("Starting…"))
        self._pending = StripItem("circle-check", "muted", tr("All changes saved"))
        self._message = Label("", TextStyle.SMALL, "muted")
        self._fetching = Label("", TextStyle.SMALL, "muted")
        self._fetching.hide()
        self._pages = StripItem("files", "muted", "")
        self._notifications = StripItem("bell", "muted", tr("Notifications"))
        self._notifications.clicked.connect(self.notifications_asked)
        self._notifications.hide()
        self._network.clicked.connect(self.network_asked)
        self._sign_in = StripItem("log-in", "accent_ink", tr("Sign in"))
        self._sign_in.clicked.connect(self.network_asked)
        self._sign_in.hide()
        self._pending.clicked.connect(self.pending_asked)
        self._pages.clicked.connect(self.pages_asked)
        row.addWidget(self._network)
        row.addWidget(self._sign_in)
        row.addWidget(self._pending)
        row.addSpacing(8)
        row.addWidget(self._fetching)
        row.addWidget(self._message)
        row.addStretch()
        row.addWidget(self._pages)
        row.addWidget(self._notifications)
        self.set_status(StripStatus(NetworkState.STARTING))

    def set_status(self, status: StripStatus) -> None:
        """Show these facts."""
        word, icon, colour = _NETWORK[status.network]
        tip = {
            NetworkState.OFFLINE: tr("No network. Go on working: changes wait and go by themselves."),
            NetworkState.SIGNED_OUT: tr("Sign in to send what waits. Nothing is lost."),
            NetworkState.THIS_COMPUTER: tr("Everything runs on this computer."),
            NetworkState.STOPPED: tr("The service of this computer does not run. Settings, Logs says why."),
        }.get(status.network, "")
        tip = status.reason or tip
        self._show_way_in(status.network)
        self._network.set_content(icon, colour, tr(word), tip)
        waits = tr("%n change(s) wait", "", status.pending) if status.pending else ""
        if status.set_aside:
            refused = tr("%n change(s) need you", "", status.set_aside)
            text = f"{refused} · {waits}" if waits else refused
            tip = tooltip(tr("The service refused it. See why, and choose."), key_of("outbox"))
            self._pending.set_content("triangle-alert", "warn_ink", text, tip)
        elif waits:
            tip = tooltip(tr("Changes that the service does not have yet"), key_of("outbox"))
            self._pending.set_content("clock", "muted", waits, tip)
        else:
            self._pending.set_content(
                "circle-check", "muted", tr("All changes saved"), tr("Nothing waits to be sent")
            )
        self._fetching.setText(status.fetching)
        self._fetching.setVisible(bool(status.fetching))
        parts = [status.pages]
        if status.stale_since:
            parts.append(tr("as of {when}", when=status.stale_since))
        self._pages.set_content("files", "muted", " · ".join(parts), tr("Opens Account"))
        self._pages.setVisible(bool(status.pages))
        unknown = status.network in (NetworkState.STARTING, NetworkState.STOPPED)
        self._pending.setVisible(bool(status.pending or status.set_aside) or not unknown)

    def _show_way_in(self, network: NetworkState) -> None:
        locked = network is NetworkState.LOCKED
        icon, text = ("lock", tr("Unlock…")) if locked else ("log-in", tr("Sign in"))
        tip = tr("Unlock your sign-in") if locked else tr("Sign in again. Nothing is lost.")
        self._sign_in.set_content(icon, "accent_ink", text, tip)
        self._sign_in.setVisible(locked or network is NetworkState.SIGNED_OUT)

    def set_unread(self, count: int) -> None:
        """Say how many notifications are new; the place is there from the first call on."""
        text = tr("%n new notification(s)", "", count) if count else tr("Notifications")
        tip = tooltip(tr("What has ended"), key_of("notifications"))
        self._notifications.set_content("bell", "accent_ink" if count else "muted", text, tip)
        self._notifications.show()

    def forget(self) -> None:
        """Take away what belongs to an account."""
        self._notifications.hide()
        self.show_message("")

    def show_message(self, text: str) -> None:
        """A short word in the middle; "" takes it away."""
        self._message.setText(text)
