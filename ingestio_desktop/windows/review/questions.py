"""What the review asks before it does something that can't be undone, and at a conflict."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.review import ReviewPresenter
from ingestio_desktop.windows.batches.dialogs import Question, ask
from ingestio_desktop.windows.keys import bind_keys


class Questions(QObject):
    """One question at a time, over `window`. An answer is for the document that was asked about."""

    def __init__(self, presenter: ReviewPresenter, window: QWidget) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._window = window

    def confirm(self, failed: int) -> None:
        """Confirm a document in which so many rules failed?"""
        self._ask(
            tr("Confirm with failed rules?"),
            tr("%n rule(s) failed in this document. Confirm it all the same?", "", failed),
            tr("Confirm"),
            self._presenter.confirm_and_next,
            destructive=False,
        )

    def reset(self) -> None:
        self._ask(
            tr("Throw changes away?"),
            tr("Your unsaved changes to this document will be gone."),
            tr("Reset"),
            self._presenter.reset,
        )

    def redo(self) -> None:
        document = self._presenter.document
        text = tr(
            "The new reading replaces what was read, and your changes to it, once it is there. "
            "If it fails, they stay."
        )
        if document and document.edited:
            text += " " + tr("Your unsaved changes will be gone at once.")
        self._ask(
            tr("Extract again?"),
            text,
            tr("Extract again"),
            self._presenter.redo,
        )

    def delete(self) -> None:
        document = self._presenter.document
        if document is not None:
            self._ask(
                tr("Delete this document?"),
                tr(
                    "“{filename}” and what was read from it will be deleted. Your own file stays where "
                    "it is.",
                    filename=document.row.filename,
                ),
                tr("Delete"),
                self._presenter.delete,
            )

    def _ask(
        self, title: str, text: str, action: str, then: Callable[[], None], *, destructive: bool = True
    ) -> None:
        document = self._presenter.document
        if document is None or self._window.findChild(Question) is not None:
            return
        here = document.row.id
        # The answer is for the document that was asked about: another one may have come meanwhile.
        question = ask(
            self._window,
            title,
            text,
            action,
            lambda: then() if self._is_on(here) else None,
            destructive=destructive,
        )
        if not destructive:
            bind_keys(question, {"review.confirm": question.accept})

    def _is_on(self, document_id: UUID) -> bool:
        document = self._presenter.document
        return document is not None and document.row.id == document_id
