"""What answers at the address of a service that has moved, is someone else's, or can't prove who it is."""

import asyncio
import datetime
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ingestio_client.errors import NOT_REACHED
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.errors import IngestError


@asynccontextmanager
async def answering(answer: str, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """The address of a server that says the same to everybody."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer.replace("\n", "\r\n").encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    scheme = "https" if tls else "http"
    async with server:
        yield f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def answer(status: str, *headers: str, body: str = "") -> str:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", body]
    return "\n".join(lines)


HTML = "Content-Type: text/html"


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        (answer("301 Moved Permanently", "Location: https://new.example/"), "server_moved", "new.example"),
        (answer("308 Permanent Redirect", "Location: https://new.example/"), "server_moved", "new.example"),
        (answer("302 Found", "Location: http://hotel.example/hello"), "network_login", "hotel.example"),
        (answer("200 OK", HTML, body="<h1>Buy this domain</h1>"), "no_service_there", "http://127.0.0.1"),
        (answer("404 Not Found", HTML, body="<h1>404</h1>"), "no_service_there", "http://127.0.0.1"),
        (answer("503 Service Unavailable"), "service_unavailable", "Try again"),
    ],
)
async def test_who_answers_in_place_of_the_service_is_told(said: str, code: str, words: str) -> None:
    async with answering(said) as url, ServiceClient(url, fixed_token("t")) as client:
        with pytest.raises(IngestError) as caught:
            await client.changes(0)
    assert caught.value.code == code and caught.value.retryable
    assert words in caught.value.message
    assert code in NOT_REACHED, "nothing that waits is blamed for it"


async def test_the_time_of_the_service_is_heard() -> None:
    said = answer("404 Not Found", HTML, "Date: Fri, 01 May 2026 12:00:00 GMT")
    heard: list[datetime.datetime] = []
    async with (
        answering(said) as url,
        ServiceClient(url, fixed_token("t"), dated=heard.append) as client,
    ):
        with pytest.raises(IngestError):
            await client.changes(0)
    assert heard == [datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)]


@pytest.mark.parametrize(
    ("days", "trusted", "code", "words"),
    [
        ((-10, 10), False, "certificate_refused", "not trusted"),
        ((5, 10), True, "clock_wrong", "is not valid yet"),
        ((-10, -5), True, "clock_wrong", "is over"),
    ],
    ids=["unknown", "not yet", "over"],
)
async def test_a_certificate_that_does_not_hold_is_told(
    days: tuple[int, int],
    trusted: bool,
    code: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = certified(tmp_path, days)
    client_side = ssl.create_default_context(cafile=str(tmp_path / "cert.pem") if trusted else None)
    monkeypatch.setattr("httpx._transports.default.create_ssl_context", lambda **_: client_side)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    async with (
        answering(answer("200 OK"), server) as url,
        ServiceClient(url, fixed_token("t")) as client,
    ):
        with pytest.raises(IngestError) as caught:
            await client.account()
    assert caught.value.code == code and words in caught.value.message


def certified(folder: Path, days: tuple[int, int]) -> ssl.SSLContext:
    """A server's side with a certificate of its own, which holds from so many days on until so many."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
