"""Where one stands in the grid, which cells are selected from there, and which rows are marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class Selection:
    """`row` and `column` are the cell in focus, the anchor the other corner of the selected block. `marked`
    are whole rows, by their documents."""

    row: int = 0
    column: int = 0
    anchor_row: int = 0
    anchor_column: int = 0
    marked: set[UUID] = field(default_factory=set)

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Stand elsewhere; `extend` keeps the other corner."""
        self.row, self.column = row, column
        if not extend:
            self.anchor_row, self.anchor_column = row, column

    @property
    def rows(self) -> range:
        return range(min(self.row, self.anchor_row), max(self.row, self.anchor_row) + 1)

    @property
    def columns(self) -> range:
        return range(min(self.column, self.anchor_column), max(self.column, self.anchor_column) + 1)

    @property
    def single(self) -> bool:
        return (self.row, self.column) == (self.anchor_row, self.anchor_column)

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is in a block of several."""
        return not self.single and row in self.rows and column in self.columns

    def cells(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row in self.rows for column in self.columns)

    def keep_within(self, rows: int, columns: int) -> None:
        """There are so many now."""
        last_row, last_column = max(0, rows - 1), max(0, columns - 1)
        self.row, self.anchor_row = min(self.row, last_row), min(self.anchor_row, last_row)
        self.column, self.anchor_column = min(self.column, last_column), min(self.anchor_column, last_column)

    def toggle(self, row: UUID) -> None:
        """Mark a row, or take its mark away."""
        self.marked.symmetric_difference_update({row})
