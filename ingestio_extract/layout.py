"""Words grouped to segments (a run of words with no wide gap) and rows, in reading order."""

import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_extract.reading_order import zones
from ingestio_extract.words import PageText, Word, union

_GAP: Final = 1.3
_SMALL_GAP: Final = 0.75
_TYPICAL_GAPS: Final = 1.6


def fold(text: str) -> str:
    """Lower case without accents, of the same length, so that places stay the same."""
    return "".join(_fold_character(character) for character in text)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "’‘`´":
        return "'"
    if character in "–—‐‑−":
        return "-"
    if character == "ł" or character == "Ł":
        return "l"
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character


@dataclass(frozen=True)
class Segment:
    """Words that belong together on one row. In `text` words stand one space apart, two where the
    gap is wide, so that "2  100,00" is not read as one number."""

    page: int
    row: int
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    box: Box

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def confidence(self) -> float:
        return min(word.confidence for word in self.words)

    def words_at(self, start: int, end: int) -> list[Word]:
        """The words that lie between two places of `text`, even in part."""
        return [
            word
            for word, begin in zip(self.words, self.starts, strict=True)
            if begin < end and begin + len(word.text) > start
        ]


@dataclass(frozen=True)
class Row:
    """The segments of one line of a page, from left to right. `number` counts through the document."""

    page: int
    number: int
    segments: tuple[Segment, ...]

    @cached_property
    def box(self) -> Box:
        return union([segment.box for segment in self.segments])

    @cached_property
    def text(self) -> str:
        return "   ".join(segment.text for segment in self.segments)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class Layout:
    """A document as rows of segments."""

    pages: tuple[PageText, ...]
    rows: tuple[Row, ...]
    line_height: float = field(default=10.0)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(segment for row in self.rows for segment in row.segments)

    @cached_property
    def text(self) -> str:
        return "\n".join(row.text for row in self.rows)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    def page(self, number: int) -> PageText:
        return self.pages[number - 1]

    def right_of(self, segment: Segment) -> list[Segment]:
        """The segments further right on the same row, nearest first."""
        return [other for other in self.rows[segment.row].segments if other.box[0] >= segment.box[2] - 1]

    def below(self, segment: Segment, lines: float = 3.0) -> Iterator[Segment]:
        """The segments under this one that share its columns, nearest first, within some line heights."""
        height = max(segment.height, 0.8 * self.line_height)
        for row in self.rows[segment.row + 1 : segment.row + 8]:
            if row.page != segment.page:
                return
            for other in row.segments:
                gap = other.box[1] - segment.box[3]
                if -0.6 * height <= gap <= lines * height and overlaps(other.box, segment.box, 1.0 * height):
                    yield other


def overlaps(first: Box, second: Box, slack: float = 0.0) -> bool:
    """Whether two boxes share columns, or miss each other by less than `slack`."""
    return min(first[2], second[2]) - max(first[0], second[0]) > -slack


def build_layout(pages: Sequence[PageText]) -> Layout:
    """Groups the words of all pages; columns of prose follow one another."""
    rows: list[Row] = []
    heights: list[float] = []
    for page in pages:
        heights.extend(word.height for word in page.words if len(word.text) > 1)
        across = _row_words(page.words)
        typical = _typical_gap(across)
        for words in (line for zone in zones(across) for line in zone):
            number = len(rows)
            segments = tuple(_segment(part, page.number, number, typical) for part in _split(words))
            rows.append(Row(page.number, number, segments))
    return Layout(tuple(pages), tuple(rows), statistics.median(heights) if heights else 10.0)


def _row_words(words: Sequence[Word]) -> list[list[Word]]:
    """Groups words whose middles lie within half a line height."""
    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda item: (item.middle, item.box[0])):
        height = max(4.0, word.height)
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            middle, row_height, members = rows[index]
            reach = row_height if not any(map(str.isalnum, word.text)) else min(height, row_height)
            if abs(word.middle - middle) < 0.5 * reach:
                members.append(word)
                total = len(members)
                rows[index] = (
                    middle + (word.middle - middle) / total,
                    row_height + (height - row_height) / total,
                    members,
                )
                break
        else:
            rows.append((word.middle, height, [word]))
    rows.sort(key=lambda row: row[0])
    return [sorted(members, key=lambda item: item.box[0]) for _, _, members in rows]


def _split(words: list[Word]) -> Iterator[list[Word]]:
    """At wide gaps, and between what a page's text layer says and what a picture on it shows."""
    height = max(6.0, statistics.median(word.height for word in words))
    part: list[Word] = []
    for word in words:
        apart = part and part[-1].is_seen != word.is_seen
        if apart or (part and word.text != ":" and word.box[0] - part[-1].box[2] > _GAP * height):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _typical_gap(lines: Sequence[Sequence[Word]]) -> float:
    """The middle of all gaps between neighbours that are no wider than a line is high."""
    gaps = [
        second.box[0] - first.box[2]
        for words in lines
        for first, second in pairwise(words)
        if 0 < second.box[0] - first.box[2] < 1.3 * max(6.0, first.height)
    ]
    return statistics.median(gaps) if gaps else 0.0


def run_of(words: Sequence[Word], page: int, row: int) -> Segment:
    """Words, which may stand on several rows, as one text a space apart."""
    starts: list[int] = []
    text = ""
    for word in words:
        text += " " if text else ""
        starts.append(len(text))
        text += word.text
    return Segment(page, row, tuple(words), text, tuple(starts), union([word.box for word in words]))


def _segment(words: list[Word], page: int, row: int, typical: float) -> Segment:
    height = max(6.0, statistics.median(word.height for word in words))
    text = ""
    starts: list[int] = []
    for index, word in enumerate(words):
        if index:
            wide = word.box[0] - words[index - 1].box[2] > max(_SMALL_GAP * height, _TYPICAL_GAPS * typical)
            text += "  " if wide else " "
        starts.append(len(text))
        text += word.text
    return Segment(page, row, tuple(words), text, tuple(starts), union([word.box for word in words]))
