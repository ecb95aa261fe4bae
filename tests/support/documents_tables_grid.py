"""Draws a table on a sheet: rules or none, wrapped cells, headings of several lines, pages that turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from tests.support.documents_maker import Maker
from tests.support.documents_sheet import MARGIN, Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and lines of their own under it."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridColumn:
    key: str
    heading: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells, or a label with or without a figure in the last column."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    label: str = ""
    figure: str = ""
    bold: bool = False
    amount: Decimal | None = None


@dataclass
class Grid:
    """How a table is drawn. `rules` is "grid", "rows", "columns", "head", "zebra" or "none"; `place` says
    where figures stand beside a wrapped text; `again` repeats the heading on each page; `tight` rows have no
    more air between them than within them. `split` parts a wrapped row where the page ends. Where
    pages turn, `carried` names the sum so far, at the foot and at the head."""

    maker: Maker
    columns: Sequence[GridColumn]
    rules: str = "none"
    place: str = "top"
    heading: bool = True
    centred: bool = False
    again: bool = True
    air: float = 5.0
    tight: bool = True
    right: float = 0.0
    size: float = 8.5
    carried: tuple[str, str] | None = None
    split: bool = False

    def draw(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        edges = self._edges(sheet)
        if self.heading:
            self._head(sheet, edges)
        running = Decimal(0)
        for number, line in enumerate(lines):
            height = self._height(sheet, line, edges)
            if sheet.y + height > sheet.height - MARGIN - 40:
                first, rest = self._parted(sheet, line, edges)
                if rest is not None:
                    self._line(sheet, first, edges, self._height(sheet, first, edges), number)
                    line, height = rest, self._height(sheet, rest, edges)
                self._turn(sheet, edges, running)
            if line.amount is not None:
                running += line.amount
            self._line(sheet, line, edges, height, number)
        if self.rules in ("head", "zebra", "rows"):
            sheet.rule(edges[0], edges[-1], sheet.y)
        sheet.y += 20

    def _parted(self, sheet: Sheet, line: Line, edges: Sequence[float]) -> tuple[Line, Line | None]:
        """The first line of a wrapped row with its figures, and the rest of its text."""
        if not self.split:
            return line, None
        texts = self._texts(sheet, line, edges)
        at = next(index for index, column in enumerate(self.columns) if column.key == "description")
        if len(texts[at]) < 2:
            return line, None
        first, *rest = texts[at]
        head = Line({**line.cells, "description": Cell(first)}, amount=line.amount)
        return head, Line({"description": Cell("", tuple(rest))})

    def _edges(self, sheet: Sheet) -> list[float]:
        left, right = MARGIN, self.right or sheet.width - MARGIN
        whole = sum(column.share for column in self.columns)
        edges = [left]
        for column in self.columns:
            edges.append(edges[-1] + (right - left) * column.share / whole)
        return edges

    def _head(self, sheet: Sheet, edges: Sequence[float]) -> None:
        texts = [
            sheet.wrap(column.heading, x1 - x0 - 6, self.size, True)
            for column, (x0, x1) in zip(self.columns, pairwise(edges), strict=True)
        ]
        height = max(map(len, texts)) * self.size * 1.25 + 5
        if self.rules == "zebra":
            sheet.box(edges[0], sheet.y, edges[-1], sheet.y + height, shade=True)
        for column, text, (x0, x1) in zip(self.columns, texts, pairwise(edges), strict=True):
            for at, part in enumerate(text):
                y = sheet.y + self.size + 1.5 + at * self.size * 1.25
                x = x1 - 4 if column.right else x0 + 4
                if self.centred:
                    x = (x0 + x1) / 2 - sheet.measure(part, self.size, True) / 2
                sheet.text(x, y, part, self.size, bold=True, right=column.right and not self.centred)
        self._frame(sheet, edges, height)
        sheet.y += height
        if self.rules in ("head", "rows"):
            sheet.rule(edges[0], edges[-1], sheet.y)

    def _texts(self, sheet: Sheet, line: Line, edges: Sequence[float]) -> list[list[str]]:
        texts = []
        for column, (x0, x1) in zip(self.columns, pairwise(edges), strict=True):
            cell = line.cells.get(column.key, Cell(""))
            own = sheet.wrap(cell.text, x1 - x0 - 8, self.size) if cell.text else []
            below = [part for text in cell.below for part in sheet.wrap(text, x1 - x0 - 8, self.size)]
            texts.append([*own, *below])
        return texts

    def _height(self, sheet: Sheet, line: Line, edges: Sequence[float]) -> float:
        if line.label:
            return self.size * 1.25 + self.air + 2
        return max(1, *map(len, self._texts(sheet, line, edges))) * self.size * 1.25 + self.air

    def _line(self, sheet: Sheet, line: Line, edges: Sequence[float], height: float, number: int) -> None:
        if self.rules == "zebra" and number % 2:
            sheet.box(edges[0], sheet.y, edges[-1], sheet.y + height, shade=True)
        step = self.size * 1.25
        base = sheet.y + self.size + self.air / 2 - 1
        if line.label:
            sheet.text(edges[0] + 4, base, line.label, self.size, bold=True)
            if line.figure:
                sheet.text(edges[-1] - 4, base, line.figure, self.size, bold=True, right=True)
        texts = self._texts(sheet, line, edges)
        most = max(1, *map(len, texts))
        for column, text, (x0, x1) in zip(self.columns, texts, pairwise(edges), strict=True):
            free = (most - len(text)) * step
            start = {"top": 0.0, "middle": free / 2, "bottom": free}[self.place]
            for at, part in enumerate(text):
                x = x1 - 4 if column.right else x0 + 4
                sheet.text(x, base + start + at * step, part, self.size, right=column.right)
        if line.label:
            if self.rules == "grid":
                sheet.box(edges[0], sheet.y, edges[-1], sheet.y + height)
        else:
            self._frame(sheet, edges, height)
        sheet.y += height
        if self.rules == "rows":
            sheet.rule(edges[0], edges[-1], sheet.y)
        if not self.tight:
            sheet.y += 7

    def _frame(self, sheet: Sheet, edges: Sequence[float], height: float) -> None:
        if self.rules == "grid":
            for x0, x1 in pairwise(edges):
                sheet.box(x0, sheet.y, x1, sheet.y + height)
        elif self.rules == "columns":
            for x in edges:
                sheet.canvas.line(x, sheet.height - sheet.y, x, sheet.height - sheet.y - height)

    def _turn(self, sheet: Sheet, edges: Sequence[float], running: Decimal) -> None:
        if self.carried:
            self._carry(sheet, edges, self.carried[0], running)
        sheet.turn()
        sheet.text(MARGIN, sheet.y, f"{self.maker.label('invoice')} / {sheet.page}", 7)
        sheet.y += 16
        if self.heading and self.again:
            self._head(sheet, edges)
        if self.carried:
            self._carry(sheet, edges, self.carried[1], running)

    def _carry(self, sheet: Sheet, edges: Sequence[float], text: str, running: Decimal) -> None:
        line = Line(label=text, figure=self.maker.write_number(running))
        self._line(sheet, line, edges, self.size * 1.25 + self.air, 0)
