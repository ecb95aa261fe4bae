"""Personal access tokens, for the command line and for scripts.

A token can do what the API does with documents, but neither make nor end tokens nor delete the
account: one that leaks from a script must not be able to make itself permanent.
"""

import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import UserSession
from ingestio_cloud.features.accounts import repository
from ingestio_cloud.features.accounts.access import Principal
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.errors import (
    ConflictError,
    ForbiddenError,
    NotAuthenticatedError,
    NotFoundError,
    RefusedError,
)
from ingestio_core.contracts.account import NewPersonalToken, PersonalToken, PersonalTokenCreate

PREFIX: Final = "ing_pat_"
MAX_TOKENS: Final = 50
_BYTES: Final = 32
_LONGEST: Final = timedelta(days=366)


def require_person(principal: Principal) -> None:
    """Raises `ForbiddenError` (sign_in_required) for a caller with a personal access token."""
    if not principal.is_person:
        raise ForbiddenError(
            "sign_in_required",
            "A personal access token can't do this",
            "Sign in yourself, with “ingestio login” or in the browser, and do it there.",
        )


def create(
    session: Session, user_id: UUID, request: PersonalTokenCreate, asked_by: UUID | None
) -> NewPersonalToken:
    """Make a token; the answer is the only place where it is ever shown. `asked_by` is the session of
    whoever asks, which may have ended since the request began: nothing that a new password ends must
    leave a token behind. Raises `NotAuthenticatedError`, `RefusedError` (bad_expiry), `ConflictError`
    (too_many_tokens, local_account)."""
    user = repository.active_user(session, user_id, lock=True)
    if asked_by is not None and not repository.session_lives(session, user_id, asked_by, utc_now()):
        raise NotAuthenticatedError
    if user.local:
        raise ConflictError(
            "local_account",
            "This account has no tokens",
            "The account of this computer is reached with the token that the service was started with.",
        )
    now = utc_now()
    if request.expires_at is not None and not now < request.expires_at <= now + _LONGEST:
        raise RefusedError(
            "bad_expiry",
            "The token can't end then",
            "Choose an end that lies ahead and within a year, or none.",
        )
    if repository.count_personal(session, user_id, now) >= MAX_TOKENS:
        raise ConflictError(
            "too_many_tokens",
            "There are too many tokens",
            f"An account may have {MAX_TOKENS}. End one that is not needed any more.",
        )
    token = PREFIX + secrets.token_urlsafe(_BYTES)
    row = repository.add_personal(session, user_id, request.name, hash_token(token), now, request.expires_at)
    return NewPersonalToken(**_wire(row).model_dump(), token=token)


def listed(session: Session, user_id: UUID) -> list[PersonalToken]:
    """The tokens that work, the newest first."""
    return [_wire(row) for row in repository.personal(session, user_id, utc_now())]


def revoke(session: Session, user_id: UUID, token_id: UUID) -> None:
    """End a token. Raises `NotFoundError`."""
    if not repository.revoke_personal(session, user_id, token_id, utc_now()):
        raise NotFoundError("token")


def _wire(row: UserSession) -> PersonalToken:
    return PersonalToken(
        id=row.id,
        name=row.name or "",
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
    )
