"""A row in every table, made of nothing but the models: a new table is filled without a change here."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import sqlalchemy as sa

from ingestio_cloud.db.base import Base, EnumWord, ErrorColumn, UtcDateTime, utc_now
from ingestio_core.errors import ErrorInfo

Rows = dict[str, dict[str, Any]]

USERS: Final = "users"
TABLES: Final = tuple(Base.metadata.sorted_tables)
OWNERS: Final = {
    table.name: "id" if table.name == USERS else "user_id"
    for table in TABLES
    if table.name == USERS or "user_id" in table.c
}
"""The column that names the user, by table."""
_LATER: Final = timedelta(days=1)
"""Nothing is over while a test runs."""


def fill(connection: sa.Connection, user_id: UUID, *, only_columns: bool = False) -> Rows:
    """Insert one row of a user, who may be there already, into every table, all columns set, and say
    what was inserted. With `only_columns` the database may be at an older revision: what it does not
    know yet is left out."""
    rows: Rows = {}
    known = _known(connection) if only_columns else None
    for table in TABLES:
        if known is not None and table.name not in known:
            continue
        rows[table.name] = {
            column.name: _value(column, user_id, rows)
            for column in table.columns
            if known is None or column.name in known[table.name]
        }
        if table.name == USERS and _is_there(connection, user_id):
            continue
        # Not the table of the model, whose defaults name columns that may not be there yet.
        plain = sa.table(table.name, *(sa.column(name, table.c[name].type) for name in rows[table.name]))
        connection.execute(sa.insert(plain).values(**rows[table.name]))
    return rows


def dump(connection: sa.Connection, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """All rows of a user, table by table."""
    return {
        table: sorted(_owned(connection, table, column, user_id), key=str) for table, column in OWNERS.items()
    }


def _is_there(connection: sa.Connection, user_id: UUID) -> bool:
    users = Base.metadata.tables[USERS]
    return connection.scalar(sa.select(users.c.id).where(users.c.id == user_id)) is not None


def _owned(connection: sa.Connection, table: str, column: str, user_id: UUID) -> Iterator[dict[str, Any]]:
    model = Base.metadata.tables[table]
    for row in connection.execute(sa.select(model).where(model.c[column] == user_id)).mappings():
        yield dict(row)


def _known(connection: sa.Connection) -> Mapping[str, set[str]]:
    inspector = sa.inspect(connection)
    return {
        name: {column["name"] for column in inspector.get_columns(name)}
        for name in inspector.get_table_names()
    }


def _value(column: "sa.Column[Any]", user_id: UUID, rows: Rows) -> Any:
    if column.table.name == USERS and column.primary_key:
        return user_id
    for key in column.foreign_keys:
        return rows[key.column.table.name][key.column.name]
    return _sample(column.type)


def _sample(kind: sa.types.TypeEngine[Any]) -> Any:
    match kind:
        case EnumWord():
            return next(iter(kind.enum.__members__.values()))
        case ErrorColumn():
            return ErrorInfo(code="code", title="Title", message="Message.")
        case UtcDateTime() | sa.DateTime():
            return utc_now() + _LATER
        case sa.Date():
            return date(2020, 1, 1)
        case sa.Uuid():
            return uuid4()
        case sa.JSON():
            return {"a": [1, None]}
        case sa.Boolean():
            return False
        case sa.Integer():
            return 1
        case sa.Float():
            return 0.5
        case sa.String():
            return uuid4().hex[: kind.length]
    raise TypeError(f"no sample of {kind!r}")
