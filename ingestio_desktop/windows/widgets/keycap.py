"""Key caps: a shortcut drawn as keys."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import current_keys, key_of
from ingestio_desktop.windows.widgets.text import Label

_HEIGHT: Final = 20
_NAMED: Final = frozenset(
    (
        QT_TR_NOOP("Ctrl"),
        QT_TR_NOOP("Shift"),
        QT_TR_NOOP("Del"),
        QT_TR_NOOP("Ins"),
        QT_TR_NOOP("Enter"),
        QT_TR_NOOP("Space"),
        QT_TR_NOOP("Esc"),
    )
)
"""Keys whose name is another one in other languages."""
_SIGNS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter"}


def key_cap_width(text: str) -> int:
    """How wide the cap of this text is."""
    return max(_HEIGHT, QFontMetrics(make_font(TextStyle.TINY_STRONG)).horizontalAdvance(text) + 14)


def paint_key_cap(
    painter: QPainter, middle_left: QPointF, text: str, tone: QColor | None = None, *, own: bool = False
) -> float:
    """Draw one cap, vertically centred on the point; with a tone it stands on a coloured button, `own` says
    that the person chose the key. Returns its width."""
    colours = current_theme().colours
    width = key_cap_width(text)
    rect = QRectF(round(middle_left.x()), round(middle_left.y() - _HEIGHT / 2), width, _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(make_font(TextStyle.TINY_STRONG))
    if tone is None:
        painter.setPen(QPen(colours.accent if own else colours.line, 1))
        painter.setBrush(colours.accent_soft if own else colours.surface)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(colours.accent_ink if own else colours.muted)
    else:
        veil = QColor(tone)
        veil.setAlphaF(0.18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(tone)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return float(width)


def key_names(shortcut: str) -> str:
    """Portable names of keys as the person's keyboard has them: "Ctrl+K", "Strg+K"."""
    return "+".join(tr(key) if key in _NAMED else key for key in shortcut.split("+"))


def split_keys(shortcut: str) -> tuple[str, ...]:
    """The caps of a shortcut: "Ctrl+Alt+Left" gives Ctrl, Alt, ←; "Ctrl++" gives Ctrl, +."""
    keys = shortcut.replace("++", "+Plus").split("+")
    return tuple("+" if key == "Plus" else _SIGNS.get(key) or key_names(key) for key in keys if key)


class KeyCap(QWidget):
    """One key, or a whole shortcut in one cap such as Ctrl+K."""

    def __init__(self, text: str, parent: QWidget | None = None, *, own: bool = False) -> None:
        super().__init__(parent)
        self._text = text
        self._own = own
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(key_cap_width(self._text), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_key_cap(QPainter(self), QPointF(0, self.height() / 2), self._text, own=self._own)


class KeyHint(QWidget):
    """Caps and a word: "Ctrl+K find anything"; with `split` every key has its own cap. With `action` in
    place of a shortcut it shows the key that the person has for it, and nothing where there is none."""

    def __init__(
        self,
        shortcut: str,
        text: str,
        *,
        action: str = "",
        split: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._split = split
        self._caps: list[KeyCap] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.word = Label(text, TextStyle.SMALL, "muted")
        self._row.addSpacing(4)
        self._row.addWidget(self.word)
        self._show_key(key_of(action) if action else shortcut)
        if action:
            current_keys().changed.connect(self._take_key)

    @property
    def is_empty(self) -> bool:
        """Whether there is no key to show."""
        return not self._caps

    def _take_key(self) -> None:
        self._show_key(key_of(self._action))
        self.setVisible(not self.is_empty)

    def _show_key(self, shortcut: str) -> None:
        for cap in self._caps:
            self._row.removeWidget(cap)
            cap.hide()
            cap.deleteLater()
        named = key_names(shortcut)
        keys = split_keys(shortcut) if self._split else (named,) if named else ()
        self._caps = [KeyCap(key) for key in keys]
        for place, cap in enumerate(self._caps):
            self._row.insertWidget(place, cap)
        self.setAccessibleName(f"{named} {self.word.text()}".strip())
