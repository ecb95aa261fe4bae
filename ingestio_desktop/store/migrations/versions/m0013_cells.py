"""What the cells of the grid say

Revision ID: 0013
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cell_plans",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_cell_plans"),
    )
    op.create_table(
        "document_cells",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("findings", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("drafted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_cells"),
    )


def downgrade() -> None:
    op.drop_table("document_cells")
    op.drop_table("cell_plans")
