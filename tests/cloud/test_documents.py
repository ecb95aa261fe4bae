"""Lists of documents and batches: searched, filtered, sorted, page by page."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.folding import folded
from ingestio_cloud.features.batches.lists import BatchSort
from ingestio_cloud.features.documents.lists import DocumentSort
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.lifecycle import BatchStatus, DocumentStatus
from tests.cloud.served import Served
from tests.support.lists import START, add_batches, add_documents, ids, page, walk
from tests.support.people import Person

NAMES = ["Zulu", "ärger", "Arger", None, "ÉTÉ", "été", "100 %", "100_", "Straße", "strasse", None, "Ω", "_"]


@pytest.fixture
def person(shared: Served) -> Person:
    return shared.person()


def key_of(item: dict[str, Any], word: str) -> list[Any]:
    """What an item is sorted by."""
    if word in ("name", "filename"):
        return [folded(item[word]) if item[word] else None, item["id"]]
    if word == "status":
        return [item["status"], item["created_at"], item["id"]]
    return [item[word], item["id"]]


def in_order(items: list[dict[str, Any]], sort: str) -> list[str]:
    """The ids as they should come: what has no key last, whichever way."""
    word, down = sort.removeprefix("-"), sort.startswith("-")
    keyed = [key_of(item, word) for item in items]
    full = sorted((key for key in keyed if key[0] is not None), reverse=down)
    empty = sorted((key[1:] for key in keyed if key[0] is None), reverse=down)
    return [key[-1] for key in (*full, *empty)]


@pytest.mark.parametrize("limit", [1, 4])
def test_batches_come_in_every_order_and_each_of_them_once(
    shared: Served, person: Person, limit: int
) -> None:
    add_batches(
        shared.sessions,
        person.user_id,
        [
            {
                "name": name,
                "status": list(BatchStatus)[number % 4],
                "completed_at": START + timedelta(hours=number % 5) if number % 3 else None,
                "document_count": number % 4,
                "total_pages": number % 3,
            }
            for number, name in enumerate(NAMES)
        ],
    )
    everything = page(person.http, "/v1/batches")["items"]
    assert len(everything) == len(NAMES)
    for sort in BatchSort:
        walked = walk(person.http, "/v1/batches", sort=sort, limit=limit)
        assert ids(walked) == in_order(everything, sort), sort


@pytest.mark.parametrize("limit", [1, 4])
def test_documents_come_in_every_order_and_each_of_them_once(
    shared: Served, person: Person, limit: int
) -> None:
    (batch,) = add_batches(shared.sessions, person.user_id, [{}])
    add_documents(
        shared.sessions,
        person.user_id,
        [
            {
                "filename": name or "x",
                "batch_id": UUID(batch),
                "status": DocumentStatus.COMPLETED if number % 3 else DocumentStatus.PENDING_UPLOAD,
                "page_count": number % 4 if number % 3 else None,
            }
            for number, name in enumerate(NAMES)
        ],
    )
    everything = page(person.http, f"/v1/batches/{batch}/documents")["items"]
    assert [item["filename"] for item in everything] == [name or "x" for name in NAMES]
    for path in ("/v1/documents", f"/v1/batches/{batch}/documents"):
        for sort in DocumentSort:
            if sort.endswith("position") and path == "/v1/documents":
                answer = person.http.get(path, params={"sort": sort})
                assert (answer.status_code, answer.json()["code"]) == (422, "sort_not_possible")
                continue
            walked = walk(person.http, path, sort=sort, limit=limit)
            if sort.endswith("position"):
                expected = ids(everything)[:: -1 if sort.startswith("-") else 1]
            else:
                expected = in_order(everything, sort)
            assert ids(walked) == expected, (path, sort)


def test_rows_that_come_and_go_move_nothing_else(shared: Served, person: Person) -> None:
    made = add_documents(shared.sessions, person.user_id, [{"filename": f"{n}"} for n in range(8)])
    first = page(person.http, "/v1/documents", sort="filename", limit=3)
    assert person.http.delete(f"/v1/documents/{made[2]}").status_code == 204
    assert person.http.delete(f"/v1/documents/{made[4]}").status_code == 204
    add_documents(shared.sessions, person.user_id, [{"filename": "00"}, {"filename": "55"}])
    rest = walk(person.http, "/v1/documents", sort="filename", limit=3, cursor=first["next_cursor"])
    assert [item["filename"] for item in rest] == ["3", "5", "55", "6", "7"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ärger", {"ärger", "Arger"}),
        ("ARG", {"ärger", "Arger"}),
        ("éTé", {"ÉTÉ", "été"}),
        ("STRASSE", {"Straße", "strasse"}),
        ("ω", {"Ω"}),
        ("%", {"100 %"}),
        ("_", {"100_", "_"}),
        ("100", {"100 %", "100_"}),
        ("\\", set()),
        ("nowhere", set()),
    ],
)
def test_searching_knows_no_case_and_no_wildcards(
    shared: Served, person: Person, search: str, found: set[str]
) -> None:
    add_batches(shared.sessions, person.user_id, [{"name": name} for name in NAMES])
    add_documents(shared.sessions, person.user_id, [{"filename": name} for name in NAMES if name])
    batches = page(person.http, "/v1/batches", name=search)["items"]
    documents = page(person.http, "/v1/documents", search=search)["items"]
    assert {item["name"] for item in batches} == found
    assert {item["filename"] for item in documents} == found


def test_a_search_looks_at_folders_too(shared: Served, person: Person) -> None:
    add_documents(
        shared.sessions,
        person.user_id,
        [{"folder": "März/Scans", "filename": "a.pdf"}, {"folder": "April", "filename": "b.pdf"}],
    )
    for search in ("märz", "scans/A"):
        items = page(person.http, "/v1/documents", search=search)["items"]
        assert [item["filename"] for item in items] == ["a.pdf"]


def test_a_renamed_batch_is_found_and_sorted_by_its_new_name(shared: Served, person: Person) -> None:
    first, second = add_batches(shared.sessions, person.user_id, [{"name": "Alpha"}, {"name": "Beta"}])
    person.http.patch(f"/v1/batches/{first}", json={"name": "Ömega"})
    assert ids(page(person.http, "/v1/batches", name="omeg")["items"]) == [first]
    assert page(person.http, "/v1/batches", name="alpha")["items"] == []
    assert ids(page(person.http, "/v1/batches", sort="name")["items"]) == [second, first]


def test_a_batch_without_a_name_is_found_by_its_short_id(shared: Served, person: Person) -> None:
    plain, named = add_batches(shared.sessions, person.user_id, [{}, {"name": "Alpha"}])
    for text in (plain[:8], plain[:8].upper(), plain[:5], f"{plain[:8]}…"):
        assert ids(page(person.http, "/v1/batches", name=text)["items"]) == [plain]
    assert page(person.http, "/v1/batches", name=named[:8])["items"] == []


def test_lists_are_filtered(shared: Served, person: Person) -> None:
    now = utc_now()
    (batch,) = add_batches(shared.sessions, person.user_id, [{"status": BatchStatus.COMPLETED}])
    add_batches(shared.sessions, person.user_id, [{"status": BatchStatus.FAILED}, {}])
    done = {"status": DocumentStatus.COMPLETED, "page_count": 1}
    confirmed, flagged, failed, foreign = add_documents(
        shared.sessions,
        person.user_id,
        [
            {**done, "confirmed_at": now, "detected_type": DocumentType.INVOICE, "batch_id": UUID(batch)},
            {**done, "finding_count": 2, "detected_type": DocumentType.RECEIPT, "batch_id": UUID(batch)},
            {"status": DocumentStatus.FAILED, "batch_id": UUID(batch)},
            {**done, "detected_type": DocumentType.FORM},
        ],
    )
    both = page(person.http, "/v1/batches", status=["failed", "completed"])["items"]
    assert {item["status"] for item in both} == {"failed", "completed"}

    def listed(**query: Any) -> set[str]:
        return set(ids(page(person.http, "/v1/documents", **query)["items"]))

    assert listed(batch_id=batch) == {confirmed, flagged, failed}
    assert listed(status=["failed", "uploaded"]) == {failed}
    assert listed(confirmed="true") == {confirmed}
    assert listed(confirmed="false", status="completed") == {flagged, foreign}
    assert listed(findings="true") == {flagged}
    assert listed(type=["invoice", "form"]) == {confirmed, foreign}
    assert listed(batch_id=str(uuid4())) == set()
    assert ids(page(person.http, f"/v1/batches/{batch}/documents", findings="true")["items"]) == [flagged]


def test_a_cursor_belongs_to_its_list_order_and_filters(shared: Served, person: Person) -> None:
    add_batches(shared.sessions, person.user_id, [{"name": f"{n}"} for n in range(4)])
    add_documents(shared.sessions, person.user_id, [{} for _ in range(4)])
    cursor = page(person.http, "/v1/batches", sort="name", limit=2)["next_cursor"]
    tag, null, *values = json.loads(base64.urlsafe_b64decode(cursor + "=="))

    def made_of(*parts: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")

    assert page(person.http, "/v1/batches", sort="name", limit=1, cursor=made_of(tag, null, *values))["items"]
    wrong = [
        ("/v1/batches", {"sort": "-name", "cursor": cursor}),
        ("/v1/batches", {"sort": "name", "name": "1", "cursor": cursor}),
        ("/v1/documents", {"sort": "filename", "cursor": cursor}),
        *(
            ("/v1/batches", {"sort": "name", "cursor": bad})
            for bad in (
                "x",
                "äöü",
                made_of(),
                made_of(tag, 2, *values),
                made_of(tag, null, *values, 1),
                made_of(tag, null, values[0]),
                made_of(tag, null, "no\0text", values[1]),
                made_of(tag, null, "\ud800", values[1]),
                made_of(tag, null, values[0], "no uuid"),
                made_of(tag, null, 7, values[1]),
                base64.urlsafe_b64encode(b"[" * 600).decode(),
            )
        ),
    ]
    for path, query in wrong:
        answer = person.http.get(path, params=query)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), query


@pytest.mark.parametrize("moment", ["2026-01-01", "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "x"])
def test_a_cursor_whose_time_is_none_is_refused(shared: Served, person: Person, moment: str) -> None:
    add_documents(shared.sessions, person.user_id, [{} for _ in range(3)])
    cursor = page(person.http, "/v1/documents", limit=1)["next_cursor"]
    tag, null, _, last = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    forged = base64.urlsafe_b64encode(json.dumps([tag, null, moment, last]).encode()).decode()
    answer = person.http.get("/v1/documents", params={"cursor": forged})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
