"""Bring together what two sides made of the same data: value by value, and row by row in tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.differences import row_pairs
from ingestio_core.edits import apply_edits, follow, join_pointer, split_pointer

RowId: TypeAlias = tuple[str, int]
"""Which row it is: `base`, `mine` or `theirs` and its number there; of the base wherever it is one of its."""


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where both sides are not the same. `path` names it: a JSON Pointer into their data, or, for a
    row that only I have, `/table/+number` into mine. `chosen` is the side that alone changed it, None where
    both did. A whole row stands for itself, None on the side that has not got it; `row` is its number."""

    path: str
    base: JsonValue
    mine: JsonValue
    theirs: JsonValue
    chosen: Side | None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    mine: Mapping[RowId, JsonValue]
    theirs: Mapping[RowId, JsonValue]
    base: Mapping[RowId, JsonValue]
    paths: Mapping[RowId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """All differences in the order of the data. Both sides' data is that of the fields that the base has."""

    differences: tuple[Difference, ...]
    mine: Mapping[str, JsonValue]
    theirs: Mapping[str, JsonValue]
    _tables: tuple[_Table, ...]

    @property
    def undecided(self) -> tuple[Difference, ...]:
        """What both sides changed."""
        return tuple(difference for difference in self.differences if difference.chosen is None)

    def edits(
        self, mine: frozenset[str] = frozenset(), theirs: frozenset[str] = frozenset()
    ) -> tuple[Edit, ...]:
        """What is to be done to their data: my values at the paths in `mine`, and where I alone changed
        something and it is not in `theirs`."""
        kept = {
            item.path
            for item in self.differences
            if item.path in mine or (item.chosen is Side.MINE and item.path not in theirs)
        }
        edits = [
            Edit(path=item.path, value=item.mine)
            for item in self.differences
            if item.path in kept and len(split_pointer(item.path)) == 1
        ]
        for table in self._tables:
            edits += _table_edits(table, kept)
        return tuple(edits)


def merge(base: Mapping[str, JsonValue], edits: Iterable[Edit], theirs: Mapping[str, JsonValue]) -> Merged:
    """`base` is what was seen before the edits, of all fields that they touch at the least."""
    made = tuple(edits)
    mine, _ = apply_edits(base, {}, made)
    differences: list[Difference] = []
    tables: list[_Table] = []
    for name in base:
        sides = base[name], mine.get(name), theirs.get(name)
        if sides[1] == sides[2]:
            continue
        if all(isinstance(side, list) for side in sides):
            table = _table(name, [side for side in sides if isinstance(side, list)], made)
            tables.append(table)
            differences += _rows(table)
        else:
            differences.append(Difference(join_pointer(name), *sides, _chosen(*sides)))
    return Merged(tuple(differences), mine, theirs, tuple(tables))


def _chosen(base: JsonValue, mine: JsonValue, theirs: JsonValue) -> Side | None:
    if mine == base:
        return Side.THEIRS
    return Side.MINE if theirs == base else None


def _table(name: str, sides: Sequence[list[JsonValue]], edits: Sequence[Edit]) -> _Table:
    base, mine, theirs = sides
    of_mine = {new: ("base", old) for old, new in _moved(name, base, mine, edits)}
    of_theirs = {new: ("base", old) for old, new in _known(row_pairs(base, theirs))}
    my_ids = [of_mine.get(row, ("mine", row)) for row in range(len(mine))]
    their_ids = [of_theirs.get(row, ("theirs", row)) for row in range(len(theirs))]
    added = {at: mine[number] for at, (side, number) in enumerate(my_ids) if side == "mine"}
    for number, identity in enumerate(their_ids):
        # The same row added on both sides is one.
        same = next((at for at, row in added.items() if row == theirs[number]), None)
        if identity[0] == "theirs" and same is not None:
            my_ids[same] = identity
            del added[same]
    paths = {identity: join_pointer(name, number) for number, identity in enumerate(their_ids)}
    for number, identity in enumerate(my_ids):
        paths.setdefault(identity, join_pointer(name, f"+{number}"))
    return _Table(
        name,
        dict(zip(my_ids, mine, strict=True)),
        dict(zip(their_ids, theirs, strict=True)),
        {("base", number): row for number, row in enumerate(base)},
        paths,
    )


def _moved(
    name: str, base: list[JsonValue], mine: list[JsonValue], edits: Sequence[Edit]
) -> Iterator[tuple[int, int]]:
    """Where each row of the base is in mine, as the edits say."""
    parts = [(split_pointer(edit.path), edit) for edit in edits]
    if any(path == (name,) for path, _edit in parts):
        yield from _known(row_pairs(base, mine))
        return
    rows = [edit for path, edit in parts if path[0] == name and len(path) == 2]
    for number in range(len(base)):
        after = follow(join_pointer(name, number), rows)
        if after is not None:
            yield number, int(split_pointer(after)[1])


def _known(pairs: Iterable[tuple[int | None, int | None]]) -> Iterator[tuple[int, int]]:
    return ((old, new) for old, new in pairs if old is not None and new is not None)


def _rows(table: _Table) -> Iterator[Difference]:
    for identity in _order(table.theirs, table.mine):
        path = table.paths[identity]
        number = int(split_pointer(path)[1].removeprefix("+"))
        base = table.base.get(identity)
        mine, theirs = table.mine.get(identity), table.theirs.get(identity)
        if not isinstance(mine, dict) or not isinstance(theirs, dict):
            yield Difference(path, base, mine, theirs, _chosen(base, mine, theirs), number)
            continue
        was = base if isinstance(base, dict) else {}
        for column in {**theirs, **mine}:
            values = was.get(column), mine.get(column), theirs.get(column)
            if values[1] != values[2]:
                yield Difference(path + join_pointer(column), *values, _chosen(*values), number)


def _table_edits(table: _Table, kept: set[str]) -> Iterator[Edit]:
    rows: dict[RowId, JsonValue] = {}
    for identity in {**table.theirs, **table.mine}:
        path = table.paths[identity]
        mine, theirs = table.mine.get(identity), table.theirs.get(identity)
        if isinstance(mine, dict) and isinstance(theirs, dict):
            columns = {**theirs, **mine}
            rows[identity] = {
                column: (mine if path + join_pointer(column) in kept else theirs).get(column)
                for column in columns
            }
        elif (row := mine if path in kept else theirs) is not None:
            rows[identity] = row
    their_ids = list(table.theirs)
    common = [number for side, number in their_ids if side == "base"]
    # My order stands unless they have one of their own.
    first, second = table.mine, table.theirs
    if common != sorted(common):
        first, second = second, first
    wanted = [identity for identity in _order(first, second) if identity in rows]
    now = list(their_ids)
    for at in reversed(range(len(now))):
        if now[at] not in rows:
            yield Edit(op=EditOperation.REMOVE, path=join_pointer(table.name, at))
            del now[at]
    for at, identity in enumerate(wanted):
        pointer = join_pointer(table.name, at)
        if identity not in table.theirs:
            yield Edit(op=EditOperation.ADD, path=pointer, value=rows[identity])
            now.insert(at, identity)
        elif now[at] != identity:
            start = now.index(identity, at)
            yield Edit(op=EditOperation.MOVE, path=join_pointer(table.name, start), value=pointer)
            now.insert(at, now.pop(start))
    for at, identity in enumerate(wanted):
        there, row = table.theirs.get(identity), rows[identity]
        if isinstance(row, dict) and isinstance(there, dict):
            for column, value in row.items():
                if value != there.get(column):
                    yield Edit(path=join_pointer(table.name, at, column), value=value)


def _order(first: Iterable[RowId], second: Iterable[RowId]) -> list[RowId]:
    """The rows of one side in its order, and those of the other one behind the row that they follow there."""
    order = list(first)
    known = set(order)
    before: RowId | None = None
    for identity in second:
        if identity not in known:
            order.insert(0 if before is None else order.index(before) + 1, identity)
            known.add(identity)
        before = identity
    return order
