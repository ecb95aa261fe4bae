"""Codes, grants and tokens in the database. Nobody is known yet when a code or a token comes in, so
they are looked up among those of everyone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import (
    AuthorizationCode,
    OAuthGrant,
    RefreshToken,
    SessionKind,
    User,
    UserSession,
)
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    everyone_delete,
    own_user,
    owned,
    owned_columns,
    owned_exists,
    owned_update,
)
from ingestio_cloud.features.signals import Channel, publish


def active_user(session: Session, user_id: UUID) -> User | None:
    """The user, unless the account is being deleted."""
    user: User | None = session.scalars(own_user(user_id).where(User.deleted_at.is_(None))).one_or_none()
    return user


def code_by_hash(session: Session, code_hash: str) -> AuthorizationCode | None:
    """A code, locked, so that two who send it come one after the other."""
    code: AuthorizationCode | None = session.scalars(
        everyone(AuthorizationCode)
        .where(AuthorizationCode.code_hash == code_hash)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return code


def use_code(session: Session, code: AuthorizationCode, now: datetime) -> bool:
    """Use a code up; whether it was this call that did."""
    statement = owned_update(AuthorizationCode, code.user_id).where(
        AuthorizationCode.id == code.id, AuthorizationCode.used_at.is_(None)
    )
    return changed_rows(session, statement.values(used_at=now)) == 1


def refresh_by_hash(session: Session, token_hash: str) -> RefreshToken | None:
    token: RefreshToken | None = session.scalars(
        everyone(RefreshToken)
        .where(RefreshToken.token_hash == token_hash)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return token


def lock_grant(session: Session, user_id: UUID, grant_id: UUID) -> OAuthGrant | None:
    """A family, which nobody else changes until the end of the transaction."""
    grant: OAuthGrant | None = session.scalars(
        owned(OAuthGrant, user_id)
        .where(OAuthGrant.id == grant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return grant


def use_refresh(session: Session, token: RefreshToken, now: datetime) -> bool:
    """Use a refresh token up; whether it was this call that did."""
    statement = owned_update(RefreshToken, token.user_id).where(
        RefreshToken.id == token.id, RefreshToken.used_at.is_(None)
    )
    return changed_rows(session, statement.values(used_at=now)) == 1


def unused_child(session: Session, token: RefreshToken) -> RefreshToken | None:
    """The token that was given for this one, if it was not used itself."""
    child: RefreshToken | None = session.scalars(
        owned(RefreshToken, token.user_id).where(
            RefreshToken.parent_id == token.id, RefreshToken.used_at.is_(None)
        )
    ).one_or_none()
    return child


def access_used_since(session: Session, grant: OAuthGrant, since: datetime) -> bool:
    """Whether an access token of the family that was given at `since` or later was used."""
    statement = owned_exists(
        UserSession,
        grant.user_id,
        UserSession.grant_id == grant.id,
        UserSession.created_at >= since,
        UserSession.last_used_at.is_not(None),
    )
    return bool(session.scalar(statement))


def revoke_access_since(session: Session, grant: OAuthGrant, since: datetime, now: datetime) -> None:
    """End the access tokens of the family that were given at `since` or later."""
    statement = owned_update(UserSession, grant.user_id).where(
        UserSession.grant_id == grant.id, UserSession.created_at >= since, UserSession.revoked_at.is_(None)
    )
    session.execute(statement.values(revoked_at=now))


def access_by_hash(session: Session, token_hash: str) -> UserSession | None:
    found: UserSession | None = session.scalars(
        everyone(UserSession).where(
            UserSession.token_hash == token_hash, UserSession.kind == SessionKind.ACCESS
        )
    ).one_or_none()
    return found


def revoke_access(session: Session, access: UserSession, now: datetime) -> None:
    statement = owned_update(UserSession, access.user_id).where(UserSession.id == access.id)
    session.execute(statement.values(revoked_at=now))
    publish(session, Channel.ACCESS, str(access.user_id))


def end_grant(session: Session, user_id: UUID, grant_id: UUID, reason: str, now: datetime) -> bool:
    """End a family with all of its tokens; False when it was over already."""
    grant = owned_update(OAuthGrant, user_id).where(
        OAuthGrant.id == grant_id, OAuthGrant.revoked_at.is_(None)
    )
    ended = changed_rows(session, grant.values(revoked_at=now, revoked_reason=reason)) == 1
    access = owned_update(UserSession, user_id).where(
        UserSession.grant_id == grant_id, UserSession.revoked_at.is_(None)
    )
    session.execute(access.values(revoked_at=now))
    publish(session, Channel.ACCESS, str(user_id))
    return ended


def living_grants(session: Session, user_id: UUID, now: datetime) -> Sequence[tuple[OAuthGrant, datetime]]:
    """The families that a program still holds, and when each was last renewed; the newest first."""
    rows = session.execute(
        owned_columns(OAuthGrant, user_id, OAuthGrant, RefreshToken.created_at)
        .join(RefreshToken, RefreshToken.grant_id == OAuthGrant.id)
        .where(OAuthGrant.revoked_at.is_(None), RefreshToken.used_at.is_(None), RefreshToken.expires_at > now)
        .order_by(RefreshToken.created_at.desc())
    )
    return [(row[0], row[1]) for row in rows]


def add_code(
    session: Session,
    user_id: UUID,
    *,
    code_hash: str,
    client_id: str,
    redirect_uri: str,
    scope: str,
    code_challenge: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    session.add(
        AuthorizationCode(
            id=uuid4(),
            user_id=user_id,
            code_hash=code_hash,
            client_id=client_id,
            redirect_uri=redirect_uri,
            scope=scope,
            code_challenge=code_challenge,
            created_at=now,
            expires_at=expires_at,
        )
    )


def add_grant(session: Session, user_id: UUID, client_id: str, scope: str, now: datetime) -> OAuthGrant:
    grant = OAuthGrant(id=uuid4(), user_id=user_id, client_id=client_id, scope=scope, created_at=now)
    session.add(grant)
    session.flush()
    return grant


def add_tokens(
    session: Session,
    grant: OAuthGrant,
    *,
    access_hash: str,
    access_expires_at: datetime,
    refresh_hash: str,
    refresh_expires_at: datetime,
    parent_id: UUID | None,
    now: datetime,
) -> None:
    """A pair of tokens, of one moment."""
    session.add(
        UserSession(
            id=uuid4(),
            user_id=grant.user_id,
            token_hash=access_hash,
            kind=SessionKind.ACCESS,
            grant_id=grant.id,
            created_at=now,
            expires_at=access_expires_at,
        )
    )
    session.add(
        RefreshToken(
            id=uuid4(),
            user_id=grant.user_id,
            grant_id=grant.id,
            parent_id=parent_id,
            token_hash=refresh_hash,
            created_at=now,
            expires_at=refresh_expires_at,
        )
    )


def sweep(session: Session, now: datetime, before: datetime) -> int:
    """Drop what is over: tokens past their end, codes that ended and families that ended or have no
    refresh token left before `before`."""
    dropped = changed_rows(session, everyone_delete(RefreshToken).where(RefreshToken.expires_at < now))
    dropped += changed_rows(
        session,
        everyone_delete(UserSession).where(
            UserSession.kind == SessionKind.ACCESS, UserSession.expires_at < now
        ),
    )
    dropped += changed_rows(
        session, everyone_delete(AuthorizationCode).where(AuthorizationCode.expires_at < before)
    )
    left = everyone(RefreshToken.id).where(RefreshToken.grant_id == OAuthGrant.id).exists()
    over = OAuthGrant.revoked_at < before
    dropped += changed_rows(
        session, everyone_delete(OAuthGrant).where(over | (~left & (OAuthGrant.created_at < before)))
    )
    return dropped
