"""Processing on many machines: what dead workers had in work, tokens of models, notifications

Revision ID: 0003
Revises: 0002
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

from ingestio_cloud.db import row_security

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_UNFINISHED: Final = sa.text("status IN ('pending', 'processing')")
_TO_MAIL: Final = sa.text("mail_due_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("extraction_jobs", sa.Column("claimed_by", sa.String(length=255), nullable=True))
    op.add_column("extraction_jobs", _counter("deaths"))
    op.add_column("extraction_jobs", sa.Column("input_tokens", sa.Integer(), nullable=True))
    op.add_column("extraction_jobs", sa.Column("output_tokens", sa.Integer(), nullable=True))
    op.create_index(
        "ix_extraction_jobs_unfinished",
        "extraction_jobs",
        ["created_at"],
        sqlite_where=_UNFINISHED,
        postgresql_where=_UNFINISHED,
    )
    op.add_column(
        "workers", sa.Column("version", sa.String(length=50), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "workers", sa.Column("asks_models", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("users", sa.Column("batch_mails", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "batch_notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("batch_name", sa.String(length=200), nullable=True),
        sa.Column("batch_status", sa.String(length=32), nullable=False),
        sa.Column("document_count", sa.Integer(), nullable=False),
        sa.Column("completed_count", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=True),
        _counter("mail_attempts"),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["extraction_batches.id"],
            name=op.f("fk_batch_notifications_batch_id_extraction_batches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_batch_notifications_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_notifications")),
    )
    op.create_index(
        op.f("ix_batch_notifications_user_id_created_at_id"),
        "batch_notifications",
        ["user_id", "created_at", "id"],
    )
    op.create_index(op.f("ix_batch_notifications_created_at"), "batch_notifications", ["created_at"])
    op.create_index(op.f("ix_batch_notifications_batch_id"), "batch_notifications", ["batch_id"])
    op.create_index(
        "ix_batch_notifications_to_mail",
        "batch_notifications",
        ["mail_due_at"],
        sqlite_where=_TO_MAIL,
        postgresql_where=_TO_MAIL,
    )
    op.create_table(
        "model_pauses",
        sa.Column("provider", sa.String(length=100), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("provider", name=op.f("pk_model_pauses")),
    )
    if op.get_bind().dialect.name == "postgresql":
        row_security.secure(op.execute, "batch_notifications")
        row_security.system_only(op.execute, "model_pauses")


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    # The release before fails at a kind of change that it does not know.
    if on_postgresql:
        op.execute(f"SET LOCAL ROLE {row_security.SYSTEM_ROLE}")
    op.execute("DELETE FROM changes WHERE kind = 'notification'")
    if on_postgresql:
        op.execute("SET LOCAL ROLE NONE")
        row_security.unsecure(op.execute, "batch_notifications")
        row_security.not_system_only(op.execute, "model_pauses")
    op.drop_table("model_pauses")
    op.drop_table("batch_notifications")
    op.drop_index("ix_extraction_jobs_unfinished", "extraction_jobs")
    op.drop_column("users", "batch_mails")
    op.drop_column("workers", "asks_models")
    op.drop_column("workers", "version")
    for column in ("output_tokens", "input_tokens", "deaths", "claimed_by"):
        op.drop_column("extraction_jobs", column)


def _counter(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)
