"""The account in the browser: its programs and tokens, and its end."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from ingestio_cloud.db.models import User
from tests.cloud.served import Served
from tests.cloud.signing_in import Program, accounts_served, signed_in, works
from tests.support.browser import Browser, form_of
from tests.support.people import Person

PASSWORD = "four words that fit"


@pytest.fixture(params=["sqlite", "postgresql"])
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with accounts_served(request.param, tmp_path / "data") as running:
        yield running


@pytest.fixture
def person(accounts: Served) -> Person:
    person = accounts.person()
    with accounts.sessions.of(person.user_id).write() as session:
        hashed = PasswordHasher(1, 8, 1).hash(PASSWORD)
        session.execute(sa.update(User).where(User.id == person.user_id).values(password_hash=hashed))
    return person


@pytest.fixture
def browser(accounts: Served, person: Person) -> Iterator[Browser]:
    with signed_in(accounts, person.user_id) as running:
        yield running


def test_programs_and_tokens_are_shown_and_ended(accounts: Served, browser: Browser, person: Person) -> None:
    program = Program(accounts.url)
    tokens = program.sign_in(browser)
    page = browser.open("/account")
    assert page.status_code == 200
    assert "last seen" in page.text and "Test" in page.text

    made = browser.submit(page, "/account/tokens", name="<b>Import</b>", lifetime="30")
    (secret,) = re.findall(r"ing_pat_[\w-]{43}", made.text)
    assert works(accounts, secret) and "&lt;b&gt;Import&lt;/b&gt;" in made.text
    listed = browser.open("/account")
    assert secret not in listed.text and "&lt;b&gt;Import" in listed.text and "ends on" in listed.text

    ended = browser.submit(listed, "/account/tokens/end")
    assert ended.status_code == 303 and not works(accounts, secret)
    assert works(accounts, person.token)
    again = browser.submit(listed, "/account/tokens/end")
    assert again.status_code == 404

    gone = browser.submit(listed, "/account/programs/end")
    assert gone.status_code == 303 and not works(accounts, tokens["access_token"])
    assert program.refresh(tokens["refresh_token"]).status_code == 400
    assert "last seen" not in browser.open(gone.headers["Location"]).text


def test_what_is_typed_wrong_is_said(browser: Browser) -> None:
    page = browser.open("/account")
    nameless = browser.submit(page, "/account/tokens", name=" ")
    assert nameless.status_code == 422 and "Give the token a name" in nameless.text
    guessed = browser.submit(page, "/account/delete", password="wrong")
    assert guessed.status_code == 422 and "The password is not right" in guessed.text
    for ids in ("", "nonsense", "00000000-0000-0000-0000-000000000000"):
        for what in ("tokens", "programs"):
            form = form_of(page).fields["form_token"]
            answer = browser.http.post(f"/account/{what}/end", data={"form_token": form, "id": ids})
            assert answer.status_code == 404


def test_the_account_is_deleted(accounts: Served, browser: Browser, person: Person) -> None:
    page = browser.open("/account")
    gone = browser.submit(page, "/account/delete", password=PASSWORD)
    assert gone.status_code == 200 and "Your account is deleted" in gone.text
    assert not works(accounts, person.token)
    assert browser.open("/account").status_code == 303
    with accounts.sessions.system.read() as session:
        assert session.get(User, person.user_id) is None


def test_the_page_is_only_for_who_is_signed_in(accounts: Served, browser: Browser) -> None:
    page = browser.open("/account")
    with Browser(accounts.url) as stranger:
        sent = stranger.open("/account")
        assert (sent.status_code, sent.headers["Location"]) == (303, "/sign-in?next=%2Faccount")
        assert form_of(stranger.open(sent.headers["Location"])).fields["next"] == "/account"
        for path in ("tokens", "tokens/end", "programs/end", "delete"):
            taken = {**form_of(page).fields, "name": "x", "password": PASSWORD}
            assert stranger.http.post(f"/account/{path}", data=taken).status_code == 403
            bare = stranger.http.post(f"/account/{path}", data={"name": "x", "password": PASSWORD})
            assert bare.status_code == 403
