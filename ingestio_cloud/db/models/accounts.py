"""People, and what lets them in. Tokens are kept only as their SHA-256 (hex)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column

from ingestio_cloud.db.base import Base, EnumWord, utc_now
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.providers import ProviderKind


class User(Base):
    """A person's account. `change_number` rises with every change a client must see; `local` is
    the one user of an embedded service. `password_hash` is argon2's own text; a user of another
    issuer has none, but that issuer's name for them. `batch_mails` says whether they want a mail when a
    batch ends; `engine` and `model_provider` what reads batches that do not say. `deleted_at` hides an
    account whose files and rows are being deleted."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(320), unique=True)
    local: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    email_verified_at: Mapped[datetime | None]
    oidc_issuer: Mapped[str | None] = mapped_column(String(500))
    oidc_subject: Mapped[str | None] = mapped_column(String(255))
    stripe_customer_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    change_number: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    changes_purged: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    batch_mails: Mapped[bool] = mapped_column(default=True, server_default=true())
    engine: Mapped[EngineChoice | None] = mapped_column(EnumWord(EngineChoice))
    model_provider: Mapped[ProviderKind | None] = mapped_column(EnumWord(ProviderKind))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    deleted_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("oidc_issuer", "oidc_subject"),)


class SessionKind(StrEnum):
    """`local`: the embedded service's own; `browser`: the cookie of our pages; `access`: an OAuth
    access token; `personal`: a token that a person made for the command line."""

    LOCAL = "local"
    BROWSER = "browser"
    ACCESS = "access"
    PERSONAL = "personal"


class UserSession(Base):
    """A token that speaks for a user. `grant_id` is the family that an access token belongs to,
    `name` what a person called a personal one."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[SessionKind] = mapped_column(
        EnumWord(SessionKind), default=SessionKind.LOCAL, server_default=SessionKind.LOCAL.value
    )
    name: Mapped[str | None] = mapped_column(String(100))
    grant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("oauth_grants.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]


class OAuthGrant(Base):
    """What a person allowed an application: the family of its refresh tokens, ended as a whole."""

    __tablename__ = "oauth_grants"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    client_id: Mapped[str] = mapped_column(String(100))
    scope: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(String(100))


class RefreshToken(Base):
    """One link of a family. Used once; its second use ends the family (RFC 9700, 4.14). `parent_id` is
    the link that it was given for, which may be swept already."""

    __tablename__ = "refresh_tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("oauth_grants.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[UUID | None]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AuthorizationCode(Base):
    """A code between the browser and the application, used once (RFC 6749, 4.1)."""

    __tablename__ = "authorization_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    client_id: Mapped[str] = mapped_column(String(100))
    redirect_uri: Mapped[str] = mapped_column(String(500))
    scope: Mapped[str] = mapped_column(String(500), default="")
    code_challenge: Mapped[str] = mapped_column(String(128))
    grant_id: Mapped[UUID | None] = mapped_column(ForeignKey("oauth_grants.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class OneTimePurpose(StrEnum):
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"


class OneTimeToken(Base):
    """A link sent by mail."""

    __tablename__ = "one_time_tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[OneTimePurpose] = mapped_column(EnumWord(OneTimePurpose))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
