"""Edits, confirmation, redo and bulk actions over HTTP, with the trail they leave."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, invoice_read

CHANGE_TOTAL = {"edits": [{"path": "/total", "value": "120.00"}]}


@pytest.fixture
def service(emptied: Served) -> Served:
    """A service that is new to each test."""
    return emptied


def edit(service: Served, document: str, body: object, version: int) -> httpx.Response:
    return service.http.patch(
        f"/v1/documents/{document}/data", json=body, headers={"If-Match": f'"{version}"'}
    )


def act(service: Served, document: str, action: str, version: int | None = None) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return service.http.post(f"/v1/documents/{document}/{action}", headers=headers)


def test_an_edit_is_stored_checked_and_marked_as_a_persons(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    before = service.document(document)
    assert before["extraction"]["findings"] == []
    after = edit(service, document, CHANGE_TOTAL, before["version"]).json()
    assert after["extraction"]["data"]["total"] == "120.00"
    assert after["version"] == after["extraction"]["version"] == before["version"] + 1
    evidence = after["extraction"]["evidence"]["/total"]
    assert (evidence["source"], evidence["confidence"]) == ("person", 1.0)
    assert evidence["box"] == before["extraction"]["evidence"]["/total"]["box"]
    assert ["/total" in finding["paths"] for finding in after["extraction"]["findings"]] == [True]
    assert service.document(document) == after


def test_an_edit_of_an_older_version_gets_the_current_one(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    version = service.document(document)["version"]
    edit(service, document, CHANGE_TOTAL, version)
    answer = edit(service, document, {"edits": [{"path": "/tax", "value": "1.00"}]}, version)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "version_conflict")
    assert problem["current"] == service.document(document)


def test_an_edit_must_name_its_version(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    url = f"/v1/documents/{document}/data"
    assert service.http.patch(url, json=CHANGE_TOTAL).status_code == 428
    malformed = service.http.patch(url, json=CHANGE_TOTAL, headers={"If-Match": '"abc"'})
    assert (malformed.status_code, malformed.json()["code"]) == (400, "bad_header")


def test_an_edit_of_no_field_changes_nothing(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    before = service.document(document)
    body = {"edits": [*CHANGE_TOTAL["edits"], {"path": "/line_items/9/amount", "value": "1"}]}
    assert edit(service, document, body, before["version"]).json()["code"] == "bad_pointer"
    assert service.document(document) == before
    assert service.get(f"/v1/documents/{document}/trail")["items"] == []


def test_a_row_moves_with_its_evidence_and_the_trail_says_where(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    before = service.document(document)
    typed = {"path": "/line_items/1/amount", "value": "9.00"}
    move = {"op": "move", "path": "/line_items/1", "value": "/line_items/0"}
    after = edit(service, document, {"edits": [typed, move]}, before["version"]).json()
    rows, was = after["extraction"]["data"]["line_items"], before["extraction"]["data"]["line_items"]
    assert rows == [{**was[1], "amount": "9.00"}, was[0], *was[2:]] and was[0] != was[1]
    evidence = after["extraction"]["evidence"]
    assert evidence["/line_items/0/amount"]["source"] == "person"
    assert "/line_items/1/amount" not in evidence
    _typed, entry = service.get(f"/v1/documents/{document}/trail")["items"]
    assert (entry["op"], entry["path"], entry["before"], entry["after"]) == (
        "move",
        "/line_items/1",
        rows[0],
        "/line_items/0",
    )


def test_confirming_raises_the_version_once(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    version = service.document(document)["version"]
    confirmed = act(service, document, "confirm", version).json()
    assert confirmed["confirmed_at"] is not None
    assert confirmed["version"] == version + 1
    assert act(service, document, "confirm").json() == confirmed
    assert act(service, document, "confirm", version).status_code == 409
    back = act(service, document, "unconfirm", version + 1).json()
    assert (back["confirmed_at"], back["version"]) == (None, version + 2)


def test_an_edit_takes_the_confirmation_back(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    version = act(service, document, "confirm").json()["version"]
    assert edit(service, document, CHANGE_TOTAL, version).json()["confirmed_at"] is None


def test_what_was_not_read_cannot_be_confirmed_or_edited(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    assert act(service, document, "confirm").json()["code"] == "not_extracted"
    assert edit(service, document, CHANGE_TOTAL, 1).json()["code"] == "not_extracted"
    assert act(service, document, "redo").json()["code"] == "document_busy"


def test_a_document_without_a_file_cannot_be_redone(service: Served, pdf: bytes) -> None:
    batch, (document,) = service.create(pdf)
    service.http.post(f"/v1/batches/{batch}/submit")
    assert act(service, document, "redo").json()["code"] == "file_missing"
    assert service.http.get(f"/v1/documents/{document}/file").json()["code"] == "file_missing"


def test_a_redo_queues_a_second_attempt(service: Served, pdf: bytes) -> None:
    batch, (document,) = service.completed(pdf)
    act(service, document, "confirm")
    again = act(service, document, "redo").json()
    assert (again["status"], again["job"]["attempt"], again["confirmed_at"]) == ("uploaded", 2, None)
    assert service.recorder.queued[-1] == (UUID(document), 2)
    assert service.batch(batch)["completed_count"] == 0
    assert act(service, document, "redo").status_code == 409


def test_bulk_actions_answer_for_each_document(service: Served, pdf: bytes) -> None:
    batch, (first, second) = service.completed(pdf, make_pdf("b"))
    missing = str(uuid4())
    body = {"action": "confirm", "ids": [first, missing, second]}
    outcomes = service.http.post("/v1/documents/bulk", json=body).json()["outcomes"]
    assert [(o["id"], o["error"] and o["error"]["code"]) for o in outcomes] == [
        (first, None),
        (missing, "document_not_found"),
        (second, None),
    ]
    assert service.document(second)["confirmed_at"] is not None
    service.http.post("/v1/documents/bulk", json={"action": "redo", "ids": [first]})
    assert service.document(first)["status"] == "uploaded"
    service.http.post("/v1/documents/bulk", json={"action": "delete", "ids": [first, second]})
    assert service.batch(batch)["document_count"] == 0


def bulk(service: Served, action: str, **body: Any) -> list[tuple[str, str | None]]:
    """Each document's id and the code of what stood against it."""
    answer = service.http.post("/v1/documents/bulk", json={"action": action, **body})
    assert answer.status_code == 200, answer.text
    return [
        (outcome["id"], outcome["error"] and outcome["error"]["code"])
        for outcome in answer.json()["outcomes"]
    ]


def test_a_bulk_action_leaves_alone_what_has_moved_on(service: Served, pdf: bytes) -> None:
    batch, (first, second) = service.completed(pdf, make_pdf("b"))
    seen = {document: service.document(document)["version"] for document in (first, second)}
    edit(service, second, CHANGE_TOTAL, seen[second])
    for action in ("confirm", "redo", "delete"):
        outcomes = bulk(service, action, ids=[first, second], versions={second: seen[second]})
        assert outcomes == [(first, None), (second, "version_conflict")]
        assert service.document(second)["confirmed_at"] is None
        if action == "redo":
            service.read(first, invoice_read(), attempt=2)
    assert service.batch(batch)["document_count"] == 1


def test_a_bulk_action_on_a_filter_meets_what_it_lets_through(service: Served, pdf: bytes) -> None:
    batch, (first, second) = service.completed(pdf, make_pdf("b"))
    other, (third,) = service.completed(make_pdf("c"))
    assert bulk(service, "confirm", filter={"batch_id": batch}) == [(first, None), (second, None)]
    assert service.document(third)["confirmed_at"] is None
    assert bulk(service, "unconfirm", filter={"confirmed": True}) == [(first, None), (second, None)]
    service.http.delete(f"/v1/batches/{other}")
    assert bulk(service, "delete", filter={"search": "FILE 1"}) == [(second, None)]
    assert bulk(service, "redo", filter={"search": "nothing"}) == []


def test_a_bulk_request_names_its_documents_in_one_way(service: Served) -> None:
    one, url = str(uuid4()), "/v1/documents/bulk"
    bodies: tuple[dict[str, Any], ...] = (
        {},
        {"ids": []},
        {"ids": [one], "filter": {}},
        {"ids": [one], "versions": {str(uuid4()): 1}},
        {"ids": [str(uuid4()) for _ in range(1_001)]},
    )
    for body in bodies:
        answer = service.http.post(url, json={"action": "confirm", **body})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert bulk(service, "confirm", ids=[one, one]) == [(one, "document_not_found")]


def test_confirming_twice_at_once_raises_the_version_once(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    version = service.document(document)["version"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: act(service, document, "confirm", version), range(8)))
    assert sorted({answer.status_code for answer in answers}) in ([200], [200, 409])
    assert [answer.status_code for answer in answers].count(200) >= 1
    assert service.document(document)["version"] == version + 1


def test_of_edits_at_once_one_wins_and_the_others_are_shown_it(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    version = service.document(document)["version"]

    def change(number: int) -> httpx.Response:
        return edit(service, document, {"edits": [{"path": "/total", "value": f"{number}.00"}]}, version)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(change, range(8)))
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 7]
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["current"]["extraction"]["data"] == won["extraction"]["data"]
    assert service.get(f"/v1/documents/{document}/trail/verify")["entries"] == 1


def test_documents_of_a_batch_come_in_order_and_by_status(service: Served, pdf: bytes) -> None:
    batch, documents = service.create(*[make_pdf(str(number)) for number in range(5)])
    service.upload(documents[3], make_pdf("3"))
    seen, cursor = [], ""
    while True:
        page = service.get(f"/v1/batches/{batch}/documents?limit=2{cursor}")
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == documents
    uploaded = service.get(f"/v1/batches/{batch}/documents?status=uploaded")["items"]
    assert [item["id"] for item in uploaded] == [documents[3]]


def test_a_file_is_sent_in_ranges(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    service.upload(document, pdf)
    url = f"/v1/documents/{document}/file"

    def part(wanted: str) -> httpx.Response:
        return service.http.get(url, headers={"Range": wanted})

    answer = part("bytes=5-9")
    assert (answer.status_code, answer.content) == (206, pdf[5:10])
    assert answer.headers["Content-Range"] == f"bytes 5-9/{len(pdf)}"
    assert part("bytes=-7").content == pdf[-7:]
    assert part("bytes=10-").content == pdf[10:]
    assert part(f"bytes={len(pdf)}-").status_code == 416
    assert part("bytes=9-5").status_code == 200
    assert part("pages=1-2").content == pdf
