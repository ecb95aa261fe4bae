"""The way to the network: a real forward proxy, by hand or of the system, and what never goes through it."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ingestio_client import oauth
from ingestio_client.errors import NOT_REACHED
from ingestio_client.proxy import Way, WayKind, WayTransport, proxy_for, use_way, way_in_use
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_core.errors import IngestError
from tests.support.forward_proxy import ForwardProxy

_PROXY_NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_way(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in _PROXY_NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    yield
    use_way(Way())


@asynccontextmanager
async def a_server(context: ssl.SSLContext | None = None) -> AsyncIterator[tuple[int, list[str]]]:
    """Answers 404 to everything; its port, and the request lines that came."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.split(b"\r\n")[0].decode())
        assert b"proxy-authorization" not in head.lower()
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1], asked
    finally:
        server.close()


async def ask(url: str) -> IngestError:
    """What a person is told; 404 means that the service was reached."""
    async with ServiceClient(url, fixed_token("secret")) as client:
        with pytest.raises(IngestError) as refused:
            await client.account()
    return refused.value


def manual(proxy: ForwardProxy, user: str = "", password: str = "") -> Way:
    return Way(WayKind.PROXY, proxy.url, user, password)


async def test_plain_requests_go_through_the_proxy_from_the_next_one_on() -> None:
    async with a_server() as (port, asked), ForwardProxy().open() as first, ForwardProxy().open() as second:
        url = f"http://service.test:{port}"
        async with httpx.AsyncClient(transport=WayTransport()) as http:
            for proxy in (first, second):
                use_way(manual(proxy))
                assert (await http.get(f"{url}/a?b=c")).status_code == 404
        assert first.asked == second.asked == [f"GET {url}/a?b=c HTTP/1.1"]
        assert asked == ["GET /a?b=c HTTP/1.1"] * 2
        assert (await ask(url)).code == "not_found"


async def test_a_service_over_tls_is_reached_by_connect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    async with a_server(context) as (port, asked), ForwardProxy(("me", "sécret")).open() as proxy:
        url = f"https://service.test:{port}"
        use_way(manual(proxy, "me", "sécret"))
        assert (await ask(url)).code == "not_found"
        assert proxy.asked == [f"CONNECT service.test:{port} HTTP/1.1"]
        assert asked == ["GET /v1/account HTTP/1.1"]
        with pytest.raises(IngestError) as refused:
            await oauth.discover(url, "test")
        assert refused.value.code == "no_sign_in", "the sign-in goes the same way"
        assert len(proxy.asked) == 2


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_that_wants_another_password_is_told_as_such(scheme: str) -> None:
    async with a_server() as (port, asked), ForwardProxy(("me", "secret")).open() as proxy:
        use_way(manual(proxy, "me", "wrong"))
        error = await ask(f"{scheme}://service.test:{port}")
        assert (error.code, error.retryable, asked) == ("proxy_refused", True, [])
        assert "password" in error.title and "wrong" not in f"{error.title}{error.message}"
        assert error.code in NOT_REACHED


@pytest.mark.parametrize(("status", "code"), [(403, "proxy_refused"), (502, "service_unreachable")])
async def test_a_proxy_that_lets_nothing_through_is_told_as_such(status: int, code: str) -> None:
    async with ForwardProxy(refuse=status).open() as proxy:
        use_way(manual(proxy))
        assert (await ask("https://service.test")).code == code


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_that_is_not_there_is_told_as_such(scheme: str) -> None:
    async with ForwardProxy().open() as proxy:
        gone = manual(proxy)
    use_way(gone)
    error = await ask(f"{scheme}://service.test")
    assert (error.code, error.retryable) == ("proxy_unreachable", True)


async def test_what_is_on_this_computer_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_server() as (port, asked), ForwardProxy().open() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        for way in (manual(proxy), Way(), Way(WayKind.STRAIGHT)):
            use_way(way)
            assert (await ask(f"http://127.0.0.1:{port}")).code == "not_found"
        assert (proxy.asked, len(asked)) == ([], 3)


async def test_the_proxy_of_the_environment_is_used_unless_the_person_says_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with a_server() as (port, _asked), ForwardProxy().open() as proxy:
        url = f"http://service.test:{port}"
        monkeypatch.setenv("http_proxy", proxy.url)
        assert (await ask(url)).code == "not_found"
        monkeypatch.setenv("no_proxy", "service.test")
        assert proxy_for(httpx.URL(url)) is None
        monkeypatch.delenv("no_proxy")
        use_way(Way(WayKind.STRAIGHT))
        assert proxy_for(httpx.URL(url)) is None
        assert len(proxy.asked) == 1


def test_a_proxy_of_the_environment_that_means_nothing_here_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("all_proxy", "socks4://127.0.0.1:1")
    assert proxy_for(httpx.URL("https://service.test")) is None


def test_a_way_does_not_show_its_password() -> None:
    assert "secret" not in repr(Way(WayKind.PROXY, "http://p:1", "me", "secret"))
    assert way_in_use() == Way()


def _certified(folder: Path) -> ssl.SSLContext:
    """A server's side for service.test, and the certificate to trust beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "service.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("service.test")]), False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(encoding))
    (folder / "key.pem").write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
