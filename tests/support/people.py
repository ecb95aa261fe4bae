"""People with an account of their own and a token that speaks for them, straight in the database."""

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

import httpx

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import SessionKind, User, UserSession
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.service import hash_token


@dataclass(frozen=True, slots=True)
class Person:
    """A user of a running service. `http` sends their token; whoever made the person closes it."""

    user_id: UUID
    token: str
    http: httpx.Client

    def close(self) -> None:
        self.http.close()


def person(
    sessions: SyncSessions,
    url: str = "http://127.0.0.1",
    *,
    unlimited: bool = False,
    stripe_customer_id: str | None = None,
    kind: SessionKind = SessionKind.PERSONAL,
    of: UUID | None = None,
) -> Person:
    """A new user with a verified address and a token, personal unless another kind is named, on the
    smallest plan; or unlimited, as the user of an embedded service is; or on the plan of their customer
    at Stripe. Or one more token `of` a user who is there."""
    prefix = "ing_at_" if kind is SessionKind.ACCESS else "ing_pat_"
    user_id, token = of or uuid4(), prefix + secrets.token_urlsafe(32)
    with sessions.system.write() as session:
        if of is None:
            session.add(
                User(
                    id=user_id,
                    email=f"{user_id.hex}@example.org",
                    email_verified_at=utc_now(),
                    local=unlimited,
                    stripe_customer_id=stripe_customer_id,
                )
            )
            session.flush()
        session.add(
            UserSession(
                id=uuid4(),
                user_id=user_id,
                token_hash=hash_token(token),
                kind=kind,
                name="Test",
            )
        )
    http = httpx.Client(
        base_url=url, headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=30
    )
    return Person(user_id, token, http)
