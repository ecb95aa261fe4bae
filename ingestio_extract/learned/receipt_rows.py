"""Features of the rows of a receipt, by which it is learned which of them are the shop's name and address."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Row
from ingestio_extract.learned.ensemble import Matrix, matrix
from ingestio_extract.learned.receipt_text import TEXT_FEATURES, hashed, names, text_features
from ingestio_extract.local.candidates import Document, tidy
from ingestio_extract.words import union

HEAD: Final = 26
"""Rows from the top among which name and address are looked for."""
_HASHES: Final = 64
_PLACE: Final = (
    "row",
    "to_end",
    "depth",
    "top",
    "left",
    "right",
    "middle",
    "height",
    "height_rank",
    "parts",
    "gap_above",
    "gap_below",
    "same_left",
    "repeated",
)
_AROUND: Final = (-2, -1, 1, 2)
ROW_FEATURES: Final = (
    *TEXT_FEATURES,
    *_PLACE,
    *(name for step in _AROUND for name in names(f"row{step:+}", TEXT_FEATURES)),
    *(f"hash_{number}" for number in range(_HASHES)),
)


@dataclass(frozen=True)
class Slip:
    """The rows of a document with what their features are measured by. Boxes in points or any other unit."""

    document: Document

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return self.document.layout.rows

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(tidy(row.text) for row in self.rows)

    @cached_property
    def extent(self) -> Box:
        return union([row.box for row in self.rows])

    @cached_property
    def height(self) -> float:
        return statistics.median(row.box[3] - row.box[1] for row in self.rows) or 1.0

    @property
    def head(self) -> int:
        return min(HEAD, len(self.rows))


def row_features(slip: Slip) -> Matrix:
    """One line a row of the head, by `ROW_FEATURES`."""
    shapes = [text_features(text) for text in slip.texts]
    empty = text_features("")
    result: list[Sequence[float]] = []
    heights = sorted((row.box[3] - row.box[1] for row in slip.rows[: slip.head]), reverse=True)
    for index in range(slip.head):
        values = [*shapes[index], *_place(slip, index, heights)]
        for step in _AROUND:
            other = index + step
            values.extend(shapes[other] if 0 <= other < len(shapes) else empty)
        values.extend(hashed(slip.texts[index], _HASHES))
        result.append(values)
    return matrix(result, len(ROW_FEATURES))


def _place(slip: Slip, index: int, heights: Sequence[float]) -> tuple[float, ...]:
    rows, line = slip.rows, slip.height
    x0, y0, x1, y1 = slip.extent
    box = rows[index].box
    wide, high = max(1.0, x1 - x0), max(1.0, y1 - y0)
    size = box[3] - box[1]
    above = (box[1] - rows[index - 1].box[3]) / line if index else 5.0
    below = (rows[index + 1].box[1] - box[3]) / line if index + 1 < len(rows) else 5.0
    before = rows[index - 1].box[0] if index else -99.0
    return (
        index,
        len(rows) - index,
        index / len(rows),
        (box[1] - y0) / high,
        (box[0] - x0) / wide,
        (box[2] - x0) / wide,
        ((box[0] + box[2]) / 2 - (x0 + x1) / 2) / wide,
        size / line,
        heights.index(size),
        len(rows[index].segments),
        max(-2.0, min(8.0, above)),
        max(-2.0, min(8.0, below)),
        float(abs(box[0] - before) < line),
        float(slip.texts.count(slip.texts[index]) > 1),
    )
