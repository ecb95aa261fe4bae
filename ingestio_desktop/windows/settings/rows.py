"""One line of the settings: what it is, a sentence about it, its control, and what is wrong with it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import IconLabel, Label, Rule, restyle
from ingestio_desktop.windows.widgets.buttons import paint_ring

FIELD: Final = 280
_TRACK: Final = QSize(36, 20)
_GAP: Final = 8
_EDGE: Final = 4
"""Between the track and the ring of the focus, so that it is seen around a track of its own colour."""


class Switch(QAbstractButton):
    """On or off, said by place, colour and word. `turned` when the person turns it."""

    turned = Signal(bool)

    def __init__(self, name: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setToolTip(tr("{name} (Space)", name=name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(make_font(TextStyle.SMALL))
        self.clicked.connect(self.turned)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        words = max(metrics.horizontalAdvance(tr("On")), metrics.horizontalAdvance(tr("Off")))
        return QSize(words + _GAP + _TRACK.width() + 2 * _EDGE, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        on, enabled = self.isChecked(), self.isEnabled()
        track = QRectF(self.width() - _TRACK.width() - _EDGE, (self.height() - _TRACK.height()) / 2, 36, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        # An empty track has to stand out from the card as much as any other control does.
        ground = colours.accent if on else colours.muted
        painter.setBrush(ground if enabled else colours.line_strong)
        painter.drawRoundedRect(track, 10, 10)
        painter.setBrush(colours.on_accent if on and enabled else colours.surface)
        left = track.right() - 18 if on else track.left() + 2
        painter.drawEllipse(QRectF(left, track.top() + 2, 16, 16))
        if self.hasFocus():
            paint_ring(painter, track.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE), colours.accent, 10 + _EDGE)
        painter.setFont(self.font())
        painter.setPen(colours.text if enabled else colours.muted)
        words = QRectF(0, 0, track.left() - _GAP, self.height())
        painter.drawText(
            words,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            tr("On") if on else tr("Off"),
        )


class Trouble(QWidget):
    """What is wrong, with its sign; nothing while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", TextStyle.SMALL, "bad", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("circle-alert", "bad", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._words.text()

    def say(self, sentence: str) -> None:
        """ "" when nothing is wrong."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


class SettingRow(QWidget):
    """Title and sentence at the left, controls at the right; `below` is for what belongs to it."""

    def __init__(
        self, title: str, detail: str = "", controls: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = f"{title} {detail}".casefold()
        self.detail = Label(detail, TextStyle.SMALL, "muted", wrap=True)
        self.detail.setVisible(bool(detail))
        self._trouble = Trouble()
        self.below = QVBoxLayout()
        self.below.setSpacing(8)
        self._arrange(title, controls)

    def set_detail(self, text: str, tone: str = "muted") -> None:
        """Say something else below the title."""
        self.detail.setText(text)
        self.detail.set_tone(tone)
        self.detail.setVisible(bool(text))

    def set_problem(self, sentence: str) -> None:
        """What is wrong and what to do; "" when nothing is."""
        self._trouble.say(sentence)

    @property
    def problem(self) -> str:
        return self._trouble.sentence

    def says(self, words: str) -> bool:
        """Whether it is about all of these words."""
        return all(word in self._words for word in words.casefold().split())

    def know_as(self, words: str) -> None:
        """Be found by these words too."""
        self._words += f" {words.casefold()}"

    def _arrange(self, title: str, controls: Sequence[QWidget]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, TextStyle.BUTTON))
        words.addWidget(self.detail)
        words.addWidget(self._trouble)
        row.addLayout(words, 1)
        row.addSpacing(16)
        for control in controls:
            row.addWidget(control)
        column.addLayout(row)
        column.addLayout(self.below)


class Field(QLineEdit):
    """A line that is looked at while it is typed and taken when it is left or on Enter.

    `check` gives what is wrong with a text; `take` is called with a text that is right and new."""

    def __init__(
        self,
        name: str,
        check: Callable[[str], str],
        take: Callable[[str], object],
        *,
        placeholder: str = "",
        width: int = FIELD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check = check
        self._take = take
        self._taken = ""
        self._say: Callable[[str], object] = lambda _sentence: None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(placeholder)
        self.setFixedWidth(width)
        self.textEdited.connect(self._look)
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str) -> None:
        """What is set now; what is being typed, or was refused, is left alone."""
        self._taken = text
        typing = self.hasFocus() and self.isModified()
        if not typing and not self.accessibleDescription():
            self.setText(text)
            self._mark("")

    def drop_refused(self) -> None:
        """Show what is set in place of what was refused."""
        self.setText(self._taken)
        self._mark("")

    def say_problems(self, say: Callable[[str], object]) -> None:
        """`say` hears what is wrong, "" when nothing is."""
        self._say = say

    def _look(self) -> None:
        self._mark(self._check(self.text().strip()))

    def _finish(self) -> None:
        text = self.text().strip()
        problem = self._check(text)
        self._mark(problem)
        if not problem and text != self._taken:
            self._taken = text
            self.setModified(False)
            self._take(text)

    def _mark(self, problem: str) -> None:
        state = "bad" if problem else ""
        if self.property("state") != state:
            self.setProperty("state", state)
            restyle(self)
        self.setAccessibleDescription(problem)
        self._say(problem)


def fill(rows: QVBoxLayout, parts: Sequence[QWidget]) -> None:
    """Put rows into a card, with a line between them."""
    for place, part in enumerate(parts):
        if place:
            rows.addWidget(Rule())
        rows.addWidget(part)
