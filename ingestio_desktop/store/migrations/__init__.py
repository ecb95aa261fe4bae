"""Alembic migrations of the local store, run when it is opened."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory


def alembic_config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration without an ini file, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Bring the store to a revision, in the connection's transaction."""
    if revision == "head" and MigrationContext.configure(connection).get_current_revision() == _head():
        # Alembic would load every migration anew to find that there is nothing to do.
        return
    command.upgrade(alembic_config(connection), revision)


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def downgrade(connection: sa.Connection, revision: str) -> None:
    """Take the store back to a revision; `base` removes all tables."""
    command.downgrade(alembic_config(connection), revision)
