"""The edits that lead from some data to other data, row by row and cell by cell, so that evidence stays."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.edits import join_pointer

_MOST_COMPARED: Final = 256
"""Pairs of rows that are compared sign by sign; with more of them each is taken for the one in its place."""
_MOST_SIGNS: Final = 40
_PAIRED: Final = 100.0
"""Worth more than any likeness of a few cells, so that no row is left over that could be paired."""


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
        if tag == "replace" and (end - start) * (until - other) <= _MOST_COMPARED:
            for old, new in _alike(before[start:end], after[other:until]):
                yield None if old is None else start + old, None if new is None else other + new
            continue
        both = end - start if tag == "equal" else min(end - start, until - other)
        for offset in range(both):
            yield start + offset, other + offset
        for row in range(start + both, end):
            yield row, None
        for row in range(other + both, until):
            yield None, row


def _alike(
    before: Sequence[JsonValue], after: Sequence[JsonValue]
) -> Iterator[tuple[int | None, int | None]]:
    """The same for rows of which none is what it was: as many pairs as can be, of the most alike."""
    scores = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for old in reversed(range(len(before))):
        for new in reversed(range(len(after))):
            paired = best[old + 1][new + 1] + scores[old][new]
            best[old][new] = max(paired, best[old + 1][new], best[old][new + 1])
    old = new = 0
    while old < len(before) and new < len(after):
        if best[old][new] == best[old + 1][new + 1] + scores[old][new]:
            yield old, new
            old, new = old + 1, new + 1
        elif best[old][new] == best[old + 1][new]:
            yield old, None
            old += 1
        else:
            yield None, new
            new += 1
    yield from ((row, None) for row in range(old, len(before)))
    yield from ((None, row) for row in range(new, len(after)))


def _likeness(one: JsonValue, other: JsonValue) -> float:
    """How alike two rows are; more than nothing, whatever they say."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return _PAIRED
    return _PAIRED + sum(
        1.0
        if value == other.get(column)
        else SequenceMatcher(None, str(value)[:_MOST_SIGNS], str(other.get(column))[:_MOST_SIGNS]).ratio()
        for column, value in one.items()
        if value is not None and other.get(column) is not None
    )


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
