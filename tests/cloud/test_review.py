"""Edits, confirmation, redo and bulk actions over HTTP, with the trail they leave."""

from uuid import UUID, uuid4

import httpx

from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served

CHANGE_TOTAL = {"edits": [{"path": "/total", "value": "120.00"}]}


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
