"""Every operation of the API as somebody else: nothing of another user is read, changed or even known.

The operations come from the app itself. One with a parameter or a body that these tests do not know
fails until it is added here.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy.orm import Session

from ingestio_cloud.app import openapi
from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import SessionKind, UserSession
from ingestio_cloud.features.suppliers import repository
from ingestio_cloud.settings import Settings
from ingestio_core.contracts.documents import BulkAction
from ingestio_extract.memory.model import Lesson, LessonKind
from tests.cloud.served import OCTETS, TUS, Served, batch_request, document_request
from tests.support.people import Person
from tests.support.rows import Rows, dump, fill
from tests.support.waiting import until

Ids = dict[str, str]
Rowset = dict[str, list[dict[str, Any]]]

SECRETS = ("Acme", "A-17", "the secret batch", "119.00")
"""What Anna's documents and batches say."""
SIGNED = {"download_export"}
"""Opened by a signed link and no token; without its signature there is no link, for whomever."""
ENDLESS = {"stream_changes"}
ITEM_STATUS = 404


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    method: str
    path: str
    parameters: tuple[tuple[str, str], ...]
    takes_body: bool


def _operations() -> Iterator[Operation]:
    document: Any = openapi(Settings())
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield Operation(
                operation["operationId"],
                method.upper(),
                path,
                tuple((each["in"], each["name"]) for each in operation.get("parameters", ())),
                "requestBody" in operation,
            )


OPERATIONS = tuple(_operations())


@dataclass(frozen=True, slots=True)
class World:
    """Anna has something of everything; Bert has an account."""

    service: Served
    bert: Person
    ids: Ids
    rows: Rows
    cursors: dict[str, str]

    def anna(self) -> Rowset:
        with self.service.engine.connect() as connection:
            return dump(connection, self.service.user)

    def words(self, sent: str) -> set[str]:
        """What only Anna may be told, but for what a request said itself."""
        known = {str(row["id"]) for table in self.anna().values() for row in table if "id" in row}
        return {word for word in (*known, *SECRETS) if word not in sent}


@pytest.fixture
def world(service: Served, pdf: bytes) -> World:
    batch, documents = service.completed(pdf, pdf, name="the secret batch")
    edit = {"operation": "set", "path": "/total", "value": "120.00"}
    headers = {"If-Match": f'"{service.document(documents[0])["version"]}"'}
    answer = service.http.patch(f"/v1/documents/{documents[0]}/data", json={"edits": [edit]}, headers=headers)
    assert answer.status_code == 200, answer.text
    _, (open_document,) = service.create(pdf)
    announced = {"Upload-Length": str(len(pdf)), "Upload-Metadata": _metadata(open_document)}
    upload = service.http.post("/v1/uploads", headers={**TUS, **announced})
    export = _export(document_ids=documents)
    assert service.http.post("/v1/exports", json=export).status_code == 201
    until(lambda: service.get(f"/v1/exports/{export['id']}")["status"] == "saved")
    token = uuid4()
    with service.sessions.of(service.user).write() as session:
        row = {"token_hash": token.hex, "kind": SessionKind.PERSONAL, "name": "Anna's"}
        session.add(UserSession(id=token, user_id=service.user, **row))
        supplier, lesson = _remember(session, service.user, UUID(documents[0]))
    cursors = {}
    for path in ("/v1/batches", "/v1/documents", "/v1/exports"):
        page = service.http.get(path, params={"limit": 1}).json()
        cursors[path] = page.get("next_cursor") or ""
    with service.engine.begin() as connection:
        rows = fill(connection, service.user)
    ids = {
        "batch_id": batch,
        "document_id": documents[0],
        "upload_id": upload.headers["Location"].rpartition("/")[2],
        "export_id": str(export["id"]),
        "token_id": str(token),
        "supplier_id": str(supplier),
        "lesson_id": str(lesson),
        "provider": "openai",
        "page": "1",
    }
    return World(service, service.person(unlimited=True, kind=SessionKind.ACCESS), ids, rows, cursors)


def test_every_operation_is_known_here() -> None:
    """A new one is walked by itself, unless it needs something that is not here yet."""
    names = ("batch_id", "document_id", "upload_id", "export_id", "token_id", "supplier_id", "lesson_id")
    known = dict.fromkeys((*names, "provider", "page"))
    for operation in OPERATIONS:
        for place, name in operation.parameters:
            assert place != "path" or name in known, f"give Anna one: {name} of {operation.name}"
        assert not operation.takes_body or _body(operation, known) is not None, operation.name


def test_nobody_else_reads_or_changes_anything(world: World) -> None:
    for operation in OPERATIONS:
        if operation.method == "GET" and operation.name not in SIGNED | ENDLESS:
            own = _ask(world.service.http, operation, world.ids)
            assert own.status_code == 200, (operation, own.text)
    before = world.anna()
    last = {"delete_account": 1}
    for operation in sorted(OPERATIONS, key=lambda each: last.get(each.name, 0)):
        if operation.name in ENDLESS:
            continue
        theirs = _ask(world.bert.http, operation, world.ids)
        unknown = {name: str(uuid4()) for name in world.ids} | {"provider": "gemini", "page": "1"}
        nowhere = _ask(world.bert.http, operation, unknown)
        told = theirs.text + str(theirs.headers)
        sent = str(theirs.request.url) + theirs.request.content.decode(errors="replace")
        leaked = {word for word in world.words(sent) if word in told}
        assert not leaked, (operation, leaked)
        if any(place == "path" and name != "provider" for place, name in operation.parameters):
            expected = 403 if operation.name in SIGNED else ITEM_STATUS
            assert theirs.status_code == expected, (operation, theirs.status_code, theirs.text)
        # Nothing tells what another user has from what nobody has.
        assert (theirs.status_code, _code(theirs)) == (nowhere.status_code, _code(nowhere)), operation
        assert theirs.status_code < 500 or _code(theirs) == "billing_not_offered", (operation, theirs.text)
    assert world.anna() == before


def test_actions_on_many_find_nothing_of_another(world: World) -> None:
    before = world.anna()
    ids = [world.ids["document_id"], str(world.rows["documents"]["id"])]
    chosen = ({"batch_id": world.ids["batch_id"]}, {"search": "file"}, {"status": ["completed"]})
    for action in BulkAction:
        answer = world.bert.http.post("/v1/documents/bulk", json={"action": action, "ids": ids})
        assert answer.status_code == 200, answer.text
        assert [(each["id"], each["error"]["code"]) for each in answer.json()["outcomes"]] == [
            (each, "document_not_found") for each in ids
        ]
        for each in chosen:
            answer = world.bert.http.post("/v1/documents/bulk", json={"action": action, "filter": each})
            assert answer.status_code in (200, 404), answer.text
            assert not answer.json().get("outcomes"), answer.text
    assert world.anna() == before


def test_lists_begin_nowhere_in_those_of_another(world: World) -> None:
    for path, cursor in world.cursors.items():
        params = {"cursor": cursor} if cursor else {}
        page = world.bert.http.get(path, params=params)
        assert page.status_code == 200, page.text
        assert page.json()["items"] == [], path
    everything = world.bert.http.get("/v1/changes", params={"after": 0}).json()
    assert everything["changes"] == []


def test_an_id_of_another_cannot_be_taken_over(world: World, pdf: bytes) -> None:
    """Ids are made by clients, so one that is taken is refused, with nothing said of who has it."""
    before = world.anna()
    for request in (
        {**batch_request(pdf), "id": world.ids["batch_id"]},
        {**batch_request(pdf), "documents": [{**document_request(pdf), "id": world.ids["document_id"]}]},
    ):
        answer = world.bert.http.post("/v1/batches", json=request)
        assert (answer.status_code, _code(answer)) == (409, "id_taken"), answer.text
    own = batch_request(pdf)
    assert world.bert.http.post("/v1/batches", json=own).status_code == 201
    assert world.bert.http.post(f"/v1/batches/{own['id']}/submit").status_code == 200
    export = {**_export(batch_id=own["id"], include_failed=True), "id": world.ids["export_id"]}
    answer = world.bert.http.post("/v1/exports", json=export)
    assert (answer.status_code, _code(answer)) == (409, "id_taken"), answer.text
    assert world.anna() == before


def test_the_key_of_a_request_is_each_user_s_own(world: World, pdf: bytes) -> None:
    headers = {"Idempotency-Key": "the same key"}
    first, second = batch_request(pdf), batch_request(pdf)
    assert world.service.http.post("/v1/batches", json=first, headers=headers).status_code == 201
    answer = world.bert.http.post("/v1/batches", json=second, headers=headers)
    assert (answer.status_code, answer.json()["id"]) == (201, second["id"])


def test_a_stream_is_about_its_own_user(world: World) -> None:
    with world.bert.http.stream("GET", "/v1/changes/stream") as answer:
        assert answer.status_code == 200
        first = next(answer.iter_lines())
    with world.service.sessions.system.read() as session:
        number = session.connection().exec_driver_sql("SELECT max(change_number) FROM users").scalar()
    assert number and str(number) not in first


def _ask(http: httpx.Client, operation: Operation, ids: Ids) -> httpx.Response:
    path = operation.path
    params: dict[str, str] = {}
    headers: dict[str, str] = {}
    for place, name in operation.parameters:
        if place == "path":
            path = path.replace(f"{{{name}}}", ids[name])
        elif place == "query" and name in _QUERY:
            params[name] = _QUERY[name]
        elif place == "query" and name in ids:
            params[name] = ids[name]
        elif place == "header":
            headers |= _HEADERS.get(name, {})
    if operation.name == "create":
        headers["Upload-Metadata"] = _metadata(ids["document_id"])
    body = _body(operation, ids) if operation.takes_body else None
    if isinstance(body, bytes):
        return http.request(operation.method, path, params=params, headers=headers, content=body)
    return http.request(operation.method, path, params=params, headers=headers, json=body)


_QUERY = {"expires": "4102444800", "signature": "0" * 64, "after": "0"}
_HEADERS = {
    "If-Match": {"If-Match": '"1"'},
    "Tus-Resumable": TUS,
    "Upload-Length": {"Upload-Length": "3", **OCTETS},
    "Upload-Offset": {"Upload-Offset": "0", **OCTETS},
}


def _body(operation: Operation, ids: dict[str, Any]) -> Any:
    """A body that is in order but for the ids, which are not Bert's."""
    edits = [{"operation": "set", "path": "/total", "value": "1.00"}]
    return {
        "create_batch": batch_request(b"x"),
        "estimate_batch": batch_request(b"x"),
        "set_default_engine": {"engine": "local"},
        "put_model_key": {"key": "not-anna's-key"},
        "forget_value": {"path": "/total"},
        "read_area": {"box": [0, 0, 100, 100]},
        "rename_batch": {"name": "taken"},
        "edit_data": {"edits": edits},
        "act_on_many": {"action": "confirm", "filter": {"batch_id": ids["batch_id"]}},
        "create_export": _export(batch_id=ids["batch_id"]),
        "create": b"abc",
        "append": b"abc",
        "create_token": {"name": "Bert's"},
        "change_account": {"batch_mails": False},
        "mark_notifications_read": {"all": True},
        "delete_account": {"confirm": "nobody@example.org"},
        "open_checkout": {"plan": "plus"},
        "compile_field_plan": {"prompt": "total"},
        "receive_notice": {},
    }.get(operation.name)


def _remember(session: Session, user: UUID, document: UUID) -> tuple[UUID, UUID]:
    """A supplier that something is remembered of, and what."""
    supplier, lesson = repository.add_supplier(session, user, "Acme", []), uuid4()
    taught = Lesson(kind=LessonKind.FIXED, name="vendor_name", value="Acme").model_dump(mode="json")
    row = {"id": lesson, "user_id": user, "supplier_id": supplier, "document_id": document}
    more = {"document_name": "Acme.pdf", "kind": LessonKind.FIXED, "subject": "x", "lesson": taught}
    repository.add_lessons(session, [{**row, **more, "learned_at": utc_now()}])
    return supplier, lesson


def _export(**chosen: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "format": "csv", "rows": "documents", **chosen}


def _metadata(document: str) -> str:
    return f"document_id {base64.b64encode(document.encode()).decode()}"


def _code(answer: httpx.Response) -> str | None:
    if "json" not in answer.headers.get("Content-Type", ""):
        return None
    body = json.loads(answer.text) if answer.text else {}
    code = body.get("code") if isinstance(body, dict) else None
    return str(code) if code else None
