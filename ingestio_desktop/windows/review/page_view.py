"""The pages of one document under a person's hands: a click fills a field, a dragged box is read, words are
selected and copied, what was searched for is lit up.

Stands alone: it is given sizes, pictures, boxes and words, and says by signals what it needs and what a
person did. Positions in its signals are PDF points on the upright page, origin at the top left.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ingestio_core.contracts.extractions import PageSize
from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.review.page_boxes import PageBox, faded
from ingestio_desktop.windows.review.page_canvas import PageCanvas
from ingestio_desktop.windows.review.page_fit import Fit
from ingestio_desktop.windows.review.page_hits import PageHits, paint_selection
from ingestio_desktop.windows.review.page_selection import PageSelection, Spot
from ingestio_desktop.workers.pages import Found, Word

__all__ = ["Fit", "PageView", "Tool"]

_DRAG_FROM: Final = 6
"""Pixels; a shorter way is a click."""
_ROLL_MS: Final = 30
"""While the mouse is held beyond the edge, the page goes on under it."""
_ROLL_PART: Final = 0.4
_THIRD_CLICK: Final = 3


class Tool(StrEnum):
    """What the left mouse button does: fill the field in focus, or select text."""

    FILL = "fill"
    TEXT = "text"


class PageView(PageCanvas):
    """`copied` carries a text that is in the clipboard now."""

    box_clicked = Signal(str)
    box_hovered = Signal(str)
    """The pointer under the mouse, or an empty string."""
    point_clicked = Signal(int, float, float)
    area_drawn = Signal(int, float, float, float, float)
    words_needed = Signal(int)
    """A page, from 1, of which the words are wanted: `set_words`, or `words_failed`."""
    copied = Signal(str)
    tool_changed = Signal(str)
    """Which `Tool` it is now."""
    left = Signal()
    """Esc: the person is done here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages of the document"))
        self.setAccessibleDescription(
            tr("Page Up and Page Down scroll, Home and End go to the ends, Ctrl with plus and minus zooms")
        )
        # By F6 only: a click into the page fills the field that has the focus, which stays there.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._tool = Tool.FILL
        self._selection = PageSelection()
        self._hits = PageHits()
        self._press: QPoint | None = None
        self._pressed_at = QPointF()
        self._pan: tuple[QPoint, int, int] | None = None
        self._drawn: QRect | None = None
        self._selecting = False
        self._copying = False
        self._clicks = 0
        self._click_timer = QTimer(self)
        self._click_timer.setSingleShot(True)
        self._mouse = QPoint()
        self._roll = QTimer(self)
        self._roll.setInterval(_ROLL_MS)
        self._roll.timeout.connect(self._roll_on)

    # -- what is shown

    def set_document(self, sizes: Sequence[PageSize], empty_text: str = "") -> None:
        self._selection.clear_words()
        self._hits.clear()
        self._press = self._drawn = self._pan = None
        self._selecting = self._copying = False
        self._roll.stop()
        # A click fills again: with another document nobody thinks of the tool that was taken for this one.
        self.set_tool(Tool.FILL)
        super().set_document(sizes, empty_text)

    @property
    def tool(self) -> Tool:
        """What the left mouse button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """With the tool for text the page takes the focus, so that keys and Ctrl+C go to it."""
        if tool is self._tool:
            return
        self._tool = tool
        self._press = self._drawn = None
        if tool is Tool.TEXT:
            self._selection.ask_again()
            self._need_words()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._selection.clear()
        self._show_cursor(self._mouse)
        self.viewport().update()
        self.tool_changed.emit(tool.value)

    def set_words(self, page: int, words: Sequence[Word]) -> None:
        """The words of a page that were asked for, in reading order."""
        self._selection.put(page, words)
        if self._copying and not self._selection.missing():
            self.copy()
        self.viewport().update()

    def words_failed(self, page: int) -> None:
        """The words of a page can't be had now."""
        self._selection.fail(page)
        if self._copying and not self._selection.missing():
            self.copy()

    @property
    def words_kept(self) -> int:
        """Of how many pages the words are at hand."""
        return self._selection.pages_kept

    def selected_text(self) -> str:
        """What is selected, as it is copied."""
        return self._selection.text()

    def copy(self) -> None:
        """Put what is selected into the clipboard, as soon as its words are here; nothing where nothing is
        selected."""
        missing = self._selection.missing()
        self._copying = bool(missing)
        if missing:
            for page in missing:
                self._ask_words(page)
            return
        text = self._selection.text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text)
            self._say(tr("Copied"))

    def select_all(self) -> None:
        """All text of the page in the middle of the view."""
        if self._selection.select_page(self.current_page):
            self._selection_changed()

    def set_found(self, page: int, found: Sequence[Found]) -> None:
        """What was found on a page."""
        self._hits.put(page, found)
        self.viewport().update()

    def clear_found(self) -> None:
        """Nothing is searched for."""
        self._hits.clear()
        self.viewport().update()

    def show_found(self, found: Found) -> None:
        """Make this the one that is looked at, and scroll to it."""
        self._hits.current = found
        if 1 <= found.page <= len(self._layout.sizes) and found.boxes:
            self._ensure_visible(self._layout.place(found.page, found.boxes[0], 8))
        self.viewport().update()

    # -- painting

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        self._hits.paint(painter, self._layout, page)
        paint_selection(painter, self._layout, page, self._selection.bars(page))
        if self._tool is Tool.TEXT:
            self._ask_words(page)

    def _paint_over(self, painter: QPainter) -> None:
        if self._drawn is not None:
            colours = current_theme().colours
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(faded(colours.accent, 40))
            painter.drawRect(QRectF(self._drawn).translated(self._scroll()))

    # -- words

    def _need_words(self) -> None:
        for page in self._pages_in_sight():
            self._ask_words(page)

    def _ask_words(self, page: int) -> None:
        if self._selection.ask(page):
            # Not while it is painted: who answers may do so at once.
            QTimer.singleShot(0, self, lambda: self.words_needed.emit(page))

    def _spot_at(self, position: QPoint) -> Spot | None:
        there = self._to_page(position)
        return self._selection.nearest(there[0], there[1].x(), there[1].y()) if there else None

    def _word_at(self, position: QPoint) -> Spot | None:
        there = self._to_page(position)
        return self._selection.word_at(there[0], there[1].x(), there[1].y()) if there else None

    def _selection_changed(self) -> None:
        self.viewport().update()
        end = self._selection.end
        box = self._selection.box(end) if end is not None else None
        if end is not None and box is not None and not self._selecting:
            self._ensure_visible(self._layout.place(end.page, box, 2))
            self._say(self._selection.words(end.page)[end.word].text)

    def _say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self._tool is Tool.TEXT and self._text_key(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.show_page(1 if event.key() == Qt.Key.Key_Home else len(self._layout.sizes))
        elif event.key() == Qt.Key.Key_Escape and self._press is not None:
            self._press = self._drawn = None
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def _text_key(self, event: QKeyEvent) -> bool:
        """Whether a key was one of those that select."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape:
            if self._selection.is_empty:
                self.set_tool(Tool.FILL)
                self.left.emit()
            else:
                self._selection.clear()
                self.viewport().update()
        elif event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            spot = self._go(event.key())
            if spot is not None:
                extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._selection.extend(spot) if extend else self._selection.select(spot, spot)
                self._selection_changed()
        else:
            return False
        return True

    def _go(self, key: int) -> Spot | None:
        """The word that an arrow key leads to; the first one in sight where there was none yet."""
        here = self._selection.end
        if here is None or self._selection.box(here) is None:
            middle = self._to_page(QPoint(self.viewport().width() // 2, 0))
            return self._selection.nearest(self.current_page, 0.0, middle[1].y()) if middle else None
        pages = len(self._layout.sizes)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if 1 <= here.page + step <= pages:
                self._ask_words(here.page + step)
            return self._selection.beside(here, step, pages)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._selection.line_end(here, 1 if key == Qt.Key.Key_End else -1)
        step = 1 if key == Qt.Key.Key_Down else -1
        return self._selection.below(here, step) or self._selection.beside(
            self._selection.line_end(here, step), step, pages
        )

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        self._mouse = position
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = (position, self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and self._broken_at(position):
            self.retry()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press = position
            self._pressed_at = self._scroll() + QPointF(position)
            if self._tool is Tool.TEXT:
                self._begin_selecting(position, event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is not Tool.TEXT or event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            return
        spot = self._word_at(event.position().toPoint())
        if spot is not None:
            self._selection.select(spot, spot)
            self._clicks = 2
            self._click_timer.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        self._mouse = position
        if self._pan is not None:
            start, horizontal, vertical = self._pan
            self.horizontalScrollBar().setValue(horizontal - position.x() + start.x())
            self.verticalScrollBar().setValue(vertical - position.y() + start.y())
        elif self._press is not None:
            self._drag(position)
            if self.viewport().rect().contains(position):
                self._roll.stop()
            elif not self._roll.isActive():
                self._roll.start()
        else:
            self._show_cursor(position)
            box = self._box_at(position)
            pointer = box.pointer if box else ""
            if pointer != self._boxes.hovered:
                self.hover_box(pointer)
                self.box_hovered.emit(pointer)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._boxes.hovered and self._press is None:
            self.hover_box("")
            self.box_hovered.emit("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None and event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None
            self._show_cursor(event.position().toPoint())
            return
        press, drawn = self._press, self._drawn
        if event.button() != Qt.MouseButton.LeftButton or press is None:
            return
        self._press = self._drawn = None
        self._roll.stop()
        if self._tool is Tool.TEXT:
            self._selecting = False
        elif drawn is not None:
            self._finish_drawing(drawn)
        elif (box := self._box_at(press)) is not None:
            self.box_clicked.emit(box.pointer)
        elif (spot := self._to_page(press)) is not None:
            self.point_clicked.emit(spot[0], spot[1].x(), spot[1].y())
        self.viewport().update()

    def _begin_selecting(self, position: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = self._spot_at(position)
        third = self._clicks + 1 == _THIRD_CLICK and self._click_timer.isActive()
        self._clicks = 0
        if spot is None:
            self._selection.clear()
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._selection.extend(spot)
        elif third:
            self._selection.select_line(spot)
        else:
            self._selection.clear()
            self._selection.start = spot
        self._selecting = not third
        self.viewport().update()

    def _drag(self, position: QPoint) -> None:
        if self._press is None or (
            self._drawn is None and (position - self._press).manhattanLength() < _DRAG_FROM
        ):
            return
        if self._tool is Tool.TEXT:
            spot = self._spot_at(position) if self._selecting else None
            if spot is not None:
                self._selection.extend(spot)
        else:
            # What was pressed on stays under the corner when the page goes on.
            corner = (self._pressed_at - self._scroll()).toPoint()
            self._drawn = QRect(corner, position).normalized()
        self.viewport().update()

    def _roll_on(self) -> None:
        view = self.viewport().rect()
        for bar, at, first, last in (
            (self.horizontalScrollBar(), self._mouse.x(), view.left(), view.right()),
            (self.verticalScrollBar(), self._mouse.y(), view.top(), view.bottom()),
        ):
            over = min(0, at - first) + max(0, at - last)
            bar.setValue(bar.value() + round(over * _ROLL_PART))
        self._drag(self._mouse)

    def _box_at(self, position: QPoint) -> PageBox | None:
        return self._boxes.at(self._layout, self._scroll() + QPointF(position))

    def _broken_at(self, position: QPoint) -> bool:
        there = self._to_page(position)
        return there is not None and self._images.is_blank(there[0])

    def _show_cursor(self, position: QPoint) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._broken_at(position):
            shape = Qt.CursorShape.PointingHandCursor
        elif self._tool is Tool.TEXT:
            shape = Qt.CursorShape.IBeamCursor
        elif self._box_at(position) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def _finish_drawing(self, drawn: QRect) -> None:
        """What was drawn is read from the page on which it was begun."""
        page = self._layout.page_at(self._pressed_at.y())
        inverse, possible = self._layout.to_canvas(page).inverted() if page else (None, False)
        if inverse is None or not possible:
            return
        size = self._layout.sizes[page - 1]
        area = inverse.mapRect(QRectF(drawn).translated(self._scroll())) & QRectF(
            0, 0, size.width, size.height
        )
        if not area.isEmpty():
            self.area_drawn.emit(page, area.left(), area.top(), area.right(), area.bottom())


_ARROWS: Final = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
