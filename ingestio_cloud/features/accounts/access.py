"""The one way from a bearer token to a user."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import SessionKind
from ingestio_cloud.features.accounts import repository
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.context import Context
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.identity.addresses import FieldError, read_address
from ingestio_cloud.integrations.vouching import Identity, TokenRefusedError, looks_signed

TOUCH_EVERY: Final = timedelta(minutes=1)
"""How often the use of a token is written down."""

_BEARERS: Final = frozenset({SessionKind.LOCAL, SessionKind.ACCESS, SessionKind.PERSONAL})
"""The cookie of a browser is not taken for a token: it could come from another site's page."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls, and by what: `kind` and `session_id` are None for the token of another issuer."""

    user_id: UUID
    kind: SessionKind | None
    session_id: UUID | None = None

    @property
    def is_person(self) -> bool:
        """Whether a person signed in for this, as opposed to a token that lies in a script."""
        return self.kind is not SessionKind.PERSONAL


async def authenticate(context: Context, token: str, *, may_join: bool = True) -> Principal:
    """The user of a bearer token. Whom another issuer vouches for gets an account with their first
    request, unless they may not join.

    Raises `NotAuthenticatedError`, and `MachineError` (issuer_unavailable) when the keys of another
    issuer cannot be had.
    """
    if context.issuer is not None and looks_signed(token):
        try:
            identity = await context.issuer.identity(token)
        except TokenRefusedError:
            raise NotAuthenticatedError from None
        user_id = await context.db.system.read(_known, identity)
        if user_id is None:
            if not may_join:
                raise NotAuthenticatedError
            user_id = await context.db.system.write_new(_known_or_new, identity)
        return Principal(user_id, None)
    principal, untold = await context.db.system.read(_principal, token)
    if untold and principal.session_id is not None:
        await context.db.of(principal.user_id).write(
            repository.touch_session, principal.session_id, utc_now(), TOUCH_EVERY
        )
    return principal


def _principal(session: Session, token: str) -> tuple[Principal, bool]:
    """Whom one of our tokens speaks for, and whether its use is still to be written down."""
    now, token_hash = utc_now(), hash_token(token)
    found = repository.session_by_hash(session, token_hash, now)
    if found is None or found.kind not in _BEARERS or not hmac.compare_digest(found.token_hash, token_hash):
        raise NotAuthenticatedError
    untold = found.kind is not SessionKind.LOCAL and (
        found.last_used_at is None
        or (found.kind is SessionKind.PERSONAL and now - found.last_used_at > TOUCH_EVERY)
    )
    return Principal(found.user_id, found.kind, found.id), untold


def _known(session: Session, identity: Identity) -> UUID | None:
    user = repository.user_by_identity(session, identity.issuer, identity.subject)
    if user is not None and user.deleted_at is not None:
        raise NotAuthenticatedError
    return user.id if user is not None else None


def _known_or_new(session: Session, identity: Identity) -> UUID:
    """The user whom the issuer vouches for, made on first sight. An address that another account has
    is left to it: nobody gets into an account because an issuer writes its address into a token."""
    known = _known(session, identity)
    if known is not None:
        return known
    email = _address(identity.email)
    if email is not None and repository.email_taken(session, email):
        email = None
    return repository.add_identity(session, identity.issuer, identity.subject, email)


def _address(email: str | None) -> str | None:
    """In the form in which addresses are compared, None for what is none that mail can be sent to."""
    try:
        return read_address(email or "")
    except FieldError:
        return None
