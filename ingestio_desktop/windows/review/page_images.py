"""The pictures of pages that are at hand: which are kept, which are asked for, which are broken."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtGui import QImage

_KEPT: Final = 8
"""Pictures of pages out of sight go first; those in sight always stay."""
_SHARP: Final = 0.99
"""A picture is sharp from this part of the wanted resolution on."""


class PageImages:
    """Pages count from 1; resolutions are device pixels per point."""

    def __init__(self) -> None:
        self._images: OrderedDict[int, tuple[QImage, float]] = OrderedDict()
        self._asked: dict[int, float] = {}
        self._broken: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._images)

    def forget(self) -> None:
        """Drop the pictures; pages are asked for again, unless they are broken."""
        self._images.clear()
        self._asked.clear()

    def clear(self) -> None:
        """For another document."""
        self.forget()
        self._broken.clear()

    def image(self, page: int) -> QImage | None:
        return self._images[page][0] if page in self._images else None

    def reason(self, page: int) -> str:
        """Why a page can't be drawn; empty for one that is not broken."""
        return self._broken.get(page, "")

    def has_end(self, page: int) -> bool:
        """Whether a page has its picture, or the reason why it has none."""
        return page in self._images or page in self._broken

    def is_blank(self, page: int) -> bool:
        """Whether a page is broken and has no earlier picture either."""
        return page in self._broken and page not in self._images

    def is_coarse(self, page: int, wanted: float) -> bool:
        """Whether a page that can be drawn has no picture as sharp as wanted."""
        resolution = self._images[page][1] if page in self._images else 0.0
        return resolution < wanted * _SHARP and page not in self._broken

    def ask(self, page: int, wanted: float) -> bool:
        """Note that a picture is asked for; False where it is already."""
        if self._asked.get(page, 0.0) >= wanted * _SHARP:
            return False
        self._asked[page] = wanted
        return True

    def expect(self, page: int, resolution: float) -> None:
        """Somebody asked for this picture already."""
        self._asked[page] = resolution

    def put(
        self,
        page: int,
        image: QImage,
        resolution: float,
        wanted: float,
        in_sight: Callable[[], Iterable[int]],
    ) -> bool:
        """Keep a picture that came; False for one that is coarser than what is there and wanted."""
        present = self._images.get(page)
        if present is not None and resolution < min(present[1], wanted):
            # Asked for earlier than the one that is here, at a smaller zoom.
            return False
        self._images[page] = (image, resolution)
        self._images.move_to_end(page)
        self._broken.pop(page, None)
        self._drop_spare(in_sight)
        return True

    def set_broken(self, page: int, reason: str) -> None:
        self._broken[page] = reason

    def _drop_spare(self, in_sight: Callable[[], Iterable[int]]) -> None:
        spare = len(self._images) - _KEPT
        if spare <= 0:
            return
        seen = set(in_sight())
        for page in [page for page in self._images if page not in seen][:spare]:
            del self._images[page]
            self._asked.pop(page, None)
