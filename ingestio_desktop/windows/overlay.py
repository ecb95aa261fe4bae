"""What opens over the whole window: a scrim with one dialog; Esc closes, the focus goes back."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import Scheme
from ingestio_desktop.windows.widgets.toast import shadow


class Overlay(QWidget):
    """Put the dialog's content into `body`. The host's size is followed; keys stay inside."""

    accessible_role = QAccessible.Role.Dialog

    closed = Signal()

    def __init__(self, host: QWidget, name: str, width: int, height: int, *, top: int | None = None) -> None:
        super().__init__(host)
        self._size = (width, height)
        self._top = top
        self._before: QWidget | None = None
        self._inside: QWidget | None = None
        self.dialog = QFrame(self)
        self.dialog.setObjectName("dialog")
        self.dialog.setGraphicsEffect(shadow(self.dialog, dialog=True))
        self.body = QVBoxLayout(self.dialog)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        host.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_focus)

    def open_over(self, focus: QWidget) -> None:
        """Show it and put the focus on one of its widgets."""
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        focus.setFocus()

    def close_overlay(self) -> None:
        """Hide it and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        # What had the focus may be gone meanwhile: lists are filled anew as news come.
        if self._before is not None and shiboken6.isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        self._inside = None
        self.closed.emit()

    def _keep_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        # A page below that just got ready takes the focus; keys would go where nobody looks.
        if self.isHidden() or now is None or now.window() is not self.window():
            return
        if now is self or self.isAncestorOf(now):
            self._inside = now
        elif not _in_overlay(now):
            self._before = now
            inside = self._inside
            (inside if inside is not None and shiboken6.isValid(inside) else self).setFocus()

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        self.setGeometry(host.rect())
        width = min(self._size[0], host.width() - 48)
        height = min(self._size[1], host.height() - 48)
        top = (host.height() - height) // 2 if self._top is None else self._top
        self.dialog.setGeometry((host.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        dark = current_theme().scheme is Scheme.DARK
        scrim = QColor(0, 0, 0, 140) if dark else QColor(22, 32, 46, 82)
        QPainter(self).fillRect(QRectF(self.rect()), scrim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.dialog.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab stays within the dialog: what lies under the scrim can't be reached.
        inside = [
            child
            for child in self.dialog.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        now = QApplication.focusWidget()
        if not inside:
            return False
        place = inside.index(now) if now in inside else -1
        inside[(place + (1 if forward else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _in_overlay(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, Overlay):
            return True
        above = above.parentWidget()
    return False
