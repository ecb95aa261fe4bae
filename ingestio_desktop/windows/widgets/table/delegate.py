"""Draws the cells of a table: text, badges, bars, check boxes, the hover and focus of a row, row actions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ingestio_desktop.language import percent
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import Colours, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets.badge import as_word, paint_badge, paint_state_line
from ingestio_desktop.windows.widgets.progress import batch_parts, paint_progress
from ingestio_desktop.windows.widgets.table.model import (
    CellKind,
    Column,
    Index,
    ProgressCell,
    cell_text,
    progress_percent,
)

if TYPE_CHECKING:
    from ingestio_desktop.windows.widgets.table.view import TableView

PADDING: Final = 12
_EDGE: Final = 16
_ICON: Final = 16
_TALL: Final = 40
ACTION: Final = 26


@dataclass(frozen=True, slots=True)
class RowAction:
    """An icon at the end of a row; `always` shows it without hover or focus."""

    key: str
    icon: str
    name: str
    always: bool = False


class RowDelegate(QStyledItemDelegate):
    """One for each table; asks the view what is hovered and focused."""

    def __init__(self, view: "TableView[Any]") -> None:
        super().__init__(view)
        self._view = view
        self._body = make_font(TextStyle.BODY)
        self._strong = make_font(TextStyle.BUTTON)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, colours = self._view, current_theme().colours
        rect: QRect = option.rect
        row = view.rows.row(index)
        column = view.rows.columns[index.column()]
        painter.save()
        self._paint_ground(painter, QRectF(rect), index, row, colours)
        self._paint_cell(painter, QRectF(rect), column, row, index, colours)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, index: Index, row: object, colours: Colours
    ) -> None:
        view = self._view
        tint = view.row_ground(row) if view.row_ground is not None else ""
        current = index.row() == view.currentIndex().row()
        selected = view.is_selected(index)
        focused = current and view.hasFocus()
        if selected or focused or (current and view.keep_current):
            painter.fillRect(rect, colours.accent_soft)
        elif tint:
            painter.fillRect(rect, colours.named(tint))
        elif index.row() == view.hovered_row:
            painter.fillRect(rect, colours.hover)
        if view.ruled:
            left = rect.x() + (_EDGE if index.column() == 0 else 0)
            right = rect.right() - (_EDGE if index.column() == len(view.rows.columns) - 1 else 0)
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QPointF(left, rect.bottom() - 0.5), QPointF(right, rect.bottom() - 0.5))
        if focused and index.column() == 0:
            painter.fillRect(QRectF(rect.x(), rect.y(), 2, rect.height()), colours.accent)

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRectF,
        column: Column[Any],
        row: object,
        index: Index,
        colours: Colours,
    ) -> None:
        first = index.column() == 0
        inner = rect.adjusted(_EDGE if first else PADDING, 0, -PADDING, 0)
        if column.key == self._view.action_column:
            self._paint_actions(painter, rect, row, index, colours)
            return
        value = column.value(row)
        match column.kind:
            case CellKind.CUSTOM if column.paint is not None:
                column.paint(painter, inner, row, self._ink(column, row, colours))
            case CellKind.STATE if value is not None:
                paint_badge(painter, QPointF(rect.x() + 4, rect.center().y()), as_word(value))
            case CellKind.STATE_LINE if value is not None:
                paint_state_line(painter, inner, as_word(value), self._state_style())
            case CellKind.PROGRESS if isinstance(value, ProgressCell):
                self._paint_bar(painter, inner, value, colours)
            case CellKind.CHECK:
                paint_check(
                    painter, QRectF(rect.x() + _EDGE, rect.y(), 16, rect.height()), self._checked(index)
                )
            case _:
                self._paint_text(painter, inner, column, row, value, colours)

    def _state_style(self) -> TextStyle:
        # Compact rows are file lists, where the state is a sentence of its own.
        return TextStyle.BODY if self._view.row_height < _TALL else TextStyle.SMALL_STRONG

    def _checked(self, index: Index) -> Qt.CheckState:
        on = self._view.rows.is_checked(index)
        return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked

    def _ink(self, column: Column[Any], row: object, colours: Colours) -> QColor:
        tone = column.tone(row) if column.tone is not None else ""
        return colours.named(tone or "text")

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRectF,
        column: Column[Any],
        row: object,
        value: object,
        colours: Colours,
    ) -> None:
        ink = self._ink(column, row, colours)
        icon = column.icon(row) if column.icon is not None else ""
        if icon:
            front = colours.muted if ink == colours.text else ink
            paint_icon(painter, icon, front, QRectF(rect.x(), rect.y(), _ICON, rect.height()), _ICON)
            rect = rect.adjusted(_ICON + 10, 0, 0, 0)
        font = self._strong if column.strong else self._body
        painter.setFont(font)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        mode = Qt.TextElideMode.ElideMiddle if column.elide_middle else Qt.TextElideMode.ElideRight
        text = QFontMetrics(font).elidedText(cell_text(column, value), mode, int(rect.width()))
        # A file's name may hold line breaks; a row has one line.
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(rect, flags, text)

    def _paint_bar(self, painter: QPainter, rect: QRectF, cell: ProgressCell, colours: Colours) -> None:
        share = percent(progress_percent(cell))
        painter.setFont(make_font(TextStyle.SMALL))
        painter.setPen(colours.muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
        bar = QRectF(rect.x(), rect.center().y() - 3, max(24.0, rect.width() - 46), 6)
        parts = batch_parts(cell.completed, cell.failed, done=cell.done, cancelled=cell.cancelled)
        paint_progress(painter, bar, parts, cell.total)

    def _paint_actions(
        self, painter: QPainter, rect: QRectF, row: object, index: Index, colours: Colours
    ) -> None:
        view = self._view
        current = index.row() == view.currentIndex().row() and view.hasFocus()
        shown = index.row() == view.hovered_row or current
        for action, slot in zip(
            view.row_actions(row), action_slots(rect, len(view.row_actions(row))), strict=True
        ):
            if not (shown or action.always):
                continue
            over = index.row() == view.hovered_row and view.hovered_action == action.key
            if over:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.line)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawRoundedRect(slot, 6, 6)
            paint_icon(painter, action.icon, colours.text if over else colours.muted, slot, _ICON)


def action_slots(rect: QRectF, count: int) -> list[QRectF]:
    """Where the actions of a row stand, from the left, at the right edge of the cell."""
    start = rect.right() - 8 - count * ACTION
    top = rect.center().y() - ACTION / 2
    return [QRectF(start + i * ACTION, top, ACTION, ACTION) for i in range(count)]


def paint_check(painter: QPainter, rect: QRectF, state: Qt.CheckState) -> None:
    """A check box, vertically centred in `rect`."""
    colours = current_theme().colours
    box = QRectF(rect.x(), round(rect.center().y() - 8), 16, 16)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == Qt.CheckState.Unchecked:
        painter.setPen(QPen(colours.muted, 1))
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(box, 4, 4)
        icon = "check" if state == Qt.CheckState.Checked else "minus"
        paint_icon(painter, icon, colours.on_accent, box, 12)
    painter.restore()
