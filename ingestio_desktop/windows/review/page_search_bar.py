"""The bar over the page to search the document with: a field, how many places there are, next, previous."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.widgets.buttons import IconButton
from ingestio_desktop.windows.widgets.fields import SearchField
from ingestio_desktop.windows.widgets.text import Label

_FIELD_WIDTH: Final = 200
_LEAST_FIELD: Final = 72
_COUNT_WIDTH: Final = 96
_BUTTON: Final = 28
_EDGE: Final = 6
_GAP: Final = 4


class _Field(SearchField):
    """Enter and Shift+Enter go through what was found; Esc in an empty field closes."""

    next_asked = Signal(bool)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._timer.isActive():
            # What was typed a moment ago is searched for at once; the next Enter goes on.
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class PageSearchBar(QFrame):
    """`searched` carries the text when typing rests; an empty one ends the search."""

    searched = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setAccessibleName(tr("Search the document"))
        self.field = _Field(tr("Search the document"), width=_FIELD_WIDTH)
        self._count: QLabel = Label("", TextStyle.SMALL, "muted")
        self._count.setFixedWidth(_COUNT_WIDTH)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._previous = IconButton("chevron-up", tr("Previous place found"), action="review.search_previous")
        self._next = IconButton("chevron-down", tr("Next place found"), action="review.search_next")
        close = IconButton("x", tr("Close the search"), shortcut="Esc", on_click=self.closed.emit)
        self._previous.clicked.connect(self.previous_asked)
        self._next.clicked.connect(self.next_asked)
        for button in (self._previous, self._next, close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        row.setSpacing(_GAP)
        for widget in (self.field, self._count, self._previous, self._next, close):
            row.addWidget(widget)
        self.field.searched.connect(self.searched)
        self.field.next_asked.connect(self._entered)
        self.field.closed.connect(self.closed)
        self.show_count(0, 0)
        self.hide()

    def fit_into(self, width: int) -> QSize:
        """Make the field as wide as there is room for. Returns the size of the bar."""
        rest = _COUNT_WIDTH + 3 * _BUTTON + 4 * _GAP + 2 * _EDGE
        self._count.setVisible(width >= rest + _LEAST_FIELD)
        if self._count.isHidden():
            rest -= _COUNT_WIDTH + _GAP
        field = max(_LEAST_FIELD, min(_FIELD_WIDTH, width - rest))
        self.field.setFixedWidth(field)
        return QSize(rest + field, self.field.height() + 2 * _EDGE)

    def begin(self) -> None:
        """Show it with its text selected, so that a new one may be typed at once."""
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, position: int, count: int, *, more: bool = False, searching: bool = False) -> None:
        """Position (from 1, 0 for none) among the places found so far. `more` says that there are others
        beyond them, `searching` that pages are still being looked through."""
        if count:
            total = f"{number(count)}+" if more else number(count)
            text = tr("{position} of {total}", position=number(position), total=total)
        elif not self.field.text().strip():
            text = ""
        else:
            text = tr("Searching…") if searching else tr("Not found")
        self._count.setText(text)
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)

    def count_text(self) -> str:
        """What it says about the places found."""
        return self._count.text()

    def _entered(self, back: bool) -> None:
        (self.previous_asked if back else self.next_asked).emit()
