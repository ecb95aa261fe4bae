"""Uploads where several API processes serve, on one folder or one bucket, and a client meets another
one with each request."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.batches.service import delete_document
from ingestio_cloud.features.uploads import repository
from ingestio_cloud.features.uploads import service as uploads
from ingestio_cloud.features.uploads import verify as verification
from ingestio_cloud.features.uploads.limits import UploadLimits
from ingestio_core.errors import MachineError
from tests.cloud.conftest import make_pdf
from tests.cloud.served import TUS, Served, served
from tests.support.postgres import postgres_server
from tests.support.s3 import S3, s3_server
from tests.support.uploading import announce, answer_status, finish, half_sent, offset_of, send
from tests.support.waiting import until

BIG = make_pdf("big") + b"\n%" + bytes(range(32, 127)) * 40_000


@pytest.fixture(scope="module")
def s3() -> Iterator[S3]:
    with s3_server() as running:
        yield running


@dataclass(frozen=True, slots=True)
class Cluster:
    """Two API processes on one database and one place for files."""

    one: Served
    two: Served

    @property
    def queued(self) -> list[tuple[UUID, int]]:
        return [*self.one.recorder.queued, *self.two.recorder.queued]

    def gathered(self) -> int:
        """The bytes of unfinished uploads that lie on disk, in the shared folder or in scratch."""
        folders = {self.one.settings.uploads_dir, self.two.settings.uploads_dir}
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return max((path.stat().st_size for path in files), default=0)


@pytest.fixture(scope="module", params=["folder", "s3"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, s3: S3
) -> Iterator[Cluster]:
    """On a folder and on a bucket, one for all tests here."""
    folder = tmp_path_factory.mktemp("cluster")
    place = (
        {"storage_url": f"file://{folder}/shared"} if request.param == "folder" else s3.settings("cluster")
    )
    server = postgres_server()
    url = server.new_database()
    with ExitStack() as stack:
        one, two = (
            stack.enter_context(served(folder / name, database_url=url, **secret(place)))
            for name in ("one", "two")
        )
        for service in (one, two):
            # The threads that start at the first upload are the service's, not those of the first test.
            service.completed(make_pdf("first"))
        yield Cluster(one, two)
    server.drop_database(url)


@pytest.fixture
def cluster(running: Cluster) -> Cluster:
    """Two processes that nobody has used yet."""
    for service in (running.one, running.two):
        service.empty()
    return running


def secret(place: dict[str, Any]) -> dict[str, Any]:
    return {name: SecretStr(value) if "key" in name else value for name, value in place.items()}


def test_each_request_may_meet_another_process(cluster: Cluster) -> None:
    _, (document,) = cluster.one.create(BIG)
    url = announce(cluster.one, document, len(BIG)).headers["Location"]
    for at, service in zip(range(0, len(BIG), 1_000_000), [cluster.two, cluster.one] * 2, strict=False):
        assert offset_of(service, url) == at
        assert send(service, url, at, BIG[at : at + 1_000_000]).status_code == 204
    assert cluster.queued == [(UUID(document), 1)]
    for service in (cluster.one, cluster.two):
        path = f"/v1/documents/{document}/file"
        assert service.http.get(path).content == BIG
        assert service.http.get(path, headers={"Range": "bytes=5-9"}).content == BIG[5:10]
    assert cluster.gathered() == 0


def test_the_newest_request_wins_over_one_of_another_process(cluster: Cluster) -> None:
    """The older one goes on sending when the newer is through; nothing of it counts."""
    _, (document,) = cluster.one.create(BIG)
    url = announce(cluster.one, document, len(BIG)).headers["Location"]
    first = BIG[:1_000_000]
    assert send(cluster.one, url, 0, first).status_code == 204
    wrong = bytes(2_000_000)
    with half_sent(cluster.one, url, len(first), wrong, len(BIG) - len(first)) as stalled:
        until(lambda: cluster.gathered() >= 1 << 20)
        assert send(cluster.two, url, len(first), BIG[len(first) : 3_000_000]).status_code == 204
        stalled.sendall(bytes(len(BIG) - len(first) - len(wrong)))
        assert answer_status(stalled) == 423
    assert offset_of(cluster.one, url) == 3_000_000
    finish(cluster.one, url, BIG)
    assert cluster.two.http.get(f"/v1/documents/{document}/file").content == BIG


def test_clients_that_fight_over_an_upload_do_not_spoil_it(cluster: Cluster) -> None:
    _, (document,) = cluster.one.create(BIG)
    url = announce(cluster.one, document, len(BIG)).headers["Location"]

    def fight(number: int) -> set[int]:
        dice = random.Random(number)
        seen = set()
        while (offset := offset_of(service := dice.choice([cluster.one, cluster.two]), url)) < len(BIG):
            end = offset + dice.randrange(1, 900_000)
            seen.add(send(service, url, offset, BIG[offset:end]).status_code)
        return seen

    with ThreadPoolExecutor(2) as fighters:
        seen = set().union(*fighters.map(fight, range(2)))
    assert seen <= {204, 409, 423}
    until(lambda: cluster.one.document(document)["status"] == "uploaded")
    assert cluster.queued == [(UUID(document), 1)]
    assert cluster.one.http.get(f"/v1/documents/{document}/file").content == BIG


def test_an_upload_of_a_document_that_is_being_deleted_is_refused(cluster: Cluster) -> None:
    """It waits for the other process to be through with it, and finds it gone."""
    service = cluster.one
    _, (document,) = service.create(BIG)
    with ThreadPoolExecutor(1) as other:
        with service.sessions.of(service.user).write() as session:
            delete_document(session, service.user, UUID(document))
            announcing = other.submit(announce, cluster.two, document, len(BIG))
            until(lambda: waits_for_a_lock(service))
        answer = announcing.result()
    assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")


def waits_for_a_lock(service: Served) -> bool:
    with service.engine.connect() as connection:
        return bool(connection.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar())


async def test_a_file_that_comes_when_the_process_ends_is_left_to_the_next(tmp_path: Path) -> None:
    """It is no fault of the program that nobody looks into it any more."""
    with ThreadPoolExecutor(1) as files:
        pass
    ending: Any = SimpleNamespace(files=files, uploads=SimpleNamespace(scanner=None))
    with pytest.raises(MachineError) as caught:
        await verification._inspected(ending, tmp_path / "file", 1, "key")
    assert caught.value.retryable


def test_a_process_that_dies_while_it_verifies_is_stood_in_for(
    tmp_path: Path, postgres_url: str, pdf: bytes
) -> None:
    shared = {"storage_url": f"file://{tmp_path}/shared", "database_url": postgres_url}
    with served(tmp_path / "one", **shared, upkeep_seconds=1) as service:
        _, (dead, alive, last) = service.create(pdf, pdf, pdf)
        left = _claimed(service, dead, pdf, timedelta(seconds=-1))
        other = _claimed(service, alive, pdf, timedelta(hours=1))
        until(lambda: service.document(dead)["status"] == "uploaded")
        later = _claimed(service, last, pdf, timedelta(seconds=-1))
        until(lambda: service.document(last)["status"] == "uploaded")
        assert service.document(alive)["status"] == "pending_upload", "another process is at it"
        kept = {path.name for path in service.settings.uploads_dir.iterdir()}
        assert str(other) in kept
        assert not {str(left), str(later)} & kept


def _claimed(service: Served, document: str, content: bytes, left: timedelta) -> UUID:
    """An upload that is complete, which a process verifies for this much longer."""
    with service.sessions.of(service.user).write() as session:
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
        folder = service.settings.uploads_dir / str(upload.id)
        folder.mkdir()
        folder.joinpath("1.part").write_bytes(content)
        uploads.note_received(session, service.user, uploads.first_turn(upload), len(content), over=True)
        repository.claim(session, service.user, upload.id, utc_now(), utc_now() + left, alone=True)
        return upload.id


@pytest.fixture
def bucket(tmp_path: Path, database_url: str, s3: S3) -> Iterator[tuple[Served, S3, str]]:
    """A service on a bucket, once on each database."""
    prefix = uuid4().hex
    with served(tmp_path / "data", database_url=database_url, **secret(s3.settings(prefix))) as service:
        yield service, s3, prefix


def kept(s3: S3, prefix: str) -> list[str]:
    """The keys of what people sent."""
    return [key for key in s3.listed(prefix) if "/sweeps/" not in key]


def test_a_bucket_keeps_files_from_their_first_byte_to_their_last(
    bucket: tuple[Served, S3, str], pdf: bytes
) -> None:
    service, s3, prefix = bucket
    batch, (document, given_up) = service.create(pdf, BIG)
    assert service.upload(document, pdf).status_code == 201
    answer = service.http.get(f"/v1/documents/{document}/file", headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.content) == (206, b"%PDF")
    url = announce(service, given_up, len(BIG)).headers["Location"]
    assert send(service, url, 0, BIG[:1000]).status_code == 204
    assert send(service, url, 1000, BIG[1000:3000]).status_code == 204
    upload = url.rpartition("/")[2]
    mine = kept(s3, prefix)
    assert [key.split("/")[1] for key in mine] == ["documents", "uploads", "uploads"]
    assert mine[1].endswith(f"{upload}/{0:012}-1")
    assert mine[2].endswith(f"{upload}/{1000:012}-2")
    assert service.http.delete(url, headers=TUS).status_code == 204
    assert service.http.delete(f"/v1/batches/{batch}").status_code == 204
    assert not kept(s3, prefix)
    assert not list(service.settings.uploads_dir.iterdir())


def test_while_the_bucket_is_away_nothing_is_taken_and_nothing_lost(
    tmp_path: Path, database_url: str
) -> None:
    with s3_server() as s3, served(tmp_path, database_url=database_url, **secret(s3.settings())) as service:
        _, (document,) = service.create(BIG)
        url = announce(service, document, len(BIG)).headers["Location"]
        assert send(service, url, 0, BIG[:1_000_000]).status_code == 204
        s3.go_away()
        answer = send(service, url, 1_000_000, BIG[1_000_000:])
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_failed")
        assert answer.json()["retryable"]
        assert "Retry-After" in answer.headers
        assert offset_of(service, url) == 1_000_000
        s3.come_back()
        finish(service, url, BIG)
        assert service.http.get(f"/v1/documents/{document}/file").content == BIG


def test_what_belongs_to_nothing_is_swept_from_a_bucket(tmp_path: Path, s3: S3, pdf: bytes) -> None:
    prefix = uuid4().hex
    place = secret(s3.settings(prefix))
    with served(tmp_path / "data", **place) as service:
        _, (document, half) = service.create(pdf, BIG)
        service.upload(document, pdf)
        url = announce(service, half, len(BIG)).headers["Location"]
        send(service, url, 0, BIG[:1000])
    needed = s3.listed(prefix)
    left = [f"{prefix}/uploads/{uuid4()}/{0:012}-1", f"{prefix}/documents/{uuid4()}/{uuid4()}/{uuid4()}"]
    for key in left:
        s3.put(key, b"left")
    with served(tmp_path / "data", **place) as service:
        until(lambda: not set(left) & set(s3.listed(prefix)))
        assert s3.listed(prefix) == needed
        finish(service, url, BIG)
        assert service.http.get(f"/v1/documents/{half}/file").content == BIG
