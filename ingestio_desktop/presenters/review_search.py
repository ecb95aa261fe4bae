"""Search in the document on screen: page by page from where one is, the nearest places first. No widget."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.pages import Found

_PAGES_AT_ONCE: Final = 8
"""Looked through before the next answer: what is drawn meanwhile waits no longer than for these."""
_MOST_PLACES: Final = 2_000
"""Nobody goes through more; the search ends there."""


class PageSearch(QObject):
    """One search at a time; another text, or another document, ends it."""

    changed = Signal()
    """`position`, `count`, `searching` or `more` is another one."""
    page_searched = Signal(int, object)
    """A page, from 1, and the `Found` places on it."""
    cleared = Signal()
    """Nothing is searched for now."""
    place_wanted = Signal(object)
    """Show this `Found`."""

    def __init__(
        self, flow: ReviewFlow, bridge: Bridge, on_screen: Callable[[], UUID | None], parent: QObject
    ) -> None:
        """`on_screen` says which document is shown now."""
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._on_screen = on_screen
        self._run = 0
        self._query = ""
        self._left: list[int] = []
        self._by_page: dict[int, tuple[Found, ...]] = {}
        self._current: Found | None = None

    # -- what is known

    @property
    def query(self) -> str:
        """Empty where nothing is searched for."""
        return self._query

    @property
    def count(self) -> int:
        """Places found so far."""
        return sum(len(places) for places in self._by_page.values())

    @property
    def position(self) -> int:
        """Of the place that is shown, from 1; 0 for none."""
        current = self._current
        if current is None:
            return 0
        before = sum(len(places) for page, places in self._by_page.items() if page < current.page)
        return before + self._by_page[current.page].index(current) + 1

    @property
    def searching(self) -> bool:
        """Whether pages are still being looked through."""
        return bool(self._left)

    @property
    def more(self) -> bool:
        """Whether the search ended before the last page, because so much was found."""
        return self.count >= _MOST_PLACES

    # -- what a person does

    def search(self, query: str, pages: int, start: int) -> None:
        """Search all `pages`, from page `start` on and then from the first one. An empty text ends the
        search; the same one as before goes to the next place."""
        query = " ".join(query.split())
        if query and query == self._query:
            return
        self.clear()
        if not query or not pages:
            return
        self._query = query
        start = min(max(1, start), pages)
        self._left = [*range(start, pages + 1), *range(1, start)]
        self._go_on(self._run)
        self.changed.emit()

    def clear(self) -> None:
        """End the search and forget what it found."""
        self._run += 1
        self._query = ""
        self._left = []
        self._by_page = {}
        self._current = None
        self.cleared.emit()
        self.changed.emit()

    def next(self) -> None:
        """The next place; after the last one the first."""
        self._step(1)

    def previous(self) -> None:
        """The one before; before the first one the last."""
        self._step(-1)

    # -- within

    def _go_on(self, run: int) -> None:
        here = self._on_screen()
        if here is None or run != self._run or not self._left:
            return
        numbers, self._left = self._left[:_PAGES_AT_ONCE], self._left[_PAGES_AT_ONCE:]

        def found(places: Sequence[Found]) -> None:
            if run == self._run and self._on_screen() == here:
                self._take(numbers, places, run)

        def failed(_error: IngestError) -> None:
            # The page says itself why it can't be read; without a file there is nothing to search.
            if run == self._run:
                self._left = []
                self.changed.emit()

        self._bridge.deliver(self._flow.find(here, numbers, self._query), self, found, failed)

    def _take(self, numbers: Sequence[int], places: Sequence[Found], run: int) -> None:
        for page in numbers:
            there = tuple(place for place in places if place.page == page)
            if there:
                self._by_page[page] = there
                self.page_searched.emit(page, there)
        if self.more:
            self._left = []
        if self._current is None and places:
            self._show(places[0])
        self.changed.emit()
        self._go_on(run)

    def _step(self, step: int) -> None:
        places = [place for page in sorted(self._by_page) for place in self._by_page[page]]
        if not places:
            return
        at = self.position - 1
        self._show(places[(at + step) % len(places)])
        self.changed.emit()

    def _show(self, place: Found) -> None:
        self._current = place
        self.place_wanted.emit(place)
