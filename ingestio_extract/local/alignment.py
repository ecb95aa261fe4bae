"""Columns without known headings, told by their figures: two that multiply to a third, row after row."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Row, Segment, run_of
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.columns import Column
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.headers import Header, HeaderCell, edges_through, unknown
from ingestio_extract.local.numbers import NumberHit, find_numbers
from ingestio_extract.local.rowtexts import CARRIED, SUMMARY
from ingestio_extract.words import Word, union

_CENT: Final = Decimal("0.011")
_PLACE: Final = 4.0
_MAIN: Final = ("quantity", "unit_price", "amount")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a row, with the words it is made of."""

    hit: NumberHit
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        return union([word.box for word in self.words])


@dataclass(frozen=True, slots=True)
class Triple:
    """Quantity, unit price and amount of a row."""

    row: Row
    quantity: Figure
    price: Figure
    amount: Figure

    def figure(self, role: str) -> Figure:
        return {"quantity": self.quantity, "unit_price": self.price, "amount": self.amount}[role]


def figures_of(document: Document, row: Row) -> list[Figure]:
    """The numbers of a row that are no dates and no percentages."""
    found: list[Figure] = []
    for part in row.segments:
        days = find_dates(part.text, document.order)
        found.extend(
            Figure(hit, tuple(part.words_at(hit.start, hit.end)))
            for hit in find_numbers(part.text, document.style)
            if not hit.percent and not any(day.start < hit.end and hit.start < day.end for day in days)
        )
    return found


def triple_of(document: Document, row: Row) -> Triple | None:
    """The figures of a row of which two multiply to the last amount, if there are such."""
    figures = figures_of(document, row)
    if len(figures) < 3 or len(figures) > 9:
        return None
    for last in range(len(figures) - 1, 1, -1):
        amount = figures[last]
        if not amount.hit.looks_like_money or not amount.hit.amount:
            continue
        for index, first in enumerate(figures[:last]):
            for second in figures[index + 1 : last]:
                if abs(abs(first.hit.amount * second.hit.amount) - abs(amount.hit.amount)) > _CENT:
                    continue
                swapped = first.hit.looks_like_money and not second.hit.looks_like_money
                return Triple(row, *((second, first) if swapped else (first, second)), amount)
    return None


def infer_header(document: Document, columns: Sequence[Column], text_column: str | None) -> Header | None:
    """Where quantity, unit price, amount and description stand, from the rows whose figures multiply."""
    roles = {column.role: column for column in columns}
    if any(role not in roles for role in _MAIN):
        return None
    triples = [
        triple
        for row in document.layout.rows
        if not SUMMARY.match(row.folded.strip()) and not CARRIED.search(row.folded)
        if (triple := triple_of(document, row)) is not None
    ]
    triples = _in_one_column(triples)
    if not triples or (len(triples) == 1 and not _telling(triples[0])):
        return None
    cells = [HeaderCell(roles[role], _place(triples, role)) for role in _MAIN]
    cells.extend(_texts(document, triples, roles.get(text_column or "")))
    start = _start(document, triples, cells[2].box)
    rows = document.layout.rows
    return Header(
        rows[max(0, start - 1)],
        tuple(sorted(cells, key=lambda cell: cell.box[0])),
        start,
        start - 1,
        edges_through(document, triples[0].row),
        named=False,
    )


def _in_one_column(triples: Sequence[Triple]) -> list[Triple]:
    """Those whose amounts and prices end where most of them end."""
    kept = list(triples)
    for role in ("amount", "unit_price"):
        if not kept:
            return []
        ends = [triple.figure(role).box[2] for triple in kept]
        modal = Counter(round(end / _PLACE) for end in ends).most_common(1)[0][0]
        kept = [triple for triple, end in zip(kept, ends, strict=True) if abs(end / _PLACE - modal) <= 1.5]
    return kept


def _telling(triple: Triple) -> bool:
    """Whether one row's figures can hardly multiply by chance."""
    one = {abs(triple.quantity.hit.amount), abs(triple.price.hit.amount)}
    return triple.price.hit.looks_like_money and (1 not in one or triple.amount.hit.decimals == 2)


def _place(triples: Sequence[Triple], role: str) -> Box:
    boxes = [triple.figure(role).box for triple in triples]
    left, right = (statistics.median(box[at] for box in boxes) for at in (0, 2))
    return left, boxes[0][1], right, boxes[0][3]


def _texts(document: Document, triples: Sequence[Triple], text: Column | None) -> list[HeaderCell]:
    """The columns of texts: the one with the most letters is the description."""
    places: dict[int, list[Segment]] = {}
    for triple in triples:
        taken = {id(word) for role in _MAIN for word in triple.figure(role).words}
        for part in triple.row.segments:
            for piece in _pieces(part, taken):
                key = next(
                    (other for other in places if abs(piece.box[0] - places[other][0].box[0]) < _PLACE), None
                )
                places.setdefault(len(places) if key is None else key, []).append(piece)
    scored = sorted(
        places.values(),
        key=lambda pieces: -sum(character.isalpha() for piece in pieces for character in piece.text),
    )
    cells: list[HeaderCell] = []
    for index, pieces in enumerate(scored):
        if len(pieces) < 0.34 * len(triples):
            continue
        box = union([piece.box for piece in pieces])
        letters = any(character.isalpha() for piece in pieces for character in piece.text)
        if text is not None and letters and all(cell.column is not text for cell in cells):
            cells.append(HeaderCell(text, box))
        else:
            cells.append(HeaderCell(unknown(100 + index), box))
    return cells


def _pieces(part: Segment, taken: set[int]) -> list[Segment]:
    """Runs of words of a segment that are no figures of the row, parted at wide gaps."""
    runs: list[list[Word]] = [[]]
    before: Word | None = None
    for word in part.words:
        wide = before is not None and word.box[0] - before.box[2] > 0.9 * max(before.height, word.height)
        if id(word) in taken or wide:
            runs.append([])
        if id(word) not in taken:
            runs[-1].append(word)
        before = word
    return [run_of(run, part.page, part.row) for run in runs if run]


def _start(document: Document, triples: Sequence[Triple], amount: Box) -> int:
    """The number of the first row of the table: above the first that multiplies, others have an amount
    at the same place or are texts close to them."""
    rows = document.layout.rows
    start = triples[0].row.number
    for number in range(start - 1, max(-1, start - 12), -1):
        row = rows[number]
        if row.page != triples[0].row.page or SUMMARY.match(row.folded.strip()):
            break
        if row.box[3] < rows[number + 1].box[1] - 1.6 * document.layout.line_height:
            break
        start = number
    return start
