"""Row-level security of PostgreSQL: the second lock behind the filters of `scope`.

A transaction runs as one of two roles that cannot log in and do not bypass the policies.
`ingestio_app` sees the rows of the user whose id the transaction carries in `app.user_id`, and none
without one; `ingestio_system` sees all, for what comes before a user is known and for sweeps. The
login role of the service is a member of both. A transaction of it that was bound to neither sees
nothing, unless the login is a superuser.

It stops a forgotten filter, not a stranger's SQL: who can run any statement can also `SET ROLE`.
https://www.postgresql.org/docs/current/ddl-rowsecurity.html
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

import sqlalchemy as sa

APP_ROLE: Final = "ingestio_app"
SYSTEM_ROLE: Final = "ingestio_system"

_CURRENT_USER: Final = "nullif(current_setting('app.user_id', true), '')::uuid"


def _bind(role: str, user: str, statement: str, lock: str, idle: str, read_only: bool) -> sa.TextClause:
    """One statement that sets what ends with the transaction, so that a pool of connections, ours or
    one in front of the database, hands on nothing of it."""
    settings = {
        "role": f"'{role}'",
        "app.user_id": user,
        "statement_timeout": f"'{statement}'",
        "lock_timeout": f"'{lock}'",
        "idle_in_transaction_session_timeout": f"'{idle}'",
        **({"transaction_read_only": "'on'"} if read_only else {}),
    }
    calls = ", ".join(f"set_config('{name}', {value}, true)" for name, value in settings.items())
    return sa.text(f"SELECT {calls}")


_BIND_USER: Final = {
    read_only: _bind(APP_ROLE, ":user", "30s", "10s", "60s", read_only) for read_only in (False, True)
}
_BIND_SYSTEM: Final = {
    read_only: _bind(SYSTEM_ROLE, "''", "5min", "30s", "5min", read_only) for read_only in (False, True)
}

Execute = Callable[[str], object]


def bind(connection: sa.Connection, user_id: UUID | None, *, read_only: bool = False) -> None:
    """Bind the transaction to a user, or to the system for None, with time limits for each statement,
    each lock and for doing nothing. SQLite, which one person has to themselves, has no roles."""
    if connection.dialect.name != "postgresql":
        return
    if user_id is None:
        connection.execute(_BIND_SYSTEM[read_only])
    else:
        connection.execute(_BIND_USER[read_only], {"user": str(user_id)})


def create_roles(execute: Execute) -> None:
    """Make both roles unless the cluster has them, and let the current user take them. Fails with
    SQLSTATE 42501 where that is not permitted."""
    for role in (APP_ROLE, SYSTEM_ROLE):
        # In one cluster several databases may be migrated at once, and all write the same catalogue rows.
        execute(
            "DO $$ BEGIN "
            f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN "
            f"CREATE ROLE {role} NOLOGIN NOBYPASSRLS; END IF; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    execute(
        "DO $$ BEGIN "
        f"IF NOT ({_may_take('current_user')}) THEN "
        f"EXECUTE format('GRANT {APP_ROLE}, {SYSTEM_ROLE} TO %I', current_user); END IF; "
        "END $$"
    )


def may_take_roles(connection: sa.Connection) -> bool:
    """Whether the login may run transactions as both roles."""
    return connection.scalar(sa.text(f"SELECT {_may_take('current_user')}")) is True


def admit(connection: sa.Connection, login: str) -> None:
    """Let another login take both roles."""
    missing = connection.scalar(
        sa.text(
            f"SELECT format('GRANT {APP_ROLE}, {SYSTEM_ROLE} TO %I', CAST(:login AS text)) "
            f"WHERE NOT ({_may_take('CAST(:login AS name)')})"
        ),
        {"login": login},
    )
    if missing:
        connection.exec_driver_sql(missing)


def secure(execute: Execute, table: str, column: str = "user_id") -> None:
    """Let a user's transactions see and write only the rows whose `column` is that user."""
    execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE}, {SYSTEM_ROLE}")
    execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    execute(
        f"CREATE POLICY own_rows ON {table} TO {APP_ROLE} "
        f"USING ({column} = {_CURRENT_USER}) WITH CHECK ({column} = {_CURRENT_USER})"
    )
    # A policy counts for the members of its role, too: without the condition, an unbound login saw all.
    execute(
        f"CREATE POLICY all_rows ON {table} TO {SYSTEM_ROLE} "
        f"USING (current_user = '{SYSTEM_ROLE}') WITH CHECK (current_user = '{SYSTEM_ROLE}')"
    )


def unsecure(execute: Execute, table: str) -> None:
    """The opposite of `secure`. The roles stay: other databases of the cluster may use them."""
    execute(f"DROP POLICY all_rows ON {table}")
    execute(f"DROP POLICY own_rows ON {table}")
    execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    execute(f"REVOKE ALL ON {table} FROM {APP_ROLE}, {SYSTEM_ROLE}")


def system_only(execute: Execute, table: str) -> None:
    """Keep a table that belongs to no user from the transactions of users."""
    execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SYSTEM_ROLE}")


def not_system_only(execute: Execute, table: str) -> None:
    """The opposite of `system_only`."""
    execute(f"REVOKE ALL ON {table} FROM {SYSTEM_ROLE}")


def _may_take(login: str) -> str:
    """Whether a login may `SET ROLE` to both. Since PostgreSQL 16 a membership may be without that
    right; before, the word for it is not known."""
    right = "CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END"
    return " AND ".join(f"pg_has_role({login}, '{role}', {right})" for role in (APP_ROLE, SYSTEM_ROLE))
