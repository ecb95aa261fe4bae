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
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
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
from ingestio_core.edits import split_pointer
from ingestio_desktop.presenters.review_fields import FormField, ItemRows, PrintedTotal, compared
from ingestio_desktop.presenters.values import NUMERIC, ValueProblem, parsed
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.widgets.buttons import IconButton
from ingestio_desktop.windows.widgets.text import IconLabel, Label

_ROW: Final = 26
_HEADER: Final = 30
_PAD: Final = 12
_WIDTHS: Final = {"quantity": 80, "unit_price": 104, "sku": 88, "amount": 104, "balance": 104}
_EDITOR: Final = "cellEditor"
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
    enter_pressed = Signal(str, bool)
    """Pointer of the current cell, and whether Shift was held."""
    pasted = Signal(object)
    """A block from a spreadsheet: a mapping of pointer to text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: ItemRows | None = None
        self._shown: tuple[ItemRows, bool, tuple[PrintedTotal, ...]] | None = None
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
        self.view.paste_wanted.connect(self._paste)
        self.view.left.connect(lambda: self.hovered.emit(""))
        self.view.enter_pressed.connect(
            lambda back: self.enter_pressed.emit(self._model.pointer(self.view.currentIndex()), back)
        )
        self._add_button = IconButton("plus", "Add a row", shortcut="Insert", on_click=self._add)
        self._remove_button = IconButton("trash-2", "Remove rows", shortcut="Del", on_click=self._remove)
        self._copy_button = IconButton(
            "copy", "Duplicate the row", shortcut="Ctrl+D", on_click=self._duplicate
        )
        self._sum = _SumRow(self)
        self._arrange()

    def set_rows(
        self, rows: ItemRows, *, read_only: bool = False, totals: Sequence[PrintedTotal] = ()
    ) -> None:
        """Show a table. `totals` are the sums printed on the document, the one to compare with first."""
        if (rows, read_only, tuple(totals)) == self._shown:
            return
        new_columns = self._rows is None or rows.columns != self._rows.columns
        self._shown = (rows, read_only, tuple(totals))
        current = self.view.currentIndex()
        place = (current.row(), current.column()) if current.isValid() else None
        self._rows, self._read_only = rows, read_only
        self._title.setText(rows.label)
        self._count.setText(number(len(rows.cells)))
        self.view.setAccessibleName(f"{rows.label}, {number(len(rows.cells))} rows")
        self._model.set_rows(rows, read_only=read_only)
        moved = self.view.currentIndex().isValid()
        if not moved and place is not None and place[0] < len(rows.cells):
            self.view.selectionModel().setCurrentIndex(
                self._model.index(*place), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        for button in (self._add_button, self._remove_button, self._copy_button):
            button.setEnabled(not read_only)
        self._sum.show_sum(_sum_of(rows), totals)
        if new_columns:
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

    def finish_editing(self) -> bool:
        """Take what stands in an open cell editor; False where it can't be the cell's value."""
        editor = self.view.viewport().findChild(QLineEdit, _EDITOR)
        if editor is None:
            return True
        index = self.view.currentIndex()
        self.view.commitData(editor)
        self.view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        editor.setObjectName("")
        if not self._model.refused:
            return True
        self.view.setCurrentIndex(index)
        self.view.setFocus()
        return False

    def _paste(self) -> None:
        """A block of cells goes in from the current one to the right and down; rows that are
        missing are not made up."""
        current, rows = self.view.currentIndex(), self._rows
        text = QGuiApplication.clipboard().text()
        if self._read_only or rows is None or not current.isValid() or not text:
            return
        texts: dict[str, str] = {}
        block = list(csv.reader(io.StringIO(text), dialect="excel-tab"))
        for down, line in enumerate(block):
            for right, value in enumerate(line):
                row, column = current.row() + down, current.column() + right
                if row < len(rows.cells) and column < len(rows.columns):
                    texts[rows.cells[row][column].pointer] = value
        left = current.row() + len(block) - len(rows.cells)
        self.pasted.emit(texts)
        if left > 0:
            self.problem.emit(
                f"{number(left)} of the pasted rows found no place. Add rows (Insert), then paste them again."
            )

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
        self.refused = False
        """Whether the last text that was typed could not be the cell's value."""

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
        parts = split_pointer(pointer) if pointer else ()
        if len(parts) != 3 or parts[0] != self._rows.name or not parts[1].isdecimal():
            return None
        names = [column.name for column in self._rows.columns]
        row = int(parts[1])
        if parts[2] not in names or row >= len(self._rows.cells):
            return None
        return self.index(row, names.index(parts[2]))

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
        self.refused = False
        if cell is None or role != Qt.ItemDataRole.EditRole or value == cell.text:
            return False
        try:
            parsed(str(value), cell.kind)
        except ValueProblem as refused:
            self.refused = True
            self.problem.emit(f"{cell.label} stays as it was. {refused}")
            return False
        self.cell_edited.emit(cell.pointer, str(value))
        return True


class _ItemView(QTableView):
    add_wanted = Signal()
    remove_wanted = Signal()
    duplicate_wanted = Signal()
    paste_wanted = Signal()
    enter_pressed = Signal(bool)
    left = Signal()

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
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enter_pressed.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            # "Back" is the screen's.
            event.ignore()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.duplicate_wanted.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

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
    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._font = make_font(TextStyle.BODY)

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
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
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
        line.setObjectName(_EDITOR)
        line.setProperty("bare", True)
        line.setAutoFillBackground(True)
        line.setFont(make_font(TextStyle.BODY))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        line.setAlignment(align)
        line.setTextMargins(_PAD - 2, 0, _PAD - 2, 0)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return line


class _SumRow(QFrame):
    """The foot of the table's card, in words: the sum, and how it compares with the printed one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        self._printed = Label("", TextStyle.SMALL, "muted_ink")
        self._icon = IconLabel("octagon-alert", "bad", 14)
        self._sum = Label("", TextStyle.SECTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, 0, _PAD, 0)
        row.setSpacing(8)
        row.addWidget(Label("Sum", TextStyle.SECTION))
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
        self._sum.setText(f"{total:,}")
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
