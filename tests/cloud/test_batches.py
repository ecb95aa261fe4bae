"""Batches over HTTP: made once, listed, renamed, closed, cancelled, deleted."""

from typing import Any
from uuid import uuid4

import pytest

from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, batch_request, document_request, invoice_read


@pytest.fixture
def service(emptied: Served) -> Served:
    """A service that is new to each test."""
    return emptied


def test_the_same_request_makes_one_batch(service: Served, pdf: bytes) -> None:
    request = batch_request(pdf, name="March")
    first = service.http.post("/v1/batches", json=request, headers={"Idempotency-Key": "k"})
    second = service.http.post("/v1/batches", json=request, headers={"Idempotency-Key": "k"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(service.get("/v1/batches")["items"]) == 1


def test_another_request_under_the_same_key_is_a_conflict(service: Served, pdf: bytes) -> None:
    headers = {"Idempotency-Key": "k"}
    service.http.post("/v1/batches", json=batch_request(pdf), headers=headers)
    answer = service.http.post("/v1/batches", json=batch_request(pdf), headers=headers)
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency_conflict"
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_deleted_batch_is_not_made_again_by_a_late_retry(service: Served, pdf: bytes) -> None:
    request = batch_request(pdf)
    service.http.post("/v1/batches", json=request)
    assert service.http.delete(f"/v1/batches/{request['id']}").status_code == 204
    answer = service.http.post("/v1/batches", json=request)
    assert (answer.status_code, answer.json()["code"]) == (409, "batch_deleted")


def with_prompt(**more: Any) -> dict[str, Any]:
    return {"prompt_strategy": "global", **more}


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        (with_prompt(), 422, "prompt_missing"),
        (with_prompt(prompt="  "), 422, "prompt_missing"),
        ({"prompt_strategy": "per_document"}, 422, "prompt_missing"),
        ({"documents": []}, 422, "batch_empty"),
        ({"prompt_strategy": "guess"}, 422, "invalid_request"),
        ({"name": "n" * 201}, 422, "invalid_request"),
    ],
)
def test_a_request_that_breaks_a_rule_is_refused(
    service: Served, pdf: bytes, more: dict[str, Any], status: int, code: str
) -> None:
    answer = service.http.post("/v1/batches", json=batch_request(pdf, **more))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert service.get("/v1/batches")["items"] == []


def test_all_offending_files_are_listed_at_once(service: Served) -> None:
    documents = [document_request(b"x", n, size=size) for n, size in enumerate((51 << 20, 1, 60 << 20))]
    answer = service.http.post("/v1/batches", json=batch_request(documents=documents))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "files_not_allowed")
    assert [offender["filename"] for offender in problem["errors"]] == ["file 0.pdf", "file 2.pdf"]


def test_more_files_than_the_plan_allows_are_refused(service: Served) -> None:
    documents = [document_request(b"x") for _ in range(10_001)]
    answer = service.http.post("/v1/batches", json=batch_request(documents=documents))
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_files")


def test_an_id_used_twice_or_before_is_refused(service: Served, pdf: bytes) -> None:
    document = document_request(pdf)
    twice = service.http.post("/v1/batches", json=batch_request(documents=[document, document]))
    assert (twice.status_code, twice.json()["code"]) == (422, "duplicate_ids")
    service.http.post("/v1/batches", json=batch_request(documents=[document]))
    before = service.http.post("/v1/batches", json=batch_request(documents=[document]))
    assert (before.status_code, before.json()["code"]) == (409, "id_taken")


def test_a_prompt_compiles_to_the_plan_unless_the_person_made_one(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf, prompt_strategy="global", prompt="invoice number, total")
    assert [field["name"] for field in service.batch(batch)["field_plan"]["fields"]] == [
        "invoice_number",
        "total",
    ]
    own = {"fields": [{"name": "colour", "label": "Colour"}]}
    batch, (document,) = service.create(pdf, prompt_strategy="global", prompt="total", field_plan=own)
    assert [field["name"] for field in service.document(document)["field_plan"]["fields"]] == ["colour"]


def test_pages_of_the_list_meet_every_batch_once_in_every_order(service: Served, pdf: bytes) -> None:
    made = {service.create(pdf, name=f"Batch {number % 3}")[0] for number in range(7)}
    for sort in ("created_at", "-created_at", "name", "-name", "status", "-total_pages", "completed_at"):
        seen, cursor = [], None
        while True:
            page = service.http.get(
                "/v1/batches", params={"sort": sort, "limit": 2, **({"cursor": cursor} if cursor else {})}
            ).json()
            seen += [(item["name"], item["id"]) for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert len(seen) == 7 and {batch for _, batch in seen} == made
        names = [name for name, _ in seen]
        if sort.endswith("name"):
            assert names == sorted(names, reverse=sort.startswith("-"))


def test_the_list_is_searched_by_name_and_status(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf, name="100% Müller")
    service.create(pdf, name="1000 others")
    found = service.http.get("/v1/batches", params={"name": "0% m"}).json()["items"]
    assert [item["id"] for item in found] == [batch]
    assert service.get("/v1/batches?status=completed")["items"] == []
    assert service.http.get("/v1/batches", params={"cursor": "nonsense"}).json()["code"] == "bad_cursor"


def test_a_batch_is_renamed(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf)
    assert service.http.patch(f"/v1/batches/{batch}", json={"name": "April"}).json()["name"] == "April"
    assert service.http.patch(f"/v1/batches/{uuid4()}", json={"name": "x"}).status_code == 404


def test_closing_a_batch_fails_what_did_not_arrive(service: Served, pdf: bytes) -> None:
    batch, (first, second) = service.create(pdf, make_pdf("two"))
    assert service.batch(batch)["status"] == "pending_upload"
    service.upload(first, pdf)
    closed = service.http.post(f"/v1/batches/{batch}/submit").json()
    assert (closed["status"], closed["failed_count"]) == ("processing", 1)
    assert service.document(second)["error"]["code"] == "upload_missing"
    assert service.http.post(f"/v1/batches/{batch}/submit").json() == closed
    assert service.upload(second, make_pdf("two")).json()["code"] == "already_uploaded"


def test_a_batch_whose_files_all_fail_says_why(service: Served, pdf: bytes) -> None:
    batch, _ = service.create(pdf)
    closed = service.http.post(f"/v1/batches/{batch}/submit").json()
    assert closed["status"] == "failed"
    assert closed["last_error_message"].startswith("file 0.pdf: The batch was closed")


def test_cancelling_stops_everything_and_costs_nothing(service: Served, pdf: bytes) -> None:
    batch, (queued, waiting, done) = service.create(pdf, make_pdf("b"), make_pdf("c"))
    service.upload(done, make_pdf("c"))
    service.read(done, invoice_read())
    service.upload(queued, pdf)
    cancelled = service.http.post(f"/v1/batches/{batch}/cancel").json()
    assert cancelled["status"] == "cancelled"
    assert (cancelled["completed_count"], cancelled["failed_count"]) == (1, 2)
    assert [service.document(d)["error"]["code"] for d in (queued, waiting)] == ["cancelled"] * 2
    assert service.document(queued)["job"]["status"] == "cancelled"
    assert [str(document) for document, _ in service.recorder.cancelled] == [queued]
    assert service.get("/v1/account")["pages_used"] == 1
    assert service.http.post(f"/v1/batches/{batch}/cancel").json() == cancelled


def test_deleting_a_batch_leaves_nothing_but_a_tombstone(service: Served, pdf: bytes) -> None:
    batch, documents = service.completed(pdf, make_pdf("b"))
    files = service.settings.files_dir / "documents"
    assert len([path for path in files.rglob("*") if path.is_file()]) == 2
    assert service.http.delete(f"/v1/batches/{batch}").status_code == 204
    assert [path for path in files.rglob("*") if path.is_file()] == []
    assert service.http.get(f"/v1/batches/{batch}").status_code == 404
    assert service.http.get(f"/v1/documents/{documents[0]}").status_code == 404
    changes = service.get("/v1/changes")["changes"]
    assert {(c["kind"], c["id"]) for c in changes if c["deleted"]} == {
        ("batch", batch),
        *(("document", document) for document in documents),
    }


def test_deleting_a_document_corrects_the_counts(service: Served, pdf: bytes) -> None:
    batch, (first, _) = service.completed(pdf, make_pdf("b"))
    assert service.http.delete(f"/v1/documents/{first}").status_code == 204
    after = service.batch(batch)
    assert (after["document_count"], after["completed_count"], after["total_pages"]) == (1, 1, 1)
    assert after["status"] == "completed"
    assert service.http.delete(f"/v1/documents/{first}").json()["code"] == "document_not_found"
