"""The words of pages: read from a text layer, searched for a text, taken out of a box."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from ctypes import c_double
from typing import Any, Final

from ingestio_core.contracts.extractions import Box
from ingestio_desktop.workers.pages import Found, Word

_MONEY: Final = r"(?:(?:[€$£]|EUR|USD|GBP|CHF|PLN|CZK|SEK|NOK|DKK) ?)?"
_FIGURES: Final = r"(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d[\d.,'’]*)"
_PRINTED_NUMBER: Final = re.compile(rf"[-−–+(]? ?{_MONEY}[-−–]?{_FIGURES} ?[-−–)]?")
_DASHES: Final = frozenset("-−–+")
_SPACE: Final = 0.75
"""Words of one number are no further apart than this part of their height."""
_MOST_PARTS: Final = 8
"""Words that one number has at the most."""


def page_words(page: Any) -> list[Word]:
    """Runs of characters of a pdfium page without a space or a wide gap between them. Characters have
    boxes in PDF space (origin bottom left, before the page's own rotation)."""
    to_screen = _screen_transform(page)
    text = page.get_textpage()
    try:
        words: list[Word] = []
        letters: list[str] = []
        box: Box | None = None
        before: Box | None = None
        content = text.get_text_range()
        count = text.count_chars()
        if len(content) != count:
            content = [text.get_text_range(index, 1) for index in range(count)]
        place = _letter_boxes(text)
        for index, letter in enumerate(content):
            if not letter.strip():
                _end_word(words, letters, box)
                letters, box = [], None
                continue
            here = to_screen(place(index))
            if before is not None and box is not None and _apart(before, here):
                _end_word(words, letters, box)
                letters, box = [], None
            letters.append(letter)
            box, before = here if box is None else _union(box, here), here
        _end_word(words, letters, box)
        return words
    finally:
        text.close()


def may_contain(page: Any, query: str) -> bool:
    """Whether a text that was made `plain` stands somewhere in a pdfium page's text layer: many times
    quicker than to look where."""
    text = page.get_textpage()
    try:
        return query.replace(" ", "") in "".join(plain(text.get_text_range()).split())
    finally:
        text.close()


def plain(text: str) -> str:
    """A text for comparison: no capitals, no accents, no ligatures, single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def find_in(page: int, words: Sequence[Word], query: str) -> tuple[Found, ...]:
    """Where a text that was made `plain` stands among the words of a page (from 1), also across lines.
    Of a word of which only a part is found the box is cut in proportion."""
    if not query:
        return ()
    pieces = [plain(word.text) for word in words]
    starts: list[int] = []
    length = 0
    for piece in pieces:
        starts.append(length)
        length += len(piece) + 1
    whole = " ".join(pieces)
    found = []
    at = whole.find(query)
    while at >= 0:
        end = at + len(query)
        parts = []
        index = max(0, bisect_right(starts, at) - 1)
        while index < len(words) and starts[index] < end:
            size = max(1, len(pieces[index]))
            first, last = max(0, at - starts[index]) / size, min(size, end - starts[index]) / size
            if first < last:
                parts.append(_part(words[index].box, first, last))
            index += 1
        if parts:
            found.append(Found(page, tuple(lines_of(parts))))
        at = whole.find(query, end)
    return tuple(found)


def word_at(words: Sequence[Word], x: float, y: float, *, number: bool = False) -> str:
    """The word at a spot; empty where there is none. Where a `number` is wanted, all of the number that the
    word is a part of: its thousands, and a sign that stands apart."""
    for index, word in enumerate(words):
        x0, y0, x1, y1 = word.box
        if x0 <= x <= x1 and y0 <= y <= y1:
            return _number_around(words, index) if number else word.text
    return ""


def _number_around(words: Sequence[Word], index: int) -> str:
    first = last = index
    while first > 0 and index - first < _MOST_PARTS and _close(words[first - 1].box, words[first].box):
        first -= 1
    while (
        last + 1 < len(words) and last - index < _MOST_PARTS and _close(words[last].box, words[last + 1].box)
    ):
        last += 1
    parts = [word.text for word in words[first : last + 1]]
    at = index - first
    best = parts[at]
    for start in range(at + 1):
        for end in range(at + 1, len(parts) + 1):
            # A dash between two words is none of a number.
            between = (start > 0 and parts[start] in _DASHES) or (
                end < len(parts) and parts[end - 1] in _DASHES
            )
            text = " ".join(parts[start:end])
            if len(text) > len(best) and not between and _PRINTED_NUMBER.fullmatch(text):
                best = text
    return best


def _close(before: Box, after: Box) -> bool:
    height = max(before[3] - before[1], after[3] - after[1])
    return on_one_line(before, after) and after[0] - before[2] <= height * _SPACE


def text_inside(words: Sequence[Word], box: Box) -> str:
    """The words whose middle lies in a box, joined by spaces."""
    return " ".join(
        word.text
        for word in words
        if box[0] <= (word.box[0] + word.box[2]) / 2 <= box[2]
        and box[1] <= (word.box[1] + word.box[3]) / 2 <= box[3]
    )


def on_one_line(before: Box, after: Box) -> bool:
    """Whether a box goes on in the line of the one before it."""
    shared = min(before[3], after[3]) - max(before[1], after[1])
    return shared > min(before[3] - before[1], after[3] - after[1]) / 2 and after[2] > before[0]


def lines_of(boxes: Sequence[Box]) -> list[Box]:
    """Boxes in the order of reading, those of one line put together."""
    lines: list[Box] = []
    for box in boxes:
        if lines and on_one_line(lines[-1], box):
            lines[-1] = _union(lines[-1], box)
        else:
            lines.append(box)
    return lines


def _letter_boxes(text: Any) -> Callable[[int], Box]:
    """The box of the letter at an index, in PDF space: left, bottom, right, top."""
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()

    def place(index: int) -> Box:
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    return place


def _screen_transform(page: Any) -> Callable[[Box], Box]:
    """From PDF space to points of the upright page, origin top left."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation()

    def convert(box: Box) -> Box:
        x0, y0, x1, y1 = box
        match turn:
            case 90:
                points = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
            case 180:
                points = (right - x1, y0 - bottom, right - x0, y1 - bottom)
            case 270:
                points = (top - y1, right - x1, top - y0, right - x0)
            case _:
                points = (x0 - left, top - y1, x1 - left, top - y0)
        return points

    return convert


def _apart(before: Box, letter: Box) -> bool:
    """Whether a letter begins a new word: more than a letter's size away from the one before, whichever way
    the text runs."""
    size = max(1.0, *(box[side + 2] - box[side] for box in (before, letter) for side in (0, 1)))
    return (
        any(
            letter[side] - before[side + 2] > size or before[side] - letter[side + 2] > size
            for side in (0, 1)
        )
        or abs(letter[3] - before[3]) > size * 1.5
    )


def _end_word(words: list[Word], letters: list[str], box: Box | None) -> None:
    if letters and box is not None:
        words.append(Word("".join(letters), box))


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _part(box: Box, first: float, last: float) -> Box:
    x0, y0, x1, y1 = box
    return x0 + (x1 - x0) * first, y0, x0 + (x1 - x0) * last, y1
