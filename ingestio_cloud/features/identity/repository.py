"""Accounts with a password, their browser sessions and their links, in the database."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.models import (
    AuthorizationCode,
    OAuthGrant,
    OneTimePurpose,
    OneTimeToken,
    SessionKind,
    User,
    UserSession,
)
from ingestio_cloud.db.scope import (
    changed_rows,
    everyone,
    everyone_delete,
    own_user,
    owned_delete,
    owned_update,
    user_update,
)
from ingestio_cloud.features.signals import Channel, publish


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is held against."""

    user_id: UUID
    email: str
    password_hash: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in in a browser."""

    user_id: UUID
    session_id: UUID
    email: str


def credentials_by_email(session: Session, email: str) -> Credentials | None:
    """The account of an address, before anybody is known."""
    return _credentials(
        session.scalars(everyone(User).where(User.email == email, User.deleted_at.is_(None))).one_or_none()
    )


def is_taken(session: Session, email: str) -> bool:
    """Whether any row has the address, also one that is being deleted."""
    return session.scalars(everyone(User.id).where(User.email == email)).first() is not None


def credentials_by_link(
    session: Session, token_hash: str, purpose: OneTimePurpose, now: datetime
) -> Credentials | None:
    """The account that a link was sent to, while the link is valid."""
    return _credentials(
        session.scalars(
            everyone(User)
            .join(OneTimeToken, OneTimeToken.user_id == User.id)
            .where(
                OneTimeToken.token_hash == token_hash,
                OneTimeToken.purpose == purpose,
                OneTimeToken.used_at.is_(None),
                OneTimeToken.expires_at > now,
                User.deleted_at.is_(None),
            )
        ).one_or_none()
    )


def visitor_by_cookie(session: Session, token_hash: str, now: datetime) -> Visitor | None:
    """The user of a browser session that is neither revoked nor over."""
    row = session.execute(
        everyone(User.id, UserSession.id, User.email)
        .join(UserSession, UserSession.user_id == User.id)
        .where(
            UserSession.token_hash == token_hash,
            UserSession.kind == SessionKind.BROWSER,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > now,
            User.deleted_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else Visitor(row[0], row[1], row[2] or "")


def add_user(session: Session, email: str, password_hash: str) -> UUID:
    user = User(id=uuid4(), email=email, password_hash=password_hash)
    session.add(user)
    session.flush()
    return user.id


def lock_password(session: Session, user_id: UUID, password_hash: str) -> bool:
    """Whether it is still the user's own; nobody changes it until the end of the transaction."""
    statement = own_user(user_id).where(User.password_hash == password_hash, User.deleted_at.is_(None))
    return session.scalars(statement.with_for_update()).first() is not None


def prepare_password(session: Session, user_id: UUID, password_hash: str) -> bool:
    """Set the password of an address that nobody has confirmed; False when somebody has by now."""
    statement = user_update(user_id).where(User.email_verified_at.is_(None))
    return changed_rows(session, statement.values(password_hash=password_hash)) == 1


def set_password(session: Session, user_id: UUID, password_hash: str) -> None:
    session.execute(user_update(user_id).values(password_hash=password_hash))


def replace_hash(session: Session, user_id: UUID, old: str, new: str) -> None:
    """Keep the same password in a newer form, unless it was changed meanwhile."""
    session.execute(user_update(user_id).where(User.password_hash == old).values(password_hash=new))


def set_verified(session: Session, user_id: UUID, now: datetime) -> None:
    session.execute(
        user_update(user_id).where(User.email_verified_at.is_(None)).values(email_verified_at=now)
    )


def add_link(
    session: Session, user_id: UUID, purpose: OneTimePurpose, token_hash: str, expires_at: datetime
) -> None:
    session.add(
        OneTimeToken(
            id=uuid4(), user_id=user_id, purpose=purpose, token_hash=token_hash, expires_at=expires_at
        )
    )


def use_link(
    session: Session, user_id: UUID, purpose: OneTimePurpose, token_hash: str, now: datetime
) -> bool:
    """Whether the link was valid until now; it and the others of its kind are not any more."""
    used = changed_rows(
        session,
        owned_update(OneTimeToken, user_id)
        .where(
            OneTimeToken.token_hash == token_hash,
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > now,
        )
        .values(used_at=now),
    )
    if used:
        session.execute(
            owned_update(OneTimeToken, user_id)
            .where(OneTimeToken.purpose == purpose, OneTimeToken.used_at.is_(None))
            .values(used_at=now)
        )
    return bool(used)


def add_browser_session(session: Session, user_id: UUID, token_hash: str, expires_at: datetime) -> None:
    session.add(
        UserSession(
            id=uuid4(),
            user_id=user_id,
            token_hash=token_hash,
            kind=SessionKind.BROWSER,
            expires_at=expires_at,
        )
    )


def delete_session(session: Session, user_id: UUID, session_id: UUID) -> None:
    session.execute(owned_delete(UserSession, user_id).where(UserSession.id == session_id))


def end_everything(session: Session, user_id: UUID, now: datetime, reason: str) -> None:
    """End all sessions, tokens and grants of a user. In this order: the first two wait for whoever is
    being given tokens, and then those are seen."""
    session.execute(owned_delete(AuthorizationCode, user_id))
    session.execute(
        owned_update(OAuthGrant, user_id)
        .where(OAuthGrant.revoked_at.is_(None))
        .values(revoked_at=now, revoked_reason=reason)
    )
    session.execute(owned_delete(UserSession, user_id))
    publish(session, Channel.ACCESS, str(user_id))


def drop_old(session: Session, before: datetime) -> None:
    """Delete the links and browser sessions of all users that were over before then."""
    session.execute(everyone_delete(OneTimeToken).where(OneTimeToken.expires_at < before))
    session.execute(
        everyone_delete(UserSession).where(
            UserSession.kind == SessionKind.BROWSER, UserSession.expires_at < before
        )
    )


def drop_unconfirmed(session: Session, before: datetime) -> None:
    """Delete the accounts made before then whose address nobody has confirmed; they hold nothing."""
    session.execute(
        everyone_delete(User).where(
            User.email_verified_at.is_(None),
            User.password_hash.is_not(None),
            User.oidc_subject.is_(None),
            User.local.is_(False),
            User.created_at < before,
        )
    )


def _credentials(user: User | None) -> Credentials | None:
    if user is None or user.email is None:
        return None
    return Credentials(user.id, user.email, user.password_hash, user.email_verified_at is not None)
