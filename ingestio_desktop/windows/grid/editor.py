"""The field that opens in a cell: Enter goes down, Tab to the right, Esc leaves the value as it was."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ingestio_desktop.language import tr

_MOVES: Final = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class CellEditor(QLineEdit):
    """`finished` carries how far to go on, in rows and columns; `given_up` leaves the cell alone."""

    finished = Signal(int, int)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setFrame(False)
        self.setAccessibleName(tr("Value"))
        self.hide()

    def open_with(self, text: str, *, right: bool, select: bool) -> None:
        """Begin to type; `select` replaces what is there with the next key."""
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setText(text)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if select:
            self.selectAll()
        else:
            self.end(False)

    def event(self, event: QEvent) -> bool:
        # Tab is asked for as a key press here, before it would move the focus.
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            down, right = _MOVES[key]
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and right == 0
            self.finished.emit(-down if up and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else down, right)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu of its own takes the focus and gives it back.
        if self.isVisible() and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit(0, 0)
