"""Personal access tokens, and who may do what with which kind of token."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import User, UserSession
from ingestio_cloud.features.accounts.tokens import MAX_TOKENS
from tests.cloud.served import Served
from tests.cloud.signing_in import Program, accounts_served, signed_in, works
from tests.support.people import Person
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
def person(accounts: Served) -> Person:
    """Somebody; their `http` sends a personal access token."""
    return accounts.person()


@pytest.fixture
def http(accounts: Served, person: Person) -> Iterator[httpx.Client]:
    """What the same person does in a program that they signed in to."""
    with signed_in(accounts, person.user_id) as browser:
        access = Program(accounts.url).sign_in(browser)["access_token"]
    headers = {"Authorization": f"Bearer {access}"}
    with httpx.Client(base_url=accounts.url, headers=headers, trust_env=False, timeout=30) as client:
        yield client


def test_a_token_lives_until_it_is_ended(accounts: Served, http: httpx.Client) -> None:
    end = utc_now() + timedelta(days=30)
    made = http.post("/v1/account/tokens", json={"name": "  Backup  ", "expires_at": end.isoformat()})
    assert made.status_code == 201
    token = made.json()
    assert token["name"] == "Backup" and token["token"].startswith("ing_pat_")
    assert works(accounts, token["token"])

    listed = {row["id"]: row for row in http.get("/v1/account/tokens").json()["items"]}
    assert "token" not in listed[token["id"]] and listed[token["id"]]["last_used_at"] is not None

    assert http.delete(f"/v1/account/tokens/{token['id']}").status_code == 204
    assert not works(accounts, token["token"])
    gone = http.delete(f"/v1/account/tokens/{token['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "token_not_found")
    assert token["id"] not in {row["id"] for row in http.get("/v1/account/tokens").json()["items"]}


def test_a_token_ends_by_itself(accounts: Served, http: httpx.Client) -> None:
    end = utc_now() + timedelta(days=1)
    token = http.post("/v1/account/tokens", json={"name": "Short", "expires_at": end.isoformat()}).json()
    assert works(accounts, token["token"])
    with accounts.sessions.system.write() as session:
        over = sa.update(UserSession).where(UserSession.expires_at == end)
        session.execute(over.values(expires_at=utc_now()))
    assert not works(accounts, token["token"])


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"name": ""}, "invalid_request"),
        ({"name": "   "}, "invalid_request"),
        ({"name": "x" * 101}, "invalid_request"),
        ({"name": "a\nb"}, "invalid_request"),
        ({}, "invalid_request"),
        ({"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, "bad_expiry"),
        ({"name": "x", "expires_at": "2300-01-01T00:00:00Z"}, "bad_expiry"),
        ({"name": "x", "expires_at": "2030-01-01T00:00:00"}, "invalid_request"),
    ],
)
def test_a_token_needs_a_name_and_an_end_ahead(http: httpx.Client, request_: object, code: str) -> None:
    refused = http.post("/v1/account/tokens", json=request_)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_a_token_makes_and_ends_no_tokens(person: Person, http: httpx.Client) -> None:
    mine = person.http.get("/v1/account/tokens").json()["items"][0]["id"]
    for refused in (
        person.http.post("/v1/account/tokens", json={"name": "More"}),
        person.http.delete(f"/v1/account/tokens/{mine}"),
        person.http.request("DELETE", "/v1/account", json={"confirm": "x"}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "sign_in_required")
    assert http.delete(f"/v1/account/tokens/{mine}").status_code == 204


def test_nobody_ends_the_tokens_of_others(accounts: Served, http: httpx.Client) -> None:
    other = accounts.person()
    theirs = other.http.get("/v1/account/tokens").json()["items"][0]["id"]
    assert http.delete(f"/v1/account/tokens/{theirs}").status_code == 404
    assert http.delete(f"/v1/account/tokens/{uuid4()}").status_code == 404
    assert works(accounts, other.token)


def test_there_is_a_most(accounts: Served, http: httpx.Client) -> None:
    def make(number: int) -> int:
        return http.post("/v1/account/tokens", json={"name": f"Token {number}"}).status_code

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(make, range(MAX_TOKENS + 3)))
    assert (answers.count(201), answers.count(409)) == (MAX_TOKENS - 1, 4)
    refused = http.post("/v1/account/tokens", json={"name": "One more"})
    assert refused.json()["code"] == "too_many_tokens"


def test_the_use_of_a_token_is_written_once_a_minute(accounts: Served, person: Person) -> None:
    def last_used() -> object:
        with accounts.sessions.of(person.user_id).read() as session:
            statement = sa.select(UserSession.last_used_at).where(UserSession.user_id == person.user_id)
            return session.scalars(statement).one()

    assert last_used() is None
    assert works(accounts, person.token)
    first = last_used()
    assert first is not None and works(accounts, person.token)
    assert last_used() == first
    with accounts.sessions.of(person.user_id).write() as session:
        before = sa.update(UserSession).where(UserSession.user_id == person.user_id)
        session.execute(before.values(last_used_at=utc_now() - timedelta(seconds=61)))
    assert works(accounts, person.token)
    assert last_used() > first  # type: ignore[operator]


def test_the_account_of_this_computer_has_no_tokens(accounts: Served) -> None:
    refused = accounts.http.post("/v1/account/tokens", json={"name": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "local_account")


def test_the_tokens_of_an_account_that_is_being_deleted_open_nothing(
    accounts: Served, person: Person
) -> None:
    with accounts.sessions.of(person.user_id).write() as session:
        session.execute(sa.update(User).where(User.id == person.user_id).values(deleted_at=utc_now()))
    assert not works(accounts, person.token)
