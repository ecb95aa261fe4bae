"""The rows of one table of a document: edit cells, add, duplicate, remove, sums in the footer.

Stands alone: it is given rows and says by signals what a person did.
"""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ingestio_core.checks.states import FieldState
from ingestio_desktop.presenters.review_fields import FormField, ItemRows
from ingestio_desktop.presenters.values import NUMERIC, ValueProblem, parsed
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.widgets.buttons import IconButton
from ingestio_desktop.windows.widgets.text import Label

_ROW: Final = 26
_HEADER: Final = 30
_PAD: Final = 12
_WIDTHS: Final = {"quantity": 80, "unit_price": 104, "sku": 88, "amount": 104, "balance": 104}
_MOST_ROWS: Final = 14
"""The table grows to this many rows, then it scrolls."""

Index = QModelIndex | QPersistentModelIndex


class ItemTable(QWidget):
    """One table with its head line and its sums."""

    cell_edited = Signal(str, str)
    """Pointer and text."""
    row_added = Signal(int)
    row_duplicated = Signal(int)
    rows_removed = Signal(list)
    focused = Signal(str)
    hovered = Signal(str)
    problem = Signal(str)
    """A sentence: what was typed can't be the cell's value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: ItemRows | None = None
        self._read_only = False
        self._model = _ItemModel(self)
        self._model.cell_edited.connect(self.cell_edited)
        self._model.problem.connect(self.problem)
        self._title = Label("", TextStyle.SECTION)
        self._count = Label("", TextStyle.BODY, "muted")
        self.view = _ItemView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_CellDelegate(self.view))
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.entered.connect(lambda index: self.hovered.emit(self._model.pointer(index)))
        self.view.add_wanted.connect(self._add)
        self.view.remove_wanted.connect(self._remove)
        self.view.duplicate_wanted.connect(self._duplicate)
        self._add_button = IconButton("plus", "Add a row", shortcut="Insert", on_click=self._add)
        self._remove_button = IconButton("trash-2", "Remove rows", shortcut="Del", on_click=self._remove)
        self._copy_button = IconButton(
            "copy", "Duplicate the row", shortcut="Ctrl+D", on_click=self._duplicate
        )
        self._sum = _SumRow(self)
        self._arrange()

    def set_rows(self, rows: ItemRows, *, read_only: bool = False, printed_total: str = "") -> None:
        """Show a table. `printed_total` is a sentence beside the sum, such as "Subtotal 1,217.90"."""
        current = self.view.currentIndex()
        place = (current.row(), current.column()) if current.isValid() else None
        self._rows, self._read_only = rows, read_only
        self._title.setText(rows.label)
        self._count.setText(number(len(rows.cells)))
        self.view.setAccessibleName(f"{rows.label}, {number(len(rows.cells))} rows")
        self._model.set_rows(rows, read_only=read_only)
        if place is not None and place[0] < len(rows.cells):
            self.view.selectionModel().setCurrentIndex(
                self._model.index(*place), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        for button in (self._add_button, self._remove_button, self._copy_button):
            button.setEnabled(not read_only)
        self._sum.show_sum(_sum_of(rows), printed_total, any(_failed(row) for row in rows.cells))
        self._fit_columns()
        shown_rows = min(_MOST_ROWS, max(1, len(rows.cells)))
        self.view.setFixedHeight(_HEADER + shown_rows * _ROW + 2)

    def focus_cell(self, pointer: str) -> bool:
        """Move the focus to a cell; False for one that is not in this table."""
        index = self._model.find(pointer)
        if index is None:
            return False
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True

    def focused_pointer(self) -> str:
        """Empty where the focus is not in this table."""
        inside = self.view.hasFocus() or self.view.isAncestorOf(_focus_widget() or self)
        return self._model.pointer(self.view.currentIndex()) if inside else ""

    def edit_current(self) -> None:
        """Open the editor of the current cell."""
        self.view.edit(self.view.currentIndex())

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addSpacing(4)
        head.addWidget(self._count)
        head.addStretch(1)
        for button in (self._add_button, self._remove_button, self._copy_button):
            head.addWidget(button)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view)
        inside.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(card)

    def _fit_columns(self) -> None:
        if self._rows is None:
            return
        header = self.view.horizontalHeader()
        for position, column in enumerate(self._rows.columns):
            text = column.type not in NUMERIC and column.name in ("description", "name")
            mode = QHeaderView.ResizeMode.Stretch if text else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(position, mode)
            if not text:
                header.resizeSection(
                    position, _WIDTHS.get(column.name, 96 if column.type in NUMERIC else 112)
                )

    def _current_changed(self, current: QModelIndex) -> None:
        pointer = self._model.pointer(current)
        if pointer:
            self.focused.emit(pointer)

    def _add(self) -> None:
        if not self._read_only:
            current = self.view.currentIndex()
            self.row_added.emit(current.row() + 1 if current.isValid() else self._model.rowCount())

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.view.selectedIndexes()})
        if rows and not self._read_only:
            self.rows_removed.emit(rows)

    def _duplicate(self) -> None:
        current = self.view.currentIndex()
        if current.isValid() and not self._read_only:
            self.row_duplicated.emit(current.row())


class _ItemModel(QAbstractTableModel):
    cell_edited = Signal(str, str)
    problem = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = ItemRows("", "", (), ())
        self._read_only = False

    def set_rows(self, rows: ItemRows, *, read_only: bool) -> None:
        same = rows.columns == self._rows.columns and len(rows.cells) == len(self._rows.cells)
        if not same:
            self.beginResetModel()
        self._rows, self._read_only = rows, read_only
        if not same:
            self.endResetModel()
        elif rows.cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows.cells) - 1, len(rows.columns) - 1))

    def cell(self, index: Index) -> FormField | None:
        if not index.isValid() or index.row() >= len(self._rows.cells):
            return None
        return self._rows.cells[index.row()][index.column()]

    def pointer(self, index: Index) -> str:
        cell = self.cell(index)
        return cell.pointer if cell else ""

    def find(self, pointer: str) -> QModelIndex | None:
        for row, cells in enumerate(self._rows.cells):
            for column, cell in enumerate(cells):
                if cell.pointer == pointer:
                    return self.index(row, column)
        return None

    def row_failed(self, row: int) -> bool:
        return row < len(self._rows.cells) and _failed(self._rows.cells[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() else len(self._rows.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() else len(self._rows.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self._read_only else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or section >= len(self._rows.columns):
            return None
        column = self._rows.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.type in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.reason or cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.kind in NUMERIC else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = f", {cell.state.value.replace('_', ' ')}" if cell.state else ""
            return f"{cell.label}: {cell.text or 'empty'}{state}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell(index)
        if cell is None or role != Qt.ItemDataRole.EditRole or value == cell.text:
            return False
        try:
            parsed(str(value), cell.kind)
        except ValueProblem as refused:
            self.problem.emit(str(refused))
            return False
        self.cell_edited.emit(cell.pointer, str(value))
        return True


class _ItemView(QTableView):
    add_wanted = Signal()
    remove_wanted = Signal()
    duplicate_wanted = Signal()

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
        vertical.setDefaultSectionSize(_ROW)
        header = _Header(self)
        self.setHorizontalHeader(header)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.duplicate_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """The selected cells as a spreadsheet takes them: tabs and lines, quoted where needed."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        rows = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes})
        texts = {(index.row(), index.column()): str(index.data() or "") for index in indexes}
        buffer = io.StringIO()
        writer = csv.writer(buffer, dialect="excel-tab", lineterminator="\n")
        writer.writerows([texts.get((row, column), "") for column in columns] for row in rows)
        QGuiApplication.clipboard().setText(buffer.getvalue())


class _Header(QHeaderView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(_HEADER)
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
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        elided = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, align, elided)
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _ItemModel)
        cell = model.cell(index)
        if cell is None:
            return
        colours = current_theme().colours
        view = self.parent()
        assert isinstance(view, QTableView)
        rect: QRect = option.rect
        ground = colours.surface
        if index in view.selectedIndexes():
            ground = colours.accent_soft
        elif cell.state is FieldState.RULE_FAILED or model.row_failed(index.row()):
            ground = colours.bad_soft
        elif cell.state is FieldState.NEEDS_LOOK:
            ground = colours.warn_soft
        painter.save()
        painter.fillRect(rect, ground)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        icon = {
            FieldState.RULE_FAILED: ("octagon-alert", colours.bad),
            FieldState.NEEDS_LOOK: ("triangle-alert", colours.warn_ink),
            FieldState.EDITED: ("pencil", colours.accent_ink),
        }.get(cell.state or FieldState.SURE)
        painter.setPen(colours.bad if cell.state is FieldState.RULE_FAILED else colours.text)
        painter.setFont(make_font(TextStyle.BODY))
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
        line.setProperty("bare", True)
        line.setAutoFillBackground(True)
        line.setFont(make_font(TextStyle.BODY))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        line.setAlignment(align)
        line.setTextMargins(_PAD - 2, 0, _PAD - 2, 0)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return line


class _SumRow(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        self.setFixedHeight(32)
        self._word = Label("Sum", TextStyle.SECTION)
        self._printed = Label("", TextStyle.SMALL, "muted_ink")
        self._sum = Label("", TextStyle.SECTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, 0, _PAD, 0)
        row.setSpacing(16)
        row.addWidget(self._word)
        row.addStretch(1)
        row.addWidget(self._printed)
        row.addWidget(self._sum)

    def show_sum(self, total: Decimal | None, printed: str, failed: bool) -> None:
        self.setVisible(total is not None)
        if total is not None:
            self._sum.setText(f"{total:,}")
            self._sum.set_tone("bad" if failed else "")
            self._printed.setText(printed)


def _failed(cells: Sequence[FormField]) -> bool:
    return any(cell.state is FieldState.RULE_FAILED for cell in cells)


def _sum_of(rows: ItemRows) -> Decimal | None:
    """The sum of the column `amount`; None where there is none or a cell is no number."""
    column = next((at for at, spec in enumerate(rows.columns) if spec.role == "amount"), None)
    if column is None or not rows.cells:
        return None
    total = Decimal(0)
    for cells in rows.cells:
        text = cells[column].text.replace(",", "")
        if not text:
            continue
        try:
            total += Decimal(text)
        except InvalidOperation:
            return None
    return total


def _focus_widget() -> QWidget | None:
    widget = QGuiApplication.focusObject()
    return widget if isinstance(widget, QWidget) else None
