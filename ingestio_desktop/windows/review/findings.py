"""The failed checks below the fields: what is wrong, where, and one edit that would settle it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_findings import FindingCase
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.review.chrome import FORGET_TIP, MEMORY_ICON
from ingestio_desktop.windows.widgets.buttons import Button, key_text, paint_ring
from ingestio_desktop.windows.widgets.text import IconLabel, Label

_PRESSING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST: Final = 12
"""So many cards; a line says how many more there are."""


class FindingCards(QWidget):
    """One card a case. A click or Enter on it goes to its field."""

    opened = Signal(str)
    suggestion_used = Signal(str, object)
    forget_asked = Signal(str)
    """Pointer of a value that is to be read plainly from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[FindingCase, ...] = ()
        self._fixed = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_cases(self, cases: Sequence[FindingCase], *, read_only: bool = False) -> None:
        """Cards are made anew only where something changed; nothing can be fixed where it is `read_only`."""
        if (tuple(cases), read_only) == (self._cases, self._fixed):
            return
        self._cases, self._fixed = tuple(cases), read_only
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for case in self._cases[:_MOST]:
            card = FindingCard(case, read_only=read_only)
            card.opened.connect(self.opened)
            card.suggestion_used.connect(self.suggestion_used)
            card.forget_asked.connect(self.forget_asked)
            self._column.addWidget(card)
        more = len(self._cases) - _MOST
        if more > 0:
            self._column.addWidget(Label(tr("and %n more", "", more), TextStyle.BODY, "muted"))

    def cards(self) -> list["FindingCard"]:
        """From top to bottom."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, FindingCard)]


class FindingCard(QFrame):
    """A case in words, with its one fix."""

    accessible_role = QAccessible.Role.Button

    opened = Signal(str)
    suggestion_used = Signal(str, object)
    forget_asked = Signal(str)

    def __init__(self, case: FindingCase, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "bad" if case.failed else "neutral")
        self._pointer = case.pointer
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._pointer else Qt.CursorShape.ArrowCursor)
        self.setToolTip(tr("Go to the field (Enter)") if self._pointer else "")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        icon = "octagon-alert" if case.failed else MEMORY_ICON if case.remembered else "info"
        row.addWidget(IconLabel(icon, "bad" if case.failed else "muted_ink"))
        said = QVBoxLayout()
        said.setSpacing(2)
        style = TextStyle.SECTION if case.details else TextStyle.BODY
        said.addWidget(Label(case.headline, style, wrap=True))
        for detail in case.details:
            said.addWidget(Label(detail, TextStyle.BODY, wrap=True))
        row.addLayout(said, 1)
        fix = case.fix
        if fix is not None and not read_only:
            told = tr("Puts {value} into {label}", value=fix.text, label=fix.label)
            undo = tr("{key} takes it back", key=key_text(key_of("review.undo")))
            button = Button(tr("Use {value}", value=fix.text), tip=f"{told}. {undo}.")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda: self.suggestion_used.emit(fix.pointer, fix.value))
            row.addWidget(button)
        if case.remembered and not read_only:
            forget = Button(tr("Forget this"), tip=tr(FORGET_TIP))
            forget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            forget.clicked.connect(lambda: self.forget_asked.emit(self._pointer))
            row.addWidget(forget)
        self.setAccessibleName(". ".join((case.headline, *case.details)))
        if self._pointer:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), current_theme().colours.accent, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pointer and event.key() in _PRESSING:
            self.opened.emit(self._pointer)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._pointer and inside and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._pointer)
