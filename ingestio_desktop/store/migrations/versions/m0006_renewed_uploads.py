"""Files that are taken as they are by now, not as they were announced

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("uploads", sa.Column("renew", sa.Boolean(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("uploads", "renew")
