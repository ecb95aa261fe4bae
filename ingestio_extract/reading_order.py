"""Tells columns of prose, which are read one after the other, from rows that are read across.

Only prose is parted: both sides of a gutter must hold full lines of words, or one side a letter's text
and the other lines of its own height. Tables, forms and blocks of addresses stay rows.
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingestio_extract.words import Word

Rows = Sequence[Sequence[Word]]
"""Words by line from the top down, each line from left to right."""

_GUTTER: Final = 0.9
_LEAST_HEIGHT: Final = 6.0
_LEAST_ROWS: Final = 5
_LEAST_LETTER_ROWS: Final = 8
_WORDS_A_LINE: Final = 4.0
_WORDS_A_LETTER_LINE: Final = 6.0
_FILLED: Final = 0.7
_LETTERS: Final = 0.78
_ALIGNED: Final = 0.5
_STEP: Final = 3.0
_APART: Final = 3.0
_GAPPY: Final = 0.25
_GAP_OF_CELLS: Final = 1.8


@dataclass(frozen=True, slots=True)
class _Split:
    """Rows `first` to `last` (exclusive) stand on both sides of `x`."""

    first: int
    last: int
    x: float


def zones(rows: Rows) -> list[list[list[Word]]]:
    """The lines in the order in which they are read, as groups of lines that belong together.

    Where nothing has to be parted there is one group: the rows as they were given.
    """
    split = _best_split(rows)
    if split is None:
        return [[list(row) for row in rows]] if rows else []
    above, inside, below = rows[: split.first], rows[split.first : split.last], rows[split.last :]
    left, right = _halves(inside, split.x)
    return [zone for part in (above, left, right, below) for zone in zones(part)]


def _best_split(rows: Rows) -> _Split | None:
    gutters = _gutters(rows)
    if len(gutters) < _LEAST_ROWS - 1:
        return None
    best: _Split | None = None
    votes = Counter(round(x / _STEP) for x in gutters)
    for place in sorted(votes):
        if sum(votes[place + step] for step in (-2, -1, 0, 1, 2)) < _LEAST_ROWS - 1:
            continue
        x = place * _STEP
        for first, last in _runs(rows, x):
            if best is not None and last - first <= best.last - best.first:
                continue
            if _are_columns(rows[first:last], x):
                best = _Split(first, last, x)
    return best


def _gutters(rows: Rows) -> list[float]:
    """Where a column may begin: in gaps wide enough, and before lines that begin far from the left edge,
    as they do where the lines of two columns are not level."""
    found = []
    edge = min((row[0].box[0] for row in rows if row), default=0.0)
    span = max((row[-1].box[2] for row in rows if row), default=0.0) - edge
    for row in rows:
        if len(row) >= 3 and row[0].box[0] > edge + 0.15 * span:
            found.append(row[0].box[0] - 4)
        if len(row) >= 4:
            found.extend((start + end) / 2 for start, end in _wide_gaps(row, _GUTTER))
    return found


def _wide_gaps(row: Sequence[Word], heights: float) -> list[tuple[float, float]]:
    """From where to where, between neighbours further apart than that many heights of the line."""
    least = heights * _LEAST_HEIGHT
    gaps = [(one.box[2], two.box[0]) for one, two in pairwise(row) if two.box[0] - one.box[2] > least]
    if gaps:
        least = heights * max(_LEAST_HEIGHT, statistics.median([word.height for word in row]))
    return [(start, end) for start, end in gaps if end - start > least]


def _runs(rows: Rows, x: float) -> list[tuple[int, int]]:
    """Where lines follow each other of which no word comes near `x`, trimmed to those with both sides."""
    result = []
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and not any(word.box[0] - 2 < x < word.box[2] + 2 for word in rows[at]):
            continue
        first, last = _trimmed(rows, start, at, x) if _is_wordy(rows[start:at], x) else (start, start)
        if last - first >= _LEAST_ROWS:
            result.append((first, last))
        start = at + 1
    return result


def _is_wordy(rows: Rows, x: float) -> bool:
    """A quick look before the thorough one: whether lines hold about as many words as prose does."""
    words = sum(len(row) for row in rows)
    lines = sum((row[0].box[0] < x) + (row[-1].box[2] > x) for row in rows)
    return len(rows) >= _LEAST_ROWS and words > 0.75 * _WORDS_A_LINE * lines


def _trimmed(rows: Rows, first: int, last: int, x: float) -> tuple[int, int]:
    """Without what stands on one side alone above and below, apart from the rest by more than a line."""
    left = [at for at in range(first, last) if rows[at][0].box[2] <= x]
    right = [at for at in range(first, last) if rows[at][-1].box[0] >= x]
    if not left or not right:
        return first, first
    begin, end = max(left[0], right[0]), min(left[-1], right[-1])
    while begin > first and _distance(rows[begin - 1], rows[begin]) < _APART:
        begin -= 1
    while end + 1 < last and _distance(rows[end], rows[end + 1]) < _APART:
        end += 1
    return begin, end + 1


def _distance(above: Sequence[Word], below: Sequence[Word]) -> float:
    """Between the middles of two lines, in heights of their words."""
    height = max(above[0].height, below[0].height)
    return (below[0].middle - above[0].middle) / max(5.0, height)


def _are_columns(rows: Rows, x: float) -> bool:
    left, right = _halves(rows, x)
    if min(len(left), len(right)) < _LEAST_ROWS:
        return False
    # Of a table every cut would pass on to cuts of its halves: what is quick to see goes first.
    if _are_prose((left, right), _WORDS_A_LINE):
        return True
    shared = sum(1 for row in rows if row[0].box[0] < x < row[-1].box[2])
    return any(
        len(text) >= _LEAST_LETTER_ROWS
        and shared < _ALIGNED * len(beside)
        and _are_prose((text,), _WORDS_A_LETTER_LINE)
        for text, beside in ((left, right), (right, left))
    )


def _are_prose(blocks: Sequence[Rows], words_a_line: float) -> bool:
    """Whether each block has full lines of words that are letters for the most part, without gaps as
    between cells, or columns of such lines."""
    if any(sum(len(line) for line in lines) < words_a_line * len(lines) for lines in blocks):
        return False
    whole: list[Rows] = []
    parted: list[Rows] = []
    for lines in blocks:
        gappy = sum(bool(_wide_gaps(line, _GAP_OF_CELLS)) for line in lines)
        (parted if gappy > _GAPPY * len(lines) else whole).append(lines)
    return all(map(_is_full, whole)) and all(_best_split(lines) is not None for lines in parted)


def _is_full(lines: Rows) -> bool:
    """Whether lines without columns end at their edges, and hold letters for the most part."""
    left = min(line[0].box[0] for line in lines)
    width = max(line[-1].box[2] for line in lines) - left
    filled = statistics.fmean((line[-1].box[2] - line[0].box[0]) / max(1.0, width) for line in lines)
    if filled < _FILLED:
        return False
    text = "".join(word.text for line in lines for word in line)
    letters = sum(character.isalpha() for character in text)
    return letters >= _LETTERS * len(text)


def _halves(rows: Rows, x: float) -> tuple[list[list[Word]], list[list[Word]]]:
    left = [[word for word in row if word.box[2] <= x] for row in rows]
    right = [[word for word in row if word.box[0] >= x] for row in rows]
    return [row for row in left if row], [row for row in right if row]
