"""Badges: a state as a colour, an icon and a word; as a widget and for delegates."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import Colours, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, StateWord, Tone

HEIGHT: Final = 22
_ICON: Final = 14
_PAD: Final = 8


def tone_colours(tone: Tone, colours: Colours) -> tuple[QColor, QColor]:
    """Ground and ink of a state's colour; 4.5:1 or better on one another."""
    return {
        Tone.NEUTRAL: (colours.hover, colours.muted_ink),
        Tone.ACCENT: (colours.accent_soft, colours.accent_ink),
        Tone.OK: (colours.ok_soft, colours.ok_ink),
        Tone.WARN: (colours.warn_soft, colours.warn_ink),
        Tone.BAD: (colours.bad_soft, colours.bad),
    }[tone]


def plain_colour(tone: Tone, colours: Colours) -> QColor:
    """The colour of a state's word on `surface` or `bg`."""
    return {
        Tone.NEUTRAL: colours.muted,
        Tone.ACCENT: colours.accent_ink,
        Tone.OK: colours.ok_ink,
        Tone.WARN: colours.warn_ink,
        Tone.BAD: colours.bad,
    }[tone]


def badge_width(word: StateWord) -> int:
    """How wide the badge of this state is."""
    metrics = QFontMetrics(make_font(TextStyle.SMALL_STRONG))
    return metrics.horizontalAdvance(word.word) + _ICON + 4 + 2 * _PAD + 1


def paint_badge(painter: QPainter, middle_left: QPointF, word: StateWord) -> float:
    """Draw a badge, vertically centred on the point. Returns its width."""
    ground, ink = tone_colours(word.tone, current_theme().colours)
    width = badge_width(word)
    rect = QRectF(middle_left.x(), round(middle_left.y() - HEIGHT / 2), width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, HEIGHT / 2, HEIGHT / 2)
    paint_icon(painter, word.icon, ink, QRectF(rect.x() + _PAD, rect.y(), _ICON, HEIGHT), _ICON)
    painter.setPen(ink)
    painter.setFont(make_font(TextStyle.SMALL_STRONG))
    painter.drawText(rect.adjusted(_PAD + _ICON + 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word.word)
    painter.restore()
    return float(width)


class Badge(QWidget):
    """One state; `StateWord` or one of the state enums of `theme.words`."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, state: StateWord | Enum, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = as_word(state)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._word.word)

    def set_state(self, state: StateWord | Enum) -> None:
        """Show another state."""
        self._word = as_word(state)
        self.setAccessibleName(self._word.word)
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        return self._word.word

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._word), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), QPointF(0, self.height() / 2), self._word)


class StateLine(Badge):
    """The same without a ground, for field states and table cells: icon and word in the state's colour."""

    def sizeHint(self) -> QSize:
        return QSize(state_line_width(self._word), 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_state_line(QPainter(self), QRectF(self.rect()), self._word)


def state_line_width(word: StateWord) -> int:
    """How wide icon and word are."""
    return QFontMetrics(make_font(TextStyle.SMALL_STRONG)).horizontalAdvance(word.word) + _ICON + 5


def paint_state_line(
    painter: QPainter, rect: QRectF, word: StateWord, style: TextStyle = TextStyle.SMALL_STRONG
) -> None:
    """Icon and word at the left of `rect`, elided at the end."""
    colour = plain_colour(word.tone, current_theme().colours)
    painter.save()
    paint_icon(painter, word.icon, colour, QRectF(rect.x(), rect.y(), _ICON, rect.height()), _ICON)
    painter.setPen(colour)
    font = make_font(style)
    painter.setFont(font)
    room = rect.adjusted(_ICON + (5 if style is TextStyle.SMALL_STRONG else 8), 0, 0, 0)
    text = QFontMetrics(font).elidedText(word.word, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def as_word(state: StateWord | Enum) -> StateWord:
    """The word of a state. Raises KeyError for an enum that has none."""
    return state if isinstance(state, StateWord) else STATE_WORDS[state]
