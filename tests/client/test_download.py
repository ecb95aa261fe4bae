"""Downloads: whole or not at all, taken up again where they broke off."""

import hashlib
from pathlib import Path

import pytest

from ingestio_client.download import download
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.errors import IngestError
from tests.client.broken_server import BrokenServer

CONTENT = bytes(range(256)) * 4000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_broken_connection_is_resumed_by_range(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    server = BrokenServer(CONTENT, cut_after=[400_000, 200_000])
    async with server, ServiceClient(server.url, fixed_token("t")) as client:
        await download(client.stream, "/file", target, sha256=DIGEST)
    assert target.read_bytes() == CONTENT
    assert server.starts == [0, 400_000, 600_000]
    assert names(tmp_path) == ["a.pdf"]


async def test_a_later_call_goes_on_with_the_part(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    (tmp_path / ".a.pdf.part").write_bytes(CONTENT[:1000])
    async with BrokenServer(CONTENT) as server, ServiceClient(server.url, fixed_token("t")) as client:
        await download(client.stream, "/file", target, sha256=DIGEST)
    assert (target.read_bytes(), server.starts) == (CONTENT, [1000])


async def test_a_part_of_another_file_is_found_out_and_dropped(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    (tmp_path / ".a.pdf.part").write_bytes(b"something else")
    async with BrokenServer(CONTENT) as server, ServiceClient(server.url, fixed_token("t")) as client:
        with pytest.raises(IngestError) as caught:
            await download(client.stream, "/file", target, sha256=DIGEST)
        assert (caught.value.code, caught.value.retryable) == ("download_damaged", True)
        assert names(tmp_path) == []
        await download(client.stream, "/file", target, sha256=DIGEST)
    assert target.read_bytes() == CONTENT


async def test_a_part_that_was_whole_already_needs_no_byte_more(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    (tmp_path / ".a.pdf.part").write_bytes(CONTENT)
    async with BrokenServer(CONTENT) as server, ServiceClient(server.url, fixed_token("t")) as client:
        await download(client.stream, "/file", target, sha256=DIGEST)
    assert target.read_bytes() == CONTENT


async def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    async with BrokenServer(CONTENT) as server, ServiceClient(server.url, fixed_token("t")) as client:
        with pytest.raises(IngestError) as caught:
            await download(client.stream, "/file", tmp_path / "gone" / "a.pdf")
    assert caught.value.code == "disk_write_failed"
