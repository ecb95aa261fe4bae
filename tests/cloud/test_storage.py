"""Where files are kept: the same store on a folder and on a server that speaks S3."""

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from obstore.store import LocalStore

from ingestio_cloud.integrations.blobs import Blob, BlobMissingError, BlobStore
from ingestio_cloud.integrations.stores import StorageSettings, check_settings, object_store
from ingestio_core.errors import MachineError
from tests.support.s3 import S3, s3_server

BIG = bytes(range(256)) * 50_000


@pytest.fixture(scope="module")
def s3() -> Iterator[S3]:
    with s3_server() as running:
        yield running


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, s3: S3) -> BlobStore:
    if request.param == "folder":
        return BlobStore.open(StorageSettings(f"file://{tmp_path}/the%20files"))
    return BlobStore.open(storage(s3, tmp_path.name))


def storage(s3: S3, prefix: str) -> StorageSettings:
    given = s3.settings(prefix)
    return StorageSettings(given.pop("storage_url"), **given)


def read(store: BlobStore, key: str, start: int = 0, end: int | None = None) -> bytes:
    async def collect() -> bytes:
        return b"".join([piece async for piece in await store.stream(key, start, end)])

    return asyncio.run(collect())


def test_a_file_is_kept_and_read_as_a_whole_or_in_part(store: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(BIG)
    asyncio.run(store.put_file("documents/a/b", source))
    assert hashlib.sha256(read(store, "documents/a/b")).digest() == hashlib.sha256(BIG).digest()
    assert read(store, "documents/a/b", 7) == BIG[7:]
    assert read(store, "documents/a/b", 1000, 1010) == BIG[1000:1010]
    with store.local_copy("documents/a/b") as path:
        assert path.read_bytes() == BIG
    assert b"".join(store.pieces("documents/a/b")) == BIG


def test_files_are_listed_and_deleted(store: BlobStore) -> None:
    for name in ("a/1", "a/2", "ab/1"):
        store.put_bytes(f"documents/{name}", name.encode())
    listed = [blob for page in store.list_pages("documents/a") for blob in page]
    assert sorted(listed, key=lambda blob: blob.key) == [Blob("documents/a/1", 3), Blob("documents/a/2", 3)]
    asyncio.run(store.delete(["documents/a/1", "documents/none", "documents/a/2"]))
    assert list(store.keys("documents")) == ["documents/ab/1"]
    store.delete_now("documents/ab/1")
    store.delete_now("documents/ab/1")
    assert list(store.keys("documents")) == []


def test_one_missing_file_keeps_no_other_from_being_deleted(tmp_path: Path) -> None:
    """In a store that gives up a list of files at the first that is not there."""
    store = BlobStore(LocalStore(tmp_path))
    keys = [f"exports/{number}" for number in range(30)]
    for key in keys[1:]:
        store.put_bytes(key, b"x")
    asyncio.run(store.delete(keys))
    assert list(store.keys("exports")) == []


def test_a_file_that_is_not_there_is_said_to_be_missing(store: BlobStore) -> None:
    with pytest.raises(BlobMissingError):
        read(store, "none")
    with pytest.raises(BlobMissingError), store.local_copy("none"):
        pass


def test_the_check_leaves_nothing(store: BlobStore) -> None:
    asyncio.run(store.check())
    assert list(store.keys("probes")) == []


def test_only_a_folder_takes_a_file_without_copying(store: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"content")
    linked = store.link_file("documents/a/b", source)
    assert linked == (store.folder is not None)
    if linked:
        source.unlink()
        assert read(store, "documents/a/b") == b"content"
        source.write_bytes(b"other")
        assert not store.link_file("documents/a/b", source), "it is there already"


def test_a_store_that_is_away_is_told_of_in_words(tmp_path: Path) -> None:
    with s3_server() as s3:
        store = BlobStore.open(storage(s3, "away"))
        store.put_bytes("there", b"x")
    for work in (store.check(), store.delete(["there"]), store.stream("there")):
        with pytest.raises(MachineError) as caught:
            asyncio.run(work)
        assert caught.value.code == "storage_failed"
        assert caught.value.retryable
    with pytest.raises(MachineError, match="cannot be stored"):
        list(store.keys("any"))


def test_a_folder_that_may_not_be_written_fails_its_check(tmp_path: Path) -> None:
    store = BlobStore.in_folder(tmp_path / "files")
    (tmp_path / "files" / "probes").write_bytes(b"in the way")
    with pytest.raises(MachineError):
        asyncio.run(store.check())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (StorageSettings("ftp://host/x"), "must begin with"),
        (StorageSettings("file://relative/x"), "three slashes"),
        (StorageSettings("s3:///prefix"), "no bucket"),
        (StorageSettings("s3://key:secret@bucket"), "must not carry keys"),
        (StorageSettings("s3://bucket", s3_endpoint="minio:9000"), "https://"),
        (StorageSettings("s3://bucket", s3_endpoint="http://minio:9000"), "this machine only"),
        (StorageSettings("s3://bucket", s3_endpoint="http://127.0.0.1.example.com"), "this machine only"),
    ],
)
def test_settings_that_cannot_be_right_are_refused(settings: StorageSettings, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_settings(settings)


@pytest.mark.parametrize(
    "settings",
    [
        StorageSettings("s3://bucket/prefix", s3_region="eu-central-1"),
        StorageSettings("s3://bucket", s3_endpoint="http://[::1]:9000", s3_region="x"),
        StorageSettings("s3://bucket", s3_endpoint="http://minio:9000", allow_http=True),
        StorageSettings("gs://bucket/prefix"),
    ],
)
def test_a_store_is_opened_without_asking_it(settings: StorageSettings) -> None:
    object_store(settings)


def test_the_secret_is_not_shown() -> None:
    assert "hidden" not in repr(StorageSettings("s3://b", s3_secret_access_key="hidden"))
