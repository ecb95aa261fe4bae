"""What reads the batch being composed

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("engine", sa.String(length=20), nullable=True))
    op.add_column("drafts", sa.Column("model_provider", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("drafts", "model_provider")
    op.drop_column("drafts", "engine")
