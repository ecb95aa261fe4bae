"""How far the lines of a table stand from one another, and what that says of the rows they make."""

import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingestio_extract.local.candidates import Document
from ingestio_extract.local.lines import Kind, Line

_TIGHT: Final = 1.15
_CLEAR: Final = 1.2


class Measures:
    """The distances of a table's lines: within a row, and from row to row."""

    def __init__(self, document: Document, lines: Sequence[Line], across: tuple[float, float]) -> None:
        self.document = document
        self.height = document.layout.line_height
        self._blocks = _blocks(document, lines, across)
        texts: list[float] = []
        mixed: list[float] = []
        rows: list[float] = []
        for first, second in pairwise(lines):
            gap = second.base - first.base
            # Figures in the middle beside two lines of text stand half a line from both.
            if first.page != second.page or gap < self.height:
                continue
            kinds = (first.kind is Kind.TEXT, second.kind is Kind.TEXT)
            (texts if all(kinds) else mixed if any(kinds) else rows).append(gap)
        self.pitch = statistics.median(rows) if rows else None
        inner = sorted(texts)[len(texts) // 4] if len(texts) > 1 else min([*texts, *mixed], default=None)
        low = min(mixed, default=inner)
        self.inner = min(inner, low) if inner is not None and low is not None else None

    def tight(self, upper: Line, lower: Line) -> bool:
        """Whether two lines stand as near as the lines of one text."""
        if upper.page != lower.page:
            return False
        if lower.row.box[1] - upper.row.box[3] > 0.9 * self.height:
            return False
        gap = lower.base - upper.base
        if self.inner is not None and gap > max(self.inner * _TIGHT, self.inner + 1.5):
            return False
        clear = self.pitch is not None and self.inner is not None and self.pitch > self.inner + _CLEAR
        return not (clear and self.pitch is not None and gap > self.pitch - 0.6 * _CLEAR)

    def block(self, line: Line) -> tuple[int, int] | None:
        """Between which two drawn lines a line stands; None where none part the rows."""
        ys = self._blocks.get(line.page)
        if ys is None:
            return None
        middle = (line.row.box[1] + line.row.box[3]) / 2
        return line.page, sum(y < middle for y in ys)

    def cut(self, before: Line, run: Sequence[Line], after: Line, mode: str) -> int:
        """How many lines of a run belong to what stands before it."""
        if not run:
            return 0
        own = self.block(before)
        if own is not None and own != self.block(after):
            return sum(self.block(line) == own for line in run)
        gaps = [lower.base - upper.base for upper, lower in pairwise([before, *run, after])]
        widest = max(range(len(gaps)), key=lambda index: gaps[index])
        others = [gap for index, gap in enumerate(gaps) if index != widest]
        if gaps[widest] - statistics.median(others) >= _CLEAR:
            return widest
        return {"bottom": 0, "middle": len(run) // 2}.get(mode, len(run))

    def chain(self, start: Line, lines: Sequence[Line], *, forward: bool) -> list[Line]:
        """The lines that follow one another closely from `start` on; with drawn rows, those of its row."""
        own = self.block(start)
        # Above the first and below the last drawn line only nearness tells.
        framed = own is not None and 0 < own[1] < len(self._blocks[start.page])
        kept: list[Line] = []
        before = start
        for line in lines:
            if framed:
                if self.block(line) != own:
                    break
            elif not (self.tight(before, line) if forward else self.tight(line, before)):
                break
            kept.append(line)
            before = line
        return kept

    def mode(self, groups: Sequence[tuple[list[Line], Line | None]]) -> str:
        """Whether figures stand beside the first ("top"), a middle or the last line ("bottom") of wrapped
        texts; empty where nothing tells."""
        above = below = 0
        before: Line | None = None
        for run, line in groups:
            item = line if line is not None and line.kind is Kind.ITEM else None
            if before is not None and line is not None and run and before.page == line.page == run[0].page:
                gaps = [lower.base - upper.base for upper, lower in pairwise([before, *run, line])]
                widest = max(range(len(gaps)), key=lambda index: gaps[index])
                others = [gap for index, gap in enumerate(gaps) if index != widest]
                if gaps[widest] - statistics.median(others) >= _CLEAR:
                    below += widest
                    above += len(run) - widest if item is not None else 0
            elif before is None and item is not None:
                above += len(self.chain(item, run[::-1], forward=False))
            elif before is not None:
                below += len(self.chain(before, run, forward=True))
            before = item
        if not above and not below:
            return ""
        share = above / (above + below)
        return "top" if share < 0.25 else "bottom" if share > 0.75 else "middle"


def _blocks(
    document: Document, lines: Sequence[Line], across: tuple[float, float]
) -> dict[int, tuple[float, ...]]:
    """For each page the y of the lines drawn across, where they part nearly all rows with figures."""
    left, right = across
    result: dict[int, tuple[float, ...]] = {}
    for page in {line.page for line in lines}:
        parts: dict[float, float] = {}
        for x0, x1, y in document.layout.page(page).rulings.across:
            parts[y] = parts.get(y, 0.0) + max(0.0, min(x1, right) - max(x0, left))
        ys = tuple(sorted(y for y, covered in parts.items() if covered >= 0.55 * (right - left)))
        items = [line for line in lines if line.page == page and line.kind is Kind.ITEM]
        if len(ys) < 2 or not items:
            continue
        counts: dict[int, int] = {}
        for line in items:
            middle = (line.row.box[1] + line.row.box[3]) / 2
            block = sum(y < middle for y in ys)
            counts[block] = counts.get(block, 0) + 1
        inside = [block for block in counts if 0 < block < len(ys)]
        if sum(counts[block] == 1 for block in inside) >= 0.7 * len(items):
            result[page] = ys
    return result
