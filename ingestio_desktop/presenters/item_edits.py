"""What a person does with the rows of a table, as edits of the document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.edits import join_pointer, value_at
from ingestio_core.fieldplan import FieldSpec
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.pasted_blocks import Block, as_sheet
from ingestio_desktop.presenters.review_fields import writing_of
from ingestio_desktop.presenters.review_items import Unfit
from ingestio_desktop.presenters.values import ValueProblem, parse_typed
from ingestio_desktop.sentences import label_said

MOST_ROWS: Final = 5_000
"""Rows that are pasted at once at the most."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What becomes of a pasted block. `unfit` are the texts that can't be the values of their cells; `lost`
    counts the columns that found no place, `cut` the rows beyond `MOST_ROWS`."""

    edits: tuple[Edit, ...] = ()
    unfit: Mapping[str, Unfit] = field(default_factory=dict)
    cells: int = 0
    rows_added: int = 0
    lost: int = 0
    cut: int = 0


def added_row(document: ReviewDocument, table: str, at: int) -> list[Edit]:
    """An empty row before row `at` (from 0); at the end if there is no such row."""
    cells: dict[str, JsonValue] = {column.name: None for column in columns_of(document, table)}
    place = "-" if at >= row_count(document, table) else str(at)
    return [Edit(op=EditOperation.ADD, path=join_pointer(table, place), value=cells)]


def duplicated_rows(document: ReviewDocument, table: str, rows: Iterable[int]) -> list[Edit]:
    """Copies of rows that stand together, below the last of them."""
    chosen = _there(document, table, rows)
    below = chosen[-1] + 1 if chosen else 0
    return [
        Edit(
            op=EditOperation.ADD,
            path=join_pointer(table, below + offset),
            value=value_at(document.data, join_pointer(table, row)),
        )
        for offset, row in enumerate(chosen)
    ]


def removed_rows(document: ReviewDocument, table: str, rows: Iterable[int]) -> list[Edit]:
    return [
        Edit(op=EditOperation.REMOVE, path=join_pointer(table, row))
        for row in reversed(_there(document, table, rows))
    ]


def moved_rows(document: ReviewDocument, table: str, rows: Iterable[int], to: int) -> list[Edit]:
    """Rows that stand together, so that the first of them is row `to` afterwards."""
    chosen = _there(document, table, rows)
    if not chosen:
        return []
    first, last = chosen[0], chosen[-1]
    to = max(0, min(to, row_count(document, table) - len(chosen)))
    if to < first:
        steps = [(row, to + offset) for offset, row in enumerate(chosen)]
    elif to > first:
        # The one that moves first leaves its place to the next.
        steps = [(first, to + last - first) for _ in chosen]
    else:
        return []
    return [
        Edit(op=EditOperation.MOVE, path=join_pointer(table, start), value=join_pointer(table, end))
        for start, end in steps
    ]


def filled_down(
    document: ReviewDocument, table: str, rows: Iterable[int], columns: Sequence[str]
) -> list[Edit]:
    """The values of the first row put into the others; of a single row the one above it is copied."""
    chosen = _there(document, table, rows)
    if len(chosen) == 1:
        chosen = [chosen[0] - 1, chosen[0]]
    if not chosen or chosen[0] < 0:
        return []
    source = {name: value_at(document.data, join_pointer(table, chosen[0], name)) for name in columns}
    return [
        Edit(path=join_pointer(table, row, name), value=value)
        for row in chosen[1:]
        for name, value in source.items()
        if value_at(document.data, join_pointer(table, row, name)) != value
    ]


def pasted(document: ReviewDocument, table: str, row: int, columns: Sequence[str], block: Block) -> Pasted:
    """A block put in from row `row` (from 0) down and into `columns`, which are those from the current one to
    the right as they are shown. What goes beyond the table adds rows. A first line of headers is no data:
    it says which column each value belongs to."""
    specs = {column.name: column for column in columns_of(document, table)}
    lines = list(block)
    wanted: list[str | None] = list(columns)
    if lines and (named := _headers(lines[0], tuple(specs.values()))) is not None:
        wanted, lines = list(named), lines[1:]
    width = max((len(line) for line in lines), default=0)
    lost = max(0, width - len(wanted))
    cut = max(0, len(lines) - MOST_ROWS)
    lines = lines[:MOST_ROWS]
    told = (
        (specs[name], text)
        for line in lines
        for name, text in zip(wanted, line, strict=False)
        if name is not None
    )
    way = as_sheet(writing_of(document), told)
    count = row_count(document, table)
    edits: list[Edit] = []
    unfit: dict[str, Unfit] = {}
    cells = 0
    for offset, line in enumerate(lines):
        at = row + offset
        values: dict[str, JsonValue] = {}
        for name, text in zip(wanted, line, strict=False):
            if name is None:
                continue
            cells += 1
            try:
                values[name] = parse_typed(specs[name], text, way)
            except ValueProblem as problem:
                unfit[join_pointer(table, at, name)] = Unfit(text, str(problem))
        if at >= count:
            empty: dict[str, JsonValue] = dict.fromkeys(specs)
            edits.append(Edit(op=EditOperation.ADD, path=join_pointer(table, "-"), value={**empty, **values}))
            continue
        edits += [
            Edit(path=pointer, value=value)
            for name, value in values.items()
            if value_at(document.data, pointer := join_pointer(table, at, name)) != value
        ]
    added = sum(edit.op is EditOperation.ADD for edit in edits)
    return Pasted(tuple(edits), unfit, cells, added, lost, cut)


def columns_of(document: ReviewDocument, table: str) -> tuple[FieldSpec, ...]:
    spec = document.plan.get(table)
    return spec.columns if spec else ()


def row_count(document: ReviewDocument, table: str) -> int:
    rows = value_at(document.data, join_pointer(table))
    return len(rows) if isinstance(rows, list) else 0


def _there(document: ReviewDocument, table: str, rows: Iterable[int]) -> list[int]:
    count = row_count(document, table)
    return [row for row in sorted(set(rows)) if 0 <= row < count]


def _headers(line: Sequence[str], columns: Sequence[FieldSpec]) -> tuple[str | None, ...] | None:
    """The columns that a line names, None for one it leaves empty; None where it is no line of headers."""
    known = {
        said.casefold(): column.name
        for column in columns
        for said in (column.name, column.label, label_said(column.label))
    }
    names = [text.strip().casefold() for text in line]
    if not any(names) or any(name and name not in known for name in names):
        return None
    return tuple(known.get(name) for name in names)
