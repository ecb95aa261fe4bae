"""Mails about batches that ended: each sent once, to those who want it, however the mail server is."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Notification, User
from ingestio_cloud.db.scope import own_user, owned_update, user_update
from ingestio_cloud.features.notifications.desk import OffSigner
from ingestio_cloud.features.notifications.letters import batch_letter
from ingestio_cloud.features.notifications.mails import ATTEMPTS, pause
from ingestio_cloud.settings import Accounts
from ingestio_core.lifecycle import BatchStatus
from tests.cloud.served import Served, served
from tests.cloud.signing_in import signed_in
from tests.support.browser import Browser
from tests.support.ending import Owner
from tests.support.mail import MailServer, mail_server
from tests.support.people import person
from tests.support.postgres import postgres_server
from tests.support.threads import no_thread_left
from tests.support.waiting import until

HOST = {"Host": "localhost:8080"}
PUBLIC = "http://localhost:8080"
AT_ONCE = timedelta(0)
AWAY = "451 4.3.0 Try again later"


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    with mail_server(tmp_path_factory.mktemp("mail"), open_relay=True) as server:
        yield server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_api(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, post: MailServer
) -> Iterator[list[Served]]:
    """On PostgreSQL two processes that serve, on SQLite the one that there can be; each test has people
    of its own."""
    postgres = postgres_server() if request.param == "postgresql" else None
    url = postgres.new_database() if postgres else ""
    with no_thread_left(), ExitStack() as stack:
        yield [
            stack.enter_context(
                served(
                    tmp_path_factory.mktemp("api"),
                    database_url=url,
                    accounts=Accounts.OWN,
                    public_url=PUBLIC,
                    smtp_url=post.plain_url,
                    mail_from="IngestIO <post@example.org>",
                    upkeep_seconds=1,
                    stranger_requests_per_minute=0,
                )
            )
            for _ in range(2 if postgres else 1)
        ]
    if postgres:
        postgres.drop_database(url)


@pytest.fixture
def services(shared_api: list[Served], post: MailServer) -> list[Served]:
    post.mails.clear()
    post.failures.clear()
    return shared_api


@pytest.fixture
def owner(services: list[Served]) -> Owner:
    return Owner(services[0].engine, AT_ONCE).sign_up()


def test_batches_that_end_together_are_told_in_one_mail_by_one_process(
    services: list[Served], post: MailServer
) -> None:
    owners = [Owner(services[0].engine, timedelta(hours=1)).sign_up() for _ in range(6)]
    for each in owners:
        for name, completed, failed in (("March & <April>", 46, 2), ("Freight", 0, 3), ("", 1, 0)):
            each.end(completed=completed, failed=failed, name=name)
    for each in owners:
        _make_due(each)
    until(lambda: all(row.mail_due_at is None for each in owners for row in each.told()))
    for each in owners:
        (mail,) = post.to(each.email)
        assert mail.subject == "3 batches have ended · IngestIO"
        for body in (mail.body("plain"), mail.body("html")):
            assert "47 documents were read, 5 failed." in body
            assert "46 of 48 documents were read, 2 failed." in body and "All 3 documents failed." in body
            assert "to review what was read" in body and "why it did" in " ".join(body.split())
        assert "March & <April>" in mail.body("plain") and "March &amp; &lt;April&gt;" in mail.body("html")
        assert f"Batch {str(each.told()[2].batch_id)[:8]}" in mail.body("plain")


def test_a_mail_says_what_became_of_the_batch(owner: Owner, post: MailServer) -> None:
    owner.end(completed=2, name="Line\none" + "e" * 100)
    mail = post.wait_for(owner.email)
    assert mail.subject == f"“Line one{'e' * 71}…” was read · IngestIO"
    assert "All 2 documents were read." in mail.body("plain") and "failed" not in mail.body("plain")
    off = mail.message["List-Unsubscribe"]
    assert off.startswith(f"<{PUBLIC}/mails/off?user={owner.user}&signature=")
    assert off.strip("<>") in mail.body("plain") and f"{PUBLIC}/account" in mail.body("html")


def test_the_server_is_away_for_a_while(owner: Owner, post: MailServer) -> None:
    post.failures.append(AWAY)
    owner.end()
    until(lambda: not post.failures)
    until(lambda: (due := owner.told()[0].mail_due_at) is not None and due < utc_now() + timedelta(minutes=2))
    (row,) = owner.told()
    assert row.mail_attempts == 1 and row.mail_due_at is not None
    assert row.mail_due_at > row.created_at + timedelta(seconds=25) and post.mails == []
    _make_due(owner)
    assert post.wait_for(owner.email).subject == "“March” was read · IngestIO"


def test_after_many_attempts_it_is_given_up(
    services: list[Served], post: MailServer, capfd: pytest.CaptureFixture[str]
) -> None:
    owner = Owner(services[0].engine, timedelta(hours=1)).sign_up()
    post.failures.append(AWAY)
    owner.end()
    with owner.sessions.of(owner.user).write() as session:
        last = owned_update(Notification, owner.user)
        session.execute(last.values(mail_attempts=ATTEMPTS - 1, mail_due_at=utc_now()))
    until(lambda: owner.told()[0].mail_due_at is None)
    assert post.mails == [] and owner.told()[0].mail_attempts == ATTEMPTS
    until(lambda: "batch_mail_given_up" in (said := capfd.readouterr().out) and owner.email not in said)


def test_what_the_server_refuses_for_good_is_not_tried_again(owner: Owner, post: MailServer) -> None:
    post.failures.append("550 5.1.1 No such mailbox")
    owner.end()
    until(lambda: owner.told()[0].mail_due_at is None)
    assert (owner.told()[0].mail_attempts, post.mails) == (1, [])


def test_who_wants_no_mail_any_more_gets_none(services: list[Served], post: MailServer) -> None:
    tired, unknown, other = (Owner(services[0].engine, timedelta(hours=1)).sign_up() for _ in range(3))
    for each in (tired, unknown, other):
        each.end()
    for each, change in ((tired, {"batch_mails": False}), (unknown, {"email_verified_at": None})):
        with each.sessions.of(each.user).write() as session:
            session.execute(user_update(each.user).values(**change))
    for each in (tired, unknown, other):
        _make_due(each)
    post.wait_for(other.email)
    until(lambda: all(each.told()[0].mail_due_at is None for each in (tired, unknown)))
    assert [mail.to for mail in post.mails] == [other.email]


def test_a_mail_program_switches_the_mails_off_with_one_click(
    services: list[Served], owner: Owner, post: MailServer
) -> None:
    owner.end()
    link = urlsplit(str(post.wait_for(owner.email).message["List-Unsubscribe"]).strip("<>"))
    address = f"{link.path}?{link.query}"
    with Browser(services[-1].url) as browser:
        browser.http.headers.update(HOST)
        page = browser.open(address)
        assert page.status_code == 200 and "Stop mails about batches?" in page.text
        assert _wants_mails(owner), "to open a link is not to click"
        other = Owner(owner.engine).sign_up()
        wrong = browser.http.post(address.replace(str(owner.user), str(other.user)))
        assert wrong.status_code == 403 and "not valid any more" in wrong.text
        assert _wants_mails(owner) and _wants_mails(other)
        for _ in range(2):
            done = browser.http.post(address, data={"List-Unsubscribe": "One-Click"})
            assert done.status_code == 200 and "Mails about batches are off" in done.text
    assert not _wants_mails(owner)
    owner.end()
    assert owner.told()[-1].mail_due_at is None


def test_a_person_switches_them_off_and_on_again(services: list[Served]) -> None:
    service = services[0]
    known = person(service.sessions, service.url)
    known.http.headers.update(HOST)
    owner = Owner(service.engine, timedelta(hours=1), known.user_id)
    owner.end()
    assert known.http.get("/v1/account").json()["batch_mails"] is True
    before = known.http.get("/v1/changes").json()["next"]
    changed = known.http.patch("/v1/account", json={"batch_mails": False})
    assert changed.status_code == 200 and changed.json()["batch_mails"] is False
    assert owner.told()[0].mail_due_at is None
    (change,) = known.http.get(f"/v1/changes?after={before}").json()["changes"]
    assert change["account"]["batch_mails"] is False
    known.http.patch("/v1/account", json={"batch_mails": False})
    assert known.http.patch("/v1/account", json={}).json()["batch_mails"] is False
    assert known.http.get("/v1/changes").json()["next"] == change["number"]
    known.close()
    with signed_in(service, known.user_id) as browser:
        browser.http.headers.update(HOST)
        on = browser.submit(browser.open("/account"), "/account/mails")
        assert on.headers["Location"] == "/account?done=mails-on" and _wants_mails(owner)
        shown = browser.open(on.headers["Location"])
        assert "You get a mail when a batch has ended." in shown.text
        browser.submit(shown, "/account/mails")
        assert not _wants_mails(owner)


def test_links_are_signed_with_the_key_of_the_installation() -> None:
    owner, other = uuid4(), uuid4()
    signer = OffSigner("k" * 32)
    assert signer.is_valid(owner, signer.sign(owner)) and not signer.is_valid(other, signer.sign(owner))
    assert not OffSigner("l" * 32).is_valid(owner, signer.sign(owner))
    assert not signer.is_valid(owner, "é")


def test_one_click_is_offered_where_it_is_safe() -> None:
    row = Notification(
        batch_id=uuid4(),
        batch_status=BatchStatus.COMPLETED,
        document_count=1,
        completed_count=1,
        failed_count=0,
    )
    links = ("https://example.org/off", "http://localhost/off", "")
    names = [
        [name for name, _ in batch_letter("a@example.org", [row], off_link=link, account_link="").headers]
        for link in links
    ]
    assert names == [["List-Unsubscribe", "List-Unsubscribe-Post"], ["List-Unsubscribe"], []]


def test_pauses_grow_up_to_an_hour_and_differ() -> None:
    assert timedelta(seconds=30) <= pause(1) <= timedelta(minutes=1)
    assert timedelta(minutes=30) <= pause(ATTEMPTS) <= timedelta(hours=1)
    assert len({pause(3) for _ in range(20)}) > 1


def _make_due(owner: Owner) -> None:
    with owner.sessions.of(owner.user).write() as session:
        waiting = owned_update(Notification, owner.user).where(Notification.mail_due_at.is_not(None))
        session.execute(waiting.values(mail_due_at=utc_now()))


def _wants_mails(owner: Owner) -> bool:
    with owner.sessions.of(owner.user).read() as session:
        return bool(session.scalar(own_user(owner.user).with_only_columns(User.batch_mails)))
