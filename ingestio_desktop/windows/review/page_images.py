"""The pictures of pages that are at hand: which are kept, which are asked for, which are broken."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QImage

_KEPT: Final = 8
"""Pictures of pages out of sight go first; those in sight always stay."""
_BYTES_KEPT: Final = 160 * 1024 * 1024
"""Of all pictures together, but for those in sight."""
_AT_ONCE: Final = 2
"""Pages that are asked for before one of them has come: who scrolls through hundreds of pages does not wait
for those that were passed by."""
_SHARP: Final = 0.99
"""A picture is sharp from this part of the wanted resolution on."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page can't be drawn: a title, and a sentence that says what to do."""

    title: str
    text: str


class PageImages:
    """Pages count from 1; resolutions are device pixels per point."""

    def __init__(self) -> None:
        self._images: OrderedDict[int, tuple[QImage, float]] = OrderedDict()
        self._asked: dict[int, float] = {}
        self._pending: set[int] = set()
        self._broken: dict[int, Refusal] = {}

    def __len__(self) -> int:
        return len(self._images)

    @property
    def size(self) -> int:
        """Bytes of all pictures."""
        return sum(image.sizeInBytes() for image, _resolution in self._images.values())

    def forget(self) -> None:
        """Drop the pictures; pages are asked for again, unless they are broken."""
        self._images.clear()
        self._asked.clear()
        self._pending.clear()

    def clear(self) -> None:
        """For another document."""
        self.forget()
        self._broken.clear()

    def image(self, page: int) -> QImage | None:
        return self._images[page][0] if page in self._images else None

    def refusal(self, page: int) -> Refusal | None:
        """Why a page can't be drawn; None for one that is not broken."""
        return self._broken.get(page)

    def mend(self) -> bool:
        """Ask for broken pages once more; False where none is broken."""
        for page in self._broken:
            self._asked.pop(page, None)
        mended = bool(self._broken)
        self._broken.clear()
        return mended

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
        """Note that a picture is asked for; False where it is already, or must wait for others."""
        if self._asked.get(page, 0.0) >= wanted * _SHARP or len(self._pending) >= _AT_ONCE:
            return False
        self.expect(page, wanted)
        return True

    def expect(self, page: int, resolution: float) -> None:
        """Somebody asked for this picture already."""
        self._asked[page] = resolution
        self._pending.add(page)

    def put(
        self,
        page: int,
        image: QImage,
        resolution: float,
        wanted: float,
        in_sight: Callable[[], Iterable[int]],
    ) -> None:
        """Keep a picture that came, unless it is coarser than what is there and wanted."""
        self._pending.discard(page)
        present = self._images.get(page)
        if present is not None and resolution < min(present[1], wanted):
            # Asked for earlier than the one that is here, at a smaller zoom.
            return
        self._images[page] = (image, resolution)
        self._images.move_to_end(page)
        self._broken.pop(page, None)
        self._drop_spare(in_sight)

    def set_broken(self, page: int, refusal: Refusal) -> None:
        self._pending.discard(page)
        self._broken[page] = refusal

    def _drop_spare(self, in_sight: Callable[[], Iterable[int]]) -> None:
        if len(self._images) <= _KEPT and self.size <= _BYTES_KEPT:
            return
        seen = set(in_sight())
        for page in [page for page in self._images if page not in seen]:
            del self._images[page]
            self._asked.pop(page, None)
            if len(self._images) <= _KEPT and self.size <= _BYTES_KEPT:
                return
