"""Headings of tables: one or several lines that name columns, known and unknown ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_core.fieldplan import FieldType
from ingestio_extract.layout import Row, Segment, fold, run_of
from ingestio_extract.local.atoms import is_sideways
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.columns import HELPERS, PATTERNS, Column, helper
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import find_numbers
from ingestio_extract.words import Word, union

_UP, _DOWN = 4, 3
_LONGEST: Final = 90
_OWN_NAMES: Final = 2
_SHORT_NAME: Final = 30
NEVER: Final = re.compile(r"(?!)")
_WITH_TAX: Final = re.compile(
    r"\b(?:incl|excl|inkl|exkl|ohne|ex|hors|ht|ttc|zzgl|sin|con|iva incl|bez|met|zonder)"
)
_TAX: Final = PATTERNS["tax_rate"]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A column's heading: which column, and where it stands."""

    column: Column
    box: Box


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table on the rows `first` to `last`; `row` is the one most of them stand on.
    `edges` are the x of drawn lines between the columns, `named` is False where figures told the columns."""

    row: Row
    cells: tuple[HeaderCell, ...]
    first: int
    last: int
    edges: tuple[float, ...] = ()
    named: bool = True

    @property
    def roles(self) -> set[str]:
        return {cell.column.role for cell in self.cells}


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces of headings that stand over one another."""

    segments: tuple[Segment, ...]

    @property
    def box(self) -> Box:
        return union([segment.box for segment in self.segments])


def unknown(index: int) -> Column:
    """A column that nobody asked for and no word names."""
    return Column(f"?{index}", FieldType.TEXT, NEVER)


def find_headers(document: Document, columns: Sequence[Column], needed: int = 2) -> list[Header]:
    """Rows that name at least `needed` of the columns, with the rows above and below that belong to them."""
    wanted = {column.role for column in columns}
    known = [*columns, *(helper(role) for role in HELPERS if role not in wanted)]
    numeric = any(column.numeric for column in columns)
    headers: list[Header] = []
    rows = document.layout.rows
    taken = -1
    for row in rows:
        if row.number <= taken or not _may_head(document, row):
            continue
        if not any(column.pattern.search(part.folded) for part in row.segments for column in columns):
            continue
        header = _header_at(document, row, known)
        asked = [cell for cell in header.cells if cell.column.role in wanted]
        if len(asked) < min(needed, len(wanted)):
            continue
        if numeric and not any(cell.column.numeric for cell in asked):
            continue
        if not numeric and not _mostly_names(row, known):
            continue
        # A later row of the same heading may name more of it.
        better = _better_below(document, row, known, wanted, len(asked))
        if better is not None:
            header = better
        headers.append(header)
        taken = header.last
    return headers


def _better_below(
    document: Document, row: Row, known: Sequence[Column], wanted: set[str], asked: int
) -> Header | None:
    rows = document.layout.rows
    best: Header | None = None
    for number in range(row.number + 1, min(row.number + _DOWN + 1, len(rows))):
        other = rows[number]
        if (
            other.page != row.page
            or not _may_head(document, other)
            or not _near(document, rows[number - 1], other)
        ):
            break
        header = _header_at(document, other, known)
        count = sum(cell.column.role in wanted for cell in header.cells)
        if count > asked:
            best, asked = header, count
    return best


def _may_head(document: Document, row: Row) -> bool:
    """No money, no date, no sentence."""
    if len(row.text) > 3 * _LONGEST or money_in(document, row):
        return False
    return not any(find_dates(part.text, document.order) for part in row.segments)


def _mostly_names(row: Row, columns: Sequence[Column]) -> bool:
    """Whether names of columns make up most of a row: headings of texts look like any other text."""
    letters = named = 0
    for part in row.segments:
        letters += sum(map(str.isalnum, part.text))
        spans = [match.span() for column in columns for match in column.pattern.finditer(part.folded)]
        covered = {at for start, end in spans for at in range(start, end)}
        named += sum(part.text[at].isalnum() for at in covered)
    return len(row.segments) > 1 and (named >= 0.5 * letters or _are_names(row, columns))


def _are_names(row: Row, columns: Sequence[Column]) -> bool:
    """Whether two pieces of a row are names of columns as they stand, and the others may be: short, without
    figures, and none the label of what stands beside it."""
    own = sum(
        any(column.pattern.fullmatch(part.folded.strip(" .")) for column in columns) for part in row.segments
    )
    return own >= _OWN_NAMES and all(
        len(part.text) <= _SHORT_NAME
        and not part.text.rstrip().endswith(":")
        and not any(map(str.isdigit, part.text))
        for part in row.segments
    )


def money_in(document: Document, row: Row) -> bool:
    return any(
        hit.looks_like_money and hit.decimals
        for part in row.segments
        for hit in find_numbers(part.text, document.style)
    )


def _near(document: Document, upper: Row, lower: Row) -> bool:
    return lower.box[1] - upper.box[3] < 1.1 * document.layout.line_height


def _header_at(document: Document, row: Row, known: Sequence[Column]) -> Header:
    """The heading around a row, its pieces stacked by where they stand."""
    edges = edges_through(document, row)
    stacks = [Stack((part,)) for part in _headings(row, known)]
    rows = document.layout.rows
    limits = _frame(document, row)
    first = last = row.number
    for step, reach in ((-1, _UP), (1, _DOWN)):
        before = row
        for number in range(row.number + step, row.number + step * (reach + 1), step):
            if not 0 <= number < len(rows) or rows[number].page != row.page:
                break
            other = rows[number]
            upper, lower = (other, before) if step < 0 else (before, other)
            inside = limits is not None and limits[0] <= _middle(other) <= limits[1]
            if limits is not None and not inside:
                break
            if not inside and not _near(document, upper, lower):
                break
            if not _may_head(document, other):
                break
            grown = _grown(stacks, other, known, step, inside)
            if grown is None:
                break
            stacks, before = grown, other
            first, last = min(first, number), max(last, number)
    cells = _cells(stacks, known, edges)
    return Header(row, tuple(sorted(cells, key=lambda cell: cell.box[0])), first, last, edges)


def _headings(row: Row, known: Sequence[Column]) -> list[Segment]:
    """The pieces of a row, parted where three columns are named within one."""
    parts: list[Segment] = []
    upright = [part for part in row.segments if not all(map(is_sideways, part.words))]
    for segment in map(_unglued, upright):
        places = [start for _, start, _ in _matches(segment, known)]
        if len(places) < 2 or (len(places) < 3 and "  " not in segment.text):
            parts.append(segment)
            continue
        bounds = [0, *places[1:], len(segment.text)]
        runs = [
            [word for word, begin in zip(segment.words, segment.starts, strict=True) if start <= begin < end]
            for start, end in pairwise(bounds)
        ]
        parts.extend(run_of(run, row.page, row.number) for run in runs if run)
    return parts


def _middle(row: Row) -> float:
    return (row.box[1] + row.box[3]) / 2


def edges_through(document: Document, row: Row) -> tuple[float, ...]:
    """The x of the lines drawn down through a row, three at least."""
    top, bottom = row.box[1], row.box[3]
    xs: list[float] = []
    for x, y0, y1 in document.layout.page(row.page).rulings.down:
        if y0 <= (top + bottom) / 2 <= y1 and (not xs or x - xs[-1] > 2):
            xs.append(x)
    return tuple(xs) if len(xs) >= 3 else ()


def _frame(document: Document, row: Row) -> tuple[float, float] | None:
    """The lines drawn over and under a row, where both are near."""
    left, _, right, _ = row.box
    over = under = None
    for x0, x1, y in document.layout.page(row.page).rulings.across:
        if min(x1, right) - max(x0, left) <= 0.05 * (right - left):
            continue
        if y <= _middle(row):
            over = y
        elif under is None:
            under = y
    if over is None or under is None or under - over > 6 * document.layout.line_height + 12:
        return None
    return over, under


def _grown(
    stacks: list[Stack], row: Row, known: Sequence[Column], step: int, inside: bool
) -> list[Stack] | None:
    """The stacks with the pieces of one more row; None where the row is no part of the heading."""
    grown = list(stacks)
    added = 0
    for part in _headings(row, known):
        if len(part.text) > _LONGEST:
            return None
        touching = [index for index, stack in enumerate(grown) if _touch(stack.box, part.box)]
        names = any(column.pattern.search(part.folded) for column in known)
        figures = any(map(str.isdigit, part.text))
        if not inside and (figures or (len(part.words) > 4 and not names)):
            return None
        if len(touching) > 1:
            if step > 0 and not inside:
                return None
            continue
        if touching:
            stack = grown[touching[0]]
            parts = (part, *stack.segments) if step < 0 else (*stack.segments, part)
            if not inside and not _belongs(stack, part, known):
                return None
            grown[touching[0]] = Stack(parts)
        elif inside or names:
            grown.append(Stack((part,)))
        else:
            continue
        added += 1
    return grown if added else None


def _belongs(stack: Stack, part: Segment, known: Sequence[Column]) -> bool:
    """Whether a piece over or under a heading is more of it: both short, and the heading is one of figures,
    or the piece names a column too."""
    if any(column.pattern.search(part.folded) for column in known):
        return True
    text = " ".join(segment.folded for segment in stack.segments)
    numeric = any(column.numeric and column.pattern.search(text) for column in known)
    return numeric and len(part.text) <= 16


def _touch(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) - max(first[0], second[0]) > 0


def _cells(stacks: Sequence[Stack], known: Sequence[Column], edges: tuple[float, ...]) -> list[HeaderCell]:
    """Each heading once; a second column of a name is kept beside the first, under a name of its own."""
    found: list[HeaderCell] = []
    for index, stack in enumerate(stacks):
        named = _names(stack, known)
        if not named:
            found.append(HeaderCell(unknown(index), stack.box))
        found.extend(named)
    cells: list[HeaderCell] = []
    for cell in sorted(found, key=lambda cell: cell.box[0]):
        count = sum(other.column.role.split("#")[0] == cell.column.role for other in cells)
        if count:
            cell = HeaderCell(replace(cell.column, role=f"{cell.column.role}#{count + 1}"), cell.box)
        cells.append(cell)
    return cells


def _names(stack: Stack, known: Sequence[Column]) -> list[HeaderCell]:
    words = [word for segment in stack.segments for word in segment.words]
    first = stack.segments[0]
    run = run_of(words, first.page, first.row)
    text = re.sub(r"- ", "", run.folded)
    matches = _matches(run, known)
    if not matches:
        whole = [column for column in known if column.pattern.search(text)]
        return [HeaderCell(_main(whole, text), stack.box)] if whole else []
    single = len(stack.segments) > 1 or (len(matches) < 3 and _close(run))
    if single:
        columns = [column for column, _, _ in matches]
        return [HeaderCell(_main(columns, text), stack.box)]
    return [
        HeaderCell(column, union([word.box for word in run.words_at(start, end)]))
        for column, start, end in matches
    ]


def _close(run: Segment) -> bool:
    """Whether the words of a heading stand a plain space apart, so that they are one heading."""
    return all(
        0.1 < (second.box[0] - first.box[2]) / max(1.0, first.height, second.height) < 0.5
        for first, second in pairwise(run.words)
    )


def _main(columns: Sequence[Column], text: str) -> Column:
    """Which column a heading of several names means: figures before texts ("Item total"); a tax's amount
    is not the line's."""
    figures = [column for column in columns if column.numeric]
    taxed = _TAX.search(text) is not None and _WITH_TAX.search(text) is None
    if taxed and (not figures or all(column.role == "amount" for column in figures)):
        return helper("tax_rate")
    return figures[0] if figures else columns[0]


def _matches(run: Segment, known: Sequence[Column]) -> list[tuple[Column, int, int]]:
    """The longest name at a place wins, the column asked for before a helper."""
    found = [
        (match.start() - match.end(), order, match.start(), match.end(), column)
        for order, column in enumerate(known)
        for match in column.pattern.finditer(run.folded)
    ]
    used: list[tuple[Column, int, int]] = []
    for _, _, start, end, column in sorted(found, key=lambda item: item[:3]):
        if not any(a < end and start < b for _, a, b in used):
            used.append((column, start, end))
    return sorted(used, key=lambda item: item[1])


_GLUE: Final = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ]{3})(?=[A-ZÄÖÜ][^\W\d_A-ZÄÖÜ]{2})")


def _unglued(segment: Segment) -> Segment:
    """With headings parted that stand so close that they were read as one word
    ("ArtikelnummerBeschreibung"); each takes its share of the word's width."""
    if not any(_GLUE.search(word.text) for word in segment.words):
        return segment
    parted: list[Word] = []
    for word in segment.words:
        x0, y0, x1, y1 = word.box
        step = (x1 - x0) / len(word.text)
        at = 0
        for text in _GLUE.split(word.text):
            box = (x0 + at * step, y0, x0 + (at + len(text)) * step, y1)
            parted.append(replace(word, text=text, box=box))
            at += len(text)
    return run_of(parted, segment.page, segment.row)


def same_heading(first: Row, second: Row) -> bool:
    """Whether two rows print the same words."""
    return fold(first.text).split() == fold(second.text).split()
