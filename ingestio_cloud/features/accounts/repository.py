"""Users and sessions in the database."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import User, UserSession
from ingestio_cloud.db.scope import everyone, owned_delete


def local_user(session: Session) -> User:
    """The one user of an embedded service, made when missing."""
    user: User | None = session.scalars(everyone(User).where(User.local)).one_or_none()
    if user is None:
        user = User(id=uuid4(), local=True)
        session.add(user)
        session.flush()
    return user


def user_by_id(session: Session, user_id: UUID) -> User | None:
    user: User | None = session.scalars(everyone(User).where(User.id == user_id)).one_or_none()
    return user


def session_by_hash(session: Session, token_hash: str, now: datetime) -> UserSession | None:
    """A session that is neither revoked nor over."""
    found: UserSession | None = session.scalars(
        everyone(UserSession).where(
            UserSession.token_hash == token_hash,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at.is_(None) | (UserSession.expires_at > now),
        )
    ).one_or_none()
    return found


def replace_sessions(session: Session, user_id: UUID, token_hash: str) -> None:
    """Let this token, and no other, speak for the user."""
    session.execute(owned_delete(UserSession, user_id))
    session.add(UserSession(id=uuid4(), user_id=user_id, token_hash=token_hash, created_at=utc_now()))
