"""How a cell of a table is painted and edited."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ingestio_core.checks.states import FieldState
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.presenters.values import NUMERIC
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.keys import is_key
from ingestio_desktop.windows.review.item_model import Index, ItemModel

PAD: Final = 12
"""Pixels between a cell's edge and its text; the sum below lines up with it."""
EDITOR: Final = "cellEditor"
"""Object name of the line that is open in a cell."""
_ICON: Final = 14
_LINES: Final = 5
"""Lines of a long text that an open cell shows at the most."""


class CellDelegate(QStyledItemDelegate):
    """Ground and icon of a cell follow its state; the current cell has a ring."""

    entered = Signal(bool)
    """Enter was pressed in an open cell, and whether it is the key that goes back."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._font = make_font(TextStyle.BODY)

    @property
    def _view(self) -> QTableView:
        view = self.parent()
        assert isinstance(view, QTableView)
        return view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ItemModel)
        cell = model.cell(index)
        if cell is None:
            return
        colours = current_theme().colours
        view, rect = self._view, option.rect
        failed = cell.state is FieldState.RULE_FAILED
        # A rule may name a whole row; only the cell to look at is marked.
        marked = failed and cell.blamed
        painter.save()
        painter.fillRect(rect, self._ground(model, index, cell.state))
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if marked:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.bad, 1))
            painter.setBrush(colours.bad_soft)
            painter.drawRoundedRect(rect.adjusted(3, 2, -4, -4), 4, 4)
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        icon = {
            FieldState.RULE_FAILED: ("octagon-alert", colours.bad),
            FieldState.NEEDS_LOOK: ("triangle-alert", colours.warn_ink),
            FieldState.EDITED: ("pencil", colours.accent_ink),
        }.get(cell.state or FieldState.SURE)
        if icon is not None and (marked or not failed):
            from_right = cell.kind not in NUMERIC
            left = inside.right() - _ICON + 1 if from_right else inside.left()
            slot = QRect(left, rect.top(), _ICON, rect.height())
            paint_icon(painter, icon[0], icon[1], slot, _ICON)
            inside = inside.adjusted(0, 0, -18, 0) if from_right else inside.adjusted(18, 0, 0, 0)
        painter.setPen(colours.bad if model.problem(index) else colours.text)
        painter.setFont(make_font(TextStyle.SECTION) if marked else self._font)
        text = " ".join(cell.text.split("\n"))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if index == view.currentIndex() and view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def is_cut(self, index: Index) -> bool:
        """Whether a cell shows only a part of its text."""
        text = str(index.data() or "")
        room = self._view.visualRect(index).width() - 2 * PAD - _ICON - 4
        return "\n" in text or QFontMetrics(self._font).horizontalAdvance(text) > room

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, ItemModel)
        cell = model.cell(index)
        pointer = cell.pointer if cell else ""
        editor: QWidget
        if cell is not None and cell.kind is FieldType.TEXT and self.is_cut(index):
            box = QPlainTextEdit(parent)
            box.setFrameShape(QFrame.Shape.NoFrame)
            box.setTabChangesFocus(True)
            box.textChanged.connect(
                lambda: (
                    model.cell_typed.emit(pointer, box.toPlainText()) if box.document().isModified() else None
                )
            )
            editor = box
        else:
            line = QLineEdit(parent)
            line.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
            line.setTextMargins(PAD - 2, 0, PAD - 2, 0)
            line.textEdited.connect(lambda text: model.cell_typed.emit(pointer, text))
            editor = line
        editor.setObjectName(EDITOR)
        editor.setProperty("bare", True)
        editor.setAutoFillBackground(True)
        editor.setFont(make_font(TextStyle.BODY))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # What is being typed stays as it is typed while the value behind it changes.
        if isinstance(editor, QPlainTextEdit):
            if not editor.document().isModified():
                editor.setPlainText(str(index.data() or ""))
                editor.selectAll()
                editor.document().setModified(False)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            if editor.document().isModified():
                model.setData(index, editor.toPlainText())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            # It lies over the rows below, or above where it would be cut.
            height = _LINES * editor.fontMetrics().lineSpacing() + 12
            top = min(rect.top(), self._view.viewport().height() - height)
            rect = QRect(rect.left(), max(0, top), rect.width(), height)
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        undo = is_key("review.undo", event)
        if event.type() == QEvent.Type.ShortcutOverride and undo:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        back = is_key("review.previous_to_check", event)
        if back or is_key("review.next_to_check", event):
            self.take(editor)
            self.entered.emit(back)
            return True
        if isinstance(editor, QPlainTextEdit) and is_line_break(event):
            editor.insertPlainText("\n")
            return True
        if undo or event.key() == Qt.Key.Key_Escape:
            index = self._view.currentIndex()
            model = index.model()
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            if isinstance(model, ItemModel):
                model.cell_left.emit(model.pointer(index))
            return True
        return super().eventFilter(editor, event)

    def take(self, editor: QWidget) -> None:
        """Take what stands in an open cell, and close it."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _ground(self, model: ItemModel, index: Index, state: FieldState | None) -> QColor:
        colours = current_theme().colours
        if self._view.selectionModel().isSelected(model.index(index.row(), index.column())):
            return colours.accent_soft
        if state is FieldState.NEEDS_LOOK:
            return colours.warn_soft
        return colours.bad_soft if model.row_failed(index.row()) else colours.surface


def is_line_break(event: QKeyEvent) -> bool:
    """Alt and Enter begin a new line within a cell, as in a spreadsheet."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
