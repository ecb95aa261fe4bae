"""Oversized, endless, slow, interrupted and lying requests, spoken over a raw socket."""

import asyncio
import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.routing import APIRoute

from ingestio_cloud.app import create_app
from ingestio_cloud.connections import GuardedProtocol
from ingestio_cloud.features import web
from ingestio_cloud.features.web import add_error_handlers
from ingestio_cloud.middleware import install
from ingestio_cloud.middleware.authentication import is_public
from ingestio_cloud.middleware.bodies import BodyLimits
from ingestio_cloud.middleware.refusals import RequestRefusedError
from ingestio_cloud.middleware.strict_json import MAX_DEPTH, check_json
from ingestio_cloud.serve import listen, server_config
from ingestio_cloud.settings import Accounts, Settings
from ingestio_cloud.telemetry.metrics import Metrics

IDLE = 0.3
PATIENT = BodyLimits(default=10_000, special=())
IMPATIENT = BodyLimits(default=10_000, special=(), idle=IDLE, total=2 * IDLE)


class ImpatientProtocol(GuardedProtocol):
    header_seconds = IDLE
    linger_seconds = IDLE


@dataclass(frozen=True, slots=True)
class Guarded:
    """A small app behind everything that stands before the real one."""

    port: int
    metrics: Metrics

    def connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), 30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def say(self, *pieces: bytes) -> "Answer":
        """Send all pieces and read until the answer is complete."""
        with self.connect() as connection:
            for piece in pieces:
                connection.sendall(piece)
            return read(connection)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        problem = json.loads(self.body)
        assert self.headers["content-type"] == "application/problem+json"
        assert problem["status"] == self.status
        assert problem["title"] and problem["detail"].endswith(".")
        code: str = problem["code"]
        return code


def read(connection: socket.socket) -> Answer:
    """One answer. Fails when the connection ends before it is complete."""
    with connection.makefile("rb") as stream:
        status = int(stream.readline().split()[1])
        headers: dict[str, str] = {}
        while line := stream.readline().strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        return Answer(status, headers, stream.read(int(headers.get("content-length", 0))))


@contextmanager
def guarded(settings: Settings, protocol: type[GuardedProtocol]) -> Iterator[Guarded]:
    app = FastAPI()
    add_error_handlers(app)

    @app.api_route("/echo", methods=["GET", "POST"])
    async def echo(request: Request) -> dict[str, Any]:
        return {"length": len(await request.body()), "client": request.client and request.client.host}

    @app.post("/v1/uploads")
    async def upload(request: Request) -> dict[str, Any]:
        return {"length": len(await request.body())}

    @app.get("/broken")
    async def broken() -> None:
        raise ZeroDivisionError("words of a document")

    metrics = Metrics()
    install(app, settings, metrics, limits=IMPATIENT if protocol is ImpatientProtocol else PATIENT)
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(server_config(app, settings, protocol))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), name="guarded")
    thread.start()
    try:
        yield Guarded(listener.getsockname()[1], metrics)
    finally:
        server.should_exit = True
        thread.join()


ON_LOOPBACK = Settings(accounts=Accounts.OFF, public_url="http://localhost:8080")


@pytest.fixture(scope="module")
def server() -> Iterator[Guarded]:
    with guarded(ON_LOOPBACK, GuardedProtocol) as running:
        yield running


@pytest.fixture(scope="module")
def impatient() -> Iterator[Guarded]:
    """One that gives up soon what comes slowly."""
    with guarded(ON_LOOPBACK, ImpatientProtocol) as running:
        yield running


def post(body: bytes, *headers: str, length: int | None = None, path: str = "/echo") -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: localhost:8080", *headers]
    if not any(line.lower().startswith("transfer-encoding") for line in headers):
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


JSON = "Content-Type: application/json"
CHUNKED = "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("request_bytes", "status", "code"),
    [
        (post(b"", length=10_001), 413, "request_too_large"),
        (post(b"", length=10**18), 413, "request_too_large"),
        (post(b"5000\r\n" + b"a" * 0x5000 + b"\r\n", CHUNKED), 413, "request_too_large"),
        (post(b"{}", JSON, "Content-Encoding: gzip"), 415, "content_encoding"),
        (post(b"{}", "Content-Type: application/json; charset=latin-1"), 415, "charset"),
        (post(b"{", JSON), 400, "bad_json"),
        (post(b"\xff\xfe", JSON), 400, "bad_json"),
        (post(b'{"a": NaN}', JSON), 400, "bad_json"),
        (post(b'{"a": 1, "a": 2}', JSON), 400, "duplicate_key"),
        (post(b"[" * 9_000, JSON), 400, "json_too_deep"),
        (post(b'{"a": "\\u0000"}', JSON), 422, "text_not_allowed"),
        (post(b'{"a": "\\ud800"}', JSON), 422, "text_not_allowed"),
        (post(b"9" * 9_000, JSON), 422, "number_out_of_range"),
        (post(b"9223372036854775808", JSON), 422, "number_out_of_range"),
        (post(b"1e999", JSON), 422, "number_out_of_range"),
        (post(b"", path="/echo?name=%00"), 422, "text_not_allowed"),
        (post(b"", path="/echo%00"), 422, "text_not_allowed"),
        (post(b"", path="/echo?" + "a" * 9_000), 414, "target_too_long"),
        (post(b"", path="/echo?" + "a&" * 200), 400, "too_many_parameters"),
        (post(b"", *(f"X-{number}: a" for number in range(101))), 431, "too_many_headers"),
        (post(b"", "X-Large: " + "a" * 40_000), 431, "headers_too_large"),
        (post(b"", "Authorization: Bearer a", "Authorization: Bearer b"), 400, "duplicate_header"),
        (post(b"", "Content-Length: 5"), 400, "bad_http"),
        (post(b"", length=-1), 400, "bad_http"),
        (post(b"", "X-Odd: a\x01b"), 400, "bad_header"),
        (b"GET /echo HTTP/1.1\r\n\r\n", 400, "bad_http"),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400, "bad_http"),
        (b"GET /echo HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n", 421, "wrong_host"),
        (b"BREW /echo HTTP/1.1\r\nHost: localhost\r\n\r\n", 405, "method_not_allowed"),
        (b"GET /v1/anything HTTP/1.1\r\nHost: localhost\r\n\r\n", 401, "not_authenticated"),
        (b"GET /broken HTTP/1.1\r\nHost: localhost\r\n\r\n", 500, "internal_error"),
    ],
)
def test_an_odd_request_has_a_clear_refusal(
    server: Guarded, request_bytes: bytes, status: int, code: str
) -> None:
    answer = server.say(request_bytes)
    assert (answer.status, answer.code) == (status, code)
    assert b"words" not in answer.body


def test_a_token_is_asked_for_before_the_body(server: Guarded) -> None:
    answer = server.say(post(b"", "Expect: 100-continue", length=9_000, path="/v1/uploads"))
    assert (answer.status, answer.code) == (401, "not_authenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "pieces",
    [
        (b"GET /echo HT",),
        (b"GET /echo HTTP/1.1\r\n", b"Host: localhost:8080\r\nX-Slow: "),
        (post(b"5\r\nab", CHUNKED),),
        (post(b"half", length=100),),
    ],
)
def test_what_never_ends_is_given_up(impatient: Guarded, pieces: tuple[bytes, ...]) -> None:
    answer = impatient.say(*pieces)
    assert (answer.status, answer.code) == (408, "request_timeout")


def test_a_connection_that_says_nothing_is_closed(impatient: Guarded) -> None:
    with impatient.connect() as connection:
        assert connection.recv(1) == b""


def test_a_body_that_goes_on_for_ever_after_its_refusal_is_cut_off(impatient: Guarded) -> None:
    with impatient.connect() as connection:
        connection.sendall(post(b"", length=10**12))
        assert read(connection).status == 413
        with pytest.raises(OSError):
            while True:
                connection.sendall(b"a" * 65_536)


def test_one_who_hangs_up_within_the_body_leaves_nothing_behind(server: Guarded) -> None:
    with server.connect() as connection:
        connection.sendall(post(b"half", length=100))
    assert server.say(post(b"whole")).status == 200


def test_the_connection_lives_on_after_a_refusal(server: Guarded) -> None:
    with server.connect() as connection:
        connection.sendall(post(b"{", JSON))
        assert read(connection).status == 400
        connection.sendall(post(b"{}", JSON))
        assert json.loads(read(connection).body)["length"] == 2


def test_too_many_connections_are_told_so() -> None:
    settings = Settings(accounts=Accounts.OFF, max_connections=2)
    with guarded(settings, GuardedProtocol) as server, server.connect() as one, server.connect() as two:
        for waiting in (one, two):
            waiting.sendall(post(b""))
            assert read(waiting).status == 200
        answer = server.say(post(b""))
        assert (answer.status, answer.code) == (503, "too_many_connections")
        assert answer.headers["retry-after"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("0123456789abcdef", True), ("a b", False), ("x" * 65, False), ("short", False), ("<script>123", False)],
)
def test_a_sane_request_id_is_kept(server: Guarded, given: str, kept: bool) -> None:
    answer = server.say(post(b"{", JSON, f"X-Request-ID: {given}"))
    told = answer.headers["x-request-id"]
    assert (told == given) is kept
    assert json.loads(answer.body)["instance"] == f"urn:ingestio:request:{told}"


def test_answers_carry_the_headers_of_safety(server: Guarded) -> None:
    headers = server.say(post(b"")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_behind_https_browsers_are_told_to_stay_there() -> None:
    settings = Settings(accounts=Accounts.OFF, public_url="https://ingestio.example")
    with guarded(settings, GuardedProtocol) as server:
        request = b"GET /echo HTTP/1.1\r\nHost: ingestio.example\r\n\r\n"
        assert "max-age" in server.say(request).headers["strict-transport-security"]


@pytest.mark.parametrize(("trusted", "seen"), [("127.0.0.1", "203.0.113.9"), ("10.0.0.1", "127.0.0.1")])
def test_only_a_known_proxy_is_believed(trusted: str, seen: str) -> None:
    with guarded(Settings(accounts=Accounts.OFF, forwarded_allow_ips=trusted), GuardedProtocol) as server:
        answer = server.say(post(b"", "X-Forwarded-For: 203.0.113.9"))
    assert json.loads(answer.body)["client"] == seen


@pytest.mark.parametrize(
    "body",
    [
        b"[" * MAX_DEPTH + b"]" * MAX_DEPTH,
        b'{"brackets": "' + b"[{" * 500 + b'"}',
        b'{"quoted": "\\"[[[[", "n": -9223372036854775808}',
        b'"\\ud83d\\ude00"',
        b'"no escape: \\\\u0000"',
    ],
)
def test_good_json_passes(body: bytes) -> None:
    check_json(body)


DEEPER = MAX_DEPTH + 1


@pytest.mark.parametrize(
    "body",
    [
        b"[" * DEEPER + b"]" * DEEPER,
        b'[{"a":' * DEEPER + b"1" + b"}]" * DEEPER,
        b'["]",' * DEEPER + b"1" + b',"["]' * DEEPER,
        b'{"a":' * 100_000,
        b"[]]" + b"[" * 100_000,
        b'["' + b"\\" * 99_999,
        b'{"\\u0000": 1}',
    ],
)
def test_bad_json_never_breaks_the_reader(body: bytes) -> None:
    with pytest.raises(RequestRefusedError):
        check_json(body)


def routes() -> list[APIRoute]:
    app = create_app(Settings())
    return [route for route in app.state.routes if isinstance(route, APIRoute)]


def asks_who_calls(route: APIRoute) -> bool:
    waiting = [route.dependant]
    while waiting:
        one = waiting.pop()
        if one.call is web._principal:
            return True
        waiting.extend(one.dependencies)
    return False


def test_every_route_asks_who_calls_but_for_the_listed_ones() -> None:
    of_the_api = [route for route in routes() if route.path.startswith("/v1/")]
    assert len(of_the_api) > 30
    for route in of_the_api:
        path = re.sub(r"\{\w+\}", "0", route.path)
        open_to_all = all(is_public({"method": method, "path": path}) for method in route.methods)
        assert asks_who_calls(route) is not open_to_all, route.path


def test_every_limit_of_a_body_is_for_a_route() -> None:
    paths = {(method, re.sub(r"\{\w+\}", "0", route.path)) for route in routes() for method in route.methods}
    for verb, pattern, size in BodyLimits().special:
        assert any(verb == method and re.fullmatch(pattern, path) for method, path in paths), pattern
        assert size > BodyLimits().default
