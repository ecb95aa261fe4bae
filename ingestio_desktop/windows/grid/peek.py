"""The page beside the grid: where the value in focus stands on it."""

from uuid import UUID

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.grid import GridPresenter
from ingestio_desktop.presenters.review_fields import boxed
from ingestio_desktop.presenters.review_pages import ReviewPages
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.review.page_boxes import PageBox
from ingestio_desktop.windows.review.page_view import PageView
from ingestio_desktop.windows.widgets import Card, ElidedLabel, IconButton, Rule
from ingestio_desktop.workers.pages import PageImage

WIDTH = 400


class PagePeek(Card):
    """`open_button` leads to the review, `close_button` closes it."""

    def __init__(self, presenter: GridPresenter, parent: QWidget | None = None) -> None:
        super().__init__(padding=1, spacing=0, parent=parent)
        self._shown: ReviewDocument | None = None
        self._pages = ReviewPages(presenter.flow.review, presenter.bridge, self, self._on_screen)
        self.setAccessibleName(tr("The page"))
        self.setFixedWidth(WIDTH)
        self.name = ElidedLabel("", TextStyle.SECTION)
        self.open_button = IconButton("maximize", tr("Open in the review"))
        self.close_button = IconButton("x", tr("Close the page"), action="grid.page")
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 3, 6, 3)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.close_button)
        self.page = PageView()
        self.body.addWidget(head)
        self.body.addWidget(Rule())
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.page)
        self.body.addLayout(inner, 1)
        self.page.page_needed.connect(self._draw)
        self.hide()

    def show_document(self, document: ReviewDocument, pointer: str) -> None:
        """Show a document, and where the value at `pointer` stands on it."""
        same = self._shown is not None and self._shown.row.id == document.row.id
        self._shown = document
        self.name.setText(document.row.filename)
        if not same:
            self.page.set_document(document.page_sizes, "" if document.page_sizes else _no_pages())
        self.page.set_boxes(
            PageBox(path, evidence.page, evidence.box, state, label)
            for path, evidence, state, label in boxed(document)
            if evidence.page is not None and evidence.box is not None
        )
        self.page.focus_box(pointer)

    def forget(self) -> None:
        """Another batch."""
        self._shown = None
        self.name.setText("")
        self.page.set_document(())

    def _on_screen(self) -> UUID | None:
        return self._shown.row.id if self._shown is not None else None

    def _draw(self, number: int, pixels_per_point: float) -> None:
        def drawn(picture: PageImage) -> None:
            # A copy: Qt keeps no hold of the bytes that it is given.
            image = QImage(
                picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
            ).copy()
            self.page.set_page_image(number, image, pixels_per_point)

        def failed(error: IngestError) -> None:
            self.page.set_page_broken(number, said(error.title), said(error.message))

        self._pages.draw(number, pixels_per_point, drawn, failed)


def _no_pages() -> str:
    return tr("This document has no page to show.")
