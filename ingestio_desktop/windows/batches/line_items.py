"""The preview of a document's line items: a popover with its first table, read-only."""

from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ingestio_desktop.flows.batches import LineItems
from ingestio_desktop.language import tr
from ingestio_desktop.sentences import label_said
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Label, shadow

_SIZE: Final = (560, 320)
_ROW: Final = 28


class LineItemsPopover(QFrame):
    """Opens below the number that was clicked; Esc or a click elsewhere closes it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("popover")
        self.setAccessibleName(tr("Line items"))
        self._title = Label("", TextStyle.SECTION)
        self.table = QTableWidget()
        self.table.setAccessibleName(tr("Line items"))
        self.table.setShowGrid(False)
        # Arrows go through the cells; Tab leaves.
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setFont(make_font(TextStyle.SMALL_STRONG))
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.addWidget(self._title)
        column.addWidget(self.table)
        self.setGraphicsEffect(shadow(self))
        self.hide()

    def show_items(self, items: object, below: QPoint) -> None:
        """Fill and open; `below` is in the window's coordinates. Nothing for a document without a table."""
        page = self.parentWidget()
        if not isinstance(items, LineItems) or page is None:
            return
        self._title.setText(tr("%n line item(s)", "", len(items.rows)))
        self.table.setColumnCount(len(items.labels))
        self.table.setHorizontalHeaderLabels([label_said(label) for label in items.labels])
        self.table.setRowCount(len(items.rows))
        colours = current_theme().colours
        self.table.horizontalHeader().setStyleSheet(
            f"QHeaderView::section {{ background: {colours.surface.name()}; color: {colours.muted.name()};"
            f" border: 0; border-bottom: 1px solid {colours.line.name()}; padding: 4px 2px; }}"
        )
        for row, cells in enumerate(items.rows):
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                if is_figure(text):
                    head = self.table.horizontalHeaderItem(column)
                    if head is not None:
                        head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, cell)
        height = min(_SIZE[1], 84 + _ROW * len(items.rows))
        self.resize(min(_SIZE[0], page.width() - 32), height)
        corner = page.mapFrom(page.window(), below)
        x = max(16, min(corner.x() - self.width() // 2, page.width() - self.width() - 16))
        y = corner.y() + 4
        if y + height > page.height() - 8:
            y = max(8, corner.y() - height - 44)
        self.move(x, y)
        self.show()
        self.raise_()
        self.table.setFocus()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def hideEvent(self, event: QEvent) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress
        if (
            pressed
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
        ):
            self.hide()
        escape = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if escape and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.isVisible():
            self.hide()
            return True
        return False


def is_figure(text: str) -> bool:
    """Whether a cell is a number, which stands at the right."""
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True
