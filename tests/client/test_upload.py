"""Uploads to the real service, over a connection that breaks."""

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import psutil
import pytest

from ingestio_client.embedded import EmbeddedService
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced
from ingestio_client.upload import (
    CHUNK_BYTES,
    MemoryUploadStore,
    UploadFile,
    discard_upload,
    upload_file,
)
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import DocumentStatus, PromptStrategy
from ingestio_core.limits import MEBIBYTE
from tests.client.breaking_proxy import BreakingProxy
from tests.support.documents import make_document
from tests.support.service import connected, running_service


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
    """A PDF of a little over 20 MB: two whole chunks and a part of one."""
    with pikepdf.open(BytesIO(make_document(2).content)) as pdf:
        noise = pdf.make_stream(random.Random(1).randbytes(20 * MEBIBYTE))
        pdf.Root.IngestNoise = pdf.make_indirect(noise)
        pdf.save(tmp_path / "large.pdf")
    return tmp_path / "large.pdf"


@asynccontextmanager
async def over(proxy: BreakingProxy, service: EmbeddedService) -> AsyncIterator[ServiceClient]:
    """A client whose connections all go through the proxy."""
    async with proxy, ServiceClient(proxy.url, fixed_token(service.token)) as client:
        yield client


async def announce(client: ServiceClient, path: Path) -> UploadFile:
    document = announced(inspect_file(path))
    await client.create_batch(
        BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=(document,))
    )
    return UploadFile(document.id, path, document.filename, document.size, document.sha256)


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
    proxy = BreakingProxy(service.port, cut_after=[3 * MEBIBYTE, 12 * MEBIBYTE])
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
    one_chunk = asyncio.Event()

    def progress(sent: int, _: int) -> None:
        if sent > CHUNK_BYTES:
            one_chunk.set()

    task = asyncio.create_task(upload_file(client, file, store, progress=progress))
    await one_chunk.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    proxy = BreakingProxy(service.port)
    async with over(proxy, service) as second:
        await upload_file(second, file, store)
    await assert_arrived(client, file)
    assert proxy.sent < file.size - CHUNK_BYTES + MEBIBYTE


async def test_an_upload_goes_on_after_the_service_was_started_again(large: Path, tmp_path: Path) -> None:
    store, one_chunk = MemoryUploadStore(), asyncio.Event()
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            file = await announce(client, large)
            task = asyncio.create_task(
                upload_file(
                    client,
                    file,
                    store,
                    progress=lambda sent, _: one_chunk.set() if sent > CHUNK_BYTES else None,
                )
            )
            await one_chunk.wait()
            psutil.Process(service.pid).kill()
            task.cancel()
            await asyncio.wait([task])
    with running_service(tmp_path) as service:
        proxy = BreakingProxy(service.port)
        async with over(proxy, service) as client:
            await upload_file(client, file, store)
            await assert_arrived(client, file)
    assert proxy.sent < file.size - CHUNK_BYTES + MEBIBYTE


async def test_an_answer_that_was_lost_is_not_a_second_upload(
    service: EmbeddedService, client: ServiceClient, small: Path
) -> None:
    file = await announce(client, small)
    async with over(BreakingProxy(service.port, mute=1), service) as broken:
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
        if 0 < sent < CHUNK_BYTES:
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
