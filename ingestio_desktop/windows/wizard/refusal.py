"""Why a batch was not taken, above its cards, with the files that it is about as links."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.flows.draft import DraftFile
from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets import Button, ButtonKind, FlowLayout, IconLabel, Label

_MOST: Final = 8


class Refusal(QFrame):
    """Hidden while there is nothing to say. `file_wanted` carries a file's id."""

    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", Tone.BAD.value)
        self._shown: tuple[str, tuple[UUID, ...]] = ("", ())
        self._text = Label("", TextStyle.BODY, wrap=True)
        self._links = QWidget()
        self._flow = FlowLayout(self._links)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel("circle-x", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._links)
        row.addLayout(words, 1)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._shown[0]

    def show_reason(self, text: str, files: Sequence[DraftFile]) -> None:
        """Say why; "" says nothing."""
        shown = (text, tuple(file.id for file in files))
        self.setVisible(bool(text))
        if shown == self._shown:
            return
        self._shown = shown
        self._text.setText(text)
        self.setAccessibleName(text)
        self._flow.clear()
        self._links.setVisible(bool(files))
        for file in files[:_MOST]:
            link = Button(file.name, ButtonKind.LINK, tip=tr("Show {name} in the list", name=file.name))
            link.clicked.connect(self._opener(file.id))
            self._flow.addWidget(link)

    def _opener(self, file_id: UUID) -> Callable[[], None]:
        return lambda: self.file_wanted.emit(file_id)
