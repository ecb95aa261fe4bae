"""Pictures and words of the pages of the document on screen."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from ingestio_core.contracts.extractions import Box
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewFlow
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.pages import PageImage, Word

Result = TypeVar("Result")


def _nobody(reading: bool) -> None:
    """Where nobody shows it."""


_POINTS_PER_INCH: Final = 72.0
_DEFAULT_DPI: Final = 110.0
_THUMBNAIL_DPI: Final = 18.0


class ReviewPages:
    """Asks for what is on the pages. What comes when another document is on screen is dropped."""

    def __init__(
        self, flow: ReviewFlow, bridge: Bridge, owner: QObject, on_screen: Callable[[], UUID | None]
    ) -> None:
        """`on_screen` says which document is shown now."""
        self._flow = flow
        self._bridge = bridge
        self._owner = owner
        self._on_screen = on_screen
        self._dpi = _DEFAULT_DPI
        self._under_way = 0
        self.reading: Callable[[bool], None] = _nobody
        """Told when words are asked for on a person's behalf, and when none are awaited any more."""

    @property
    def dpi(self) -> float:
        """The resolution in which pages are asked for and drawn ahead."""
        return self._dpi

    @property
    def pixels_per_point(self) -> float:
        return self._dpi / _POINTS_PER_INCH

    def draw(
        self,
        number: int,
        pixels_per_point: float,
        done: Callable[[PageImage], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        """Draw a page, from 1."""
        here = self._on_screen()
        if here is not None:
            # Neighbours are drawn ahead in the resolution of this page, so that theirs fits at once.
            self._dpi = pixels_per_point * _POINTS_PER_INCH
            future = self._flow.page(here, number, self._dpi)
            self._bridge.deliver(future, self._owner, self._while(here, done), self._while(here, failed))

    def draw_part(
        self,
        number: int,
        area: Box,
        pixels_per_point: float,
        done: Callable[[PageImage], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        """Draw an area of a page, from 1, in points."""
        here = self._on_screen()
        if here is not None:
            future = self._flow.part(here, number, pixels_per_point * _POINTS_PER_INCH, area)
            self._bridge.deliver(future, self._owner, self._while(here, done), self._while(here, failed))

    def draw_small(
        self, number: int, done: Callable[[PageImage], None], failed: Callable[[IngestError], None]
    ) -> None:
        """Draw a page, from 1, for the list of pages."""
        here = self._on_screen()
        if here is not None:
            future = self._flow.page(here, number, _THUMBNAIL_DPI)
            self._bridge.deliver(future, self._owner, self._while(here, done), self._while(here, failed))

    def words(
        self,
        number: int,
        done: Callable[[tuple[Word, ...]], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        """The words of a page, from 1, in reading order."""
        here = self._on_screen()
        if here is not None:
            future = self._flow.words(here, number)
            self._bridge.deliver(future, self._owner, self._while(here, done), self._while(here, failed))

    def word_at(
        self,
        number: int,
        x: float,
        y: float,
        done: Callable[[str], None],
        failed: Callable[[IngestError], None],
        *,
        whole_number: bool = False,
    ) -> None:
        """The word at a spot, if there is one; or the whole number that it is a part of."""
        here = self._on_screen()
        if here is None:
            return

        def read(text: str) -> None:
            if text:
                done(text)

        word = self._flow.word_at(here, number, x, y, whole_number=whole_number)
        self._read(word, here, read, failed)

    def text_in(
        self, number: int, box: Box, done: Callable[[str], None], failed: Callable[[IngestError], None]
    ) -> None:
        """The text inside a box."""
        here = self._on_screen()
        if here is not None:
            self._read(self._flow.text_in(here, number, box), here, done, failed)

    def _read(
        self,
        future: "Future[str]",
        here: UUID,
        done: Callable[[str], None],
        failed: Callable[[IngestError], None],
    ) -> None:
        self._count(1)
        came, broke = self._while(here, done), self._while(here, failed)
        self._bridge.deliver(future, self._owner, self._last(came), self._last(broke))

    def _last(self, then: Callable[[Result], None]) -> Callable[[Result], None]:
        """Also where another document is on screen by then."""

        def act(result: Result) -> None:
            self._count(-1)
            then(result)

        return act

    def _count(self, by: int) -> None:
        self._under_way += by
        self.reading(self._under_way > 0)

    def _while(self, document_id: UUID, then: Callable[[Result], None]) -> Callable[[Result], None]:
        def act(result: Result) -> None:
            if self._on_screen() == document_id:
                then(result)

        return act
