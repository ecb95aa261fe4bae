"""Apply a person's edits to extracted data and move the evidence along.

Edits are the operations `add`, `remove`, `replace` and `move` of JSON Patch (RFC 6902) on JSON Pointers
(RFC 6901); only rows move, and only within their table. Data is two levels deep at most: `/field`, or
`/table/row` and `/table/row/column`.
"""

import copy
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.errors import IngestError
from ingestio_core.values import is_absent

_INDEX_DIGITS: Final = 9


def split_pointer(pointer: str) -> tuple[str, ...]:
    """The unescaped parts of a JSON Pointer. Raises `IngestError` (bad_pointer)."""
    if not pointer.startswith("/"):
        raise _bad_pointer(pointer)
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))


def join_pointer(*parts: str | int) -> str:
    """The JSON Pointer of unescaped parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def apply_edits(
    data: Mapping[str, JsonValue], evidence: Mapping[str, Evidence], edits: Iterable[Edit]
) -> tuple[dict[str, JsonValue], dict[str, Evidence]]:
    """New data and evidence with the edits applied in order; the arguments are left alone.

    An edited value keeps its place on the page (page and box) but its source becomes `person`
    and its confidence 1. Rows added, removed or moved take the evidence of all rows along; what is in an
    added row is the person's.
    Raises `IngestError` (bad_pointer) for a pointer that names no place in the data, (bad_value) for
    a value of another shape than its place has; then nothing is applied. Numbers become text.
    """
    new_data, new_evidence, _ = apply_and_note(data, evidence, edits)
    return new_data, new_evidence


def apply_and_note(
    data: Mapping[str, JsonValue], evidence: Mapping[str, Evidence], edits: Iterable[Edit]
) -> tuple[dict[str, JsonValue], dict[str, Evidence], list[JsonValue]]:
    """The same, with what stood at each edit's place just before it, None where nothing did."""
    new_data = _copied(data)
    new_evidence = dict(evidence)
    before: list[JsonValue] = []
    for edit in edits:
        parts = split_pointer(edit.path)
        before.append(copy.deepcopy(value_at(new_data, edit.path)))
        if edit.op is EditOperation.MOVE and len(parts) != 2:
            raise _bad_pointer(edit.path)
        match parts:
            case (field,):
                _edit_field(new_data, new_evidence, edit, field)
            case (table, row):
                _edit_row(_rows(new_data, table, edit), new_evidence, edit, table, row)
            case (table, row, column):
                cells = _row(_rows(new_data, table, edit), row, edit)
                cells[column] = None if edit.op is EditOperation.REMOVE else _scalar(edit.value, edit)
                _by_person(new_evidence, edit)
            case _:
                raise _bad_pointer(edit.path)
    return new_data, new_evidence, before


def _copied(data: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """A copy that shares nothing that an edit can change: values in rows are plain."""
    return {
        name: [dict(row) if isinstance(row, dict) else copy.deepcopy(row) for row in value]
        if isinstance(value, list)
        else copy.deepcopy(value)
        for name, value in data.items()
    }


def value_at(data: Mapping[str, JsonValue], pointer: str) -> JsonValue:
    """The value at a pointer, None where there is none."""
    here: JsonValue = dict(data)
    for part in split_pointer(pointer):
        if isinstance(here, dict):
            here = here.get(part)
        elif (
            isinstance(here, list)
            and part.isdecimal()
            and len(part) <= _INDEX_DIGITS
            and int(part) < len(here)
        ):
            here = here[int(part)]
        else:
            return None
    return here


def follow(pointer: str, edits: Iterable[Edit]) -> str | None:
    """Where the place that a pointer names stands after the edits; None where its row or table is gone."""
    parts = split_pointer(pointer)
    for edit in edits:
        at = split_pointer(edit.path)
        if at[0] != parts[0] or len(parts) == 1 or len(at) > 2:
            continue
        if len(at) == 1:
            return None
        if edit.op is EditOperation.ADD and at[1] == "-":
            continue
        moved = _renumbering(edit, int(at[1]))(int(parts[1]))
        if moved is None:
            return None
        parts = (parts[0], str(moved), *parts[2:])
    return join_pointer(*parts)


def _edit_field(data: dict[str, JsonValue], evidence: dict[str, Evidence], edit: Edit, field: str) -> None:
    before = data.get(field)
    value = None if edit.op is EditOperation.REMOVE else _field_value(before, edit)
    data[field] = value
    if isinstance(before, list) or isinstance(value, list):
        prefix = join_pointer(field) + "/"
        for pointer in [pointer for pointer in evidence if pointer.startswith(prefix)]:
            del evidence[pointer]
    _by_person(evidence, edit)


def _edit_row(rows: list[JsonValue], evidence: dict[str, Evidence], edit: Edit, table: str, row: str) -> None:
    if edit.op is EditOperation.ADD:
        at = len(rows) if row == "-" else _index(row, len(rows), edit)
        cells = _cells(edit.value, edit)
        rows.insert(at, cells)
        _renumber(evidence, table, _renumbering(edit, at))
        for column, cell in cells.items():
            if not is_absent(cell):
                evidence[join_pointer(table, at, column)] = _person(None)
        return
    at = _index(row, len(rows) - 1, edit)
    if edit.op is EditOperation.REPLACE:
        rows[at] = _cells(edit.value, edit)
    elif edit.op is EditOperation.REMOVE:
        del rows[at]
    else:
        to = _target(edit)
        if to >= len(rows):
            raise _bad_pointer(str(edit.value))
        rows.insert(to, rows.pop(at))
    _renumber(evidence, table, _renumbering(edit, at))


def _renumbering(edit: Edit, at: int) -> Callable[[int], int | None]:
    """Where each row of a table stands after an edit of the row `at`; None for one that is gone."""
    match edit.op:
        case EditOperation.ADD:
            return lambda row: row + (row >= at)
        case EditOperation.REMOVE:
            return lambda row: None if row == at else row - (row > at)
        case EditOperation.REPLACE:
            return lambda row: None if row == at else row
        case EditOperation.MOVE:
            to = _target(edit)
            return lambda row: to if row == at else row - (at < row <= to) + (to <= row < at)


def _target(edit: Edit) -> int:
    """The row that `move` leads to. Raises `IngestError` (bad_pointer) for none of the same table."""
    table = split_pointer(edit.path)[0]
    parts = split_pointer(edit.value) if isinstance(edit.value, str) else ()
    if len(parts) != 2 or parts[0] != table or not parts[1].isdecimal() or len(parts[1]) > _INDEX_DIGITS:
        raise _bad_pointer(str(edit.value))
    return int(parts[1])


def _renumber(evidence: dict[str, Evidence], table: str, moved: Callable[[int], int | None]) -> None:
    prefix = join_pointer(table) + "/"
    renumbered: dict[str, Evidence] = {}
    for pointer, known in evidence.items():
        row, slash, column = pointer.removeprefix(prefix).partition("/")
        if not pointer.startswith(prefix) or not row.isdecimal():
            renumbered[pointer] = known
        elif (to := moved(int(row))) is not None:
            renumbered[f"{prefix}{to}{slash}{column}"] = known
    evidence.clear()
    evidence.update(renumbered)


def _by_person(evidence: dict[str, Evidence], edit: Edit) -> None:
    evidence[edit.path] = _person(evidence.get(edit.path))


def _person(before: Evidence | None) -> Evidence:
    """The evidence of a value that a person gave, at the place that the one before it had."""
    return Evidence(
        page=before.page if before else None,
        box=before.box if before else None,
        text=before.text if before else "",
        confidence=1.0,
        source=EvidenceSource.PERSON,
        alternatives=before.alternatives if before else (),
    )


def _rows(data: dict[str, JsonValue], table: str, edit: Edit) -> list[JsonValue]:
    rows = data.get(table)
    if rows is None and edit.op is EditOperation.ADD:
        data[table] = rows = []
    if not isinstance(rows, list):
        raise _bad_pointer(edit.path)
    return rows


def _row(rows: list[JsonValue], row: str, edit: Edit) -> dict[str, JsonValue]:
    cells = rows[_index(row, len(rows) - 1, edit)]
    if not isinstance(cells, dict):
        raise _bad_pointer(edit.path)
    return cells


def _index(row: str, last: int, edit: Edit) -> int:
    # More digits than this no table has rows; Python refuses to read a number of thousands.
    if not row.isdecimal() or len(row) > _INDEX_DIGITS or int(row) > last:
        raise _bad_pointer(edit.path)
    return int(row)


def _field_value(before: JsonValue, edit: Edit) -> JsonValue:
    """A table stays a table and a plain value a plain one; what was not found may become either."""
    if isinstance(edit.value, list) and (before is None or isinstance(before, list)):
        return [_cells(row, edit) for row in edit.value]
    if isinstance(before, list) and edit.value is not None:
        raise _bad_value(edit.path)
    return _scalar(edit.value, edit)


def _cells(value: JsonValue, edit: Edit) -> dict[str, JsonValue]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _bad_value(edit.path)
    return {column: _scalar(cell, edit) for column, cell in value.items()}


def _scalar(value: JsonValue, edit: Edit) -> JsonValue:
    match value:
        case None | str():
            return value
        case int() | float() if not isinstance(value, bool) and math.isfinite(value):
            return format(Decimal(repr(value)), "f")
        case _:
            raise _bad_value(edit.path)


def _bad_value(pointer: str) -> IngestError:
    return IngestError(
        "bad_value",
        "The value does not fit here",
        f"“{pointer}” takes a text or a number; a table takes rows of them. Check the value and try again.",
    )


def _bad_pointer(pointer: str) -> IngestError:
    return IngestError(
        "bad_pointer",
        "There is no such field",
        f"“{pointer}” is no field, row or cell of this document. Reload the document and try again.",
    )
