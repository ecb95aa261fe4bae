"""Signing a program in by the browser: OAuth 2.1 for native apps, over HTTP, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import sqlalchemy as sa

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import AuthorizationCode, OAuthGrant, RefreshToken, SessionKind, UserSession
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_cloud.features.identity.repository import Visitor
from ingestio_cloud.features.oauth import service as oauth
from tests.cloud.served import Served
from tests.cloud.signing_in import (
    REDIRECT,
    Program,
    accounts_served,
    answered,
    error_of,
    signed_in,
    works,
)
from tests.support.browser import Browser, form_of
from tests.support.threads import no_thread_left


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_accounts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("accounts") / "data"
    with no_thread_left(), accounts_served(request.param, folder) as running:
        yield running


@pytest.fixture
def accounts(shared_accounts: Served) -> Served:
    """A service for all of these tests; each has people of its own."""
    return shared_accounts


@pytest.fixture
def browser(accounts: Served) -> Iterator[Browser]:
    """Somebody's browser, signed in."""
    with signed_in(accounts, accounts.person().user_id) as running:
        yield running


@pytest.fixture
def program(accounts: Served) -> Program:
    return Program(accounts.url)


def test_a_person_allows_a_program(accounts: Served, browser: Browser, program: Program) -> None:
    page = browser.open(program.address())
    assert "@example.org" in page.text and "IngestIO on your computer" in page.text
    assert "form-action 'self' http://127.0.0.1:*" in page.headers["Content-Security-Policy"]
    back = browser.submit(page, decision="allow")
    assert back.headers["Location"].startswith(f"{REDIRECT}?")
    answer = answered(back)
    assert answer.keys() == {"code", "state", "iss"}
    assert (answer["state"], answer["iss"]) == (program.state, accounts.url)

    given = program.exchange(answer["code"])
    assert given.headers["Cache-Control"] == "no-store"
    tokens = given.json()
    assert (given.status_code, tokens["token_type"], tokens["expires_in"]) == (200, "Bearer", 900)
    assert tokens["access_token"].startswith("ing_at_") and tokens["refresh_token"].startswith("ing_rt_")
    assert works(accounts, tokens["access_token"])


def test_a_person_refuses(browser: Browser, program: Program) -> None:
    page = browser.open(program.address())
    answer = answered(browser.submit(page, decision="deny"))
    assert (answer["error"], answer["state"]) == ("access_denied", program.state)
    assert "iss" in answer and "code" not in answer


def test_whoever_is_not_signed_in_is_sent_to_do_that_first(accounts: Served, program: Program) -> None:
    with Browser(accounts.url) as stranger:
        first = stranger.open(program.address())
        assert first.status_code == 303
        target = urlsplit(first.headers["Location"])
        assert target.path == "/sign-in"
        page = stranger.open(first.headers["Location"])
        assert form_of(page).fields["next"] == program.address()


def test_a_form_of_another_browser_allows_nothing(
    accounts: Served, browser: Browser, program: Program
) -> None:
    page = browser.open(program.address())
    with signed_in(accounts, accounts.person().user_id) as other:
        refused = other.submit(page, decision="allow")
    assert refused.status_code == 403 and "form_expired" in refused.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": "everything"}, "invalid_scope"),
    ],
)
def test_a_request_that_is_not_allowed_goes_back_to_the_program(
    browser: Browser, program: Program, changed: dict[str, str | None], error: str
) -> None:
    back = browser.open(program.address(**changed))
    answer = answered(back)
    assert (answer["error"], answer["state"]) == (error, program.state)
    assert back.headers["Location"].startswith(f"{REDIRECT}?") and "iss" in answer


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://localhost:49152/signed-in",
        "http://127.0.0.1:49152/other",
        "http://127.0.0.1:49152/signed-in/",
        "http://127.0.0.1:49152/signed-in?more=1",
        "http://127.0.0.1:49152/signed-in#more",
        "http://127.0.0.1@evil.example/signed-in",
        "http://127.0.0.1.evil.example/signed-in",
        "http://127.0.0.2:49152/signed-in",
        "http://user@127.0.0.1:49152/signed-in",
        "https://127.0.0.1:49152/signed-in",
        "https://evil.example/signed-in",
        "http://127.0.0.1:49152/signed-in\n",
        'http://127.0.0.1:49152/"signed-in',
        "http://[::1%25eth0]:49152/signed-in",
        "http://[0:0:0:0:0:0:0:1]:49152/signed-in",
        "http://[::ffff:127.0.0.1]:49152/signed-in",
        "http://%31%32%37.0.0.1:49152/signed-in",
        "http://127.1:49152/signed-in",
        "http://2130706433:49152/signed-in",
        "http://127.0.0.1:0/signed-in",
        "http://127.0.0.1:080/signed-in",
        "http://127.0.0.1:65536/signed-in",
        "http://127.0.0.1:/signed-in",
        "http://127.0.0.1:49152@evil.example/signed-in",
        "http://127.0.0.1:49152\\@evil.example/signed-in",
        "HTTP://127.0.0.1:49152/signed-in",
        "ingestio://signed-in",
        "",
        None,
    ],
)
def test_nobody_is_redirected_to_an_address_that_is_not_the_programs(
    browser: Browser, program: Program, redirect_uri: str | None
) -> None:
    for more in ({}, {"response_type": "token"}, {"code_challenge": None}):
        page = browser.open(program.address(redirect_uri=redirect_uri, **more))
        assert page.status_code == 422 and "Location" not in page.headers
        assert "bad_authorization_request" in page.text


@pytest.mark.parametrize(
    "query", ["", "client_id=nobody", "client_id=%22%5C", "state=%C3%A9", "a=" * 40, "%ff=%fe"]
)
def test_a_request_of_nobody_is_a_page_that_says_so(browser: Browser, query: str) -> None:
    page = browser.open(f"/oauth/authorize?{query}")
    assert page.status_code == 422 and "bad_authorization_request" in page.text


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://127.0.0.1:1/signed-in",
        "http://127.0.0.1:65535/signed-in",
        "http://127.0.0.1/signed-in",
        "http://[::1]:50000/signed-in",
    ],
)
def test_a_program_may_listen_at_any_port(browser: Browser, program: Program, redirect_uri: str) -> None:
    program.redirect_uri = redirect_uri
    assert program.sign_in(browser)["access_token"]


def test_a_code_needs_its_secret_and_its_address(browser: Browser, program: Program) -> None:
    code = program.code(browser)
    assert error_of(program.exchange(code, code_verifier="x" * 43)) == (400, "invalid_grant")
    assert error_of(program.exchange(code, code_verifier="")) == (400, "invalid_request")
    assert error_of(program.exchange(code, code_verifier=program.challenge)) == (400, "invalid_grant")
    wrong = "http://127.0.0.1:49153/signed-in"
    assert error_of(program.exchange(code, redirect_uri=wrong)) == (400, "invalid_grant")
    assert error_of(program.exchange(code, client_id="ingestio-cli")) == (400, "invalid_grant")
    assert error_of(program.exchange(code, client_id="nobody")) == (400, "invalid_client")
    assert program.exchange(code).status_code == 200


def test_a_code_used_twice_ends_what_it_gave(accounts: Served, browser: Browser, program: Program) -> None:
    code = program.code(browser)
    tokens = program.exchange(code).json()
    assert works(accounts, tokens["access_token"])
    assert error_of(program.exchange(code)) == (400, "invalid_grant")
    assert not works(accounts, tokens["access_token"])
    assert error_of(program.refresh(tokens["refresh_token"])) == (400, "invalid_grant")


def test_a_code_used_by_many_at_once_gives_at_most_one_answer(
    accounts: Served, browser: Browser, program: Program
) -> None:
    code = program.code(browser)
    barrier = Barrier(6)

    def use(_: int) -> httpx.Response:
        barrier.wait()
        return program.exchange(code)

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(use, range(6)))
    given = [answer for answer in answers if answer.status_code == 200]
    assert len(given) == 1
    assert {error_of(answer) for answer in answers if answer not in given} == {(400, "invalid_grant")}
    assert not works(accounts, given[0].json()["access_token"])


def test_a_code_is_over_after_a_minute(accounts: Served, browser: Browser, program: Program) -> None:
    code = program.code(browser)
    with accounts.sessions.system.write() as session:
        now = utc_now()
        left = session.scalars(
            sa.select(AuthorizationCode.expires_at).where(AuthorizationCode.used_at.is_(None))
        )
        assert all(end - now <= timedelta(seconds=60) for end in left)
        session.execute(sa.update(AuthorizationCode).values(expires_at=now))
    assert error_of(program.exchange(code)) == (400, "invalid_grant")


def test_refresh_tokens_rotate(accounts: Served, browser: Browser, program: Program) -> None:
    first = program.sign_in(browser)
    second = program.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert works(accounts, second["access_token"])
    third = program.refresh(second["refresh_token"]).json()
    assert works(accounts, third["access_token"])
    assert error_of(program.refresh(third["refresh_token"], client_id="ingestio-cli")) == (
        400,
        "invalid_grant",
    )
    assert error_of(program.refresh(third["refresh_token"], scope="everything")) == (400, "invalid_scope")
    assert program.refresh(third["refresh_token"], scope="api").status_code == 200


def test_a_refresh_token_used_again_ends_the_family(
    accounts: Served, browser: Browser, program: Program
) -> None:
    first = program.sign_in(browser)
    second = program.refresh(first["refresh_token"]).json()
    assert works(accounts, first["access_token"]) and works(accounts, second["access_token"])
    assert error_of(program.refresh(first["refresh_token"])) == (400, "invalid_grant")
    assert not works(accounts, first["access_token"]) and not works(accounts, second["access_token"])
    assert error_of(program.refresh(second["refresh_token"])) == (400, "invalid_grant")
    with accounts.sessions.system.read() as session:
        reasons = session.scalars(sa.select(OAuthGrant.revoked_reason)).all()
    assert "refresh_token_used_twice" in reasons


def test_a_lost_answer_does_not_sign_out(accounts: Served, browser: Browser, program: Program) -> None:
    first = program.sign_in(browser)
    lost = program.refresh(first["refresh_token"]).json()
    again = program.refresh(first["refresh_token"])
    assert again.status_code == 200
    assert works(accounts, again.json()["access_token"]) and not works(accounts, lost["access_token"])
    # Whoever has the answer that was lost is noticed.
    assert error_of(program.refresh(lost["refresh_token"])) == (400, "invalid_grant")
    assert not works(accounts, again.json()["access_token"])


def test_an_answer_is_not_lost_for_long(accounts: Served, browser: Browser, program: Program) -> None:
    first = program.sign_in(browser)
    second = program.refresh(first["refresh_token"]).json()
    with accounts.sessions.system.write() as session:
        used = sa.update(RefreshToken).where(RefreshToken.used_at.is_not(None))
        session.execute(used.values(used_at=utc_now() - timedelta(seconds=11)))
    assert error_of(program.refresh(first["refresh_token"])) == (400, "invalid_grant")
    assert not works(accounts, second["access_token"])


def test_a_token_refreshed_by_many_at_once_gives_one_living_pair(
    accounts: Served, browser: Browser, program: Program
) -> None:
    tokens = program.sign_in(browser)
    barrier = Barrier(6)

    def use(_: int) -> httpx.Response:
        barrier.wait()
        return program.refresh(tokens["refresh_token"])

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(use, range(6)))
    pairs = [answer.json() for answer in answers if answer.status_code == 200]
    alive = [pair for pair in pairs if works(accounts, pair["access_token"])]
    assert len(alive) == 1
    assert program.refresh(alive[0]["refresh_token"]).status_code == 200


def test_signing_out_ends_the_family(accounts: Served, browser: Browser, program: Program) -> None:
    tokens = program.sign_in(browser)
    other = program.sign_in(browser)
    assert program.revoke(tokens["refresh_token"], token_type_hint="access_token").status_code == 200
    assert not works(accounts, tokens["access_token"])
    assert error_of(program.refresh(tokens["refresh_token"])) == (400, "invalid_grant")
    assert works(accounts, other["access_token"])

    assert program.revoke(other["access_token"], token_type_hint="nonsense").status_code == 200
    assert not works(accounts, other["access_token"])
    assert program.refresh(other["refresh_token"]).status_code == 200


def test_only_its_program_ends_a_token(accounts: Served, browser: Browser, program: Program) -> None:
    tokens = program.sign_in(browser)
    refused = program.revoke(tokens["refresh_token"], client_id="ingestio-cli")
    assert error_of(refused) == (400, "invalid_grant")
    assert error_of(program.revoke("x", client_id="nobody")) == (400, "invalid_client")
    assert error_of(program.revoke("")) == (400, "invalid_request")
    assert program.revoke("unknown").status_code == 200
    assert works(accounts, tokens["access_token"])


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "unsupported_grant_type"),
        (b"grant_type=password&username=a&password=b&client_id=ingestio-desktop", "unsupported_grant_type"),
        (b"grant_type=client_credentials&client_id=ingestio-desktop", "unsupported_grant_type"),
        (b"grant_type=%22%5C%00", "invalid_request"),
        (b"grant_type=refresh_token&grant_type=refresh_token", "invalid_request"),
        (b"grant_type=refresh_token", "invalid_client"),
        (b"grant_type=refresh_token&client_id=ingestio-desktop", "invalid_request"),
        (b"grant_type=refresh_token&client_id=ingestio-desktop&refresh_token=nothing", "invalid_grant"),
        (b"grant_type=authorization_code&client_id=ingestio-desktop&code=nothing", "invalid_grant"),
        (b"grant_type=authorization_code&client_id=ingestio-desktop&client_secret=x", "invalid_client"),
        (b"x=" + b"1" * 20_000, "invalid_request"),
        (b"&".join(b"a%d=1" % number for number in range(40)), "invalid_request"),
        (b"\xff\xfe", "invalid_request"),
        (b"client_id=%C3%A9", "invalid_request"),
    ],
)
def test_what_is_no_token_request_is_refused(accounts: Served, content: bytes, error: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = httpx.post(f"{accounts.url}/oauth/token", content=content, headers=headers, trust_env=False)
    assert error_of(answer) == (400, error)


def test_a_token_request_is_a_form(accounts: Served) -> None:
    answer = httpx.post(f"{accounts.url}/oauth/token", json={"grant_type": "password"}, trust_env=False)
    assert error_of(answer) == (400, "invalid_request")


def test_the_metadata_names_what_there_is(accounts: Served, browser: Browser) -> None:
    about = browser.open("/.well-known/oauth-authorization-server").json()
    assert about["issuer"] == accounts.url
    for name, status in (
        ("authorization_endpoint", 422),
        ("token_endpoint", 405),
        ("revocation_endpoint", 405),
    ):
        assert about[name].startswith(f"{accounts.url}/oauth/")
        assert browser.open(about[name]).status_code == status
    assert about["code_challenge_methods_supported"] == ["S256"]
    resource = browser.open("/.well-known/oauth-protected-resource").json()
    assert resource["authorization_servers"] == [about["issuer"]]
    assert resource["resource"] == accounts.url


def test_nothing_that_opens_a_door_is_stored_as_it_is(
    accounts: Served, browser: Browser, program: Program
) -> None:
    code = program.code(browser)
    tokens = program.exchange(code).json()
    with accounts.sessions.system.read() as session:
        stored = [
            *session.scalars(sa.select(AuthorizationCode.code_hash)),
            *session.scalars(sa.select(RefreshToken.token_hash)),
            *session.scalars(sa.select(UserSession.token_hash)),
        ]
    assert not {code, tokens["access_token"], tokens["refresh_token"]} & set(stored)
    assert all(len(value) == 64 for value in stored)


def test_what_is_over_is_swept(accounts: Served, browser: Browser, program: Program) -> None:
    ended, kept = program.sign_in(browser), program.sign_in(browser)
    program.revoke(ended["refresh_token"])
    with accounts.sessions.system.write() as session:
        before = utc_now() - timedelta(days=2)
        session.execute(sa.update(OAuthGrant).values(created_at=before))
        session.execute(
            sa.update(OAuthGrant).where(OAuthGrant.revoked_at.is_not(None)).values(revoked_at=before)
        )
        session.execute(sa.update(AuthorizationCode).values(expires_at=before))
        assert oauth.sweep(session) > 0
        assert session.scalar(sa.select(sa.func.count()).select_from(AuthorizationCode)) == 0
        ended_grants = sa.select(OAuthGrant.id).where(OAuthGrant.revoked_at.is_not(None))
        assert session.scalars(ended_grants).all() == []
    assert works(accounts, kept["access_token"]) and program.refresh(kept["refresh_token"]).status_code == 200


def test_a_session_that_ended_meanwhile_allows_nothing(accounts: Served, program: Program) -> None:
    """As when a new password ends everything between the look at the cookie and the answer."""
    person = accounts.person()
    fields = parse_qsl(urlsplit(program.address()).query)
    with signed_in(accounts, person.user_id), accounts.sessions.system.write() as session:
        row = session.scalars(
            sa.select(UserSession).where(
                UserSession.user_id == person.user_id, UserSession.kind == SessionKind.BROWSER
            )
        ).one()
        visitor = Visitor(person.user_id, row.id, "")
        assert oauth.decide(session, accounts.url, fields, visitor, True).location
        session.delete(row)
        session.flush()
        with pytest.raises(NotAuthenticatedError):
            oauth.decide(session, accounts.url, fields, visitor, True)


def test_the_cookie_of_a_browser_is_no_bearer_token(accounts: Served, browser: Browser) -> None:
    secret = browser.http.cookies["ingestio_session"]
    assert not works(accounts, secret)
