"""Why the focused field is what it is, and the readings to choose from."""

from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_fields import FormField
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord
from ingestio_desktop.windows.key_list import DIGITS
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.review.chrome import FORGET_TIP, MEMORY_ICON
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.windows.widgets.flow import FlowLayout
from ingestio_desktop.windows.widgets.text import IconLabel, Label, elide, restyle

_READING: Final = 200
"""Pixels of a reading's text on its button; the whole is in the tooltip."""
_TONES: Final = {FieldState.NEEDS_LOOK: "warn", FieldState.RULE_FAILED: "bad"}
_HEADLINE: Final = 48
"""Letters of a sentence's first part that is written stronger."""
_KEYS: Final = 9
"""So many readings have a key; more are none to choose from."""


class ReasonPanel(QFrame):
    """Opens under the row of the focused field, on focus only, so that nothing above it moves."""

    chosen = Signal(str, object)
    forget_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("triangle-alert", "warn_ink")
        self._text = Label("", TextStyle.BODY, wrap=True)
        # As high as a line, so that it stands in the middle of the first one.
        self._icon.setFixedHeight(self._text.minimumHeight())
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._shown: tuple[FormField, str] | None = None
        self._buttons = FlowLayout(spacing=8)
        row = QGridLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setHorizontalSpacing(8)
        row.setVerticalSpacing(6)
        row.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 0, 1)
        row.addLayout(self._buttons, 1, 1)
        row.setColumnStretch(1, 1)

    def show_field(self, field: FormField, problem: str) -> None:
        """Hidden where there is nothing that needs the person, or that they may want to take back."""
        state = field.state or FieldState.SURE
        needed = bool(problem) or field.remembered or state in (*_TONES, FieldState.NOT_FOUND)
        worth_it = needed or (state is FieldState.EDITED and bool(field.readings))
        self.setVisible(worth_it)
        if not worth_it or self._shown == (field, problem):
            return
        self._shown = (field, problem)
        tone = "bad" if problem else _TONES.get(state, "neutral")
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
        icon = STATE_WORDS[FieldWord(state.value)].icon
        if field.remembered and tone == "neutral":
            icon = MEMORY_ICON
        colour = {"bad": "bad", "warn": "warn_ink"}.get(tone, "muted_ink")
        self._icon.set_icon("octagon-alert" if problem else icon, colour)
        self._text.setText(_emphasised(problem or field.reason))
        self._text.setAccessibleName(problem or field.reason)
        self._offer(field)

    def _offer(self, field: FormField) -> None:
        self._buttons.clear()
        for number, reading in enumerate(field.readings[:_KEYS], start=1):
            text = elide(reading.text, self._text.fontMetrics(), _READING, Qt.TextElideMode.ElideMiddle)
            key = key_of("review.reading").replace(DIGITS, str(number))
            button = ReasonButton(text, shortcut=key, show_key=True, tip=tr("Use {text}", text=reading.text))
            taken = reading.value == field.value
            button.setCheckable(True)
            button.setChecked(taken)
            button.set_open(taken)
            said = tr("{text}, in the field now", text=reading.text) if taken else ""
            button.setAccessibleName(said or tr("Use {text}", text=reading.text))
            button.clicked.connect(
                lambda _checked=False, value=reading.value: self.chosen.emit(field.pointer, value)
            )
            self._buttons.addWidget(button)
            button.show()
        if field.remembered:
            forget = ReasonButton(tr("Forget this"), tip=tr(FORGET_TIP))
            forget.clicked.connect(lambda: self.forget_asked.emit(field.pointer))
            self._buttons.addWidget(forget)
            forget.show()


class ReasonButton(Button):
    """Leaves the focus in the field: it goes by its key, and Tab goes on to the next field."""

    def __init__(self, text: str, *, shortcut: str = "", show_key: bool = False, tip: str) -> None:
        super().__init__(text, shortcut=shortcut, show_key=show_key, tip=tip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _emphasised(sentence: str) -> str:
    """The first part of a sentence with a colon, or of several sentences, stronger than the rest."""
    for mark in (": ", ". "):
        head, found, rest = sentence.partition(mark)
        if found and len(head) <= _HEADLINE and "“" not in head:
            return f"<b>{escape(head + mark.strip())}</b> {escape(rest)}"
    return escape(sentence)
