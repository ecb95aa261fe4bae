"""The sum of a table of a document, beside the sum that is printed on it."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ingestio_core.values import decimal_of, is_absent
from ingestio_desktop.language import amount, tr
from ingestio_desktop.presenters.review_fields import ItemRows, PrintedTotal, compared
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.item_cell import PAD
from ingestio_desktop.windows.widgets.text import IconLabel, Label


class SumRow(QFrame):
    """The foot of the table's card, in words: the sum, and how it compares with the printed one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        self._printed = Label("", TextStyle.SMALL, "muted_ink")
        self._icon = IconLabel("octagon-alert", "bad", 14)
        self._sum = Label("", TextStyle.SECTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 0, PAD, 0)
        row.setSpacing(8)
        row.addWidget(Label(tr("Sum"), TextStyle.SECTION))
        row.addStretch(1)
        row.addWidget(self._printed)
        row.addSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._sum)

    def show_sum(self, total: Decimal | None, printed: Sequence[PrintedTotal]) -> None:
        self.setVisible(total is not None)
        if total is None:
            return
        words, fits = compared(total, printed)
        self._sum.setText(amount(total))
        self._sum.set_tone("" if fits else "bad")
        self._icon.setVisible(not fits)
        self._printed.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.bg)
        # Round below, like the card that it closes; straight above, where it meets the rows.
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, -8, 0, 0), 7, 7)
        painter.fillRect(QRectF(0, 0, self.width(), 1), colours.line)


def sum_of(rows: ItemRows) -> Decimal | None:
    """The sum of the column `amount`; None where there is none or a cell is no number."""
    column = next((at for at, spec in enumerate(rows.columns) if spec.role == "amount"), None)
    if column is None or not rows.cells:
        return None
    total = Decimal(0)
    for cells in rows.cells:
        value = cells[column].value
        number = decimal_of(value)
        if number is None and not is_absent(value):
            return None
        total += number or 0
    return total
