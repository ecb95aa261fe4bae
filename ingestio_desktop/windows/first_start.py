"""The first start: two ways, of which one needs nothing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    IconLabel,
    Label,
    ProgressBar,
    StyledWidget,
)
from ingestio_desktop.windows.widgets.buttons import paint_box

_CARD_WIDTH: Final = 368
_CARD_HEIGHT: Final = 344


class Tile(QWidget):
    """An icon on a rounded ground."""

    def __init__(self, icon: str, size: int, ground: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ground, self._ink = icon, ground, ink
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        radius = 12 if self.width() > 40 else 8
        paint_box(painter, QRectF(self.rect()), colours.named(self._ground), None, radius)
        icon = 24 if self.width() > 40 else 18
        paint_icon(painter, self._icon, colours.named(self._ink), self.rect(), icon)


class WayCard(Card):
    """One of the two ways: what it is, what it brings, its button, and a line below it."""

    def __init__(
        self, icon: str, title: str, text: str, points: Sequence[str], button: Button, note: str
    ) -> None:
        super().__init__(padding=24, spacing=0)
        self.setProperty("wide", "true")
        self.setFixedSize(_CARD_WIDTH, _CARD_HEIGHT)
        self.button = button
        button.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.body.addWidget(Tile(icon, 40, "hover", "text"))
        self.body.addSpacing(14)
        self.body.addWidget(Label(title, TextStyle.HEADING))
        self.body.addWidget(Label(text, TextStyle.BODY, "muted"))
        self.body.addSpacing(10)
        for point in points:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel("check", "muted", 16))
            row.addWidget(Label(point))
            row.addStretch()
            self.body.addLayout(row)
            self.body.addSpacing(4)
        self.body.addStretch()
        self.bar = ProgressBar(height=4, name=title)
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.body.addSpacing(6)
        self.body.addWidget(button)
        self.body.addSpacing(8)
        self.note = Label(note, TextStyle.SMALL, "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.note)

    def say(self, note: str, tone: str = "muted") -> None:
        """Change the line below the button."""
        self.note.setText(note)
        self.note.set_tone(tone)


class FirstStartPage(StyledWidget):
    """Asks nothing that isn't needed; the focus starts on the card that needs nothing."""

    local_chosen = Signal()
    sign_in_chosen = Signal()

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Welcome to IngestIO")
        self.local = WayCard(
            "laptop",
            "Use this computer",
            "Everything runs here. Nothing to set up.",
            (
                "No account, no sign-in",
                "Unlimited pages",
                "Documents stay on this disk",
                "Works with no network",
            ),
            Button("Use this computer", ButtonKind.PRIMARY),
            "Ready in a few seconds",
        )
        self.hosted = WayCard(
            "cloud",
            "Sign in",
            "The hosted service reads, your desktop confirms.",
            (
                "Large batches without slowing this computer",
                "The same batches on every computer",
                "Pages and batch size by plan",
                "Review offline, sync later",
            ),
            Button("Sign in with your browser", icon="external-link"),
            "Your password stays in the browser",
        )
        self.local.button.clicked.connect(self.local_chosen)
        self.hosted.button.clicked.connect(self.sign_in_chosen)
        self._build(version)
        self.setFocusProxy(self.local.button)

    def set_starting(self, starting: bool) -> None:
        """The service of this computer is being started: the button waits and a bar runs."""
        self.local.button.setEnabled(not starting)
        self.local.bar.setVisible(starting)
        self.local.bar.set_value(0, 0 if starting else 1)
        self.local.say("Starting…" if starting else "Ready in a few seconds")

    def set_local_error(self, reason: str) -> None:
        """It could not be started: say why and offer it again."""
        self.set_starting(False)
        self.local.button.setText("Try again")
        self.local.say(reason, "bad")

    def set_sign_in_offered(self, offered: bool) -> None:
        """Whether there is a hosted service at all; without one only the other way is shown."""
        self.hosted.setVisible(offered)
        self.both.setVisible(offered)

    def set_sign_in_available(self, available: bool, reason: str = "") -> None:
        """Turn the other way on or off; a reason says why it is off."""
        self.hosted.button.setEnabled(available)
        self.hosted.button.set_tip("" if available else reason)
        self.hosted.say("Your password stays in the browser" if available else reason)

    def _build(self, version: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(3)
        column.addWidget(Tile("scan-text", 48, "accent", "on_accent"), 0, middle)
        column.addSpacing(18)
        column.addWidget(Label("Welcome to IngestIO", TextStyle.HERO), 0, middle)
        column.addSpacing(4)
        sentence = "Drop a folder in, confirm what was read, get the spreadsheet out."
        column.addWidget(Label(sentence, TextStyle.BODY, "muted"), 0, middle)
        column.addSpacing(30)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addStretch()
        row.addWidget(self.local)
        row.addWidget(self.hosted)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(22)
        self.both = QWidget()
        hint = QHBoxLayout(self.both)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(6)
        hint.addStretch()
        hint.addWidget(IconLabel("info", "muted", 14))
        both = "You can have both, side by side, and switch at any time. The window says which one is active."
        hint.addWidget(Label(both, TextStyle.SMALL, "muted"))
        hint.addStretch()
        column.addWidget(self.both)
        column.addStretch(4)
        column.addWidget(Label(f"Version {version}", TextStyle.SMALL, "muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            to_local = event.key() == Qt.Key.Key_Left
            (self.local if to_local else self.hosted).button.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.hosted.button if self.hosted.button.hasFocus() else self.local.button
            button.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
