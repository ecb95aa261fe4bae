"""Cloud accounts: sign-in, tokens, and row-level security on PostgreSQL

Revision ID: 0002
Revises: 0001
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

from ingestio_cloud.db import row_security

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWNED: Final = (
    "authorization_codes",
    "changes",
    "documents",
    "exports",
    "extraction_batches",
    "extraction_findings",
    "extraction_jobs",
    "extraction_results",
    "field_edits",
    "oauth_grants",
    "one_time_tokens",
    "refresh_tokens",
    "sessions",
    "uploads",
    "usage_events",
    "usage_months",
)
"""Tables whose rows belong to the user in `user_id`."""

SYSTEM: Final = ("webhook_events",)


def upgrade() -> None:
    _alter_tables()
    _create_tables()
    if op.get_bind().dialect.name == "postgresql":
        row_security.create_roles(op.execute)
        row_security.secure(op.execute, "users", "id")
        for table in OWNED:
            row_security.secure(op.execute, table)
        for table in SYSTEM:
            row_security.system_only(op.execute, table)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in ("users", *OWNED):
            row_security.unsecure(op.execute, table)
    with op.batch_alter_table("sessions") as batch:
        batch.drop_constraint(op.f("fk_sessions_grant_id_oauth_grants"), type_="foreignkey")
        batch.drop_index(op.f("ix_sessions_grant_id"))
        for column in ("kind", "name", "grant_id", "last_used_at"):
            batch.drop_column(column)
    for table in ("one_time_tokens", "authorization_codes", "refresh_tokens", "oauth_grants"):
        op.drop_table(table)
    with op.batch_alter_table("uploads") as batch:
        batch.drop_index(op.f("ix_uploads_user_id_status"))
        batch.create_index(op.f("ix_uploads_user_id"), ["user_id"], unique=False)
        for column in ("turn", "closed_turn", "claimed_until"):
            batch.drop_column(column)
    with op.batch_alter_table("webhook_events") as batch:
        batch.drop_index(op.f("ix_webhook_events_due_at"))
        batch.drop_column("due_at")
        batch.drop_column("attempts")
        batch.drop_column("last_error")
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint(op.f("uq_users_oidc_issuer_oidc_subject"), type_="unique")
        for column in ("password_hash", "email_verified_at", "oidc_issuer", "oidc_subject", "deleted_at"):
            batch.drop_column(column)


def _alter_tables() -> None:
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("password_hash", sa.String(length=255), nullable=True))
        batch.add_column(sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("oidc_issuer", sa.String(length=500), nullable=True))
        batch.add_column(sa.Column("oidc_subject", sa.String(length=255), nullable=True))
        batch.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_unique_constraint(
            op.f("uq_users_oidc_issuer_oidc_subject"), ["oidc_issuer", "oidc_subject"]
        )
    with op.batch_alter_table("webhook_events") as batch:
        batch.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_index(op.f("ix_webhook_events_due_at"), ["due_at"])
        batch.add_column(sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch.add_column(sa.Column("last_error", sa.Text(), nullable=True))
    with op.batch_alter_table("uploads") as batch:
        batch.add_column(sa.Column("turn", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch.add_column(sa.Column("closed_turn", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch.add_column(sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))
        batch.drop_index(op.f("ix_uploads_user_id"))
        batch.create_index(op.f("ix_uploads_user_id_status"), ["user_id", "status"], unique=False)


def _create_tables() -> None:
    op.create_table(
        "oauth_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=100), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.String(length=100), nullable=True),
        *_keys("oauth_grants"),
    )
    op.create_index(op.f("ix_oauth_grants_user_id"), "oauth_grants", ["user_id"])
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["grant_id"],
            ["oauth_grants.id"],
            name=op.f("fk_refresh_tokens_grant_id_oauth_grants"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_refresh_tokens_token_hash")),
        *_keys("refresh_tokens"),
    )
    op.create_index(op.f("ix_refresh_tokens_user_id"), "refresh_tokens", ["user_id"])
    op.create_index(op.f("ix_refresh_tokens_grant_id"), "refresh_tokens", ["grant_id"])
    op.create_table(
        "authorization_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=100), nullable=False),
        sa.Column("redirect_uri", sa.String(length=500), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("code_challenge", sa.String(length=128), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["grant_id"],
            ["oauth_grants.id"],
            name=op.f("fk_authorization_codes_grant_id_oauth_grants"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("code_hash", name=op.f("uq_authorization_codes_code_hash")),
        *_keys("authorization_codes"),
    )
    op.create_index(op.f("ix_authorization_codes_user_id"), "authorization_codes", ["user_id"])
    op.create_table(
        "one_time_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_tokens_token_hash")),
        *_keys("one_time_tokens"),
    )
    op.create_index(op.f("ix_one_time_tokens_user_id"), "one_time_tokens", ["user_id"])
    with op.batch_alter_table("sessions") as batch:
        batch.add_column(
            sa.Column("kind", sa.String(length=32), server_default=sa.text("'local'"), nullable=False)
        )
        batch.add_column(sa.Column("name", sa.String(length=100), nullable=True))
        batch.add_column(sa.Column("grant_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(
            op.f("fk_sessions_grant_id_oauth_grants"),
            "oauth_grants",
            ["grant_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_index(op.f("ix_sessions_grant_id"), ["grant_id"])


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    """The primary key, and the user whom a row goes with."""
    return (
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
