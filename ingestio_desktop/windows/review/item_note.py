"""Under a table: what is to be said of the cell in focus, and its text where the cell shows only a part."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_desktop.presenters.review_fields import FormField
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord
from ingestio_desktop.windows.widgets.text import IconLabel, Label, restyle

_TONES = {FieldState.NEEDS_LOOK: "warn", FieldState.RULE_FAILED: "bad"}
_INKS = {"warn": "warn_ink", "bad": "bad"}


class ItemNote(QFrame):
    """Hidden where there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("info", "muted_ink")
        self._text = Label("", TextStyle.BODY, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """What it says; empty where it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_cell(self, cell: FormField | None, *, cut: bool) -> None:
        """`cut` says that the cell shows only a part of its text."""
        state = cell.state if cell is not None else None
        tone = _TONES.get(state, "neutral") if state is not None else "neutral"
        said = [cell.text] if cell is not None and cut else []
        if cell is not None and cell.reason and tone != "neutral":
            said.append(cell.reason)
        if said and cell is not None:
            icon = STATE_WORDS[FieldWord(state.value)].icon if state is not None else "info"
            self.setProperty("tone", tone)
            restyle(self)
            self._icon.set_icon("info" if tone == "neutral" else icon, _INKS.get(tone, "muted_ink"))
            self._text.setText("\n".join(said))
            self.setAccessibleName("\n".join(said))
        self.setVisible(bool(said))
