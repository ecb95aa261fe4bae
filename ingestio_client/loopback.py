"""The end of a sign-in on this computer: a listener for one answer of the browser (RFC 8252 §7.3)."""

import asyncio
import hmac
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self
from urllib.parse import parse_qsl, urlsplit

from ingestio_core.errors import IngestError, MachineError

PATH: Final = "/signed-in"

_HOSTS: Final = ("127.0.0.1", "::1")
_MAX_BYTES: Final = 32_768
_READ_SECONDS: Final = 10.0
_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8\r\n"
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Connection: close\r\n"
)
_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title} · IngestIO</title>
<style>
:root {{ color-scheme: light dark; --bg: #F6F7F9; --surface: #FFFFFF; --line: #E1E5EB; --text: #16202E;
  --muted: #667085; }}
@media (prefers-color-scheme: dark) {{ :root {{ --bg: #14181F; --surface: #1C222B; --line: #2C3440;
  --text: #E8ECF2; --muted: #97A3B4; }} }}
body {{ display: grid; place-items: center; min-height: 100vh; margin: 0; background: var(--bg);
  color: var(--text); font: 15px/1.5 Inter, system-ui, sans-serif; }}
main {{ max-width: 26rem; margin: 1rem; padding: 1.5rem 2rem; border: 1px solid var(--line);
  border-radius: 12px; background: var(--surface); text-align: center; }}
h1 {{ margin: 0 0 .5rem; font-size: 20px; font-weight: 600; }} p {{ margin: 0; color: var(--muted); }}
</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""
_DONE: Final = ("You are signed in", "You can close this tab and go on in IngestIO.")
_NOT_DONE: Final = ("You are not signed in", "You can close this tab. IngestIO says what to do.")
_OTHER: Final = ("This is an older sign-in", "Close this tab and go on in the newest one.")
_NOTHING: Final = ("There is nothing here", "Close this tab and go on in IngestIO.")


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
                answer, status, words = self._look(head)
                writer.write(_response(status, words))
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()
        # Only now: the listener goes with the answer, and the person should see the page first.
        if answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def _look(self, head: bytes) -> tuple[dict[str, str] | None, HTTPStatus, tuple[str, str]]:
        """The answer if it is the one that is waited for, and what to show."""
        method, _, rest = head.decode("latin-1").partition(" ")
        try:
            target = urlsplit(rest.partition(" ")[0])
            fields = dict(parse_qsl(target.query, max_num_fields=20))
        except ValueError:
            return None, HTTPStatus.BAD_REQUEST, _NOTHING
        if method != "GET" or target.path != PATH:
            return None, HTTPStatus.NOT_FOUND, _NOTHING
        if not hmac.compare_digest(fields.get("state", "").encode(), self._state.encode()):
            return None, HTTPStatus.BAD_REQUEST, _OTHER
        return fields, HTTPStatus.OK, _DONE if "code" in fields else _NOT_DONE


def _response(status: HTTPStatus, words: tuple[str, str]) -> bytes:
    body = _PAGE.format(title=words[0], text=words[1]).encode()
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\n{_HEADERS}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
