"""Search, the filter by the state of cells with its counts, and the button of the columns."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_desktop.flows.grid_view import GridFacts
from ingestio_desktop.language import tr
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets import Button, Choice, Look, SearchField, Segmented

ALL: Final = "all"
_TONES: Final = {
    FieldState.NEEDS_LOOK: "warn",
    FieldState.RULE_FAILED: "bad",
    FieldState.NOT_FOUND: "muted",
    FieldState.EDITED: "accent",
    FieldState.SURE: "ok",
}


class FilterRow(QWidget):
    """`state_chosen` carries a `FieldState` or None, `searched` a text."""

    state_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(tr("Search any value"), key_of("grid.search"), 240)
        self.states = Segmented(_choices(GridFacts()), tr("Cells"), Look.PILLS, ALL)
        self.columns = Button(tr("Columns"), icon="columns-3", tip=tr("Show, hide and order columns"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.search)
        row.addWidget(self.states, 1)
        row.addStretch()
        row.addWidget(self.columns)
        self.states.chosen.connect(
            lambda key: self.state_chosen.emit(None if key == ALL else FieldState(key))
        )

    def show_facts(self, facts: GridFacts) -> None:
        """How many cells are in each state."""
        self.states.set_choices(_choices(facts))

    def clear(self) -> None:
        """Nothing looked for, all cells, and nobody told."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.states.set_current(ALL)


def _choices(facts: GridFacts) -> tuple[Choice, ...]:
    choices = [Choice(ALL, tr("All cells"))]
    for state, tone in _TONES.items():
        word = STATE_WORDS[FieldWord(state.value)]
        count = facts.counts.get(state, 0)
        shown = None if state is FieldState.SURE else count
        tip = tr("%n cell(s): {state}", "", count, state=word.word)
        choices.append(Choice(state.value, word.word, shown, word.icon, tip=tip, icon_tone=tone))
    return tuple(choices)
