"""When a batch ends, that is written down once, told by the feed, listed, read and dropped."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.models import Change, Notification
from ingestio_cloud.db.scope import everyone, owned_update
from ingestio_cloud.features.batches.counts import Shift, update_batch, update_batches
from ingestio_cloud.features.notifications import repository
from ingestio_cloud.features.notifications.service import GATHERED, QUIET
from ingestio_cloud.settings import Accounts, Settings
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.lifecycle import BatchStatus
from tests.cloud.served import Served, invoice_read
from tests.support.ending import Owner

WAIT = timedelta(seconds=60)
AT_ONCE = 8


@pytest.fixture
def owner(database_url: str) -> Iterator[Owner]:
    """Somebody where mails are sent."""
    engine = make_sync_engine(database_url)
    yield Owner(engine, WAIT).sign_up()
    engine.dispose()


@pytest.fixture
def service(emptied: Served) -> Served:
    return emptied


def test_the_end_is_told_as_it_was(owner: Owner) -> None:
    batch = owner.batch(3, "April")
    owner.count(batch, completed=1)
    owner.count(batch, failed=1)
    assert owner.told() == []
    owner.count(batch, completed=1)
    (row,) = owner.told()
    assert (row.batch_id, row.batch_name, row.batch_status) == (
        batch,
        "April",
        BatchStatus.PARTIALLY_COMPLETED,
    )
    assert (row.document_count, row.completed_count, row.failed_count, row.read_at) == (3, 2, 1, None)


def test_documents_that_finish_at_the_same_moment_end_a_batch_once(owner: Owner) -> None:
    batches = [owner.batch(AT_ONCE) for _ in range(5)]
    start = threading.Barrier(AT_ONCE)

    def finish(batch: UUID, number: int) -> None:
        start.wait()
        owner.count(batch, completed=number % 2, failed=1 - number % 2)

    with ThreadPoolExecutor(AT_ONCE) as workers:
        for batch in batches:
            list(workers.map(finish, [batch] * AT_ONCE, range(AT_ONCE)))
    told = owner.told()
    assert sorted(row.batch_id for row in told) == sorted(batches)
    assert {(row.completed_count, row.failed_count) for row in told} == {(AT_ONCE // 2, AT_ONCE // 2)}


def test_a_transaction_that_is_tried_again_tells_once(owner: Owner) -> None:
    batch = owner.batch()

    def finish(broken: bool) -> None:
        with owner.sessions.of(owner.user).write() as session:
            update_batch(session, owner.user, batch, Shift(completed=1))
            if broken:
                raise ConnectionError

    for _ in range(2):
        with pytest.raises(ConnectionError):
            finish(broken=True)
    assert owner.told() == []
    finish(broken=False)
    assert len(owner.told()) == 1


def test_what_the_person_ended_is_not_told(service: Served, pdf: bytes) -> None:
    cancelled, _ = service.create(pdf)
    service.http.post(f"/v1/batches/{cancelled}/cancel")
    emptied, (only,) = service.create(pdf)
    service.http.delete(f"/v1/documents/{only}")
    shortened, (read, waiting) = service.create(pdf, pdf)
    assert service.upload(read, pdf).status_code == 201
    service.read(read, invoice_read())
    service.http.delete(f"/v1/documents/{waiting}")
    ended = [service.batch(batch)["status"] for batch in (cancelled, emptied, shortened)]
    assert ended == ["cancelled", "cancelled", "completed"]
    assert listed(service) == []


def test_a_batch_that_is_closed_without_its_files_has_ended(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf, name="Closed")
    service.http.post(f"/v1/batches/{batch}/submit")
    (told,) = listed(service)
    assert (told["batch_name"], told["batch_status"], told["failed_count"]) == ("Closed", "failed", 1)


def test_a_redo_that_ends_is_told_again_and_replaces_what_was_told(service: Served, pdf: bytes) -> None:
    batch, (document, _) = service.completed(pdf, pdf)
    assert service.http.post(f"/v1/documents/{document}/redo").status_code == 200
    service.read(document, invoice_read(), attempt=2)
    newest, oldest = listed(service)
    assert newest["batch_id"] == oldest["batch_id"] == batch
    assert newest["read_at"] is None and oldest["read_at"] is not None


def test_the_feed_tells_those_who_know_what_a_notification_is(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf, name="May")
    (told,) = listed(service)
    old = service.get("/v1/changes")
    assert {change["kind"] for change in old["changes"]} == {"batch", "document", "account"}
    new = service.get("/v1/changes?kinds=notification&kinds=batch&kinds=of-another-world")
    assert [change["kind"] for change in new["changes"]] == ["batch", "notification"]
    assert new["changes"][-1]["notification"] == told
    assert old["next"] == new["next"] == new["changes"][-1]["number"]
    read_at = mark(service, ids=[told["id"]])
    assert read_at is not None
    (change,) = service.get(f"/v1/changes?after={new['next']}&kinds=notification")["changes"]
    assert change["notification"]["read_at"] == read_at
    service.http.delete(f"/v1/batches/{batch}")
    gone = service.get(f"/v1/changes?after={change['number']}&kinds=notification")["changes"]
    assert [(each["id"], each["deleted"], each["notification"]) for each in gone] == [
        (told["id"], True, None)
    ]


def test_they_are_listed_page_by_page_and_marked_as_read(service: Served, pdf: bytes) -> None:
    for number in range(5):
        service.completed(pdf, name=f"Batch {number}")
    first = service.get("/v1/notifications?limit=3")
    second = service.get(f"/v1/notifications?limit=3&cursor={first['next_cursor']}")
    names = [each["batch_name"] for page in (first, second) for each in page["items"]]
    assert names == [f"Batch {number}" for number in (4, 3, 2, 1, 0)] and second["next_cursor"] is None
    foreign = service.http.get("/v1/notifications", params={"unread": True, "cursor": first["next_cursor"]})
    assert foreign.status_code == 400
    newest, other = first["items"][0]["id"], first["items"][1]["id"]
    number = service.get("/v1/changes")["next"]
    mark(service, ids=[newest, newest, str(uuid4())])
    assert [each["id"] for each in listed(service, unread=False)] == [newest]
    assert other in [each["id"] for each in listed(service, unread=True)]
    again = service.get("/v1/changes")["next"]
    mark(service, ids=[newest])
    mark(service)
    assert service.get("/v1/changes")["next"] == again == number + 1
    mark(service, all=True)
    assert listed(service, unread=True) == [] and len(listed(service)) == 5


def test_a_mail_is_due_where_mails_go_and_are_wanted(owner: Owner) -> None:
    quiet = Owner(owner.engine).sign_up()
    unknown = Owner(owner.engine, WAIT).sign_up(verified=False)
    tired = Owner(owner.engine, WAIT).sign_up(wants_mails=False)
    for each in (owner, quiet, unknown, tired):
        each.end()
    (row,) = owner.told()
    assert row.mail_due_at == row.created_at + WAIT
    assert [each.told()[0].mail_due_at for each in (quiet, unknown, tired)] == [None] * 3


def test_a_redo_does_not_send_a_second_mail_so_soon(owner: Owner) -> None:
    batch = owner.end()
    _again(owner, batch)
    first, second = owner.told()
    # The first mail had not been sent: it tells of the second end instead.
    assert first.mail_due_at is None and second.mail_due_at is not None
    _sent(owner)
    _again(owner, batch)
    assert owner.told()[-1].mail_due_at is None
    owner.age(QUIET)
    _again(owner, batch)
    assert owner.told()[-1].mail_due_at is not None


def test_after_a_mail_the_next_ones_are_gathered_for_longer(owner: Owner) -> None:
    owner.end()
    _sent(owner)
    owner.end()
    later = owner.told()[-1]
    assert later.mail_due_at == later.created_at + GATHERED
    owner.age(GATHERED)
    owner.end()
    sooner = owner.told()[-1]
    assert sooner.mail_due_at == sooner.created_at + WAIT


def test_a_mail_is_taken_by_one_process(owner: Owner) -> None:
    for _ in range(3):
        owner.end()
    now = utc_now() + WAIT
    start = threading.Barrier(AT_ONCE)

    def take() -> int:
        with owner.sessions.of(owner.user).write() as session:
            start.wait()
            return len(repository.claim_mail(session, owner.user, now, now + WAIT))

    if owner.engine.dialect.name == "postgresql":
        with ThreadPoolExecutor(AT_ONCE) as processes:
            taken = [each.result() for each in [processes.submit(take) for _ in range(AT_ONCE)]]
        assert sorted(taken) == [0] * (AT_ONCE - 1) + [3]
    with owner.sessions.of(owner.user).write() as session:
        repository.claim_mail(session, owner.user, now, now + WAIT)
    with owner.sessions.of(owner.user).write() as session:
        # One that ends meanwhile is not due, and what the others took is not given twice.
        assert repository.claim_mail(session, owner.user, now, now + WAIT) == ()
    with owner.sessions.of(owner.user).write() as session:
        left = repository.claim_mail(session, owner.user, now + WAIT, now + 2 * WAIT)
        assert len(left) == 3, "a process died with them"


def test_what_ends_while_a_mail_waits_goes_along_but_not_what_another_has(owner: Owner) -> None:
    with_another, due, soon = (owner.end() for _ in range(3))
    now = utc_now()
    for batch, values in (
        (with_another, {"mail_attempts": 1, "mail_due_at": now + WAIT}),
        (due, {"mail_due_at": now}),
    ):
        with owner.sessions.of(owner.user).write() as session:
            of_batch = owned_update(Notification, owner.user).where(Notification.batch_id == batch)
            session.execute(of_batch.values(**values))
    with owner.sessions.of(owner.user).write() as session:
        taken = repository.claim_mail(session, owner.user, now, now + 2 * WAIT)
    assert [row.batch_id for row in taken] == [due, soon]


def test_a_batch_that_is_over_does_not_end_again(owner: Owner) -> None:
    batch = owner.end(completed=1, failed=1)
    with owner.sessions.of(owner.user).write() as session:
        update_batch(session, owner.user, batch, Shift(documents=-1, failed=-1))
    assert len(owner.told()) == 1


def test_what_is_old_is_dropped_with_its_trace_in_the_feed(owner: Owner) -> None:
    for _ in range(3):
        owner.end()
    owner.age(timedelta(days=2))
    kept = owner.end()
    before = utc_now() - timedelta(days=1)
    with owner.sessions.system.write() as session:
        assert repository.drop_old(session, before, 2) == 2
    with owner.sessions.system.write() as session:
        assert (repository.drop_old(session, before, 2), repository.drop_old(session, before, 2)) == (1, 0)
    assert [row.batch_id for row in owner.told()] == [kept]
    with owner.sessions.system.read() as session:
        noted = everyone(Change.entity_id).where(Change.kind == ChangeKind.NOTIFICATION)
        assert list(session.scalars(noted)) == [owner.told()[0].id]


def test_kinds_of_a_newer_release_are_passed_over(owner: Owner) -> None:
    """While that takes over, its processes write what this one reads."""
    batch, later = owner.end(), owner.end()
    with owner.engine.begin() as connection:
        renamed = sa.text("UPDATE batch_notifications SET kind = 'of_later_days' WHERE batch_id = :batch")
        connection.execute(renamed.bindparams(sa.bindparam("batch", type_=sa.Uuid())), {"batch": later})
    with owner.sessions.of(owner.user).write() as session:
        (told,), _ = repository.page(session, owner.user, unread=None, cursor=None, limit=9)
        taken = repository.claim_mail(session, owner.user, utc_now() + WAIT, utc_now() + 2 * WAIT)
        assert [told.batch_id] == [row.batch_id for row in taken] == [batch]
        assert repository.of_batch(session, owner.user, later) == []


def test_mails_are_sent_where_a_server_is_set_and_people_have_accounts() -> None:
    smtp = SecretStr("smtp://localhost")
    assert Settings(smtp_url=smtp, batch_mail_seconds=5).mail_wait == timedelta(seconds=5)
    assert Settings().mail_wait is None
    assert Settings(smtp_url=smtp, accounts=Accounts.OFF).mail_wait is None


def listed(service: Served, unread: bool | None = None) -> list[dict[str, Any]]:
    query = "" if unread is None else f"?unread={unread}"
    items: list[dict[str, Any]] = service.get(f"/v1/notifications{query}")["items"]
    return items


def mark(service: Served, **body: Any) -> str | None:
    """Mark as read; when the newest was."""
    answer = service.http.post("/v1/notifications/read", json=body)
    assert answer.status_code == 204, answer.text
    moment: str | None = listed(service)[0]["read_at"]
    return moment


def _again(owner: Owner, batch: UUID) -> None:
    """A document of the batch is redone."""
    with owner.sessions.of(owner.user).write() as session:
        update_batches(session, owner.user, [(batch, Shift(completed=-1))], reopen=True)
    owner.count(batch, completed=1)


def _sent(owner: Owner) -> None:
    """The mails that wait are sent."""
    with owner.sessions.of(owner.user).write() as session:
        session.execute(owned_update(Notification, owner.user).values(mail_due_at=None, mail_attempts=1))
