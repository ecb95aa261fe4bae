"""The lines of a document in parts that a model answers in full, so that no row is cut off silently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_extract.layout import Layout, Row
from ingestio_extract.llm.options import WINDOW_CHARACTERS
from ingestio_extract.llm.request import BEFORE_LINES, HEAD_LINES

_COLUMNS: Final = 110
"""A page's width in characters, so that what stands in one column stays in one."""
_MOST_PICTURES: Final = 4
"""In one part: more make a question too large for some servers."""


@dataclass(frozen=True, slots=True)
class Window:
    """The lines to answer for, with the numbers `first` to `last`, and the `context` before them: the
    head of the document and the lines just before, which the part before answers for. `pages` are those
    whose pictures belong to it; one without lines is all about pictures."""

    first: int
    last: int
    lines: tuple[str, ...]
    context: tuple[str, ...]
    pages: tuple[int, ...] = ()


def windows(layout: Layout, size: int = WINDOW_CHARACTERS, pictured: Sequence[int] = ()) -> Iterator[Window]:
    """Every line of the document in exactly one part of at most `size` characters, and every one of the
    `pictured` pages in at least one."""
    lines = _numbered(layout)
    start = 0
    while start < len(lines):
        end, length = start, 0
        pages: list[int] = []
        while end < len(lines) and (end == start or length + len(lines[end]) <= size):
            page = layout.rows[end].page
            if page in pictured and page not in pages:
                if len(pages) == _MOST_PICTURES:
                    break
                pages.append(page)
            length += len(lines[end]) + 1
            end += 1
        yield Window(start, end - 1, tuple(lines[start:end]), _context(lines, start), tuple(pages))
        start = end
    with_lines = {row.page for row in layout.rows}
    alone = [page for page in pictured if page not in with_lines]
    for number in range(0, len(alone), _MOST_PICTURES):
        some = tuple(alone[number : number + _MOST_PICTURES])
        yield Window(len(lines), len(lines) - 1, (), tuple(lines[:HEAD_LINES]), some)


def _context(lines: Sequence[str], start: int) -> tuple[str, ...]:
    head = range(min(HEAD_LINES, start))
    before = range(max(len(head), start - BEFORE_LINES), start)
    return tuple(lines[number] for number in (*head, *before))


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
