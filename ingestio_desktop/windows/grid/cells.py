"""Paints the cells of the grid: a value, its state as tint and icon, and what belongs to a row."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ingestio_core.checks.states import FieldState
from ingestio_core.limits import MediaType
from ingestio_desktop.flows.grid import GridRow
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.grid_columns import ShownColumn
from ingestio_desktop.presenters.grid_words import Cell, document_word
from ingestio_desktop.store.rows import DocumentState
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import Colours, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord, StateWord
from ingestio_desktop.windows.grid.geometry import NUMBER_WIDTH
from ingestio_desktop.windows.widgets.badge import plain_colour

_PAD: Final = 9
_ICON: Final = 14
_DOCUMENT_ICON: Final = 14
_ELIDED: Final = 4_000
_SPARE: Final = 3
"""Pixels of the padding that a text may take before it is cut."""
_PICTURES: Final = frozenset({MediaType.JPEG, MediaType.PNG})
_GROUNDS: Final = {
    FieldState.NEEDS_LOOK: "warn_soft",
    FieldState.RULE_FAILED: "bad_soft",
    FieldState.EDITED: "accent_soft",
}
_INKS: Final = {
    FieldState.NEEDS_LOOK: "warn",
    FieldState.RULE_FAILED: "bad",
    FieldState.EDITED: "accent",
    FieldState.NOT_FOUND: "muted",
}


class CellPainter:
    """Made once for a grid; `begin` before each painting, for the theme and the marks of the language."""

    def __init__(self) -> None:
        self._body = make_font(TextStyle.BODY)
        self._strong = make_font(TextStyle.BUTTON)
        self._metrics = {False: QFontMetrics(self._body), True: QFontMetrics(self._strong)}
        self._texts: dict[tuple[str, int, bool, bool], str] = {}
        self._colours: Colours | None = None
        self._grounds: dict[FieldState, QColor] = {}
        self._inks: dict[FieldState, QColor] = {}
        self._words: dict[FieldState, StateWord] = {}
        self._states: dict[DocumentState, StateWord] = {}

    def begin(self) -> None:
        """Colours and words as they are now."""
        colours = current_theme().colours
        self._colours = colours
        self._grounds = {state: colours.named(name) for state, name in _GROUNDS.items()}
        self._inks = {state: colours.named(name) for state, name in _INKS.items()}
        self._words = {state: STATE_WORDS[FieldWord(state.value)] for state in FieldState}
        self._states = {}

    def value(
        self, painter: QPainter, rect: QRect, cell: Cell, column: ShownColumn, *, muted: bool, chosen: bool
    ) -> None:
        """One value."""
        colours = self._colours
        if colours is None:
            return
        state = cell.state
        ground = self._grounds.get(state) if state is not None else None
        if ground is not None:
            painter.fillRect(rect, ground)
        if chosen:
            veil = QColor(colours.accent)
            veil.setAlpha(36)
            painter.fillRect(rect, veil)
        if state is None:
            return
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        text, ink = cell.text, colours.muted if muted else colours.text
        if cell.problem:
            ink = colours.bad
        elif not text and state in (FieldState.NOT_FOUND, FieldState.SURE):
            self._missing(painter, inner, column, state)
            return
        if state is not FieldState.SURE:
            word = self._words[state]
            icon = QRectF(
                inner.x() if column.right else inner.right() - _ICON + 1, inner.y(), _ICON, inner.height()
            )
            paint_icon(painter, word.icon, self._inks[state], icon, _ICON)
            inner = (
                inner.adjusted(_ICON + 4, 0, 0, 0) if column.right else inner.adjusted(0, 0, -_ICON - 4, 0)
            )
        self._text(painter, inner, text, ink, right=column.right)

    def number(self, painter: QPainter, rect: QRect, at: int, row: GridRow | None) -> None:
        """The number of a row, with a dot where something of it is not saved."""
        colours = current_theme().colours
        self._text(painter, rect.adjusted(2, 0, -_PAD, 0), number(at + 1), colours.muted, right=True)
        if row is not None and row.drafted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawEllipse(QRectF(rect.x() + NUMBER_WIDTH - 8, rect.center().y() - 2, 5, 5))

    def document(self, painter: QPainter, rect: QRect, row: GridRow) -> None:
        """Icon and name."""
        colours = current_theme().colours
        icon = QRectF(rect.x() + _PAD, rect.y(), _DOCUMENT_ICON, rect.height())
        name = "image" if row.media_type in _PICTURES else "file-text"
        paint_icon(painter, name, colours.muted, icon, _DOCUMENT_ICON)
        ink = colours.text if row.read else colours.muted
        inner = rect.adjusted(_PAD + _DOCUMENT_ICON + 5, 0, -6, 0)
        self._text(painter, inner, row.filename, ink, strong=True, middle=True)

    def state(self, painter: QPainter, rect: QRect, row: GridRow) -> None:
        """Its icon and word."""
        word = self.state_word(row)
        colour = plain_colour(word.tone, current_theme().colours)
        icon = QRectF(rect.x() + _PAD, rect.y(), _ICON, rect.height())
        paint_icon(painter, word.icon, colour, icon, _ICON)
        self._text(painter, rect.adjusted(_PAD + _ICON + 5, 0, -2, 0), word.word, colour, strong=True)

    def gone(self, painter: QPainter, rect: QRect) -> None:
        """The place of a document that was deleted."""
        self._text(painter, rect.adjusted(_PAD, 0, -4, 0), tr("Deleted"), current_theme().colours.muted)

    def _missing(self, painter: QPainter, rect: QRect, column: ShownColumn, state: FieldState) -> None:
        if state is FieldState.SURE:
            return
        word = self._words[FieldState.NOT_FOUND]
        ink = self._inks[FieldState.NOT_FOUND]
        wide = self._metrics[False].horizontalAdvance(word.word)
        # With the padding of one side it fits into most columns of figures.
        fits = _ICON + 5 + wide <= rect.width() + _PAD - 2
        start = rect.right() + 1 - (_ICON + (5 + wide if fits else 0)) if column.right else rect.x()
        paint_icon(painter, word.icon, ink, QRectF(start, rect.y(), _ICON, rect.height()), _ICON)
        if fits:
            self._text(painter, QRect(start + _ICON + 5, rect.y(), wide + 2, rect.height()), word.word, ink)

    def state_word(self, row: GridRow) -> StateWord:
        """Icon and word of a document, asked for once a painting."""
        if row.set_aside is not None:
            return document_word(row)
        known = self._states.get(row.state)
        if known is None:
            known = self._states[row.state] = document_word(row)
        return known

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        ink: QColor,
        *,
        right: bool = False,
        strong: bool = False,
        middle: bool = False,
    ) -> None:
        font: QFont = self._strong if strong else self._body
        key = (text, rect.width(), strong, middle)
        shown = self._texts.get(key)
        if shown is None:
            if len(self._texts) > _ELIDED:
                self._texts.clear()
            mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
            shown = self._texts[key] = self._metrics[strong].elidedText(text, mode, rect.width() + _SPARE)
        painter.setFont(font)
        painter.setPen(QPen(ink))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        wide = rect.adjusted(-_SPARE if right else 0, 0, 0 if right else _SPARE, 0)
        painter.drawText(
            wide, int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), shown
        )
