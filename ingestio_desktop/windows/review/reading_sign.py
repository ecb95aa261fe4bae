"""Says over the page that a word or an area of it is being read, once that takes longer than a glance."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.spinner import Spinner
from ingestio_desktop.windows.widgets.text import Label
from ingestio_desktop.windows.widgets.toast import shadow

_PATIENCE_MS: Final = 250


class ReadingSign(QFrame):
    """Hidden while nothing is read. Lets clicks through to the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGraphicsEffect(shadow(self))
        words = tr("Reading the text…")
        self.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(Spinner())
        row.addWidget(Label(words, TextStyle.SMALL_STRONG))
        self._timer = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self._appear)
        self.hide()

    def set_reading(self, reading: bool) -> None:
        """Whether something is being read now."""
        if reading:
            self._timer.start()
        else:
            self._timer.stop()
            self.hide()

    def place_above(self, middle: int, foot: int) -> None:
        """Stand in the middle of a width, with the foot at a height."""
        hint = self.sizeHint()
        self.setGeometry(middle - hint.width() // 2, foot - hint.height(), hint.width(), hint.height())

    def _appear(self) -> None:
        self.show()
        self.raise_()
