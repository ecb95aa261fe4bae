"""Single steps of tus against a running service."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import httpx

from tests.cloud.served import OCTETS, TOKEN, TUS, metadata


class Reached(Protocol):
    """A running service, and a client of it."""

    @property
    def http(self) -> httpx.Client: ...
    @property
    def port(self) -> int: ...


def announce(service: Reached, document: str, length: int, **headers: str) -> httpx.Response:
    return service.http.post(
        "/v1/uploads", headers={**TUS, "Upload-Length": str(length), **metadata(document), **headers}
    )


def send(service: Reached, url: str, offset: int, content: bytes, **headers: str) -> httpx.Response:
    return service.http.patch(
        url, content=content, headers={**TUS, **OCTETS, "Upload-Offset": str(offset), **headers}
    )


def offset_of(service: Reached, url: str) -> int:
    return int(service.http.head(url, headers=TUS).headers["Upload-Offset"])


def finish(service: Reached, url: str, content: bytes) -> None:
    """Send what is missing, as a client does that was interrupted."""
    offset = offset_of(service, url)
    assert send(service, url, offset, content[offset:]).status_code == 204


@contextmanager
def half_announced(
    service: Reached, document: str, content: bytes, announced: int
) -> Iterator[socket.socket]:
    """A POST that brings `content` of the `announced` bytes of a file, and then nothing; its
    connection."""
    head = "".join(
        f"{name}: {value}\r\n"
        for name, value in {
            "Host": "127.0.0.1",
            "Authorization": f"Bearer {TOKEN}",
            **TUS,
            **OCTETS,
            **metadata(document),
            "Upload-Length": str(announced),
            "Content-Length": str(announced),
        }.items()
    )
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.settimeout(30)
        connection.sendall(f"POST /v1/uploads HTTP/1.1\r\n{head}\r\n".encode() + content)
        yield connection


@contextmanager
def half_sent(
    service: Reached, url: str, offset: int, content: bytes, announced: int | None, token: str = TOKEN
) -> Iterator[socket.socket]:
    """A PATCH that says it sends `announced` bytes (None: chunks without end), sends `content`, and
    then nothing; its connection."""
    length = {"Transfer-Encoding": "chunked"} if announced is None else {"Content-Length": str(announced)}
    head = "".join(
        f"{name}: {value}\r\n"
        for name, value in {
            "Host": "127.0.0.1",
            "Authorization": f"Bearer {token}",
            **TUS,
            **OCTETS,
            "Upload-Offset": str(offset),
            **length,
        }.items()
    )
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.settimeout(30)
        connection.sendall(f"PATCH {url} HTTP/1.1\r\n{head}\r\n".encode())
        connection.sendall(content if announced is not None else chunk(content))
        yield connection


def chunk(content: bytes) -> bytes:
    """One chunk of a chunked body (RFC 9112, 7.1)."""
    return b"%x\r\n%s\r\n" % (len(content), content)


def answer_status(connection: socket.socket) -> int:
    """The status of the answer that comes on a connection."""
    return int(connection.recv(65536).split(b" ", 2)[1])
