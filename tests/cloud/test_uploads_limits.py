"""Uploads that ask for too much: lying, endless and slow ones, too many at once, a full disk."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Upload
from ingestio_cloud.db.scope import owned, owned_update
from ingestio_cloud.features.uploads import limits
from tests.cloud.conftest import make_pdf
from tests.cloud.served import OCTETS, TUS, Served, served
from tests.support.uploading import (
    announce,
    answer_status,
    chunk,
    half_announced,
    half_sent,
    offset_of,
    send,
)
from tests.support.waiting import until

BIG = make_pdf("big") + b"\n%" + bytes(range(32, 127)) * 40_000


@pytest.fixture
def service(emptied: Served) -> Served:
    """One service on each database for all tests here, each of which finds it as if it were new."""
    return emptied


@contextmanager
def begun(folder: Path, files: int = 1, **settings: Any) -> Iterator[tuple[Served, list[str], list[str]]]:
    """A service, its documents, and an upload for each of them."""
    with served(folder, **settings) as service:
        _, documents = service.create(*[BIG] * files)
        urls = [announce(service, document, len(BIG)).headers["Location"] for document in documents]
        yield service, documents, urls


@contextmanager
def receiving(service: Served, url: str) -> Iterator[None]:
    """The service is in the midst of a body."""
    with half_sent(service, url, 0, BIG[:2_000_000], len(BIG)):
        until((service.settings.uploads_dir / url.rpartition("/")[2]).exists)
        yield


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (answer.status_code in (429, 503, 507)) == ("Retry-After" in answer.headers)


def test_a_body_that_says_it_is_too_long_is_not_read(service: Served) -> None:
    _, (document,) = service.create(BIG)
    url = announce(service, document, len(BIG)).headers["Location"]
    with half_sent(service, url, 0, BIG[:1000], len(BIG) + 1) as connection:
        assert answer_status(connection) == 413
    assert offset_of(service, url) == 0


def test_an_endless_body_is_cut_off_where_the_file_ends(service: Served) -> None:
    """What it brought beyond the last sure byte is thrown away, and the connection is closed."""
    _, (document,) = service.create(BIG)
    url = announce(service, document, len(BIG)).headers["Location"]
    with half_sent(service, url, 0, BIG, None) as connection:
        connection.sendall(chunk(b"x" * 1000))
        assert answer_status(connection) == 413
        until(lambda: _is_closed(connection))
    assert offset_of(service, url) < len(BIG)
    assert service.document(document)["status"] == "pending_upload"


def _is_closed(connection: socket.socket) -> bool:
    try:
        connection.sendall(chunk(b"x" * 1_000_000))
    except OSError:
        return True
    return False


def test_a_size_that_is_told_later_is_refused(service: Served, pdf: bytes) -> None:
    _, (document,) = service.create(pdf)
    answer = announce(service, document, len(pdf), **{"Upload-Defer-Length": "1"})
    refused(answer, 400, "upload_length_deferred")


@pytest.mark.parametrize(
    "settings",
    [
        {"upload_idle": 0.2},
        {"upload_seconds": 0.2},
        {"upload_grace": 0, "upload_bytes_a_second": 100_000_000},
    ],
)
def test_a_slow_body_is_cut_off_and_goes_on_later(tmp_path: Path, settings: dict[str, Any]) -> None:
    with (
        begun(tmp_path, **settings) as (service, _, (url,)),
        half_sent(service, url, 0, BIG[:1000], len(BIG)) as connection,
    ):
        if "upload_grace" in settings:
            connection.sendall(BIG[1000:2000])
        assert answer_status(connection) == 408
        assert offset_of(service, url) in (1000, 2000)


def test_a_process_receives_so_many_bodies_at_once(tmp_path: Path) -> None:
    with begun(tmp_path, 3, upload_bodies=2) as (service, documents, urls), ExitStack() as stack:
        for url in urls[:2]:
            stack.enter_context(receiving(service, url))
        refused(send(service, urls[2], 0, BIG), 503, "upload_busy")
        assert offset_of(service, urls[2]) == 0
        stack.close()
        until(lambda: send(service, urls[2], 0, BIG).status_code == 204)
        assert service.document(documents[2])["status"] == "uploaded"


def test_a_user_sends_so_many_bodies_at_once(tmp_path: Path) -> None:
    with begun(tmp_path, 2, upload_bodies_per_user=1) as (service, _, (first, second)):
        with receiving(service, first):
            refused(send(service, second, 0, BIG), 429, "uploads_at_once")
        until(lambda: send(service, second, 0, BIG).status_code == 204)


def test_a_user_has_so_many_unfinished_uploads(tmp_path: Path, pdf: bytes) -> None:
    with served(tmp_path, uploads_per_user=2) as service:
        _, documents = service.create(pdf, pdf, pdf, pdf)
        first, second = (announce(service, document, len(pdf)) for document in documents[:2])
        refused(announce(service, documents[2], len(pdf)), 429, "too_many_uploads")
        assert send(service, first.headers["Location"], 0, pdf).status_code == 204
        third = announce(service, documents[2], len(pdf))
        assert third.status_code == 201, "one of them is finished"
        refused(announce(service, documents[3], len(pdf)), 429, "too_many_uploads")
        assert service.http.delete(second.headers["Location"], headers=TUS).status_code == 204
        assert announce(service, documents[3], len(pdf)).status_code == 201


def test_a_user_has_so_many_unfinished_bytes(tmp_path: Path, pdf: bytes) -> None:
    with served(tmp_path, upload_bytes_per_user=2 * len(pdf)) as service:
        _, documents = service.create(pdf, pdf, pdf)
        for document in documents[:2]:
            assert announce(service, document, len(pdf)).status_code == 201
        refused(announce(service, documents[2], len(pdf)), 429, "too_many_uploads")


def test_an_announcement_whose_answer_was_lost_does_not_count(tmp_path: Path, pdf: bytes) -> None:
    """Nobody was told its address; the client announces the file again until it learns one."""
    with served(tmp_path, uploads_per_user=1) as service:
        _, (document,) = service.create(pdf)
        lost = announce(service, document, len(pdf)).headers["Location"]
        known = announce(service, document, len(pdf))
        assert known.status_code == 201
        assert service.http.head(lost, headers=TUS).status_code == 404
        assert send(service, known.headers["Location"], 0, pdf).status_code == 204
        assert service.document(document)["status"] == "uploaded"


def test_an_upload_whose_announcement_failed_does_not_count(tmp_path: Path) -> None:
    """Nobody was told its address, so nobody could finish or cancel it."""
    with served(tmp_path, uploads_per_user=1, upload_idle=0.3) as service:
        _, (document, other) = service.create(BIG, BIG)
        with half_announced(service, document, BIG[:2_000_000], len(BIG)):
            until(lambda: any(service.settings.uploads_dir.iterdir()))
        until(lambda: announce(service, other, len(BIG)).status_code == 201, 10)
        with half_announced(service, document, BIG[:1000], len(BIG)) as connection:
            assert answer_status(connection) == 429
        for url in _open_uploads(service):
            assert service.http.delete(url, headers=TUS).status_code == 204
        with half_announced(service, document, BIG[:1000], len(BIG)) as connection:
            answer = HTTPResponse(connection)
            answer.begin()
            assert (answer.status, answer.read().count(b"Nothing of it was kept")) == (408, 1)
        until(lambda: not list(service.settings.uploads_dir.iterdir()))
        assert service.upload(document, BIG).status_code == 201


def _open_uploads(service: Served) -> list[str]:
    with service.sessions.of(service.user).read() as session:
        return [f"/v1/uploads/{row.id}" for row in session.scalars(owned(Upload, service.user))]


def test_a_file_in_too_many_pieces_is_refused(
    service: Served, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingestio_cloud.features.uploads.service.MAX_TURNS", 2)
    _, (document,) = service.create(pdf)
    url = announce(service, document, len(pdf)).headers["Location"]
    for offset in (0, 1):
        assert send(service, url, offset, pdf[offset : offset + 1]).status_code == 204
    refused(send(service, url, 2, pdf[2:]), 422, "upload_too_many_parts")
    assert limits.MAX_TURNS > 100


def test_a_full_disk_refuses_before_a_byte_is_read(tmp_path: Path, pdf: bytes) -> None:
    with served(tmp_path, disk_floor=1 << 62) as service:
        _, (document,) = service.create(pdf)
        answer = announce(service, document, len(pdf), **OCTETS)
        refused(answer, 507, "disk_full")
        assert answer.json()["retryable"]


def test_an_upload_that_was_given_up_is_dropped_and_its_document_told(tmp_path: Path) -> None:
    with begun(tmp_path, 2, upkeep_seconds=1) as (service, (left, open_twice), (url, other)):
        assert send(service, url, 0, BIG[:1000]).status_code == 204
        announce(service, open_twice, len(BIG))
        for gone in (url, other):
            _expire(service, gone)
        until(lambda: service.document(left)["error"] is not None)
        told = service.document(left)
        assert (told["status"], told["error"]["code"]) == ("pending_upload", "upload_expired")
        assert service.http.head(url, headers=TUS).status_code == 404
        assert service.document(open_twice)["error"] is None, "another upload of it is open"
        assert not list(service.settings.uploads_dir.iterdir())
        again = announce(service, left, len(BIG)).headers["Location"]
        assert service.document(left)["error"] is None
        assert send(service, again, 0, BIG).status_code == 204
        assert service.document(left)["status"] == "uploaded"


def _expire(service: Served, url: str) -> None:
    with service.sessions.of(service.user).write() as session:
        session.execute(
            owned_update(Upload, service.user)
            .where(Upload.id == UUID(url.rpartition("/")[2]))
            .values(expires_at=utc_now())
        )


def test_bytes_that_vanished_are_asked_for_again(service: Served) -> None:
    _, (document,) = service.create(BIG)
    url = announce(service, document, len(BIG)).headers["Location"]
    assert send(service, url, 0, BIG[:1000]).status_code == 204
    for path in service.settings.uploads_dir.rglob("*.part"):
        path.unlink()
    refused(send(service, url, 1000, BIG[1000:]), 409, "offset_mismatch")
    assert offset_of(service, url) == 0
    assert send(service, url, 0, BIG).status_code == 204
    assert service.http.get(f"/v1/documents/{document}/file").content == BIG


def test_finished_uploads_are_forgotten_in_time(tmp_path: Path) -> None:
    with begun(tmp_path, upkeep_seconds=1) as (service, (document,), (url,)):
        assert send(service, url, 0, BIG).status_code == 204
        assert offset_of(service, url) == len(BIG)
        _expire(service, url)
        until(lambda: service.http.head(url, headers=TUS).status_code == 404)
        assert service.document(document)["status"] == "uploaded"
        assert service.http.get(f"/v1/documents/{document}/file").content == BIG
