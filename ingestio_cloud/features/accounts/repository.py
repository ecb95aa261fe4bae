"""Users and sessions in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import (
    Document,
    ExtractionBatch,
    ExtractionJob,
    OAuthGrant,
    SessionKind,
    Upload,
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
    owned_delete,
    owned_exists,
    owned_update,
    user_update,
)
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.signals import Channel, publish
from ingestio_core.lifecycle import JobStatus


def local_user(session: Session) -> User:
    """The one user of an embedded service, made when missing."""
    user: User | None = session.scalars(everyone(User).where(User.local)).one_or_none()
    if user is None:
        user = User(id=uuid4(), local=True)
        session.add(user)
        session.flush()
    return user


def user_by_id(session: Session, user_id: UUID) -> User | None:
    user: User | None = session.scalars(own_user(user_id)).one_or_none()
    return user


def session_by_hash(session: Session, token_hash: str, now: datetime) -> UserSession | None:
    """A session that is neither revoked nor over, of an account that is not being deleted."""
    found: UserSession | None = session.scalars(
        everyone(UserSession)
        .join(User, User.id == UserSession.user_id)
        .where(
            User.deleted_at.is_(None),
            UserSession.token_hash == token_hash,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at.is_(None) | (UserSession.expires_at > now),
        )
    ).one_or_none()
    return found


def session_lives(session: Session, user_id: UUID, session_id: UUID, now: datetime) -> bool:
    """Whether it is neither revoked nor over."""
    statement = owned_exists(
        UserSession,
        user_id,
        UserSession.id == session_id,
        UserSession.revoked_at.is_(None),
        UserSession.expires_at.is_(None) | (UserSession.expires_at > now),
    )
    return bool(session.scalar(statement))


def replace_sessions(session: Session, user_id: UUID, token_hash: str) -> None:
    """Let this token, and no other, speak for the user."""
    session.execute(owned_delete(UserSession, user_id))
    session.add(UserSession(id=uuid4(), user_id=user_id, token_hash=token_hash, created_at=utc_now()))


def touch_session(
    session: Session, user_id: UUID, session_id: UUID, now: datetime, at_most_every: timedelta
) -> None:
    """Write down that a token was used, unless that was done a moment ago."""
    statement = owned_update(UserSession, user_id).where(
        UserSession.id == session_id,
        UserSession.last_used_at.is_(None) | (UserSession.last_used_at < now - at_most_every),
    )
    session.execute(statement.values(last_used_at=now))


def active_user(session: Session, user_id: UUID, *, lock: bool = False) -> User:
    """The user's own row; with `lock` nobody else changes it until the end of the transaction. Raises
    `NotAuthenticatedError` when the account is gone or being deleted."""
    statement = own_user(user_id).where(User.deleted_at.is_(None))
    user: User | None = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if user is None:
        raise NotAuthenticatedError
    return user


def user_by_identity(session: Session, issuer: str, subject: str) -> User | None:
    user: User | None = session.scalars(
        everyone(User).where(User.oidc_issuer == issuer, User.oidc_subject == subject)
    ).one_or_none()
    return user


def email_taken(session: Session, email: str) -> bool:
    return session.scalar(everyone(User.id).where(User.email == email)) is not None


def add_identity(session: Session, issuer: str, subject: str, email: str | None) -> UUID:
    """A new user whom another issuer vouches for."""
    now = utc_now()
    user = User(
        id=uuid4(),
        email=email,
        email_verified_at=now if email is not None else None,
        oidc_issuer=issuer,
        oidc_subject=subject,
        created_at=now,
    )
    session.add(user)
    session.flush()
    return user.id


def personal(session: Session, user_id: UUID, now: datetime) -> Sequence[UserSession]:
    """The personal access tokens that work, the newest first."""
    rows: Sequence[UserSession] = session.scalars(
        owned(UserSession, user_id)
        .where(
            UserSession.kind == SessionKind.PERSONAL,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at.is_(None) | (UserSession.expires_at > now),
        )
        .order_by(UserSession.created_at.desc(), UserSession.id)
    ).all()
    return rows


def count_personal(session: Session, user_id: UUID, now: datetime) -> int:
    return len(personal(session, user_id, now))


def add_personal(
    session: Session, user_id: UUID, name: str, token_hash: str, now: datetime, expires_at: datetime | None
) -> UserSession:
    row = UserSession(
        id=uuid4(),
        user_id=user_id,
        token_hash=token_hash,
        kind=SessionKind.PERSONAL,
        name=name,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    return row


def revoke_personal(session: Session, user_id: UUID, token_id: UUID, now: datetime) -> bool:
    """End a personal access token; False when there is none that works."""
    statement = owned_update(UserSession, user_id).where(
        UserSession.id == token_id,
        UserSession.kind == SessionKind.PERSONAL,
        UserSession.revoked_at.is_(None),
    )
    publish(session, Channel.ACCESS, str(user_id))
    return changed_rows(session, statement.values(revoked_at=now)) == 1


def mark_deleted(session: Session, user_id: UUID, now: datetime) -> None:
    """Hide the account, and let nobody in any more."""
    session.execute(user_update(user_id).values(deleted_at=now))
    # Grants first: that waits for whoever is being given tokens, and then the tokens are seen.
    grants = owned_update(OAuthGrant, user_id).where(OAuthGrant.revoked_at.is_(None))
    session.execute(grants.values(revoked_at=now, revoked_reason="account_deleted"))
    sessions = owned_update(UserSession, user_id).where(UserSession.revoked_at.is_(None))
    session.execute(sessions.values(revoked_at=now))
    publish(session, Channel.ACCESS, str(user_id))


def marked_users(session: Session) -> Sequence[UUID]:
    """The accounts that are being deleted."""
    found: Sequence[UUID] = session.scalars(everyone(User.id).where(User.deleted_at.is_not(None))).all()
    return found


def under_way(session: Session, user_id: UUID) -> tuple[tuple[tuple[UUID, int], ...], tuple[UUID, ...]]:
    """What of the account is at work: attempts at documents, and uploads."""
    attempts = session.execute(
        owned_columns(ExtractionJob, user_id, ExtractionJob.document_id, ExtractionJob.attempt).where(
            ExtractionJob.status.in_([JobStatus.PENDING, JobStatus.PROCESSING])
        )
    )
    uploads = session.scalars(owned_columns(Upload, user_id, Upload.id))
    return tuple((row.document_id, row.attempt) for row in attempts), tuple(uploads)


def delete_some_documents(session: Session, user_id: UUID, limit: int) -> int:
    """Delete documents with all that hangs on them, not all in one long transaction; how many. What is
    done to one of them just now is done first."""
    some = owned_columns(Document, user_id, Document.id).order_by(Document.id).limit(limit)
    ids = session.scalars(some.with_for_update()).all()
    return changed_rows(session, owned_delete(Document, user_id).where(Document.id.in_(ids)))


def delete_batches(session: Session, user_id: UUID) -> None:
    """Delete the account's batches: before the account, since whoever has one in work needs that next."""
    session.execute(owned_delete(ExtractionBatch, user_id))


def delete_user(session: Session, user_id: UUID) -> None:
    """Delete a marked account with every row that names it."""
    session.execute(everyone_delete(User).where(User.id == user_id, User.deleted_at.is_not(None)))
