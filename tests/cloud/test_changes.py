"""The change feed: what a client must see, in order, once, and told at once."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.changes import service as changes
from ingestio_cloud.features.changes.repository import record_change
from ingestio_core.contracts.changes import ChangeKind
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served


@pytest.fixture
def service(emptied: Served) -> Served:
    """A service that is new to each test."""
    return emptied


def follow(service: Served, after: int = 0, limit: int = 500) -> tuple[list[dict[str, Any]], int]:
    """All changes above a number, page by page, and the number to go on from."""
    told: list[dict[str, Any]] = []
    while True:
        page = service.get(f"/v1/changes?after={after}&limit={limit}")
        told += page["changes"]
        after = page["next"]
        if not page["more"]:
            return told, after


def test_a_new_batch_is_told_with_its_documents(service: Served, pdf: bytes) -> None:
    batch, documents = service.create(pdf, make_pdf("b"))
    changes, _ = follow(service)
    assert [(change["kind"], change["id"]) for change in changes] == [
        ("batch", batch),
        *(("document", document) for document in documents),
    ]
    assert changes[0]["batch"] == service.batch(batch)
    assert changes[1]["document"] == service.document(documents[0])


def test_only_what_changed_since_is_told_and_as_it_is_now(service: Served, pdf: bytes) -> None:
    batch, (document,) = service.completed(pdf)
    _, number = follow(service)
    assert follow(service, number) == ([], number)
    service.http.post(f"/v1/documents/{document}/confirm")
    service.http.patch(f"/v1/batches/{batch}", json={"name": "New"})
    changes, last = follow(service, number)
    assert [(change["kind"], change["number"]) for change in changes] == [
        ("document", number + 1),
        ("batch", number + 2),
    ]
    assert last == number + 2


def test_small_pages_tell_the_same_as_one(service: Served, pdf: bytes) -> None:
    service.completed(*[make_pdf(str(number)) for number in range(4)])
    assert follow(service, limit=1) == follow(service)
    changes, _ = follow(service)
    numbers = [change["number"] for change in changes]
    assert numbers == sorted(numbers)
    assert len({(change["kind"], change["id"]) for change in changes}) == len(changes)


def test_a_change_that_is_rolled_back_is_never_told(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf)
    _, number = follow(service)
    try:
        with service.sessions.system.write() as session:
            record_change(session, service.user, ChangeKind.BATCH, UUID(batch))
            raise ZeroDivisionError
    except ZeroDivisionError:
        assert follow(service, number) == ([], number)


def test_the_stream_tells_the_number_now_and_each_newer_one(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf)
    _, number = follow(service)
    with service.http.stream("GET", "/v1/changes/stream") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        assert next_number(lines) == number
        service.http.patch(f"/v1/batches/{batch}", json={"name": "New"})
        assert next_number(lines) == number + 1


def next_number(lines: Iterator[str]) -> int:
    """The number of the next event of a stream."""
    kind = ""
    for line in lines:
        if line.startswith("event:"):
            kind = line.removeprefix("event:").strip()
        elif line.startswith("data:") and kind == "changes":
            return int(json.loads(line.removeprefix("data:"))["number"])
    raise AssertionError("the stream ended")


def test_the_account_is_told_with_its_figures(service: Served, pdf: bytes) -> None:
    service.completed(pdf)
    told = [change for change in follow(service)[0] if change["kind"] == "account"]
    assert [change["account"] for change in told] == [service.get("/v1/account")]
    assert service.get("/v1/account")["pages_used"] == 1


def test_a_number_that_cannot_be_gone_on_from_begins_anew(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf)
    gone, _ = service.create(make_pdf("b"))
    _, early = follow(service)
    service.http.delete(f"/v1/batches/{gone}")
    service.http.patch(f"/v1/batches/{batch}", json={"name": "New"})
    everything, number = follow(service)
    ahead = service.get(f"/v1/changes?after={number + 1}")
    assert (ahead["reset"], ahead["changes"], ahead["next"]) == (True, everything, number)

    def purge(before: datetime) -> int:
        with service.sessions.of(service.user).write() as session:
            return changes.purge(session, service.user, before)

    assert purge(utc_now() - timedelta(days=1)) == 0
    assert purge(utc_now()) == 2
    late = service.get(f"/v1/changes?after={early}")
    assert late["reset"] and not any(change["deleted"] for change in late["changes"])
    assert [change["kind"] for change in late["changes"]] == ["document", "batch"]
    for after in (0, number - 1, number):
        assert not service.get(f"/v1/changes?after={after}")["reset"]


def test_the_feed_is_read_from_the_beginning_page_by_page_after_a_purge(service: Served) -> None:
    batches = [service.create(make_pdf(f"{number}"))[0] for number in range(4)]
    gone, _ = service.create(make_pdf("gone"))
    early = follow(service)[1] - 8
    service.http.delete(f"/v1/batches/{gone}")

    def purge() -> None:
        with service.sessions.of(service.user).write() as session:
            assert changes.purge(session, service.user, utc_now()) == 2

    purge()
    everything, _ = follow(service)
    pages, after = [], 0
    while True:
        page = service.get(f"/v1/changes?after={after}&limit=1")
        assert not page["reset"], "whoever began after the purge has missed nothing"
        pages += page["changes"]
        after = page["next"]
        if not page["more"]:
            break
    assert pages == everything and len(pages) == 8
    assert {change["id"] for change in pages} > set(batches)
    middle = service.get("/v1/changes?after=0&limit=3")["next"]
    assert service.get(f"/v1/changes?after={early}")["reset"], "this one saw what was deleted since"

    another, _ = service.create(make_pdf("another"))
    service.http.delete(f"/v1/batches/{another}")
    purge()
    again = service.get(f"/v1/changes?after={middle}&limit=3")
    assert again["reset"], "what was purged meanwhile may have been missed"
    assert not service.get(f"/v1/changes?after={again['next']}&limit=3")["reset"]
    assert service.get(f"/v1/changes?after={2**62 - 1}")["reset"]
