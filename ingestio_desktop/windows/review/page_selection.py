"""Words of pages that a person selects: by the mouse, or word by word with the arrow keys. No widget."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_desktop.workers.page_words import lines_of, on_one_line
from ingestio_desktop.workers.pages import Word

_PAGES_KEPT: Final = 48
"""Pages whose words are at hand; those of the selection always are."""
_REACH: Final = 4.0
"""A spot is in the line beside it rather than under it: heights count this many times."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A word: page from 1, its place among the page's words from 0."""

    page: int
    word: int


@dataclass(frozen=True, slots=True)
class _PageText:
    words: tuple[Word, ...]
    lines: tuple[int, ...]
    """The number of the line that each word stands in."""


class PageSelection:
    """From the word at which it began to the word at which it ends, both among them, in reading order."""

    def __init__(self) -> None:
        self._texts: OrderedDict[int, _PageText] = OrderedDict()
        self._asked: set[int] = set()
        self._failed: set[int] = set()
        self.start: Spot | None = None
        self.end: Spot | None = None

    # -- words

    def clear_words(self) -> None:
        """For another document."""
        self._texts.clear()
        self._asked.clear()
        self._failed.clear()
        self.clear()

    def ask(self, page: int) -> bool:
        """Note that the words of a page are asked for; False where they are here or asked for."""
        if page in self._texts or page in self._asked:
            return False
        self._asked.add(page)
        return True

    def put(self, page: int, words: Sequence[Word]) -> None:
        """The words of a page in reading order; none where they can't be had."""
        lines: list[int] = []
        for index, word in enumerate(words):
            goes_on = index > 0 and on_one_line(words[index - 1].box, word.box)
            lines.append(lines[-1] + (not goes_on) if lines else 0)
        self._asked.discard(page)
        self._texts[page] = _PageText(tuple(words), tuple(lines))
        self._texts.move_to_end(page)
        within = self._span()
        for old in [old for old in self._texts if not (within and within[0].page <= old <= within[1].page)]:
            if len(self._texts) <= _PAGES_KEPT:
                break
            if old != page:
                del self._texts[old]

    def fail(self, page: int) -> None:
        """The words of a page can't be had: it has none until `ask_again`."""
        self.put(page, ())
        self._failed.add(page)

    def ask_again(self) -> None:
        """Pages whose words could not be had may be asked for once more."""
        for page in self._failed:
            self._texts.pop(page, None)
        self._failed.clear()

    @property
    def pages_kept(self) -> int:
        return len(self._texts)

    def words(self, page: int) -> tuple[Word, ...]:
        """Empty where they are not here."""
        return self._texts[page].words if page in self._texts else ()

    def missing(self) -> list[int]:
        """Pages within the selection whose words are not here."""
        within = self._span()
        if within is None:
            return []
        return [page for page in range(within[0].page, within[1].page + 1) if page not in self._texts]

    # -- what is selected

    @property
    def is_empty(self) -> bool:
        return self.end is None

    def clear(self) -> None:
        self.start = self.end = None

    def select(self, start: Spot, end: Spot) -> None:
        self.start, self.end = start, end

    def extend(self, end: Spot) -> None:
        """Go on to another word from where the selection began."""
        self.start, self.end = self.start or end, end

    def select_line(self, spot: Spot) -> None:
        first, last = self._line(spot)
        self.select(Spot(spot.page, first), Spot(spot.page, last))

    def select_page(self, page: int) -> bool:
        """All words of a page; False where it has none."""
        count = len(self.words(page))
        if count:
            self.select(Spot(page, 0), Spot(page, count - 1))
        return count > 0

    def selected(self, page: int) -> tuple[Word, ...]:
        """The words of a page that are selected."""
        return self.words(page)[self._slice(page)]

    def bars(self, page: int) -> list[Box]:
        """One box for each line of what is selected on a page."""
        return lines_of([word.box for word in self.selected(page)])

    def text(self) -> str:
        """Words with spaces between them, lines with breaks."""
        within = self._span()
        if within is None:
            return ""
        lines: list[str] = []
        for page in range(within[0].page, within[1].page + 1):
            text = self._texts.get(page)
            if text is None:
                continue
            chosen = self._slice(page)
            before: int | None = None
            for word, line in zip(text.words[chosen], text.lines[chosen], strict=True):
                if line == before:
                    lines[-1] += f" {word.text}"
                else:
                    lines.append(word.text)
                before = line
        return "\n".join(lines)

    # -- where words are

    def word_at(self, page: int, x: float, y: float) -> Spot | None:
        """The word at a spot in points; None between words."""
        for index, word in enumerate(self.words(page)):
            x0, y0, x1, y1 = word.box
            if x0 <= x <= x1 and y0 <= y <= y1:
                return Spot(page, index)
        return None

    def nearest(self, page: int, x: float, y: float) -> Spot | None:
        """The word nearest to a spot in points; None on a page without words."""
        words = self.words(page)
        if not words:
            return None
        return Spot(page, min(range(len(words)), key=lambda index: _distance(words[index].box, x, y)))

    def box(self, spot: Spot) -> Box | None:
        """Where a word stands; None where its page's words are not here."""
        words = self.words(spot.page)
        return words[spot.word].box if spot.word < len(words) else None

    # -- where keys go to

    def beside(self, spot: Spot, step: int, pages: int) -> Spot | None:
        """The word before (-1) or after (1); on another page of `pages` where this one ends; None at the
        end, or where the other page's words are not here."""
        word = spot.word + step
        if 0 <= word < len(self.words(spot.page)):
            return Spot(spot.page, word)
        page = spot.page + step
        while 1 <= page <= pages and page in self._texts:
            count = len(self.words(page))
            if count:
                return Spot(page, 0 if step > 0 else count - 1)
            page += step
        return None

    def below(self, spot: Spot, step: int) -> Spot | None:
        """The word under (1) or over (-1) this one in the next line; None in the last line."""
        text = self._texts.get(spot.page)
        if text is None or spot.word >= len(text.words):
            return None
        line = text.lines[spot.word] + step
        across = _middle(text.words[spot.word].box)
        there = [index for index, number in enumerate(text.lines) if number == line]
        if not there:
            return None
        return Spot(spot.page, min(there, key=lambda index: abs(_middle(text.words[index].box) - across)))

    def line_end(self, spot: Spot, step: int) -> Spot:
        """The first (-1) or last (1) word of the line."""
        first, last = self._line(spot)
        return Spot(spot.page, first if step < 0 else last)

    # -- within

    def _span(self) -> tuple[Spot, Spot] | None:
        if self.start is None or self.end is None:
            return None
        return min(self.start, self.end), max(self.start, self.end)

    def _slice(self, page: int) -> slice:
        within = self._span()
        if within is None or not within[0].page <= page <= within[1].page:
            return slice(0, 0)
        first = within[0].word if page == within[0].page else 0
        last = within[1].word + 1 if page == within[1].page else None
        return slice(first, last)

    def _line(self, spot: Spot) -> tuple[int, int]:
        text = self._texts[spot.page]
        same = list(_same(text.lines, text.lines[spot.word]))
        return same[0], same[-1]


def _same(lines: Sequence[int], wanted: int) -> Iterator[int]:
    return (index for index, line in enumerate(lines) if line == wanted)


def _distance(box: Box, x: float, y: float) -> float:
    x0, y0, x1, y1 = box
    return max(x0 - x, 0.0, x - x1) + _REACH * max(y0 - y, 0.0, y - y1)


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2
