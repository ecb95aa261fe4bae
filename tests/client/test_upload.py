"""Uploads to the real service, over a connection that breaks."""

import asyncio
import hashlib
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import psutil
import pytest

from ingestio_client.embedded import EmbeddedService
from ingestio_client.pace import LARGEST_PART, SLOWEST_LIMIT, Pace
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced
from ingestio_client.upload import (
    MemoryUploadStore,
    UploadFile,
    content_of,
    discard_upload,
    upload_file,
)
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import DocumentStatus, PromptStrategy
from ingestio_core.limits import MEBIBYTE
from tests.support.documents import make_document
from tests.support.fault_proxy import FaultProxy
from tests.support.service import connected, running_service

_HALF = 10 * MEBIBYTE
_HEADERS = 64 * 1024


@pytest.fixture
async def client(service: EmbeddedService) -> AsyncIterator[ServiceClient]:
    async with connected(service) as client:
        yield client


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.pdf"
    path.write_bytes(make_document(1).content)
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A PDF of a little over 20 MB, another one in each test: what was sent before is not sent again."""
    with pikepdf.open(BytesIO(make_document(2).content)) as pdf:
        noise = pdf.make_stream(random.Random(str(tmp_path)).randbytes(20 * MEBIBYTE))
        pdf.Root.IngestNoise = pdf.make_indirect(noise)
        pdf.save(tmp_path / "large.pdf")
    return tmp_path / "large.pdf"


@asynccontextmanager
async def over(proxy: FaultProxy, service: EmbeddedService) -> AsyncIterator[ServiceClient]:
    """A client whose connections all go through the proxy."""
    async with proxy, ServiceClient(proxy.url, fixed_token(service.token)) as client:
        yield client


async def announce(client: ServiceClient, path: Path) -> UploadFile:
    document = announced(inspect_file(path))
    await client.create_batch(
        BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=(document,))
    )
    return UploadFile(document.id, path, document.filename, document.size, document.sha256)


async def arrived(client: ServiceClient, file: UploadFile, store: MemoryUploadStore) -> int:
    """How many bytes of an unfinished upload the service has."""
    url = await store.get(file.document_id)
    assert url is not None
    answer = await client.send("HEAD", url, headers={"Tus-Resumable": "1.0.0"})
    return int(answer.headers["Upload-Offset"])


async def assert_arrived(client: ServiceClient, file: UploadFile) -> None:
    document = await client.get_document(file.document_id)
    assert document.status is not DocumentStatus.PENDING_UPLOAD
    assert (document.error, document.size, document.sha256) == (None, file.size, file.sha256)


async def test_a_small_file_goes_in_one_request(client: ServiceClient, small: Path) -> None:
    file, store = await announce(client, small), MemoryUploadStore()
    seen: list[tuple[int, int]] = []
    await upload_file(client, file, store, progress=lambda *now: seen.append(now))
    await assert_arrived(client, file)
    assert seen[-1] == (file.size, file.size)
    assert await store.get(file.document_id) is None


async def test_a_large_file_survives_cut_connections(
    service: EmbeddedService, client: ServiceClient, large: Path
) -> None:
    file = await announce(client, large)
    proxy = FaultProxy(service.port, cut_after=[3 * MEBIBYTE, 12 * MEBIBYTE])
    seen: list[int] = []
    async with over(proxy, service) as broken:
        await upload_file(broken, file, MemoryUploadStore(), progress=lambda sent, _: seen.append(sent))
    await assert_arrived(client, file)
    assert seen[-1] == file.size
    assert max(seen) == file.size


async def test_a_cancelled_upload_goes_on_where_it_was(
    service: EmbeddedService, client: ServiceClient, large: Path
) -> None:
    file, store = await announce(client, large), MemoryUploadStore()
    half = asyncio.Event()
    task = asyncio.create_task(
        upload_file(client, file, store, progress=lambda sent, _: half.set() if sent > _HALF else None)
    )
    await half.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    safe = await arrived(client, file, store)
    assert safe >= _HALF - LARGEST_PART
    proxy = FaultProxy(service.port)
    async with over(proxy, service) as second:
        await upload_file(second, file, store)
    await assert_arrived(client, file)
    assert proxy.sent < file.size - safe + _HEADERS


async def test_an_upload_goes_on_after_the_service_was_started_again(large: Path, tmp_path: Path) -> None:
    store, half = MemoryUploadStore(), asyncio.Event()
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            file = await announce(client, large)
            task = asyncio.create_task(
                upload_file(
                    client,
                    file,
                    store,
                    progress=lambda sent, _: half.set() if sent > _HALF else None,
                )
            )
            await half.wait()
            psutil.Process(service.pid).kill()
            task.cancel()
            await asyncio.wait([task])
    with running_service(tmp_path) as service:
        proxy = FaultProxy(service.port)
        async with over(proxy, service) as client:
            safe = await arrived(client, file, store)
            assert safe >= _HALF - LARGEST_PART
            await upload_file(client, file, store)
            await assert_arrived(client, file)
    assert proxy.sent < file.size - safe + _HEADERS


async def test_an_answer_that_was_lost_is_not_a_second_upload(
    service: EmbeddedService, client: ServiceClient, small: Path
) -> None:
    file = await announce(client, small)
    async with over(FaultProxy(service.port, mute=1), service) as broken:
        await upload_file(broken, file, MemoryUploadStore())
    await assert_arrived(client, file)


async def test_an_upload_that_the_service_has_dropped_begins_again(
    client: ServiceClient, large: Path
) -> None:
    file, store = await announce(client, large), MemoryUploadStore()
    one_chunk = asyncio.Event()
    task = asyncio.create_task(
        upload_file(client, file, store, progress=lambda sent, _: one_chunk.set() if sent else None)
    )
    await one_chunk.wait()
    task.cancel()
    await asyncio.wait([task])
    url = await store.get(file.document_id)
    assert url is not None
    await discard_upload(client, file.document_id, store)
    assert await store.get(file.document_id) is None
    await store.put(file.document_id, url)
    await upload_file(client, file, store)
    await assert_arrived(client, file)


async def test_discarding_what_is_no_longer_there_is_fine(client: ServiceClient) -> None:
    store = MemoryUploadStore()
    await store.put(document := uuid4(), f"/v1/uploads/{uuid4().hex}")
    await discard_upload(client, document, store)
    assert await store.get(document) is None


async def test_a_file_that_was_changed_is_not_sent(client: ServiceClient, small: Path) -> None:
    file = await announce(client, small)
    small.write_bytes(small.read_bytes()[:-1] + b"!")
    with pytest.raises(IngestError) as caught:
        await upload_file(client, file, MemoryUploadStore())
    assert (caught.value.code, caught.value.retryable) == ("file_changed", False)


async def test_a_file_that_shrinks_while_it_is_sent_stops(client: ServiceClient, large: Path) -> None:
    file = await announce(client, large)

    def shrink(sent: int, _: int) -> None:
        if 0 < sent < MEBIBYTE:
            large.write_bytes(b"%PDF-1.4")

    with pytest.raises(IngestError) as caught:
        await upload_file(client, file, MemoryUploadStore(), progress=shrink)
    assert caught.value.code == "file_changed"


async def test_a_file_that_is_gone_is_told(client: ServiceClient, small: Path) -> None:
    file = await announce(client, small)
    small.unlink()
    with pytest.raises(MachineError) as caught:
        await upload_file(client, file, MemoryUploadStore())
    assert caught.value.code == "file_missing"


async def test_a_document_that_nobody_announced_is_refused_at_once(
    client: ServiceClient, small: Path
) -> None:
    content = small.read_bytes()
    file = UploadFile(uuid4(), small, small.name, len(content), hashlib.sha256(content).hexdigest())
    with pytest.raises(IngestError) as caught:
        await upload_file(client, file, MemoryUploadStore())
    assert not caught.value.retryable


async def test_a_file_that_was_only_touched_goes_on(client: ServiceClient, large: Path) -> None:
    file = await announce(client, large)
    touched = False

    def touch(sent: int, _: int) -> None:
        nonlocal touched
        if sent and not touched:
            touched = True
            os.utime(large, (1, 1))

    await upload_file(client, file, MemoryUploadStore(), progress=touch)
    assert touched
    await assert_arrived(client, file)


async def test_a_file_that_is_gone_in_the_middle_is_told(client: ServiceClient, large: Path) -> None:
    file, store = await announce(client, large), MemoryUploadStore()

    def take_away(sent: int, _: int) -> None:
        if sent:
            large.unlink(missing_ok=True)

    content = large.read_bytes()
    with pytest.raises(MachineError) as caught:
        await upload_file(client, file, store, progress=take_away)
    assert caught.value.code == "file_missing"
    large.write_bytes(content)
    await upload_file(client, file, store)
    await assert_arrived(client, file)


async def test_a_folder_in_place_of_the_file_is_told(client: ServiceClient, small: Path) -> None:
    file = await announce(client, small)
    small.unlink()
    small.mkdir()
    with pytest.raises(MachineError) as caught:
        await upload_file(client, file, MemoryUploadStore())
    assert caught.value.code == "file_unreadable"


@pytest.mark.parametrize("name", ["small", "large"])
async def test_corrupted_bytes_are_sent_again(
    service: EmbeddedService, client: ServiceClient, name: str, request: pytest.FixtureRequest
) -> None:
    file = await announce(client, request.getfixturevalue(name))
    proxy = FaultProxy(service.port)
    proxy.corrupt = 1
    async with over(proxy, service) as broken:
        await upload_file(broken, file, MemoryUploadStore())
    assert proxy.corrupt == 0
    assert proxy.sent > file.size
    await assert_arrived(client, file)


async def test_what_was_sent_before_is_not_sent_again(
    service: EmbeddedService, client: ServiceClient, large: Path
) -> None:
    first, second = await announce(client, large), await announce(client, large)
    await upload_file(client, first, MemoryUploadStore())
    proxy, seen = FaultProxy(service.port), list[int]()
    async with over(proxy, service) as counted:
        await upload_file(counted, second, MemoryUploadStore(), progress=lambda sent, _: seen.append(sent))
    assert proxy.sent < _HEADERS
    assert seen[-1] == second.size
    await assert_arrived(client, second)


async def test_a_small_file_is_asked_for_only_when_it_is_probably_known(
    service: EmbeddedService, client: ServiceClient, small: Path
) -> None:
    files = [await announce(client, small) for _ in range(3)]
    await upload_file(client, files[0], MemoryUploadStore())
    sent = []
    for file in (files[1], replace(files[2], known=True)):
        proxy = FaultProxy(service.port)
        async with over(proxy, service) as counted:
            await upload_file(counted, file, MemoryUploadStore())
        await assert_arrived(client, file)
        sent.append(proxy.sent)
    assert sent[0] > files[1].size > sent[1]


async def test_changed_content_is_sent_when_it_is_announced_anew(client: ServiceClient, small: Path) -> None:
    file = await announce(client, small)
    small.write_bytes(make_document(9).content)
    size, _changed, sha256 = content_of(small)
    now = replace(file, size=size, sha256=sha256, renewed=True)
    await upload_file(client, now, MemoryUploadStore())
    await assert_arrived(client, now)


async def test_what_is_no_service_of_ours_takes_nothing(
    service: EmbeddedService, client: ServiceClient, small: Path
) -> None:
    file = await announce(client, small)
    proxy = FaultProxy(service.port)
    proxy.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/html\r\n\r\nLogin"
    async with over(proxy, service) as captive:
        with pytest.raises(IngestError) as caught:
            await upload_file(captive, file, MemoryUploadStore(), retries=0)
    assert (caught.value.code, caught.value.retryable) == ("no_service_there", True)


async def test_uploads_share_one_limit_that_may_be_changed(client: ServiceClient, large: Path) -> None:
    files = [await announce(client, large) for _ in range(2)]
    slow = Pace(SLOWEST_LIMIT)
    assert slow.part < MEBIBYTE
    some = asyncio.Event()
    tasks = [
        asyncio.create_task(
            upload_file(
                client,
                file,
                MemoryUploadStore(),
                pace=slow,
                progress=lambda sent, _: some.set() if sent else None,
            )
        )
        for file in files
    ]
    await some.wait()
    assert all(not task.done() for task in tasks)
    slow.set_limit(None)
    await asyncio.gather(*tasks)
    for file in files:
        await assert_arrived(client, file)
