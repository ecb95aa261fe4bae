"""The side of the review with the pages: small ones, large ones, tools and search that float over them."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ingestio_core.contracts.extractions import Box
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review_checks import TO_CHECK
from ingestio_desktop.presenters.review_fields import boxed
from ingestio_desktop.presenters.review_search import PageSearch
from ingestio_desktop.windows.review.page_bar import PageTools
from ingestio_desktop.windows.review.page_boxes import PageBox
from ingestio_desktop.windows.review.page_search_bar import PageSearchBar
from ingestio_desktop.windows.review.page_view import PageView, Tool
from ingestio_desktop.windows.review.reading_sign import ReadingSign
from ingestio_desktop.windows.review.thumbnails import Thumbnails
from ingestio_desktop.windows.widgets.text import Rule
from ingestio_desktop.workers.pages import PageImage

_WIDE: Final = 320
_SLIM: Final = 240
"""The least width, with and without small pages: with the fields' own it just fits into the least window."""
_EDGE: Final = 16
"""Pixels by which what floats stands off from the edge of the page."""


class PagesPane(QWidget):
    """`page`, `thumbnails`, `tools` and `search` are connected with each other here."""

    search_wanted = Signal(str, int, int)
    """A text (empty to end the search), the number of pages, and the page to begin with."""
    thumbnails_shown_changed = Signal(bool)
    search_left = Signal()
    """The person closed the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_WIDE)
        self.thumbnails = Thumbnails(self)
        self.page = PageView(self)
        self.tools = PageTools(self.page)
        self.search = PageSearchBar(self.page)
        self.reading = ReadingSign(self.page)
        self._pages = 0
        self._thumbnails_shown = True
        self._narrow = False
        self._rule = Rule(vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self._rule)
        row.addWidget(self.page, 1)
        self.page.current_page_changed.connect(self.thumbnails.show_current)
        self.page.zoom_changed.connect(self.tools.show_zoom)
        self.thumbnails.page_chosen.connect(self.page.show_page)
        self.tools.zoom_in.connect(self.page.zoom_in)
        self.tools.zoom_out.connect(self.page.zoom_out)
        self.page.fit_changed.connect(self.tools.show_fit)
        self.page.tool_changed.connect(self.tools.show_tool)
        self.page.set_previews(self.thumbnails.picture)
        self.page.resized.connect(self.place_tools)
        self.tools.zoom_chosen.connect(self.page.set_zoom)
        self.tools.fit.connect(self.page.fit)
        self.tools.fit_page.connect(self.page.fit_page)
        self.tools.zoom_field.connect(self._zoom_to_field)
        self.tools.text.connect(lambda on: self.page.set_tool(Tool.TEXT if on else Tool.FILL))
        self.tools.search.connect(self.begin_search)
        self.search.searched.connect(
            lambda text: self.search_wanted.emit(text, self._pages, self.page.current_page)
        )
        self.tools.rotate.connect(self.page.rotate)
        self.tools.boxes.connect(self.page.set_boxes_shown)

    def show_document(self, document: ReviewDocument, pixels_per_point: float) -> None:
        """Show another document, of which the first page was asked for in this resolution."""
        pages = self._pages = len(document.page_sizes)
        self.search.hide()
        self.place_tools()
        self.page.set_document(document.page_sizes, "" if pages else _no_pages(document))
        if pages:
            self.page.expect_page_image(1, pixels_per_point)
        self.thumbnails.set_document(pages)
        self.tools.setVisible(pages > 0)
        self._show_thumbnails()

    @property
    def thumbnails_shown(self) -> bool:
        """Whether the small pages stand beside the large ones."""
        return self._thumbnails_shown

    def show_thumbnails(self, *, shown: bool) -> None:
        """Show the small pages, or leave their room to the large ones."""
        if shown != self._thumbnails_shown:
            self._thumbnails_shown = shown
            self._show_thumbnails()
            self.thumbnails_shown_changed.emit(shown)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the small pages out while the window has no room for them."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.setMinimumWidth(_SLIM if narrow else _WIDE)
            self._show_thumbnails()

    def _show_thumbnails(self) -> None:
        shown = self._pages > 0 and self._thumbnails_shown and not self._narrow
        for widget in (self.thumbnails, self._rule):
            widget.setVisible(shown)

    def show_boxes(self, document: ReviewDocument) -> None:
        """Show where the values stand, and on which pages there is something to check."""
        boxes = [
            PageBox(pointer, evidence.page, evidence.box, state, label, _table(pointer))
            for pointer, evidence, state, label in boxed(document)
            if evidence.page is not None and evidence.box is not None
        ]
        self.page.set_boxes(boxes)
        to_check = Counter(box.page for box in boxes if box.state in TO_CHECK)
        self.thumbnails.set_to_check([to_check[page] for page in range(1, len(document.page_sizes) + 1)])

    def show_page_image(self, number: int, picture: PageImage, pixels_per_point: float) -> None:
        """The picture of page `number`, from 1; it serves as the small one too where that lacks."""
        image = as_image(picture)
        self.page.set_page_image(number, image, pixels_per_point)
        if not self.thumbnails.has_image(number):
            # The page is painted first.
            QTimer.singleShot(0, self.thumbnails, lambda: self._show_as_thumbnail(number, image))

    def show_part(self, number: int, area: Box, picture: PageImage, pixels_per_point: float) -> None:
        """The picture of an area of page `number`, in points."""
        self.page.set_page_detail(number, area, as_image(picture), pixels_per_point)

    def show_broken(self, number: int, title: str, text: str) -> None:
        """Page `number`, from 1, can't be drawn."""
        self.page.set_page_broken(number, title, text)
        if not self.thumbnails.has_image(number):
            self.thumbnails.set_broken(number)

    def show_thumbnail(self, number: int, picture: PageImage) -> None:
        self.thumbnails.set_image(number, as_image(picture))

    def begin_search(self) -> None:
        """Open the field to search the document; nothing for one without pages."""
        if self._pages:
            self.search.begin()
            self.place_tools()

    def go_on_searching(self, *, back: bool) -> None:
        """To the next place found, or the one before; without a search one begins."""
        if self.search.isHidden():
            self.begin_search()
        elif back:
            self.search.previous_asked.emit()
        else:
            self.search.next_asked.emit()

    def join_search(self, search: PageSearch) -> None:
        """Have a search look through the pages, and show what it finds."""
        self.search_wanted.connect(search.search)
        self.search.next_asked.connect(search.next)
        self.search.previous_asked.connect(search.previous)
        self.search.closed.connect(self._end_search)
        search.page_searched.connect(self.page.set_found)
        search.place_wanted.connect(self.page.show_found)
        search.cleared.connect(self.page.clear_found)
        search.changed.connect(
            lambda: self.search.show_count(
                search.position, search.count, more=search.more, searching=search.searching
            )
        )

    def _end_search(self) -> None:
        self.search.hide()
        self.place_tools()
        self.search_wanted.emit("", self._pages, self.page.current_page)
        self.search_left.emit()

    def place_tools(self) -> None:
        """Put the tools to the foot of the page as it is wide and high now, the search to its head."""
        size = self.tools.fit_into(self.page.width() - 2 * _EDGE)
        self.tools.setGeometry(
            (self.page.width() - size.width()) // 2,
            self.page.height() - size.height() - _EDGE,
            size.width(),
            size.height(),
        )
        self.tools.raise_()
        self.reading.place_above(self.page.width() // 2, self.tools.y() - _EDGE)
        room = self.page.viewport().width() - 2 * _EDGE
        hint = self.search.fit_into(room)
        self.search.setGeometry(_EDGE + max(0, room - hint.width()), _EDGE, hint.width(), hint.height())
        self.search.raise_()
        above = 0 if self.search.isHidden() else hint.height() + _EDGE
        self.page.set_covered(above, size.height() + _EDGE)

    def _zoom_to_field(self) -> None:
        self.page.zoom_to_field()
        # The button was turned by the click, but what it stands for may not have come about.
        self.tools.show_fit(self.page.fitted)

    def _show_as_thumbnail(self, number: int, image: QImage) -> None:
        if self.page.shows(number, image):
            self.thumbnails.set_image(number, image)


def as_image(picture: PageImage) -> QImage:
    """A drawn page as Qt has pictures."""
    # A copy: Qt keeps no hold of the bytes that it is given.
    return QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    ).copy()


def _table(pointer: str) -> str:
    """The table that the value at a JSON Pointer is a cell of; empty for a field."""
    parts = pointer.split("/")
    return parts[1] if len(parts) > 2 else ""


def _no_pages(document: ReviewDocument) -> str:
    if document.row.error is not None:
        return tr("This file could not be read, so there is no page to show.")
    if document.row.page_count == 0:
        return tr("This invoice is data only: it was read from its XML and has no page to show.")
    return tr("The pages come when this document has been read.")
