"""People who allow a program to use their account, as the program and their browser see it."""

import base64
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import httpx

from ingestio_cloud.features.identity import service as identity
from ingestio_cloud.settings import Accounts
from tests.cloud.served import Served, served
from tests.support.browser import Browser
from tests.support.postgres import postgres_server

DESKTOP: Final = "ingestio-desktop"
REDIRECT: Final = "http://127.0.0.1:49152/signed-in"

_PLAIN: Final[dict[str, Any]] = {"trust_env": False, "timeout": 30, "verify": False}
"""There is no TLS on loopback, and to read the list of authorities takes longer than the request."""


@contextmanager
def accounts_served(kind: str, folder: Path, **settings: Any) -> Iterator[Served]:
    """A service with accounts of its own on a new database, `sqlite` or `postgresql`."""
    chosen = {"accounts": Accounts.OWN, "stranger_requests_per_minute": 0, **settings}
    if kind == "sqlite":
        with served(folder, **chosen) as running:
            yield running
        return
    server = postgres_server()
    url = server.new_database()
    try:
        with served(folder, database_url=url, **chosen) as running:
            yield running
    finally:
        server.drop_database(url)


@dataclass(slots=True)
class Program:
    """A program that signs a person in, with a PKCE secret of its own."""

    url: str
    client_id: str = DESKTOP
    redirect_uri: str = REDIRECT
    state: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def address(self, **changed: str | None) -> str:
        """The authorization request; None leaves a parameter out."""
        fields: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "api",
            "state": self.state,
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
            **changed,
        }
        given = {name: value for name, value in fields.items() if value is not None}
        return f"/oauth/authorize?{urlencode(given)}"

    def code(self, browser: Browser, **changed: str | None) -> str:
        """A code that the person in the browser allowed."""
        page = browser.open(self.address(**changed))
        assert page.status_code == 200, page.text
        return answered(browser.submit(page, decision="allow"))["code"]

    def exchange(self, code: str, **changed: str) -> httpx.Response:
        return self.ask(
            **{
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self.redirect_uri,
                "code_verifier": self.verifier,
                **changed,
            }
        )

    def refresh(self, refresh_token: str, **changed: str) -> httpx.Response:
        return self.ask(**{"grant_type": "refresh_token", "refresh_token": refresh_token, **changed})

    def revoke(self, token: str, **changed: str) -> httpx.Response:
        fields = {"client_id": self.client_id, "token": token, **changed}
        return httpx.post(f"{self.url}/oauth/revoke", data=fields, **_PLAIN)

    def ask(self, **fields: str) -> httpx.Response:
        sent = {"client_id": self.client_id, **fields}
        return httpx.post(f"{self.url}/oauth/token", data=sent, **_PLAIN)

    def sign_in(self, browser: Browser) -> dict[str, Any]:
        """Tokens, the whole way."""
        answer = self.exchange(self.code(browser))
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens


def signed_in(service: Served, user_id: UUID) -> Browser:
    """A browser in which the person is signed in."""
    with service.sessions.of(user_id).write() as session:
        secret = identity.open_session(session, user_id)
    return Browser(service.url, secret)


def answered(response: httpx.Response) -> dict[str, str]:
    """What a redirect back to the program carries."""
    assert response.status_code == 303, response.text
    return {
        name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()
    }


def error_of(response: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal of the token endpoint."""
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, response.json()["error"]


def works(service: Served, access_token: str) -> bool:
    """Whether the API takes the token."""
    headers = {"Authorization": f"Bearer {access_token}"}
    answer = httpx.get(f"{service.url}/v1/account", headers=headers, **_PLAIN)
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200
