"""The toast that offers to take back what was just done."""

import shiboken6
from PySide6.QtCore import QObject

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.undo import Offer, UndoStack
from ingestio_desktop.windows.widgets import Toast


class UndoToast(QObject):
    """Goes at the moment from which on it is too late, also while the pointer is over it."""

    def __init__(self, stack: UndoStack, toast: Toast) -> None:
        super().__init__(stack)
        self._stack = stack
        self._toast = toast
        self._shown = False
        stack.changed.connect(self._show)

    def _show(self, offer: Offer | None) -> None:
        if not shiboken6.isValid(self._toast):
            return
        if offer is not None:
            self._shown = True
            text = offer.text
            if offer.before:
                text = tr("{said}, and %n before it", "", offer.before, said=text)
            self._toast.show_message(text, self._stack.undo, seconds=offer.seconds_left)
        elif self._shown:
            self._shown = False
            self._toast.take_back(self._stack.undo)
