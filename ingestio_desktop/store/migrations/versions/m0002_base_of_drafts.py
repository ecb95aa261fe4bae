"""What the fields of a review draft were before

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Without its base a draft can't be compared; no release has written one.
    op.execute("DELETE FROM review_drafts")
    with op.batch_alter_table("review_drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("base", sa.Text(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("review_drafts", schema=None) as batch_op:
        batch_op.drop_column("base")
