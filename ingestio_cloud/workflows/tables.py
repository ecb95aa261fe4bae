"""The durable engine's own tables, which lie in our database: who makes them and who may do what there."""

import logging
from typing import Any, Final

import sqlalchemy as sa
from dbos import DBOS
from dbos import error as dbos_errors
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from ingestio_cloud.db.engine import PRAGMAS, is_sqlite, sync_url
from ingestio_cloud.db.row_security import APP_ROLE, SYSTEM_ROLE
from ingestio_core.errors import MachineError

POOL_SIZE: Final = 20

_GRANT_LOCK: Final = 0x1496E59
"""Any number that no other advisory lock of ours has."""
_NOT_OWNED: Final = "no longer owned by this execution"
_NOT_PERMITTED: Final = "42501"
"""PostgreSQL's `insufficient_privilege`."""
_CLOSED_TABLES: Final = (
    "SELECT count(*) FROM pg_class WHERE relnamespace = 'dbos'::regnamespace AND relkind IN ('r', 'v') "
    f"AND NOT has_table_privilege('{SYSTEM_ROLE}', oid, 'SELECT')"
)
_SEEN_OF_A_RUN: Final = (
    "workflow_uuid, status, name, class_name, config_name, queue_name, creator_xid, serialization"
)
"""What DBOS looks at after it queued: whether the same run was there before."""
_GRANTS: Final = (
    f"GRANT USAGE ON SCHEMA dbos TO {SYSTEM_ROLE}, {APP_ROLE}",
    f"GRANT ALL ON ALL TABLES IN SCHEMA dbos TO {SYSTEM_ROLE}",
    f"GRANT ALL ON ALL SEQUENCES IN SCHEMA dbos TO {SYSTEM_ROLE}",
    f"GRANT INSERT, SELECT ({_SEEN_OF_A_RUN}), UPDATE (creator_xid) ON dbos.workflow_status TO {APP_ROLE}",
    f"GRANT INSERT, SELECT (workflow_uuid) ON dbos.workflow_input TO {APP_ROLE}",
)


def make_tables(database_url: str) -> None:
    """Make or migrate the engine's own tables unless that was done, perhaps by another login. On
    PostgreSQL the system's transactions may do all with them; a user's may queue, which is part of
    them, and see nothing of whose a run is and what it works on. Raises `MachineError`
    (database_not_permitted)."""
    try:
        DBOS.migrate(database_url)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _NOT_PERMITTED:
            raise
        raise MachineError(
            "database_not_permitted",
            "The database lacks tables",
            "The login may not make the tables of the durable engine. Run `python -m ingestio_cloud migrate` "
            "with INGESTIO_MIGRATION_URL set to a login that owns the database, then start again.",
        ) from error
    if is_sqlite(database_url):
        return
    engine = sa.create_engine(sync_url(database_url), poolclass=sa.NullPool)
    with engine.begin() as connection:
        if not connection.scalar(sa.text(_CLOSED_TABLES)):
            return
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_GRANT_LOCK})")
        for grant in _GRANTS:
            connection.exec_driver_sql(grant)


def system_engine(url: str) -> sa.Engine | None:
    """The engine for the tables of DBOS on SQLite; on PostgreSQL it makes its own."""
    if not is_sqlite(url):
        return None
    engine = sa.create_engine(sync_url(url), pool_size=POOL_SIZE, max_overflow=0)

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def runs_table(url: str) -> str:
    """The durable engine's table of runs, for SQL."""
    return "workflow_status" if is_sqlite(url) else "dbos.workflow_status"


def quiet_logs() -> None:
    """Let what DBOS logs go the way of all our logs; by itself it would add a handler of its own."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.propagate = True
    logger.addFilter(_as_it_is)


def _as_it_is(record: logging.LogRecord) -> bool:
    """Of a run that was cancelled, or given to another process, DBOS speaks as of an error."""
    if record.exc_info is not None and isinstance(
        record.exc_info[1], dbos_errors.DBOSAwaitedWorkflowCancelledError
    ):
        return False
    if _NOT_OWNED in record.getMessage():
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True
