"""The way from one value to check to the next."""

from typing import Final

from PySide6.QtCore import SignalInstance

from ingestio_core.checks.states import FieldState
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters import review_checks
from ingestio_desktop.presenters.review_editing import ReviewEditing

_CHECKED_ON_THE_WAY: Final = 1_000
"""Values of a document whose checks take no time that a person would notice."""


class ReviewSteps:
    """The part of the presenter that counts what is to check and leads to it."""

    focus_wanted: SignalInstance
    _editing: ReviewEditing

    @property
    def document(self) -> ReviewDocument | None:
        return self._editing.document

    def pointers(self) -> tuple[str, ...]:
        """All fields and cells in the order of the plan."""
        return review_checks.all_pointers(self.document) if self.document else ()

    def state(self, pointer: str) -> FieldState | None:
        """None for a cell that has no state."""
        return review_checks.state_of(self.document, pointer) if self.document else None

    def next_to_check(self, pointer: str) -> bool:
        """Focus the next field that needs a look; False where there is none after this one."""
        self._check_on_the_way()
        return self._focus(review_checks.next_to_check(self.document, pointer) if self.document else None)

    def previous_to_check(self, pointer: str) -> bool:
        """Focus the one before; False where there is none."""
        self._check_on_the_way()
        return self._focus(review_checks.previous_to_check(self.document, pointer) if self.document else None)

    def next_of_state(self, pointer: str, state: FieldState) -> None:
        """Focus the next field of a state, from the top again after the last one."""
        self._check_on_the_way()
        if self.document is not None:
            self._focus(review_checks.next_of_state(self.document, pointer, state))

    def count(self, state: FieldState) -> int:
        """How many fields and cells are in a state; empty cells are none that were not found."""
        return review_checks.count_of(self.document, state) if self.document else 0

    def _check_on_the_way(self) -> None:
        """The same from one field to the next: not where it would hold the person up."""
        document = self.document
        if document is not None and len(document.evidence) <= _CHECKED_ON_THE_WAY:
            self._editing.check_now()

    def _focus(self, pointer: str | None) -> bool:
        if pointer is not None:
            self.focus_wanted.emit(pointer)
        return pointer is not None
