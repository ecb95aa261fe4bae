"""What is printed on a page: by its text layer at once, else as the service reads it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import chain as one_by_one
from typing import Final, TypeVar
from uuid import UUID

from ingestio_core.contracts.extractions import Box
from ingestio_core.contracts.pages import PageWords
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from ingestio_desktop.api import NOT_REACHED, SIGNED_OUT
from ingestio_desktop.flows.files import DocumentFiles, LocalFile
from ingestio_desktop.futures import chain, done
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.workers.page_words import find_in, plain, word_at
from ingestio_desktop.workers.pages import Found, Word
from ingestio_desktop.workers.renderer import Renderer

Result = TypeVar("Result")

_PAGES_KEPT: Final = 64


class PageTexts:
    """Words and areas of pages. What the service said of a page is kept for a while, so that a page is asked
    about once and goes on being known offline."""

    def __init__(self, files: DocumentFiles, renderer: Renderer, sync: SyncControl) -> None:
        self._files = files
        self._renderer = renderer
        self._sync = sync
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[UUID, int], tuple[Word, ...]] = OrderedDict()

    def words(self, document_id: UUID, number: int) -> "Future[tuple[Word, ...]]":
        """The words of a page in reading order. Fails with `IngestError`: picture_offline for a picture
        without a network, and those of the file and the service."""
        return chain(
            self._files.fetch(document_id),
            lambda found: chain(
                self._layer(found, number),
                lambda words: (
                    done(words) if words or _has_no_pages(found) else self._seen(document_id, number)
                ),
            ),
        )

    def word_at(
        self, document_id: UUID, number: int, x: float, y: float, *, whole_number: bool = False
    ) -> "Future[str]":
        """The word at a spot, empty where there is none; or the whole number that it is a part of. Fails as
        `words` does."""

        def at_spot(words: tuple[Word, ...]) -> str:
            return word_at(words, x, y, number=whole_number)

        def looked(found: LocalFile, words: tuple[Word, ...]) -> "Future[str]":
            text = at_spot(words)
            if text or _has_no_pages(found):
                return done(text)
            # A page with a text layer may show pictures that have words, too.
            seen = chain(self._seen(document_id, number), lambda words: done(at_spot(words)))
            return _or_nothing(seen) if words else seen

        return chain(
            self._files.fetch(document_id),
            lambda found: chain(self._layer(found, number), lambda words: looked(found, words)),
        )

    def text_in(self, document_id: UUID, number: int, box: Box) -> "Future[str]":
        """The text inside a box, lines joined by a space. Fails as `words` does, and with nothing_printed."""

        def looked(found: LocalFile, text: str) -> "Future[str]":
            if text or _has_no_pages(found):
                return done(text)
            return chain(self._area(document_id, number, box), _something)

        return chain(
            self._files.fetch(document_id),
            lambda found: chain(
                self._renderer.text_in(found.path, found.media_type, number, box),
                lambda text: looked(found, text),
            ),
        )

    def find(self, document_id: UUID, numbers: Sequence[int], query: str) -> "Future[tuple[Found, ...]]":
        """Where a text stands on some pages: by their text layers, and by what the service said of them
        before. No page is sent anywhere for it."""

        def looked(places: tuple[Found, ...]) -> "Future[tuple[Found, ...]]":
            with self._lock:
                known = {number: self._kept.get((document_id, number), ()) for number in numbers}
            by_layer = {place.page for place in places}
            seen = (
                find_in(number, known[number], plain(query)) for number in numbers if number not in by_layer
            )
            return done((*places, *one_by_one.from_iterable(seen)))

        return chain(
            self._files.fetch(document_id),
            lambda found: chain(self._renderer.find(found.path, found.media_type, numbers, query), looked),
        )

    def _layer(self, found: LocalFile, number: int) -> "Future[tuple[Word, ...]]":
        return self._renderer.words(found.path, found.media_type, number)

    def _seen(self, document_id: UUID, number: int) -> "Future[tuple[Word, ...]]":
        key = document_id, number
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return done(known)
        asked = self._sync.ask(lambda client: client.page_words(document_id, number))
        return chain(_told(asked), lambda page: done(self._keep(key, page)))

    def _keep(self, key: tuple[UUID, int], page: PageWords) -> tuple[Word, ...]:
        words = tuple(Word(word.text, word.box) for word in page.words)
        with self._lock:
            self._kept[key] = words
            self._kept.move_to_end(key)
            while len(self._kept) > _PAGES_KEPT:
                self._kept.popitem(last=False)
        return words

    def _area(self, document_id: UUID, number: int, box: Box) -> "Future[str]":
        """Read well by the service; offline what it said of the page before."""
        with self._lock:
            known = self._kept.get((document_id, number))
        asked = self._sync.ask(lambda client: client.read_area(document_id, number, box))
        read = _told(asked)
        return read if known is None else _otherwise(read, " ".join(_inside(known, box)))


def _told(asked: "Future[Result]") -> "Future[Result]":
    """The same, with what a person can do where the service is not reached."""

    def convert(error: BaseException) -> BaseException:
        if isinstance(error, IngestError) and error.code in NOT_REACHED | SIGNED_OUT:
            return IngestError(
                "picture_offline",
                "This page is a picture",
                "Its text can be read when you are online. Until then, type what you see.",
                retryable=True,
            )
        return error

    return _answered(asked, lambda error, outcome: outcome.set_exception(convert(error)))


def _otherwise(asked: "Future[Result]", known: Result) -> "Future[Result]":
    """The same, or what is known where the service is not reached."""

    def settle(error: BaseException, outcome: "Future[Result]") -> None:
        if isinstance(error, IngestError) and error.code == "picture_offline":
            outcome.set_result(known)
        else:
            outcome.set_exception(error)

    return _answered(asked, settle)


def _or_nothing(asked: "Future[str]") -> "Future[str]":
    """The same, or no word: where a page has a text layer, nobody misses what can't be asked now."""
    return _answered(
        asked,
        lambda error, outcome: (
            outcome.set_result("") if isinstance(error, IngestError) else outcome.set_exception(error)
        ),
    )


def _answered(
    asked: "Future[Result]", failed: "Callable[[BaseException, Future[Result]], None]"
) -> "Future[Result]":
    outcome: Future[Result] = Future()

    def ended(ended: "Future[Result]") -> None:
        if ended.cancelled():
            outcome.cancel()
            return
        error = ended.exception()
        if error is None:
            outcome.set_result(ended.result())
        else:
            failed(error, outcome)

    asked.add_done_callback(ended)
    return outcome


def _something(text: str) -> "Future[str]":
    if not text:
        raise IngestError(
            "nothing_printed",
            "No text was found there",
            "Draw the box a little larger, or type what you see.",
        )
    return done(text)


def _has_no_pages(found: LocalFile) -> bool:
    return found.media_type is MediaType.XML


def _inside(words: tuple[Word, ...], box: Box) -> list[str]:
    return [
        word.text
        for word in words
        if box[0] <= (word.box[0] + word.box[2]) / 2 <= box[2]
        and box[1] <= (word.box[1] + word.box[3]) / 2 <= box[3]
    ]
