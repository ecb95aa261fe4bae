"""Engines on SQLite or PostgreSQL, set up so that many writers wait instead of failing.

SQLite: WAL, a busy timeout of 30 s, the driver's own transaction control switched off, and
`BEGIN IMMEDIATE` for every transaction that may write. A transaction that only reads says so
(`READ_ONLY`) and takes no write lock. Errors hide the parameters of a statement, which may be the
content of a document.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection

READ_ONLY: Final[Mapping[str, bool]] = {"ingestio_read_only": True}
"""Execution options of a connection that only reads."""

PRAGMAS: Final = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON")
_DRIVERS: Final[Mapping[str, str]] = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_POOL_SIZE: Final = 20
_POOL_OVERFLOW: Final = 20


def sqlite_url(path: Path) -> str:
    """The database URL of a SQLite file."""
    return f"sqlite:///{path.as_posix()}"


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def sync_url(url: str) -> str:
    """The URL with the driver: psycopg for PostgreSQL."""
    scheme, _, rest = url.partition(":")
    driver = _DRIVERS.get(scheme.partition("+")[0])
    if driver is None:
        raise ValueError(f"the database URL must begin with sqlite: or postgresql:, not {scheme}:")
    return f"{driver}:{rest}"


def make_sync_engine(url: str, *, prepares: bool = True) -> sa.Engine:
    """The engine of the API, of workflows and of migrations. Where a pooler gives each transaction
    another connection, nothing may stay prepared (`prepares`)."""
    engine = sa.create_engine(
        sync_url(url),
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_OVERFLOW,
        hide_parameters=True,
        connect_args={} if prepares or is_sqlite(url) else {"prepare_threshold": None},
    )
    _tune(engine)
    return engine


def _tune(engine: sa.Engine) -> None:
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        read_only = connection.get_execution_options().get("ingestio_read_only")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
