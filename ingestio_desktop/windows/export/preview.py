"""The first rows of an export: a sheet as it will be, or the text of CSV and JSON."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPlainTextEdit,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ingestio_core.errors import IngestError
from ingestio_core.export import PreviewRow, PreviewSheet
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export_columns import STATUS, Columns
from ingestio_desktop.sentences import said_error
from ingestio_desktop.store.export_facts import FirstRows
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import EmptyState

_ROW: Final = 24
_HEAD: Final = 28
_PAD: Final = 8
_GUTTER: Final = 32
_WIDTHS: Final = (64, 220)
_FIRST_SHEET_ROW: Final = 2
"""The header is row 1 of the sheet."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_RIGHT: Final = frozenset({FieldType.AMOUNT, FieldType.NUMBER})
_EMPTY: Final = PreviewSheet((), ())


class SheetModel(QAbstractTableModel):
    """The rows of a preview, and what is known of their columns."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = _EMPTY
        self.kinds: dict[str, FieldType | None] = {}
        self.by_item = False
        """Whether documents have several rows."""

    def set_sheet(self, sheet: PreviewSheet, columns: Columns) -> None:
        self.beginResetModel()
        self.sheet = sheet
        self.kinds = {column.key: column.type for column in columns}
        self.by_item = any(not row.first for row in sheet.rows)
        self.endResetModel()

    @property
    def columns(self) -> list[tuple[str, str, bool]]:
        """Key, header and whether it is the item's own, of those that are picked."""
        return [(c.column.key, c.column.header, c.of_item) for c in self.sheet.columns if c.picked]

    def row(self, place: int) -> PreviewRow:
        return self.sheet.rows[place]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self.sheet.rows[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if len(text) > 24 or "\n" in text else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section][1]
        return str(section + _FIRST_SHEET_ROW)


class _Cells(QStyledItemDelegate):
    """Values that are repeated are muted; a stronger line stands between documents."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        rect: QRect = option.rect
        box, colours = QRectF(rect), current_theme().colours
        key, _, of_item = model.columns[index.column()]
        row = model.row(index.row())
        painter.save()
        view = option.widget
        assert isinstance(view, QTableView)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            painter.fillRect(box, colours.accent_soft)
        last = index.row() + 1 < model.rowCount() and model.row(index.row() + 1).first
        painter.setPen(QPen(colours.line_strong if last and model.by_item else colours.line, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(box.topRight(), box.bottomRight())
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        text = " ".join(row.cells[index.column()].split())
        repeated = not of_item and not row.first
        ink = colours.muted if repeated else colours.text
        if key == STATUS:
            icon, ink = ("eye", colours.warn_ink) if row.marked else ("circle-check", colours.ok_ink)
            paint_icon(painter, icon, ink, QRectF(inner.x(), inner.y(), 14, inner.height()), 14)
            inner.adjust(19, 0, 0, 0)
        font = make_font(TextStyle.SMALL_STRONG if key == STATUS else TextStyle.SMALL)
        painter.setFont(font)
        painter.setPen(ink)
        right = model.kinds.get(key) in _RIGHT
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class _Head(QHeaderView):
    def __init__(self, orientation: Qt.Orientation, view: QTableView) -> None:
        super().__init__(orientation, view)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_ROW)

    def sizeHint(self) -> QSize:
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(_GUTTER, super().sizeHint().height())
        return QSize(super().sizeHint().width(), _HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = current_theme().colours
        model = self.model()
        text = str(model.headerData(section, self.orientation()) or "")
        painter.save()
        painter.fillRect(rect, colours.bg)
        across = self.orientation() == Qt.Orientation.Horizontal
        box = QRectF(rect)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        font = make_font(TextStyle.SMALL_STRONG if across else TextStyle.SMALL)
        painter.setFont(font)
        painter.setPen(colours.text if across else colours.muted)
        inner = box.adjusted(_PAD, 0, -_PAD if across else -6, 0)
        right = not across
        if across and isinstance(model, SheetModel):
            right = model.kinds.get(model.columns[section][0]) in _RIGHT
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class SheetView(QTableView):
    """One stop of the tab order; arrows scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setModel(SheetModel())
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(tr("Preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        vertical = _Head(Qt.Orientation.Vertical, self)
        self.setVerticalHeader(vertical)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(_ROW)
        vertical.setFixedWidth(_GUTTER)

    def show_sheet(self, sheet: PreviewSheet, columns: Columns) -> None:
        """Show these rows; where it was scrolled to stays."""
        model = self.model()
        assert isinstance(model, SheetModel)
        place = self.horizontalScrollBar().value()
        same = [c.column.key for c in model.sheet.columns if c.picked] == [
            c.column.key for c in sheet.columns if c.picked
        ]
        model.set_sheet(sheet, columns)
        small, strong = (QFontMetrics(make_font(s)) for s in (TextStyle.SMALL, TextStyle.SMALL_STRONG))
        for at, (key, header, _) in enumerate(model.columns):
            texts = (" ".join(row.cells[at].split())[:60] for row in sheet.rows)
            width = max((small.horizontalAdvance(text) for text in texts), default=0)
            width = max(width + (24 if key == STATUS else 0), strong.horizontalAdvance(header))
            self.setColumnWidth(at, min(max(width + 2 * _PAD + 2, _WIDTHS[0]), _WIDTHS[1]))
        if same:
            self.horizontalScrollBar().setValue(place)


class PreviewPane(QStackedWidget):
    """Rows, text, or why there is neither."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetView()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(make_font(TextStyle.SMALL))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("Preview"))
        self.text.setTabChangesFocus(True)
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.sheet)
        self._none = EmptyState("table", tr("No rows"), tr("Nothing would be written with these choices."))
        self._frame = frame
        for widget in (frame, self.text, self._none):
            self.addWidget(widget)

    def show_rows(self, shown: FirstRows | IngestError, columns: Columns) -> None:
        """What the store answered."""
        if isinstance(shown, IngestError):
            self.text.setPlainText(said_error(shown))
            self.setCurrentWidget(self.text)
        elif shown.lines:
            self.text.setPlainText("\n".join(shown.lines))
            self.setCurrentWidget(self.text)
        elif shown.sheet.rows:
            self.sheet.show_sheet(shown.sheet, columns)
            self.setCurrentWidget(self._frame)
        else:
            self.setCurrentWidget(self._none)
