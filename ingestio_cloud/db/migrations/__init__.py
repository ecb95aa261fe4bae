"""Alembic migrations, run by the service at its start."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

_MIGRATION_LOCK: Final = 0x1496E57
"""Any number that no other lock of ours has."""
_LOCK_TIMEOUT: Final = "10s"
_STATEMENT_TIMEOUT: Final = "15min"


def alembic_config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration without an ini file, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Bring the database to a revision, in one transaction. On SQLite the caller holds the data
    folder; on PostgreSQL several processes may start at once, and one migrates."""
    with engine.begin() as connection:
        _be_careful(connection)
        command.upgrade(alembic_config(connection), revision)


def downgrade(engine: sa.Engine, revision: str) -> None:
    """Take the database back to a revision; `base` removes all tables."""
    with engine.begin() as connection:
        _be_careful(connection)
        command.downgrade(alembic_config(connection), revision)


def _be_careful(connection: sa.Connection) -> None:
    """On PostgreSQL: one migration at a time, which gives up rather than keep the service waiting
    behind its locks."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'")
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{_STATEMENT_TIMEOUT}'")
