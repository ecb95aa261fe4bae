"""What persons corrected for a supplier

Revision ID: 0004
Revises: 0003
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

from ingestio_cloud.db import row_security

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES: Final = (
    "extraction_readings",
    "suppliers",
    "supplier_keys",
    "supplier_lessons",
    "supplier_lesson_uses",
)


def upgrade() -> None:
    op.create_table(
        "extraction_readings",
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        _foreign_key("extraction_readings", "result_id", "extraction_results"),
        _foreign_key("extraction_readings", "user_id", "users"),
        sa.PrimaryKeyConstraint("result_id", name=op.f("pk_extraction_readings")),
    )
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        _foreign_key("suppliers", "user_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
    )
    op.create_table(
        "supplier_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        _foreign_key("supplier_keys", "user_id", "users"),
        _foreign_key("supplier_keys", "supplier_id", "suppliers"),
        sa.PrimaryKeyConstraint("user_id", "key", "supplier_id", name=op.f("pk_supplier_keys")),
    )
    op.create_table(
        "supplier_lessons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("document_name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("lesson", sa.JSON(), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        _foreign_key("supplier_lessons", "user_id", "users"),
        _foreign_key("supplier_lessons", "supplier_id", "suppliers"),
        _foreign_key("supplier_lessons", "document_id", "documents", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_lessons")),
    )
    op.create_table(
        "supplier_lesson_uses",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        _foreign_key("supplier_lesson_uses", "lesson_id", "supplier_lessons"),
        _foreign_key("supplier_lesson_uses", "document_id", "documents"),
        _foreign_key("supplier_lesson_uses", "user_id", "users"),
        sa.PrimaryKeyConstraint("lesson_id", "document_id", name=op.f("pk_supplier_lesson_uses")),
    )
    _index("extraction_readings", "user_id")
    _index("suppliers", "user_id", "name", "id")
    _index("supplier_keys", "supplier_id", "user_id", "key")
    _index("supplier_lessons", "user_id")
    _index("supplier_lessons", "document_id")
    _index("supplier_lessons", "supplier_id", "learned_at")
    _index("supplier_lesson_uses", "user_id")
    _index("supplier_lesson_uses", "document_id")
    if op.get_bind().dialect.name == "postgresql":
        for table in _TABLES:
            row_security.secure(op.execute, table)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in _TABLES:
            row_security.unsecure(op.execute, table)
    for table in ("supplier_lesson_uses", "supplier_lessons", "supplier_keys", "suppliers"):
        op.drop_table(table)
    op.drop_table("extraction_readings")


def _foreign_key(table: str, column: str, other: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name: Any = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, [*columns])
