"""How a cell of a table is painted and edited."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ingestio_core.checks.states import FieldState
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.item_model import Index, ItemModel

PAD: Final = 12
"""Pixels between a cell's edge and its text; the sum below lines up with it."""
EDITOR: Final = "cellEditor"
"""Object name of the line that is open in a cell."""


class CellDelegate(QStyledItemDelegate):
    """Ground and icon of a cell follow its state; the current cell has a ring."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._font = make_font(TextStyle.BODY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ItemModel)
        cell = model.cell(index)
        if cell is None:
            return
        colours = current_theme().colours
        view = self.parent()
        assert isinstance(view, QTableView)
        rect: QRect = option.rect
        ground = colours.surface
        if view.selectionModel().isSelected(model.index(index.row(), index.column())):
            ground = colours.accent_soft
        elif cell.state is FieldState.RULE_FAILED or model.row_failed(index.row()):
            ground = colours.bad_soft
        elif cell.state is FieldState.NEEDS_LOOK:
            ground = colours.warn_soft
        painter.save()
        painter.fillRect(rect, ground)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        icon = {
            FieldState.RULE_FAILED: ("octagon-alert", colours.bad),
            FieldState.NEEDS_LOOK: ("triangle-alert", colours.warn_ink),
            FieldState.EDITED: ("pencil", colours.accent_ink),
        }.get(cell.state or FieldState.SURE)
        if not cell.blamed and cell.state is FieldState.RULE_FAILED:
            # The rule names the whole row; only the cell to look at is marked.
            icon = None
        painter.setPen(colours.bad if icon and cell.state is FieldState.RULE_FAILED else colours.text)
        painter.setFont(self._font)
        if icon is not None:
            from_right = cell.kind not in NUMERIC
            slot = QRect(inside.right() - 13 if from_right else inside.left(), rect.top(), 14, rect.height())
            paint_icon(painter, icon[0], icon[1], slot, 14)
            inside = inside.adjusted(0, 0, -18, 0) if from_right else inside.adjusted(18, 0, 0, 0)
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if index == view.currentIndex() and view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setObjectName(EDITOR)
        line.setProperty("bare", True)
        line.setAutoFillBackground(True)
        line.setFont(make_font(TextStyle.BODY))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        line.setAlignment(align)
        line.setTextMargins(PAD - 2, 0, PAD - 2, 0)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return line
