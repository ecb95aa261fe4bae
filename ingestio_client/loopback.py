"""The end of a sign-in on this computer: a listener for one answer of the browser (RFC 8252 §7.3)."""

import asyncio
import hmac
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self
from urllib.parse import parse_qsl, urlsplit

from ingestio_client.loopback_page import Outcome, page
from ingestio_core.errors import IngestError, MachineError

PATH: Final = "/signed-in"

_HOSTS: Final = ("127.0.0.1", "::1")
_MAX_BYTES: Final = 32_768
_READ_SECONDS: Final = 10.0
_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8\r\n"
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Connection: close\r\n"
)


class Loopback:
    """Listens on a free port of this computer until the browser brings the answer to `state`. Others
    are told that there is nothing, and change nothing. Use as an async context manager."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._answer: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
        self._server: asyncio.Server | None = None
        self.redirect_uri = ""

    async def __aenter__(self) -> Self:
        for host in _HOSTS:
            try:
                self._server = await asyncio.start_server(self._serve, host, 0, limit=_MAX_BYTES)
            except OSError:
                continue
            port = self._server.sockets[0].getsockname()[1]
            self.redirect_uri = f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"
            return self
        raise MachineError(
            "no_loopback",
            "The browser's answer can't be received",
            "No program may listen on this computer. Check its firewall, or use a personal access token.",
        )

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def answer(self, seconds: float) -> dict[str, str]:
        """What the browser brought. Raises `IngestError` (sign_in_timeout)."""
        try:
            return await asyncio.wait_for(asyncio.shield(self._answer), seconds)
        except TimeoutError:
            raise IngestError(
                "sign_in_timeout",
                "Nobody signed in",
                "The sign-in in the browser was not finished in time. Start it again.",
            ) from None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_READ_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                answer, status, outcome = self._look(head)
                writer.write(_response(status, page(outcome, _languages(head))))
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()
        # Only now: the listener goes with the answer, and the person should see the page first.
        if answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def _look(self, head: bytes) -> tuple[dict[str, str] | None, HTTPStatus, Outcome]:
        """The answer if it is the one that is waited for, and what to show."""
        method, _, rest = head.decode("latin-1").partition(" ")
        try:
            target = urlsplit(rest.partition(" ")[0])
            fields = dict(parse_qsl(target.query, max_num_fields=20))
        except ValueError:
            return None, HTTPStatus.BAD_REQUEST, Outcome.NOTHING
        if method != "GET" or target.path != PATH:
            return None, HTTPStatus.NOT_FOUND, Outcome.NOTHING
        if not hmac.compare_digest(fields.get("state", "").encode(), self._state.encode()):
            return None, HTTPStatus.BAD_REQUEST, Outcome.OTHER
        if "code" in fields:
            return fields, HTTPStatus.OK, Outcome.DONE
        refused = fields.get("error") == "access_denied"
        return fields, HTTPStatus.OK, Outcome.REFUSED if refused else Outcome.FAILED


def _languages(head: bytes) -> str:
    """What the browser's Accept-Language says."""
    for line in head.decode("latin-1").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "accept-language":
            return value
    return ""


def _response(status: HTTPStatus, text: str) -> bytes:
    body = text.encode()
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\n{_HEADERS}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
