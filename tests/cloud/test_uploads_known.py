"""A file that the account has sent before, and one that was changed since it was announced."""

import base64
import hashlib
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from ingestio_cloud.integrations.blobs import BlobMissingError, BlobStore
from tests.cloud.conftest import make_pdf
from tests.cloud.served import OCTETS, TUS, Served, batch_request, metadata, served
from tests.support.s3 import s3_server
from tests.support.uploading import announce, offset_of, send

BIG = make_pdf("big") + b"\n%" + bytes(range(32, 127)) * 40_000


@pytest.fixture
def service(emptied: Served) -> Served:
    """One service on each database for all tests here, each of which finds it as if it were new."""
    return emptied


def known(content: bytes) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return {"Upload-Known": f"sha256 {digest}"}


def renewing(document: str, content: bytes) -> dict[str, str]:
    sha256 = base64.b64encode(hashlib.sha256(content).hexdigest().encode()).decode()
    return {"Upload-Metadata": f"{metadata(document)['Upload-Metadata']},sha256 {sha256}"}


def files(service: Served) -> list[Path]:
    return [path for path in service.settings.files_dir.rglob("*") if path.is_file()]


def test_a_file_that_was_sent_before_is_not_sent_again(service: Served) -> None:
    _, (first,) = service.create(BIG)
    assert service.upload(first, BIG).status_code == 201
    batch, (second,) = service.create(BIG)
    answer = announce(service, second, len(BIG), **known(BIG))
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(BIG)))
    after = service.document(second)
    assert (after["status"], after["page_count"], after["job"]["status"]) == ("uploaded", 1, "pending")
    assert (UUID(second), 1) in service.recorder.queued
    assert service.batch(batch)["total_pages"] == 1
    assert offset_of(service, answer.headers["Location"]) == len(BIG)
    assert list(service.settings.uploads_dir.iterdir()) == []


@pytest.mark.parametrize("deleted", [0, 1])
def test_each_document_has_a_file_of_its_own(service: Served, pdf: bytes, deleted: int) -> None:
    _, both = service.create(pdf, pdf)
    assert service.upload(both[0], pdf).status_code == 201
    assert announce(service, both[1], len(pdf), **known(pdf)).headers["Upload-Offset"] == str(len(pdf))
    assert len(files(service)) == 2
    assert service.http.delete(f"/v1/documents/{both[deleted]}").status_code == 204
    kept = both[1 - deleted]
    assert service.http.get(f"/v1/documents/{kept}/file").content == pdf
    assert len(files(service)) == 1


def test_who_does_not_ask_is_not_answered_so(service: Served, pdf: bytes) -> None:
    _, (first, second) = service.create(pdf, pdf)
    assert service.upload(first, pdf).status_code == 201
    url = announce(service, second, len(pdf))
    assert url.headers["Upload-Offset"] == "0"
    assert send(service, url.headers["Location"], 0, pdf).status_code == 204
    assert service.document(second)["status"] == "uploaded"


def test_a_hash_that_is_not_the_announced_one_takes_nothing(service: Served, pdf: bytes) -> None:
    other = make_pdf("other")
    _, (first, second) = service.create(pdf, other)
    assert service.upload(first, pdf).status_code == 201
    answer = announce(service, second, len(pdf), **known(pdf))
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "0")
    assert service.document(second)["status"] == "pending_upload"


def test_the_files_of_others_are_not_looked_at(service: Served, pdf: bytes) -> None:
    _, (mine,) = service.create(pdf)
    assert service.upload(mine, pdf).status_code == 201
    other = service.person(unlimited=True).http
    request = batch_request(pdf)
    assert other.post("/v1/batches", json=request).status_code == 201
    headers = {**TUS, "Upload-Length": str(len(pdf)), **metadata(request["documents"][0]["id"]), **known(pdf)}
    answer = other.post("/v1/uploads", headers=headers)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "0")


@pytest.mark.parametrize("share", [1, 0.5])
def test_a_file_that_a_disk_has_not_kept_is_sent_again(service: Served, pdf: bytes, share: float) -> None:
    _, (first, second) = service.create(pdf, pdf)
    assert service.upload(first, pdf).status_code == 201
    (stored,) = files(service)
    stored.write_bytes(bytes(round(len(pdf) * share)))
    answer = announce(service, second, len(pdf), **known(pdf))
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "0")
    assert send(service, answer.headers["Location"], 0, pdf).status_code == 204
    assert service.document(second)["status"] == "uploaded"
    assert service.http.get(f"/v1/documents/{second}/file").content == pdf


def test_a_file_that_is_gone_is_waited_for(service: Served, pdf: bytes) -> None:
    _, (first, second) = service.create(pdf, pdf)
    assert service.upload(first, pdf).status_code == 201
    for path in files(service):
        path.unlink()
    answer = announce(service, second, len(pdf), **known(pdf))
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "0")
    assert send(service, answer.headers["Location"], 0, pdf).status_code == 204
    assert service.document(second)["status"] == "uploaded"


@pytest.mark.parametrize(
    "headers", [{"Upload-Known": "md5 AAAA"}, {"Upload-Known": "sha256 !"}, {"sha256": "not hexadecimal"}]
)
def test_a_malformed_question_is_refused(service: Served, pdf: bytes, headers: dict[str, str]) -> None:
    _, (document,) = service.create(pdf)
    if "sha256" in headers:
        said = base64.b64encode(headers["sha256"].encode()).decode()
        headers = {"Upload-Metadata": f"{metadata(document)['Upload-Metadata']},sha256 {said}"}
    answer = announce(service, document, len(pdf), **headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_upload")


def test_a_changed_file_is_announced_anew(service: Served, pdf: bytes) -> None:
    changed = make_pdf("as it is now")
    _, (document,) = service.create(pdf)
    before = announce(service, document, len(pdf)).headers["Location"]
    answer = service.http.post(
        "/v1/uploads",
        content=changed,
        headers={**TUS, **OCTETS, "Upload-Length": str(len(changed)), **renewing(document, changed)},
    )
    assert answer.status_code == 201
    after = service.document(document)
    assert (after["status"], after["size"]) == ("uploaded", len(changed))
    assert after["sha256"] == hashlib.sha256(changed).hexdigest()
    assert service.http.head(before, headers=TUS).status_code == 404, "the old content is not waited for"


def test_what_is_here_already_is_not_announced_anew(service: Served, pdf: bytes) -> None:
    changed = make_pdf("too late")
    _, (document,) = service.create(pdf)
    assert service.upload(document, pdf).status_code == 201
    answer = announce(service, document, len(changed), **renewing(document, changed))
    assert (answer.status_code, answer.json()["code"]) == (409, "already_uploaded")
    assert service.document(document)["sha256"] == hashlib.sha256(pdf).hexdigest()


def test_nobody_announces_the_documents_of_others(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    headers = {**TUS, "Upload-Length": "3", **renewing(document, b"abc")}
    answer = service.person().http.post("/v1/uploads", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")
    assert service.document(document)["sha256"] == hashlib.sha256(pdf).hexdigest()


def test_in_a_bucket_the_store_itself_copies(tmp_path: Path, database_url: str, pdf: bytes) -> None:
    with s3_server() as s3:
        prefix = uuid4().hex
        place = s3.settings(prefix).items()
        settings = {name: SecretStr(value) if "key" in name else value for name, value in place}
        with served(tmp_path / "data", database_url=database_url, **settings) as service:
            _, both = service.create(pdf, pdf)
            assert service.upload(both[0], pdf).status_code == 201
            answer = announce(service, both[1], len(pdf), **known(pdf))
            assert answer.headers["Upload-Offset"] == str(len(pdf))
            assert service.http.delete(f"/v1/documents/{both[0]}").status_code == 204
            assert service.http.get(f"/v1/documents/{both[1]}/file").content == pdf
            assert len([key for key in s3.listed(prefix) if "/documents/" in key]) == 1
            assert not [key for key in s3.listed(prefix) if "/uploads/" in key]


async def test_a_copy_of_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BlobMissingError):
        await BlobStore.in_folder(tmp_path).copy("documents/none", "documents/other")
