"""Uploads: whole, in parts, attacked, and after a crash."""

import base64
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from tusclient.client import TusClient

from ingestio_cloud.db.models import User, UserSession
from ingestio_cloud.features.accounts.service import hash_token
from ingestio_cloud.features.uploads import service as uploads
from ingestio_cloud.features.uploads.limits import UploadLimits
from tests.cloud.conftest import make_pdf
from tests.cloud.served import OCTETS, TOKEN, TUS, Served, document_request, served
from tests.support.documents import broken_pdf, password_pdf, text_named_pdf
from tests.support.uploading import announce, half_sent, offset_of, send
from tests.support.waiting import until

BIG = make_pdf("big") + b"\n%" + bytes(range(32, 127)) * 40_000


@pytest.fixture
def service(emptied: Served) -> Served:
    """One service on each database for all tests here, each of which finds it as if it were new."""
    return emptied


def part_file(service: Served, url: str) -> Path:
    """Where the bytes of an upload are that one request after the other wrote to."""
    return service.settings.uploads_dir / url.rsplit("/", 1)[1] / "1.part"


def test_a_whole_file_in_one_request_is_queued(service: Served, pdf: bytes) -> None:
    batch, (document,) = service.create(pdf)
    answer = service.upload(document, pdf)
    assert answer.status_code == 201
    assert answer.headers["Upload-Offset"] == str(len(pdf))
    after = service.document(document)
    assert (after["status"], after["page_count"], after["job"]["status"]) == ("uploaded", 1, "pending")
    assert service.recorder.queued == [(UUID(document), 1)]
    assert (service.batch(batch)["status"], service.batch(batch)["total_pages"]) == ("queued", 1)
    assert service.http.get(f"/v1/documents/{document}/file").content == pdf
    assert list(service.settings.uploads_dir.iterdir()) == []


def test_a_file_outlives_a_power_cut_before_it_is_said_to_be_here(
    service: Served, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (document,) = service.create(pdf)
    synced: list[tuple[Path, str]] = []
    sync = os.fsync

    def note(file: int) -> None:
        sync(file)
        synced.append((Path(f"/proc/self/fd/{file}").readlink(), service.document(document)["status"]))

    monkeypatch.setattr("os.fsync", note)
    assert service.upload(document, pdf).status_code == 201
    monkeypatch.undo()
    folder = service.settings.files_dir / "documents" / str(service.user) / document
    assert (folder, "pending_upload") in synced


def test_many_files_at_once_each_arrive_once(service: Served) -> None:
    files = [make_pdf(f"file {number}") for number in range(24)]
    batch, documents = service.create(*files)
    with ThreadPoolExecutor(6) as senders:
        answers = list(senders.map(service.upload, documents, files))
    assert {answer.status_code for answer in answers} == {201}
    assert sorted(service.recorder.queued) == sorted((UUID(document), 1) for document in documents)
    assert service.batch(batch)["total_pages"] == 24


@pytest.mark.parametrize("checksum", [False, True])
def test_tuspy_uploads_in_parts(service: Served, tmp_path: Path, checksum: bool) -> None:
    _, (document,) = service.create(BIG)
    path = tmp_path / "big.pdf"
    path.write_bytes(BIG)
    client = TusClient(f"{service.url}/v1/uploads", headers={"Authorization": f"Bearer {TOKEN}"})
    client.uploader(
        str(path), chunk_size=1_000_000, metadata={"document_id": document}, upload_checksum=checksum
    ).upload()
    assert service.document(document)["status"] == "uploaded"
    assert service.http.get(f"/v1/documents/{document}/file").content == BIG


def test_tuspy_goes_on_where_another_run_stopped(service: Served, tmp_path: Path) -> None:
    _, (document,) = service.create(BIG)
    path = tmp_path / "big.pdf"
    path.write_bytes(BIG)
    client = TusClient(f"{service.url}/v1/uploads", headers={"Authorization": f"Bearer {TOKEN}"})
    first = client.uploader(str(path), chunk_size=1_000_000, metadata={"document_id": document})
    first.upload_chunk()
    second = client.uploader(str(path), chunk_size=1_000_000, url=first.url)
    assert second.get_offset() == 1_000_000
    second.upload()
    assert service.http.get(f"/v1/documents/{document}/file").content == BIG


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (broken_pdf(), "file_damaged"),
        (password_pdf(), "password_protected"),
        (text_named_pdf(), "type_not_allowed"),
    ],
)
def test_a_bad_file_fails_alone_with_its_reason(
    service: Served, pdf: bytes, content: bytes, code: str
) -> None:
    batch, (good, bad) = service.create(pdf, content)
    assert service.upload(bad, content).status_code == 201
    service.upload(good, pdf)
    failed = service.document(bad)
    assert (failed["status"], failed["error"]["code"]) == ("failed", code)
    assert service.recorder.queued == [(UUID(good), 1)]
    after = service.batch(batch)
    assert (after["failed_count"], after["last_error_message"]) == (
        1,
        f"file 1.pdf: {failed['error']['message']}",
    )


def test_what_the_client_claims_is_not_trusted(service: Served, pdf: bytes) -> None:
    """Two pages are said to be one, a PDF to be a PNG, and another file is sent than announced."""
    two = make_pdf("one", "two")
    claims = [
        document_request(two, pages=1, media_type="image/png"),
        document_request(pdf, sha256="0" * 64),
    ]
    batch, (lied, swapped) = service.create(documents=claims)
    service.upload(lied, two)
    service.upload(swapped, pdf)
    found = service.document(lied)
    assert (found["page_count"], found["media_type"]) == (2, "application/pdf")
    assert service.document(swapped)["error"]["code"] == "hash_mismatch"
    assert service.batch(batch)["total_pages"] == 2


def test_the_options_say_what_is_spoken(service: Served) -> None:
    answer = httpx.options(f"{service.url}/v1/uploads")
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "termination",
        "expiration",
    }
    assert "sha256" in answer.headers["Tus-Checksum-Algorithm"].split(",")


def test_who_speaks_another_version_is_told_which_one_is_spoken(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    answer = announce(service, document, len(pdf), **{"Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_a_proxy_that_knows_post_only_keeps_nobody_from_uploading(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)

    def post(url: str, method: str, content: bytes = b"", **headers: str) -> httpx.Response:
        meant = {"X-HTTP-Method-Override": method, **TUS, **OCTETS, **headers}
        return service.http.post(url, content=content, headers=meant)

    given_up = announce(service, document, len(pdf)).headers["Location"]
    assert post(given_up, "DELETE").status_code == 204
    assert service.http.head(given_up, headers=TUS).status_code == 404
    url = announce(service, document, len(pdf)).headers["Location"]
    assert post(url, "patch", pdf[:10], **{"Upload-Offset": "0"}).status_code == 204
    assert post(url, "PATCH", pdf[10:], **{"Upload-Offset": "10"}).status_code == 204
    assert service.document(document)["status"] == "uploaded"
    elsewhere = service.http.post(f"/v1/documents/{document}", headers={"X-HTTP-Method-Override": "DELETE"})
    assert elsewhere.status_code == 405


def test_nothing_is_written_without_a_token(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    headers = {**TUS, **OCTETS, "Upload-Offset": "0"}
    answer = httpx.patch(service.url + url, content=pdf, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert not part_file(service, url).exists()
    wrong = httpx.post(
        f"{service.url}/v1/uploads", headers={**TUS, "Authorization": "Bearer no", "Upload-Length": "1"}
    )
    assert wrong.status_code == 401


def test_another_user_sees_no_upload(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    with service.sessions.system.write() as session:
        other = User(id=uuid4(), local=False)
        session.add(other)
        session.flush()
        session.add(UserSession(id=uuid4(), user_id=other.id, token_hash=hash_token("other")))
    headers = {**TUS, "Authorization": "Bearer other"}
    for method in ("HEAD", "DELETE"):
        assert httpx.request(method, service.url + url, headers=headers).status_code == 404
    assert httpx.get(f"{service.url}/v1/documents/{document}", headers=headers).status_code == 404
    assert offset_of(service, url) == 0


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Length": "-1"}, 400, "bad_upload"),
        ({"Upload-Length": str(51 << 20)}, 413, "file_too_large"),
        ({"Upload-Length": "1" * 30}, 400, "bad_upload"),
        ({"Upload-Metadata": "document_id !"}, 400, "bad_upload"),
        ({"Upload-Metadata": ""}, 400, "bad_upload"),
        ({"Upload-Checksum": "crc32 AAAA"}, 400, "bad_upload"),
        ({"Tus-Resumable": "0.2.2"}, 412, "upload_version"),
    ],
)
def test_malformed_announcements_are_refused(
    service: Served, pdf: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    _, (document,) = service.create(pdf)
    answer = announce(service, document, len(pdf), **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert list(service.settings.uploads_dir.iterdir()) == []


def test_a_document_that_does_not_exist_takes_no_upload(service: Served) -> None:
    assert announce(service, str(uuid4()), 5).json()["code"] == "document_not_found"


def test_a_wrong_offset_is_a_conflict(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    assert send(service, url, 5, pdf[5:]).status_code == 409
    assert send(service, url, 0, pdf[:10]).headers["Upload-Offset"] == "10"
    assert send(service, url, 0, pdf).json()["code"] == "offset_mismatch"
    assert send(service, url, 10, pdf[10:]).status_code == 204
    assert service.document(document)["status"] == "uploaded"


def test_more_bytes_than_announced_are_refused(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    assert send(service, url, 0, pdf + b"x").status_code == 413
    assert service.document(document)["status"] == "pending_upload"


def test_bytes_that_do_not_fit_their_checksum_are_thrown_away(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    wrong = "sha256 " + base64.b64encode(bytes(32)).decode()
    answer = send(service, url, 0, pdf, **{"Upload-Checksum": wrong})
    assert (answer.status_code, answer.json()["code"]) == (460, "checksum_mismatch")
    assert offset_of(service, url) == 0
    right = "sha256 " + base64.b64encode(hashlib.sha256(pdf).digest()).decode()
    assert send(service, url, 0, pdf, **{"Upload-Checksum": right}).status_code == 204
    assert service.document(document)["status"] == "uploaded"


def test_a_dropped_connection_keeps_what_arrived(service: Served) -> None:
    _, (document,) = service.create(BIG)
    url = announce(service, document, len(BIG)).headers["Location"]
    with half_sent(service, url, 0, BIG[:2_500_000], len(BIG)):
        until(lambda: part_file(service, url).exists() and part_file(service, url).stat().st_size >= 1 << 20)
    until(lambda: offset_of(service, url) > 0)
    offset = offset_of(service, url)
    assert send(service, url, offset, BIG[offset:]).status_code == 204
    assert service.http.get(f"/v1/documents/{document}/file").content == BIG


def test_the_newest_request_wins_over_a_stalled_one(service: Served) -> None:
    _, (document,) = service.create(BIG)
    url = announce(service, document, len(BIG)).headers["Location"]
    with half_sent(service, url, 0, BIG[:2_000_000], len(BIG)):
        until(lambda: part_file(service, url).exists() and part_file(service, url).stat().st_size >= 1 << 20)
        assert service.get("/healthz") == {"status": "ok"}
        answer = send(service, url, 0, BIG)
        if answer.status_code == 409:
            offset = offset_of(service, url)
            answer = send(service, url, offset, BIG[offset:])
        assert answer.status_code == 204
    assert service.http.get(f"/v1/documents/{document}/file").content == BIG


def test_the_last_request_repeated_queues_once(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    assert send(service, url, 0, pdf).status_code == 204
    assert send(service, url, len(pdf), b"").status_code == 204
    assert service.recorder.queued == [(UUID(document), 1)]
    assert service.http.get(f"/v1/documents/{document}/file").content == pdf


def test_a_second_upload_of_a_document_changes_nothing(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    first = announce(service, document, len(pdf)).headers["Location"]
    assert send(service, first, 0, pdf[:10]).status_code == 204
    second = announce(service, document, len(pdf)).headers["Location"]
    assert send(service, first, 10, pdf[10:]).status_code == 204
    assert send(service, second, 0, pdf).status_code == 204
    assert service.recorder.queued == [(UUID(document), 1)]
    assert service.http.get(f"/v1/documents/{document}/file").content == pdf
    assert announce(service, document, len(pdf)).json()["code"] == "already_uploaded"


def test_an_upload_is_given_up(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    send(service, url, 0, pdf[:10])
    assert service.http.delete(url, headers=TUS).status_code == 204
    assert service.http.head(url, headers=TUS).status_code == 404
    assert not part_file(service, url).exists()
    assert service.upload(document, pdf).status_code == 201


def test_an_upload_whose_time_is_over_is_gone(tmp_path: Path, pdf: bytes) -> None:
    with served(tmp_path, upload_ttl=0) as service:
        _, (document,) = service.create(pdf)
        url = announce(service, document, len(pdf)).headers["Location"]
        assert service.http.head(url, headers=TUS).status_code == 410


def test_a_longer_file_than_its_row_says_is_cut_to_what_is_sure(tmp_path: Path) -> None:
    """A killed process left bytes beyond the offset that was noted."""
    with served(tmp_path) as service:
        _, (document,) = service.create(BIG)
        url = announce(service, document, len(BIG)).headers["Location"]
        send(service, url, 0, BIG[:1000])
        with part_file(service, url).open("ab") as file:
            file.write(b"garbage" * 1000)
        location = url
    with served(tmp_path) as service:
        assert offset_of(service, location) == 1000
        assert send(service, location, 1000, BIG[1000:]).status_code == 204
        assert service.http.get(f"/v1/documents/{document}/file").content == BIG


def test_an_upload_that_a_crash_left_unverified_is_finished_at_the_next_start(
    tmp_path: Path, pdf: bytes
) -> None:
    with served(tmp_path) as service:
        _, (document,) = service.create(pdf)
        upload = _complete_but_unverified(service, document, pdf)
        orphan = service.settings.uploads_dir / str(uuid4())
        orphan.mkdir()
        orphan.joinpath("1.part").write_bytes(b"left")
        left = service.settings.files_dir / "documents" / str(service.user) / str(uuid4()) / str(uuid4())
        left.parent.mkdir(parents=True)
        left.write_bytes(b"left")
    with served(tmp_path) as service:
        until(lambda: service.document(document)["status"] == "uploaded")
        assert service.recorder.queued == [(UUID(document), 1)]
        until(lambda: not orphan.exists() and not left.exists())
        assert service.http.get(f"/v1/documents/{document}/file").content == pdf
        assert not service.settings.uploads_dir.joinpath(str(upload)).exists()


def _complete_but_unverified(service: Served, document: str, content: bytes) -> UUID:
    with service.sessions.system.write() as session:
        upload = uploads.create(
            session,
            service.user,
            document_id=UUID(document),
            length=len(content),
            metadata="",
            limits=UploadLimits(),
            max_bytes=len(content),
            with_body=True,
        )
        uploads.note_received(session, service.user, uploads.first_turn(upload), len(content), over=True)
    folder = service.settings.uploads_dir / str(upload.id)
    folder.mkdir()
    folder.joinpath("1.part").write_bytes(content)
    return upload.id


def test_a_file_that_could_not_be_stored_is_stored_later(tmp_path: Path, pdf: bytes) -> None:
    with served(tmp_path / "data", upkeep_seconds=1) as service:
        in_the_way = service.settings.files_dir / "documents"
        in_the_way.write_bytes(b"no folder")
        _, (document,) = service.create(pdf)
        answer = service.upload(document, pdf)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(pdf)))
        waiting = service.document(document)
        assert (waiting["status"], waiting["error"]["code"]) == ("pending_upload", "storage_failed")
        in_the_way.unlink()
        until(lambda: service.document(document)["status"] == "uploaded")
        assert service.recorder.queued == [(UUID(document), 1)]
