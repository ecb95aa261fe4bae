"""What happens when somebody signs up, confirms an address, or chooses a new password.

Whoever asks learns nothing about an address; what there is to say is said by mail to its owner.
A password counts only once the owner of the address has confirmed it: the link of a sign-up asks for
the password that was chosen, so nobody can prepare an account for somebody else's address.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import OneTimePurpose
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.identity import repository
from ingestio_cloud.features.identity.repository import Credentials, Visitor

SESSION_TIME: Final = timedelta(hours=12)
VERIFY_TIME: Final = timedelta(hours=24)
RESET_TIME: Final = timedelta(hours=1)

CONFIRM_TIME: Final = timedelta(days=7)
"""So long an address may wait to be confirmed, by links that were sent again."""

_KEEP_OVER: Final = timedelta(days=1)
_LIFETIME: Final = {OneTimePurpose.VERIFY_EMAIL: VERIFY_TIME, OneTimePurpose.RESET_PASSWORD: RESET_TIME}


class LetterKind(StrEnum):
    """`known`: someone signed up with an address that has an account."""

    CONFIRM = "confirm"
    KNOWN = "known"
    RESET = "reset"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be told by mail; `token` is the secret of its link."""

    kind: LetterKind
    to: str
    token: str = ""


def sign_up(session: Session, email: str, password_hash: str) -> Letter | None:
    """Make an account, unless the address has one; what its owner is told."""
    known = repository.credentials_by_email(session, email)
    if known is None:
        if repository.is_taken(session, email):
            return None
        user_id = repository.add_user(session, email, password_hash)
        return _letter(session, user_id, email, LetterKind.CONFIRM, OneTimePurpose.VERIFY_EMAIL)
    if known.verified or not repository.prepare_password(session, known.user_id, password_hash):
        return _letter(session, known.user_id, email, LetterKind.KNOWN, OneTimePurpose.RESET_PASSWORD)
    return _letter(session, known.user_id, email, LetterKind.CONFIRM, OneTimePurpose.VERIFY_EMAIL)


def send_confirmation(session: Session, email: str) -> Letter | None:
    """A new link for an address that waits to be confirmed."""
    known = repository.credentials_by_email(session, email)
    if known is None or known.verified:
        return None
    return _letter(session, known.user_id, email, LetterKind.CONFIRM, OneTimePurpose.VERIFY_EMAIL)


def forgot(session: Session, email: str) -> Letter | None:
    """A link to choose a new password, for an address with an account."""
    known = repository.credentials_by_email(session, email)
    if known is None:
        return None
    return _letter(session, known.user_id, email, LetterKind.RESET, OneTimePurpose.RESET_PASSWORD)


def credentials(session: Session, email: str) -> Credentials | None:
    return repository.credentials_by_email(session, email)


def linked(session: Session, token: str, purpose: OneTimePurpose) -> Credentials | None:
    """The account that a valid link was sent to."""
    return repository.credentials_by_link(session, hash_token(token), purpose, utc_now())


def confirm(session: Session, user_id: UUID, token: str, password_hash: str) -> str | None:
    """The secret of a new browser session for whoever gave the password of a hash, with which the
    address is confirmed now. None when the link is over, or when somebody signed up with another
    password while that one was checked: it would be theirs that counts from now on."""
    now = utc_now()
    if not repository.lock_password(session, user_id, password_hash) or not repository.use_link(
        session, user_id, OneTimePurpose.VERIFY_EMAIL, hash_token(token), now
    ):
        return None
    repository.set_verified(session, user_id, now)
    return open_session(session, user_id)


def choose_password(session: Session, user_id: UUID, token: str, password_hash: str) -> bool:
    """Whether the link was still valid, and the password is the new one now. Whoever opened it owns
    the address; everything that was signed in before is not any more."""
    now = utc_now()
    if not repository.use_link(session, user_id, OneTimePurpose.RESET_PASSWORD, hash_token(token), now):
        return False
    repository.set_password(session, user_id, password_hash)
    repository.set_verified(session, user_id, now)
    repository.end_everything(session, user_id, now, "password_reset")
    return True


def sign_in(session: Session, user_id: UUID, password_hash: str, new_hash: str | None = None) -> str | None:
    """The secret of a new browser session for whoever gave the password of a hash, which is kept as
    `new_hash` from now on. None when another password was chosen while that one was checked."""
    if not repository.lock_password(session, user_id, password_hash):
        return None
    if new_hash is not None:
        repository.replace_hash(session, user_id, password_hash, new_hash)
    return open_session(session, user_id)


def open_session(session: Session, user_id: UUID) -> str:
    """The secret of a new browser session."""
    token = _new_token()
    repository.add_browser_session(session, user_id, hash_token(token), utc_now() + SESSION_TIME)
    return token


def close_session(session: Session, user_id: UUID, session_id: UUID) -> None:
    repository.delete_session(session, user_id, session_id)


def visitor(session: Session, token: str) -> Visitor | None:
    """Who is signed in with this cookie."""
    return repository.visitor_by_cookie(session, hash_token(token), utc_now())


def tidy(session: Session, now: datetime) -> None:
    """Delete what has been over for a day, and accounts that nobody has confirmed."""
    repository.drop_old(session, now - _KEEP_OVER)
    repository.drop_unconfirmed(session, now - CONFIRM_TIME)


def _letter(session: Session, user_id: UUID, email: str, kind: LetterKind, purpose: OneTimePurpose) -> Letter:
    token = _new_token()
    repository.add_link(session, user_id, purpose, hash_token(token), utc_now() + _LIFETIME[purpose])
    return Letter(kind, email, token)


def _new_token() -> str:
    return secrets.token_urlsafe(32)
