"""Exports made by the service."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import openpyxl
import pytest
import sqlalchemy as sa

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Export as ExportRow
from ingestio_cloud.features.exports import repository
from ingestio_cloud.features.exports import service as exports
from ingestio_cloud.features.exports.links import LinkSigner
from ingestio_core.contracts.exports import ExportCreate
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.fieldplan import FieldPlan
from tests.cloud.conftest import make_pdf
from tests.cloud.served import INVOICE_DATA, Read, Served, invoice_read, served
from tests.support.waiting import until


@pytest.fixture
def service(emptied: Served) -> Served:
    """A service that is new to each test."""
    return emptied


def export(service: Served, **request: Any) -> dict[str, Any]:
    """Ask for an export and wait until it is over."""
    body = {"id": str(uuid4()), "format": "xlsx", **request}
    assert service.http.post("/v1/exports", json=body).status_code == 201
    until(lambda: service.get(f"/v1/exports/{body['id']}")["status"] != "writing")
    return service.get(f"/v1/exports/{body['id']}")


def test_a_batch_becomes_a_workbook(service: Served, pdf: bytes, tmp_path: Path) -> None:
    batch, _ = service.completed(pdf, make_pdf("b"), name="March / April")
    done = export(service, batch_id=batch, rows="line_items")
    assert (done["status"], done["row_count"]) == ("saved", 4)
    assert done["filename"].startswith("March April ") and done["filename"].endswith(".xlsx")
    answer = httpx.get(done["download_url"])
    assert len(answer.content) == done["size"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(answer.content)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None and sheet.max_row == 5


def test_documents_are_exported_in_the_order_asked_for(service: Served, pdf: bytes) -> None:
    _, (first, second) = service.completed(pdf, make_pdf("b"))
    done = export(service, format="json", document_ids=[second, first])
    rows = json.loads(httpx.get(done["download_url"]).content)
    assert [row["file"] for row in rows] == ["file 1.pdf", "file 0.pdf"]


def test_only_confirmed_documents_when_asked_for(service: Served, pdf: bytes) -> None:
    batch, (first, _) = service.completed(pdf, make_pdf("b"))
    service.http.post(f"/v1/documents/{first}/confirm")
    assert export(service, format="csv", batch_id=batch, only_confirmed=True)["row_count"] == 1


def test_an_export_with_nothing_in_it_is_refused(service: Served, pdf: bytes) -> None:
    """No document read, none confirmed, or only failed ones that are not wanted."""
    batch, (first, second) = service.create(pdf, make_pdf("b"))

    def refused(**request: Any) -> bool:
        body = {"id": str(uuid4()), "format": "csv", **request}
        answer = service.http.post("/v1/exports", json=body)
        return (answer.status_code, answer.json().get("code")) == (409, "nothing_to_export")

    sources: list[dict[str, Any]] = [{"batch_id": batch}, {"document_ids": [first, second]}, {"filter": {}}]
    for source in sources:
        assert refused(**source) and refused(**source, include_failed=True)
    service.upload(first, pdf)
    service.read(first, invoice_read())
    assert refused(document_ids=[second]) and not refused(batch_id=batch)
    assert refused(batch_id=batch, only_confirmed=True)
    service.http.post(f"/v1/batches/{batch}/submit")
    assert refused(document_ids=[second]) and not refused(document_ids=[second], include_failed=True)
    assert refused(document_ids=[second], include_failed=True, only_confirmed=True)
    service.http.post(f"/v1/documents/{first}/confirm")
    assert not refused(batch_id=batch, only_confirmed=True)
    assert len(service.get("/v1/exports")["items"]) == 3


def test_the_same_export_asked_for_twice_is_one(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    done = export(service, batch_id=batch)
    again = service.http.post("/v1/exports", json={"id": done["id"], "format": "xlsx", "batch_id": batch})
    assert (again.status_code, again.json()["status"]) == (200, "saved")
    other = service.http.post("/v1/exports", json={"id": done["id"], "format": "csv", "batch_id": batch})
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")
    assert [item["id"] for item in service.get("/v1/exports")["items"]] == [done["id"]]


def test_an_export_of_what_is_not_there_is_refused(service: Served) -> None:
    body = {"id": str(uuid4()), "format": "csv", "document_ids": [str(uuid4())]}
    assert service.http.post("/v1/exports", json=body).json()["code"] == "document_not_found"
    body = {"id": str(uuid4()), "format": "csv", "batch_id": str(uuid4())}
    assert service.http.post("/v1/exports", json=body).json()["code"] == "batch_not_found"
    body = {"id": str(uuid4()), "format": "csv"}
    assert service.http.post("/v1/exports", json=body).json()["code"] == "invalid_request"


@pytest.mark.parametrize("change", [("signature=", "signature=0"), ("expires=", "expires=9")])
def test_a_changed_link_opens_nothing(service: Served, pdf: bytes, change: tuple[str, str]) -> None:
    batch, _ = service.completed(pdf)
    url = export(service, batch_id=batch)["download_url"].replace(*change)
    assert httpx.get(url).json()["code"] == "link_not_valid"


def link(service: Served, export: dict[str, Any], *, user: UUID, seconds: int) -> str:
    """A link signed with the service's own key."""
    expires = utc_now() + timedelta(seconds=seconds)
    signature = LinkSigner("k" * 32).sign(user, UUID(export["id"]), expires)
    query = f"expires={int(expires.timestamp())}&signature={signature}"
    return f"{service.url}/v1/exports/{export['id']}/file?{query}"


def test_a_link_belongs_to_its_owner_and_its_time(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    done = export(service, batch_id=batch, format="csv")
    good = link(service, done, user=service.user, seconds=60)
    assert httpx.get(good).status_code == 200
    over = link(service, done, user=service.user, seconds=-1)
    foreign = link(service, done, user=uuid4(), seconds=60)
    missing = link(service, {"id": str(uuid4())}, user=service.user, seconds=60)
    for url in (over, foreign, missing):
        answer = httpx.get(url)
        assert (answer.status_code, answer.json()["code"]) == (403, "link_not_valid")


def test_pages_of_the_list_meet_every_export_once(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    made = [export(service, format="csv", batch_id=batch)["id"] for _ in range(3)]
    first = service.get("/v1/exports?limit=2")
    second = service.get(f"/v1/exports?limit=2&cursor={first['next_cursor']}")
    assert [item["id"] for item in (*first["items"], *second["items"])] == made[::-1]
    assert second["next_cursor"] is None


def test_an_export_that_a_crash_left_unwritten_is_written_at_the_next_start(
    tmp_path: Path, pdf: bytes
) -> None:
    with served(tmp_path) as service:
        batch, _ = service.completed(pdf)
        request = ExportCreate.model_validate({"id": str(uuid4()), "format": "csv", "batch_id": UUID(batch)})
        with service.sessions.system.write() as session:
            exports.create(session, service.user, request)
    with served(tmp_path) as service:
        until(lambda: service.get(f"/v1/exports/{request.id}")["status"] == "saved")


def test_an_export_that_cannot_be_put_away_fails_with_the_reason(tmp_path: Path, pdf: bytes) -> None:
    """Also where what a dead process wrote of it cannot be looked for."""
    with served(tmp_path) as service:
        batch, _ = service.completed(pdf)
        export_id = noted(service, batch)
        with service.sessions.of(service.user).write() as session:
            assert exports.claim(session, service.user, export_id, uuid4()) is not None
        (service.settings.files_dir / "exports").write_bytes(b"in the way")
    with served(tmp_path) as service:
        until(lambda: service.get(f"/v1/exports/{export_id}")["status"] == "failed", 20)
        assert service.get(f"/v1/exports/{export_id}")["error"]["code"] == "storage_failed"


def rows_of(done: dict[str, Any]) -> list[dict[str, Any]]:
    """What is in an export as JSON."""
    rows: list[dict[str, Any]] = json.loads(httpx.get(done["download_url"]).content)
    return rows


def test_all_that_is_confirmed_is_exported_by_a_filter(service: Served, pdf: bytes) -> None:
    _, (first, _) = service.completed(pdf, make_pdf("b"))
    _, (third,) = service.completed(make_pdf("c"))
    for document in (first, third):
        service.http.post(f"/v1/documents/{document}/confirm")
    done = export(service, format="json", filter={"confirmed": True})
    assert [row["id"] for row in rows_of(done)] == [first, third]


def test_failed_documents_are_there_when_asked_for(service: Served, pdf: bytes) -> None:
    batch, documents = service.create(pdf, make_pdf("b"))
    service.upload(documents[0], pdf)
    service.read(documents[0], invoice_read())
    service.http.post(f"/v1/batches/{batch}/submit")
    assert export(service, format="csv", batch_id=batch)["row_count"] == 1
    done = export(service, format="csv", batch_id=batch, include_failed=True)
    assert done["row_count"] == 2
    assert b"Failed: The batch was closed" in httpx.get(done["download_url"]).content


def test_columns_and_signs_are_the_persons_choice(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    columns = [{"key": "total", "header": "Gesamt"}, {"key": "invoice_number", "header": "Nr"}]
    more = {"columns": columns, "delimiter": ";", "decimal": ",", "encoding": "utf-8"}
    done = export(service, format="csv", batch_id=batch, **more)
    assert httpx.get(done["download_url"]).content.decode() == "Gesamt;Nr\r\n119,00;A-17\r\n"


@pytest.mark.parametrize("rows", ["total", "nothing", "line_items2"])
def test_a_table_that_no_document_has_is_refused(service: Served, pdf: bytes, rows: str) -> None:
    batch, documents = service.completed(pdf)
    sources: list[dict[str, Any]] = [{"batch_id": batch}, {"document_ids": documents}, {"filter": {}}]
    for source in sources:
        body = {"id": str(uuid4()), "format": "csv", "rows": rows, **source}
        answer = service.http.post("/v1/exports", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "rows_unknown")
    assert service.get("/v1/exports")["items"] == []


def test_a_table_that_only_the_data_has_is_taken(service: Served, pdf: bytes) -> None:
    extraction = Extraction(data={"ticked": [{"box": "a"}, {"box": "b"}]})
    batch, _ = service.completed(pdf, read=Read(extraction, field_plan=FieldPlan()))
    assert export(service, format="csv", batch_id=batch, rows="ticked")["row_count"] == 2


def test_a_deleted_export_is_gone_with_its_file(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    done = export(service, format="csv", batch_id=batch)
    assert service.http.delete(f"/v1/exports/{done['id']}").status_code == 204
    assert httpx.get(done["download_url"]).json()["code"] == "link_not_valid"
    assert service.http.delete(f"/v1/exports/{done['id']}").status_code == 404
    assert [path for path in (service.settings.files_dir / "exports").rglob("*") if path.is_file()] == []


def test_exports_are_dropped_when_their_time_is_over(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    done = export(service, format="csv", batch_id=batch)
    with service.sessions.system.write() as session:
        assert exports.drop_expired(session, utc_now() - timedelta(days=1)) == ()
        keys = exports.drop_expired(session, utc_now())
    assert [(service.settings.files_dir / key).is_file() for key in keys] == [True]
    assert service.get("/v1/exports")["items"] == []
    assert service.http.get(f"/v1/exports/{done['id']}").status_code == 404


def noted(service: Served, batch: str) -> UUID:
    """An export that was asked for and that nobody writes."""
    request = ExportCreate.model_validate({"id": str(uuid4()), "format": "csv", "batch_id": UUID(batch)})
    with service.sessions.of(service.user).write() as session:
        exports.create(session, service.user, request)
    return request.id


def test_an_export_is_written_by_one_process_at_a_time(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    export_id, first, second = noted(service, batch), uuid4(), uuid4()
    with service.sessions.of(service.user).write() as session:
        assert exports.claim(session, service.user, export_id, first) is not None
        assert exports.claim(session, service.user, export_id, second) is None
        assert exports.renew(session, service.user, export_id, first)
        repository.release(session, service.user, export_id, mine=first)
        taken = exports.claim(session, service.user, export_id, second)
        assert taken is not None and taken[1] == exports.blob_key(service.user, export_id, first)
        assert not exports.renew(session, service.user, export_id, first)
        assert not exports.mark_saved(session, service.user, export_id, first, rows=1, size=1)
        assert exports.mark_saved(session, service.user, export_id, second, rows=1, size=1)


def test_an_export_that_ends_its_writer_again_and_again_is_given_up(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    export_id = noted(service, batch)
    with service.sessions.of(service.user).write() as session:
        for _ in range(exports.MAX_ATTEMPTS + 1):
            mine = uuid4()
            assert exports.claim(session, service.user, export_id, mine) is not None, (
                "an orderly stop is none"
            )
            repository.release(session, service.user, export_id, mine=mine)
    for _ in range(exports.MAX_ATTEMPTS):
        with service.sessions.of(service.user).write() as session:
            assert exports.claim(session, service.user, export_id, uuid4()) is not None
        with service.sessions.system.write() as session:
            repository.release_all(session)
    with service.sessions.of(service.user).write() as session:
        assert exports.claim(session, service.user, export_id, uuid4()) is None
    found = service.get(f"/v1/exports/{export_id}")
    assert (found["status"], found["error"]["code"]) == ("failed", "export_given_up")


def test_too_many_exports_at_once_are_refused(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    for _ in range(exports.MAX_UNFINISHED):
        noted(service, batch)
    body = {"id": str(uuid4()), "format": "csv", "batch_id": batch}
    answer = service.http.post("/v1/exports", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_exports")


def test_values_look_as_they_were_asked_for(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(
        pdf, read=Read(Extraction(data={**INVOICE_DATA, "invoice_date": "2026-05-04", "total": "1234.5"}))
    )
    done = export(
        service,
        format="csv",
        batch_id=batch,
        delimiter=";",
        decimal=",",
        line_end="lf",
        quoting="text",
        formats={"dates": "dots"},
        columns=[
            {"key": "invoice_date", "header": "Tag"},
            {"key": "total", "header": "Summe", "format": {"decimals": 3, "thousands": True}},
        ],
    )
    text = httpx.get(done["download_url"]).content.decode("utf-8-sig")
    assert text == '"Tag";"Summe"\n"04.05.2026";1.234,500\n'


def test_who_changed_what_is_exported_with_exact_numbers(service: Served, pdf: bytes) -> None:
    batch, (document,) = service.completed(pdf)
    edit = {"edits": [{"path": "/total", "value": "1190.000"}]}
    version = service.document(document)["version"]
    answer = service.http.patch(
        f"/v1/documents/{document}/data", json=edit, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200
    done = export(service, format="json", batch_id=batch, changes_sheet=True, json_numbers=True)
    (entry,) = json.loads(httpx.get(done["download_url"]).content, parse_float=Decimal)
    assert str(entry["data"]["total"]) == "1190.000"
    (change,) = entry["changes"]
    assert (change["path"], change["before"], change["after"]) == (
        "/total",
        INVOICE_DATA["total"],
        "1190.000",
    )
    (told,) = service.get(f"/v1/documents/{document}/trail")["items"]
    assert change["hash"] == told["hash"]


def test_a_request_of_an_earlier_version_is_still_the_same_one(service: Served, pdf: bytes) -> None:
    batch, _ = service.completed(pdf)
    body = {"id": str(uuid4()), "format": "json", "batch_id": batch}
    assert service.http.post("/v1/exports", json=body).status_code == 201
    stored = ExportCreate.model_validate(body).model_dump(mode="json")
    kept = {name: value for name, value in stored.items() if name not in {"formats", "json_numbers"}}
    with service.engine.begin() as connection:
        connection.execute(sa.update(ExportRow).where(ExportRow.id == UUID(body["id"])).values(request=kept))
    assert service.http.post("/v1/exports", json=body).status_code in {200, 201}
