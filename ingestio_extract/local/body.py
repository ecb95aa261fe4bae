"""The rows under a heading: which lines carry figures, which text belongs to which of them."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Row
from ingestio_extract.local.alignment import triple_of
from ingestio_extract.local.atoms import Atom, atoms, numbers_of, spans
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.columns import HELPERS, Column
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.headers import Header, HeaderCell, money_in, same_heading
from ingestio_extract.local.lines import Item, Kind, Line, baseline, figure_of, is_rate
from ingestio_extract.local.rowtexts import CARRIED, DISCOUNT, FINAL, PAGE_MARK, SUMMARY, TERMS
from ingestio_extract.local.spacing import Measures
from ingestio_extract.words import union

_CENT: Final = Decimal("0.011")
_ALIGNED: Final = 5.0
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Body:
    """What was read under a heading and its repetitions. `unread` are lines with figures that gave no row."""

    items: list[Item] = field(default_factory=list)
    unread: list[Row] = field(default_factory=list)
    parts: list[tuple[int, Decimal]] = field(default_factory=list)
    ended: bool = False


_Way = tuple[int, float, tuple[int | None, ...]]


class BodyReader:
    """Reads the rows under a heading. `text_column` is the one whose wrapped lines are joined."""

    def __init__(
        self, document: Document, header: Header, columns: Sequence[Column], text_column: str | None
    ) -> None:
        self.document = document
        self.header = header
        self.columns = columns
        self.text_column = text_column
        wanted = {column.role for column in columns}
        self.figures = [
            cell.column.role
            for cell in header.cells
            if cell.column.numeric and cell.column.role.split("#")[0] in wanted
        ]
        self.anchors = _anchors(self.figures)
        self.dated = [column.role for column in columns if column.type is FieldType.DATE]
        self.named = [cell.column.role for cell in header.cells if cell.column.role in wanted]

    def read(self, until: int, body: Body) -> None:
        """Adds the rows from the heading down to row `until`."""
        self._assemble(self._classified(self._lines(until), body), body)

    # Lines and their columns

    def _lines(self, until: int) -> list[Line]:
        rows = [
            row
            for row in self.document.layout.rows[self.header.last + 1 : until]
            if not same_heading(row, self.header.row)
        ]
        edges = self.header.edges
        pieces = [atoms(self.document, row, edges) for row in rows]
        placed = [self._placed(parts) for parts in pieces]
        if not edges:
            telling = [cells for row, cells in zip(rows, placed, strict=True) if not _is_summary(row)]
            self.header = self._settled(telling)
            starts = [cell.box[0] for cell in self.header.cells if not cell.column.numeric]
            pieces = [
                atoms(self.document, row, edges, starts) if spans(parts, starts) else parts
                for row, parts in zip(rows, pieces, strict=True)
            ]
            placed = [self._placed(parts) for parts in pieces]
        left = edges[0] if edges else self._across[0] - 2 * self.document.layout.line_height
        return [
            Line(row, cells, baseline(row))
            for row, cells in zip(rows, placed, strict=True)
            if row.box[2] > left
        ]

    def _placed(self, parts: Sequence[Atom]) -> dict[str, list[Atom]]:
        """The pieces of a row by column, from left to right as the columns are: the cheapest such way."""
        cells = self.header.cells
        priced = [self._costs(atom) for atom in parts]
        nearest = [_nearest(costs) for costs in priced]
        if -1 not in nearest and all(first < second for first, second in pairwise(nearest)):
            return self._rejoined(
                parts, {cells[at].column.role: [atom] for atom, at in zip(parts, nearest, strict=True)}
            )
        limit = self._limit
        # For each last column: what it cost to come there, and which column each piece went to.
        ways: dict[int, tuple[float, tuple[int | None, ...]]] = {-1: (0.0, ())}
        for index, atom in enumerate(parts):
            wide = (
                index > 0 and atom.box[0] - parts[index - 1].box[2] > 1.2 * self.document.layout.line_height
            )
            costs = priced[index]
            following: dict[int, tuple[float, tuple[int | None, ...]]] = {}
            for last, (cost, path) in ways.items():
                options: list[_Way] = [(last, cost + limit, (*path, None))]
                for at in range(max(0, last), len(cells)):
                    price = costs[at]
                    if price is not None:
                        again = 6 * self.document.layout.line_height if at == last and wide else 0.0
                        options.append((at, cost + price + again, (*path, at)))
                for at, total, way in options:
                    if at not in following or total < following[at][0]:
                        following[at] = (total, way)
            ways = following
        _, path = min(ways.values(), key=lambda way: way[0])
        found: dict[str, list[Atom]] = {}
        for atom, place in zip(parts, path, strict=True):
            if place is not None:
                found.setdefault(cells[place].column.role, []).append(atom)
        return self._rejoined(parts, found)

    @property
    def _limit(self) -> float:
        return 40 * self.document.layout.line_height

    def _rejoined(self, parts: Sequence[Atom], cells: dict[str, list[Atom]]) -> dict[str, list[Atom]]:
        """With dates and signs that stand a plain space behind a text put back to it, and so with figures
        on a line that has no amount of its own."""
        text = self.text_column
        if text is None or text not in cells or self.dated:
            return cells
        anchored = any(role in cells for role in self.anchors)
        role_of = {id(atom): role for role, own in cells.items() for atom in own}
        for before, atom in pairwise(parts):
            if role_of.get(id(before)) != text or role_of.get(id(atom)) == text:
                continue
            if atom.box[0] - before.box[2] > 0.6 * self.document.layout.line_height:
                continue
            dated = bool(find_dates(atom.text, self.document.order))
            if dated or not any(map(str.isdigit, atom.text)) or not anchored:
                role_of[id(atom)] = text
        joined: dict[str, list[Atom]] = {}
        for atom in parts:
            if id(atom) in role_of:
                joined.setdefault(role_of[id(atom)], []).append(atom)
        return joined

    def _settled(self, placed: Sequence[dict[str, list[Atom]]]) -> Header:
        """The heading with each column moved to where most of its cells stand."""
        roles = self.figures or self.named
        full = [cells for cells in placed if sum(role in cells for role in roles) >= 2]
        return replace(self.header, cells=tuple(self._moved(cell, full) for cell in self.header.cells))

    def _moved(self, cell: HeaderCell, rows: Sequence[dict[str, list[Atom]]]) -> HeaderCell:
        role, numeric = cell.column.role, cell.column.numeric
        boxes = [
            own[-1].box
            for cells in rows
            if (own := cells.get(role, [])) and (not numeric or (len(own) == 1 and self._is_figure(own[0])))
        ]
        if len(boxes) < 2:
            return cell
        left = statistics.median(box[0] for box in boxes)
        right = statistics.median(box[2] for box in boxes)
        if not numeric:
            # Texts are as long as they like: from where most begin to where the longest of them ends.
            near = self.document.layout.line_height
            right = max((box[2] for box in boxes if abs(box[0] - left) < near), default=right)
        return replace(cell, box=(left, cell.box[1], right, cell.box[3]))

    def _is_figure(self, atom: Atom) -> bool:
        return bool(numbers_of(atom, self.document)) and not _LONG_WORD.search(atom.text)

    def _costs(self, atom: Atom) -> list[float | None]:
        """What it costs to put an atom under each heading: by shared width, else by the nearest edge;
        figures alone stand under columns of figures, and drawn lines keep what is between them."""
        numeric = self._is_figure(atom)
        box, edges = atom.box, self.header.edges
        band = _band(box, edges) if edges else 0
        costs: list[float | None] = []
        for cell in self.header.cells:
            distance = _distance(box, cell.box)
            far = distance > 12 * self.document.layout.line_height and numeric
            if (cell.column.numeric and not numeric) or (edges and _band(cell.box, edges) != band):
                costs.append(None)
                continue
            if numeric and not cell.column.numeric and cell.column.type is FieldType.TEXT:
                known = cell.column.role in HELPERS or cell.column.role.startswith("?")
                distance += 6 if known else 25
            costs.append(None if far and not edges else distance)
        return costs

    # What each line is

    def _classified(self, lines: Sequence[Line], body: Body) -> list[Line]:
        after_sum = False
        kept: list[Line] = []
        for index, line in enumerate(lines):
            folded = line.row.folded.strip()
            anchored = any(line.cells.get(role) for role in self.anchors)
            checked = self._multiplies(line)
            money = anchored or money_in(self.document, line.row)
            if PAGE_MARK.match(folded):
                continue
            if CARRIED.search(folded) and money and len(folded) < 70 and not checked:
                line.kind = Kind.CARRIED
                kept.append(line)
                continue
            if money and not checked and self._is_discount(line, kept):
                line.kind = Kind.DISCOUNT
                kept.append(line)
                continue
            if (
                money
                and not checked
                and (
                    _is_summary(line.row)
                    or self._is_late_discount(line, kept)
                    or self._sums_up(line, [*body.items, *kept])
                )
            ):
                line.kind = Kind.SUM
                kept.append(line)
                after_sum = any(other.kind is Kind.ITEM for other in kept) or bool(body.items)
                if after_sum and FINAL.match(folded) and not self._goes_on(lines[index + 1 :]):
                    body.ended = True
                    break
                continue
            if self._other_heading(line):
                if any(other.kind is Kind.ITEM for other in kept) or body.items:
                    body.ended = True
                    break
                kept = []
                continue
            line.kind = self._kind(line, anchored, after_sum, kept)
            after_sum = after_sum and not (line.kind is Kind.ITEM and self._count(line) >= 2)
            kept.append(line)
        return kept

    def _sums_up(self, line: Line, above: Sequence[Item | Line]) -> bool:
        """Whether an amount alone is what all rows above come to, whatever it is called; with one row above
        only where its text doesn't begin as the row's does."""
        if len(self.figures) < 2 or self._count(line) != 1:
            return False
        items = [line_of(item) if isinstance(item, Item) else item for item in above]
        items = [item for item in items if item.kind is Kind.ITEM]
        value = figure_of(self.document, line, self.anchors)
        if not items or not value or any(self._count(item) < 2 for item in items):
            return False
        amounts = [figure_of(self.document, item, self.anchors) or Decimal(0) for item in items]
        indented = abs(line.row.box[0] - items[-1].row.box[0]) > self.document.layout.line_height
        return (len(items) > 1 or indented) and abs(sum(amounts, Decimal(0)) - value) <= _CENT

    def _count(self, line: Line) -> int:
        return sum(
            bool(line.cells.get(role)) and not is_rate(self.document, line, role) for role in self.figures
        )

    def _has_text(self, line: Line) -> bool:
        return bool(self.text_column and line.cells.get(self.text_column))

    def _kind(self, line: Line, anchored: bool, after_sum: bool, kept: Sequence[Line]) -> Kind:
        if not self.figures:
            return Kind.ITEM if self._is_aligned(line) else Kind.TEXT
        count, texts = self._count(line), self._has_text(line)
        if anchored and (
            count >= 2
            or (texts and not after_sum)
            or (count == 1 and len(self.figures) == 1 and not after_sum)
        ):
            return Kind.ITEM
        if anchored and not after_sum and kept and self._completes(kept[-1], line):
            return Kind.ITEM
        return Kind.TEXT

    def _is_aligned(self, line: Line) -> bool:
        """Whether two cells at least stand where their columns begin, end or have their middle, and no cell
        stands elsewhere: only so rows without figures differ from any other text."""
        good = bad = 0
        for cell in self.header.cells:
            own = line.cells.get(cell.column.role, [])
            if own:
                box = union([atom.box for atom in own])
                aligned = _sides(box, cell.box) < _ALIGNED
                good += aligned and cell.column.role in self.named
                bad += not aligned
        return good >= min(2, len(self.named)) and not bad

    def _completes(self, before: Line, line: Line) -> bool:
        """Whether an amount alone stands so near below a line of text or figures that both are one row."""
        near = line.page == before.page and line.row.box[1] - before.row.box[3] < self._near
        if not near or any(before.cells.get(role) for role in self.anchors):
            return False
        return before.kind is Kind.TEXT and (self._count(before) > 0 or len(line.row.segments) == 1)

    @property
    def _near(self) -> float:
        return 0.9 * self.document.layout.line_height

    def _is_discount(self, line: Line, kept: Sequence[Line]) -> bool:
        """What is taken off the row above: named so, negative, and no row of its own."""
        if not self._takes_off(line) or not any(other.kind is Kind.ITEM for other in kept[-5:]):
            return False
        return figure_of(self.document, line, ("quantity",)) is None and not self._after_sum(kept)

    def _is_late_discount(self, line: Line, kept: Sequence[Line]) -> bool:
        """What is taken off the whole document, below a sum."""
        return self._takes_off(line) and self._after_sum(kept)

    def _takes_off(self, line: Line) -> bool:
        value = figure_of(self.document, line, self.anchors)
        return value is not None and value < 0 and DISCOUNT.search(line.row.folded) is not None

    def _after_sum(self, kept: Sequence[Line]) -> bool:
        last = next((line for line in reversed(kept) if line.kind is not Kind.TEXT), None)
        return last is not None and last.kind is Kind.SUM

    def _multiplies(self, line: Line) -> bool:
        """Whether quantity × unit price is the amount in a line."""
        values = [figure_of(self.document, line, (role,)) for role in ("quantity", "unit_price", "amount")]
        quantity, price, amount = values
        if quantity is None or price is None or amount is None or not amount:
            return False
        return abs(abs(quantity * price) - abs(amount)) <= max(_CENT, abs(amount) * Decimal("0.001"))

    def _goes_on(self, lines: Sequence[Line]) -> bool:
        """Whether rows whose figures multiply come after what looked like the last sum."""
        return any(
            self._has_text(line)
            and (self._multiplies(line) or triple_of(self.document, line.row) is not None)
            and not _is_summary(line.row)
            for line in lines
        )

    def _other_heading(self, line: Line) -> bool:
        """Whether a line names the columns of another table: words alone over columns of figures."""
        if any(map(str.isdigit, line.row.text)) or len(line.row.segments) < 2:
            return False
        over = 0
        for part in line.row.segments:
            for cell in self.header.cells:
                if cell.column.numeric and min(part.box[2], cell.box[2]) - max(part.box[0], cell.box[0]) > 0:
                    over += 1
                    break
        return over >= 2 or (over == 1 and len(line.row.segments) >= 3)

    # Which text belongs to which row

    def _assemble(self, kept: Sequence[Line], body: Body) -> None:
        measures = Measures(self.document, kept, self._across)
        groups = self._groups(kept)
        mode = measures.mode([(self._continuing(run), line) for run, line in groups])
        previous: Item | None = body.items[-1] if body.items else None
        for position, (run, line) in enumerate(groups):
            item = Item([line]) if line is not None and line.kind is Kind.ITEM else None
            before = groups[position - 1][1] if position else None
            if item is not None and run and self._completes(run[-1], line_of(item)):
                item.lines.insert(0, run.pop())
            first = run[0] if run else None
            if first is not None:
                self._share(run, previous, before, item, line, measures, mode)
            if item is not None:
                body.items.append(item)
                previous = item
            elif line is not None and line.kind is Kind.DISCOUNT and previous is not None:
                previous.discounts.append(line)
            elif line is not None and line.kind is Kind.SUM:
                value = figure_of(self.document, line, self.anchors)
                if value is not None:
                    body.parts.append((len(body.items), value))
                previous = None
        body.unread.extend(line.row for line in self._left_over(kept, body.items))

    def _left_over(self, kept: Sequence[Line], items: Sequence[Item]) -> list[Line]:
        """Lines between the rows with a figure where rows have their amount, which became part of none."""
        used = {id(line) for item in items for line in item.lines}
        last = max((at for at, line in enumerate(kept) if line.kind is Kind.ITEM), default=0)
        return [
            line
            for line in kept[:last]
            if line.kind is Kind.TEXT
            and id(line) not in used
            and figure_of(self.document, line, self.anchors) is not None
        ]

    def _groups(self, kept: Sequence[Line]) -> list[tuple[list[Line], Line | None]]:
        """Runs of texts, each with the line of figures that follows it."""
        groups: list[tuple[list[Line], Line | None]] = []
        run: list[Line] = []
        for line in kept:
            if line.kind is Kind.TEXT:
                run.append(line)
            else:
                groups.append((run, line))
                run = []
        groups.append((run, None))
        return groups

    def _share(
        self,
        run: list[Line],
        previous: Item | None,
        before: Line | None,
        item: Item | None,
        line: Line | None,
        measures: "Measures",
        mode: str,
    ) -> None:
        run = self._continuing(run)
        up = [other for other in run if before is not None and other.page == before.page]
        down = [other for other in run if line is not None and other.page == line.page]
        if before is not None and line is not None and before.page == line.page:
            cut = measures.cut(before, up, line, mode)
            up, down = up[:cut], up[cut:]
        else:
            up = [other for other in up if other not in down or line is None]
        if previous is not None:
            last = before if before is not None else previous.lines[-1]
            kept = measures.chain(last, up, forward=True)
            if mode == "bottom" and self._has_text(previous.lines[-1]):
                kept = []
            previous.below.extend(kept)
        if item is not None and down:
            first = item.lines[0]
            kept = measures.chain(first, down[::-1], forward=False)[::-1]
            wants = not any(self._has_text(other) for other in item.lines)
            opening = before is None or before.page != first.page or before.kind is not Kind.ITEM
            if kept and (wants or mode != "top" or not opening):
                item.above.extend(kept)
                down = [other for other in down if other not in kept]
            if down and previous is not None and (before is None or before.page != first.page):
                self._over_page(previous, down)

    def _over_page(self, previous: Item, lines: Sequence[Line]) -> None:
        """The rest of a row that was split by the end of a page: the lines at the top of the next."""
        last = previous.all_lines[-1]
        column = previous.lines[-1].cells.get(self.text_column or "")
        if column is None or lines[0].page != last.page + 1:
            return
        left = column[0].box[0]
        aligned = [abs(line.row.box[0] - left) <= 2 for line in lines]
        # The head of the page may stand above.
        start = aligned.index(True) if True in aligned else len(lines)
        end = aligned.index(False, start) if False in aligned[start:] else len(lines)
        previous.below.extend(lines[start:end])

    def _continuing(self, run: Sequence[Line]) -> list[Line]:
        return [line for line in run if self._may_continue(line)]

    def _may_continue(self, line: Line) -> bool:
        if self.text_column is None or TERMS.match(line.row.folded.strip()):
            return False
        own = line.cells.get(self.text_column) or any(line.cells.get(role) for role in self.dated)
        return bool(own)

    @property
    def _across(self) -> tuple[float, float]:
        boxes = [cell.box for cell in self.header.cells]
        return min(box[0] for box in boxes), max(box[2] for box in boxes)


def line_of(item: Item) -> Line:
    return item.lines[0]


def _anchors(figures: Sequence[str]) -> set[str]:
    """The columns whose figure makes a line a row."""
    main = {role for role in figures if role.split("#")[0] in ("amount", "debit", "credit")}
    if main:
        return main
    other = next((role for role in ("balance", "unit_price") if role in figures), None)
    return {other or (figures or [""])[-1]}


def _nearest(costs: Sequence[float | None]) -> int:
    """The cheapest column, -1 where there is none."""
    known = [(cost, at) for at, cost in enumerate(costs) if cost is not None]
    return min(known)[1] if known else -1


def _band(box: Box, edges: Sequence[float]) -> int:
    middle = (box[0] + box[2]) / 2
    return sum(edge < middle for edge in edges)


def _distance(box: Box, heading: Box) -> float:
    shared = min(box[2], heading[2]) - max(box[0], heading[0])
    sides = _sides(box, heading)
    return sides if shared > 0 else sides + 4 - shared


def _sides(box: Box, heading: Box) -> float:
    """How far the left, the right or the middle of a box is from that of a heading, whichever is nearest."""
    return min(
        abs(box[0] - heading[0]),
        abs(box[2] - heading[2]),
        abs(box[0] + box[2] - heading[0] - heading[2]) / 2,
    )


def _is_summary(row: Row) -> bool:
    return bool(
        SUMMARY.match(row.folded.strip()) or any(SUMMARY.match(part.folded) for part in row.segments[1:2])
    )
