"""Fields: the search field with its icon, key cap and clear button; a labelled line of a form."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.keys import current_keys, key_of
from ingestio_desktop.windows.widgets.buttons import IconButton, tooltip
from ingestio_desktop.windows.widgets.keycap import key_cap_width, key_names, paint_key_cap

_PAUSE_MS = 120


class SearchField(QLineEdit):
    """`searched` comes when typing rests for a moment, or at once on Enter; Esc clears, Down asks for the
    list below (`down_asked`)."""

    searched = Signal(str)
    down_asked = Signal()

    def __init__(
        self,
        placeholder: str,
        shortcut: str = "",
        width: int = 256,
        parent: QWidget | None = None,
        *,
        action: str = "",
    ) -> None:
        """The key is `shortcut`, or the one that the person has for `action`."""
        super().__init__(parent)
        self._action = action
        self._shortcut = key_names(key_of(action) if action else shortcut)
        self._width = width
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(tooltip(placeholder, key_of(action) if action else shortcut))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(width, 32)
        self._clear = IconButton("x", tr("Clear search"), shortcut="Esc", size=28, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self._cleared)
        self._clear.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self._margins()
        if action:
            current_keys().changed.connect(self._take_key)

    def _take_key(self) -> None:
        self._shortcut = key_names(key_of(self._action))
        self.setToolTip(tooltip(self.placeholderText(), key_of(self._action)))
        self._margins()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 32)

    def _margins(self) -> None:
        right = 24 if self.text() else key_cap_width(self._shortcut) if self._shortcut else 0
        self.setTextMargins(21, 0, right, 0)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._margins()
        self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())

    def _cleared(self) -> None:
        self.clear()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._clear.move(self.width() - 30, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_icon(painter, "search", current_theme().colours.muted, QRectF(9, 0, 16, self.height()), 16)
        if self._shortcut and not self.text():
            x = self.width() - key_cap_width(self._shortcut) - 6
            paint_key_cap(painter, QPointF(x, self.height() / 2), self._shortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._cleared()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
        elif event.key() == Qt.Key.Key_Down:
            self.down_asked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
