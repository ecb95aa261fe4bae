"""What happens between the look at a password or a session and what is done for it."""

import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import SessionKind, UserSession
from ingestio_cloud.db.scope import owned_delete
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.identity import repository, service
from ingestio_cloud.features.identity.passwords import Passwords, Verdict
from ingestio_cloud.features.identity.service import LetterKind
from tests.cloud.identity.site import (
    BETTER,
    CHEAP,
    GOOD,
    SESSION_COOKIE,
    NewBrowser,
    join,
    path_of,
    rows,
    settle,
    user,
)
from tests.cloud.served import Served, served
from tests.support.browsing import Browser
from tests.support.mail import MailServer

Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets something happen once, right after a password was looked at."""

    def arrange(happens: Callable[[], object]) -> None:
        check = Passwords.check

        async def checked(self: Passwords, password: str, stored: str | None) -> Verdict:
            verdict = await check(self, password, stored)
            monkeypatch.setattr(Passwords, "check", check)
            happens()
            return verdict

        monkeypatch.setattr(Passwords, "check", checked)

    return arrange


def test_an_address_is_not_confirmed_with_a_password_that_a_stranger_chose_meanwhile(
    site: Served, browser: NewBrowser, post: MailServer, email: str, meanwhile: Meanwhile
) -> None:
    mine = browser()
    mine.fill("/sign-up", email=email, password=GOOD)
    link = path_of(post.wait_for(email).link)

    def stranger() -> None:
        with site.sessions.system.write() as session:
            service.sign_up(session, email, "the stranger's")

    meanwhile(stranger)
    assert mine.fill(link, password=GOOD).status == 410
    assert user(site, email).email_verified_at is None and rows(site, UserSession, email) == []


def test_a_sign_up_changes_no_password_of_an_address_confirmed_meanwhile(
    site: Served, browser: NewBrowser, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(site, email)
    known = repository.credentials_by_email

    def seen_before(*args: object) -> object:
        found = known(*args)  # type: ignore[arg-type]
        assert found is not None
        return repository.Credentials(found.user_id, found.email, found.password_hash, verified=False)

    monkeypatch.setattr(repository, "credentials_by_email", seen_before)
    with site.sessions.system.write() as session:
        letter = service.sign_up(session, email, "the stranger's")
    assert letter is not None and letter.kind is LetterKind.KNOWN
    assert user(site, email).password_hash == CHEAP


def test_an_old_password_opens_nothing_once_there_is_a_new_one(
    site: Served, browser: NewBrowser, email: str, meanwhile: Meanwhile
) -> None:
    settle(site, email)
    user_id = user(site, email).id

    def new_password() -> None:
        with site.sessions.of(user_id).write() as session:
            repository.set_password(session, user_id, "another")
            repository.end_everything(session, user_id, utc_now(), "password_reset")

    meanwhile(new_password)
    thief = browser()
    assert thief.fill("/sign-in", email=email, password=GOOD).status == 422
    assert rows(site, UserSession, email) == []
    assert user(site, email).password_hash == "another", "nor is the old one kept in a newer form"


def test_a_session_that_ended_while_a_body_came_leaves_no_token(
    site: Served, browser: NewBrowser, email: str
) -> None:
    settle(site, email)
    user_id, secret = user(site, email).id, f"ing_at_{uuid4().hex}"
    with site.sessions.of(user_id).write() as session:
        session.add(
            UserSession(
                id=uuid4(),
                user_id=user_id,
                token_hash=hash_token(secret),
                kind=SessionKind.ACCESS,
                expires_at=utc_now() + timedelta(minutes=15),
            )
        )
    body = b'{"name": "For ever"}'
    head = (
        f"POST /v1/account/tokens HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nConnection: close\r\n"
        f"Authorization: Bearer {secret}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as line:
        line.sendall(head.encode())
        assert line.recv(4_096).startswith(b"HTTP/1.1 100 "), "who calls is known by now"
        with site.sessions.of(user_id).write() as session:
            session.execute(owned_delete(UserSession, user_id))
        line.sendall(body)
        assert line.recv(4_096).startswith(b"HTTP/1.1 401 ")
    assert rows(site, UserSession, email) == []


def test_confirming_ends_the_session_that_the_browser_had(
    site: Served, browser: NewBrowser, post: MailServer, email: str
) -> None:
    mine = browser()
    join(mine, site, f"other.{email}")
    mine.fill("/sign-up", email=email, password=GOOD)
    assert mine.fill(path_of(post.wait_for(email).link), password=GOOD).status == 303
    assert rows(site, UserSession, f"other.{email}") == []
    assert email in mine.open("/signed-in").text


def test_no_neighbour_of_the_service_sets_the_session(tmp_path: Path) -> None:
    """Cookies of a host can be set by its neighbours in the same domain, unless their name forbids it."""
    with served(tmp_path / "data", accounts="own", public_url="https://ingestio.example") as running:
        settle(running, "ada@example.org")
        settle(running, "eve@example.org")
        eve = user(running, "eve@example.org").id
        with running.sessions.of(eve).write() as session:
            planted = service.open_session(session, eve)
        mine = Browser(running.url)
        mine.http.headers["Host"] = "ingestio.example"
        mine.http.headers["Cookie"] = f"{SESSION_COOKIE}={planted}"
        page = mine.open("/signed-in")
        assert "eve@example.org" not in page.text
        form, flags = cookie(page.answer, "__Host-ingestio_form")
        assert flags == {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}
        mine.http.headers["Cookie"] = f"__Host-ingestio_form={form}"
        answer = mine.fill("/sign-in", email="ada@example.org", password=GOOD)
        secret, flags = cookie(answer.answer, f"__Host-{SESSION_COOKIE}")
        assert flags == {"HttpOnly", "Max-Age=43200", "Path=/", "SameSite=lax", "Secure"}
        mine.http.headers["Cookie"] = f"__Host-ingestio_form={form}; __Host-{SESSION_COOKIE}={secret}"
        assert "ada@example.org" in mine.open("/signed-in").text
        ended, flags = cookie(mine.fill("/sign-out").answer, f"__Host-{SESSION_COOKIE}")
        assert ended == '""' and {"Max-Age=0", "Path=/", "Secure"} <= flags, "or browsers would keep it"
        mine.close()


def test_looking_at_passwords_is_throttled(browser: NewBrowser, email: str) -> None:
    mine = browser()
    page = mine.open("/sign-up")
    statuses = [mine.send(page, email=email, password="1234567890").status for _ in range(63)]
    assert statuses[:60] == [422] * 60 and statuses[-1] == 429
    assert browser().fill("/sign-up", email=email, password=BETTER).status == 200


def cookie(answer: httpx.Response, name: str) -> tuple[str, set[str]]:
    """The value of a cookie that is set, and how."""
    (line,) = (line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}="))
    first, *flags = line.split("; ")
    return first.partition("=")[2], {flag for flag in flags if not flag.startswith("expires=")}
