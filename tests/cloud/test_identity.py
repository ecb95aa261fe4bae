"""Accounts of our own, over HTTP: sign-up, confirmation, sign-in and -out, new passwords."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import argon2
import httpx
import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.engine import sqlite_url
from ingestio_cloud.db.models import OAuthGrant, OneTimeToken, SessionKind, User, UserSession
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.identity import passwords as identity_passwords
from ingestio_cloud.features.identity import service as identity_service
from ingestio_cloud.pages.forms import SESSION_COOKIE
from ingestio_cloud.settings import DATABASE_FILE
from tests.cloud.served import Served, served
from tests.support.browsing import Browser, Page
from tests.support.mail import MailServer, mail_server
from tests.support.postgres import postgres_server
from tests.support.threads import no_thread_left
from tests.support.waiting import until

GOOD = "violet-kettle-marsh"
BETTER = "seven-blue-otters"
CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
PARAMETERS = argon2.Parameters(
    type=argon2.Type.ID, version=19, salt_len=16, hash_len=32, time_cost=1, memory_cost=1_024, parallelism=1
)
"""Less work than the product's, so that these tests are about everything else."""
NEXT = "/oauth/authorize?response_type=code&client_id=x&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2F"

NewBrowser = Callable[..., Browser]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    """A mail server that the services of these tests trust."""
    with pytest.MonkeyPatch.context() as patch, mail_server(tmp_path_factory.mktemp("mail")) as server:
        patch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, post: MailServer
) -> Iterator[Served]:
    """A service with accounts of its own, once on each database; every test has addresses and browsers
    of its own."""
    folder = tmp_path_factory.mktemp("site")
    postgres = postgres_server() if request.param == "postgresql" else None
    url = postgres.new_database() if postgres else sqlite_url(folder / DATABASE_FILE)
    sender = "IngestIO <post@example.org>"
    with pytest.MonkeyPatch.context() as patch, no_thread_left():
        patch.setattr(identity_passwords, "PARAMETERS", PARAMETERS)
        with served(folder, database_url=url, accounts="own", smtp_url=post.url, mail_from=sender) as running:
            yield running
    if postgres:
        postgres.drop_database(url)


@pytest.fixture
def site(shared_site: Served) -> Served:
    return shared_site


@pytest.fixture
def browser(site: Served) -> Iterator[NewBrowser]:
    """Makes browsers."""
    made: list[Browser] = []

    def make(address: str | None = None) -> Browser:
        made.append(Browser(site.url, address))
        return made[-1]

    yield make
    for known in made:
        known.close()


@pytest.fixture
def email() -> str:
    return f"ada.{uuid4().hex[:12]}@example.org"


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


class TestSignUp:
    def test_makes_an_account_that_its_mailbox_confirms(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        mine = browser()
        page = mine.fill("/sign-up", email=email, password=GOOD)
        assert page.status == 200 and email in page.text
        mail = post.wait_for(email)
        assert mail.tls and mail.user == "post"
        assert mail.subject == "Confirm your address · IngestIO" and mail.link in mail.body("html")
        assert mail.message["From"] == "IngestIO <post@example.org>"
        assert user(site, email).email_verified_at is None

        link = path_of(mail.link)
        assert mine.open(link).status == mine.open(link).status == 200
        wrong = mine.fill(link, password="not the right one")
        assert wrong.status == 422 and user(site, email).email_verified_at is None
        right = mine.send(wrong, password=GOOD)
        assert (right.status, right.location) == (303, "/signed-in")
        assert user(site, email).email_verified_at is not None
        assert email in mine.open("/signed-in").text

        assert mine.open(link).status == 410

    def test_says_the_same_of_an_address_that_has_an_account(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        settle(site, email)
        other = f"new.{email}"
        new = browser().fill("/sign-up", email=other, password=BETTER)
        known = browser().fill("/sign-up", email=email, password=BETTER)
        assert same(new, other) == same(known, email)
        mail = post.wait_for(email)
        assert mail.subject == "You already have an account · IngestIO"
        assert browser().open(path_of(mail.link)).heading == "Choose a new password"
        assert browser().fill("/sign-in", email=email, password=GOOD).location == "/signed-in"
        assert browser().fill("/sign-in", email=email, password=BETTER).status == 422

    def test_of_somebody_elses_address_prepares_nothing(
        self, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        browser().fill("/sign-up", email=email, password="the thief's own one")
        first = path_of(post.wait_for(email).link)
        owner = browser()
        owner.fill("/sign-up", email=email, password=GOOD)
        browser().fill("/sign-up", email=email, password="the thief's other one")
        third = path_of(post.wait_for(email, 3).link)
        for link in (first, third):
            assert owner.fill(link, password=GOOD).status == 422
        owner.fill("/forgot", email=email)
        assert owner.fill(path_of(post.wait_for(email, 4).link), password=BETTER).status == 303
        assert owner.fill("/sign-in", email=email, password=BETTER).location == "/signed-in"
        assert browser().fill("/sign-in", email=email, password="the thief's other one").status == 422

    @pytest.mark.parametrize(
        ("password", "reason"),
        [
            ("", "Enter a password."),
            ("short", "at least 10 characters; this has 5"),
            ("x" * 201, "at most 200 characters"),
            ("password123", "Others would guess this password soon."),
            ("{email}", "other than your e-mail address"),
        ],
    )
    def test_refuses_passwords_that_are_guessed_soon(
        self, browser: NewBrowser, email: str, password: str, reason: str
    ) -> None:
        page = browser().fill("/sign-up", email=email, password=password.format(email=email))
        assert page.status == 422 and reason in page.text
        assert page.tree.get_element_by_id("email").value == email
        assert page.tree.get_element_by_id("password").value is None

    def test_twice_at_once_makes_one_account(self, site: Served, browser: NewBrowser, email: str) -> None:
        browsers = [browser() for _ in range(4)]
        pages = [known.open("/sign-up") for known in browsers]
        with ThreadPoolExecutor(4) as pool:
            sent = [
                pool.submit(known.send, page, email=email, password=GOOD)
                for known, page in zip(browsers, pages, strict=True)
            ]
            answers = [future.result() for future in sent]
        assert [answer.status for answer in answers] == [200] * 4
        assert user(site, email).email == email

    def test_knows_a_mailbox_by_any_of_its_spellings(self, browser: NewBrowser, post: MailServer) -> None:
        name = uuid4().hex[:12]
        mine, stored = browser(), f"{name}@xn--bcher-kva.example.org"
        mine.fill("/sign-up", email=f" {name.upper()}@BÜCHER.example.ORG ", password=GOOD)
        assert mine.fill(path_of(post.wait_for(stored).link), password=GOOD).status == 303
        assert browser().fill("/sign-in", email=f"{name}@bücher.example.org", password=GOOD).status == 303


class TestSignIn:
    def test_opens_a_session_that_scripts_and_other_sites_do_not_get(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        settle(site, email)
        answer = browser().fill("/sign-in", email=email, password=GOOD).answer
        cookie = next(
            value for value in answer.headers.get_list("set-cookie") if value.startswith(f"{SESSION_COOKIE}=")
        )
        assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie
        assert "Secure" not in cookie, "on loopback there is no https"

    def test_answers_an_unknown_address_as_a_wrong_password(
        self, site: Served, browser: NewBrowser, email: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        join(browser(), site, email)
        verified: list[str] = []
        verify = argon2.PasswordHasher.verify

        def counted(hasher: argon2.PasswordHasher, stored: str, password: str) -> bool:
            verified.append(stored.rpartition("$")[0].rpartition("$")[0])
            return verify(hasher, stored, password)

        monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
        unknown = f"nobody.{email}"
        wrong = same(browser().fill("/sign-in", email=email, password="not the one"), email)
        assert same(browser().fill("/sign-in", email=unknown, password="not the one"), unknown) == wrong
        assert wrong[0] == 422
        assert len(verified) == 2 and verified[0] == verified[1], "both took the same work"

    def test_waits_for_the_address_to_be_confirmed(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        settle(site, f"known.{email}")
        pages = []
        for address in (email, f"known.{email}"):
            mine = browser()
            mine.fill("/sign-up", email=address, password=BETTER)
            pages.append(mine.fill("/sign-in", email=address, password=BETTER))
            assert SESSION_COOKIE not in mine.http.cookies
        assert same(pages[0], email) == same(pages[1], f"known.{email}"), "or it would tell who is known"
        assert pages[0].status == 422 and "not confirmed yet" in pages[0].text
        (again,) = pages[0].tree.xpath("//a[starts-with(@href, '/verify/again')]/@href")
        assert mine.fill(again, email=email).status == 200
        assert mine.fill(path_of(post.wait_for(email, 2).link), password=BETTER).status == 303

    def test_gives_the_browser_a_session_of_its_own(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        settle(site, email)
        mine = browser()
        mine.http.cookies.set(SESSION_COOKIE, "prepared-by-somebody-else", domain="127.0.0.1", path="/")
        mine.fill("/sign-in", email=email, password=GOOD)
        first = mine.http.cookies[SESSION_COOKIE]
        assert first != "prepared-by-somebody-else"
        mine.fill("/sign-in", email=email, password=GOOD)
        second = mine.http.cookies[SESSION_COOKIE]
        kept = {row.token_hash for row in rows(site, UserSession, email)}
        bearer = {"Authorization": f"Bearer {second}"}
        assert httpx.get(f"{site.url}/v1/account", headers=bearer).status_code == 401
        assert second != first and hash_token(second) in kept and hash_token(first) not in kept

    def test_goes_on_to_our_own_authorization_page_only(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        settle(site, email)
        page = browser()
        answer = page.fill(f"/sign-in?next={quote(NEXT, safe='')}", email=email, password=GOOD)
        assert (answer.status, answer.location) == (303, NEXT)
        for elsewhere in ("https://evil.example", "//evil.example/oauth/authorize"):
            assert page.fill("/sign-in", email=email, password=GOOD, next=elsewhere).location == "/signed-in"

    def test_keeps_where_a_sign_up_was_going_for_this_browser(
        self, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        mine = browser()
        mine.fill(f"/sign-up?next={quote(NEXT, safe='')}", email=email, password=GOOD)
        assert mine.fill(path_of(post.wait_for(email).link), password=GOOD).location == NEXT

    def test_renews_a_hash_of_older_parameters(self, site: Served, browser: NewBrowser, email: str) -> None:
        settle(site, email)
        assert browser().fill("/sign-in", email=email, password=GOOD).status == 303
        new = user(site, email).password_hash
        assert new is not None and argon2.extract_parameters(new) == PARAMETERS
        assert browser().fill("/sign-in", email=email, password=GOOD).status == 303

    def test_ends_with_signing_out(self, site: Served, browser: NewBrowser, email: str) -> None:
        mine = browser()
        join(mine, site, email)
        before = mine.http.cookies[SESSION_COOKIE]
        assert mine.fill("/sign-out").location == "/sign-in?done=signed_out"
        assert SESSION_COOKIE not in mine.http.cookies
        assert hash_token(before) not in {row.token_hash for row in rows(site, UserSession, email)}
        assert "You are signed out." in mine.open("/sign-in?done=signed_out").text
        assert mine.open("/sign-out").location == mine.open("/").location == "/sign-in"

    def test_lets_another_person_sign_in_instead(self, site: Served, browser: NewBrowser, email: str) -> None:
        mine, query = browser(), f"?next={quote(NEXT, safe='')}"
        join(mine, site, email)
        answer = mine.fill(f"/sign-out{query}")
        assert answer.location.startswith("/sign-in?done=signed_out&next=")
        settle(site, f"other.{email}")
        assert mine.fill(answer.location, email=f"other.{email}", password=GOOD).location == NEXT
        assert mine.fill("/sign-out?next=//evil.example").location == "/sign-in?done=signed_out"

    def test_is_over_when_its_time_is(self, site: Served, browser: NewBrowser, email: str) -> None:
        mine = browser()
        join(mine, site, email)
        over(site, UserSession, email)
        assert email not in mine.open("/signed-in").text
        assert mine.open("/sign-out").location == "/sign-in"


class TestForgotten:
    def test_password_is_replaced_and_ends_all_that_was_signed_in(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        mine = browser()
        join(mine, site, email)
        user_id = user(site, email).id
        grant = give_tokens(site, user_id)
        token = {"Authorization": "Bearer ing_pat_" + email}
        assert httpx.get(f"{site.url}/v1/account", headers=token).status_code == 200

        other = browser()
        other.fill("/forgot", email=email)
        link = path_of(post.wait_for(email).link)
        refused = other.fill(link, password="1234567890")
        assert refused.status == 422 and "would guess this" in refused.text
        answer = other.send(refused, password=BETTER)
        assert (answer.status, answer.location) == (303, "/sign-in?done=reset")

        assert email not in mine.open("/signed-in").text
        assert httpx.get(f"{site.url}/v1/account", headers=token).status_code == 401
        assert rows(site, UserSession, email) == []
        with site.sessions.system.read() as session:
            found = session.get_one(OAuthGrant, grant)
            assert found.revoked_at is not None and found.revoked_reason == "password_reset"
        assert post.wait_for(email, 2).subject == "Your password was changed · IngestIO"
        assert other.open(link).status == 410
        assert browser().fill("/sign-in", email=email, password=GOOD).status == 422
        assert browser().fill("/sign-in", email=email, password=BETTER).location == "/signed-in"

    def test_page_is_found_by_password_managers(self, browser: NewBrowser) -> None:
        assert browser().open("/.well-known/change-password").location == "/forgot"

    def test_says_the_same_of_an_unknown_address(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        settle(site, email)
        unknown = f"nobody.{email}"
        first = browser().fill("/forgot", email=unknown)
        second = browser().fill("/forgot", email=email)
        assert same(first, unknown) == same(second, email)
        assert post.wait_for(email).subject == "Choose a new password · IngestIO"
        assert post.to(unknown) == []

    def test_confirmation_is_sent_again_only_where_one_waits(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        settle(site, email)
        waiting = f"waiting.{email}"
        browser().fill("/sign-up", email=waiting, password=GOOD)
        post.wait_for(waiting)
        answers = [
            same(browser().fill("/verify/again", email=address), address)
            for address in (email, f"nobody.{email}", waiting)
        ]
        assert answers[0] == answers[1] == answers[2]
        post.wait_for(waiting, 2)
        assert post.to(email) == post.to(f"nobody.{email}") == []

    def test_links_work_once_in_their_time_and_are_kept_as_hashes(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        mine = browser()
        join(mine, site, email)
        for number in (1, 2):
            mine.fill("/forgot", email=email)
            post.wait_for(email, number)
        first, second = (path_of(mail.link) for mail in post.to(email))
        hashes = {row.token_hash for row in rows(site, OneTimeToken, email)}
        assert hash_token(first.partition("token=")[2]) in hashes
        page = mine.open(first)
        over(site, OneTimeToken, email)
        assert mine.open(first).status == mine.send(page, password=BETTER).status == 410
        assert mine.open(second).status == 410
        mine.fill("/forgot", email=email)
        third, late = path_of(post.wait_for(email, 3).link), browser()
        page = late.open(third)
        assert mine.fill(third, password=BETTER).status == 303
        assert late.send(page, password=GOOD).status == 410
        assert mine.open("/verify?" + third.partition("?")[2]).status == 410

    def test_link_of_one_kind_does_nothing_of_another(
        self, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        mine = browser()
        mine.fill("/sign-up", email=email, password=GOOD)
        confirm = path_of(post.wait_for(email).link)
        assert mine.open(confirm.replace("/verify", "/reset")).status == 410

    def test_links_lead_to_us_whatever_the_host_header_says(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        settle(site, email)
        mine = browser()
        mine.send(mine.open("/forgot"), {"Host": "evil.example"}, email=email)
        assert post.wait_for(email).link.startswith(site.url)

    def test_what_is_over_is_deleted(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str
    ) -> None:
        waiting = f"waiting.{email}"
        join(browser(), site, email)
        browser().fill("/forgot", email=email)
        browser().fill("/sign-up", email=waiting, password=GOOD)
        post.wait_for(email)
        with site.sessions.system.write() as session:
            identity_service.tidy(session, utc_now())
        assert len(rows(site, OneTimeToken, email)) == len(rows(site, UserSession, email)) == 1
        assert user(site, waiting).email == waiting
        later = utc_now() + identity_service.CONFIRM_TIME + timedelta(minutes=1)
        with site.sessions.system.write() as session:
            identity_service.tidy(session, later)
        assert rows(site, OneTimeToken, email) == rows(site, UserSession, email) == []
        assert user(site, email).email == email
        with site.sessions.system.read() as session:
            assert session.scalars(sa.select(User).where(User.email == waiting)).one_or_none() is None


class TestForms:
    @pytest.mark.parametrize("path", ["/sign-up", "/sign-in", "/forgot", "/verify/again", "/sign-out"])
    def test_of_other_sites_are_refused(
        self, site: Served, browser: NewBrowser, post: MailServer, email: str, path: str
    ) -> None:
        mine, thief = browser(), browser()
        join(mine, site, email)
        form = mine.open(path).form()[1]
        stolen = thief.open("/sign-in").form()[1]
        fields = {"email": email, "password": GOOD}
        attempts = [
            mine.http.post(path, data=fields),
            mine.http.post(path, data={**fields, "form_token": stolen["form_token"]}),
            mine.http.post(path, data={**fields, **form}, headers={"Sec-Fetch-Site": "cross-site"}),
            mine.http.post(path, data={**fields, **form}, headers={"Sec-Fetch-Site": "same-site"}),
            thief.http.post(path, data={**fields, **form}),
        ]
        assert [answer.status_code for answer in attempts] == [403] * 5
        assert "form_expired" in attempts[0].text
        assert email in mine.open("/signed-in").text

    def test_from_before_a_sign_in_are_over_after_it(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        mine = browser()
        page = mine.open("/forgot")
        join(mine, site, email)
        assert mine.send(page, email=email).status == 403

    @pytest.mark.parametrize(
        ("content", "kind", "status"),
        [
            (b"a=" + b"x" * 40_000, "application/x-www-form-urlencoded", 413),
            (b"&".join(b"a=b" for _ in range(40)), "application/x-www-form-urlencoded", 400),
            (b"email=%ff%fe", "application/x-www-form-urlencoded", 400),
            (b"email=\xff", "application/x-www-form-urlencoded", 400),
            (b'{"email": "a@example.org"}', "application/json", 415),
            (b"", "", 415),
        ],
    )
    def test_that_no_browser_sends_are_refused_with_a_page(
        self, browser: NewBrowser, content: bytes, kind: str, status: int
    ) -> None:
        mine = browser()
        mine.open("/sign-in")
        answer = Page(mine.http.post("/sign-in", content=content, headers={"Content-Type": kind}))
        assert answer.status == status and answer.answer.headers["Content-Type"].startswith("text/html")
        assert answer.heading

    def test_show_what_was_typed_as_text(self, browser: NewBrowser) -> None:
        attack = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>@example.org"
        for path in ("/sign-up", "/sign-in", "/forgot", "/verify/again"):
            page = browser().fill(path, email=attack, password=GOOD)
            assert page.status == 422
            assert page.tree.get_element_by_id("email").value == attack
            assert not page.tree.xpath("//script | //img | //*[@onerror]")


class TestThrottle:
    def test_stops_guessing_for_one_address(self, site: Served, browser: NewBrowser, email: str) -> None:
        settle(site, email)
        guesses = [browser().fill("/sign-in", email=email, password=f"guess {n}").status for n in range(12)]
        assert refused_after(10, guesses, 422)
        page = browser().fill("/sign-in", email=email.upper(), password=GOOD)
        assert page.status == 429 and 0 < int(page.answer.headers["Retry-After"]) <= 900
        assert page.heading == "Too many attempts" and "Wait " in page.text
        assert browser().fill("/sign-in", email=f"other.{email}", password="x").status == 422

    def test_counts_anew_after_the_right_password(
        self, site: Served, browser: NewBrowser, email: str
    ) -> None:
        settle(site, email)
        for password, status in ((["wrong"] * 9, 422), ([GOOD], 303), (["wrong"] * 9, 422), ([GOOD], 303)):
            settle(site, email)
            for attempt in password:
                assert browser().fill("/sign-in", email=email, password=attempt).status == status

    def test_stops_one_client_that_asks_for_many_addresses(self, browser: NewBrowser, email: str) -> None:
        mine = browser("2001:db8:1:2::1")
        page = mine.open("/forgot")
        assert refused_after(30, [mine.send(page, email=f"{n}.{email}").status for n in range(32)], 200)
        assert browser("2001:db8:1:2:ffff::9").fill("/forgot", email=email).status == 429
        assert browser("2001:db8:1:3::1").fill("/forgot", email=email).status == 200

    def test_stops_mail_to_one_address(self, browser: NewBrowser, post: MailServer, email: str) -> None:
        assert refused_after(5, [browser().fill("/forgot", email=email).status for _ in range(7)], 200)
        tries = [browser().fill("/sign-up", email=email, password=GOOD).status for _ in range(7)]
        assert refused_after(5, tries, 200)
        until(lambda: len(post.to(email)) == tries.count(200))
        assert {mail.subject for mail in post.to(email)} == {"Confirm your address · IngestIO"}


def test_links_are_logged_where_no_mail_server_is_set(database_url: str, tmp_path: Path) -> None:
    with served(tmp_path / "data", database_url=database_url, accounts="own") as running:
        mine = Browser(running.url)
        with capture_logs() as logs:
            mine.fill("/sign-up", email="ada@example.org", password=GOOD)
            until(lambda: any(line["event"] == "link_instead_of_mail" for line in logs))
        line = next(line for line in logs if line["event"] == "link_instead_of_mail")
        assert line["letter"] == "confirm" and not any("ada@example.org" in str(one) for one in logs)
        assert mine.fill(path_of(line["link"]), password=GOOD).location == "/signed-in"
        mine.close()


def test_pages_exist_only_with_accounts_of_our_own(tmp_path: Path) -> None:
    with served(tmp_path / "data") as running:
        for path in (
            "/sign-up",
            "/sign-in",
            "/sign-out",
            "/verify",
            "/forgot",
            "/reset",
            "/assets/pages.css",
        ):
            assert running.http.get(path).status_code == 404


def refused_after(amount: int, statuses: list[int], status: int) -> bool:
    """Whether so many came through; one more may, where a window ends in between."""
    through = statuses.count(status)
    return through in (amount, amount + 1) and statuses == [status] * through + [429] * (
        len(statuses) - through
    )


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
