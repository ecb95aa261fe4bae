"""The cells of the grid on screen: painted by itself, so that ten thousand rows cost what is seen of them."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QToolTip, QWidget

from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.presenters.grid_words import CellTexts, Sum, document_word, sum_words
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.words import STATE_WORDS, FieldWord
from ingestio_desktop.windows.grid.editor import CellEditor
from ingestio_desktop.windows.grid.footer import GridFooter
from ingestio_desktop.windows.grid.geometry import (
    DOCUMENT,
    FIRST,
    FOOTER,
    FROZEN_WIDTH,
    HEADER,
    ROW,
    STATE,
    Geometry,
)
from ingestio_desktop.windows.grid.hands import GridHands
from ingestio_desktop.windows.grid.header import GridHeader
from ingestio_desktop.windows.grid.keyboard import GridKeyboard
from ingestio_desktop.windows.grid.painting import GridPainting
from ingestio_desktop.windows.grid.selection import Selection

_WHEEL: Final = 40


class GridView(QAbstractScrollArea):
    """One stop in the tab order; arrows move within. `moved` when one stands in another cell, `opened` for a
    document to review."""

    accessible_role = QAccessible.Role.Table

    moved = Signal()
    opened = Signal(object)
    marks_changed = Signal()
    menu_asked = Signal(QPoint)
    escaped = Signal()

    def __init__(self, presenter: GridPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.cells = Geometry()
        self.selection = Selection()
        self.texts = CellTexts(presenter.layout, presenter.editing)
        self.hands = GridHands(presenter, self.texts, self.cells, self.selection, self)
        self.painting = GridPainting(self)
        self._pressed = False
        self._standing: UUID | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Documents and their values"))
        self.setViewportMargins(0, HEADER, 0, FOOTER)
        self.header = GridHeader(self.cells, self)
        self.footer = GridFooter(self.cells, self)
        self.editor = CellEditor(self.viewport())
        self.keyboard = GridKeyboard(self)
        # Over the cells' right edge, so that it takes no room from them.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._bar.setValue)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(ROW)
        self.horizontalScrollBar().setSingleStep(_WHEEL)
        self.header.sort_asked.connect(self._sort)
        self.header.resized.connect(presenter.layout.resize)
        self.editor.finished.connect(self.keyboard.finish)
        self.editor.given_up.connect(self.keyboard.give_up)
        presenter.layout.changed.connect(self._columns_changed)
        presenter.order_changed.connect(self._order_changed)
        presenter.rows_changed.connect(self._rows_changed)
        presenter.facts_changed.connect(self.show_facts)
        presenter.in_sight = self.in_sight
        self.destroyed.connect(presenter.forget_sight)
        current_theme().changed.connect(self._theme_changed)
        self._columns_changed()

    # -- what is shown

    def start(self) -> None:
        """Another batch."""
        self.keyboard.finish(0, 0)
        self.selection.marked.clear()
        self._standing = None
        self.selection.go(0, FIRST)
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._order_changed()

    def in_sight(self) -> Iterator[UUID]:
        """The documents whose rows are seen."""
        order = self.presenter.order
        return (order[row] for row in self.cells.rows_between(self.viewport().height()) if row < len(order))

    def current_id(self) -> UUID | None:
        """The document that one stands in."""
        row = self.presenter.row(self.selection.row)
        return row.id if row is not None else None

    def marked(self) -> tuple[UUID, ...]:
        """Marked rows that are shown, in their order."""
        wanted = self.selection.marked
        return tuple(key for key in self.presenter.order if key in wanted) if wanted else ()

    def chosen_ids(self) -> tuple[UUID, ...]:
        """Marked rows, else those of the selected block."""
        rows = (self.presenter.row(row) for row in self.selection.rows)
        return self.marked() or tuple(row.id for row in rows if row is not None)

    def show_facts(self) -> None:
        """Sums of what is shown."""
        presenter = self.presenter
        facts = presenter.facts
        label = tr("Sum of %n read document(s)", "", facts.read)
        if presenter.filtered:
            label = tr("Sum of %n document(s) shown", "", facts.read)
        sums: dict[str, Sum] = {}
        for column in self.cells.columns:
            if column.key in facts.sums:
                sums[column.key] = sum_words(facts.sums[column.key], column)
        self.footer.show_sums(label, sums)

    def _sort(self, key: str) -> None:
        self.keyboard.finish(0, 0)
        self.presenter.sort(key)

    def _columns_changed(self) -> None:
        self.keyboard.finish(0, 0)
        here = self.hands.column(self.selection.column)
        self.cells.set_columns(self.presenter.layout.shown)
        places = [column.key for column in self.cells.columns]
        if here is not None and here.key in places:
            # One stays in the column, not in the place that it had.
            self.selection.go(self.selection.row, FIRST + places.index(here.key))
        self.selection.keep_within(self.cells.rows, self.cells.count)
        self._fit_bars()
        self.show_facts()
        self.update_all()

    def _order_changed(self) -> None:
        standing, kept = self._standing, self.editor.isVisible()
        self.cells.rows = len(self.presenter.order)
        self.header.show_query(self.presenter.query)
        place = self.presenter.place_of(standing) if standing is not None else -1
        if place >= 0 and place != self.selection.row:
            # One stays with the document, not with the place that it had.
            self.selection.go(place, self.selection.column)
            self.reveal()
        elif kept and place < 0:
            # Filtered out, or deleted; then the store says that it takes nothing.
            self.keyboard.finish(0, 0)
        if self.editor.isVisible():
            self.keyboard.place_editor()
        self.selection.keep_within(self.cells.rows, self.cells.count)
        self._fit_bars()
        self._note_standing()
        self.update_all()

    def _rows_changed(self, ids: frozenset[UUID]) -> None:
        width = self.viewport().width()
        for row in self.cells.rows_between(self.viewport().height()):
            if row < len(self.presenter.order) and self.presenter.order[row] in ids:
                self.viewport().update(0, row * ROW - self.cells.top, width, ROW)
        if self.current_id() in ids:
            self.moved.emit()

    def update_all(self) -> None:
        for widget in (self.viewport(), self.header, self.footer):
            widget.update()

    def _theme_changed(self) -> None:
        self.texts.forget()
        self.update_all()

    # -- where one stands

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Stand in a cell, which is scrolled into view."""
        row = min(max(0, row), max(0, self.cells.rows - 1))
        column = min(max(0, column), self.cells.count - 1)
        alone = self.selection.single and not extend
        before = self.current_rect()
        self.selection.go(row, column, extend=extend)
        self.reveal()
        self._note_standing()
        words = self.hands.selected_words()
        self.footer.show_range(words.text if words is not None else "")
        if alone:
            for rect in (before, self.current_rect()):
                self.viewport().update(rect.adjusted(-2, -2, 2, 2))
        else:
            self.viewport().update()
        self._describe()
        self.moved.emit()

    def reveal(self) -> None:
        """Scroll to the cell in focus."""
        row, column = self.selection.row, self.selection.column
        room, bar = self.viewport().height(), self.verticalScrollBar()
        top = row * ROW
        if top < bar.value():
            bar.setValue(top)
        elif top + ROW > bar.value() + room:
            bar.setValue(top + ROW - room)
        if column >= FIRST and column < self.cells.count:
            left, width = self.cells.span(column)
            side = self.horizontalScrollBar()
            if left < FROZEN_WIDTH:
                side.setValue(side.value() - (FROZEN_WIDTH - left))
            elif left + width > self.viewport().width():
                side.setValue(side.value() + left + width - self.viewport().width())

    def current_rect(self) -> QRect:
        """The cell in focus, in the viewport."""
        return self.cells.rect(self.selection.row, self.selection.column)

    def _note_standing(self) -> None:
        here = self.current_id()
        if here != self._standing:
            self._standing = here
            # The rows that one has left are saved.
            self.presenter.editing.leave(here)

    def _describe(self) -> None:
        """Screen readers say the cell in focus."""
        row, column = self.selection.row, self.selection.column
        found, shown = self.presenter.row(row), self.hands.column(column)
        if found is None:
            return
        said = [self.header.title(column), self.hands.text(row, column)]
        if shown is not None:
            cell = self.texts.cell(found, shown)
            said += [STATE_WORDS[FieldWord(cell.state.value)].word] if cell.state is not None else []
            said += [cell.problem] if cell.problem else []
        said += [tr("row {row} of {rows}", row=number(row + 1), rows=number(self.cells.rows)), found.filename]
        self.setAccessibleDescription(", ".join(said))

    # -- scrolling

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        self.header.setGeometry(0, 0, width, HEADER)
        self.footer.setGeometry(0, HEADER + self.viewport().height(), width, FOOTER)
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(width - wide, HEADER, wide, self.viewport().height())
        self._fit_bars()
        self.reveal()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.cells.left = self.horizontalScrollBar().value()
        self.cells.top = self.verticalScrollBar().value()
        if self.editor.isVisible():
            self.keyboard.place_editor()
        self.update_all()
        self.moved.emit()

    def _fit_bars(self) -> None:
        room = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        # The bar over the right edge hides nothing that can't be scrolled to.
        over = self._bar.sizeHint().width() if self.cells.height > room.height() else 0
        whole = FROZEN_WIDTH + self.cells.width
        across.setRange(0, whole + over - room.width() if whole > room.width() else 0)
        across.setPageStep(max(1, room.width() - FROZEN_WIDTH))
        down.setRange(0, max(0, self.cells.height - room.height()))
        down.setPageStep(max(ROW, room.height() - ROW))
        self._bar.setRange(down.minimum(), down.maximum())
        self._bar.setPageStep(down.pageStep())
        self._bar.setSingleStep(ROW)
        self._bar.setVisible(down.maximum() > 0)
        self.cells.left, self.cells.top = across.value(), down.value()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painting.paint(self.viewport(), event.rect())

    # -- what a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self.keyboard.tab(event):
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.cells.cell_at(event.position().toPoint())
        if found is None:
            return
        row, column = found
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if column < 0:
            self.keyboard.mark(row, extend=extend, add=add)
            return
        if event.button() == Qt.MouseButton.RightButton and self.selection.holds(row, column):
            return
        if not add:
            self.keyboard.unmark()
        self._pressed = event.button() == Qt.MouseButton.LeftButton
        self.go(row, column, extend=extend)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed:
            found = self.cells.cell_at(event.position().toPoint())
            if found is not None and found[1] >= 0 and found != (self.selection.row, self.selection.column):
                self.go(*found, extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, False
        row = self.presenter.row(self.selection.row)
        both = row is not None and row.set_aside is not None
        if pressed and both and self.selection.single and self.selection.column == STATE:
            # "Compare" leads to both sides.
            self.keyboard.open_document()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.cells.cell_at(event.position().toPoint())
        if found is None or found[1] < 0:
            return
        if found[1] < FIRST:
            self.keyboard.open_document()
        else:
            self.keyboard.edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.current_rect().bottomLeft())
        self.menu_asked.emit(where)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self.viewport())
            return True
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.presenter.keep_still(event.type() == QEvent.Type.Enter or self.editor.isVisible())
        return super().viewportEvent(event)

    def _tip(self, spot: QPoint) -> str:
        found = self.cells.cell_at(spot)
        row = self.presenter.row(found[0]) if found is not None else None
        if found is None or row is None:
            return ""
        if found[1] < 0:
            if self.presenter.editing.unsaved(row.id):
                return tr("Not saved yet: it is when you leave the row")
            return tr("Not saved yet") if row.drafted else ""
        shown = self.hands.column(found[1])
        if shown is None:
            return row.filename if found[1] == DOCUMENT else document_word(row).word
        cell = self.texts.cell(row, shown)
        if cell.problem or cell.state is None:
            return cell.problem
        word = STATE_WORDS[FieldWord(cell.state.value)].word
        return f"{word}: {cell.text}" if cell.text else word

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.viewport().update()
        self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self.moved.emit()
