"""The edits that lead from some data to other data, row by row and cell by cell, so that evidence stays."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.edits import join_pointer


def edits_between(before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]) -> tuple[Edit, ...]:
    """Edits that make `after` of `before`; fields that only `before` has stay as they are."""
    edits: list[Edit] = []
    for name, value in after.items():
        was = before.get(name)
        if value == was:
            continue
        if isinstance(value, list) and isinstance(was, list):
            edits += _rows(name, was, value)
        else:
            edits.append(Edit(path=join_pointer(name), value=value))
    return tuple(edits)


def row_pairs(
    before: Sequence[JsonValue], after: Sequence[JsonValue]
) -> Iterator[tuple[int | None, int | None]]:
    """Which row became which, in the order of `after` with the removed ones where they stood: pairs of row
    numbers, None for a row that is on one side only."""
    matcher = SequenceMatcher(None, [_key(row) for row in before], [_key(row) for row in after])
    for tag, start, end, other, until in matcher.get_opcodes():
        both = end - start if tag == "equal" else min(end - start, until - other)
        for offset in range(both):
            yield start + offset, other + offset
        for row in range(start + both, end):
            yield row, None
        for row in range(other + both, until):
            yield None, row


def _rows(table: str, before: Sequence[JsonValue], after: Sequence[JsonValue]) -> Iterator[Edit]:
    at = 0
    for old, new in row_pairs(before, after):
        pointer = join_pointer(table, at)
        if new is None:
            yield Edit(op=EditOperation.REMOVE, path=pointer)
            continue
        at += 1
        wanted, was = after[new], None if old is None else before[old]
        if old is None:
            yield Edit(op=EditOperation.ADD, path=pointer, value=wanted)
        elif wanted != was:
            yield from _cells(pointer, was, wanted)


def _cells(pointer: str, before: JsonValue, after: JsonValue) -> Iterator[Edit]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield Edit(path=pointer, value=after)
        return
    for column in {**before, **after}:
        if before.get(column) != after.get(column):
            yield Edit(path=pointer + join_pointer(column), value=after.get(column))


def _key(row: JsonValue) -> Hashable:
    return (
        tuple(sorted((name, str(value)) for name, value in row.items()))
        if isinstance(row, dict)
        else str(row)
    )
