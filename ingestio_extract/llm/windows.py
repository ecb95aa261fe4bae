"""The lines of a document in parts that a model answers in full, so that no row is cut off silently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_extract.layout import Layout, Row

WINDOW_CHARACTERS: Final = 14_000
"""Of one part: about 5,000 tokens, and as many at most of an answer that repeats every row."""

_COLUMNS: Final = 110
"""A page's width in characters, so that what stands in one column stays in one."""
_HEAD: Final = 15
_BEFORE: Final = 4


@dataclass(frozen=True, slots=True)
class Window:
    """The lines to answer for, with the numbers `first` to `last`, and the `context` before them: the
    head of the document and the lines just before, which the part before answers for."""

    first: int
    last: int
    lines: tuple[str, ...]
    context: tuple[str, ...]


def windows(layout: Layout, size: int = WINDOW_CHARACTERS) -> Iterator[Window]:
    """Every line of the document in exactly one part of at most `size` characters."""
    lines = _numbered(layout)
    start = 0
    while start < len(lines):
        end, length = start, 0
        while end < len(lines) and (end == start or length + len(lines[end]) <= size):
            length += len(lines[end]) + 1
            end += 1
        head = range(min(_HEAD, start))
        before = range(max(len(head), start - _BEFORE), start)
        context = tuple(lines[number] for number in (*head, *before))
        yield Window(start, end - 1, tuple(lines[start:end]), context)
        start = end


def _numbered(layout: Layout) -> Sequence[str]:
    return [f"{row.number} p{row.page}| {_line(row, layout.page(row.page).width)}" for row in layout.rows]


def _line(row: Row, width: float) -> str:
    """The row's words where they stand, in characters from the left."""
    text = ""
    for segment in row.segments:
        column = round(_COLUMNS * max(0.0, segment.box[0]) / max(1.0, width))
        gap = max(column - len(text), 2 if text else 0)
        text += " " * gap + segment.text
    return text
