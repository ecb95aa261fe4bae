"""What lies between the rows of a document and its sums

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
    op.add_column("extraction_results", sa.Column("adjustments", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("extraction_results", "adjustments")
