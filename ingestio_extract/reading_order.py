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
        if len(row) < 4:
            continue
        height = statistics.median(word.height for word in row)
        for first, second in pairwise(row):
            if second.box[0] - first.box[2] > _GUTTER * max(6.0, height):
                found.append((first.box[2] + second.box[0]) / 2)
    return found


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
    if _is_prose(left, _WORDS_A_LINE) and _is_prose(right, _WORDS_A_LINE):
        return True
    for text, beside in ((left, right), (right, left)):
        if len(text) >= _LEAST_LETTER_ROWS and _is_prose(text, _WORDS_A_LETTER_LINE):
            shared = sum(1 for row in rows if row[0].box[0] < x < row[-1].box[2])
            return shared < _ALIGNED * len(beside)
    return False


def _is_prose(lines: Rows, words_a_line: float) -> bool:
    """Full lines of words that are letters for the most part, without gaps as between cells; or columns of
    such lines."""
    if statistics.mean(len(line) for line in lines) < words_a_line:
        return False
    if sum(_has_gap(line) for line in lines) > _GAPPY * len(lines):
        return _best_split(lines) is not None
    left = min(line[0].box[0] for line in lines)
    width = max(line[-1].box[2] for line in lines) - left
    filled = statistics.mean((line[-1].box[2] - line[0].box[0]) / max(1.0, width) for line in lines)
    text = "".join(word.text for line in lines for word in line)
    letters = sum(character.isalpha() for character in text)
    return filled >= _FILLED and letters >= _LETTERS * len(text)


def _has_gap(line: Sequence[Word]) -> bool:
    widest = max((second.box[0] - first.box[2] for first, second in pairwise(line)), default=0.0)
    return widest > _GAP_OF_CELLS * max(6.0, statistics.median(word.height for word in line))


def _halves(rows: Rows, x: float) -> tuple[list[list[Word]], list[list[Word]]]:
    left = [[word for word in row if word.box[2] <= x] for row in rows]
    right = [[word for word in row if word.box[0] >= x] for row in rows]
    return [row for row in left if row], [row for row in right if row]
