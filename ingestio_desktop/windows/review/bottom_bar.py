"""The foot of the review: keys at the left; reset, save, save and confirm at the right.

Stands alone: it is told what can be done and says by signals what a person wants.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind
from ingestio_desktop.windows.widgets.keycap import KeyHint

_LEAST: Final = 480


@dataclass(frozen=True, slots=True)
class Possible:
    """What can be done with a document: `edited` when something is not saved, `busy` while something is
    being saved."""

    edited: bool = False
    confirmed: bool = False
    failed: bool = False
    can_confirm: bool = False
    busy: bool = False


class BottomBar(QFrame):
    """Only what can be done now is on; what never can be for this document is not there."""

    reset = Signal()
    save = Signal()
    confirm = Signal()
    unconfirm = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(56)
        self._reset = Button(tr("Reset"), icon="undo-2")
        self._save = Button(tr("Save changes"), icon="save", action="review.save", show_key=True)
        self._confirm = Button(
            tr("Save and confirm"), ButtonKind.PRIMARY, icon="check", action="review.confirm", show_key=True
        )
        # Enter on it confirms: it is where Enter lands when nothing is left to check.
        self._confirm.setAutoDefault(True)
        self._unconfirm = Button(tr("Un-confirm"), icon="undo-2", tip=tr("Make it editable again"))
        self._next = Button(
            tr("Next document"),
            ButtonKind.PRIMARY,
            icon="arrow-right",
            action="review.confirm",
            show_key=True,
        )
        self._redo = Button(tr("Extract again"), icon="rotate-ccw")
        for button, signal in (
            (self._redo, self.redo),
            (self._reset, self.reset),
            (self._save, self.save),
            (self._confirm, self.confirm),
            (self._next, self.confirm),
            (self._unconfirm, self.unconfirm),
        ):
            button.clicked.connect(signal)
        self.hints = [
            KeyHint("", text, action=action, split=True)
            for action, text in (
                ("review.next_to_check", tr("next to check")),
                ("review.next_field", tr("next field")),
                ("review.edit", tr("edit")),
                ("review.next", tr("next document")),
                ("keys", tr("all keys")),
            )
        ]
        self.buttons = (self._reset, self._save, self._unconfirm, self._redo, self._confirm, self._next)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        hints = QHBoxLayout()
        hints.setSpacing(16)
        for hint in self.hints:
            hints.addWidget(hint)
        row.addLayout(hints)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)

    def show_state(self, can: Possible) -> None:
        """Save and reset are on when something changed; confirming when it is not confirmed."""
        open_ = not can.confirmed and not can.failed
        nothing = tr("Nothing has changed")
        for button, shown, on, tip, why in (
            (self._reset, open_, can.edited, tr("Throw the unsaved changes away"), nothing),
            (self._save, open_, can.edited, "", nothing),
            (
                self._confirm,
                open_,
                can.can_confirm,
                tr("Mark it as confirmed, then the next document"),
                tr("Wait until this document is done"),
            ),
            (self._unconfirm, can.confirmed, True, tr("Make it editable again"), ""),
            (self._redo, can.failed, True, "", ""),
            (self._next, can.confirmed, True, "", ""),
        ):
            button.setVisible(shown)
            # What is off only while something is being saved looks as before: it is a moment.
            button.setEnabled(on or (can.busy and button.isEnabled()))
            button.set_tip(tip if button.isEnabled() else why)
        text = tr("Save and confirm") if can.edited else tr("Confirm")
        if self._confirm.text() != text:
            self._confirm.setText(text)
        self._fit()

    def focus_confirm(self) -> None:
        """Nothing is left to check: the next key press confirms."""
        self._confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def confirm_has_focus(self) -> bool:
        return self._confirm.hasFocus()

    # -- room

    def _fit(self) -> None:
        """Leave out hints, those that are known soonest first, then the caps of the buttons."""
        for button in self.buttons:
            button.set_key_shown(True)
        worth = (self.hints[0], self.hints[-1], *self.hints[1:-1])
        for kept in range(len(worth), -1, -1):
            for place, hint in enumerate(worth):
                hint.setVisible(place < kept and not hint.is_empty)
            if self._needed() <= self.width():
                return
        for button in self.buttons:
            button.set_key_shown(False)

    def _needed(self) -> int:
        hints = sum(hint.sizeHint().width() + 16 for hint in self.hints if not hint.isHidden())
        buttons = sum(button.sizeHint().width() + 8 for button in self.buttons if not button.isHidden())
        return 40 + hints + buttons

    def minimumSizeHint(self) -> QSize:
        # What it holds gives way to its width, not the other way round.
        return QSize(_LEAST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
