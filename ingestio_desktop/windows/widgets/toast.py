"""A short message above the strip, with Undo; it goes by itself, and stays while it is looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import Scheme, TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton, tooltip
from ingestio_desktop.windows.widgets.text import IconLabel, Label

_SHOWN_MS = 8000
_ABOVE_STRIP = 48
_UNDO_KEY = "Ctrl+Z"


class Toast(QFrame):
    """One at a time per window: a new one takes the place of the old."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(8)
        self._icon = IconLabel("circle-check", "ok")
        self._text = Label("", TextStyle.BUTTON)
        self._undo = Button(tr("Undo"), ButtonKind.LINK, shortcut=_UNDO_KEY)
        self._undo.clicked.connect(self._undone)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addSpacing(8)
        row.addWidget(self._undo)
        row.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.hide))
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._firm = False
        self._timer.timeout.connect(self.hide)
        self.setGraphicsEffect(shadow(self))
        self.hide()
        parent.installEventFilter(self)

    def show_message(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        tone: Tone = Tone.OK,
        action: str = "",
        seconds: float | None = None,
    ) -> None:
        """Say what happened; with `undo` there is a button `action` that calls it, Undo if not named.
        With `seconds` it goes after them, looked at or not: from then on `undo` is too late."""
        icons = {Tone.OK: ("circle-check", "ok"), Tone.WARN: ("triangle-alert", "warn")}
        icons |= {Tone.BAD: ("circle-x", "bad")}
        self._icon.set_icon(*icons.get(tone, ("info", "accent")))
        self._text.setText(text)
        self._action = undo
        word = action or tr("Undo")
        self._undo.setText(word)
        self._undo.setAccessibleName(word)
        self._undo.setToolTip(tooltip(word, "" if action else _UNDO_KEY))
        self._undo.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._firm = seconds is not None
        self._timer.start(_SHOWN_MS if seconds is None else round(seconds * 1000))

    def take_back(self, undo: Callable[[], object]) -> None:
        """Go, if it is this that is offered."""
        if self._action == undo:
            self._action = None
            self.hide()

    def dismiss(self) -> None:
        """Take the message and its action away."""
        self._action = None
        self._timer.stop()
        self.hide()

    def _undone(self) -> None:
        action, self._action = self._action, None
        self.hide()
        if action is not None:
            action()

    def _place(self) -> None:
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            x = (parent.width() - self.width()) // 2
            self.move(QPoint(x, parent.height() - self.height() - _ABOVE_STRIP))

    def enterEvent(self, event: QEnterEvent) -> None:
        if not self._firm:
            self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self._firm:
            self._timer.start(_SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False


def shadow(owner: QObject, *, dialog: bool = False) -> QGraphicsDropShadowEffect:
    """The shadow of menus and popovers, or the larger one of dialogs."""
    effect = QGraphicsDropShadowEffect(owner)
    effect.setBlurRadius(48 if dialog else 28)
    effect.setOffset(0, 16 if dialog else 8)
    dark = current_theme().scheme is Scheme.DARK
    effect.setColor(QColor(0, 0, 0, round(255 * (0.55 if dark else 0.18))))
    return effect
