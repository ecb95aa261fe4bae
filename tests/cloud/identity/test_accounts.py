"""Accounts of our own, over HTTP: sign-up, confirmation, sign-in and -out, new passwords."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import argon2
import httpx
import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import OAuthGrant, OneTimeToken, User, UserSession
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.identity import service as identity_service
from tests.cloud.identity.site import (
    BETTER,
    GOOD,
    NEXT,
    PARAMETERS,
    SESSION_COOKIE,
    NewBrowser,
    give_tokens,
    join,
    over,
    path_of,
    rows,
    same,
    settle,
    user,
)
from tests.cloud.served import Served, served
from tests.support.browsing import Browser
from tests.support.mail import MailServer
from tests.support.waiting import until


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
