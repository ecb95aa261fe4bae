"""Alembic migrations, run by the service at its start, or before it by a login that owns the tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.row_security import APP_ROLE, SYSTEM_ROLE, admit, may_take_roles
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

_MIGRATION_LOCK: Final = 0x1496E57
"""Any number that no other lock of ours has."""
LOCK_TIMEOUT: Final = "10s"
STATEMENT_TIMEOUT: Final = "15min"
_NOT_PERMITTED: Final = "42501"
_LOCKED: Final = "55P03"
_TOO_SLOW: Final = "57014"


def alembic_config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration without an ini file, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def prepare(engine: sa.Engine, migration_url: str = "") -> None:
    """Bring the database to the newest revision and see that the login of `engine` may work on it.

    With a URL for migrations, they are run by its login, which lets the other one in. Raises
    `MachineError`: nothing is half done then.
    """
    if migration_url:
        owner = make_sync_engine(migration_url)
        try:
            upgrade(owner)
            _admit(owner, engine.url.username)
        finally:
            owner.dispose()
    upgrade(engine)
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            if not may_take_roles(connection):
                raise _roles_missing(engine)


def upgrade(engine: sa.Engine, revision: str = "head", *, lock_timeout: str = LOCK_TIMEOUT) -> None:
    """Bring the database to a revision, in one transaction. On SQLite the caller holds the data
    folder; on PostgreSQL several processes may start at once, and one migrates. Raises
    `MachineError`: nothing is half done then."""
    if revision == "head" and _at_head_or_ahead(engine):
        return
    _run(engine, lambda config: command.upgrade(config, revision), lock_timeout)


def downgrade(engine: sa.Engine, revision: str, *, lock_timeout: str = LOCK_TIMEOUT) -> None:
    """Take the database back to a revision; `base` removes all tables. Raises as `upgrade`."""
    _run(engine, lambda config: command.downgrade(config, revision), lock_timeout)


def _at_head_or_ahead(engine: sa.Engine) -> bool:
    """Whether there is nothing to do, found without a lock and without a right to change anything. So it
    is, too, where a newer release has migrated already: its tables are such that this one works with
    them until it is replaced, and may start again meanwhile."""
    script = ScriptDirectory.from_config(alembic_config())
    known = {one.revision for one in script.walk_revisions()}
    with _told(engine), engine.connect() as connection:
        current = set(MigrationContext.configure(connection).get_current_heads())
    if current - known:
        log.warning("database_ahead", revisions=sorted(current))
        return True
    return current == set(script.get_heads())


def _run(engine: sa.Engine, migrate: Callable[[Config], None], lock_timeout: str) -> None:
    with _told(engine), engine.connect() as connection, _without_cascades(connection), connection.begin():
        _be_careful(connection, lock_timeout)
        migrate(alembic_config(connection))
        _check_keys(connection)


@contextmanager
def _without_cascades(connection: sa.Connection) -> Iterator[None]:
    """SQLite changes a table by making another and dropping the first; that deletes its rows, and with
    foreign keys on, all that belong to them. The switch works outside of transactions only; the keys
    are checked as a whole in the end. https://www.sqlite.org/lang_altertable.html#otheralter"""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    cursor = raw.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


def _check_keys(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("the migration left rows that refer to nothing")


def _be_careful(connection: sa.Connection, lock_timeout: str) -> None:
    """On PostgreSQL: one migration at a time, which gives up rather than keep the service waiting
    behind its locks."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{lock_timeout}'")


def _admit(owner: sa.Engine, login: str | None) -> None:
    if login and owner.dialect.name == "postgresql":
        with _told(owner, login), owner.begin() as connection:
            admit(connection, login)


@contextmanager
def _told(engine: sa.Engine, login: str | None = None) -> Iterator[None]:
    """What PostgreSQL refuses, in words for whoever runs the service."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state == _LOCKED:
            raise MachineError(
                "migration_locked",
                "The database is in use",
                "A table stayed in use by others, so the migration gave up and changed nothing. Start "
                "again at a quieter time, or stop what uses the database for long.",
                retryable=True,
            ) from error
        if state == _TOO_SLOW:
            raise MachineError(
                "migration_too_slow",
                "The migration took too long",
                f"A step took more than {STATEMENT_TIMEOUT}, so the migration gave up and changed nothing. "
                "Stop what else uses the database and start again.",
            ) from error
        if state == _NOT_PERMITTED:
            raise _not_permitted(engine, login, error) from error
        raise


def _not_permitted(engine: sa.Engine, login: str | None, error: DBAPIError) -> MachineError:
    about_roles = any(word in str(error.orig) for word in ("role", APP_ROLE, SYSTEM_ROLE))
    if about_roles:
        return _roles_missing(engine, login)
    return MachineError(
        "database_not_permitted",
        "The database login may not change tables",
        f"The login “{engine.url.username}” may not make or change the tables of the service. Set "
        "INGESTIO_MIGRATION_URL to a login that owns the database.",
    )


def _roles_missing(engine: sa.Engine, login: str | None = None) -> MachineError:
    """With the two statements to run."""
    name = login or engine.url.username or "LOGIN"
    return MachineError(
        "database_roles_missing",
        "The database lacks two roles",
        f"The login “{engine.url.username}” may not make the roles that keep users apart, or may not take "
        f"them. Run these statements as an administrator of the database, then start again: "
        f"CREATE ROLE {APP_ROLE} NOLOGIN; CREATE ROLE {SYSTEM_ROLE} NOLOGIN; (unless they exist) and "
        f'GRANT {APP_ROLE}, {SYSTEM_ROLE} TO "{name}";',
    )
