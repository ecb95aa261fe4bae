"""Which rows of the grid are shown in which order, and what the footer and the filters say of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from ingestio_core.checks.states import FieldState
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.fold import fold
from ingestio_desktop.store.grid import LETTERS, GridColumn, GridRow
from ingestio_desktop.store.rows import DocumentState

DOCUMENT: Final = "document"
STATE: Final = "state"
NUMERIC: Final = frozenset({FieldType.AMOUNT, FieldType.NUMBER, FieldType.TABLE})
SUMMED: Final = frozenset({FieldType.AMOUNT, FieldType.TABLE})
_PIECE: Final = 500
_STATE_ORDER: Final = tuple(DocumentState)


@dataclass(frozen=True, slots=True)
class GridQuery:
    """`words` are the ways to write what is looked for, a row fits when it has one of them; `state` leaves
    rows that have a cell of it. `sort` is the key of a column, `DOCUMENT`, `STATE` or "" for the order of
    the batch."""

    words: tuple[str, ...] = ()
    state: FieldState | None = None
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class GridFacts:
    """`counts` are cells by state, of all rows. `read`, `sums` and `lines` are of the rows that are shown:
    sums by column and currency (None where the document has none)."""

    counts: Mapping[FieldState, int] = field(default_factory=dict)
    read: int = 0
    sums: Mapping[str, Mapping[str | None, Decimal]] = field(default_factory=dict)
    without_findings: tuple[UUID, ...] = ()
    doubtful: int = 0
    """How many of those without findings have a cell that needs a look."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The ids that are shown, in their order."""

    order: tuple[UUID, ...]
    facts: GridFacts


def arranged(rows: Sequence[GridRow], columns: Sequence[GridColumn], query: GridQuery) -> Arranged:
    """Filtered and sorted. For other threads than the main one: ten thousand rows take a while."""
    words = tuple(fold(each) for each in query.words if each)
    letter = LETTERS[query.state] if query.state is not None else ""
    shown = [row for row in _by_pieces(rows) if _fits(row, words, letter, query.state)]
    order = _sorted(shown, columns, query)
    return Arranged(tuple(row.id for row in order), facts_of(rows, shown, columns))


def facts_of(rows: Sequence[GridRow], shown: Sequence[GridRow], columns: Sequence[GridColumn]) -> GridFacts:
    """Counts of all rows, sums of those that are shown."""
    counts = dict.fromkeys(FieldState, 0)
    clean: list[UUID] = []
    doubtful = 0
    for row in _by_pieces(rows):
        for state, letter in LETTERS.items():
            counts[state] += row.states.count(letter)
        if row.state is DocumentState.CONFIRMED:
            doubts = row.states.count(LETTERS[FieldState.NEEDS_LOOK])
            counts[FieldState.NEEDS_LOOK] -= doubts
            counts[FieldState.SURE] += doubts
        elif without_findings(row):
            clean.append(row.id)
            doubtful += LETTERS[FieldState.NEEDS_LOOK] in row.states
    summed = [(at, column.key) for at, column in enumerate(columns) if column.type in SUMMED]
    sums: dict[str, dict[str | None, Decimal]] = {key: {} for _, key in summed}
    for row in _by_pieces(shown):
        for at, key in summed:
            number = number_of(row.values[at]) if at < len(row.values) else None
            if number is not None:
                table = columns[at].type is FieldType.TABLE
                currency = None if table else row.currency
                sums[key][currency] = sums[key].get(currency, Decimal()) + number
    return GridFacts(counts, sum(row.read for row in shown), sums, tuple(clean), doubtful)


def without_findings(row: GridRow) -> bool:
    """Whether no check failed on a document that is to be confirmed."""
    return row.editable and bool(row.states) and row.findings == 0


def number_of(value: str | None) -> Decimal | None:
    """A stored number; None for what is none."""
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _by_pieces(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The main thread may go first between two pieces."""
    for at, row in enumerate(rows):
        if at % _PIECE == 0:
            give_way()
        yield row


def _fits(row: GridRow, words: tuple[str, ...], letter: str, state: FieldState | None) -> bool:
    if letter and letter not in row.states:
        return False
    if state is FieldState.NEEDS_LOOK and row.state is DocumentState.CONFIRMED:
        return False
    if not words:
        return True
    text = fold("\n".join((row.filename, *(value for value in row.values if value))))
    return any(word in text for word in words)


def _sorted(rows: list[GridRow], columns: Sequence[GridColumn], query: GridQuery) -> list[GridRow]:
    key = query.sort
    if key == DOCUMENT:
        return sorted(rows, key=lambda row: fold(row.filename), reverse=query.descending)
    if key == STATE:
        return sorted(rows, key=lambda row: _STATE_ORDER.index(row.state), reverse=query.descending)
    at = next((at for at, column in enumerate(columns) if column.key == key), -1)
    if at < 0:
        return list(reversed(rows)) if query.descending and not key else rows
    numeric = columns[at].type in NUMERIC
    there: list[tuple[Any, GridRow]] = []
    empty: list[GridRow] = []
    for row in rows:
        value = row.values[at] if at < len(row.values) else None
        sortable = number_of(value) if numeric else fold(value) if value else None
        if sortable is None:
            empty.append(row)
        else:
            there.append((sortable, row))
    there.sort(key=lambda pair: pair[0], reverse=query.descending)
    # What has no value stands at the end, whichever way round.
    return [row for _, row in there] + empty
