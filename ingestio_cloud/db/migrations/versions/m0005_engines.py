"""Which engine reads a batch, keys of model providers

Revision ID: 0005
Revises: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ingestio_cloud.db import row_security

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    foreign: Any = op.f("fk_model_keys_user_id_users")
    op.create_table(
        "model_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(length=32), nullable=False),
        sa.Column("base_url", sa.String(length=500), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=foreign, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "provider", name=op.f("pk_model_keys")),
    )
    for table in ("users", "extraction_batches"):
        op.add_column(table, sa.Column("engine", sa.String(length=32), nullable=True))
        op.add_column(table, sa.Column("model_provider", sa.String(length=32), nullable=True))
    op.add_column("extraction_jobs", sa.Column("cost_micros", sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        row_security.secure(op.execute, "model_keys")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        row_security.unsecure(op.execute, "model_keys")
    op.drop_column("extraction_jobs", "cost_micros")
    for table in ("extraction_batches", "users"):
        op.drop_column(table, "model_provider")
        op.drop_column(table, "engine")
    op.drop_table("model_keys")
