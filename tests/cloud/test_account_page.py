"""The account in the browser: its plan, its programs and tokens, and its end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
import stripe
from argon2 import PasswordHasher

from ingestio_cloud.db.models import UsageMonth, User
from ingestio_cloud.features.usage.service import this_month
from tests.cloud.served import Served
from tests.cloud.signing_in import Program, accounts_served, signed_in, works
from tests.support.browser import Browser, form_of
from tests.support.people import Person
from tests.support.people import person as new_person
from tests.support.stripe_server import API_KEY, GROWTH, PLUS, PRICES, WEBHOOK_SECRET, StripeServer, Trouble

UNKNOWN_PLAN = "We can’t check your plan right now. Try again in a minute."

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


def test_the_plan_and_what_is_left_of_it_are_shown(
    accounts: Served, browser: Browser, person: Person
) -> None:
    page = browser.open("/account")
    assert "Your plan: Starter" in page.text and "0 of 50 pages used this month, 50 left" in page.text
    with accounts.sessions.of(person.user_id).write() as session:
        month = UsageMonth(user_id=person.user_id, month=this_month(), pages_used=12, pages_reserved=3)
        session.add(month)
    page = browser.open("/account")
    assert "12 of 50 pages used this month, 35 left" in page.text
    assert re.search(r'<progress max="50" value="12" aria-labelledby="pages">', page.text)
    assert "Upgrade" not in page.text and "Manage billing" not in page.text
    assert page.headers["Content-Security-Policy"].endswith("form-action 'self'")


def test_where_nothing_is_sold_nothing_is_bought(browser: Browser) -> None:
    token = form_of(browser.open("/account")).fields["form_token"]
    for path, status in (("upgrade", 409), ("billing", 409)):
        answer = browser.http.post(f"/account/{path}", data={"form_token": token, "plan": "plus"})
        assert answer.status_code == status and "Nothing is sold here" in answer.text


@pytest.fixture
def shop(stripe_server: StripeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    with accounts_served(
        "sqlite",
        tmp_path / "data",
        public_url="http://127.0.0.1",
        stripe_api_key=API_KEY,
        stripe_webhook_secret=WEBHOOK_SECRET,
        stripe_api_base=stripe_server.url,
        stripe_prices={PRICES[GROWTH]: "growth", PLUS: "plus"},
        stripe_timeout=2,
    ) as running:
        yield running


@contextmanager
def shopping(shop: Served, customer: str | None = None) -> Iterator[Browser]:
    """The browser of someone who is new, or the customer."""
    who = new_person(shop.sessions, shop.url, stripe_customer_id=customer)
    with signed_in(shop, who.user_id) as browser:
        browser.http.headers["Host"] = "127.0.0.1"
        yield browser
    who.close()


def test_a_plan_is_bought_from_the_page(shop: Served, stripe_server: StripeServer) -> None:
    with shopping(shop) as browser:
        page = browser.open("/account")
        assert re.findall(r"Upgrade to \w+", page.text) == ["Upgrade to Plus", "Upgrade to Growth"]
        assert "Manage billing" not in page.text
        assert page.headers["Content-Security-Policy"].endswith("form-action 'self' https://*.stripe.com")
        sent = browser.submit(page, "/account/upgrade", plan="growth")
        assert sent.status_code == 303
        session = stripe_server.sessions[sent.headers["Location"].rpartition("/")[2]]
        assert session["price"] == GROWTH
        assert "Manage billing" in browser.open("/account").text
        assert browser.submit(page, "/account/upgrade", plan="gold").status_code == 404
        unsold = browser.submit(page, "/account/upgrade", plan="local")
        assert unsold.status_code == 422 and "can&#39;t be bought" in unsold.text


def test_who_subscribed_manages_it_from_the_page(shop: Served, stripe_server: StripeServer) -> None:
    customer = stripe_server.customer(card=None)
    stripe_server.subscribe(customer, PLUS, "active")
    with shopping(shop, customer) as browser:
        page = browser.open("/account")
        assert "Your plan: Plus" in page.text and "0 of 1,000 pages" in page.text
        assert "Upgrade to" not in page.text
        sent = browser.submit(page, "/account/billing")
        assert sent.status_code == 303 and sent.headers["Location"].startswith(stripe_server.url)
        again = browser.http.post(
            "/account/upgrade", data={**form_of(page, "/account/billing").fields, "plan": "plus"}
        )
        assert again.status_code == 409 and "You have a subscription already" in again.text


def test_the_page_is_there_while_stripe_is_not(shop: Served, stripe_server: StripeServer) -> None:
    customer = stripe_server.customer(card=None)
    with shopping(shop, customer) as browser, shopping(shop) as stranger:
        open_page = stranger.open("/account")
        with stripe_server.troubled(Trouble(down=True)):
            page = browser.open("/account")
            assert page.status_code == 200 and UNKNOWN_PLAN in page.text and "Make a token" in page.text
            assert "Upgrade" not in page.text and "<progress" not in page.text
            unsent = stranger.submit(open_page, "/account/upgrade")
            assert unsent.status_code == 503
            assert "The payment service can&#39;t be reached" in unsent.text
        assert UNKNOWN_PLAN not in browser.open("/account").text


def test_billing_takes_forms_of_our_own_pages_only(shop: Served) -> None:
    with shopping(shop) as browser, shopping(shop) as stranger:
        taken = form_of(browser.open("/account"), "/account/upgrade").fields
        for path in ("upgrade", "billing"):
            assert browser.http.post(f"/account/{path}", data={"plan": "plus"}).status_code == 403
            assert stranger.http.post(f"/account/{path}", data=taken).status_code == 403
