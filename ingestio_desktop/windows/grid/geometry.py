"""Where the cells of the grid lie: columns that stay at the left, columns that scroll, rows of one height."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPoint, QRect

from ingestio_desktop.presenters.grid_columns import ShownColumn

ROW: Final = 32
HEADER: Final = 36
FOOTER: Final = 40
NUMBER_WIDTH: Final = 40
DOCUMENT_WIDTH: Final = 184
STATE_WIDTH: Final = 100
FROZEN_WIDTH: Final = NUMBER_WIDTH + DOCUMENT_WIDTH + STATE_WIDTH
DOCUMENT: Final = 0
STATE: Final = 1
FIRST: Final = 2
"""The first column of the plan. Before it stand document and state; the number is no cell."""


class Geometry:
    """In pixels of the viewport, for the scrolling that is given. A column is counted from the document."""

    def __init__(self) -> None:
        self.columns: tuple[ShownColumn, ...] = ()
        self.rows = 0
        self.left = self.top = 0
        self._ends: list[int] = []

    def set_columns(self, columns: Sequence[ShownColumn]) -> None:
        self.columns = tuple(columns)
        self._ends = list(accumulate(column.width for column in columns))

    @property
    def count(self) -> int:
        """Columns that one can stand in."""
        return FIRST + len(self.columns)

    @property
    def width(self) -> int:
        """Of the columns that scroll."""
        return self._ends[-1] if self._ends else 0

    @property
    def height(self) -> int:
        return self.rows * ROW

    def span(self, column: int) -> tuple[int, int]:
        """Left edge and width."""
        if column == DOCUMENT:
            return NUMBER_WIDTH, DOCUMENT_WIDTH
        if column == STATE:
            return NUMBER_WIDTH + DOCUMENT_WIDTH, STATE_WIDTH
        at = column - FIRST
        width = self.columns[at].width
        return FROZEN_WIDTH + self._ends[at] - width - self.left, width

    def rect(self, row: int, column: int) -> QRect:
        left, width = self.span(column)
        return QRect(left, row * ROW - self.top, width, ROW)

    def rows_between(self, height: int) -> range:
        """Those that are seen in a viewport of this height."""
        return range(max(0, self.top // ROW), min(self.rows, (self.top + height) // ROW + 1))

    def columns_between(self, width: int) -> range:
        """Those of the plan that are seen in a viewport of this width."""
        if not self.columns:
            return range(0)
        first = bisect_right(self._ends, self.left)
        last = bisect_right(self._ends, self.left + max(0, width - FROZEN_WIDTH))
        return range(FIRST + first, FIRST + min(last, len(self.columns) - 1) + 1)

    def column_at(self, x: int) -> int | None:
        """-1 for the number; None beside all columns."""
        if x < NUMBER_WIDTH:
            return -1
        if x < FROZEN_WIDTH:
            return DOCUMENT if x < NUMBER_WIDTH + DOCUMENT_WIDTH else STATE
        at = bisect_right(self._ends, x - FROZEN_WIDTH + self.left)
        return FIRST + at if at < len(self.columns) else None

    def row_at(self, y: int) -> int | None:
        row = (y + self.top) // ROW
        return row if 0 <= row < self.rows else None

    def cell_at(self, spot: QPoint) -> tuple[int, int] | None:
        row, column = self.row_at(spot.y()), self.column_at(spot.x())
        return None if row is None or column is None else (row, column)
