"""The grid of a table of a document: its keys and its header."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import is_key
from ingestio_desktop.windows.review.cell_clipboard import copy_cells
from ingestio_desktop.windows.review.item_cell import PAD

ROW_HEIGHT: Final = 26
HEADER_HEIGHT: Final = 30


class ItemView(QTableView):
    """Says by signals which rows a person wants; copies the selected cells itself."""

    add_wanted = Signal()
    remove_wanted = Signal()
    duplicate_wanted = Signal()
    paste_wanted = Signal()
    enter_pressed = Signal(bool)
    """Whether Shift was held."""
    left = Signal()
    """The mouse is over no cell any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        vertical = self.verticalHeader()
        vertical.setVisible(False)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(ROW_HEIGHT)
        header = _Header(self)
        self.setHorizontalHeader(header)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = is_key("review.previous_to_check", event)
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cells(self.selectedIndexes())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif back or is_key("review.next_to_check", event):
            self.enter_pressed.emit(back)
        elif event.key() == Qt.Key.Key_Escape:
            # "Back" is the screen's.
            event.ignore()
        elif is_key("review.add_row", event):
            self.add_wanted.emit()
        elif is_key("review.remove_row", event):
            self.remove_wanted.emit()
        elif is_key("review.duplicate_row", event):
            self.duplicate_wanted.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()


class _Header(QHeaderView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = current_theme().colours
        painter.save()
        painter.fillRect(rect, colours.surface)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colours.muted)
        painter.setFont(make_font(TextStyle.SMALL_STRONG))
        align = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        text = self.model().headerData(section, self.orientation())
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        elided = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, align, elided)
        painter.restore()
