"""What tests of the account pages do to a service with accounts of its own."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import argon2
import sqlalchemy as sa

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import OAuthGrant, SessionKind, User, UserSession
from ingestio_cloud.features.accounts.service import hash_token
from tests.cloud.served import Served
from tests.support.browsing import Browser, Page

SESSION_COOKIE = "ingestio_session"
GOOD = "violet-kettle-marsh"
BETTER = "seven-blue-otters"
CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
PARAMETERS = argon2.Parameters(
    type=argon2.Type.ID, version=19, salt_len=16, hash_len=32, time_cost=1, memory_cost=1_024, parallelism=1
)
"""Less work than the product's, so that these tests are about everything else."""
NEXT = "/oauth/authorize?response_type=code&client_id=x&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2F"

NewBrowser = Callable[..., Browser]


def settle(site: Served, email: str) -> None:
    """Give the address a confirmed account; to verify its password takes next to no time."""
    with site.sessions.system.write() as session:
        session.execute(sa.delete(User).where(User.email == email))
        session.add(User(id=uuid4(), email=email, password_hash=CHEAP, email_verified_at=utc_now()))


def join(browser: Browser, site: Served, email: str) -> None:
    """Be signed in, with an account of one's own."""
    settle(site, email)
    assert browser.fill("/sign-in", email=email, password=GOOD).location == "/signed-in"


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def same(page: Page, email: str) -> tuple[int, str, list[str]]:
    """All that an answer tells, but for the address that was typed and the token of its form."""
    text = page.answer.text.replace(email, "E-MAIL")
    text = re.sub(r'name="form_token" value="[^"]+"', "", text)
    return page.status, text, sorted(name for name in page.answer.headers if name != "set-cookie")


def rows(site: Served, model: Any, email: str) -> list[Any]:
    with site.sessions.system.read() as session:
        return list(
            session.scalars(
                sa.select(model).join(User, User.id == model.user_id).where(User.email == email)
            ).all()
        )


def user(site: Served, email: str) -> User:
    with site.sessions.system.read() as session:
        return session.scalars(sa.select(User).where(User.email == email)).one()


def over(site: Served, model: Any, email: str) -> None:
    """Let the user's rows of a table end a moment ago."""
    with site.sessions.system.write() as session:
        session.execute(
            sa.update(model)
            .where(model.user_id == user(site, email).id)
            .values(expires_at=utc_now() - timedelta(seconds=1))
        )


def give_tokens(site: Served, user_id: UUID) -> UUID:
    """A personal token `ing_pat_<e-mail>` and a family of refresh tokens; the family's id."""
    grant = uuid4()
    with site.sessions.of(user_id).write() as session:
        session.add(OAuthGrant(id=grant, user_id=user_id, client_id="x"))
        address = session.get_one(User, user_id).email
        session.add(
            UserSession(
                id=uuid4(),
                user_id=user_id,
                token_hash=hash_token(f"ing_pat_{address}"),
                kind=SessionKind.PERSONAL,
                name="Test",
            )
        )
    return grant


def refused_after(amount: int, statuses: list[int], status: int) -> bool:
    """Whether so many came through; one more may, where a window ends in between."""
    through = statuses.count(status)
    return through in (amount, amount + 1) and statuses == [status] * through + [429] * (
        len(statuses) - through
    )
