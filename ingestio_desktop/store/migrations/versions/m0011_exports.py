"""What an export was made with, so that it can be made again, and presets of exports

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exports", sa.Column("request", sa.Text(), nullable=True))
    op.add_column("exports", sa.Column("added", sa.BigInteger(), nullable=True))
    op.create_table(
        "export_presets",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_presets"),
        sa.UniqueConstraint("name_key", name="uq_export_presets_name_key"),
    )
    op.create_table(
        "export_defaults",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("preset_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("plan", name="pk_export_defaults"),
    )


def downgrade() -> None:
    op.drop_table("export_defaults")
    op.drop_table("export_presets")
    op.drop_column("exports", "added")
    op.drop_column("exports", "request")
