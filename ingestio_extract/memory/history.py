"""What a person changed in a document, from the edits in its trail: the values before and after."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from ingestio_core.contracts.documents import EditOperation
from ingestio_core.edits import split_pointer

Row = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, the value that it replaced and the one that it gave."""

    operation: EditOperation
    path: str
    before: JsonValue
    after: JsonValue = None


@dataclass(slots=True)
class TableHistory:
    """The rows of a table as they are, each with what was read in its place (None for a row that a
    person added), and the rows that a person removed."""

    rows: list[tuple[Row, Row | None]] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class History:
    """`read` is the data before any edit, `tables` the tables that were changed."""

    read: dict[str, Any]
    tables: dict[str, TableHistory]


def history(data: Mapping[str, JsonValue], changes: Sequence[Change]) -> History:
    """What was read, given the data as it is and the changes since, oldest first."""
    read: dict[str, Any] = copy.deepcopy(dict(data))
    for change in reversed(changes):
        _undo(read, change)
    return History(read, _tables(read, data, changes))


def _undo(data: dict[str, Any], change: Change) -> None:
    match split_pointer(change.path), change.operation:
        case (name,), _:
            data[name] = change.before
        case (table, row), EditOperation.ADD:
            rows = data.get(table) or []
            at = len(rows) - 1 if row == "-" else int(row)
            if 0 <= at < len(rows):
                del rows[at]
        case (table, row), EditOperation.REMOVE:
            data.setdefault(table, [])
            data[table] = data[table] or []
            data[table].insert(int(row), change.before)
        case (table, row), EditOperation.MOVE:
            rows = data[table]
            rows.insert(int(row), rows.pop(_moved_to(change)))
        case (table, row), _:
            data[table][int(row)] = change.before
        case (table, row, column), _:
            data[table][int(row)][column] = change.before
        case _:
            return


def _moved_to(change: Change) -> int:
    """The number of the row that a move led to."""
    return int(split_pointer(str(change.after))[1])


def _tables(
    read: Mapping[str, Any], data: Mapping[str, JsonValue], changes: Iterable[Change]
) -> dict[str, TableHistory]:
    """Follows each row from what was read to what it became."""
    origins: dict[str, list[Row | None]] = {}
    tables: dict[str, TableHistory] = {}
    for change in changes:
        name, *rest = split_pointer(change.path)
        if not isinstance(data.get(name), list) and not isinstance(read.get(name), list):
            continue
        table = tables.setdefault(name, TableHistory())
        rows = origins.setdefault(name, list(read.get(name) or []))
        match rest, change.operation:
            case [], _:
                now = data.get(name)
                rows[:] = [None] * (len(now) if isinstance(now, list) else 0)
            case [row], EditOperation.ADD:
                rows.insert(len(rows) if row == "-" else int(row), None)
            case [row], EditOperation.REMOVE if int(row) < len(rows):
                gone = rows.pop(int(row))
                if gone is not None:
                    table.removed.append(gone)
            case [row], EditOperation.MOVE if int(row) < len(rows):
                rows.insert(_moved_to(change), rows.pop(int(row)))
            case _:
                continue
    for name, table in tables.items():
        now = data.get(name)
        final = [row for row in now if isinstance(row, dict)] if isinstance(now, list) else []
        table.rows = list(zip(final, origins[name], strict=False))
    return tables
