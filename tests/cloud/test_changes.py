"""The change feed: what a client must see, in order, once, and told at once."""

import json
from collections.abc import Iterator
from uuid import UUID

from ingestio_cloud.features.changes.repository import record_change
from ingestio_core.contracts.changes import ChangeKind
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served


def follow(service: Served, after: int = 0, limit: int = 500) -> tuple[list[dict[str, object]], int]:
    """All changes above a number, page by page, and the number to go on from."""
    changes: list[dict[str, object]] = []
    while True:
        page = service.get(f"/v1/changes?after={after}&limit={limit}")
        changes += page["changes"]
        after = page["next"]
        if not page["more"]:
            return changes, after


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
