"""Supplier memory through the real service: what a person corrected on one document is read right on
the next one, by nobody else, and until it is forgotten."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import sqlalchemy as sa

from ingestio_cloud.db.models import SupplierKey, SupplierLesson
from ingestio_cloud.features.accounts.plans import AccountPlans
from ingestio_cloud.features.suppliers import repository
from ingestio_cloud.features.suppliers import service as suppliers
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.workflows.engines import read_locally
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings
from ingestio_cloud.workflows.processing import Attempt, DocumentWork, ReadState
from tests.cloud.served import OCTETS, TUS, WORKER, Served, batch_request, metadata
from tests.support.suppliers import FIRST, NORTH, SECOND, SIMILAR, Bill, Supplier, draw_bill

NUMBER = "/invoice_number"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def shared_pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExtractionPool]:
    """One child that reads documents for all tests of this module."""
    scratch = tmp_path_factory.mktemp("pool") / "scratch"
    pool = ExtractionPool(PoolSettings(engine=read_locally, workers=1, scratch=scratch))
    yield pool
    pool.close()


@dataclass(frozen=True)
class Account:
    """A person who sends documents, has them read, and corrects them."""

    service: Served
    pool: ExtractionPool
    user: UUID
    http: httpx.Client

    def send(self, supplier: Supplier, bill: Bill) -> str:
        """A batch with this document, uploaded and read as the workflow does it."""
        content = draw_bill(supplier, bill)
        request = batch_request(content)
        document: str = request["documents"][0]["id"]
        request["documents"][0]["filename"] = f"{bill.number.replace('/', '-')}.pdf"
        assert self.http.post("/v1/batches", json=request).status_code == 201
        headers = {**TUS, **OCTETS, "Upload-Length": str(len(content)), **metadata(document)}
        assert self.http.post("/v1/uploads", content=content, headers=headers).status_code == 201
        self.read(document)
        return document

    def read(self, document: str, number: int = 1) -> None:
        sessions = self.service.sessions
        blobs = BlobStore.in_folder(Path(self.service.settings.files_dir))
        work = DocumentWork(sessions, blobs, self.pool, AccountPlans(sessions), WORKER)
        attempt = Attempt(UUID(document), self.user, number)
        assert work.begin(attempt)
        assert work.read(attempt).state is ReadState.READ
        work.finish(attempt)

    def document(self, document: str) -> Json:
        answer: Json = self.http.get(f"/v1/documents/{document}").json()
        return answer

    def number(self, document: str) -> str | None:
        value: str | None = self.document(document)["extraction"]["data"]["invoice_number"]
        return value

    def correct(self, document: str, path: str, value: str | None) -> None:
        headers = {"If-Match": f'"{self.document(document)["version"]}"'}
        body = {"edits": [{"path": path, "value": value}]}
        answer = self.http.patch(f"/v1/documents/{document}/data", json=body, headers=headers)
        assert answer.status_code == 200, answer.text

    def act(self, document: str, action: str) -> None:
        answer = self.http.post(f"/v1/documents/{document}/{action}")
        assert answer.status_code == 200, answer.text

    def teach(self, supplier: Supplier = NORTH, bill: Bill = FIRST) -> str:
        """A document whose number is corrected and confirmed."""
        document = self.send(supplier, bill)
        assert self.number(document) != bill.number
        self.correct(document, NUMBER, bill.number)
        self.act(document, "confirm")
        return document

    def known(self) -> list[Json]:
        items: list[Json] = self.http.get("/v1/suppliers").json()["items"]
        return items

    def remembered(self, document: str) -> list[Json]:
        findings = self.document(document)["extraction"]["findings"]
        return [finding for finding in findings if finding["code"] == "from_memory"]


@pytest.fixture
def anna(emptied: Served, shared_pool: ExtractionPool) -> Account:
    return Account(emptied, shared_pool, emptied.user, emptied.http)


@pytest.fixture
def bert(emptied: Served, shared_pool: ExtractionPool) -> Account:
    person = emptied.person(unlimited=True)
    return Account(emptied, shared_pool, person.user_id, person.http)


def test_the_second_document_of_a_supplier_comes_out_right(anna: Account) -> None:
    anna.teach()
    second = anna.send(NORTH, SECOND)
    extraction = anna.document(second)["extraction"]
    assert extraction["data"]["invoice_number"] == SECOND.number
    evidence = extraction["evidence"][NUMBER]
    assert (evidence["source"], evidence["text"], evidence["page"]) == ("text", SECOND.number, 1)
    assert 0.8 <= evidence["confidence"] < 0.95
    plain = evidence["alternatives"][0]
    assert plain["value"] == SECOND.order
    (finding,) = anna.remembered(second)
    assert (finding["severity"], finding["paths"]) == ("info", [NUMBER])
    assert finding["message"].startswith("Read as you corrected it on “NW-2026-0815.pdf” (")
    assert finding["suggestion"] == {"path": NUMBER, "value": SECOND.order}
    assert extraction["data"]["total"] == SECOND.total.replace(",", ".")


def test_nobody_else_is_helped_or_told(anna: Account, bert: Account) -> None:
    anna.teach()
    theirs = bert.send(NORTH, SECOND)
    assert bert.number(theirs) == SECOND.order
    assert not bert.remembered(theirs)
    assert bert.known() == []
    (known,) = anna.known()
    (lesson,) = anna.http.get(f"/v1/suppliers/{known['id']}").json()["lessons"]
    second = anna.send(NORTH, SECOND)
    for method, path, body in (
        ("GET", f"/v1/suppliers/{known['id']}", None),
        ("DELETE", f"/v1/suppliers/{known['id']}", None),
        ("DELETE", f"/v1/suppliers/{known['id']}/lessons/{lesson['id']}", None),
        ("POST", f"/v1/documents/{second}/forget", {"path": NUMBER}),
    ):
        assert bert.http.request(method, path, json=body).status_code == 404
    assert bert.http.delete("/v1/suppliers").status_code == 204
    assert len(anna.known()) == 1
    with anna.service.sessions.of(bert.user).read() as session:
        assert suppliers.known(session, bert.user, known["signs"]) == ()
    # Bert's own correction is his alone, too.
    bert.correct(theirs, NUMBER, "BERT-1")
    bert.act(theirs, "confirm")
    again = anna.send(NORTH, replace(SECOND, number="NW/2026/1001"))
    assert anna.number(again) == "NW/2026/1001"


def test_a_supplier_of_nearly_the_same_name_is_another(anna: Account) -> None:
    anna.teach()
    other = anna.send(SIMILAR, SECOND)
    assert anna.number(other) == SECOND.number
    assert not anna.remembered(other)
    borrowed = anna.send(replace(NORTH, tax_id=SIMILAR.tax_id, iban=SIMILAR.iban), SECOND)
    assert anna.number(borrowed) == SECOND.order


def test_what_is_taken_back_is_forgotten(anna: Account) -> None:
    first = anna.teach()
    anna.act(first, "unconfirm")
    assert anna.known() == []
    assert anna.number(anna.send(NORTH, SECOND)) == SECOND.order
    anna.act(first, "confirm")
    assert len(anna.known()) == 1
    anna.correct(first, "/purchase_order", "PO-1")
    assert anna.known() == []


def test_a_redo_after_forgetting_reads_plainly(anna: Account) -> None:
    anna.teach()
    second = anna.send(NORTH, SECOND)
    forgotten = anna.http.post(f"/v1/documents/{second}/forget", json={"path": NUMBER})
    assert forgotten.status_code == 200
    assert forgotten.json() == anna.document(second)
    assert anna.number(second) == SECOND.number
    assert not anna.remembered(second)
    again = anna.http.post(f"/v1/documents/{second}/forget", json={"path": NUMBER})
    assert (again.status_code, again.json()["code"]) == (404, "lesson_not_found")
    assert anna.known() == []
    anna.act(second, "redo")
    anna.read(second, number=2)
    assert anna.number(second) == SECOND.order
    assert not anna.remembered(second)


def test_what_is_remembered_is_listed_and_forgotten_one_by_one(anna: Account) -> None:
    document = anna.send(NORTH, FIRST)
    anna.correct(document, NUMBER, FIRST.number)
    anna.correct(document, "/vendor_name", "Nordlicht")
    anna.act(document, "confirm")
    (known,) = anna.known()
    assert (known["name"], known["lessons"]) == ("Nordlicht", 2)
    assert f"tax:{NORTH.tax_id}" in known["signs"]
    path = f"/v1/suppliers/{known['id']}"
    lessons = anna.http.get(path).json()["lessons"]
    assert {lesson["text"] for lesson in lessons} == {
        "Invoice number stands right of “Kennzahl”.",
        "Vendor name is “Nordlicht”.",
    }
    assert {lesson["document_id"] for lesson in lessons} == {document}
    for lesson in lessons:
        assert anna.http.delete(f"{path}/lessons/{lesson['id']}").status_code == 204
    assert anna.http.get(path).status_code == 404
    anna.act(document, "unconfirm")
    anna.act(document, "confirm")
    assert anna.http.delete("/v1/suppliers").status_code == 204
    assert anna.known() == []


def test_a_lesson_that_proves_wrong_is_used_no_more(anna: Account) -> None:
    anna.teach()
    second = anna.send(NORTH, SECOND)
    anna.correct(second, NUMBER, "never printed")
    anna.act(second, "confirm")
    (known,) = anna.known()
    (lesson,) = anna.http.get(f"/v1/suppliers/{known['id']}").json()["lessons"]
    assert (lesson["agreed"], lesson["disagreed"]) == (0, 1)
    third = replace(SECOND, number="NW/2026/1100", order="55-6000")
    assert anna.number(anna.send(NORTH, third)) == third.order
    anna.act(second, "unconfirm")
    assert anna.number(anna.send(NORTH, third)) == third.number


def test_a_lesson_that_proves_right_makes_surer(anna: Account) -> None:
    anna.teach()
    second = anna.send(NORTH, SECOND)
    anna.act(second, "confirm")
    before = anna.document(second)["extraction"]["evidence"][NUMBER]["confidence"]
    third = anna.send(NORTH, replace(SECOND, number="NW/2026/1200", order="55-7000"))
    assert anna.document(third)["extraction"]["evidence"][NUMBER]["confidence"] > before


def test_a_newer_correction_replaces_an_older_one(anna: Account) -> None:
    anna.teach()
    moved = replace(NORTH, number_label="Aktenzeichen")
    bill = replace(SECOND, number="NW/2026/1300")
    second = anna.send(moved, bill)
    assert anna.number(second) == bill.order
    anna.correct(second, NUMBER, bill.number)
    anna.act(second, "confirm")
    assert anna.number(anna.send(moved, replace(bill, number="NW/2026/1301"))) == "NW/2026/1301"
    assert len(anna.known()) == 1


def test_those_who_learn_at_the_same_time_learn_of_one_supplier(anna: Account) -> None:
    taught = [anna.send(NORTH, replace(FIRST, number=f"NW/2026/200{number}")) for number in range(4)]
    for number, document in enumerate(taught):
        anna.correct(document, NUMBER, f"NW/2026/200{number}")
    with ThreadPoolExecutor(len(taught)) as threads:
        list(threads.map(lambda document: anna.act(document, "confirm"), taught))
    (known,) = anna.known()
    assert known["lessons"] == 1
    path = f"/v1/suppliers/{known['id']}"
    (lesson,) = anna.http.get(path).json()["lessons"]
    with anna.service.sessions.of(anna.user).read() as session:
        kept = repository.lessons_of(session, anna.user, UUID(known["id"]))
        assert len(kept) == suppliers.KEPT_EARLIER + 1
    second = anna.send(NORTH, SECOND)
    assert anna.number(second) == SECOND.number
    assert anna.http.delete(f"{path}/lessons/{lesson['id']}").status_code == 204
    assert anna.number(anna.send(NORTH, SECOND)) == SECOND.order


def test_lessons_outlive_their_document_and_go_with_the_account(anna: Account, bert: Account) -> None:
    document = bert.teach()
    body = {"action": "delete", "ids": [document]}
    assert bert.http.post("/v1/documents/bulk", json=body).status_code == 200
    assert bert.number(bert.send(NORTH, SECOND)) == SECOND.number
    (known,) = bert.known()
    (lesson,) = bert.http.get(f"/v1/suppliers/{known['id']}").json()["lessons"]
    assert lesson["document_id"] is None
    with bert.service.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM users WHERE id = :id"), {"id": _raw(bert)})
        for table in (SupplierLesson, SupplierKey):
            left = connection.execute(sa.select(table.user_id)).scalars()
            assert bert.user not in set(left)


def test_a_sign_that_many_suppliers_have_tells_none(anna: Account) -> None:
    with anna.service.sessions.of(anna.user).write() as session:
        for _ in range(repository.MOST_SUPPLIERS + 1):
            supplier = repository.add_supplier(session, anna.user, "Somebody", [])
            repository.add_keys(session, anna.user, supplier, ["tax:OURS", f"name:{uuid4()}"])
        assert repository.suppliers_with(session, anna.user, ["tax:OURS"]) == ()


def _raw(account: Account) -> Any:
    """A user's id as the database at hand stores it."""
    return account.user.hex if account.service.engine.dialect.name == "sqlite" else account.user
