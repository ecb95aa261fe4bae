"""Reading a document again, and stopping that: nothing that was read is lost, nothing counted twice."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from ingestio_cloud.features.extraction import service as extraction
from ingestio_cloud.features.extraction.service import BeginOutcome, BeginState
from ingestio_cloud.features.usage.service import pages_taken
from ingestio_core.contracts.extractions import DocumentType, Extraction
from ingestio_core.errors import ErrorInfo
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.fieldplan.compiler import compile_prompt
from tests.cloud.served import WORKER, Read, Served, document_request, invoice_read
from tests.support.waiting import until

FAULT = ErrorInfo(code="extraction_timeout", title="Took too long", message="It took too long.")
PROMPT = "invoice number, total, colour of the cover"


@pytest.fixture
def service(emptied: Served) -> Served:
    """A service that is new to each test."""
    return emptied


def act(service: Served, document: str, action: str, version: int | None = None) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return service.http.post(f"/v1/documents/{document}/{action}", headers=headers)


def bulk(service: Served, action: str, *ids: str, **more: Any) -> list[dict[str, Any]]:
    answer = service.http.post("/v1/documents/bulk", json={"action": action, "ids": ids, **more})
    assert answer.status_code == 200, answer.text
    outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
    return outcomes


def begin(service: Served, document: str, attempt: int = 1, limit: int | None = None) -> BeginOutcome:
    ids: dict[str, Any] = {"document_id": UUID(document), "user_id": service.user, "attempt": attempt}
    with service.sessions.of(service.user).write() as session:
        return extraction.begin(session, **ids, pages_per_month=limit, worker=WORKER)


def fail(service: Served, document: str, attempt: int = 1, error: ErrorInfo = FAULT) -> bool:
    ids: dict[str, Any] = {"document_id": UUID(document), "user_id": service.user, "attempt": attempt}
    with service.sessions.of(service.user).write() as session:
        return extraction.fail(session, **ids, error=error)


def finish(service: Served, document: str, attempt: int, read: Read | None = None) -> bool:
    ids: dict[str, Any] = {"document_id": UUID(document), "user_id": service.user, "attempt": attempt}
    with service.sessions.of(service.user).write() as session:
        return extraction.finish(session, **ids, outcome=read or invoice_read(), worker=WORKER)


def used(service: Served) -> tuple[int, int]:
    """Pages and documents that were counted this month."""
    month = service.get("/v1/account/usage?months=1")["months"][0]
    return month["pages_used"], month["documents_used"]


def edited_and_confirmed(service: Served, pdf: bytes) -> tuple[str, str, dict[str, Any]]:
    """A batch of two that were read; its id, and the first document as a person left it."""
    batch, (document, _) = service.completed(pdf, pdf + b"\n")
    version = service.document(document)["version"]
    edits = {"edits": [{"path": "/total", "value": "120.00"}]}
    answer = service.http.patch(
        f"/v1/documents/{document}/data", json=edits, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200, answer.text
    return batch, document, act(service, document, "confirm").json()


KEPT = ("status", "extraction", "confirmed_at", "field_plan", "detected_type", "page_count")


def kept(document: dict[str, Any]) -> dict[str, Any]:
    """What of a document a redo that comes to nothing leaves as it was."""
    rest = {name: document[name] for name in KEPT}
    return rest | {"extraction": {**rest["extraction"], "version": None}}


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("end", ["fail", "cancel", "bulk", "batch"])
def test_a_redo_that_comes_to_nothing_leaves_all_as_it_was(
    service: Served, pdf: bytes, end: str, begun: bool
) -> None:
    batch, document, before = edited_and_confirmed(service, pdf)
    whole = service.batch(batch)
    redone = act(service, document, "redo", before["version"]).json()
    assert (redone["status"], redone["confirmed_at"]) == ("uploaded", None)
    assert redone["extraction"]["data"]["total"] == "120.00"
    assert service.batch(batch)["status"] == "processing"
    assert service.get("/v1/documents?confirmed=true")["items"] == []
    if begun:
        assert begin(service, document, 2).state is BeginState.READY
    match end:
        case "fail":
            assert fail(service, document, 2)
        case "cancel":
            assert act(service, document, "cancel").status_code == 200
        case "bulk":
            assert bulk(service, "cancel", document)[0]["error"] is None
        case "batch":
            assert service.http.post(f"/v1/batches/{batch}/cancel").json()["status"] == "completed"
    after = service.document(document)
    assert kept(after) == kept(before)
    assert after["version"] == after["extraction"]["version"] > redone["version"] > before["version"]
    assert (after["job"]["attempt"], after["job"]["status"]) == (
        2,
        "failed" if end == "fail" else "cancelled",
    )
    if end == "fail":
        assert after["error"]["message"] == (
            "The redo failed: It took too long. The earlier values were kept."
        )
        assert (after["error"]["code"], after["job"]["error"]["message"]) == (FAULT.code, FAULT.message)
    else:
        assert (after["error"], after["job"]["error"]["code"]) == (None, "cancelled")
        assert (UUID(document), 2) in service.recorder.cancelled
    counted = ("status", "document_count", "completed_count", "failed_count", "total_pages")
    assert [service.batch(batch)[name] for name in counted] == [whole[name] for name in counted]
    assert service.batch(batch)["completed_at"] is not None
    assert [item["id"] for item in service.get("/v1/documents?confirmed=true")["items"]] == [document]
    assert service.get(f"/v1/documents/{document}/trail/verify")["intact"]
    assert used(service) == (2, 2)
    assert not finish(service, document, 2)


def test_what_a_redo_failed_with_is_told_until_a_person_goes_on(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    seen = service.document(document)["version"]
    act(service, document, "redo")
    assert begin(service, document, 2, limit=1).state is BeginState.OVER
    after = service.document(document)
    assert (after["status"], after["error"]["code"]) == ("completed", "page_quota_reached")
    assert after["error"]["message"].endswith("The earlier values were kept.")
    stale = act(service, document, "confirm", seen)
    assert (stale.status_code, stale.json()["current"]) == (409, after)
    assert act(service, document, "confirm", after["version"]).json()["error"] is None


def test_an_export_has_the_values_of_a_document_whose_redo_failed(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    act(service, document, "redo")
    fail(service, document, 2)
    made = {"id": str(uuid4()), "format": "json", "document_ids": [document]}
    assert service.http.post("/v1/exports", json=made).status_code == 201
    place = f"/v1/exports/{made['id']}"
    until(lambda: service.get(place)["status"] != "writing")
    (row,) = httpx.get(service.get(place)["download_url"]).json()
    assert (row["data"]["total"], row["error"]) == ("119.00", None)


def test_a_redo_replaces_what_was_confirmed(service: Served, pdf: bytes) -> None:
    batch, document, before = edited_and_confirmed(service, pdf)
    act(service, document, "redo")
    begin(service, document, 2)
    assert finish(service, document, 2)
    after = service.document(document)
    assert (after["confirmed_at"], after["extraction"]["data"]["total"]) == (None, "119.00")
    assert after["version"] > before["version"]
    assert service.batch(batch)["status"] == "completed"
    assert used(service) == (3, 3)
    assert service.get(f"/v1/documents/{document}/trail/verify")["intact"]


def test_a_redo_costs_nothing_until_it_is_read(service: Served, pdf: bytes) -> None:
    """Whatever fails, however often, is free; what is read in the end costs what it would have at first."""
    batch, (document,) = service.create(pdf)
    service.upload(document, pdf)
    for attempt in (1, 2, 3):
        begin(service, document, attempt)
        fail(service, document, attempt)
        assert (service.document(document)["status"], used(service)) == ("failed", (0, 0))
        assert service.batch(batch)["status"] == "failed"
        act(service, document, "redo")
    begin(service, document, 4)
    assert finish(service, document, 4)
    assert used(service) == (1, 1)
    assert service.batch(batch)["status"] == "completed"


def test_a_redo_twice_at_once_makes_one(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    queued = len(service.recorder.queued)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: act(service, document, "redo"), range(6)))
    refused = [answer.json()["code"] for answer in answers if answer.status_code != 200]
    assert refused == ["document_busy"] * 5
    assert service.recorder.queued[queued:] == [(UUID(document), 2)]
    assert service.document(document)["job"]["attempt"] == 2
    assert bulk(service, "redo", document)[0]["error"]["code"] == "document_busy"


def test_a_redo_reopens_a_cancelled_batch(service: Served, pdf: bytes) -> None:
    files = [pdf + b"\n" * number for number in range(3)]
    batch, documents = service.create(*files)
    for document, content in zip(documents, files, strict=True):
        service.upload(document, content)
    service.read(documents[0], invoice_read())
    cancelled = service.http.post(f"/v1/batches/{batch}/cancel").json()
    assert (cancelled["status"], cancelled["completed_count"], cancelled["failed_count"]) == (
        "cancelled",
        1,
        2,
    )
    assert act(service, documents[1], "redo").status_code == 200
    reopened = service.batch(batch)
    assert (reopened["status"], reopened["completed_at"], reopened["failed_count"]) == ("processing", None, 1)
    service.read(documents[1], invoice_read(), attempt=2)
    assert service.batch(batch)["status"] == "partially_completed"
    act(service, documents[2], "redo")
    service.read(documents[2], invoice_read(), attempt=2)
    assert service.batch(batch)["status"] == "completed"


@pytest.mark.parametrize("begun", [False, True])
def test_a_document_is_cancelled_alone(service: Served, pdf: bytes, begun: bool) -> None:
    batch, (first, second) = service.create(pdf, pdf + b"\n")
    service.upload(first, pdf)
    if begun:
        begin(service, first)
    answer = act(service, first, "cancel")
    after = answer.json()
    assert (answer.status_code, after["status"], after["error"]["code"]) == (200, "failed", "cancelled")
    assert (after["job"]["status"], service.recorder.cancelled) == ("cancelled", [(UUID(first), 1)])
    assert begin(service, first).state is BeginState.OVER
    assert not finish(service, first, 1)
    assert used(service) == (0, 0)
    whole = service.batch(batch)
    assert (whole["status"], whole["failed_count"]) == ("processing", 1)
    # Its upload never came: it is waited for no more, and the batch is over.
    assert act(service, second, "cancel").json()["status"] == "failed"
    whole = service.batch(batch)
    assert (whole["status"], whole["last_error_message"]) == (
        "failed",
        "file 1.pdf: This document was cancelled before it was read. Redo it to read it.",
    )
    assert service.upload(second, pdf + b"\n").status_code == 409
    assert act(service, first, "redo").json()["status"] == "uploaded"


def test_what_is_over_is_not_cancelled(service: Served, pdf: bytes) -> None:
    _, (document,) = service.completed(pdf)
    before = service.document(document)
    assert act(service, document, "cancel").json() == before
    assert act(service, str(uuid4()), "cancel").status_code == 404
    act(service, document, "redo")
    assert act(service, document, "cancel", before["version"]).status_code == 409
    assert service.document(document)["status"] == "uploaded"


def test_many_are_cancelled_and_each_has_its_outcome(service: Served, pdf: bytes) -> None:
    batch, (running, waiting, over, seen) = service.create(*(pdf + b"\n" * n for n in range(4)))
    for number, document in enumerate((running, waiting, over, seen)):
        service.upload(document, pdf + b"\n" * number)
    begin(service, running)
    service.read(over, invoice_read())
    missing = str(uuid4())
    outcomes = bulk(service, "cancel", running, waiting, over, seen, missing, versions={seen: 9})
    codes = [outcome["error"] and outcome["error"]["code"] for outcome in outcomes]
    assert codes == [None, None, None, "version_conflict", "document_not_found"]
    states = [service.document(document)["status"] for document in (running, waiting, over, seen)]
    assert states == ["failed", "failed", "completed", "uploaded"]
    assert (service.batch(batch)["failed_count"], used(service)) == (2, (1, 1))
    assert bulk(service, "cancel", running)[0]["error"] is None


@pytest.mark.parametrize("what", ["document", "batch"])
@pytest.mark.parametrize("begun", [False, True])
def test_what_is_deleted_is_begun_read_and_counted_no_more(
    service: Served, pdf: bytes, what: str, begun: bool
) -> None:
    batch, (document, _) = service.create(pdf, pdf + b"\n")
    service.upload(document, pdf)
    if begun:
        begin(service, document)
    ids: dict[str, Any] = {"document_id": UUID(document), "user_id": service.user, "attempt": 1}
    url = f"/v1/documents/{document}" if what == "document" else f"/v1/batches/{batch}"
    assert service.http.delete(url).status_code == 204
    assert service.recorder.cancelled == [(UUID(document), 1)]
    assert begin(service, document).state is BeginState.OVER
    assert not finish(service, document, 1)
    assert not fail(service, document)
    with service.sessions.of(service.user).write() as session:
        assert not extraction.progress(session, **ids, value=50, worker=WORKER)
    assert not [path for path in service.settings.files_dir.rglob("*") if path.is_file()]
    with service.sessions.of(service.user).read() as session:
        assert pages_taken(session, service.user) == 0
    if what == "document":
        assert service.batch(batch)["document_count"] == 1


@pytest.mark.parametrize("strategy", ["global", "per_document", "auto"])
def test_a_redo_is_asked_for_the_same_as_the_first_time(service: Served, pdf: bytes, strategy: str) -> None:
    """Globally, per document, or by the type that was found, which then stays with the document."""
    announced = document_request(pdf, prompt=PROMPT if strategy == "per_document" else None)
    prompt = PROMPT if strategy == "global" else None
    _, (document,) = service.create(prompt_strategy=strategy, prompt=prompt, documents=[announced])
    service.upload(document, pdf)
    asked = compile_prompt(PROMPT)
    first = begin(service, document).field_plan
    assert first == (None if strategy == "auto" else asked)
    in_force = default_plan("invoice") if strategy == "auto" else asked
    assert finish(service, document, 1, Read(Extraction(data={}), field_plan=in_force))
    kept = service.document(document)
    assert FieldPlan.model_validate(kept["field_plan"]) == in_force
    assert kept["prompt"] == announced["prompt"]
    act(service, document, "redo")
    # Also when it is taken for something else the second time.
    assert begin(service, document, 2).field_plan == in_force
    other = Read(Extraction(data={}), DocumentType.RECEIPT, field_plan=in_force)
    assert finish(service, document, 2, other)
    act(service, document, "redo")
    assert begin(service, document, 3).field_plan == in_force


def test_what_reading_took_is_told(service: Served, pdf: bytes) -> None:
    read = Read(
        Extraction(data={}),
        engine="model",
        model="large-1",
        pages=3,
        seconds=2.5,
        input_tokens=1200,
        output_tokens=80,
    )
    _, (document,) = service.completed(pdf, read=read)
    job = service.document(document)["job"]
    assert {name: job[name] for name in ("engine", "model", "pages", "seconds")} == {
        "engine": "model",
        "model": "large-1",
        "pages": 3,
        "seconds": 2.5,
    }
    assert (job["input_tokens"], job["output_tokens"]) == (1200, 80)
