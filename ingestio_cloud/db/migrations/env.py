"""Alembic's environment: always an open connection, given by `alembic_config`."""

from alembic import context

from ingestio_cloud.db import models
from ingestio_cloud.db.base import Base

assert models.__all__, "importing the models fills the metadata"

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
