"""Apply a person's edits to extracted data and move the evidence along.

Edits are the operations `add`, `remove` and `replace` of JSON Patch (RFC 6902) on JSON Pointers
(RFC 6901). Data is two levels deep at most: `/field`, or `/table/row` and `/table/row/column`.
"""

import copy
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.errors import IngestError

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
    and its confidence 1. Rows added or removed shift the evidence of the rows below.
    Raises `IngestError` (bad_pointer) for a pointer that names no place in the data, (bad_value) for
    a value of another shape than its place has; then nothing is applied. Numbers become text.
    """
    new_data, new_evidence, _ = apply_and_note(data, evidence, edits)
    return new_data, new_evidence


def apply_and_note(
    data: Mapping[str, JsonValue], evidence: Mapping[str, Evidence], edits: Iterable[Edit]
) -> tuple[dict[str, JsonValue], dict[str, Evidence], list[JsonValue]]:
    """The same, with what stood at each edit's place just before it, None where nothing did."""
    new_data = copy.deepcopy(dict(data))
    new_evidence = dict(evidence)
    before: list[JsonValue] = []
    for edit in edits:
        parts = split_pointer(edit.path)
        before.append(copy.deepcopy(value_at(new_data, edit.path)))
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
        row = int(parts[1])
        if edit.op is EditOperation.ADD:
            row += at[1] != "-" and int(at[1]) <= row
        elif int(at[1]) == row:
            return None
        else:
            row -= edit.op is EditOperation.REMOVE and int(at[1]) < row
        parts = (parts[0], str(row), *parts[2:])
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
    match edit.op:
        case EditOperation.ADD:
            at = len(rows) if row == "-" else _index(row, len(rows), edit)
            rows.insert(at, _cells(edit.value, edit))
            _shift(evidence, table, at, +1)
        case EditOperation.REMOVE:
            at = _index(row, len(rows) - 1, edit)
            del rows[at]
            _drop_row(evidence, table, at)
            _shift(evidence, table, at + 1, -1)
        case EditOperation.REPLACE:
            at = _index(row, len(rows) - 1, edit)
            rows[at] = _cells(edit.value, edit)
            _drop_row(evidence, table, at)


def _drop_row(evidence: dict[str, Evidence], table: str, at: int) -> None:
    prefix = join_pointer(table, at)
    for pointer in [p for p in evidence if p == prefix or p.startswith(prefix + "/")]:
        del evidence[pointer]


def _shift(evidence: dict[str, Evidence], table: str, start: int, by: int) -> None:
    moved: dict[str, Evidence] = {}
    for pointer in list(evidence):
        parts = split_pointer(pointer)
        if len(parts) > 1 and parts[0] == table and parts[1].isdecimal() and int(parts[1]) >= start:
            moved[join_pointer(table, int(parts[1]) + by, *parts[2:])] = evidence.pop(pointer)
    evidence.update(moved)


def _by_person(evidence: dict[str, Evidence], edit: Edit) -> None:
    before = evidence.get(edit.path)
    evidence[edit.path] = Evidence(
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


def _cells(value: JsonValue, edit: Edit) -> JsonValue:
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
