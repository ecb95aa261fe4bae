"""Where pages are read for persons who look at them: one page at a time, and few that wait."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Protocol, TypeVar
from uuid import UUID

from ingestio_cloud.features.errors import BusyError
from ingestio_core.contracts.extractions import Box
from ingestio_core.contracts.pages import PageWords
from ingestio_core.errors import MachineError
from ingestio_core.limits import MediaType

Result = TypeVar("Result")

IDLE_SECONDS: Final = 120.0
"""So long nobody asks, then the memory of the reader is given back."""
_MOST_WAITING: Final = 12
_MOST_OF_ONE: Final = 3
_RETRY_SECONDS: Final = 3
_PAGES_KEPT: Final = 32

PageKey = tuple[UUID, UUID, str, int]
"""Whose page it is: the user, the document, its content and the page's number."""


class PageReader(Protocol):
    """Reads pages of files, where one that crashes its reader does no harm. Everything blocks and raises
    `IngestError`."""

    def words(self, path: Path, media_type: MediaType, number: int) -> PageWords: ...
    def area(self, path: Path, media_type: MediaType, number: int, box: Box, turn: int | None) -> str: ...
    def rest(self) -> None:
        """Give back what reading takes; the next page has it again."""
        ...

    def close(self) -> None: ...


class PageDesk:
    """One for a running service; belongs to its event loop."""

    def __init__(self, reader: PageReader, idle_seconds: float = IDLE_SECONDS) -> None:
        self.reader: Final = reader
        self._idle = idle_seconds
        self._thread = ThreadPoolExecutor(1, "pages")
        self._waiting: Counter[UUID] = Counter()
        self._kept: OrderedDict[PageKey, PageWords] = OrderedDict()
        self._rest: asyncio.TimerHandle | None = None

    async def run(self, user_id: UUID, work: Callable[[], Result]) -> Result:
        """What `work` returns, in the thread that waits for the reader. Raises `BusyError` (page_busy) where
        enough wait for it, and what `work` does."""
        if self._waiting[user_id] >= _MOST_OF_ONE or self._waiting.total() >= _MOST_WAITING:
            raise BusyError(
                "page_busy",
                "Other pages are being read",
                "Too many pages are waiting to be read. Try again in a moment.",
                retry_after=_RETRY_SECONDS,
            )
        self._waiting[user_id] += 1
        if self._rest is not None:
            self._rest.cancel()
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work)
        except RuntimeError as error:
            raise restarts() from error
        finally:
            self._waiting[user_id] -= 1
            self._waiting += Counter()
            if not self._waiting:
                self._rest = loop.call_later(self._idle, self._let_rest)

    def kept(self, key: PageKey) -> PageWords | None:
        """The words of a page that was read here lately."""
        return self._kept.get(key)

    def keep(self, key: PageKey, words: PageWords) -> None:
        self._kept[key] = words
        self._kept.move_to_end(key)
        while len(self._kept) > _PAGES_KEPT:
            self._kept.popitem(last=False)

    def close(self) -> None:
        """End what is being read, which then fails. Blocks."""
        if self._rest is not None:
            self._rest.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.reader.close()
        self._thread.shutdown()

    def _let_rest(self) -> None:
        # In the thread of the reader, so that it never rests under a page.
        self._thread.submit(self.reader.rest)


def restarts() -> MachineError:
    """This process ends."""
    return MachineError("service_busy", "The service restarts", "Try again in a moment.", retryable=True)
