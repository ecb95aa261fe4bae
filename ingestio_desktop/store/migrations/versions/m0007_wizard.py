"""When a draft was last written, why it was refused, and the columns of a saved prompt

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("changed_at", sa.BigInteger(), nullable=True))
    op.add_column("drafts", sa.Column("refusal", sa.Text(), nullable=True))
    op.add_column("prompts", sa.Column("field_plan", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("prompts", "field_plan")
    op.drop_column("drafts", "refusal")
    op.drop_column("drafts", "changed_at")
