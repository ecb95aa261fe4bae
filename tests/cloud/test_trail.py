"""The trail of edits over HTTP: complete, in pages, and every kind of tampering found."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, FieldEdit
from ingestio_core.contracts.trail import TrailEntry, TrailOperation
from ingestio_core.trail import first_broken
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served
from tests.support.lists import walk


@pytest.fixture(scope="module")
def edited(shared: Served) -> Iterator[str]:
    """A document with four edits in two versions."""
    _, (document,) = shared.completed(make_pdf("trail"))
    edit(shared, document, {"path": "/total", "value": "120.00"})
    edit(
        shared,
        document,
        {"op": "remove", "path": "/line_items/1"},
        {"op": "add", "path": "/line_items/-", "value": {"description": "🔩 größer"}},
        {"path": "/tax", "value": None},
    )
    yield document


def edit(service: Served, document: str, *edits: dict[str, Any]) -> dict[str, Any]:
    version = service.document(document)["version"]
    answer = service.http.patch(
        f"/v1/documents/{document}/data", json={"edits": edits}, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def check(service: Served, document: str) -> dict[str, Any]:
    return service.get(f"/v1/documents/{document}/trail/verify")


def test_the_trail_says_who_changed_what_from_which_value(shared: Served, edited: str) -> None:
    entries = walk(shared.http, f"/v1/documents/{edited}/trail", limit=3)
    version = shared.document(edited)["version"]
    assert [(entry["sequence"], entry["version"], entry["op"], entry["path"]) for entry in entries] == [
        (1, version - 1, "replace", "/total"),
        (2, version, "remove", "/line_items/1"),
        (3, version, "add", "/line_items/-"),
        (4, version, "replace", "/tax"),
    ]
    assert [(entry["before"], entry["after"]) for entry in (entries[0], entries[3])] == [
        ("119.00", "120.00"),
        ("19.00", None),
    ]
    assert entries[1]["before"]["description"] == "Nut"
    assert entries[2]["before"] is None
    assert {entry["by"] for entry in entries} == {str(shared.user)}
    assert [entry["previous_hash"] for entry in entries[1:]] == [entry["hash"] for entry in entries[:-1]]
    assert check(shared, edited) == {
        "intact": True,
        "entries": 4,
        "first_broken": None,
        "head": entries[-1]["hash"],
    }


def test_a_document_that_nobody_edited_has_an_empty_trail(shared: Served, pdf: bytes) -> None:
    _, (document,) = shared.create(pdf)
    assert shared.get(f"/v1/documents/{document}/trail") == {"items": [], "next_cursor": None}
    assert check(shared, document) == {"intact": True, "entries": 0, "first_broken": None, "head": None}


def test_the_trail_of_a_document_that_is_not_there_is_not_found(shared: Served) -> None:
    for path in ("trail", "trail/verify"):
        answer = shared.http.get(f"/v1/documents/{uuid4()}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")


def test_the_trail_says_who_vouched_and_took_it_back(shared: Served) -> None:
    _, (document,) = shared.completed(make_pdf("vouched"))
    for action in ("confirm", "confirm", "unconfirm", "confirm"):
        assert shared.http.post(f"/v1/documents/{document}/{action}").status_code == 200
    edit(shared, document, {"path": "/total", "value": "1.00"})
    bulk = {"action": "confirm", "ids": [document]}
    assert shared.http.post("/v1/documents/bulk", json=bulk).status_code == 200
    assert shared.http.post(f"/v1/documents/{document}/redo").status_code == 200
    entries = walk(shared.http, f"/v1/documents/{document}/trail")
    first = entries[0]["version"]
    assert [(entry["op"], entry["path"], entry["version"] - first, entry["after"]) for entry in entries] == [
        ("confirm", "", 0, None),
        ("unconfirm", "", 1, None),
        ("confirm", "", 2, None),
        ("replace", "/total", 3, "1.00"),
        ("unconfirm", "", 3, None),
        ("confirm", "", 4, None),
        ("redo", "", 5, 2),
    ]
    assert shared.document(document)["version"] == entries[-1]["version"]
    assert check(shared, document)["intact"]


def test_who_has_the_entries_computes_the_same_chain(shared: Served, edited: str) -> None:
    found = [TrailEntry.model_validate(entry) for entry in walk(shared.http, f"/v1/documents/{edited}/trail")]
    known = check(shared, edited)
    said = {"user_id": shared.user, "document_id": UUID(edited)}
    end = {"count": known["entries"], "head": known["head"]}
    assert first_broken(found, **said, **end) is None
    changed = found[1].model_copy(update={"after": "rewritten"})
    assert first_broken([found[0], changed, *found[2:]], **said, **end) == 2
    assert first_broken(found[:-1], **said, **end) == 4
    assert first_broken(found, **{**said, "document_id": uuid4()}, **end) == 1
    assert first_broken(found, **said, count=4, head="3" * 64) == 4
    assert first_broken([], **said, count=0, head=None) is None


OTHER: dict[str, Any] = {
    "id": uuid4(),
    "sequence": 77,
    "edited_by": uuid4(),
    "edited_at": utc_now(),
    "version": 99,
    "operation": TrailOperation.ADD,
    "path": "/subtotal",
    "old_value": "118.00",
    "new_value": {"description": "Screw"},
    "previous_hash": "1" * 64,
    "entry_hash": "2" * 64,
}


def test_every_column_of_an_entry_but_its_owners_is_tried() -> None:
    assert OTHER.keys() | {"user_id", "document_id"} == set(FieldEdit.__table__.c.keys())


@pytest.mark.parametrize("column", OTHER)
@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_a_changed_column_is_found(shared: Served, edited: str, column: str, sequence: int) -> None:
    document = FieldEdit.document_id == UUID(edited)
    with Tampering(shared) as connection:
        statement = sa.update(FieldEdit).where(document, FieldEdit.sequence == sequence)
        assert connection.execute(statement.values({column: OTHER[column]})).rowcount == 1
        connection.commit()
        found = check(shared, edited)
        assert not found["intact"]
        # A hash that no longer fits may show at the entry itself or at the one that builds on it.
        assert found["first_broken"] in {sequence, min(sequence + 1, 4)}


@pytest.mark.parametrize("sequence", [1, 3, 4])
def test_a_dropped_entry_is_found(shared: Served, edited: str, sequence: int) -> None:
    with Tampering(shared) as connection:
        here = (FieldEdit.document_id == UUID(edited), FieldEdit.sequence == sequence)
        assert connection.execute(sa.delete(FieldEdit).where(*here)).rowcount == 1
        connection.commit()
        assert check(shared, edited)["first_broken"] == sequence


@pytest.mark.parametrize("moved", ["document_id", "user_id"])
def test_an_entry_moved_elsewhere_is_found(shared: Served, pdf: bytes, edited: str, moved: str) -> None:
    _, (other,) = shared.create(pdf)
    target = UUID(other) if moved == "document_id" else shared.person().user_id
    with Tampering(shared) as connection:
        here = (FieldEdit.document_id == UUID(edited), FieldEdit.sequence == 4)
        assert connection.execute(sa.update(FieldEdit).where(*here).values({moved: target})).rowcount == 1
        connection.commit()
        assert check(shared, edited)["first_broken"] == 4
        if moved == "document_id":
            assert not check(shared, other)["intact"]


@pytest.mark.parametrize(
    ("column", "value"), [("edit_count", 3), ("edit_count", 5), ("trail_head", "3" * 64)]
)
def test_a_changed_end_is_found(shared: Served, edited: str, column: str, value: object) -> None:
    with Tampering(shared) as connection:
        statement = sa.update(Document).where(Document.id == UUID(edited))
        connection.execute(statement.values({column: value}))
        connection.commit()
        assert not check(shared, edited)["intact"]


class Tampering:
    """Access to the database as whoever owns it has it; afterwards the trail is as it was."""

    def __init__(self, service: Served) -> None:
        self._engine = service.engine
        self._edits: list[dict[str, Any]] = []
        self._documents: list[dict[str, Any]] = []

    def __enter__(self) -> sa.Connection:
        self._connection = self._engine.connect()
        columns = Document.__table__.c
        ends = sa.select(columns.id, columns.edit_count, columns.trail_head)
        self._edits = [
            dict(row) for row in self._connection.execute(sa.select(FieldEdit.__table__)).mappings()
        ]
        self._documents = [dict(row) for row in self._connection.execute(ends).mappings()]
        self._connection.rollback()
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.rollback()
        self._connection.execute(sa.delete(FieldEdit))
        self._connection.execute(sa.insert(FieldEdit), self._edits)
        for row in self._documents:
            statement = sa.update(Document).where(Document.id == row["id"])
            self._connection.execute(
                statement.values(edit_count=row["edit_count"], trail_head=row["trail_head"])
            )
        self._connection.commit()
        self._connection.close()
