"""The sums of a table of a document, each beside the sum that is printed on it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.language import amount, tr
from ingestio_desktop.presenters.review_items import ColumnSum
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.item_cell import PAD
from ingestio_desktop.windows.widgets.text import IconLabel, Label

_HEIGHT = 32


class SumRows(QFrame):
    """The foot of the table's card: a line for each sum, and how it compares with the printed one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[_SumLine] = []
        self._shown: tuple[ColumnSum, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, 0, PAD, 0)
        self._column.setSpacing(0)

    def show_sums(self, sums: Sequence[ColumnSum]) -> None:
        if tuple(sums) == self._shown:
            return
        self._shown = tuple(sums)
        while len(self._lines) < len(self._shown):
            line = _SumLine(self)
            self._lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(self._shown))
            if at < len(self._shown):
                line.show_sum(self._shown[at], alone=len(self._shown) == 1)
        self.setVisible(bool(self._shown))
        self.setFixedHeight(_HEIGHT * max(1, len(self._shown)))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.bg)
        # Round below, like the card that it closes; straight above, where it meets the rows.
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, -8, 0, 0), 7, 7)
        painter.fillRect(QRectF(0, 0, self.width(), 1), colours.line)


class _SumLine(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._name = Label("", TextStyle.SECTION)
        self._printed = Label("", TextStyle.SMALL, "muted_ink")
        self._icon = IconLabel("octagon-alert", "bad", 14)
        self._sum = Label("", TextStyle.SECTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._printed)
        row.addSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._sum)

    def show_sum(self, given: ColumnSum, *, alone: bool) -> None:
        self._name.setText(tr("Sum") if alone else tr("Sum of {column}", column=given.label))
        self._sum.setText(amount(given.total))
        self._sum.set_tone("" if given.fits else "bad")
        self._icon.setVisible(not given.fits)
        self._printed.setText(given.words)
