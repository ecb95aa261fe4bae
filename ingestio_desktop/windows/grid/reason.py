"""Why the cell in focus is not sure, under it, with the two keys that matter."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.presenters.grid_columns import ShownColumn
from ingestio_desktop.presenters.grid_words import Cell
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets import IconLabel, KeyHint, Label, shadow

_WIDTH: Final = 344
_GAP: Final = 7
_INKS: Final = {
    FieldState.NEEDS_LOOK: "warn",
    FieldState.RULE_FAILED: "bad",
    FieldState.NOT_FOUND: "muted",
    FieldState.EDITED: "accent",
}
_REFUSED: Final = QT_TR_NOOP("{field}: not taken")
_TITLES: Final = {
    FieldState.SURE: QT_TR_NOOP("{field}: sure"),
    FieldState.NEEDS_LOOK: QT_TR_NOOP("{field}: needs a look"),
    FieldState.RULE_FAILED: QT_TR_NOOP("{field}: rule failed"),
    FieldState.NOT_FOUND: QT_TR_NOOP("{field}: not found"),
    FieldState.EDITED: QT_TR_NOOP("{field}: edited"),
}


class ReasonCard(QFrame):
    """Stands below its cell, above it where there is no room; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = IconLabel("triangle-alert", "warn")
        self.title = Label("", TextStyle.SECTION)
        self.text = Label("", TextStyle.SMALL, wrap=True)
        self.text.setFixedWidth(_WIDTH - 54)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(12)
        self._hints.setContentsMargins(0, 6, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addLayout(self._hints)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 11)
        row.setSpacing(9)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._icon.setContentsMargins(0, 2, 0, 0)
        self._said: tuple[tuple[str, str], ...] = ()
        self.setGraphicsEffect(shadow(self))
        self.hide()

    def say(
        self, cell: Cell, column: ShownColumn, document: ReviewDocument, pointer: str, *, editable: bool
    ) -> None:
        """Why a cell of a document is as it is."""
        if cell.state is None:
            return
        review = document.reviews.get(pointer)
        text = cell.problem or (said(review.reason) if review is not None else "")
        if not cell.problem and column.column.type is FieldType.TABLE:
            text = _worst_below(document, pointer, cell.state) or text
        word = STATE_WORDS[FieldWord(cell.state.value)]
        title = tr(_REFUSED if cell.problem else _TITLES[cell.state], field=column.title)
        keys = [(key_of("grid.page"), tr("show the page"))]
        if editable:
            keys.append((key_of("grid.edit"), tr("edit")))
        self.show_reason(word.icon, _INKS.get(cell.state, "muted"), title, text, tuple(keys))

    def show_reason(
        self, icon: str, tone: str, title: str, text: str, keys: tuple[tuple[str, str], ...]
    ) -> None:
        """`keys` are shortcuts and what they do."""
        self._icon.set_icon(icon, tone)
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        if keys != self._said:
            self._said = keys
            while (item := self._hints.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for key, word in keys:
                if key:
                    self._hints.addWidget(KeyHint(key, word))
            self._hints.addStretch()

    def place(self, cell: QRect, room: QRect) -> None:
        """Beside a cell, within a part of the viewport."""
        self.setFixedWidth(_WIDTH)
        self.setFixedHeight(max(64, self._row.totalHeightForWidth(_WIDTH)))
        x = min(max(room.left(), cell.right() - _WIDTH + 1), max(room.left(), room.right() - _WIDTH - 8))
        below = cell.bottom() + _GAP
        fits = below + self.height() <= room.bottom()
        self.move(x, below if fits else max(room.top(), cell.top() - _GAP - self.height()))
        self.show()
        self.raise_()


def _worst_below(document: ReviewDocument, pointer: str, state: FieldState) -> str:
    """Why the rows of a table are as they are: the first reason that is of this state."""
    below = (review for path, review in document.reviews.items() if path.startswith(pointer + "/"))
    return next((said(review.reason) for review in below if review.state is state), "")
