"""Tokens of another issuer: which are taken, and whose account they open."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from joserfc.jwk import RSAKey

from ingestio_client import oauth
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_cloud.db.models import User
from ingestio_cloud.integrations import oidc
from ingestio_cloud.integrations.oidc import REFETCH_SECONDS, OidcIssuer
from ingestio_cloud.integrations.vouching import TokenRefusedError
from ingestio_cloud.settings import Accounts
from ingestio_core.errors import IngestError, MachineError
from tests.cloud.served import Served, served
from tests.support.oidc import AUDIENCE, Issuer, ec_key, ed_key, rsa_key, running_issuer


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running_issuer() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def trusted(issuer: Issuer, clock: Clock) -> Any:
    """The service's side of the issuer."""
    trusted = OidcIssuer(issuer.url, AUDIENCE, monotonic=clock)
    yield trusted
    await trusted.close()


async def test_every_kind_of_key_is_taken(issuer: Issuer, trusted: OidcIssuer) -> None:
    issuer.keys = [rsa_key("rsa"), ec_key("ec"), ed_key("ed")]
    for key in issuer.keys:
        found = await trusted.identity(issuer.token(key))
        assert (found.issuer, found.subject, found.email) == (issuer.url, "person-1", None)
    assert (await trusted.identity(issuer.token(header={"alg": "PS256"}))).subject == "person-1"
    assert issuer.asked == {"/.well-known/openid-configuration": 1, "/keys": 1}


async def test_what_the_token_says_is_held_against_what_it_must_say(
    issuer: Issuer, trusted: OidcIssuer
) -> None:
    now = int(time.time())
    await trusted.identity(issuer.token(aud=["other", AUDIENCE], exp=now - 30, nbf=now + 30))
    wrong: list[dict[str, Any]] = [
        {"aud": "other"},
        {"aud": None},
        {"aud": []},
        {"iss": f"{issuer.url}/"},
        {"iss": None},
        {"exp": now - 61},
        {"exp": None},
        {"exp": "never"},
        {"exp": True},
        {"nbf": now + 90},
        {"iat": now + 90},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": "a\x00b"},
    ]
    for changed in wrong:
        with pytest.raises(TokenRefusedError):
            await trusted.identity(issuer.token(**changed))
    for kind in ("logout+jwt", "JOSE", ""):
        with pytest.raises(TokenRefusedError):
            await trusted.identity(issuer.token(header={"typ": kind}))
    for kind in ("JWT", "at+jwt", "application/at+jwt"):
        await trusted.identity(issuer.token(header={"typ": kind}))


async def test_forged_tokens_are_refused(issuer: Issuer, trusted: OidcIssuer) -> None:
    key = issuer.keys[0]
    good = issuer.token()
    header, payload, signature = good.split(".")
    public_pem = RSAKey.import_key(key.as_dict(private=False)).as_pem(private=False)
    public_jwk = json.dumps(key.as_dict(private=False)).encode()
    forged = [
        f"{_part({'alg': 'none'})}.{payload}.",
        f"{_part({'alg': 'None', 'kid': 'first'})}.{payload}.",
        f"{_part({'alg': 'none', 'kid': 'first'})}.{payload}.{signature}",
        _hs256({"alg": "HS256", "kid": "first"}, payload, public_pem),
        _hs256({"alg": "HS256", "kid": "first"}, payload, public_jwk),
        _hs256({"alg": "HS256"}, payload, b""),
        f"{header}.{_part({'iss': issuer.url, 'aud': AUDIENCE, 'sub': 'other', 'exp': 2**40})}.{signature}",
        f"{_part({'alg': 'RS512', 'kid': 'first'})}.{payload}.{signature}",
        f"{_part({'alg': 'ES256', 'kid': 'first'})}.{payload}.{signature}",
        f"{_part({'alg': 'RS256', 'kid': 'first', 'crit': ['exp'], 'exp': 1})}.{payload}.{signature}",
        f"{_part({'alg': ['RS256'], 'kid': 'first'})}.{payload}.{signature}",
        f"{_part({'kid': 'first'})}.{payload}.{signature}",
        f"{_part({'alg': 'RS256', 'kid': ['first']})}.{payload}.{signature}",
        f"{header}.{payload}.",
        f"{header}..{signature}",
        f"{header}.{payload}.{signature}x",
        f"{header}.{payload}",
        "..",
        "a.b.c",
        "é.é.é",
        f"{'A' * 5_000}.{payload}.{signature}",
    ]
    for token in forged:
        with pytest.raises(TokenRefusedError):
            await trusted.identity(token)
    # A key of the forger's own, in the token itself or under a known name.
    own = rsa_key("first")
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token(own))
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token(own, {"jwk": own.as_dict(private=False)}))
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token(own, {"jku": f"{issuer.url}/other", "kid": "own"}))
    assert (await trusted.identity(good)).subject == "person-1"


async def test_a_key_keeps_to_what_it_is_for(issuer: Issuer, trusted: OidcIssuer) -> None:
    sealing = RSAKey.generate_key(2048, {"kid": "sealing", "use": "enc"})
    other = RSAKey.generate_key(2048, {"kid": "other", "alg": "RS512"})
    issuer.keys = [*issuer.keys, sealing, other]
    plain = RSAKey.import_key({**sealing.as_dict(private=True), "use": "sig"})
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token(plain))
    bare = other.as_dict(private=True)
    bare.pop("alg")
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token(RSAKey.import_key(bare)))
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token(header={"kid": None}))


async def test_keys_rotate(issuer: Issuer, trusted: OidcIssuer, clock: Clock) -> None:
    old = issuer.token()
    await trusted.identity(old)
    issuer.keys = [rsa_key("second"), *issuer.keys]
    with pytest.raises(TokenRefusedError):
        await trusted.identity(issuer.token())
    clock.now += REFETCH_SECONDS
    await trusted.identity(issuer.token())
    await trusted.identity(old)
    issuer.keys = issuer.keys[:1]
    clock.now += 601
    with pytest.raises(TokenRefusedError):
        await trusted.identity(old)


async def test_unknown_keys_do_not_make_us_ask_again_and_again(
    issuer: Issuer, trusted: OidcIssuer, clock: Clock
) -> None:
    await trusted.identity(issuer.token())
    clock.now += REFETCH_SECONDS
    for number in range(20):
        with pytest.raises(TokenRefusedError):
            await trusted.identity(issuer.token(header={"kid": f"unknown-{number}"}))
    assert issuer.asked["/keys"] == 2


async def test_an_issuer_that_does_not_answer_makes_nobody_a_stranger(
    issuer: Issuer, trusted: OidcIssuer, clock: Clock
) -> None:
    issuer.down = True
    for _ in range(3):
        with pytest.raises(MachineError) as refused:
            await trusted.identity(issuer.token())
        assert (refused.value.code, refused.value.retryable) == ("issuer_unavailable", True)
    assert issuer.asked == {"/.well-known/openid-configuration": 1}
    issuer.down = False
    clock.now += 3
    await trusted.identity(issuer.token())

    issuer.down = True
    clock.now += 3_600
    await trusted.identity(issuer.token())
    new = rsa_key("new")
    clock.now += REFETCH_SECONDS
    with pytest.raises(MachineError):
        await trusted.identity(issuer.token(new))
    clock.now += 24 * 3_600
    with pytest.raises(MachineError):
        await trusted.identity(issuer.token())


async def test_an_issuer_that_answers_without_end_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(oidc, "_FETCH_SECONDS", 0.2)
    ended = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n")
        while not ended.is_set():
            writer.write(b" ")
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), 0.05)
        writer.close()

    async with await asyncio.start_server(drip, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        slow = OidcIssuer(url, AUDIENCE)
        async with asyncio.timeout(30):
            with pytest.raises(MachineError) as refused:
                await slow.check()
        assert (refused.value.code, refused.value.retryable) == ("issuer_unavailable", True)
        ended.set()
        await slow.close()


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://other.example", "jwks_uri": "{url}/keys"},
        {"issuer": "{url}"},
        {"issuer": "{url}", "jwks_uri": "{url}/nowhere"},
        {"issuer": "{url}", "jwks_uri": "file:///etc/passwd"},
        {"issuer": "{url}", "jwks_uri": "not an address"},
        {"issuer": "{url}", "jwks_uri": 7},
    ],
)
async def test_a_wrong_discovery_document_is_no_reason_to_trust(
    issuer: Issuer, trusted: OidcIssuer, discovery: dict[str, Any]
) -> None:
    issuer.discovery = {
        name: value.format(url=issuer.url) if isinstance(value, str) else value
        for name, value in discovery.items()
    }
    with pytest.raises(MachineError):
        await trusted.identity(issuer.token())


def test_people_of_the_issuer_have_accounts(issuer: Issuer, tmp_path: Path, database_url: str) -> None:
    settings = {"accounts": Accounts.OIDC, "oidc_issuer": issuer.url, "oidc_audience": AUDIENCE}
    with served(tmp_path / "data", database_url=database_url, **settings) as service:
        service.person()
        with service.sessions.system.read() as session:
            taken = session.scalars(sa.select(User.email).where(User.email.is_not(None))).one() or ""
        people: dict[str, dict[str, Any]] = {
            "anna": {"sub": "anna", "email": "Anna@Example.org", "email_verified": True},
            "unverified": {"sub": "unverified", "email": "u@example.org", "email_verified": False},
            "unsure": {"sub": "unsure", "email": "v@example.org", "email_verified": "true"},
            "taken": {"sub": "taken", "email": taken.upper(), "email_verified": True},
            "no": {"sub": "no", "email": "a@example.org, eve@example.com", "email_verified": True},
        }
        accounts = {name: _account(service, issuer.token(**claims)) for name, claims in people.items()}
        again = _account(service, issuer.token(**people["anna"]))
        assert [answer.status_code for answer in accounts.values()] == [200] * 5
        assert again.json()["id"] == accounts["anna"].json()["id"]
        assert len({answer.json()["id"] for answer in accounts.values()}) == 5
        emails = {name: answer.json()["email"] for name, answer in accounts.items()}
        others = dict.fromkeys(("unverified", "unsure", "taken", "no"))
        assert emails == {"anna": "anna@example.org", **others}
        assert accounts["anna"].json()["plan"] == "starter"

        refused = _account(service, issuer.token(aud="other"))
        assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
        resource = httpx.get(f"{service.url}/.well-known/oauth-protected-resource", trust_env=False).json()
        assert resource["authorization_servers"] == [issuer.url]
        assert httpx.get(f"{service.url}/oauth/token", trust_env=False).status_code == 404

        token = issuer.token(**people["anna"])
        wrong = _delete(service, token, "someone@example.org")
        assert (wrong.status_code, wrong.json()["code"]) == (422, "confirmation_wrong")
        assert _delete(service, token, "anna@example.org").status_code == 204
        with service.sessions.system.read() as session:
            subjects = session.scalars(sa.select(User.oidc_subject)).all()
        assert "anna" not in subjects


def test_an_open_stream_brings_no_deleted_account_back(issuer: Issuer, tmp_path: Path) -> None:
    settings = {"accounts": Accounts.OIDC, "oidc_issuer": issuer.url, "oidc_audience": AUDIENCE}
    with served(tmp_path / "data", stream_heartbeat=0.05, **settings) as service:
        headers = {"Authorization": f"Bearer {issuer.token()}"}
        with httpx.stream(
            "GET", f"{service.url}/v1/changes/stream", headers=headers, trust_env=False
        ) as told:
            lines = told.iter_lines()
            assert next(lines).startswith("event: changes")
            with service.sessions.system.write() as session:
                session.execute(sa.delete(User).where(User.oidc_subject == "person-1"))
            assert list(lines)[-1] == "", "it ended"
        with service.sessions.system.read() as session:
            assert session.scalars(sa.select(User).where(User.oidc_subject == "person-1")).all() == []


async def test_a_program_signs_in_where_the_service_says(issuer: Issuer, tmp_path: Path) -> None:
    settings = {
        "accounts": Accounts.OIDC,
        "oidc_issuer": issuer.url,
        "oidc_audience": AUDIENCE,
        "oidc_client_id": "native-app",
    }
    with served(tmp_path / "data", **settings) as service, ThreadPoolExecutor(1) as threads:
        authority = await oauth.discover(service.url, "ingestio-cli")
        assert (authority.issuer, authority.client_id) == (issuer.url, "native-app")
        assert "offline_access" in authority.scope

        def browse(address: str) -> None:
            threads.submit(httpx.get, address, follow_redirects=True, trust_env=False)

        tokens = await oauth.sign_in(authority, browse)
        assert tokens.refresh_token is not None
        renewed = await oauth.refresh(authority, tokens.refresh_token)
        await oauth.revoke(authority, renewed)
        async with ServiceClient(service.url, fixed_token(renewed.access_token)) as client:
            assert (await client.account()).email is None
        with pytest.raises(IngestError) as refused:
            await oauth.refresh(authority, "unknown")
        assert refused.value.code == "sign_in_over"


@pytest.mark.parametrize("lasts", ["1e999", "NaN", "-1", "1e17", '"soon"', "null"])
async def test_a_program_believes_no_impossible_times(lasts: str) -> None:
    answer = f'{{"token_type": "bearer", "access_token": "x", "expires_in": {lasts}}}'.encode()

    async def tell(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(answer), answer))
        writer.close()

    async with await asyncio.start_server(tell, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        authority = oauth.Authority(
            server=url,
            issuer=url,
            client_id="x",
            scope="api",
            authorization_endpoint=url,
            token_endpoint=url,
        )
        tokens = await oauth.refresh(authority, "kept")
    assert tokens.refresh_token == "kept"
    assert timedelta(0) < tokens.expires_at - datetime.now(UTC) <= timedelta(minutes=5)


async def test_a_program_says_so_when_an_issuer_makes_no_sense(issuer: Issuer, tmp_path: Path) -> None:
    settings = {"accounts": Accounts.OIDC, "oidc_issuer": issuer.url, "oidc_audience": AUDIENCE}
    issuer.discovery["revocation_endpoint"] = {"not": "an address"}
    with served(tmp_path / "data", **settings) as service:
        with pytest.raises(IngestError) as refused:
            await oauth.discover(service.url, "ingestio-desktop")
        assert refused.value.code == "unexpected_answer"


def test_an_issuer_that_is_away_is_a_reason_to_try_again(issuer: Issuer, tmp_path: Path) -> None:
    issuer.down = True
    settings = {"accounts": Accounts.OIDC, "oidc_issuer": issuer.url, "oidc_audience": AUDIENCE}
    with served(tmp_path / "data", **settings) as service:
        answer = _account(service, issuer.token())
    assert (answer.status_code, answer.json()["retryable"]) == (503, True)


def _account(service: Served, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{service.url}/v1/account", headers=headers, trust_env=False)


def _delete(service: Served, token: str, confirm: str) -> httpx.Response:
    return httpx.request(
        "DELETE",
        f"{service.url}/v1/account",
        json={"confirm": confirm},
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _hs256(header: dict[str, Any], payload: str, secret: bytes) -> str:
    signed = f"{_part(header)}.{payload}"
    digest = hmac.digest(secret, signed.encode(), hashlib.sha256)
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
