"""Alembic's environment: always an open connection, given by `alembic_config`."""

from alembic import context

from ingestio_desktop.store.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
