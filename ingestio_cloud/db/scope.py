"""Every query is bound to its user here; features build none by any other way.

Each statement carries the user it is for, and the transaction of a user runs none that is for
another or for everyone, on SQLite, too. A test forbids `select`, `update`, `delete` and `Session.get`
in features, so a forgotten filter cannot be written. What belongs to no user (finding a session by
its token, sweeps over all users) goes through `everyone`, which only transactions of the system may
run, and the same test lists each place that does.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import ORMExecuteState, Session

from ingestio_cloud.db.base import Base
from ingestio_cloud.db.models import User
from ingestio_core.errors import ProgramError

Statement = TypeVar("Statement", bound=sa.Executable)


_FOR: Final = "ingestio_user"
"""Execution option: the user whom a statement is bound to."""
_EVERYONE: Final = {_FOR: "everyone"}


class ScopeError(ProgramError):
    """A statement that is not bound to the user of its transaction."""

    def __init__(self) -> None:
        super().__init__(
            "query_not_bound",
            "A query was stopped",
            "A query of the service was not bound to its user, so it was not run. Report it with the log.",
        )


def owned(model: type[Any], user_id: UUID) -> sa.Select[Any]:
    """The user's rows of a table."""
    return _bound(sa.select(model).where(model.user_id == user_id), user_id)


def owned_columns(model: type[Any], user_id: UUID, *columns: Any) -> sa.Select[Any]:
    """Some columns (or functions of them) of the user's rows of a table."""
    return _bound(sa.select(*columns).select_from(model).where(model.user_id == user_id), user_id)


def owned_exists(model: type[Any], user_id: UUID, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Whether the user has such a row."""
    return _bound(sa.select(sa.exists().where(model.user_id == user_id, *where)), user_id)


def owned_update(model: type[Any], user_id: UUID) -> sa.Update:
    return _bound(sa.update(model).where(model.user_id == user_id), user_id, synchronize_session=False)


def owned_delete(model: type[Any], user_id: UUID) -> sa.Delete:
    return _bound(sa.delete(model).where(model.user_id == user_id), user_id, synchronize_session=False)


def own_user(user_id: UUID) -> sa.Select[Any]:
    """The user's own row."""
    return _bound(sa.select(User).where(User.id == user_id), user_id)


def user_update(user_id: UUID) -> sa.Update:
    """A change of the user's own row."""
    return _bound(sa.update(User).where(User.id == user_id), user_id, synchronize_session=False)


def everyone(*entities: Any) -> sa.Select[Any]:
    """Rows of all users: only for what comes before a user is known, and for sweeps."""
    return sa.select(*entities).execution_options(**_EVERYONE)


def everyone_update(model: type[Any]) -> sa.Update:
    """Change rows of all users: only for sweeps, and for tables that belong to no user."""
    return sa.update(model).execution_options(synchronize_session=False, **_EVERYONE)


def everyone_delete(model: type[Any]) -> sa.Delete:
    """Delete rows of all users: only for sweeps."""
    return sa.delete(model).execution_options(synchronize_session=False, **_EVERYONE)


def changed_rows(session: Session, statement: sa.Update | sa.Delete) -> int:
    """Run a guarded change and say how many rows it met."""
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


def insert_or_ignore(session: Session, model: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless its key is taken; whether it was inserted."""
    # Without being asked to, SQLAlchemy forgets the row count of an INSERT on PostgreSQL and says -1.
    statement = _insert(session, model).values(**values).on_conflict_do_nothing()
    result = session.execute(statement.execution_options(preserve_rowcount=True))
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


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


def check_scope(state: ORMExecuteState, user_id: UUID | None) -> None:
    """Raise `ScopeError` for a statement that is bound to everyone, or to another user than the one
    of its transaction. The system's transactions may run all."""
    if user_id is not None and state.execution_options.get(_FOR, user_id) != user_id:
        raise ScopeError


def _bound(statement: Statement, user_id: UUID, **options: Any) -> Statement:
    return statement.execution_options(**{_FOR: user_id}, **options)
