"""A client library that is not ours signs in, refreshes and signs out; and who asks too often."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2 import rfc8414, rfc9207

from ingestio_cloud.features.limits.limiter import Rate
from ingestio_cloud.features.oauth import endpoints
from tests.cloud.served import Served
from tests.cloud.signing_in import DESKTOP, REDIRECT, Program, accounts_served, signed_in
from tests.support.browser import Browser


@pytest.fixture(params=["sqlite", "postgresql"])
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with accounts_served(request.param, tmp_path / "data") as running:
        yield running


def test_another_client_signs_in_refreshes_and_signs_out(accounts: Served) -> None:
    person = accounts.person()
    about = httpx.get(f"{accounts.url}/.well-known/oauth-authorization-server", trust_env=False).json()
    rfc8414.AuthorizationServerMetadata({**about, "issuer": "https://x.example"}).validate_issuer()
    metadata = rfc8414.AuthorizationServerMetadata(about)
    metadata.validate_response_types_supported()
    metadata.validate_grant_types_supported()
    metadata.validate_token_endpoint_auth_methods_supported()
    metadata.validate_code_challenge_methods_supported()
    rfc9207.AuthorizationServerMetadata(about).validate_authorization_response_iss_parameter_supported()

    with OAuth2Client(
        DESKTOP,
        redirect_uri=REDIRECT,
        scope="api",
        code_challenge_method="S256",
        token_endpoint=about["token_endpoint"],
        token_endpoint_auth_method="none",
        revocation_endpoint_auth_method="none",
        trust_env=False,
    ) as client:
        verifier = "v" * 64
        address, state = client.create_authorization_url(
            about["authorization_endpoint"], code_verifier=verifier
        )
        with signed_in(accounts, person.user_id) as browser:
            back = _allowed(browser, address)
        token = client.fetch_token(authorization_response=back, state=state, code_verifier=verifier)
        account = client.get(f"{accounts.url}/v1/account")
        assert account.json()["id"] == str(person.user_id)

        first = token["refresh_token"]
        client.refresh_token(about["token_endpoint"])
        assert client.token["refresh_token"] != first
        assert (client.get(f"{accounts.url}/v1/account")).status_code == 200

        access = client.token["access_token"]
        ended = client.revoke_token(
            about["revocation_endpoint"], client.token["refresh_token"], "refresh_token"
        )
        assert ended.status_code == 200
    over = httpx.get(
        f"{accounts.url}/v1/account", headers={"Authorization": f"Bearer {access}"}, trust_env=False
    )
    assert over.status_code == 401


def test_who_asks_for_tokens_too_often_waits(accounts: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "TOKEN_RATE", Rate(3, 60))
    program = Program(accounts.url)
    answers = [program.refresh("ing_rt_nothing") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 429]
    assert answers[3].json()["error"] == "temporarily_unavailable"
    assert 0 < int(answers[3].headers["Retry-After"]) <= 60


def _allowed(browser: Browser, address: str) -> str:
    """The address that the browser is sent back to."""
    parts = urlsplit(address)
    page = browser.open(f"{parts.path}?{parts.query}")
    back: str = browser.submit(page, decision="allow").headers["Location"]
    return back
