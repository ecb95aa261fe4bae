"""The comparison when the service's version of a document moved on: mine against theirs, field by field."""

from typing import Final

from pydantic import JsonValue
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ingestio_desktop.flows.review import Conflict, FieldConflict
from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.sentences import label_said
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import StateWord, Tone, number
from ingestio_desktop.windows.fitting import free_height
from ingestio_desktop.windows.widgets.badge import StateLine
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, paint_box
from ingestio_desktop.windows.widgets.page import Banner
from ingestio_desktop.windows.widgets.text import Label, Rule, StyledWidget, elide

_NAME_WIDTH: Final = 168
_CARD_HEIGHT: Final = 56
_CHOOSE: Final = StateWord(QT_TR_NOOP("Choose one"), "circle-dashed", Tone.WARN)
_CHOSEN: Final = StateWord(QT_TR_NOOP("Chosen"), "circle-check", Tone.OK)


class ConflictDialog(QDialog):
    """Nothing is chosen beforehand; Save stays off until every field is."""

    settled = Signal(object)
    """A frozenset of the JSON Pointers where the person's own value is kept."""

    def __init__(self, conflict: Conflict, filename: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("{filename} was changed in two places", filename=filename))
        self.setModal(True)
        self.resize(880, min(600, free_height(self)))
        self._rows = [_Row(field) for field in conflict.fields]
        self._count_label = Label("", TextStyle.BODY, "muted")
        self._save = Button(
            tr("Save this version"),
            ButtonKind.PRIMARY,
            icon="check",
            shortcut="Ctrl+Enter",
            show_key=True,
            on_click=self._finish,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(filename))
        column.addWidget(self._list(), 1)
        column.addWidget(self._foot())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._finish)
        self._count()
        if self._rows:
            self._rows[0].theirs.setFocus()

    def choose(self, row: int, *, mine: bool) -> None:
        """Choose a side of a row, counted from 0."""
        self._rows[row].choose(mine=mine)

    def _head(self, filename: str) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        title = Label(
            tr("{filename} was changed in two places", filename=filename), TextStyle.HEADING, wrap=True
        )
        column.addWidget(title)
        column.addWidget(
            Banner(
                "arrow-right-left",
                tr("Choose a value for each field that differs. Your other changes are kept."),
                tone=Tone.WARN,
            )
        )
        return head

    def _list(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        fields = QVBoxLayout(card)
        fields.setContentsMargins(1, 1, 1, 1)
        fields.setSpacing(0)
        fields.addLayout(
            _line(
                Label(tr("Field"), TextStyle.SMALL, "muted"), _side(tr("On the service")), _side(tr("Yours"))
            )
        )
        for row in self._rows:
            row.chosen.connect(self._count)
            fields.addWidget(Rule())
            fields.addWidget(row)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(24, 0, 24, 16)
        outer.addWidget(card)
        outer.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area

    def _foot(self) -> QWidget:
        footer = QFrame()
        footer.setObjectName("footer")
        buttons = QHBoxLayout(footer)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.setSpacing(8)
        buttons.addWidget(Button(tr("Take all from the service"), on_click=lambda: self._all(mine=False)))
        buttons.addWidget(Button(tr("Keep all of mine"), on_click=lambda: self._all(mine=True)))
        buttons.addStretch(1)
        buttons.addWidget(self._count_label)
        buttons.addSpacing(8)
        buttons.addWidget(Button(tr("Decide later"), shortcut="Esc", on_click=self.reject))
        buttons.addWidget(self._save)
        return footer

    def _all(self, *, mine: bool) -> None:
        for row in self._rows:
            row.choose(mine=mine)

    def _count(self) -> None:
        chosen = sum(row.mine is not None for row in self._rows)
        self._count_label.setText(
            tr("{chosen} of {total} chosen", chosen=number(chosen), total=number(len(self._rows)))
        )
        self._save.setEnabled(chosen == len(self._rows))

    def _finish(self) -> None:
        if self._save.isEnabled():
            self.settled.emit(frozenset(row.path for row in self._rows if row.mine))
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        at = next((at for at, row in enumerate(self._rows) if row.holds_focus()), None)
        if step is not None and at is not None:
            self._rows[max(0, min(len(self._rows) - 1, at + step))].take_focus()
        else:
            super().keyPressEvent(event)


class _Row(StyledWidget):
    chosen = Signal()

    def __init__(self, field: FieldConflict) -> None:
        super().__init__()
        self.path = field.path
        self._state = StateLine(_CHOOSE.spoken())
        label = label_said(field.label)
        self.theirs = _SideCard(
            _text(field.theirs), tr("changed there"), tr("{label}, on the service", label=label)
        )
        self.yours = _SideCard(_text(field.mine), tr("edited by you"), tr("{label}, yours", label=label))
        # The group takes Left and Right to mean: choose the other one.
        self._group = QButtonGroup(self)
        for card in (self.theirs, self.yours):
            self._group.addButton(card)
            card.toggled.connect(self._changed)
            card.focus_moved.connect(self.update)
        name = QWidget()
        column = QVBoxLayout(name)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(Label(label, TextStyle.SECTION, wrap=True))
        column.addWidget(self._state)
        was = Label(tr("was {base}", base=_text(field.base)), TextStyle.SMALL, "muted", wrap=True)
        column.addWidget(was)
        column.addStretch(1)
        self.setLayout(_line(name, self.theirs, self.yours))

    @property
    def mine(self) -> bool | None:
        """None as long as nothing is chosen."""
        if self.yours.isChecked():
            return True
        return False if self.theirs.isChecked() else None

    def choose(self, *, mine: bool) -> None:
        (self.yours if mine else self.theirs).setChecked(True)

    def holds_focus(self) -> bool:
        return self.yours.hasFocus() or self.theirs.hasFocus()

    def take_focus(self) -> None:
        """The chosen side, or the service's, gets the focus; nothing is chosen by that."""
        (self.yours if self.mine else self.theirs).setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.mine is None and self.holds_focus():
            painter, colours = QPainter(self), current_theme().colours
            painter.fillRect(self.rect(), colours.accent_soft)
            painter.fillRect(0, 0, 3, self.height(), colours.accent)

    def _changed(self, on: bool) -> None:
        if on:
            self.update()
            self._state.set_state(_CHOSEN.spoken())
            self.chosen.emit()


class _SideCard(QAbstractButton):
    """One side's value as a large radio card."""

    focus_moved = Signal()

    def __init__(self, text: str, origin: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self._origin = origin
        self.setCheckable(True)
        self.setFixedHeight(_CARD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}: {text}")
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        return QSize(220, _CARD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = colours.accent_soft if on else colours.hover if self.underMouse() else colours.surface
        paint_box(painter, QRectF(self.rect()), ground, colours.accent if on else colours.line, 6)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        ring = QRectF(14, self.height() / 2 - 8, 16, 16)
        painter.setPen(QPen(colours.accent if on else colours.muted, 5 if on else 1.5))
        painter.setBrush(colours.surface)
        inset = 2.5 if on else 0.75
        painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        text = QRectF(42, 9, self.width() - 54, 20)
        below = QRectF(42, 29, self.width() - 54, 18)
        painter.setPen(colours.text)
        painter.setFont(make_font(TextStyle.SECTION if on else TextStyle.BODY))
        shown = elide(self.text(), painter.fontMetrics(), int(text.width()), Qt.TextElideMode.ElideRight)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(colours.muted_ink)
        painter.setFont(make_font(TextStyle.SMALL))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._origin)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


def _line(name: QWidget, left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 10, 16, 10)
    row.setSpacing(16)
    name.setFixedWidth(_NAME_WIDTH)
    row.addWidget(name)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row


def _side(text: str) -> Label:
    return Label(text, TextStyle.SECTION)


def _text(value: JsonValue) -> str:
    if value is None or value == "":
        return tr("empty", "a value")
    return tr("%n row(s)", "", len(value)) if isinstance(value, list) else str(value)
