"""Every query is bound to its user here; features build none by any other way.

A test forbids `select`, `update`, `delete` and `Session.get` in features, so a forgotten filter
cannot be written. What belongs to no user (finding a session by its token, sweeps over all
users) goes through `everyone`, and the same test lists each place that may.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from ingestio_cloud.db.base import Base
from ingestio_cloud.db.models import User


def owned(model: type[Any], user_id: UUID) -> sa.Select[Any]:
    """The user's rows of a table."""
    return sa.select(model).where(model.user_id == user_id)


def owned_columns(model: type[Any], user_id: UUID, *columns: Any) -> sa.Select[Any]:
    """Some columns (or functions of them) of the user's rows of a table."""
    return sa.select(*columns).select_from(model).where(model.user_id == user_id)


def owned_exists(model: type[Any], user_id: UUID, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Whether the user has such a row."""
    return sa.select(sa.exists().where(model.user_id == user_id, *where))


def owned_update(model: type[Any], user_id: UUID) -> sa.Update:
    return sa.update(model).where(model.user_id == user_id).execution_options(synchronize_session=False)


def owned_delete(model: type[Any], user_id: UUID) -> sa.Delete:
    return sa.delete(model).where(model.user_id == user_id).execution_options(synchronize_session=False)


def user_update(user_id: UUID) -> sa.Update:
    """A change of the user's own row."""
    return sa.update(User).where(User.id == user_id).execution_options(synchronize_session=False)


def everyone(*entities: Any) -> sa.Select[Any]:
    """Rows of all users: only for what comes before a user is known, and for sweeps."""
    return sa.select(*entities)


def everyone_update(model: type[Any]) -> sa.Update:
    """Change rows of all users: only for sweeps, and for tables that belong to no user."""
    return sa.update(model).execution_options(synchronize_session=False)


def everyone_delete(model: type[Any]) -> sa.Delete:
    """Delete rows of all users: only for sweeps."""
    return sa.delete(model).execution_options(synchronize_session=False)


def changed_rows(session: Session, statement: sa.Update | sa.Delete) -> int:
    """Run a guarded change and say how many rows it met."""
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


def insert_or_ignore(session: Session, model: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless its key is taken; whether it was inserted."""
    result = session.execute(_insert(session, model).values(**values).on_conflict_do_nothing())
    assert isinstance(result, CursorResult)
    return bool(result.rowcount)


def insert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows with one statement."""
    if rows:
        session.execute(sa.insert(model), [dict(row) for row in rows])


def upsert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of the same columns, or overwrite those with the same primary key."""
    if not rows:
        return
    keys = [column.name for column in sa.inspect(model).primary_key]
    statement = _insert(session, model)
    rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=rest), [dict(row) for row in rows]
    )


def _insert(session: Session, model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(model)
    return postgresql.insert(model)
