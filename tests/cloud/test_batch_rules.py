"""What a new batch must be, in which order it is refused, and that it is made once."""

import json
from collections.abc import Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import update

from ingestio_cloud.db.models import User
from ingestio_cloud.features.batches import creation
from ingestio_cloud.features.engines.repository import Chosen
from ingestio_cloud.features.errors import NotAuthenticatedError
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.plans import PLANS, PlanChange, PlanName
from tests.cloud.served import Served, batch_request, document_request, served
from tests.support.people import Person

FILES, PAGES = 3, 5
SMALL = PlanChange(files_per_batch=FILES, pages_per_month=PAGES, batches_per_minute=1)
NOBODY_LISTENS = "http://127.0.0.1:1"

REFUSALS = {
    "not_authenticated": 401,
    "plan_unavailable": 503,
    "upgrade_required": 403,
    "too_many_files": 422,
    "prompt_missing": 422,
    "files_not_allowed": 422,
    "duplicate_ids": 422,
    "rate_limited": 429,
    "page_quota_exceeded": 402,
    "id_taken": 409,
}
"""In their order."""
ORDER = list(REFUSALS)


@pytest.fixture
def hosted(tmp_path: Path, database_url: str) -> Iterator[Served]:
    """A service whose unlimited plan is small, and whose payment provider cannot be reached."""
    with served(
        tmp_path / "data",
        database_url=database_url,
        plans={PlanName.LOCAL: SMALL},
        stripe_api_key=SecretStr("sk_test"),
        stripe_api_base=NOBODY_LISTENS,
        stripe_timeout=1,
    ) as running:
        yield running


def made(client: httpx.Client, request: dict[str, Any], **headers: str) -> httpx.Response:
    return client.post("/v1/batches", json=request, headers=headers)


def broken(hosted: Served, rules: Set[str], taken: str) -> tuple[Person, dict[str, Any]]:
    """Somebody, and a request of theirs that breaks exactly these rules; `taken` is the id of
    somebody else's document."""
    pages = PAGES + 1 if "page_quota_exceeded" in rules else 1
    files = FILES + 1 if "too_many_files" in rules else 2 if "duplicate_ids" in rules else 1
    documents = [document_request(b"x", number, pages=pages) for number in range(files)]
    if "files_not_allowed" in rules:
        documents[0]["media_type"] = "application/zip"
    if "id_taken" in rules:
        documents[-1]["id"] = taken
    if "duplicate_ids" in rules:
        documents[0]["id"] = documents[-1]["id"]
    request = batch_request(documents=documents)
    if "prompt_missing" in rules:
        request["prompt_strategy"] = "global"
    person = hosted.person(
        unlimited=not rules & {"plan_unavailable", "upgrade_required"},
        stripe_customer_id=f"cus_{uuid4().hex}" if "plan_unavailable" in rules else None,
    )
    if "rate_limited" in rules and not rules & {"plan_unavailable", "upgrade_required"}:
        assert made(person.http, batch_request(documents=[document_request(b"x")])).status_code == 201
    if "not_authenticated" in rules:
        person.http.headers["Authorization"] = "Bearer nobody"
    return person, request


def test_each_rule_has_its_refusal_and_the_first_one_broken_answers(hosted: Served) -> None:
    """Each alone, each with the next, and each with all that follow."""
    somebody = document_request(b"x")
    assert made(hosted.person(unlimited=True).http, batch_request(documents=[somebody])).status_code == 201
    for number, code in enumerate(ORDER):
        for rules in ({code}, set(ORDER[number : number + 2]), set(ORDER[number:])):
            person, request = broken(hosted, rules, somebody["id"])
            answer = made(person.http, request)
            problem = answer.json()
            assert (answer.status_code, problem["code"]) == (REFUSALS[code], code), rules
            assert problem["title"] and problem["detail"].endswith(".")
            assert ("retry-after" in answer.headers) is (code in ("plan_unavailable", "rate_limited"))
            person.http.headers["Authorization"] = f"Bearer {person.token}"
            found = {batch["id"] for batch in person.http.get("/v1/batches").json()["items"]}
            assert request["id"] not in found


def test_a_batch_without_files_is_refused_after_the_plan_and_before_the_prompt(hosted: Served) -> None:
    empty = batch_request(documents=[], prompt_strategy="global")
    assert made(hosted.person().http, empty).json()["code"] == "upgrade_required"
    answer = made(hosted.person(unlimited=True).http, empty)
    assert (answer.status_code, answer.json()["code"]) == (422, "batch_empty")


def test_all_files_that_cannot_be_taken_are_listed_with_their_reasons(service: Served) -> None:
    documents = [
        document_request(b"x", 0, media_type="application/zip"),
        document_request(b"x", 1),
        document_request(b"x", 2, size=0),
        document_request(b"x", 3, size=(50 << 20) + 1, media_type="text/plain"),
        document_request(b"x", 4, size=50 << 20, media_type="application/xml"),
    ]
    problem = made(service.http, batch_request(documents=documents)).json()
    assert problem["code"] == "files_not_allowed"
    assert [(offender["id"], offender["code"]) for offender in problem["errors"]] == [
        (documents[0]["id"], "type_not_allowed"),
        (documents[2]["id"], "file_empty"),
        (documents[3]["id"], "file_too_large"),
    ]
    assert problem["detail"].startswith("3 of 5 files have ")


def test_a_file_needs_a_page_at_least_unless_it_is_an_e_invoice_in_xml(hosted: Served) -> None:
    xml = "application/xml"
    cases: list[tuple[list[dict[str, Any]], bool]] = [
        ([{"pages": PAGES}], True),
        ([{"pages": PAGES + 1}], False),
        ([{"pages": 0}, {"pages": PAGES - 1}], True),
        ([{"pages": 0}, {"pages": PAGES}], False),
        ([{"pages": 0, "media_type": xml}, {"pages": PAGES}], True),
        ([{"pages": 9, "media_type": xml}, {"pages": PAGES}], True),
    ]
    for documents, fits in cases:
        request = batch_request(documents=[document_request(b"x", **more) for more in documents])
        answer = made(hosted.person(unlimited=True).http, request)
        assert answer.status_code == (201 if fits else 402), documents


def test_an_id_of_somebody_else_or_of_what_was_deleted_is_refused_with_no_word_of_whose(
    service: Served,
) -> None:
    first, second = service.person(unlimited=True), service.person(unlimited=True)
    theirs = batch_request(b"theirs")
    assert made(first.http, theirs).status_code == 201
    with_batch_id = batch_request(b"mine", id=theirs["id"])
    with_document_id = batch_request(documents=[document_request(b"mine"), theirs["documents"][0]])
    answers = [made(second.http, request) for request in (with_batch_id, with_document_id)]
    assert first.http.delete(f"/v1/documents/{theirs['documents'][0]['id']}").status_code == 204
    answers.append(made(first.http, batch_request(documents=[theirs["documents"][0]])))
    for answer in answers:
        problem = answer.json()
        problem.pop("instance")
        assert (answer.status_code, problem["code"]) == (409, "id_taken")
        assert not problem["errors"] and str(first.user_id) not in answer.text
    assert len(first.http.get("/v1/batches").json()["items"]) == 1
    assert second.http.get("/v1/batches").json()["items"] == []


@pytest.mark.parametrize("with_key", [True, False])
def test_twenty_equal_requests_at_once_make_one_batch(service: Served, pdf: bytes, with_key: bool) -> None:
    request = batch_request(pdf, pdf, name="March")
    headers = {"Idempotency-Key": "march"} if with_key else {}
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(lambda _: made(service.http, request, **headers), range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert len(service.get("/v1/batches")["items"]) == 1
    assert len(service.get(f"/v1/batches/{request['id']}/documents")["items"]) == 2


def test_of_twenty_different_requests_under_one_key_one_is_taken(service: Served, pdf: bytes) -> None:
    with ThreadPoolExecutor(20) as senders:
        answers = list(
            senders.map(
                lambda _: made(service.http, batch_request(pdf), **{"Idempotency-Key": "k"}), range(20)
            )
        )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    assert {answer.json().get("code") for answer in answers} == {None, "idempotency_conflict"}
    assert len(service.get("/v1/batches")["items"]) == 1


def test_the_request_is_known_again_however_it_is_written(service: Served, pdf: bytes) -> None:
    request = batch_request(pdf, name="March")
    assert made(service.http, request).status_code == 201
    (document,) = request["documents"]
    backwards = dict(reversed(request.items()))
    spelled_out = {**request, "prompt": None, "documents": [{**document, "folder": "", "field_plan": None}]}
    newer = {**request, "colour": "of a newer program"}
    for same in (backwards, spelled_out, newer):
        answer = service.http.post(
            "/v1/batches",
            content=json.dumps(same, indent=3),
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code == 200, answer.text
    assert made(service.http, {**request, "name": "April"}).status_code == 409


def test_a_late_retry_gets_its_batch_whatever_the_plan_has_become(
    tmp_path: Path, database_url: str, pdf: bytes
) -> None:
    request = batch_request(pdf)
    with served(tmp_path / "data", database_url=database_url) as running:
        person = running.person(unlimited=True)
        assert made(person.http, request, **{"Idempotency-Key": "k"}).status_code == 201
        with running.sessions.of(person.user_id).write() as session:
            session.execute(update(User).where(User.id == person.user_id).values(local=False))
        token = person.token
    with served(tmp_path / "data", database_url=database_url) as running:
        running.http.headers["Authorization"] = f"Bearer {token}"
        assert made(running.http, batch_request(pdf)).json()["code"] == "upgrade_required"
        again = made(running.http, request, **{"Idempotency-Key": "k"})
        assert (again.status_code, again.json()["id"]) == (200, request["id"])


def test_a_refused_request_leaves_its_key_and_its_ids_free(hosted: Served) -> None:
    person = hosted.person(unlimited=True)
    request, key = batch_request(documents=[document_request(b"x")]), {"Idempotency-Key": "k"}
    for change, code in (
        ({"documents": []}, "batch_empty"),
        ({"prompt_strategy": "global"}, "prompt_missing"),
        ({"documents": [{**request["documents"][0], "size": 0}]}, "files_not_allowed"),
    ):
        assert made(person.http, {**request, **change}, **key).json()["code"] == code
    assert made(person.http, request, **key).status_code == 201


def test_the_key_of_a_deleted_batch_makes_no_second_one_of_the_same_request(
    service: Served, pdf: bytes
) -> None:
    """The key is free for another batch: what it stood for is gone."""
    key = {"Idempotency-Key": "k"}
    request, other = batch_request(pdf), batch_request(pdf)
    assert made(service.http, request, **key).status_code == 201
    assert service.http.delete(f"/v1/batches/{request['id']}").status_code == 204
    gone = made(service.http, request, **key)
    assert (gone.status_code, gone.json()["code"]) == (409, "batch_deleted")
    assert made(service.http, other, **key).status_code == 201
    assert made(service.http, request, **key).json()["code"] == "idempotency_conflict"


def test_an_account_that_is_deleted_meanwhile_gets_no_batch(service: Served, pdf: bytes) -> None:
    nobody = uuid4()
    request = BatchCreate.model_validate(batch_request(pdf))
    draft = creation.draft(
        nobody, request, key=None, digest="0" * 64, chosen=Chosen(), compile_prompt=compile_prompt
    )
    with service.sessions.of(nobody).write() as session, pytest.raises(NotAuthenticatedError):
        creation.create(session, nobody, request, draft, plan=PLANS[PlanName.LOCAL])
