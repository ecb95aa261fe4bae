"""Puts the comparison in the place of the document while its two versions wait for a choice."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ingestio_desktop.flows.review import Conflict, ReviewDocument
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.windows.review.conflict import ConflictPage
from ingestio_desktop.windows.review.pages_pane import as_image
from ingestio_desktop.workers.pages import PageImage


class ConflictHolder(QObject):
    """At most one comparison at a time, in `body`; `parts` of the review are hidden meanwhile."""

    def __init__(self, presenter: ReviewPresenter, body: QVBoxLayout, parts: Sequence[QWidget]) -> None:
        super().__init__(body)
        self.page: ConflictPage | None = None
        self._presenter = presenter
        self._body = body
        self._parts = parts
        presenter.conflict_found.connect(self.show)
        presenter.document_shown.connect(self._follow)
        presenter.document_changed.connect(self._follow)
        presenter.page_ready.connect(self._show_page)
        presenter.closed.connect(self.remove)

    def show(self, conflict: Conflict) -> None:
        """Compare the versions of the document on screen."""
        document = self._presenter.document
        if document is None:
            return
        self.remove()
        page = self.page = ConflictPage(document, conflict, self._presenter.queue.title)
        page.settled.connect(self._presenter.settle)
        page.later.connect(self.remove)
        page.deleted_too.connect(self._presenter.delete_here)
        page.kept_as_new.connect(self._presenter.keep_as_new)
        page.page_needed.connect(
            lambda number: self._presenter.request_page(number, self._presenter.pixels_per_point)
        )
        for part in self._parts:
            part.hide()
        self._body.insertWidget(0, page, 1)
        page.ask_for_pages()
        page.focus_first()

    def show_again(self) -> None:
        """Compare once more what was put off."""
        document = self._presenter.document
        if document is not None and document.conflict is not None:
            self.show(document.conflict)

    def finish(self) -> bool:
        """Do what the page's main button does; False where there is no comparison."""
        if self.page is not None:
            self.page.finish()
        return self.page is not None

    def remove(self) -> None:
        """Back to the document; the choice waits."""
        if self.page is None:
            return
        self._body.removeWidget(self.page)
        self.page.hide()
        self.page.deleteLater()
        self.page = None
        for part in self._parts:
            part.show()

    def _follow(self, document: ReviewDocument) -> None:
        if document.conflict is None:
            self.remove()

    def _show_page(self, number: int, image: PageImage, resolution: float) -> None:
        if self.page is not None:
            self.page.show_page(number, as_image(image), resolution)
