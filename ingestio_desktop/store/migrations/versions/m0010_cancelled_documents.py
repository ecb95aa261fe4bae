"""Cancelled documents have a state of their own

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        sa.text(
            "UPDATE documents SET state = 'cancelled' "
            "WHERE state = 'error' AND json_extract(error, '$.code') = 'cancelled'"
        )
    )


def downgrade() -> None:
    op.execute(sa.text("UPDATE documents SET state = 'error' WHERE state = 'cancelled'"))
