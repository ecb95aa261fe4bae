"""What a value is typed into: one line, or several that grow with the text."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ingestio_desktop.theme.theme import make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import is_key, is_taken
from ingestio_desktop.windows.widgets.buttons import IconButton

_ICON: Final = 26
_MOST_LINES: Final = 6
"""The editor grows to so many lines, then it scrolls."""
_PADDING: Final = 14
"""What stands above and below the lines: padding and border."""
_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ELSEWHERE: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A menu or another window over it is no reason to take the text as finished."""


class FieldLine(QLineEdit):
    """One line. `opened` where its icon is clicked, or Alt+Down pressed."""

    typed = Signal(str)
    focus_changed = Signal(bool)
    enter = Signal(bool)
    """Whether Shift was held."""
    hovered = Signal(bool)
    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(make_font(TextStyle.BODY))
        self._icon: IconButton | None = None
        self.textEdited.connect(self.typed)

    def set_icon(self, icon: str, name: str) -> None:
        """The icon at the right end, empty for none."""
        if self._icon is not None:
            self._icon.deleteLater()
            self._icon = None
        if icon:
            self._icon = IconButton(icon, name, shortcut="Alt+Down", size=_ICON, parent=self)
            self._icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._icon.clicked.connect(self.opened)
            self._icon.show()
            self._place_icon()
        self.setTextMargins(0, 0, 22 if icon else 0, 0)

    def setReadOnly(self, read_only: bool) -> None:
        super().setReadOnly(read_only)
        if self._icon is not None:
            self._icon.setVisible(not read_only)

    def select_all(self) -> None:
        """From the end to the start, so that a long value shows its beginning."""
        self.setSelection(len(self.text()), -len(self.text()))

    def show_start(self) -> None:
        """Put the cursor before the text, so that the beginning of a long one is seen."""
        self.setCursorPosition(0)

    def _place_icon(self) -> None:
        if self._icon is not None:
            self._icon.move(self.width() - _ICON - 3, (self.height() - _ICON) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_icon()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _ELSEWHERE:
            self.focus_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens(event):
            self.opened.emit()
        elif not _goes_on(self.enter, event):
            super().keyPressEvent(event)

    def _opens(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        pressed = alt and event.key() == Qt.Key.Key_Down
        return pressed and self._icon is not None and not self.isReadOnly()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._opens(event):
                event.accept()
                return True
            if is_taken("review", event):
                event.ignore()
                return False
        return super().event(event)


class FieldText(QPlainTextEdit):
    """Several lines, as high as its text: Enter goes on as everywhere, Alt+Enter begins a new line."""

    typed = Signal(str)
    focus_changed = Signal(bool)
    enter = Signal(bool)
    """Whether Shift was held."""
    hovered = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(make_font(TextStyle.BODY))
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._setting = False
        self.textChanged.connect(self._changed)
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Another value, not typed."""
        self._setting = True
        try:
            self.setPlainText(text)
        finally:
            self._setting = False
        self.setModified(False)

    def isModified(self) -> bool:
        return self.document().isModified()

    def setModified(self, modified: bool) -> None:
        self.document().setModified(modified)

    def select_all(self) -> None:
        """The whole text."""
        self.selectAll()

    def show_start(self) -> None:
        """Scroll to the first line."""
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _changed(self) -> None:
        self._grow()
        if not self._setting:
            self.typed.emit(self.text())

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        room = min(lines, _MOST_LINES) * self.fontMetrics().lineSpacing() + _PADDING
        if self.height() != room:
            self.setFixedHeight(max(32, room))
        scrolls = lines > _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() is not policy:
            self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _ELSEWHERE:
            self.focus_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not self.isReadOnly():
                self.insertPlainText("\n")
        elif not _goes_on(self.enter, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # An editor claims undo and more for itself; here undo goes across the document.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and is_taken("review", event):
            event.ignore()
            return False
        return super().event(event)


def _goes_on(enter: SignalInstance, event: QKeyEvent) -> bool:
    """Tell of the keys that go to the next or previous field to check; False for any other key."""
    back = is_key("review.previous_to_check", event)
    if back or is_key("review.next_to_check", event):
        enter.emit(back)
        return True
    return False
