"""What stands beside the fields: counts of states, notices."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import FieldWord, StateWord, Tone
from ingestio_desktop.windows.widgets.badge import Badge
from ingestio_desktop.windows.widgets.buttons import Button, paint_ring
from ingestio_desktop.windows.widgets.text import IconLabel, Label, restyle

MEMORY_ICON: Final = "history"
FORGET_TIP: Final = QT_TR_NOOP("Read this supplier’s next documents plainly again")

_PRESSING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StateChips(QWidget):
    """How many fields are in which state; a click goes to the next of that kind."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._chips = {state: _ChipButton(state, self) for state in _CHIPS}
        self._clear = Badge(_CLEAR.spoken())
        for chip in (*self._chips.values(), self._clear):
            row.addWidget(chip)

    def show_counts(self, needs_look: int, failed: int, missing: int, *, unfit: bool = False) -> None:
        """`failed` counts rules, the other two fields; an `unfit` text is something to check, too."""
        for state, count, word in (
            (FieldWord.NEEDS_LOOK, needs_look, _needs(needs_look)),
            (FieldWord.RULE_FAILED, failed, _rules(failed)),
            (FieldWord.NOT_FOUND, missing, tr("%n not found", "", missing)),
        ):
            icon, tone = _CHIPS[state]
            chip = self._chips[state]
            if chip.word() != word:
                chip.set_state(StateWord(word, icon, tone))
            chip.setVisible(count > 0)
        self._clear.setVisible(not needs_look and not failed and not unfit)


_CHIPS: Final = {
    FieldWord.NEEDS_LOOK: ("triangle-alert", Tone.WARN),
    FieldWord.RULE_FAILED: ("octagon-alert", Tone.BAD),
    FieldWord.NOT_FOUND: ("circle-dashed", Tone.NEUTRAL),
}
_CLEAR: Final = StateWord(QT_TR_NOOP("Nothing to check"), "circle-check", Tone.OK)


class _ChipButton(Badge):
    accessible_role = QAccessible.Role.Button

    def __init__(self, state: FieldWord, chips: StateChips) -> None:
        icon, tone = _CHIPS[state]
        super().__init__(StateWord("", icon, tone), chips)
        self._state = state
        self._chips = chips
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leaves the focus in the field.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Go to the next one (Enter)"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), current_theme().colours.accent, 11)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSING:
            self._chips.chosen.emit(self._state.value)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._chips.chosen.emit(self._state.value)


class Notice(QFrame):
    """A sentence on a soft ground, as many lines as it needs; one action at most."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("info")
        self._text = Label("", TextStyle.BODY, wrap=True)
        self._action = Button("", on_click=self.acted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        self.hide()

    def say(self, icon: str, text: str, tone: Tone = Tone.NEUTRAL, action: str = "") -> None:
        """Show a sentence; an empty one hides the notice."""
        if self._text.text() != text or self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            restyle(self)
            inks = {Tone.WARN: "warn_ink", Tone.BAD: "bad", Tone.OK: "ok_ink"}
            self._icon.set_icon(icon, inks.get(tone, "muted_ink"))
            self._text.setText(text)
            self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says; empty where it is hidden."""
        return self._text.text() if not self.isHidden() else ""


def _needs(count: int) -> str:
    return tr("%n need(s) a look", "", count)


def _rules(count: int) -> str:
    return tr("%n rule(s) failed", "", count)
