"""The boxes around the values that were read from a document: where they lie, how they look."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import Box
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.page_layout import PageLayout

_PADDING: Final = 3.0
"""Points by which a box stands off from its words."""
# Boxes lie on a page that is light in both themes, so they take the light palette's colours.
_ACCENT: Final = QColor("#2F6FED")
_STATE_COLOURS: Final = {
    FieldState.NEEDS_LOOK: QColor("#B25E09"),
    FieldState.RULE_FAILED: QColor("#C2331F"),
}


@dataclass(frozen=True, slots=True)
class PageBox:
    """The place of one value. `page` counts from 1, `box` is in points; `pointer` is the JSON
    Pointer of the value and `label` the words shown above the box when it is in focus. Cells of one `table`
    have a frame around all of them, and a box of their own only where one is to look."""

    pointer: str
    page: int
    box: Box
    state: FieldState
    label: str
    table: str = ""


class PageBoxes:
    """All boxes of a document, the one in focus and the one under the mouse."""

    def __init__(self) -> None:
        self.shown = True
        """Whether boxes of fields that are not in focus are drawn."""
        self.focused = ""
        self.hovered = ""
        self._boxes: tuple[PageBox, ...] = ()
        self._by_page: dict[int, list[PageBox]] = {}
        self._frames: dict[int, dict[str, Box]] = {}

    def clear(self) -> None:
        """For another document: no box, and none in focus or under the mouse."""
        self._boxes, self._by_page, self._frames = (), {}, {}
        self.focused = self.hovered = ""

    def replace(self, boxes: Iterable[PageBox], pages: int) -> bool:
        """Take other boxes, of which those beyond `pages` pages are never drawn; False where they
        are the same."""
        given = tuple(boxes)
        if given == self._boxes:
            return False
        self._boxes, self._by_page = given, {}
        for box in given:
            if 1 <= box.page <= pages:
                self._by_page.setdefault(box.page, []).append(box)
        self._frames = {page: _frames(there) for page, there in self._by_page.items()}
        return True

    def find(self, pointer: str) -> PageBox | None:
        """None for a value without a box on a page."""
        box = next((box for box in self._boxes if box.pointer == pointer), None)
        return box if box is not None and box.page in self._by_page else None

    def drawable(self, page: int) -> Iterable[PageBox]:
        """The boxes that are drawn on a page."""
        boxes = self._by_page.get(page, ())
        return boxes if self.shown else [box for box in boxes if box.pointer == self.focused]

    def at(self, layout: PageLayout, spot: QPointF) -> PageBox | None:
        """The smallest box around a spot of the canvas."""
        hits = [box for box in self.drawable(layout.page_at(spot.y())) if place(layout, box).contains(spot)]
        return min(hits, key=lambda box: _area(place(layout, box)), default=None)

    def paint(self, painter: QPainter, layout: PageLayout, box: PageBox, corner: QPointF) -> None:
        """Paint one box. `corner` is the canvas at the top left of the view: names stay in sight."""
        colour = _STATE_COLOURS.get(box.state, _ACCENT)
        focused = box.pointer == self.focused
        hovered = box.pointer == self.hovered
        if box.table and box.state is FieldState.SURE and not focused and not hovered:
            return
        rect = place(layout, box)
        painter.setBrush(faded(colour, 60 if hovered else 30))
        painter.setPen(QPen(_ACCENT if focused else colour, 2 if focused else 1.5 if hovered else 1))
        painter.drawRoundedRect(rect, 3, 3)
        if focused and box.label:
            # Above the whole table, as its header is: over the cell it would hide the row before.
            frame = self._frames[box.page].get(box.table)
            head = layout.place(box.page, frame, 2 * _PADDING).top() if frame is not None else rect.top()
            _paint_label(painter, rect, box.label, corner, head)

    def paint_frames(self, painter: QPainter, layout: PageLayout, page: int) -> None:
        """Paint the frames of the tables of a page."""
        if not self.shown:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_ACCENT, 1))
        for frame in self._frames.get(page, {}).values():
            painter.drawRoundedRect(layout.place(page, frame, 2 * _PADDING), 4, 4)


def place(layout: PageLayout, box: PageBox) -> QRectF:
    """Where a box lies on the canvas."""
    return layout.place(box.page, box.box, _PADDING)


def faded(colour: QColor, alpha: int) -> QColor:
    """The colour with an opacity of 0 to 255."""
    faded = QColor(colour)
    faded.setAlpha(alpha)
    return faded


def _paint_label(painter: QPainter, rect: QRectF, label: str, corner: QPointF, head: float) -> None:
    """Above `head`, else just above or below the box itself where there is no room in sight."""
    font = current_theme().font(TextStyle.SMALL_STRONG)
    painter.setFont(font)
    text = painter.fontMetrics().boundingRect(label)
    tag = QRectF(0, 0, text.width() + 12, 20)
    tag.moveBottomLeft(QPointF(max(rect.left(), corner.x()), head - 3))
    if tag.top() < corner.y():
        tag.moveBottom(rect.top() - 3)
    if tag.top() < corner.y():
        tag.moveTop(rect.bottom() + 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ACCENT)
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, label)


def _frames(boxes: Iterable[PageBox]) -> dict[str, Box]:
    """Around all cells of each table."""
    frames: dict[str, Box] = {}
    for cell in boxes:
        if cell.table:
            x0, y0, x1, y1 = frames.get(cell.table, cell.box)
            a0, b0, a1, b1 = cell.box
            frames[cell.table] = min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1)
    return frames


def _area(rect: QRectF) -> float:
    return rect.width() * rect.height()
