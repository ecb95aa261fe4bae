"""Row-level security of PostgreSQL: the second lock behind the filters of `scope`.

A transaction runs as one of two roles that cannot log in and do not bypass the policies.
`ingestio_app` sees the rows of the user whose id the transaction carries in `app.user_id`, and none
without one; `ingestio_system` sees all, for what comes before a user is known and for sweeps. The
login role of the service is a member of both and sees nothing by itself unless it is a superuser.
https://www.postgresql.org/docs/current/ddl-rowsecurity.html
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

import sqlalchemy as sa

APP_ROLE: Final = "ingestio_app"
SYSTEM_ROLE: Final = "ingestio_system"

_CURRENT_USER: Final = "nullif(current_setting('app.user_id', true), '')::uuid"
_BIND_USER: Final = sa.text(
    f"SELECT set_config('role', '{APP_ROLE}', true), set_config('app.user_id', :user, true)"
)
_BIND_SYSTEM: Final = sa.text(
    f"SELECT set_config('role', '{SYSTEM_ROLE}', true), set_config('app.user_id', '', true)"
)

Execute = Callable[[str], object]


def bind(connection: sa.Connection, user_id: UUID | None) -> None:
    """Bind the transaction to a user, or to the system for None. Both end with the transaction.
    SQLite, which one person has to themselves, has no roles."""
    if connection.dialect.name != "postgresql":
        return
    if user_id is None:
        connection.execute(_BIND_SYSTEM)
    else:
        connection.execute(_BIND_USER, {"user": str(user_id)})


def create_roles(execute: Execute) -> None:
    """Make both roles unless the cluster has them, and let the current user take them."""
    for role in (APP_ROLE, SYSTEM_ROLE):
        execute(
            "DO $$ BEGIN "
            f"CREATE ROLE {role} NOLOGIN NOBYPASSRLS; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    # In one cluster several databases may be migrated at once, and both write the same catalogue rows.
    execute(
        "DO $$ BEGIN "
        f"IF NOT pg_has_role('{SYSTEM_ROLE}', '{APP_ROLE}', 'USAGE') THEN "
        f"GRANT {APP_ROLE} TO {SYSTEM_ROLE}; END IF; "
        f"IF NOT pg_has_role(current_user, '{SYSTEM_ROLE}', 'MEMBER') THEN "
        f"EXECUTE format('GRANT {APP_ROLE}, {SYSTEM_ROLE} TO %I', current_user); END IF; "
        "END $$"
    )


def secure(execute: Execute, table: str, column: str = "user_id") -> None:
    """Let a user's transactions see and write only the rows whose `column` is that user."""
    execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE}")
    execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    execute(
        f"CREATE POLICY own_rows ON {table} TO {APP_ROLE} "
        f"USING ({column} = {_CURRENT_USER}) WITH CHECK ({column} = {_CURRENT_USER})"
    )
    execute(f"CREATE POLICY all_rows ON {table} TO {SYSTEM_ROLE} USING (true) WITH CHECK (true)")


def unsecure(execute: Execute, table: str) -> None:
    """The opposite of `secure`. The roles stay: other databases of the cluster may use them."""
    execute(f"DROP POLICY all_rows ON {table}")
    execute(f"DROP POLICY own_rows ON {table}")
    execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    execute(f"REVOKE ALL ON {table} FROM {APP_ROLE}")


def system_only(execute: Execute, table: str) -> None:
    """Keep a table that belongs to no user from the transactions of users."""
    execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SYSTEM_ROLE}")
