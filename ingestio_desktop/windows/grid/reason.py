"""Why the cell in focus is not sure, under it, with the two keys that matter."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import IconLabel, KeyHint, Label, shadow

_WIDTH: Final = 344
_GAP: Final = 7


class ReasonCard(QFrame):
    """Stands below its cell, above it where there is no room; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = IconLabel("triangle-alert", "warn")
        self.title = Label("", TextStyle.SECTION)
        self.text = Label("", TextStyle.SMALL, wrap=True)
        self.text.setFixedWidth(_WIDTH - 54)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(12)
        self._hints.setContentsMargins(0, 6, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addLayout(self._hints)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 11)
        row.setSpacing(9)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._icon.setContentsMargins(0, 2, 0, 0)
        self._said: tuple[tuple[str, str], ...] = ()
        self.setGraphicsEffect(shadow(self))
        self.hide()

    def show_reason(
        self, icon: str, tone: str, title: str, text: str, keys: tuple[tuple[str, str], ...]
    ) -> None:
        """`keys` are shortcuts and what they do."""
        self._icon.set_icon(icon, tone)
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        if keys != self._said:
            self._said = keys
            while (item := self._hints.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for key, word in keys:
                if key:
                    self._hints.addWidget(KeyHint(key, word))
            self._hints.addStretch()

    def place(self, cell: QRect, room: QRect) -> None:
        """Beside a cell, within a part of the viewport."""
        self.setFixedWidth(_WIDTH)
        height = self.layout().totalHeightForWidth(_WIDTH) if self.layout() is not None else 90
        self.setFixedHeight(max(64, height))
        x = min(max(room.left(), cell.right() - _WIDTH + 1), max(room.left(), room.right() - _WIDTH - 8))
        below = cell.bottom() + _GAP
        fits = below + self.height() <= room.bottom()
        self.move(x, below if fits else max(room.top(), cell.top() - _GAP - self.height()))
        self.show()
        self.raise_()


def review_keys(page: str, edit: str) -> tuple[tuple[str, str], ...]:
    """The two keys that matter in a cell that is not sure."""
    return (page, tr("show the page")), (edit, tr("edit"))
