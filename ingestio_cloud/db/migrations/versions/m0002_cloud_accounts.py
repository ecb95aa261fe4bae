"""Cloud accounts: sign-in, tokens, and row-level security on PostgreSQL

Revision ID: 0002
Revises: 0001
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

from ingestio_cloud.db import row_security
from ingestio_cloud.db.folding import SortText, search_text, sort_text

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

LISTS: Final = {
    "extraction_batches": (
        ("user_id", "status", "created_at", "id"),
        ("user_id", "completed_at", "id"),
        ("user_id", "name_folded", "id"),
        ("user_id", "document_count", "id"),
        ("user_id", "total_pages", "id"),
    ),
    "documents": (
        ("user_id", "status", "created_at", "id"),
        ("user_id", "filename_folded", "id"),
        ("user_id", "page_count", "id"),
    ),
    "exports": (("status", "created_at"),),
}
"""The indexes that sorted lists go along."""

USAGE_COUNTS: Final = ("pages_reserved", "pages_used", "documents_used")

SYSTEM: Final = ("webhook_events", "workers")


def upgrade() -> None:
    _alter_tables()
    _keep_the_ledger_true()
    _create_tables()
    _prepare_lists()
    if op.get_bind().dialect.name == "postgresql":
        row_security.create_roles(op.execute)
        row_security.secure(op.execute, "users", "id")
        for table in OWNED:
            row_security.secure(op.execute, table)
        for table in SYSTEM:
            row_security.system_only(op.execute, table)
        # So that a login that is only a member of the roles finds that there is nothing to migrate.
        op.execute(f"GRANT SELECT ON alembic_version TO {row_security.SYSTEM_ROLE}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"REVOKE SELECT ON alembic_version FROM {row_security.SYSTEM_ROLE}")
        for table in SYSTEM:
            row_security.not_system_only(op.execute, table)
        for table in ("users", *OWNED):
            row_security.unsecure(op.execute, table)
    _free_the_ledger()
    _forget_lists()
    with op.batch_alter_table("sessions") as batch:
        batch.drop_constraint(op.f("fk_sessions_grant_id_oauth_grants"), type_="foreignkey")
        batch.drop_index(op.f("ix_sessions_grant_id"))
        batch.drop_index(op.f("ix_sessions_expires_at"))
        for column in ("kind", "name", "grant_id", "last_used_at"):
            batch.drop_column(column)
    for table in ("workers", "one_time_tokens", "authorization_codes", "refresh_tokens", "oauth_grants"):
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


def _keep_the_ledger_true() -> None:
    """One reservation of an attempt, settled once, and no count below nothing."""
    with op.batch_alter_table("usage_events") as batch:
        batch.drop_constraint(op.f("uq_usage_events_document_id_attempt_kind"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_usage_events_user_id_document_id_attempt_kind"),
            ["user_id", "document_id", "attempt", "kind"],
        )
        batch.create_check_constraint(op.f("ck_usage_events_pages_not_negative"), "pages >= 0")
    op.create_index(
        "uq_usage_events_settled",
        "usage_events",
        ["user_id", "document_id", "attempt"],
        unique=True,
        sqlite_where=sa.text("kind <> 'reserve'"),
        postgresql_where=sa.text("kind <> 'reserve'"),
    )
    with op.batch_alter_table("usage_months") as batch:
        for column in USAGE_COUNTS:
            batch.create_check_constraint(op.f(f"ck_usage_months_{column}_not_negative"), f"{column} >= 0")


def _free_the_ledger() -> None:
    with op.batch_alter_table("usage_months") as batch:
        for column in USAGE_COUNTS:
            batch.drop_constraint(op.f(f"ck_usage_months_{column}_not_negative"), type_="check")
    op.drop_index("uq_usage_events_settled", "usage_events")
    with op.batch_alter_table("usage_events") as batch:
        batch.drop_constraint(op.f("ck_usage_events_pages_not_negative"), type_="check")
        batch.drop_constraint(op.f("uq_usage_events_user_id_document_id_attempt_kind"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_usage_events_document_id_attempt_kind"), ["document_id", "attempt", "kind"]
        )


def _create_tables() -> None:
    op.create_table(
        "workers",
        sa.Column("executor_id", sa.String(length=255), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("executor_id", name=op.f("pk_workers")),
    )
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
    op.create_index(op.f("ix_one_time_tokens_expires_at"), "one_time_tokens", ["expires_at"])
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
        batch.create_index(op.f("ix_sessions_expires_at"), ["expires_at"])


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    """The primary key, and the user whom a row goes with."""
    return (
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _prepare_lists() -> None:
    with op.batch_alter_table("users") as batch:
        batch.add_column(_counter("changes_purged", sa.BigInteger()))
    with op.batch_alter_table("extraction_batches") as batch:
        batch.add_column(sa.Column("name_folded", SortText, nullable=True))
        batch.drop_index(op.f("ix_extraction_batches_user_id_status"))
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("filename_folded", SortText, server_default="", nullable=False))
        batch.add_column(sa.Column("search_text", sa.Text(), server_default="", nullable=False))
        batch.add_column(_counter("finding_count", sa.Integer()))
        batch.add_column(_counter("edit_count", sa.Integer()))
        batch.add_column(sa.Column("trail_head", sa.String(length=64), nullable=True))
        batch.drop_index(op.f("ix_documents_user_id_status"))
    with op.batch_alter_table("exports") as batch:
        batch.add_column(sa.Column("claim", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(_counter("attempts", sa.Integer()))
    for table, indexes in LISTS.items():
        for columns in indexes:
            op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
    op.create_index(
        "ix_changes_tombstones",
        "changes",
        ["changed_at"],
        postgresql_where=sa.text("deleted"),
        sqlite_where=sa.text("deleted"),
    )
    _fold_names()


def _fold_names() -> None:
    bind, columns = op.get_bind(), (sa.column("id", sa.Uuid()), sa.column("name_folded", SortText))
    batches = sa.table("extraction_batches", sa.column("name"), *columns)
    for row in bind.execute(sa.select(batches.c.id, batches.c.name)).all():
        if row.name:
            bind.execute(
                sa.update(batches).where(batches.c.id == row.id).values(name_folded=sort_text(row.name))
            )
    documents = sa.table(
        "documents",
        sa.column("id", sa.Uuid()),
        *map(sa.column, ("folder", "filename", "filename_folded", "search_text")),
    )
    for named in bind.execute(sa.select(documents.c.id, documents.c.folder, documents.c.filename)).all():
        bind.execute(
            sa.update(documents)
            .where(documents.c.id == named.id)
            .values(
                filename_folded=sort_text(named.filename),
                search_text=search_text(named.folder, named.filename),
            )
        )


def _forget_lists() -> None:
    op.drop_index("ix_changes_tombstones", "changes")
    for table, indexes in LISTS.items():
        for columns in indexes:
            op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
    with op.batch_alter_table("exports") as batch:
        for column in ("claim", "claimed_until", "attempts"):
            batch.drop_column(column)
    with op.batch_alter_table("documents") as batch:
        batch.create_index(op.f("ix_documents_user_id_status"), ["user_id", "status"])
        for column in ("filename_folded", "search_text", "finding_count", "edit_count", "trail_head"):
            batch.drop_column(column)
    with op.batch_alter_table("extraction_batches") as batch:
        batch.create_index(op.f("ix_extraction_batches_user_id_status"), ["user_id", "status"])
        batch.drop_column("name_folded")
    with op.batch_alter_table("users") as batch:
        batch.drop_column("changes_purged")


def _counter(name: str, kind: sa.types.TypeEngine[int]) -> sa.Column[int]:
    return sa.Column(name, kind, server_default=sa.text("0"), nullable=False)
