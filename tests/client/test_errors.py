"""What a person is told when the service cannot be reached or does not make sense."""

import asyncio
import pickle
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from ingestio_client.download import download
from ingestio_client.errors import LONGEST_WAIT_SECONDS, VersionConflict, seconds_asked
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.problems import PROBLEM_MEDIA_TYPE, Problem
from ingestio_core.errors import IngestError, MachineError, ProgramError
from ingestio_core.lifecycle import DocumentStatus
from ingestio_core.limits import MediaType
from ingestio_desktop.sync.backoff import retry_at

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def speaking(handle: Handler) -> AsyncIterator[ServiceClient]:
    """A client of a socket that answers as `handle` says."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await handle(reader, writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, ServiceClient(f"http://127.0.0.1:{port}", fixed_token("t")) as client:
        yield client


def answering(status: str, body: bytes = b"", media_type: str = "text/plain") -> Handler:
    async def handle(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        await writer.drain()

    return handle


async def test_a_closed_port_is_an_unreachable_service() -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    async with ServiceClient(f"http://127.0.0.1:{port}", fixed_token("t")) as client:
        with pytest.raises(MachineError) as caught:
            await client.account()
    assert (caught.value.code, caught.value.retryable) == ("service_unreachable", True)


async def test_a_name_that_nothing_resolves_means_no_network() -> None:
    async with ServiceClient("http://service.invalid", fixed_token("t")) as client:
        with pytest.raises(MachineError) as caught:
            await client.account()
    assert caught.value.code in ("offline", "server_not_found"), "by whether there is a network to ask"
    assert caught.value.retryable


async def test_a_connection_that_breaks_off_may_be_tried_again() -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        await writer.drain()

    async with speaking(hang_up) as client:
        with pytest.raises(MachineError) as caught:
            await client.account()
    assert (caught.value.code, caught.value.retryable) == ("connection_lost", True)


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        ("401 Unauthorized", "unauthorised", False),
        ("404 Not Found", "not_found", False),
        ("429 Too Many Requests", "rate_limited", True),
        ("503 Service Unavailable", "service_unavailable", True),
        ("500 Internal Server Error", "server_error", True),
        ("418 I'm a teapot", "unexpected_answer", False),
    ],
)
async def test_an_answer_without_a_problem_document(status: str, code: str, retryable: bool) -> None:
    async with speaking(answering(status)) as client:
        with pytest.raises(IngestError) as caught:
            await client.account()
    assert (caught.value.code, caught.value.retryable) == (code, retryable)


async def test_the_words_of_the_service_come_through() -> None:
    problem = Problem(
        title="Quota reached", status=403, detail="No page is left.", code="quota_reached", retryable=False
    )
    body = problem.model_dump_json().encode()
    async with speaking(answering("403 Forbidden", body, PROBLEM_MEDIA_TYPE)) as client:
        with pytest.raises(IngestError) as caught:
            await client.account()
    assert caught.value.info() == problem.info()


async def test_the_files_that_a_refusal_lists_are_named() -> None:
    listed = tuple({"filename": f"{n}.pdf", "message": "it is larger than 10 MB"} for n in range(10))
    problem = Problem(
        title="Some files cannot be taken",
        status=422,
        detail="10 files.",
        code="files_not_allowed",
        errors=listed,
    )
    body = problem.model_dump_json().encode()
    async with speaking(answering("422 Unprocessable Content", body, PROBLEM_MEDIA_TYPE)) as client:
        with pytest.raises(IngestError) as caught:
            await client.account()
    assert caught.value.message.startswith("10 files. “0.pdf”: it is larger than 10 MB; “1.pdf”: ")
    assert caught.value.message.endswith("“7.pdf”: it is larger than 10 MB; and 2 more.")


async def test_an_answer_of_another_shape_is_a_bug() -> None:
    async with speaking(answering("200 OK", b'{"id": 1}', "application/json")) as client:
        with pytest.raises(ProgramError) as caught:
            await client.account()
    assert caught.value.code == "unexpected_answer"


async def test_a_version_conflict_of_another_shape_is_a_bug() -> None:
    body = b'{"title": "t", "status": 409, "detail": "d", "code": "version_conflict", "current": {}}'
    async with speaking(answering("409 Conflict", body, PROBLEM_MEDIA_TYPE)) as client:
        with pytest.raises(ProgramError) as caught:
            await client.account()
    assert caught.value.code == "unexpected_answer"


async def test_news_of_another_shape_are_a_bug() -> None:
    body = b'event: changes\ndata: {"what": 1}\n\n'
    async with speaking(answering("200 OK", body, "text/event-stream")) as client:
        with pytest.raises(ProgramError) as caught:
            await anext(client.changes_stream())
    assert caught.value.code == "unexpected_answer"


async def test_a_version_conflict_carries_the_document_as_it_is_now() -> None:
    now = datetime.now(UTC)
    document = Document(
        id=uuid4(),
        batch_id=None,
        filename="a.pdf",
        media_type=MediaType.PDF,
        size=1,
        sha256="0" * 64,
        page_count=1,
        prompt=None,
        field_plan=None,
        detected_type=None,
        status=DocumentStatus.COMPLETED,
        version=7,
        created_at=now,
        updated_at=now,
    )
    problem = Problem(
        title="It changed",
        status=409,
        detail="Compare both.",
        code="version_conflict",
        current=document.model_dump(mode="json"),
    )
    body = problem.model_dump_json().encode()
    async with speaking(answering("409 Conflict", body, PROBLEM_MEDIA_TYPE)) as client:
        with pytest.raises(VersionConflict) as caught:
            await client.confirm_document(document.id, version=6)
    assert caught.value.current == document
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.current, again.info()) == (document, caught.value.info())


async def test_a_signed_link_to_another_origin_gets_no_token(tmp_path: Path) -> None:
    asked: list[bytes] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    service, other = [await asyncio.start_server(handle, "127.0.0.1", 0) for _ in range(2)]
    own, foreign = (f"http://127.0.0.1:{s.sockets[0].getsockname()[1]}" for s in (service, other))
    async with service, other, ServiceClient(own, fixed_token("secret")) as client:
        await client.send("GET", "/v1/account")
        await client.send("GET", f"{foreign}/v1/exports/1/file")
    assert b"Bearer secret" in asked[0]
    assert b"Bearer" not in asked[1]


@pytest.mark.parametrize(
    ("header", "seconds", "kept"),
    [("7", 7.0, 7.0), ("86400", 86400.0, LONGEST_WAIT_SECONDS), ("soon", None, 0.0), ("-1", None, 0.0)],
)
async def test_a_service_that_asks_for_patience_gets_it(
    header: str, seconds: float | None, kept: float
) -> None:
    async with speaking(answering(f"429 Too Many Requests\r\nRetry-After: {header}")) as client:
        with pytest.raises(IngestError) as caught:
            await client.account()
    error: IngestError = pickle.loads(pickle.dumps(caught.value))
    assert (error.retry_after, seconds_asked(error)) == (seconds, kept)
    before = datetime.now(UTC)
    assert retry_at(0, error.retry_after) >= before + timedelta(seconds=min(seconds or 0, 300))


async def test_a_download_leaves_a_busy_service_alone_for_as_long_as_it_asks(tmp_path: Path) -> None:
    asked: list[float] = []

    async def busy_once(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(asyncio.get_running_loop().time())
        status = "503 Service Unavailable\r\nRetry-After: 1" if len(asked) == 1 else "200 OK"
        await answering(status, b"content")(_, writer)

    async with speaking(busy_once) as client:
        await download(client.stream, "/file", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"content"
    assert asked[1] - asked[0] >= 1
