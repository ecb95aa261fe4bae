"""Which tables of a query are not bound to a user: a forgotten filter on the second table of a join."""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter

from tests.support.rows import OWNERS

Pair = tuple["sa.Column[Any]", "sa.Column[Any]"]

found: Final[set[str]] = set()
"""What `watch` met."""


def watch(state: ORMExecuteState) -> None:
    """Note a statement in a user's transaction that leaves a table to all users. For `do_orm_execute`."""
    if state.session.info.get("user_id") is None or state.is_insert:
        return
    builds = state.is_select or state.is_update or state.is_delete
    if builds and (unbound := unbound_tables(state.statement)):
        found.add(f"{sorted(unbound)} in {state.statement}")


def unbound_tables(statement: sa.Executable) -> set[str]:
    """Tables with a user that the statement neither filters by one nor ties, by a key, to one that is."""
    tables: set[str] = set()
    bound: set[str] = set()
    pairs: list[Pair] = []
    for part in visitors.iterate(statement):  # type: ignore[arg-type]
        if isinstance(part, sa.Table) and part.name in OWNERS:
            tables.add(part.name)
        elif isinstance(part, sa.Column) and isinstance(part.table, sa.Table) and part.table.name in OWNERS:
            tables.add(part.table.name)
        if isinstance(part, BinaryExpression) and part.operator is operators.eq:
            left, right = part.left, part.right
            if isinstance(left, sa.Column) and isinstance(right, sa.Column):
                pairs.append((left, right))
            elif isinstance(left, sa.Column) and isinstance(right, BindParameter) and _is_owner(left):
                bound.add(left.table.name)
    while (
        tied := {
            name
            for one, other in pairs
            for a, b in ((one, other), (other, one))
            if a.table.name in bound and _ties(a, b)
            for name in (b.table.name,)
        }
        - bound
    ):
        bound |= tied
    return tables - bound


def _ties(one: "sa.Column[Any]", other: "sa.Column[Any]") -> bool:
    """Whether rows that agree in the two columns are of the same user."""
    keys = {
        (key.parent.table.name, key.parent.name, key.target_fullname)
        for key in one.foreign_keys | other.foreign_keys
    }
    names = (f"{one.table.name}.{one.name}", f"{other.table.name}.{other.name}")
    if any((f"{table}.{column}", target) in (names, names[::-1]) for table, column, target in keys):
        return True
    return _is_owner(one) and _is_owner(other)


def _is_owner(column: "sa.Column[Any]") -> bool:
    return OWNERS.get(column.table.name) == column.name
