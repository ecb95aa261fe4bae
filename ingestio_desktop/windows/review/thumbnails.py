"""The pages as small pictures: which one is shown, and how much is to be checked on each."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number

_PICTURE: Final = QSize(56, 78)
_CELL: Final = QSize(86, 116)
_ASK_AFTER_MS: Final = 120
"""The page itself comes first."""
_BROKEN_INK: Final = QColor("#586174")
"""Sheets are white in both themes."""
_KEPT: Final = 120
"""Pictures; those farthest from the last one that came go first."""

Index = QModelIndex | QPersistentModelIndex


class Thumbnails(QListView):
    """One entry a page; the current one has the accent."""

    page_chosen = Signal(int)
    picture_needed = Signal(int)
    """A page, from 1, that is in sight here and has no picture yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Page thumbnails"))
        self.setObjectName("thumbnails")
        self.setFixedWidth(96)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Pages are reached by Page Up and Page Down on the page itself; a click keeps the field's focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = _Pages(self)
        self.setModel(self._pages)
        self.setItemDelegate(_PageDelegate(self))
        self.clicked.connect(lambda index: self.page_chosen.emit(index.row() + 1))
        self._asked: set[int] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_ASK_AFTER_MS)
        self._asking.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._asking.start())

    def count(self) -> int:
        return self._pages.rowCount()

    def set_document(self, pages: int) -> None:
        """Another document, without any picture yet."""
        self._asked.clear()
        self._pages.reset(pages)
        self.verticalScrollBar().setValue(0)
        if pages > 1:
            self._asking.start()

    def set_to_check(self, counts: Sequence[int]) -> None:
        """How many values of each page need a look."""
        self._pages.set_counts(counts)

    def set_image(self, page: int, image: QImage) -> None:
        """The picture of a page, any size; the first one is kept."""
        if 1 <= page <= self.count() and not self._pages.has_picture(page - 1):
            ratio = self.devicePixelRatioF()
            small = image.scaled(
                _PICTURE * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            self._pages.set_picture(page - 1, QPixmap.fromImage(small))

    def set_broken(self, page: int) -> None:
        """A page that can't be drawn: a sign stands in its place."""
        if 1 <= page <= self.count():
            self._pages.set_broken(page - 1)

    def has_image(self, page: int) -> bool:
        return self._pages.has_picture(page - 1)

    def picture(self, page: int) -> QPixmap | None:
        """The small picture of a page, if it is here."""
        return self._pages.picture(page - 1)

    @property
    def pictures_kept(self) -> int:
        return self._pages.kept

    def show_current(self, page: int) -> None:
        """Follow the page view."""
        index = self._pages.index(page - 1)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.count() > 1:
            self._asking.start()

    def _ask(self) -> None:
        first = self.indexAt(self.viewport().rect().topLeft())
        row = max(0, first.row())
        for at in range(row, min(self.count(), row + self.viewport().height() // _CELL.height() + 2)):
            if not self._pages.has_picture(at) and at not in self._asked:
                self._asked.add(at)
                self.picture_needed.emit(at + 1)
        # Whoever comes back to a picture that was dropped gets it again.
        self._asked &= set(range(row - _KEPT, row + _KEPT))


class _Pages(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._total = 0
        self._counts: tuple[int, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self._broken: set[int] = set()

    def reset(self, total: int) -> None:
        self.beginResetModel()
        self._total = total
        self._counts = ()
        self._pictures.clear()
        self._broken.clear()
        self.endResetModel()

    def set_counts(self, counts: Sequence[int]) -> None:
        if tuple(counts) != self._counts and self._total:
            self._counts = tuple(counts)
            self.dataChanged.emit(self.index(0), self.index(self._total - 1))

    @property
    def kept(self) -> int:
        return len(self._pictures)

    def set_broken(self, row: int) -> None:
        self._broken.add(row)
        self.dataChanged.emit(self.index(row), self.index(row))

    def is_broken(self, row: int) -> bool:
        return row in self._broken

    def set_picture(self, row: int, picture: QPixmap) -> None:
        self._broken.discard(row)
        self._pictures[row] = picture
        if len(self._pictures) > _KEPT:
            del self._pictures[max(self._pictures, key=lambda other: abs(other - row))]
        self.dataChanged.emit(self.index(row), self.index(row))

    def has_picture(self, row: int) -> bool:
        return row in self._pictures

    def picture(self, row: int) -> QPixmap | None:
        return self._pictures.get(row)

    def to_check(self, row: int) -> int:
        return self._counts[row] if row < len(self._counts) else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own signature
        return 0 if parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        page, count = index.row() + 1, self.to_check(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            if self.is_broken(index.row()):
                return tr("Page {page} cannot be shown", page=number(page))
            if count:
                return tr("Page {page}, %n value(s) to check", "", count, page=number(page))
            return tr("Page {page}", page=number(page))
        return None


class _PageDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, _Pages)
        assert isinstance(view, QListView)
        colours = current_theme().colours
        current = index.row() == view.currentIndex().row()
        picture, cell = model.picture(index.row()), QRectF(option.rect)
        size = picture.deviceIndependentSize() if picture is not None else _PICTURE.toSizeF()
        sheet = QRectF(0, 0, round(size.width()), round(size.height()))
        sheet.moveTopLeft((cell.center() - sheet.center()).toPoint().toPointF())
        sheet.moveTop(cell.top() + 12 + (_PICTURE.height() - sheet.height()) // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if picture is not None:
            painter.drawPixmap(sheet.topLeft(), picture)
        elif model.is_broken(index.row()):
            paint_icon(painter, "file-warning", _BROKEN_INK, sheet, 20)
        painter.setPen(QPen(colours.accent if current else colours.line_strong, 2 if current else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = 2.0 if current else 0.5
        painter.drawRoundedRect(sheet.adjusted(-out, -out, out, out), 3, 3)
        count = model.to_check(index.row())
        if count:
            painter.setFont(make_font(TextStyle.TINY_STRONG))
            text = str(count) if count < 100 else "99+"
            width = max(18, painter.fontMetrics().horizontalAdvance(text) + 10)
            badge = QRectF(sheet.right() - width + 8, sheet.top() - 8, width, 18)
            painter.setPen(QPen(colours.surface, 2))
            painter.setBrush(colours.bad)
            painter.drawRoundedRect(badge.adjusted(-1, -1, 1, 1), 10, 10)
            painter.setPen(QColor(colours.on_bad))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(colours.accent_ink if current else colours.muted)
        painter.setFont(make_font(TextStyle.SMALL_STRONG if current else TextStyle.SMALL))
        below = QRectF(cell.left(), cell.top() + 12 + _PICTURE.height() + 4, cell.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()
